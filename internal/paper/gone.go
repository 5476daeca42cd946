package paper

import (
	"strings"

	"wederhoor/internal/letter"
)

// The marks around what stands in the place of a passage that was taken out. No
// text holds them: they are no characters, for ever (Unicode, noncharacters).
const (
	goneFrom = '\uFDD0'
	goneTo   = '\uFDD1'
)

// Gone stands in a text where a passage was taken out: a black bar with this
// label on it, that is read aloud and copied as the label. It is always as wide
// as its label, so that its width tells nothing of what was there.
func Gone(label string) string {
	return string(goneFrom) + strings.Join(strings.Fields(Bare(label)), "\u00a0") + string(goneTo)
}

// Bare is a text without the marks of [Gone]: what somebody typed must not pass
// for what we took out.
func Bare(text string) string {
	return strings.Map(func(r rune) rune {
		if r == goneFrom || r == goneTo {
			return -1
		}
		return r
	}, text)
}

// Run is a piece of a text: as it is, or the label of what was taken out.
type Run struct {
	Text string
	Gone bool
}

// Runs takes a text apart at what was taken out.
func Runs(text string) (all []Run) {
	for text != "" {
		before, rest, found := strings.Cut(text, string(goneFrom))
		if before = Bare(before); before != "" {
			all = append(all, Run{Text: before})
		}
		if !found {
			break
		}
		label, after, _ := strings.Cut(rest, string(goneTo))
		all, text = append(all, Run{Text: Bare(label), Gone: true}), after
	}
	return all
}

// Told is a text in which what was taken out stands as its label between brackets.
func Told(text string) string {
	var b strings.Builder
	for _, r := range Runs(text) {
		if r.Gone {
			b.WriteString("[" + strings.ReplaceAll(r.Text, "\u00a0", " ") + "]")
			continue
		}
		b.WriteString(r.Text)
	}
	return b.String()
}

// gone is the face of such a label: a font of its own only here, so that a line
// knows what to draw a bar behind.
var gone = newFace(sansBold.family, sansBold.style, sansBoldFile)

// pieces are spans, each in its font.
func pieces(t style, spans []letter.Span) (all []run) {
	for _, s := range spans {
		for _, r := range Runs(s.Text) {
			if r.Gone {
				all = append(all, run{gone, "\u00a0" + r.Text + "\u00a0"})
				continue
			}
			all = append(all, run{styled(t, s), r.Text})
		}
	}
	return all
}

// bar draws a label white on black.
func (s *sheet) bar(x float64, t style, r run) {
	wide := r.face.width(r.text, t.size)
	s.pdf.SetFillColor(ink[0], ink[1], ink[2])
	s.pdf.Rect(x, s.y+(t.leading-t.size*pointMM*1.2)/2, wide, t.size*pointMM*1.2, "F")
	s.pdf.SetTextColor(255, 255, 255)
	s.pdf.SetFont(r.face.family, r.face.style, t.size*0.86)
	label := strings.TrimSpace(strings.Trim(r.text, "\u00a0"))
	s.pdf.Text(x+(wide-r.face.width(label, t.size*0.86))/2, s.y+(t.leading+t.size*pointMM*0.66)/2, label)
	s.pdf.SetTextColor(t.ink[0], t.ink[1], t.ink[2])
}
