package complaint_test

import (
	"testing"

	"wederhoor/internal/complaint"
)

// TestTheOneNextStep is the table that fills everybody's list: what, who, by when.
func TestTheOneNextStep(t *testing.T) {
	const due = "2024-12-31"
	acknowledged := func(d *dossier) { d.promise(due); d.arrives() }
	handled := func(d *dossier) { d.do(d.c.AssignHandler(d.moment(), freelancer)); acknowledged(d) }
	closed := func(d *dossier) { acknowledged(d); d.answer(); d.do(d.c.Close(d.p, d.moment(), "x")) }
	for _, row := range []struct {
		situation string
		do        func(*dossier)
		step      complaint.Step
		owner     complaint.MemberID
		due       string
		late      bool
	}{
		{"just received", func(*dossier) {}, complaint.StepDiscussion, "", "2024-12-27", false},
		{"talked over", func(d *dossier) {
			d.do(d.c.Discuss(d.p, d.moment(), complaint.Discussed{Acknowledger: trainer}))
		}, complaint.StepAcknowledgement, trainer, "2024-12-27", false},
		{"soft terms missed", func(d *dossier) { d.at("2024-12-30 10:00") }, complaint.StepDiscussion, "", "2024-12-27", false},
		{"acknowledgement to post", func(d *dossier) {
			d.do(d.c.Acknowledge(d.p, d.moment(), complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgeAction, Action: "x"}, d.letter(complaint.ViaPost)))
		}, complaint.StepDelivery, lead, "2024-12-27", false},
		{"acknowledgement in the queue", func(d *dossier) { d.promise(due) }, complaint.StepDecision, "", due, false},
		{"acknowledged", handled, complaint.StepDecision, freelancer, due, false},
		{"spoken to", func(d *dossier) {
			handled(d)
			d.do(d.c.Contact(d.p, d.moment(), complaint.Contacted{Summary: "x"}))
		}, complaint.StepDecision, freelancer, due, false},
		{"the week has passed", func(d *dossier) { handled(d); d.at("2025-01-02 10:00") }, complaint.StepDecision, freelancer, due, true},
		{"extended", func(d *dossier) { acknowledged(d); d.extend("2025-01-10"); d.arrives() }, complaint.StepDecision, "", "2025-01-10", false},
		{"notice in the queue", func(d *dossier) { acknowledged(d); d.extend("2025-01-10") }, complaint.StepDecision, "", due, false},
		{"decided", func(d *dossier) { handled(d); d.decide() }, complaint.StepResponse, freelancer, due, false},
		{"answer in the queue", func(d *dossier) { handled(d); d.decide(); d.respond() }, complaint.StepNone, "", "", false},
		{"answer failed", func(d *dossier) {
			handled(d)
			d.decide()
			d.respond()
			d.do(d.c.FailDelivery(d.moment(), d.last(), "x", false))
		}, complaint.StepDelivery, lead, due, false},
		{"answered", func(d *dossier) { acknowledged(d); d.answer() }, complaint.StepClosing, "", "", false},
		{"answered, acknowledgement in the queue", func(d *dossier) {
			d.promise(due)
			d.decide()
			d.do(d.c.Respond(d.p, d.moment(), complaint.Responded{}, d.letter(complaint.ViaPage)))
		}, complaint.StepNone, "", "", false},
		{"satisfied before the decision", func(d *dossier) {
			handled(d)
			d.do(d.c.Accept(d.p, d.moment(), complaint.Accepted{Satisfied: true}))
		}, complaint.StepDecision, freelancer, "", false},
		{"satisfied after the decision", func(d *dossier) {
			handled(d)
			d.decide()
			d.do(d.c.Accept(d.p, d.moment(), complaint.Accepted{Satisfied: true}))
		}, complaint.StepResponse, freelancer, "", false},
		{"no answer possible", func(d *dossier) {
			acknowledged(d)
			d.decide()
			d.do(d.c.Except(d.p, d.moment(), complaint.Excepted{Step: complaint.TermRespond, Reason: "Anoniem."}))
		}, complaint.StepClosing, "", "", false},
		{"withdrawn", func(d *dossier) {
			d.promise(due)
			d.do(d.c.Withdraw(d.p, d.moment(), complaint.Withdrawn{Reason: "x"}))
		}, complaint.StepClosing, "", "", false},
		{"not admitted, letter in the queue", func(d *dossier) {
			d.do(d.c.RuleInadmissible(d.p, d.moment(), complaint.RuledInadmissible{Reason: "x"}, d.letter(complaint.ViaEmail)))
		}, complaint.StepNone, "", "", false},
		{"not admitted and told", func(d *dossier) {
			d.do(d.c.RuleInadmissible(d.p, d.moment(), complaint.RuledInadmissible{Reason: "x"}, d.letter(complaint.ViaEmail)))
			d.arrives()
		}, complaint.StepClosing, "", "", false},
		{"closed", closed, complaint.StepNone, "", "", false},
		{"reopened", func(d *dossier) {
			closed(d)
			d.at("2025-02-03 10:00").do(d.c.Reopen(d.moment(), "x"))
		}, complaint.StepDecision, "", "2025-02-10", false},
		{"reopened, extended, decided, notice in the queue", func(d *dossier) {
			closed(d)
			d.at("2025-02-03 10:00").do(d.c.Reopen(d.moment(), "x"))
			d.extend("2025-02-20")
			d.decide()
		}, complaint.StepResponse, "", "2025-02-10", false},
	} {
		t.Run(row.situation, func(t *testing.T) {
			d := received(t, "seed", "2024-12-24 10:00")
			row.do(d)
			got := complaint.NextStep(d.c, d.p, d.now)
			if got.Step != row.step || got.Owner != row.owner || got.Due.String() != row.due || got.Late != row.late {
				t.Errorf("got %q by %q due %v late %v, want %q by %q due %q late %v",
					got.Step, got.Owner, got.Due, got.Late, row.step, row.owner, row.due, row.late)
			}
			if bare := complaint.NextStep(d.c.Bare(), d.p, d.now); bare.Step != got.Step || bare.Owner != got.Owner || bare.Due != got.Due {
				t.Errorf("a list says %q by %q, the dossier %q by %q", bare.Step, bare.Owner, got.Step, got.Owner)
			}
		})
	}
}

