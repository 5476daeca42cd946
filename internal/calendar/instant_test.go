package calendar_test

import (
	"testing"
	"time"

	"wederhoor/internal/calendar"
)

func TestTermOverAChangeOfClocksEndsAtLocalEndOfDay(t *testing.T) {
	c := calendarOf("NL", "Europe/Amsterdam", false)
	for _, row := range []struct{ name, start, end string }{
		{"last Sunday of March 2025", "2025-03-27", "2025-04-03T23:59:59+02:00"},
		{"last Sunday of October 2025", "2025-10-23", "2025-10-30T23:59:59+01:00"},
		{"due on the day of 23 hours", "2025-03-23", "2025-03-30T23:59:59+02:00"},
		{"due on the day of 25 hours", "2025-10-19", "2025-10-26T23:59:59+01:00"},
	} {
		t.Run(row.name, func(t *testing.T) {
			end := c.Due(date(row.start), length("1w")).EndOfDay(c.Zone)
			if got := end.Format(time.RFC3339); got != row.end {
				t.Errorf("ends %s, want %s", got, row.end)
			}
		})
	}
}

func TestDayEndsOnceWhereClocksGoBackAtMidnight(t *testing.T) {
	zone := zoneOf("America/Sao_Paulo") // 2018-02-17 had 23:00 to 24:00 twice
	end := date("2018-02-17").EndOfDay(zone)
	if got := calendar.DateOf(end.Add(time.Second), zone); got != date("2018-02-18") {
		t.Errorf("one second after %v it is %v", end, got)
	}
}

func TestLateOnMondayIsMonday(t *testing.T) {
	amsterdam := zoneOf("Europe/Amsterdam")
	for _, row := range []struct{ name, at, want string }{
		{"23:50 on Monday in summer", "2025-06-02T23:50:00+02:00", "2025-06-02"},
		{"the same in UTC", "2025-06-02T21:50:00Z", "2025-06-02"},
		{"00:10 on Tuesday, still Monday in UTC", "2025-06-02T22:10:00Z", "2025-06-03"},
		{"23:50 on Monday in winter", "2025-01-06T22:50:00Z", "2025-01-06"},
	} {
		at, err := time.Parse(time.RFC3339, row.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := calendar.DateOf(at, amsterdam); got != date(row.want) {
			t.Errorf("%s: %v, want %s", row.name, got, row.want)
		}
	}
}

func TestNoDateIsNoInstant(t *testing.T) {
	zone := zoneOf("Europe/Amsterdam")
	if d := calendar.DateOf(time.Time{}, zone); !d.IsZero() {
		t.Errorf("the zero time is %v", d)
	}
	if at := (calendar.Date{}).EndOfDay(zone); !at.IsZero() {
		t.Errorf("no date ends at %v", at)
	}
	if at := (calendar.Date{}).In(zone); !at.IsZero() {
		t.Errorf("no date is at %v", at)
	}
}

func TestInIsNoonOfTheSameDay(t *testing.T) {
	zone := zoneOf("Europe/Amsterdam")
	at := date("2025-03-30").In(zone)
	if at.Hour() != 12 || calendar.DateOf(at, zone) != date("2025-03-30") {
		t.Errorf("In = %v", at)
	}
}
