package register

import (
	"context"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Filed gives who holds the code what a receipt proves, with the code that checks it.
func (r *Register) Filed(ctx context.Context, code vault.Code) (complaint.Complaint, complaint.Filing, vault.Code, error) {
	_, c, err := r.Store.ByReceipt(ctx, r.Home().ID, code)
	if err != nil {
		return c, complaint.Filing{}, "", err
	}
	check, err := r.Store.CheckCode(ctx, r.Home().ID, c.Filed())
	return c, c.Filed(), check, err
}

// CheckReceipt says when the complaint of a true receipt was filed; ErrNotFound
// when it is not true, whatever is wrong with it.
func (r *Register) CheckReceipt(ctx context.Context, ref string, check vault.Code) (time.Time, error) {
	return r.Store.CheckReceipt(ctx, r.Home().ID, ref, check)
}
