package backup_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/backup"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

func TestMain(m *testing.M) { testkit.Main(m) }

var ctx = context.Background()

// office is a register that runs, and the sheet its backups open with.
type office struct {
	*store.Store
	cfg      store.Config
	org      string
	lead     access.Actor
	recovery vault.Key
	to       backup.To
}

func openOffice(t *testing.T, postgres string) *office {
	t.Helper()
	o := &office{cfg: store.Config{Data: t.TempDir(), Postgres: postgres, Master: vault.NewKey(), Now: time.Now}, org: store.NewID(), recovery: vault.NewRecovery().Key(),
		to: backup.To{Folder: t.TempDir(), Ladder: backup.DefaultLadder}}
	s, err := store.Open(ctx, o.cfg)
	must(t, err)
	o.Store = s
	t.Cleanup(func() { _ = s.Close() })
	p, err := complaint.Preset("seed")
	must(t, err)
	lead := complaint.MemberID(store.NewID())
	o.lead = access.New(o.org, lead, access.Lead)
	must(t, s.Write(ctx, func(tx *store.Tx) error {
		return tx.AddOrganisation(store.Organisation{ID: o.org, Name: "Voorbeeld"}, p, store.Member{ID: lead, Organisation: o.org, State: store.MemberActive, Name: "Mirjam", Email: "m@voorbeeld.example", Roles: []access.Role{access.Lead}}, o.recovery)
	}))
	return o
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (o *office) submit(key, story string) (store.Created, error) {
	f, err := o.PutFile(o.org, "foto.jpg", strings.NewReader("bytes of "+story), 1<<20)
	if err != nil {
		return store.Created{}, err
	}
	var c store.Created
	err = o.Write(ctx, func(tx *store.Tx) (err error) {
		c, err = tx.Create(store.NewDossier{Organisation: o.org, Submission: key, By: complaint.ByComplainant, Year: 2026, Files: []store.PendingFile{f},
			Build: func(ref string) ([]complaint.Entry, error) {
				r := complaint.Received{Ref: ref, Channel: complaint.ChannelForm, Story: story, Name: "Tessa", Email: "t@voorbeeld.example", Version: 1, Attachments: []complaint.Attachment{f.Attachment()}}
				return complaint.Receive(complaint.Intake{Received: r, ReceivedAt: time.Now()}, time.Now())
			},
			View: func(complaint.Complaint) store.View { return store.View{Stage: complaint.StageReceived} },
			Jobs: func(complaint.Complaint) []store.Job { return []store.Job{{Kind: store.JobSendLetter, Item: "x"}} }})
		return err
	})
	return c, err
}

// everywhere runs a test for every pair of engines: from, and into.
func everywhere(t *testing.T, test func(t *testing.T, o *office, into string)) {
	engines := map[string]func() string{"sqlite": func() string { return "" }, "postgres": func() string { return testkit.Postgres(t) }}
	for from, a := range engines {
		for to, b := range engines {
			t.Run(from+" to "+to, func(t *testing.T) { test(t, openOffice(t, a()), b()) })
		}
	}
}

func (o *office) make(t *testing.T) backup.Made {
	t.Helper()
	m, err := backup.Make(ctx, backup.From{Data: o.cfg.Data, Postgres: o.cfg.Postgres}, o.to, time.Now())
	must(t, err)
	return m
}

// put puts the newest backup back elsewhere and opens that.
func (o *office) put(t *testing.T, into string) (*office, backup.Report) {
	t.Helper()
	p, err := backup.Choose(o.to.Folder, o.to.Keys)
	must(t, err)
	back := &office{cfg: store.Config{Data: filepath.Join(t.TempDir(), "new"), Postgres: into, Master: vault.NewKey(), Now: time.Now}, org: o.org, lead: o.lead, recovery: o.recovery, to: backup.To{Folder: t.TempDir()}}
	r, err := backup.Restore(ctx, p, o.recovery, backup.Into{Data: back.cfg.Data, Postgres: into, Master: back.cfg.Master, Now: time.Now})
	must(t, err)
	back.Store, err = store.Open(ctx, back.cfg)
	must(t, err)
	t.Cleanup(func() { _ = back.Close() })
	return back, r
}

func (o *office) verify(t *testing.T) {
	t.Helper()
	i, err := store.Inspect(ctx, o.cfg.Data, o.cfg.Postgres)
	must(t, err)
	defer func() { _ = i.Close() }()
	all, err := i.Organisations(ctx)
	must(t, err)
	for _, x := range all {
		_, err := i.Verify(ctx, x, nil)
		must(t, err)
	}
}

// TestWhatIsPutBackIsAllThere makes a backup while people complain. Whatever was
// acknowledged before it began is there afterwards, opens with another master key,
// and holds.
func TestWhatIsPutBackIsAllThere(t *testing.T) {
	everywhere(t, func(t *testing.T, o *office, into string) {
		var before sync.Map
		var stop atomic.Bool
		var busy sync.WaitGroup
		var begun atomic.Int64
		for w := range 4 {
			busy.Go(func() {
				for n := 0; !stop.Load(); n++ {
					key := fmt.Sprintf("%d-%d-0123456789abcdef", w, n)
					c, err := o.submit(key, "verhaal "+key)
					if err != nil {
						t.Error(err)
						return
					}
					before.Store(c.ID, [2]string{"verhaal " + key, string(c.Code)})
					begun.Add(1)
				}
			})
		}
		for begun.Load() < 40 {
			time.Sleep(time.Millisecond)
		}
		acknowledged := map[string][2]string{}
		before.Range(func(id, v any) bool { acknowledged[id.(string)] = v.([2]string); return true })
		o.make(t)
		stop.Store(true)
		busy.Wait()

		back, _ := o.put(t, into)
		back.verify(t)
		for id, v := range acknowledged {
			h, c, err := back.ByReceipt(ctx, o.org, vault.Code(v[1]))
			if err != nil {
				t.Fatalf("%s was acknowledged before the backup began and does not come back: %v", id, err)
			}
			if h != id && c.Received.Story != v[0] {
				t.Fatalf("%s tells %q and not %q", id, c.Received.Story, v[0])
			}
		}
		opened, of, err := back.Sample(ctx, o.org, 20)
		must(t, err)
		if opened < 20 || of < len(acknowledged) {
			t.Fatalf("%d opened of %d, and %d were acknowledged", opened, of, len(acknowledged))
		}
		j, ok, err := back.Claim(ctx, o.org, time.Minute)
		must(t, err)
		if !ok || j.Kind != store.JobSendLetter || j.State != store.JobSending {
			t.Errorf("a letter that waited may have left since: a person is asked, and it is not sent again: %+v", j)
		}
		if _, err := back.submit("later-0123456789abcdef", "later"); err != nil {
			t.Errorf("it cannot go on: %v", err)
		}
	})
}

// TestWhatWasErasedStaysErased puts back a backup from before a dossier was erased.
func TestWhatWasErasedStaysErased(t *testing.T) {
	everywhere(t, func(t *testing.T, o *office, into string) {
		gone, err := o.submit("gone-0123456789abcdef", "dit moet weg")
		must(t, err)
		stays, err := o.submit("stays-0123456789abcdef", "dit blijft")
		must(t, err)
		o.make(t)
		must(t, o.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.Erase(store.EraseCommand{Actor: access.New(o.org, complaint.BySystem), Dossier: gone.ID, Decide: func(complaint.Complaint) (complaint.Erased, error) {
				return complaint.Erased{Proposed: "een", Confirmed: "twee"}, nil
			}})
			return err
		}))
		must(t, o.FinishErasures(ctx))
		ledger, err := o.Erasures(ctx, o.org)
		must(t, err)
		if len(ledger) != 1 {
			t.Fatalf("%d lines in the ledger", len(ledger))
		}
		old, err := backup.List(o.to.Folder)
		must(t, err)
		time.Sleep(1100 * time.Millisecond) // names of archives tell seconds
		o.make(t)
		var register string
		for _, f := range old {
			if f.Part == store.PartRegister {
				register = f.Path
			}
		}
		for name, keys := range map[string]string{"with keys of now": "", "with keys of then": strings.Replace(register, "register", "keys", 1)} {
			t.Run(name, func(t *testing.T) {
				into := into
				if into != "" { // one of its own
					into = testkit.Postgres(t)
				}
				p, err := backup.Choose(register, keys)
				must(t, err)
				cfg := store.Config{Data: filepath.Join(t.TempDir(), "new"), Postgres: into, Master: vault.NewKey(), Now: time.Now}
				r, err := backup.Restore(ctx, p, o.recovery, backup.Into{Data: cfg.Data, Postgres: into, Master: cfg.Master, Now: time.Now})
				must(t, err)
				if r.Erased != 1 {
					t.Errorf("%d dossiers were erased again", r.Erased)
				}
				s, err := store.Open(ctx, cfg)
				must(t, err)
				defer func() { _ = s.Close() }()
				if _, _, err := s.ByReceipt(ctx, o.org, gone.Code); !errors.Is(err, store.ErrNotFound) {
					t.Errorf("what was erased came back: %v", err)
				}
				if _, c, err := s.ByReceipt(ctx, o.org, stays.Code); err != nil || c.Received.Story != "dit blijft" {
					t.Errorf("what stays is not there: %v", err)
				}
				files, err := os.ReadDir(filepath.Join(cfg.Data, "files"))
				must(t, err)
				if len(files) != 1 {
					t.Errorf("%d files are there, and one belongs to what stays", len(files))
				}
			})
		}
	})
}

