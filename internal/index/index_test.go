package index_test

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/index"
)

const home = "org-1"

var now = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// drawn is a dossier drawn by chance, and later versions of it.
type drawn struct {
	t  *rapid.T
	id string
	c  complaint.Complaint
}

func member(t *rapid.T, label string) complaint.MemberID {
	return rapid.SampledFrom([]complaint.MemberID{"a", "b", "c", "d"}).Draw(t, label)
}

func (d *drawn) do(e complaint.Event) {
	d.c = d.c.After(complaint.Recorded{Seq: d.c.Version + 1, Happened: now, Recorded: now, By: "a", Event: e})
}

// change does one thing that changes who may know of it, or nothing.
func (d *drawn) change() {
	t := d.t
	switch rapid.IntRange(0, 8).Draw(t, "what") {
	case 0:
		d.do(complaint.SubjectNamed{Member: member(t, "subject")})
	case 1:
		d.do(complaint.Discussed{Acknowledger: member(t, "acknowledger"), With: []complaint.MemberID{member(t, "with")}})
	case 2:
		d.do(complaint.ReadersChanged{Added: []complaint.MemberID{member(t, "added")}, Removed: []complaint.MemberID{member(t, "removed")}})
	case 3:
		d.do(complaint.HandlerAssigned{Handler: member(t, "handler")})
	case 4:
		d.do(complaint.Recused{Member: member(t, "recused")})
	case 5:
		d.do(complaint.GlassBroken{Member: member(t, "breaker"), Until: now.Add(time.Duration(rapid.IntRange(-1, 1).Draw(t, "hours")) * time.Hour)})
	case 6:
		d.do(complaint.HandedOver{From: member(t, "from"), To: member(t, "to")})
	case 7:
		d.c = d.c.After(complaint.Recorded{Seq: d.c.Version + 1, Happened: now.AddDate(0, 0, -rapid.IntRange(0, 60).Draw(t, "days")), Event: complaint.Closed{}})
	case 8:
		d.do(complaint.Reopened{})
	}
}

func anyone(t *rapid.T) access.Actor {
	a := access.New(home, member(t, "who"), rapid.SliceOfN(rapid.SampledFrom(access.Roles()), 0, 2).Draw(t, "roles")...).At(now).LedBy(member(t, "lead"))
	switch rapid.IntRange(0, 5).Draw(t, "proof") {
	case 0:
		return a.ByLink()
	case 1:
		return a.HalfWay()
	}
	return a
}

// TestAListIsWhatOneMayKnowOf: however dossiers come and change, a list is all of
// them, less what access.May refuses, newest first; a search the same.
func TestAListIsWhatOneMayKnowOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := index.New()
		x.DrawerSize = rapid.IntRange(2, 6).Draw(t, "drawer")
		x.Ready()
		var all []*drawn
		made := 0
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			switch n := rapid.IntRange(0, 4).Draw(t, "step"); {
			case n == 0 || len(all) == 0:
				made++
				d := &drawn{t: t, id: fmt.Sprintf("d%d", made)}
				word := rapid.SampledFrom([]string{"zaal", "trainer"}).Draw(t, "word")
				d.c = d.c.After(complaint.Recorded{Seq: 1, Happened: now.Add(-time.Duration(rapid.IntRange(0, 5).Draw(t, "received")) * time.Hour), Event: complaint.Received{Ref: "2026-" + d.id, Story: "De " + word}})
				if rapid.Bool().Draw(t, "reported") {
					d.do(complaint.Reported{Reporter: member(t, "reporter")})
				}
				all = append(all, d)
				x.Put(home, d.id, d.c)
			case n == 1:
				x.Tidy()
				compare(t, x, all, anyone(t))
			case n == 4:
				i := rapid.IntRange(0, len(all)-1).Draw(t, "forgotten")
				x.Remove(all[i].id, "absent")
				all = slices.Delete(all, i, i+1)
			default:
				d := all[rapid.IntRange(0, len(all)-1).Draw(t, "which")]
				before := d.c
				d.change()
				x.Put(home, d.id, d.c)
				x.Put(home, d.id, before) // an older version that comes late changes nothing
			}
		}
		for range 3 {
			compare(t, x, all, anyone(t))
		}
	})
}

