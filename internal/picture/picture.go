// Package picture draws figures as SVG that a server sends as it is: no script,
// no inline style, colours by class and never by colour alone, text that does not
// scale. Every picture carries the table that says the same (DESIGN 9). It is pure.
package picture

import (
	"fmt"
	"html"
	"strings"
)

// Picture is a drawing with its words and its table.
type Picture struct {
	Title  string // the finding, as a sentence
	Desc   string // what there is to see, for who does not see it
	Keys   []Key
	Table  Table
	Wide   bool // it scrolls sideways on a phone rather than shrink
	Height int  // in pixels; zero when there is nothing to draw
	shapes strings.Builder
}

// Key explains one mark.
type Key struct {
	Mark  Mark
	Class string
	Sign  string // one letter or number in it
	Label string
}

// Table is the twin of a drawing. The first cell of a row heads it.
type Table struct {
	Head []string
	Rows [][]Cell
}

// Cell is a text or a number, with the list behind it; Level shades it from 0 to 4.
type Cell struct {
	Text, URL string
	Number    bool
	Level     int
}

// Text makes a cell of words.
func Text(s string) Cell { return Cell{Text: s} }

// Number makes a cell of a number and the address of what it counts.
func Number(n int, url string) Cell {
	if n == 0 {
		url = ""
	}
	return Cell{Text: fmt.Sprint(n), URL: url, Number: true}
}

// SVG is the drawing. The id keeps its title apart from those of other pictures
// on the page. Everything in it that came from outside is escaped.
func (p *Picture) SVG(id string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="chart" height="%d" role="img" aria-labelledby="%s-t" aria-describedby="%s-d"><title id="%s-t">%s</title><desc id="%s-d">%s</desc>`,
		p.Height, id, id, id, escape(p.Title), id, escape(p.Desc))
	b.WriteString(p.shapes.String())
	b.WriteString(`</svg>`)
	return b.String()
}

// SVG is the little drawing of a key.
func (k Key) SVG() string {
	p := Picture{}
	p.mark(k.Mark, k.Class, 0, 7, 6)
	if k.Sign != "" {
		p.text("sign on", "middle", 0, 10.5, k.Sign)
	}
	s := strings.ReplaceAll(p.shapes.String(), `x="0%"`, `x="7"`)
	return `<svg width="14" height="14" class="chart-key" aria-hidden="true">` + s + `</svg>`
}

func escape(s string) string { return html.EscapeString(strings.ToValidUTF8(s, "\uFFFD")) }

// number writes without noise: 12.5, not 12.50.
func number(f float64) string {
	s := strings.TrimRight(fmt.Sprintf("%.2f", f), "0")
	if s = strings.TrimSuffix(s, "."); s == "-0" || s == "" {
		return "0"
	}
	return s
}

func (p *Picture) add(format string, args ...any) { fmt.Fprintf(&p.shapes, format, args...) }

// rect draws a block; x and w are in hundredths of the width, y and h in pixels.
func (p *Picture) rect(class string, x, y, w, h float64) {
	p.add(`<rect class="%s" x="%s%%" y="%s" width="%s%%" height="%s"/>`, class, number(x), number(y), number(max(w, 0)), number(max(h, 0)))
}

func (p *Picture) line(class string, x1, y1, x2, y2 float64) {
	p.add(`<line class="%s" x1="%s%%" y1="%s" x2="%s%%" y2="%s"/>`, class, number(x1), number(y1), number(x2), number(y2))
}

// text stands with its start, middle or end at x.
func (p *Picture) text(class, anchor string, x, y float64, s string) {
	p.add(`<text class="%s" text-anchor="%s" x="%s%%" y="%s">%s</text>`, class, anchor, number(x), number(y), escape(s))
}

// Mark is a shape that is told apart without colour.
type Mark uint8

// Marks.
const (
	Dot Mark = iota
	Ring
	Diamond
	Cross
	Block
	Bar // a thin upright line
)

var paths = map[Mark]string{
	Diamond: "M0 -%[1]s L%[1]s 0 L0 %[1]s L-%[1]s 0 Z",
	Cross:   "M-%[1]s -%[1]s L%[1]s %[1]s M-%[1]s %[1]s L%[1]s -%[1]s",
	Block:   "M-%[1]s -%[1]s H%[1]s V%[1]s H-%[1]s Z",
	Bar:     "M0 -%[1]s V%[1]s",
}

// mark draws a shape of radius r around a point.
func (p *Picture) mark(m Mark, class string, x, y, r float64) {
	p.add(`<svg x="%s%%" y="%s" overflow="visible">`, number(x), number(y))
	switch m {
	case Dot:
		p.add(`<circle class="%s" r="%s"/>`, class, number(r))
	case Ring:
		p.add(`<circle class="ring %s" r="%s"/>`, class, number(r-1))
	case Cross, Bar:
		p.add(`<path class="stroke %s" d="%s"/>`, class, fmt.Sprintf(paths[m], number(r)))
	default:
		p.add(`<path class="%s" d="%s"/>`, class, fmt.Sprintf(paths[m], number(r)))
	}
	p.add(`</svg>`)
}

// round steps for an axis: 1, 2, 5, 10, 20 …, at most five of them.
func step(most int) int {
	for unit := 1; ; unit *= 10 {
		for _, n := range []int{1, 2, 5} {
			if most <= 5*n*unit {
				return n * unit
			}
		}
	}
}
