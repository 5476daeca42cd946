package sim

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"testing/cryptotest"
	"time"

	_ "github.com/ncruces/go-sqlite3/driver" // to look at what is on a disk

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/mail"
	"wederhoor/internal/proof"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/testkit/powercut"
	"wederhoor/internal/vault"
)

var (
	ctx    = context.Background()
	master = vault.Key{1: 1}
	begin  = time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)
)

// office is a register on a disk that fails.
type office struct {
	*register.Register
	disk  *powercut.Disk
	data  string // a real folder, for the lock and the files
	clock *testkit.Clock
	post  *post
	undo  time.Duration
	store *store.Store
	rows  map[string]string // what the read model must hold, by number; nil: anything
}

func newOffice(t testing.TB, disk *powercut.Disk) *office {
	return &office{disk: disk, data: t.TempDir(), clock: testkit.NewClock(begin)}
}

// open starts the program; what goes wrong is the answer.
func (o *office) open() error {
	s, err := store.Open(ctx, store.Config{Data: o.data, VFS: o.disk.Name(), Master: master, Now: o.clock.Now})
	if err != nil {
		return err
	}
	r, err := register.New(ctx, register.Config{Store: s, Now: o.clock.Now, Mail: o.mail(), Undo: o.undo, Logger: slog.New(slog.DiscardHandler),
		Site: func() string { return "https://klachten.voorbeeld.example" }})
	if err == nil {
		err = r.Fill(ctx)
	}
	if err != nil {
		return errors.Join(err, s.Close())
	}
	o.store, o.Register = s, r
	return nil
}

func (o *office) mail() *mail.Server {
	if o.post == nil {
		return nil
	}
	return o.post.server
}

// stop ends the program, however its disk is.
func (o *office) stop() {
	if o.store != nil {
		_ = o.store.Close()
		o.store = nil
	}
}

func setUp(r *register.Register) error {
	_, err := r.SetUpOrganisation(ctx, register.SetUp{Organisation: "Voorbeeld Trainingen", Phone: "020 000 00 00", LeadName: "Mirjam de Wit",
		LeadEmail: "mirjam@voorbeeld.example", Password: "fietsen door de regen", SecondFactor: "optional",
		Appeal: complaint.AppealBody{Name: "Ilse Terpstra", Phone: "020 000 00 01"}})
	return err
}

// team is who works there besides Mirjam, who leads.
var team = []struct {
	name, email string
	roles       []access.Role
}{
	{"Joris Bakker", "joris@voorbeeld.example", []access.Role{access.Deputy}},
	{"Sanne Visser", "sanne@voorbeeld.example", []access.Role{access.Trainer}},
	{"Femke Smit", "femke@voorbeeld.example", []access.Role{access.Freelancer}},
	{"Bram Mulder", "bram@voorbeeld.example", []access.Role{access.Partner}},
	{"Lotte Meijer", "lotte@voorbeeld.example", []access.Role{access.Coordinator}},
}

// founded is a disk at rest with an organisation and its people, always the same.
func founded(t *testing.T) *powercut.Disk {
	t.Helper()
	cryptotest.SetGlobalRandom(t, 1)
	disk := powercut.New(1, t.TempDir())
	t.Cleanup(disk.Close)
	o := newOffice(t, disk)
	must(t, o.open())
	must(t, setUp(o.Register))
	m, _ := o.LeadMember()
	for _, p := range team {
		token, err := o.Invite(ctx, person(m), p.name, p.email, p.roles)
		must(t, err)
		must(t, o.AcceptInvitation(ctx, token, "fietsen door de regen"))
	}
	o.stop()
	must(t, disk.Restart())
	return disk
}

