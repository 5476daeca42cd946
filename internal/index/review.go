package index

import (
	"slices"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
)

// FirstReceipt is when the oldest dossier came in; zero when there is none.
func (x *Index) FirstReceipt() (first time.Time) {
	x.Wait()
	v := x.look(&x.all, &part{})
	for _, e := range slices.Backward(v.hot) {
		if !e.ReceivedAt.IsZero() {
			first = e.ReceivedAt
			break
		}
	}
	for _, d := range slices.Backward(v.drawers) {
		for i := range slices.Backward(d.ids) {
			if at := d.receivedAt(i); !d.isGone(i) && !at.IsZero() {
				if first.IsZero() || at.Before(first) {
					first = at
				}
				return first
			}
		}
	}
	return first
}

// EachStanding visits the dossiers that were received or ran since then, newest
// receipt first, and those that must be there, for the rule that says what a review
// looks at. It gives states and dates, and goes to no page: who sees what a review
// holds is asked there, item by item.
func (x *Index) EachStanding(since time.Time, must func(id string) bool, visit func(id string, c complaint.Complaint)) {
	x.Wait()
	for s := range x.every() {
		if s.erased() || s.ReceivedAt().Before(since) && !s.endedAt().IsZero() && s.endedAt().Before(since) && !must(s.ID()) {
			continue
		}
		visit(s.ID(), s.Entry().Complaint)
	}
}

// CategoryOf is what a dossier is about, for the overview of a review; "" when there
// is none.
func (x *Index) CategoryOf(id string) string {
	s, ok := x.with(id)
	switch {
	case !ok:
		return ""
	case s.Facts().Erased:
		return s.Fact().Category.String()
	}
	return s.Category()
}

// CauseOf is what was found to be behind a dossier, for the figures of this actor; zero
// when nothing was, or when it does not count for them.
func (x *Index) CauseOf(actor access.Actor, id string) figures.Code {
	s, ok := x.with(id)
	if !ok || !access.May(actor, access.Count, s.Facts()).OK {
		return figures.Code{}
	}
	return s.Fact().Cause
}
