package register

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Restrict says that nothing is done with a dossier but keeping it.
func (r *Register) Restrict(ctx context.Context, who Person, o Order, e complaint.Restricted) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Keep, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Restrict(m, e)
	})
}

// LiftRestriction ends that, once who asked for it was told.
func (r *Register) LiftRestriction(ctx context.Context, who Person, o Order, e complaint.RestrictionLifted) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Keep, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.LiftRestriction(p, m, e)
	})
}
