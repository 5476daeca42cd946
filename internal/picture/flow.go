package picture

import (
	"cmp"
	"fmt"
	"slices"
)

// Flow is how complaints went from one column of names to the next.
type Flow struct {
	Title, Desc string
	Head        []string // of the columns, and of the count
	Paths       []Path
}

// Path is one way through all columns and how many took it.
type Path struct {
	Names []string
	N     int
	URL   string
}

type node struct {
	column  int
	name    string
	n       int
	top     float64
	in, out float64 // how far its ribbons have come
}

// Draw gives every name a block as high as its count, with ribbons between
// columns that stand beside each other.
func (f Flow) Draw() *Picture {
	p := &Picture{Title: f.Title, Desc: f.Desc, Wide: true, Table: Table{Head: f.Head}}
	columns := len(f.Head) - 1
	nodes, total := f.nodes(columns)
	if total == 0 {
		return p
	}
	const room, gap = 260.0, 22.0
	unit := room / float64(total)
	deepest := 0.0
	for _, column := range nodes {
		top := 24.0
		for _, n := range column {
			n.top = top
			top += max(unit*float64(n.n), 3) + gap
		}
		deepest = max(deepest, top)
	}
	p.Height = int(deepest)
	// what is left of the last column is for its names, on paper too
	x := func(c int) float64 { return 82 * float64(c) / float64(max(columns-1, 1)) }
	f.ribbons(p, nodes, unit, x)
	for c, column := range nodes {
		p.text("strong", "start", x(c), 12, f.Head[c])
		for _, n := range column {
			h := max(unit*float64(n.n), 3)
			p.rect("a", x(c), n.top, 1.2, h)
			p.text("flow-name", "start", x(c)+2, n.top+min(h/2, 10)+4, fmt.Sprintf("%s %d", n.name, n.n))
		}
	}
	for _, w := range f.Paths {
		row := []Cell{}
		for _, name := range w.Names {
			row = append(row, Text(name))
		}
		p.Table.Rows = append(p.Table.Rows, append(row, Number(w.N, w.URL)))
	}
	return p
}

func (f Flow) nodes(columns int) (all [][]*node, total int) {
	all = make([][]*node, columns)
	for _, w := range f.Paths {
		total += w.N
		for c, name := range w.Names {
			find(&all[c], c, name).n += w.N
		}
	}
	for _, column := range all {
		slices.SortFunc(column, func(a, b *node) int {
			if c := cmp.Compare(b.n, a.n); c != 0 {
				return c
			}
			return cmp.Compare(a.name, b.name)
		})
	}
	return all, total
}

func find(column *[]*node, c int, name string) *node {
	for _, n := range *column {
		if n.name == name {
			return n
		}
	}
	n := &node{column: c, name: name}
	*column = append(*column, n)
	return n
}

// ribbons are drawn in a box of their own that stretches with the page, so that
// the words outside it do not.
func (f Flow) ribbons(p *Picture, nodes [][]*node, unit float64, x func(int) float64) {
	for c := range len(nodes) - 1 {
		p.add(`<svg x="%s%%" y="0" width="%s%%" height="%d" viewBox="0 0 100 %d" preserveAspectRatio="none">`,
			number(x(c)+1.2), number(x(c+1)-x(c)-1.2), p.Height, p.Height)
		for _, from := range nodes[c] {
			for _, to := range nodes[c+1] {
				n := 0
				for _, w := range f.Paths {
					if w.Names[c] == from.name && w.Names[c+1] == to.name {
						n += w.N
					}
				}
				if n == 0 {
					continue
				}
				h := unit * float64(n)
				a, b := from.top+from.out, to.top+to.in
				from.out, to.in = from.out+h, to.in+h
				p.add(`<path class="ribbon" d="M0 %s C50 %s 50 %s 100 %s V%s C50 %s 50 %s 0 %s Z"/>`,
					number(a), number(a), number(b), number(b), number(b+h), number(b+h), number(a+h), number(a+h))
			}
		}
		p.add(`</svg>`)
	}
}
