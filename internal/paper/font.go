package paper

import (
	_ "embed"
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The fonts of the screens, whole and unmodified; the PDF gets the part it uses.
// Their licences stand beside them.
var (
	//go:embed assets/source-serif-4-regular.ttf
	serifFile []byte
	//go:embed assets/source-serif-4-bold.ttf
	serifBoldFile []byte
	//go:embed assets/atkinson-hyperlegible-next-regular.ttf
	sansFile []byte
	//go:embed assets/atkinson-hyperlegible-next-semibold.ttf
	sansBoldFile []byte
)

// face is one font: what it is called in the PDF, and how wide its characters are.
type face struct {
	family, style string
	file          []byte
	font          func() *sfnt.Font

	mu     sync.Mutex
	widths map[rune]float64 // in ems; negative: not in the font
}

var (
	serif     = newFace("SourceSerif4", "", serifFile)
	serifBold = newFace("SourceSerif4", "B", serifBoldFile)
	sans      = newFace("AtkinsonHyperlegibleNext", "", sansFile)
	sansBold  = newFace("AtkinsonHyperlegibleNext", "B", sansBoldFile)
	faces     = []*face{serif, serifBold, sans, sansBold}
)

func newFace(family, style string, file []byte) *face {
	return &face{family: family, style: style, file: file, widths: map[rune]float64{}, font: sync.OnceValue(func() *sfnt.Font {
		f, err := sfnt.Parse(file)
		if err != nil {
			panic(fmt.Sprintf("the font %s%s is broken: %v", family, style, err)) // it is part of the program
		}
		return f
	})}
}

// ems is the width of a character; has tells whether the font draws it.
func (f *face) ems(r rune) (width float64, has bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	w, known := f.widths[r]
	if !known {
		w = f.measure(r)
		f.widths[r] = w
	}
	return w, w >= 0
}

func (f *face) measure(r rune) float64 {
	if r > 0xFFFF { // the library cannot write it
		return -1
	}
	var b sfnt.Buffer
	glyph, err := f.font().GlyphIndex(&b, r)
	if err != nil || glyph == 0 {
		return -1
	}
	const em = 1000
	wide, err := f.font().GlyphAdvance(&b, glyph, fixed.I(em), font.HintingNone)
	if err != nil {
		return -1
	}
	return float64(wide) / 64 / em
}

// width is how wide a text is, in millimetres, at a size in points.
func (f *face) width(text string, size float64) float64 {
	var ems float64
	for _, r := range text {
		w, _ := f.ems(r)
		ems += max(w, 0)
	}
	return ems * size * pointMM
}
