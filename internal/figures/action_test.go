package figures_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"wederhoor/internal/calendar"
	"wederhoor/internal/figures"
)

// agreed is an action of the review of 13 January 2025, to be done by 1 March.
func agreed(id string, change ...func(*figures.Action)) figures.Action {
	a := figures.Action{ID: id, Agreed: figures.DayOf(calendar.On(2025, 1, 13)), Due: figures.DayOf(calendar.On(2025, 3, 1))}
	for _, c := range change {
		c(&a)
	}
	return a
}

func done(month time.Month, day int) func(*figures.Action) {
	return func(a *figures.Action) { a.Done = figures.DayOf(calendar.On(2025, month, day)) }
}

func helped(how string) func(*figures.Action) {
	return func(a *figures.Action) { a.Effect = figures.CodeOf(how) }
}

func because(cause string) func(*figures.Action) {
	return func(a *figures.Action) { a.Cause = figures.CodeOf(cause) }
}

func came(cause string, year int, month time.Month, day int) *figures.Fact {
	return &figures.Fact{Received: figures.DayOf(calendar.On(year, month, day)), Cause: figures.CodeOf(cause)}
}

// TestWhatAReviewAgreedOnIsCounted: each rule by an example of it, with the day before
// and after (4.1).
func TestWhatAReviewAgreedOnIsCounted(t *testing.T) {
	for _, c := range []struct {
		name  string
		a     figures.Action
		today calendar.Date
		came  []*figures.Fact
		want  []figures.ActionSet
	}{
		{"on its last day it runs", agreed("a"), calendar.On(2025, 3, 1), nil, []figures.ActionSet{figures.ActionsAgreed, figures.ActionsRunning}},
		{"the day after it is late", agreed("a"), calendar.On(2025, 3, 2), nil, []figures.ActionSet{figures.ActionsAgreed, figures.ActionsDue, figures.ActionsLate}},
		{"done before its day is over: not yet in time", agreed("a", done(2, 1)), calendar.On(2025, 3, 1), nil, []figures.ActionSet{figures.ActionsAgreed, figures.ActionsDone, figures.ActionsUnjudged}},
		{"done on its last day: in time", agreed("a", done(3, 1)), calendar.On(2025, 3, 2), nil, []figures.ActionSet{figures.ActionsAgreed, figures.ActionsDone, figures.ActionsDue, figures.ActionsInTime, figures.ActionsUnjudged}},
		{"done a day too late: neither late any more nor in time", agreed("a", done(3, 2)), calendar.On(2025, 3, 9), nil, []figures.ActionSet{figures.ActionsAgreed, figures.ActionsDone, figures.ActionsDue, figures.ActionsUnjudged}},
		{"it worked", agreed("a", done(2, 1), helped("worked")), calendar.On(2025, 2, 2), nil, []figures.ActionSet{figures.ActionsAgreed, figures.ActionsDone, figures.ActionsWorked}},
		{"it did not", agreed("a", done(2, 1), helped("did_not")), calendar.On(2025, 2, 2), nil, []figures.ActionSet{figures.ActionsAgreed, figures.ActionsDone, figures.ActionsDidNot}},
		{"nobody can say", agreed("a", done(2, 1), helped("unknown")), calendar.On(2025, 2, 2), nil, []figures.ActionSet{figures.ActionsAgreed, figures.ActionsDone, figures.ActionsUnknown}},
		{"whether it helped is asked only of what was done", agreed("a", helped("unknown")), calendar.On(2025, 2, 2), nil, []figures.ActionSet{figures.ActionsAgreed, figures.ActionsRunning}},
		{"the same cause on the day itself may have been before", agreed("a", done(2, 1), because("planning")), calendar.On(2025, 2, 20), []*figures.Fact{came("planning", 2025, 2, 1), came("techniek", 2025, 2, 5)},
			[]figures.ActionSet{figures.ActionsAgreed, figures.ActionsDone, figures.ActionsUnjudged, figures.ActionsWithCause}},
		{"the same cause the day after", agreed("a", done(2, 1), because("planning")), calendar.On(2025, 2, 20), []*figures.Fact{came("planning", 2025, 2, 2)},
			[]figures.ActionSet{figures.ActionsAgreed, figures.ActionsDone, figures.ActionsUnjudged, figures.ActionsWithCause, figures.ActionsCauseBack}},
		{"the last day of twelve months", agreed("a", done(2, 1), because("planning")), calendar.On(2025, 2, 20).AddMonths(12), []*figures.Fact{came("planning", 2026, 2, 1)},
			[]figures.ActionSet{figures.ActionsAgreed, figures.ActionsDone, figures.ActionsDue, figures.ActionsInTime, figures.ActionsUnjudged, figures.ActionsWithCause, figures.ActionsCauseBack}},
		{"a day later is another story", agreed("a", done(2, 1), because("planning")), calendar.On(2026, 2, 20), []*figures.Fact{came("planning", 2026, 2, 2)},
			[]figures.ActionSet{figures.ActionsAgreed, figures.ActionsDone, figures.ActionsDue, figures.ActionsInTime, figures.ActionsUnjudged, figures.ActionsWithCause}},
		{"not done: nothing came after it", agreed("a", because("planning")), calendar.On(2025, 2, 20), []*figures.Fact{came("planning", 2025, 2, 2)}, []figures.ActionSet{figures.ActionsAgreed, figures.ActionsRunning}},
		{"agreed in another year", agreed("a", func(a *figures.Action) { a.Agreed = figures.DayOf(calendar.On(2024, 12, 31)) }), calendar.On(2025, 2, 20), nil, nil},
	} {
		x := figures.LookAtActions([]figures.Action{c.a}, c.came, figures.Year(2025), c.today)
		for _, s := range figures.ActionSets() {
			if want := slices.Contains(c.want, s); x.Has(s, "a") != want || (x.Count(s) == 1) != want {
				t.Errorf("%s: %s is %d", c.name, s, x.Count(s))
			}
		}
	}
	if (figures.Actions{}).Count(figures.ActionsAgreed) != 0 || figures.ActionSet("elders").Known() || figures.ActionSet("elders").Of() != "" {
		t.Error("what is not there counts")
	}
}

