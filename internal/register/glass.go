package register

import (
	"context"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// BreakGlass lets who watches over the system read one dossier for a day, for a
// reason. Who leads it is told at once, and it ends by itself (security 4.1).
func (r *Register) BreakGlass(ctx context.Context, who Person, o Order, reason string) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.BreakGlass, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		if access.May(who.Actor, access.ReadContent, access.FactsOf(who.Organisation(), "this", c)).OK {
			return nil, &complaint.Refusal{Code: "glass_not_needed", Field: "ref"}
		}
		return c.BreakGlass(m, who.Member.ID, reason)
	})
}

// Glass is emergency access that still lasts.
type Glass struct {
	Ref   string
	By    store.Member
	Until time.Time
}

// Broken lists the emergency access that lasts now, for who leads: the second
// pair of eyes sees it also where no mail can tell.
func (r *Register) Broken(who Person) []Glass {
	var all []Glass
	for _, e := range r.index.KnownOpened(who.Actor) {
		if !access.May(who.Actor, access.Assign, e.Facts).OK {
			continue
		}
		for _, g := range e.Facts.Grants {
			if m, ok := r.Member(g.Member); ok && r.Now().Before(g.Until) {
				all = append(all, Glass{Ref: e.Ref, By: m, Until: g.Until})
			}
		}
	}
	return all
}

// AnswersFor is who answers to this complainant: who handles it, else who leads
// it; never somebody it is about.
func (r *Register) AnswersFor(c complaint.Complaint) (store.Member, bool) {
	if m, ok := r.Member(c.Handler); ok && r.works(m) && !c.Conflicted(m.ID) {
		return m, true
	}
	for _, m := range r.watchers(c) {
		if lead, ok := r.LeadMember(); ok && m.ID == lead.ID {
			return m, true
		}
	}
	for _, m := range r.watchers(c) {
		if r.works(m) {
			return m, true
		}
	}
	return store.Member{}, false
}

// watchers are who leads this dossier: never somebody who stands outside it, and
// the confidants when that is everybody who leads.
func (r *Register) watchers(c complaint.Complaint) []store.Member {
	var all, confidants []store.Member
	for _, m := range r.Active() {
		switch {
		case c.Conflicted(m.ID):
		case leads(m):
			all = append(all, m)
		case m.Has(access.Confidant):
			confidants = append(confidants, m)
		}
	}
	if len(all) == 0 {
		return confidants
	}
	return all
}
