package complaint

import (
	"slices"
	"strings"
	"time"

	"wederhoor/internal/calendar"
)

// errInAppeal refuses what would change or end what a body still looks at.
var errInAppeal = refuse("", "in_appeal")

// InAppeal reports whether an appeal body has yet to conclude. A complaint that
// was taken back is nobody's to judge any more.
func (c Complaint) InAppeal() bool {
	_, running := c.Appealing()
	return running && c.Withdrawn == nil
}

// decisionAppealed: a body looks at what was decided. An appeal against silence
// takes away no duty: the answer is still owed.
func (c Complaint) decisionAppealed() bool {
	a, running := c.Appealing()
	return running && a.Against == AgainstDecision && c.Withdrawn == nil
}

// AppealOpen reports whether an appeal still asks for something: a body looks at
// it, or what is done with its outcome has not reached the complainant.
func (c Complaint) AppealOpen() bool { return c.InAppeal() || c.followOwed() }

// binds reports whether this appeal ended in something the organisation has to
// answer for.
func (a Appeal) binds() bool { return a.Ended != nil && a.Ended.Event.Outcome.Binds() }

// FollowAppeal says what the organisation does with the outcome of an appeal, and
// by when, in a letter to the complainant (S19, R35). It counts from the day that
// letter is delivered.
func (c Complaint) FollowAppeal(p Procedure, m Moment, f AppealFollowed, l LetterWritten) ([]Entry, error) {
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if err := c.checkFollowing(p, m, f); err != nil {
		return nil, err
	}
	l.Purpose, f.Letter = LetterFollowUp, l.ID
	if err := c.checkLetter(p, l); err != nil {
		return nil, err
	}
	return m.entries(f, l)
}

func (c Complaint) checkFollowing(p Procedure, m Moment, f AppealFollowed) error {
	a, ok := c.AppealWith(f.ID)
	switch {
	case !ok:
		return ErrNoAppeal
	case c.Withdrawn != nil:
		return refuse("", "already_withdrawn")
	case a.Running():
		return refuse("", "appeal_not_ended")
	case !a.binds():
		return refuse("", "follow_not_owed")
	case c.followed(a):
		return refuse("", "already_followed")
	case p.On(m.at()).Before(p.On(a.Ended.Happened)):
		return refuse("day", "before_outcome", p.On(a.Ended.Happened).String())
	case strings.TrimSpace(f.Text) == "":
		return refuse("text", "follow_empty")
	case f.By.IsZero():
		return refuse("date", "follow_by_missing")
	case f.By.Before(p.On(m.Now)):
		return refuse("date", "follow_by_past")
	}
	return nil
}

// followed: the letter was written, and has arrived or may still arrive.
func (c Complaint) followed(a Appeal) bool {
	return a.Followed != nil && !c.letterFailed(a.Followed.Event.Letter)
}

// ToFollow is the first appeal whose outcome the organisation has yet to answer for
// in a letter. One that was written and did not arrive is owed as a letter.
func (c Complaint) ToFollow() (Appeal, bool) {
	i := slices.IndexFunc(c.Appeals, func(a Appeal) bool { return c.unanswered(a) && a.Followed == nil })
	if i < 0 {
		return Appeal{}, false
	}
	return c.Appeals[i], true
}

// Followable is the first appeal whose letter can be written now: it was not, or
// did not arrive.
func (c Complaint) Followable() (Appeal, bool) {
	i := slices.IndexFunc(c.Appeals, func(a Appeal) bool { return c.unanswered(a) && !c.followed(a) })
	if i < 0 {
		return Appeal{}, false
	}
	return c.Appeals[i], true
}

// followOwed: something has to be done with an outcome, written or not.
func (c Complaint) followOwed() bool { return slices.ContainsFunc(c.Appeals, c.unanswered) }

// unanswered: what is done with this outcome has not reached the complainant.
func (c Complaint) unanswered(a Appeal) bool {
	if !a.binds() || c.Withdrawn != nil || c.followExcepted(a) {
		return false
	}
	if a.Followed == nil {
		return true
	}
	_, told := c.deliveredAt(a.Followed.Event.Letter)
	return !told
}

// followExcepted: a reason stands in the place of the letter, since this outcome.
func (c Complaint) followExcepted(a Appeal) bool {
	x, ok := c.Exceptions[TermFollow]
	return ok && x.Seq > a.Ended.Seq
}

// followUps are what outcomes of appeals oblige to, in the order of the appeals.
// A reopening changes nothing about them: they answer another question.
func (c Complaint) followUps(p Procedure, days calendar.Calendar, today calendar.Date) (all []Obligation) {
	for _, a := range c.Appeals {
		if a.binds() {
			all = append(all, c.followUp(a, p, days, today))
		}
	}
	return all
}

func (c Complaint) followUp(a Appeal, p Procedure, days calendar.Calendar, today calendar.Date) Obligation {
	o := Obligation{Term: TermFollow, Appeal: a.ID, Owner: c.owner(TermFollow), Hard: true, Start: calendar.DateOf(a.Ended.Happened, days.Zone)}
	o.Original = days.Due(o.Start, p.followWithin(a))
	o.Due = o.Original
	if a.Followed != nil {
		if at, told := c.deliveredAt(a.Followed.Event.Letter); told {
			o.MetOn, o.MetBy = calendar.DateOf(at, days.Zone), a.Followed.Seq
		}
	}
	switch {
	case !o.MetOn.IsZero() && !o.MetOn.After(o.Due):
		o.Standing = Met
	case !o.MetOn.IsZero():
		o.Standing = MetLate
	case !c.unanswered(a):
		o.Standing = Excused
	case today.After(o.Due):
		o.Standing = Overdue
	default:
		o.Standing = Running
	}
	return o
}

// followWithin is how long the organisation has for an outcome of this appeal.
func (p Procedure) followWithin(a Appeal) calendar.Length {
	body, ok := p.bodyFor(a.Appealed)
	if i := slices.IndexFunc(p.Appeal, func(b AppealBody) bool { return b.Kind == a.Body }); !ok && i >= 0 {
		body = p.Appeal[i] // its name was erased with who people are
	}
	if !body.Follow.IsZero() {
		return body.Follow
	}
	respond, _ := p.Term(TermRespond)
	return respond.Length
}

// pressingFirst is the open one with the earliest day, else the last of all.
func pressingFirst(all []Obligation) (Obligation, bool) {
	if o, ok := NextDue(all); ok || len(all) == 0 {
		return o, ok
	}
	return all[len(all)-1], true
}

func (c Complaint) nextFollowing(p Procedure, now time.Time, a Appeal) Next {
	n := Next{Step: StepFollowUp, Owner: c.owner(TermFollow), Appeal: a.ID}
	days := p.Days()
	o := c.followUp(a, p, days, calendar.DateOf(now, days.Zone))
	n.Due, n.Late = o.Due, o.Standing == Overdue
	return n
}

// withAppeal ends the appeal that runs together with the complaint.
func (c Complaint) withAppeal(m Moment) func([]Entry, error) ([]Entry, error) {
	return func(entries []Entry, err error) ([]Entry, error) {
		a, running := c.Appealing()
		if err != nil || !running {
			return entries, err
		}
		at := m.at()
		if at.Before(a.LodgedAt) { // heard of later than the appeal
			at = a.LodgedAt
		}
		return append(entries, Entry{Event: AppealEnded{ID: a.ID, Outcome: AppealWithdrawn}, Happened: at}), nil
	}
}
