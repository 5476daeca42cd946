// Package passage finds words in a text however they are written: in capitals, over
// two lines, with another apostrophe. It changes nothing.
package passage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Shortest is how many letters or digits a passage needs: one letter would take
// out everything.
const Shortest = 2

// inWords is from how many characters a passage is also looked for inside words:
// "Jansen" takes "Jansens" along, and "Jan" leaves "januari" alone.
const inWords = 4

// Span is a piece of a text, in bytes.
type Span struct{ From, To int }

// Find lists where a passage stands in a text.
func (f Text) Find(passage string) []Span {
	want := strings.TrimSpace(Fold(passage).Plain)
	whole := utf8.RuneCountInString(want) < inWords
	return f.All(want, whole, !whole)
}

// Holds reports whether a passage stands in a text.
func Holds(text, passage string) bool { return len(Fold(text).Find(passage)) > 0 }

// Same reports whether two texts say the same, however they are written.
func Same(a, b string) bool {
	a, b = strings.TrimSpace(Fold(a).Plain), strings.TrimSpace(Fold(b).Plain)
	return a != "" && a == b
}

// Letters counts what can be read in a passage: its letters and digits.
func Letters(passage string) (n int) {
	for _, r := range passage {
		if InWord(r) {
			n++
		}
	}
	return n
}

// Text is a text as it is compared: without what nobody sees, in small letters,
// every white space one space. Places lead back to the text itself.
type Text struct {
	Said     string // the text itself, composed (NFC)
	Plain    string // as it is compared
	from, to []int  // per byte of plain: where its character begins and ends in text
}

var same = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "`", "'", "“", `"`, "”", `"`, "„", `"`, "–", "-", "—", "-", "‐", "-", "−", "-")

// Fold makes a text ready to be looked in.
func Fold(text string) Text {
	text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
	f := Text{Said: text}
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
		case r == '>' && quotes(text[:i]): // a mail that is quoted
		case r == '*' && (strings.HasPrefix(text[end:], "*") || strings.HasSuffix(text[:i], "*")),
			unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector): // nobody sees it
		default:
			add(strings.ToLower(same.Replace(norm.NFKC.String(string(r)))), i, end)
		}
	}
	f.Plain = b.String()
	return f
}

// quotes reports whether what comes after this stands where a mail has its marks of
// quoting: first on its line.
func quotes(before string) bool {
	i := strings.LastIndexByte(before, '\n')
	return i >= 0 && strings.Trim(before[i+1:], "> ") == ""
}

// Spelled reports whether these characters come one after another from a place
// on, with nothing but marks between them, and where they end.
func (f Text) Spelled(at int, want []rune) (to int, ok bool) {
	for i, w := range want {
		r, size := utf8.DecodeRuneInString(f.Plain[at:])
		for i > 0 && size > 0 && strings.ContainsRune(" ().-/", r) {
			at += size
			r, size = utf8.DecodeRuneInString(f.Plain[at:])
		}
		if size == 0 || r != w {
			return 0, false
		}
		at += size
	}
	return at, len(want) > 0
}

// Span is a piece of Plain as it stands in Said.
func (f Text) Span(from, to int) Span { return Span{f.from[from], f.to[to-1]} }

// All finds a text that was folded. whole leaves out what is part of a longer word;
// grown takes such a word along.
func (f Text) All(want string, whole, grown bool) (found []Span) {
	if want == "" {
		return nil
	}
	for at := 0; ; {
		i := strings.Index(f.Plain[at:], want)
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
				_, size := utf8.DecodeLastRuneInString(f.Plain[:from])
				from -= size
			}
			for f.inside(to) {
				_, size := utf8.DecodeRuneInString(f.Plain[to:])
				to += size
			}
		}
		at = max(at, to)
		found = append(found, f.Span(from, to))
	}
}

// inside reports whether a place lies in the middle of a word.
func (f Text) inside(at int) bool {
	before, _ := utf8.DecodeLastRuneInString(f.Plain[:at])
	after, _ := utf8.DecodeRuneInString(f.Plain[at:])
	return InWord(before) && InWord(after)
}

// InWord reports whether this is a letter or a digit.
func InWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
