package register

import (
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Item is one dossier in a list, as far as this person may know it. Who may
// only follow it gets state and dates: no heading, no name, no category.
type Item struct {
	ID, Ref    string
	ReceivedAt time.Time
	ReceivedOn calendar.Date
	Ended      bool
	Stage      complaint.Stage
	Next       complaint.Next
	Respond    complaint.Obligation
	Follow     complaint.Obligation // of an appeal; without a term when there is none
	Turn       Called               // whose step is next
	deferred   time.Time

	Reads    bool // may read the words; what follows is empty without
	Heading  string
	Category string
	From     complaint.ComplainantKind
	Channel  complaint.Channel
	Reporter complaint.MemberID
	// Complainant is "" until Name fills it in: lists hide names until asked.
	Complainant string
	Anonymous   bool // there is no name to hide
	Unread      bool // one of both sides wrote, and nobody reacted
	complainant string
}

// Late reports whether the answer is too late, or what follows an appeal.
func (it Item) Late() bool {
	return it.Respond.Open() && it.Respond.Late() || it.Follow.Open() && it.Follow.Late()
}

// IsDeferred reports whether at now a letter waits for the mail server for so
// long that people want to know. Lists are kept for a while, so it is asked late.
func (it Item) IsDeferred(now time.Time) bool {
	return !it.deferred.IsZero() && now.After(it.deferred)
}

// Called is a member as somebody may know of them: an auditor is told the role
// and not the name (domain 3).
type Called struct {
	Name  string
	Roles []access.Role
}

func (r *Register) called(rule string, id complaint.MemberID) Called {
	m, ok := r.Member(id)
	switch {
	case !ok:
		return Called{}
	case rule == "audits":
		return Called{Roles: m.Roles}
	}
	return Called{Name: m.Name, Roles: m.Roles}
}

func (r *Register) items(who Person, rows []*row) []Item {
	all := make([]Item, len(rows))
	for i, it := range rows {
		all[i] = r.item(who, it)
	}
	return all
}

// item is the one place where a list forgets what this person may not know.
func (r *Register) item(who Person, e *row) Item {
	rule := access.May(who.Actor, access.Know, e.Facts).Rule
	it := Item{ID: e.ID, Ref: e.Ref, ReceivedAt: e.ReceivedAt, ReceivedOn: e.ReceivedOn, Ended: e.Ended, Stage: e.Stage, Next: e.Next, Respond: e.Respond, Follow: e.Follow,
		Turn: r.called(rule, e.Next.Owner), deferred: e.Deferred}
	if !access.May(who.Actor, access.ReadContent, e.Facts).OK {
		it.Next.Owner = "" // Turn says who, as far as that may be known
		return it
	}
	it.Reads, it.Heading, it.Category, it.From, it.Channel, it.Reporter = true, e.Heading, e.Category, e.From, e.Channel, e.Facts.Reporter
	it.complainant, it.Anonymous, it.Unread = e.Complainant, e.Complainant == "", e.Complaint.Unread != nil || e.Complaint.OtherSideSpoke()
	return it
}
