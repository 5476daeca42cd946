package complaint_test

import (
	"slices"
	"testing"

	"wederhoor/internal/complaint"
)

// R20: closing is refused while something is missing, and the refusal says what.
func TestClosingNamesWhatIsMissing(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	lacks := func(want ...string) {
		t.Helper()
		if r := d.refuses("incomplete")(d.c.Close(d.p, d.moment(), "afgehandeld")); !slices.Equal(r.Args, want) {
			t.Errorf("missing %v, want %v", r.Args, want)
		}
	}
	lacks("acknowledgement", "decision", "handling")
	d.promise("2024-12-31")
	lacks("acknowledgement", "decision", "handling", "delivery")
	d.arrives()
	lacks("decision", "handling")
	d.decide()
	lacks("handling")
	d.respond()
	lacks("handling", "delivery")
	d.arrives()
	d.refuses("reason_empty")(d.c.Close(d.p, d.moment(), " "))
	d.do(d.c.Close(d.p, d.moment(), "afgehandeld"))
	d.stage(complaint.StageClosed)
	d.refuses("already_closed")(d.c.Close(d.p, d.moment(), "nog eens"))
}

// Exceptions are recorded, not worked around (domain 0.7).
func TestAnExceptionStandsInPlaceOfAStep(t *testing.T) {
	p := preset(t, "seed")
	at := clock(t, p, "2024-12-24 10:00")
	d := taken(t, p, complaint.Intake{ReceivedAt: at, Received: complaint.Received{Channel: complaint.ChannelEvaluation, Story: "Te weinig diepgang."}}, at)
	d.refuses("reason_empty")(d.c.Except(d.p, d.moment(), complaint.Excepted{Step: complaint.TermAcknowledge}))
	d.refuses("step_unknown")(d.c.Except(d.p, d.moment(), complaint.Excepted{Step: "lunch", Reason: "x"}))
	for _, step := range []complaint.TermID{complaint.TermAcknowledge, complaint.TermRespond} {
		d.do(d.c.Except(d.p, d.moment(), complaint.Excepted{Step: step, Reason: "Niet mogelijk: anoniem."}))
		d.at("2025-02-01 10:00").stands(step, complaint.Excused)
	}
	r := d.refuses("incomplete")(d.c.Close(d.p, d.moment(), "x"))
	if !slices.Equal(r.Args, []string{"decision"}) {
		t.Errorf("missing %v", r.Args)
	}
	d.decide()
	d.do(d.c.Close(d.p, d.moment(), "Besproken; niemand om te antwoorden."))
}

// Awb and others have no term for a decision, and still it can be excepted.
func TestADecisionCanBeExceptedWhereNoTermRuns(t *testing.T) {
	d := received(t, "awb", "2025-03-10 10:00")
	d.do(d.c.Except(d.p, d.moment(), complaint.Excepted{Step: complaint.TermDecide, Reason: "De rechter heeft beslist."}))
	if slices.Contains(d.c.Missing(d.p, d.now), complaint.LacksDecision) {
		t.Error("the exception does not stand in its place")
	}
}

func TestWithdrawalEndsWhatIsOwedAndSaysWhy(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.promise("2024-12-31")
	d.refuses("reason_empty")(d.c.Withdraw(d.p, d.moment(), complaint.Withdrawn{How: complaint.ChannelPhone}))
	d.do(d.c.Withdraw(d.p, d.moment(), complaint.Withdrawn{How: complaint.ChannelPhone, Reason: "Het is uitgepraat."}))
	d.at("2025-02-01 10:00").stands(complaint.TermRespond, complaint.Excused)
	d.stage(complaint.StageWithdrawn)
	if len(d.c.Owing()) != 0 {
		t.Error("a letter is still owed")
	}
	d.refuses("already_withdrawn")(d.c.Decide(d.p, d.moment(), upheld))
	d.do(d.c.Close(d.p, d.moment(), "Ingetrokken."))
}

func TestWhoIsNotAdmittedIsTold(t *testing.T) {
	d := received(t, "awb", "2025-03-10 10:00")
	rule := complaint.RuledInadmissible{Ground: complaint.HandledBefore, Reason: "Al eerder behandeld."}
	d.refuses("reason_empty")(d.c.RuleInadmissible(d.p, d.moment(), complaint.RuledInadmissible{Ground: complaint.HandledBefore}, d.letter(complaint.ViaEmail)))
	d.do(d.c.RuleInadmissible(d.p, d.moment(), rule, d.letter(complaint.ViaEmail)))
	d.stage(complaint.StageInadmissible)
	d.refuses("already_inadmissible")(d.c.Withdraw(d.p, d.moment(), complaint.Withdrawn{Reason: "x"}))
	r := d.refuses("incomplete")(d.c.Close(d.p, d.moment(), "x"))
	if !slices.Equal(r.Args, []string{"delivery"}) {
		t.Errorf("missing %v", r.Args)
	}
	d.arrives()
	d.do(d.c.Close(d.p, d.moment(), "Niet in behandeling genomen."))
}

