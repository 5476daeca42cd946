package figures_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wederhoor/internal/figures"
)

// snoop tries every table that looks the same as what was shown and remembers
// which numbers each place can hold.
type snoop struct {
	s      figures.Shown
	n      [][]int
	could  map[string]map[int]bool
	tables int
}

// most is beyond what a hidden number is tried for.
const most = 14

func allows(m figures.Mark, shown, n int) bool {
	switch m {
	case figures.Plain:
		return n == shown
	case figures.Few:
		return n >= 1 && n <= 4
	}
	return n >= 5
}

func (o *snoop) try(i, j int) {
	if i == len(o.s.Rows) {
		o.whole()
		return
	}
	if j == len(o.s.Columns) {
		sum, real := 0, 0
		for k, n := range o.n[i] {
			sum, real = sum+n, real+o.s.Counts[i][k]
		}
		if allows(o.s.RowTotals[i], real, sum) {
			o.try(i+1, 0)
		}
		return
	}
	for n := range most {
		if allows(o.s.Cells[i][j], o.s.Counts[i][j], n) {
			o.n[i][j] = n
			o.try(i, j+1)
		}
	}
}

func (o *snoop) whole() {
	total, real := 0, 0
	for j := range o.s.Columns {
		sum, was := 0, 0
		for i := range o.s.Rows {
			sum, was = sum+o.n[i][j], was+o.s.Counts[i][j]
		}
		if !allows(o.s.ColTotals[j], was, sum) {
			return
		}
		total, real = total+sum, real+was
	}
	if !allows(o.s.Total, real, total) {
		return
	}
	o.tables++
	for i, row := range o.n {
		sum := 0
		for j, n := range row {
			o.note(fmt.Sprint(i, ",", j), n)
			sum += n
		}
		o.note(fmt.Sprint("row ", i), sum)
	}
	for j := range o.s.Columns {
		sum := 0
		for i := range o.s.Rows {
			sum += o.n[i][j]
		}
		o.note(fmt.Sprint("column ", j), sum)
	}
	o.note("all", total)
}

func (o *snoop) note(place string, n int) {
	if o.could[place] == nil {
		o.could[place] = map[int]bool{}
	}
	o.could[place][n] = true
}

// TestNothingSmallCanBeWorkedOut tries every table that fits what is shown: every
// place that says "a few" must be able to hold at least two numbers.
func TestNothingSmallCanBeWorkedOut(t *testing.T) {
	hidden, shown := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		shape := rapid.SampledFrom([][2]int{{1, 1}, {1, 2}, {1, 3}, {1, 4}, {2, 2}, {2, 3}, {3, 2}, {4, 1}}).Draw(t, "shape")
		table := figures.Table{Rows: make([]string, shape[0]), Columns: make([]string, shape[1])}
		for range shape[0] {
			table.Counts = append(table.Counts, rapid.SliceOfN(rapid.SampledFrom([]int{0, 0, 1, 2, 3, 4, 5, 6, 8}), shape[1], shape[1]).Draw(t, "row"))
		}
		o := &snoop{s: figures.Small(table), could: map[string]map[int]bool{}}
		for range shape[0] {
			o.n = append(o.n, make([]int, shape[1]))
		}
		if o.s.Withheld {
			return
		}
		shown++
		o.try(0, 0)
		check := func(place string, m figures.Mark, n int) {
			if n > 0 && n < 5 && m != figures.Few || n == 0 && m != figures.Plain {
				t.Fatalf("%s holds %d and is shown as %d in %v", place, n, m, table.Counts)
			}
			if m == figures.Few {
				if hidden++; len(o.could[place]) < 2 {
					t.Fatalf("%s can be worked out in %v: %+v", place, table.Counts, o.s)
				}
			}
		}
		for i, row := range o.s.Cells {
			for j, m := range row {
				check(fmt.Sprint(i, ",", j), m, table.Counts[i][j])
			}
		}
		if o.tables == 0 {
			t.Fatal("not even the table itself fits what is shown")
		}
	})
	if hidden == 0 || shown < 50 {
		t.Errorf("of %d tables that were shown %d places were hidden", shown, hidden)
	}
}

func TestSmallHidesNoMoreThanItMust(t *testing.T) {
	all := figures.Small(figures.Table{Rows: []string{"a", "b"}, Columns: []string{"x", "y", "z"}, Counts: [][]int{{12, 0, 9}, {7, 30, 5}}})
	for _, row := range append(all.Cells, all.RowTotals, all.ColTotals, []figures.Mark{all.Total}) {
		for _, m := range row {
			if m != figures.Plain {
				t.Error("something is hidden where nothing is small")
			}
		}
	}
	got := figures.Small(figures.Table{Rows: []string{"a", "b", "c"}, Columns: []string{"x"}, Counts: [][]int{{20}, {3}, {9}}})
	want := [][]figures.Mark{{figures.Plain}, {figures.Few}, {figures.Hidden}}
	if d := cmp.Diff(want, got.Cells); d != "" || got.Total != figures.Plain {
		t.Errorf("the next smallest goes with it, the sum stays: %s, %d", d, got.Total)
	}
}
