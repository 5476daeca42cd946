package figures

import (
	"unique"

	"wederhoor/internal/calendar"
)

// Day is a civil date in four bytes; zero is none. A register of a million
// complaints holds a dozen of them for each.
type Day int32

// Padding is by how many days two time zones can differ about a moment.
const Padding = 2

// first makes every date a register can hold a positive day.
const first = 100_000

var epoch = calendar.On(1970, 1, 1)

// DayOf makes a day of a date; of no date it makes none.
func DayOf(d calendar.Date) Day {
	if d.IsZero() {
		return 0
	}
	return Day(d.Sub(epoch) + first) //nolint:gosec // a date of a register is some centuries from the epoch
}

// Date is the day as a date; zero for none.
func (d Day) Date() calendar.Date {
	if d == 0 {
		return calendar.Date{}
	}
	return epoch.AddDays(int(d) - first)
}

// Code is a word from a short list, kept once however many complaints have it.
type Code struct{ kept unique.Handle[string] }

// CodeOf keeps a word; the empty word is no code.
func CodeOf(s string) Code {
	if s == "" {
		return Code{}
	}
	return Code{unique.Make(s)}
}

// String is the word; "" for no code.
func (c Code) String() string {
	if c == (Code{}) {
		return ""
	}
	return c.kept.Value()
}
