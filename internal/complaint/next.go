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
	StepHearing         Step = "hearing" // what both sides must get before anything is concluded
	StepDecision        Step = "decision"
	StepResponse        Step = "response"
	StepReading         Step = "reading" // a message of the complainant
	StepRemedy          Step = "remedy"  // do what the decision promised, and say so
	StepClosing         Step = "closing"
	StepFollowUp        Step = "follow-up" // say what is done with the outcome of an appeal
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
	// Appeal is the id of the appeal to follow up, when that is the step.
	Appeal string
}

// NextStep derives the one next step of a dossier. A letter that is owed comes
// before anything new, also after closing: a bounce may arrive late.
func NextStep(c Complaint, p Procedure, now time.Time) Next {
	for _, l := range c.Owing() {
		if l.State != LetterQueued {
			return c.nextDelivery(p, now, l)
		}
	}
	if a, ok := c.ToFollow(); ok {
		return c.nextFollowing(p, now, a)
	}
	return c.nextAct(p, now)
}

// nextDelivery has the day of what the letter is for. One that serves no term has
// the day of what comes after it, or that would sink in every list.
func (c Complaint) nextDelivery(p Procedure, now time.Time, l Letter) Next {
	n := Next{Step: StepDelivery, Owner: c.unlessSubject(l.Signer), Letter: l}
	if t, ok := serves[l.Purpose]; ok {
		return c.due(p, now, t, n)
	}
	after := c.nextAct(p, now)
	n.Due, n.Late = after.Due, after.Late
	return n
}

func (c Complaint) nextAct(p Procedure, now time.Time) Next {
	switch {
	case c.Closed != nil:
		return c.nextReading(Next{})
	case c.Ended():
		return c.nextReading(c.nextClosing())
	}
	if a, ok := Owed(c, p, TermAcknowledge, now); ok && a.Open() && c.Acknowledged == nil {
		return c.nextAcknowledging(p, now)
	}
	if c.decisionAppealed() { // what was decided waits for the body
		return c.nextReading(Next{})
	}
	return c.nextAnswering(p, now)
}

// nextClosing waits for the letters that are on their way to the mail server, and
// for an appeal.
func (c Complaint) nextClosing() Next {
	if len(c.pressing()) > 0 || c.InAppeal() {
		return Next{}
	}
	return Next{Step: StepClosing}
}

// nextReading puts a message that nobody reacted to before what has no day. A
// step that has one comes first: the message stands beside it.
func (c Complaint) nextReading(otherwise Next) Next {
	if c.Unread == nil {
		return otherwise
	}
	return Next{Step: StepReading, Owner: c.unlessSubject(c.Handler)}
}

func (c Complaint) nextAcknowledging(p Procedure, now time.Time) Next {
	if d, ok := Owed(c, p, TermDiscuss, now); ok && d.Open() {
		return c.due(p, now, TermAcknowledge, Next{Step: StepDiscussion})
	}
	return c.due(p, now, TermAcknowledge, Next{Step: StepAcknowledgement, Owner: c.owner(TermAcknowledge)})
}

func (c Complaint) nextAnswering(p Procedure, now time.Time) Next {
	respond, _ := Owed(c, p, TermRespond, now)
	answered := c.handled() || respond.Standing == Met || respond.Standing == MetLate
	settled := answered || c.excepted(TermRespond)
	over := settled || respond.Standing == Excused
	switch {
	case !c.decidedSinceReopened() && !(settled && c.excepted(TermDecide)): // an answer carries a decision
		return c.hearingFirst(p, c.nextDeciding(p, now, over))
	case settled:
		return c.nextReading(c.nextClosing())
	case c.answerOnItsWay():
		return c.nextReading(Next{})
	case over: // the complainant is satisfied: no day presses, the register still wants the answer
		return c.hearingFirst(p, Next{Step: StepResponse, Owner: c.owner(TermRespond)})
	}
	return c.hearingFirst(p, c.due(p, now, TermRespond, Next{Step: StepResponse, Owner: c.owner(TermRespond)}))
}

// hearingFirst: what concludes waits for what both sides must get.
func (c Complaint) hearingFirst(p Procedure, n Next) Next {
	if len(c.Lacks(p)) > 0 {
		n.Step = StepHearing
	}
	return n
}

func (c Complaint) nextDeciding(p Procedure, now time.Time, over bool) Next {
	next := Next{Step: StepDecision, Owner: c.owner(TermDecide)}
	if over {
		return next
	}
	next = c.due(p, now, TermDecide, next)
	if next.Due.IsZero() || !next.Late {
		next = c.due(p, now, TermRespond, next)
	}
	return next
}

// answerOnItsWay: the answer of this round waits for the mail server.
func (c Complaint) answerOnItsWay() bool {
	r := c.Response
	if r == nil || c.Reopened != nil && r.Seq < c.Reopened.Seq {
		return false
	}
	l, ok := c.Letter(r.Event.Letter)
	return ok && l.State == LetterQueued
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
