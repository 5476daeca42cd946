package index

import (
	"cmp"
	"slices"
	"sort"

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
	first, last := figures.DayOf(p.From)-ordinary-figures.Padding, figures.DayOf(p.To)+figures.Padding
	v, concerns := x.look(&x.all, &x.slow), p.Concerns()
	counts := x.judge(actor, access.Count)
	var out []*figures.Fact
	take := func(f *figures.Fact) {
		if concerns(f) {
			out = append(out, f)
		}
	}
	for _, e := range slices.Backward(v.also[before(v.also, first):]) {
		if counts.entry(e) {
			take(e.Fact)
		}
	}
	for _, e := range slices.Backward(v.hot[before(v.hot, last):before(v.hot, first)]) {
		if counts.entry(e) {
			take(e.Fact)
		}
	}
	for _, d := range slices.Backward(v.drawers) {
		read := d.reader()
		d.counted(first, last, func(i int) {
			if counts.packed(d, i) {
				take(read.at(i))
			}
		})
	}
	slices.SortStableFunc(out, func(a, b *figures.Fact) int { return cmp.Compare(a.Received, b.Received) })
	return out
}

// counted visits, oldest first, what was received between these days, and what was
// received before them and open for long.
func (d *drawer) counted(first, last figures.Day, visit func(i int)) {
	end := sort.Search(len(d.day), func(i int) bool { return d.day[i] <= first })
	for _, i := range slices.Backward(d.slow) {
		if int(i) >= end && !d.isGone(int(i)) {
			visit(int(i))
		}
	}
	begin := sort.Search(len(d.day), func(i int) bool { return d.day[i] <= last })
	for i := end - 1; i >= begin; i-- {
		if !d.isGone(i) {
			visit(i)
		}
	}
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
