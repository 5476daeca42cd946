package complaint_test

import (
	"testing"

	"wederhoor/internal/complaint"
)

func TestALetterGoesTheWayItCanReachSomebody(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	promise := complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgePromise, Promise: on("2024-12-31")}
	for code, spoil := range map[string]func(*complaint.LetterWritten){
		"letter_empty": func(l *complaint.LetterWritten) { l.Text = " \n" },
		"no_email":     func(l *complaint.LetterWritten) { l.To = "" },
		"via_unknown":  func(l *complaint.LetterWritten) { l.Via = "pigeon" },
	} {
		l := d.letter(complaint.ViaEmail)
		spoil(&l)
		d.refuses(code)(d.c.Acknowledge(d.p, d.moment(), promise, l))
	}
	d.c.Received.CodeGiven = false
	d.refuses("no_code_given")(d.c.Acknowledge(d.p, d.moment(), promise, d.letter(complaint.ViaPage)))
}

// Standing on the complainant's own page is being delivered.
func TestALetterOnTheOwnPageIsDeliveredAtOnce(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.do(d.c.Acknowledge(d.p, d.moment(), complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgePromise, Promise: on("2024-12-31")},
		d.letter(complaint.ViaPage)))
	d.stands(complaint.TermAcknowledge, complaint.Met)
}

func TestALetterThatFailedIsOwedAgain(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.decide()
	d.respond()
	d.refuses("letter_unknown")(d.c.Deliver(d.p, d.moment(), "letter-99", complaint.ViaPost))
	d.refuses("letter_unknown")(d.c.FailDelivery(d.moment(), "letter-99", "x", false))
	d.do(d.c.FailDelivery(d.moment(), d.last(), "no answer after the end of the message", true))
	if l, _ := d.c.Letter(d.last()); l.State != complaint.LetterUncertain {
		t.Errorf("the letter is %q", l.State)
	}
	d.stands(complaint.TermRespond, complaint.Running)
	next := complaint.NextStep(d.c, d.p, d.now)
	if next.Step != complaint.StepDelivery || next.Letter.ID != d.last() || next.Due != on("2024-12-31") {
		t.Errorf("next %+v", next)
	}
	d.at("2024-12-30 10:00").refuses("before_written")(d.c.Deliver(d.p, d.was("2024-12-23 10:00"), d.last(), complaint.ViaPost))
	d.refuses("future")(d.c.Deliver(d.p, d.was("2024-12-30 10:01"), d.last(), complaint.ViaPost))
	d.do(d.c.Deliver(d.p, d.was("2024-12-27 10:00"), d.last(), complaint.ViaPost))
	if o := d.owed(complaint.TermRespond); o.MetOn != on("2024-12-27") {
		t.Errorf("%+v", o)
	}
	if again, err := d.c.Deliver(d.p, d.moment(), d.last(), complaint.ViaPost); len(again) != 0 || err != nil {
		t.Errorf("the second time gave %v, %v", again, err)
	}
}

// What arrived by another road stays arrived, whatever the mail server says later.
func TestWhatArrivedByHandStaysArrived(t *testing.T) {
	for _, uncertain := range []bool{false, true} {
		d := received(t, "seed", "2024-12-24 10:00")
		d.decide()
		d.respond()
		d.do(d.c.Deliver(d.p, d.moment(), d.last(), complaint.ViaHand))
		if entries, err := d.c.FailDelivery(d.moment(), d.last(), "x", uncertain); len(entries) > 0 || err != nil {
			t.Errorf("uncertain %v: %v, %v", uncertain, entries, err)
		}
	}
}

// A bounce after closing is seen, not lost: the answer never reached anybody.
func TestABounceAfterClosingIsShown(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.promise("2024-12-31")
	d.arrives()
	d.answer()
	d.do(d.c.Close(d.p, d.moment(), "afgehandeld"))
	d.at("2024-12-27 10:00").do(d.c.FailDelivery(d.moment(), d.last(), "mailbox unknown (550)", false))
	if next := complaint.NextStep(d.c, d.p, d.now); next.Step != complaint.StepDelivery {
		t.Errorf("next %+v", next)
	}
	d.stands(complaint.TermRespond, complaint.Running)
	d.do(d.c.Deliver(d.p, d.moment(), d.last(), complaint.ViaPost))
	if next := complaint.NextStep(d.c, d.p, d.now); next.Step != complaint.StepNone {
		t.Errorf("next %+v", next)
	}
}

// Nobody has to post a notice of delay once the answer is there.
func TestANoticeThatFailedIsOvertakenByTheAnswer(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.promise("2024-12-31")
	d.arrives()
	d.extend("2025-01-10")
	d.do(d.c.FailDelivery(d.moment(), d.last(), "mailbox unknown (550)", false))
	if len(d.c.Owing()) != 1 {
		t.Fatal("a failed notice is owed")
	}
	d.answer()
	d.do(d.c.Close(d.p, d.moment(), "afgehandeld"))
}

func TestAttachmentsAreListedOldestFirst(t *testing.T) {
	p := preset(t, "seed")
	in := intake(clock(t, p, "2024-12-24 10:00"))
	in.Received.Attachments = []complaint.Attachment{{ID: "a", Name: "foto.jpg"}}
	d := taken(t, p, in, in.ReceivedAt)
	d.record(complaint.ByComplainant, []complaint.Entry{{Event: complaint.MessageReceived{Text: "Nog een foto.",
		Attachments: []complaint.Attachment{{ID: "b"}}}, Happened: d.now}})
	if all := d.c.Attachments(); len(all) != 2 || all[0].ID != "a" || all[1].ID != "b" {
		t.Errorf("%+v", all)
	}
}
