package paper

import (
	"strings"
	"unicode/utf8"

	"wederhoor/internal/letter"
)

// run is text in one font.
type run struct {
	face *face
	text string
}

// line is what stands on one line, from left to right.
type line struct {
	runs  []run
	width float64
}

func (l *line) add(r run, size float64) {
	l.width += r.face.width(r.text, size)
	if n := len(l.runs); n > 0 && l.runs[n-1].face == r.face {
		l.runs[n-1].text += r.text
		return
	}
	l.runs = append(l.runs, r)
}

// word is what stays together: pieces without a space, and the space before it.
type word struct {
	space *face // nil at the start of a line
	runs  []run
	ends  bool // a line break follows
}

func (w word) width(size float64) (mm float64) {
	for _, r := range w.runs {
		mm += r.face.width(r.text, size)
	}
	return mm
}

// wrap breaks text into lines of a width in millimetres. A word that fits on no
// line is cut; a "\n" ends a line.
func wrap(t style, spans []letter.Span, wide float64) []line {
	var all []line
	var now line
	flush := func() { all, now = append(all, now), line{} }
	space := func() { // who copies it or hears it needs one between two lines
		if n := len(now.runs); n > 0 {
			now.runs[n-1].text += " "
		}
	}
	for _, w := range wordsOf(t, spans) {
		gap := 0.0
		if w.space != nil && len(now.runs) > 0 {
			gap = w.space.width(" ", t.size)
		}
		switch {
		case len(now.runs) > 0 && now.width+gap+w.width(t.size) > wide:
			space()
			flush()
		case gap > 0:
			now.add(run{w.space, " "}, t.size)
		}
		for _, r := range w.runs {
			for _, piece := range cut(r, t.size, wide, wide-now.width) {
				if len(now.runs) > 0 && now.width+piece.face.width(piece.text, t.size) > wide {
					flush()
				}
				now.add(piece, t.size)
			}
		}
		if w.ends {
			space()
			flush()
		}
	}
	if len(now.runs) > 0 {
		flush()
	}
	return all
}

// cut takes apart what is wider than a line; the first piece fills what is left
// of the line it starts on.
func cut(r run, size, wide, left float64) []run {
	if r.face.width(r.text, size) <= wide {
		return []run{r}
	}
	var pieces []run
	start, room := 0, left
	for i, c := range r.text {
		w := r.face.width(string(c), size)
		if w > room && i > start {
			pieces = append(pieces, run{r.face, r.text[start:i]})
			start, room = i, wide
		}
		room -= w
	}
	return append(pieces, run{r.face, r.text[start:]})
}

// wordsOf takes text apart at spaces and line breaks. A word may change font
// halfway: "**KTMR-7X4Q**." is one word.
func wordsOf(t style, spans []letter.Span) []word {
	var all []word
	var now word
	flush := func(ends bool) {
		if len(now.runs) > 0 || ends {
			now.ends = ends
			all = append(all, now)
		}
		now = word{}
	}
	for _, r := range pieces(t, spans) {
		f := r.face
		text, _ := f.drawable(r.text)
		if f != gone {
			text = bind(text)
		}
		for text != "" {
			i := strings.IndexAny(text, " \n")
			if i < 0 {
				i = len(text)
			}
			if i > 0 {
				piece := text[:i]
				if f != gone {
					piece = loosen(piece)
				}
				now.runs = append(now.runs, run{f, piece})
			}
			if i == len(text) {
				break
			}
			if flush(text[i] == '\n'); text[i] == ' ' {
				now.space = f
			}
			_, size := utf8.DecodeRuneInString(text[i:])
			text = text[i+size:]
		}
	}
	flush(false)
	return all
}
