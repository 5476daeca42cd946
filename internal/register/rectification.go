package register

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Rectify puts beside a fact in the story what it should be.
func (r *Register) Rectify(ctx context.Context, who Person, o Order, e complaint.Rectified) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Rectify(m, e)
	})
}
