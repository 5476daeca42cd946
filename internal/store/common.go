package store

import (
	"context"
	"encoding/hex"
	"time"

	"wederhoor/internal/vault"
)

// The clocks of several machines are never quite the same, and one may be wrong by
// minutes. Programs on one database go by one clock, and that is the database's: what
// happened when, leases, and what is counted within a time.

// Now is the time that all programs on one database agree on.
func (s *Store) Now() time.Time { return s.own().Add(time.Duration(s.ahead.Load())) }

// CommonKey is a key that all programs with this master key have, for one purpose.
func (s *Store) CommonKey(purpose string) vault.Key { return s.master.Derive("common/" + purpose) }

// SetUpKey opens the first page where not only this machine can reach it.
func (s *Store) SetUpKey() string {
	return hex.EncodeToString(vault.MAC(s.master, "common/set-up", nil)[:16])
}

// nearly is how little a clock may differ before it is put right: less is the time that
// a question takes.
const nearly = time.Second

// SetClock looks how far the clock of the database is ahead of that of this machine, and
// goes by it from then on.
func (s *Store) SetClock(ctx context.Context) (ahead time.Duration, err error) {
	if !s.Shared() {
		return 0, nil
	}
	var ms int64
	before := s.own()
	if err := s.reg.QueryRowContext(ctx, "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)").Scan(&ms); err != nil {
		return 0, unavailable(err)
	}
	took := s.own().Sub(before)
	if took > nearly { // a network or a program that stood still meanwhile
		return time.Duration(s.ahead.Load()), nil
	}
	ahead = time.UnixMilli(ms).Sub(before.Add(took / 2))
	if (ahead - time.Duration(s.ahead.Load())).Abs() > nearly {
		s.ahead.Store(int64(ahead))
	}
	return ahead, nil
}
