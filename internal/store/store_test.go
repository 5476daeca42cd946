package store_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

var ctx = context.Background()

// fixture is an open register with one organisation in it.
type fixture struct {
	*store.Store
	cfg  store.Config
	org  string
	lead store.Visitor
}

func open(t *testing.T, cfg store.Config) *fixture {
	t.Helper()
	f := &fixture{cfg: cfg, org: store.NewID()}
	f.reopen(t)
	lead := complaint.MemberID(store.NewID())
	f.lead = store.Visitor{Actor: access.New(f.org, lead, access.Lead), Name: "Mirjam KANARIE", Roles: []access.Role{access.Lead}, Session: "s1"}
	p, err := complaint.Preset("seed")
	if err != nil {
		t.Fatal(err)
	}
	err = f.Write(ctx, func(tx *store.Tx) error {
		return tx.AddOrganisation(store.Organisation{ID: f.org, Name: "Voorbeeld KANARIE"}, p,
			store.Member{ID: lead, Organisation: f.org, State: store.MemberActive, Name: "Mirjam KANARIE", Email: "KANARIE@voorbeeld.example", Roles: []access.Role{access.Lead}}, vault.NewRecovery().Key())
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func (f *fixture) reopen(t *testing.T) {
	t.Helper()
	s, err := store.Open(ctx, f.cfg)
	if err != nil {
		t.Fatal(err)
	}
	f.Store = s
}

func view(complaint.Complaint) store.View { return store.View{Stage: complaint.StageReceived} }

func (f *fixture) create(key, story string, files ...store.PendingFile) (store.Created, error) {
	var c store.Created
	err := f.Write(ctx, func(tx *store.Tx) error {
		var err error
		c, err = tx.Create(store.NewDossier{Organisation: f.org, Submission: key, By: complaint.ByComplainant, Year: 2026,
			Build: func(ref string) ([]complaint.Entry, error) {
				r := complaint.Received{Ref: ref, Channel: complaint.ChannelForm, Story: story, Name: "Tessa KANARIE", Email: "t@KANARIE.example", Version: 1}
				for _, p := range files {
					r.Attachments = append(r.Attachments, p.Attachment())
				}
				return complaint.Receive(complaint.Intake{Received: r, ReceivedAt: f.cfg.Now()}, f.cfg.Now())
			},
			View: view, Files: files,
			Jobs: func(complaint.Complaint) []store.Job { return []store.Job{{Kind: store.JobTellLead, Item: "x"}} }})
		return err
	})
	return c, err
}

func (f *fixture) note(id, key string, version int, text string) error {
	return f.Write(ctx, func(tx *store.Tx) error {
		_, _, err := tx.Act(f.noting(id, key, version, text))
		return err
	})
}

func (f *fixture) noting(id, key string, version int, text string) store.Command {
	return store.Command{Actor: f.lead.Actor, Action: access.AddNote, Dossier: id, Version: version, Key: key,
		Decide: func(c complaint.Complaint, _ vault.Code) ([]complaint.Entry, error) {
			return c.Note(complaint.Moment{Now: f.cfg.Now()}, text)
		},
		View: view, Jobs: func(_, _ complaint.Complaint) []store.Job { return nil }}
}

// conform runs one suite on both engines: what holds on one holds on the other.
func conform(t *testing.T, test func(*testing.T, *fixture)) {
	t.Run("sqlite", func(t *testing.T) {
		test(t, open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now}))
	})
	t.Run("postgres", func(t *testing.T) {
		test(t, open(t, store.Config{Data: t.TempDir(), Postgres: postgresURL(t), Master: vault.NewKey(), Now: time.Now}))
	})
}

func TestWhatWasStoredComesBack(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, err := f.create("k1", "Er ging iets mis KANARIE")
		if err != nil {
			t.Fatal(err)
		}
		if err := f.note(made.ID, "n1", 1, "gebeld"); err != nil {
			t.Fatal(err)
		}
		h, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead, made.ID)
		if err != nil {
			t.Fatal(err)
		}
		c := store.Read(h)
		if c.Version != 2 || c.Received.Story != "Er ging iets mis KANARIE" || c.Received.Name != "Tessa KANARIE" {
			t.Errorf("got version %d, story %q, name %q", c.Version, c.Received.Story, c.Received.Name)
		}
		_, mine, err := f.ByReceipt(ctx, f.org, made.Code)
		if err != nil || mine.Received.Ref != made.Complaint.Received.Ref {
			t.Errorf("by receipt: %v, %q", err, mine.Received.Ref)
		}
	})
}

func TestAResentFormIsOneComplaint(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		var wg sync.WaitGroup
		codes := make([]vault.Code, 8)
		for i := range codes {
			wg.Go(func() {
				c, err := f.create("same", "twee keer geklikt")
				if err != nil {
					t.Error(err)
				}
				codes[i] = c.Code
			})
		}
		wg.Wait()
		for _, c := range codes {
			if c != codes[0] || c == "" {
				t.Error("the same form got another code")
			}
		}
		n := 0
		if err := f.All(ctx, f.org, nil, func(string, complaint.Complaint) { n++ }); err != nil || n != 1 {
			t.Errorf("%d dossiers, %v", n, err)
		}
	})
}

