package complaint_test

import (
	"slices"
	"testing"
	"time"

	"wederhoor/internal/complaint"
)

// R13, R14: the talk names who owes the acknowledgement; that is a hint, never late.
func TestTheTalkNamesWhoAcknowledges(t *testing.T) {
	d := received(t, "seed", "2024-12-23 10:00")
	d.refuses("acknowledger_missing")(d.c.Discuss(d.p, d.moment(), complaint.Discussed{With: []complaint.MemberID{trainer}}))
	d.at("2024-12-30 10:00").stands(complaint.TermDiscuss, complaint.Overdue)
	if d.owed(complaint.TermDiscuss).Late() {
		t.Error("a soft term that is missed is a hint")
	}
	d.do(d.c.Discuss(d.p, d.was("2024-12-24 09:00"), complaint.Discussed{With: []complaint.MemberID{trainer, trainer}, Acknowledger: freelancer}))
	d.stands(complaint.TermDiscuss, complaint.Met)
	if got := d.owed(complaint.TermAcknowledge).Owner; got != freelancer {
		t.Errorf("the acknowledgement is owed by %q", got)
	}
	if !slices.Equal(d.c.Readers, []complaint.MemberID{trainer, freelancer}) {
		t.Errorf("choosing them gives access: %v", d.c.Readers)
	}
}

// R10: the handler is never the person it is about.
func TestTheSubjectHandlesNothingAndReadsNothing(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.refuses("subject_missing")(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Name: " "}))
	d.do(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Member: trainer, Name: "T. Rainer"}))
	d.refuses("subject_known")(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Member: trainer}))
	d.refuses("subject_cannot_handle")(d.c.AssignHandler(d.moment(), trainer))
	d.refuses("subject_cannot_handle")(d.c.Discuss(d.p, d.moment(), complaint.Discussed{Acknowledger: trainer}))
	d.refuses("subject_cannot_handle")(d.c.Discuss(d.p, d.moment(), complaint.Discussed{Acknowledger: lead, With: []complaint.MemberID{trainer}}))
	d.refuses("subject_cannot_read")(d.c.ChangeReaders(d.moment(), []complaint.MemberID{trainer}, nil))
}

// Whoever turns out to be the subject keeps no task that only they could do.
func TestWhatTheSubjectOwedFallsBackToTheLead(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.do(d.c.Discuss(d.p, d.moment(), complaint.Discussed{Acknowledger: trainer}))
	d.do(d.c.AssignHandler(d.moment(), trainer))
	d.do(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Member: trainer}))
	for _, o := range complaint.Obligations(d.c, d.p, d.now) {
		if o.Owner != "" {
			t.Errorf("%s is owed by %q, who is shut out", o.Term, o.Owner)
		}
	}
	if next := complaint.NextStep(d.c, d.p, d.now); next.Owner != "" {
		t.Errorf("the next step is for %q", next.Owner)
	}
}

func TestAWrongNamingIsTakenBackWithAReason(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.refuses("subject_unknown")(d.c.ClearSubject(d.moment(), complaint.SubjectCleared{Member: trainer, Reason: "x"}))
	d.do(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Member: trainer}))
	d.do(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Name: "de zaalverhuurder"}))
	d.refuses("reason_empty")(d.c.ClearSubject(d.moment(), complaint.SubjectCleared{Member: trainer}))
	d.do(d.c.ClearSubject(d.moment(), complaint.SubjectCleared{Member: trainer, Reason: "Naamgenoot."}))
	if d.c.IsSubject(trainer) || len(d.c.Subjects) != 1 || d.c.IsSubject("") {
		t.Errorf("subjects %+v", d.c.Subjects)
	}
}

func TestReadersComeAndGo(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.refuses("nobody_chosen")(d.c.ChangeReaders(d.moment(), nil, nil))
	d.do(d.c.ChangeReaders(d.moment(), []complaint.MemberID{trainer, freelancer}, nil))
	d.do(d.c.ChangeReaders(d.moment(), nil, []complaint.MemberID{trainer}))
	if !slices.Equal(d.c.Readers, []complaint.MemberID{freelancer}) {
		t.Errorf("readers %v", d.c.Readers)
	}
}

