package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"wederhoor/internal/proof"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// TestACheckpointIsMadeOfWhatIsNew: once for each state of the register, with one key
// for ever, also over a restart, and it is what verify works out by itself.
func TestACheckpointIsMadeOfWhatIsNew(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		promised := func(size int64, verifier string) store.Promise {
			t.Helper()
			if err := f.Promise(ctx, f.org); err != nil {
				t.Fatal(err)
			}
			p, err := f.LastPromise(ctx, f.org)
			if err != nil || p.Size != size || verifier != "" && p.Verifier != verifier {
				t.Fatalf("%+v, %v; want size %d", p, err, size)
			}
			c, err := proof.Open(p.Note, p.Verifier)
			n, wrong := inspect(t, f.cfg.Data, f.cfg.Postgres, c)
			if err != nil || wrong != nil || c.Root != n.Root || c.Origin != proof.Origin(f.org) {
				t.Fatalf("%+v is not %+v (%v, %v)", c, n, err, wrong)
			}
			return p
		}
		if err := f.Promise(ctx, f.org); err != nil {
			t.Fatal(err)
		}
		if _, err := f.LastPromise(ctx, f.org); !errors.Is(err, store.ErrNotFound) {
			t.Fatalf("a checkpoint of nothing: %v", err)
		}
		made, err := f.create("a", "Verhaal")
		if err != nil {
			t.Fatal(err)
		}
		first := promised(1, "")
		if again := promised(1, first.Verifier); again != first {
			t.Errorf("of the same events there are two: %+v, %+v", first, again)
		}
		if err := f.note(made.ID, "n", 1, "Aantekening"); err != nil {
			t.Fatal(err)
		}
		promised(2, first.Verifier)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		f.reopen(t)
		if _, err := f.create("b", "Verhaal"); err != nil {
			t.Fatal(err)
		}
		promised(3, first.Verifier)
	})
}

// TestARewrittenRegisterGetsNoCheckpoint: who starts the program on a past that was
// made to fit does not get a signature under it.
func TestARewrittenRegisterGetsNoCheckpoint(t *testing.T) {
	for what, forge := range map[string]func(*testing.T, *fixture){
		"rewritten": func(t *testing.T, f *fixture) {
			chained("UPDATE event SET case_ct = NULL, case_hash = NULL WHERE pos = 1")(t, f.behind(t))
		},
		"cut short": func(t *testing.T, f *fixture) { chained("DELETE FROM event WHERE pos = 2")(t, f.behind(t)) },
	} {
		f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
		made, err := f.create("a", "Verhaal")
		if err == nil {
			err = f.note(made.ID, "n", 1, "Aantekening")
		}
		if err == nil {
			err = f.Promise(ctx, f.org)
		}
		if err == nil {
			err = f.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		forge(t, f)
		f.reopen(t)
		if err := f.Promise(ctx, f.org); check(t, err) != proof.CheckCheckpoint {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestACopyIsVerified: an auditor has one file, and no key.
func TestACopyIsVerified(t *testing.T) {
	f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
	if _, err := f.create("a", "Verhaal"); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(f.cfg.Data, "reg.db"))
	copied := t.TempDir()
	if err == nil {
		err = os.WriteFile(filepath.Join(copied, "reg.db"), raw, 0o400)
	}
	if err != nil {
		t.Fatal(err)
	}
	if n, err := inspect(t, copied, ""); err != nil || n.Events != 1 {
		t.Errorf("%+v, %v", n, err)
	}
}
