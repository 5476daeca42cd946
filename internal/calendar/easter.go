package calendar

import "slices"

// Days after Easter Sunday.
const (
	goodFriday   = -2
	easterMonday = 1
	ascension    = 39
	whitMonday   = 50
)

func fromEaster(d Date, offsets ...int) bool {
	return slices.Contains(offsets, d.Sub(easter(d.year)))
}

// easter is Easter Sunday in the Gregorian calendar, after the anonymous
// algorithm of Nature (1876) in the form of Meeus, Astronomical Algorithms, ch. 8.
func easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	epact := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	weekday := (32 + 2*(b%4) + 2*(c/4) - epact - c%4) % 7
	shift := (a + 11*epact + 22*weekday) / 451
	march := epact + weekday - 7*shift + 22 // day counted from 1 March; On carries into April
	return On(year, 3, march)
}
