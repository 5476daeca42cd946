package complaint_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"wederhoor/internal/complaint"
)

var (
	them    = complaint.Complainant()
	subject = complaint.Party{Reader: complaint.ReaderSubject, Member: trainer}
)

// awb is a complaint under the Awb about a member who has the copy.
func awb(t *testing.T) *dossier {
	d := received(t, "awb", "2025-03-10 10:00")
	d.do(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Member: trainer}))
	d.do(d.c.Invite(d.p, d.moment(), complaint.Invitation{Substance: "De ambtenaar was onheus.", By: on("2025-03-20"), Copy: true}, d.toSubject(trainer, complaint.ViaPost)))
	d.arrives()
	return d
}

func (d *dossier) decisionLacks(t *testing.T, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, d.refuses("hearing_missing")(d.c.Decide(d.p, d.moment(), upheld)).Args); diff != "" {
		t.Error(diff)
	}
}

func reportOf(heard ...complaint.Party) complaint.HearingReported {
	return complaint.HearingReported{ID: "r1", React: on("2025-04-01"), Present: "wie er waren", Text: "Wat er is gezegd.", Heard: heard, Shown: heard}
}

func (d *dossier) lettersFor(all ...complaint.Party) (letters []complaint.LetterWritten) {
	for _, x := range all {
		l := d.letter(complaint.ViaPost)
		l.Reader, l.Member = x.Reader, x.Member
		letters = append(letters, l)
	}
	return letters
}

// TestUnderAwbNothingIsConcludedBeforeBothSidesAreHeard: by a report or by a waiver,
// of each side (Awb 9:10).
func TestUnderAwbNothingIsConcludedBeforeBothSidesAreHeard(t *testing.T) {
	d := awb(t).at("2025-03-18 10:00")
	d.decisionLacks(t, "hearing_complainant", "hearing_subject")
	if next := complaint.NextStep(d.c, d.p, d.now); next.Step == complaint.StepDecision {
		t.Error("the decision is offered")
	}
	d.do(d.c.SayOwn(d.p, d.moment(), "letter-1", "Ik was kortaf.", nil))
	d.decisionLacks(t, "hearing_complainant", "hearing_subject")
	d.do(d.c.Report(d.p, d.moment(), reportOf(subject), d.lettersFor(subject)))
	d.decisionLacks(t, "hearing_complainant")
	d.do(d.c.Waive(d.p, d.moment(), complaint.DutyWaived{Duty: complaint.DutyHearing, Ground: complaint.GroundDeclared, How: complaint.ChannelPhone}))
	d.do(d.c.Decide(d.p, d.moment(), upheld))

	d.do(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Name: "O. Buiten"}))
	if r := d.refuses("hearing_missing")(d.c.Respond(d.p, d.moment(), complaint.Responded{}, d.letter(complaint.ViaEmail))); len(r.Args) != 2 {
		t.Errorf("somebody was named since, and the answer lacks %v", r.Args)
	}
	if next := complaint.NextStep(d.c, d.p, d.now); next.Step != complaint.StepDelivery && next.Step != complaint.StepHearing {
		t.Errorf("the next step is %q", next.Step)
	}
}

// TestBareKnowsWhatIsOwedToo: the lists offer the step that the dossier offers.
func TestBareKnowsWhatIsOwedToo(t *testing.T) {
	d := awb(t)
	d.do(d.c.NameSubject(d.moment(), complaint.SubjectNamed{Name: "O. Buiten"}))
	outside := d.c.Parties()[2]
	l := d.lettersFor(outside)
	l[0].Name = "O. Buiten"
	d.do(d.c.Report(d.p, d.moment(), reportOf(outside), l))
	bare := d.c.Bare()
	keys := func(c complaint.Complaint) (all []string) {
		for _, l := range c.Lacks(d.p) {
			all = append(all, string(l.Duty)+" "+l.To.Key())
		}
		return all
	}
	if diff := cmp.Diff(keys(d.c), keys(bare)); diff != "" || len(keys(bare)) != 3 {
		t.Errorf("%v %s", keys(bare), diff)
	}
	if bare.Reports[0].Event.Text+bare.Sides[0].Event.Substance+bare.Sides[0].Event.CopyText != "" {
		t.Error("words are kept")
	}
}

