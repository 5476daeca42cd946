package picture

import "fmt"

// Column is one upright bar of two parts that lie on each other.
type Column struct {
	Label       string
	Below       int // filled
	Above       int // outlined
	URL         string
	URLAbove    string
	Description string // of the row in the table; Label when empty
}

// Columns draws counts side by side, such as the months of a year.
func Columns(title, desc string, keys []Key, head []string, all []Column) *Picture {
	p := &Picture{Title: title, Desc: desc, Keys: keys, Height: 200, Table: Table{Head: head}}
	const ground, room = 174.5, 150.0
	most := 1
	for _, c := range all {
		most = max(most, c.Below+c.Above)
	}
	p.line("axis", 0, ground, 100, ground)
	slot := 100 / float64(max(len(all), 1))
	unit := min(room/float64(most), 25)
	for i, c := range all {
		x, low, high := slot*float64(i)+slot/5, unit*float64(c.Below), unit*float64(c.Above)
		p.rect("a", x, ground-low, slot*0.6, low)
		if c.Above > 0 {
			p.rect("b", x, ground-low-high, slot*0.6, high)
		}
		if n := c.Below + c.Above; n > 0 {
			p.text("strong", "middle", x+slot*0.3, ground-low-high-6, fmt.Sprint(n))
		}
		if len(all) <= 13 || i%2 == len(all)%2 { // a phone has no room for more
			p.text("", "middle", x+slot*0.3, ground+18, c.Label)
		}
		p.columnRow(c)
	}
	return p
}

func (p *Picture) columnRow(c Column) {
	name := c.Description
	if name == "" {
		name = c.Label
	}
	row := []Cell{Text(name), Number(c.Below, c.URL)}
	if len(p.Table.Head) > 2 {
		row = append(row, Number(c.Above, c.URLAbove))
	}
	p.Table.Rows = append(p.Table.Rows, row)
}

// Split is counts per month before and after something was done.
type Split struct {
	Title, Desc   string
	Head          []string
	Before, After string // "vóór", "na"
	Months        []Column
	At            int // the first month after it
}

// Draw shows the months with the mean on both sides of the day.
func (s Split) Draw() *Picture {
	p := Columns(s.Title, s.Desc, nil, s.Head, s.Months)
	if s.At <= 0 || s.At >= len(s.Months) {
		return p
	}
	most := 1
	for _, c := range s.Months {
		most = max(most, c.Below+c.Above)
	}
	const ground = 174.5
	unit := min(150.0/float64(most), 25)
	slot := 100 / float64(len(s.Months))
	x := slot * float64(s.At)
	p.line("limit", x, 0, x, ground)
	p.text("strong", "end", x-1, 10, s.Before)
	p.text("strong", "start", x+1, 10, s.After)
	for _, side := range []struct {
		from, to int
	}{{0, s.At}, {s.At, len(s.Months)}} {
		mean := Mean(s.Months[side.from:side.to])
		y := ground - unit*mean
		p.line("prev", slot*float64(side.from), y, slot*float64(side.to), y)
	}
	return p
}

// Mean is the mean of what stands in these columns.
func Mean(all []Column) float64 {
	sum := 0
	for _, c := range all {
		sum += c.Below + c.Above
	}
	return float64(sum) / float64(max(len(all), 1))
}
