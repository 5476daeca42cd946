package testkit

import (
	"sync"
	"time"
)

// Clock stands still until it is told to move. It is safe for many goroutines;
// NewClock starts it, the zero Clock shows the zero time.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock starts a clock at a moment.
func NewClock(now time.Time) *Clock {
	c := new(Clock)
	c.Set(now)
	return c
}

// Now fits wherever the program takes a func() time.Time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set moves the clock, backwards too. It drops what is finer than a
// microsecond, as PostgreSQL would.
func (c *Clock) Set(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now.Round(0).Truncate(time.Microsecond)
}

// Advance moves the clock on.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