// TestWhoIsSatisfiedEndsTheDutyToHear (Awb 9:5).
func TestWhoIsSatisfiedEndsTheDutyToHear(t *testing.T) {
	d := awb(t)
	d.do(d.c.Accept(d.p, d.moment(), complaint.Accepted{Satisfied: true, How: complaint.ChannelPhone}))
	if lacks := d.c.Lacks(d.p); len(lacks) != 0 {
		t.Errorf("%v", lacks)
	}
	d.do(d.c.Decide(d.p, d.moment(), upheld))
}

func TestAWaiverHasAGroundThatTheLawKnows(t *testing.T) {
	d := awb(t)
	try := func(code string, w complaint.DutyWaived) {
		t.Helper()
		d.refuses(code)(d.c.Waive(d.p, d.moment(), w))
	}
	try("party_unknown", complaint.DutyWaived{Duty: complaint.DutyHearing, Reader: complaint.ReaderSubject, Member: freelancer, Ground: complaint.GroundDeclared, How: complaint.ChannelPhone})
	try("ground_missing", complaint.DutyWaived{Duty: complaint.DutyHearing})
	try("ground_missing", complaint.DutyWaived{Duty: complaint.DutyHearing, Reader: complaint.ReaderSubject, Member: trainer, Ground: complaint.GroundUnfounded, Words: "x"})
	try("ground_missing", complaint.DutyWaived{Duty: complaint.DutyCopy, Reader: complaint.ReaderSubject, Member: trainer, Ground: complaint.GroundDeclared, How: complaint.ChannelPhone})
	try("how_missing", complaint.DutyWaived{Duty: complaint.DutyHearing, Ground: complaint.GroundDeclared})
	try("reason_empty", complaint.DutyWaived{Duty: complaint.DutyHearing, Ground: complaint.GroundUnfounded, Words: " "})
	silent := complaint.DutyWaived{Duty: complaint.DutyHearing, Reader: complaint.ReaderSubject, Member: trainer, Ground: complaint.GroundNoAnswer}
	try("waiver_not_asked", silent)
	d.at("2025-03-21 10:00").do(d.c.Waive(d.p, d.moment(), silent))
	try("waived_before", silent)
	if o, _ := d.c.OwnSideOf(d.p, "letter-1", d.now); o.Waivable || o.Waived != on("2025-03-21") {
		t.Errorf("%+v", o)
	}
}

func TestAHearingIsOnADayAheadAndSomewhere(t *testing.T) {
	d := awb(t)
	h := complaint.HearingSet{At: d.now.AddDate(0, 0, 7), Place: "Raadhuis"}
	try := func(code string, spoil func(*complaint.HearingSet, *complaint.LetterWritten)) {
		t.Helper()
		x, l := h, d.letter(complaint.ViaPost)
		spoil(&x, &l)
		d.refuses(code)(d.c.SetHearing(d.p, d.moment(), x, l))
	}
	try("hearing_when_missing", func(x *complaint.HearingSet, _ *complaint.LetterWritten) { x.At = complaint.HearingSet{}.At })
	try("hearing_past", func(x *complaint.HearingSet, _ *complaint.LetterWritten) { x.At = d.now })
	try("hearing_far", func(x *complaint.HearingSet, _ *complaint.LetterWritten) { x.At = d.now.AddDate(2, 0, 0) })
	try("hearing_where_missing", func(x *complaint.HearingSet, _ *complaint.LetterWritten) { x.Place = "" })
	try("party_unknown", func(x *complaint.HearingSet, _ *complaint.LetterWritten) {
		x.Reader, x.Member = complaint.ReaderSubject, freelancer
	})
	try("party_unknown", func(_ *complaint.HearingSet, l *complaint.LetterWritten) { l.Reader = complaint.ReaderSubject })
	d.do(d.c.SetHearing(d.p, d.moment(), h, d.letter(complaint.ViaPost)))
	if all := d.c.HearingsFor(them, d.now); len(all) != 1 || all[0].Past || len(d.c.HearingsFor(subject, d.now)) != 0 {
		t.Errorf("%v", all)
	}
	again := h
	again.At = h.At.AddDate(0, 0, 1)
	d.do(d.c.SetHearing(d.p, d.moment(), again, d.letter(complaint.ViaPost)))
	if all := d.c.HearingsFor(them, d.now); len(all) != 1 || !all[0].At.Equal(again.At) {
		t.Errorf("another day: %v", all)
	}
	l := d.letter(complaint.ViaPage)
	l.Reader, l.Member = complaint.ReaderSubject, trainer
	x := h
	x.Reader, x.Member = complaint.ReaderSubject, trainer
	d.do(d.c.SetHearing(d.p, d.moment(), x, l))
	if o, _ := d.c.OwnSideOf(d.p, "letter-1", d.now); len(o.Hearings) != 1 || o.Hearings[0].Place != "Raadhuis" {
		t.Errorf("%+v", o.Hearings)
	}
}

