package outside

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wederhoor/internal/paper"
	"wederhoor/internal/passage"
)

// Passage is what the lead took out, wherever it stands, and why.
type Passage struct {
	Text   string
	Reason string
}

// hide is one thing that is taken out.
type hide struct {
	label string
	find  func(passage.Text) []passage.Span
	raw   string // as it may stand in the bytes of a file
	times int
}

// black is everything that is taken out of one file.
type black struct{ all []*hide }

// apply takes everything out of a text and puts a label in its place.
func (b *black) apply(text string) string {
	f := passage.Fold(paper.Bare(text))
	type labelled struct {
		passage.Span
		label string
	}
	var found []labelled
	for _, h := range b.all {
		for _, c := range h.find(f) {
			found = append(found, labelled{c, h.label})
			h.times++
		}
	}
	slices.SortStableFunc(found, func(x, y labelled) int { return cmp.Compare(x.From, y.From) })
	var out strings.Builder
	at := 0
	for i := 0; i < len(found); i++ {
		c := found[i]
		for i+1 < len(found) && found[i+1].From < c.To { // one bar over what lies across
			c.To = max(c.To, found[i+1].To)
			i++
		}
		out.WriteString(f.Said[at:c.From])
		out.WriteString(paper.Gone(c.label))
		if strings.Count(f.Said[c.From:c.To], "**")%2 == 1 { // what was strong ends where it ended
			out.WriteString("**")
		}
		at = c.To
	}
	out.WriteString(f.Said[at:])
	return out.String()
}

// holds reports whether a text has anything in it that is taken out.
func (b *black) holds(text string) bool {
	f := passage.Fold(text)
	return slices.ContainsFunc(b.all, func(h *hide) bool { return len(h.find(f)) > 0 })
}

// marked looks for what the lead marked.
func marked(p Passage, label string) *hide {
	return &hide{label: label, raw: strings.TrimSpace(p.Text), find: func(f passage.Text) []passage.Span { return f.Find(p.Text) }}
}

// name looks for a name as names are written: with a capital, and not inside a
// word.
func name(text, label string) *hide {
	want := strings.TrimSpace(passage.Fold(text).Plain)
	return &hide{label: label, raw: text, find: func(f passage.Text) []passage.Span {
		return slices.DeleteFunc(f.All(want, true, false), func(c passage.Span) bool {
			first, _ := utf8.DecodeRuneInString(f.Said[c.From:])
			return unicode.IsLower(first) && !strings.Contains(want, " ")
		})
	}}
}

// spaced looks for a number or a code however it is cut up.
func spaced(text, label string) *hide {
	var want []rune
	for _, r := range passage.Fold(text).Plain {
		if passage.InWord(r) {
			want = append(want, r)
		}
	}
	return &hide{label: label, raw: text, find: func(f passage.Text) (all []passage.Span) {
		for at := 0; at < len(f.Plain); {
			if to, ok := f.Spelled(at, want); ok {
				all = append(all, f.Span(at, to))
				at = to
				continue
			}
			_, size := utf8.DecodeRuneInString(f.Plain[at:])
			at += size
		}
		return all
	}}
}
