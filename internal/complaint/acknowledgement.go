package complaint

import (
	"strings"

	"wederhoor/internal/calendar"
)

// Acknowledge writes the acknowledgement: the action taken, or the promise of
// an answer by a date; exactly one of the two (S9, S10).
func (c Complaint) Acknowledge(p Procedure, m Moment, a Acknowledged, l LetterWritten) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if old := c.Acknowledged; old != nil && !c.letterLost(old.Event.Letter) {
		return nil, refuse("", "already_acknowledged") // one acknowledgement per complaint, ever
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if err := c.checkAcknowledgement(p, m, a); err != nil {
		return nil, err
	}
	l.Purpose, a.Letter = LetterAcknowledgement, l.ID
	if a.AcknowledgementKind == AcknowledgePromise {
		l = l.with(PartDate)
	}
	if err := c.checkLetter(p, l); err != nil {
		return nil, err
	}
	return m.entries(a, l)
}

func (c Complaint) checkAcknowledgement(p Procedure, m Moment, a Acknowledged) error {
	if !contains(p.Acknowledgement, a.AcknowledgementKind) {
		return refuse("kind", "kind_missing")
	}
	action, promised := strings.TrimSpace(a.Action) != "", !a.Promise.IsZero()
	switch {
	case action && promised:
		return refuse("kind", "action_and_promise")
	case a.AcknowledgementKind == AcknowledgeAction && !action:
		return refuse("action", "action_empty")
	case a.AcknowledgementKind == AcknowledgePromise && !promised:
		return refuse("date", "promise_without_date")
	case a.AcknowledgementKind == AcknowledgePromise:
		return c.checkPromise(p, m, a.Promise)
	}
	return nil
}

// checkPromise: a promise later than the due date is no promise of this procedure.
func (c Complaint) checkPromise(p Procedure, m Moment, promise calendar.Date) error {
	if promise.Before(p.On(m.Now)) {
		return refuse("date", "promise_in_past")
	}
	due, ok := Owed(c, p, TermRespond, m.Now)
	if ok && !due.Due.IsZero() && promise.After(due.Due) {
		return refuse("date", "promise_after_due", due.Due.String())
	}
	return nil
}

func (c Complaint) letterFailed(id string) bool {
	l, ok := c.Letter(id)
	return ok && (l.State == LetterUncertain || c.letterLost(id))
}

// letterLost: it surely did not arrive. An uncertain one may have.
func (c Complaint) letterLost(id string) bool {
	l, ok := c.Letter(id)
	return ok && (l.State == LetterUndone || l.State == LetterBounced)
}

func contains[T comparable](list []T, x T) bool {
	for _, v := range list {
		if v == x {
			return true
		}
	}
	return false
}
