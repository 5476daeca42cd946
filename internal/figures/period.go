package figures

import (
	"fmt"
	"strconv"
	"strings"

	"wederhoor/internal/calendar"
)

// Period is from one day up to and including another.
type Period struct{ From, To calendar.Date }

// Year is a calendar year.
func Year(year int) Period {
	return Period{calendar.On(year, 1, 1), calendar.On(year, 12, 31)}
}

// Quarter is a quarter of a calendar year, from 1 to 4.
func Quarter(year, quarter int) Period {
	from := calendar.On(year, 1, 1).AddMonths(3 * (quarter - 1))
	return Period{from, from.AddMonths(3).AddDays(-1)}
}

// ParsePeriod reads "2026" or "2026-3", its third quarter.
func ParsePeriod(s string) (Period, error) {
	y, q, quarterly := strings.Cut(s, "-")
	year, err := strconv.Atoi(y)
	if err != nil || len(y) != 4 || year < 1900 || year > 2200 {
		return Period{}, fmt.Errorf("period %q: no year", s)
	}
	if !quarterly {
		return Year(year), nil
	}
	quarter, err := strconv.Atoi(q)
	if err != nil || quarter < 1 || quarter > 4 || len(q) != 1 {
		return Period{}, fmt.Errorf("period %q: no quarter", s)
	}
	return Quarter(year, quarter), nil
}

// Before is the same period a year earlier.
func (p Period) Before() Period {
	return Period{p.From.AddMonths(-12), p.To.AddDays(1).AddMonths(-12).AddDays(-1)}
}

// Months lists the first days of the months in it.
func (p Period) Months() (all []calendar.Date) {
	for m := calendar.On(p.From.Year(), p.From.Month(), 1); !m.After(p.To); m = m.AddMonths(1) {
		all = append(all, m)
	}
	return all
}

// Concerns tells of a complaint whether it can count in a figure of this period: it
// was open in it, or came in so shortly before that a later one repeats it.
func (p Period) Concerns() func(*Fact) bool {
	from, to, before := DayOf(p.From), DayOf(p.To), DayOf(p.From.AddMonths(-12))
	return func(f *Fact) bool {
		return f.Received <= to && (f.Ended == 0 || f.Ended >= from || f.Received >= before)
	}
}
