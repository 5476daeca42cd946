package store_test

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// TestAnExportIsOfOneMoment: while dossiers go out others come in and go on, at this
// program or at another on the same database. What goes out is one state of the register,
// with every place of the log that its checkpoint promises.
func TestAnExportIsOfOneMoment(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
		exportedBeside(t, f, f.Store)
	})
	t.Run("postgres", func(t *testing.T) {
		f := open(t, store.Config{Data: t.TempDir(), Postgres: postgresURL(t), Master: vault.NewKey(), Now: time.Now})
		other, err := store.Open(ctx, f.cfg)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = other.Close() })
		exportedBeside(t, f, other)
	})
}

func exportedBeside(t *testing.T, f *fixture, out *store.Store) {
	var made []store.Created
	for i := range 3 {
		c, err := f.create(fmt.Sprint("a", i), "Verhaal")
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, c)
	}
	n, places := 0, map[int64]bool{}
	err := out.Export(ctx, f.lead, func(d store.Exported, _ func(string) (io.ReadSeekCloser, error)) error {
		var err error
		for _, e := range d.Events {
			places[e.Pos] = true
		}
		if n++; n == 1 { // before the others are read
			_, created := f.create("late", "Verhaal")
			err = errors.Join(err, created)
			for _, c := range made {
				err = errors.Join(err, f.note(c.ID, "n"+c.ID, 1, "gebeld"))
			}
		}
		return err
	})
	if err != nil || n != 3 || len(places) != 3 {
		t.Errorf("%d dossiers with %d events, of 3: %v", n, len(places), err)
	}
}