// TestNothingDamagedIsPutBack flips a bit in every 512 bytes of both archives, and
// cuts them short everywhere.
func TestNothingDamagedIsPutBack(t *testing.T) {
	o := openOffice(t, "")
	for n := range 3 {
		_, err := o.submit(fmt.Sprintf("%d-0123456789abcdef", n), "verhaal")
		must(t, err)
	}
	o.make(t)
	whole, err := backup.Choose(o.to.Folder, "")
	must(t, err)
	tried := 0
	for _, part := range []string{whole.Register, whole.Keys} {
		raw, err := os.ReadFile(part)
		must(t, err)
		for at := 0; at < len(raw); at += 512 {
			flipped := append([]byte{}, raw...)
			flipped[at] ^= 1
			for what, bytes := range map[string][]byte{"a bit flipped": flipped, "cut short": raw[:at]} {
				p := whole
				bad := filepath.Join(t.TempDir(), filepath.Base(part))
				must(t, os.WriteFile(bad, bytes, 0o600))
				if part == whole.Register {
					p.Register = bad
				} else {
					p.Keys = bad
				}
				data := filepath.Join(t.TempDir(), "new")
				_, err := backup.Restore(ctx, p, o.recovery, backup.Into{Data: data, Master: vault.NewKey(), Now: time.Now})
				if !errors.Is(err, backup.ErrDamaged) && !errors.Is(err, backup.ErrNotABackup) && !errors.Is(err, backup.ErrSheet) {
					t.Fatalf("%s, %s at %d: %v", filepath.Base(part), what, at, err)
				}
				if _, err := os.Stat(filepath.Join(data, "reg.db")); err == nil {
					t.Fatalf("%s at %d: a part of it was put back", what, at)
				}
				tried++
			}
		}
	}
	t.Logf("%d damaged archives refused", tried)
}

