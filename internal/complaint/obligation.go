package complaint

import (
	"slices"
	"time"

	"wederhoor/internal/calendar"
)

// Standing says how an obligation stands at a moment.
type Standing string

// Standings. Late is only what a hard term does; a soft term that is missed stays missed.
const (
	Running   Standing = "running"
	Met       Standing = "met"      // on or before the due date
	MetLate   Standing = "met_late" // after it
	Overdue   Standing = "overdue"
	Excused   Standing = "excused"     // not possible, withdrawn, not admissible, satisfied
	NoTermYet Standing = "no_term_yet" // the norm starts the term later
)

// Obligation is something owed to the complainant: what, by whom, by which day,
// and what proves that it was done.
type Obligation struct {
	Term     TermID
	Appeal   string   // id of the appeal whose outcome it follows; "" for a term of the procedure
	Owner    MemberID // "" means the lead
	Hard     bool
	Start    calendar.Date
	Original calendar.Date // kept for ever
	Due      calendar.Date // moves only by a delivered notice with a date
	Standing Standing
	MetOn    calendar.Date
	MetBy    int // seq of the event that met it
	// LateExtension: a notice was delivered after the day it should have moved.
	LateExtension bool
}

// Open reports whether somebody still has to do something.
func (o Obligation) Open() bool { return o.Standing == Running || o.Standing == Overdue }

// Late reports whether a hard promise is broken now, or was when it was met. What
// runs under a notice that came too late is late again only after its new date.
func (o Obligation) Late() bool {
	return o.Hard && o.Standing != Running && o.Timeliness() == TooLate
}

// Timeliness is the three-way answer of R23; the first two are never merged.
type Timeliness string

// Timeliness values. Pending complaints are never "on time".
const (
	InTerm     Timeliness = "in_term"
	InExtended Timeliness = "in_extended"
	TooLate    Timeliness = "too_late"
	Pending    Timeliness = "pending"
	NotOwed    Timeliness = "not_owed"
)

// Timeliness says in which of the three ways the obligation was met. A notice
// that came too late leaves the answer too late (S14).
func (o Obligation) Timeliness() Timeliness {
	switch {
	case o.Standing == Excused || o.Standing == NoTermYet:
		return NotOwed
	case !o.MetOn.IsZero() && !o.MetOn.After(o.Original):
		return InTerm // whatever notice came later, and whenever it was recorded
	case o.Standing == Running && !o.LateExtension:
		return Pending
	case o.Standing == Overdue || o.Standing == MetLate || o.LateExtension:
		return TooLate
	}
	return InExtended
}

// Obligations derives everything owed in this complaint as it stands at now.
// Nothing of it is stored: recording late or correcting a mistake just works.
func Obligations(c Complaint, p Procedure, now time.Time) []Obligation {
	days := p.Days()
	all := make([]Obligation, 0, len(p.Terms))
	for _, term := range p.Terms {
		if !term.Off {
			all = append(all, c.obligation(term, p, days, calendar.DateOf(now, days.Zone)))
		}
	}
	return append(all, c.followUps(p, days, calendar.DateOf(now, days.Zone))...)
}

// Owed returns the obligation of one term; ok is false when the procedure lacks it.
// Of TermFollow it is the one that presses first, or else the last that was met.
func Owed(c Complaint, p Procedure, term TermID, now time.Time) (Obligation, bool) {
	if term == TermFollow {
		days := p.Days()
		return pressingFirst(c.followUps(p, days, calendar.DateOf(now, days.Zone)))
	}
	t, ok := p.Term(term)
	if !ok {
		return Obligation{}, false
	}
	days := p.Days()
	return c.obligation(t, p, days, calendar.DateOf(now, days.Zone)), true
}

func (c Complaint) obligation(t Term, p Procedure, days calendar.Calendar, today calendar.Date) Obligation {
	o := Obligation{Term: t.ID, Owner: c.owner(t.ID), Hard: t.Hard}
	if p.Start == StartWrittenReceipt && !c.Received.Written && t.Hard {
		o.Standing = NoTermYet
		return o
	}
	o.Start = calendar.DateOf(c.startOf(t), days.Zone)
	o.Original = days.Due(o.Start, t.Length)
	o.Due, o.LateExtension = o.Original, false
	if t.Extendable {
		o.Due, o.LateExtension = c.extendedDue(o.Original, days.Zone)
	}
	o.MetOn, o.MetBy = c.firstMet(t.MetBy, o.Start, days.Zone)
	o.Standing = c.standing(o, p, days, today)
	return o
}

// startOf is the moment the term runs from. Reopening asks for a new answer, so
// the terms for it run anew; what was owed before stays in the events.
func (c Complaint) startOf(t Term) time.Time {
	if c.Reopened != nil && t.Hard && t.ID != TermAcknowledge {
		return c.Reopened.Happened
	}
	return c.ReceivedAt
}

func (c Complaint) standing(o Obligation, p Procedure, days calendar.Calendar, today calendar.Date) Standing {
	switch {
	case !o.MetOn.IsZero() && !o.MetOn.After(o.Due):
		return Met
	case !o.MetOn.IsZero():
		return MetLate
	case c.excused(o.Term, p, days):
		return Excused
	case today.After(o.Due):
		return Overdue
	}
	return Running
}

