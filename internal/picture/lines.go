package picture

import (
	"fmt"
	"slices"
)

// Life is one complaint on the line of the year. Days count from the first day of
// the picture; a negative day is none.
type Life struct {
	Name, URL                  string
	Start, Due, Original       int // Original: the end of the week behind it; Due when it was moved
	Acknowledged, Decided, End int
	Open                       bool // still open: the line runs to End and stays hollow
	Late                       bool
	Cells                      []Cell // of its row in the table, after the name
}

// Year is what the lines of a period need.
type Year struct {
	Title, Desc string
	Keys        []Key
	Head        []string
	Days        int // in the picture
	Ticks       []Tick
	Lives       []Life
}

// Tick is a word on the axis of days.
type Tick struct {
	Day   int
	Label string
}

// MostLines is how many complaints get a line of their own; with more the lines
// are drawn per week of receipt.
const MostLines = 200

// Draw gives every complaint a line from receipt to answer, behind its start the
// days that were promised. With more than MostLines a line stands for a week.
func (y Year) Draw() *Picture {
	p := &Picture{Title: y.Title, Desc: y.Desc, Keys: y.Keys, Table: Table{Head: y.Head}}
	if len(y.Lives) > MostLines {
		y.weeks(p)
		return p
	}
	high := 18.0
	if len(y.Lives) > 60 {
		high = 10
	}
	p.Height = int(high)*len(y.Lives) + 30
	y.axis(p, float64(p.Height)-22)
	for i, l := range y.Lives {
		y.life(p, l, high*float64(i)+high/2+2, high)
		p.Table.Rows = append(p.Table.Rows, append([]Cell{{Text: l.Name, URL: l.URL}}, l.Cells...))
	}
	return p
}

func (y Year) at(day int) float64 {
	return 100 * float64(min(max(day, 0), y.Days)) / float64(max(y.Days, 1))
}

func (y Year) axis(p *Picture, ground float64) {
	p.line("axis", 0, ground, 100, ground)
	for i, t := range y.Ticks {
		p.line("axis", y.at(t.Day), 0, y.at(t.Day), ground+4)
		next := y.Days
		if i+1 < len(y.Ticks) {
			next = y.Ticks[i+1].Day
		}
		p.text("", "middle", (y.at(t.Day)+y.at(next))/2, ground+18, t.Label)
	}
}

func (y Year) life(p *Picture, l Life, mid, high float64) {
	r := min(high/3, 5)
	p.rect("week", y.at(l.Start), mid-high/2+1, y.at(l.Original)-y.at(l.Start), high-2)
	if l.Due > l.Original {
		p.rect("moved", y.at(l.Original), mid-high/2+1, y.at(l.Due)-y.at(l.Original), high-2)
	}
	p.line("life", y.at(l.Start), mid, y.at(l.End), mid)
	if l.Late {
		p.line("life-late", y.at(min(l.Due, l.End)), mid, y.at(l.End), mid)
	}
	if l.Acknowledged >= 0 {
		p.mark(Dot, "a", y.at(l.Acknowledged), mid, r-1)
	}
	if l.Decided >= 0 && (l.Decided != l.End || !l.Late) { // a cross would cover it
		p.mark(Diamond, "a", y.at(l.Decided), mid, r)
	}
	switch {
	case l.Open:
		p.mark(Ring, "", y.at(l.End), mid, r)
	case l.Late:
		p.mark(Cross, "late-line", y.at(l.End), mid, r-1)
	default:
		p.mark(Bar, "", y.at(l.End), mid, r)
	}
	if high < 18 {
		return
	}
	if end := y.at(max(l.End, l.Original, l.Due)); end < 80 {
		p.add(`<svg x="%s%%" y="%s" overflow="visible"><text x="9" y="4">%s</text></svg>`, number(end), number(mid), escape(l.Name))
	} else {
		p.add(`<svg x="%s%%" y="%s" overflow="visible"><text x="-9" y="4" text-anchor="end">%s</text></svg>`, number(y.at(l.Start)), number(mid), escape(l.Name))
	}
}

// weeks draws a block from receipt to the middle one of a week, and a thin line
// to the last.
func (y Year) weeks(p *Picture) {
	took := map[int][]int{}
	last := 0
	for _, l := range y.Lives {
		took[l.Start/7] = append(took[l.Start/7], l.End-l.Start)
		last = max(last, l.Start/7)
	}
	p.Height = 12*(last+1) + 30
	y.axis(p, float64(p.Height)-22)
	for w := range last + 1 {
		days := took[w]
		if len(days) == 0 {
			continue
		}
		slices.Sort(days)
		mid, half, most := 12*float64(w)+8, days[(len(days)-1)/2], days[len(days)-1]
		p.rect("week", y.at(7*w), mid-5, y.at(7*w+7)-y.at(7*w), 10)
		p.line("life", y.at(7*w), mid, y.at(7*w+most), mid)
		p.rect("a", y.at(7*w), mid-3, max(y.at(7*w+half)-y.at(7*w), 0.3), 6)
		p.Table.Rows = append(p.Table.Rows, []Cell{Text(fmt.Sprint(w + 1)), Number(len(days), ""), Number(half, ""), Number(most, "")})
	}
}
