package complaint

import "strings"

// Extend asks for more time (S14): a notice to the complainant and a date, with
// the reason. The due date moves when the notice is delivered. A notice after
// the due date is accepted and stays marked as too late.
func (c Complaint) Extend(p Procedure, m Moment, x Extended, l LetterWritten) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	respond, ok := Owed(c, p, TermRespond, m.Now)
	switch {
	case p.Extension.Forbidden:
		return nil, refuse("", "extension_forbidden")
	case !ok || respond.Standing == NoTermYet:
		return nil, refuse("", "no_term_yet")
	case !respond.Open():
		return nil, refuse("", "already_answered")
	}
	if err := c.checkExtension(p, m, x, respond); err != nil {
		return nil, err
	}
	l.Purpose, x.Letter = LetterExtension, l.ID
	l = l.with(PartReason, PartDate)
	if p.Extension.OpensAppeal && p.reachable() {
		l = l.with(PartAppeal)
	}
	if err := c.checkLetter(p, l); err != nil {
		return nil, err
	}
	return m.entries(x, l)
}

func (c Complaint) checkExtension(p Procedure, m Moment, x Extended, respond Obligation) error {
	today := p.On(m.Now)
	switch {
	case x.Date.IsZero():
		return refuse("date", "extension_without_date")
	case !x.Date.After(today):
		return refuse("date", "extension_not_ahead")
	case !x.Date.After(respond.Due):
		return refuse("date", "extension_not_later", respond.Due.String())
	case x.Date.After(today.AddMonths(24)):
		return refuse("date", "extension_too_far")
	case p.Extension.Reason && strings.TrimSpace(x.Reason) == "":
		return refuse("reason", "reason_empty")
	case p.Extension.TellSubject && len(c.Subjects) > 0 && x.SubjectTold.IsZero():
		return refuse("subject_told", "subject_not_told")
	case x.SubjectTold.After(today):
		return refuse("subject_told", "future")
	}
	return c.checkUnilateral(p, x, respond)
}

// checkUnilateral: how often and how far the organisation may go on its own;
// beyond it only with the complainant's recorded consent (Wkkgz, Awb 9:11).
func (c Complaint) checkUnilateral(p Procedure, x Extended, respond Obligation) error {
	limit := p.Extension.Unilateral
	if limit == nil || x.Consent {
		return nil
	}
	furthest := p.Days().Due(respond.Start, limit.Total)
	switch {
	case c.extensionsGiven() >= limit.Times:
		return refuse("consent", "consent_needed_again", furthest.String())
	case x.Date.After(furthest):
		return refuse("date", "consent_needed_beyond", furthest.String())
	}
	return nil
}

// extensionsGiven counts what the organisation took on its own. A notice on its
// way counts too, or two could leave at once; one that failed does not.
func (c Complaint) extensionsGiven() int {
	n := 0
	for _, x := range c.Extensions {
		if !x.Event.Consent && !c.letterFailed(x.Event.Letter) && (c.Reopened == nil || x.Seq > c.Reopened.Seq) {
			n++
		}
	}
	return n
}

func (p Procedure) reachable() bool {
	for _, b := range p.Appeal {
		if !b.Reachable() {
			return false
		}
	}
	return len(p.Appeal) > 0
}

// TellSubjects writes to everybody the complaint is about that the answer takes
// longer (Awb 9:11).
func (c Complaint) TellSubjects(p Procedure, m Moment, letters []LetterWritten) ([]Entry, error) {
	var events []Event
	for _, l := range letters {
		l.Purpose = LetterSubjectTold
		if err := c.checkPartyLetter(p, m, c.partyOf(l.Member, l.Name), l); err != nil {
			return nil, err
		}
		events = append(events, l)
	}
	return m.entries(events...)
}
