package kit

import (
	"context"
	"time"
)

// answers is how long the database has to answer who asks whether we are ready.
const answers = 2 * time.Second

// Drain says that this program is about to stop: a proxy in front is told to send
// people elsewhere, and every answer ends its connection.
func (k *Kit) Drain() { k.draining.Store(true) }

// Draining reports whether this program is about to stop.
func (k *Kit) Draining() bool { return k.draining.Load() }

// NotReady says in a word why nobody should be sent here now; "" when they may.
func (k *Kit) NotReady(ctx context.Context) string {
	if k.Draining() {
		return "draining"
	}
	ctx, cancel := context.WithTimeout(ctx, answers)
	defer cancel()
	return k.Register.NotReady(ctx)
}
