package complaint_test

import (
	"slices"
	"testing"

	"wederhoor/internal/complaint"
)

// R18: an attempt without an answer meets nothing.
func TestAVoicemailIsNotContact(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.do(d.c.Contact(d.p, d.moment(), complaint.Contacted{Attempt: true, How: complaint.ChannelPhone}))
	d.stands(complaint.TermDecide, complaint.Running)
	d.refuses("summary_empty")(d.c.Contact(d.p, d.moment(), complaint.Contacted{How: complaint.ChannelPhone}))
}

// R18, R19: contact satisfies check A only; the answer stays owed.
func TestContactMeetsTheDecisionNotTheAnswer(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.at("2024-12-30 10:00").do(d.c.Contact(d.p, d.was("2024-12-27 15:00"),
		complaint.Contacted{How: complaint.ChannelPhone, Summary: "Zij wil vooral excuses."}))
	d.stands(complaint.TermDecide, complaint.Met)
	if o := d.owed(complaint.TermDecide); o.MetOn != on("2024-12-27") || d.c.History[o.MetBy-1].Event.Kind() != complaint.KindContacted {
		t.Errorf("met by %+v", o)
	}
	d.stands(complaint.TermRespond, complaint.Running)
}

// R19: effectively an answer to the complainant, so it counts when it is there.
func TestAnAnswerCountsOnTheDayItReachesTheComplainant(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.at("2024-12-31 10:00").decide()
	d.respond()
	d.stands(complaint.TermRespond, complaint.Running)
	d.at("2025-01-02 09:00").stands(complaint.TermRespond, complaint.Overdue)
	d.arrives()
	d.stands(complaint.TermRespond, complaint.MetLate)
	if o := d.owed(complaint.TermRespond); o.Timeliness() != complaint.TooLate || !o.Late() {
		t.Errorf("%+v", o)
	}
}

func TestNoAnswerWithoutADecision(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.refuses("decision_first")(d.c.Respond(d.p, d.moment(), complaint.Responded{}, d.letter(complaint.ViaEmail)))
	d.refuses("finding_missing")(d.c.Decide(d.p, d.moment(), complaint.Decided{Reason: "x"}))
	d.refuses("finding_missing")(d.c.Decide(d.p, d.moment(), complaint.Decided{Finding: complaint.Resolved, Reason: "x"}))
	d.refuses("reason_empty")(d.c.Decide(d.p, d.moment(), complaint.Decided{Finding: complaint.NotUpheld, Reason: " "}))
	d.answer()
	d.refuses("already_answered")(d.c.Respond(d.p, d.moment(), complaint.Responded{}, d.letter(complaint.ViaEmail)))
}

// R34: the answer says where to go when not satisfied, and it must be reachable.
func TestALetterLackingAppealContactDataCannotLeave(t *testing.T) {
	for _, id := range []string{"seed", "crkbo", "wkkgz", "awb", "awb-committee", "flanders", "disp", "disp-payments"} {
		d := received(t, id, "2024-12-24 10:00")
		d.decide()
		d.p.Appeal[0].Phone = ""
		r := d.refuses("letter_lacks")(d.c.Respond(d.p, d.moment(), complaint.Responded{}, d.letter(complaint.ViaEmail)))
		if !slices.Contains(r.Args, string(complaint.PartAppeal)) {
			t.Errorf("%s: the refusal names %v", id, r.Args)
		}
		d.p.Appeal[0].Website = "https://vertrouwenspersoon.example.org"
		d.respond()
	}
}

// Wkkgz: the judgement says by when measures are realised.
func TestUnderWkkgzEveryMeasureHasADate(t *testing.T) {
	d := received(t, "wkkgz", "2025-03-10 10:00")
	d.do(d.c.Decide(d.p, d.moment(), complaint.Decided{Finding: complaint.Upheld, Reason: "x", Remedies: []complaint.Remedy{{Text: "Nieuwe afspraak"}}}))
	r := d.refuses("letter_lacks")(d.c.Respond(d.p, d.moment(), complaint.Responded{}, d.letter(complaint.ViaEmail)))
	if !slices.Equal(r.Args, []string{string(complaint.PartRemedyBy)}) {
		t.Errorf("the refusal names %v", r.Args)
	}
	dated := complaint.Decided{Finding: complaint.Upheld, Reason: "x", Remedies: []complaint.Remedy{{Text: "Nieuwe afspraak", By: on("2025-05-01")}}}
	d.do(d.c.Decide(d.p, d.moment(), dated))
	d.respond()
}

func TestRemediesArePromisedOnADayAndDoneOnce(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	decision := upheld
	decision.Remedies = []complaint.Remedy{{Text: " "}}
	d.refuses("remedy_empty")(d.c.Decide(d.p, d.moment(), decision))
	decision.Remedies = []complaint.Remedy{{Text: "Lesgeld terug", By: on("2024-12-23")}}
	d.refuses("remedy_before_receipt")(d.c.Decide(d.p, d.moment(), decision))
	decision.Remedies = []complaint.Remedy{{Text: "Lesgeld terug", By: on("2025-01-10")}, {Text: "Kachel"}}
	d.do(d.c.Decide(d.p, d.moment(), decision))
	d.refuses("remedy_unknown")(d.c.DoRemedy(d.p, d.moment(), 2))
	d.refuses("remedy_unknown")(d.c.DoRemedy(d.p, d.moment(), -1))
	d.do(d.c.DoRemedy(d.p, d.moment(), 0))
	if again, err := d.c.DoRemedy(d.p, d.moment(), 0); len(again) != 0 || err != nil {
		t.Errorf("the second time gave %v, %v", again, err)
	}
	d.do(d.c.Decide(d.p, d.moment(), decision))
	if len(d.c.RemediesDone) != 0 {
		t.Error("what was done for an earlier decision counts for a new one")
	}
}

// Under DISP consent counts within three business days of the day of receipt.
func TestASatisfiedComplainantEndsTheDutyWithinThreeBusinessDaysUnderDISP(t *testing.T) {
	for day, want := range map[string]complaint.Standing{"2025-04-24": complaint.Excused, "2025-04-25": complaint.Running} {
		d := received(t, "disp", "2025-04-17 10:00") // Maundy Thursday
		d.at(day + " 16:00").do(d.c.Accept(d.p, d.moment(), complaint.Accepted{Satisfied: true, How: complaint.ChannelPhone}))
		d.stands(complaint.TermRespond, want)
		d.stands(complaint.TermAcknowledge, d.owed(complaint.TermAcknowledge).Standing) // stays owed
		if d.owed(complaint.TermAcknowledge).Standing == complaint.Excused {
			t.Error("consent does not acknowledge")
		}
	}
}

// Under the seed it does so at any time, and only while they are satisfied.
func TestWhoIsNoLongerSatisfiedIsOwedAnAnswerAgain(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.do(d.c.Accept(d.p, d.moment(), complaint.Accepted{Satisfied: true}))
	d.stands(complaint.TermRespond, complaint.Excused)
	if got := d.owed(complaint.TermRespond).Timeliness(); got != complaint.NotOwed {
		t.Errorf("timeliness %q", got)
	}
	d.do(d.c.Accept(d.p, d.moment(), complaint.Accepted{Satisfied: false, Words: "Bij nader inzien niet."}))
	d.stands(complaint.TermRespond, complaint.Running)
}
