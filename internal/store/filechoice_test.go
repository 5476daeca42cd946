package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/store"
)

// TestTheDraftOfAFileIsSealed, belongs to one dossier, and ends.
func TestTheDraftOfAFileIsSealed(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		handle := func(key string) *store.Handle[access.Content] {
			made, err := f.create(key, "een klacht")
			if err != nil {
				t.Fatal(err)
			}
			h, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead, made.ID)
			if err != nil {
				t.Fatal(err)
			}
			return h
		}
		one, other := handle("k1"), handle("k2")
		keep := func(plain []byte) {
			t.Helper()
			if err := f.Write(ctx, func(tx *store.Tx) error { return store.KeepFileChoice(tx, one, store.ForOutside, plain) }); err != nil {
				t.Fatal(err)
			}
		}
		kept := func(h *store.Handle[access.Content], want string) {
			t.Helper()
			got, err := store.FileChoice(ctx, h, store.ForOutside)
			if err != nil || string(got) != want {
				t.Errorf("kept %q, %v", got, err)
			}
		}
		kept(one, "")
		keep([]byte("eerst KANARIE"))
		keep([]byte("daarna KANARIE"))
		kept(one, "daarna KANARIE")
		kept(other, "")
		if got, err := store.FileChoice(ctx, one, "een verzoek"); err != nil || got != nil {
			t.Errorf("for another file of the same dossier: %q, %v", got, err)
		}
		files, err := filepath.Glob(filepath.Join(f.cfg.Data, "*.db*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files { // none on PostgreSQL, which gets the same bytes
			if raw, err := os.ReadFile(file); err != nil || bytes.Contains(raw, []byte("daarna")) { //nolint:gosec // of our own folder
				t.Errorf("%s: it stands there in clear, %v", filepath.Base(file), err)
			}
		}
		keep(nil)
		kept(one, "")
	})
}
