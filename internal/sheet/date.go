package sheet

import (
	"strings"
	"time"
)

// written is a date as it stands there: two numbers whose order is not known,
// unless the year or the name of a month says so.
type written struct {
	year, a, b   int // a before b
	fixed        bool
	american     bool // a.m. or p.m. beside it
	h, m, s, sub int
}

// in is the date read in an order; false when it does not exist.
func (w written) in(o Order) (time.Time, bool) {
	day, month := w.a, w.b
	if o == MonthFirst && !w.fixed {
		day, month = w.b, w.a
	}
	if month < 1 || month > 12 || day < 1 || day > 31 || w.h > 23 || w.m > 59 || w.s > 59 {
		return time.Time{}, false
	}
	t := time.Date(w.year, time.Month(month), day, w.h, w.m, w.s, w.sub*int(time.Millisecond), time.UTC)
	return t, t.Day() == day
}

// order says what this date proves: either order, one of them, or none.
func (w written) orders() (day, month bool) {
	_, day = w.in(DayFirst)
	_, month = w.in(MonthFirst)
	return day, month
}

// readDate takes 16-11-2026, 16/11/26 9:03, 2026-11-16T09:03:22Z, 11/16/2026
// 09:03:22 AM, 2024/12/03 8:48:17 p.m. CET and 16 november 2026.
func readDate(s string) (w written, ok bool) {
	p := &dateReader{s: s}
	first, mark := p.int(), p.mark()
	if first < 0 || mark == 0 {
		return w, false
	}
	second, named := p.month()
	if second < 0 {
		return w, false
	}
	again := p.mark()
	if again == 0 || !named && again != mark {
		return w, false
	}
	digits := p.i
	third := p.int()
	digits = p.i - digits
	switch {
	case third < 0:
		return w, false
	case first >= 1000 && first < 10000 && digits <= 2:
		w = written{year: first, a: third, b: second, fixed: true}
	case first < 100 && (digits == 4 || digits == 2) && mark != ':':
		w = written{year: third, a: first, b: second, fixed: named}
		if digits == 2 {
			w.year += 2000 - third/70*100
		}
	default:
		return w, false
	}
	return w, p.clock(&w)
}

type dateReader struct {
	s string
	i int
}

func (p *dateReader) rest() string { return p.s[p.i:] }

func (p *dateReader) int() int {
	n, start := 0, p.i
	for p.i < len(p.s) && p.i-start < 6 && p.s[p.i] >= '0' && p.s[p.i] <= '9' {
		n = n*10 + int(p.s[p.i]-'0')
		p.i++
	}
	if p.i == start {
		return -1
	}
	return n
}

// mark steps over what parts the numbers; "16 nov. 2026" has two.
func (p *dateReader) mark() (c byte) {
	for p.i < len(p.s) && strings.IndexByte("-/. ", p.s[p.i]) >= 0 {
		if c == 0 || c == ' ' {
			c = p.s[p.i]
		}
		p.i++
	}
	return c
}

var months = map[string]int{"jan": 1, "feb": 2, "maa": 3, "mrt": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12}

func (p *dateReader) month() (n int, named bool) {
	start := p.i
	for p.i < len(p.s) && p.s[p.i]|0x20 >= 'a' && p.s[p.i]|0x20 <= 'z' {
		p.i++
	}
	if p.i == start {
		return p.int(), false
	}
	if n, ok := months[strings.ToLower(p.s[start:min(start+3, p.i)])]; ok {
		return n, true
	}
	return -1, false
}

// clock reads the time behind a date; what stands behind that may be a zone.
func (p *dateReader) clock(w *written) bool {
	p.i += len(p.rest()) - len(strings.TrimLeft(p.rest(), ", \u00a0\u202fT"))
	if p.rest() == "" {
		return true
	}
	if w.h = p.int(); w.h < 0 || !p.step(":.") {
		return false
	}
	if w.m = p.int(); w.m < 0 {
		return false
	}
	if p.step(":.") {
		if w.s = p.int(); w.s < 0 {
			return false
		}
		if p.step(".,") {
			p.fraction(w)
		}
	}
	return p.half(w) && zone(strings.TrimSpace(p.rest()))
}

func (p *dateReader) step(marks string) bool {
	if p.i < len(p.s) && strings.IndexByte(marks, p.s[p.i]) >= 0 {
		p.i++
		return true
	}
	return false
}

func (p *dateReader) fraction(w *written) {
	for scale := 100; p.i < len(p.s) && p.s[p.i] >= '0' && p.s[p.i] <= '9'; p.i++ {
		w.sub += int(p.s[p.i]-'0') * scale
		scale /= 10
	}
}

// half reads a.m. and p.m.
func (p *dateReader) half(w *written) bool {
	rest := strings.TrimLeft(p.rest(), " \u00a0\u202f")
	for _, mark := range []string{"a.m.", "p.m.", "am", "pm"} {
		if len(rest) < len(mark) || !strings.EqualFold(rest[:len(mark)], mark) {
			continue
		}
		w.american = true
		p.i = len(p.s) - len(rest) + len(mark)
		if w.h == 0 || w.h > 12 {
			return w.h == 0 || mark[0] == 'p'
		}
		w.h %= 12
		if mark[0] == 'p' {
			w.h += 12
		}
		return true
	}
	return true
}

func zone(s string) bool {
	return len(s) <= 10 && strings.Trim(s, "+-:0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && (s == "" || s[0] < '0' || s[0] > '9')
}

// dated is how a date is shown: without a time when it has none.
func dated(t time.Time) string {
	switch {
	case t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0:
		return t.Format("02-01-2006")
	case t.Second() == 0:
		return t.Format("02-01-2006 15:04")
	}
	return t.Format("02-01-2006 15:04:05")
}
