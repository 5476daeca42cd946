package paper

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// Drawing is an SVG as package picture makes it: lengths across in per cent, lengths
// down in pixels, colours by class. Anything else is an error: a picture that leaves
// something out would say something else.
type Drawing struct {
	SVG    string
	Height int    // in pixels
	Alt    string // what there is to see; the table beside it says the rest
}

// pixel is as many millimetres as one is on a screen of which the text is as wide as here.
const pixel = textWide / 640

// paint is a class of the style sheet on paper. A colour is empty for none.
type paint struct {
	fill, stroke string
	thick        float64 // of the line, in pixels
	dashed       bool
}

// paints are the classes of charts, as their light theme has them. "accent" and what
// begins with it follow the organisation.
var paints = map[string]paint{
	"a": {fill: "accent"}, "b": {fill: "accent-line", stroke: "accent", thick: 1}, "mute": {fill: "line"}, "axis": {stroke: "line", thick: 1},
	"limit": {stroke: "ink-2", thick: 1.5, dashed: true}, "limit-thin": {stroke: "ink-2", thick: 1.5}, "mean": {stroke: "accent", thick: 1.5}, "late": {fill: "late"}, "ext": {fill: "white", stroke: "soon", thick: 2},
	"prev": {stroke: "ink", thick: 2}, "ring": {fill: "white", stroke: "accent", thick: 2}, "ring ext-line": {fill: "white", stroke: "soon", thick: 2}, "stroke": {stroke: "ink", thick: 2}, "stroke late-line": {stroke: "late", thick: 2.5},
	"week": {fill: "accent-soft", stroke: "accent-line", thick: 1}, "life": {stroke: "ink-2", thick: 1.5}, "life-late": {stroke: "late", thick: 3}, "moved": {stroke: "soon", thick: 1, dashed: true}, "done": {fill: "done"}, "ribbon": {fill: "accent-pale"},
}

// inks are the colours that every organisation has.
var inks = map[string][3]int{"ink": ink, "ink-2": ink2, "line": {217, 214, 208}, "late": {196, 66, 53}, "soon": {126, 82, 16}, "done": {33, 103, 57}, "white": {255, 255, 255}}

// lettering is how text stands in a picture.
var lettering = map[string]style{"": {face: sans, size: 8.2, ink: ink2}, "strong": {face: sansBold, size: 8.2, ink: ink}, "flow-name": {face: sans, size: 8.2, ink: ink},
	"sign": {face: sansBold, size: 6.5, ink: ink}, "sign on": {face: sansBold, size: 6.5, ink: [3]int{255, 255, 255}}}

var errDrawing = errors.New("a picture holds what cannot be set on paper")

// box is where a piece of a drawing stands: its corner, and what a per cent and a
// pixel are, in millimetres.
type box struct{ x, y, wide, unit float64 }

// brush draws one picture.
type brush struct {
	*sheet

	accent [3]int
	boxes  []box
}

// drawing sets a picture over the whole width.
func (s *sheet) drawing(e *element, d Drawing, accent [3]int) error {
	high := float64(d.Height) * pixel
	e.alt = cleanLine(d.Alt)
	e.box = [4]float64{marginSide, pageHigh - s.y - high, marginSide + textWide, pageHigh - s.y}
	s.begin(e)
	b := brush{sheet: s, accent: accent}
	err := b.draw(d.SVG)
	s.end()
	s.y += high
	return err
}

func (b *brush) draw(svg string) error {
	in := xml.NewDecoder(strings.NewReader(svg))
	var text *xml.StartElement
	var said strings.Builder
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read a picture: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "text" {
				kept := t.Copy()
				text = &kept
				said.Reset()
				continue
			}
			err = b.shape(t, in)
		case xml.CharData:
			said.Write(t)
		case xml.EndElement:
			switch t.Name.Local {
			case "svg":
				b.boxes = b.boxes[:len(b.boxes)-1]
			case "text":
				err = b.text(*text, said.String())
			}
		}
		if err != nil {
			return err
		}
	}
}

func (b *brush) shape(t xml.StartElement, in *xml.Decoder) error {
	a := attributes{t.Attr, b.now(), nil}
	p, known := paints[a.class()]
	if !known && t.Name.Local != "svg" && t.Name.Local != "title" && t.Name.Local != "desc" {
		return fmt.Errorf("%w: class %q", errDrawing, a.get("class"))
	}
	switch t.Name.Local {
	case "title", "desc": // stand beside it, and are read aloud
		return in.Skip() //nolint:wrapcheck // told by the caller
	case "svg":
		b.boxes = append(b.boxes, b.inside(&a))
	case "rect":
		x, y, w, h := a.across("x"), a.down("y"), a.across("width")-a.at.x, a.down("height")-a.at.y
		b.paint(p, func(how string) { b.pdf.Rect(x, y, w, h, how) })
	case "line":
		x1, y1, x2, y2 := a.across("x1"), a.down("y1"), a.across("x2"), a.down("y2")
		b.paint(p, func(string) { b.pdf.Line(x1, y1, x2, y2) })
	case "circle":
		r := a.number("r") * a.at.unit
		b.paint(p, func(how string) { b.pdf.Circle(a.at.x, a.at.y, r, how) })
	case "path":
		if err := b.path(p, a); err != nil {
			return err
		}
	default:
		return fmt.Errorf("%w: <%s>", errDrawing, t.Name.Local)
	}
	return a.err
}