func TestWhatIsDoneAndNotedHasWords(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.refuses("action_empty")(d.c.TakeAction(d.p, d.moment(), complaint.ActionTaken{Nothing: true}))
	d.refuses("done_and_nothing")(d.c.TakeAction(d.p, d.moment(), complaint.ActionTaken{Nothing: true, Text: "Gebeld."}))
	d.refuses("note_empty")(d.c.Note(d.moment(), "\n"))
	d.do(d.c.TakeAction(d.p, d.moment(), complaint.ActionTaken{Text: "Gebeld.", Reached: true}))
	d.do(d.c.Note(d.moment(), "Terugbellen na vier uur."))
}

// Nothing happens in the future, and nothing is done before the complaint came in.
func TestNoActHappensInTheFuture(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	ended := received(t, "seed", "2024-12-24 10:00")
	ended.do(ended.c.Withdraw(ended.p, ended.moment(), complaint.Withdrawn{Reason: "x"}))
	d.do(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Member: trainer}))
	l := d.letter(complaint.ViaPost)
	acts := func(m complaint.Moment) map[string]func() ([]complaint.Entry, error) {
		return map[string]func() ([]complaint.Entry, error){
			"acknowledge": func() ([]complaint.Entry, error) {
				return d.c.Acknowledge(d.p, m, complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgeAction, Action: "x"}, l)
			},
			"extend": func() ([]complaint.Entry, error) {
				return d.c.Extend(d.p, m, complaint.Extended{Date: on("2025-01-10"), Reason: "x"}, l)
			},
			"decide":  func() ([]complaint.Entry, error) { return d.c.Decide(d.p, m, upheld) },
			"contact": func() ([]complaint.Entry, error) { return d.c.Contact(d.p, m, complaint.Contacted{Summary: "x"}) },
			"inadmissible": func() ([]complaint.Entry, error) {
				return d.c.RuleInadmissible(d.p, m, complaint.RuledInadmissible{Reason: "x"}, l)
			},
			"except": func() ([]complaint.Entry, error) {
				return d.c.Except(d.p, m, complaint.Excepted{Step: complaint.TermDecide, Reason: "x"})
			},
			"withdraw": func() ([]complaint.Entry, error) { return d.c.Withdraw(d.p, m, complaint.Withdrawn{Reason: "x"}) },
			"close":    func() ([]complaint.Entry, error) { return ended.c.Close(d.p, m, "x") },
			"discuss":  func() ([]complaint.Entry, error) { return d.c.Discuss(d.p, m, complaint.Discussed{Acknowledger: lead}) },
			"act":      func() ([]complaint.Entry, error) { return d.c.TakeAction(d.p, m, complaint.ActionTaken{Text: "x"}) },
			"hear":     func() ([]complaint.Entry, error) { return d.c.Hear(d.p, m, complaint.Heard{Statement: "x"}) },
			"accept":   func() ([]complaint.Entry, error) { return d.c.Accept(d.p, m, complaint.Accepted{}) },
			"reopen":   func() ([]complaint.Entry, error) { return ended.c.Reopen(m, "x") },
			"correct":  func() ([]complaint.Entry, error) { return d.c.Correct(m, complaint.FieldTitle, "x", "x") },
			"assign":   func() ([]complaint.Entry, error) { return d.c.AssignHandler(m, lead) },
			"readers":  func() ([]complaint.Entry, error) { return d.c.ChangeReaders(m, []complaint.MemberID{lead}, nil) },
			"name":     func() ([]complaint.Entry, error) { return d.c.NameSubject(m, complaint.SubjectNamed{Name: "x"}) },
			"clear": func() ([]complaint.Entry, error) {
				return d.c.ClearSubject(m, complaint.SubjectCleared{Member: trainer, Reason: "x"})
			},
			"note": func() ([]complaint.Entry, error) { return d.c.Note(m, "x") },
		}
	}
	for name, act := range acts(complaint.Moment{Now: d.now, Happened: d.now.Add(time.Second)}) {
		t.Log(name)
		d.refuses("future")(act())
	}
	early := acts(d.was("2024-12-23 10:00"))
	for _, name := range []string{"acknowledge", "extend", "decide", "contact", "inadmissible", "except", "withdraw", "close", "discuss", "act", "hear", "accept"} {
		t.Log(name)
		d.refuses("before_receipt")(early[name]())
	}
}
