package store_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"wederhoor/internal/proof"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

func do(t *testing.T, db *sql.DB, queries ...string) {
	t.Helper()
	for _, q := range queries {
		if _, err := db.ExecContext(ctx, q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
}

// inspect verifies a register that may be served meanwhile.
func inspect(t *testing.T, data, postgres string, promises ...proof.Checkpoint) (n proof.Counts, err error) {
	t.Helper()
	i, err := store.Inspect(ctx, data, postgres)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := i.Close(); err != nil {
			t.Error(err)
		}
	}()
	all, err := i.Organisations(ctx)
	if err != nil {
		return n, err
	}
	if len(all) != 1 {
		t.Fatalf("%d organisations", len(all))
	}
	return i.Verify(ctx, all[0], promises)
}

// check names what did not hold; "" when all did.
func check(t *testing.T, err error) proof.Check {
	t.Helper()
	var b *proof.Broken
	if err != nil && !errors.As(err, &b) {
		t.Fatalf("it could not be verified: %v", err)
	}
	if b == nil {
		return ""
	}
	return b.Check
}

// flip changes one byte of one column of the event at a place, or of a row of another table.
func flip(table, column, where string) func(*testing.T, *sql.DB) {
	return func(t *testing.T, db *sql.DB) {
		t.Helper()
		var was []byte
		if err := db.QueryRowContext(ctx, fmt.Sprintf("SELECT %s FROM %s WHERE %s", column, table, where)).Scan(&was); err != nil {
			t.Fatal(err)
		}
		was = bytes.Clone(was)
		was[len(was)/2] ^= 1
		if _, err := db.ExecContext(ctx, fmt.Sprintf("UPDATE %s SET %s = $1 WHERE %s", table, column, where), was); err != nil {
			t.Fatal(err)
		}
	}
}

func run(queries ...string) func(*testing.T, *sql.DB) {
	return func(t *testing.T, db *sql.DB) { t.Helper(); do(t, db, queries...) }
}

// chained makes the leaves, heads and sizes fit again what the events now are: a
// forger who read the format and has the database.
func chained(queries ...string) func(*testing.T, *sql.DB) {
	return func(t *testing.T, db *sql.DB) {
		t.Helper()
		do(t, db, queries...)
		rows, err := db.QueryContext(ctx, "SELECT dossier, seq, meta_hash, case_hash, identity_hash FROM event ORDER BY pos")
		if err != nil {
			t.Fatal(err)
		}
		var all []proof.Row
		for rows.Next() {
			var r proof.Row
			if err := rows.Scan(&r.Dossier, &r.Seq, &r.Hash[0], &r.Hash[1], &r.Hash[2]); err != nil {
				t.Fatal(err)
			}
			all = append(all, r)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
		heads := map[string][]byte{}
		for _, r := range all {
			leaf := proof.Leaf(heads[r.Dossier], r.Dossier, r.Seq, r.Hash[:]...)
			heads[r.Dossier] = leaf[:]
			for _, q := range []string{"UPDATE event SET leaf = $1 WHERE seq = $2 AND dossier = $3", "UPDATE dossier SET head = $1, version = $2 WHERE id = $3"} {
				if _, err := db.ExecContext(ctx, q, leaf[:], r.Seq, r.Dossier); err != nil {
					t.Fatal(err)
				}
			}
		}
		do(t, db, fmt.Sprintf("UPDATE organisation SET log_size = %d", len(all)))
	}
}

// tampering is what was done, what finds it in the register alone, and what finds it
// besides with a checkpoint that somebody kept: "" is nothing.
type tampering struct {
	what        string
	with        func(*testing.T, *sql.DB)
	alone, kept proof.Check
}

// at is an event in the middle of a dossier with nine events in the log: dossiers a,
// b and c by turns, so that place 5 is event 2 of dossier b.
const at = "pos = 5"

func tamperings(a, b string) []tampering {
	same := func(what string, with func(*testing.T, *sql.DB), by proof.Check) tampering {
		return tampering{what, with, by, by}
	}
	return []tampering{
		same("nothing", run(), ""),
		same("a sheet erased with its key", run("UPDATE event SET identity_ct = NULL WHERE pos = 1"), ""),
		same("a dossier forgotten after an import", run("UPDATE event SET meta_ct = NULL, case_ct = NULL, identity_ct = NULL WHERE dossier = '"+a+"'", "DELETE FROM dossier WHERE id = '"+a+"'"), ""),
		same("a byte of meta_ct", flip("event", "meta_ct", at), proof.CheckSheet),
		same("a byte of case_ct", flip("event", "case_ct", at), proof.CheckSheet),
		same("a byte of identity_ct", flip("event", "identity_ct", "pos = 2"), proof.CheckSheet),
		same("a byte of meta_hash", flip("event", "meta_hash", at), proof.CheckSheet),
		same("a byte of case_hash", flip("event", "case_hash", at), proof.CheckSheet),
		same("a byte of identity_hash", flip("event", "identity_hash", "pos = 2"), proof.CheckSheet),
		same("a byte of the hash of an erased sheet", func(t *testing.T, db *sql.DB) {
			do(t, db, "UPDATE event SET case_ct = NULL WHERE "+at)
			flip("event", "case_hash", at)(t, db)
		}, proof.CheckLeaf),
		same("a sheet taken away with its hash", run("UPDATE event SET case_ct = NULL, case_hash = NULL WHERE "+at), proof.CheckLeaf),
		same("a hash cut short", run("UPDATE event SET case_ct = NULL, case_hash = meta_ct WHERE "+at), proof.CheckSheet),
		same("a byte of leaf", flip("event", "leaf", at), proof.CheckLeaf),
		same("another seq", run("UPDATE event SET seq = 66 WHERE "+at), proof.CheckNumber),
		same("another pos", run("UPDATE event SET pos = 69 WHERE "+at), proof.CheckPlace),
		same("another dossier", run("UPDATE event SET dossier = 'x' WHERE "+at), proof.CheckNumber),
		same("another dossier for its first event", run("UPDATE event SET dossier = 'x' WHERE pos = 2"), proof.CheckLeaf),
		same("another organisation", run("UPDATE event SET organisation = 'x' WHERE "+at), proof.CheckSize),
		same("a byte of a dossier's head", flip("dossier", "head", "id = '"+b+"'"), proof.CheckHead),
		same("a dossier's version", run("UPDATE dossier SET version = 2 WHERE id = '"+b+"'"), proof.CheckHead),
		same("a dossier's id", run("UPDATE dossier SET id = 'x' WHERE id = '"+b+"'"), proof.CheckRow),
		same("a dossier's row taken away", run("DELETE FROM dossier WHERE id = '"+b+"'"), proof.CheckRow),
		same("a size of the log", run("UPDATE organisation SET log_size = 8"), proof.CheckSize),
		same("an organisation's id", run("UPDATE organisation SET id = 'x'"), proof.CheckSize),
		same("a middle event taken away", run("DELETE FROM event WHERE "+at), proof.CheckPlace),
		same("a middle event taken away, the rest moved up", run("DELETE FROM event WHERE "+at, "UPDATE event SET pos = -pos WHERE pos > 5", "UPDATE event SET pos = -pos - 1 WHERE pos < 0"), proof.CheckNumber),
		same("the last event taken away", run("DELETE FROM event WHERE pos = 9"), proof.CheckSize),
		same("two events of a dossier swapped", run("UPDATE event SET pos = -5 WHERE pos = 5", "UPDATE event SET pos = 5 WHERE pos = 8", "UPDATE event SET pos = 8 WHERE pos = -5"), proof.CheckNumber),
		same("two events of a dossier swapped, numbers too", run("UPDATE event SET pos = -5, seq = -3 WHERE pos = 5", "UPDATE event SET pos = 5, seq = 2 WHERE pos = 8", "UPDATE event SET pos = 8, seq = 3 WHERE pos = -5"), proof.CheckLeaf),
		{"two events of two dossiers swapped", run("UPDATE event SET pos = -5 WHERE pos = 5", "UPDATE event SET pos = 5 WHERE pos = 6", "UPDATE event SET pos = 6 WHERE pos = -5"), "", proof.CheckCheckpoint},
		{"the last event taken away, everything made to fit", chained("DELETE FROM event WHERE pos = 9"), "", proof.CheckCheckpoint},
		{"a sheet replaced, everything made to fit", chained("UPDATE event SET case_ct = (SELECT case_ct FROM event WHERE pos = 8), case_hash = (SELECT case_hash FROM event WHERE pos = 8) WHERE " + at), "", proof.CheckCheckpoint},
		{"a dossier taken away, everything made to fit", chained("DELETE FROM dossier WHERE id = '"+b+"'", "DELETE FROM event WHERE dossier = '"+b+"'",
			"UPDATE event SET pos = -pos", "UPDATE event SET pos = (SELECT COUNT(*) FROM event AS before WHERE before.pos >= event.pos)"), "", proof.CheckCheckpoint},
	}
}

// TestTamperingIsFound is the list of what is found, and by which check: in the
// register alone, and with a checkpoint that was kept elsewhere.
func TestTamperingIsFound(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		var ids []string
		for _, key := range []string{"a", "b", "c"} {
			c, err := f.create(key, "Verhaal "+key)
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, c.ID)
		}
		for n := 1; n <= 2; n++ {
			for _, id := range ids {
				if err := f.note(id, fmt.Sprint(id, n), n, fmt.Sprint("Aantekening ", n)); err != nil {
					t.Fatal(err)
				}
			}
		}
		n, err := inspect(t, f.cfg.Data, f.cfg.Postgres)
		if err != nil || n.Events != 9 || n.Dossiers != 3 || n.Erased != 0 || n.Forgotten != 0 {
			t.Fatalf("before anything was done: %+v, %v", n, err)
		}
		kept := proof.Checkpoint{Size: n.Events, Root: n.Root}
		db := f.behind(t)
		for _, table := range []string{"event", "dossier", "organisation"} {
			do(t, db, "CREATE TABLE was_"+table+" AS SELECT * FROM "+table)
		}
		for _, x := range tamperings(ids[0], ids[1]) {
			x.with(t, db)
			_, alone := inspect(t, f.cfg.Data, f.cfg.Postgres)
			_, with := inspect(t, f.cfg.Data, f.cfg.Postgres, kept)
			if check(t, alone) != x.alone || check(t, with) != x.kept {
				t.Errorf("%s: found by %q and with a checkpoint by %q, want %q and %q (%v; %v)", x.what, check(t, alone), check(t, with), x.alone, x.kept, alone, with)
			}
			t.Logf("%-55s %-10s %s", x.what, x.alone, x.kept)
			for _, table := range []string{"event", "dossier", "organisation"} {
				do(t, db, "DELETE FROM "+table, "INSERT INTO "+table+" SELECT * FROM was_"+table)
			}
		}
	})
}

// TestAnOlderCopyIsFound: a copy that was whole when it was made is whole, and lacks
// what a later checkpoint promised.
func TestAnOlderCopyIsFound(t *testing.T) {
	f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
	if _, err := f.create("a", "Verhaal"); err != nil {
		t.Fatal(err)
	}
	older := t.TempDir()
	do(t, f.behind(t), "VACUUM INTO '"+filepath.Join(older, "reg.db")+"'")
	if _, err := f.create("b", "Nog een verhaal"); err != nil {
		t.Fatal(err)
	}
	n, err := inspect(t, f.cfg.Data, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := inspect(t, older, ""); err != nil {
		t.Errorf("the copy is not whole: %v", err)
	}
	if _, err := inspect(t, older, "", proof.Checkpoint{Size: n.Events, Root: n.Root}); check(t, err) != proof.CheckCheckpoint {
		t.Errorf("an older copy passes for the register: %v", err)
	}
}
