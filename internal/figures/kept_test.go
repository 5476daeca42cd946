package figures_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
)

// TestWhatIsErasedCountsTheSame: whatever happened in any years, every figure of every
// period is the same when some of the dossiers are erased, but for whether the same
// person complained before: who that was is gone.
func TestWhatIsErasedCountsTheSame(t *testing.T) {
	p := preset(t, "seed")
	erased := 0
	rapid.Check(t, func(t *rapid.T) {
		all := anyRegister(t)
		var before, after []*figures.Fact
		for i, events := range all {
			c := complaint.Fold(events)
			was := figures.FactOf(c, p, mark)
			is := was
			if rapid.Bool().Draw(t, "erased") {
				kept, err := was.Keep(func(_ figures.Cut, value string) string { return value })
				if err != nil {
					t.Fatal(err)
				}
				is = figures.FactOf(complaint.Fold([]complaint.Recorded{{Seq: len(events) + 1, By: complaint.BySystem,
					Event: complaint.Erased{Ref: c.Received.Ref, Figures: kept}}}), p, mark)
				if is.Ref != was.Ref || (is.Who == 0) != (was.Who == 0) {
					t.Fatalf("complaint %d: was %+v, is %+v", i, was, is)
				}
				erased++
			}
			before, after = append(before, &was), append(after, &is)
		}
		period, today := anyPeriod(t), calendar.On(2027, 12, 31)
		was, is := figures.Look(before, period, today), figures.Look(after, period, today)
		for _, s := range figures.Sets() {
			if s.Of() != figures.KnownWho && was.Count(s) != is.Count(s) {
				t.Errorf("%s: was %d, is %d", s, was.Count(s), is.Count(s))
			}
		}
		for _, k := range append(complaint.RemedyKinds(), "") {
			if w, i := was.RemediesOf(k), is.RemediesOf(k); w != i {
				t.Errorf("promises of %q: were %+v, are %+v", k, w, i)
			}
		}
		for _, cut := range append(figures.Cuts(), figures.ByGround, figures.ByNorm) {
			if w, i := fmt.Sprint(was.Cut(cut, nil, figures.Received)), fmt.Sprint(is.Cut(cut, nil, figures.Received)); w != i {
				t.Errorf("%s: was %s, is %s", cut, w, i)
			}
		}
	})
	if erased == 0 {
		t.Error("nothing was ever erased")
	}
}

// TestWhatWasTypedDoesNotStay, unless it stands on a list.
func TestWhatWasTypedDoesNotStay(t *testing.T) {
	f := figures.Fact{Ref: "2025-1", Category: figures.CodeOf("content"), Severity: figures.CodeOf("heel erg, zei Tessa"), Service: figures.CodeOf("De cursus van Tessa")}
	kept, err := f.Keep(func(c figures.Cut, value string) string {
		if c == figures.ByCategory {
			return value
		}
		return ""
	})
	if err != nil || kept != `{"Category":"content"}` {
		t.Errorf("%s stays, %v", kept, err)
	}
}
