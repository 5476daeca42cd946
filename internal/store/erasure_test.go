package store_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
	"wederhoor/internal/review"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

var stub = complaint.Erased{Proposed: "een", Confirmed: "twee", Figures: `{"r":100}`}

// erase lets the machine erase a dossier, without finishing it on the disk.
func (f *fixture) erase(dossier string) (c complaint.Complaint, err error) {
	err = f.Write(ctx, func(tx *store.Tx) error {
		c, err = tx.Erase(store.EraseCommand{Actor: access.New(f.org, complaint.BySystem), Dossier: dossier, Decide: func(c complaint.Complaint) (complaint.Erased, error) {
			e := stub
			e.Ref = c.Received.Ref
			return e, nil
		}})
		return err
	})
	return c, err
}

// full makes a dossier with a file, a letter, and what was put there for others.
func (f *fixture) full(t *testing.T, key string) (store.Created, store.PendingFile) {
	t.Helper()
	file, err := f.PutFile(f.org, "brief.txt", strings.NewReader("inhoud KANARIE"), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	made, err := f.create(key, "verhaal KANARIE "+key, file)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.letterTo(made.ID, "l-"+key, []byte("brief KANARIE")), f.note(made.ID, "n-"+key, 0, "notitie KANARIE")); err != nil {
		t.Fatal(err)
	}
	return made, file
}

// left reads what is left of a dossier.
func (f *fixture) left(t *testing.T, dossier string) (c complaint.Complaint) {
	t.Helper()
	if err := f.All(ctx, f.org, nil, func(id string, is complaint.Complaint) {
		if id == dossier {
			c = is
		}
	}); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestWhatIsErasedIsGoneAndTheRestHolds, also when the power went between the register
// and its keys: the next start finishes it.
func TestWhatIsErasedIsGoneAndTheRestHolds(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, file := f.full(t, "k1")
		other, kept := f.full(t, "k2")
		if err := f.Log(ctx, store.Line{Organisation: f.org, Dossier: made.ID, Action: "glass", Frozen: store.Frozen{Detail: "KANARIE"}}); err != nil {
			t.Fatal(err)
		}
		before, err := f.LastPromise(ctx, f.org)
		if errors.Is(err, store.ErrNotFound) {
			err = f.Promise(ctx, f.org)
		}
		if err != nil {
			t.Fatal(err, before)
		}
		if _, err := f.erase(made.ID); err != nil {
			t.Fatal(err)
		}
		if got := f.left(t, made.ID); got.Erased == nil || got.Erased.Event.Figures != stub.Figures || got.Erased.Event.Ref != made.Complaint.Received.Ref || len(got.History) != 1 {
			t.Fatalf("before its keys went it is %+v", got)
		}
		if err := f.Close(); err != nil { // the power went before the keys did
			t.Fatal(err)
		}
		f.reopen(t)
		if _, err := os.Stat(filepath.Join(f.cfg.Data, "files", file.ID)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("its file is still there: %v", err)
		}
		if _, err := os.Stat(filepath.Join(f.cfg.Data, "files", kept.ID)); err != nil {
			t.Errorf("the file of another is gone: %v", err)
		}
		f.gone(t, made)
		tag, err := f.ReplyTag(ctx, f.org, made.ID)
		if err != nil {
			t.Fatal(err)
		}
		if id, err := f.RepliedDossier(ctx, f.org, tag); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("an answer by mail still reaches %q, %v", id, err)
		}
		if _, _, err := f.ByReceipt(ctx, f.org, other.Code); err != nil {
			t.Errorf("another dossier: %v", err)
		}
		if again, err := f.erase(made.ID); err != nil || again.Erased == nil {
			t.Errorf("erased twice: %v", err)
		}
		if n, err := inspect(t, f.cfg.Data, f.cfg.Postgres); err != nil || n.Dossiers != 2 || n.Erased == 0 || n.Quiet != 1 {
			t.Errorf("%+v, %v", n, err)
		}
		db := unguarded(t, f)
		flip("access_log", "who", "kept_hash IS NOT NULL")(t, db)
		if _, err := inspect(t, f.cfg.Data, f.cfg.Postgres); check(t, err) != proof.CheckLine {
			t.Errorf("what is left of a line may be anything: %v", err)
		}
		flip("access_log", "who", "kept_hash IS NOT NULL")(t, db)
		if err := f.Promise(ctx, f.org); err != nil {
			t.Errorf("the next checkpoint: %v", err)
		}
	})
}

