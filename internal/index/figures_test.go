package index_test

import (
	"fmt"
	"hash/maphash"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/index"
)

// TestCountedIsAllThatConcernsAPeriod holds the short way to the facts of a period
// against looking at every dossier, also right after one changed, for somebody who
// may be the subject of some.
func TestCountedIsAllThatConcernsAPeriod(t *testing.T) {
	p, err := complaint.Preset("seed")
	if err != nil {
		t.Fatal(err)
	}
	p, chance := p.Prepared(), maphash.MakeSeed()
	mark := func(text string) uint64 { return maphash.String(chance, text) }
	slow := 0
	rapid.Check(t, func(t *rapid.T) {
		x := index.New()
		x.FactOf = func(c complaint.Complaint) figures.Fact { return figures.FactOf(c, p, mark) }
		x.DrawerSize = rapid.IntRange(2, 6).Draw(t, "drawer")
		x.Ready()
		who := access.New(home, "a", access.Partner)
		all := map[string]complaint.Complaint{}
		for range rapid.IntRange(1, 40).Draw(t, "changes") {
			id := fmt.Sprintf("d%02d", rapid.IntRange(0, 12).Draw(t, "dossier"))
			c, known := all[id]
			if !known {
				at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 2500).Draw(t, "day"))
				c = c.After(complaint.Recorded{Seq: 1, Happened: at, Event: complaint.Received{Ref: "K-" + id, Written: true}})
			} else {
				c = c.After(complaint.Recorded{Seq: c.Version + 1, Happened: c.ReceivedAt.AddDate(0, 0, rapid.SampledFrom([]int{1, 9, 365, 366, 367, 900}).Draw(t, "after")),
					Event: rapid.SampledFrom([]complaint.Event{complaint.Closed{Reason: "x"}, complaint.Reopened{Reason: "x"}, complaint.Noted{}, complaint.SubjectNamed{Member: "a"}}).Draw(t, "event")})
			}
			all[id] = c
			x.Put(home, id, c)
			if !rapid.Bool().Draw(t, "look") {
				continue
			}
			period := figures.Quarter(rapid.IntRange(2020, 2028).Draw(t, "year"), rapid.IntRange(1, 4).Draw(t, "quarter"))
			var want, got []string
			for _, c := range all {
				f := figures.FactOf(c, p, mark)
				if period.Concerns()(&f) && !c.IsSubject("a") {
					want = append(want, f.Ref)
				}
			}
			for _, f := range x.Counted(who, period) {
				got = append(got, f.Ref)
				if f.Ended == 0 || f.Ended-f.Received > 366 {
					slow++
				}
			}
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(want, got) {
				t.Fatalf("%v: %v, not %v", period, got, want)
			}
		}
	})
	if slow == 0 {
		t.Error("nothing was ever slow")
	}
}
