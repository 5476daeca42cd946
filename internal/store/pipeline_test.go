package store_test

import (
	"errors"
	"sync"
	"testing"

	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// TestAnActThatTheDatabaseRefusesFallsAlone: acts share a commit, and on
// PostgreSQL their writes travel together; a row that cannot be stored takes
// back its own act, before and after which everything is kept.
func TestAnActThatTheDatabaseRefusesFallsAlone(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		p, err := complaint.Preset("seed")
		if err != nil {
			t.Fatal(err)
		}
		started, waiting := make(chan struct{}), make(chan struct{})
		var all sync.WaitGroup
		all.Go(func() { // holds the batch open until the others wait for it
			err := f.Write(ctx, func(*store.Tx) error { close(started); <-waiting; return nil })
			if err != nil {
				t.Error(err)
			}
		})
		<-started
		for _, key := range []string{"before", "after"} {
			all.Go(func() {
				if _, err := f.create(key, "verhaal"); err != nil {
					t.Errorf("%s: %v", key, err)
				}
			})
			if key == "before" {
				all.Go(func() {
					err := f.Write(ctx, func(tx *store.Tx) error { // this organisation is there already
						return tx.AddOrganisation(store.Organisation{ID: f.org}, p, store.Member{ID: "x", Organisation: f.org}, vault.NewRecovery().Key())
					})
					if !errors.Is(err, store.ErrUnavailable) {
						t.Errorf("the same organisation twice gave %v", err)
					}
				})
			}
		}
		close(waiting)
		all.Wait()
		n := 0
		if err := f.All(ctx, f.org, nil, func(string, complaint.Complaint) { n++ }); err != nil || n != 2 {
			t.Errorf("%d of 2 complaints, %v", n, err)
		}
		if _, err := f.create("later", "verhaal"); err != nil {
			t.Error(err)
		}
	})
}
