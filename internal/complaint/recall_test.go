package complaint_test

import (
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/testkit"
)

func (d *dossier) recall() {
	d.Helper()
	d.do(d.c.Recall(d.moment(), d.last()))
}

func (d *dossier) next(want complaint.Step) complaint.Next {
	d.Helper()
	next := complaint.NextStep(d.c, d.p, d.now)
	if next.Step != want {
		d.Errorf("next is %q, want %q", next.Step, want)
	}
	return next
}

func TestWhatDependedOnALetterTakenBackIsOwedAgain(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.do(d.c.Discuss(d.p, d.moment(), complaint.Discussed{Acknowledger: trainer}))
	d.promise("2024-12-31")
	d.recall()
	if d.c.Acknowledged != nil || len(d.c.Letters) != 0 || len(d.c.Owing()) != 0 {
		t.Errorf("%+v, %d letters", d.c.Acknowledged, len(d.c.Letters))
	}
	d.next(complaint.StepAcknowledgement)
	if again, err := d.c.Recall(d.moment(), d.last()); len(again) != 0 || err != nil {
		t.Errorf("the second time gave %v, %v", again, err)
	}
	d.refuses("letter_unknown")(d.c.Deliver(d.p, d.moment(), d.last(), complaint.ViaEmail))
	d.promise("2024-12-31") // once, but the first was never sent
	d.arrives()
	d.refuses("letter_gone")(d.c.Recall(d.moment(), d.last()))
	d.refuses("letter_unknown")(d.c.Recall(d.moment(), "letter-99"))

	d.extend("2025-01-10")
	d.recall()
	if len(d.c.Extensions) != 0 {
		t.Error("the notice of delay is still there")
	}
	d.due(complaint.TermRespond, "2024-12-31")
	d.decide()
	d.respond()
	d.next(complaint.StepNone)
	d.recall()
	d.next(complaint.StepResponse)
	d.do(d.c.RuleInadmissible(d.p, d.moment(), complaint.RuledInadmissible{Reason: "dubbel"}, d.letter(complaint.ViaEmail)))
	d.recall()
	if d.c.Ended() {
		t.Error("it is not admissible, and nobody heard so")
	}
}

// A second try that is taken back leaves the first as it was: failed.
func TestTakingBackASecondTryLeavesTheFirst(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.promise("2024-12-31")
	d.do(d.c.FailDelivery(d.moment(), d.last(), "mailbox unknown (550)", false))
	d.promise("2024-12-31")
	d.recall()
	if a := d.c.Acknowledged; a == nil || a.Event.Letter != "letter-1" {
		t.Errorf("%+v", a)
	}
	if next := d.next(complaint.StepDelivery); next.Letter.ID != "letter-1" {
		t.Errorf("%+v", next.Letter)
	}
}

func TestALetterForThePostIsNotTakenBack(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.decide()
	d.do(d.c.Respond(d.p, d.moment(), complaint.Responded{}, d.letter(complaint.ViaPost)))
	d.refuses("letter_gone")(d.c.Recall(d.moment(), d.last()))
}

// Many letters taken back cost no more than the events there are.
func TestTakingBackOftenStaysCheap(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	for range 300 {
		d.promise("2024-12-31")
		d.recall()
	}
	var c complaint.Complaint
	took := testkit.Busy(t, func() { c = complaint.Fold(d.c.History) })
	if c.Version != d.c.Version || len(c.Letters) != 0 {
		t.Errorf("version %d, %d letters", c.Version, len(c.Letters))
	}
	if took > 5*time.Second {
		t.Errorf("folding took %v", took)
	}
}

