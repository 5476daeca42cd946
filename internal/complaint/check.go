package complaint

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"wederhoor/internal/calendar"
)

// Limits on what a procedure may promise: beyond them a number is a typing
// error, and would put dates where no calendar shows them.
const (
	longestTerm      = 2 * 366  // days
	longestAppeal    = 10 * 366 // days
	longestRetention = 30 * 366 // days
	mostExtensions   = 10
	mostBodies       = 6
	longestName      = 200 // characters
)

// Check says what makes a procedure unusable; nil means it can be put in force.
func (p Procedure) Check() error {
	if p.ID == "" {
		return fmt.Errorf("a procedure needs an id")
	}
	if problems := p.Problems(); len(problems) > 0 {
		return fmt.Errorf("procedure %s: %s: %w", p.ID, problems[0].Field, problems[0])
	}
	return nil
}

// Problems lists what makes a procedure unusable, each at the field it is about.
func (p Procedure) Problems() []*Refusal {
	var all []*Refusal
	add := func(wrong bool, field, code string) {
		if wrong {
			all = append(all, &Refusal{Field: field, Code: code})
		}
	}
	_, zone := time.LoadLocation(p.Calendar.Zone)
	_, holidays := calendar.HolidaysOf(p.Calendar.Holidays)
	add(strings.TrimSpace(p.Name) == "", "name", "procedure_name_empty")
	add(utf8.RuneCountInString(p.Name) > longestName, "name", "too_long")
	add(zone != nil, "zone", "zone_unknown")
	add(holidays != nil, "holidays", "holidays_unknown")
	add(p.Start != StartReceipt && p.Start != StartWrittenReceipt, "start", "start_unknown")
	add(len(p.Acknowledgement) == 0, "acknowledgement", "choose_one")
	add(len(p.Findings) == 0, "findings", "choose_one")
	add(!known(p.Acknowledgement, AcknowledgeAction, AcknowledgePromise), "acknowledgement", "choose_one")
	add(!known(p.Findings, Upheld, PartlyUpheld, NotUpheld, NoFinding, Resolved), "findings", "choose_one")
	add(!known(p.Admissible.Reasons, InadmissibleGrounds()...), "grounds", "inadmissible_ground_missing")
	all = append(all, p.termProblems()...)
	all = append(all, p.limitProblems()...)
	return append(all, p.appealProblems()...)
}

func known[T comparable](chosen []T, all ...T) bool {
	return !slices.ContainsFunc(chosen, func(x T) bool { return !slices.Contains(all, x) })
}

func (p Procedure) termProblems() []*Refusal {
	var all []*Refusal
	if _, ok := p.Term(TermRespond); !ok { // without it nothing is promised
		all = append(all, &Refusal{Field: TermField(TermRespond), Code: "respond_missing"})
	}
	for _, t := range p.Terms {
		switch {
		case t.Length.IsZero() || len(t.MetBy) == 0:
			all = append(all, &Refusal{Field: TermField(t.ID), Code: "length_unclear"})
		case atLeast(t.Length) > longestTerm:
			all = append(all, &Refusal{Field: TermField(t.ID), Code: "term_too_long"})
		case slices.ContainsFunc(t.MetBy, func(k Kind) bool { _, err := prototype(k); return err != nil }):
			all = append(all, &Refusal{Field: TermField(t.ID), Code: "term_never_met"})
		}
	}
	return all
}

// TermField names the field of a form that holds the length of a term.
func TermField(id TermID) string { return "term_" + string(id) }

func (p Procedure) limitProblems() []*Refusal {
	var all []*Refusal
	if u := p.Extension.Unilateral; u != nil {
		respond, _ := p.Term(TermRespond)
		switch {
		case u.Times < 1 || u.Times > mostExtensions:
			all = append(all, &Refusal{Field: "unilateral_times", Code: "times_unclear"})
		case u.Total.IsZero():
			all = append(all, &Refusal{Field: "unilateral_total", Code: "length_unclear"})
		case atLeast(u.Total) > longestTerm:
			all = append(all, &Refusal{Field: "unilateral_total", Code: "term_too_long"})
		case atLeast(u.Total) <= atLeast(respond.Length):
			all = append(all, &Refusal{Field: "unilateral_total", Code: "unilateral_short"})
		}
	}
	if atLeast(p.QuickSolution.Within) > longestTerm {
		all = append(all, &Refusal{Field: "quick_within", Code: "term_too_long"})
	}
	if atLeast(p.Retention.Length) > longestRetention || atLeast(p.Retention.Log) > longestRetention {
		all = append(all, &Refusal{Field: "retention", Code: "retention_too_long"})
	}
	return all
}

// atLeast is about how many days a length is, for comparing lengths only.
func atLeast(l calendar.Length) int {
	return l.N * map[calendar.Unit]int{calendar.WorkingDays: 7, calendar.Days: 5, calendar.Weeks: 35, calendar.Months: 152, calendar.Years: 1826}[l.Unit] / 5
}

// BodyField names a field of one appeal body of a form, counted from 1.
func BodyField(number int, field string) string { return fmt.Sprintf("appeal_%d_%s", number, field) }

func (p Procedure) appealProblems() []*Refusal {
	var all []*Refusal
	if len(p.Appeal) == 0 || len(p.Appeal) > mostBodies {
		all = append(all, &Refusal{Field: BodyField(1, "name"), Code: "appeal_missing"})
	}
	for i, b := range p.Appeal {
		add := func(wrong bool, field, code string) {
			if wrong {
				all = append(all, &Refusal{Field: BodyField(i+1, field), Code: code})
			}
		}
		add(!slices.Contains(BodyKinds(), b.Kind), "kind", "kind_unknown")
		add(utf8.RuneCountInString(b.Name) > longestName, "name", "too_long")
		add(utf8.RuneCountInString(b.Phone) > longestName, "phone", "too_long")
		add(b.Website != "" && !webAddress(b.Website), "website", "website_unclear")
		add(atLeast(b.Within) > longestAppeal, "within", "appeal_too_long")
		add(atLeast(b.Follow) > longestTerm, "follow", "term_too_long")
	}
	return all
}

// Unreachable lists what an appeal body lacks for a reader to get there. A preset
// and a draft may lack it; what is put in force may not.
func (p Procedure) Unreachable() []*Refusal {
	var all []*Refusal
	for i, b := range p.Appeal {
		switch {
		case strings.TrimSpace(b.Name) == "":
			all = append(all, &Refusal{Field: BodyField(i+1, "name"), Code: "appeal_name_empty"})
		case !b.Reachable():
			all = append(all, &Refusal{Field: BodyField(i+1, "phone"), Code: "appeal_unreachable"})
		}
	}
	return all
}

// BodyKinds returns the kinds of appeal body in the order forms offer them.
func BodyKinds() []string {
	return []string{"confidant", "disputes_committee", "ombudsman", "third_party"}
}

// webAddress: people click it, so it may lead to nothing but a site.
func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil && len(s) <= 2*longestName
}
