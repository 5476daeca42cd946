package sheet

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scanner reads the XML of a workbook, tag by tag. It is not a reader of XML in
// general: no document types and so no entities but the five, no namespaces, a
// tag of at most maxTag bytes. Its memory does not depend on the file.
type scanner struct {
	in   io.Reader
	buf  []byte
	at   int
	done bool

	name  string // of the tag, without prefix; only names in known are given, others are ""
	attrs []byte
	text  []byte
	ended bool // <x/> still owes its end
}

const maxTag = 64 << 10

type token int

const (
	endOfFile token = iota
	startTag
	endTag
	charData
)

func newScanner(in io.Reader) *scanner { return &scanner{in: in, buf: make([]byte, 0, 2*maxTag)} }

// names that mean something here; the compiler makes no string of a lookup.
var known = func() map[string]string {
	m := map[string]string{}
	for _, n := range strings.Fields("row c v f is t rPh si sheet workbookPr Relationship numFmt cellXfs xf cellStyleXfs sheetData sst r workbook worksheet") {
		m[n] = n
	}
	return m
}()

var errDamaged = Problem{Code: Damaged}

// next is the next tag or text. Comments and instructions are passed over.
func (s *scanner) next() (token, error) {
	if s.ended {
		s.ended = false
		return endTag, nil
	}
	for {
		if err := s.need(1); err != nil {
			return endOfFile, err
		}
		if s.at == len(s.buf) {
			return endOfFile, nil
		}
		if s.buf[s.at] != '<' {
			return charData, s.chars()
		}
		if err := s.need(9); err != nil {
			return endOfFile, err
		}
		rest := s.buf[s.at:]
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			if err := s.until("-->"); err != nil {
				return endOfFile, err
			}
		case bytes.HasPrefix(rest, []byte("<?")):
			if err := s.until("?>"); err != nil {
				return endOfFile, err
			}
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			return charData, s.cdata()
		case bytes.HasPrefix(rest, []byte("<!")):
			return endOfFile, errDamaged // a document type: nobody's spreadsheet has one
		default:
			return s.tag()
		}
	}
}

// need has n bytes in view, or all there are.
func (s *scanner) need(n int) error {
	for len(s.buf)-s.at < n && !s.done {
		copy(s.buf, s.buf[s.at:])
		s.buf, s.at = s.buf[:len(s.buf)-s.at], 0
		k, err := s.in.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+k]
		if errors.Is(err, io.EOF) {
			s.done = true
		} else if err != nil {
			return damaged(err)
		}
	}
	return nil
}

func (s *scanner) until(end string) error {
	for {
		if i := bytes.Index(s.buf[s.at:], []byte(end)); i >= 0 {
			s.at += i + len(end)
			return nil
		}
		if s.done {
			return errDamaged
		}
		s.at = max(s.at, len(s.buf)-len(end)+1)
		if err := s.need(maxTag); err != nil {
			return err
		}
	}
}

func (s *scanner) tag() (token, error) {
	end := s.tagEnd()
	if end < 0 {
		if err := s.need(maxTag); err != nil {
			return endOfFile, err
		}
		if end = s.tagEnd(); end < 0 {
			return endOfFile, errDamaged
		}
	}
	body := s.buf[s.at+1 : s.at+end]
	s.at += end + 1
	kind := startTag
	if len(body) > 0 && body[0] == '/' {
		kind, body = endTag, body[1:]
	} else if len(body) > 0 && body[len(body)-1] == '/' {
		s.ended, body = true, body[:len(body)-1]
	}
	i := bytes.IndexAny(body, " \t\r\n")
	if i < 0 {
		i = len(body)
	}
	name := body[:i]
	if c := bytes.LastIndexByte(name, ':'); c >= 0 {
		name = name[c+1:]
	}
	s.name, s.attrs = known[string(name)], body[i:]
	return kind, nil
}

