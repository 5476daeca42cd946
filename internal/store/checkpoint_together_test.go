package store_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// TestACheckpointIsNotWrittenOver by another of as many events: what the first program
// gave out is what lies there, byte for byte, and both go on with it.
func TestACheckpointIsNotWrittenOver(t *testing.T) {
	var ticks atomic.Int64
	now := func() time.Time { return time.UnixMilli(1_795_000_000_000 + ticks.Add(1)) } // no two are alike
	t.Run("sqlite", func(t *testing.T) {
		f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: now})
		promisedTogether(t, f, f.Store)
	})
	t.Run("postgres", func(t *testing.T) {
		f := open(t, store.Config{Data: t.TempDir(), Postgres: postgresURL(t), Master: vault.NewKey(), Now: now})
		other, err := store.Open(ctx, f.cfg)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = other.Close() })
		promisedTogether(t, f, other)
	})
}

func promisedTogether(t *testing.T, f *fixture, other *store.Store) {
	verifier := ""
	for round := range 20 {
		if _, err := f.create(fmt.Sprint(round), "Verhaal"); err != nil {
			t.Fatal(err)
		}
		var both sync.WaitGroup
		got, errs, begin := make([]store.Promise, 2), make([]error, 2), make(chan struct{})
		for i, s := range []*store.Store{f.Store, other} {
			both.Go(func() {
				<-begin
				if errs[i] = s.Promise(ctx, f.org); errs[i] == nil {
					got[i], errs[i] = s.LastPromise(ctx, f.org)
				}
			})
		}
		close(begin)
		both.Wait()
		last, err := f.LastPromise(ctx, f.org)
		if err != nil || errs[0] != nil || errs[1] != nil || got[0] != last || got[1] != last || last.Size != int64(round+1) || verifier != "" && last.Verifier != verifier {
			t.Fatalf("round %d: %+v and %+v (%v), and %+v lies there, %v", round, got[0], got[1], errs, last, err)
		}
		verifier = last.Verifier
	}
}
