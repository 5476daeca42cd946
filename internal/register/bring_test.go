package register_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// leaves gives the complete export as it would lie in a folder.
func (o *office) leaves() register.Bring {
	o.t.Helper()
	type lying struct {
		store.Exported
		bytes map[string][]byte
	}
	var all []lying
	err := o.ExportAll(ctx, func(d store.Exported, open func(string) (io.ReadSeekCloser, error)) error {
		l := lying{d, map[string][]byte{}}
		for _, f := range d.Files {
			in, err := open(f.ID)
			if err != nil {
				return err
			}
			raw, err := io.ReadAll(in)
			if err := errors.Join(err, in.Close()); err != nil {
				return err
			}
			l.bytes[f.ID] = raw
		}
		all = append(all, l)
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	h, err := o.Household(ctx)
	if err != nil {
		o.t.Fatal(err)
	}
	b := register.Bring{House: h, LeadEmail: o.lead.Member.Email, Password: "een heel ander woord"}
	b.Originals = func(take func(store.Original) error) error {
		for _, l := range all {
			for id, raw := range l.bytes {
				open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil }
				if err := take(store.Original{ID: id, Size: int64(len(raw)), Open: open}); err != nil {
					return err
				}
			}
		}
		return nil
	}
	b.Each = func(take func(store.Brought) error) error {
		for _, l := range all {
			if err := take(store.Brought{Dossier: l.Dossier, Ref: l.Ref, Code: l.Code, Files: slices.Collect(maps.Keys(l.bytes))}); err != nil {
				return err
			}
		}
		return nil
	}
	return b
}

// movesTo is the same organisation in an empty place elsewhere.
func (o *office) movesTo(at store.Config) *office {
	o.t.Helper()
	from := o.leaves()
	there := &office{t: o.t, clock: o.clock}
	at.Data, at.Master, at.Now = filepath.Join(o.t.TempDir(), "there"), vault.NewKey(), o.clock.Now
	s, err := store.Open(ctx, at)
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() { _ = s.Close() })
	there.Register, err = register.New(ctx, register.Config{Store: s, Now: o.clock.Now, Site: func() string { return "https://daar.voorbeeld.example" }, Logger: slog.New(slog.DiscardHandler)})
	if err == nil {
		_, err = there.Bring(ctx, from)
	}
	if err == nil {
		err = there.Fill(ctx)
	}
	if err != nil {
		o.t.Fatal(err)
	}
	m, _ := there.LeadMember()
	there.lead = person(m)
	there.holdsAt(at)
	return there
}

// holdsAt checks what lies there without a key, against what was promised before it moved.
func (o *office) holdsAt(at store.Config) {
	o.t.Helper()
	in, err := store.Inspect(ctx, at.Data, at.Postgres)
	if err != nil {
		o.t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	all, err := in.Organisations(ctx)
	if err != nil || len(all) != 1 {
		o.t.Fatal(all, err)
	}
	promises, err := in.Promises(ctx, all[0])
	if err == nil {
		_, err = in.Verify(ctx, all[0], promises)
	}
	if err != nil {
		o.t.Error(err)
	}
	if _, err := o.Store.CheckAttachments(ctx, o.Home().ID); err != nil {
		o.t.Error(err)
	}
}

func eachPlace(t *testing.T, test func(t *testing.T, at store.Config)) {
	t.Run("sqlite", func(t *testing.T) { test(t, store.Config{}) })
	t.Run("postgres", func(t *testing.T) { test(t, store.Config{Postgres: testkit.Postgres(t)}) })
}

// TestEveryKindMoves: a dossier with every kind of event and a passage that was made
// unreadable says the same elsewhere, and that passage does not come along.
func TestEveryKindMoves(t *testing.T) {
	eachPlace(t, func(t *testing.T, at store.Config) {
		g := gardenOn(t, "", nil)
		bird := "vogel" + store.NewID()
		g.passage = " " + bird
		g.comesIn()
		g.everyKind()
		was := g.redact(complaint.RedactionProposed{Passage: bird, Asked: complaint.AskedByOther, Reason: "Dit gaat over een ander."})
		code := g.code()
		there := g.movesTo(at)
		is, err := there.Open(ctx, there.lead, g.ref)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range was.History {
			if i < len(is.Complaint.History) {
				if is := is.Complaint.History[i]; !reflect.DeepEqual(r, is) {
					t.Errorf("event %d was\n%+v\nand is\n%+v", i+1, r, is)
				}
			}
		}
		if len(was.History) != len(is.Complaint.History) {
			t.Errorf("%d events, and there were %d", len(is.Complaint.History), len(was.History))
		}
		if found := there.search(there.lead, bird); len(found) != 0 {
			t.Error("the passage came along")
		}
		if _, c, err := there.Store.ByReceipt(ctx, there.Home().ID, code); err != nil || c.Received.Ref != g.ref {
			t.Errorf("the code of the complainant: %v", err)
		}
	})
}

// TestWhatWasErasedMovesAsFigures: the words are gone there too, and the year counts the
// same.
func TestWhatWasErasedMovesAsFigures(t *testing.T) {
	eachPlace(t, func(t *testing.T, at store.Config) {
		g := gardenOn(t, "", nil)
		g.ref = g.over("De zaal was koud.")
		g.later(800 * day)
		g.must2(g.ProposeErasure(ctx, g.lead, g.order(g.ref)))
		g.must2(g.ConfirmErasure(ctx, g.fresh(g.pieter), g.order(g.ref)))
		g.later(15 * day)
		g.work()
		waits := g.over("De koffie was op.")
		there := g.movesTo(at)
		year := figures.Year(2025)
		b, a := g.Figures(g.lead, year).In(figures.Received), there.Figures(there.lead, year).In(figures.Received)
		if len(b) != 1 || len(a) != 1 || !same(*b[0], *a[0]) {
			t.Errorf("the figures were %+v and are %+v", b, a)
		}
		if _, err := there.Open(ctx, there.lead, g.ref); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("what was erased opens: %v", err)
		}
		if _, err := there.Open(ctx, there.lead, waits); err != nil {
			t.Error(err)
		}
		if ledger, err := there.Store.Erasures(ctx, there.Home().ID); err != nil || len(ledger) != 1 || ledger[0].Done.IsZero() {
			t.Errorf("the ledger: %+v, %v", ledger, err)
		}
	})
}

