package calendar_test

import (
	"slices"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/nl"

	"wederhoor/internal/calendar"
)

// An independent library as oracle. Where it follows another rule than the
// law does, the days are listed, so that a new difference fails the test.
func TestHolidaysAgreeWithRickarCal(t *testing.T) {
	for region, row := range map[string]struct {
		oracle     []*cal.Holiday
		differ     []string
		difference string
	}{
		"NL": {nl.Holidays, []string{"2025-04-27", "2031-04-27"},
			"the oracle marks 27 April and also the 26th when the 27th is a Sunday; art. 3 has only the day of the celebration"},
		"BE": {be.Holidays, nil, ""},
		"EW": {gb.Holidays, []string{"2022-09-19"},
			"the oracle lacks the state funeral, a proclaimed bank holiday"},
	} {
		t.Run(region, func(t *testing.T) {
			holidays, err := calendar.HolidaysOf(region)
			if err != nil {
				t.Fatal(err)
			}
			oracle := cal.Calendar{Holidays: row.oracle}
			var differ []string
			for d := calendar.On(2020, 1, 1); d.Year() <= 2035; d = d.AddDays(1) {
				actual, observed, _ := oracle.IsHoliday(time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, time.UTC))
				if holidays.Is(d) != (actual || observed) {
					differ = append(differ, d.String())
				}
			}
			if !slices.Equal(differ, row.differ) {
				t.Errorf("differences on %v, expected %v (%s)", differ, row.differ, row.difference)
			}
		})
	}
}

func TestHolidaysByName(t *testing.T) {
	for _, row := range []struct {
		name, region, day string
		want              bool
	}{
		{"King's day moved to Saturday", "NL", "2025-04-26", true},
		{"27 April as a Sunday is ordinary", "NL", "2025-04-27", false},
		{"King's day", "NL", "2026-04-27", true},
		{"26 April before a Monday is ordinary", "NL", "2026-04-26", false},
		{"Liberation day, not a lustrum", "NL", "2026-05-05", true},
		{"Good Friday, equated", "NL", "2026-04-03", true},
		{"Good Friday in Belgium", "BE", "2026-04-03", false},
		{"Liberation day in Belgium", "BE", "2026-05-05", false},
		{"national day", "BE", "2025-07-21", true},
		{"Christmas Saturday", "EW", "2021-12-25", true},
		{"its substitute", "EW", "2021-12-27", true},
		{"substitute of Boxing Sunday", "EW", "2021-12-28", true},
		{"day after Christmas Sunday", "EW", "2022-12-26", true},
		{"substitute of Christmas Sunday", "EW", "2022-12-27", true},
		{"nothing left to substitute", "EW", "2022-12-28", false},
		{"New Year on Saturday", "EW", "2022-01-03", true},
		{"early May, moved away in 2020", "EW", "2020-05-04", false},
		{"VE day", "EW", "2020-05-08", true},
		{"spring, moved away in 2022", "EW", "2022-05-30", false},
		{"earliest Easter of the century is 23 March 2008", "BE", "2008-03-24", true},
		{"latest Easter is 25 April 2038", "BE", "2038-04-26", true},
		{"no region, no holidays", "", "2025-12-25", false},
	} {
		holidays, err := calendar.HolidaysOf(row.region)
		if err != nil {
			t.Fatal(err)
		}
		if got := holidays.Is(date(row.day)); got != row.want {
			t.Errorf("%s: %s in %q is a holiday: %t", row.name, row.day, row.region, got)
		}
	}
}

func TestExtraHolidaysAreCopied(t *testing.T) {
	extra := []calendar.Date{date("2025-05-30")} // the bridge day after Ascension
	holidays, err := calendar.HolidaysOf("NL", extra...)
	if err != nil {
		t.Fatal(err)
	}
	extra[0] = calendar.Date{}
	if !holidays.Is(date("2025-05-30")) || holidays.Is(calendar.Date{}) {
		t.Error("the decreed day was lost, or no date became a holiday")
	}
}

func TestUnknownRegion(t *testing.T) {
	if _, err := calendar.HolidaysOf("XX"); err == nil {
		t.Error("XX was accepted")
	}
}
