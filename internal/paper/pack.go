package paper

import (
	"fmt"
	"time"

	"wederhoor/internal/letter"
)

// Pack is papers for a meeting: a cover, and chapters of words, pictures and tables.
type Pack struct {
	Organisation, Monogram string
	Logo                   []byte // a PNG
	Hue                    int
	Chroma                 float64
	Title                  string // on the cover and in the properties: no names
	Intro                  string
	Cover                  []Fact
	Mark                   string // at the foot of every page: for whom it was made, and when (R27)
	Chapters               []Chapter
	Written                time.Time
}

// Chapter is one part of a pack. Parts that are empty leave no gap.
type Chapter struct {
	Heading string
	Below   bool   // a part of the chapter before it: a smaller heading
	Page    bool   // begins on a page of its own
	About   string // in small print below the heading
	Body    []letter.Block
	Drawing Drawing
	Table   Table
}

// Table is rows of words; the first cell of each heads it.
type Table struct {
	Head []string
	Rows [][]string
}

// PDF sets the pack. The same pack gives the same bytes.
func (k Pack) PDF() (made []byte, err error) {
	defer func() { // see PDF
		if p := recover(); p != nil {
			err = fmt.Errorf("set a pack: %v", p)
		}
	}()
	p := properties{part: 2, lang: "nl", title: cleanLine(k.Title), author: cleanLine(k.Organisation), written: k.Written.UTC().Truncate(time.Second)}
	s, err := newSheet(p)
	if err != nil {
		return nil, err
	}
	s.cover(Bundle{Organisation: k.Organisation, Monogram: k.Monogram, Logo: k.Logo, Hue: k.Hue, Chroma: k.Chroma, Title: k.Title, Intro: k.Intro, Cover: k.Cover})
	for _, c := range k.Chapters {
		if err := s.chapter(c, accent(k.Hue, k.Chroma)); err != nil {
			return nil, err
		}
	}
	s.marks(k.Mark)
	raw, err := s.bytes()
	if err != nil {
		return nil, err
	}
	return finish(raw, s.tree, p)
}

func (s *sheet) chapter(c Chapter, accent [3]int) error {
	level, look, gap := "H2", heading, 8.0
	if c.Below {
		level, look, gap = "H3", second, 5.0
	}
	s.y += gap
	// A heading stays with what it is above: a picture goes with it to the next page.
	if need := 3*look.leading + float64(c.Drawing.Height)*pixel; c.Page || s.y+min(need, pageHigh-marginTop-marginBottom) > pageHigh-marginBottom {
		s.page()
	}
	if c.Heading != "" {
		s.paragraph(s.tree.add(level), look, plain(c.Heading))
	}
	if c.About != "" {
		s.paragraph(s.tree.add("P"), about, plain(c.About))
	}
	s.body(c.Body)
	if c.Drawing.Height > 0 {
		s.room(float64(c.Drawing.Height) * pixel)
		if err := s.drawing(s.tree.add("Figure"), c.Drawing, accent); err != nil {
			return err
		}
		s.y += 3
	}
	s.table(c.Table)
	return s.pdf.Error()
}

var (
	cellStyle = style{face: sans, strong: sansBold, size: 8.5, leading: 4.4, ink: ink}
	headStyle = style{face: sansBold, strong: sansBold, size: 8.5, leading: 4.4, ink: ink2}
)

// table sets rows over the whole width. A row that goes over a page takes its head
// along.
func (s *sheet) table(t Table) {
	if len(t.Rows) == 0 || len(t.Head) == 0 {
		return
	}
	wide := t.widths()
	e := s.tree.add("Table")
	set := func(cells []string, role string, look style) {
		var all [][]line
		high := 0.0
		for i := range t.Head {
			text := ""
			if i < len(cells) {
				text = cleanLine(cells[i])
			}
			l := wrap(look, plain(text), wide[i]-2)
			all = append(all, l)
			high = max(high, float64(len(l))*look.leading)
		}
		if s.y+high > pageHigh-marginBottom {
			s.page()
		}
		tr, top, x := e.add("TR"), s.y, marginSide
		for i, l := range all {
			as := role
			if i == 0 && role == "TD" {
				as = "TH"
			}
			s.y = top
			cell := tr.add(as)
			cell.row = as == "TH" && role == "TD"
			s.text(cell, look, l, x)
			x += wide[i]
		}
		s.y = top + high + 1
		s.artifact(" <</Type /Layout>>", func() {
			s.pdf.SetDrawColor(inks["line"][0], inks["line"][1], inks["line"][2])
			s.pdf.SetLineWidth(0.2)
			s.pdf.Line(marginSide, s.y, pageWide-marginSide, s.y)
		})
		s.y++
	}
	set(t.Head, "TH", headStyle)
	for _, row := range t.Rows {
		set(row, "TD", cellStyle)
	}
	s.y += 2
}

// widths gives every column what its words ask, and what is left to the first.
func (t Table) widths() []float64 {
	wide, sum := make([]float64, len(t.Head)), 0.0
	most := textWide / float64(max(len(t.Head), 1))
	for i, h := range t.Head {
		wide[i] = headStyle.face.width(cleanLine(h), headStyle.size)
		for _, row := range t.Rows {
			if i < len(row) {
				wide[i] = max(wide[i], cellStyle.face.width(cleanLine(row[i]), cellStyle.size))
			}
		}
		wide[i] = max(min(wide[i]+3, max(most, 24)), 12)
		sum += wide[i]
	}
	if left := textWide - sum; left > 0 {
		wide[0] += left
		return wide
	}
	for i := range wide {
		wide[i] *= textWide / sum
	}
	return wide
}
