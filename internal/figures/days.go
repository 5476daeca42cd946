package figures

import (
	"slices"

	"wederhoor/internal/complaint"
)

// Days says how long something took, in days. With few it is the median and the
// range that are true; the nine in ten are given from twenty on (4.1).
type Days struct {
	N, Least, Most int
	Median         float64
	P90            int
	HasP90         bool
}

const leastForP90 = 20

// DaysOf sums up a row of durations.
func DaysOf(all []int) Days {
	n := len(all)
	if n == 0 {
		return Days{}
	}
	slices.Sort(all)
	d := Days{N: n, Least: all[0], Most: all[n-1], Median: float64(all[(n-1)/2]+all[n/2]) / 2}
	if n >= leastForP90 {
		d.P90, d.HasP90 = all[(9*n+9)/10-1], true // nearest rank: at least nine in ten took no longer
	}
	return d
}

// DaysTo is how long it took until each of them.
type DaysTo struct{ Acknowledgement, Decision, Answer, Appeal Days }

// DaysTo looks at what was received in the period and is there. Durations run
// from the start of the term: receipt, or a reopening that asks for a new answer.
func (v *View) DaysTo() DaysTo { return v.days() }

func (v *View) daysTo() DaysTo {
	var ack, decision, answer, appeal []int
	v.each(Received, func(f *Fact) {
		if n, ok := f.Acknowledge.Days(); ok {
			ack = append(ack, n)
		}
		if n, ok := f.Answer.Days(); ok {
			answer = append(answer, n)
		}
		if f.Decided != 0 {
			decision = append(decision, int(f.Deciding))
		}
		for _, a := range f.Appeals {
			if a.concluded() {
				appeal = append(appeal, int(a.Ended-a.Lodged))
			}
		}
	})
	return DaysTo{DaysOf(ack), DaysOf(decision), DaysOf(answer), DaysOf(appeal)}
}

// Extensions says how often and how far the day for the answer was moved.
type Extensions struct {
	Complaints int // of which the day was moved
	Times      int // notices that reached the complainant
	Days       int // that they gained together
}

// Extensions looks at what was received in the period and owes an answer.
func (v *View) Extensions() (x Extensions) {
	v.each(Extended, func(f *Fact) {
		x.Complaints++
		x.Times += int(f.Extensions)
		x.Days += int(f.Answer.Due - f.Answer.Original)
	})
	return x
}

// Remedies counts promises, of which a complaint can have several.
type Remedies struct {
	Promised, Done, Due, InTime int

	WithMoney, MoneyDone int             // promises of money, and those that were kept
	Money, Paid, Median  complaint.Cents // together, of what was kept, and of one promise
}

// Remedies looks at what was received in the period. Due are those whose day has
// gone by; only they can be in time.
func (v *View) Remedies() Remedies { return v.remedies(func(Remedy) bool { return true }) }

// RemediesOf looks at those of one kind; of none: those of which nobody said it. All
// kinds and none together are all there are.
func (v *View) RemediesOf(kind complaint.RemedyKind) Remedies {
	return v.remedies(func(r Remedy) bool { return r.Kind == kind })
}

func (v *View) remedies(like func(Remedy) bool) (x Remedies) {
	s := span{today: DayOf(v.Today)}
	var amounts []complaint.Cents
	v.each(RemedyPromised, func(f *Fact) {
		for _, r := range f.Remedies {
			if !like(r) {
				continue
			}
			x.Promised++
			if r.Done != 0 {
				x.Done++
			}
			if r.Cents > 0 {
				x.WithMoney, x.Money, amounts = x.WithMoney+1, x.Money+r.Cents, append(amounts, r.Cents)
				if r.Done != 0 {
					x.MoneyDone, x.Paid = x.MoneyDone+1, x.Paid+r.Cents
				}
			}
			if s.over(r) {
				x.Due++
				if r.Done != 0 && r.Done <= r.By {
					x.InTime++
				}
			}
		}
	})
	if n := len(amounts); n > 0 {
		slices.Sort(amounts)
		x.Median = (amounts[(n-1)/2] + amounts[n/2]) / 2
	}
	return x
}

// Signal is an evaluation answer of which a person was asked whether it is a
// complaint.
type Signal struct {
	Found, Judged Day
	Complaint     bool
}

// Signals sums up those that were found in the period.
type Signals struct {
	Found, Judged, Complaints int
	Seen                      Days // until a person judged it
}

// SignalsIn sums up the signals of a period.
func SignalsIn(all []Signal, p Period) (x Signals) {
	var days []int
	s := span{from: DayOf(p.From), to: DayOf(p.To)}
	for _, g := range all {
		if !s.has(g.Found) {
			continue
		}
		x.Found++
		if g.Judged != 0 {
			x.Judged++
			days = append(days, int(g.Judged-g.Found))
		}
		if g.Complaint {
			x.Complaints++
		}
	}
	x.Seen = DaysOf(days)
	return x
}