func compare(t *rapid.T, x *index.Index, all []*drawn, who access.Actor) {
	want, open, words, numbers := []string{}, []string{}, []string{}, []string{}
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b *drawn) int {
		if c := b.c.ReceivedAt.Compare(a.c.ReceivedAt); c != 0 {
			return c
		}
		return strings.Compare(a.id, b.id)
	})
	for _, d := range sorted {
		f := access.FactsOf(home, d.id, d.c)
		if !access.May(who, access.Know, f).OK {
			continue
		}
		want = append(want, d.id)
		if d.c.Closed == nil {
			open = append(open, d.id)
		}
		if access.May(who, access.ReadContent, f).OK && strings.Contains(d.c.Received.Story, "zaal") {
			words = append(words, d.id)
		}
		numbers = append(numbers, d.id)
	}
	older := []string{}
	if len(want) > 0 {
		at := rapid.IntRange(0, len(want)-1).Draw(t, "from")
		number := all[slices.IndexFunc(all, func(d *drawn) bool { return d.id == want[at] })].c.Received.Ref
		from, ok := x.KnownNumber(who, number)
		if !ok {
			t.Fatalf("%s is not found by its number", number)
		}
		newer := seen(x.KnownNewer(who, index.Since{}, from))
		slices.Reverse(newer)
		older = seen(x.KnownOlder(who, index.Since{}, from))
		older = slices.Concat(newer, []string{want[at]}, older)
	}
	if n := x.CountKnown(who); n != len(want) {
		t.Fatalf("%d are counted, not %d", n, len(want))
	}
	for s := range x.Known(who, index.Since{}) {
		d := all[slices.IndexFunc(all, func(d *drawn) bool { return d.id == s.ID() })]
		e := s.Entry()
		if diff := cmp.Diff(access.FactsOf(home, d.id, d.c), e.Facts, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("access hangs on something else: %s", diff)
		}
		if diff := cmp.Diff(d.c.Bare(), e.Complaint, cmpopts.EquateEmpty(), cmp.Exporter(func(reflect.Type) bool { return true })); diff != "" || e.Heading != d.c.Heading() || s.Category() != d.c.Category {
			t.Fatalf("it is not what was put in: %s", diff)
		}
	}
	for name, pair := range map[string][2][]string{
		"older and newer":  {want, older},
		"known":            {want, seen(x.Known(who, index.Since{}))},
		"unfinished":       {open, ids(x.KnownUnfinished(who))},
		"search by word":   {words, ids(x.Search(who, "zaal", 99))},
		"search by number": {numbers, ids(x.Search(who, "2026-", 99))},
	} {
		if !slices.Equal(pair[0], pair[1]) {
			t.Fatalf("%s for %+v: %v, want %v", name, who, pair[1], pair[0])
		}
	}
}

func seen(sights iter.Seq[index.Sight]) []string {
	all := []string{}
	for s := range sights {
		all = append(all, s.ID())
	}
	return all
}

func ids(entries []*index.Entry) []string {
	all := []string{}
	for _, e := range entries {
		all = append(all, e.ID)
	}
	return all
}

// TestReadersAndWritersDoNotMeet: lists stay whole while dossiers change.
func TestReadersAndWritersDoNotMeet(t *testing.T) {
	x := index.New()
	x.Ready()
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := range 200 {
				c := complaint.Complaint{}.After(complaint.Recorded{Seq: 1, Happened: now.Add(time.Duration(i) * time.Minute), Event: complaint.Received{Ref: fmt.Sprintf("%d-%d", w, i)}})
				x.Put(home, fmt.Sprintf("%d-%d", w, i), c)
				c = c.After(complaint.Recorded{Seq: 2, Happened: now, Event: complaint.ReadersChanged{Added: []complaint.MemberID{"a"}}})
				x.Put(home, fmt.Sprintf("%d-%d", w, i), c)
			}
		})
		wg.Go(func() {
			who := access.New(home, "a")
			if w%2 == 0 {
				who = access.New(home, "b", access.Lead)
			}
			for range 200 {
				seen := map[string]bool{}
				for s := range x.Known(who, index.Since{}) {
					if seen[s.ID()] {
						t.Error("one dossier stands in a list twice")
						return
					}
					seen[s.ID()] = true
				}
			}
		})
	}
	wg.Wait()
	if n := len(seen(x.Known(access.New(home, "a"), index.Since{}))); n != 800 {
		t.Errorf("%d of 800", n)
	}
}
