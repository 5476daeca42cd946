package sheet

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Writer writes a table that Open reads back to the same texts. Numbers and
// dates stay what they are; text that a spreadsheet would take for a formula is
// guarded (OWASP: = + - @, tab, carriage return).
type Writer interface {
	// Row adds one row. The first is the header.
	Row(cells []Cell) error
	// Close writes what is left. It does not close what is below it.
	Close() error
}

// Of makes the cell of a text, with what it means.
func Of(text string) Cell {
	c := Cell{Text: text}
	c.value(DayFirst)
	return c
}

// formula: the beginning of what a spreadsheet works out.
func formula(s string) bool { return s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0 }

// guarded is a text with an apostrophe before what would be a formula, as
// spreadsheets mark text and as our own CSV does. Several of them are a text
// that had some already.
func guarded(s string) bool {
	return s != "" && s[0] == '\'' && formula(strings.TrimLeft(s, "'"))
}

// needsGuard: a number may stand as it is, "-3" typed as text may not.
func (c Cell) needsGuard() bool {
	return (formula(c.Text) || guarded(c.Text)) && (c.Kind != Number || !plainNumber(c))
}

// plainNumber: the text is the number and nothing else.
func plainNumber(c Cell) bool {
	n, ok := number(c.Text)
	return ok && n == c.Number
}

type csvWriter struct {
	w         *bufio.Writer
	delimiter string
	started   bool
}

// NewCSV writes UTF-8 with a mark and semicolons, which Excel opens at a double
// click in Dutch, and reads back without asking.
func NewCSV(w io.Writer) Writer {
	return &csvWriter{w: bufio.NewWriter(w), delimiter: ";"}
}

func (c *csvWriter) Row(cells []Cell) error {
	if !c.started {
		c.started = true
		if _, err := c.w.WriteString(byteOrderMark); err != nil {
			return fmt.Errorf("write CSV: %w", err)
		}
	}
	for i, cell := range cells {
		if i > 0 {
			_, _ = c.w.WriteString(c.delimiter) // bufio keeps the error for the last
		}
		text := strings.ToValidUTF8(cell.Text, "\uFFFD")
		if cell.needsGuard() {
			text = "'" + text
		}
		if strings.ContainsAny(text, "\";,\t\r\n|") || len(cells) == 1 && text == "" || strings.TrimSpace(text) != text {
			text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
		}
		_, _ = c.w.WriteString(text)
	}
	if _, err := c.w.WriteString("\r\n"); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

func (c *csvWriter) Close() error {
	if err := c.w.Flush(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}
