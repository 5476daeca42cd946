package figures_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
)

// naive counts the figures of a period a second way: slowly, from raw events,
// with no fold, no fact and no set.
type naive struct {
	p        complaint.Procedure
	from, to calendar.Date
	today    calendar.Date
	got      map[figures.Set]int
}

func (n *naive) on(r complaint.Recorded) calendar.Date {
	return calendar.DateOf(r.Happened, n.p.Zone())
}

func (n *naive) inside(d calendar.Date) bool { return !d.Before(n.from) && !d.After(n.to) }

func (n *naive) add(s figures.Set, yes bool) {
	if yes {
		n.got[s]++
	}
}

// openAfter replays a dossier up to and including a day.
func (n *naive) openAfter(events []complaint.Recorded, day calendar.Date) bool {
	open := false
	for _, r := range events {
		if n.on(r).After(day) {
			break
		}
		switch r.Event.(type) {
		case complaint.Received, complaint.Reopened:
			open = true
		case complaint.Closed, complaint.Withdrawn, complaint.RuledInadmissible:
			open = false
		}
	}
	return open
}

func (n *naive) flow(events []complaint.Recorded) {
	begin, end := n.openAfter(events, n.from.AddDays(-1)), n.openAfter(events, n.to)
	received := n.inside(n.on(events[0]))
	again := false
	for _, r := range events {
		if _, ok := r.Event.(complaint.Reopened); ok && n.inside(n.on(r)) && !begin && !received {
			again = true
		}
	}
	n.add(figures.OpenBegin, begin)
	n.add(figures.Received, received)
	n.add(figures.Reopened, again)
	n.add(figures.OpenEnd, end)
	n.add(figures.Closed, (begin || received || again) && !end)
}

// last finds the last event of a type; after it nothing of that type follows.
func last[E complaint.Event](events []complaint.Recorded) (e E, r complaint.Recorded, ok bool) {
	for _, x := range events {
		if of, is := x.Event.(E); is {
			e, r, ok = of, x, true
		}
	}
	return e, r, ok
}

// arrived says when a letter reached its reader.
func (n *naive) arrived(events []complaint.Recorded, id string) (calendar.Date, bool) {
	for _, r := range events {
		if d, ok := r.Event.(complaint.LetterDelivered); ok && d.ID == id {
			return n.on(r), true
		}
	}
	return calendar.Date{}, false
}

// answer works out the answer of a dossier that was never reopened, taken back or
// excepted, the plain case that the rule is about.
func (n *naive) answer(events []complaint.Recorded) {
	for _, r := range events {
		switch e := r.Event.(type) {
		case complaint.Reopened, complaint.Withdrawn, complaint.RuledInadmissible, complaint.Excepted:
			return
		case complaint.Accepted:
			if e.Satisfied {
				return
			}
		}
	}
	original := n.on(events[0]).AddDays(7)
	type notice struct{ told, until calendar.Date }
	var notices []notice
	var met calendar.Date
	for _, r := range events {
		switch e := r.Event.(type) {
		case complaint.Extended:
			if told, ok := n.arrived(events, e.Letter); ok {
				notices = append(notices, notice{told, e.Date})
			}
		case complaint.Responded:
			day, ok := n.arrived(events, e.Letter)
			if e.ByAction {
				day, ok = n.on(r), true
			}
			if ok && (met.IsZero() || day.Before(met)) {
				met = day
			}
		}
	}
	slices.SortStableFunc(notices, func(a, b notice) int { return a.told.Compare(b.told) })
	due, late := original, false
	for _, x := range notices {
		if x.told.After(due) {
			late = true
		}
		if x.until.After(due) {
			due = x.until
		}
	}
	n.add(figures.AnswerOwed, true)
	n.add(figures.Extended, len(notices) > 0)
	n.add(figures.ExtendedLate, late)
	if !due.Before(n.today) {
		n.add(figures.AnswerRuns, true)
		return
	}
	n.add(figures.AnswerDue, true)
	switch {
	case !met.IsZero() && !met.After(original):
		n.add(figures.InTerm, true)
	case !met.IsZero() && !met.After(due) && !late:
		n.add(figures.InExtended, true)
	default:
		n.add(figures.Late, true)
	}
}

