package register

import (
	"context"
	"errors"
	"net/url"

	"wederhoor/internal/directory"
	"wederhoor/internal/identity"
	"wederhoor/internal/store"
)

// Arrival is how somebody came back from the provider. Errand is known, also
// beside an error, once the answer belonged to a ceremony of this browser.
type Arrival struct {
	Errand  DirectoryErrand
	Session identity.Token // "" after linking: there is one already
}

// FinishDirectory ends what one of the Begins started, with the answer that the
// browser brought back. A ceremony works once. label is the kind of browser.
func (r *Register) FinishDirectory(ctx context.Context, ceremony identity.Token, answer url.Values, label string) (Arrival, error) {
	if r.Directory == nil {
		return Arrival{}, ErrDirectoryOver
	}
	v, c, err := r.takeDirectory(ctx, ceremony, answer.Get("state"))
	if err != nil {
		return Arrival{}, err
	}
	a := Arrival{Errand: c.Errand}
	who, err := r.Directory.Finish(ctx, c.Ceremony, answer)
	if err != nil {
		return a, err
	}
	var m store.Member
	switch c.Errand {
	case ErrandLink:
		return a, r.linkAccount(ctx, v, c, who)
	case ErrandAccept:
		m, err = r.acceptByDirectory(ctx, v, c, who)
	default:
		m, err = r.knownByDirectory(ctx, who)
	}
	if err != nil {
		return a, err
	}
	level, err := r.firstLevel(ctx, m)
	if err != nil {
		return a, err
	}
	if who.SecondFactor { // what the provider saw counts here
		level = store.LevelFull
	}
	a.Session, err = r.openSession(ctx, m, level, label, ByDirectory)
	return a, err
}

// knownByDirectory is whose account this is, with its use written down.
func (r *Register) knownByDirectory(ctx context.Context, who directory.Identity) (store.Member, error) {
	m, f, err := r.holder(ctx, who)
	if err != nil {
		return m, err
	}
	now, err := r.directoryFactor(m.ID, who)
	if err != nil {
		return m, err
	}
	f.Body = now.Body // the name may have changed there
	return m, r.Store.UseFactor(ctx, f)
}

// acceptByDirectory activates an invited member without a password: the
// invitation, the account and the member change together, or not at all.
func (r *Register) acceptByDirectory(ctx context.Context, v store.Token, c directoryCeremony, who directory.Identity) (store.Member, error) {
	f, err := r.freeAccount(ctx, v, who)
	if err != nil {
		return store.Member{}, err
	}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		if _, err := t.UseToken(f.Organisation, store.TokenInvitation, c.Invitation); err != nil {
			return err
		}
		return errors.Join(t.AddFactors(f.Organisation, f), t.SetPassword(f.Organisation, f.Member, ""))
	})
	if err != nil {
		return store.Member{}, err
	}
	if err := r.load(ctx, f.Organisation); err != nil {
		return store.Member{}, err
	}
	m, _ := r.Member(f.Member)
	return m, nil
}

// linkAccount gives a signed-in member this account, in place of the one before.
func (r *Register) linkAccount(ctx context.Context, v store.Token, c directoryCeremony, who directory.Identity) error {
	s, err := r.Store.Session(ctx, r.Home().ID, c.Session)
	if errors.Is(err, ErrNotFound) {
		return ErrDirectoryOver // signed out meanwhile
	}
	if err != nil {
		return err
	}
	m, ok := r.Member(v.Member)
	if !ok || s.Epoch != m.Epoch || !r.works(m) {
		return ErrDirectoryOver // the account changed meanwhile
	}
	f, err := r.freeAccount(ctx, v, who)
	if err != nil {
		return err
	}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		return errors.Join(t.DropFactors(f.Organisation, f.Member, store.FactorDirectory), t.AddFactors(f.Organisation, f))
	})
	return r.noted(ctx, r.personOf(m, s), "directory", err)
}

// freeAccount is the factor to add, unless somebody else has the account.
func (r *Register) freeAccount(ctx context.Context, v store.Token, who directory.Identity) (store.Factor, error) {
	switch holder, _, err := r.holder(ctx, who); {
	case err == nil && holder.ID != v.Member:
		return store.Factor{}, ErrTaken
	case err != nil && !errors.Is(err, ErrStranger):
		return store.Factor{}, err
	}
	return r.directoryFactor(v.Member, who)
}
