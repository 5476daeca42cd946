package kit

import (
	"sync"
	"time"
)

// Limiter slows down who asks too often. It lives in memory: a restart forgives.
type Limiter struct {
	mu     sync.Mutex
	most   int
	within time.Duration
	seen   map[string][]time.Time
	now    func() time.Time
}

// NewLimiter allows most per key within a time.
func NewLimiter(most int, within time.Duration, now func() time.Time) *Limiter {
	return &Limiter{most: most, within: within, seen: map[string][]time.Time{}, now: now}
}

// Forgive takes back the last that was counted: it was no guess.
func (l *Limiter) Forgive(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n := len(l.seen[key]); n > 1 {
		l.seen[key] = l.seen[key][:n-1]
	} else {
		delete(l.seen, key)
	}
}

// Allow counts one more and reports whether it is still within the limit.
func (l *Limiter) Allow(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if len(l.seen) > 10_000 { // a flood of addresses must not fill the memory
		clear(l.seen)
	}
	recent := l.seen[key][:0]
	for _, t := range l.seen[key] {
		if now.Sub(t) < l.within {
			recent = append(recent, t)
		}
	}
	if len(recent) >= l.most {
		l.seen[key] = recent
		return false
	}
	l.seen[key] = append(recent, now)
	return true
}
