package sheet

import (
	"math"
	"strconv"
	"strings"
)

// value fills in what a text means. Dates are read in the order of the column;
// other is true when it is a date in the other order only.
func (c *Cell) value(order Order) (other bool) {
	s := strings.TrimSpace(c.Text)
	if s == "" {
		c.Kind = Empty
		return false
	}
	c.Kind = Text
	if len(s) > 48 {
		return false
	}
	first := s[0]
	if first >= '0' && first <= '9' || first == '-' || first == '+' || first == ',' || first == '.' {
		if n, ok := number(s); ok {
			c.Kind, c.Number = Number, n
			return false
		}
	}
	if first < '0' || first > '9' {
		return false
	}
	d, ok := readDate(s)
	if !ok {
		return false
	}
	if t, ok := d.in(order); ok {
		c.Kind, c.Time = Date, t
		return false
	}
	_, other = d.in(opposite(order))
	return other
}

func opposite(o Order) Order {
	if o == DayFirst {
		return MonthFirst
	}
	return DayFirst
}

// number reads "2,5", "2.5", "1.234,5", "-3", "85%" and "1e5". A point before
// three digits parts thousands, as the Dutch write.
func number(s string) (float64, bool) {
	percent := strings.HasSuffix(s, "%")
	if percent {
		s = strings.TrimSpace(s[:len(s)-1])
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && c != '.' && c != ',' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, false
		}
	}
	plain, ok := pointed(s)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsInf(n, 0) {
		return 0, false
	}
	if percent {
		n /= 100
	}
	return n, true
}

// pointed writes a number with a point for its decimals and nothing else.
func pointed(s string) (string, bool) {
	comma, point := strings.Count(s, ","), strings.Count(s, ".")
	switch {
	case comma == 0 && point == 0:
		return s, true
	case comma == 1 && point == 0:
		return strings.Replace(s, ",", ".", 1), true
	case comma == 0 && point == 1:
		if i := strings.IndexByte(s, '.'); grouped(s, ".") && strings.TrimLeft(s[:i], "+-0") != "" {
			return strings.Replace(s, ".", "", 1), true
		}
		return s, true
	case comma == 1 && strings.LastIndexByte(s, '.') < strings.IndexByte(s, ','):
		whole, rest, _ := strings.Cut(s, ",")
		return strings.ReplaceAll(whole, ".", "") + "." + rest, grouped(whole, ".")
	case point == 1 && strings.LastIndexByte(s, ',') < strings.IndexByte(s, '.'):
		whole, rest, _ := strings.Cut(s, ".")
		return strings.ReplaceAll(whole, ",", "") + "." + rest, grouped(whole, ",")
	case comma == 0:
		return strings.ReplaceAll(s, ".", ""), grouped(s, ".")
	case point == 0:
		return strings.ReplaceAll(s, ",", ""), grouped(s, ",")
	}
	return "", false
}

// grouped: one to three digits, then groups of three.
func grouped(s, mark string) bool {
	parts := strings.Split(strings.TrimLeft(s, "+-"), mark)
	for i, p := range parts {
		if len(p) > 3 || len(p) == 0 || i > 0 && len(p) != 3 || strings.Trim(p, "0123456789") != "" {
			return false
		}
	}
	return true
}

// shown is a number as a Dutch spreadsheet shows it: fifteen digits, a comma.
func shown(n float64) string {
	s := strconv.FormatFloat(n, 'g', 15, 64)
	if short := strconv.FormatFloat(n, 'f', -1, 64); len(short) <= 16 {
		s = short
	} else if f, err := strconv.ParseFloat(s, 64); err == nil && math.Abs(f) < 1e15 && math.Abs(f) >= 1e-4 {
		s = strconv.FormatFloat(f, 'f', -1, 64)
	}
	return strings.Replace(s, ".", ",", 1)
}
