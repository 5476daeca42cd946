package complaint_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"wederhoor/internal/complaint"
)

func (d *dossier) inform(via complaint.Via) {
	d.Helper()
	d.do(d.c.Inform(d.p, d.moment(), "We spraken de trainer.", d.letter(via)))
}

func (d *dossier) owes(ids ...string) {
	d.Helper()
	got := []string{}
	for _, l := range d.c.Owing() {
		got = append(got, l.ID)
	}
	if diff := cmp.Diff(append([]string{}, ids...), got); diff != "" {
		d.Errorf("owed letters:\n%s", diff)
	}
}

// TestAHoldingLetterMovesNothing: it is no reaction (R19), and it is owed.
func TestAHoldingLetterMovesNothing(t *testing.T) {
	for _, id := range []string{"seed", "wkkgz", "awb", "disp", "disp-payments"} {
		d := received(t, id, "2024-12-24 10:00")
		before := complaint.Obligations(d.c, d.p, d.now)
		d.inform(complaint.ViaPost)
		d.owes(d.last())
		d.arrives()
		d.owes()
		if diff := cmp.Diff(before, complaint.Obligations(d.c, d.p, d.now), deeply); diff != "" {
			t.Errorf("%s: other things are owed:\n%s", id, diff)
		}
		if got := complaint.StageOf(d.c, d.p, d.now); got != complaint.StageReceived {
			t.Errorf("%s: stage %s", id, got)
		}
	}
}

func TestAHoldingLetterThatWaitsHasTheDayOfWhatComesNext(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.promise("2024-12-31")
	d.arrives()
	d.inform(complaint.ViaPost)
	next := d.next(complaint.StepDelivery)
	if next.Letter.ID != d.last() || next.Due != on("2024-12-31") || next.Late {
		t.Errorf("%+v", next)
	}
	if next := complaint.NextStep(d.c, d.p, clock(t, d.p, "2025-01-03 10:00")); next.Due != on("2024-12-31") || !next.Late {
		t.Errorf("after the day: %+v", next)
	}
}

// A later one takes the place of one that did not arrive; the answer, an
// exception and a ruling take the place of both.
func TestWhatTakesThePlaceOfAHoldingLetter(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.inform(complaint.ViaPost)
	first := d.last()
	d.owes(first)
	d.inform(complaint.ViaPost)
	d.owes(d.last())
	second := d.last()
	d.decide()
	d.respond()
	d.owes(second, d.last())
	d.refuses("already_answered")(d.c.Inform(d.p, d.moment(), "x", d.letter(complaint.ViaPost)))
	d.do(d.c.Deliver(d.p, d.moment(), d.c.Response.Event.Letter, complaint.ViaEmail))
	d.owes()

	d = received(t, "seed", "2024-12-24 10:00")
	d.do(d.c.Withdraw(d.p, d.moment(), complaint.Withdrawn{Reason: "x"}))
	d.refuses("already_withdrawn")(d.c.Inform(d.p, d.moment(), "x", d.letter(complaint.ViaPost)))

	for name, end := range map[string]func(*dossier){
		"an exception": func(d *dossier) {
			d.do(d.c.Except(d.p, d.moment(), complaint.Excepted{Step: complaint.TermRespond, Reason: "x"}))
		},
		"a ruling": func(d *dossier) {
			d.do(d.c.RuleInadmissible(d.p, d.moment(), complaint.RuledInadmissible{Reason: "x"}, d.letter(complaint.ViaEmail)))
			d.arrives()
		},
		"a withdrawal": func(d *dossier) { d.do(d.c.Withdraw(d.p, d.moment(), complaint.Withdrawn{Reason: "x"})) },
	} {
		d := received(t, "seed", "2024-12-24 10:00")
		d.inform(complaint.ViaPost)
		if end(d); len(d.c.Owing()) != 0 {
			t.Errorf("%s: still owed", name)
		}
	}
}

func TestAHoldingLetterSaysSomething(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.refuses("progress_empty")(d.c.Inform(d.p, d.moment(), " \n", d.letter(complaint.ViaPost)))
	d.refuses("via_unknown")(d.c.Inform(d.p, d.moment(), "x", d.letter("pigeon")))
	d.do(d.c.Hear(d.p, d.moment(), complaint.Heard{Statement: "Ik stond in de file."}))
	d.do(d.c.Say(d.moment(), complaint.MessageReceived{Text: "Hoe staat het?"}))
	d.inform(complaint.ViaEmail)
	if d.c.Unread != nil {
		t.Error("a holding letter is a reaction to what came in")
	}
	d.recall()
	if d.c.Unread == nil || len(d.c.Letters) != 0 {
		t.Error("taken back, the message waits again")
	}
}