// TestAReportIsCorrectedBesideItself: by both sides, and nobody reads what the other
// said of it.
func TestAReportIsCorrectedBesideItself(t *testing.T) {
	d := awb(t).at("2025-03-18 10:00")
	d.do(d.c.Report(d.p, d.moment(), reportOf(them, subject), d.lettersFor(them, subject)))
	correct := func(x complaint.Party, agrees bool, words string) complaint.ReportAnswered {
		return complaint.ReportAnswered{Report: "r1", Reader: x.Reader, Member: x.Member, Agrees: agrees, Correction: words, How: complaint.ChannelForm}
	}
	d.refuses("correction_empty")(d.c.AnswerReport(d.p, d.moment(), correct(them, false, " ")))
	d.refuses("agrees_and_corrects")(d.c.AnswerReport(d.p, d.moment(), correct(them, true, "Niet dus.")))
	d.refuses("report_unknown")(d.c.AnswerReport(d.p, d.moment(), correct(complaint.Party{Reader: complaint.ReaderSubject, Member: freelancer}, true, "")))
	if open := d.c.OpenReports(d.p, d.now); len(open) != 2 {
		t.Errorf("open for %v", open)
	}
	d.do(d.c.AnswerReport(d.p, d.moment(), correct(them, false, "Hij riep het ook nog op de gang.")))
	d.at("2025-04-02 10:00").do(d.c.AnswerReport(d.p, d.moment(), correct(subject, true, "")))
	mine, theirs := d.c.ReportsFor(d.p, them, on("2025-04-02")), d.c.ReportsFor(d.p, subject, on("2025-04-02"))
	if len(mine[0].Said) != 1 || mine[0].Said[0].Correction == "" || mine[0].Said[0].Late || len(theirs[0].Said) != 1 || !theirs[0].Said[0].Agrees || !theirs[0].Said[0].Late {
		t.Errorf("%+v\n%+v", mine, theirs)
	}
	if d.c.Reports[0].Event.Text != "Wat er is gezegd." || len(d.c.AnswersTo("r1", nil)) != 2 {
		t.Error("a correction changed the report")
	}
}

func TestAReportIsWholeAndTellsNobodyWhoComplained(t *testing.T) {
	d := awb(t).at("2025-03-18 10:00")
	try := func(code string, spoil func(*complaint.HearingReported)) {
		t.Helper()
		h := reportOf(subject)
		spoil(&h)
		d.refuses(code)(d.c.Report(d.p, d.moment(), h, d.lettersFor(h.Shown...)))
	}
	try("heard_missing", func(h *complaint.HearingReported) { h.Heard = nil })
	try("report_unshown", func(h *complaint.HearingReported) { h.Shown = nil })
	try("present_missing", func(h *complaint.HearingReported) { h.Present = "" })
	try("report_empty", func(h *complaint.HearingReported) { h.Text = " " })
	try("react_by_missing", func(h *complaint.HearingReported) { h.React = complaint.HearingReported{}.React })
	try("react_by_past", func(h *complaint.HearingReported) { h.React = on("2025-03-18") })
	try("party_unknown", func(h *complaint.HearingReported) {
		h.Heard = append(h.Heard, complaint.Party{Reader: complaint.ReaderSubject, Seat: 7})
	})
	try("names_complainant", func(h *complaint.HearingReported) { h.Text = "Noor vond dat niet." })
	together := reportOf(them, subject)
	together.Text = "Noor vond dat niet."
	d.do(d.c.Report(d.p, d.moment(), together, d.lettersFor(them, subject)))
}
