package register_test

import (
	"errors"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// onEachDatabase runs a test on both databases.
func onEachDatabase(t *testing.T, do func(t *testing.T, at store.Config)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { do(t, store.Config{Data: t.TempDir()}) })
	t.Run("postgres", func(t *testing.T) { do(t, store.Config{Data: t.TempDir(), Postgres: testkit.Postgres(t)}) })
}

// TestAClockThatJumps an hour back and a year ahead: what happened stands in the order in
// which it was stored, no number is given twice, every checkpoint holds, nobody stays
// signed in for longer, and when the clock is right again so is what is owed.
func TestAClockThatJumps(t *testing.T) {
	onEachDatabase(t, func(t *testing.T, at store.Config) {
		o := openOn(t, at, "")
		begun := o.clock.Now()
		numbers := map[string]bool{}
		write := func() string {
			t.Helper()
			ref := o.write("De zaal was koud.").Ref
			if numbers[ref] {
				t.Errorf("%s was given twice", ref)
			}
			numbers[ref] = true
			return ref
		}
		promised := func(when string) {
			t.Helper()
			o.must(o.Store.Promise(ctx, o.Home().ID))
			p, err := o.Store.LastPromise(ctx, o.Home().ID)
			o.must(err)
			if n, err := o.Store.Logged(ctx, o.Home().ID); err != nil || p.Size != n {
				t.Errorf("%s: %d of %d events are promised", when, p.Size, n)
			}
			if _, err := proof.Open(p.Note, p.Verifier); err != nil {
				t.Errorf("%s: %v", when, err)
			}
		}
		signedIn := func() func() error {
			t.Helper()
			token, err := o.SignIn(ctx, "mirjam@voorbeeld.example", password)
			o.must(err)
			return func() error { _, err := o.Recognise(ctx, token); return err }
		}
		first := write()
		due := o.item(first).Respond.Due
		promised("at first")
		session := signedIn()
		o.must(session())

		o.clock.Set(begun.Add(-20 * time.Minute))
		if err := session(); err != nil {
			t.Errorf("mended a little, and signed out: %v", err)
		}
		o.clock.Set(begun.Add(-time.Hour))
		if err := session(); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("an hour back, and still signed in: %v", err)
		}
		_, err := o.Note(ctx, o.lead, register.Order{Ref: first}, "Gebeld.")
		o.must(err)
		write()
		promised("an hour back")
		c := o.dossier(first)
		for i, e := range c.History {
			if e.Seq != i+1 {
				t.Errorf("event %d has number %d", i+1, e.Seq)
			}
		}
		if _, ok := c.History[len(c.History)-1].Event.(complaint.Noted); !ok || !c.ReceivedAt.Equal(begun) {
			t.Errorf("what came last is %T, received %v", c.History[len(c.History)-1].Event, c.ReceivedAt)
		}
		if got := o.item(first).Respond.Due; got != due {
			t.Errorf("due on %v, and before the jump on %v", got, due)
		}

		session = signedIn()
		o.clock.Set(begun.AddDate(1, 0, 0))
		if err := session(); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("a year ahead, and still signed in: %v", err)
		}
		if !o.item(first).Late() || o.Store.Clock().Sane() {
			t.Errorf("a year ahead: late %v, sane %v", o.item(first).Late(), o.Store.Clock().Sane())
		}
		write()
		promised("a year ahead")

		o.clock.Set(begun.Add(time.Hour))
		write()
		promised("right again")
		if it := o.item(first); it.Late() || it.Respond.Due != due {
			t.Errorf("right again: late %v, due %v", it.Late(), it.Respond.Due)
		}
		if o.Store.Clock().Sane() {
			t.Error("nothing is erased before somebody looked at the clock")
		}
	})
}

func (o *office) item(ref string) register.Item {
	o.t.Helper()
	for _, it := range o.Today(o.lead).Mine {
		if it.Ref == ref {
			return it
		}
	}
	o.t.Fatalf("%s is not there", ref)
	return register.Item{}
}
