package calendar_test

import (
	"testing"
	"time"

	"wederhoor/internal/calendar"
)

// calendarOf panics on a mistake in the test itself.
func calendarOf(region, zone string, roll bool) calendar.Calendar {
	holidays, err := calendar.HolidaysOf(region)
	if err != nil {
		panic(err)
	}
	return calendar.Calendar{Zone: zoneOf(zone), Holidays: holidays, Roll: roll}
}

func zoneOf(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

func length(s string) calendar.Length {
	l, err := calendar.ParseLength(s)
	if err != nil {
		panic(err)
	}
	return l
}

func date(s string) calendar.Date {
	d, err := calendar.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// The table of domain.md 2.13, one row per vector.
func TestDue(t *testing.T) {
	var (
		stay    = calendarOf("NL", "Europe/Amsterdam", false)
		roll    = calendarOf("NL", "Europe/Amsterdam", true)
		belgium = calendarOf("BE", "Europe/Brussels", false)
		england = calendarOf("EW", "Europe/London", false)
	)
	for _, row := range []struct {
		name   string
		in     calendar.Calendar
		start  string
		length string
		due    string
		day    time.Weekday
	}{
		{"Tue 2024-12-24, 1w, no roll", stay, "2024-12-24", "1w", "2024-12-31", time.Tuesday},
		{"Wed 2024-12-25, 1w, no roll, stays on New Year", stay, "2024-12-25", "1w", "2025-01-01", time.Wednesday},
		{"Mon 2025-04-14, 1w, no roll", stay, "2025-04-14", "1w", "2025-04-21", time.Monday},
		{"Mon 2025-04-14, 1w, roll NL", roll, "2025-04-14", "1w", "2025-04-22", time.Tuesday},
		{"Mon 2025-03-10, 6w, roll NL over Easter Monday", roll, "2025-03-10", "6w", "2025-04-22", time.Tuesday},
		{"Mon 2025-03-10, 6w+4w = 10w from start, roll NL", roll, "2025-03-10", "10w", "2025-05-19", time.Monday},
		{"Thu 2025-04-17, 3wd England", england, "2025-04-17", "3wd", "2025-04-24", time.Thursday},
		{"Thu 2025-04-17, 8w England", england, "2025-04-17", "8w", "2025-06-12", time.Thursday},
		{"Thu 2025-04-17, 15wd England", england, "2025-04-17", "15wd", "2025-05-13", time.Tuesday},
		{"Thu 2025-04-17, 35wd England", england, "2025-04-17", "35wd", "2025-06-11", time.Wednesday},
		{"Fri 2025-06-06, 10d Belgium, no roll", belgium, "2025-06-06", "10d", "2025-06-16", time.Monday},
		{"Fri 2025-06-06, 45d Belgium, stays on a holiday", belgium, "2025-06-06", "45d", "2025-07-21", time.Monday},
		{"Mon 2025-04-14, 10wd NL", stay, "2025-04-14", "10wd", "2025-04-30", time.Wednesday},
		{"Mon 2025-04-14, 10wd BE", belgium, "2025-04-14", "10wd", "2025-04-29", time.Tuesday},
		{"Fri 2025-12-19, 5wd NL", stay, "2025-12-19", "5wd", "2025-12-30", time.Tuesday},
		{"Fri 2025-12-19, 4w NL", stay, "2025-12-19", "4w", "2026-01-16", time.Friday},
		{"31 Jan + 1m, common year", stay, "2025-01-31", "1m", "2025-02-28", time.Friday},
		{"31 Jan + 1m, leap year", stay, "2024-01-31", "1m", "2024-02-29", time.Thursday},
		{"29 Feb + 1y", stay, "2024-02-29", "1y", "2025-02-28", time.Friday},
		{"roll over a whole Christmas weekend", roll, "2026-12-18", "1w", "2026-12-28", time.Monday},
	} {
		t.Run(row.name, func(t *testing.T) {
			due := row.in.Due(date(row.start), length(row.length))
			if due != date(row.due) || due.Weekday() != row.day {
				t.Errorf("due %v (%v), want %s (%v)", due, due.Weekday(), row.due, row.day)
			}
		})
	}
}

func TestReminderFallsBeforeAHoliday(t *testing.T) {
	c := calendarOf("NL", "Europe/Amsterdam", false)
	if got := c.WorkingDayOnOrBefore(date("2025-01-01")); got != date("2024-12-31") {
		t.Errorf("remind on %v, want 2024-12-31", got)
	}
}

func TestNoTerm(t *testing.T) {
	c := calendarOf("NL", "Europe/Amsterdam", true)
	for name, due := range map[string]calendar.Date{
		"no length":    c.Due(date("2025-04-14"), calendar.Length{}),
		"no start":     c.Due(calendar.Date{}, length("1w")),
		"unknown unit": c.Due(date("2025-04-14"), calendar.Length{N: 1, Unit: "fortnight"}),
		"next of none": c.NextWorkingDay(calendar.Date{}),
		"before none":  c.WorkingDayOnOrBefore(calendar.Date{}),
	} {
		if !due.IsZero() {
			t.Errorf("%s: %v, want no date", name, due)
		}
	}
}

func TestZeroCalendarKnowsWeekendsOnly(t *testing.T) {
	var c calendar.Calendar
	if !c.WorkingDay(date("2025-12-25")) || c.WorkingDay(date("2025-12-27")) {
		t.Error("the zero calendar should know weekends and no holidays")
	}
}
