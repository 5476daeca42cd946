package letter

import (
	"regexp"
	"strings"
	"unicode"
)

// Longer is no name but a mistake or an attack; the text itself has no limit here.
const (
	lineLimit  = 200
	aboutLimit = 160
)

var (
	stars  = regexp.MustCompile(`\*{2,}`)
	blanks = regexp.MustCompile(`\n{3,}`)
)

// text makes typed text of more lines harmless: no control or direction
// characters, and ** is no marker. Its own lists and paragraphs stay.
func text(s string) string { return trim(stars.ReplaceAllString(seen(s), "*")) }

// layout is text in which whole pairs of ** on a line are markers: the words of
// an organisation.
func layout(s string) string {
	lines := strings.Split(seen(s), "\n")
	for i, l := range lines {
		lines[i] = paired(l)
	}
	return trim(strings.Join(lines, "\n"))
}

// paired leaves a line its markers when each has a partner.
func paired(l string) string {
	if strings.Contains(l, "***") || strings.Count(l, marker)%2 != 0 {
		return stars.ReplaceAllString(l, "*")
	}
	return l
}

// seen is what a reader sees of a text, line by line.
func seen(s string) string {
	return strings.Map(visible, strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n",
		"\u0085", "\n", "\u2028", "\n", "\u2029", "\n\n").Replace(strings.ToValidUTF8(s, "\uFFFD")))
}

// trim takes away the blanks around lines and the empty lines that say nothing.
func trim(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Trim(blanks.ReplaceAllString(strings.Join(lines, "\n"), "\n\n"), "\n")
}

// visible drops what a reader cannot see but what changes the line: controls,
// and everything that turns the direction of reading. The joiners stay: emoji
// and Persian names need them.
func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\u200c' || r == '\u200d':
		return r
	case r == '\t':
		return ' '
	case unicode.In(r, unicode.Cc, unicode.Cf):
		return -1
	}
	return r
}

// oneLine is text on one line, that cannot begin a list.
func oneLine(s string) string {
	return strings.TrimLeft(strings.Join(strings.Fields(text(s)), " "), "-*•– ")
}

// line is a name or another short field.
func line(s string) string { return clip(oneLine(s), lineLimit) }

func clip(s string, limit int) string {
	if runes := []rune(s); len(runes) > limit {
		return strings.TrimSpace(string(runes[:limit-1])) + "…"
	}
	return s
}

// items shows typed lines as a list, as they were meant. Text with paragraphs
// or with a list of its own stays as it is.
func items(s string) string {
	if s == "" || strings.Contains(s, "\n\n") || strings.Contains("\n"+s, "\n"+bullet) {
		return s
	}
	return bullet + strings.ReplaceAll(s, "\n", "\n"+bullet)
}

// sentence ends what somebody typed with a full stop, unless it ends already.
func sentence(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?:;") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}
