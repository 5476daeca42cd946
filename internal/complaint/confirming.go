package complaint

import "wederhoor/internal/calendar"

// Confirm adds to what ends a complaint the letter that tells the complainant so.
// It is written now, whenever the end was; it is owed like every letter, and
// keeps nothing open.
func (c Complaint) Confirm(p Procedure, m Moment, l LetterWritten) func([]Entry, error) ([]Entry, error) {
	return func(entries []Entry, err error) ([]Entry, error) {
		if err != nil || len(entries) == 0 {
			return entries, err
		}
		l.Purpose = LetterClosing
		if err := c.checkLetter(p, l); err != nil {
			return nil, err
		}
		confirmation, err := Moment{Now: m.Now}.entries(l)
		return append(entries, confirmation...), err
	}
}

// HasDecision reports whether there is a decision in this round.
func (c Complaint) HasDecision() bool { return c.decidedSinceReopened() }

// Satisfied reports whether the complainant said to be content in this round.
func (c Complaint) Satisfied() bool {
	a := c.Acceptance
	return a != nil && a.Event.Satisfied && (c.Reopened == nil || a.Seq > c.Reopened.Seq)
}

// KeptTo is the day until which the content is kept if nothing else happens; zero
// when the procedure names no term. What is not closed yet counts as closed today.
func (c Complaint) KeptTo(p Procedure, today calendar.Date) calendar.Date {
	from := c.ReceivedOn(p)
	if p.Retention.From == "closing" {
		from = today
		if c.Closed != nil {
			from = p.On(c.Closed.Happened)
		}
	}
	return calendar.Calendar{Zone: p.Zone()}.Due(from, p.Retention.Length)
}

// pressing are the letters that keep a complaint from being closed: all that are
// owed but the one that confirms the end.
func (c Complaint) pressing() (all []Letter) {
	for _, l := range c.Owing() {
		if l.Purpose != LetterClosing && !l.aboutAccess() {
			all = append(all, l)
		}
	}
	return all
}