// TestEveryActionStandsInOneWay: whatever happened to actions, each is late, to do or
// done; a share never has more than its denominator; and what leaves the circle adds up
// to what was agreed.
func TestEveryActionStandsInOneWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := func(label string) figures.Day {
			return figures.DayOf(calendar.On(2025, 1, 1).AddDays(rapid.IntRange(0, 500).Draw(t, label)))
		}
		var all []figures.Action
		for i := range rapid.IntRange(0, 12).Draw(t, "actions") {
			a := figures.Action{ID: fmt.Sprint(i), Agreed: day("agreed"), Due: day("due"), Effect: figures.CodeOf(rapid.SampledFrom([]string{"", "worked", "did_not", "unknown"}).Draw(t, "effect")),
				Cause: figures.CodeOf(rapid.SampledFrom([]string{"", "planning", "techniek"}).Draw(t, "cause"))}
			if rapid.Bool().Draw(t, "is done") {
				a.Done = day("done")
			}
			all = append(all, a)
		}
		x := figures.LookAtActions(all, []*figures.Fact{came("planning", 2025, 6, 1), came("", 2025, 6, 1)}, figures.Year(2025), calendar.On(2025, 1, 1).AddDays(rapid.IntRange(0, 600).Draw(t, "today")))
		if n := x.Count(figures.ActionsLate) + x.Count(figures.ActionsRunning) + x.Count(figures.ActionsDone); n != x.Count(figures.ActionsAgreed) {
			t.Fatalf("%d of %d stand in one way", n, x.Count(figures.ActionsAgreed))
		}
		if n := x.Count(figures.ActionsWorked) + x.Count(figures.ActionsDidNot) + x.Count(figures.ActionsUnknown) + x.Count(figures.ActionsUnjudged); n != x.Count(figures.ActionsDone) {
			t.Fatalf("of %d that were done %d helped, did not, or nobody knows", x.Count(figures.ActionsDone), n)
		}
		for _, s := range figures.ActionSets() {
			for _, a := range all {
				if s.Of() != "" && x.Has(s, a.ID) && !x.Has(s.Of(), a.ID) {
					t.Fatalf("%s of %s has what that has not", s, s.Of())
				}
			}
		}
		if s := x.Spread(); s.Total() != x.Count(figures.ActionsAgreed) || slices.Min(s.Counts) < 0 {
			t.Fatalf("%v leaves the circle, of %d", s.Counts, x.Count(figures.ActionsAgreed))
		}
	})
}