// owner is who owes: the acknowledgement has a named person (R14), the answer
// the handler; "" is the lead.
func (c Complaint) owner(t TermID) MemberID {
	who := MemberID("")
	switch {
	case t == TermAcknowledge && c.Discussion != nil:
		who = c.Discussion.Event.Acknowledger
	case t == TermDecide || t == TermRespond || t == TermFollow:
		who = c.Handler
	}
	return c.unlessSubject(who)
}

// unlessSubject: whom the complaint turns out to be about can do nothing in it
// any more, so what they owed falls back to the lead (R10).
func (c Complaint) unlessSubject(who MemberID) MemberID {
	if c.Conflicted(who) {
		return ""
	}
	return who
}

// extendedDue is rule 3: a notice that reached the complainant with a date moves
// the due date; the date alone or the notice alone does not.
func (c Complaint) extendedDue(original calendar.Date, zone *time.Location) (due calendar.Date, late bool) {
	type notice struct{ told, until calendar.Date }
	var notices []notice
	for _, x := range c.Extensions {
		at, ok := c.arrived(x.Event.Letter, x.Happened)
		if !ok || c.Reopened != nil && x.Seq < c.Reopened.Seq || x.Event.Date.IsZero() {
			continue
		}
		notices = append(notices, notice{told: calendar.DateOf(at, zone), until: x.Event.Date})
	}
	slices.SortStableFunc(notices, func(a, b notice) int { return a.told.Compare(b.told) })
	due = original
	for _, n := range notices {
		late = late || n.told.After(due)
		if n.until.After(due) {
			due = n.until
		}
	}
	return due, late
}

// firstMet finds the earliest day on which one of these kinds really happened:
// for a letter that is the day it was delivered. What happened before the term
// began does not meet it.
func (c Complaint) firstMet(kinds []Kind, start calendar.Date, zone *time.Location) (calendar.Date, int) {
	var best calendar.Date
	var by int
	for _, r := range c.sinceReopened() {
		if !slices.Contains(kinds, r.Event.Kind()) {
			continue
		}
		at, ok := c.effective(r)
		if !ok {
			continue
		}
		if on := calendar.DateOf(at, zone); !on.Before(start) && (best.IsZero() || on.Before(best)) {
			best, by = on, r.Seq
		}
	}
	return best, by
}

// sinceReopened: what was done before a reopening does not answer what was
// asked by it, except that an acknowledgement is sent once.
func (c Complaint) sinceReopened() []Recorded {
	if c.Reopened == nil {
		return c.History
	}
	return slices.DeleteFunc(slices.Clone(c.History), func(r Recorded) bool {
		k := r.Event.Kind()
		return r.Seq < c.Reopened.Seq && (k == KindDecided || k == KindResponded || k == KindContacted)
	})
}

// effective is the moment an event counts from. An attempt to reach somebody
// does not count, nor does a letter that is still owed.
func (c Complaint) effective(r Recorded) (time.Time, bool) {
	switch e := r.Event.(type) {
	case Acknowledged:
		return c.arrived(e.Letter, r.Happened)
	case Responded:
		if e.ByAction {
			return r.Happened, true
		}
		return c.arrived(e.Letter, r.Happened)
	case Contacted:
		return r.Happened, !e.Attempt
	}
	return r.Happened, true
}

func (c Complaint) deliveredAt(letter string) (time.Time, bool) {
	l, ok := c.Letter(letter)
	return l.Delivered, ok && l.State == LetterDone
}

// excused says whether the term no longer binds, and never silently: each way
// is an event with its own reason.
func (c Complaint) excused(t TermID, p Procedure, days calendar.Calendar) bool {
	if c.excepted(t) || c.onlyTold(t) {
		return true
	}
	if c.Withdrawn != nil || c.Inadmissible != nil {
		return true
	}
	if t == TermDiscuss && (c.Closed != nil || c.Acknowledged != nil) {
		return true // what the talk was for has happened
	}
	return t != TermAcknowledge && c.satisfied(p, days)
}

// excepted: a reason stands in the place of the step. After a reopening only the
// acknowledgement, which is sent once, keeps its exception.
func (c Complaint) excepted(t TermID) bool {
	x, ok := c.Exceptions[t]
	if t == TermFollow {
		return ok && !slices.ContainsFunc(c.Appeals, func(a Appeal) bool { return a.binds() && a.Ended.Seq > x.Seq })
	}
	return ok && (c.Reopened == nil || x.Seq > c.Reopened.Seq || t == TermAcknowledge || t == TermDiscuss)
}

// satisfied: a complainant who accepts what was done ends the duty where the
// procedure says so, in time if it sets a time.
func (c Complaint) satisfied(p Procedure, days calendar.Calendar) bool {
	if !p.QuickSolution.ConsentEnds || c.Acceptance == nil || !c.Acceptance.Event.Satisfied {
		return false
	}
	if c.Reopened != nil && c.Acceptance.Seq < c.Reopened.Seq {
		return false
	}
	if p.QuickSolution.Within.IsZero() {
		return true
	}
	limit := days.Due(calendar.DateOf(c.ReceivedAt, days.Zone), p.QuickSolution.Within)
	return !calendar.DateOf(c.Acceptance.Happened, days.Zone).After(limit)
}
