package complaint_test

import (
	"testing"

	"wederhoor/internal/complaint"
)

// appealed is a complaint with an answer against which somebody appealed.
func appealed(t testing.TB, confidant complaint.MemberID) *dossier {
	t.Helper()
	d := received(t, "seed", "2024-12-24 10:00")
	d.promise("2024-12-31")
	d.arrives()
	d.do(d.c.Decide(d.p, d.moment(), complaint.Decided{Finding: complaint.NotUpheld, Reason: "De zaal was warm."}))
	d.do(d.c.Respond(d.p, d.moment(), complaint.Responded{}, d.letter(complaint.ViaEmail)))
	d.arrives()
	d.at("2025-01-06 09:00")
	d.do(d.c.Appeal(d.p, d.moment(), complaint.Appealed{ID: "p1", Body: "confidant", Name: "Vera Voorbeeld", Confidant: confidant, Grounds: "De zaal was koud."}))
	return d
}

func ended(outcome complaint.AppealOutcome) complaint.AppealEnded {
	return complaint.AppealEnded{ID: "p1", Outcome: outcome, Text: "De zaal was koud."}
}

func (d *dossier) follows(via complaint.Via) {
	d.Helper()
	d.do(d.c.FollowAppeal(d.p, d.moment(), complaint.AppealFollowed{ID: "p1", Text: "We betalen terug.", By: d.p.On(d.now).AddDays(14)}, d.letter(via)))
}

// TestWhatAConfidantConcludesComesFromTheirRoom: the organisation cannot write it down for them.
func TestWhatAConfidantConcludesComesFromTheirRoom(t *testing.T) {
	d := appealed(t, "vera")
	d.refuses("outcome_from_room")(d.c.EndElsewhere(d.p, d.moment(), ended(complaint.AppealRevised)))
	d.do(d.c.EndAppeal(d.p, d.moment(), ended(complaint.AppealRevised)))
	d.next(complaint.StepFollowUp)
}

// TestTheLetterAboutAnOutcomeIsOwedUntilItArrives: one that came back meets nothing
// and may be written again; one that is on its way may not.
func TestTheLetterAboutAnOutcomeIsOwedUntilItArrives(t *testing.T) {
	d := appealed(t, "")
	d.do(d.c.EndElsewhere(d.p, d.moment(), ended(complaint.AppealRevised)))
	d.at("2025-01-13 23:00") // the last day
	d.follows(complaint.ViaEmail)
	again := complaint.AppealFollowed{ID: "p1", Text: "Nog eens.", By: on("2025-01-20")}
	d.refuses("already_followed")(d.c.FollowAppeal(d.p, d.moment(), again, d.letter(complaint.ViaEmail)))
	d.letters--
	d.do(d.c.Bounce(d.moment(), d.last(), "5.1.1"))
	first := d.last()
	d.next(complaint.StepDelivery)
	d.at("2025-01-14 09:00")
	if o, _ := complaint.Owed(d.c, d.p, complaint.TermFollow, d.now); !o.Late() || o.Due != on("2025-01-13") {
		t.Errorf("%+v", o)
	}
	if next := d.next(complaint.StepDelivery); !next.Late || next.Due != on("2025-01-13") {
		t.Errorf("%+v", next)
	}
	d.follows(complaint.ViaPost)
	d.owes(d.last()) // the one that came back is history
	d.do(d.c.Deliver(d.p, d.moment(), first, complaint.ViaPost))
	if o, _ := complaint.Owed(d.c, d.p, complaint.TermFollow, d.now); !o.Open() {
		t.Errorf("the letter that was replaced met it: %+v", o)
	}
	d.arrives()
	if o, _ := complaint.Owed(d.c, d.p, complaint.TermFollow, d.now); o.Standing != complaint.MetLate {
		t.Errorf("%+v", o)
	}
}

// TestTakingTheLetterBackMakesItOwedAgain, with what it said.
func TestTakingTheLetterBackMakesItOwedAgain(t *testing.T) {
	d := appealed(t, "")
	d.do(d.c.EndElsewhere(d.p, d.moment(), ended(complaint.AppealMediated)))
	d.follows(complaint.ViaEmail)
	d.next(complaint.StepNone)
	d.recall()
	d.next(complaint.StepFollowUp)
	if a, _ := d.c.AppealWith("p1"); a.Followed != nil || a.Ended == nil {
		t.Errorf("%+v", a)
	}
}

// TestAClosedComplaintIsNotOverWhileItsOutcomeWaits: it stays in the lists, and who
// handles it still owes something.
func TestAClosedComplaintIsNotOverWhileItsOutcomeWaits(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.do(d.c.AssignHandler(d.moment(), trainer))
	d.promise("2024-12-31")
	d.arrives()
	d.do(d.c.Decide(d.p, d.moment(), complaint.Decided{Finding: complaint.NotUpheld, Reason: "De zaal was warm."}))
	d.do(d.c.Respond(d.p, d.moment(), complaint.Responded{}, d.letter(complaint.ViaPage)))
	d.do(d.c.Close(d.p, d.moment(), "Beantwoord."))
	if d.c.AppealOpen() || d.c.Owes(trainer) {
		t.Fatal("open before anybody appealed")
	}
	d.do(d.c.Appeal(d.p, d.moment(), complaint.Appealed{ID: "p1", Body: "confidant", Name: "Vera Voorbeeld", Grounds: "De zaal was koud."}))
	if !d.c.AppealOpen() {
		t.Error("over while a body looks at it")
	}
	d.do(d.c.EndElsewhere(d.p, d.moment(), ended(complaint.AppealPartlyRevised)))
	if next := d.next(complaint.StepFollowUp); next.Owner != trainer || next.Appeal != "p1" || !d.c.Owes(trainer) {
		t.Errorf("%+v", next)
	}
	d.follows(complaint.ViaPage)
	if d.c.AppealOpen() || d.c.Owes(trainer) {
		t.Error("open after the letter was there")
	}
}

