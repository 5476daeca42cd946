package figures_test

import (
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"wederhoor/internal/calendar"
	"wederhoor/internal/figures"
)

// TestEverySpreadIsOfAllThatCameIn: whatever happened, every complaint that came in
// stands in one column of each, so that no second whole can be taken from the first.
func TestEverySpreadIsOfAllThatCameIn(t *testing.T) {
	p := preset(t, "seed")
	appealed := 0
	rapid.Check(t, func(t *rapid.T) {
		v := figures.Look(factsOf(p, anyRegister(t)), anyPeriod(t), calendar.On(2027, 12, 31))
		for _, s := range v.Spreads(func(figures.Cut) func(string) string { return nil }, figures.Cuts()...) {
			if s.Total() != v.Count(figures.Received) {
				t.Errorf("%s by %q adds up to %d of %d", s.Name, s.Cut, s.Total(), v.Count(figures.Received))
			}
			if s.Name == figures.Judged && s.Counts[0]+s.Counts[1]+s.Counts[2] != v.Count(figures.Judged) {
				t.Error("the findings are not all that was judged")
			}
			if s.Name == figures.AnswerDue && s.Counts[2] != v.Count(figures.Late) {
				t.Error("late is not what was late")
			}
			if s.Name == figures.Appealed {
				appealed += s.Counts[0] + s.Counts[1] + s.Counts[2]
				if s.Counts[0] != v.Count(figures.AppealRevised) {
					t.Error("revised is not what was revised")
				}
			}
		}
	})
	if appealed == 0 {
		t.Error("chance never made an appeal")
	}
}

// TestWhatIsToldGivesNothingSmallAway: no number from one to four leaves, and who adds
// and subtracts all that is told, together with the sum, cannot work one out.
func TestWhatIsToldGivesNothingSmallAway(t *testing.T) {
	told := 0
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "columns")
		s := figures.Spread{Name: figures.Judged, Counts: rapid.SliceOfN(rapid.SampledFrom([]int{0, 0, 1, 2, 3, 4, 5, 7, 12}), n, n).Draw(t, "counts")}
		if rapid.Bool().Draw(t, "cut") {
			s.Name, s.Cut = figures.Received, figures.ByCategory
		}
		for i := range s.Counts {
			s.Columns = append(s.Columns, "c"+strconv.Itoa(i))
		}
		x := s.Tell()
		if x.Spread.Counts != nil {
			t.Fatal("the counts themselves go along")
		}
		if total := s.Total(); total > 0 && total < figures.LeastShown && !x.Withheld {
			t.Fatalf("so few that nothing can be told, and %v is", x.Cells)
		}
		if x.Withheld {
			return
		}
		told++
		sum, few, hidden := 0, 0, 0
		for _, cell := range x.Cells {
			k, err := strconv.Atoi(cell)
			switch {
			case cell == figures.Unsaid:
				hidden++
			case err != nil:
				few++
			case k > 0 && k < figures.LeastShown:
				t.Fatalf("%d is told", k)
			}
			sum += k
		}
		left := s.Total() - sum // what who subtracts is left with: few × 1…4 and hidden × 5…
		if few > 0 && hidden == 0 && (left == few || left == 4*few) {
			t.Fatalf("%v of %d: each small one can be worked out", x.Cells, s.Total())
		}
		if few == 1 && hidden == 0 {
			t.Fatalf("%v of %d: the small one is the rest", x.Cells, s.Total())
		}
	})
	if told < 50 {
		t.Errorf("only %d were told", told)
	}
}

// TestSmallValuesGoTogetherFirst: nothing is hidden where it can be merged.
func TestSmallValuesGoTogetherFirst(t *testing.T) {
	for _, c := range []struct{ counts, want []string }{
		{[]string{"12", "9", "2", "4", "1"}, []string{"12", "9", "7"}},
		{[]string{"20", "9", "3"}, []string{"20", "12"}},
		{[]string{"12", "0", "9"}, []string{"12", "9"}},
		{[]string{"6", "3"}, []string{"9"}},
	} {
		s := figures.Spread{Name: figures.Received, Cut: figures.ByCategory}
		for _, n := range c.counts {
			k, _ := strconv.Atoi(n)
			s.Counts, s.Columns, s.Labels = append(s.Counts, k), append(s.Columns, "c"+n), append(s.Labels, "label "+n)
		}
		x := s.Tell()
		if !slices.Equal(x.Cells, c.want) || x.Withheld || len(x.Labels) != len(x.Cells) || x.Columns[0] == "c12" && x.Labels[0] != "label 12" {
			t.Errorf("%v is told as %v %v", c.counts, x.Cells, x.Labels)
		}
	}
}
