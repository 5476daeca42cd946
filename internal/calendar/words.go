package calendar

import (
	"fmt"
	"strings"
	"time"
)

// Words is "dinsdag 31 december 2024", or in "en" "Tuesday 31 December 2024".
// Any other language is Dutch; no date is "".
func (d Date) Words(lang string) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s %d", d.DayMonth(lang), d.year)
}

// DayMonth is Words without the year: "dinsdag 31 december".
func (d Date) DayMonth(lang string) string {
	if d.IsZero() {
		return ""
	}
	if lang == "en" {
		return fmt.Sprintf("%s %d %s", d.Weekday(), d.day, d.month)
	}
	return fmt.Sprintf("%s %d %s", dutchDay(d.Weekday()), d.day, dutchMonth(d.month))
}

// DayYear is Words without the day of the week: "31 december 2024".
func (d Date) DayYear(lang string) string {
	_, rest, _ := strings.Cut(d.Words(lang), " ")
	return rest
}

// ShortWords is "di 31 dec" or "Tue 31 Dec", for a narrow column.
func (d Date) ShortWords(lang string) string {
	if d.IsZero() {
		return ""
	}
	if lang == "en" {
		return fmt.Sprintf("%s %d %s", d.Weekday().String()[:3], d.day, d.month.String()[:3])
	}
	return fmt.Sprintf("%s %d %s", dutchDay(d.Weekday())[:2], d.day, dutchShortMonth(d.month))
}

// Clock is the wall clock in zone: "16.40 uur" or "4:40 pm".
func Clock(t time.Time, zone *time.Location, lang string) string {
	if lang == "en" {
		return t.In(zone).Format("3:04 pm")
	}
	local := t.In(zone)
	return fmt.Sprintf("%d.%02d uur", local.Hour(), local.Minute())
}

func dutchDay(day time.Weekday) string {
	return [...]string{"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"}[day]
}

func dutchMonth(month time.Month) string {
	return [...]string{
		"januari", "februari", "maart", "april", "mei", "juni",
		"juli", "augustus", "september", "oktober", "november", "december",
	}[month-1]
}

func dutchShortMonth(month time.Month) string {
	if month == time.March {
		return "mrt" // not "maa"
	}
	return dutchMonth(month)[:3]
}
