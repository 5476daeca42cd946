package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// csvSource reads text with a delimiter. encoding/csv is not used: it stops at
// a loose quotation mark, changes line ends inside a cell, and reads to the end
// of the file when one is not closed.
type csvSource struct {
	open      func() (io.ReadCloser, error)
	encoding  string
	delimiter byte
	skip      int // bytes of "sep=;" and its line end, after decoding
}

func openCSV(open func() (io.ReadCloser, error), head []byte, o Options) (*Table, error) {
	s := &csvSource{open: open, encoding: encodingOf(head)}
	text, err := io.ReadAll(io.LimitReader(decode(bytes.NewReader(head), s.encoding), 128<<10))
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, Problem{Code: NotASheet}
	}
	text = bytes.TrimPrefix(text, []byte(byteOrderMark))
	if line, _, _ := bytes.Cut(text, []byte("\n")); len(line) >= 5 && len(line) <= 6+1 && strings.EqualFold(string(line[:4]), "sep=") && line[4] < 0x80 {
		s.delimiter, s.skip = line[4], min(len(line)+1, len(text))
		text = text[s.skip:]
	}
	if o.Delimiter > 0 && o.Delimiter < 0x80 {
		s.delimiter = byte(o.Delimiter)
	} else if s.delimiter == 0 {
		s.delimiter = sniff(text)
	}
	t := &Table{Format: CSV, Delimiter: rune(s.delimiter), Encoding: s.encoding, Sheets: []Sheet{{Chosen: true, Filled: true}}, source: s}
	if s.encoding == utf8Name {
		t.warnOfEncoding(text)
	}
	return t, nil
}

// warnOfEncoding says how letters in the beginning of the file were written.
func (t *Table) warnOfEncoding(text []byte) {
	if len(text) > 32<<10 { // the last line may be cut off in a letter
		text = text[:max(0, bytes.LastIndexByte(text, '\n'))]
	}
	win, utf := 0, 0
	for line := range bytes.Lines(text) {
		if !utf8.Valid(line) {
			win++
		} else if len(line) != utf8.RuneCount(line) {
			utf++
		}
	}
	if win > 0 {
		t.Encoding = winName
	}
	if win > 0 && utf > 0 {
		t.warn(Problem{Code: MixedEncoding})
	}
}

const byteOrderMark = "\xef\xbb\xbf"

func (s *csvSource) rows(yield func(*raw) error) error {
	in, err := s.open()
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // only read
	p := &csvReader{in: decode(in, s.encoding), delimiter: s.delimiter, buf: make([]byte, 0, 64<<10)}
	if err := p.begin(s.skip); err != nil {
		return err
	}
	for r := (&raw{}); ; {
		r.reset(r.number + 1)
		if err := p.record(r); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if r.number > MaxRows+1 {
			return Problem{Code: TooManyRows, Row: r.number}
		}
		if err := yield(r); err != nil {
			return err
		}
	}
}

// csvReader finds records in a window on the input. Every byte is looked at
// twice: once to find the end of its cell, once to make text of it.
type csvReader struct {
	in        io.Reader
	buf       []byte
	at        int // of what is not yet read in buf
	done      bool
	delimiter byte
}

// begin steps over the mark and what tells Excel the delimiter.
func (p *csvReader) begin(skip int) error {
	if err := p.more(); err != nil {
		return err
	}
	p.at = len(p.buf) - len(bytes.TrimPrefix(p.buf, []byte(byteOrderMark)))
	for len(p.buf)-p.at < skip && !p.done {
		if err := p.more(); err != nil {
			return err
		}
	}
	p.at = min(p.at+skip, len(p.buf))
	return nil
}

// more reads on, keeping what is not yet used.
func (p *csvReader) more() error {
	kept := len(p.buf) - p.at
	if kept > cap(p.buf)/2 {
		bigger := make([]byte, kept, 2*cap(p.buf))
		copy(bigger, p.buf[p.at:])
		p.buf = bigger
	} else {
		copy(p.buf, p.buf[p.at:])
		p.buf = p.buf[:kept]
	}
	p.at = 0
	for tries := 0; tries < 100; tries++ {
		n, err := p.in.Read(p.buf[len(p.buf):cap(p.buf)])
		p.buf = p.buf[:len(p.buf)+n]
		if errors.Is(err, io.EOF) {
			p.done = true
			return nil
		}
		if err != nil {
			return damaged(err)
		}
		if n > 0 {
			return nil
		}
	}
	return io.ErrNoProgress
}

// damaged keeps a fault of the disk apart from a file that is not right.
func damaged(err error) error {
	if _, ok := errors.AsType[Problem](err); ok {
		return err
	}
	return fmt.Errorf("%w (%w)", Problem{Code: Damaged}, err)
}

