package kit

import (
	"sync"
	"time"
)

// longestWait is how long somebody waits at most after yet another mistake.
const longestWait = time.Minute

// Brake makes each mistake in a row cost twice the time of the one before: 1
// second, 2, 4, up to a minute. It is put on one account in one network, so
// that a guesser slows himself down and not the owner somewhere else
// (security 2.12). It lives in memory: a restart forgives.
type Brake struct {
	mu  sync.Mutex
	now func() time.Time
	all map[string]mistakes
}

type mistakes struct {
	n    int
	last time.Time
}

// NewBrake makes a brake on this clock.
func NewBrake(now func() time.Time) *Brake { return &Brake{now: now, all: map[string]mistakes{}} }

// Try counts a try as a mistake, before it is known to be one: many at once do
// not slip through together. False means: not yet.
func (b *Brake) Try(key string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	now, m := b.now(), b.all[key]
	if m.n > 0 && now.Before(m.last.Add(wait(m.n))) {
		return false
	}
	if len(b.all) > 10_000 { // a flood of addresses must not fill the memory
		clear(b.all)
	}
	if now.Sub(m.last) > time.Hour {
		m.n = 0
	}
	b.all[key] = mistakes{m.n + 1, now}
	return true
}

// Right forgets the mistakes.
func (b *Brake) Right(key string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.all, key)
}

func wait(n int) time.Duration { return min(longestWait, time.Second<<min(n-1, 10)) }
