package identity

import (
	"sync"
	"time"
)

// Guesses counts wrong tries per key within a time. It lives in memory: a
// restart forgives.
type Guesses struct {
	mu     sync.Mutex
	most   int
	within time.Duration
	wrong  map[string][]time.Time
}

// NewGuesses allows most wrong tries within a time.
func NewGuesses(most int, within time.Duration) *Guesses {
	return &Guesses{most: most, within: within, wrong: map[string][]time.Time{}}
}

// Try counts a try before it is known to be right, so that many at once are
// counted too. False means that there were too many; nothing is counted then.
func (g *Guesses) Try(key string, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	recent := g.recent(key, now)
	if len(recent) >= g.most {
		return false
	}
	g.wrong[key] = append(recent, now)
	return true
}

// Right takes back the last try: it was no guess.
func (g *Guesses) Right(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if n := len(g.wrong[key]); n > 1 {
		g.wrong[key] = g.wrong[key][:n-1]
	} else {
		delete(g.wrong, key)
	}
}

// Spent reports whether no try is left.
func (g *Guesses) Spent(key string, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.recent(key, now)) >= g.most
}

func (g *Guesses) recent(key string, now time.Time) []time.Time {
	if len(g.wrong) > 10_000 { // a flood of keys must not fill the memory
		clear(g.wrong)
	}
	recent := g.wrong[key][:0]
	for _, t := range g.wrong[key] {
		if now.Sub(t) < g.within {
			recent = append(recent, t)
		}
	}
	return recent
}
