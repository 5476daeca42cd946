package identity

import (
	"sync"
	"time"
)

// Guesses counts tries per key within a time. It lives in memory: a restart forgives.
type Guesses struct {
	mu     sync.Mutex
	within time.Duration
	tried  map[string][]time.Time
}

// NewGuesses counts tries within a time.
func NewGuesses(within time.Duration) *Guesses {
	return &Guesses{within: within, tried: map[string][]time.Time{}}
}

// Try counts a try before it is known to be right, so that many at once are counted
// too, when may allows it by how many there were and how long ago the last was.
// Else nothing
// is counted.
func (g *Guesses) Try(key string, now time.Time, may func(n int, ago time.Duration) bool) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	recent := g.recent(key, now)
	var ago time.Duration
	if n := len(recent); n > 0 {
		ago = now.Sub(recent[n-1])
	}
	if !may(len(recent), ago) {
		return false
	}
	g.tried[key] = append(recent, now)
	return true
}

// Right takes back the last try: it was no guess.
func (g *Guesses) Right(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if n := len(g.tried[key]); n > 1 {
		g.tried[key] = g.tried[key][:n-1]
	} else {
		delete(g.tried, key)
	}
}

// Forget takes back all of them.
func (g *Guesses) Forget(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.tried, key)
}

// Count is how many tries there were.
func (g *Guesses) Count(key string, now time.Time) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.recent(key, now))
}

func (g *Guesses) recent(key string, now time.Time) []time.Time {
	if len(g.tried) > 10_000 { // a flood of keys must not fill the memory
		clear(g.tried)
	}
	recent := g.tried[key][:0]
	for _, t := range g.tried[key] {
		if now.Sub(t) < g.within {
			recent = append(recent, t)
		}
	}
	return recent
}
