package calendar

import (
	"fmt"
	"slices"
	"time"
)

// Holidays are the public holidays of a region, with extra days decreed later.
// The zero value has none.
type Holidays struct {
	region string
	extra  []Date
}

// HolidaysOf knows "NL", "BE", "EW" (England and Wales) and "" for none. Days
// decreed for one year only, such as a Dutch gelijkgestelde brugdag or a royal
// funeral, come in as extra, so that a decree needs no new version.
func HolidaysOf(region string, extra ...Date) (Holidays, error) {
	switch region {
	case "", "NL", "BE", "EW":
		return Holidays{region: region, extra: slices.Clone(extra)}, nil
	}
	return Holidays{}, fmt.Errorf("calendar: no holidays known for %q; use NL, BE, EW or nothing", region)
}

// Is reports whether d is a holiday by name. Sundays, Easter Sunday included,
// are not: that they are no working days is for [Calendar.WorkingDay].
func (h Holidays) Is(d Date) bool {
	if d.IsZero() {
		return false
	}
	return slices.Contains(h.extra, d) || h.legal(d)
}

func (h Holidays) legal(d Date) bool {
	switch h.region {
	case "NL":
		return dutch(d)
	case "BE":
		return belgian(d)
	case "EW":
		return english(d)
	}
	return false
}

// dutch follows the Algemene termijnenwet, art. 3: lid 1 names the days, lid 2
// equates Good Friday. 5 May counts every year here, whatever a collective
// agreement says about a day off once in five years. King's day is celebrated
// on the 26th when the 27th is a Sunday (since 2014; earlier years had 30 April).
func dutch(d Date) bool {
	switch {
	case is(d, time.January, 1), is(d, time.May, 5), is(d, time.December, 25), is(d, time.December, 26):
		return true
	case is(d, time.April, 26):
		return d.Weekday() == time.Saturday
	case is(d, time.April, 27):
		return d.Weekday() != time.Sunday
	}
	return fromEaster(d, goodFriday, easterMonday, ascension, whitMonday)
}

// belgian has the ten legal holidays of the Wet van 4 januari 1974 and the
// KB van 18 april 1974, art. 1. One on a Sunday is replaced per employer, not
// by law for everyone: such a day comes in as extra.
func belgian(d Date) bool {
	switch {
	case is(d, time.January, 1), is(d, time.May, 1), is(d, time.July, 21), is(d, time.August, 15),
		is(d, time.November, 1), is(d, time.November, 11), is(d, time.December, 25):
		return true
	}
	return fromEaster(d, easterMonday, ascension, whitMonday)
}

func is(d Date, month time.Month, day int) bool { return d.month == month && d.day == day }
