package review

import (
	"slices"

	"wederhoor/internal/calendar"
)

// Candidate is what the rule of the scope has to know of a complaint.
type Candidate struct {
	Dossier      string
	ReceivedOn   calendar.Date
	RegisteredOn calendar.Date // by whoever was late to pass it on
	RanBefore    bool          // it had come in and was not over at the end of the day before the period
	Conflicted   bool          // it is about one of those who attend: it comes last, so that no number is missing
}

// Period is the days that the next review covers, up to and with until: from the day
// after the last one. The first covers a year.
func Period(all []Review, until calendar.Date) (from calendar.Date) {
	if last, ok := Last(all); ok {
		return last.Until.AddDays(1)
	}
	return until.AddMonths(-12).AddDays(1)
}

// Scope says which complaints a review over these days looks at (S16): received in
// them, still running when they began, or with an action that an earlier review
// agreed on and nobody did. What was received in the last period and registered after
// the last review was concluded was seen by nobody yet, and is new.
func Scope(earlier []Review, from, until calendar.Date, known []Candidate) []Item {
	last, held := Last(earlier)
	_, unfinished := Reach(earlier, from)
	looked := make(map[string]bool, len(last.Scope))
	for _, it := range last.Scope {
		looked[it.Dossier] = true
	}
	seen := func(c Candidate) bool { return !held || c.ReceivedOn.Before(last.From) || looked[c.Dossier] }
	why := func(c Candidate) Why {
		switch {
		case c.ReceivedOn.After(until):
			return ""
		case !c.ReceivedOn.Before(from):
			return New
		case c.RanBefore:
			return Running
		case unfinished[c.Dossier]:
			return Action
		case !seen(c) && !c.RegisteredOn.Before(last.Day):
			return New
		}
		return ""
	}
	known = slices.Clone(known)
	slices.SortFunc(known, inOrder)
	var scope []Item
	for _, c := range known {
		if y := why(c); y != "" {
			scope = append(scope, Item{Number: len(scope) + 1, Dossier: c.Dossier, Why: y, ReceivedOn: c.ReceivedOn})
		}
	}
	return scope
}

// Reach says how far back the scope of a review from this day can go: to what was
// received or ran since then, and to complaints with an action that is not done.
func Reach(earlier []Review, from calendar.Date) (since calendar.Date, unfinished map[string]bool) {
	since, unfinished = from.AddDays(-1), map[string]bool{}
	if last, held := Last(earlier); held && last.From.Before(since) {
		since = last.From
	}
	for _, r := range earlier {
		for _, a := range r.Actions {
			if !a.IsDone() {
				unfinished[a.Dossier] = true
			}
		}
	}
	return since, unfinished
}

// inOrder is the order in which people go through them.
func inOrder(a, b Candidate) int {
	switch {
	case a.Conflicted != b.Conflicted:
		if a.Conflicted {
			return 1
		}
		return -1
	case a.ReceivedOn != b.ReceivedOn:
		return a.ReceivedOn.Compare(b.ReceivedOn)
	case a.Dossier < b.Dossier:
		return -1
	}
	return 1
}
