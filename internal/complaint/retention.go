package complaint

import (
	"strconv"
	"strings"

	"wederhoor/internal/calendar"
)

// ErasureWait is how many days lie between the proposal to erase a dossier and the
// first day on which it goes (security 2.5).
const ErasureWait = 14

// Looked is what the annual reviews did with a complaint. That a review wrote
// "reviewed" is not enough: only one that was concluded has decided.
type Looked struct {
	Concluded bool // a review that decided on it was concluded
	Running   bool // one that has it on its list still runs
	Actions   int  // improvement actions because of it that are not done
}

// KeepCode says why a dossier may not go yet.
type KeepCode string

// Reasons to keep a dossier, in the order in which people are told.
const (
	KeepHold       KeepCode = "hold"        // somebody said that it must be kept
	KeepRestricted KeepCode = "restricted"  // somebody asked that nothing is done with it but keeping it
	KeepOpen       KeepCode = "open"        // it is not closed
	KeepAppeal     KeepCode = "appeal"      // an appeal asks for something
	KeepAppealTerm KeepCode = "appeal_term" // the complainant can still go to a body, until a day
	KeepLetter     KeepCode = "letter"      // a letter is owed
	KeepAccess     KeepCode = "access"      // somebody waits for what is kept about them
	KeepUnread     KeepCode = "unread"      // one of both sides wrote, and nobody reacted
	KeepTerm       KeepCode = "term"        // the procedure keeps it until a day
	KeepForever    KeepCode = "forever"     // the procedure names no term
	KeepReview     KeepCode = "review"      // no review that decided on it was concluded
	KeepReviewing  KeepCode = "reviewing"   // a review that has it on its list still runs
	KeepActions    KeepCode = "actions"     // improvement actions are not done; N says how many
)

// Kept is one reason why a dossier may not go yet.
type Kept struct {
	Code KeepCode
	On   calendar.Date // the last day on which it holds; zero: no day is known
	N    int
}

// WhyKept lists every reason why a dossier may not be erased today (domain 2.9).
// Without one it may. Imported history was looked back on elsewhere.
func (c Complaint) WhyKept(p Procedure, m Moment, seen Looked) (all []Kept) {
	today := p.On(m.Now)
	because := func(holds bool, k Kept) {
		if holds {
			all = append(all, k)
		}
	}
	because(c.Hold != nil, Kept{Code: KeepHold})
	because(c.Restriction != nil, Kept{Code: KeepRestricted})
	because(c.Closed == nil, Kept{Code: KeepOpen})
	because(c.AppealOpen(), Kept{Code: KeepAppeal})
	if until := c.appealableUntil(p); !until.Before(today) {
		all = append(all, Kept{Code: KeepAppealTerm, On: until})
	}
	because(len(c.Owing()) > 0, Kept{Code: KeepLetter})
	because(c.AccessOpen(), Kept{Code: KeepAccess})
	because(c.Unread != nil || c.OtherSideSpoke(), Kept{Code: KeepUnread})
	switch {
	case p.Retention.Length.IsZero():
		all = append(all, Kept{Code: KeepForever})
	case c.Closed != nil && !c.KeptTo(p, today).Before(today):
		all = append(all, Kept{Code: KeepTerm, On: c.KeptTo(p, today)})
	}
	told := c.Received.History && c.Reopened == nil
	because(!told && !seen.Concluded, Kept{Code: KeepReview})
	because(seen.Running, Kept{Code: KeepReviewing})
	because(seen.Actions > 0, Kept{Code: KeepActions, N: seen.Actions})
	return all
}

// appealableUntil is the last day on which the complainant can go to any body whose
// term is known; zero when there is none.
func (c Complaint) appealableUntil(p Procedure) (last calendar.Date) {
	if c.Withdrawn != nil {
		return last
	}
	for _, b := range p.Appeal {
		if d := c.AppealUntil(p, b); d.After(last) {
			last = d
		}
	}
	return last
}

// PlaceHold says that a dossier must be kept, however long ago it ended. What was
// proposed is off.
func (c Complaint) PlaceHold(m Moment, reason string) ([]Entry, error) {
	switch {
	case c.Hold != nil:
		return nil, refuse("", "hold_there")
	case strings.TrimSpace(reason) == "":
		return nil, refuse("reason", "reason_empty")
	}
	return m.entries(HoldPlaced{Reason: reason})
}

// LiftHold says that the reason to keep it is over.
func (c Complaint) LiftHold(m Moment, reason string) ([]Entry, error) {
	switch {
	case c.Hold == nil:
		return nil, refuse("", "hold_none")
	case strings.TrimSpace(reason) == "":
		return nil, refuse("reason", "reason_empty")
	}
	return m.entries(HoldLifted{Reason: reason})
}

// ProposeErasure says that a dossier may go. It is refused while there is a reason to
// keep it, and the refusal names the first.
func (c Complaint) ProposeErasure(p Procedure, m Moment, seen Looked) ([]Entry, error) {
	if c.Proposal != nil {
		return nil, refuse("", "erasure_proposed")
	}
	if err := c.mayGo(p, m, seen); err != nil {
		return nil, err
	}
	return m.entries(ErasureProposed{From: p.On(m.Now).AddDays(ErasureWait)})
}

func (c Complaint) mayGo(p Procedure, m Moment, seen Looked) error {
	if why := c.WhyKept(p, m, seen); len(why) > 0 {
		return refuse("", "kept_"+string(why[0].Code), why[0].On.String(), strconv.Itoa(why[0].N))
	}
	return nil
}

// ConfirmErasure is the second person, who is never the one who proposed it.
func (c Complaint) ConfirmErasure(p Procedure, m Moment, by MemberID, seen Looked) ([]Entry, error) {
	switch {
	case c.Proposal == nil:
		return nil, refuse("", "erasure_not_proposed")
	case c.Confirmed != nil:
		return nil, nil
	case c.Proposal.By == by:
		return nil, refuse("", "erasure_same_person")
	}
	if err := c.mayGo(p, m, seen); err != nil {
		return nil, err
	}
	return m.entries(ErasureConfirmed{Proposal: c.Proposal.Seq})
}

// StopErasure keeps a dossier that was proposed, confirmed or not.
func (c Complaint) StopErasure(m Moment, reason string) ([]Entry, error) {
	switch {
	case c.Proposal == nil:
		return nil, refuse("", "erasure_not_proposed")
	case strings.TrimSpace(reason) == "":
		return nil, refuse("reason", "reason_empty")
	}
	return m.entries(ErasureStopped{Reason: reason})
}

// Erase says what may stay of a dossier that goes today: two people agreed, the wait
// is over and nothing has come up since. figures is what counts of it.
func (c Complaint) Erase(p Procedure, m Moment, seen Looked, figures string) (Erased, error) {
	switch {
	case c.Proposal == nil || c.Confirmed == nil || c.Proposal.By == c.Confirmed.By:
		return Erased{}, refuse("", "erasure_not_agreed")
	case p.On(m.Now).Before(c.Proposal.Event.From):
		return Erased{}, refuse("", "erasure_waits", c.Proposal.Event.From.String())
	}
	if err := c.mayGo(p, m, seen); err != nil {
		return Erased{}, err
	}
	return Erased{Ref: c.Received.Ref, Proposed: c.Proposal.By, Confirmed: c.Confirmed.By, Figures: figures}, nil
}
