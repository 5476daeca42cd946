package store_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// arrived is a mail that was fetched and is not in the ledger yet.
func (f *fixture) arrived(t *testing.T, uid uint32, raw string) store.Arrival {
	t.Helper()
	file, err := f.PutFile(f.org, "e-mail.eml", strings.NewReader(raw), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return store.Arrival{Mailbox: "box", Validity: 7, UID: uid, Size: int64(len(raw)), Whole: true, Received: f.cfg.Now(), Raw: file}
}

func (f *fixture) keepMail(t *testing.T, all ...store.Arrival) {
	t.Helper()
	if err := f.Write(ctx, func(tx *store.Tx) error { return tx.KeepMail(f.org, all...) }); err != nil {
		t.Fatal(err)
	}
}

// claimed takes every mail that waits.
func (f *fixture) claimed(t *testing.T) []store.MailIn {
	t.Helper()
	all, err := f.ClaimMail(ctx, f.org, time.Minute, 100)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (f *fixture) settle(m store.MailIn, to store.Settlement) error {
	return f.Write(ctx, func(tx *store.Tx) error { return tx.SettleMail(m, to) })
}

func TestAMailIsKeptOnceUnderItsNumber(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		f.keepMail(t, f.arrived(t, 1, "een"), f.arrived(t, 2, "twee"))
		var readers sync.WaitGroup
		for range 4 { // who read the same mailbox at the same time
			again := f.arrived(t, 2, "twee")
			readers.Go(func() {
				if err := f.Write(ctx, func(tx *store.Tx) error { return tx.KeepMail(f.org, again) }); err != nil {
					t.Error(err)
				}
			})
		}
		readers.Wait()
		renumbered := f.arrived(t, 2, "twee")
		renumbered.Validity = 8
		f.keepMail(t, renumbered)
		if seen, err := f.SeenMail(ctx, f.org, "box", 7); err != nil || len(seen) != 2 || !seen[1] || !seen[2] {
			t.Errorf("%v, %v", seen, err)
		}
		all := f.claimed(t)
		if len(all) != 3 {
			t.Fatalf("%d mails, want 3", len(all))
		}
		if again := f.claimed(t); len(again) != 0 {
			t.Errorf("%d were claimed twice", len(again))
		}
		for _, m := range all {
			body, err := f.OpenMail(ctx, m)
			if err != nil {
				t.Fatal(err)
			}
			if raw, err := io.ReadAll(body); err != nil || string(raw) != map[uint32]string{1: "een", 2: "twee"}[m.UID] {
				t.Errorf("%d: %q, %v", m.UID, raw, err)
			}
			_ = body.Close()
		}
	})
}

// TestAClaimThatRanOutComesBack and counts as a try: the program may have died of it.
func TestAClaimThatRanOutComesBack(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		f.keepMail(t, f.arrived(t, 1, "een"))
		first, err := f.ClaimMail(ctx, f.org, -time.Second, 1)
		if err != nil || len(first) != 1 || first[0].Tries != 1 {
			t.Fatalf("%v, %v", first, err)
		}
		second := f.claimed(t)
		if len(second) != 1 || second[0].Tries != 2 {
			t.Fatalf("%v", second)
		}
		if err := f.settle(first[0], store.Settlement{State: store.MailRefused, Reason: "own_mail"}); !errors.Is(err, store.ErrLost) {
			t.Errorf("who lost it settled it: %v", err)
		}
		if err := f.settle(second[0], store.Settlement{State: store.MailParked, Reason: "empty", Summary: []byte("KANARIE")}); err != nil {
			t.Fatal(err)
		}
		waiting, err := f.ParkedMail(ctx, f.org)
		if err != nil || len(waiting) != 1 || string(waiting[0].Summary) != "KANARIE" || waiting[0].Reason != "empty" || waiting[0].Settled.IsZero() {
			t.Errorf("%+v, %v", waiting, err)
		}
		if err := f.settle(second[0], store.Settlement{State: store.MailRefused}); !errors.Is(err, store.ErrLost) {
			t.Errorf("it was settled twice: %v", err)
		}
	})
}

// TestAMailThatWasTriedIsTriedAlone, after those that were not: it may be what the
// program died of.
func TestAMailThatWasTriedIsTriedAlone(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		f.keepMail(t, f.arrived(t, 1, "een"), f.arrived(t, 2, "twee"))
		if all, err := f.ClaimMail(ctx, f.org, -time.Hour, 10); len(all) != 2 || err != nil { // and it died
			t.Fatalf("%d, %v", len(all), err)
		}
		f.keepMail(t, f.arrived(t, 3, "drie"), f.arrived(t, 4, "vier"))
		for i, want := range []int{2, 1, 1, 0} {
			all := f.claimed(t)
			if len(all) != want || i == 0 && all[0].Tries != 1 || i > 0 && want > 0 && all[0].Tries != 2 {
				t.Errorf("claim %d: %v", i, all)
			}
		}
	})
}

