package calendar_test

import (
	"strings"
	"testing"
	"time"

	"wederhoor/internal/calendar"
)

func TestWords(t *testing.T) {
	for _, row := range []struct{ day, lang, words, short, dayMonth string }{
		{"2024-12-31", "nl", "dinsdag 31 december 2024", "di 31 dec", "dinsdag 31 december"},
		{"2024-12-31", "en", "Tuesday 31 December 2024", "Tue 31 Dec", "Tuesday 31 December"},
		{"2025-03-02", "", "zondag 2 maart 2025", "zo 2 mrt", "zondag 2 maart"},
		{"2025-08-20", "fr", "woensdag 20 augustus 2025", "wo 20 aug", "woensdag 20 augustus"},
	} {
		d := date(row.day)
		if d.Words(row.lang) != row.words || d.ShortWords(row.lang) != row.short || d.DayMonth(row.lang) != row.dayMonth || !strings.HasSuffix(row.words, " "+d.DayYear(row.lang)) {
			t.Errorf("%s %q: %q, %q, %q", row.day, row.lang, d.Words(row.lang), d.ShortWords(row.lang), d.DayMonth(row.lang))
		}
	}
}

func TestNoDateHasNoWords(t *testing.T) {
	var none calendar.Date
	if text := none.Words("nl") + none.ShortWords("en") + none.DayMonth("nl") + none.DayYear("en") + none.String(); text != "" {
		t.Errorf("no date reads %q", text)
	}
}

func TestClock(t *testing.T) {
	amsterdam := zoneOf("Europe/Amsterdam")
	for at, want := range map[string][2]string{
		"2025-01-06T15:40:00Z": {"16.40 uur", "4:40 pm"},
		"2025-01-06T08:05:00Z": {"9.05 uur", "9:05 am"},
		"2025-01-05T23:00:00Z": {"0.00 uur", "12:00 am"},
	} {
		instant, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		for i, lang := range []string{"nl", "en"} {
			if got := calendar.Clock(instant, amsterdam, lang); got != want[i] {
				t.Errorf("%s in %s: %q, want %q", at, lang, got, want[i])
			}
		}
	}
}
