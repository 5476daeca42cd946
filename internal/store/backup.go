package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// SealBackupsTo says that backups open with this recovery sheet, from the next one
// on, and that somebody has it: it was typed back now. A sheet that does not open the organisation is ErrNotFound: a backup that only
// a wrong sheet opens would be lost.
func (s *Store) SealBackupsTo(ctx context.Context, organisation string, recovery vault.Key) error {
	fits, err := s.OpensWith(ctx, organisation, recovery)
	if err != nil {
		return err
	}
	if !fits {
		return ErrNotFound
	}
	return s.Write(ctx, func(t *Tx) error { return t.sealBackupsTo(organisation, recovery) })
}

func (t *Tx) sealBackupsTo(organisation string, recovery vault.Key) error {
	public, _, err := vault.BackupPair(recovery)
	if err != nil {
		return err
	}
	now := t.s.now().UnixMilli()
	_, err = t.exec(`INSERT INTO backup_key (organisation, public, since, checked_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (organisation) DO UPDATE SET public = excluded.public, checked_at = excluded.checked_at,
			since = CASE WHEN backup_key.public = excluded.public THEN backup_key.since ELSE excluded.since END,
			sheet = CASE WHEN backup_key.public = excluded.public THEN backup_key.sheet ELSE backup_key.sheet + 1 END`, organisation, public, now, now)
	return err
}

// BackupRun is how the backups of this installation go.
type BackupRun struct {
	Made    time.Time // the last one that is whole; zero: none
	Size    int64     // its bytes
	Failed  time.Time // since the last one; zero: not
	Failure string
}

// BackupRun tells how they go.
func (s *Store) BackupRun(ctx context.Context) (r BackupRun, err error) {
	var made, failed int64
	err = s.reg.QueryRowContext(ctx, "SELECT made_at, size, failed_at, failure FROM backup_run WHERE id = 1").Scan(&made, &r.Size, &failed, &r.Failure)
	if err != nil {
		return r, unavailable(err)
	}
	r.Made, r.Failed = moment(made), moment(failed)
	return r, nil
}

// ClaimBackup reports whether it is for this program to make the backup that is due
// since a moment: one of several programs on one database makes it, and the others
// leave it alone for as long as the lease lasts. One that failed is tried again after
// an hour.
func (s *Store) ClaimBackup(ctx context.Context, due time.Time, lease time.Duration) (mine bool, err error) {
	err = s.Write(ctx, func(t *Tx) error {
		now := t.s.now()
		var id int
		err := t.row("UPDATE backup_run SET lease_until = $1 WHERE id = 1 AND made_at < $2 AND failed_at < $3 AND lease_until < $4 RETURNING id",
			now.Add(lease).UnixMilli(), due.UnixMilli(), now.Add(-time.Hour).UnixMilli(), now.UnixMilli()).Scan(&id)
		mine = err == nil
		if errors.Is(err, sql.ErrNoRows) || mine {
			return nil
		}
		return unavailable(err)
	})
	return mine, err
}

// BackupMade writes down that one is whole, and in the log of every organisation that
// a copy of it left.
func (s *Store) BackupMade(ctx context.Context, at time.Time, size int64) error {
	return s.Write(ctx, func(t *Tx) error {
		if _, err := t.exec("UPDATE backup_run SET lease_until = 0, made_at = $1, size = $2, failed_at = 0, failure = '' WHERE id = 1", at.UnixMilli(), size); err != nil {
			return err
		}
		ids, err := list(t.ctx, t.reg, value[string], "SELECT id FROM organisation")
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := t.Log(Line{Organisation: id, Member: complaint.BySystem, Action: LogBackup, Allowed: true, Rule: "system"}); err != nil {
				return err
			}
		}
		return nil
	})
}

// BackupFailed writes down that one could not be made; why is a code that the page of
// backups has words for.
func (s *Store) BackupFailed(ctx context.Context, at time.Time, why string) error {
	return s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("UPDATE backup_run SET lease_until = 0, failed_at = $1, failure = $2 WHERE id = 1", at.UnixMilli(), why)
		return err
	})
}
