package store_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/proof"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// unguarded takes away what refuses changes of the access log, as who owns the database can.
func unguarded(t *testing.T, f *fixture) *sql.DB {
	t.Helper()
	db := f.behind(t)
	if f.cfg.Postgres != "" {
		do(t, db, "DROP TRIGGER IF EXISTS access_log_only_grows ON access_log", "DROP TRIGGER IF EXISTS access_log_loses_words ON access_log")
	} else {
		do(t, db, "DROP TRIGGER IF EXISTS access_log_update", "DROP TRIGGER IF EXISTS access_log_delete")
	}
	return db
}

// look makes a line in the access log.
func (f *fixture) look(t *testing.T, dossier string) {
	t.Helper()
	if _, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead, dossier); err != nil {
		t.Fatal(err)
	}
}

// relinked works out the chain of the access log anew, as a forger who read the format.
func relinked(queries ...string) func(*testing.T, *sql.DB) {
	return func(t *testing.T, db *sql.DB) {
		t.Helper()
		do(t, db, queries...)
		rows, err := db.QueryContext(ctx, "SELECT n, at, id, member, dossier, action, rule, allowed, who FROM access_log ORDER BY n")
		if err != nil {
			t.Fatal(err)
		}
		var all []proof.Line
		for rows.Next() {
			var l proof.Line
			if err := rows.Scan(&l.N, &l.At, &l.ID, &l.Member, &l.Dossier, &l.Action, &l.Rule, &l.Allowed, &l.Who); err != nil {
				t.Fatal(err)
			}
			all = append(all, l)
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
		var c proof.Chain
		for _, l := range all {
			c.Add(l.Entry())
			if _, err := db.ExecContext(ctx, "UPDATE access_log SET link = $1, n = $2 WHERE id = $3", c.Head[:], c.Size, l.ID); err != nil {
				t.Fatal(err)
			}
		}
		do(t, db, fmt.Sprintf("UPDATE organisation SET looked = %d", c.Size))
	}
}

// TestTamperingBesideTheEventsIsFound is the list for the access log and the annual
// reviews: what finds it in the register alone, and with a checkpoint kept elsewhere.
func TestTamperingBesideTheEventsIsFound(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, err := f.create("a", "Verhaal")
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			f.look(t, made.ID)
		}
		id := f.reviewed(t)
		for _, text := range []string{"een", "twee"} {
			if _, err := f.actReview(store.ReviewAct{ID: id, Key: text, Decide: word(text)}); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.Promise(ctx, f.org); err != nil {
			t.Fatal(err)
		}
		p, err := f.LastPromise(ctx, f.org)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := proof.Open(p.Note, p.Verifier)
		if err != nil {
			t.Fatal(err)
		}
		n, err := inspect(t, f.cfg.Data, f.cfg.Postgres, kept)
		if err != nil || n.Lines != kept.Lines || n.Reviews != kept.Reviews || n.Lines.Size != 5 || n.Reviews.Size != 3 || n.Loose != 0 {
			t.Fatalf("before anything was done: %+v of %+v, %v", n, kept, err)
		}
		db := unguarded(t, f)
		tables := []string{"access_log", "review", "review_event", "organisation"}
		for _, table := range tables {
			do(t, db, "CREATE TABLE was_"+table+" AS SELECT * FROM "+table)
		}
		line, rev := proof.CheckLine, proof.CheckReview
		list := []tampering{
			{"nothing", run(), "", ""},
			{"a byte of a line's sealed words", flip("access_log", "who", "n = 2"), line, line},
			{"a byte of a line's link", flip("access_log", "link", "n = 2"), line, line},
			{"a line taken from the middle", run("DELETE FROM access_log WHERE n = 2"), line, line},
			{"the last line taken away", run("DELETE FROM access_log WHERE n = 5"), line, line},
			{"all lines taken away", run("DELETE FROM access_log"), line, line},
			{"two lines swapped", run("UPDATE access_log SET n = -2 WHERE n = 2", "UPDATE access_log SET n = 2 WHERE n = 3", "UPDATE access_log SET n = 3 WHERE n = -2"), line, line},
			{"a line taken out of the chain", run("UPDATE access_log SET n = NULL, link = NULL WHERE n = 5"), line, line},
			{"words taken out of a line with no right to", run("UPDATE access_log SET written_hash = link, kept_hash = link WHERE n = 2"), line, line},
			{"the number of lines", run("UPDATE organisation SET looked = 4"), line, line},
			{"somebody else in a line, everything made to fit", relinked("UPDATE access_log SET member = 'iemand' WHERE n = 2"), "", proof.CheckCheckpoint},
			{"the last line taken away, everything made to fit", relinked("DELETE FROM access_log WHERE n = 5"), "", proof.CheckCheckpoint},
			{"all lines taken away, everything made to fit", relinked("DELETE FROM access_log"), "", proof.CheckCheckpoint},
			{"a byte of a review's event", flip("review_event", "body", "seq = 2"), rev, rev},
			{"a byte of a review's leaf", flip("review_event", "leaf", "seq = 2"), rev, rev},
			{"a byte of a review's head", flip("review", "head", "1 = 1"), rev, rev},
			{"the last event of a review taken away", run("DELETE FROM review_event WHERE seq = 3"), rev, rev},
			{"a middle event of a review taken away", run("DELETE FROM review_event WHERE seq = 2"), rev, rev},
			{"another place of a review's event", run("UPDATE review_event SET pos = 9 WHERE seq = 3"), rev, rev},
			{"a review's row taken away", run("DELETE FROM review"), rev, rev},
			{"an older copy of a review put back", run("DELETE FROM review_event WHERE seq = 3", "UPDATE review SET version = 2, head = (SELECT leaf FROM review_event WHERE seq = 2)"), "", proof.CheckCheckpoint},
			{"a review taken away, everything made to fit", run("DELETE FROM review_event", "DELETE FROM review"), "", proof.CheckCheckpoint},
		}
		for _, column := range []string{"member", "dossier", "action", "rule", "id"} {
			list = append(list, tampering{"another " + column + " in a line", run("UPDATE access_log SET " + column + " = 'x' WHERE n = 2"), line, line})
		}
		for _, column := range []string{"at", "allowed"} {
			list = append(list, tampering{"another " + column + " in a line", run("UPDATE access_log SET " + column + " = 7 WHERE n = 2"), line, line})
		}
		for _, x := range list {
			x.with(t, db)
			_, alone := inspect(t, f.cfg.Data, f.cfg.Postgres)
			_, with := inspect(t, f.cfg.Data, f.cfg.Postgres, kept)
			if check(t, alone) != x.alone || check(t, with) != x.kept {
				t.Errorf("%s: found by %q and with a checkpoint by %q, want %q and %q (%v; %v)", x.what, check(t, alone), check(t, with), x.alone, x.kept, alone, with)
			}
			t.Logf("%-55s %-10s %s", x.what, x.alone, x.kept)
			for _, table := range tables {
				do(t, db, "DELETE FROM "+table, "INSERT INTO "+table+" SELECT * FROM was_"+table)
			}
		}
	})
}