// TestAMailThatWaitsIsNotErased: that it may belong to the dossier is forgotten, and a
// person still says what it is; one that was refused goes with it.
func TestAMailThatWaitsIsNotErased(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, _ := f.full(t, "k1")
		f.keepMail(t, f.arrived(t, 1, "misschien hierbij"), f.arrived(t, 2, "geen klacht"))
		mails := f.claimed(t)
		if err := errors.Join(f.settle(mails[0], store.Settlement{State: store.MailParked, Dossier: made.ID, Summary: []byte("{}")}),
			f.settle(mails[1], store.Settlement{State: store.MailRefused, Dossier: made.ID, Summary: []byte("{}")})); err != nil {
			t.Fatal(err)
		}
		if _, err := f.erase(made.ID); err != nil {
			t.Fatal(err)
		}
		if err := f.FinishErasures(ctx); err != nil {
			t.Fatal(err)
		}
		for i, want := range []bool{true, false} {
			m, err := f.MailByID(ctx, f.org, mails[i].ID)
			if err != nil || (m.Summary != nil) != want {
				t.Errorf("mail %d: %+v, %v", i, m, err)
			}
			body, err := f.OpenMail(ctx, m)
			if (err == nil) != want || want && m.Dossier != "" {
				t.Errorf("mail %d opens: %v, and may belong to %q", i, err, m.Dossier)
			}
			if err == nil {
				_ = body.Close()
			}
		}
	})
}

// gone checks that nothing leads to a dossier and that none of its keys is left.
func (f *fixture) gone(t *testing.T, made store.Created) {
	t.Helper()
	if _, _, err := f.ByReceipt(ctx, f.org, made.Code); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the receipt still opens it: %v", err)
	}
	if h, err := store.OpenDossier[access.Content](ctx, f.Store, f.lead, made.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("it opens: %v, %v", h, err)
	}
	all, err := f.Erasures(ctx, f.org)
	if err != nil || len(all) != 1 || all[0].Dossier != made.ID || all[0].Done.IsZero() {
		t.Errorf("the ledger says %+v, %v", all, err)
	}
	db := f.raw(t, "keys")
	for _, table := range []string{"dossier_key", "item_key", "file_key", "receipt"} {
		var n int
		if err := db.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+table+" WHERE dossier = $1", made.ID).Scan(&n); err != nil || n > 0 {
			t.Errorf("%s still has %d of its rows (%v)", table, n, err)
		}
	}
}