// TestAnImportThatWasUndoneHoldsItsPlaces in the log, and nothing of it is found.
func TestAnImportThatWasUndoneHoldsItsPlaces(t *testing.T) {
	eachPlace(t, func(t *testing.T, at store.Config) {
		o := open(t, "")
		i := o.takenOver(oldList, nil)
		if err := o.UndoOldImport(ctx, o.proven(o.lead), i.ID); err != nil {
			t.Fatal(err)
		}
		o.work()
		mine := o.write("Dit blijft staan").Ref
		there := o.movesTo(at)
		if n := there.List(there.lead, register.Filter{View: "all"}).Total; n != 1 || !there.knows(there.lead, mine) || len(there.search(there.lead, "K-1")) != 0 {
			t.Errorf("%d dossiers", n)
		}
	})
}

// TestALetterThatWaitedIsAskedAbout: it may have left after the export, so that nobody
// sends it twice and nobody forgets it.
func TestALetterThatWaitedIsAskedAbout(t *testing.T) {
	server := testkit.Postfix(t)
	o := postOffice(t, server.URL())
	ref := o.complain("klager@elders.example").Ref
	o.acknowledge(ref)
	there := o.movesTo(store.Config{})
	for range 3 {
		if _, err := there.WorkOnce(ctx); err != nil {
			t.Fatal(err)
		}
	}
	d, err := there.Open(ctx, there.lead, ref)
	if err != nil {
		t.Fatal(err)
	}
	if l := d.Complaint.Letters[0]; l.State != complaint.LetterUncertain {
		t.Errorf("the letter is %s", l.State)
	}
}

// TestABrokenMoveCanBeTriedAgain: what stops halfway leaves nothing, and a second time all
// of it comes.
func TestABrokenMoveCanBeTriedAgain(t *testing.T) {
	eachPlace(t, func(t *testing.T, at store.Config) {
		o := open(t, "")
		for range 3 {
			o.write("De zaal was koud.")
		}
		from := o.leaves()
		at.Data, at.Master, at.Now = filepath.Join(t.TempDir(), "there"), vault.NewKey(), o.clock.Now
		s, err := store.Open(ctx, at)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		cfg := register.Config{Store: s, Now: o.clock.Now, Site: func() string { return "" }, Logger: slog.New(slog.DiscardHandler)}
		bring := func(in register.Bring) (*register.Register, error) {
			r, err := register.New(ctx, cfg)
			if err != nil {
				t.Fatal(err)
			}
			_, err = r.Bring(ctx, in)
			return r, err
		}
		broken, times := from, 0
		broken.Each = func(take func(store.Brought) error) error {
			return from.Each(func(d store.Brought) error {
				if times++; times == 2 { // one is stored by then
					return context.Canceled
				}
				return take(d)
			})
		}
		if _, err := bring(broken); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if all, err := s.Organisations(ctx); err != nil || len(all) != 0 {
			t.Errorf("half of it is here: %v, %v", all, err)
		}
		r, err := bring(from)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Fill(ctx); err != nil {
			t.Fatal(err)
		}
		m, _ := r.LeadMember()
		if n := r.List(person(m), register.Filter{View: "all"}).Total; n != 3 {
			t.Errorf("%d dossiers", n)
		}
		if _, err := bring(from); err == nil {
			t.Error("it came twice")
		}
		if !strings.Contains(m.Email, "@") {
			t.Error(m.Email)
		}
	})
}
