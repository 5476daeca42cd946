package paper

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"wederhoor/internal/letter"
)

// Missing stands where the fonts lack a character: a sign that all of them have
// and that nobody types.
const Missing = '◊'

// Lacking lists the characters of a letter that its fonts do not have, once
// each, in the order of their numbers.
func Lacking(l Letter) []rune {
	var all []rune
	note := func(f *face, text string) {
		_, lacks := f.drawable(text)
		all = append(all, lacks...)
	}
	for _, text := range slices.Concat([]string{l.Date, l.Ref, l.Footer, l.Monogram}, l.Sender) {
		note(sans, text)
	}
	note(sansBold, l.Organisation)
	note(serifBold, l.Heading)
	for _, text := range l.Address {
		note(serif, text)
	}
	for _, b := range l.Body {
		for _, s := range b.Spans {
			note(styled(body, s), s.Text)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// drawable is a text as this font can draw it: put together, without what
// cannot be seen, and with Missing for what it does not have. A "\n" stays.
func (f *face) drawable(text string) (drawn string, lacks []rune) {
	var b strings.Builder
	for _, r := range clean(text) {
		if r == '\n' {
			b.WriteRune(r)
			continue
		}
		as, ok := f.as(r)
		if !ok {
			lacks = append(lacks, r)
		}
		b.WriteString(as)
	}
	return b.String(), lacks
}

// as is a character in this font, or else what means the same in it.
func (f *face) as(r rune) (string, bool) {
	same, ok := alike[r]
	if !ok {
		same = norm.NFKC.String(string(r))
	}
	for _, try := range []string{string(r), same} {
		if try != "" && !strings.ContainsFunc(try, func(r rune) bool { _, has := f.ems(r); return !has }) {
			return try, true
		}
	}
	return string(Missing), false
}

// alike are characters that look or mean the same to a reader.
var alike = map[rune]string{'\u2010': "-", '\u2011': "-", '\u2012': "–", '\u2015': "—", '\u2212': "-", '\u202f': "\u00a0", '\u2007': "\u00a0",
	'\u02bc': "’", '\u2032': "'", '\u2033': `"`, '\u2043': "-", '\u25cf': "•", '\u25aa': "•"}

// clean puts accents on their letters and drops what cannot be seen: controls,
// what turns the direction of reading, and what only chooses between pictures.
func clean(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\t", " ").Replace(strings.ToValidUTF8(text, "\uFFFD"))
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector) {
			return -1
		}
		return r
	}, text))
}

func cleanLine(text string) string { return strings.Join(strings.Fields(clean(text)), " ") }

func styled(t style, s letter.Span) *face {
	if s.Strong {
		return t.strong
	}
	return t.face
}