// tagEnd is where > stands outside quotation marks, from the start of the tag.
func (s *scanner) tagEnd() int {
	rest := s.buf[s.at:]
	var quote byte
	for i, c := range rest {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

// attr is the value of an attribute of the tag, by its name with or without a
// prefix; nil when it is not there.
func (s *scanner) attr(name string) []byte {
	rest := s.attrs
	for {
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return nil
		}
		key := bytes.TrimSpace(rest[:eq])
		rest = bytes.TrimLeft(rest[eq+1:], " \t\r\n")
		if len(rest) == 0 {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		value := rest[1 : 1+end]
		rest = rest[end+2:]
		if c := bytes.LastIndexByte(key, ':'); c >= 0 {
			key = key[c+1:]
		}
		if string(key) == name {
			return value
		}
	}
}

// attrText is an attribute as text.
func (s *scanner) attrText(name string) string { return string(unescape(nil, s.attr(name))) }

// chars takes text up to a tag, or as much as is in view; never half an entity.
func (s *scanner) chars() error {
	rest := s.buf[s.at:]
	i := bytes.IndexByte(rest, '<')
	if i < 0 {
		if err := s.need(maxTag); err != nil {
			return err
		}
		rest = s.buf[s.at:]
		if i = bytes.IndexByte(rest, '<'); i < 0 {
			i = len(rest)
			if amp := bytes.LastIndexByte(rest, '&'); amp > 0 && i-amp < 12 && !s.done {
				i = amp
			}
			for k := i; k > i-4 && k > 0 && !s.done; k-- { // never half a letter
				if utf8.RuneStart(rest[k-1]) {
					if !utf8.FullRune(rest[k-1 : i]) {
						i = k - 1
					}
					break
				}
			}
			i = max(i, 1)
		}
	}
	s.text = unescape(s.text[:0], rest[:i])
	s.at += i
	return nil
}

func (s *scanner) cdata() error {
	s.at += len("<![CDATA[")
	s.text = s.text[:0]
	for {
		rest := s.buf[s.at:]
		i := bytes.Index(rest, []byte("]]>"))
		if i >= 0 {
			s.text = append(s.text, rest[:i]...)
			s.at += i + 3
			return nil
		}
		if s.done || len(s.text) > 8*MaxCell {
			return errDamaged
		}
		i = max(0, len(rest)-2)
		s.text = append(s.text, rest[:i]...)
		s.at += i
		if err := s.need(maxTag); err != nil {
			return err
		}
	}
}

var entities = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

// unescape adds text with its entities and line ends read.
func unescape(dst, src []byte) []byte {
	for {
		i := bytes.IndexAny(src, "&\r")
		if i < 0 {
			return append(dst, src...)
		}
		dst = append(dst, src[:i]...)
		src = src[i:]
		if src[0] == '\r' { // XML: a line end is one \n
			dst, src = append(dst, '\n'), bytes.TrimPrefix(src[1:], []byte("\n"))
			continue
		}
		end := bytes.IndexByte(src[:min(len(src), 12)], ';')
		r, ok := rune(0), false
		if end > 0 {
			r, ok = entity(src[1:end])
		}
		if !ok {
			dst, src = append(dst, '&'), src[1:]
			continue
		}
		dst, src = utf8.AppendRune(dst, r), src[end+1:]
	}
}

func entity(name []byte) (rune, bool) {
	if len(name) > 1 && name[0] == '#' {
		digits, base := string(name[1:]), 10
		if digits[0] == 'x' || digits[0] == 'X' {
			digits, base = digits[1:], 16
		}
		n, err := strconv.ParseUint(digits, base, 21)
		return rune(n), err == nil && n > 0 && n <= utf8.MaxRune
	}
	r, ok := entities[string(name)]
	return r, ok
}

// unmarked reads what Excel writes for letters that XML cannot hold: _x000D_.
func unmarked(s string) string {
	i := strings.Index(s, "_x")
	if i < 0 {
		return s
	}
	var b strings.Builder
	for i >= 0 {
		b.WriteString(s[:i])
		s = s[i:]
		if len(s) >= 7 && s[6] == '_' {
			if n, err := strconv.ParseUint(s[2:6], 16, 16); err == nil && (n < 0xd800 || n > 0xdfff) {
				b.WriteRune(rune(n))
				s = s[7:]
				i = strings.Index(s, "_x")
				continue
			}
		}
		b.WriteString("_x")
		s = s[2:]
		i = strings.Index(s, "_x")
	}
	b.WriteString(s)
	return b.String()
}