// record reads one row; io.EOF when there is none.
func (p *csvReader) record(r *raw) error {
	if p.at == len(p.buf) {
		if p.done {
			return io.EOF
		}
		if err := p.more(); err != nil {
			return err
		}
		if p.at == len(p.buf) && p.done {
			return io.EOF
		}
	}
	for {
		if len(r.cells) == MaxColumns+1 {
			return Problem{Code: TooManyColumns, Row: r.number}
		}
		last, err := p.cell(r)
		if err != nil || last {
			return err
		}
	}
}

// cell reads up to and over the delimiter or the end of the line.
func (p *csvReader) cell(r *raw) (last bool, err error) {
	if c, ok, err := p.peek(0); err != nil {
		return false, err
	} else if ok && c == '"' {
		return p.quoted(r)
	}
	for i := 0; ; i++ {
		if p.at+i == len(p.buf) {
			if p.done {
				return true, p.take(r, i, 0, false)
			}
			if i > 4*MaxCell {
				return false, p.tooLong(r)
			}
			if err := p.more(); err != nil {
				return false, err
			}
			i--
			continue
		}
		switch c := p.buf[p.at+i]; {
		case c == p.delimiter && c != 0:
			return false, p.take(r, i, 1, false)
		case c == '\n':
			return true, p.take(r, i, 1, false)
		case c == '\r':
			next, ok, err := p.peek(i + 1)
			if err != nil {
				return false, err
			}
			if ok && next == '\n' {
				return true, p.take(r, i, 2, false)
			}
			return true, p.take(r, i, 1, false)
		}
	}
}

// peek looks i bytes ahead; not ok is the end of the file.
func (p *csvReader) peek(i int) (c byte, ok bool, err error) {
	for p.at+i >= len(p.buf) {
		if p.done {
			return 0, false, nil
		}
		if err := p.more(); err != nil {
			return 0, false, err
		}
	}
	return p.buf[p.at+i], true, nil
}

// quoted reads a cell between quotation marks. One inside that is not doubled
// is kept, as people type them.
func (p *csvReader) quoted(r *raw) (last bool, err error) {
	p.at++
	doubled, stray := false, false
	for i := 0; ; i++ {
		if i > 4*MaxCell+2 {
			return false, p.tooLong(r)
		}
		c, ok, err := p.peek(i)
		if err != nil {
			return false, err
		}
		if !ok {
			return false, Problem{Code: OpenQuote, Row: r.number, Column: len(r.cells) + 1}
		}
		if c != '"' {
			continue
		}
		next, ok, err := p.peek(i + 1)
		if err != nil {
			return false, err
		}
		switch {
		case ok && next == '"':
			doubled = true
			i++
			continue
		case ok && next != p.delimiter && next != '\n' && next != '\r':
			if !stray {
				stray = true
				r.complain(StrayQuote, len(r.cells)+1)
			}
			continue
		}
		return p.closeQuote(r, i, doubled)
	}
}

func (p *csvReader) closeQuote(r *raw, size int, doubled bool) (last bool, err error) {
	next, ok, err := p.peek(size + 1)
	if err != nil {
		return false, err
	}
	over := 1
	if ok {
		over = 2
		last = next != p.delimiter
	} else {
		last = true
	}
	if next == '\r' && ok {
		if after, ok, err := p.peek(size + 2); err != nil {
			return false, err
		} else if ok && after == '\n' {
			over = 3
		}
	}
	return last, p.take(r, size, over, doubled)
}

// take makes a cell of the bytes that come and steps over them.
func (p *csvReader) take(r *raw, size, over int, doubled bool) error {
	text := string(p.buf[p.at : p.at+size])
	p.at += size + over
	if doubled {
		text = strings.ReplaceAll(text, `""`, `"`)
	}
	if !utf8.ValidString(text) {
		var lost bool
		if text, lost = toUTF8(text); lost {
			r.complain(BadEncoding, len(r.cells)+1)
		}
	}
	if len(text) > MaxCell && utf8.RuneCountInString(text) > MaxCell {
		return p.tooLong(r)
	}
	c := Cell{Text: text}
	if guarded(text) {
		c.Text, c.Kind = text[1:], Text
	}
	r.cells = append(r.cells, c)
	return nil
}

// tooLong: hundreds of lines in one cell are rows that an open quotation mark
// swallowed.
func (p *csvReader) tooLong(r *raw) error {
	code := CellTooLong
	if bytes.Count(p.buf[p.at:], []byte("\n")) > 100 {
		code = OpenQuote
	}
	return Problem{Code: code, Row: r.number, Column: len(r.cells) + 1}
}
