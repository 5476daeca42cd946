package register

import (
	"context"

	"wederhoor/internal/inmail"
	"wederhoor/internal/mailbox"
	"wederhoor/internal/store"
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

// Sweep clears away what is over, as Work does every hour.
func (r *Register) Sweep(ctx context.Context) { r.sweep(ctx) }
