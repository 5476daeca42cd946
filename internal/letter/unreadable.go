package letter

import (
	"strings"

	"wederhoor/internal/calendar"
)

// Unreadable is what stands in the place of words that were taken out for ever: when,
// by whom and why, in the language of the complaint.
func Unreadable(lang string, on calendar.Date, by, reason string) string {
	if lang == "en" {
		return "[made unreadable on " + dayOnly(on, "en") + " by " + by + ": " + reason + "]"
	}
	return "[onleesbaar gemaakt op " + dayOnly(on, "nl") + " door " + by + ": " + reason + "]"
}

// dayOnly is a date in words without the day of the week.
func dayOnly(on calendar.Date, lang string) string {
	_, rest, _ := strings.Cut(on.Words(lang), " ")
	return rest
}