// TestAnOlderLogIsFound: a copy of the whole register from before somebody looked is
// whole, and lacks what a later checkpoint promised of the access log, though no event came.
func TestAnOlderLogIsFound(t *testing.T) {
	f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
	made, err := f.create("a", "Verhaal")
	if err != nil {
		t.Fatal(err)
	}
	older := t.TempDir()
	do(t, f.behind(t), "VACUUM INTO '"+filepath.Join(older, "reg.db")+"'")
	f.look(t, made.ID)
	if err := f.Promise(ctx, f.org); err != nil {
		t.Fatal(err)
	}
	p, err := f.LastPromise(ctx, f.org)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := proof.Open(p.Note, p.Verifier)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := inspect(t, older, ""); err != nil {
		t.Errorf("the copy is not whole: %v", err)
	}
	if _, err := inspect(t, older, "", kept); check(t, err) != proof.CheckCheckpoint {
		t.Errorf("an older access log passes: %v", err)
	}
}

// TestAForgedLogGetsNoCheckpoint, whether what was promised is gone or was made to fit:
// no other line takes the place of one that is gone.
func TestAForgedLogGetsNoCheckpoint(t *testing.T) {
	for what, x := range map[string]struct {
		forge func(*testing.T, *sql.DB)
		check proof.Check
	}{
		"the last line gone": {run("DELETE FROM access_log WHERE n = 2"), proof.CheckLine},
		"made to fit":        {relinked("UPDATE access_log SET member = 'iemand' WHERE n = 1"), proof.CheckCheckpoint},
		"a review gone":      {run("DELETE FROM review_event", "DELETE FROM review"), proof.CheckCheckpoint},
	} {
		t.Run(what, func(t *testing.T) {
			f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
			made, err := f.create("a", "Verhaal")
			if err != nil {
				t.Fatal(err)
			}
			f.reviewed(t)
			f.look(t, made.ID)
			f.look(t, made.ID)
			if err := f.Promise(ctx, f.org); err != nil {
				t.Fatal(err)
			}
			x.forge(t, unguarded(t, f))
			f.look(t, made.ID)
			if err := f.Promise(ctx, f.org); check(t, err) != x.check {
				t.Errorf("%s: %v", what, err)
			}
		})
	}
}
