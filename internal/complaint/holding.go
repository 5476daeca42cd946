package complaint

import "strings"

// Inform writes a holding letter: it tells the complainant how far it is, and
// moves no date. It meets no term (R19) and is owed like every letter. progress
// is what the writer says of it. Once the answer is written there is nothing to
// hold.
func (c Complaint) Inform(p Procedure, m Moment, progress string, l LetterWritten) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	switch {
	case c.Answered():
		return nil, refuse("", "already_answered")
	case strings.TrimSpace(progress) == "":
		return nil, refuse("progress", "progress_empty")
	}
	l.Purpose = LetterHolding
	if err := c.checkLetter(p, l); err != nil {
		return nil, err
	}
	return m.entries(l)
}

// Answered reports whether the answer of this round was written, and may have
// arrived or still arrive.
func (c Complaint) Answered() bool {
	r := c.Response
	return r != nil && (c.Reopened == nil || r.Seq > c.Reopened.Seq) && (r.Event.ByAction || !c.letterFailed(r.Event.Letter))
}
