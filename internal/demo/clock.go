package demo

import (
	"sync"
	"time"
)

// Clock tells the time that a story needs, and after Release the real time.
type Clock struct {
	real func() time.Time

	mu  sync.Mutex
	set time.Time // zero: the real time
}

// NewClock makes a clock that follows real until it is set.
func NewClock(real func() time.Time) *Clock { return &Clock{real: real} }

// Now is the time that was set, or the real time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.set.IsZero() {
		return c.real()
	}
	return c.set
}

// Set stops the clock at a moment.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.set = at
}

// Release lets the clock follow the real time again.
func (c *Clock) Release() { c.Set(time.Time{}) }
