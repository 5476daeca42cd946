package complaint_test

import (
	"testing"

	"wederhoor/internal/complaint"
)

// R17: exactly one of the two, and the data says so.
func TestAnAcknowledgementIsActionXorPromise(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	const action, promise = complaint.AcknowledgeAction, complaint.AcknowledgePromise
	for _, row := range []struct {
		a    complaint.Acknowledged
		code string
	}{
		{complaint.Acknowledged{}, "kind_missing"},
		{complaint.Acknowledged{AcknowledgementKind: "both"}, "kind_missing"},
		{complaint.Acknowledged{AcknowledgementKind: action, Action: "Kachel gemaakt.", Promise: on("2024-12-31")}, "action_and_promise"},
		{complaint.Acknowledged{AcknowledgementKind: promise, Action: "Kachel gemaakt.", Promise: on("2024-12-31")}, "action_and_promise"},
		{complaint.Acknowledged{AcknowledgementKind: action}, "action_empty"},
		{complaint.Acknowledged{AcknowledgementKind: action, Action: "  "}, "action_empty"},
		{complaint.Acknowledged{AcknowledgementKind: action, Promise: on("2024-12-31")}, "action_empty"},
		{complaint.Acknowledged{AcknowledgementKind: promise}, "promise_without_date"},
	} {
		d.refuses(row.code)(d.c.Acknowledge(d.p, d.moment(), row.a, d.letter(complaint.ViaEmail)))
	}
	for _, good := range []complaint.Acknowledged{
		{AcknowledgementKind: action, Action: "De kachel is gemaakt."},
		{AcknowledgementKind: promise, Promise: on("2024-12-31")},
	} {
		if entries, err := d.c.Acknowledge(d.p, d.moment(), good, d.letter(complaint.ViaEmail)); err != nil || len(entries) != 2 {
			t.Errorf("%s: %v, %v", good.AcknowledgementKind, entries, err)
		}
	}
}

func TestAPromiseAfterTheDueDateIsRefused(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	late := complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgePromise, Promise: on("2025-01-01")}
	r := d.refuses("promise_after_due")(d.c.Acknowledge(d.p, d.moment(), late, d.letter(complaint.ViaEmail)))
	if len(r.Args) != 1 || r.Args[0] != "2024-12-31" {
		t.Errorf("the refusal should name the last day, it says %v", r.Args)
	}
	past := complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgePromise, Promise: on("2024-12-23")}
	d.refuses("promise_in_past")(d.c.Acknowledge(d.p, d.moment(), past, d.letter(complaint.ViaEmail)))
	d.promise("2024-12-31")
}

// Under DISP the acknowledgement says by when; an action alone does not.
func TestUnderDISPAnAcknowledgementMustSayByWhen(t *testing.T) {
	d := received(t, "disp", "2025-04-17 10:00")
	action := complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgeAction, Action: "Refunded."}
	d.refuses("kind_missing")(d.c.Acknowledge(d.p, d.moment(), action, d.letter(complaint.ViaEmail)))
	d.promise("2025-06-12")
}

// R15: what counts is that it reached the complainant.
func TestAnAcknowledgementDoesNotCountUntilDelivered(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.promise("2024-12-31")
	d.stands(complaint.TermAcknowledge, complaint.Running)
	d.stage(complaint.StageReceived)
	d.at("2024-12-27 09:00").arrives() // the first working day after two days of Christmas
	d.stands(complaint.TermAcknowledge, complaint.Met)
	d.stage(complaint.StageAcknowledged)
	if o := d.owed(complaint.TermAcknowledge); o.MetOn != on("2024-12-27") || o.Hard {
		t.Errorf("%+v", o)
	}
}

// R17: an acknowledgement of an action does not end the week.
func TestAnAcknowledgementOfAnActionIsNoAnswer(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.do(d.c.Acknowledge(d.p, d.moment(), complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgeAction, Action: "De kachel is gemaakt."},
		d.letter(complaint.ViaEmail)))
	d.arrives()
	d.stands(complaint.TermDecide, complaint.Running)
	d.stands(complaint.TermRespond, complaint.Running)
}

func TestAnAcknowledgementIsSentOnce(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	again := complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgeAction, Action: "De kachel is gemaakt."}
	d.promise("2024-12-31")
	d.refuses("already_acknowledged")(d.c.Acknowledge(d.p, d.moment(), again, d.letter(complaint.ViaEmail)))
	d.letters--
	d.do(d.c.FailDelivery(d.moment(), d.last(), "mailbox unknown (550)", false))
	d.do(d.c.Acknowledge(d.p, d.moment(), again, d.letter(complaint.ViaPost)))
	if owing := d.c.Owing(); len(owing) != 1 || owing[0].ID != d.last() {
		t.Errorf("owing %+v", owing)
	}
}
