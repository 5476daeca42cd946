// Package access answers one question: may this person do this with this
// dossier? It is one pure table over facts that derive from the dossier's
// events. It knows no storage, no pages and no clock.
package access

import (
	"fmt"
	"slices"
	"time"

	"wederhoor/internal/complaint"
)

// Role is what somebody is in the organisation. One person may have several.
type Role string

// Roles (domain 3). A title alone opens no dossier, except lead and deputy.
const (
	Lead           Role = "lead"
	Deputy         Role = "deputy"
	Partner        Role = "partner"
	Trainer        Role = "trainer"
	CoTrainer      Role = "co_trainer"
	Intervisor     Role = "intervisor"
	Freelancer     Role = "freelancer"
	Coordinator    Role = "coordinator"
	Confidant      Role = "confidant"
	Auditor        Role = "auditor"
	PrivacyOfficer Role = "privacy_officer"
	Administrator  Role = "administrator"
)

var roles = []Role{Lead, Deputy, Partner, Trainer, CoTrainer, Intervisor, Freelancer, Coordinator, Confidant, Auditor, PrivacyOfficer, Administrator}

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
	Deliver     Action = "deliver"     // record what the mail server said
	ReadLog     Action = "read_log"    // who looked at it
	BreakGlass  Action = "break_glass" // ask to read without a part in it
	Count       Action = "count"       // it stands in a figure, without its number or a word of it
	Hear        Action = "hear"        // conclude an appeal, and read the dossier as it was
	Keep        Action = "keep"        // say that it must be kept, or that it may go
	Confirm     Action = "confirm"     // be the second who says that it may go, or stop it
	Redact      Action = "redact"      // be the second who says that a passage or a file goes
	Erase       Action = "erase"       // destroy it, once two people agreed: the machine alone
	Disclose    Action = "disclose"    // give somebody who asks what is kept about them
)

// FreelancerDays is how long a freelancer follows what ended (domain 3, rule 5).
const FreelancerDays = 30

// Actor is somebody who was recognised. Only New makes one, and only identity
// and the worker call New: an arch test holds the code to it.
type Actor struct {
	organisation string
	member       complaint.MemberID
	roles        []Role
	leads        []complaint.MemberID
	at           time.Time
	proof        proof
}

// proof says how far somebody showed who they are.
type proof int

const (
	proven proof = iota
	halfWay
	byLink
)

// New makes an actor out of an established identity.
func New(organisation string, member complaint.MemberID, roles ...Role) Actor {
	return Actor{organisation: organisation, member: member, roles: roles}
}

// LedBy tells who lead the organisation now: only when a complaint is about all
// of them does another stand in.
func (a Actor) LedBy(leads ...complaint.MemberID) Actor { a.leads = leads; return a }

// At tells the time, for what ends by itself.
func (a Actor) At(now time.Time) Actor { a.at = now; return a }

// HalfWay is somebody whose second factor is still to come.
func (a Actor) HalfWay() Actor { a.proof = halfWay; return a }

// ByLink is somebody who came by a link in a mail and showed nothing else.
func (a Actor) ByLink() Actor { a.proof = byLink; return a }

// CameByLink reports whether a mailed link is all this actor showed.
func (a Actor) CameByLink() bool { return a.proof == byLink }

// Identity tells apart what may be kept for somebody: the same person sees less
// by a mailed link.
func (a Actor) Identity() string { return fmt.Sprint(a.proof, a.member) }

// Proven reports whether this actor showed all that is asked of them.
func (a Actor) Proven() bool { return a.proof == proven }

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
	Subjects     []complaint.MemberID // also who is only suspected to be
	Recused      []complaint.MemberID // has an interest in the outcome
	Reporter     complaint.MemberID
	Acknowledger complaint.MemberID
	Handler      complaint.MemberID
	Readers      []complaint.MemberID
	Discussed    bool
	EndedAt      time.Time // zero: still running
	Grants       []complaint.GlassBroken
	Confidants   []complaint.MemberID // hear an appeal that runs
	Proposer     complaint.MemberID   // said that it may go
	Redactor     complaint.MemberID   // said that a passage or a file of it has to go
	Erased       bool                 // only what figures count is left
}

