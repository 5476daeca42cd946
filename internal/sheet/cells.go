package sheet

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// sheetSource reads the rows of one sheet of a workbook.
type sheetSource struct {
	book *workbook
	file string
}

func (s *sheetSource) rows(yield func(*raw) error) error {
	return s.book.read(s.file, func(x *scanner) error {
		p := &cellReader{book: s.book, x: x}
		for {
			tok, err := x.next()
			if err != nil || tok == endOfFile {
				return err
			}
			if err := p.token(tok, yield); err != nil {
				return err
			}
		}
	})
}

// cellReader follows the tags of a sheet: row, c, v, f, is, t.
type cellReader struct {
	book *workbook
	x    *scanner
	row  raw

	column   int // of this cell, from 0
	kind     [12]byte
	kindSize int
	style    int
	text     []byte
	taking   bool // between <v> or <t> and its end
	phonetic bool
	formula  bool
	value    bool
}

func (p *cellReader) token(tok token, yield func(*raw) error) error {
	x := p.x
	if tok == charData {
		if p.taking && !p.phonetic {
			if p.text = append(p.text, x.text...); len(p.text) > 8*MaxCell {
				return Problem{Code: CellTooLong, Row: p.row.number, Column: p.column + 1}
			}
		}
		return nil
	}
	switch start := tok == startTag; x.name {
	case "row":
		if start {
			return p.startRow()
		}
		return p.endRow(yield)
	case "c":
		if start {
			return p.startCell()
		}
		return p.endCell()
	case "v", "t":
		p.taking, p.value = start, true
	case "rPh":
		p.phonetic = start
	case "f":
		p.formula = true
	}
	return nil
}

func (p *cellReader) startRow() error {
	number := p.row.number + 1
	if n, err := strconv.Atoi(string(p.x.attr("r"))); err == nil && n >= number {
		number = n
	}
	p.row.reset(number)
	p.column = -1
	return nil
}

func (p *cellReader) startCell() error {
	p.column = columnOf(p.x.attr("r"), p.column+1)
	if p.column > MaxColumns {
		return Problem{Code: TooManyColumns, Row: p.row.number, Column: p.column + 1}
	}
	p.kindSize = copy(p.kind[:], p.x.attr("t"))
	p.style, _ = strconv.Atoi(string(p.x.attr("s")))
	p.text, p.taking, p.formula, p.value = p.text[:0], false, false, false
	return nil
}

// endRow: rows that only have a colour may go on to the end of the sheet.
func (p *cellReader) endRow(yield func(*raw) error) error {
	if p.row.number > MaxRows+1 && p.row.filled() > 0 {
		return Problem{Code: TooManyRows, Row: p.row.number}
	}
	return yield(&p.row)
}

// columnOf reads the letters of "AB12"; without any, or backwards, it is the
// next.
func columnOf(ref []byte, next int) int {
	n := 0
	for _, c := range ref {
		if c |= 0x20; c < 'a' || c > 'z' || n > MaxColumns {
			break
		}
		n = n*26 + int((c|0x20)-'a') + 1
	}
	return max(n-1, next)
}

func (p *cellReader) endCell() error {
	if !p.value && !p.formula || p.column < 0 {
		return nil
	}
	for len(p.row.cells) < p.column {
		p.row.cells = append(p.row.cells, Cell{})
	}
	c := p.cell()
	if len(c.Text) > MaxCell && utf8.RuneCountInString(c.Text) > MaxCell {
		return Problem{Code: CellTooLong, Row: p.row.number, Column: p.column + 1}
	}
	if !utf8.ValidString(c.Text) {
		c.Text = strings.ToValidUTF8(c.Text, "\uFFFD")
		p.row.complain(BadEncoding, p.column+1)
	}
	if p.formula && len(p.text) == 0 {
		p.row.complain(NoResult, p.column+1)
	}
	p.row.cells = append(p.row.cells, c)
	return nil
}

// cell is what the text between the tags means, by the kind of the cell.
func (p *cellReader) cell() Cell {
	switch string(p.kind[:p.kindSize]) {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(string(p.text)))
		if err != nil {
			i = -1
		}
		text, ok := p.book.texts.at(i)
		if !ok {
			p.row.complain(NoResult, p.column+1)
		}
		return p.typed(text)
	case "inlineStr", "str":
		return p.typed(string(p.text))
	case "b":
		if strings.TrimSpace(string(p.text)) == "1" {
			return Cell{Text: "WAAR", Kind: Boolean, Number: 1}
		}
		return Cell{Text: "ONWAAR", Kind: Boolean}
	case "e":
		return Cell{Text: string(p.text), Kind: Fault}
	case "d":
		c := Cell{Text: string(p.text)}
		if c.value(DayFirst); c.Kind == Date {
			c.Text = dated(c.Time)
		}
		return c
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(string(p.text)), 64)
	if err != nil {
		return Cell{Text: string(p.text)}
	}
	st := plain
	if p.style >= 0 && p.style < len(p.book.styles) {
		st = p.book.styles[p.style]
	}
	return p.book.numeric(n, st)
}

// typed is a text that a person typed; what looks like a formula was guarded.
func (p *cellReader) typed(s string) Cell {
	c := Cell{Text: unmarked(s)}
	if formula(c.Text) {
		c.Kind = Text
	}
	return c
}
