package register

import (
	"context"
	"errors"

	"wederhoor/internal/identity"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// recoveryCodes is how many there are at a time.
const recoveryCodes = 10

// Enrolled is what somebody gets who set up a second factor: a token when the
// session became full by it, and recovery codes when there were none. The codes
// are shown once and kept as hashes only.
type Enrolled struct {
	Token identity.Token
	Codes []string
}

// mayEnrol: who has nothing to show yet chooses a first factor; who has, shows
// it again first.
func (r *Register) mayEnrol(who Person) error {
	switch {
	case who.Enrols, who.Fresh(r.Now()):
		return nil
	case who.Proven():
		return ErrProve
	}
	return ErrNotFound
}

// pendingApp names the secret that waits for its first code. It belongs to the
// session, so that it need not travel to the browser and back.
func pendingApp(who Person) []byte { return identity.Token("app:" + string(who.Session.Hash)).Hash() }

// StartApp makes a new secret for an app; it counts once a code was shown.
func (r *Register) StartApp(ctx context.Context, who Person) error {
	if err := r.mayEnrol(who); err != nil {
		return err
	}
	app, err := identity.NewApp(r.Home().Name, who.Member.Email)
	if err != nil {
		return err
	}
	return r.Store.AddToken(ctx, pendingApp(who), store.Token{Organisation: who.Organisation(), Kind: store.TokenCeremony, Member: who.Member.ID,
		Expires: r.Now().Add(identity.LinkAge), Body: app.Bytes()}, true)
}

// PendingApp is the secret to scan; ErrNotFound when none is being set up.
func (r *Register) PendingApp(ctx context.Context, who Person) (identity.App, error) {
	v, err := r.Store.Token(ctx, who.Organisation(), store.TokenCeremony, pendingApp(who))
	if err != nil {
		return identity.App{}, err
	}
	return identity.ParseApp(v.Body)
}

// ConfirmApp keeps the app once it shows the right code; an app that was there
// before ends.
func (r *Register) ConfirmApp(ctx context.Context, who Person, typed string) (Enrolled, error) {
	if !who.Enrols && !who.Proven() { // chosen meanwhile, from another browser
		return Enrolled{}, ErrNotFound
	}
	app, err := r.PendingApp(ctx, who)
	if err != nil {
		return Enrolled{}, err
	}
	var step int64
	err = r.guess(ctx, who, ProofCode, func() error {
		var ok bool
		if step, ok = app.Step(typed, r.Now()); !ok {
			return Problems{{"code", "second_wrong"}}
		}
		return nil
	})
	if err != nil {
		return Enrolled{}, err
	}
	return r.enrol(ctx, who, store.Factor{Member: who.Member.ID, Kind: store.FactorApp, Shown: []byte(who.Member.ID), Counter: step, Body: app.Bytes()})
}

func (r *Register) enrol(ctx context.Context, who Person, app store.Factor) (done Enrolled, err error) {
	factors, err := r.Store.Factors(ctx, who.Organisation(), who.Member.ID)
	if err != nil {
		return done, err
	}
	all := []store.Factor{app}
	if count(factors, store.FactorRecovery) == 0 {
		var codes []store.Factor
		done.Codes, codes = newRecovery(who)
		all = append(all, codes...)
	}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		if _, err := t.UseToken(who.Organisation(), store.TokenCeremony, pendingApp(who)); err != nil {
			return err
		}
		if !who.Enrols {
			return errors.Join(t.DropFactors(who.Organisation(), who.Member.ID, store.FactorApp), t.AddFactors(who.Organisation(), all...))
		}
		// The first app: a second one at once is refused by the store.
		if err := t.AddFactors(who.Organisation(), all...); err != nil {
			return err
		}
		done.Token, err = r.raiseIn(t, who, ByNewFactor)
		return err
	})
	return done, r.noted(ctx, who, "app", err)
}

func newRecovery(who Person) (shown []string, all []store.Factor) {
	key := vault.NewKey() // random, and gone when this returns
	for i := range recoveryCodes {
		code := vault.NewCode(key, []byte{byte(i)})
		shown = append(shown, code.Display())
		all = append(all, store.Factor{Member: who.Member.ID, Kind: store.FactorRecovery, Shown: []byte(code)})
	}
	return shown, all
}

// count says how many of one kind somebody has.
func count(all []store.Factor, kind store.FactorKind) (n int) {
	for _, f := range all {
		if f.Kind == kind {
			n++
		}
	}
	return n
}

// NewRecoveryCodes makes ten new codes; the ones before end.
func (r *Register) NewRecoveryCodes(ctx context.Context, who Person) ([]string, error) {
	if !who.Fresh(r.Now()) {
		return nil, ErrProve
	}
	factors, err := r.Store.Factors(ctx, who.Organisation(), who.Member.ID)
	if err != nil {
		return nil, err
	}
	if !second(factors) { // nothing to recover
		return nil, ErrNotFound
	}
	shown, all := newRecovery(who)
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		return errors.Join(t.DropFactors(who.Organisation(), who.Member.ID, store.FactorRecovery), t.AddFactors(who.Organisation(), all...))
	})
	return shown, r.noted(ctx, who, "recovery", err)
}

// RemoveApp takes the app away, when something else is left or nothing is asked.
// Without a second factor there is nothing to recover.
func (r *Register) RemoveApp(ctx context.Context, who Person) error {
	if !who.Fresh(r.Now()) {
		return ErrProve
	}
	err := r.onFactors(ctx, who, func(t *store.Tx, factors []store.Factor) error {
		drop := []store.FactorKind{store.FactorApp}
		if count(factors, store.FactorPasskey) == 0 {
			if r.Home().NeedsSecondFactor() {
				return Problems{{"app", "last_factor"}}
			}
			drop = append(drop, store.FactorRecovery)
		}
		return t.DropFactors(who.Organisation(), who.Member.ID, drop...)
	})
	return r.noted(ctx, who, "app_removed", err)
}

// onFactors takes something of somebody's own away. What they have, and what is asked of
// everybody, are those of that moment: two that go at once, each because the other is
// there, would leave nothing.
func (r *Register) onFactors(ctx context.Context, who Person, do func(t *store.Tx, has []store.Factor) error) error {
	return r.Store.Write(ctx, func(t *store.Tx) error {
		if _, err := r.now(t, who.visitor()); err != nil {
			return err
		}
		has, err := t.Factors(who.Organisation(), who.Member.ID)
		if err != nil {
			return err
		}
		return do(t, has)
	})
}
