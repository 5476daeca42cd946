// Package access answers one question: may this person do this with this
// dossier? It is one pure table over facts that derive from the dossier's
// events. It knows no storage, no pages and no clock.
package access

import (
	"slices"

	"wederhoor/internal/complaint"
)

// Role is what somebody is in the organisation. One person may have several.
type Role string

// Roles (domain 3). A title alone opens no dossier, except lead and deputy.
const (
	Lead          Role = "lead"
	Deputy        Role = "deputy"
	Partner       Role = "partner"
	Trainer       Role = "trainer"
	CoTrainer     Role = "co_trainer"
	Intervisor    Role = "intervisor"
	Freelancer    Role = "freelancer"
	Coordinator   Role = "coordinator"
	Administrator Role = "administrator"
)

var roles = []Role{Lead, Deputy, Partner, Trainer, CoTrainer, Intervisor, Freelancer, Coordinator, Administrator}

// Roles returns every role in the order forms offer them.
func Roles() []Role { return slices.Clone(roles) }

// Action is one thing one may want with a dossier.
type Action string

// Actions, from knowing that it exists to deciding.
const (
	Know        Action = "know" // lists, counts, search, links
	ReadContent Action = "read_content"
	ReadSummary Action = "read_summary" // state and dates, no words, no names
	AddNote     Action = "note"
	Handle      Action = "handle" // talk, act, acknowledge, extend, answer
	Decide      Action = "decide"
	Assign      Action = "assign" // who acknowledges, handles, reads along
	Close       Action = "close"
	Deliver     Action = "deliver" // record what the mail server said
)

// Actor is somebody who was recognised. Only New makes one, and only identity
// and the worker call New: an arch test holds the code to it.
type Actor struct {
	organisation string
	member       complaint.MemberID
	roles        []Role
}

// New makes an actor out of an established identity.
func New(organisation string, member complaint.MemberID, roles ...Role) Actor {
	return Actor{organisation, member, roles}
}

// Organisation is the only one this actor can reach.
func (a Actor) Organisation() string { return a.organisation }

// Member is who it is.
func (a Actor) Member() complaint.MemberID { return a.member }

// Has reports whether the actor holds one of these roles.
func (a Actor) Has(any ...Role) bool {
	return slices.ContainsFunc(any, func(r Role) bool { return slices.Contains(a.roles, r) })
}

// Facts is all the table may know of a dossier.
type Facts struct {
	Organisation string
	Dossier      string
	Subjects     []complaint.MemberID
	Reporter     complaint.MemberID
	Acknowledger complaint.MemberID
	Handler      complaint.MemberID
	Readers      []complaint.MemberID
	Discussed    bool
}

// FactsOf derives the facts from a complaint.
func FactsOf(organisation, dossier string, c complaint.Complaint) Facts {
	f := Facts{Organisation: organisation, Dossier: dossier, Reporter: c.Reporter, Handler: c.Handler, Readers: c.Readers}
	for _, s := range c.Subjects {
		if s.Member != "" {
			f.Subjects = append(f.Subjects, s.Member)
		}
	}
	if c.Discussion != nil {
		f.Discussed, f.Acknowledger = true, c.Discussion.Event.Acknowledger
	}
	return f
}

// Verdict is the answer with the name of the rule that gave it, for the log.
type Verdict struct {
	OK   bool
	Rule string
}

// May is the only place where access is decided. The first rule that matches
// wins, and every prohibition stands before every permission: no role passes
// "the complaint is about you".
func May(a Actor, do Action, f Facts) Verdict {
	for _, r := range rules {
		if r.when(a, f) && (r.do == nil || slices.Contains(r.do, do)) {
			return Verdict{OK: r.yes, Rule: r.name}
		}
	}
	return Verdict{Rule: "no_need_to_know"}
}

type rule struct {
	name string
	yes  bool
	do   []Action // nil: whatever it is
	when func(Actor, Facts) bool
}

var rules = []rule{
	{"nobody", false, nil, func(a Actor, f Facts) bool { return a.member == "" || a.organisation == "" || f.Dossier == "" }},
	{"other_organisation", false, nil, func(a Actor, f Facts) bool { return a.organisation != f.Organisation }},
	{"subject_of_complaint", false, nil, func(a Actor, f Facts) bool { return slices.Contains(f.Subjects, a.member) }},
	{"system", true, []Action{Deliver, Handle}, func(a Actor, _ Facts) bool { return a.member == complaint.BySystem }},
	{"leads", true, []Action{Know, ReadContent, ReadSummary, AddNote, Handle, Decide, Assign, Close},
		func(a Actor, _ Facts) bool { return a.Has(Lead, Deputy) }},
	{"handles", true, []Action{Know, ReadContent, ReadSummary, AddNote, Handle, Decide},
		func(a Actor, f Facts) bool { return a.member == f.Handler }},
	{"acknowledges", true, []Action{Know, ReadContent, ReadSummary, AddNote, Handle},
		func(a Actor, f Facts) bool { return a.member == f.Acknowledger }},
	{"reads_along", true, []Action{Know, ReadContent, ReadSummary, AddNote},
		func(a Actor, f Facts) bool { return slices.Contains(f.Readers, a.member) }},
	{"reported_it_just_now", true, []Action{Know, ReadContent, ReadSummary},
		func(a Actor, f Facts) bool { return a.member == f.Reporter && !f.Discussed }},
	{"reported_it", true, []Action{Know, ReadSummary}, func(a Actor, f Facts) bool { return a.member == f.Reporter }},
}

// Act is a kind of handle: its type says what the holder may do, so that the
// wrong use does not compile.
type Act interface{ Action() Action }

// The acts that handles exist for.
type (
	Content struct{} // reading everything
	Summary struct{} // reading state and dates
	Outbox  struct{} // reading a letter that has to leave: the machine's only reason
)

// Action implements Act.
func (Content) Action() Action { return ReadContent }

// Action implements Act.
func (Summary) Action() Action { return ReadSummary }

// Action implements Act.
func (Outbox) Action() Action { return Deliver }
