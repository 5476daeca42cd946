package store

import (
	"context"
	"strings"
	"time"

	"wederhoor/internal/vault"
)

// Allowance is how much the machine may mail by itself; 0 is no limit.
type Allowance struct {
	PerDay  int // to one address in 24 hours
	PerHour int // to everybody in an hour
}

// Spend counts one automatic mail to an address and marks its job as sending, or
// holds the job until there is room again and says until when. What is held is
// no attempt. ErrLost: the job is not this worker's any more.
func (t *Tx) Spend(j Job, address string, a Allowance) (held time.Time, err error) {
	orgKey, err := t.s.orgKey(t.ctx, j.Organisation)
	if err != nil {
		return held, err
	}
	mac := vault.MAC(orgKey, "mailed", []byte(strings.ToLower(address)))
	day, err := t.room(a.PerDay, 24*time.Hour, "SELECT COUNT(*), COALESCE(MIN(at), 0) FROM mailed WHERE organisation = $1 AND at > $2 AND job <> $3 AND address = $4", j, mac)
	if err != nil {
		return held, err
	}
	hour, err := t.room(a.PerHour, time.Hour, "SELECT COUNT(*), COALESCE(MIN(at), 0) FROM mailed WHERE organisation = $1 AND at > $2 AND job <> $3", j)
	if err != nil {
		return held, err
	}
	if held = latest(day, hour); !held.IsZero() {
		return held, t.hold(j, held)
	}
	if err := t.MarkSending(j); err != nil {
		return held, err
	}
	_, err = t.exec(`INSERT INTO mailed (organisation, job, at, address) VALUES ($1, $2, $3, $4)
		ON CONFLICT (organisation, job) DO UPDATE SET at = excluded.at`, j.Organisation, j.ID, t.s.now().UnixMilli(), mac)
	return held, err
}

// room is zero when there is room for one more, else when the oldest makes some.
func (t *Tx) room(limit int, within time.Duration, query string, j Job, more ...any) (until time.Time, err error) {
	if limit == 0 {
		return until, nil
	}
	var n int
	var oldest int64
	args := append([]any{j.Organisation, t.s.now().Add(-within).UnixMilli(), j.ID}, more...)
	if err := t.row(query, args...).Scan(&n, &oldest); err != nil {
		return until, unavailable(err)
	}
	if n < limit {
		return until, nil
	}
	return time.UnixMilli(oldest).Add(within), nil
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func (t *Tx) hold(j Job, until time.Time) error {
	return wrote(t.row(`UPDATE job SET state = $1, run_at = $2, lease_until = 0, attempts = attempts - 1
		WHERE organisation = $3 AND id = $4 AND lease_until = $5 RETURNING id`, JobHeld, until.UnixMilli(), j.Organisation, j.ID, j.lease), ErrLost)
}

// HeldJobs counts the automatic mail that waits for room.
func (s *Store) HeldJobs(ctx context.Context, organisation string) (n int, err error) {
	err = s.reg.QueryRowContext(ctx, "SELECT COUNT(*) FROM job WHERE organisation = $1 AND state = $2", organisation, JobHeld).Scan(&n)
	if err != nil {
		return 0, unavailable(err)
	}
	return n, nil
}

// SweepMailed forgets what no budget counts any more.
func (s *Store) SweepMailed(ctx context.Context) error {
	return s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("DELETE FROM mailed WHERE at < $1", t.s.now().Add(-48*time.Hour).UnixMilli())
		return err
	})
}
