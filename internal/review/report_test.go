package review_test

import (
	"strings"
	"testing"

	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/review"
)

// concluded is a review of one complaint with an action, that was concluded with figures.
func concluded(t *testing.T) *table {
	x := &table{t: t}
	x.open("2025-11-01", "2026-10-31", review.Candidate{Dossier: "d1", ReceivedOn: on("2026-03-09"), RegisteredOn: on("2026-03-09")})
	agreed := review.Agreed{ID: "a1", Text: "Rooster", Owner: "saskia", Due: on("2027-01-15")}
	events, err := x.all[0].Decide(review.Decided{Dossier: "d1", Extra: true, Reason: "Vaker.", Actions: []review.Agreed{agreed}}, on("2026-11-01"))
	x.record(0, "mirjam", events, err)
	o := review.Overview{From: on("2025-11-01"), Until: on("2026-10-31"), Lines: []review.Line{{Item: x.all[0].Scope[0], Actions: []review.Named{{Agreed: agreed}}}},
		Figures: []figures.Spread{{Name: figures.Judged, Columns: []string{figures.Rest}, Counts: []int{14}}}}
	events, err = x.all[0].Conclude(o, on("2026-11-01"), func(string) bool { return true })
	x.record(0, "mirjam", events, err)
	return x
}

// TestTheReportIsPublishedByASecondPerson, as often as its words change, with a note
// from the second edition on; and what is withdrawn says why.
func TestTheReportIsPublishedByASecondPerson(t *testing.T) {
	x := concluded(t)
	words := review.ReportWords{Intro: "Dit leerden we.", Measures: []review.Measure{{Action: "a1", Text: "Er is een rooster."}, {Action: "a9"}}}
	publish := func(by complaint.MemberID, alone bool, note string) ([]review.Event, error) {
		return x.all[0].PublishReport(by, alone, note)
	}
	refused := func(want string, _ []review.Event, err error) {
		t.Helper()
		if code(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	e, err := publish("pieter", false, "")
	refused("report_intro", e, err)
	e, err = x.all[0].WriteReport(words)
	x.record(0, "mirjam", e, err)
	if got := x.all[0].Report.Words.Measures; len(got) != 1 {
		t.Errorf("an action without words stays: %+v", got)
	}
	e, err = publish("mirjam", false, "")
	refused("report_second", e, err)
	if _, err := publish("mirjam", true, ""); err != nil {
		t.Errorf("who is alone may: %v", err)
	}
	if x.all[0].Report.Public() {
		t.Fatal("a draft is public")
	}
	e, err = publish("pieter", false, "niet nodig")
	x.record(0, "pieter", e, err)
	if last, _ := x.all[0].Report.Last(); !x.all[0].Report.Public() || last.Note != "" || last.By != "pieter" || last.WrittenBy != "mirjam" {
		t.Fatalf("%+v", last)
	}
	e, err = publish("pieter", false, "")
	refused("report_same", e, err)
	words.Closing = "Dank u."
	e, err = x.all[0].WriteReport(words)
	x.record(0, "mirjam", e, err)
	if last, _ := x.all[0].Report.Last(); last.Words.Closing != "" {
		t.Error("a new draft changed what is public")
	}
	e, err = publish("pieter", false, " ")
	refused("report_note", e, err)
	e, err = publish("pieter", false, "Een slot.")
	x.record(0, "pieter", e, err)
	if last, _ := x.all[0].Report.Last(); len(x.all[0].Report.Editions) != 2 || last.Words.Closing != "Dank u." || last.Note != "Een slot." {
		t.Errorf("%+v", x.all[0].Report)
	}
	e, err = x.all[0].WithdrawReport("")
	refused("reason_empty", e, err)
	e, err = x.all[0].WithdrawReport("Er stond een fout in.")
	x.record(0, "mirjam", e, err)
	if x.all[0].Report.Public() || !x.all[0].Report.Changed() {
		t.Error("what was withdrawn is public, or cannot be published again")
	}
	e, err = x.all[0].WithdrawReport("Nog eens.")
	refused("report_not_public", e, err)
	if !x.all[0].End.Untouched {
		t.Error("a report changed what was frozen")
	}
}

func TestAReportIsRefusedWhatItMayNotHold(t *testing.T) {
	x := concluded(t)
	long := strings.Repeat("x", complaint.AboutLimit+1)
	for want, words := range map[string]review.ReportWords{
		"report_intro":         {Closing: "Dank."},
		"review_no_action":     {Intro: "Dit.", Measures: []review.Measure{{Action: "elders", Text: "x"}}},
		"report_measure_dutch": {Intro: "Dit.", Measures: []review.Measure{{Action: "a1", English: "A roster."}}},
		"over_limit":           {Intro: "Dit.", Measures: []review.Measure{{Action: "a1", Text: long}}},
	} {
		if _, err := x.all[0].WriteReport(words); code(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if _, err := (review.Review{}).WriteReport(review.ReportWords{Intro: "Dit."}); code(err) != "review_not_concluded" {
		t.Errorf("a running review has a report: %v", err)
	}
	old := x.all[0]
	end := *old.End
	end.Overview.Figures = nil
	old.End = &end
	if _, err := old.WriteReport(review.ReportWords{Intro: "Dit."}); code(err) != "report_no_figures" {
		t.Errorf("a report without figures: %v", err)
	}
}

// TestAReportKeepsItsAddress: two reviews that end in one year do not fight for it.
func TestAReportKeepsItsAddress(t *testing.T) {
	held := func(id, until string) review.Review {
		return review.Review{ID: id, Opened: review.Opened{Until: on(until)}, End: &review.End{}}
	}
	all := []review.Review{held("a", "2025-12-20"), held("b", "2026-01-10"), held("c", "2026-12-20")}
	for i, want := range []string{"2025", "2026", "2026-2"} {
		if got := review.ReportName(all, all[i]); got != want {
			t.Errorf("%s stands at %s, want %s", all[i].ID, got, want)
		}
	}
}
