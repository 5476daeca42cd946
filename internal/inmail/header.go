package inmail

import (
	"bytes"
	"strings"
)

// source hands out lines; every byte of a mail passes it once.
type source struct{ rest []byte }

// line returns the next line with its end.
func (s *source) line() []byte {
	l := s.peek()
	s.rest = s.rest[len(l):]
	return l
}

// peek is that line without taking it.
func (s *source) peek() []byte {
	if i := bytes.IndexByte(s.rest, '\n'); i >= 0 {
		return s.rest[:i+1]
	}
	return s.rest
}

// start skips what programs that save a mail put before it: a byte order mark,
// empty lines and the "From " line of an mbox. A mail with old Macintosh line
// ends only gets new ones.
func start(raw []byte) []byte {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(raw, '\n') < 0 && bytes.IndexByte(raw, '\r') >= 0 {
		raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	}
	if trimmed := bytes.TrimLeft(raw, "\r\n"); isField(trimmed) || isEnvelope(trimmed) {
		raw = trimmed
	}
	if isEnvelope(raw) {
		if i := bytes.IndexByte(raw, '\n'); i >= 0 {
			return raw[i+1:]
		}
	}
	return raw
}

func isEnvelope(l []byte) bool {
	return bytes.HasPrefix(l, []byte("From ")) || bytes.HasPrefix(l, []byte(">From "))
}

// header is the fields by lower-case name, unfolded, topmost first.
type header map[string][]string

func (h header) all(name string) []string { return h[name] }
func (h header) first(name string) string { return first(h[name]) }
func (h header) empty() bool              { return len(h) == 0 }

// readHeader takes the lines up to the empty one. Where the empty line was
// forgotten, the header ends at the first lines that are no fields, or at a
// line where stop says so.
func readHeader(s *source, n *notes, stop func([]byte) bool) header {
	h, size, fields := header{}, 0, 0
	for len(s.rest) > 0 {
		before := s.rest
		l := s.line()
		if stop(l) {
			s.rest = before
			return h
		}
		if isBlank(before) {
			return h
		}
		if !isField(l) {
			if size == 0 || !isField(s.rest) {
				s.rest = before
				return h
			}
			n.add(BadHeader)
			continue
		}
		end := folded(s.rest)
		value := before[:len(before)-len(s.rest)+end]
		s.rest = s.rest[end:]
		size += len(value)
		if fields++; fields > maxFields || size > maxHeader {
			n.add(HeaderTooLarge)
			if value = clipField(value, size-len(value), fields); value == nil {
				continue
			}
		}
		h.add(value)
	}
	return h
}

// clipField keeps what still fits of the field that crosses the limit.
func clipField(value []byte, before, fields int) []byte {
	room := maxHeader - before
	if fields > maxFields || room <= bytes.IndexByte(value, ':')+1 {
		return nil
	}
	return value[:room]
}

func (h header) add(field []byte) {
	i := bytes.IndexByte(field, ':')
	name := strings.ToLower(string(bytes.TrimRight(field[:i], " \t")))
	h[name] = append(h[name], unfold(field[i+1:]))
}

// folded is how many bytes of continuation lines come next.
func folded(rest []byte) (n int) {
	for n < len(rest) && (rest[n] == ' ' || rest[n] == '\t') {
		i := bytes.IndexByte(rest[n:], '\n') + 1
		if i == 0 {
			return len(rest)
		}
		if isBlank(rest[n:]) && !isField(rest[n+i:]) {
			return n
		}
		n += i
	}
	return n
}

// unfold takes the line ends out and keeps the white space that follows them.
func unfold(value []byte) string {
	if bytes.IndexByte(value, '\n') < 0 {
		return string(bytes.TrimSpace(value))
	}
	out := make([]byte, 0, len(value))
	for _, c := range value {
		if c != '\n' && c != '\r' {
			out = append(out, c)
		}
	}
	return string(bytes.TrimSpace(out))
}

// isBlank says whether a line comes next that is empty or holds only spaces.
// The latter ends a header unless a field follows: programs that fold badly
// write such lines between fields.
func isBlank(rest []byte) bool {
	return softBreak(rest) > 0
}

// isField says whether the line begins as a header field: a name of visible
// ASCII and a colon, with or without space before it.
func isField(l []byte) bool {
	for i, c := range l[:min(len(l), 200)] {
		switch {
		case c == ':':
			return i > 0
		case c == ' ' || c == '\t':
			rest := bytes.TrimLeft(l[i:min(len(l), 200)], " \t")
			return i > 0 && len(rest) > 0 && rest[0] == ':'
		case c < '!' || c > '~':
			return false
		}
	}
	return false
}

func never([]byte) bool { return false }