// TestAReasonMayStandInThePlaceOfTheLetter, when nobody can be written to; a later
// outcome asks again.
func TestAReasonMayStandInThePlaceOfTheLetter(t *testing.T) {
	d := appealed(t, "")
	skip := complaint.Excepted{Step: complaint.TermFollow, Reason: "Er is geen adres."}
	d.refuses("step_unknown")(d.c.Except(d.p, d.moment(), skip))
	d.do(d.c.EndElsewhere(d.p, d.moment(), ended(complaint.AppealRevised)))
	d.do(d.c.Except(d.p, d.moment(), skip))
	if o, _ := complaint.Owed(d.c, d.p, complaint.TermFollow, d.now); o.Standing != complaint.Excused {
		t.Errorf("%+v", o)
	}
	d.next(complaint.StepClosing)
	d.p.Appeal = append(d.p.Appeal, complaint.AppealBody{Kind: "ombudsman", Name: "De ombudsman", Phone: "0800"})
	d.do(d.c.Appeal(d.p, d.moment(), complaint.Appealed{ID: "p2", Body: "ombudsman", Name: "De ombudsman", Grounds: "De zaal was koud."}))
	e := ended(complaint.AppealRevised)
	e.ID = "p2"
	d.do(d.c.EndElsewhere(d.p, d.moment(), e))
	if next := d.next(complaint.StepFollowUp); next.Appeal != "p2" {
		t.Errorf("%+v", next)
	}
}

// TestTheTermOutlivesTheNameOfTheBody: erasing who people are moves no day.
func TestTheTermOutlivesTheNameOfTheBody(t *testing.T) {
	d := appealed(t, "")
	if err := d.p.Appeal[0].Follow.UnmarshalText([]byte("3w")); err != nil {
		t.Fatal(err)
	}
	d.do(d.c.EndElsewhere(d.p, d.moment(), ended(complaint.AppealRevised)))
	erased := d.c
	erased.Appeals = []complaint.Appeal{d.c.Appeals[0]}
	erased.Appeals[0].Name = ""
	for _, c := range []complaint.Complaint{d.c, d.c.Bare(), erased} {
		if o, _ := complaint.Owed(c, d.p, complaint.TermFollow, d.now); o.Due != on("2025-01-27") {
			t.Errorf("%+v", o)
		}
	}
}

// TestTheAppealGoesWithTheComplaint, on no day before it was there.
func TestTheAppealGoesWithTheComplaint(t *testing.T) {
	d := appealed(t, "vera")
	d.do(d.c.Withdraw(d.p, d.was("2025-01-02 09:00"), complaint.Withdrawn{Reason: "Het is goed zo."}))
	a, _ := d.c.AppealWith("p1")
	if a.Running() || a.Ended.Event.Outcome != complaint.AppealWithdrawn || a.Ended.Happened.Before(a.LodgedAt) {
		t.Errorf("%+v", a.Ended)
	}
	d.do(d.c.Close(d.p, d.moment(), "Ingetrokken."))
}

// TestNobodyIsAskedHowItWasHandledDuringAnAppeal: it is not over.
func TestNobodyIsAskedHowItWasHandledDuringAnAppeal(t *testing.T) {
	d := appealed(t, "")
	if d.c.AsksOpinion(d.p, d.now) {
		t.Error("asked while a body looks at it")
	}
	d.do(d.c.EndElsewhere(d.p, d.moment(), ended(complaint.AppealConfirmed)))
	if !d.c.AsksOpinion(d.p, d.now) {
		t.Error("not asked afterwards")
	}
}

// TestAnOutcomeWrittenDownWronglyIsCorrected: what has to follow is then that of the
// right one, and what was written first stays. A confidant's own words are theirs.
func TestAnOutcomeWrittenDownWronglyIsCorrected(t *testing.T) {
	d := appealed(t, "")
	d.refuses("field_fixed")(d.c.Correct(d.moment(), complaint.FieldOutcome, string(complaint.AppealRevised), "x")) // it runs
	d.do(d.c.EndElsewhere(d.p, d.moment(), ended(complaint.AppealConfirmed)))
	if o, ok := complaint.Owed(d.c, d.p, complaint.TermFollow, d.now); ok && o.Open() {
		t.Fatalf("%+v", o)
	}
	d.refuses("outcome_missing")(d.c.Correct(d.moment(), complaint.FieldOutcome, "won", "x"))
	d.refuses("reason_empty")(d.c.Correct(d.moment(), complaint.FieldOutcome, string(complaint.AppealRevised), ""))
	d.do(d.c.Correct(d.moment(), complaint.FieldOutcome, string(complaint.AppealRevised), "Verkeerd aangekruist."))
	d.next(complaint.StepFollowUp)
	var first complaint.AppealOutcome
	for _, r := range d.c.History {
		if e, ok := r.Event.(complaint.AppealEnded); ok {
			first = e.Outcome
		}
	}
	if now := d.c.Appeals[0].Ended.Event.Outcome; now != complaint.AppealRevised || first != complaint.AppealConfirmed {
		t.Errorf("it is %s, and was %s", now, first)
	}
	own := appealed(t, "vera")
	own.do(own.c.EndAppeal(own.p, own.moment(), ended(complaint.AppealConfirmed)))
	own.refuses("field_fixed")(own.c.Correct(own.moment(), complaint.FieldOutcome, string(complaint.AppealRevised), "x"))
}
