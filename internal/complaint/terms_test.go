package complaint_test

import (
	"testing"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// TestTermsOfThePresets holds the rows of domain.md 2.13 to the presets.
func TestTermsOfThePresets(t *testing.T) {
	for _, row := range []struct {
		received, preset string
		term             complaint.TermID
		due              string
	}{
		{"2024-12-24 10:00", "seed", complaint.TermRespond, "2024-12-31"},
		{"2024-12-24 10:00", "seed", complaint.TermDecide, "2024-12-31"},
		{"2024-12-25 10:00", "seed", complaint.TermRespond, "2025-01-01"}, // a promise to a customer stays on a holiday
		{"2025-04-14 10:00", "seed", complaint.TermRespond, "2025-04-21"},
		{"2025-04-14 10:00", "awb", complaint.TermAcknowledge, "2025-04-22"}, // one week that rolls over Easter Monday
		{"2025-03-10 10:00", "wkkgz", complaint.TermRespond, "2025-04-22"},
		{"2025-03-10 10:00", "awb", complaint.TermRespond, "2025-04-22"},
		{"2025-03-10 10:00", "awb-committee", complaint.TermRespond, "2025-05-19"},
		{"2025-04-17 10:00", "disp", complaint.TermRespond, "2025-06-12"},
		{"2025-04-17 10:00", "disp-payments", complaint.TermRespond, "2025-05-13"},
		{"2025-06-06 10:00", "flanders", complaint.TermAcknowledge, "2025-06-16"},
		{"2025-06-06 10:00", "flanders", complaint.TermRespond, "2025-07-21"}, // a holiday, and it stays
		{"2025-12-19 10:00", "crkbo", complaint.TermRespond, "2026-01-16"},
		{"2025-03-10 23:50", "seed", complaint.TermRespond, "2025-03-17"}, // ten to midnight is still Monday
		{"2025-03-25 10:00", "seed", complaint.TermRespond, "2025-04-01"}, // over the change of clocks
	} {
		d := received(t, row.preset, row.received)
		o := d.owed(row.term)
		if o.Original != on(row.due) || o.Due != o.Original {
			t.Errorf("received %s under %s: %s is due on %v (original %v), want %s", row.received, row.preset, row.term, o.Due, o.Original, row.due)
		}
	}
}

// TestWorkingDaysFollowTheCountry has the rows of 2.13 that no preset uses as they stand.
func TestWorkingDaysFollowTheCountry(t *testing.T) {
	for _, row := range []struct {
		received, preset string
		days             int
		due              string
	}{
		{"2025-04-14 10:00", "seed", 10, "2025-04-30"},
		{"2025-04-14 10:00", "flanders", 10, "2025-04-29"},
		{"2025-12-19 10:00", "seed", 5, "2025-12-30"},
	} {
		p := preset(t, row.preset)
		p.Terms = []complaint.Term{{ID: complaint.TermRespond, Length: calendar.Length{N: row.days, Unit: calendar.WorkingDays},
			MetBy: []complaint.Kind{complaint.KindResponded}, Hard: true}}
		at := clock(t, p, row.received)
		taken(t, p, intake(at), at).due(complaint.TermRespond, row.due)
	}
}

// TestTheUnilateralLimitCountsFromTheStart: ten weeks from receipt and then
// rolled, not four weeks from a due date that had rolled already.
func TestTheUnilateralLimitCountsFromTheStart(t *testing.T) {
	for _, row := range []struct{ preset, received, last, beyond string }{
		{"wkkgz", "2025-03-10 10:00", "2025-05-19", "2025-05-20"},
		{"awb", "2025-03-10 10:00", "2025-05-19", "2025-05-20"},
		{"awb-committee", "2025-03-10 10:00", "2025-06-16", "2025-06-17"},
		{"wkkgz", "2025-03-31 10:00", "2025-06-10", "2025-06-11"}, // ten weeks end on Whit Monday, which rolls
		{"disp-payments", "2025-04-17 10:00", "2025-06-11", "2025-06-12"},
	} {
		d := received(t, row.preset, row.received)
		x := complaint.Extended{Date: on(row.beyond), Reason: "Het onderzoek vraagt zorgvuldigheid."}
		r := d.refuses("consent_needed_beyond")(d.c.Extend(d.p, d.moment(), x, d.letter(complaint.ViaEmail)))
		if len(r.Args) != 1 || r.Args[0] != row.last {
			t.Errorf("%s: the refusal names %v, want %s", row.preset, r.Args, row.last)
		}
		d.extend(row.last)
		d.arrives()
		d.due(complaint.TermRespond, row.last)
	}
}

func TestAReminderFallsOnTheWorkingDayBefore(t *testing.T) {
	d := received(t, "seed", "2024-12-25 10:00")
	if got := d.p.Days().WorkingDayOnOrBefore(d.owed(complaint.TermRespond).Due); got != on("2024-12-31") {
		t.Errorf("remind on %v", got)
	}
}

func TestTheWholeLastDayCounts(t *testing.T) {
	d := received(t, "seed", "2024-12-24 10:00")
	d.at("2024-12-31 23:59").stands(complaint.TermRespond, complaint.Running)
	d.at("2025-01-01 00:00").stands(complaint.TermRespond, complaint.Overdue)
}

// TestAnOralComplaintStartsNoTermUnderWkkgz, though it is answered like any other.
func TestAnOralComplaintStartsNoTermUnderWkkgz(t *testing.T) {
	p := preset(t, "wkkgz")
	in := intake(clock(t, p, "2025-03-10 10:00"))
	in.Received.Channel, in.Received.Written = complaint.ChannelPhone, false
	d := taken(t, p, in, in.ReceivedAt)
	d.stands(complaint.TermRespond, complaint.NoTermYet)
	if o := d.owed(complaint.TermRespond); !o.Due.IsZero() || o.Timeliness() != complaint.NotOwed {
		t.Errorf("an oral complaint got a term: %+v", o)
	}
	d.refuses("no_term_yet")(d.c.Extend(d.p, d.moment(), complaint.Extended{Date: on("2025-05-01"), Reason: "x"}, d.letter(complaint.ViaEmail)))
	d.promise("2025-03-28")
	d.arrives()
	d.answer()
	d.stage(complaint.StageAnswered)
	if next := complaint.NextStep(d.c, d.p, d.now); next.Step != complaint.StepClosing {
		t.Errorf("next step %q, want closing", next.Step)
	}
}