func (n *naive) outcome(events []complaint.Recorded) {
	d, at, decided := last[complaint.Decided](events)
	n.add(figures.Decided, decided)
	n.add(figures.AtIntake, d.AtIntake)
	founded := d.Finding == complaint.Upheld || d.Finding == complaint.PartlyUpheld
	n.add(figures.Judged, founded || d.Finding == complaint.NotUpheld)
	n.add(figures.Founded, founded)
	n.add(figures.RemedyPromised, len(d.Remedies) > 0)
	due, broken := 0, 0
	for i, r := range d.Remedies {
		done := calendar.Date{}
		for _, x := range events {
			if e, ok := x.Event.(complaint.RemedyDone); ok && x.Seq > at.Seq && e.Index == i && done.IsZero() {
				done = n.on(x)
			}
		}
		if !r.By.IsZero() && r.By.Before(n.today) {
			due++
			if done.IsZero() || done.After(r.By) {
				broken++
			}
		}
	}
	n.add(figures.RemedyDue, due > 0)
	n.add(figures.RemedyInTime, due > 0 && broken == 0)
	n.said(events)
}

func (n *naive) said(events []complaint.Recorded) {
	sent := false
	for _, r := range events {
		switch e := r.Event.(type) {
		case complaint.Responded:
			_, ok := n.arrived(events, e.Letter)
			sent = sent || ok || e.ByAction
		case complaint.RuledInadmissible:
			_, ok := n.arrived(events, e.Letter)
			sent = sent || ok
		}
	}
	a, _, said := last[complaint.Accepted](events)
	n.add(figures.Sent, sent)
	n.add(figures.Said, sent && said)
	n.add(figures.Satisfied, sent && said && a.Satisfied)
}

// again looks at every pair of complaints.
func (n *naive) again(all [][]complaint.Recorded) {
	same := func(of func([]complaint.Recorded) string, has, repeated figures.Set) {
		for i, e := range all {
			if !n.inside(n.on(e[0])) || of(e) == "" {
				continue
			}
			n.add(has, true)
			n.add(repeated, slices.ContainsFunc(slices.Concat(all[:i:i], all[i+1:]), func(o []complaint.Recorded) bool {
				day, other := n.on(e[0]), n.on(o[0])
				earlier := other.Before(day) || other == day && ref(o) < ref(e)
				return of(o) == of(e) && earlier && !other.AddMonths(12).Before(day)
			}))
		}
	}
	same(func(e []complaint.Recorded) string { return e[0].Event.(complaint.Received).Email }, figures.KnownWho, figures.WhoAgain)
	same(func(e []complaint.Recorded) (cause string) {
		for _, r := range e {
			switch c := r.Event.(type) {
			case complaint.Corrected:
				if c.Field == complaint.FieldCause {
					cause = c.Code
				}
			case complaint.Decided:
				if c.Cause != "" {
					cause = c.Cause
				}
			}
		}
		return cause
	}, figures.WithCause, figures.CauseAgain)
}

func ref(e []complaint.Recorded) string { return e[0].Event.(complaint.Received).Ref }

func plain(events []complaint.Recorded) bool {
	for _, r := range events {
		switch e := r.Event.(type) {
		case complaint.Reopened, complaint.Withdrawn, complaint.RuledInadmissible, complaint.Excepted:
			return false
		case complaint.Accepted:
			if e.Satisfied {
				return false
			}
		}
	}
	return true
}

// counted are the figures that are counted twice on every dossier.
var counted = []figures.Set{figures.OpenBegin, figures.Received, figures.Reopened, figures.Closed, figures.OpenEnd, figures.Decided, figures.AtIntake, figures.Judged,
	figures.Founded, figures.RemedyPromised, figures.RemedyDue, figures.RemedyInTime, figures.Sent, figures.Said, figures.Satisfied, figures.KnownWho, figures.WhoAgain,
	figures.WithCause, figures.CauseAgain}

