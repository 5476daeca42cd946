package index

import (
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/figures"
)

// ordinary is within how many days of receipt a dossier is over, unless it is slow.
const ordinary = 366

// slow: it can count in a period long after the one in which it was received.
func (e *Entry) slow() bool {
	return e.Fact.Ended == 0 || e.Fact.Ended-e.Fact.Received > ordinary
}

// Counted returns, oldest first, the facts that this actor's figures of a period
// are made of. A fact can be counted by who may not know of the dossier; its
// number leaves only with Known. What was received long before the period is
// looked at only when it was open for long.
func (x *Index) Counted(actor access.Actor, p figures.Period) []*figures.Fact {
	x.Wait()
	all, first := x.sorted(&x.all), figures.DayOf(p.From)-ordinary-figures.Padding
	begin := before(all, figures.DayOf(p.To)+figures.Padding)
	end := before(all, first)
	concerns := p.Concerns()
	out := make([]*figures.Fact, 0, end-begin)
	take := func(e *Entry) {
		if concerns(e.Fact) && access.May(actor, access.Count, e.Facts).OK {
			out = append(out, e.Fact)
		}
	}
	slow := x.sorted(&x.slow)
	for _, e := range slices.Backward(slow[before(slow, first):]) {
		take(e)
	}
	for _, e := range slices.Backward(all[begin:end]) {
		take(e)
	}
	return out
}

// before is where in a row, newest first, stands what was received on this day or
// earlier.
func before(row []*Entry, day figures.Day) int {
	i, _ := slices.BinarySearchFunc(row, day, func(e *Entry, day figures.Day) int {
		if e.Fact.Received > day {
			return -1
		}
		return 1
	})
	return i
}
