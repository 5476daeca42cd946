package figures

// Shared is a table as it may go to others, by its name.
type Shared struct {
	Name Set // what is told apart: a set, or received for a cut
	Cut  Cut // "" for the parts of a set
	Shown
}

// parts are sets that together make another one. Only what shares no number with
// another table but its sum may go out: else one could be worked out from two.
var parts = []struct {
	of  Set
	all []Set
}{
	{AnswerDue, []Set{InTerm, InExtended, Late}},
	{Judged, []Set{Upheld, PartlyUpheld, NotUpheld}},
}

// Outward gives the tables that may leave the circle, each with its small numbers
// hidden (4.3): the answers and the findings in their parts, and what was received
// by each of the cuts. A table whose sum would have to be hidden is withheld,
// because the same sum stands in others.
func (v *View) Outward(fold func(Cut) func(string) string, cuts ...Cut) (all []Shared) {
	add := func(s Shared) {
		if s.Total == Hidden {
			s.Withheld = true
		}
		all = append(all, s)
	}
	for _, p := range parts {
		t := Table{Rows: []string{string(p.of)}, Counts: [][]int{nil}}
		for _, s := range p.all {
			t.Columns, t.Counts[0] = append(t.Columns, string(s)), append(t.Counts[0], v.Count(s))
		}
		add(Shared{Name: p.of, Shown: Small(t)})
	}
	for _, c := range cuts {
		t := Table{Rows: []string{string(Received)}, Counts: [][]int{nil}}
		for _, row := range v.Cut(c, fold(c), Received) {
			t.Columns, t.Counts[0] = append(t.Columns, row.Value), append(t.Counts[0], row.Counts[0])
		}
		add(Shared{Name: Received, Cut: c, Shown: Small(t)})
	}
	return all
}
