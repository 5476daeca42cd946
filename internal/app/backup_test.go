package app_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/app"
	"wederhoor/internal/backup"
	"wederhoor/internal/register"
)

// TestEveryNightABackup: a register that was off at night makes it when it starts, and
// says so to who looks after it.
func TestEveryNightABackup(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "copies")
	a := opened(t, app.Config{Data: filepath.Join(dir, "data"), Addr: "127.0.0.1:0", MasterKey: filepath.Join(dir, "master.key"), Logger: slog.New(slog.DiscardHandler),
		Backups: register.BackupPlan{To: folder, At: "03:00"}})
	m, _ := a.Register.LeadMember()
	lead := register.Person{Actor: access.New(m.Organisation, m.ID, access.Lead), Member: m}
	if late, err := a.Register.BackupsLate(ctx, lead); err != nil || !late {
		t.Errorf("none was made, and nobody is told: %v %v", late, err)
	}
	serving, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- a.Serve(serving) }()
	until(t, "a backup", func() bool {
		d, err := a.Register.Backups(ctx, lead)
		return err == nil && !d.Made.IsZero() && d.Sealed && !d.Late && d.Size > 0
	})
	stop()
	if err := <-served; err != nil {
		t.Error(err)
	}
	if _, err := backup.Choose(folder, ""); err != nil {
		t.Error(err)
	}
	if _, err := app.Open(ctx, app.Config{Data: filepath.Join(dir, "other"), MasterKey: filepath.Join(dir, "other.key"), Backups: register.BackupPlan{To: folder, At: "three"}}); err == nil {
		t.Error("a time that is none was taken")
	}
}
