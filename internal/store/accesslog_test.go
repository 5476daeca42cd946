package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// behind is the database as somebody reaches it who goes round the program.
func (f *fixture) behind(t *testing.T) *sql.DB {
	t.Helper()
	driver, address := "sqlite3", "file:"+filepath.Join(f.cfg.Data, "reg.db")
	if f.cfg.Postgres != "" {
		driver, address = "pgx", f.cfg.Postgres+"&search_path=register"
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestTheLogOnlyGrows(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, err := f.create("k", "verhaal")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead, made.ID); err != nil {
			t.Fatal(err)
		}
		db := f.behind(t)
		statements := []string{"UPDATE access_log SET member = 'iemand anders'", "DELETE FROM access_log"}
		if f.cfg.Postgres != "" {
			statements = append(statements, "TRUNCATE access_log")
		}
		for _, change := range statements {
			if _, err := db.ExecContext(context.Background(), change); err == nil || !strings.Contains(err.Error(), "only grows") {
				t.Errorf("%s gave %v", change, err)
			}
		}
		if lines, err := f.LogOfAll(ctx, f.org, store.Stretch{Most: 10}); err != nil || len(lines) != 1 || lines[0].Member != f.lead.Member() {
			t.Errorf("%v, %+v", err, lines)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		f.reopen(t) // puts the guards in place once more
		if _, err := db.ExecContext(context.Background(), statements[0]); err == nil {
			t.Error("the second start took the guard away")
		}
	})
}

// TestALineOutlivesTheAccount: name, roles and number are those of that moment,
// whatever becomes of the person.
func TestALineOutlivesTheAccount(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, err := f.create("k", "verhaal")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead.As(store.LogDownload), made.ID); err != nil {
			t.Fatal(err)
		}
		if err := f.Write(ctx, func(tx *store.Tx) error { return tx.Leave(f.org, f.lead.Member()) }); err != nil {
			t.Fatal(err)
		}
		h, err := store.OpenDossier[access.Log](ctx, f.Store, f.lead, made.ID)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := store.LogOfDossier(ctx, h, store.Stretch{Most: 10})
		if err != nil || len(lines) != 2 {
			t.Fatalf("%v, %d lines", err, len(lines))
		}
		slices.SortFunc(lines, func(a, b store.Line) int { return strings.Compare(string(a.Action), string(b.Action)) })
		l := lines[0]
		if l.Name != "Mirjam KANARIE" || !slices.Equal(l.Roles, f.lead.Roles) || l.Ref != made.Complaint.Received.Ref || l.Session != "s1" ||
			l.Action != store.LogDownload || !l.Allowed || l.Rule != "leads" || l.Dossier != made.ID {
			t.Errorf("%+v", l)
		}
		if l = lines[1]; l.Action != access.ReadLog {
			t.Errorf("reading the log is no line: %+v", l)
		}
	})
}

func TestTriesAreLoggedToo(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, err := f.create("k", "verhaal")
		if err != nil {
			t.Fatal(err)
		}
		stranger := store.Visitor{Actor: access.New(f.org, "vreemde", access.Trainer), Name: "Henk Postma"}
		for _, id := range []string{made.ID, "absent"} {
			if _, err := store.OpenDossier[access.Content](ctx, f.Store, stranger, id); !errors.Is(err, store.ErrNotFound) {
				t.Fatalf("%s: %v", id, err)
			}
		}
		lines, err := f.LogOfMember(ctx, f.org, "vreemde", store.Stretch{Most: 10})
		if err != nil || len(lines) != 2 {
			t.Fatalf("%v, %d lines", err, len(lines))
		}
		rules := map[string]string{}
		for _, l := range lines {
			if l.Allowed || l.Name != "Henk Postma" {
				t.Errorf("%+v", l)
			}
			rules[l.Dossier] = l.Rule
		}
		if rules[made.ID] != "no_need_to_know" || rules[""] != store.NoSuchDossier {
			t.Errorf("%v", rules)
		}
	})
}

// TestTheLogIsReadInParts, back and forth, without a line twice or none.
func TestTheLogIsReadInParts(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		var lines []store.Line
		for range 25 { // all in one moment: the id keeps them apart
			lines = append(lines, store.Line{Organisation: f.org, Member: "m1", Action: store.LogSignIn, Allowed: true})
		}
		lines = append(lines, store.Line{Organisation: f.org, Member: "m2", Action: store.LogSignIn, Allowed: true})
		if err := f.Log(ctx, lines...); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		var last []store.Line
		part := store.Stretch{Most: 10}
		for n := 10; n == 10; {
			got, err := f.LogOfMember(ctx, f.org, complaint.MemberID("m1"), part)
			if err != nil {
				t.Fatal(err)
			}
			for i, l := range got {
				if seen[l.ID] || i > 0 && got[i-1].At.Before(l.At) {
					t.Errorf("line %s twice or out of order", l.ID)
				}
				seen[l.ID] = true
			}
			if n = len(got); n == 10 {
				last, part.Older = got, store.ParsePlace(got[n-1].Place().String())
			}
		}
		if len(seen) != 25 {
			t.Errorf("%d of 25 lines", len(seen))
		}
		back, err := f.LogOfMember(ctx, f.org, "m1", store.Stretch{Most: 10, Newer: last[0].Place()})
		if err != nil || len(back) != 10 || back[9].Place() == last[0].Place() {
			t.Errorf("%v, back to %d lines", err, len(back))
		}
		all, err := f.LogOfAll(ctx, f.org, store.Stretch{Most: 100})
		if err != nil || len(all) != 26 {
			t.Errorf("%v, %d lines of all", err, len(all))
		}
		for _, hostile := range []string{"", "x", "1", "-", "1-' OR 1=1", "99999999999999999999-a", "1-" + strings.Repeat("a", 100)} {
			if p := store.ParsePlace(hostile); p.ID != "" {
				t.Errorf("%q is read as %+v", hostile, p)
			}
		}
	})
}

// TestTheLogIsSealed looks for what the lines say in every byte on the disk.
func TestTheLogIsSealed(t *testing.T) {
	f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
	err := f.Log(ctx, store.Line{Organisation: f.org, Member: "m1", Action: store.LogGrant, Allowed: true,
		Frozen: store.Frozen{Name: "KANARIE", Ref: "KANARIE", Session: "KANARIE", Detail: "KANARIE", Roles: []access.Role{"KANARIE"}}})
	if err != nil {
		t.Fatal(err)
	}
	lines, err := f.LogOfAll(ctx, f.org, store.Stretch{Most: 1})
	if err != nil || len(lines) != 1 || lines[0].Detail != "KANARIE" {
		t.Fatalf("%v, %+v", err, lines)
	}
	err = filepath.WalkDir(f.cfg.Data, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if strings.Contains(string(raw), "KANARIE") {
			t.Errorf("%s holds a line in clear", filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
