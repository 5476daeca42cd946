package calendar

import "time"

// Calendar says which days are working days and what happens to a term that
// ends on another day. It is a value; the zero value knows weekends only.
type Calendar struct {
	Zone     *time.Location
	Holidays Holidays
	// Roll: a term that ends on a Saturday, Sunday or holiday moves to the next
	// working day (NL: Algemene termijnenwet art. 1). It never shortens a term.
	Roll bool
}

// Due is the last day of a term that starts on start, which itself is day 0
// and does not count. Without start or length there is no date.
func (c Calendar) Due(start Date, length Length) Date {
	if start.IsZero() || length.IsZero() {
		return Date{}
	}
	end := c.count(start, length)
	if c.Roll {
		return c.NextWorkingDay(end)
	}
	return end
}

func (c Calendar) count(start Date, length Length) Date {
	switch length.Unit {
	case WorkingDays:
		return c.addWorkingDays(start, length.N)
	case Days:
		return start.AddDays(length.N)
	case Weeks:
		return start.AddDays(7 * length.N)
	case Months:
		return start.AddMonths(length.N)
	case Years:
		return start.AddMonths(12 * length.N)
	}
	return Date{} // no such unit: ParseLength cannot make it, and no date is the visible answer
}

func (c Calendar) addWorkingDays(d Date, n int) Date {
	for range n {
		d = c.NextWorkingDay(d.AddDays(1))
	}
	return d
}

// WorkingDay is Monday to Friday, unless a holiday. No date is not one.
func (c Calendar) WorkingDay(d Date) bool {
	if d.IsZero() || d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		return false
	}
	return !c.Holidays.Is(d)
}

// NextWorkingDay is d itself if it is a working day.
func (c Calendar) NextWorkingDay(d Date) Date { return c.seek(d, +1) }

// WorkingDayOnOrBefore is d itself if it is a working day: the day to remind
// someone of a term that ends in the weekend.
func (c Calendar) WorkingDayOnOrBefore(d Date) Date { return c.seek(d, -1) }

func (c Calendar) seek(d Date, step int) Date {
	for !d.IsZero() && !c.WorkingDay(d) {
		d = d.AddDays(step)
	}
	return d
}