// TestASecondCountAgrees lives random registers and counts them twice. The terms
// of the answer are counted on the plain dossiers alone.
func TestASecondCountAgrees(t *testing.T) {
	p := preset(t, "seed")
	terms := []figures.Set{figures.AnswerOwed, figures.AnswerRuns, figures.AnswerDue, figures.InTerm, figures.InExtended, figures.Late, figures.Extended, figures.ExtendedLate}
	seen := map[figures.Set]int{}
	rapid.Check(t, func(t *rapid.T) {
		all, period := anyRegister(t), anyPeriod(t)
		today := calendar.On(2025, 1, 1).AddDays(rapid.IntRange(0, 1000).Draw(t, "today"))
		n := &naive{p: p, from: period.From, to: period.To, today: today, got: map[figures.Set]int{}}
		for _, events := range all {
			if n.flow(events); n.inside(n.on(events[0])) {
				n.outcome(events)
				n.answer(events)
			}
		}
		n.again(all)
		v := figures.Look(factsOf(p, all), period, today)
		simple := figures.Look(factsOf(p, slices.DeleteFunc(slices.Clone(all), func(e []complaint.Recorded) bool { return !plain(e) })), period, today)
		for _, s := range counted {
			if v.Count(s) != n.got[s] {
				t.Errorf("%s: %d, the second count says %d", s, v.Count(s), n.got[s])
			}
		}
		for _, s := range terms {
			if simple.Count(s) != n.got[s] {
				t.Errorf("%s: %d, the second count says %d", s, simple.Count(s), n.got[s])
			}
		}
		for s, k := range n.got {
			seen[s] += k
		}
	})
	for _, s := range slices.Concat(counted, terms) {
		if seen[s] == 0 {
			t.Errorf("%s: chance never made one", s)
		}
	}
}

// TestTheEdgesOfDaysAndYears: a minute before midnight in Amsterdam is the old
// day, also on the night the clock goes forth or back, and at the end of a year.
func TestTheEdgesOfDaysAndYears(t *testing.T) {
	p := preset(t, "seed")
	utc := func(y int, m time.Month, d, h, min int) time.Time { return time.Date(y, m, d, h, min, 0, 0, time.UTC) }
	for name, test := range map[string]struct {
		received, answered time.Time
		period             figures.Period
		in, days           int
		how                figures.Set
	}{
		"old year in Amsterdam":                       {utc(2025, 12, 31, 22, 59), utc(2026, 1, 7, 22, 59), figures.Year(2025), 1, 7, figures.InTerm},
		"new year in Amsterdam, not yet in Greenwich": {utc(2025, 12, 31, 23, 1), utc(2026, 1, 7, 22, 59), figures.Year(2026), 1, 6, figures.InTerm},
		"clock forth":                                 {utc(2026, 3, 22, 22, 30), utc(2026, 3, 29, 21, 59), figures.Quarter(2026, 1), 1, 7, figures.InTerm},
		"clock forth, one minute too late":            {utc(2026, 3, 22, 22, 30), utc(2026, 3, 29, 22, 1), figures.Quarter(2026, 1), 1, 8, figures.Late},
		"clock back":                                  {utc(2026, 10, 18, 21, 59), utc(2026, 10, 25, 22, 59), figures.Quarter(2026, 4), 1, 7, figures.InTerm},
		"leap day":                                    {utc(2028, 2, 22, 12, 0), utc(2028, 2, 29, 12, 0), figures.Year(2028), 1, 7, figures.InTerm},
		"last quarter does not hold the new year":     {utc(2026, 12, 31, 23, 1), utc(2027, 1, 1, 12, 0), figures.Quarter(2026, 4), 0, 0, ""},
	} {
		f := figures.FactOf(complaint.Fold([]complaint.Recorded{
			{Seq: 1, Happened: test.received, Recorded: test.received, By: "t", Event: complaint.Received{Ref: "K-1", Written: true}},
			{Seq: 2, Happened: test.answered, Recorded: test.answered, By: "t", Event: complaint.Responded{ByAction: true, Text: "x"}},
		}), p, mark)
		v := figures.Look([]*figures.Fact{&f}, test.period, calendar.On(2030, 1, 1))
		days := v.DaysTo().Answer
		if v.Count(figures.Received) != test.in || days.N != test.in || days.Most != test.days || test.how != "" && v.Count(test.how) != 1 {
			t.Errorf("%s: %d received, %+v, %s %d", name, v.Count(figures.Received), days, test.how, v.Count(test.how))
		}
	}
}

