package evaluation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is one word of a text, or a sign that says something, with its place.
type word struct {
	text       string // small, without accents
	start, end int    // bytes of the text
	clause     int
	turned     bool // its clause begins with "maar" or the like
}

const maxText = 8 << 10 // bytes of a remark that are read; nobody writes more by hand

// split makes words and clauses. A clause ends at a mark, and before a word
// that turns ("maar"), so that praise and blame are weighed apart.
func split(s string) (words []word) {
	clause, turned, start := 0, false, -1
	end := func(i int) {
		if start >= 0 {
			w := word{text: plain(s[start:i]), start: start, end: i}
			if turns[w.text] && len(words) > 0 && (w.text != "maar" || !mild[words[len(words)-1].text]) {
				clause, turned = clause+1, true
			}
			w.clause, w.turned = clause, turned
			words = append(words, w)
			start = -1
		}
	}
	skip := 0
	for i, r := range s {
		if start < 0 && i >= skip {
			skip = i + address(s[i:])
		}
		switch {
		case i < skip:
		case i > maxText:
			end(i)
			return words
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) && start >= 0:
			if start < 0 {
				start = i
			}
		case (r == '\'' || r == '’') && start >= 0:
		case strings.ContainsRune(badSigns, r) || strings.ContainsRune(goodSigns, r):
			end(i)
			words = append(words, word{string(r), i, i + utf8.RuneLen(r), clause, turned})
		default:
			end(i)
			if strings.ContainsRune(".,;:!?\n()…–—", r) && len(words) > 0 && words[len(words)-1].clause == clause {
				clause, turned = clause+1, false
			}
		}
	}
	end(len(s))
	return words
}

// address is how many bytes of a site or a mail address s begins with: the words
// in it are nobody's opinion.
func address(s string) int {
	i := strings.IndexAny(s[:min(len(s), 300)], " \t\r\n\"();,")
	if i < 0 {
		i = min(len(s), 300)
	}
	if a := s[:i]; strings.HasPrefix(a, "www.") || strings.HasPrefix(a, "http://") || strings.HasPrefix(a, "https://") || strings.Count(a, "@") == 1 && a[0] != '@' && strings.Contains(a, ".") {
		for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
			i--
		}
		return i
	}
	return 0
}

// plain is a word as the lexicon has it: 't is het, ij one way, no accents.
func plain(s string) string {
	s = strings.Trim(folded(s), "'")
	if s == "t" {
		return "het"
	}
	return drawn(strings.ReplaceAll(s, "'", ""))
}

// drawn takes what was drawn out back to two letters: "heeeel", "saaaai".
func drawn(s string) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if n := len(out); n >= 2 && s[i] == out[n-1] && s[i] == out[n-2] && s[i] < utf8.RuneSelf && s[i] > '9' {
			continue
		}
		out = append(out, s[i])
	}
	return string(out)
}

// folded is small and without accents.
func folded(s string) string {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < utf8.RuneSelf
	}
	s = strings.ToLower(s)
	if ascii {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case r == '’' || r == '‘':
			b.WriteByte('\'')
		case !unicode.Is(unicode.Mn, r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// otherFrom is how many letters a word has in which one may be another: in short
// ones that makes another word ("gelopen", "gelogen").
const otherFrom = 9

// near: one letter more, less or two changed about, in a long word also another.
func near(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) || a[i+1:] == b[i+1:] {
		return i == len(a) || len(a) >= otherFrom
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
