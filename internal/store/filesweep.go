package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"wederhoor/internal/files"
)

// A file without a row may be an upload whose act is still under way, and must not be
// taken from under it. So a ticket is good for a day, and rubbish is taken after two;
// and only when an earlier look, an hour ago or more, found it without a row as well: a
// clock that jumped makes every upload old, and none of them is taken at once.
const (
	ticketAge  = 24 * time.Hour
	rubbishAge = 48 * time.Hour
	twoLooks   = time.Hour
)

// Sweep removes files that no dossier and no mail keeps, and what uploads that were
// broken off left.
func (s *Store) Sweep(ctx context.Context) (removed int, err error) {
	place, err := s.place(ctx)
	if err != nil {
		return 0, err
	}
	s.sweeping.Lock()
	defer s.sweeping.Unlock()
	before := s.now().Add(-rubbishAge)
	seen, err := s.rubbishSince(ctx, place, before)
	if err != nil {
		return 0, fmt.Errorf("look for files that nothing keeps: %w", err)
	}
	for name, since := range seen {
		if s.now().Sub(since) < twoLooks {
			continue
		}
		var kept int // again: an act may have taken it meanwhile
		err = s.keys.QueryRowContext(ctx, "SELECT (SELECT COUNT(*) FROM file_key WHERE file = $1) + (SELECT COUNT(*) FROM mail_key WHERE file = $1)", name).Scan(&kept)
		if err != nil {
			return removed, unavailable(err)
		}
		if kept > 0 {
			continue
		}
		if err := place.Remove(ctx, name); err != nil {
			return removed, fmt.Errorf("remove a file that nothing keeps: %w", err)
		}
		delete(seen, name)
		removed++
	}
	s.rubbish = seen
	if err := place.Tidy(ctx, before); err != nil {
		return removed, fmt.Errorf("clear uploads away: %w", err)
	}
	return removed, nil
}

// rubbishSince tells of each file from before a moment that has no row when that was
// seen first.
func (s *Store) rubbishSince(ctx context.Context, place files.Place, before time.Time) (map[string]time.Time, error) {
	kept, err := filesWithKeys(ctx, s.keys, "")
	if err != nil {
		return nil, err
	}
	seen := map[string]time.Time{}
	return seen, place.List(ctx, func(o files.Object) error {
		if _, has := slices.BinarySearch(kept, o.Name); has || !o.Made.Before(before) || o.Name == placeMark {
			return nil
		}
		seen[o.Name] = s.now()
		if since, again := s.rubbish[o.Name]; again {
			seen[o.Name] = since
		}
		return nil
	})
}
