package complaint

import (
	"slices"
	"strings"
	"time"
)

// Lacking is one thing the register misses before a complaint can be closed.
type Lacking string

// What can be missing (S13: klacht, besluit, afhandeling, wanneer en door wie).
const (
	LacksComplaint       Lacking = "complaint"
	LacksAcknowledgement Lacking = "acknowledgement"
	LacksDecision        Lacking = "decision"
	LacksHandling        Lacking = "handling"
	LacksDelivery        Lacking = "delivery"
	LacksReading         Lacking = "reading"   // a message that nobody reacted to
	LacksFollowUp        Lacking = "follow_up" // what is done with the outcome of an appeal
)

// Missing lists what keeps the complaint from being closed. Each of complaint,
// decision and handling needs its what, when and by whom, or an explicit
// exception with a reason in its place.
func (c Complaint) Missing(p Procedure, now time.Time) []Lacking {
	var lacks []Lacking
	if strings.TrimSpace(c.Received.Story) == "" || c.ReceivedAt.IsZero() {
		lacks = append(lacks, LacksComplaint)
	}
	if c.Withdrawn != nil || c.Inadmissible != nil {
		return append(lacks, c.unfinished()...)
	}
	if a, ok := Owed(c, p, TermAcknowledge, now); ok && a.Open() {
		lacks = append(lacks, LacksAcknowledgement)
	}
	if !c.excepted(TermDecide) && !c.complete(c.decided()) {
		lacks = append(lacks, LacksDecision)
	}
	if !c.excepted(TermRespond) && !c.handled() {
		lacks = append(lacks, LacksHandling)
	}
	return append(lacks, c.unfinished()...)
}

func (c Complaint) unfinished() (lacks []Lacking) {
	if len(c.pressing()) > 0 {
		lacks = append(lacks, LacksDelivery)
	}
	if c.Unread != nil {
		lacks = append(lacks, LacksReading)
	}
	if _, ok := c.ToFollow(); ok {
		lacks = append(lacks, LacksFollowUp)
	}
	return lacks
}

func (c Complaint) decided() (what string, at time.Time, by MemberID) {
	if !c.decidedSinceReopened() {
		return "", time.Time{}, ""
	}
	return c.Decision.Event.Reason, c.Decision.Happened, c.Decision.By
}

func (c Complaint) complete(what string, at time.Time, by MemberID) bool {
	return strings.TrimSpace(what) != "" && !at.IsZero() && by != ""
}

// handled: the answer reached the complainant.
func (c Complaint) handled() bool {
	r := c.Response
	if r == nil || c.Reopened != nil && r.Seq < c.Reopened.Seq || r.By == "" {
		return false
	}
	if r.Event.ByAction {
		return strings.TrimSpace(r.Event.Text) != ""
	}
	_, arrived := c.arrived(r.Event.Letter, r.Happened)
	return arrived
}

// Close ends the dossier. It is refused while something is missing, and the
// refusal says what.
func (c Complaint) Close(p Procedure, m Moment, reason string) ([]Entry, error) {
	if c.Closed != nil {
		return nil, refuse("", "already_closed")
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if c.InAppeal() {
		return nil, errInAppeal // open until every road has been tried (ISO 10002 7.9)
	}
	if lacks := c.Missing(p, m.Now); len(lacks) > 0 {
		args := make([]string, len(lacks))
		for i, l := range lacks {
			args[i] = string(l)
		}
		return nil, refuse("", "incomplete", args...)
	}
	if strings.TrimSpace(reason) == "" {
		return nil, refuse("reason", "reason_empty")
	}
	return m.entries(Closed{Reason: reason})
}

// Reopen takes up a complaint that was over. The terms for the answer run anew.
func (c Complaint) Reopen(m Moment, reason string) ([]Entry, error) {
	if !c.Ended() {
		return nil, refuse("", "not_closed")
	}
	if c.InAppeal() {
		return nil, errInAppeal // one at a time: what the body says may be why it is reopened
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	if strings.TrimSpace(reason) == "" {
		return nil, refuse("reason", "reason_empty")
	}
	return m.entries(Reopened{Reason: reason})
}

// Withdraw records that the complainant takes it back; how is recorded too. With
// the complaint goes the appeal that runs.
func (c Complaint) Withdraw(p Procedure, m Moment, w Withdrawn) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if strings.TrimSpace(w.Reason) == "" {
		return nil, refuse("reason", "reason_empty")
	}
	return c.withAppeal(m)(m.entries(w))
}

// Except records that a step cannot be done and why ("niet mogelijk: anoniem").
func (c Complaint) Except(p Procedure, m Moment, x Excepted) ([]Entry, error) {
	follow, ok := Owed(c, p, TermFollow, m.Now)
	follows := x.Step == TermFollow && ok && follow.Open() // also after closing
	if err := c.running(); err != nil && !follows {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if _, ok := p.Term(x.Step); !ok && x.Step != TermDecide && !follows {
		return nil, refuse("step", "step_unknown")
	}
	if strings.TrimSpace(x.Reason) == "" {
		return nil, refuse("reason", "reason_empty")
	}
	return m.entries(x)
}

// Correct replaces a value; what it was stays in the register (R21).
func (c Complaint) Correct(m Moment, field Field, now, reason string) ([]Entry, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	was, ok := c.value(field)
	switch {
	case !ok:
		return nil, refuse("field", "field_fixed")
	case was == now:
		return nil, refuse("value", "nothing_changed")
	case field == FieldOutcome && !slices.Contains(AppealOutcomes(), AppealOutcome(now)):
		return nil, refuse(string(field), "outcome_missing")
	case now != "" && (field == FieldCause && !slices.Contains(causes, now) || field == FieldSeverity && !slices.Contains(severities, now)):
		return nil, refuse(string(field), "not_on_list")
	case strings.TrimSpace(reason) == "" && was != "":
		return nil, refuse("reason", "reason_empty")
	}
	if field.coded() {
		return m.entries(Corrected{Field: field, WasCode: was, Code: now, Reason: reason})
	}
	return m.entries(Corrected{Field: field, Was: was, Now: now, Reason: reason})
}

func (c Complaint) value(f Field) (string, bool) {
	if f == FieldOutcome {
		a, ok := c.ConcludedElsewhere()
		if !ok {
			return "", false
		}
		return string(a.Ended.Event.Outcome), true
	}
	v, ok := map[Field]string{FieldTitle: c.Title, FieldCategory: c.Category, FieldKind: string(c.Received.From),
		FieldName: c.Received.Name, FieldEmail: c.Received.Email, FieldPhone: c.Received.Phone,
		FieldAbout: c.Received.About, FieldSeverity: c.Severity, FieldCause: c.Cause}[f]
	return v, ok
}
