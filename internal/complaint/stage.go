package complaint

import "time"

// Stage is the state people see. It is derived from events, never set by hand.
type Stage string

// Stages in the order of the procedure (DESIGN §6).
const (
	StageReceived     Stage = "received"
	StageAcknowledged Stage = "acknowledged"
	StageDecided      Stage = "decided"
	StageExtended     Stage = "extended"
	StageAnswered     Stage = "answered"
	StageAppealed     Stage = "appealed"
	StageClosed       Stage = "closed"
	StageWithdrawn    Stage = "withdrawn"
	StageInadmissible Stage = "inadmissible"
)

// StageOf derives the stage of a complaint under its procedure at now.
func StageOf(c Complaint, p Procedure, now time.Time) Stage {
	if over := c.Over(); over != "" {
		return over
	}
	respond, _ := Owed(c, p, TermRespond, now)
	acknowledge, owesAck := Owed(c, p, TermAcknowledge, now)
	switch {
	case respond.Standing == Met || respond.Standing == MetLate || c.handled(): // also where no term runs
		return StageAnswered
	case c.decidedSinceReopened():
		return StageDecided
	case respond.Due.After(respond.Original):
		return StageExtended
	case !owesAck || !acknowledge.Open():
		return StageAcknowledged
	}
	return StageReceived
}

// Over is the stage that asks no procedure: how it ended, or that it is in appeal;
// "" while it is handled.
func (c Complaint) Over() Stage {
	switch {
	case c.Withdrawn != nil:
		return StageWithdrawn
	case c.InAppeal(): // also after closing: then it is not over
		return StageAppealed
	case c.Inadmissible != nil:
		return StageInadmissible
	case c.Closed != nil:
		return StageClosed
	}
	return ""
}

func (c Complaint) decidedSinceReopened() bool {
	return c.Decision != nil && (c.Reopened == nil || c.Decision.Seq > c.Reopened.Seq)
}

// NextDue is the obligation that presses first: the open one with the earliest
// due date, hard before soft on the same day.
func NextDue(obligations []Obligation) (Obligation, bool) {
	var next Obligation
	found := false
	for _, o := range obligations {
		if !o.Open() {
			continue
		}
		if !found || o.Due.Before(next.Due) || o.Due == next.Due && o.Hard && !next.Hard {
			next, found = o, true
		}
	}
	return next, found
}
