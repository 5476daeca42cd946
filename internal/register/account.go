package register

import (
	"context"
	"encoding/hex"
	"errors"
	"slices"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/store"
)

// Account is what somebody sees of their own sign-in.
type Account struct {
	HasPassword bool
	AppSince    time.Time // zero: no app
	Passkeys    int
	Recovery    int // codes that were not used yet
	Sessions    []OwnSession
}

// OwnSession is one of one's own browsers. ID names it in a form: a hash, of no
// use to who finds it.
type OwnSession struct {
	ID, Browser string
	Since, Seen time.Time
	This        bool
}

// Account reads what one can see and end of one's own.
func (r *Register) Account(ctx context.Context, who Person) (a Account, err error) {
	a.HasPassword = who.Member.Password != ""
	factors, err := r.Store.Factors(ctx, who.Organisation(), who.Member.ID)
	if err != nil {
		return a, err
	}
	a.Passkeys, a.Recovery = count(factors, store.FactorPasskey), count(factors, store.FactorRecovery)
	for _, f := range factors {
		if f.Kind == store.FactorApp {
			a.AppSince = f.CreatedAt
		}
	}
	sessions, err := r.Store.Sessions(ctx, who.Organisation(), who.Member.ID)
	if err != nil {
		return a, err
	}
	for _, s := range sessions {
		if alive(who.Member, s, r.Now()) {
			a.Sessions = append(a.Sessions, OwnSession{ID: hex.EncodeToString(s.Hash), Browser: s.Label, Since: s.CreatedAt, Seen: s.SeenAt,
				This: slices.Equal(s.Hash, who.Session.Hash)})
		}
	}
	return a, nil
}

// EndOwnSession signs one of one's own browsers out; ErrNotFound when it is
// somebody else's, or over.
func (r *Register) EndOwnSession(ctx context.Context, who Person, id string) error {
	hash, err := hex.DecodeString(id)
	if err != nil {
		return ErrNotFound
	}
	s, err := r.Store.Session(ctx, who.Organisation(), hash)
	if err != nil {
		return err
	}
	if s.Member != who.Member.ID {
		return ErrNotFound
	}
	return r.Store.EndSession(ctx, who.Organisation(), hash)
}

// EndOtherSessions signs every other browser of oneself out.
func (r *Register) EndOtherSessions(ctx context.Context, who Person) error {
	return r.Store.EndSessions(ctx, who.Organisation(), who.Member.ID, who.Session.Hash)
}

// SignOutElsewhere ends every session of somebody else, who may have lost a telephone
// and comes in again with what they know. It asks no fresh proof: whoever fears that a
// stranger is in must not be held up (ASVS 7.4.5).
func (r *Register) SignOutElsewhere(ctx context.Context, who Person, id complaint.MemberID) error {
	return r.onMember(ctx, who, id, func(t *store.Tx, m store.Member, _ bool) error {
		if m.State != store.MemberActive || id == who.Member.ID {
			return ErrNotFound
		}
		return errors.Join(t.EndSessions(m.Organisation, m.ID, nil), t.Log(r.line(who.visitor(), store.LogSignedOut, "", m.Name)))
	})
}

// ChangePassword replaces one's own password. The other sessions end, and so do
// links and a restoring of access that somebody else began.
func (r *Register) ChangePassword(ctx context.Context, who Person, current, password string) (identity.Token, error) {
	if !who.Proven() {
		return "", ErrNotFound
	}
	if err := r.checkCurrent(ctx, who, current); err != nil {
		return "", err
	}
	phc, err := r.newPassword(ctx, who.Member, password)
	if err != nil {
		return "", err
	}
	token := identity.NewToken()
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		return errors.Join(t.SetPassword(who.Organisation(), who.Member.ID, phc),
			t.EndTokens(who.Organisation(), who.Member.ID, store.TokenReset, store.TokenLink),
			t.RenewSession(who.Organisation(), who.Session.Hash, token.Hash(), r.Now()))
	})
	if err != nil {
		return "", err
	}
	return token, errors.Join(r.load(ctx, who.Organisation()), r.noted(ctx, who, "password", nil))
}

// checkCurrent: who has no password yet shows another factor instead.
func (r *Register) checkCurrent(ctx context.Context, who Person, current string) error {
	switch {
	case who.Member.Password == "" && !who.Fresh(r.Now()):
		return ErrProve
	case who.Member.Password == "":
		return nil
	case current == "":
		return Problems{{"current", "current_wrong"}}
	}
	return r.guess(ctx, who, ProofAgain, func() error {
		ok, err := r.checkPassword(ctx, who.Member, current)
		if err == nil && !ok {
			return Problems{{"current", "current_wrong"}}
		}
		return err
	})
}
