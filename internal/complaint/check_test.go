package complaint_test

import (
	"strings"
	"testing"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// TestAbsurdPromisesAreRefusedAtTheirField: a number beyond every calendar is a
// typing error, and would put days where nobody can see them.
func TestAbsurdPromisesAreRefusedAtTheirField(t *testing.T) {
	long := calendar.Length{N: 9999, Unit: calendar.Years}
	for field, spoil := range map[string]func(*complaint.Procedure){
		"name":         func(p *complaint.Procedure) { p.Name = strings.Repeat("x", 201) },
		"term_respond": func(p *complaint.Procedure) { p.Terms[3].Length = calendar.Length{N: 25, Unit: calendar.Months} },
		"term_discuss": func(p *complaint.Procedure) { p.Terms[0].Length = calendar.Length{N: 9999, Unit: calendar.WorkingDays} },
		"unilateral_times": func(p *complaint.Procedure) {
			p.Extension.Unilateral = &complaint.Unilateral{Times: 1_000_000_000, Total: calendar.Length{N: 4, Unit: calendar.Weeks}}
		},
		"unilateral_total": func(p *complaint.Procedure) {
			p.Extension.Unilateral = &complaint.Unilateral{Times: 1, Total: calendar.Length{N: 7, Unit: calendar.Days}}
		},
		"quick_within":     func(p *complaint.Procedure) { p.QuickSolution.Within = long },
		"retention":        func(p *complaint.Procedure) { p.Retention.Length = long },
		"findings":         func(p *complaint.Procedure) { p.Findings = []complaint.Finding{"guilty"} },
		"acknowledgement":  func(p *complaint.Procedure) { p.Acknowledgement = []complaint.AcknowledgementKind{"shrug"} },
		"appeal_1_kind":    func(p *complaint.Procedure) { p.Appeal[0].Kind = "friend" },
		"appeal_1_within":  func(p *complaint.Procedure) { p.Appeal[0].Within = long },
		"appeal_1_website": func(p *complaint.Procedure) { p.Appeal[0].Website = "javascript:alert(1)" },
		"appeal_1_name":    func(p *complaint.Procedure) { p.Appeal = append(p.Appeal, make([]complaint.AppealBody, 6)...) },
	} {
		p := preset(t, "seed").Copy()
		spoil(&p)
		found := ""
		for _, x := range p.Problems() {
			if x.Field == field {
				found = x.Code
			}
		}
		if found == "" {
			t.Errorf("%s: %v", field, p.Problems())
		}
	}
	if all := preset(t, "seed").Problems(); len(all) > 0 {
		t.Errorf("the seed itself: %v", all[0])
	}
}

// TestACopySharesNothing: who changes it leaves the procedure in force alone,
// also the calendar that was looked up for it.
func TestACopySharesNothing(t *testing.T) {
	was := preset(t, "wkkgz").Prepared()
	p := was.Copy()
	p.Terms[0].Hard, p.Appeal[0].Name, p.Extension.Unilateral.Times = true, "Iemand", 9
	p.Requirements.LetterContains[complaint.LetterResponse] = nil
	p.Calendar.Holidays = ""
	if was.Terms[0].Hard || was.Appeal[0].Name == "Iemand" || was.Extension.Unilateral.Times != 1 || len(was.Requirements.LetterContains[complaint.LetterResponse]) == 0 {
		t.Errorf("the procedure in force changed: %+v", was)
	}
	if kingsDay := calendar.On(2027, 4, 27); !p.Days().WorkingDay(kingsDay) || was.Days().WorkingDay(kingsDay) {
		t.Error("the copy counts on the old calendar")
	}
}
