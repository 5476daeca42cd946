package store_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// TestKeysOfAnOlderRegisterAreChangedToo: who lost the master key and has a newer program
// cannot start it first.
func TestKeysOfAnOlderRegisterAreChangedToo(t *testing.T) {
	cfg := store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now}
	f := open(t, cfg)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(cfg.Data, "keys.db"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec("ALTER TABLE org_key DROP COLUMN since; DELETE FROM goose_keys WHERE version_id = 5")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	slots, err := store.OpenSlots(cfg.Data, "", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	sheet, second, third := vault.NewRecovery().Key(), vault.NewKey(), vault.NewKey()
	err = errors.Join(slots.Renew(ctx, f.org, store.Master(cfg.Master), sheet), slots.Begin(ctx, store.Master(cfg.Master), second), slots.Finish(ctx, second),
		slots.Recover(ctx, third, sheet), slots.Close())
	if err != nil {
		t.Fatal(err)
	}
	f.cfg.Master = third
	f.reopen(t)
	held, err := f.KeysHeld(ctx, f.org)
	if err != nil || !held.Master.IsZero() || held.Sheet != 1 || held.Checked.IsZero() {
		t.Errorf("%+v, %v", held, err)
	}
	if fits, err := f.OpensWith(ctx, f.org, sheet); err != nil || !fits {
		t.Errorf("the sheet opens: %v, %v", fits, err)
	}
}