// A solved complaint waits for its acknowledgement, then for nobody but the one who closes it.
func TestASolvedComplaintIsNotAskedTwice(t *testing.T) {
	p := preset(t, "seed")
	at := clock(t, p, "2024-12-24 10:00")
	in := passedOn(at, complaint.ActionTaken{Text: "Excuses gemaakt.", Reached: true})
	in.Solved = true
	d := taken(t, p, in, at)
	d.do(d.c.Discuss(d.p, d.moment(), complaint.Discussed{Acknowledger: trainer}))
	d.do(d.c.Acknowledge(d.p, d.moment(), complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgeAction, Action: "Excuses gemaakt."},
		d.letter(complaint.ViaEmail)))
	if next := complaint.NextStep(d.c, d.p, d.now); next.Step != complaint.StepNone {
		t.Errorf("while the mail is on its way: %+v", next)
	}
	d.arrives()
	if next := complaint.NextStep(d.c, d.p, d.now); next.Step != complaint.StepClosing {
		t.Errorf("after it arrived: %+v", next)
	}
}

func TestWhatPressesFirst(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	all := complaint.Obligations(d.c, d.p, d.now)
	if first, ok := complaint.NextDue(all); !ok || first.Term != complaint.TermDiscuss {
		t.Errorf("first %+v", first)
	}
	if first, _ := complaint.NextDue([]complaint.Obligation{
		{Term: "soft", Due: on("2025-01-01"), Standing: complaint.Running},
		{Term: "hard", Due: on("2025-01-01"), Standing: complaint.Running, Hard: true},
		{Term: "met", Due: on("2024-01-01"), Standing: complaint.Met, Hard: true},
	}); first.Term != "hard" {
		t.Errorf("hard goes before soft on the same day, got %s", first.Term)
	}
	if _, ok := complaint.NextDue(nil); ok {
		t.Error("something presses where nothing is owed")
	}
}
