package register

import (
	"context"

	"wederhoor/internal/inmail"
	"wederhoor/internal/store"
)

// Bounced is what becomes of a report that came to this address.
func (r *Register) Bounced(ctx context.Context, at string, report []byte) error {
	said := inmail.Read(report)
	return r.Store.Write(ctx, func(t *store.Tx) error { return r.bounced(t, at, said) })
}
