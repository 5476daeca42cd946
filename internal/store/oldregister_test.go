package store_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// count answers a query of one number, behind the program's back.
func (f *fixture) count(t *testing.T, database, query string, args ...any) (n int) {
	t.Helper()
	driver, address := "sqlite3", "file:"+filepath.Join(f.cfg.Data, map[string]string{"register": "reg.db", "keys": "keys.db"}[database])
	if f.cfg.Postgres != "" {
		driver, address = "pgx", f.cfg.Postgres+"&search_path="+database
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if err := db.QueryRowContext(context.Background(), query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestAForgottenDossierIsNowhere: neither words nor keys are left, its places in the
// log are, and the dossier beside it is whole.
func TestAForgottenDossierIsNowhere(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		gone, err := f.create("k1", "KANARIE")
		if err != nil {
			t.Fatal(err)
		}
		stays, err := f.create("k2", "Blijft")
		if err != nil {
			t.Fatal(err)
		}
		i := store.OldImport{Organisation: f.org, ID: "i1", By: f.lead.Member(), Body: []byte("{}")}
		write := func(do func(*store.Tx) error) {
			t.Helper()
			if err := f.Write(ctx, do); err != nil {
				t.Fatal(err)
			}
		}
		write(func(tx *store.Tx) error { return errors.Join(tx.AddOldImport(i), tx.AddOldDossier(i, gone.ID, 1)) })
		events := f.count(t, "register", "SELECT COUNT(*) FROM event")
		write(func(tx *store.Tx) error { return tx.Forget(f.org, gone.ID) })
		for range 2 { // a restart does it again
			write(func(tx *store.Tx) error { return tx.ForgetKeys(f.org, i.ID, []string{gone.ID}) })
		}
		if n := f.count(t, "register", "SELECT COUNT(*) FROM event"); n != events {
			t.Errorf("%d of %d places in the log are left", n, events)
		}
		if n := f.count(t, "register", "SELECT COUNT(*) FROM event WHERE dossier = $1 AND (meta_ct IS NOT NULL OR case_ct IS NOT NULL OR identity_ct IS NOT NULL)", gone.ID); n != 0 {
			t.Errorf("%d events still have words", n)
		}
		for _, table := range []string{"dossier_key", "item_key", "receipt"} {
			if n := f.count(t, "keys", "SELECT COUNT(*) FROM "+table+" WHERE dossier = $1", gone.ID); n != 0 {
				t.Errorf("%s keeps %d", table, n)
			}
		}
		if _, _, err := f.ByReceipt(ctx, f.org, gone.Code); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("by its code: %v", err)
		}
		seen := 0
		if err := f.All(ctx, f.org, nil, func(id string, c complaint.Complaint) {
			if seen++; id != stays.ID || c.Received.Story != "Blijft" {
				t.Errorf("%s is there: %+v", id, c.Received)
			}
		}); err != nil || seen != 1 {
			t.Errorf("%d left, %v", seen, err)
		}
		var opened []string
		if err := store.OpenDossiers(ctx, f.Store, f.lead, []string{gone.ID, stays.ID}, func(h *store.Handle[access.Content]) error {
			opened = append(opened, store.Read(h).Received.Story)
			return nil
		}); err != nil || len(opened) != 1 {
			t.Errorf("opened %v, %v", opened, err)
		}
		if lines, err := f.LogOfAll(ctx, f.org, store.Stretch{Most: 10}); err != nil || len(lines) != 1 || lines[0].Dossier != stays.ID {
			t.Errorf("the log: %+v, %v", lines, err)
		}
	})
}

// TestManyAreOpenedAsOne: each is asked apart, and who may not open one gets nothing
// of it but a line in the log.
func TestManyAreOpenedAsOne(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, err := f.create("k1", "KANARIE")
		if err != nil {
			t.Fatal(err)
		}
		stranger := store.Visitor{Actor: access.New(f.org, "m9", access.Trainer)}
		if err := store.OpenDossiers(ctx, f.Store, stranger, []string{made.ID}, func(*store.Handle[access.Content]) error {
			t.Error("a stranger got in")
			return nil
		}); err != nil {
			t.Error(err)
		}
		if lines, err := f.LogOfAll(ctx, f.org, store.Stretch{Most: 10}); err != nil || len(lines) != 1 || lines[0].Allowed {
			t.Errorf("%+v, %v", lines, err)
		}
	})
}

// TestLongWorkHasACommitOfItsOwn: what waits beside it is done before or after.
func TestLongWorkHasACommitOfItsOwn(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		began, answers := make(chan struct{}), make(chan error, 8)
		go func() {
			answers <- f.WriteLong(ctx, func(*store.Tx) error { close(began); time.Sleep(50 * time.Millisecond); return nil })
		}()
		<-began
		for range 6 {
			go func() { answers <- f.Write(ctx, func(*store.Tx) error { return nil }) }()
		}
		go func() { answers <- f.WriteLong(ctx, func(*store.Tx) error { return store.ErrLost }) }()
		lost := 0
		for range 8 {
			if err := <-answers; errors.Is(err, store.ErrLost) {
				lost++
			} else if err != nil {
				t.Error(err)
			}
		}
		if lost != 1 {
			t.Errorf("%d answers of another", lost)
		}
	})
}