// TestWhatRunsIsNeverOnTime: an answer before its last day counts only when that
// day is over, whatever happened; only then do its peers count that are late.
func TestWhatRunsIsNeverOnTime(t *testing.T) {
	p := preset(t, "seed")
	at := time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)
	f := figures.FactOf(complaint.Fold([]complaint.Recorded{
		{Seq: 1, Happened: at, By: "t", Event: complaint.Received{Ref: "K-1", Written: true}},
		{Seq: 2, Happened: at.Add(time.Hour), By: "t", Event: complaint.Responded{ByAction: true, Text: "x"}},
	}), p, mark)
	for day, due := range map[int]int{3: 0, 9: 0, 10: 1} {
		v := figures.Look([]*figures.Fact{&f}, figures.Year(2026), calendar.On(2026, 11, day))
		if v.Count(figures.AnswerDue) != due || v.Count(figures.InTerm) != due || v.Count(figures.AnswerRuns) != 1-due {
			t.Errorf("on 2026-11-%02d: %d due, %d in time", day, v.Count(figures.AnswerDue), v.Count(figures.InTerm))
		}
	}
}

func TestDaysKnowTheirMedian(t *testing.T) {
	twenty := make([]int, 20)
	for i := range twenty {
		twenty[i] = 20 - i
	}
	for _, test := range []struct {
		all  []int
		want figures.Days
	}{
		{nil, figures.Days{}},
		{[]int{4}, figures.Days{N: 1, Least: 4, Most: 4, Median: 4}},
		{[]int{9, 1, 4, 2}, figures.Days{N: 4, Least: 1, Most: 9, Median: 3}},
		{twenty[:19], figures.Days{N: 19, Least: 2, Most: 20, Median: 11}},
		{twenty, figures.Days{N: 20, Least: 1, Most: 20, Median: 10.5, P90: 18, HasP90: true}},
	} {
		if got := figures.DaysOf(slices.Clone(test.all)); got != test.want {
			t.Errorf("%v: %+v, not %+v", test.all, got, test.want)
		}
	}
}

// TestWhatAnOldRegisterTellsIsNotJudged: it counts as received and answered on the
// days it gives, and is neither on time nor late.
func TestWhatAnOldRegisterTellsIsNotJudged(t *testing.T) {
	p := preset(t, "seed")
	day := func(n int) time.Time { return time.Date(2024, 5, n, 12, 0, 0, 0, time.UTC) }
	f := figures.FactOf(complaint.Fold([]complaint.Recorded{
		{Seq: 1, Happened: day(1), By: "t", Event: complaint.Received{Ref: "K-1", Written: true, Imported: "i", History: true}},
		{Seq: 2, Happened: day(20), By: "t", Event: complaint.Responded{Text: "x"}},
		{Seq: 3, Happened: day(20), By: "t", Event: complaint.Closed{Assumed: true}},
	}), p, mark)
	v := figures.Look([]*figures.Fact{&f}, figures.Year(2024), calendar.On(2026, 1, 1))
	for set, want := range map[figures.Set]int{figures.Received: 1, figures.Closed: 1, figures.Sent: 1, figures.AnswerOwed: 0, figures.AnswerDue: 0, figures.Late: 0, figures.AckDue: 0, figures.SeenDue: 0} {
		if v.Count(set) != want {
			t.Errorf("%s: %d, not %d", set, v.Count(set), want)
		}
	}
}