func TestABounceReopensWhatTheLetterHadMet(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.c.Received.CodeGiven = false
	d.promise("2024-12-31")
	d.arrives()
	d.answer()
	d.stands(complaint.TermRespond, complaint.Met)
	d.do(d.c.Bounce(d.moment(), d.last(), "5.1.1"))
	d.stands(complaint.TermRespond, complaint.Running)
	if next := d.next(complaint.StepDelivery); next.Letter.State != complaint.LetterBounced || next.Letter.Failure != "5.1.1" {
		t.Errorf("%+v", next.Letter)
	}
	for range 2 { // a server says it twice, or says something else later
		if again, err := d.c.Bounce(d.moment(), d.last(), "5.1.1"); len(again) != 0 || err != nil {
			t.Errorf("%v, %v", again, err)
		}
		if again, err := d.c.FailDelivery(d.moment(), d.last(), "x", true); len(again) != 0 || err != nil {
			t.Errorf("%v, %v", again, err)
		}
	}
	d.do(d.c.Deliver(d.p, d.moment(), d.last(), complaint.ViaPost))
	if late, err := d.c.Bounce(d.moment(), d.last(), "5.1.1"); len(late) != 0 || err != nil {
		t.Errorf("what was posted came back by mail: %v, %v", late, err)
	}
	d.refuses("letter_unknown")(d.c.Bounce(d.moment(), "letter-99", "5.1.1"))
}

// A code in a letter that came back was given to nobody.
func TestALetterThatCameBackGaveNoCode(t *testing.T) {
	p := preset(t, "seed")
	in := intake(clock(t, p, "2024-12-24 10:00"))
	in.Received.CodeGiven = false
	d := taken(t, p, in, in.ReceivedAt)
	l := d.letter(complaint.ViaEmail)
	l.HoldsCode = true
	d.do(d.c.Acknowledge(d.p, d.moment(), complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgePromise, Promise: on("2024-12-31")}, l))
	d.arrives()
	if !d.c.Received.CodeGiven {
		t.Fatal("the code was given")
	}
	d.do(d.c.Bounce(d.moment(), d.last(), "5.1.1"))
	if d.c.Received.CodeGiven {
		t.Error("the code lies in a mailbox that is not there")
	}
}

func TestAnUncertainLetterIsSentOnceMoreAndNoMore(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.promise("2024-12-31")
	d.refuses("letter_settled")(d.c.Resend(d.moment(), d.last()))
	d.refuses("letter_unknown")(d.c.Resend(d.moment(), "letter-99"))
	d.do(d.c.FailDelivery(d.moment(), d.last(), "no answer", true))
	d.next(complaint.StepDelivery)
	again := complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgeAction, Action: "De kachel is gemaakt."}
	d.refuses("already_acknowledged")(d.c.Acknowledge(d.p, d.moment(), again, d.letter(complaint.ViaPost))) // it may have arrived
	d.letters--
	d.do(d.c.Resend(d.moment(), d.last()))
	if l, _ := d.c.Letter(d.last()); l.State != complaint.LetterQueued || l.MessageID != "" || !l.Resent {
		t.Errorf("%+v", l)
	}
	d.refuses("letter_gone")(d.c.Recall(d.moment(), d.last())) // the first may have arrived
	d.do(d.c.FailDelivery(d.moment(), d.last(), "no answer", true))
	d.refuses("resent_before")(d.c.Resend(d.moment(), d.last()))
	d.arrives()
	d.stands(complaint.TermAcknowledge, complaint.Met)
}

func TestALetterThatWaitsForLongIsDeferred(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.promise("2024-12-31")
	l, _ := d.c.Letter(d.last())
	for minutes, want := range map[int]complaint.LetterState{0: complaint.LetterQueued, 60: complaint.LetterQueued, 61: complaint.LetterDeferred} {
		if got := l.StateAt(d.now.Add(time.Duration(minutes) * time.Minute)); got != want {
			t.Errorf("after %d minutes %s", minutes, got)
		}
	}
	from := d.c.DeferredFrom()
	if l.StateAt(from) != complaint.LetterQueued || l.StateAt(from.Add(1)) != complaint.LetterDeferred || !d.c.Bare().DeferredFrom().Equal(from) {
		t.Errorf("it is deferred from %v", from)
	}
	d.arrives()
	if from := d.c.DeferredFrom(); !from.IsZero() {
		t.Errorf("delivered, and deferred from %v", from)
	}
	l, _ = d.c.Letter(d.last())
	if got := l.StateAt(d.now.AddDate(1, 0, 0)); got != complaint.LetterDone {
		t.Errorf("delivered, and %s", got)
	}
}
