package register_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// TestAStartWithASnapshotShowsTheSame as one without, though dossiers changed and came in
// after it was kept; and only the program that kept it takes it in.
func TestAStartWithASnapshotShowsTheSame(t *testing.T) {
	eachDatabase(t, func(t *testing.T, p *partners) {
		p.SnapshotFrom = 1
		var refs []string
		for i := range 12 {
			refs = append(refs, p.write(fmt.Sprintf("De zaal was koud, keer %d.", i)).Ref)
			if i%4 != 0 {
				p.handled(refs[i])
			}
		}
		p.must(p.KeepSnapshot(ctx))
		if _, err := p.SnapshotBytes(ctx); !errors.Is(err, store.ErrNotFound) {
			t.Fatal("nothing lies in drawers, and a snapshot was kept:", err)
		}
		if n := p.PackNow(); n < 8 {
			t.Fatalf("%d dossiers lie in drawers", n)
		}
		p.must(p.KeepSnapshot(ctx))
		inside, err := p.SnapshotBytes(ctx)
		if err != nil || !bytes.Contains(inside, []byte("zaal")) {
			t.Fatal("the snapshot holds nothing:", err)
		}
		if err := p.SnapshotOfAnother(ctx); !errors.Is(err, store.ErrNotFound) {
			t.Error("another program takes it in:", err)
		}
		p.handled(refs[0])
		_, err = p.Note(ctx, p.lead, register.Order{Ref: refs[1]}, "Nog eens gebeld.")
		p.must(err)
		p.write("Er kwam er nog een bij.")

		with := p.again()
		p.must(with.Fill(ctx))
		if n := with.Packed(); n < 7 || n > 9 {
			t.Errorf("%d dossiers came from the snapshot", n)
		}
		p.must(p.Store.KeepSnapshot(ctx, p.Home().ID, "another", func(io.Writer) error { return nil }))
		without := p.again()
		p.must(without.Fill(ctx))
		if without.Packed() != 0 {
			t.Error("what another program kept was taken in")
		}
		if diff := cmp.Diff(p.tells(without), p.tells(with)); diff != "" {
			t.Error(diff)
		}
	})
}

// again is the same register as another start opens it.
func (p *partners) again() *register.Register {
	p.t.Helper()
	r, err := register.New(ctx, register.Config{Store: p.Store, Now: p.clock.Now, Site: p.Site, Logger: slog.New(slog.DiscardHandler)})
	p.must(err)
	return r
}

// tells is what the lists, the search and the figures of a register say.
func (p *partners) tells(r *register.Register) string {
	p.t.Helper()
	var all []any
	for _, view := range []string{"", "all"} {
		all = append(all, r.List(p.lead, register.Filter{View: view}))
	}
	for _, words := range []string{"zaal", "bij", "keer 3", "gebeld"} {
		items, err := r.Search(ctx, p.lead, words)
		p.must(err)
		all = append(all, words, items)
	}
	all = append(all, r.Today(p.lead), r.Figures(p.lead, figures.Year(p.today().Year())).Count(figures.Closed))
	raw, err := json.MarshalIndent(all, "", " ")
	p.must(err)
	return string(raw)
}

// TestASnapshotKnowsNothingThatIsGone: once something is erased or made unreadable no
// snapshot of before opens or lies there, and the next is without it.
func TestASnapshotKnowsNothingThatIsGone(t *testing.T) {
	for what, goes := range map[string]func(p *partners, ref string){
		"erased": func(p *partners, ref string) {
			p.must2(p.ProposeErasure(ctx, p.lead, p.order(ref)))
			p.must2(p.ConfirmErasure(ctx, p.fresh(p.pieter), p.order(ref)))
			p.later(14 * day)
		},
		"made unreadable": func(p *partners, ref string) {
			p.must2(p.ProposeRedaction(ctx, p.lead, p.order(ref), complaint.RedactionProposed{Passage: "kanarie", Asked: complaint.AskedByOther, Reason: "Dit gaat over een ander."}))
			p.must2(p.Redact(ctx, p.fresh(p.pieter), p.order(ref)))
		},
	} {
		t.Run(what, func(t *testing.T) {
			eachDatabase(t, func(t *testing.T, p *partners) {
				p.SnapshotFrom = 1
				ref := p.over("Een kanarie in de zaal.")
				p.handled(p.write("De koffie was koud.").Ref)
				p.later(740 * day)
				p.must(p.PackAll(ctx))
				p.must(p.KeepSnapshot(ctx))
				inside, err := p.SnapshotBytes(ctx)
				if err != nil || !bytes.Contains(inside, []byte("kanarie")) {
					t.Fatal("the snapshot does not hold it now:", err)
				}
				goes(p, ref)
				p.work()
				if _, err := p.SnapshotBytes(ctx); !errors.Is(err, store.ErrNotFound) {
					t.Error("the snapshot still opens:", err)
				}
				p.must(p.KeepSnapshot(ctx))
				inside, err = p.SnapshotBytes(ctx)
				if err != nil || !bytes.Contains(inside, []byte("koffie")) || bytes.Contains(inside, []byte("kanarie")) {
					t.Error("the next snapshot does not hold the other, or still holds it:", err)
				}
			})
		})
	}
}