// TestADossierTakesTheMailOver: from then on the dossier's key opens it, and
// nothing beside it does.
func TestADossierTakesTheMailOver(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		f.keepMail(t, f.arrived(t, 1, "rauw"))
		m := f.claimed(t)[0]
		raw, err := f.RawMail(ctx, m)
		if err != nil {
			t.Fatal(err)
		}
		made, err := f.create("mail", "verhaal", raw)
		if err == nil {
			err = f.settle(m, store.Settlement{State: store.MailComplaint, Dossier: made.ID})
		}
		if err != nil {
			t.Fatal(err)
		}
		f.claimed(t)
		if _, err := f.OpenMail(ctx, m); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("it still opens beside its dossier: %v", err)
		}
		h, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead, made.ID)
		if err != nil {
			t.Fatal(err)
		}
		body, err := store.File(ctx, h, raw.ID)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = body.Close() }()
		if got, err := io.ReadAll(body); err != nil || string(got) != "rauw" {
			t.Errorf("%q, %v", got, err)
		}
	})
}

// TestAPowerCutBetweenBothDatabases: the keys of an act are durable and the rest is
// not. Nothing is lost by that, and the act can be done again.
func TestAPowerCutBetweenBothDatabases(t *testing.T) {
	f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
	f.keepMail(t, f.arrived(t, 1, "antwoord"))
	m := f.claimed(t)[0]
	made, err := f.create("mail", "verhaal")
	if err != nil {
		t.Fatal(err)
	}
	reply := func() error {
		raw, err := f.RawMail(ctx, m)
		if err != nil {
			return err
		}
		return f.Write(ctx, func(tx *store.Tx) error {
			_, _, err := tx.Act(store.Command{Actor: f.lead.Actor, Action: access.AddNote, Dossier: made.ID, Files: []store.PendingFile{raw},
				Decide: func(c complaint.Complaint, _ vault.Code) ([]complaint.Entry, error) {
					return c.Note(complaint.Moment{Now: f.cfg.Now()}, "een antwoord")
				},
				View: view, Jobs: func(_, _ complaint.Complaint) []store.Job { return nil }})
			if err != nil {
				return err
			}
			return tx.SettleMail(m, store.Settlement{State: store.MailReply, Dossier: made.ID})
		})
	}
	f.cut(t, reply)
	if err := f.SweepMail(ctx); err != nil {
		t.Fatal(err)
	}
	if err := reply(); err != nil {
		t.Fatalf("after the cut it cannot be done: %v", err)
	}
	f.close(t)
	f.reopen(t) // it forgot what it had to forget
	if _, err := f.OpenMail(ctx, m); err != nil {
		t.Errorf("%v: nothing swept yet", err)
	}
	if err := f.SweepMail(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := f.OpenMail(ctx, m); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("it still opens beside its dossier: %v", err)
	}
}

// cut does something of which only what keys.db holds survives.
func (f *fixture) cut(t *testing.T, do func() error) {
	t.Helper()
	f.close(t) // all of it lies in the files themselves then
	reg := filepath.Join(f.cfg.Data, "reg.db")
	before, err := os.ReadFile(reg)
	if err != nil {
		t.Fatal(err)
	}
	f.reopen(t)
	if err := do(); err != nil {
		t.Fatal(err)
	}
	f.close(t)
	if err := os.WriteFile(reg, before, 0o600); err != nil {
		t.Fatal(err)
	}
	f.reopen(t)
}

func (f *fixture) close(t *testing.T) {
	t.Helper()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestTheSameMailIsKnownAgain(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		f.keepMail(t, f.arrived(t, 1, "een"), f.arrived(t, 2, "een"), f.arrived(t, 3, "drie"))
		firsts := 0
		for _, m := range f.claimed(t) {
			said := []byte("zelfde")
			if m.UID == 3 {
				said = []byte("anders")
			}
			for range 2 { // also when it is asked again after a failure
				err := f.Write(ctx, func(tx *store.Tx) error {
					first, err := tx.FirstMail(m, said)
					if first {
						firsts++
					}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		if firsts != 4 {
			t.Errorf("%d answers of six said first, want 4", firsts)
		}
	})
}

func TestAMailboxTellsWhenItWasRead(t *testing.T) {
	clock := time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)
	f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: func() time.Time { return clock }})
	if _, err := f.MailboxOf(ctx, f.org, "box"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("it was never read: %v", err)
	}
	began, err := f.Mailbox(ctx, f.org, "box")
	if err != nil || !began.Since.Equal(clock) || began.Silent(clock.Add(29*time.Minute), 30*time.Minute) || !began.Silent(clock.Add(31*time.Minute), 30*time.Minute) {
		t.Errorf("%+v, %v", began, err)
	}
	clock = clock.Add(time.Hour)
	if err := errors.Join(f.MailboxTried(ctx, f.org, "box", ""), f.MailboxCounted(ctx, f.org, "box", 5, 1)); err != nil {
		t.Fatal(err)
	}
	read := clock
	clock = clock.Add(time.Hour)
	if err := f.MailboxTried(ctx, f.org, "box", "sign_in"); err != nil {
		t.Fatal(err)
	}
	m, err := f.Mailbox(ctx, f.org, "box")
	if err != nil || !m.Since.Equal(began.Since) || !m.Read.Equal(read) || !m.Tried.Equal(clock) || m.Trouble != "sign_in" || m.InBox != 5 || m.Missing != 1 || !m.Counted.Equal(read) {
		t.Errorf("%+v, %v", m, err)
	}
}

