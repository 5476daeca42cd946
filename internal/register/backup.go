package register

import (
	"context"
	"time"

	"wederhoor/internal/store"
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
	held, err := r.Store.KeysHeld(ctx, r.Home().ID)
	d.Sealed = held.Sheet > 0
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
