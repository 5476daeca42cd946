package register

import (
	"context"
	"errors"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Leave ends somebody's access at once and gives what they still owe to a
// colleague; without one it is for who leads. The last lead cannot leave.
func (r *Register) Leave(ctx context.Context, who Person, id, successor complaint.MemberID) error {
	m, ok := r.Member(id)
	if !who.ManagesPeople() || !ok || m.State == store.MemberLeft {
		return ErrNotFound
	}
	if !who.MayTake(m) {
		return Problems{{"member", "role_by_lead"}}
	}
	if leads(m) && r.lastLead(id) {
		return Problems{{"member", "last_lead"}}
	}
	if s, ok := r.Member(successor); successor != "" && (!ok || s.State != store.MemberActive || successor == id) {
		return Problems{{"successor", "member_unknown"}}
	}
	work := store.Job{Kind: store.JobHandOver, Item: string(id) + " " + string(successor)}
	if err := r.Store.Leave(ctx, who.Organisation(), id, work); err != nil {
		return err
	}
	r.Wake()
	if err := r.log(ctx, who, store.LogLeft, "", m.Name); err != nil {
		return err
	}
	return r.load(ctx, who.Organisation())
}

// handOver goes through what is not finished and gives what somebody who left
// still owed to who takes over. It may be done again: what was handed over owes
// nothing any more. The system does it, so that it reaches also a dossier that
// the lead may not know of.
func (r *Register) handOver(ctx context.Context, j store.Job) error {
	from, to, _ := strings.Cut(j.Item, " ")
	r.index.Wait()
	for _, id := range r.index.Unfinished() {
		err := r.Store.Write(ctx, func(t *store.Tx) error {
			_, err := r.inside(t, system(j.Organisation), id, Order{}, access.Handle,
				func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
					return c.HandOver(m, complaint.MemberID(from), complaint.MemberID(to))
				})
			return err
		})
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	return r.finish(ctx, j)
}
