package register

import (
	"context"
	"errors"
	netmail "net/mail"
	"runtime/debug"
	"strings"
	"time"
	"unicode"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/mail"
	"wederhoor/internal/store"
)

// ErrSignIn is the one answer for a wrong address and a wrong password.
var ErrSignIn = errors.New("the address or the password is not right")

// ValidEmail reports whether s is one bare address that our mail can go to.
func ValidEmail(s string) bool { return EmailProblem(s) == "" }

// EmailProblem says by a code why our mail cannot go to an address; "" when it can.
func EmailProblem(s string) string {
	_, domain, _ := strings.Cut(s, "@")
	switch _, err := netmail.ParseAddress(s); {
	case len(s) > complaint.EmailLimit:
		return "too_long"
	case err == nil && strings.ContainsFunc(s, func(c rune) bool { return c > unicode.MaxASCII }):
		return "email_letters" // an address for all that, and internal/mail does not go there
	case !mail.Takes(s), !strings.Contains(domain, "."):
		return "email_incomplete"
	}
	return ""
}

// SignIn checks a password and opens a session. An unknown address takes as
// long as a wrong password.
func (r *Register) SignIn(ctx context.Context, email, password string) (identity.Token, error) {
	return r.SignInFrom(ctx, email, password, "")
}

// SignInFrom is SignIn in a browser of this kind. The session is half-way when a
// second factor is still to be shown, or to be chosen.
func (r *Register) SignInFrom(ctx context.Context, email, password, browser string) (identity.Token, error) {
	home := r.Home().ID
	m, err := r.Store.MemberByEmail(ctx, home, email)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", err
	}
	ok, err := r.checkPassword(ctx, m, password)
	if err != nil {
		return "", err
	}
	if !ok || m.State != store.MemberActive || r.isOver(m) {
		if err := r.failedSignIn(ctx, m); err != nil {
			return "", err
		}
		return "", ErrSignIn
	}
	level, err := r.firstLevel(ctx, m)
	if err != nil {
		return "", err
	}
	return r.openSession(ctx, m, level, browser, ByPassword)
}

// firstLevel is how far one proof brings somebody: half-way where a second is
// demanded, or where they chose to have one.
func (r *Register) firstLevel(ctx context.Context, m store.Member) (store.SessionLevel, error) {
	if r.Home().NeedsSecondFactor() {
		return store.LevelPassword, nil
	}
	factors, err := r.Store.Factors(ctx, m.Organisation, m.ID)
	if err != nil || second(factors) {
		return store.LevelPassword, err
	}
	return store.LevelFull, nil
}

func (r *Register) checkPassword(ctx context.Context, m store.Member, password string) (bool, error) {
	ok, err := r.Hasher.Check(ctx, m.Password, password)
	debug.FreeOSMemory() // the hash took 46 MiB, more than all the rest together; nobody waits for 20 ms here
	return ok, err
}

// By what somebody came in, as the log tells it: the last thing they showed.
const (
	ByPassword  = "password"
	ByApp       = "app" // a code of it, after the password or the account
	ByRecovery  = "recovery"
	ByPasskey   = "passkey"
	ByLink      = "link"
	ByDirectory = "directory"
	ByNewFactor = "new_factor" // the second step was set up just now
)

// openSession gives a recognised member a session of this level. label is the
// kind of browser, for the list of one's own sessions.
func (r *Register) openSession(ctx context.Context, m store.Member, level store.SessionLevel, label, by string) (identity.Token, error) {
	token, now := identity.NewToken(), r.Now()
	s := store.Session{Organisation: m.Organisation, Hash: token.Hash(), Member: m.ID, Epoch: m.Epoch, Level: level, Label: label,
		CreatedAt: now, SeenAt: now, ProvedAt: now}
	if err := r.Store.AddSession(ctx, s, identity.MostSessions); err != nil {
		return "", err
	}
	if level == store.LevelPassword { // half-way: who shows the second factor is in, and the log says so then
		return token, nil
	}
	return token, r.log(ctx, r.personOf(m, s), store.LogSignIn, "", by)
}