func (b *brush) now() box {
	if len(b.boxes) == 0 {
		return box{marginSide, b.y, textWide, pixel}
	}
	return b.boxes[len(b.boxes)-1]
}

// inside is the box of a nested drawing: at a point, or stretched over a part.
func (b *brush) inside(a *attributes) box {
	if len(b.boxes) == 0 {
		return a.at
	}
	in := box{a.across("x"), a.down("y"), a.at.wide, a.at.unit}
	if a.get("viewBox") != "" { // always 100 wide
		in.wide = a.across("width") - a.at.x
	}
	return in
}

func (b *brush) colour(name string) [3]int {
	mix := func(part float64) (c [3]int) {
		for i, v := range b.accent {
			c[i] = int(float64(v)*part + 255*(1-part))
		}
		return c
	}
	switch name {
	case "accent":
		return b.accent
	case "accent-line":
		return mix(0.4)
	case "accent-pale":
		return mix(0.18)
	case "accent-soft":
		return mix(0.1)
	}
	return inks[name]
}

func (b *brush) paint(p paint, draw func(how string)) {
	how := ""
	if p.fill != "" {
		c := b.colour(p.fill)
		b.pdf.SetFillColor(c[0], c[1], c[2])
		how = "F"
	}
	if p.stroke != "" {
		c := b.colour(p.stroke)
		b.pdf.SetDrawColor(c[0], c[1], c[2])
		b.pdf.SetLineWidth(p.thick * pixel)
		how += "D"
	}
	if p.dashed {
		b.pdf.SetDashPattern([]float64{3 * pixel, 4 * pixel}, 0)
		defer b.pdf.SetDashPattern(nil, 0)
	}
	draw(how)
}

func (b *brush) text(t xml.StartElement, said string) error {
	a := attributes{t.Attr, b.now(), nil}
	look, known := lettering[a.class()]
	if !known {
		return fmt.Errorf("%w: text of class %q", errDrawing, a.get("class"))
	}
	words, _ := look.face.drawable(cleanLine(said))
	x, y := a.across("x"), a.down("y")
	switch wide := look.face.width(words, look.size); a.get("text-anchor") {
	case "middle":
		x -= wide / 2
	case "end":
		x -= wide
	}
	b.pdf.SetTextColor(look.ink[0], look.ink[1], look.ink[2])
	b.pdf.SetFont(look.face.family, look.face.style, look.size)
	b.pdf.Text(x, y, words)
	return a.err
}

var steps = regexp.MustCompile(`[A-Za-z]|-?[0-9.]+`)

// path follows M, L, H, V, C and Z, with places that count from the box.
func (b *brush) path(p paint, a attributes) error {
	words := steps.FindAllString(a.get("d"), -1)
	per := a.at.wide / 100
	if p.fill != "accent-pale" { // a mark keeps its shape; a ribbon stretches
		per = a.at.unit
	}
	var x, y float64
	take := func() (n float64) {
		if len(words) == 0 {
			a.err = errDrawing
			return 0
		}
		n, err := strconv.ParseFloat(words[0], 64)
		if words = words[1:]; err != nil {
			a.err = errDrawing
		}
		return n
	}
	across := func() float64 { return a.at.x + take()*per }
	down := func() float64 { return a.at.y + take()*a.at.unit }
	b.paint(p, func(how string) {
		for len(words) > 0 && a.err == nil {
			do := words[0]
			switch words = words[1:]; do {
			case "M":
				x, y = across(), down()
				b.pdf.MoveTo(x, y)
				continue
			case "Z":
				b.pdf.ClosePath()
				continue
			case "L":
				x, y = across(), down()
			case "H":
				x = across()
			case "V":
				y = down()
			case "C":
				x1, y1, x2, y2 := across(), down(), across(), down()
				x, y = across(), down()
				b.pdf.CurveBezierCubicTo(x1, y1, x2, y2, x, y)
				continue
			default:
				a.err = errDrawing
			}
			b.pdf.LineTo(x, y)
		}
		b.pdf.DrawPath(how)
	})
	return a.err
}

// attributes are those of one element, and where it stands.
type attributes struct {
	all []xml.Attr
	at  box
	err error
}

func (a *attributes) get(name string) string {
	for _, x := range a.all {
		if x.Name.Local == name {
			return x.Value
		}
	}
	return ""
}

func (a *attributes) number(name string) float64 {
	n, err := strconv.ParseFloat(a.get(name), 64)
	if err != nil {
		a.err = fmt.Errorf("%w: %s=%q", errDrawing, name, a.get(name))
	}
	return n
}

// across is a place from the left: in per cent of the box, or in pixels from its corner.
func (a *attributes) across(name string) float64 {
	if s, ok := strings.CutSuffix(a.get(name), "%"); ok {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil {
			a.err = errDrawing
		}
		return a.at.x + a.at.wide*n/100
	}
	return a.at.x + a.number(name)*a.at.unit
}

func (a *attributes) down(name string) float64 { return a.at.y + a.number(name)*a.at.unit }

// class is the class as the style sheet knows it, without noise.
func (a *attributes) class() string { return strings.Join(strings.Fields(a.get("class")), " ") }
