package calendar

import "time"

// DateOf is the date on the wall calendar in zone at instant t: what comes in
// on Monday at 23:50 in Amsterdam counts as Monday. The zero time is no date.
func DateOf(t time.Time, zone *time.Location) Date {
	if t.IsZero() {
		return Date{}
	}
	return On(t.In(zone).Date())
}

// EndOfDay is the last second of d in zone, 23:59:59 on the local clock, also
// on a day of 23 or 25 hours. No date gives the zero time.
func (d Date) EndOfDay(zone *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	end := time.Date(d.year, d.month, d.day, 23, 59, 59, 0, zone)
	// Where clocks go back at midnight, 23:59:59 comes twice: the later one ends the day.
	if again := end.Add(time.Hour); DateOf(again, zone) == d {
		return again
	}
	return end
}

// In is noon in zone, for code that can only show a time.Time: noon is never
// skipped by a change of clocks. No date gives the zero time.
func (d Date) In(zone *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(d.year, d.month, d.day, 12, 0, 0, 0, zone)
}