func TestWhatIsRefused(t *testing.T) {
	o := openOffice(t, "")
	_, err := o.submit("one-0123456789abcdef", "verhaal")
	must(t, err)
	o.make(t)
	p, err := backup.Choose(o.to.Folder, "")
	must(t, err)
	into := func() backup.Into {
		return backup.Into{Data: filepath.Join(t.TempDir(), "new"), Master: vault.NewKey(), Now: time.Now}
	}

	if _, err := backup.Restore(ctx, p, vault.NewRecovery().Key(), into()); !errors.Is(err, backup.ErrSheet) {
		t.Errorf("another sheet: %v", err)
	}
	there := into()
	there.Data = o.cfg.Data
	if _, err := backup.Restore(ctx, p, o.recovery, there); !errors.Is(err, store.ErrNotEmpty) {
		t.Errorf("over a register: %v", err)
	}
	if _, err := backup.Restore(ctx, backup.Pair{Register: p.Keys, Keys: p.Register}, o.recovery, into()); err == nil {
		t.Error("the archives were swapped")
	}
	newer := store.Config{Data: filepath.Join(t.TempDir(), "new"), Master: vault.NewKey(), Now: time.Now}
	for range 2 { // what was refused leaves nothing behind that is in the way
		if _, err := store.Load(ctx, newer, "", map[string]int64{store.PartRegister: 1, store.PartKeys: 99999}); !errors.Is(err, store.ErrNewer) {
			t.Errorf("of a newer program: %v", err)
		}
	}
	time.Sleep(1100 * time.Millisecond)
	o.make(t)
	later, err := backup.Choose(o.to.Folder, "")
	must(t, err)
	if _, err := backup.Restore(ctx, backup.Pair{Register: later.Register, Keys: p.Keys}, o.recovery, into()); !errors.Is(err, backup.ErrKeysOlder) {
		t.Errorf("keys from before: %v", err)
	}
	if _, err := backup.Choose(t.TempDir(), ""); !errors.Is(err, backup.ErrNone) {
		t.Errorf("an empty folder: %v", err)
	}
}

