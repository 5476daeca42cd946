package index

import (
	"slices"
	"time"

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
