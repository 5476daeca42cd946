package complaint_test

import (
	"testing"

	"wederhoor/internal/complaint"
)

// R22: a date nobody was told is no date.
func TestDateWithoutNoticeMovesNothing(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.at("2024-12-30 10:00").extend("2025-01-10")
	d.due(complaint.TermRespond, "2024-12-31")
	d.due(complaint.TermDecide, "2024-12-31")
	d.arrives()
	d.due(complaint.TermRespond, "2025-01-10")
	d.due(complaint.TermDecide, "2025-01-10")
	if o := d.owed(complaint.TermRespond); o.Original != on("2024-12-31") || o.LateExtension {
		t.Errorf("%+v", o)
	}
	d.stage(complaint.StageExtended)
}

func TestNoticeWithoutDateIsRefused(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	for code, x := range map[string]complaint.Extended{
		"extension_without_date": {Reason: "x"},
		"extension_not_ahead":    {Date: on("2024-12-24"), Reason: "x"},
		"extension_not_later":    {Date: on("2024-12-31"), Reason: "x"},
		"extension_too_far":      {Date: on("2026-12-25"), Reason: "x"},
		"reason_empty":           {Date: on("2025-01-10"), Reason: " "},
	} {
		d.refuses(code)(d.c.Extend(d.p, d.moment(), x, d.letter(complaint.ViaEmail)))
	}
}

// S14: a notice after the due date moves it, and the answer stays too late.
func TestALateExtensionStaysLate(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.at("2025-01-02 10:00").extend("2025-01-10")
	d.arrives()
	d.due(complaint.TermRespond, "2025-01-10")
	o := d.owed(complaint.TermRespond)
	if !o.LateExtension || o.Timeliness() != complaint.TooLate || o.Late() {
		t.Errorf("while it runs under the new date: %+v, %s", o, o.Timeliness())
	}
	d.at("2025-01-09 10:00").answer()
	if o = d.owed(complaint.TermRespond); o.Standing != complaint.Met || o.Timeliness() != complaint.TooLate || !o.Late() {
		t.Errorf("answered by the new date: %+v, %s", o, o.Timeliness())
	}
}

// A notice written in time that arrives too late is too late.
func TestANoticeCountsFromTheDayItIsDelivered(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.at("2024-12-31 10:00").extend("2025-01-10")
	d.at("2025-01-01 09:00").arrives()
	if !d.owed(complaint.TermRespond).LateExtension {
		t.Error("delivered after the due date and not marked")
	}
}

// R23: three ways, and the first two are never merged.
func TestTimelinessHasThreeWays(t *testing.T) {
	for answered, want := range map[string]complaint.Timeliness{
		"2024-12-31 23:00": complaint.InTerm,
		"2025-01-10 10:00": complaint.InExtended,
		"2025-01-11 10:00": complaint.TooLate,
	} {
		d := received(t, "seed", "2024-12-24 10:00")
		d.at("2024-12-27 10:00").extend("2025-01-10")
		d.arrives()
		if got := d.owed(complaint.TermRespond).Timeliness(); got != complaint.Pending {
			t.Errorf("what still runs is %q, never on time", got)
		}
		d.at(answered).answer()
		if got := d.owed(complaint.TermRespond).Timeliness(); got != want {
			t.Errorf("answered %s: %q, want %q", answered, got, want)
		}
	}
}

// An answer that was handed over in time and recorded later was in time, whatever
// notice went out meanwhile.
func TestRecordingAnAnswerLateDoesNotMakeItLate(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.at("2025-01-02 10:00").extend("2025-01-10")
	d.arrives()
	d.decide()
	d.do(d.c.Respond(d.p, d.was("2024-12-30 10:00"), complaint.Responded{}, d.letter(complaint.ViaHand)))
	d.do(d.c.Deliver(d.p, d.was("2024-12-30 15:00"), d.last(), complaint.ViaHand))
	if got := d.owed(complaint.TermRespond).Timeliness(); got != complaint.InTerm {
		t.Errorf("timeliness %q", got)
	}
}

