package index

import (
	"slices"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
)

// FirstReceipt is when the oldest dossier came in; zero when there is none.
func (x *Index) FirstReceipt() time.Time {
	x.Wait()
	for _, e := range slices.Backward(x.sorted(&x.all)) {
		if !e.ReceivedAt.IsZero() {
			return e.ReceivedAt
		}
	}
	return time.Time{}
}

// EachStanding visits every dossier, newest receipt first, for the rule that says
// what a review looks at. It gives states and dates, and goes to no page: who sees
// what a review holds is asked there, item by item.
func (x *Index) EachStanding(visit func(id string, c complaint.Complaint)) {
	x.Wait()
	for _, e := range x.sorted(&x.all) {
		if !e.Facts.Erased {
			visit(e.ID, e.Complaint)
		}
	}
}

// CategoryOf is what a dossier is about, for the overview of a review; "" when there
// is none.
func (x *Index) CategoryOf(id string) string {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if e := x.entries[id]; e != nil {
		if e.Facts.Erased {
			return e.Fact.Category.String()
		}
		return e.Category
	}
	return ""
}

// Proposed visits what somebody proposed to erase and this actor may confirm, newest
// receipt first: its number and dates, for who may know nothing else of it.
func (x *Index) Proposed(actor access.Actor, visit func(*Entry)) {
	x.Wait()
	for _, e := range x.sorted(&x.proposed) {
		if access.May(actor, access.Confirm, e.Facts).OK {
			visit(e)
		}
	}
}

// Kept visits every dossier that this actor says the keeping of.
func (x *Index) Kept(actor access.Actor, visit func(*Entry)) {
	x.Wait()
	for _, e := range x.candidates(actor) {
		if access.May(actor, access.Keep, e.Facts).OK {
			visit(e)
		}
	}
}

// Gone visits what was erased, the last first; all that is left of it.
func (x *Index) Gone(most int, visit func(e complaint.Erased, at time.Time)) {
	x.Wait()
	var all []*Entry
	for _, e := range x.sorted(&x.all) {
		if e.Facts.Erased {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b *Entry) int { return b.Changed.Compare(a.Changed) })
	for _, e := range all[:min(most, len(all))] {
		visit(e.Complaint.Erased.Event, e.Changed)
	}
}