// TestSweepingLeavesMail that nobody settled, and forgets what was refused long ago.
func TestSweepingLeavesMail(t *testing.T) {
	clock := time.Now()
	f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: func() time.Time { return clock }})
	f.keepMail(t, f.arrived(t, 1, "wacht"), f.arrived(t, 2, "reclame"))
	all := f.claimed(t)
	if err := f.settle(all[1], store.Settlement{State: store.MailRefused, Reason: "by_person", Summary: []byte("{}")}); err != nil {
		t.Fatal(err)
	}
	opens := func(m store.MailIn) bool {
		body, err := f.OpenMail(ctx, m)
		if err == nil {
			_ = body.Close()
		}
		return err == nil
	}
	clock = clock.Add(store.RefusedFor - time.Hour)
	if _, err := f.Sweep(ctx); err != nil || f.SweepMail(ctx) != nil || !opens(all[0]) || !opens(all[1]) {
		t.Error("a mail was swept away too early")
	}
	clock = clock.Add(2 * time.Hour)
	if err := f.SweepMail(ctx); err != nil || !opens(all[0]) || opens(all[1]) {
		t.Errorf("after a while a refused mail must be gone, and no other: %v", err)
	}
	if m, err := f.MailByID(ctx, f.org, all[1].ID); err != nil || m.State != store.MailRefused || m.Summary != nil {
		t.Errorf("its row stays: %+v, %v", m, err)
	}
}

// TestTagsAreOfTheirKind: one that was made for one thing is good for nothing else.
func TestTagsAreOfTheirKind(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		id := f.mailed(t, "l1", []byte("brief"))
		reply, err := f.ReplyTag(ctx, f.org, id)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.RepliedDossier(ctx, f.org, reply); err != nil || got != id {
			t.Errorf("%q, %v", got, err)
		}
		bounce, err := f.BounceTag(ctx, f.org, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, wrong := range []string{"r" + bounce[1:], bounce, "", "r-", "r-" + id + "-", reply + "x", reply[:len(reply)-1]} {
			if got, err := f.RepliedDossier(ctx, f.org, wrong); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%q opens %q, %v", wrong, got, err)
			}
		}
		if is, err := f.IsNotice(ctx, f.org, "n"+reply[1:]); is || err != nil {
			t.Errorf("a reply tag passes for a notice: %v", err)
		}
		notice, err := f.NoticeTag(ctx, f.org, "j1")
		if is, isErr := f.IsNotice(ctx, f.org, notice); !is || err != nil || isErr != nil {
			t.Errorf("our own notice is not known: %v, %v", err, isErr)
		}
		h, err := store.OpenDossier[access.Outbox](ctx, f.Store, store.Visitor{Actor: access.New(f.org, complaint.BySystem)}, id)
		if err != nil || store.WritesTo(h, "vreemde@elders.example") {
			t.Errorf("a stranger has no part: %v", err)
		}
	})
}

// TestWhatAStoppedProgramHeldIsFree at once for the next one on these files.
func TestWhatAStoppedProgramHeldIsFree(t *testing.T) {
	cfg := store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now}
	f := open(t, cfg)
	f.mailed(t, "l1", []byte("brief"))
	f.keepMail(t, f.arrived(t, 1, "een"))
	if _, ok, err := f.Claim(ctx, f.org, time.Hour); !ok || err != nil || len(f.claimed(t)) != 1 {
		t.Fatalf("%v, %v", ok, err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, ok, err := s.Claim(ctx, f.org, time.Hour); !ok || err != nil {
		t.Errorf("the letter waits for who is gone: %v", err)
	}
	if all, err := s.ClaimMail(ctx, f.org, time.Hour, 10); len(all) != 1 || err != nil {
		t.Errorf("the mail waits for who is gone: %v", err)
	}
}
