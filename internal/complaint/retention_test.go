package complaint_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"wederhoor/internal/complaint"
)

var looked = complaint.Looked{Concluded: true}

// why lists the codes of why a dossier is kept now.
func (d *dossier) why(seen complaint.Looked) (codes []complaint.KeepCode) {
	for _, k := range d.c.WhyKept(d.p, d.moment(), seen) {
		codes = append(codes, k.Code)
	}
	return codes
}

func (d *dossier) keeps(seen complaint.Looked, want ...complaint.KeepCode) {
	d.Helper()
	if got := d.why(seen); !slices.Equal(got, want) {
		d.Errorf("on %v it is kept for %v, want %v", d.p.On(d.now), got, want)
	}
}

// closedAt is a complaint that was answered and closed on Christmas Eve.
func closed(t testing.TB, preset string) *dossier {
	d := received(t, preset, "2024-12-20 10:00").at("2024-12-24 10:00")
	d.promise("2024-12-27")
	d.arrives()
	d.answer()
	d.do(d.c.Close(d.p, d.moment(), "afgehandeld"))
	return d
}

// Two years after closing, and never before the review has decided, its actions are
// done and nobody can appeal any more (domain 2.9).
func TestADossierIsKeptAsLongAsThereIsAReason(t *testing.T) {
	d := received(t, "seed", "2024-12-20 10:00")
	d.keeps(complaint.Looked{}, complaint.KeepOpen, complaint.KeepReview)
	d = closed(t, "seed")
	d.keeps(looked, complaint.KeepTerm)
	d.at("2026-12-24 23:00").keeps(looked, complaint.KeepTerm)
	d.at("2026-12-25 00:00").keeps(looked)
	d.keeps(complaint.Looked{}, complaint.KeepReview)
	d.keeps(complaint.Looked{Concluded: true, Running: true, Actions: 2}, complaint.KeepReviewing, complaint.KeepActions)
	if k := d.c.WhyKept(d.p, d.moment(), complaint.Looked{Concluded: true, Actions: 2})[0]; k.N != 2 {
		t.Errorf("%d actions", k.N)
	}
	d.do(d.c.PlaceHold(d.moment(), "De rechtbank vroeg het dossier op."))
	d.keeps(looked, complaint.KeepHold)
	d.refuses("hold_there")(d.c.PlaceHold(d.moment(), "nog eens"))
	d.refuses("reason_empty")(d.c.LiftHold(d.moment(), " "))
	d.do(d.c.LiftHold(d.moment(), "Geschikt."))
	d.refuses("hold_none")(d.c.LiftHold(d.moment(), "nog eens"))
	d.keeps(looked)
	d.do(d.c.Say(d.moment(), complaint.MessageReceived{Channel: complaint.ChannelEmail, Text: "Nog iets."}))
	d.keeps(looked, complaint.KeepUnread)
	d.p.Retention.Length.N = 0
	d.keeps(looked, complaint.KeepUnread, complaint.KeepForever)
}

// Each preset says how long it keeps (domain 2.12).
func TestEveryPresetSaysHowLongItKeeps(t *testing.T) {
	for id, want := range map[string]string{"seed": "closing 24m", "crkbo": "closing 24m", "wkkgz": "closing 24m", "awb": "closing 24m", "awb-committee": "closing 24m",
		"flanders": "closing 24m", "disp": "receipt 36m", "disp-payments": "receipt 36m"} {
		if r := preset(t, id).Retention; r.From+" "+r.Length.String() != want || r.Log.String() != "60m" {
			t.Errorf("%s keeps %s %s, and its log %s", id, r.From, r.Length, r.Log)
		}
	}
}

// DISP keeps three years from receipt, and the ombudsman can be asked for six months.
func TestFromReceiptAndAfterTheAppeal(t *testing.T) {
	d := closed(t, "disp")
	d.keeps(looked, complaint.KeepAppealTerm, complaint.KeepTerm)
	d.at("2025-06-25 10:00").keeps(looked, complaint.KeepTerm)
	d.at("2027-12-20 10:00").keeps(looked, complaint.KeepTerm)
	d.at("2027-12-21 10:00").keeps(looked)
	d.p.Retention.Length.N = 1 // shorter than the appeal: it waits for that
	d.at("2025-06-24 10:00").keeps(looked, complaint.KeepAppealTerm)
}