func person(m store.Member) register.Person {
	return register.Person{Actor: access.New(m.Organisation, m.ID, m.Roles...), Member: m}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// inspect looks at what is on the disk as `wederhoor verify` does, at the database
// itself, and at whether every event has its key. The program must have stopped.
func (o *office) inspect(folder string) (events int64, err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return 0, fmt.Errorf("make a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	if err := o.disk.Dump(folder); err != nil {
		return 0, err
	}
	if events, err = verified(folder); err != nil {
		return 0, err
	}
	return events, o.whole(folder)
}

// verified is what verify of the product says of a data folder.
func verified(folder string) (events int64, err error) {
	i, err := store.Inspect(ctx, folder, "")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, i.Close()) }()
	if err := i.Whole(ctx); err != nil {
		return 0, err
	}
	all, err := i.Organisations(ctx)
	if err != nil {
		return 0, err
	}
	for _, one := range all {
		var promises []proof.Checkpoint
		if one.Verifier != "" {
			if promises, err = i.Promises(ctx, one); err != nil {
				return 0, err
			}
		}
		counts, err := i.Verify(ctx, one, promises)
		if err != nil {
			return 0, err
		}
		events += counts.Events
	}
	return events, nil
}

var errHalf = errors.New("something is half")

// whole looks for what is half, between both databases too.
func (o *office) whole(folder string) (err error) {
	db, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: filepath.Join(folder, "reg.db")}).EscapedPath())
	if err != nil {
		return fmt.Errorf("open what is on the disk: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, "ATTACH $1 AS keys", filepath.Join(folder, "keys.db")); err != nil {
		return fmt.Errorf("open the keys: %w", err)
	}
	if err := o.readModel(db); err != nil {
		return err
	}
	return without(db, map[string]string{
		"an event without its key":     "SELECT COUNT(*) FROM event e WHERE NOT EXISTS (SELECT 1 FROM keys.item_key k WHERE k.organisation = e.organisation AND k.dossier = e.dossier AND k.seq = e.seq) AND e.dossier NOT IN (SELECT dossier FROM erasure)",
		"a key of what was erased":     "SELECT COUNT(*) FROM keys.item_key WHERE dossier IN (SELECT dossier FROM erasure)",
		"a dossier without its key":    "SELECT COUNT(*) FROM dossier d WHERE NOT EXISTS (SELECT 1 FROM keys.dossier_key k WHERE k.organisation = d.organisation AND k.dossier = d.id) AND d.id NOT IN (SELECT dossier FROM erasure)",
		"a dossier without its form":   "SELECT COUNT(*) FROM dossier d WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.organisation = d.organisation AND s.dossier = d.id) AND d.id NOT IN (SELECT dossier FROM erasure)",
		"a form without its dossier":   "SELECT COUNT(*) FROM submission s WHERE NOT EXISTS (SELECT 1 FROM dossier d WHERE s.organisation = d.organisation AND s.dossier = d.id)",
		"a dossier without its events": "SELECT COUNT(*) FROM dossier d WHERE d.version <> (SELECT COUNT(*) FROM event e WHERE e.organisation = d.organisation AND e.dossier = d.id) AND d.id NOT IN (SELECT dossier FROM erasure)",
	})
}

func (o *office) readModel(db *sql.DB) (err error) {
	if o.rows == nil {
		return nil
	}
	rows, err := db.QueryContext(ctx, "SELECT ref, version, stage, received_on, due_on FROM dossier")
	if err != nil {
		return fmt.Errorf("read the dossiers: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close(), rows.Err()) }()
	n := 0
	for ; rows.Next(); n++ {
		var ref, stage, received, due string
		var version int
		if err := rows.Scan(&ref, &version, &stage, &received, &due); err != nil {
			return fmt.Errorf("read a dossier: %w", err)
		}
		if got := fmt.Sprintf("%d %s %s %s", version, stage, received, due); got != o.rows[ref] {
			return fmt.Errorf("the row of %s is %q, and its events make %q", ref, got, o.rows[ref])
		}
	}
	if n != len(o.rows) {
		return fmt.Errorf("%d rows of %d dossiers", n, len(o.rows))
	}
	return nil
}

func without(db *sql.DB, queries map[string]string) error {
	for what, query := range queries {
		var n int
		if err := db.QueryRowContext(ctx, query).Scan(&n); err != nil {
			return fmt.Errorf("look for %s: %w", what, err)
		}
		if n > 0 {
			return fmt.Errorf("%w: %d times %s", errHalf, n, what)
		}
	}
	return nil
}
