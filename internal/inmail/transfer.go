package inmail

import (
	"bytes"
	"strings"
)

// decode undoes the transfer encoding and never gives up: what is broken is
// skipped. An unknown encoding is taken as none.
func (b *body) decode(encoding, kind string, raw []byte) []byte {
	encoding, _, _ = strings.Cut(encoding, ";")
	switch strings.ToLower(strings.Trim(clip(encoding, 100), " \t\"'")) {
	case "base64":
		if strings.HasPrefix(kind, "multipart/") { // not allowed, and then not done either
			return raw
		}
		out, ok := base64Bytes(raw)
		if !ok {
			b.notes.add(BadEncoding)
		}
		return out
	case "quoted-printable":
		out, ok := quotedBytes(raw)
		if !ok {
			b.notes.add(BadEncoding)
		}
		return out
	case "", "7bit", "8bit", "binary":
	default:
		b.notes.add(BadEncoding)
	}
	return raw
}

// digits of base64: 64 for white space, 65 for padding, 66 for what is wrong.
var digits = func() (d [256]byte) {
	for i := range d {
		d[i] = 66
	}
	for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		d[c] = byte(i)
	}
	d['-'], d['_'], d['='] = 62, 63, 65
	d[' '], d['\t'], d['\r'], d['\n'] = 64, 64, 64, 64
	return d
}()

// base64Bytes reads on after padding, as some programs join encoded pieces, and
// reports whether everything was as it should be.
func base64Bytes(raw []byte) (out []byte, ok bool) {
	out, ok = make([]byte, 0, len(raw)/4*3+3), true
	var bits uint32
	have := 0
	for _, c := range raw {
		d := digits[c]
		switch {
		case d < 64:
			if bits, have = bits<<6|uint32(d), have+1; have == 4 {
				out = append(out, byte(bits>>16&0xff), byte(bits>>8&0xff), byte(bits&0xff))
				bits, have = 0, 0
			}
		case d == 65 && have > 0:
			out = flush(out, bits, have)
			bits, have = 0, 0
		case d == 66:
			ok = false
		}
	}
	return flush(out, bits, have), ok && have == 0
}

// flush adds the bytes of an incomplete group.
func flush(out []byte, bits uint32, have int) []byte {
	switch have {
	case 2:
		return append(out, byte(bits>>4&0xff))
	case 3:
		return append(out, byte(bits>>10&0xff), byte(bits>>2&0xff))
	}
	return out
}

// quotedBytes keeps an = that begins no escape, as people write them.
func quotedBytes(raw []byte) (out []byte, ok bool) {
	out, ok = make([]byte, 0, len(raw)), true
	for len(raw) > 0 {
		i := bytes.IndexByte(raw, '=')
		if i < 0 {
			return append(out, raw...), ok
		}
		out, raw = append(out, raw[:i]...), raw[i+1:]
		if n := softBreak(raw); n > 0 || len(raw) == 0 {
			raw = raw[n:]
		} else if len(raw) >= 2 && unhex(raw[0]) < 16 && unhex(raw[1]) < 16 {
			out, raw = append(out, unhex(raw[0])<<4|unhex(raw[1])), raw[2:]
		} else {
			out, ok = append(out, '='), false
		}
	}
	return out, ok
}

// softBreak is the length of a line end, with the spaces that relays add.
func softBreak(raw []byte) int {
	for i, c := range raw[:min(len(raw), 80)] {
		switch c {
		case '\n':
			return i + 1
		case ' ', '\t', '\r':
		default:
			return 0
		}
	}
	return 0
}

func unhex(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	}
	return 16
}