// An older notice that turns up after a newer one does not make the newer late.
func TestNoticesCountInTheOrderTheyArrive(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.at("2024-12-27 10:00").extend("2025-01-05")
	first := d.last()
	d.at("2024-12-30 10:00").extend("2025-01-10")
	d.arrives()
	d.at("2025-01-03 10:00").do(d.c.Deliver(d.p, d.moment(), first, complaint.ViaPost))
	if o := d.owed(complaint.TermRespond); o.LateExtension || o.Due != on("2025-01-10") {
		t.Errorf("%+v", o)
	}
}

// Under the seed there is no maximum; each needs its own date and reason.
func TestTheSeedExtendsAsOftenAsItTells(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	for _, date := range []string{"2025-01-05", "2025-01-10", "2025-02-10"} {
		d.extend(date)
		d.arrives()
		d.due(complaint.TermRespond, date)
	}
}

// Wkkgz, Awb 9:11: once on its own, then only together with the complainant.
func TestASecondUnilateralExtensionNeedsConsent(t *testing.T) {
	for _, id := range []string{"wkkgz", "awb"} {
		d := received(t, id, "2025-03-10 10:00")
		d.extend("2025-04-30")
		again := complaint.Extended{Date: on("2025-05-10"), Reason: "Nader onderzoek."}
		d.refuses("consent_needed_again")(d.c.Extend(d.p, d.moment(), again, d.letter(complaint.ViaEmail))) // the first is on its way
		d.do(d.c.Deliver(d.p, d.moment(), "letter-1", complaint.ViaEmail))
		d.refuses("consent_needed_again")(d.c.Extend(d.p, d.moment(), again, d.letter(complaint.ViaEmail)))
		again.Consent, again.Date = true, on("2025-07-01")
		d.do(d.c.Extend(d.p, d.moment(), again, d.letter(complaint.ViaEmail)))
		d.arrives()
		d.due(complaint.TermRespond, "2025-07-01")
	}
}

func TestAnExtensionThatNeverArrivedDoesNotUseUpTheOnlyOne(t *testing.T) {
	d := received(t, "wkkgz", "2025-03-10 10:00")
	d.extend("2025-04-30")
	d.do(d.c.FailDelivery(d.moment(), d.last(), "mailbox unknown (550)", false))
	d.extend("2025-05-01")
	d.arrives()
	d.due(complaint.TermRespond, "2025-05-01")
}

// Awb 9:11: the person complained about is told too.
func TestTheSubjectIsToldUnderAwb(t *testing.T) {
	d := received(t, "awb", "2025-03-10 10:00")
	d.do(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Member: trainer}))
	x := complaint.Extended{Date: on("2025-04-30"), Reason: "Nader onderzoek."}
	d.refuses("subject_not_told")(d.c.Extend(d.p, d.moment(), x, d.letter(complaint.ViaEmail)))
	x.SubjectTold = on("2025-03-11")
	d.refuses("future")(d.c.Extend(d.p, d.moment(), x, d.letter(complaint.ViaEmail)))
	x.SubjectTold = on("2025-03-10")
	d.do(d.c.Extend(d.p, d.moment(), x, d.letter(complaint.ViaEmail)))
}

// The Flemish decree knows no extension.
func TestUnderTheFlemishDecreeThereIsNoMoreTime(t *testing.T) {
	d := received(t, "flanders", "2025-06-06 10:00")
	x := complaint.Extended{Date: on("2025-08-01"), Reason: "Vakantie."}
	d.refuses("extension_forbidden")(d.c.Extend(d.p, d.moment(), x, d.letter(complaint.ViaEmail)))
}

// DISP: a holding letter opens the road to the ombudsman, so it must name it.
func TestAHoldingLetterNamesTheOmbudsman(t *testing.T) {
	d := received(t, "disp", "2025-04-17 10:00")
	d.p.Appeal[0].Phone = ""
	x := complaint.Extended{Date: on("2025-07-11"), Reason: "We await the broker."}
	d.refuses("letter_lacks")(d.c.Extend(d.p, d.moment(), x, d.letter(complaint.ViaEmail)))
	d.p.Appeal[0].Phone = "0800 000 000"
	d.do(d.c.Extend(d.p, d.moment(), x, d.letter(complaint.ViaEmail)))
}

func TestWhoHasAnsweredNeedsNoMoreTime(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.answer()
	x := complaint.Extended{Date: on("2025-01-10"), Reason: "x"}
	d.refuses("already_answered")(d.c.Extend(d.p, d.moment(), x, d.letter(complaint.ViaEmail)))
}
