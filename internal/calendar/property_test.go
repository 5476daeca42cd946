package calendar_test

import (
	"testing"

	"pgregory.net/rapid"

	"wederhoor/internal/calendar"
)

var anyDate = rapid.Custom(func(t *rapid.T) calendar.Date {
	return calendar.On(2000, 1, 1).AddDays(rapid.IntRange(0, 40_000).Draw(t, "days since 2000"))
})

var anyLength = rapid.Custom(func(t *rapid.T) calendar.Length {
	units := []calendar.Unit{calendar.WorkingDays, calendar.Days, calendar.Weeks, calendar.Months, calendar.Years}
	return calendar.Length{N: rapid.IntRange(1, 120).Draw(t, "n"), Unit: rapid.SampledFrom(units).Draw(t, "unit")}
})

var anyCalendar = rapid.Custom(func(t *rapid.T) calendar.Calendar {
	region := rapid.SampledFrom([]string{"", "NL", "BE", "EW"}).Draw(t, "region")
	holidays, err := calendar.HolidaysOf(region, rapid.SliceOfN(anyDate, 0, 5).Draw(t, "extra")...)
	if err != nil {
		panic(err)
	}
	return calendar.Calendar{Zone: zoneOf("Europe/Amsterdam"), Holidays: holidays, Roll: rapid.Bool().Draw(t, "roll")}
})

func TestDueIsNeverBeforeStart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start, l := anyCalendar.Draw(t, "calendar"), anyDate.Draw(t, "start"), anyLength.Draw(t, "length")
		if due := c.Due(start, l); !due.After(start) {
			t.Fatalf("%v + %v = %v", start, l, due)
		}
	})
}

func TestRollEndsOnAWorkingDayAndNeverShortens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start, l := anyCalendar.Draw(t, "calendar"), anyDate.Draw(t, "start"), anyLength.Draw(t, "length")
		c.Roll = false
		plain := c.Due(start, l)
		c.Roll = true
		rolled := c.Due(start, l)
		if !c.WorkingDay(rolled) || rolled.Before(plain) {
			t.Fatalf("%v + %v = %v, rolled %v", start, l, plain, rolled)
		}
		for d := plain; d.Before(rolled); d = d.AddDays(1) {
			if c.WorkingDay(d) {
				t.Fatalf("rolled to %v past working day %v", rolled, d)
			}
		}
	})
}

func TestWorkingDaysAreCountedOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start := anyCalendar.Draw(t, "calendar"), anyDate.Draw(t, "start")
		n, counted := rapid.IntRange(1, 60).Draw(t, "n"), 0
		due := c.Due(start, calendar.Length{N: n, Unit: calendar.WorkingDays})
		for d := start.AddDays(1); !d.After(due); d = d.AddDays(1) {
			if c.WorkingDay(d) {
				counted++
			}
		}
		if counted != n || !c.WorkingDay(due) {
			t.Fatalf("%d working days in %v..%v, want %d", counted, start, due, n)
		}
	})
}

func TestSubIsTheInverseOfAddDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := anyDate.Draw(t, "date"), rapid.IntRange(-400_000, 400_000).Draw(t, "n")
		if moved := d.AddDays(n); moved.Sub(d) != n || moved.AddDays(-n) != d {
			t.Fatalf("%v + %d = %v, back %d", d, n, moved, moved.Sub(d))
		}
	})
}

func TestAddMonthsLandsInTheRightMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := anyDate.Draw(t, "date"), rapid.IntRange(-100, 100).Draw(t, "n")
		moved := d.AddMonths(n)
		months := (moved.Year()-d.Year())*12 + int(moved.Month()) - int(d.Month())
		if months != n || moved.Day() > d.Day() {
			t.Fatalf("%v + %d months = %v", d, n, moved)
		}
		if last := moved.AddDays(1).Day() == 1; moved.Day() < d.Day() && !last {
			t.Fatalf("%v + %d months = %v, clamped too far", d, n, moved)
		}
	})
}

func TestOrderAgreesWithDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDate.Draw(t, "a"), anyDate.Draw(t, "b")
		days := a.Sub(b)
		if a.Before(b) != (days < 0) || a.After(b) != (days > 0) || (a.Compare(b) == 0) != (a == b) {
			t.Fatalf("%v and %v are %d days apart", a, b, days)
		}
	})
}

func TestParseReadsString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, l := anyDate.Draw(t, "date"), anyLength.Draw(t, "length")
		if got, err := calendar.Parse(d.String()); err != nil || got != d {
			t.Fatalf("Parse(%q) = %v, %v", d, got, err)
		}
		if got, err := calendar.ParseLength(l.String()); err != nil || got != l {
			t.Fatalf("ParseLength(%q) = %v, %v", l, got, err)
		}
	})
}

func TestEndOfDayIsTheLastSecond(t *testing.T) {
	zones := []string{"Europe/Amsterdam", "Europe/London", "America/Sao_Paulo", "America/Havana", "Australia/Lord_Howe"}
	rapid.Check(t, func(t *rapid.T) {
		d, zone := anyDate.Draw(t, "date"), zoneOf(rapid.SampledFrom(zones).Draw(t, "zone"))
		end := d.EndOfDay(zone)
		if calendar.DateOf(end, zone) != d || calendar.DateOf(end.Add(1e9), zone) != d.AddDays(1) {
			t.Fatalf("%v ends at %v", d, end)
		}
	})
}
