package register

import (
	"context"
	"errors"
	"time"

	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// BackupPlan is where the backups of every night go, as who started the program said.
type BackupPlan struct {
	To, Keys string // folders; To empty: no backup is made by itself
	At       string // "03:00", in the time of the machine
}

// BackupLate is how old the newest backup may be before that is told to everybody who
// looks after the register.
const BackupLate = 48 * time.Hour

// BackupDesk is how the backups go, for who looks after the register.
type BackupDesk struct {
	Plan BackupPlan
	store.BackupRun
	Sealed bool // it is known with which sheet they open
	Late   bool
}

// Backups tells how the backups go.
func (r *Register) Backups(ctx context.Context, who Person) (d BackupDesk, err error) {
	if !who.Administers() {
		return d, ErrNotFound
	}
	d.Plan = r.Config.Backups
	if d.BackupRun, err = r.Store.BackupRun(ctx); err != nil {
		return d, err
	}
	d.Late = r.late(d.BackupRun)
	d.Sealed, err = r.Store.SealsBackups(ctx, r.Home().ID)
	return d, err
}

// BackupsLate reports whether backups should be made by themselves, and are not. Only
// who looks after the register is told.
func (r *Register) BackupsLate(ctx context.Context, who Person) (bool, error) {
	if r.Config.Backups.To == "" || !who.Administers() {
		return false, nil
	}
	run, err := r.Store.BackupRun(ctx)
	return err == nil && r.late(run), err
}

func (r *Register) late(run store.BackupRun) bool {
	return r.Config.Backups.To != "" && r.Now().Sub(run.Made) > BackupLate
}

// SealBackups says with which recovery sheet backups open from now on. It must be the
// sheet that opens the register.
func (r *Register) SealBackups(ctx context.Context, who Person, typed string) error {
	if !who.Administers() {
		return ErrNotFound
	}
	wrong := Problems{{Field: "recovery", Code: "recovery_wrong"}}
	recovery, err := vault.ParseRecovery(typed)
	if err != nil {
		return wrong
	}
	err = r.Store.SealBackupsTo(ctx, who.Organisation(), recovery.Key())
	if errors.Is(err, store.ErrNotFound) {
		return wrong
	}
	return err
}
