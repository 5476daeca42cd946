package figures

import (
	"cmp"
	"slices"
	"sync"

	"wederhoor/internal/calendar"
)

// View is a period of a register, looked at on one day. It is made in one pass
// and changes nothing of the facts; it is safe to share.
type View struct {
	Period Period
	Today  calendar.Date
	facts  []*Fact  // what Concerns says, in order of receipt
	in     []uint64 // the sets each of them is in
	counts map[Set]int
	days   func() DaysTo
}

// Look counts everything at once, of facts in the order they came in. The facts may hold more than the period asks
// for; what came in within twelve months before is looked at for repetition.
func Look(facts []*Fact, p Period, today calendar.Date) *View {
	v := &View{Period: p, Today: today, counts: make(map[Set]int, len(sets))}
	concerns := p.Concerns()
	v.facts = make([]*Fact, 0, len(facts))
	for _, f := range facts {
		if concerns(f) {
			v.facts = append(v.facts, f)
		}
	}
	if !slices.IsSortedFunc(v.facts, oldestFirst) {
		slices.SortStableFunc(v.facts, oldestFirst) // those of one day stay as they came
	}
	v.in, v.days = make([]uint64, len(v.facts)), sync.OnceValue(v.daysTo)
	s := span{DayOf(p.From), DayOf(p.To), DayOf(today)}
	counts := make([]int, len(sets))
	seen := newEarlier(len(v.facts))
	for i, f := range v.facts {
		k := known{Fact: f, causeAgain: seen.cause(f), whoAgain: seen.who(f)}
		v.in[i] = marks(k, s)
		for set := range counts {
			counts[set] += int(v.in[i] >> set & 1)
		}
	}
	for set, place := range sets {
		v.counts[set] = counts[place]
	}
	return v
}

func oldestFirst(a, b *Fact) int { return cmp.Compare(a.Received, b.Received) }

// marks is one bit for each set this complaint is in.
func marks(k known, s span) (in uint64) {
	place := 0
	mark := func(rules []rule) {
		for _, r := range rules {
			if r.in(k, s) {
				in |= 1 << place
			}
			place++
		}
	}
	if mark(flow); s.has(k.Received) {
		mark(cohort)
	}
	return in
}

// earlier remembers when a cause and a complainant were there last.
type earlier struct {
	causes map[Code]Day
	people map[uint64]Day
}

// newEarlier has room for as many complainants: a map that grows is filled over and over.
func newEarlier(people int) earlier { return earlier{map[Code]Day{}, make(map[uint64]Day, people)} }

func (e earlier) cause(f *Fact) bool {
	if f.Cause == (Code{}) {
		return false
	}
	last, ok := e.causes[f.Cause]
	e.causes[f.Cause] = f.Received
	return ok && within(last, f.Received)
}

func (e earlier) who(f *Fact) bool {
	if f.Who == 0 {
		return false
	}
	last, ok := e.people[f.Who]
	e.people[f.Who] = f.Received
	return ok && within(last, f.Received)
}

// within: no more than twelve months lie between.
func within(last, day Day) bool {
	if day-last < 365 {
		return true
	}
	return day-last <= 366 && !last.Date().AddMonths(12).Before(day.Date())
}

// Count is how many complaints a set has.
func (v *View) Count(s Set) int { return v.counts[s] }

// In lists the complaints of a set, oldest first.
func (v *View) In(s Set) (all []*Fact) {
	v.each(s, func(f *Fact) { all = append(all, f) })
	return all
}

func (v *View) each(s Set, do func(*Fact)) {
	mark := bit(s)
	for i, in := range v.in {
		if in&mark != 0 {
			do(v.facts[i])
		}
	}
}

// Share is a part of a whole, as counts: who shows it decides whether a
// percentage may stand beside it.
type Share struct {
	Set  Set
	N    int
	Whom Set // the denominator
	Of   int
}

// Share gives a set with its own denominator.
func (v *View) Share(s Set) Share { return Share{s, v.Count(s), s.Of(), v.Count(s.Of())} }

// Percent is the share in whole percents. It is not given under ten, where a
// single complaint would move it by more than ten (4.3).
func (s Share) Percent() (n int, ok bool) {
	if s.Of < leastForPercent {
		return 0, false
	}
	return (200*s.N + s.Of) / (2 * s.Of), true
}

const leastForPercent = 10
