package inmail

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// others are names that the index of the web does not hold. Those without a
// charset say only that the sender did not know.
var others = map[string]encoding.Encoding{
	"cp850": charmap.CodePage850, "ibm850": charmap.CodePage850, "cp437": charmap.CodePage437, "ibm437": charmap.CodePage437,
	"cp858": charmap.CodePage858, "utf-16": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	"": nil, "us-ascii": nil, "ascii": nil, "ansi": nil, "unknown-8bit": nil, "x-unknown": nil, "default": nil, "default_charset": nil, "binary": nil,
}

// decodeText makes UTF-8 of what a sender says is in a charset. The bytes win
// from the declaration: UTF-8 with letters beyond ASCII is not written by
// accident, and what is said to be UTF-8 and is not was written on Windows.
func decodeText(data []byte, label string, n *notes) string {
	label = strings.ToLower(strings.Trim(clip(label, 100), " \t\"'"))
	enc, known := others[label]
	if !known {
		found, err := htmlindex.Get(label)
		name := "replacement" // what the web refuses to read
		if err == nil {
			name, _ = htmlindex.Name(found)
		}
		switch name {
		case "utf-8":
			return decodeUTF8(data, true, n)
		case "replacement":
			n.add(CharsetUnknown)
		default:
			enc = found
		}
	}
	switch {
	case ascii(data) && (enc == nil || isCharmap(enc)):
		return string(data)
	case enc == nil:
		return decodeUTF8(data, label != "", n)
	case isCharmap(enc) && utf8.Valid(data), strings.HasPrefix(label, "utf-16") && utf8.Valid(data) && bytes.IndexByte(data, 0) < 0:
		n.add(CharsetGuessed)
		return string(data)
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		n.add(CharsetGuessed)
		return decodeUTF8(data, true, n)
	}
	if strings.Contains(string(out), "\uFFFD") {
		n.add(BadEncoding)
	}
	return string(out)
}

// decodeUTF8 falls back to Windows-1252 unless most of what is beyond ASCII is
// UTF-8 indeed; then single faults, as of a text that was cut, are marked.
func decodeUTF8(data []byte, declared bool, n *notes) string {
	if utf8.Valid(data) {
		return string(data)
	}
	good, bad := 0, 0
	for rest := data; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			bad++
		} else if size > 1 {
			good++
		}
		rest = rest[size:]
	}
	if declared && good > bad || good > 4*bad {
		n.add(BadEncoding)
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	n.add(CharsetGuessed)
	out, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	return string(out)
}

func isCharmap(enc encoding.Encoding) bool {
	_, ok := enc.(*charmap.Charmap)
	return ok
}

func ascii(data []byte) bool {
	for _, c := range data {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
