package index

import (
	"slices"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
)

// erasedEntry is all that is left of a dossier: it stands in figures, on the day on
// which it came in, and nobody finds it.
func erasedEntry(organisation, id string, c complaint.Complaint, f *figures.Fact) *Entry {
	e := &Entry{ID: id, Facts: access.FactsOf(organisation, id, c), Ref: c.Erased.Event.Ref, Ended: true, Complaint: c.Bare(), Changed: c.Erased.Recorded, Fact: f}
	if d := f.Received.Date(); !d.IsZero() {
		e.ReceivedAt = time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, time.UTC)
	}
	return e
}

// Proposed visits what somebody proposed to erase and this actor may confirm, newest
// receipt first: its number and dates, for who may know nothing else of it.
func (x *Index) Proposed(actor access.Actor, visit func(*Entry)) {
	x.waiting(actor, visit, access.Confirm)
}

// Redactions visits what a passage or a file has to go out of, as somebody says: for
// who may confirm it, and for who says what is kept of it.
func (x *Index) Redactions(actor access.Actor, visit func(*Entry)) {
	x.waiting(actor, func(e *Entry) {
		if e.Facts.Redactor != "" {
			visit(e)
		}
	}, access.Redact, access.Keep)
}

// waiting visits what waits for a second person and this actor may do one of these with.
func (x *Index) waiting(actor access.Actor, visit func(*Entry), any ...access.Action) {
	x.Wait()
	for _, e := range x.sorted(&x.proposed) {
		if slices.ContainsFunc(any, func(do access.Action) bool { return access.May(actor, do, e.Facts).OK }) {
			visit(e)
		}
	}
}

// Kept visits every dossier that this actor says the keeping of.
func (x *Index) Kept(actor access.Actor, visit func(*Entry)) {
	x.Wait()
	for s := range x.each(actor, access.Keep, start{}) {
		visit(s.Entry())
	}
}

// Gone visits what was erased, the last first; all that is left of it.
func (x *Index) Gone(most int, visit func(e complaint.Erased, at time.Time)) {
	x.Wait()
	var all []*Entry
	for s := range x.every() {
		if s.erased() {
			all = append(all, s.Entry())
		}
	}
	slices.SortFunc(all, func(a, b *Entry) int { return b.Changed.Compare(a.Changed) })
	for _, e := range all[:min(most, len(all))] {
		visit(e.Complaint.Erased.Event, e.Changed)
	}
}
