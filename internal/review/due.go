package review

import "wederhoor/internal/calendar"

// warnedAfter is after how many months without a review people are warned: one
// before the year is full (S16).
const warnedAfter = 11

// Warning says that a review is due.
type Warning struct {
	Last  calendar.Date // day of the last one; zero: there was none
	By    calendar.Date // before this day it should be held
	Year  bool          // else a calendar year passes without one
	Late  bool          // the day has passed
	Began bool          // one is running
}

// Due warns eleven months after the last review, and in the last month of a calendar
// year that had none. Since is the day on which the register began, for as long as
// nobody held one.
func Due(all []Review, since, today calendar.Date) (w Warning, due bool) {
	last, held := latest(all)
	from := since
	if held {
		w.Last, from = last, last
	}
	if from.IsZero() {
		return w, false
	}
	for _, r := range all {
		w.Began = w.Began || r.Running()
	}
	w.By = from.AddMonths(12)
	endOfYear := calendar.On(today.Year(), 12, 31)
	if last.Year() < today.Year() && endOfYear.Before(w.By) { // a year without one is the nearer border
		w.By, w.Year = endOfYear, true
	}
	warnFrom := from.AddMonths(warnedAfter)
	if w.Year {
		warnFrom = endOfYear.AddDays(-30)
	}
	w.Late = today.After(w.By)
	return w, !today.Before(warnFrom)
}

// latest is the day of the review that was held last.
func latest(all []Review) (day calendar.Date, ok bool) {
	for _, r := range all {
		if r.Held() && r.Day.After(day) {
			day, ok = r.Day, true
		}
	}
	return day, ok
}
