package store

import (
	"context"
	"encoding/hex"
	"time"

	"wederhoor/internal/vault"
)

// The clocks of several machines are never quite the same, and one may be wrong by
// minutes. Leases and what is counted within a time need one clock, and that is the
// database's: of sessions, of proofs, of tries. What happened when is told by the
// program's own.

// Common is the time that all programs on one database agree on.
func (s *Store) Common() time.Time { return s.common() }

func (s *Store) common() time.Time { return s.now().Add(time.Duration(s.ahead.Load())) }

// CommonKey is a key that all programs with this master key have, for one purpose.
func (s *Store) CommonKey(purpose string) vault.Key { return s.master.Derive("common/" + purpose) }

// SetUpKey opens the first page where not only this machine can reach it.
func (s *Store) SetUpKey() string {
	return hex.EncodeToString(vault.MAC(s.master, "common/set-up", nil)[:16])
}

// SetClock looks how far the clock of the database is ahead of ours.
func (s *Store) SetClock(ctx context.Context) (ahead time.Duration, err error) {
	if !s.Shared() {
		return 0, nil
	}
	var ms int64
	before := s.now()
	if err := s.reg.QueryRowContext(ctx, "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)").Scan(&ms); err != nil {
		return 0, unavailable(err)
	}
	ahead = time.UnixMilli(ms).Sub(before.Add(s.now().Sub(before) / 2))
	s.ahead.Store(int64(ahead))
	return ahead, nil
}
