package register_test

import (
	"log/slog"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// TestTheSheetIsAskedOnceAYear of who looks after the register, who is told since when
// what opens it; a sheet that does not open it changes nothing.
func TestTheSheetIsAskedOnceAYear(t *testing.T) {
	onEachDatabase(t, func(t *testing.T, at store.Config) {
		o := &office{t: t, clock: testkit.NewClock(time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC))}
		at.Master, at.Now = vault.NewKey(), o.clock.Now
		s, err := store.Open(ctx, at)
		o.must(err)
		t.Cleanup(func() { _ = s.Close() })
		o.Register, err = register.New(ctx, register.Config{Store: s, Now: o.clock.Now, Site: func() string { return "https://klachten.voorbeeld.example" }, Logger: slog.New(slog.DiscardHandler), KeySource: "unix"})
		o.must(err)
		sheet, err := o.SetUpOrganisation(ctx, setUp())
		o.must(err)
		m, _ := o.LeadMember()
		o.lead = person(m)
		trainer := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
		admin := o.joined("Henk de Beheerder", "henk@voorbeeld.example", access.Administrator)
		asked := func(who register.Person, want bool, when string) {
			t.Helper()
			if got, err := o.SheetUnchecked(ctx, who); err != nil || got != want {
				t.Errorf("%s: asked is %v, %v", when, got, err)
			}
		}
		shows := func(want store.KeysHeld, unchecked bool, when string) {
			t.Helper()
			d, err := o.Keys(ctx, admin)
			if err != nil || d.Source != "unix" || d.Unchecked != unchecked || d.Sheet != want.Sheet || d.TakingOver != want.TakingOver || !d.Master.Equal(want.Master) || !d.SheetSince.Equal(want.SheetSince) || !d.Checked.Equal(want.Checked) {
				t.Errorf("%s: %+v, %v; want %+v", when, d, err, want)
			}
		}
		begun := o.clock.Now()
		o.clock.Advance(366 * 24 * time.Hour)
		asked(admin, false, "who never typed it back is asked that")
		if ok, err := o.ConfirmRecovery(ctx, vault.NewRecovery()); err != nil || ok {
			t.Error("another sheet passes", ok, err)
		}
		if ok, err := o.ConfirmRecovery(ctx, sheet); err != nil || !ok {
			t.Fatal(ok, err)
		}
		confirmed := o.clock.Now()
		o.clock.Advance(364 * 24 * time.Hour)
		asked(admin, false, "within a year")
		o.clock.Advance(72 * time.Hour)
		shows(store.KeysHeld{Master: begun, Sheet: 1, SheetSince: begun, Checked: confirmed}, true, "a year later")
		asked(admin, true, "a year later")
		asked(o.lead, true, "who leads, a year later")
		asked(trainer, false, "a trainer")
		for _, wrong := range []string{"", "nee", vault.NewRecovery().Display()} {
			if _, ok := register.AsProblems(o.CheckSheet(ctx, admin, wrong)); !ok {
				t.Errorf("%q passes", wrong)
			}
		}
		asked(admin, true, "after a wrong sheet")
		if err := o.CheckSheet(ctx, trainer, sheet.Display()); err != register.ErrNotFound { //nolint:errorlint // exactly what is absent
			t.Errorf("a trainer: %v", err)
		}
		checked := o.clock.Now()
		o.must(o.CheckSheet(ctx, admin, sheet.Display()))
		asked(admin, false, "it was typed back")
		shows(store.KeysHeld{Master: begun, Sheet: 1, SheetSince: begun, Checked: checked}, false, "it was typed back")

		slots, err := store.OpenSlots(at.Data, at.Postgres, o.clock.Now)
		o.must(err)
		t.Cleanup(func() { _ = slots.Close() })
		o.clock.Advance(time.Hour)
		changed := o.clock.Now()
		next, other := vault.NewKey(), vault.NewRecovery()
		o.must(slots.Renew(ctx, o.Home().ID, store.Master(at.Master), other.Key()))
		shows(store.KeysHeld{Master: begun, Sheet: 2, SheetSince: changed, Checked: changed}, false, "another sheet")
		o.must(slots.Begin(ctx, store.Master(at.Master), next))
		shows(store.KeysHeld{Master: begun, TakingOver: true, Sheet: 2, SheetSince: changed, Checked: changed}, false, "two keys")
		o.must(slots.Finish(ctx, next))
		shows(store.KeysHeld{Master: changed, Sheet: 2, SheetSince: changed, Checked: changed}, false, "another key")
		if _, ok := register.AsProblems(o.CheckSheet(ctx, admin, sheet.Display())); !ok {
			t.Error("the sheet that ended passes")
		}
	})
}
