package store

import (
	"context"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// apart are the tables of which programs keep nothing in memory, or nothing that another
// can change, each with its reason. Whoever adds a table says where it belongs.
var apart = map[string]string{
	"event": "followed by its place in the log", "job": "claimed", "mail_in": "claimed", "outbox": "read when it leaves",
	"submission": "read in the act", "act_done": "read in the act", "access_log": "only grows", "session": "read at each request",
	"token": "read when it is used", "factor": "read when it is shown", "procedure_read": "read when it is shown",
	"mailed": "counted in the act", "mail_print": "read in the act", "mailbox": "read when it is shown", "sending": "read when it is shown", "alarm": "read in the act",
	"evaluation": "read when it is shown", "evaluation_form": "read when it is used", "evaluation_row": "read in the act", "candidate": "read when it is shown",
	"evaluation_work": "read when it is shown", "room": "read when it is shown", "room_entry": "read when it is shown", "room_note": "read when it is shown",
	"old_import": "read when it is shown", "old_dossier": "read when it is undone", "old_row": "read in the act",
	"questionnaire": "read when it is shown", "filled_in": "read when it is shown", "file_choice": "read when it is shown", "breach_report": "read when it is shown",
	"checkpoint": "read when one is made", "checkpoint_key": "never changes", "erasure": "read when it is finished", "backup_key": "read when a backup is made", "backup_run": "claimed", "files_place": "looked at until it is known",
	"joint": "read when it is shown", "generation": "is the count itself", "leader": "is looked at", "tried": "is counted", "schema_floor": "is looked at at the start",
}

func registerMigrations(t *testing.T, part string) map[int]string {
	t.Helper()
	all := map[int]string{}
	files, err := fs.Glob(migrations, "migrations/"+part+"/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := fs.ReadFile(migrations, name)
		if err != nil {
			t.Fatal(err)
		}
		n, err := strconv.Atoi(strings.Split(name[strings.LastIndex(name, "/")+1:], "_")[0])
		if err != nil {
			t.Fatal(err)
		}
		all[n] = string(text)
	}
	return all
}

// TestEveryTableIsFollowedOrSaysWhyNot, so that a new setting cannot be forgotten.
func TestEveryTableIsFollowedOrSaysWhyNot(t *testing.T) {
	created, dropped := regexp.MustCompile(`CREATE TABLE (\w+)`), regexp.MustCompile(`DROP TABLE (\w+)`)
	there := map[string]bool{}
	all := registerMigrations(t, PartRegister)
	for n := range 1000 {
		for _, m := range created.FindAllStringSubmatch(all[n], -1) {
			there[m[1]] = true
		}
		for _, m := range dropped.FindAllStringSubmatch(all[n], -1) {
			delete(there, m[1])
		}
	}
	for table := range there {
		if (kept[table] == "") == (apart[table] == "") {
			t.Errorf("%s stands in kept and apart, or in neither: does a program keep something of it in memory?", table)
		}
	}
	for table := range apart {
		if !there[table] {
			t.Errorf("there is no table %s", table)
		}
	}
}

// TestEveryWriteToWhatIsKeptCounts, by statements of every form.
func TestEveryWriteToWhatIsKeptCounts(t *testing.T) {
	for statement, want := range map[string]string{
		"INSERT INTO member (organisation) VALUES ($1)":                     ofSettings,
		"UPDATE member SET state = $1 WHERE organisation = $2":              ofSettings,
		"DELETE FROM member WHERE organisation = $1":                        ofSettings,
		"UPDATE organisation SET profile = $1 WHERE id = $2":                ofSettings,
		"UPDATE organisation SET log_size = $1 WHERE id = $2":               "",
		"INSERT INTO procedure_version (organisation) VALUES ($1)":          ofSettings,
		"INSERT INTO side (organisation) VALUES ($1)":                       ofSettings,
		"INSERT INTO review_event (organisation) VALUES ($1)":               ofReviews,
		"UPDATE dossier SET version = $1":                                   "",
		"DELETE FROM dossier WHERE organisation = $1":                       ofRemoved,
		"INSERT INTO clock (id) VALUES (1)":                                 "",
		"UPDATE clock SET jumped_from = 0":                                  ofClock,
		"SELECT id FROM organisation WHERE id = $1 FOR UPDATE":              "",
		"INSERT INTO session (organisation) VALUES ($1)":                    "",
		"UPDATE job SET lease_until = 0 WHERE organisation = $1 AND id = 1": "",
	} {
		if got := changes(statement); got != want {
			t.Errorf("%q changes %q, and should %q", statement, got, want)
		}
	}
}

// TestAMigrationAddsOrRaisesTheFloor: while an installation is upgraded the older program
// works beside the newer schema, so that nothing it needs may go in the same release.
func TestAMigrationAddsOrRaisesTheFloor(t *testing.T) {
	takes := regexp.MustCompile(`(?i)DROP (TABLE|COLUMN|CONSTRAINT)|\bRENAME\b|ALTER COLUMN|ADD COLUMN[^;]*NOT NULL(?:[^;D]|D[^E])*;`)
	for part, since := range map[string]int{PartRegister: 19, PartKeys: 3} {
		for n, text := range registerMigrations(t, part) {
			if n > since && takes.MatchString(text) && !strings.Contains(text, "UPDATE schema_floor") {
				t.Errorf("migration %d of %s takes something away that an older program needs, and does not raise the floor", n, part)
			}
		}
	}
	for text, want := range map[string]bool{"ALTER TABLE x ADD COLUMN y BIGINT NOT NULL;": true, "ALTER TABLE x ADD COLUMN y BIGINT NOT NULL DEFAULT 0;": false,
		"ALTER TABLE x ADD COLUMN y BYTEA;": false, "ALTER TABLE x DROP COLUMN y;": true, "DROP INDEX x;": false} {
		if takes.MatchString(text) != want {
			t.Errorf("%q", text)
		}
	}
}

// TestAnOlderProgramStartsBesideANewerSchema as long as that says it may.
func TestAnOlderProgramStartsBesideANewerSchema(t *testing.T) {
	ctx := context.Background()
	cfg := Config{Data: t.TempDir(), Postgres: testkit.Postgres(t), Master: vault.NewKey(), Now: time.Now}
	s, err := Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	do := func(query string) {
		t.Helper()
		if _, err := s.reg.ExecContext(ctx, query); err != nil {
			t.Fatal(err)
		}
	}
	do("INSERT INTO goose_register (version_id, is_applied) VALUES (9999, true)")
	older, err := Open(ctx, cfg)
	if err != nil {
		t.Fatalf("refused beside a newer schema that it works with: %v", err)
	}
	if err := older.Write(ctx, func(t *Tx) error { _, err := t.Settings(); return err }); err != nil {
		t.Error(err)
	}
	_ = older.Close()
	do("UPDATE schema_floor SET version = 9999 WHERE part = 'register'")
	if again, err := Open(ctx, cfg); err == nil || !strings.Contains(err.Error(), "newer wederhoor") {
		_ = again.Close()
		t.Errorf("started beside a schema that it does not know: %v", err)
	}
	if err := s.Write(ctx, func(t *Tx) error { _, err := t.Settings(); return err }); err != nil {
		t.Errorf("one that runs stops working: %v", err)
	}
}

// TestAProgramThatStandsStillInTheMiddleIsSentAway: it holds the turn, and the database
// takes it from it. Nothing of what it was doing is stored.
func TestAProgramThatStandsStillInTheMiddleIsSentAway(t *testing.T) {
	ctx := context.Background()
	cfg := Config{Data: t.TempDir(), Postgres: testkit.Postgres(t), Master: vault.NewKey(), Now: time.Now}
	a, err := Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	b, err := Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Close() }()
	inside, wakes, still := make(chan bool), make(chan bool), make(chan error, 1)
	go func() {
		still <- a.Write(ctx, func(t *Tx) error {
			var n int
			err := t.row("UPDATE generation SET n = 99 WHERE what = 'clock' RETURNING n").Scan(&n)
			close(inside)
			<-wakes
			return err
		})
	}()
	<-inside
	if err := b.Write(ctx, func(t *Tx) error { _, err := t.Settings(); return err }); err != nil {
		t.Errorf("the others do not go on: %v", err)
	}
	close(wakes)
	if err := <-still; err == nil {
		t.Error("what stood still says that it was stored")
	}
	if st, err := b.Standing(ctx); err != nil || st.Clock == 99 {
		t.Errorf("it was stored: %v", err)
	}
	if err := a.Write(ctx, func(t *Tx) error { _, err := t.Settings(); return err }); err != nil {
		t.Errorf("it cannot go on after it woke up: %v", err)
	}
}

// TestWritersOfAllProgramsTakeTurns: what an act of one program read is not changed by
// another before it is stored.
func TestWritersOfAllProgramsTakeTurns(t *testing.T) {
	ctx := context.Background()
	cfg := Config{Data: t.TempDir(), Postgres: testkit.Postgres(t), Master: vault.NewKey(), Now: time.Now}
	var all [2]*Store
	for i := range all {
		s, err := Open(ctx, cfg)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		all[i] = s
	}
	saw, done := int64(0), make(chan error, 1)
	err := all[0].Write(ctx, func(tx *Tx) error {
		if _, err := tx.Settings(); err != nil {
			return err
		}
		go func() {
			done <- all[1].Write(ctx, func(tx *Tx) error {
				return tx.row("SELECT n FROM generation WHERE what = 'reviews'").Scan(&saw)
			})
		}()
		for waits := 0; waits == 0 && len(done) == 0; {
			if err := all[0].reg.QueryRowContext(ctx, "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").Scan(&waits); err != nil {
				return err
			}
		}
		_, err := tx.exec("UPDATE generation SET n = n + 1 WHERE what = 'reviews'")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	if saw != 2 {
		t.Error("another program came in between")
	}
}
