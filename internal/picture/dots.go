package picture

import "fmt"

// One is a dot of its own: a complaint on a day.
type One struct {
	Day  int    // from the first day of the picture
	Sign string // one or two letters that say the same as the colour
	Open bool   // hollow
}

// Calendar is complaints as dots over a period.
type Calendar struct {
	Title, Desc string
	Keys        []Key
	Table       Table
	Days        int
	Ticks       []Tick
	Ones        []One
	Slots       int // columns of dots; 24 is half a month each in a year
}

// MostDots is how many dots a calendar draws; with more the columns are blocks
// with their count.
const MostDots = 300

// Draw stacks the dots of each slot from the axis up.
func (c Calendar) Draw() *Picture {
	p := &Picture{Title: c.Title, Desc: c.Desc, Keys: c.Keys, Table: c.Table}
	stacks := make([][]One, max(c.Slots, 1))
	highest := 0
	for _, o := range c.Ones {
		i := min(max(o.Day, 0)*len(stacks)/max(c.Days, 1), len(stacks)-1)
		stacks[i] = append(stacks[i], o)
		highest = max(highest, len(stacks[i]))
	}
	many := len(c.Ones) > MostDots || highest > 30
	room := 17 * float64(highest)
	if many {
		room = 150
	}
	p.Height = int(room) + 44
	ground := float64(p.Height) - 22
	Year{Days: c.Days, Ticks: c.Ticks}.axis(p, ground)
	slot := 100 / float64(len(stacks))
	for i, stack := range stacks {
		x := slot * (float64(i) + 0.5)
		if many && len(stack) > 0 {
			h := room * float64(len(stack)) / float64(highest)
			p.rect("a", x-slot*0.35, ground-h, slot*0.7, h)
			continue
		}
		for k, o := range stack {
			p.one(o, x, ground-9-17*float64(k))
		}
	}
	return p
}

func (p *Picture) one(o One, x, y float64) {
	class := "sign on"
	if o.Open {
		p.mark(Ring, "", x, y, 8)
		class = "sign"
	} else {
		p.mark(Dot, "a", x, y, 8)
	}
	p.text(class, "middle", x, y+3.5, o.Sign)
}

// Spread is how long something took: a dot for each, or a block when there are
// too many, on the day it took.
type Spread struct {
	Title, Desc string
	Keys        []Key
	Head        []string
	Limit       int // the last day that was promised; negative: none
	LimitWords  string
	Axis        string
	Took        []Took
}

// Took is one duration, in days, and how it counts.
type Took struct {
	Days int
	How  int // 0 in time, 1 by a new date, 2 too late
}

var spreadMark = []struct {
	mark  Mark
	class string
}{{Dot, "a"}, {Ring, "ext-line"}, {Block, "late"}}

// Draw stacks them from the axis up.
func (s Spread) Draw() *Picture {
	p := &Picture{Title: s.Title, Desc: s.Desc, Keys: s.Keys, Table: Table{Head: s.Head}}
	counts, last, highest := map[int][3]int{}, max(s.Limit, 1), 1
	for _, t := range s.Took {
		c := counts[t.Days]
		c[t.How]++
		counts[t.Days] = c
		last, highest = max(last, t.Days), max(highest, c[0]+c[1]+c[2])
	}
	unit, shown := 17.0, min(last, 60)
	many := highest > 12
	if many {
		unit = 180 / float64(highest)
	}
	ground := unit*float64(highest) + 22 // the words of the limit stand above the highest
	p.Height = int(ground) + 44
	at := func(day int) float64 { return 100 * (float64(min(day, shown)) + 0.5) / float64(shown+1) }
	p.line("axis", 0, ground, 100, ground)
	if s.Limit >= 0 {
		x := (at(s.Limit) + at(s.Limit+1)) / 2
		p.line("limit", x, 0, x, ground)
		p.text("strong", "start", x+1, 12, s.LimitWords)
	}
	late := [3]int{}
	for day := range last + 1 {
		c := counts[day]
		if c == ([3]int{}) {
			continue
		}
		p.Table.Rows = append(p.Table.Rows, []Cell{Text(fmt.Sprint(day)), Number(c[0], ""), Number(c[1], ""), Number(c[2], "")})
		if day >= shown {
			late[0], late[1], late[2] = late[0]+c[0], late[1]+c[1], late[2]+c[2]
			c = late
		}
		if day < shown || day == last {
			p.stack(c, at(day), ground, unit, many, 100/float64(shown+1))
		}
	}
	for day := 0; day <= shown; day += max(step(shown), 1) {
		p.text("", "middle", at(day), ground+18, fmt.Sprint(day))
	}
	p.text("", "start", 0, ground+38, s.Axis)
	return p
}

func (p *Picture) stack(c [3]int, x, ground, unit float64, many bool, slot float64) {
	k := 0
	for how, n := range c {
		m := spreadMark[how]
		if many {
			class := []string{"a", "b", "late"}[how]
			p.rect(class, x-slot*0.35, ground-unit*float64(k+n), slot*0.7, unit*float64(n))
			k += n
			continue
		}
		for range n {
			r := 7.0
			if m.mark == Block {
				r = 6
			}
			p.mark(m.mark, m.class, x, ground-12-unit*float64(k), r)
			k++
		}
	}
}
