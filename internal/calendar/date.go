package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a civil date without time or zone. It can be compared with == and be
// the key of a map. The zero value means "no date": it sorts before every other
// date, prints as "" and stays zero under arithmetic.
type Date struct {
	year  int
	month time.Month
	day   int
}

// On is the date of year, month and day; values out of range are carried over
// as [time.Date] does, so On(2025, 2, 30) is 2 March 2025.
func On(year int, month time.Month, day int) Date {
	y, m, d := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Date()
	return Date{y, m, d}
}

// Parse reads "2006-01-02" and nothing else; a date that does not exist, such
// as 2025-02-30, is an error.
func Parse(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("calendar: %q is not a date such as 2025-04-22", s)
	}
	return On(t.Date()), nil
}

// IsZero reports "no date".
func (d Date) IsZero() bool { return d == Date{} }

// String is the ISO form, or "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// Year is 0 for no date.
func (d Date) Year() int { return d.year }

// Month is 0 for no date.
func (d Date) Month() time.Month { return d.month }

// Day is the day of the month, 0 for no date.
func (d Date) Day() int { return d.day }

// Weekday has no meaning for the zero date.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d is later than other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// Compare is -1, 0 or +1 and serves slices.SortFunc.
func (d Date) Compare(other Date) int {
	return cmp.Or(
		cmp.Compare(d.year, other.year),
		cmp.Compare(d.month, other.month),
		cmp.Compare(d.day, other.day),
	)
}

// AddDays counts calendar days, backwards when n is negative.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	return On(d.year, d.month, d.day+n)
}

// AddMonths keeps the day of the month, or takes the last day of a month that
// is too short: 31 January plus one month is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	if d.IsZero() {
		return d
	}
	first := On(d.year, d.month+time.Month(n), 1)
	last := On(first.year, first.month+1, 0)
	return Date{first.year, first.month, min(d.day, last.day)}
}

// Sub is the number of days from other to d; neither may be zero.
func (d Date) Sub(other Date) int {
	const day = 24 * 60 * 60
	return int((d.utc().Unix() - other.utc().Unix()) / day) // a Duration would overflow after 292 years
}

func (d Date) utc() time.Time {
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC)
}
