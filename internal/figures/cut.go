package figures

import (
	"cmp"
	"slices"
)

// Cut names what complaints can be told apart by. It stands in addresses.
type Cut string

// Cuts.
const (
	ByCategory Cut = "category"
	ByCause    Cut = "cause"
	ByChannel  Cut = "channel"
	ByFrom     Cut = "complainant"
	BySeverity Cut = "severity"
	ByService  Cut = "service"
	ByMonth    Cut = "month"
	ByGround   Cut = "ground" // of what is not handled; every other complaint has none
	ByNorm     Cut = "norm"   // that was not kept to; a complaint counts at each of them
)

// Cuts lists every cut that is of all complaints, in the order pages offer them.
func Cuts() []Cut {
	return []Cut{ByCategory, ByCause, ByChannel, ByFrom, BySeverity, ByService, ByMonth}
}

// All are the values of a complaint under a cut: one, but of norms; "" when it has none.
func (c Cut) All(f *Fact) (all []string) {
	c.each(f, func(k key) { all = append(all, k.value()) })
	return all
}

// each goes by every key of a complaint under a cut.
func (c Cut) each(f *Fact, do func(key)) {
	if c != ByNorm || len(f.Norms) == 0 {
		do(c.key(f))
		return
	}
	for _, n := range f.Norms {
		do(key{code: n})
	}
}

// Of is the one value of a complaint under a cut; "" when it has none or can have
// several. A month is like "2026-03".
func (c Cut) Of(f *Fact) string { return c.key(f).value() }

// key is the value of a cut before it is words: cheap to make and to compare.
type key struct {
	code  Code
	month Day // a day in it
}

func (c Cut) key(f *Fact) key {
	switch c {
	case ByCategory:
		return key{code: f.Category}
	case ByCause:
		return key{code: f.Cause}
	case ByChannel:
		return key{code: f.Channel}
	case ByFrom:
		return key{code: f.From}
	case BySeverity:
		return key{code: f.Severity}
	case ByService:
		return key{code: f.Service}
	case ByGround:
		return key{code: f.Ground}
	case ByMonth:
		return key{month: f.Received}
	}
	return key{}
}

func (k key) value() string {
	if k.month != 0 {
		return k.month.Date().String()[:len("2026-03")]
	}
	return k.code.String()
}

// Known reports whether there is such a cut.
func (c Cut) Known() bool { return c == ByGround || c == ByNorm || slices.Contains(Cuts(), c) }

// Row is one value of a cut with the count of each set that was asked.
type Row struct {
	Value  string
	Counts []int
}

// Cut counts sets for each value, the most of the first set on top; what has no
// value comes last, months in their order. fold makes one value of many, such as
// every service that is on no list; nil leaves them.
func (v *View) Cut(c Cut, fold func(string) string, asked ...Set) []Row {
	marks, some := make([]uint64, len(asked)), uint64(0)
	for k, s := range asked {
		marks[k] = bit(s)
		some |= marks[k]
	}
	names := namer{at: map[key]int{}, places: map[string]int{}, fold: fold}
	var counts [][]int
	var in uint64
	add := func(value key) {
		at := names.place(value)
		if at == len(counts) {
			counts = append(counts, make([]int, len(asked)))
		}
		for k, mark := range marks {
			if in&mark != 0 {
				counts[at][k]++
			}
		}
	}
	for i, f := range v.facts {
		if in = v.in[i]; in&some != 0 {
			c.each(f, add)
		}
	}
	rows := make([]Row, len(counts))
	for name, at := range names.places {
		rows[at] = Row{name, counts[at]}
	}
	slices.SortFunc(rows, func(a, b Row) int { return c.order(a, b) })
	return rows
}

// order puts the most on top, months in a row, and what has no value last.
func (c Cut) order(a, b Row) int {
	switch {
	case (a.Value == "") != (b.Value == ""):
		return cmp.Compare(b.Value, a.Value)
	case c != ByMonth && a.Counts[0] != b.Counts[0]:
		return cmp.Compare(b.Counts[0], a.Counts[0])
	}
	return cmp.Compare(a.Value, b.Value)
}

// bit is the mark of a set; of one that does not exist no complaint has it.
func bit(s Set) uint64 {
	if place, ok := sets[s]; ok {
		return 1 << place
	}
	return 0
}

// namer makes words of a key once, however many complaints have it.
type namer struct {
	at     map[key]int
	places map[string]int
	fold   func(string) string
}

func (n namer) place(k key) int {
	if at, ok := n.at[k]; ok {
		return at
	}
	name := k.value()
	if n.fold != nil && name != "" {
		name = n.fold(name)
	}
	at, ok := n.places[name]
	if !ok {
		at = len(n.places)
		n.places[name] = at
	}
	n.at[k] = at
	return at
}

// Cross counts a set by two cuts at once.
func (v *View) Cross(s Set, a, b Cut, foldA, foldB func(string) string) map[[2]string]int {
	keys := map[[2]key]int{}
	v.each(s, func(f *Fact) { keys[[2]key{a.key(f), b.key(f)}]++ })
	cells := map[[2]string]int{}
	for k, n := range keys {
		cells[[2]string{folded(k[0], foldA), folded(k[1], foldB)}] += n
	}
	return cells
}

func folded(k key, fold func(string) string) string {
	if v := k.value(); fold == nil || v == "" {
		return v
	}
	return fold(k.value())
}
