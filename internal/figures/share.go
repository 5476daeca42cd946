package figures

import (
	"fmt"
	"slices"
)

// Spread is what came in in a period, told apart in one way so that every complaint
// counts once. All spreads of a period have the same sum and nothing else in common:
// what one of them hides, another does not give away (4.3).
type Spread struct {
	Name    Set      // what is told apart into its parts; Received for a cut
	Cut     Cut      `json:",omitzero"`
	Columns []string // sets or values of the cut; Rest is what is in none of them
	Labels  []string `json:",omitzero"` // of the values as they were called then
	Counts  []int
}

// Rest is the column of all that has no column of its own.
const Rest = "*rest"

// parts are the ways to tell apart that are no cut: a complaint counts in the first
// column of which it is in a set. What came in is the sum of each of them, so that no
// second whole can be taken from the first: 44 received and 40 due would tell that 4
// are not.
var parts = []struct {
	of   Set
	cols [][]Set
}{
	{AnswerDue, [][]Set{{InTerm}, {InExtended}, {Late}}},
	{Judged, [][]Set{{Upheld}, {PartlyUpheld}, {NotUpheld}}},
	{Appealed, [][]Set{{AppealRevised}, {AppealEnded}, {Appealed, AppealSilence}}},
}

// Spreads tells apart what came in: how it was answered, what was found, whether it
// went to appeal, and by each of the cuts.
func (v *View) Spreads(fold func(Cut) func(string) string, cuts ...Cut) (all []Spread) {
	for _, p := range parts {
		all = append(all, v.parted(p.of, p.cols))
	}
	for _, c := range cuts {
		s := Spread{Name: Received, Cut: c}
		for _, row := range v.Cut(c, fold(c), Received) {
			s.Columns, s.Counts = append(s.Columns, row.Value), append(s.Counts, row.Counts[0])
		}
		all = append(all, s)
	}
	return all
}

func (v *View) parted(of Set, cols [][]Set) Spread {
	s := Spread{Name: of, Counts: make([]int, len(cols)+1)}
	marks := make([]uint64, len(cols))
	for i, sets := range cols {
		s.Columns = append(s.Columns, string(sets[0]))
		for _, set := range sets {
			marks[i] |= bit(set)
		}
	}
	s.Columns = append(s.Columns, Rest)
	received := bit(Received)
	for _, in := range v.in {
		if in&received == 0 {
			continue
		}
		at := slices.IndexFunc(marks, func(m uint64) bool { return in&m != 0 })
		if at < 0 {
			at = len(cols)
		}
		s.Counts[at]++
	}
	return s
}

// Total is how many came in.
func (s Spread) Total() (n int) {
	for _, c := range s.Counts {
		n += c
	}
	return n
}

// Told is a spread as it may leave the circle: numbers as text, "<5" and [Unsaid].
type Told struct {
	Spread
	Withheld bool // so few in all that no part of it can be told
	Sum      string
	Cells    []string
}

// Unsaid stands where a number would give a small one away.
const Unsaid = "–"

// Tell hides what is small: values of a cut go together under [Rest] first, and only
// what is small then is hidden (4.3). The counts themselves do not go along.
func (s Spread) Tell() Told {
	if s.Cut != "" && s.Cut != ByMonth {
		s = s.merged()
	}
	shown := Small(Table{Rows: []string{string(s.Name)}, Columns: s.Columns, Counts: [][]int{s.Counts}})
	t := Told{Spread: s, Sum: shown.Total.Say(s.Total()), Withheld: shown.Withheld || shown.Total != Plain}
	if !t.Withheld {
		for i, m := range shown.Cells[0] {
			t.Cells = append(t.Cells, m.Say(s.Counts[i]))
		}
	}
	t.Counts = nil
	return t
}

// merged puts the small values together, and with them the next when they are small
// together too.
func (s Spread) merged() Spread {
	m := Spread{Name: s.Name, Cut: s.Cut}
	order := make([]int, len(s.Counts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return s.Counts[a] - s.Counts[b] })
	sum, gone := 0, map[int]bool{}
	for _, i := range order {
		if s.Counts[i] >= LeastShown && (sum == 0 || sum >= LeastShown) {
			break
		}
		sum, gone[i] = sum+s.Counts[i], true
	}
	for i, n := range s.Counts {
		if gone[i] {
			continue
		}
		m.Columns, m.Counts = append(m.Columns, s.Columns[i]), append(m.Counts, n)
		if s.Labels != nil {
			m.Labels = append(m.Labels, s.Labels[i])
		}
	}
	if sum > 0 {
		m.Columns, m.Counts = append(m.Columns, Rest), append(m.Counts, sum)
		if s.Labels != nil {
			m.Labels = append(m.Labels, "")
		}
	}
	return m
}

// Say writes a number as far as it may be known.
func (m Mark) Say(n int) string {
	switch m {
	case Few:
		return fmt.Sprintf("<%d", LeastShown)
	case Hidden:
		return Unsaid
	}
	return fmt.Sprint(n)
}