// failedSignIn writes down that somebody did not come in. Of an unknown account
// there is no name, and what was typed is not kept.
func (r *Register) failedSignIn(ctx context.Context, m store.Member) error {
	return r.logRefused(ctx, Person{Actor: access.New(r.Home().ID, m.ID), Member: m}, store.LogSignInFailed, "")
}

// What somebody can show that is refused, as the log tells it.
const (
	ProofCode     = "code" // of the app
	ProofRecovery = "recovery"
	ProofAgain    = "again" // the password or a code, of who is in
	ProofPasskey  = "passkey"
	ProofLink     = "link"
)

// refused writes down that what this member showed is not right, never what it
// was, and gives this answer then. Whoever is not known has no name in the log.
func (r *Register) refused(ctx context.Context, m store.Member, s store.Session, proof string, answer error) error {
	who := Person{Actor: access.New(r.Home().ID, m.ID), Member: m, Session: s}
	if err := r.logRefused(ctx, who, store.LogProofFailed, proof); err != nil {
		return err
	}
	return answer
}

// Recognise finds who holds this session. It ends when idle, when old, and when
// anything about the account changed.
func (r *Register) Recognise(ctx context.Context, token identity.Token) (Person, error) {
	if err := r.catchUpSoon(ctx); err != nil {
		return Person{}, err
	}
	home := r.Home().ID
	s, err := r.Store.Session(ctx, home, token.Hash())
	if err != nil {
		return Person{}, err
	}
	m, ok := r.Member(s.Member)
	now := r.Now()
	if !ok || r.isOver(m) || !alive(m, s, now) {
		return Person{}, errors.Join(ErrNotFound, r.Store.EndSession(ctx, home, token.Hash()))
	}
	if now.Sub(s.SeenAt) > identity.SessionIdle/10 { // not at every page: each is a durable write
		if err := r.Store.TouchSession(ctx, home, token.Hash(), now); err != nil && !errors.Is(err, ErrUnavailable) { // it ends the sooner
			return Person{}, err
		}
	}
	who := r.personOf(m, s)
	who.secret = token.Key()
	if s.Level == store.LevelPassword {
		factors, err := r.Store.Factors(ctx, home, m.ID)
		if err != nil {
			return Person{}, err
		}
		who.Enrols = !second(factors)
	}
	return who, nil
}

// alive: a clock that goes back makes no session last much longer. One that was seen a
// whole pause from now is over.
func alive(m store.Member, s store.Session, now time.Time) bool {
	return s.SeenAt.Sub(now) <= identity.SessionIdle && m.State == store.MemberActive && m.Epoch == s.Epoch &&
		now.Sub(s.SeenAt) <= identity.SessionIdle && now.Sub(s.CreatedAt) <= identity.SessionAge
}

// isOver reports whether a member's last day has passed.
func (r *Register) isOver(m store.Member) bool {
	return !m.Until.IsZero() && m.Until.Before(r.Procedure().On(r.Now()))
}

func (r *Register) personOf(m store.Member, s store.Session) Person {
	actor := access.New(m.Organisation, m.ID, m.Roles...).LedBy(r.leading()...).At(r.Now())
	switch s.Level {
	case store.LevelPassword:
		actor = actor.HalfWay()
	case store.LevelLink:
		actor = actor.ByLink()
	}
	_, settings := r.standing()
	return Person{Actor: actor, Member: m, Session: s, of: r, settings: settings}
}

// leading lists who lead now; a complaint about all of them is for the confidant.
func (r *Register) leading() []complaint.MemberID {
	var all []complaint.MemberID
	for _, m := range r.leads() {
		if m.State == store.MemberActive {
			all = append(all, m.ID)
		}
	}
	return all
}

// SignOut ends a session.
func (r *Register) SignOut(ctx context.Context, token identity.Token) error {
	home := r.Home().ID
	s, err := r.Store.Session(ctx, home, token.Hash())
	if errors.Is(err, ErrNotFound) {
		return nil // it ended before
	}
	if err != nil {
		return err
	}
	if m, ok := r.Member(s.Member); ok {
		who := r.personOf(m, s)
		who.secret = token.Key()
		if err := r.LockRooms(ctx, who); err != nil {
			return err
		}
		if err := r.log(ctx, who, store.LogSignOut, "", ""); err != nil {
			return err
		}
	}
	return r.Store.EndSession(ctx, home, token.Hash())
}
