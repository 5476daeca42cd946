package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"

	"wederhoor/internal/backup"
)

// backupLease is how long one program has for a backup before another may try.
const backupLease = 4 * time.Hour

// planned reads when backups are to be made.
func (a *App) planned() (err error) {
	if a.cfg.Backups.To == "" {
		return nil
	}
	if a.night, err = time.Parse("15:04", a.cfg.Backups.At); err != nil {
		return errors.Join(fmt.Errorf("backups are made at a time such as 03:00, and not at %q", a.cfg.Backups.At), a.store.Close())
	}
	return nil
}

// backUp makes a backup every night, and one as soon as the program runs when it was
// off then.
func (a *App) backUp(ctx context.Context) {
	if a.cfg.Backups.To == "" {
		return
	}
	look := time.NewTicker(time.Minute)
	defer look.Stop()
	for {
		if a.Register.SetUp() {
			a.backUpOnce(ctx)
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}

// lastNight is when the last backup was due, of all days at this time.
func lastNight(now, at time.Time) time.Time {
	local := now.Local()
	due := time.Date(local.Year(), local.Month(), local.Day(), at.Hour(), at.Minute(), 0, 0, local.Location())
	if due.After(now) {
		due = due.AddDate(0, 0, -1)
	}
	return due
}

func (a *App) backUpOnce(ctx context.Context) {
	plan, now := a.cfg.Backups, a.cfg.Now()
	mine, err := a.store.ClaimBackup(ctx, lastNight(now, a.night), backupLease)
	if err != nil || !mine {
		if err != nil && ctx.Err() == nil {
			a.cfg.Logger.ErrorContext(ctx, "it is not known whether a backup is due", "error", err)
		}
		return
	}
	made, err := backup.Make(ctx, backup.From{Data: a.cfg.Data, Postgres: a.cfg.Database, Files: a.place}, backup.To{Folder: plan.To, Keys: plan.Keys, Ladder: backup.DefaultLadder}, now)
	if err == nil {
		a.cfg.Logger.InfoContext(ctx, "a backup was made", "bytes", made.Size, "files", made.Files, "seconds", int(a.cfg.Now().Sub(now).Seconds()))
		err = a.store.BackupMade(ctx, made.At, made.Size)
	} else {
		a.cfg.Logger.ErrorContext(ctx, "no backup was made", "error", err)
		err = a.store.BackupFailed(context.WithoutCancel(ctx), now, whyNoBackup(err))
	}
	if err != nil {
		a.cfg.Logger.ErrorContext(ctx, "how the backup went could not be stored", "error", err)
	}
}

// whyNoBackup is the reason as the page has words for it.
func whyNoBackup(err error) string {
	switch {
	case errors.Is(err, backup.ErrNoRecipient):
		return "sheet"
	case errors.Is(err, syscall.ENOSPC):
		return "full"
	case errors.Is(err, os.ErrPermission):
		return "forbidden"
	case errors.Is(err, os.ErrNotExist):
		return "gone"
	}
	return "other"
}
