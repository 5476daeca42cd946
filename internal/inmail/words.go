package inmail

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// words decodes the encoded words in a header (RFC 2047). Neighbours in one
// charset are decoded together: programs split a text in the middle of a
// character. Bytes that are not encoded are taken as UTF-8 or Windows-1252.
func words(s string, n *notes) string {
	var out strings.Builder
	var charset string
	var waiting []byte
	flush := func() {
		out.WriteString(decodeText(waiting, charset, n))
		waiting = nil
	}
	for {
		i := strings.Index(s, "=?")
		if i < 0 {
			break
		}
		cs, data, size := encodedWord(s[i:], n)
		if size == 0 {
			flush()
			out.WriteString(decodeText([]byte(s[:i+2]), "", n))
			s = s[i+2:]
			continue
		}
		if strings.TrimSpace(s[:i]) != "" || cs != charset || len(waiting) == 0 {
			flush()
			if strings.TrimSpace(s[:i]) != "" || out.Len() == 0 {
				out.WriteString(decodeText([]byte(s[:i]), "", n))
			}
		}
		charset, waiting = cs, append(waiting, data...)
		s = s[i+size:]
	}
	flush()
	out.WriteString(decodeText([]byte(s), "", n))
	return out.String()
}

// maxWord is far beyond the 75 bytes of the standard, as programs are.
const maxWord = 2000

// encodedWord reads =?charset?q?text?= at the beginning of s; size is 0 when
// there is none.
func encodedWord(s string, n *notes) (charset string, data []byte, size int) {
	s = s[:min(len(s), maxWord)]
	charset, rest, ok := strings.Cut(s[2:], "?")
	if !ok || charset == "" || len(rest) < 2 || rest[1] != '?' || strings.ContainsAny(charset, " \t=") {
		return "", nil, 0
	}
	way := rest[0] | 0x20
	text, _, ok := strings.Cut(rest[2:], "?=")
	if !ok || way != 'q' && way != 'b' {
		return "", nil, 0
	}
	size = 2 + len(charset) + 3 + len(text) + 2
	charset, _, _ = strings.Cut(strings.ToLower(charset), "*") // a language may follow
	if way == 'b' {
		data, ok = base64Bytes([]byte(text))
	} else {
		data, ok = quotedBytes([]byte(strings.ReplaceAll(text, "_", " ")))
	}
	if !ok {
		n.add(BadEncoding)
	}
	return charset, data, size
}

// line makes one line to show: no controls, no turns of direction, one space
// between words, at most limit runes.
func line(s string, limit int, n *notes) string {
	s = strings.Join(strings.Fields(clean(s)), " ")
	if utf8.RuneCountInString(s) > limit {
		n.add(FieldTooLong)
		s = string([]rune(s)[:limit])
	}
	return s
}

// clean takes out what cannot be seen and changes what is seen. Line ends and
// tabs become spaces, so nothing of a header can become a header again.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\t', r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), turns(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// turns says whether a rune changes the direction of what follows it.
func turns(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// tidy makes text for a person: \n between lines, no controls, no empty lines
// around it, at most MaxText bytes.
func tidy(s string, n *notes) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == '\r', r == '\u2028', r == '\u2029':
			return '\n'
		case unicode.IsControl(r), r == '\ufeff':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	s = strings.TrimRightFunc(strings.TrimLeft(s, "\n"), unicode.IsSpace)
	if len(s) > MaxText {
		n.add(TextTooLong)
		s = clip(s, MaxText)
	}
	return s
}

// clip cuts at most limit bytes off the front, between two runes.
func clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit]
}