// FactsOf derives the facts from a complaint.
func FactsOf(organisation, dossier string, c complaint.Complaint) Facts {
	f := Facts{Organisation: organisation, Dossier: dossier, Reporter: c.Reporter, Handler: c.Handler, Readers: c.Readers,
		Recused: c.Recused, Grants: c.Grants, EndedAt: c.EndedAt()}
	for _, s := range c.Subjects {
		if s.Member != "" {
			f.Subjects = append(f.Subjects, s.Member)
		}
	}
	for _, p := range c.Appeals {
		if p.Running() && p.Confidant != "" {
			f.Confidants = append(f.Confidants, p.Confidant)
		}
	}
	if c.Proposal != nil {
		f.Proposer = c.Proposal.By
	}
	if c.Redaction != nil {
		f.Redactor = c.Redaction.By
	}
	f.Erased = c.Erased != nil
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

// conflicted reports whether somebody stands on the other side of this dossier.
func (f Facts) conflicted(m complaint.MemberID) bool {
	return slices.Contains(f.Subjects, m) || slices.Contains(f.Recused, m)
}

// standsIn: the complaint is about everybody who leads, so it goes straight to
// the confidant (R10).
func standsIn(a Actor, f Facts) bool {
	return a.Has(Confidant) && len(a.leads) > 0 && !slices.ContainsFunc(a.leads, func(m complaint.MemberID) bool { return !f.conflicted(m) })
}

// longOver: what a freelancer had a part in ended a while ago.
func longOver(a Actor, f Facts) bool {
	return a.Has(Freelancer) && !a.Has(Lead, Deputy) && !f.EndedAt.IsZero() && a.at.After(f.EndedAt.AddDate(0, 0, FreelancerDays))
}

// second: what one person proposes to erase, another confirms; never the same.
func second(a Actor, f Facts) bool { return secondTo(f.Proposer, a, f) }

// secondRedacts: the same of a passage or a file.
func secondRedacts(a Actor, f Facts) bool { return secondTo(f.Redactor, a, f) }

func secondTo(first complaint.MemberID, a Actor, f Facts) bool {
	return first != "" && a.member != first && (a.Has(Lead, Deputy, Partner, Administrator) || standsIn(a, f))
}

func hasGrant(a Actor, f Facts) bool {
	return slices.ContainsFunc(f.Grants, func(g complaint.GlassBroken) bool { return g.Member == a.member && a.at.Before(g.Until) })
}

// EndsAt is when this actor's part in the dossier ends by itself; zero: it does
// not, or is over. What is kept of a list is good until then.
func EndsAt(a Actor, f Facts) time.Time {
	var first time.Time
	sooner := func(t time.Time) {
		if t.After(a.at) && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	for _, g := range f.Grants {
		if g.Member == a.member {
			sooner(g.Until)
		}
	}
	if a.Has(Freelancer) && !f.EndedAt.IsZero() {
		sooner(f.EndedAt.AddDate(0, 0, FreelancerDays).Add(time.Nanosecond))
	}
	return first
}

var leading = []Action{Know, ReadContent, ReadSummary, AddNote, Handle, Decide, Assign, Close, ReadLog, Keep, Disclose}

// butCount is everything one may want with what is still there.
var butCount = []Action{Know, ReadContent, ReadSummary, AddNote, Handle, Decide, Assign, Close, Deliver, ReadLog, BreakGlass, Hear, Keep, Confirm, Redact, Erase, Disclose}

var rules = []rule{
	{"nobody", false, nil, func(a Actor, f Facts) bool { return a.member == "" || a.organisation == "" || f.Dossier == "" }},
	{"other_organisation", false, nil, func(a Actor, f Facts) bool { return a.organisation != f.Organisation }},
	{"subject_of_complaint", false, nil, func(a Actor, f Facts) bool { return slices.Contains(f.Subjects, a.member) }},
	{"recused", false, nil, func(a Actor, f Facts) bool { return slices.Contains(f.Recused, a.member) }},
	{"erased", false, butCount, func(_ Actor, f Facts) bool { return f.Erased }},
	{"second_factor_missing", false, nil, func(a Actor, _ Facts) bool { return a.proof == halfWay }},
	{"reported_it_by_link", true, []Action{Know, ReadSummary}, func(a Actor, f Facts) bool { return a.proof == byLink && a.member == f.Reporter }},
	{"only_by_link", false, nil, func(a Actor, _ Facts) bool { return a.proof == byLink }},
	{"system", true, []Action{Deliver, Handle, Erase, Count}, func(a Actor, _ Facts) bool { return a.member == complaint.BySystem }},
	{"involvement_ended", false, nil, longOver},
	{"leads", true, leading, func(a Actor, _ Facts) bool { return a.Has(Lead, Deputy) }},
	{"stands_in_for_the_leads", true, leading, standsIn},
	{"second_person", true, []Action{Confirm}, second},
	{"second_person_redacts", true, []Action{Redact}, secondRedacts},
	{"reviews", true, []Action{Count}, func(a Actor, _ Facts) bool { return a.Has(Lead, Deputy, Partner) }},
	{"hears_the_appeal", true, []Action{Hear}, func(a Actor, f Facts) bool {
		return a.Has(Confidant) && slices.Contains(f.Confidants, a.member) && Independent(a, f)
	}},
	{"handles", true, []Action{Know, ReadContent, ReadSummary, AddNote, Handle, Decide, Disclose},
		func(a Actor, f Facts) bool { return a.member == f.Handler }},
	{"acknowledges", true, []Action{Know, ReadContent, ReadSummary, AddNote, Handle},
		func(a Actor, f Facts) bool { return a.member == f.Acknowledger }},
	{"reads_along", true, []Action{Know, ReadContent, ReadSummary, AddNote},
		func(a Actor, f Facts) bool { return slices.Contains(f.Readers, a.member) }},
	{"reported_it_just_now", true, []Action{Know, ReadContent, ReadSummary},
		func(a Actor, f Facts) bool { return a.member == f.Reporter && !f.Discussed }},
	{"reported_it", true, []Action{Know, ReadSummary}, func(a Actor, f Facts) bool { return a.member == f.Reporter }},
	{"broke_the_glass", true, []Action{Know, ReadContent, ReadSummary}, hasGrant},
	{"keeps_the_terms", true, []Action{Know, ReadSummary}, func(a Actor, _ Facts) bool { return a.Has(Coordinator) }},
	{"audits", true, []Action{Know, ReadSummary, Count}, func(a Actor, _ Facts) bool { return a.Has(Auditor) }},
	{"guards_privacy", true, []Action{Know, ReadSummary, ReadLog}, func(a Actor, _ Facts) bool { return a.Has(PrivacyOfficer) }},
	{"may_break_the_glass", true, []Action{BreakGlass}, func(a Actor, _ Facts) bool { return a.Has(PrivacyOfficer, Administrator) }},
}

// SeesAll reports whether this actor can know of dossiers without a part in
// them: for everybody else a list need look only at where they have a part.
func (a Actor) SeesAll() bool {
	return a.Has(Lead, Deputy, Confidant, Coordinator, Auditor, PrivacyOfficer) || a.member == complaint.BySystem
}

// Involved lists who has a part in the dossier: without a title that sees all,
// nobody else can know of it.
func (f Facts) Involved() []complaint.MemberID {
	all := slices.Concat([]complaint.MemberID{f.Reporter, f.Acknowledger, f.Handler}, f.Readers)
	for _, g := range f.Grants {
		all = append(all, g.Member)
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(m complaint.MemberID) bool { return m == "" })
}

// Act is a kind of handle: its type says what the holder may do, so that the
// wrong use does not compile.
type Act interface{ Action() Action }

// The acts that handles exist for.
type (
	Content struct{} // reading everything
	Summary struct{} // reading state and dates
	Outbox  struct{} // reading a letter that has to leave: the machine's only reason
	Log     struct{} // reading who looked
	Frozen  struct{} // reading the dossier as it was when somebody appealed
)

// Action implements Act.
func (Content) Action() Action { return ReadContent }

// Action implements Act.
func (Summary) Action() Action { return ReadSummary }

// Action implements Act.
func (Outbox) Action() Action { return Deliver }

// Action implements Act.
func (Log) Action() Action { return ReadLog }

// Action implements Act.
func (Frozen) Action() Action { return Hear }
