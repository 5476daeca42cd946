package register

import (
	"context"
	"errors"
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
	return r.onMember(ctx, who, id, func(t *store.Tx, m store.Member, last bool) error {
		if problems := r.roleProblems(who, m.Roles, roles, until); problems != nil {
			return problems
		}
		if !who.Fresh(r.Now()) { // whoever finds an open screen gives nobody a role
			return ErrProve
		}
		stops := !slices.Contains(roles, access.Lead) && !slices.Contains(roles, access.Deputy) || !until.IsZero()
		if last && stops {
			return Problems{{"role", "last_lead"}}
		}
		if m.Until == until && len(changed(m.Roles, roles)) == 0 {
			return nil
		}
		m.Roles, m.Until = roles, until
		return errors.Join(t.SaveMember(m), t.Log(r.line(who.visitor(), store.LogRoleChanged, "", m.Name)))
	})
}

// onMember does something with somebody's account. Who asks and who everybody is are
// those of that moment, and nobody else's change comes between: two leads who send each
// other away at once would leave nobody. last: nobody else leads for good.
func (r *Register) onMember(ctx context.Context, who Person, id complaint.MemberID, do func(t *store.Tx, m store.Member, last bool) error) error {
	if !who.ManagesPeople() {
		return ErrNotFound
	}
	err := r.Store.Write(ctx, func(t *store.Tx) error {
		if _, err := r.now(t, who.visitor()); err != nil {
			return err
		}
		all, err := t.Members(who.Organisation())
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(m store.Member) bool { return m.ID == id && m.State != store.MemberLeft })
		if i < 0 {
			return ErrNotFound
		}
		others := slices.ContainsFunc(all, func(m store.Member) bool {
			return m.ID != id && leads(m) && m.State == store.MemberActive && m.Until.IsZero()
		})
		return do(t, all[i], leads(all[i]) && !others)
	})
	if err != nil {
		return err
	}
	return r.load(ctx, who.Organisation())
}
