package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"
)

// A clock that goes wrong must not destroy anything (security 5.5): what was stored
// last says what time it may be.
const (
	clockJump = 30 * 24 * time.Hour // further ahead than any register stands still
	clockBack = 5 * time.Minute     // mended clocks go back a little
	clockNote = time.Minute         // how often the latest moment is written down
)

// watermark is the latest moment at which anything was committed.
type watermark struct {
	sync.Mutex
	latest     int64 // Unix milliseconds
	noted      int64 // as it stands in the database
	jumpedFrom int64
}

// Clock is what is known of the clock.
type Clock struct {
	Latest     time.Time // something was stored then; zero: nothing was
	JumpedFrom time.Time // the clock jumped ahead from here, and nobody said yet that it is right
	Now        time.Time
}

// Sane reports whether what cannot be undone may be done at this moment.
func (c Clock) Sane() bool {
	if c.Latest.IsZero() {
		return true
	}
	return c.JumpedFrom.IsZero() && !c.Now.Before(c.Latest.Add(-clockBack)) && c.Now.Sub(c.Latest) <= clockJump
}

// Clock says how the clock stands to what was stored.
func (s *Store) Clock() Clock {
	s.clock.Lock()
	defer s.clock.Unlock()
	return Clock{Latest: moment(s.clock.latest), JumpedFrom: moment(s.clock.jumpedFrom), Now: s.now()}
}

// ReadClock reads anew what others said of the clock: that it is right after all.
func (s *Store) ReadClock(ctx context.Context) error { return s.loadClock(ctx) }

func (s *Store) loadClock(ctx context.Context) error {
	s.clock.Lock()
	defer s.clock.Unlock()
	err := s.reg.QueryRowContext(ctx, "SELECT latest, jumped_from FROM clock WHERE id = 1").Scan(&s.clock.latest, &s.clock.jumpedFrom)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return unavailable(err)
	}
	s.clock.noted = s.clock.latest
	return nil
}

// noteClock looks at the clock at every commit, and writes down what it saw when that
// is news. The rest is durable when the commit is.
func (t *Tx) noteClock() error {
	c := &t.s.clock
	c.Lock()
	defer c.Unlock()
	now := t.s.now().UnixMilli()
	if c.latest > 0 && now-c.latest > clockJump.Milliseconds() && t.s.Shared() { // other programs may have stored something since
		var latest int64
		if err := t.row("SELECT COALESCE(MAX(latest), 0) FROM clock WHERE id = 1").Scan(&latest); err != nil {
			return unavailable(err)
		}
		c.latest = max(c.latest, latest)
	}
	jumped := c.jumpedFrom == 0 && c.latest > 0 && now-c.latest > clockJump.Milliseconds()
	if jumped {
		c.jumpedFrom = c.latest
	}
	c.latest = max(c.latest, now)
	if !jumped && c.noted > 0 && c.latest-c.noted < clockNote.Milliseconds() {
		return nil
	}
	c.noted = c.latest
	_, err := t.exec(`INSERT INTO clock (id, latest, jumped_from) VALUES (1, $1, $2) ON CONFLICT (id) DO UPDATE SET jumped_from = excluded.jumped_from,
		latest = CASE WHEN clock.latest > excluded.latest THEN clock.latest ELSE excluded.latest END`, c.latest, c.jumpedFrom)
	return err
}

// ClockIsRight says that a person looked: the clock did not go wrong, nothing was
// stored for that long. A clock that stands before what was stored is wrong.
func (s *Store) ClockIsRight(ctx context.Context) error {
	err := s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("UPDATE clock SET jumped_from = 0, latest = $1 WHERE id = 1", s.now().UnixMilli())
		return err
	})
	if err != nil {
		return err
	}
	s.clock.Lock()
	defer s.clock.Unlock()
	s.clock.jumpedFrom = 0
	return nil
}