// Reopening asks for a new answer, so the terms for it run anew.
func TestReopeningRunsTheTermsAnew(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.refuses("not_closed")(d.c.Reopen(d.moment(), "x"))
	d.promise("2024-12-31")
	d.arrives()
	d.answer()
	d.do(d.c.Close(d.p, d.moment(), "afgehandeld"))
	d.at("2025-02-03 10:00").refuses("reason_empty")(d.c.Reopen(d.moment(), ""))
	d.do(d.c.Reopen(d.moment(), "De terugbetaling bleef uit."))
	d.due(complaint.TermRespond, "2025-02-10")
	d.due(complaint.TermDecide, "2025-02-10")
	d.stands(complaint.TermRespond, complaint.Running)
	d.stands(complaint.TermDecide, complaint.Running)
	d.stands(complaint.TermAcknowledge, complaint.Met) // sent once
	d.stage(complaint.StageAcknowledged)
	d.refuses("decision_first")(d.c.Respond(d.p, d.moment(), complaint.Responded{}, d.letter(complaint.ViaEmail)))
	d.answer()
	d.stage(complaint.StageAnswered)
	d.do(d.c.Close(d.p, d.moment(), "Nu wel betaald."))
}

// Nothing of the round before answers the new one: no exception, no contact that
// was only recorded later, no extension, no consent.
func TestNothingOfBeforeAnswersAfterReopening(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	for _, step := range []complaint.TermID{complaint.TermAcknowledge, complaint.TermDecide, complaint.TermRespond} {
		d.do(d.c.Except(d.p, d.moment(), complaint.Excepted{Step: step, Reason: "Anoniem."}))
	}
	d.do(d.c.Accept(d.p, d.moment(), complaint.Accepted{Satisfied: true}))
	d.do(d.c.Close(d.p, d.moment(), "Anoniem."))
	d.at("2025-01-06 10:00").do(d.c.Reopen(d.moment(), "Zij heeft zich gemeld."))
	d.stands(complaint.TermAcknowledge, complaint.Excused)
	d.do(d.c.Contact(d.p, d.was("2025-01-05 10:00"), complaint.Contacted{How: complaint.ChannelPhone, Summary: "Zij belde zelf."}))
	d.stands(complaint.TermDecide, complaint.Running)
	d.stands(complaint.TermRespond, complaint.Running)
	d.refuses("incomplete")(d.c.Close(d.p, d.moment(), "x"))
}

// A letter of before is not sent after all; the acknowledgement is.
func TestLettersOfBeforeAReopeningAreHistory(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.promise("2024-12-31")
	d.decide()
	d.respond()
	d.do(d.c.Withdraw(d.p, d.moment(), complaint.Withdrawn{Reason: "x"}))
	d.do(d.c.Reopen(d.moment(), "Toch niet."))
	if owing := d.c.Owing(); len(owing) != 1 || owing[0].Purpose != complaint.LetterAcknowledgement {
		t.Errorf("owing %+v", owing)
	}
}

// R21: a correction keeps what it was.
func TestACorrectionKeepsWhatItWas(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.refuses("field_fixed")(d.c.Correct(d.moment(), "received_at", "2024-12-20", "x"))
	d.refuses("nothing_changed")(d.c.Correct(d.moment(), complaint.FieldName, "Noor Voorbeeld", "x"))
	d.refuses("reason_empty")(d.c.Correct(d.moment(), complaint.FieldName, "Nora Voorbeeld", ""))
	d.do(d.c.Correct(d.moment(), complaint.FieldName, "Nora Voorbeeld", "Verkeerd verstaan."))
	d.do(d.c.Correct(d.moment(), complaint.FieldCategory, "location", "")) // filling in needs no excuse
	if e := d.c.History[1].Event.(complaint.Corrected); e.Was != "Noor Voorbeeld" || d.c.Received.Name != e.Now {
		t.Errorf("%+v, name %q", e, d.c.Received.Name)
	}
	if d.c.Category != "location" || d.c.History[0].Event.(complaint.Received).Name != "Noor Voorbeeld" {
		t.Error("a correction overwrote history")
	}
	d.do(d.c.Correct(d.moment(), complaint.FieldKind, string(complaint.FromClient), "Zij betaalde zelf."))
	if d.c.Received.From != complaint.FromClient {
		t.Errorf("kind of complainant %q", d.c.Received.From)
	}
}

func TestWhoseAddressIsFoundIsNoLongerAnonymous(t *testing.T) {
	p := preset(t, "seed")
	at := clock(t, p, "2024-12-24 10:00")
	for _, field := range []complaint.Field{complaint.FieldName, complaint.FieldEmail, complaint.FieldPhone} {
		d := taken(t, p, complaint.Intake{ReceivedAt: at, Received: complaint.Received{Story: "Te weinig diepgang."}}, at)
		d.do(d.c.Correct(d.moment(), field, "noor@example.org", ""))
		if d.c.Received.Anonymous {
			t.Errorf("%s known and still anonymous", field)
		}
	}
}
