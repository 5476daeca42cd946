package register_test

import (
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
)

func (o *office) held(who register.Person) int {
	o.t.Helper()
	n, err := o.Held(ctx, who)
	if err != nil {
		o.t.Fatal(err)
	}
	return n
}

// TestASecondReceiptOnOneDayWaits: a loop cannot make us mail, and nothing is lost.
func TestASecondReceiptOnOneDayWaits(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	for range 3 {
		o.complain("tessa@elders.example")
	}
	o.complain("piet@elders.example")
	o.work()
	server.Wait(t, "tessa@elders.example", 1, soon)
	server.Wait(t, "piet@elders.example", 1, soon)
	server.Wait(t, "mirjam@voorbeeld.example", 4, soon)
	trainer := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	if n := o.held(o.lead); n != 2 || o.queued() != 2 || o.held(trainer) != 0 {
		t.Errorf("%d held, %d queued, a trainer sees %d", n, o.queued(), o.held(trainer))
	}
	for day, want := range []int{2, 3} {
		o.clock.Advance(24 * time.Hour)
		o.work()
		if n := o.held(o.lead); n != 1-day {
			t.Errorf("day %d: %d held", day, n)
		}
		server.Wait(t, "tessa@elders.example", want, soon)
	}
}

// TestTheSameFormGetsOneReceipt, ever.
func TestTheSameFormGetsOneReceipt(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	form := register.Submission{Key: "form:same", Intake: complaint.Intake{ReceivedAt: o.clock.Now(), Received: complaint.Received{Channel: complaint.ChannelForm,
		Written: true, Lang: "nl", CodeGiven: true, Story: "De zaal was koud", Email: "tessa@elders.example"}}}
	for range 3 {
		if _, err := o.Receive(ctx, complaint.ByComplainant, form); err != nil {
			t.Fatal(err)
		}
		o.work()
		o.clock.Advance(48 * time.Hour)
	}
	server.Wait(t, "tessa@elders.example", 1, soon)
}

// TestTheBudgetsOfTheHourAndOfAMember, and that a letter by a person and a link to
// sign in pass them.
func TestTheBudgetsOfTheHourAndOfAMember(t *testing.T) {
	server := testkit.Postfix(t)
	o := open(t, server.URL())
	o.Budget = register.Budget{Receipts: 1, Notices: 2, PerHour: 3}
	ref := o.complain("").Ref
	o.complain("")
	o.complain("") // the third notice for mirjam
	o.work()
	server.Wait(t, "mirjam@voorbeeld.example", 2, soon)
	o.complain("piet@elders.example") // a fourth, and a receipt: the third mail of the hour
	o.complain("anna@elders.example")
	o.work()
	server.Wait(t, "piet@elders.example", 1, soon)
	if n := o.held(o.lead); n != 4 || len(server.Messages("anna@elders.example")) != 0 {
		t.Errorf("%d held", n)
	}
	if _, err := o.Correct(ctx, o.lead, register.Order{Ref: ref}, complaint.FieldEmail, "tessa@elders.example", "gevraagd"); err != nil {
		t.Fatal(err)
	}
	o.acknowledge(ref)
	o.work()
	server.Wait(t, "tessa@elders.example", 1, soon)
	o.clock.Advance(time.Hour)
	o.work()
	server.Wait(t, "anna@elders.example", 1, soon)
	if n := o.held(o.lead); n != 3 {
		t.Errorf("an hour later %d held", n)
	}
}
