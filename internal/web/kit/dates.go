package kit

import (
	"fmt"
	"strings"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/web/template"
)

// When says a moment in full: "maandag 16 november, 16.40 uur".
func When(lang string, at time.Time, zone *time.Location) string {
	return calendar.DateOf(at, zone).DayMonth(lang) + ", " + calendar.Clock(at, zone, lang)
}

// In says how long it is until a day, for beside the date.
func In(lang string, due, today calendar.Date) string {
	n := due.Sub(today)
	if lang == "en" {
		switch {
		case n == 0:
			return "today"
		case n == 1:
			return "tomorrow"
		case n > 1:
			return fmt.Sprintf("in %d days", n)
		}
		return ""
	}
	switch {
	case n == 0:
		return "vandaag"
	case n == 1:
		return "morgen"
	case n > 1:
		return fmt.Sprintf("over %d dagen", n)
	}
	return ""
}

// WeekLine draws the days from receipt to the answer. A long term gets none:
// the sentence beside it says the same.
func WeekLine(lang string, start, due, today calendar.Date) []template.WeekDay {
	if due.IsZero() || due.Sub(start) > 10 || today.After(due) {
		return nil
	}
	words := [3]string{"gemeld", "vandaag", "antwoord"}
	if lang == "en" {
		words = [3]string{"told", "today", "answer"}
	}
	var line []template.WeekDay
	for d := start; !d.After(due); d = d.AddDays(1) {
		short, _, _ := strings.Cut(d.ShortWords(lang), " ")
		day := template.WeekDay{Short: short, Number: fmt.Sprint(d.Day())}
		switch {
		case d == today:
			day.Class, day.Label = "today", words[1]
		case d == due:
			day.Class, day.Label = "due", words[2]
		case d.Before(today):
			day.Class = "past"
		}
		if d == start && d != today {
			day.Label = words[0]
		}
		line = append(line, day)
	}
	return line
}

// LengthWords says a length of time: "1 week", "45 dagen".
func LengthWords(lang string, l calendar.Length) string {
	one, many := lengthWords(lang, l.Unit)
	if l.IsZero() || one == "" {
		return ""
	}
	if l.N == 1 {
		return "1 " + one
	}
	if l.Unit == calendar.Months && l.N%12 == 0 {
		return LengthWords(lang, calendar.Length{N: l.N / 12, Unit: calendar.Years})
	}
	return fmt.Sprintf("%d %s", l.N, many)
}

func lengthWords(lang string, u calendar.Unit) (one, many string) {
	nl := map[calendar.Unit][2]string{calendar.WorkingDays: {"werkdag", "werkdagen"}, calendar.Days: {"dag", "dagen"},
		calendar.Weeks: {"week", "weken"}, calendar.Months: {"maand", "maanden"}, calendar.Years: {"jaar", "jaar"}}
	if lang == "en" {
		nl = map[calendar.Unit][2]string{calendar.WorkingDays: {"working day", "working days"}, calendar.Days: {"day", "days"},
			calendar.Weeks: {"week", "weeks"}, calendar.Months: {"month", "months"}, calendar.Years: {"year", "years"}}
	}
	return nl[u][0], nl[u][1]
}
