package paper

import (
	"bytes"
	_ "embed"
	"fmt"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"wederhoor/internal/letter"
)

// Millimetres on A4.
const (
	pageWide, pageHigh = 210.0, 297.0
	marginTop          = 22.0
	marginSide         = 20.0
	marginBottom       = 20.0
	textWide           = pageWide - 2*marginSide
	windowTop          = 52.0 // first line behind a window on the left, letter folded in three
	windowBottom       = 90.0
	windowWide         = 85.0
	indent             = 5.0 // of a list
	pointMM            = 25.4 / 72
)

// style is how a piece of text looks. Sizes are in points, spaces in millimetres.
type style struct {
	face, strong *face
	size         float64
	leading      float64 // from line to line
	after        float64
	ink          [3]int
}

var (
	ink, ink2 = [3]int{27, 32, 38}, [3]int{74, 81, 89} // --ink and --ink-2 of the style sheet
	body      = style{face: serif, strong: serifBold, size: 11, leading: 5.8, after: 3, ink: ink}
	listed    = style{face: serif, strong: serifBold, size: 11, leading: 5.8, ink: ink}
	heading   = style{face: serifBold, strong: serifBold, size: 14.5, leading: 7, after: 3, ink: ink}
	small     = style{face: sans, strong: sansBold, size: 9, leading: 4.8, ink: ink2}
	name      = style{face: sansBold, strong: sansBold, size: 11, leading: 5.4, ink: ink}
)

//go:embed assets/srgb.icc
var sRGB []byte

// sheet is the letter being set, with the place where the next line comes.
type sheet struct {
	pdf  *fpdf.Fpdf
	tree *tree
	y    float64
	said wording
	top  string // role of the heading of a letter
}

func newSheet(p properties) (*sheet, error) {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetCatalogSort(true) // or the order of a map decides
	pdf.SetCreationDate(p.written)
	pdf.SetModificationDate(p.written)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.SetLang(p.lang)
	pdf.SetXmpMetadata(p.xmp())
	pdf.AddOutputIntent(fpdf.OutputIntentType{SubtypeIdent: fpdf.OutputIntent_GTS_PDFA1, OutputConditionIdentifier: "sRGB", Info: "sRGB", ICCProfile: sRGB})
	for _, f := range faces {
		pdf.AddUTF8FontFromBytes(f.family, f.style, f.file)
	}
	s := &sheet{pdf: pdf, tree: &tree{}, said: words(p.lang), top: "H1"}
	s.page()
	return s, pdf.Error()
}

func (s *sheet) page() {
	s.pdf.AddPage()
	s.tree.page()
	s.y = marginTop
}

// bytes closes the document.
func (s *sheet) bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := s.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("write a PDF: %w", err)
	}
	return out.Bytes(), nil
}

// room goes to a next page when this much does not fit on this one.
func (s *sheet) room(high float64) bool {
	if s.y+high <= pageHigh-marginBottom {
		return false
	}
	s.page()
	return true
}

// paragraph sets text over the whole width, over pages if need be. A first line
// never stands alone at the bottom of a page.
func (s *sheet) paragraph(e *element, t style, spans []letter.Span) {
	s.text(e, t, wrap(t, spans, textWide), marginSide)
	s.y += t.after
}

func (s *sheet) text(e *element, t style, all []line, x float64) {
	if len(all) == 0 {
		return
	}
	s.room(float64(min(len(all), 2)) * t.leading)
	s.begin(e)
	for i, l := range all {
		if i > 0 && s.y+t.leading > pageHigh-marginBottom {
			s.end()
			s.page()
			s.begin(e)
		}
		s.line(t, l, x)
	}
	s.end()
}

// line draws one line and goes down.
func (s *sheet) line(t style, l line, x float64) {
	base := s.y + (t.leading+t.size*pointMM*0.7)/2
	s.pdf.SetTextColor(t.ink[0], t.ink[1], t.ink[2])
	for _, r := range l.runs {
		if r.face == gone {
			s.bar(x, t, r)
			x += r.face.width(r.text, t.size)
			continue
		}
		s.pdf.SetFont(r.face.family, r.face.style, t.size)
		s.pdf.Text(x, base, r.text)
		x += r.face.width(r.text, t.size)
	}
	s.y += t.leading
}

// item sets one item of a list; more tells that another follows.
func (s *sheet) item(list *element, spans []letter.Span, more bool) {
	li := list.add("LI")
	s.room(2 * listed.leading) // the bullet stays with its words
	top := s.y
	s.text(li.add("Lbl"), listed, wrap(listed, plain("•"), indent), marginSide)
	s.y = top
	s.text(li.add("LBody"), listed, wrap(listed, spans, textWide-indent), marginSide+indent)
	if s.y == top { // an empty item keeps its line
		s.y += listed.leading
	}
	if s.y += 0.6; !more {
		s.y += body.after - 0.6
	}
}

// begin and end stand around what is read aloud as part of e.
func (s *sheet) begin(e *element) {
	s.pdf.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", e.role, s.tree.mark(e)))
}

func (s *sheet) end() { s.pdf.RawWriteStr("EMC") }

// artifact is what is seen and not read aloud.
func (s *sheet) artifact(kind string, draw func()) {
	s.pdf.RawWriteStr("/Artifact" + kind + " BDC")
	draw()
	s.end()
}

// numbers stand at the bottom from the second page on, with whose letter it is.
func (s *sheet) numbers(l Letter) {
	pages := s.pdf.PageCount()
	for n := 2; n <= pages; n++ {
		s.pdf.SetPage(n)
		s.artifact(" <</Type /Pagination>>", func() {
			s.y = pageHigh - marginBottom + 6
			text := fmt.Sprintf(s.said.page, n, pages)
			if ref := cleanLine(l.Ref); ref != "" {
				text = ref + " · " + text
			}
			if all := wrap(small, plain(text), textWide); len(all) > 0 {
				s.line(small, all[0], marginSide)
			}
		})
	}
}

func dateOf(t time.Time) string { return t.Format("2006-01-02T15:04:05Z") }
