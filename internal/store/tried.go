package store

import (
	"context"
	"time"

	"wederhoor/internal/vault"
)

// mark is how a key is kept of which tries are counted: who it was is not on the disk.
func (s *Store) mark(what, key string) []byte { return vault.MAC(s.master, "tried "+what, []byte(key)) }

// Try counts a try at all programs together, when may allows it by how many there were
// within a time and how long ago the last was. Else nothing is
// counted.
func (s *Store) Try(ctx context.Context, what, key string, within time.Duration, may func(n int, ago time.Duration) bool) (ok bool, err error) {
	mark := s.mark(what, key)
	err = s.Write(ctx, func(t *Tx) error {
		now := s.now()
		var n int
		var last int64
		err := t.row("SELECT COUNT(*), COALESCE(MAX(at), 0) FROM tried WHERE what = $1 AND mark = $2 AND at > $3", what, mark, now.Add(-within).UnixMilli()).Scan(&n, &last)
		if err != nil {
			return unavailable(err)
		}
		if ok = may(n, now.Sub(time.UnixMilli(last))); !ok {
			return nil
		}
		_, err = t.exec("INSERT INTO tried (what, mark, at, id) VALUES ($1, $2, $3, $4)", what, mark, now.UnixMilli(), NewID())
		return err
	})
	return ok && err == nil, err
}

// Tries is how often something was tried within a time.
func (s *Store) Tries(ctx context.Context, what, key string, within time.Duration) (n int, err error) {
	err = s.reg.QueryRowContext(ctx, "SELECT COUNT(*) FROM tried WHERE what = $1 AND mark = $2 AND at > $3", what, s.mark(what, key), s.now().Add(-within).UnixMilli()).Scan(&n)
	if err != nil {
		return 0, unavailable(err)
	}
	return n, nil
}

// TakeBack takes the last try back, or all of them: it was no guess.
func (s *Store) TakeBack(ctx context.Context, what, key string, all bool) error {
	mark := s.mark(what, key)
	return s.Write(ctx, func(t *Tx) error {
		if all {
			_, err := t.exec("DELETE FROM tried WHERE what = $1 AND mark = $2", what, mark)
			return err
		}
		_, err := t.exec("DELETE FROM tried WHERE what = $1 AND mark = $2 AND id = (SELECT id FROM tried WHERE what = $1 AND mark = $2 ORDER BY at DESC, id LIMIT 1)", what, mark)
		return err
	})
}

// longestTried is after how long no try counts any more.
const longestTried = 24 * time.Hour

// SweepTried clears away what counts no more.
func (s *Store) SweepTried(ctx context.Context) error {
	return s.setSession(ctx, "DELETE FROM tried WHERE at < $1", s.now().Add(-longestTried).UnixMilli())
}
