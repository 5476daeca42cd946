package complaint

import (
	"slices"
	"strings"
)

// Contact records that the complainant was spoken to, or that it was tried. An
// attempt without an answer meets nothing (S11).
func (c Complaint) Contact(p Procedure, m Moment, k Contacted) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if !k.Attempt && strings.TrimSpace(k.Summary) == "" {
		return nil, refuse("summary", "summary_empty")
	}
	return m.entries(k)
}

// Decide records what the organisation concludes, and why (S11).
func (c Complaint) Decide(p Procedure, m Moment, d Decided) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	switch {
	case c.decisionAppealed():
		return nil, errInAppeal
	case !contains(p.Findings, d.Finding) || d.Finding == Resolved && !d.AtIntake:
		return nil, refuse("finding", "finding_missing")
	case strings.TrimSpace(d.Reason) == "":
		return nil, refuse("reason", "reason_empty")
	}
	if d.Cause != "" && !slices.Contains(causes, d.Cause) {
		return nil, refuse("cause", "not_on_list")
	}
	if len(d.Norms) > 0 && !d.Finding.Founded() {
		return nil, refuse("norm", "norm_unfounded")
	}
	d.Norms = slices.Compact(slices.Sorted(slices.Values(d.Norms)))
	if err := c.checkDuties(p); err != nil { // hear both sides first (Awb 9:10)
		return nil, err
	}
	for _, r := range d.Remedies {
		if strings.TrimSpace(r.Text) == "" {
			return nil, refuse("remedy", "remedy_empty")
		}
		if !r.By.IsZero() && r.By.Before(c.ReceivedOn(p)) {
			return nil, refuse("remedy_by", "remedy_before_receipt")
		}
		if r.Amount < 0 || r.Amount > CentsLimit {
			return nil, refuse("remedy_amount", "amount_unclear")
		}
		if !r.Kind.Known() {
			return nil, refuse("remedy_kind", "remedy_kind_unknown")
		}
	}
	return m.entries(d)
}

// Respond writes the answer (S12). It carries the decision, why, and where to
// go when not satisfied; without those it may not leave.
func (c Complaint) Respond(p Procedure, m Moment, r Responded, l LetterWritten) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if !c.decidedSinceReopened() {
		return nil, refuse("", "decision_first")
	}
	if c.Answered() {
		return nil, refuse("", "already_answered")
	}
	if err := c.checkDuties(p); err != nil { // somebody may have been named since
		return nil, err
	}
	l.Purpose, r.Letter, r.Text = LetterResponse, l.ID, l.Text
	l = l.with(c.responseParts(p)...)
	if err := c.checkLetter(p, l); err != nil {
		return nil, err
	}
	return m.entries(r, l)
}

func (c Complaint) responseParts(p Procedure) []Part {
	d := c.Decision.Event
	parts := []Part{PartDecision, PartFinding}
	if strings.TrimSpace(d.Reason) != "" {
		parts = append(parts, PartReason)
	}
	if p.reachable() {
		parts = append(parts, PartAppeal)
	}
	dated := true
	for _, r := range d.Remedies {
		dated = dated && !r.By.IsZero()
	}
	if dated {
		parts = append(parts, PartRemedyBy)
	}
	return parts
}

// Unkept lists what the decision promised and nobody said was done, by its place.
func (c Complaint) Unkept() (all []int) {
	if c.Decision == nil {
		return nil
	}
	for i := range c.Decision.Event.Remedies {
		if !contains(c.RemediesDone, i) {
			all = append(all, i)
		}
	}
	return all
}

// DoRemedy records that a promised remedy was carried out.
func (c Complaint) DoRemedy(p Procedure, m Moment, index int) ([]Entry, error) {
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if c.Decision == nil || index < 0 || index >= len(c.Decision.Event.Remedies) {
		return nil, refuse("remedy", "remedy_unknown")
	}
	if contains(c.RemediesDone, index) {
		return nil, nil
	}
	return m.entries(RemedyDone{Index: index})
}

// Accept records whether the complainant is satisfied.
func (c Complaint) Accept(p Procedure, m Moment, a Accepted) ([]Entry, error) {
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if c.Closed != nil {
		return nil, refuse("", "already_closed")
	}
	return m.entries(a)
}
