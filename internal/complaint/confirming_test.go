package complaint_test

import (
	"testing"

	"wederhoor/internal/complaint"
)

func withdrawn(d *dossier, via complaint.Via) {
	d.Helper()
	d.do(d.c.Confirm(d.p, d.moment(), d.letter(via))(d.c.Withdraw(d.p, d.moment(), complaint.Withdrawn{Reason: "Het is uitgepraat."})))
}

// TestAClosingLetterIsOwedAndKeepsNothingOpen, also after closing.
func TestAClosingLetterIsOwedAndKeepsNothingOpen(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.promise("2024-12-31") // needs no delivery any more
	withdrawn(d, complaint.ViaPost)
	d.owes(d.last())
	if next := d.next(complaint.StepDelivery); next.Letter.ID != d.last() || !next.Due.IsZero() {
		t.Errorf("%+v", next)
	}
	if lacks := d.c.Missing(d.p, d.now); len(lacks) > 0 {
		t.Errorf("it keeps the dossier open: %v", lacks)
	}
	d.do(d.c.Close(d.p, d.moment(), "Ingetrokken."))
	d.owes(d.last())
	d.next(complaint.StepDelivery)
	if !d.c.Owes(lead) {
		t.Error("who signed it owes nothing")
	}
	d.arrives()
	d.owes()
	d.next(complaint.StepNone)
}

func TestAClosingLetterOnItsWayDoesNotHoldUpTheEnd(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	withdrawn(d, complaint.ViaEmail)
	d.next(complaint.StepClosing)
	second := d.letter(complaint.ViaEmail)
	d.do(d.c.Confirm(d.p, d.moment(), second)(d.c.Close(d.p, d.moment(), "Ingetrokken.")))
	d.owes(second.ID) // the later one takes the place of the first
	d.do(d.c.Bounce(d.moment(), second.ID, "5.1.1"))
	d.next(complaint.StepDelivery)
	d.do(d.c.Reopen(d.moment(), "Het was niet klaar."))
	d.owes()
}

// TestTakingItBackLeavesTheEnd: only the letter was not sent.
func TestTakingItBackLeavesTheEnd(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	withdrawn(d, complaint.ViaEmail)
	d.recall()
	if d.c.Withdrawn == nil || len(d.c.Letters) != 0 {
		t.Errorf("withdrawn %v, %d letters", d.c.Withdrawn, len(d.c.Letters))
	}
}

func TestAClosingLetterIsWrittenNow(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00").at("2024-12-27 10:00")
	m := d.was("2024-12-25 10:00")
	d.do(d.c.Confirm(d.p, m, d.letter(complaint.ViaPost))(d.c.Withdraw(d.p, m, complaint.Withdrawn{Reason: "x"})))
	l, _ := d.c.Letter(d.last())
	if d.p.On(d.c.Withdrawn.Happened) != on("2024-12-25") || d.p.On(l.WrittenAt) != on("2024-12-27") {
		t.Errorf("withdrawn on %v, written on %v", d.c.Withdrawn.Happened, l.WrittenAt)
	}
}

func TestWhatDoesNotEndIsNotConfirmed(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.refuses("incomplete")(d.c.Confirm(d.p, d.moment(), d.letter(complaint.ViaPost))(d.c.Close(d.p, d.moment(), "x")))
	bad := d.letter(complaint.ViaEmail)
	bad.To = ""
	d.refuses("no_email")(d.c.Confirm(d.p, d.moment(), bad)(d.c.Withdraw(d.p, d.moment(), complaint.Withdrawn{Reason: "x"})))
	if d.c.Ended() || d.c.Satisfied() || d.c.HasDecision() {
		t.Error("it ended")
	}
}

func TestHowLongADossierIsKept(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	if got := d.c.KeptTo(d.p, on("2024-12-27")); d.p.Retention.From != "closing" || got != on("2026-12-27") {
		t.Errorf("open: %v from %s", got, d.p.Retention.From)
	}
	d.p.Retention.From = "receipt"
	if got := d.c.KeptTo(d.p, on("2024-12-27")); got != on("2026-12-24") {
		t.Errorf("from receipt: %v", got)
	}
	d.p.Retention = complaint.Retention{}
	if got := d.c.KeptTo(d.p, on("2024-12-27")); !got.IsZero() {
		t.Errorf("no term: %v", got)
	}
}
