package paper

import (
	"bytes"
	"fmt"
	"image/jpeg"
	"io"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"wederhoor/internal/letter"
)

// Bundle is a dossier in one file, for a body outside that has to judge: what
// happened in the order of time, the letters as they were sent, the originals
// inside it, and at the end a manifest and what was left out. Texts may hold [Gone].
type Bundle struct {
	Organisation, Monogram string
	Logo                   []byte // a PNG
	Hue                    int
	Chroma                 float64
	Title                  string // on the cover and in the properties: no names
	Intro                  string
	Cover                  []Fact
	Mark                   string // at the foot of every page: who made it, for whom, when
	Parts                  []Part
	Originals              []Original
	Left                   []string // what was left out and why
	Written                time.Time
}

// Fact is a line of the cover.
type Fact struct{ Name, Value string }

// Part is one thing that was said, sent or given, with its own number.
type Part struct {
	Heading string
	About   string // when, by whom, by which road
	Body    []letter.Block
	Letter  *Letter // as it was sent, on a page of its own
	Picture []byte  // a JPEG, on a page of its own
	Alt     string  // what the picture is
	Sum     string  // SHA-256 of its text, for the manifest
}

var (
	second = style{face: serifBold, strong: serifBold, size: 12.5, leading: 6.2, after: 1, ink: ink}
	about  = style{face: sans, strong: sansBold, size: 9, leading: 4.8, after: 2.5, ink: ink2}
	foot   = style{face: sans, strong: sansBold, size: 8, leading: 4, ink: ink2}
	row    = style{face: sans, strong: sansBold, size: 9.5, leading: 5, after: 1, ink: ink}
)

// Write sets the bundle and writes it as it goes: the originals are read when
// they come, and never all in memory.
func (b Bundle) Write(w io.Writer) (err error) {
	defer func() { // see PDF
		if p := recover(); p != nil {
			err = fmt.Errorf("set a bundle: %v", p)
		}
	}()
	p := properties{part: 3, lang: "nl", title: cleanLine(b.Title), author: cleanLine(b.Organisation), written: b.Written.UTC().Truncate(time.Second)}
	_, pages, err := b.set(p, make([]int, len(b.Parts)+2)) // once to learn on which page each part comes
	if err != nil {
		return err
	}
	s, _, err := b.set(p, pages)
	if err != nil {
		return err
	}
	raw, err := s.bytes()
	if err != nil {
		return err
	}
	f, err := tagged(raw, s.tree, p)
	if err != nil {
		return err
	}
	return f.write(w, f.embed(b.Originals))
}

// set lays the bundle out. pages are where each part begins, the manifest and
// what was left out after them, as the contents tell it.
func (b Bundle) set(p properties, pages []int) (s *sheet, begin []int, err error) {
	if s, err = newSheet(p); err != nil {
		return nil, nil, err
	}
	s.top = "H3"
	s.cover(b)
	s.contents(b, pages)
	s.page()
	begin = make([]int, 0, len(pages))
	alone := false // the last part has its pages to itself
	for i, part := range b.Parts {
		if own := part.Letter != nil || part.Picture != nil; i > 0 && (own || alone) {
			s.page()
			alone = own
		} else {
			alone = own
			s.room(3 * second.leading)
		}
		begin = append(begin, s.pdf.PageNo())
		if err := s.part(i, part); err != nil {
			return nil, nil, err
		}
	}
	s.page()
	begin = append(begin, s.pdf.PageNo())
	s.manifest(b)
	s.room(4 * second.leading)
	begin = append(begin, s.pdf.PageNo())
	s.left(b)
	s.marks(b.Mark)
	return s, begin, s.pdf.Error()
}

func (s *sheet) cover(b Bundle) {
	s.head(Letter{Organisation: b.Organisation, Monogram: b.Monogram, Logo: b.Logo, Hue: b.Hue, Chroma: b.Chroma})
	s.y = 70
	s.paragraph(s.tree.add("H1"), style{face: serifBold, strong: serifBold, size: 22, leading: 10, after: 5, ink: ink}, plain(b.Title))
	s.body(letter.Blocks(b.Intro))
	s.y += 4
	for _, f := range b.Cover {
		const column = 45.0
		e := s.tree.add("P")
		s.room(2 * row.leading)
		top := s.y
		s.text(e, small, wrap(small, plain(f.Name), column-4), marginSide)
		s.y = top
		s.text(e, row, wrap(row, plain(f.Value), textWide-column), marginSide+column)
		s.y += 1.5
	}
}

func (s *sheet) contents(b Bundle, pages []int) {
	s.page()
	s.paragraph(s.tree.add("H2"), heading, plain("Inhoud"))
	list := s.tree.add("TOC")
	for i, part := range b.Parts {
		s.entry(list, numbered(i, part.Heading), part.About, pages[i])
	}
	s.entry(list, "Originelen en controlegetallen", "", pages[len(b.Parts)])
	s.entry(list, "Wat is weggelaten", "", pages[len(b.Parts)+1])
}