func TestImportedHistoryNeedsNoReviewHere(t *testing.T) {
	d := closed(t, "seed").at("2027-01-01 10:00")
	d.c.Received.History = true
	d.keeps(complaint.Looked{})
}

// Two people, fourteen days, and nothing that came up meanwhile (security 2.5).
func TestErasingTakesTwoPeopleAndAWait(t *testing.T) {
	d := closed(t, "seed")
	d.refuses("kept_term")(d.c.ProposeErasure(d.p, d.moment(), looked))
	d.at("2027-01-04 10:00").refuses("erasure_not_proposed")(d.c.ConfirmErasure(d.p, d.moment(), "b", looked))
	d.refuses("kept_review")(d.c.ProposeErasure(d.p, d.moment(), complaint.Looked{}))
	erase := func() error {
		_, err := d.c.Erase(d.p, d.moment(), looked, "{}")
		return err
	}
	no := func(code string) {
		t.Helper()
		d.refuses(code)(nil, erase())
	}
	no("erasure_not_agreed")
	d.do(d.c.ProposeErasure(d.p, d.moment(), looked))
	d.refuses("erasure_proposed")(d.c.ProposeErasure(d.p, d.moment(), looked))
	d.refuses("erasure_same_person")(d.c.ConfirmErasure(d.p, d.moment(), lead, looked))
	d.refuses("kept_actions")(d.c.ConfirmErasure(d.p, d.moment(), trainer, complaint.Looked{Concluded: true, Actions: 1}))
	no("erasure_not_agreed")
	entries, err := d.c.ConfirmErasure(d.p, d.moment(), trainer, looked)
	if err != nil {
		t.Fatal(err)
	}
	d.record(trainer, entries)
	no("erasure_waits")
	d.at("2027-01-17 23:59")
	no("erasure_waits")
	d.at("2027-01-18 00:00")
	if err := erase(); err != nil {
		t.Fatal(err)
	}
	agreed := *d
	for name, comes := range map[string]func(){
		"somebody stops it":    func() { d.do(d.c.StopErasure(d.moment(), "Er loopt nog een vraag.")) },
		"a hold":               func() { d.do(d.c.PlaceHold(d.moment(), "Voor de rechter.")) },
		"it is reopened":       func() { d.do(d.c.Reopen(d.moment(), "Toch niet over.")) },
		"the complainant says": func() { d.do(d.c.Say(d.moment(), complaint.MessageReceived{Text: "Hallo?"})) },
	} {
		*d = agreed
		if comes(); erase() == nil {
			t.Errorf("%s, and it goes", name)
		}
	}
}

// Whatever happens after it was erased, nothing of before is there.
func TestNothingIsFoldedBesideAnErasure(t *testing.T) {
	d := closed(t, "seed")
	c := complaint.Fold([]complaint.Recorded{{Seq: 30, Happened: d.now, Recorded: d.now, By: complaint.BySystem, Event: complaint.Erased{Ref: "2024-1"}}})
	if c.Erased == nil || c.Received.Story != "" || c.Version != 30 {
		t.Errorf("%+v", c)
	}
}

// TestNoReasonIsForgotten: whenever the rule lets a dossier go, each of its conditions
// holds, however the parts are put together.
func TestNoReasonIsForgotten(t *testing.T) {
	base := closed(t, "seed")
	rapid.Check(t, func(t *rapid.T) {
		d := *base
		d.now = base.now.AddDate(0, rapid.IntRange(0, 30).Draw(t, "months"), 0)
		seen := complaint.Looked{Concluded: rapid.Bool().Draw(t, "concluded"), Running: rapid.Bool().Draw(t, "running"), Actions: rapid.IntRange(0, 2).Draw(t, "actions")}
		if rapid.Bool().Draw(t, "hold") {
			d.c.Hold = &complaint.Done[complaint.HoldPlaced]{}
		}
		if rapid.Bool().Draw(t, "open") {
			d.c.Closed = nil
		}
		over := d.p.On(d.now).After(on("2026-12-24"))
		want := over && seen.Concluded && !seen.Running && seen.Actions == 0 && d.c.Hold == nil && d.c.Closed != nil
		if got := len(d.c.WhyKept(d.p, d.moment(), seen)) == 0; got != want {
			t.Fatalf("goes: %v, want %v", got, want)
		}
	})
}
