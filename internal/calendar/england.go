package calendar

import (
	"slices"
	"time"
)

// english has the bank holidays of England and Wales: Banking and Financial
// Dealings Act 1971, schedule 1; Good Friday and Christmas day by common law;
// New Year's day and early May by yearly proclamation.
func english(d Date) bool {
	if once, special := proclaimed(d); special {
		return once
	}
	switch d.month {
	case time.January:
		return substituted(d, On(d.year, time.January, 1))
	case time.May:
		return d.Weekday() == time.Monday && (d.day <= 7 || d.day > 24)
	case time.August:
		return d.Weekday() == time.Monday && d.day > 24
	case time.December:
		return substituted(d, On(d.year, time.December, 25), On(d.year, time.December, 26))
	}
	return fromEaster(d, goodFriday, easterMonday)
}

// substituted: a bank holiday in the weekend stays one, and the next weekday
// that is not a holiday yet is given for it. Holidays come in order.
func substituted(d Date, holidays ...Date) bool {
	all := slices.Clone(holidays)
	for _, holiday := range holidays {
		substitute := holiday
		for weekend(substitute) || substitute != holiday && slices.Contains(all, substitute) {
			substitute = substitute.AddDays(1)
		}
		all = append(all, substitute)
	}
	return slices.Contains(all, d)
}

func weekend(d Date) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

// proclaimed are the days moved or added for one year, 2011 to 2025. Later
// additions come in as extra days.
func proclaimed(d Date) (holiday, special bool) {
	switch d {
	case Date{2011, 4, 29}, // royal wedding
		Date{2012, 6, 4}, Date{2012, 6, 5}, // spring moved, diamond jubilee
		Date{2020, 5, 8},                   // early May moved to VE day
		Date{2022, 6, 2}, Date{2022, 6, 3}, // spring moved, platinum jubilee
		Date{2022, 9, 19}, // funeral of Elizabeth II
		Date{2023, 5, 8}:  // coronation of Charles III
		return true, true
	case Date{2012, 5, 28}, Date{2020, 5, 4}, Date{2022, 5, 30}: // from where they were moved
		return false, true
	}
	return false, false
}
