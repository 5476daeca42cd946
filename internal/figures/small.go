package figures

import "slices"

// LeastShown is the smallest count that may leave the circle; zero may too (4.3).
const LeastShown = 5

// Table is counts by rows and columns. Its totals are shown beside it, so they
// are what somebody could subtract from.
type Table struct {
	Rows, Columns []string
	Counts        [][]int
}

// Mark says how a number may leave the circle.
type Mark uint8

// Marks. A small number is said to be small; what is hidden besides is not.
const (
	Plain  Mark = iota
	Few         // one to four: "<5"
	Hidden      // would give a small one away
)

// Shown is a table as it may leave the circle, with its sums.
type Shown struct {
	Table
	Withheld             bool // so few in all that no part of it can be shown
	Cells                [][]Mark
	RowTotals, ColTotals []Mark
	Total                Mark
}

// Small hides every count of one to four, and then whatever would give one away
// by adding and subtracting lines, knowing that a few are one to four and that
// what is hidden besides is more (4.3). Zeros are shown. Where nothing is left to
// hide and a small number would still be known, the whole table is withheld.
func Small(t Table) Shown {
	g := newGrid(t)
	for {
		c, ok := g.bare()
		if !ok {
			return g.shown(t)
		}
		if !g.cover(c) {
			g.each(func(x cell) { g.mark[x.row][x.col] = Hidden })
			s := g.shown(t)
			s.Withheld = true
			return s
		}
	}
}

// grid is a table with its sums as a last row and a last column. With the sums
// taken as negative, and the sum of all as positive, every line adds up to
// nothing, so that sums are cells like all others.
type grid struct {
	n    [][]int
	mark [][]Mark
}

func newGrid(t Table) grid {
	rows, cols := len(t.Rows), len(t.Columns)
	g := grid{make([][]int, rows+1), make([][]Mark, rows+1)}
	for i := range g.n {
		g.n[i], g.mark[i] = make([]int, cols+1), make([]Mark, cols+1)
	}
	for i, row := range t.Counts {
		for j, n := range row {
			g.n[i][j] = n
			g.n[i][cols] += n
			g.n[rows][j] += n
			g.n[rows][cols] += n
		}
	}
	for i, row := range g.n {
		for j, n := range row {
			if n > 0 && n < LeastShown {
				g.mark[i][j] = Few
			}
		}
	}
	return g
}

type cell struct{ row, col int }

func (g grid) each(do func(cell)) {
	for i := range g.n {
		for j := range g.n[i] {
			do(cell{i, j})
		}
	}
}

// bare is the first small number that can be worked out.
func (g grid) bare() (found cell, ok bool) {
	g.each(func(c cell) {
		if !ok && g.mark[c.row][c.col] == Few && !g.safe(c) {
			found, ok = c, true
		}
	})
	return found, ok
}

// moves reports whether a cell could hold one more (or one less) for all that
// its mark says.
func (g grid) moves(c cell, up bool) bool {
	sum := c.row == len(g.n)-1 != (c.col == len(g.n[0])-1)
	n := g.n[c.row][c.col]
	if up != sum {
		n++
	} else {
		n--
	}
	switch g.mark[c.row][c.col] {
	case Few:
		return n > 0 && n < LeastShown
	case Hidden:
		return n >= LeastShown
	}
	return false
}

// safe reports whether a cell may also be one more or one less. It may exactly
// when it stands on a ring of cells that go up and down in turn, each within
// what its mark says: along it every line keeps its sum.
func (g grid) safe(c cell) bool { return g.ring(c, true) || g.ring(c, false) }

// ring looks for the way back: up leads from a row to a column, down from a
// column to a row.
func (g grid) ring(c cell, up bool) bool {
	if !g.moves(c, up) {
		return false
	}
	rows, cols := make([]bool, len(g.n)), make([]bool, len(g.n[0]))
	if up {
		cols[c.col] = true
	} else {
		rows[c.row] = true
	}
	for grew := true; grew; {
		grew = false
		g.each(func(x cell) {
			if x == c {
				return
			}
			if rows[x.row] && !cols[x.col] && g.moves(x, true) {
				cols[x.col], grew = true, true
			}
			if cols[x.col] && !rows[x.row] && g.moves(x, false) {
				rows[x.row], grew = true, true
			}
		})
	}
	return rows[c.row] && cols[c.col]
}

// cover hides one cell more for a small number that can be worked out: the
// cheapest that makes it safe, else the cheapest that stands in line with it, else
// the cheapest of all. It is false when there is nothing left to hide.
func (g grid) cover(c cell) bool {
	var left []cell
	g.each(func(x cell) {
		if g.mark[x.row][x.col] == Plain && g.n[x.row][x.col] >= LeastShown {
			left = append(left, x)
		}
	})
	if len(left) == 0 {
		return false
	}
	slices.SortStableFunc(left, func(a, b cell) int { return g.cost(a) - g.cost(b) })
	best, inLine := left[0], false
	for _, x := range left {
		g.mark[x.row][x.col] = Hidden
		if g.safe(c) {
			return true
		}
		g.mark[x.row][x.col] = Plain
		if !inLine && (x.row == c.row || x.col == c.col) {
			best, inLine = x, true
		}
	}
	g.mark[best.row][best.col] = Hidden
	return true
}

// cost: a count goes before a sum, the smallest before the largest.
func (g grid) cost(c cell) int {
	n := g.n[c.row][c.col]
	if c.row == len(g.n)-1 || c.col == len(g.n[0])-1 {
		return 1<<30 + n
	}
	return n
}

func (g grid) shown(t Table) Shown {
	rows, cols := len(t.Rows), len(t.Columns)
	s := Shown{Table: t, ColTotals: g.mark[rows][:cols], Total: g.mark[rows][cols]}
	for _, row := range g.mark[:rows] {
		s.Cells, s.RowTotals = append(s.Cells, row[:cols]), append(s.RowTotals, row[cols])
	}
	return s
}
