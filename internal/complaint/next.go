package complaint

import (
	"time"

	"wederhoor/internal/calendar"
)

// Step names the act that comes next; it is the noun in the page's address.
type Step string

// Steps in the order of the procedure.
const (
	StepDiscussion      Step = "discussion"
	StepAcknowledgement Step = "acknowledgement"
	StepDelivery        Step = "delivery"
	StepDecision        Step = "decision"
	StepResponse        Step = "response"
	StepClosing         Step = "closing"
	StepNone            Step = ""
)

// Next is the one thing to do now: what, who, and by which day.
type Next struct {
	Step  Step
	Owner MemberID // "" means the lead
	Due   calendar.Date
	Late  bool
	// Letter is the letter to deliver, when that is the step.
	Letter Letter
}

// NextStep derives the one next step of a dossier. A letter that is owed comes
// before anything new.
func NextStep(c Complaint, p Procedure, now time.Time) Next {
	if c.Closed != nil {
		return Next{}
	}
	for _, l := range c.Owing() {
		if l.State != LetterQueued {
			return c.due(p, now, serves[l.Purpose], Next{Step: StepDelivery, Owner: l.Signer, Letter: l})
		}
	}
	if c.Ended() {
		return Next{Step: StepClosing}
	}
	if a, ok := Owed(c, p, TermAcknowledge, now); ok && a.Open() && c.Acknowledged == nil {
		return c.nextAcknowledging(p, now)
	}
	return c.nextAnswering(p, now)
}

func (c Complaint) nextAcknowledging(p Procedure, now time.Time) Next {
	if d, ok := Owed(c, p, TermDiscuss, now); ok && d.Open() {
		return c.due(p, now, TermAcknowledge, Next{Step: StepDiscussion})
	}
	return c.due(p, now, TermAcknowledge, Next{Step: StepAcknowledgement, Owner: c.owner(TermAcknowledge)})
}

func (c Complaint) nextAnswering(p Procedure, now time.Time) Next {
	respond, _ := Owed(c, p, TermRespond, now)
	switch {
	case respond.Standing == Met || respond.Standing == MetLate || respond.Standing == Excused:
		if len(c.Missing(p, now)) == 0 {
			return Next{Step: StepClosing}
		}
		if _, excepted := c.Exceptions[TermDecide]; !c.decidedSinceReopened() && !excepted {
			return Next{Step: StepDecision, Owner: c.Handler}
		}
		if !c.handled() {
			return Next{Step: StepResponse, Owner: c.Handler}
		}
		return Next{Step: StepAcknowledgement, Owner: c.owner(TermAcknowledge)}
	case len(c.Owing()) > 0 && c.Response != nil && c.decidedSinceReopened():
		return Next{} // the answer is on its way to the mail server
	case c.decidedSinceReopened():
		return c.due(p, now, TermRespond, Next{Step: StepResponse, Owner: c.owner(TermRespond)})
	}
	next := c.due(p, now, TermDecide, Next{Step: StepDecision, Owner: c.owner(TermDecide)})
	if next.Due.IsZero() || !next.Late {
		next = c.due(p, now, TermRespond, next)
	}
	return next
}

// due fills in the day of the obligation that the step is for.
func (c Complaint) due(p Procedure, now time.Time, t TermID, n Next) Next {
	o, ok := Owed(c, p, t, now)
	if !ok || o.Standing == NoTermYet {
		return n
	}
	n.Due = o.Due
	n.Late = o.Standing == Overdue && o.Hard
	return n
}