// raw opens one database of the register past the store.
func (f *fixture) raw(t *testing.T, schema string) *sql.DB {
	t.Helper()
	driver, address := "pgx", f.cfg.Postgres
	if address == "" {
		driver, address = "sqlite3", "file:"+filepath.Join(f.cfg.Data, map[string]string{"keys": "keys.db", "register": "reg.db"}[schema])
	} else {
		address += map[bool]string{true: "&", false: "?"}[strings.Contains(address, "?")] + "search_path=" + schema
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// TestAnOlderCopyDoesNotBringBackWhatWasErased, whichever of the two databases is the
// older one, and also when the ledger comes from elsewhere.
func TestAnOlderCopyDoesNotBringBackWhatWasErased(t *testing.T) {
	for name, older := range map[string][]string{"both": {"reg.db", "keys.db"}, "the register": {"reg.db"}, "the keys": {"keys.db"}} {
		t.Run(name, func(t *testing.T) {
			ahead := time.Duration(0)
			f := open(t, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: func() time.Time { return time.Now().Add(ahead) }})
			made, file := f.full(t, "k1")
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			copied := map[string][]byte{filepath.Join("files", file.ID): nil}
			for _, o := range older {
				copied[o] = nil
			}
			for path := range copied {
				raw, err := os.ReadFile(filepath.Join(f.cfg.Data, path))
				if err != nil {
					t.Fatal(err)
				}
				copied[path] = raw
			}
			f.reopen(t)
			if _, err := f.erase(made.ID); err != nil {
				t.Fatal(err)
			}
			if err := f.FinishErasures(ctx); err != nil {
				t.Fatal(err)
			}
			ledger, err := f.Erasures(ctx, f.org)
			if err != nil || len(ledger) != 1 {
				t.Fatal(ledger, err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			for path, raw := range copied {
				if err := os.WriteFile(filepath.Join(f.cfg.Data, path), raw, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			f.reopen(t)
			back := len(older) == 2 || older[0] == "reg.db"
			for range 2 {
				n, err := f.ReapplyErasures(ctx, ledger...)
				if err != nil || n != map[bool]int{true: 1}[back] {
					t.Errorf("%d came back, %v", n, err)
				}
				back = false
			}
			f.gone(t, made)
			if got := f.left(t, made.ID); got.Erased == nil || got.Erased.Event.Figures != stub.Figures {
				t.Errorf("figures lost it: %+v", got.Erased)
			}
			for _, ahead = range []time.Duration{49 * time.Hour, 51 * time.Hour} { // a file whose key did not come back is rubbish, and is swept as such
				if _, err := f.Sweep(ctx); err != nil {
					t.Error(err)
				}
			}
			if _, err := os.Stat(filepath.Join(f.cfg.Data, "files", file.ID)); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("its file came back: %v", err)
			}
			if _, err := inspect(t, f.cfg.Data, ""); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestAReviewLosesTheWordsAndKeepsTheCount: its chain still holds.
func TestAReviewLosesTheWordsAndKeepsTheCount(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		made, _ := f.full(t, "k1")
		id := f.reviewOf(t, made.ID)
		if _, err := f.erase(made.ID); err != nil {
			t.Fatal(err)
		}
		all, err := f.Reviews(ctx, f.org)
		if err != nil || len(all) != 1 || all[0].ID != id {
			t.Fatal(all, err)
		}
		r := all[0]
		if d := r.Decisions[made.ID]; !d.Extra || d.Reason != "" || len(d.Actions) != 1 || d.Actions[0].Text != "" {
			t.Errorf("the decision is %+v", d)
		}
		if len(r.Actions) != 1 || r.Actions[0].DoneText != "" || !r.Actions[0].IsDone() || r.End.Erased != 1 || r.End.Overview.Lines[0].Reason != "" {
			t.Errorf("what was concluded is %+v, %+v", r.Actions, r.End)
		}
	})
}

// reviewOf holds a review over one dossier, with an action that was done.
func (f *fixture) reviewOf(t *testing.T, dossier string) string {
	t.Helper()
	act := func(id string, decide func(r review.Review, all []review.Review) ([]review.Event, error)) (after review.Review) {
		t.Helper()
		if err := f.Write(ctx, func(tx *store.Tx) (err error) {
			_, after, err = tx.ActReview(store.ReviewAct{Organisation: f.org, ID: id, By: f.lead.Member(), Decide: decide})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return after
	}
	say := func(e ...review.Event) func(review.Review, []review.Review) ([]review.Event, error) {
		return func(review.Review, []review.Review) ([]review.Event, error) { return e, nil }
	}
	item := review.Item{Number: 1, Dossier: dossier, Why: review.New}
	agreed := review.Agreed{ID: "a1", Text: "actie KANARIE", Owner: f.lead.Member()}
	r := act("", say(review.Opened{Attendees: []complaint.MemberID{f.lead.Member()}, Scope: []review.Item{item}}))
	o := review.Overview{Lines: []review.Line{{Item: item, Extra: true, Reason: "reden KANARIE", Actions: []review.Named{{Agreed: agreed}}}}}
	return act(r.ID, say(review.Decided{Dossier: dossier, Extra: true, Reason: "reden KANARIE", Actions: []review.Agreed{agreed}},
		review.Concluded{Overview: o, SHA256: o.Hash()}, review.ActionDone{ID: "a1", Text: "gedaan KANARIE"},
		review.EffectJudged{ID: "a1", Effect: review.Worked, Text: "effect KANARIE"})).ID
}
