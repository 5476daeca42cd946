package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// redact takes something out of a dossier, without finishing it on the disk.
func (f *fixture) redact(t *testing.T, dossier string, what complaint.RedactionProposed) {
	t.Helper()
	what.Asked, what.Reason = complaint.AskedByOther, "privacy"
	act := func(decide func(complaint.Complaint) ([]complaint.Entry, error)) {
		t.Helper()
		if err := f.Write(ctx, func(tx *store.Tx) error {
			_, _, err := tx.Act(store.Command{Actor: f.lead.Actor, Action: access.Keep, Dossier: dossier,
				Decide: func(c complaint.Complaint, _ vault.Code) ([]complaint.Entry, error) { return decide(c) },
				View:   view, Jobs: func(_, _ complaint.Complaint) []store.Job { return nil }})
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	m := complaint.Moment{Now: f.cfg.Now()}
	act(func(c complaint.Complaint) ([]complaint.Entry, error) { return c.ProposeRedaction(m, what) })
	act(func(c complaint.Complaint) ([]complaint.Entry, error) {
		return c.Redact(m, "een ander", store.NewID(), "[weg]", "")
	})
}

// keyless counts the keys of sheets of a dossier that are not there any more.
func (f *fixture) keyless(t *testing.T, dossier string) (n int) {
	t.Helper()
	return f.count(t, "keys", "SELECT COUNT(*) FROM item_key WHERE dossier = $1 AND case_key IS NULL", dossier)
}

// TestTwiceFromOneText: the second takes more out of what the first left, also of what
// the first wrote down, and a power cut between the register and its keys is finished
// by the next start.
func TestTwiceFromOneText(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, err := f.create("k1", "De buurvrouw en de postbode zagen het.")
		if err == nil {
			err = f.note(made.ID, "n1", 0, "De postbode belde.")
		}
		if err != nil {
			t.Fatal(err)
		}
		before := f.keyless(t, made.ID)
		f.redact(t, made.ID, complaint.RedactionProposed{Passage: "de buurvrouw"})
		f.redact(t, made.ID, complaint.RedactionProposed{Passage: "postbode"})
		if n := f.keyless(t, made.ID); n != before {
			t.Errorf("%d keys went before the words were durably gone", n-before)
		}
		if err := f.Close(); err != nil { // the power went before the keys did
			t.Fatal(err)
		}
		f.reopen(t)
		c := f.left(t, made.ID)
		if c.Received.Story != "[weg] en de [weg] zagen het." || len(c.Redactions) != 2 || c.Redaction != nil {
			t.Errorf("%q, %d", c.Received.Story, len(c.Redactions))
		}
		if got := c.History[1].Event; got != (complaint.Noted{Text: "De [weg] belde."}) {
			t.Errorf("%+v", got)
		}
		for _, s := range c.Redactions[0].Event.Case {
			if strings.Contains(s.Fields, "postbode") || s.Seq == 1 {
				t.Errorf("the first still holds %+v", s)
			}
		}
		if n := f.keyless(t, made.ID); n != before+5 { // the story, the note, two proposals, the first redaction
			t.Errorf("%d keys are gone", n-before)
		}
		if n, err := inspect(t, f.cfg.Data, f.cfg.Postgres); err != nil || n.Erased != 5 {
			t.Errorf("%+v, %v", n, err)
		}
		if again, err := f.ReapplyErasures(ctx); err != nil || again != 0 {
			t.Errorf("%d came back, %v", again, err)
		}
		if _, err := f.erase(made.ID); err != nil { // all of it goes after all
			t.Fatal(err)
		}
		if err := f.FinishErasures(ctx); err != nil {
			t.Fatal(err)
		}
		all, err := f.Erasures(ctx, f.org)
		if err != nil || len(all) != 3 || all[0].Kept != nil || all[0].Key != nil {
			t.Errorf("%+v, %v", all, err)
		}
	})
}

// TestAFileIsMadeUnreadable: its bytes, its key and its name.
func TestAFileIsMadeUnreadable(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, file := f.full(t, "k1")
		f.redact(t, made.ID, complaint.RedactionProposed{File: file.ID})
		if err := f.FinishErasures(ctx); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(f.cfg.Data, "files", file.ID)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("it is still there: %v", err)
		}
		c := f.left(t, made.ID)
		if a := c.Received.Attachments; len(a) != 1 || a[0] != (complaint.Attachment{ID: file.ID, Name: "[weg]", Gone: true}) || !c.IsGone(file.ID) {
			t.Errorf("%+v", a)
		}
		if c.Received.Story != "verhaal KANARIE k1" || len(c.Attachments()) != 1 {
			t.Errorf("%q, %v", c.Received.Story, c.Attachments())
		}
		h, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead, made.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.File(ctx, h, file.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("it opens: %v", err)
		}
		if raw, err := store.MailOf(ctx, h, "l-k1"); err != nil || string(raw) != "brief KANARIE" {
			t.Errorf("a letter went with it: %q, %v", raw, err)
		}
	})
}

// TestAnOlderCopyDoesNotBringBackAPart, with the keys of then and with those of now.
func TestAnOlderCopyDoesNotBringBackAPart(t *testing.T) {
	for name, older := range map[string][]string{"both": {"reg.db", "keys.db"}, "the register": {"reg.db"}} {
		t.Run(name, func(t *testing.T) {
			f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: time.Now})
			made, err := f.create("k1", "De buurvrouw en de postbode zagen het.")
			if err != nil {
				t.Fatal(err)
			}
			f.close(t)
			copied := map[string][]byte{}
			for _, o := range older {
				raw, err := os.ReadFile(filepath.Join(f.cfg.Data, o))
				if err != nil {
					t.Fatal(err)
				}
				copied[o] = raw
			}
			f.reopen(t)
			f.redact(t, made.ID, complaint.RedactionProposed{Passage: "de buurvrouw"})
			f.redact(t, made.ID, complaint.RedactionProposed{Passage: "postbode"})
			if err := f.FinishErasures(ctx); err != nil {
				t.Fatal(err)
			}
			ledger, err := f.Erasures(ctx, f.org)
			if err != nil || len(ledger) != 2 {
				t.Fatal(ledger, err)
			}
			f.close(t)
			for o, raw := range copied {
				if err := os.WriteFile(filepath.Join(f.cfg.Data, o), raw, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			f.reopen(t)
			want := map[bool]int{true: 2}[older[0] == "reg.db"]
			for range 2 {
				if n, err := f.ReapplyErasures(ctx, ledger...); err != nil || n != want {
					t.Errorf("%d came back, %v", n, err)
				}
				want = 0
			}
			if c := f.left(t, made.ID); c.Received.Story != "[weg] en de [weg] zagen het." {
				t.Errorf("%q", c.Received.Story)
			}
			if n := f.count(t, "keys", "SELECT COUNT(*) FROM item_key WHERE dossier = $1 AND seq = 1 AND case_key IS NOT NULL", made.ID); n != 0 {
				t.Error("the key of the story came back")
			}
			if _, err := inspect(t, f.cfg.Data, ""); err != nil {
				t.Error(err)
			}
		})
	}
}
