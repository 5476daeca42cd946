package sheet

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const (
	utf8Name  = "utf-8"
	winName   = "windows-1252"
	utf16Less = "utf-16le"
	utf16More = "utf-16be"
)

// encodingOf tells UTF-16 from the rest: by its mark, or by the zeros beside
// the letters. Windows-1252 shows itself cell by cell.
func encodingOf(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return utf16Less
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return utf16More
	}
	var zeros [2]int
	for i, c := range head[:min(len(head), 4096)] {
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := min(len(head), 4096) / 2
	switch {
	case half > 1 && zeros[1] > half*3/4 && zeros[0]*8 < half:
		return utf16Less
	case half > 1 && zeros[0] > half*3/4 && zeros[1]*8 < half:
		return utf16More
	}
	return utf8Name
}

// decode makes a reader of UTF-8, apart from Windows-1252; marks are gone.
func decode(r io.Reader, encoding string) io.Reader {
	switch encoding {
	case utf16Less:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(r)
	case utf16More:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Reader(r)
	}
	return r
}

// toUTF8 reads one cell that is not UTF-8: what was written on Windows, unless
// most of it is UTF-8 indeed. Then lost is true and the loss is marked.
func toUTF8(s string) (text string, lost bool) {
	good, bad := 0, 0
	for rest := s; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		if r == utf8.RuneError && size == 1 {
			bad++
		} else if size > 1 {
			good++
		}
		rest = rest[size:]
	}
	if good > bad {
		return strings.ToValidUTF8(s, "\uFFFD"), true
	}
	text, err := charmap.Windows1252.NewDecoder().String(s)
	if err != nil {
		return strings.ToValidUTF8(s, "\uFFFD"), true
	}
	return text, strings.ContainsRune(text, utf8.RuneError)
}
