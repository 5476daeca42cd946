package register

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

var (
	stored   = flag.Int("stored", 3000, "how many dossiers of twelve events are really stored; `make bench` takes 100,000")
	storedOn = flag.String("stored-on", "sqlite", "sqlite or postgres")
)

// TestBenchStored prints how fast dossiers are stored, what they take on disk, table by
// table, and how long a start takes without and with a snapshot of the index.
func TestBenchStored(t *testing.T) {
	ctx, last := context.Background(), time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)
	at := store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: func() time.Time { return last }}
	if *storedOn == "postgres" {
		at.Postgres = testkit.Postgres(t)
	}
	s, err := store.Open(ctx, at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	cfg := Config{Store: s, Now: at.Now, Site: func() string { return "" }, Logger: slog.New(slog.DiscardHandler), SnapshotFrom: 1}
	r, err := New(ctx, cfg)
	if err == nil {
		_, err = r.SetUpOrganisation(ctx, SetUp{Organisation: "Voorbeeld", LeadName: "Mirjam de Wit", LeadEmail: "mirjam@voorbeeld.example", Password: "fietsen door de regen"})
	}
	if err != nil {
		t.Fatal(err)
	}
	took := func(do func() error) float64 {
		t.Helper()
		began := time.Now()
		if err := do(); err != nil {
			t.Fatal(err)
		}
		return time.Since(began).Seconds()
	}
	seconds := took(func() error { return r.storeLives(ctx, *stored, last) })
	t.Logf("stored on %s: %d dossiers of 12 events in %.0f s, %.0f events a second", *storedOn, *stored, seconds, 12*float64(*stored)/seconds)
	for _, line := range sizes(t, at) {
		t.Log(line)
	}
	start := func() (*Register, float64) {
		again, err := New(ctx, cfg)
		if err != nil {
			t.Fatal(err)
		}
		return again, took(func() error { return again.Fill(ctx) })
	}
	first, without := start()
	first.index.Tidy()
	kept := took(func() error { return first.KeepSnapshot(ctx) })
	second, with := start()
	t.Logf("a start: %.2f s without a snapshot, %.2f s with one that was kept in %.2f s; %d of %d dossiers came from it", without, with, kept, second.index.Packed(), *stored)
	if len(second.index.IDs()) != *stored || *stored > 10000 && second.index.Packed() < *stored*9/10 {
		t.Errorf("%d dossiers, %d of them packed", len(second.index.IDs()), second.index.Packed())
	}
}

// storeLives stores dossiers as they are after a year, many in each transaction.
func (r *Register) storeLives(ctx context.Context, n int, last time.Time) error {
	for from := 0; from < n; from += 500 {
		err := r.Store.Write(ctx, func(t *store.Tx) error {
			for i := from; i < min(from+500, n); i++ {
				_, c := lived(i, last.Add(-time.Duration(n-i)*time.Minute))
				_, err := t.Create(store.NewDossier{Organisation: r.Home().ID, Submission: fmt.Sprint("lived ", i), By: complaint.ByComplainant, Year: 2026, View: r.view, Jobs: func(complaint.Complaint) []store.Job { return nil },
					Build: func(ref string) (all []complaint.Entry, _ error) {
						for _, h := range c.History {
							e := complaint.Entry{Event: h.Event, Happened: h.Happened}
							if got, ok := h.Event.(complaint.Received); ok {
								got.Ref = ref
								e.Event = got
							}
							all = append(all, e)
						}
						return all, nil
					}})
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// sizes says what it takes on disk: of PostgreSQL each table with its indexes.
func sizes(t *testing.T, at store.Config) (lines []string) {
	t.Helper()
	if at.Postgres == "" {
		for _, name := range []string{"reg.db", "keys.db"} {
			info, err := os.Stat(filepath.Join(at.Data, name))
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, fmt.Sprintf("%s: %.0f MB", name, float64(info.Size())/1e6))
		}
		return lines
	}
	db, err := sql.Open("pgx", at.Postgres)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, err := db.QueryContext(context.Background(), `SELECT oid::regclass, pg_total_relation_size(oid), pg_indexes_size(oid) FROM pg_class
		WHERE relkind = 'r' AND relnamespace IN ('register'::regnamespace, 'keys'::regnamespace) ORDER BY 2 DESC LIMIT 8`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name string
		var all, indexes int64
		if err := rows.Scan(&name, &all, &indexes); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%s: %.0f MB, %.0f of it indexes", name, float64(all)/1e6, float64(indexes)/1e6))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}
