package paper

import (
	"fmt"
	"strings"
	"time"

	"wederhoor/internal/letter"
)

// Letter is what stands on the paper. Empty parts leave no gap.
type Letter struct {
	Lang         string // "nl" or "en"; anything else is Dutch
	Title        string // in the properties of the file; "" is the heading
	Organisation string
	Monogram     string // stands where a logo would, when there is none
	Logo         []byte // a PNG
	Hue          int    // colour of the monogram, as in the style sheet
	Chroma       float64
	Sender       []string // top right: address and site
	Address      []string // whom it is to, behind the window of the envelope
	Date         string   // "17 november 2026"
	Ref          string   // "Klacht 2026-042"
	Heading      string
	Body         []letter.Block
	Footer       string    // below the signature, in small print
	Written      time.Time // stands in the properties of the file
}

// PDF sets the letter. Characters that its fonts do not have become [Missing];
// Lacking tells which.
func PDF(l Letter) (made []byte, err error) {
	defer func() { // the library panics at what it did not foresee: no page may fall over that
		if p := recover(); p != nil {
			made, err = nil, fmt.Errorf("set a letter: %v", p)
		}
	}()
	p := propertiesOf(l)
	s, err := newSheet(p)
	if err != nil {
		return nil, err
	}
	s.letter(l)
	raw, err := s.bytes()
	if err != nil {
		return nil, err
	}
	return finish(raw, s.tree, p)
}

func (s *sheet) letter(l Letter) {
	s.content(l)
	s.numbers(l)
}

// content is a letter without the numbers of its pages.
func (s *sheet) content(l Letter) {
	s.head(l)
	s.address(l.Address)
	s.refs(l)
	if l.Heading != "" {
		s.y += 4
		s.paragraph(s.tree.add(s.top), heading, plain(l.Heading))
	}
	s.body(l.Body)
	s.footer(l.Footer)
}

// body sets paragraphs and lists as they come.
func (s *sheet) body(blocks []letter.Block) {
	var list *element
	for i, b := range blocks {
		switch {
		case b.Kind != letter.BlockItem:
			list = nil
			s.paragraph(s.tree.add("P"), body, b.Spans)
		default:
			if b.First || list == nil {
				list = s.tree.add("L")
			}
			s.item(list, b.Spans, i+1 < len(blocks) && blocks[i+1].Kind == letter.BlockItem)
		}
	}
}

func plain(text string) []letter.Span { return []letter.Span{{Text: text}} }

func lines(all []string) []letter.Span { return plain(strings.Join(all, "\n")) }

// properties is what the file says of itself.
type properties struct {
	lang, title, author string
	written             time.Time
	part                int // of PDF/A after which the file is set up
}

func propertiesOf(l Letter) properties {
	p := properties{part: 2, lang: "nl", title: l.Title, author: cleanLine(l.Organisation), written: l.Written.UTC().Truncate(time.Second)}
	if l.Lang == "en" {
		p.lang = "en"
	}
	if p.title == "" {
		p.title = l.Heading
	}
	if p.title = cleanLine(p.title); p.title == "" {
		p.title = words(p.lang).letter
	}
	return p
}

// wording is what the paper itself says.
type wording struct{ letter, logo, page string }

func words(lang string) wording {
	if lang == "en" {
		return wording{letter: "Letter", logo: "Logo of %s", page: "page %d of %d"}
	}
	return wording{letter: "Brief", logo: "Logo van %s", page: "pagina %d van %d"}
}
