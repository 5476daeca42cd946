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
)

// Cuts lists every cut in the order pages offer them.
func Cuts() []Cut {
	return []Cut{ByCategory, ByCause, ByChannel, ByFrom, BySeverity, ByService, ByMonth}
}

// Of is the value of a complaint under a cut; "" when it has none. A month is
// like "2026-03".
func (c Cut) Of(f *Fact) string {
	switch c {
	case ByCategory:
		return f.Category.String()
	case ByCause:
		return f.Cause.String()
	case ByChannel:
		return f.Channel.String()
	case ByFrom:
		return f.From.String()
	case BySeverity:
		return f.Severity.String()
	case ByService:
		return f.Service.String()
	case ByMonth:
		return monthOf(f.Received)
	}
	return ""
}

// Known reports whether there is such a cut.
func (c Cut) Known() bool { return slices.Contains(Cuts(), c) }

func monthOf(d Day) string { return d.Date().String()[:7] }

// Row is one value of a cut with the count of each set that was asked.
type Row struct {
	Value  string
	Counts []int
}

// Cut counts sets for each value, the most of the first set on top; what has no
// value comes last, months in their order. fold makes one value of many, such as
// every service that is on no list; nil leaves them.
func (v *View) Cut(c Cut, fold func(string) string, asked ...Set) []Row {
	months := map[Day]string{}
	value := func(f *Fact) string {
		if c == ByMonth { // making words of a date is slow, and there are few dates
			if _, ok := months[f.Received]; !ok {
				months[f.Received] = monthOf(f.Received)
			}
			return months[f.Received]
		}
		if s := c.Of(f); fold == nil || s == "" {
			return s
		} else {
			return fold(s)
		}
	}
	at := map[string]int{}
	var rows []Row
	for k, s := range asked {
		v.each(s, func(f *Fact) {
			name := value(f)
			i, ok := at[name]
			if !ok {
				i = len(rows)
				at[name] = i
				rows = append(rows, Row{name, make([]int, len(asked))})
			}
			rows[i].Counts[k]++
		})
	}
	slices.SortFunc(rows, func(a, b Row) int {
		switch {
		case (a.Value == "") != (b.Value == ""):
			return cmp.Compare(b.Value, a.Value)
		case c != ByMonth && a.Counts[0] != b.Counts[0]:
			return cmp.Compare(b.Counts[0], a.Counts[0])
		}
		return cmp.Compare(a.Value, b.Value)
	})
	return rows
}

// Cross counts a set by two cuts at once.
func (v *View) Cross(s Set, a, b Cut, foldA, foldB func(string) string) map[[2]string]int {
	cells := map[[2]string]int{}
	v.each(s, func(f *Fact) {
		x, y := a.Of(f), b.Of(f)
		if foldA != nil && x != "" {
			x = foldA(x)
		}
		if foldB != nil && y != "" {
			y = foldB(y)
		}
		cells[[2]string{x, y}]++
	})
	return cells
}
