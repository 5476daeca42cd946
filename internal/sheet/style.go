package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// style is how a number is shown, as far as it changes what it means.
type style byte

const (
	plain style = iota
	dateStyle
	percentStyle
	elapsedStyle
)

// readStyles gives what each style of the workbook means, by its index.
func readStyles(s *scanner) ([]style, error) {
	custom := map[string]style{}
	var out []style
	inside := false
	for {
		tok, err := s.next()
		if err != nil || tok == endOfFile {
			return out, err
		}
		switch {
		case tok == startTag && s.name == "numFmt" && len(custom) < 10_000:
			custom[string(s.attr("numFmtId"))] = styleOf(s.attrText("formatCode"))
		case s.name == "cellXfs" && tok != charData:
			inside = tok == startTag
		case tok == startTag && s.name == "xf" && inside && len(out) < 100_000:
			id := string(s.attr("numFmtId"))
			if c, ok := custom[id]; ok {
				out = append(out, c)
			} else {
				out = append(out, builtIn(id))
			}
		}
	}
}

// builtIn are the formats that have a number only (ECMA-376, 18.8.30).
func builtIn(id string) style {
	n, err := strconv.Atoi(id)
	switch {
	case err != nil:
		return plain
	case n == 9 || n == 10:
		return percentStyle
	case n >= 14 && n <= 22 || n == 45 || n == 47 || n >= 27 && n <= 36 || n >= 50 && n <= 58:
		return dateStyle
	case n == 46:
		return elapsedStyle
	}
	return plain
}

// styleOf reads a format code: letters of a date outside quotes and brackets.
func styleOf(code string) style {
	code, _, _ = strings.Cut(code, ";") // positive numbers
	found := plain
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			if j := strings.IndexByte(code[i+1:], '"'); j >= 0 {
				i += j + 1
			}
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			j := strings.IndexByte(code[i:], ']')
			if j < 0 {
				return found
			}
			if inside := strings.ToLower(code[i+1 : i+j]); inside != "" && strings.Trim(inside, "hms") == "" {
				return elapsedStyle
			}
			i += j
		case c == '%':
			return percentStyle
		case strings.IndexByte("dDmMyYhHsS", c) >= 0:
			found = dateStyle
		case strings.HasPrefix(code[i:], "General"):
			i += len("General") - 1
		}
	}
	return found
}

// serial is the moment of a number of days: from 1900, with the 29 February
// that year did not have, or from 1904.
func serial(n float64, from1904 bool) (time.Time, bool) {
	if math.IsNaN(n) || n < 0 || n >= 2_958_466 {
		return time.Time{}, false
	}
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if n < 60 {
		start = start.AddDate(0, 0, 1)
	}
	days := math.Floor(n)
	return start.AddDate(0, 0, int(days)).Add(time.Duration(math.Round((n-days)*86400)) * time.Second), true
}

// serialOf is the number of days since 1900 of a moment after February 1900.
func serialOf(t time.Time) float64 {
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	seconds := t.Unix() - start.Unix()
	return float64(seconds) / 86400
}

// numeric makes the cell of a number in a workbook.
func (w *workbook) numeric(n float64, st style) Cell {
	c := Cell{Text: shown(n), Kind: Number, Number: n}
	switch st {
	case percentStyle:
		c.Text = shown(math.Round(n*1e12)/1e10) + "%"
	case elapsedStyle:
		s := int64(math.Round(min(max(n, -1e9), 1e9) * 86400))
		c.Text = strconv.FormatInt(s/3600, 10) + time.Unix(((s%3600)+3600)%3600, 0).UTC().Format(":04:05")
	case dateStyle:
		if n > 0 && n < 1 { // a time of day
			c.Text = time.Unix(int64(math.Round(n*86400)), 0).UTC().Format("15:04:05")
		} else if t, ok := serial(n, w.from1904); ok {
			return Cell{Text: dated(t), Kind: Date, Time: t}
		}
	}
	return c
}
