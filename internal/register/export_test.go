package register

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/inmail"
	"wederhoor/internal/mailbox"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Poll reads a mailbox once: what is new is kept and settled.
func (r *Register) Poll(ctx context.Context, b *mailbox.Box) error {
	reader := &reader{r: r, box: b, failed: map[uint32]int{}}
	return reader.session(ctx, func(s *mailbox.Session) error { return reader.round(ctx, s) })
}

// Bounced is what becomes of a report that came to this address.
func (r *Register) Bounced(ctx context.Context, at string, report []byte) error {
	said := inmail.Read(report)
	return r.Store.Write(ctx, func(t *store.Tx) error { return r.bounced(t, at, said) })
}

// TakePart is one look at who leads, as Lead does every two seconds.
func (r *Register) TakePart(ctx context.Context) error { return r.lead(ctx) }

// LetGo is what Lead does when the program stops.
func (r *Register) LetGo(ctx context.Context) { r.letGo(ctx) }

// Sweep clears away what is over, as Work does every hour.
func (r *Register) Sweep(ctx context.Context) { r.sweep(ctx) }

// AppealOwn is an appeal that the complainant makes themselves, heard in a room.
func (r *Register) AppealOwn(ctx context.Context, o Own, a complaint.Appealed) (complaint.Complaint, error) {
	return r.own(ctx, o, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Appeal(p, m, a)
	})
}

// EndInRoom is what a confidant concludes by themselves.
func (r *Register) EndInRoom(ctx context.Context, o Own, by complaint.MemberID, e complaint.AppealEnded) error {
	id, _, err := r.Store.ByReceipt(ctx, r.Home().ID, o.Code)
	if err != nil {
		return err
	}
	return r.Store.Write(ctx, func(t *store.Tx) error {
		_, err := r.inside(t, system(r.Home().ID), id, Order{by: by}, access.Handle,
			func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
				return c.EndAppeal(p, m, e)
			})
		return err
	})
}
