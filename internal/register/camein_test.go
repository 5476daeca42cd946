package register_test

import (
	"errors"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// TestByWhatSomebodyCameInIsInTheLog: the last thing they showed, never what it was.
func TestByWhatSomebodyCameInIsInTheLog(t *testing.T) {
	o := strict(t, "")
	secret, codes, full := o.enrolled(o.in(o.lead.Member.Email))
	device := o.device()
	if _, err := o.add(full, "Laptop", device); err != nil {
		t.Fatal(err)
	}
	comeIn := map[string]func() error{
		register.ByApp:      func() error { return second(o.ShowCode(ctx, o.in(full.Member.Email), o.digits(secret))) },
		register.ByRecovery: func() error { return second(o.ShowRecovery(ctx, o.in(full.Member.Email), codes[0])) },
		register.ByPasskey:  func() error { return second(o.byPasskey(device)) },
	}
	for want, act := range comeIn {
		o.clock.Advance(time.Minute)
		if err := act(); err != nil {
			t.Fatal(want, err)
		}
		page, err := o.WhatSaw(ctx, full, register.LogQuery{Kind: register.LogDoor})
		if err != nil {
			t.Fatal(err)
		}
		if l := page.Lines[0]; l.Action != store.LogSignIn || l.Detail != want {
			t.Errorf("%s: the log says %s %q", want, l.Action, l.Detail)
		}
	}
	o.clock.Advance(time.Minute)
	own := open(t, "")
	if _, err := own.SignIn(ctx, own.lead.Member.Email, password); err != nil {
		t.Fatal(err)
	}
	page, err := own.WhatSaw(ctx, own.lead, register.LogQuery{Kind: register.LogDoor})
	if err != nil || page.Lines[0].Detail != register.ByPassword {
		t.Errorf("%+v, %v", page.Lines, err)
	}
}

// TestSomebodyIsSignedOutElsewhere by who manages people, on every device; who does not
// may not, and nobody does it to themselves here.
func TestSomebodyIsSignedOutElsewhere(t *testing.T) {
	o := open(t, "")
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	first, second := o.token(henk.Member.Email), o.token(henk.Member.Email)
	for what, err := range map[string]error{"a trainer": o.SignOutElsewhere(ctx, o.who(first), o.lead.Member.ID), "oneself": o.SignOutElsewhere(ctx, o.lead, o.lead.Member.ID), "nobody": o.SignOutElsewhere(ctx, o.lead, "x")} {
		if !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	o.clock.Advance(time.Second)
	if err := o.SignOutElsewhere(ctx, o.lead, henk.Member.ID); err != nil {
		t.Fatal(err)
	}
	for _, token := range []identity.Token{first, second} {
		if _, err := o.Recognise(ctx, token); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("he is still in: %v", err)
		}
	}
	page, err := o.WhatSaw(ctx, o.lead, register.LogQuery{Kind: register.LogDoor})
	if err != nil || page.Lines[0].Action != store.LogSignedOut || page.Lines[0].Detail != "Henk Postma" {
		t.Errorf("the log: %+v, %v", page.Lines, err)
	}
	o.token(henk.Member.Email) // what he knows still brings him in
}

func (o *office) token(email string) identity.Token {
	o.t.Helper()
	token, err := o.SignIn(ctx, email, password)
	if err != nil {
		o.t.Fatal(err)
	}
	return token
}
