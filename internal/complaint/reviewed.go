package complaint

import (
	"slices"

	"wederhoor/internal/calendar"
)

// Reviewed: a yearly review went through it again and decided whether more is
// needed (S17). What was decided, and why, stands in the review.
type Reviewed struct {
	Review string
	Extra  bool // an extra action was agreed
}

// Review records that a review decided on this complaint. Somebody whom it is
// about, or with an interest in it, has no say (R10).
func Review(c Complaint, by MemberID, e Reviewed, m Moment) ([]Entry, error) {
	switch {
	case c.Conflicted(by):
		return nil, refuse("", "review_conflicted")
	case e.Review == "":
		return nil, refuse("", "review_unknown")
	}
	if done := c.Reviewed; done != nil && done.Event == e {
		return nil, nil // the words changed, not the outcome
	}
	return m.entries(e)
}

// RunningOn reports whether a complaint had come in and was not over at the end of
// this day: closed, withdrawn or ruled inadmissible, and not reopened since.
func (c Complaint) RunningOn(p Procedure, day calendar.Date) bool {
	if c.ReceivedOn(p).After(day) {
		return false
	}
	running := true
	for _, r := range c.History {
		if p.On(r.Happened).After(day) {
			continue
		}
		switch k := r.Event.Kind(); {
		case k == KindReopened:
			running = true
		case slices.Contains([]Kind{KindClosed, KindWithdrawn, KindInadmissible}, k):
			running = false
		}
	}
	return running
}

// RegisteredOn is the day on which the register first knew of it.
func (c Complaint) RegisteredOn(p Procedure) calendar.Date {
	if len(c.History) == 0 {
		return c.ReceivedOn(p)
	}
	return p.On(c.History[0].Recorded)
}
