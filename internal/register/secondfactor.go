package register

import (
	"context"
	"errors"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/identity"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// ErrEnded says that there were too many wrong tries and the session is over.
var ErrEnded = errors.New("too many wrong tries: this session ended")

// ErrProve says that somebody has to show again who they are first.
var ErrProve = errors.New("a fresh proof is needed")

// policy is what an organisation asks; whatever is not "optional" is required.
func policy(value string) string {
	if value == store.SecondFactorOptional {
		return value
	}
	return store.SecondFactorRequired
}

// second reports whether these proofs hold one that counts beside a password.
func second(all []store.Factor) bool {
	for _, f := range all {
		if f.Kind == store.FactorApp || f.Kind == store.FactorPasskey {
			return true
		}
	}
	return false
}

// SetSecondFactor changes whether a password alone is enough. To ask more ends
// the sessions of everybody else: who came in with less comes in again.
func (r *Register) SetSecondFactor(ctx context.Context, who Person, value string) error {
	if !who.Proven() || !who.Has(access.Lead, access.Deputy, access.Administrator) {
		return ErrNotFound
	}
	if !who.Fresh(r.Now()) {
		return ErrProve
	}
	err := r.editHome(ctx, func(o *store.Organisation) error { o.SecondFactor = policy(value); return nil })
	if err != nil || !r.Home().NeedsSecondFactor() {
		return err
	}
	return r.Store.Write(ctx, func(t *store.Tx) error {
		for _, m := range r.Members() {
			if m.ID == who.Member.ID {
				continue
			}
			if err := t.EndSessions(m.Organisation, m.ID, nil); err != nil {
				return err
			}
		}
		return nil
	})
}

// guess counts what somebody shows in a session. After five wrong ones in a row
// the session ends, so that a half-way session is no place to try codes. The log
// tells of each wrong one.
func (r *Register) guess(ctx context.Context, who Person, proof string, check func() error) error {
	key := string(who.Session.Hash)
	if !r.proofs.Try(ctx, key) {
		return errors.Join(ErrEnded, r.Store.EndSession(ctx, who.Organisation(), who.Session.Hash))
	}
	err := check()
	if _, wrong := AsProblems(err); !wrong {
		r.proofs.Right(ctx, key)
		return err
	}
	if r.proofs.Spent(ctx, key) {
		err = errors.Join(ErrEnded, r.Store.EndSession(ctx, who.Organisation(), who.Session.Hash))
	}
	return r.refused(ctx, who.Member, who.Session, proof, err)
}

// ShowCode turns a half-way session into a full one with the six digits of the
// app. The old token knows nothing afterwards.
func (r *Register) ShowCode(ctx context.Context, who Person, typed string) (identity.Token, error) {
	if who.Session.Level != store.LevelPassword || who.Enrols {
		return "", ErrNotFound
	}
	if strings.TrimSpace(typed) == "" {
		return "", Problems{{"code", "second_empty"}}
	}
	if err := r.guess(ctx, who, ProofCode, func() error { return r.checkCode(ctx, who.Member, typed) }); err != nil {
		return "", err
	}
	return r.raise(ctx, who, ByApp)
}

// checkCode accepts a code of the app once. At most ten wrong ones an hour are
// looked at, however many sessions they come from.
func (r *Register) checkCode(ctx context.Context, m store.Member, typed string) error {
	if !r.codes.Try(ctx, string(m.ID)) {
		return Problems{{"code", "second_often"}}
	}
	factors, err := r.Store.Factors(ctx, m.Organisation, m.ID)
	if err != nil {
		return err
	}
	for _, f := range factors {
		if f.Kind != store.FactorApp {
			continue
		}
		app, err := identity.ParseApp(f.Body)
		if err != nil {
			return err
		}
		step, ok := app.Step(typed, r.Now())
		if !ok {
			break
		}
		err = r.Store.RaiseFactor(ctx, m.Organisation, f.ID, step)
		if errors.Is(err, ErrNotFound) { // seen before
			break
		}
		r.codes.Right(ctx, string(m.ID))
		return err
	}
	return Problems{{"code", "second_wrong"}}
}

// ShowRecovery is ShowCode with a recovery code, which is gone afterwards. It
// has 75 bits: only the session counts its tries, so that whoever guesses at
// the app does not lock this road as well.
func (r *Register) ShowRecovery(ctx context.Context, who Person, typed string) (identity.Token, error) {
	if who.Session.Level != store.LevelPassword || who.Enrols {
		return "", ErrNotFound
	}
	if strings.TrimSpace(typed) == "" {
		return "", Problems{{"code", "recovery_code_empty"}}
	}
	if err := r.guess(ctx, who, ProofRecovery, func() error { return r.spendRecovery(ctx, who.Member, typed) }); err != nil {
		return "", err
	}
	return r.raise(ctx, who, ByRecovery)
}

func (r *Register) spendRecovery(ctx context.Context, m store.Member, typed string) error {
	wrong := Problems{{"code", "recovery_code_wrong"}}
	code, err := vault.ParseCode(typed)
	if err != nil {
		return wrong
	}
	f, err := r.Store.FactorShown(ctx, m.Organisation, store.FactorRecovery, []byte(code))
	if err == nil && f.Member == m.ID {
		err = r.Store.DropFactor(ctx, m.Organisation, m.ID, f.ID)
		if err == nil {
			return nil
		}
	}
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	return wrong
}

// raise opens a half-way session.
func (r *Register) raise(ctx context.Context, who Person, by string) (token identity.Token, err error) {
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		token, err = r.raiseIn(t, who, by)
		return err
	})
	return token, err
}

