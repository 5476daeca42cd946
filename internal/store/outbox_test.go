package store_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// letterTo writes a letter by mail with these bytes in a dossier.
func (f *fixture) letterTo(id, letter string, raw []byte) error {
	return f.Write(ctx, func(tx *store.Tx) error {
		_, _, err := tx.Act(store.Command{Actor: f.lead.Actor, Action: access.Handle, Dossier: id,
			Decide: func(complaint.Complaint, vault.Code) ([]complaint.Entry, error) {
				return []complaint.Entry{{Event: complaint.LetterWritten{ID: letter, Via: complaint.ViaEmail, Text: "x"}, Happened: f.cfg.Now()}}, nil
			},
			Mails: func([]complaint.Entry) ([]store.Mail, error) { return []store.Mail{{Letter: letter, Raw: raw}}, nil },
			View:  view, Jobs: func(_, _ complaint.Complaint) []store.Job {
				return []store.Job{{Kind: store.JobSendLetter, Item: letter, RunAt: time.UnixMilli(1)}}
			}})
		return err
	})
}

// mailed is a dossier with one letter by mail.
func (f *fixture) mailed(t *testing.T, letter string, raw []byte) (id string) {
	t.Helper()
	made, err := f.create("form:"+letter, "verhaal")
	if err == nil {
		err = f.letterTo(made.ID, letter, raw)
	}
	if err != nil {
		t.Fatal(err)
	}
	return made.ID
}

func TestTheBytesOfAMailComeBackAndAreBound(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		raw := bytes.Repeat([]byte("Subject: KANARIE\r\n\x00\xff"), 5000)
		id, elsewhere := f.mailed(t, "l1", raw), f.mailed(t, "l2", []byte("anders"))
		reader, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead, id)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := store.MailOf(ctx, reader, "l1"); err != nil || !bytes.Equal(got, raw) {
			t.Errorf("%v, %d bytes", err, len(got))
		}
		for _, letter := range []string{"l2", "l3", ""} { // of another dossier, or of none
			if got, err := store.MailOf(ctx, reader, letter); !errors.Is(err, store.ErrNotFound) || got != nil {
				t.Errorf("%q: %v, %d bytes", letter, err, len(got))
			}
		}
		worker, err := store.OpenDossier[access.Outbox](ctx, f.Store, store.Visitor{Actor: access.New(f.org, complaint.BySystem)}, elsewhere)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := store.MailOf(ctx, worker, "l2"); err != nil || string(got) != "anders" {
			t.Errorf("the worker got %q, %v", got, err)
		}
	})
}

// TestErasingEitherHalfClosesTheMail: it tells what was decided and to whom.
func TestErasingEitherHalfClosesTheMail(t *testing.T) {
	for _, erased := range []string{"case", "identity"} {
		dir := t.TempDir()
		f := open(t, store.Config{Data: dir, Master: vault.NewKey(), Now: time.Now})
		id := f.mailed(t, "l1", []byte("KANARIE\r\n"))
		keys, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "keys.db")+"?_pragma=busy_timeout(10000)")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := keys.ExecContext(ctx, "DELETE FROM dossier_key WHERE dossier = $1 AND compartment = $2", id, erased); err != nil {
			t.Fatal(err)
		}
		if err := keys.Close(); err != nil {
			t.Fatal(err)
		}
		h, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead, id)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := store.MailOf(ctx, h, "l1"); !errors.Is(err, store.ErrNotFound) || got != nil {
			t.Errorf("without %s: %q, %v", erased, got, err)
		}
		for _, file := range []string{"reg.db", "reg.db-wal"} {
			if raw, _ := os.ReadFile(filepath.Join(dir, file)); bytes.Contains(raw, []byte("KANARIE")) {
				t.Errorf("%s holds it in clear", file)
			}
		}
	}
}

// TestAMailThatCannotBeMadeWritesNothing: the letter and its bytes are one act.
func TestAMailThatCannotBeMadeWritesNothing(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		id := f.mailed(t, "l1", []byte("x"))
		before, err := f.QueuedJobs(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.letterTo(id, "l1", []byte("twice the same letter")); err == nil {
			t.Fatal("two mails for one letter")
		}
		h, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead, id)
		if err != nil || store.Read(h).Version != 2 {
			t.Errorf("%v, version %d", err, store.Read(h).Version)
		}
		if n, err := f.QueuedJobs(ctx); err != nil || n != before {
			t.Errorf("%d jobs, %v", n, err)
		}
		if raw, err := store.MailOf(ctx, h, "l1"); err != nil || string(raw) != "x" {
			t.Errorf("%q, %v", raw, err)
		}
	})
}

func (f *fixture) takeBack(letter string) error {
	return f.Write(ctx, func(tx *store.Tx) error { return tx.TakeBack(f.org, letter) })
}

// claimLetter claims until it has the work for a letter.
func (f *fixture) claimLetter(t *testing.T, lease time.Duration) (store.Job, bool) {
	t.Helper()
	for {
		j, ok, err := f.Claim(ctx, f.org, lease)
		if err != nil {
			t.Fatal(err)
		}
		if !ok || j.Kind == store.JobSendLetter {
			return j, ok
		}
	}
}

func TestTakingBackAndClaimingExcludeEachOther(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		f.mailed(t, "l1", []byte("x"))
		j, ok := f.claimLetter(t, time.Hour)
		if !ok {
			t.Fatal("nothing to claim")
		}
		if err := f.takeBack("l1"); !errors.Is(err, store.ErrLost) {
			t.Errorf("what a worker has was taken back: %v", err)
		}
		if err := f.MarkSending(ctx, j); err != nil {
			t.Errorf("and the worker lost it: %v", err)
		}

		f.mailed(t, "l2", []byte("x"))
		if err := f.takeBack("l2"); err != nil {
			t.Error(err)
		}
		if _, ok := f.claimLetter(t, time.Hour); ok {
			t.Error("what was taken back is still to be sent")
		}
		if err := f.takeBack("l2"); !errors.Is(err, store.ErrLost) {
			t.Errorf("twice: %v", err)
		}

		f.mailed(t, "l3", []byte("x"))
		slow, _ := f.claimLetter(t, -time.Minute) // a worker that fell asleep
		if err := f.takeBack("l3"); err != nil {
			t.Errorf("after the lease: %v", err)
		}
		if err := f.MarkSending(ctx, slow); !errors.Is(err, store.ErrLost) {
			t.Errorf("it woke up and sends what was taken back: %v", err)
		}

		f.mailed(t, "l4", []byte("x"))
		slow, _ = f.claimLetter(t, -time.Minute)
		quick, _ := f.claimLetter(t, time.Hour)
		if err := f.MarkSending(ctx, slow); !errors.Is(err, store.ErrLost) {
			t.Errorf("two workers send one letter: %v", err)
		}
		if err := f.MarkSending(ctx, quick); err != nil {
			t.Error(err)
		}
	})
}

// TestOfTheTwoExactlyOneWins, when they come at once.
func TestOfTheTwoExactlyOneWins(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		for i := range 20 {
			letter := fmt.Sprint("l", i)
			f.mailed(t, letter, []byte("x"))
			var wg sync.WaitGroup
			var back error
			var sends bool
			wg.Go(func() { back = f.takeBack(letter) })
			wg.Go(func() {
				if j, ok := f.claimLetter(t, time.Hour); ok {
					sends = f.MarkSending(ctx, j) == nil
				}
			})
			wg.Wait()
			if sends == (back == nil) {
				t.Fatalf("round %d: sent %v, taken back %v", i, sends, back)
			}
		}
	})
}
