package outside

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"wederhoor/internal/paper"
)

// Passage is what the lead took out, wherever it stands, and why.
type Passage struct {
	Text   string
	Reason string
}

// Shortest is how many letters or digits a passage needs: one letter would take
// out the whole file.
const Shortest = 2

// inWords is from how many characters a passage is also looked for inside words:
// "Jansen" takes "Jansens" along, and "Jan" leaves "januari" alone.
const inWords = 4

// hide is one thing that is taken out.
type hide struct {
	label string
	find  func(folded) []cut
	raw   string // as it may stand in the bytes of a file
	times int
}

// cut is a piece of a text, in bytes.
type cut struct{ from, to int }

// black is everything that is taken out of one file.
type black struct{ all []*hide }

// apply takes everything out of a text and puts a label in its place.
func (b *black) apply(text string) string {
	f := fold(paper.Bare(text))
	type labelled struct {
		cut
		label string
	}
	var found []labelled
	for _, h := range b.all {
		for _, c := range h.find(f) {
			found = append(found, labelled{c, h.label})
			h.times++
		}
	}
	slices.SortStableFunc(found, func(x, y labelled) int { return cmp.Compare(x.from, y.from) })
	var out strings.Builder
	at := 0
	for i := 0; i < len(found); i++ {
		c := found[i]
		for i+1 < len(found) && found[i+1].from < c.to { // one bar over what lies across
			c.to = max(c.to, found[i+1].to)
			i++
		}
		out.WriteString(f.text[at:c.from])
		out.WriteString(paper.Gone(c.label))
		if strings.Count(f.text[c.from:c.to], "**")%2 == 1 { // what was strong ends where it ended
			out.WriteString("**")
		}
		at = c.to
	}
	out.WriteString(f.text[at:])
	return out.String()
}

// holds reports whether a text has anything in it that is taken out.
func (b *black) holds(text string) bool {
	f := fold(text)
	return slices.ContainsFunc(b.all, func(h *hide) bool { return len(h.find(f)) > 0 })
}

// folded is a text as it is compared: without what nobody sees, in small letters,
// every white space one space. Places lead back to the text itself.
type folded struct {
	text, plain string
	from, to    []int // per byte of plain: where its character begins and ends in text
}

var same = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "`", "'", "“", `"`, "”", `"`, "„", `"`, "–", "-", "—", "-", "‐", "-", "−", "-")

func fold(text string) folded {
	text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
	f := folded{text: text}
	var b strings.Builder
	var last byte
	add := func(s string, from, to int) {
		b.WriteString(s)
		if s != "" {
			last = s[len(s)-1]
		}
		for range len(s) {
			f.from, f.to = append(f.from, from), append(f.to, to)
		}
	}
	for i, r := range text {
		end := i + utf8.RuneLen(r)
		switch {
		case unicode.IsSpace(r):
			if last == ' ' || last == '-' { // a word may be broken after its hyphen
				continue
			}
			add(" ", i, end)
		case r == '*' && (strings.HasPrefix(text[end:], "*") || strings.HasSuffix(text[:i], "*")),
			unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector): // nobody sees it
		default:
			add(strings.ToLower(same.Replace(norm.NFKC.String(string(r)))), i, end)
		}
	}
	f.plain = b.String()
	return f
}

// passage looks for what the lead marked.
func passage(p Passage, label string) *hide {
	want := strings.TrimSpace(fold(p.Text).plain)
	whole := utf8.RuneCountInString(want) < inWords
	return &hide{label: label, raw: strings.TrimSpace(p.Text), find: func(f folded) []cut { return f.all(want, whole, !whole) }}
}

// name looks for a name as names are written: with a capital, and not inside a
// word.
func name(text, label string) *hide {
	want := strings.TrimSpace(fold(text).plain)
	return &hide{label: label, raw: text, find: func(f folded) []cut {
		return slices.DeleteFunc(f.all(want, true, false), func(c cut) bool {
			first, _ := utf8.DecodeRuneInString(f.text[c.from:])
			return unicode.IsLower(first) && !strings.Contains(want, " ")
		})
	}}
}

// spaced looks for a number or a code however it is cut up.
func spaced(text, label string) *hide {
	var want []rune
	for _, r := range fold(text).plain {
		if inWord(r) {
			want = append(want, r)
		}
	}
	return &hide{label: label, raw: text, find: func(f folded) (all []cut) {
		for at := 0; at < len(f.plain); {
			if to, ok := f.spelled(at, want); ok {
				all = append(all, f.cut(at, to))
				at = to
				continue
			}
			_, size := utf8.DecodeRuneInString(f.plain[at:])
			at += size
		}
		return all
	}}
}

// spelled reports whether these characters come one after another from a place
// on, with nothing but marks between them, and where they end.
func (f folded) spelled(at int, want []rune) (to int, ok bool) {
	for i, w := range want {
		r, size := utf8.DecodeRuneInString(f.plain[at:])
		for i > 0 && size > 0 && strings.ContainsRune(" ().-/", r) {
			at += size
			r, size = utf8.DecodeRuneInString(f.plain[at:])
		}
		if size == 0 || r != w {
			return 0, false
		}
		at += size
	}
	return at, len(want) > 0
}

func (f folded) cut(from, to int) cut { return cut{f.from[from], f.to[to-1]} }

// all finds a text. whole leaves out what is part of a longer word; grown takes
// such a word along.
func (f folded) all(want string, whole, grown bool) (found []cut) {
	if want == "" {
		return nil
	}
	for at := 0; ; {
		i := strings.Index(f.plain[at:], want)
		if i < 0 {
			return found
		}
		from, to := at+i, at+i+len(want)
		at = to
		before, after := f.inside(from), f.inside(to)
		switch {
		case whole && (before || after):
			continue
		case grown:
			for f.inside(from) {
				_, size := utf8.DecodeLastRuneInString(f.plain[:from])
				from -= size
			}
			for f.inside(to) {
				_, size := utf8.DecodeRuneInString(f.plain[to:])
				to += size
			}
		}
		at = max(at, to)
		found = append(found, f.cut(from, to))
	}
}

// inside reports whether a place lies in the middle of a word.
func (f folded) inside(at int) bool {
	before, _ := utf8.DecodeLastRuneInString(f.plain[:at])
	after, _ := utf8.DecodeRuneInString(f.plain[at:])
	return inWord(before) && inWord(after)
}

func inWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
