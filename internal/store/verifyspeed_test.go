package store_test

import (
	"crypto/rand"
	"crypto/sha256"
	"flag"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"wederhoor/internal/proof"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

var verifyEvents = flag.Int("verify-events", 2000, "how many events TestBenchVerify checks")

// plant puts a chained log of n events into a register, behind the program's back:
// sheets of the size that most events have, in dossiers of ten events.
func (f *fixture) plant(t *testing.T, n int) {
	t.Helper()
	db := f.behind(t)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	put, err := tx.PrepareContext(ctx, "INSERT INTO event (organisation, dossier, seq, pos, meta_ct, case_ct, meta_hash, case_hash, leaf) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
	if err != nil {
		t.Fatal(err)
	}
	heads, ids := make([][]byte, n/10), make([]string, n/10)
	for i := range n {
		d, seq := i%len(heads), int64(i/len(heads)+1)
		if seq == 1 {
			ids[d] = store.NewID()
		}
		text := [2][]byte{make([]byte, 317), make([]byte, 573)}
		var hashes [3][]byte
		for k := range text {
			_, _ = rand.Read(text[k])
			sum := sha256.Sum256(text[k])
			hashes[k] = sum[:]
		}
		leaf := proof.Leaf(heads[d], ids[d], seq, hashes[:]...)
		heads[d] = leaf[:]
		if _, err := put.ExecContext(ctx, f.org, ids[d], seq, i+1, text[0], text[1], hashes[0], hashes[1], leaf[:]); err != nil {
			t.Fatal(err)
		}
	}
	for d, id := range ids {
		if _, err := tx.ExecContext(ctx, "INSERT INTO dossier (organisation, id, ref, version, head, stage, received_on, due_on) VALUES ($1, $2, $2, 10, $3, '', '', '')", f.org, id, heads[d]); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tx.ExecContext(ctx, "UPDATE organisation SET log_size = $1", n); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

// TestBenchVerify prints how fast a register is checked on one core, and what a
// checkpoint costs: the first after a start, which reads the whole log, and the next.
func TestBenchVerify(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
	f.plant(t, *verifyEvents)
	timed := func(do func() error) time.Duration {
		t.Helper()
		begun := time.Now()
		if err := do(); err != nil {
			t.Fatal(err)
		}
		return time.Since(begun)
	}
	took := timed(func() error {
		n, err := inspect(t, f.cfg.Data, "")
		if err == nil && n.Events != int64(*verifyEvents) {
			t.Errorf("%d events were checked", n.Events)
		}
		return err
	})
	first := timed(func() error { return f.Promise(ctx, f.org) })
	append100 := func(prefix string, each func() error) time.Duration {
		return timed(func() error {
			for i := range 100 {
				if _, err := f.create(fmt.Sprint(prefix, i), "Verhaal"); err != nil {
					return err
				}
			}
			return each()
		})
	}
	append100("warm", func() error { return nil })
	var ratios []float64
	for round := range 9 {
		without := append100(fmt.Sprint("without", round, "-"), func() error { return nil })
		with := append100(fmt.Sprint("with", round, "-"), func() error { return f.Promise(ctx, f.org) })
		ratios = append(ratios, with.Seconds()/without.Seconds())
	}
	const lines = 2000 // of the access log, ten in one act, as of a list that shows names
	looks := timed(func() error {
		for range lines / 10 {
			if err := f.Log(ctx, slices.Repeat([]store.Line{{Organisation: f.org, Member: "m1", Action: store.LogSearch, Allowed: true}}, 10)...); err != nil {
				return err
			}
		}
		return nil
	})
	chain := timed(func() error { return f.ChainLog(ctx, f.org) })
	t.Logf("%d lines of the access log written in %v and put in their chain in %v, by the worker and not while anybody waits", lines, looks, chain)
	slices.Sort(ratios)
	t.Logf("verify: %d events in %v, %.0f a second on one core", *verifyEvents, took, float64(*verifyEvents)/took.Seconds())
	t.Logf("first checkpoint after a start: %v; 100 appends with a checkpoint take %.3f times what they take without (median of %d, from %.3f to %.3f)",
		first, ratios[len(ratios)/2], len(ratios), ratios[0], ratios[len(ratios)-1])
}
