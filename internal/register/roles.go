package register

import (
	"context"
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// plain are the roles that open no dossier by themselves. Who runs the system
// may give these; the others only who leads: a role that opens dossiers given by
// somebody who may open none would be a way round (security 4.1).
var plain = []access.Role{access.Partner, access.Trainer, access.CoTrainer, access.Intervisor, access.Freelancer, access.Administrator}

// ManagesPeople reports whether this person keeps the list of people.
func (p Person) ManagesPeople() bool {
	return p.Proven() && p.Has(access.Lead, access.Deputy, access.Administrator)
}

// MayGive lists the roles this person can give.
func (p Person) MayGive() []access.Role {
	if p.Leads() || p.SetsUp() {
		return access.Roles()
	}
	return slices.Clone(plain)
}

// MayTake reports whether this person may end somebody's part in the team: who
// runs the system cannot send away who watches over it.
func (p Person) MayTake(m store.Member) bool {
	return !slices.ContainsFunc(m.Roles, func(x access.Role) bool { return !slices.Contains(p.MayGive(), x) })
}

// roleProblems says what is wrong with giving somebody these roles.
func (r *Register) roleProblems(who Person, had, roles []access.Role, until calendar.Date) Problems {
	unknown := func(x access.Role) bool { return !slices.Contains(access.Roles(), x) }
	switch {
	case len(roles) == 0 || slices.ContainsFunc(roles, unknown):
		return Problems{{"role", "role_missing"}}
	case slices.ContainsFunc(changed(had, roles), func(x access.Role) bool { return !slices.Contains(who.MayGive(), x) }):
		return Problems{{"role", "role_by_lead"}}
	case slices.Contains(roles, access.Auditor) && until.IsZero():
		return Problems{{"until", "auditor_until"}}
	case !until.IsZero() && until.Before(r.Procedure().On(r.Now())):
		return Problems{{"until", "until_past"}}
	}
	return nil
}

// changed lists what is in one and not in the other, either way.
func changed(a, b []access.Role) (all []access.Role) {
	for _, x := range access.Roles() {
		if slices.Contains(a, x) != slices.Contains(b, x) {
			all = append(all, x)
		}
	}
	return all
}

// ChangeMember gives somebody other roles or another last day, after a fresh
// proof of who asks. Their sessions end: they sign in again as who they are now. The last lead stays lead.
func (r *Register) ChangeMember(ctx context.Context, who Person, id complaint.MemberID, roles []access.Role, until calendar.Date) error {
	m, ok := r.Member(id)
	if !who.ManagesPeople() || !ok || m.State == store.MemberLeft {
		return ErrNotFound
	}
	if problems := r.roleProblems(who, m.Roles, roles, until); problems != nil {
		return problems
	}
	if !who.Fresh(r.Now()) { // whoever finds an open screen gives nobody a role
		return ErrProve
	}
	stops := !slices.Contains(roles, access.Lead) && !slices.Contains(roles, access.Deputy) || !until.IsZero()
	if leads(m) && stops && r.lastLead(m.ID) {
		return Problems{{"role", "last_lead"}}
	}
	if m.Until == until && len(changed(m.Roles, roles)) == 0 {
		return nil
	}
	m.Roles, m.Until = roles, until
	if err := r.Store.SaveMember(ctx, m); err != nil {
		return err
	}
	if err := r.log(ctx, who, store.LogRoleChanged, "", m.Name); err != nil {
		return err
	}
	return r.load(ctx, m.Organisation)
}

// lastLead reports whether nobody else leads for good.
func (r *Register) lastLead(id complaint.MemberID) bool {
	return !slices.ContainsFunc(r.leads(), func(m store.Member) bool {
		return m.ID != id && m.State == store.MemberActive && m.Until.IsZero()
	})
}