// raiseIn gives a half-way session a new token and opens it, within an act that
// does more; from then on its holder is in, and the log says so. ErrNotFound when
// the session ended meanwhile.
func (r *Register) raiseIn(t *store.Tx, who Person, by string) (identity.Token, error) {
	token := identity.NewToken()
	if err := t.RaiseSession(who.Organisation(), who.Session.Hash, token.Hash(), store.LevelFull, r.Now(), identity.MostSessions); err != nil {
		return "", err
	}
	in := r.personOf(who.Member, store.Session{Hash: token.Hash(), Level: store.LevelFull})
	return token, t.Log(r.line(in.visitor(), store.LogSignIn, "", by))
}

// Prove notes that somebody showed again who they are, with the password or the
// code of the app, and takes the session out of its lock.
func (r *Register) Prove(ctx context.Context, who Person, shown string) error {
	if who.Session.Level == store.LevelPassword {
		return ErrNotFound
	}
	if strings.TrimSpace(shown) == "" {
		return Problems{{"password", "proof_empty"}}
	}
	if err := r.guess(ctx, who, ProofAgain, func() error { return r.checkProof(ctx, who.Member, shown) }); err != nil {
		return err
	}
	if err := r.Store.ProveSession(ctx, who.Organisation(), who.Session.Hash, r.Now()); err != nil {
		return err
	}
	return r.Store.LockSession(ctx, who.Organisation(), who.Session.Hash, false)
}

// checkProof: six digits are a code, for no password is that short.
func (r *Register) checkProof(ctx context.Context, m store.Member, shown string) error {
	if digits := strings.ReplaceAll(shown, " ", ""); len(digits) == 6 && strings.Trim(digits, "0123456789") == "" {
		if err := r.checkCode(ctx, m, shown); err != nil {
			if _, wrong := AsProblems(err); wrong {
				return Problems{{"password", "proof_wrong"}}
			}
			return err
		}
		return nil
	}
	ok, err := r.checkPassword(ctx, m, shown)
	if err == nil && !ok {
		return Problems{{"password", "proof_wrong"}}
	}
	return err
}

// Lock puts a session behind its lock: it opens nothing until [Register.Prove].
func (r *Register) Lock(ctx context.Context, who Person) error {
	return r.Store.LockSession(ctx, who.Organisation(), who.Session.Hash, true)
}