func numbered(i int, text string) string { return strconv.Itoa(i+1) + ". " + text }

// entry is a line of the contents, with the page on the right.
func (s *sheet) entry(list *element, text, more string, page int) {
	e := list.add("TOCI")
	all := wrap(row, plain(text), textWide-20)
	s.room(float64(len(all))*row.leading + small.leading)
	top := s.y
	s.text(e, row, all, marginSide)
	bottom := s.y
	number := wrap(row, plain(strconv.Itoa(page)), 15)
	s.y = top
	s.text(e, row, number, pageWide-marginSide-number[0].width)
	s.y = bottom
	if more != "" {
		s.text(e, small, wrap(small, plain(more), textWide-20), marginSide)
	}
	s.y += 1.2
}

func (s *sheet) part(i int, p Part) error {
	if p.Letter != nil { // what it is stands above it, in the margin: the letter is as it was
		s.y = 8
		text := numbered(i, p.Heading)
		if p.About != "" {
			text += " · " + p.About
		}
		all := wrap(small, plain(text), textWide)
		s.text(s.tree.add("H2"), small, all[:min(len(all), 2)], marginSide)
		s.y = marginTop
		s.content(*p.Letter)
		return s.pdf.Error()
	}
	s.paragraph(s.tree.add("H2"), second, plain(numbered(i, p.Heading)))
	if p.About != "" {
		s.paragraph(s.tree.add("P"), about, plain(p.About))
	}
	s.body(p.Body)
	if p.Picture != nil {
		return s.picture(i, p)
	}
	s.y += 5
	return nil
}

// picture sets an image as large as fits on what is left of the page.
func (s *sheet) picture(i int, p Part) error {
	size, err := jpeg.DecodeConfig(bytes.NewReader(p.Picture))
	if err != nil {
		return fmt.Errorf("read a picture: %w", err)
	}
	high := pageHigh - marginBottom - s.y - 4
	wide := high * float64(size.Width) / float64(size.Height)
	if wide > textWide {
		wide, high = textWide, textWide*float64(size.Height)/float64(size.Width)
	}
	e := s.tree.add("Figure")
	e.alt = Told(p.Alt)
	e.box = [4]float64{marginSide, pageHigh - s.y - high, marginSide + wide, pageHigh - s.y}
	s.begin(e)
	as := fpdf.ImageOptions{ImageType: "JPG"}
	name := "picture" + strconv.Itoa(i)
	s.pdf.RegisterImageOptionsReader(name, as, bytes.NewReader(p.Picture))
	s.pdf.ImageOptions(name, marginSide, s.y, wide, high, false, as, 0, "")
	s.end()
	s.y += high
	return s.pdf.Error()
}

// manifest lists every part and every original with what proves it unchanged.
func (s *sheet) manifest(b Bundle) {
	s.paragraph(s.tree.add("H2"), heading, plain("Originelen en controlegetallen"))
	s.paragraph(s.tree.add("P"), row, plain("Een controlegetal (SHA-256) verandert als er ook maar één teken verandert. Van een onderdeel is het berekend over de tekst zoals die hier staat, van een origineel over het bestand zelf."))
	s.y += 2
	list := s.tree.add("L")
	for _, o := range b.Originals {
		s.sum(list, "Bestand "+o.Name, o.Desc+" · "+strconv.FormatInt(o.Size, 10)+" bytes", o.Sum)
	}
	for i, p := range b.Parts {
		s.sum(list, "Onderdeel "+numbered(i, p.Heading), "", p.Sum)
	}
}

func (s *sheet) sum(list *element, what, more, sum string) {
	e := list.add("LI").add("LBody")
	s.room(3 * small.leading)
	s.text(e, row, wrap(row, plain(what), textWide), marginSide)
	if more != "" {
		s.text(e, small, wrap(small, plain(more), textWide), marginSide)
	}
	if sum != "" {
		s.text(e, small, wrap(small, plain("SHA-256 "+sum), textWide), marginSide)
	}
	s.y += 2
}

func (s *sheet) left(b Bundle) {
	s.y += 6
	s.paragraph(s.tree.add("H2"), heading, plain("Wat is weggelaten"))
	if len(b.Left) == 0 {
		s.paragraph(s.tree.add("P"), row, plain("Niets."))
		return
	}
	list := s.tree.add("L")
	for i, text := range b.Left {
		s.item(list, plain(text), i+1 < len(b.Left))
	}
}

// marks say at the foot of every page who made it, for whom and when (R27).
func (s *sheet) marks(text string) {
	pages := s.pdf.PageCount()
	for n := 1; n <= pages; n++ {
		s.pdf.SetPage(n)
		s.artifact(" <</Type /Pagination>>", func() {
			s.y = pageHigh - marginBottom + 3
			all := wrap(foot, plain(strings.TrimSpace(text)), textWide)
			all = append(all[:min(len(all), 2)], wrap(foot, plain(fmt.Sprintf(s.said.page, n, pages)), textWide)...)
			for _, one := range all {
				s.line(foot, one, marginSide)
			}
		})
	}
}
