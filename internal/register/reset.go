package register

import (
	"context"
	"errors"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/letter"
	"wederhoor/internal/store"
)

// Reset is a way back for who lost everything.
type Reset struct {
	Token  identity.Token // only when it was just made
	Member store.Member
	Starts time.Time
	Ends   time.Time
}

// ResetAccess makes a way back for a member who lost every way to sign in. It
// works after a day, so that a member who did not ask for it can stop it: their
// own password, changed, ends it (security 2.9, ASVS 6.4.4).
func (r *Register) ResetAccess(ctx context.Context, who Person, id complaint.MemberID) (Reset, error) {
	m, ok := r.Member(id)
	if !who.Leads() || !ok || m.State != store.MemberActive || id == who.Member.ID {
		return Reset{}, ErrNotFound
	}
	if !who.Fresh(r.Now()) {
		return Reset{}, ErrProve
	}
	v := Reset{Token: identity.NewToken(), Member: m, Starts: r.Now().Add(identity.ResetWait)}
	v.Ends = v.Starts.Add(identity.ResetAge)
	err := r.Store.Write(ctx, func(t *store.Tx) error {
		t.After(r.Wake)
		return errors.Join(
			t.AddToken(v.Token.Hash(), store.Token{Organisation: m.Organisation, Kind: store.TokenReset, Member: m.ID, Starts: v.Starts, Expires: v.Ends}, true),
			t.AddJob(store.Job{Organisation: m.Organisation, Kind: store.JobTellReset, Item: string(m.ID)}))
	})
	if err != nil {
		return Reset{}, err
	}
	return v, r.log(ctx, who, store.LogReset, "", m.Name)
}

// tellReset tells a member that somebody makes a way back to their account.
func (r *Register) tellReset(ctx context.Context, j store.Job) error {
	m, ok := r.accountHolder(j)
	if !ok {
		return r.finish(ctx, j)
	}
	home := r.Home().Name
	return r.automatic(ctx, j, m.Email, m.Name, letter.Frame{Lang: "nl", Organisation: home, Site: r.Site()},
		letter.AccessRestored(home, r.Site()+"/staff/account"), r.Now())
}

// ResetOf says whose way back this is and when it works; it may not have begun.
func (r *Register) ResetOf(ctx context.Context, token identity.Token) (Reset, error) {
	v, err := r.Store.Token(ctx, r.Home().ID, store.TokenReset, token.Hash())
	if err != nil {
		return Reset{}, err
	}
	m, ok := r.Member(v.Member)
	if !ok {
		return Reset{}, ErrNotFound
	}
	return Reset{Member: m, Starts: v.Starts, Ends: v.Expires}, nil
}

// UseReset starts somebody's account again: a new password, and nothing of what
// was there before.
func (r *Register) UseReset(ctx context.Context, token identity.Token, password string) error {
	v, err := r.ResetOf(ctx, token)
	if err != nil {
		return err
	}
	if v.Starts.After(r.Now()) {
		return ErrNotFound
	}
	m := v.Member
	phc, err := r.newPassword(ctx, m, password)
	if err != nil {
		return err
	}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		if _, err := t.UseToken(m.Organisation, store.TokenReset, token.Hash()); err != nil {
			return err
		}
		return errors.Join(t.DropFactors(m.Organisation, m.ID), t.SetPassword(m.Organisation, m.ID, phc),
			t.EndTokens(m.Organisation, m.ID), t.EndSessions(m.Organisation, m.ID, nil))
	})
	if err != nil {
		return err
	}
	return errors.Join(r.load(ctx, m.Organisation), r.noted(ctx, r.personOf(m, store.Session{Level: store.LevelPassword}), "reset", nil))
}
