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
	err := r.onMember(ctx, who, id, func(t *store.Tx, m store.Member, last bool) error {
		if !who.MayTake(m) {
			return Problems{{"member", "role_by_lead"}}
		}
		if last {
			return Problems{{"member", "last_lead"}}
		}
		if s, ok := r.Member(successor); successor != "" && (!ok || s.State != store.MemberActive || successor == id) {
			return Problems{{"successor", "member_unknown"}}
		}
		work := store.Job{Kind: store.JobHandOver, Item: string(id) + " " + string(successor)}
		return errors.Join(t.Leave(who.Organisation(), id, work), t.Log(r.line(who.visitor(), store.LogLeft, "", m.Name)))
	})
	if err == nil {
		r.Wake()
	}
	return err
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