func TestWhatFollowsIsThereWithTheAnswer(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		for range 50 {
			var followed atomic.Bool
			if err := f.Write(ctx, func(tx *store.Tx) error { tx.After(func() { followed.Store(true) }); return nil }); err != nil {
				t.Fatal(err)
			}
			if !followed.Load() {
				t.Fatal("the answer came first")
			}
		}
	})
}

func TestARefusalRecordsNothing(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		if _, err := f.create("k", "  "); err == nil {
			t.Fatal("an empty story was taken")
		}
		made, err := f.create("k", "nu met verhaal")
		if err != nil {
			t.Fatal(err)
		}
		if err := f.note(made.ID, "n", 1, ""); err == nil {
			t.Fatal("an empty note was taken")
		}
		h, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead, made.ID)
		if err != nil || store.Read(h).Version != 1 {
			t.Errorf("%v, version %d", err, store.Read(h).Version)
		}
	})
}

func TestTwoPeopleActAtOnce(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, err := f.create("k", "verhaal")
		if err != nil {
			t.Fatal(err)
		}
		if err := f.note(made.ID, "a", 1, "eerst"); err != nil {
			t.Fatal(err)
		}
		if err := f.note(made.ID, "b", 1, "op een oude bladzijde"); !errors.Is(err, store.ErrStale) {
			t.Errorf("a stale act gave %v", err)
		}
		if err := f.note(made.ID, "a", 1, "eerst"); err != nil {
			t.Errorf("the same act again gave %v", err)
		}
		if err := f.note(made.ID, "c", 2, "daarna"); err != nil {
			t.Errorf("an act on the new version gave %v", err)
		}
	})
}

func TestAbsentLooksLikeForbidden(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, err := f.create("k", "verhaal")
		if err != nil {
			t.Fatal(err)
		}
		stranger := store.Visitor{Actor: access.New(f.org, "somebody", access.Trainer)}
		elsewhere := store.Visitor{Actor: access.New(store.NewID(), f.lead.Member(), access.Lead)}
		for name, try := range map[string]struct {
			who store.Visitor
			id  string
		}{"a trainer who is not involved": {stranger, made.ID}, "a lead of another organisation": {elsewhere, made.ID}, "nothing there": {f.lead, "absent"}} {
			if _, err := store.OpenDossier[access.Content](ctx, f.Store, try.who, try.id); err == nil {
				t.Errorf("%s could read", name)
			} else if name != "a lead of another organisation" && err.Error() != store.ErrNotFound.Error() {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestFilesComeBackAndAreBound(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		body := strings.Repeat("KANARIE in een bestand ", 10_000)
		file, err := f.PutFile(f.org, "KANARIE.txt", strings.NewReader(body), 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.PutFile(f.org, "groot", strings.NewReader(body), 100); !errors.Is(err, store.ErrTooLarge) {
			t.Errorf("too large gave %v", err)
		}
		made, err := f.create("k", "met bijlage", file)
		if err != nil {
			t.Fatal(err)
		}
		h, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead, made.ID)
		if err != nil {
			t.Fatal(err)
		}
		in, err := store.File(ctx, h, file.ID)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = in.Close() }()
		got, err := io.ReadAll(in)
		if err != nil || string(got) != body {
			t.Errorf("%v, %d bytes", err, len(got))
		}
	})
}

func TestQueuedWorkIsDoneOnce(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		if _, err := f.create("k", "verhaal"); err != nil {
			t.Fatal(err)
		}
		j, ok, err := f.Claim(ctx, f.org, time.Minute)
		if err != nil || !ok || j.Kind != store.JobTellLead {
			t.Fatalf("claim: %v %v %v", j.Kind, ok, err)
		}
		if _, again, err := f.Claim(ctx, f.org, time.Minute); err != nil || again {
			t.Errorf("claimed twice: %v %v", again, err)
		}
		if err := f.Write(ctx, func(tx *store.Tx) error { return tx.FinishJob(j) }); err != nil {
			t.Fatal(err)
		}
		if n, err := f.QueuedJobs(ctx); err != nil || n != 0 {
			t.Errorf("%d left, %v", n, err)
		}
	})
}

// TestNothingReadableOnDisk plants a word in every field and looks for it in
// every byte of the data folder.
func TestNothingReadableOnDisk(t *testing.T) {
	dir := t.TempDir()
	f := open(t, store.Config{Data: dir, Master: vault.NewKey(), Now: time.Now})
	file, err := f.PutFile(f.org, "KANARIE.txt", strings.NewReader("KANARIE"), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	made, err := f.create("k", "KANARIE", file)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.note(made.ID, "n", 1, "KANARIE"); err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		for _, planted := range []string{"KANARIE", "kanarie", string(made.Code)} {
			if strings.Contains(string(raw), planted) {
				t.Errorf("%s holds %q in clear", filepath.Base(path), planted)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestASecondProcessIsRefused(t *testing.T) {
	f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
	if s, err := store.Open(ctx, f.cfg); err == nil {
		_ = s.Close()
		t.Error("two processes on one data folder")
	}
}

func TestAnotherMasterKeyOpensNothing(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		if _, err := f.create("k", "verhaal"); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		f.cfg.Master = vault.NewKey()
		if _, err := store.Open(ctx, f.cfg); !errors.Is(err, store.ErrMaster) {
			t.Errorf("another master key opened the register: %v", err)
		}
	})
}
