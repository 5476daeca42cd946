package kit

import (
	"context"
	"time"

	"wederhoor/internal/register"
)

// longestWait is how long somebody waits at most after yet another mistake.
const longestWait = time.Minute

// Brake makes each mistake within an hour cost twice the time of the one before: 1
// second, 2, 4, up to a minute. It is put on one account in one network, so that a
// guesser slows himself down and not the owner somewhere else (security 2.12).
type Brake struct{ tries *register.Tries }

// Brake makes a brake of this name.
func (k *Kit) Brake(what string) *Brake {
	return &Brake{k.Register.Tries(what, 0, time.Hour)}
}

// Try counts a try as a mistake, before it is known to be one: many at once do not
// slip through together. False means: not yet.
func (b *Brake) Try(ctx context.Context, key string) bool {
	return b.tries.TryIf(ctx, key, func(n int, ago time.Duration) bool { return n == 0 || ago >= wait(n) })
}

// Right forgets the mistakes.
func (b *Brake) Right(ctx context.Context, key string) { b.tries.Forget(ctx, key) }

func wait(n int) time.Duration { return min(longestWait, time.Second<<min(n-1, 10)) }
