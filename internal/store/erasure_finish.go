package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"
)

// FinishErasures destroys the keys and the files of everything that was erased and
// not finished, and then what the databases themselves still hold of it on the disk.
// It may be repeated: every start does it, for what a power cut left.
func (s *Store) FinishErasures(ctx context.Context) error {
	s.erasing.Lock()
	defer s.erasing.Unlock()
	begun, err := s.erasures(ctx, erasureColumns+" WHERE done_at = 0 ORDER BY at, id")
	if err != nil || len(begun) == 0 {
		return err
	}
	gone, err := s.lockOut(ctx, begun)
	if err != nil {
		return err
	}
	left := errors.Join(s.removeFiles(ctx, gone), s.sweepSnapshots(ctx))
	if left == nil {
		left = s.Write(ctx, func(t *Tx) error { return t.forgetFiles(begun) })
	}
	if err := s.scrub(ctx); err != nil || left != nil {
		return errors.Join(left, err)
	}
	return s.Write(ctx, func(t *Tx) error {
		for _, e := range begun {
			if _, err := t.exec("UPDATE erasure SET done_at = $1 WHERE organisation = $2 AND id = $3", t.s.now().UnixMilli(), e.Organisation, e.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// forgetFiles takes the last that says which files there were.
func (t *Tx) forgetFiles(begun []Erasure) error {
	for _, e := range begun {
		if e.Level != EraseAll {
			continue
		}
		if err := t.execKeys("DELETE FROM file_key WHERE organisation = $1 AND dossier = $2", e.Organisation, e.Dossier); err != nil {
			return err
		}
	}
	return nil
}

// lockOut destroys the keys, and gives the names of the files. Keys go first: however
// long a bucket is away, nobody opens any more what was erased.
func (s *Store) lockOut(ctx context.Context, begun []Erasure) (gone []string, err error) {
	for _, e := range begun {
		destroy := s.destroy
		if e.Level == ErasePart {
			destroy = s.destroyParts
		}
		some, err := destroy(ctx, e)
		if err != nil {
			return nil, err
		}
		gone = append(gone, some...)
	}
	return gone, nil
}

// destroy takes the keys of a dossier, and says which files it had.
func (s *Store) destroy(ctx context.Context, e Erasure) (gone []string, err error) {
	gone, err = list(ctx, s.keys, value[string], "SELECT file FROM file_key WHERE organisation = $1 AND dossier = $2", e.Organisation, e.Dossier)
	if err != nil {
		return nil, err
	}
	mails, err := s.mailsOf(ctx, e)
	if err != nil {
		return nil, err
	}
	return append(gone, mails...), s.Write(ctx, func(t *Tx) error {
		if err := t.forgetMails(e.Organisation, mails); err != nil {
			return err
		}
		return t.dropKeys(e.Organisation, e.Dossier)
	})
}

// mailsOf are the files of mails that a dossier took over, or that were refused as a
// part of it; what waits for a person is nobody's yet.
func (s *Store) mailsOf(ctx context.Context, e Erasure) ([]string, error) {
	return list(ctx, s.reg, value[string], "SELECT file FROM mail_in WHERE organisation = $1 AND dossier = $2 AND state <> 'parked'", e.Organisation, e.Dossier)
}

func (t *Tx) forgetMails(organisation string, files []string) error {
	for _, f := range files {
		if err := t.forgetMail([]mailFile{{organisation, f}}); err != nil {
			return err
		}
	}
	return nil
}

// removeFiles takes files away for good; what is not there is gone already.
func (s *Store) removeFiles(ctx context.Context, gone []string) error {
	gone = slices.DeleteFunc(gone, halfOfALetter)
	if len(gone) == 0 {
		return nil
	}
	place, err := s.place(ctx)
	if err == nil {
		err = place.Remove(ctx, gone...)
	}
	if err != nil {
		return fmt.Errorf("remove files that were erased: %w", unavailable(err))
	}
	return nil
}

// dropKeys destroys every key of a dossier, and the receipt that leads to it. Those of
// its files open nothing without them, and say until the end which files those are.
func (t *Tx) dropKeys(organisation, dossier string) error {
	for _, query := range []string{
		"DELETE FROM dossier_key WHERE organisation = $1 AND dossier = $2",
		"DELETE FROM item_key WHERE organisation = $1 AND dossier = $2",
		"DELETE FROM receipt WHERE organisation = $1 AND dossier = $2",
	} {
		if err := t.execKeys(query, organisation, dossier); err != nil {
			return err
		}
	}
	return t.destroySnapshots(organisation)
}

// scrub takes what was deleted off the disk: SQLite overwrites what it frees, and
// keeps the old pages in its journal until that is emptied; PostgreSQL keeps dead
// rows until they are vacuumed (security 2.5).
func (s *Store) scrub(ctx context.Context) error {
	if s.keys == s.reg {
		return s.vacuum(ctx)
	}
	return errors.Join(truncate(ctx, s.keys), truncate(ctx, s.reg))
}

// ErrBusy says that somebody was still reading what was to be taken off the disk.
var ErrBusy = errors.New("the journal could not be emptied: somebody still reads from it")

// truncate empties the journal. Who reads holds on to it, and that is never for long.
func truncate(ctx context.Context, db *sql.DB) error {
	for try := range 20 {
		var busy, frames, moved int
		if err := db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved); err != nil {
			return unavailable(err)
		}
		if busy == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("empty the journal: %w", ctx.Err())
		case <-time.After(time.Duration(try+1) * 50 * time.Millisecond):
		}
	}
	return ErrBusy
}

// vacuum runs in no transaction, and each statement names its table.
func (s *Store) vacuum(ctx context.Context) error {
	for _, statement := range []string{"VACUUM dossier_key", "VACUUM item_key", "VACUUM file_key", "VACUUM receipt", "VACUUM mail_key", "VACUUM index_key",
		"VACUUM event", "VACUUM submission", "VACUUM outbox", "VACUUM file_choice", "VACUUM breach_report", "VACUUM mail_in", "VACUUM candidate", "VACUUM review_event", "VACUUM side", "VACUUM access_log"} {
		if _, err := s.reg.ExecContext(ctx, statement); err != nil {
			return unavailable(err)
		}
	}
	return nil
}
