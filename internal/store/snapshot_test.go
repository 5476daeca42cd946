package store_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wederhoor/internal/store"
)

// TestSnapshotsComeAndGo: the next takes the place of the last, one that broke off leaves
// nothing, one of another past does not count, and what was erased meanwhile stops it.
func TestSnapshotsComeAndGo(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		_, err := f.create("a", "De zaal was koud.")
		must(err)
		files := func() int {
			all, err := os.ReadDir(filepath.Join(f.cfg.Data, "index"))
			must(err)
			return len(all)
		}
		read := func() (string, error) {
			var b strings.Builder
			err := f.Snapshot(ctx, f.org, "this", func(in io.Reader) error { _, err := io.Copy(&b, in); return err })
			return b.String(), err
		}
		writes := func(text string) func(io.Writer) error {
			return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
		}
		if _, err := read(); !errors.Is(err, store.ErrNotFound) {
			t.Error("there is one already:", err)
		}
		for _, text := range []string{"eerste", "tweede"} {
			must(f.KeepSnapshot(ctx, f.org, "this", writes(text)))
			if got, err := read(); got != text || err != nil || files() != 1 {
				t.Errorf("%q, %v, %d files", got, err, files())
			}
		}
		raw, err := filepath.Glob(filepath.Join(f.cfg.Data, "index", "*"))
		must(err)
		sealed, err := os.ReadFile(raw[0])
		must(err)
		if strings.Contains(string(sealed), "tweede") {
			t.Error("it lies there in clear")
		}
		broken := errors.New("broken off")
		if err := f.KeepSnapshot(ctx, f.org, "this", func(io.Writer) error { return broken }); !errors.Is(err, broken) {
			t.Error(err)
		}
		if got, err := read(); got != "tweede" || err != nil || files() != 1 {
			t.Errorf("after one that broke off: %q, %v, %d files", got, err, files())
		}
		err = f.KeepSnapshot(ctx, f.org, "this", func(io.Writer) error { return store.DestroySnapshots(f.Store, f.org) })
		if !errors.Is(err, store.ErrErased) {
			t.Error("something was erased meanwhile:", err)
		}
		if _, err := read(); !errors.Is(err, store.ErrNotFound) || files() != 0 {
			t.Errorf("after it: %v, %d files", err, files())
		}
		must(f.KeepSnapshot(ctx, f.org, "this", writes("derde")))
		must(store.AnotherPast(f.Store))
		if _, err := read(); !errors.Is(err, store.ErrNotFound) {
			t.Error("it is of another past:", err)
		}
	})
}
