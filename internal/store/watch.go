package store

import (
	"context"
	"database/sql"
	"time"

	"wederhoor/internal/complaint"
)

// Watch is told how the store works, in numbers and codes; what is nil is not told.
type Watch struct {
	Committed func(acts int, took time.Duration) // one transaction, with all that shared it
	Recorded  func(complaint.Kind)               // an event is durable
}

// recorded tells of an event once it is durable.
func (t *Tx) recorded(kind complaint.Kind) {
	if tell := t.s.watching.Recorded; tell != nil {
		t.After(func() { tell(kind) })
	}
}

// Waiting is how many acts wait for the writer now.
func (s *Store) Waiting() int { return len(s.requests) }

// Pool is how busy the connections to a database are.
type Pool struct {
	Name             string // reg or keys; on PostgreSQL one serves both
	Open, InUse, Max int    // Max 0: as many as are asked for
	Waits            int64  // how often somebody waited for a connection since the start
	Waited           time.Duration
}

// Pools is how busy the connections are now.
func (s *Store) Pools() []Pool {
	pool := func(name string, db *sql.DB) Pool {
		st := db.Stats()
		return Pool{Name: name, Open: st.OpenConnections, InUse: st.InUse, Max: st.MaxOpenConnections, Waits: st.WaitCount, Waited: st.WaitDuration}
	}
	if s.keys == s.reg {
		return []Pool{pool("reg", s.reg)}
	}
	return []Pool{pool("reg", s.reg), pool("keys", s.keys)}
}

// Logged is how many events an organisation's log holds.
func (s *Store) Logged(ctx context.Context, organisation string) (n int64, err error) {
	if err := s.reg.QueryRowContext(ctx, "SELECT log_size FROM organisation WHERE id = $1", organisation).Scan(&n); err != nil {
		return 0, unavailable(err)
	}
	return n, nil
}

// Overtaken is a dossier whose due date passed while queued work for it waits.
type Overtaken struct {
	DueOn  string    // as in View
	Queued time.Time // since when the oldest of that work was due
}

// Overtaken lists the dossiers with a due date before a day (YYYY-MM-DD) and work in
// the queue.
func (s *Store) Overtaken(ctx context.Context, organisation, before string) ([]Overtaken, error) {
	return list(ctx, s.reg, func(scan func(...any) error) (o Overtaken, err error) {
		var at int64
		if err := scan(&o.DueOn, &at); err != nil {
			return o, unavailable(err)
		}
		o.Queued = time.UnixMilli(at)
		return o, nil
	}, `SELECT d.due_on, MIN(j.due_at) FROM job j JOIN dossier d ON d.id = j.dossier
		WHERE j.organisation = $1 AND d.organisation = $1 AND d.due_on <> '' AND d.due_on < $2 GROUP BY d.id, d.due_on`, organisation, before)
}