// TestABackupThatWasBrokenOffIsNone ends one in the middle: nothing looks whole.
func TestABackupThatWasBrokenOffIsNone(t *testing.T) {
	o := openOffice(t, "")
	_, err := o.submit("one-0123456789abcdef", "verhaal")
	must(t, err)
	soon, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := backup.Make(soon, backup.From{Data: o.cfg.Data}, o.to, time.Now()); err == nil {
		t.Fatal("it was made although it was ended")
	}
	all, err := backup.List(o.to.Folder)
	must(t, err)
	if len(all) != 0 {
		t.Errorf("it looks as if there were %d archives", len(all))
	}
	must(t, os.WriteFile(filepath.Join(o.to.Folder, "wederhoor-20260101T000000Z-abcdefgh-register.backup.part"), []byte("half"), 0o600))
	if all, err := backup.List(o.to.Folder); err != nil || len(all) != 0 {
		t.Errorf("half of one counts: %v %v", all, err)
	}
}

// TestTheLadder keeps the last of each day, week and month, and of the keys a month.
func TestTheLadder(t *testing.T) {
	folder, now := t.TempDir(), time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	for day := range 500 {
		for _, hour := range []int{3, 9} {
			at := now.AddDate(0, 0, -day).Add(time.Duration(hour-12) * time.Hour)
			for _, part := range []string{"register", "keys"} {
				must(t, os.WriteFile(filepath.Join(folder, fmt.Sprintf("wederhoor-%s-abcdefgh-%s.backup", at.Format("20060102T150405Z"), part)), nil, 0o600))
			}
		}
	}
	must(t, os.WriteFile(filepath.Join(folder, "anders.txt"), nil, 0o600))
	must(t, backup.DefaultLadder.Prune(folder, now))
	all, err := backup.List(folder)
	must(t, err)
	registers, keys := 0, 0
	for _, f := range all {
		if f.Part == store.PartKeys {
			if keys++; now.Sub(f.Made) > 30*24*time.Hour {
				t.Errorf("keys of %s are still there", f.Made)
			}
			continue
		}
		if registers++; f.Made.Hour() != 9 && now.Sub(f.Made) > 24*time.Hour {
			t.Errorf("of %s the first stayed and not the last", f.Made)
		}
	}
	if registers < 1+7+4+10 || registers > 1+7+5+12 {
		t.Errorf("%d archives of the register stayed", registers)
	}
	if keys != 60 {
		t.Errorf("%d archives of the keys stayed", keys)
	}
	if _, err := os.Stat(filepath.Join(folder, "anders.txt")); err != nil {
		t.Error("something that is no backup was removed")
	}
}

// TestTheMachineCannotOpenItsBackups looks for a way without the sheet: nothing of
// what was said stands in an archive.
func TestTheMachineCannotOpenItsBackups(t *testing.T) {
	o := openOffice(t, "")
	_, err := o.submit("one-0123456789abcdef", "KANARIE in een verhaal")
	must(t, err)
	o.make(t)
	p, err := backup.Choose(o.to.Folder, "")
	must(t, err)
	for _, path := range []string{p.Register, p.Keys} {
		f, err := os.Open(path)
		must(t, err)
		raw, err := io.ReadAll(f)
		must(t, errors.Join(err, f.Close()))
		for _, word := range []string{"KANARIE", "dossier_key", "Voorbeeld", o.org + "\x00"} {
			if strings.Contains(string(raw), word) {
				t.Errorf("%s tells %q", filepath.Base(path), word)
			}
		}
	}
	if _, err := backup.Restore(ctx, p, o.cfg.Master, backup.Into{Data: filepath.Join(t.TempDir(), "new"), Master: o.cfg.Master, Now: time.Now}); !errors.Is(err, backup.ErrSheet) {
		t.Errorf("the master key of the machine opens a backup: %v", err)
	}
}
