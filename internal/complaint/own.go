package complaint

import "time"

// AsksOpinion reports whether the complainant is asked how it was handled: once,
// when the answer reached them or it is closed. Reopened, it is asked again.
func (c Complaint) AsksOpinion(p Procedure, now time.Time) bool {
	if stage := StageOf(c, p, now); stage != StageAnswered && stage != StageClosed {
		return false
	}
	return !c.opinionStands()
}

// opinionStands: somebody said how the complainant finds it, and it was not taken
// up again since.
func (c Complaint) opinionStands() bool {
	return c.Acceptance != nil && (c.Reopened == nil || c.Acceptance.Seq > c.Reopened.Seq)
}

// Opine records how the complainant finds that it was handled, also after closing.
func (c Complaint) Opine(p Procedure, m Moment, a Accepted) ([]Entry, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if !c.AsksOpinion(p, m.Now) {
		return nil, refuse("", "opinion_not_asked")
	}
	return m.entries(a)
}

// Dissatisfied reports whether the complainant said that they are not satisfied
// and nothing was taken up again since: the road to appeal is theirs.
func (c Complaint) Dissatisfied() bool { return c.opinionStands() && !c.Acceptance.Event.Satisfied }

// CorrectOwn replaces what the complainant themselves left of how to reach them:
// no reason is owed, and what it was stays in the register (R21).
func (c Complaint) CorrectOwn(m Moment, field Field, now string) ([]Entry, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if field != FieldName && field != FieldPhone && field != FieldEmail {
		return nil, refuse("field", "field_fixed")
	}
	was, _ := c.value(field)
	if was == now {
		return nil, refuse("value", "nothing_changed")
	}
	return m.entries(Corrected{Field: field, Was: was, Now: now})
}
