package complaint

import (
	"slices"
	"time"
)

// DeferredAfter is how long a letter waits for the mail server before people are
// told that it waits.
const DeferredAfter = time.Hour

// StateAt is the state as people see it at now: a letter that the mail server
// does not take for long is deferred.
func (l Letter) StateAt(now time.Time) LetterState {
	if l.State == LetterQueued && now.Sub(l.QueuedAt) > DeferredAfter {
		return LetterDeferred
	}
	return l.State
}

// DeferredFrom is the moment after which the first letter that waits for the mail
// server is deferred, as [Letter.StateAt] has it; zero when none waits.
func (c Complaint) DeferredFrom() (first time.Time) {
	for _, l := range c.Owing() {
		if from := l.QueuedAt.Add(DeferredAfter); l.State == LetterQueued && (first.IsZero() || from.Before(first)) {
			first = from
		}
	}
	return first
}

// Recall takes a letter back that has not left: it was never sent, and what it
// answered is owed again. That it did not leave is for the caller to know; here
// it is only sure that nobody heard of it. A second time records nothing.
func (c Complaint) Recall(m Moment, id string) ([]Entry, error) {
	l, ok := c.Letter(id)
	switch {
	case !ok && c.recalled(id):
		return nil, nil
	case !ok:
		return nil, refuse("letter", "letter_unknown")
	case l.State != LetterQueued || l.Resent:
		return nil, refuse("letter", "letter_gone")
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	return m.entries(LetterRecalled{ID: id})
}

func (c Complaint) recalled(id string) bool {
	return slices.ContainsFunc(c.History, func(r Recorded) bool {
		e, ok := r.Event.(LetterRecalled)
		return ok && e.ID == id
	})
}

// TakenBack reports whether an event belongs to a letter that was taken back.
func (c Complaint) TakenBack(e Event) bool {
	id := letterOf(e)
	return id != "" && c.recalled(id)
}

// Resend sends the same mail once more when nobody knows whether it arrived. Its
// reader may then have it twice, so never a third time.
func (c Complaint) Resend(m Moment, id string) ([]Entry, error) {
	l, ok := c.Letter(id)
	switch {
	case !ok:
		return nil, refuse("letter", "letter_unknown")
	case l.Resent:
		return nil, refuse("letter", "resent_before")
	case l.State != LetterUncertain || !slices.ContainsFunc(c.Owing(), func(o Letter) bool { return o.ID == id }):
		return nil, refuse("letter", "letter_settled")
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	return m.entries(LetterResent{ID: id})
}

// withoutRecalled is the complaint as it would be if the letters that were taken
// back had never been written, nor what was recorded with them; the history says
// that they were.
func (c Complaint) withoutRecalled() Complaint {
	var gone []string
	for _, r := range c.History {
		if e, ok := r.Event.(LetterRecalled); ok && e.ID != "" {
			gone = append(gone, e.ID)
		}
	}
	kept := slices.DeleteFunc(slices.Clone(c.History), func(r Recorded) bool { return slices.Contains(gone, letterOf(r.Event)) })
	kept = slices.DeleteFunc(kept, func(r Recorded) bool { return r.Event.Kind() == KindRecalled })
	was := Fold(kept)
	was.History, was.Version = c.History, c.Version
	return was
}

// letterOf is the letter that an event is about or was recorded with; "" for none.
func letterOf(e Event) string {
	switch e := e.(type) {
	case LetterWritten:
		return e.ID
	case LetterDelivered:
		return e.ID
	case LetterFailed:
		return e.ID
	case LetterResent:
		return e.ID
	case LetterRecalled:
		return e.ID
	case Acknowledged:
		return e.Letter
	case Extended:
		return e.Letter
	case Responded:
		return e.Letter
	case RuledInadmissible:
		return e.Letter
	case SideAsked:
		return e.Letter
	case AccessExtended:
		return e.Letter
	case AccessAnswered:
		return e.Letter
	case HearingSet:
		return e.Letter
	case AppealFollowed:
		return e.Letter
	}
	return ""
}

// codeGiven: the complainant saw the code at the form, or has a letter with it. A
// letter that came back gave nothing.
func (c Complaint) codeGiven() bool {
	for _, r := range c.History {
		if e, ok := r.Event.(Received); ok && e.CodeGiven {
			return true
		}
	}
	return slices.ContainsFunc(c.Letters, func(l Letter) bool { return l.HoldsCode && l.State == LetterDone })
}
