package letter

import (
	"wederhoor/internal/calendar"
)

// Unreadable is what stands in the place of words that were taken out for ever: when,
// by whom and why, in the language of the complaint.
func Unreadable(lang string, on calendar.Date, by, reason string) string {
	if lang == "en" {
		return "[made unreadable on " + on.DayYear("en") + " by " + by + ": " + reason + "]"
	}
	return "[onleesbaar gemaakt op " + on.DayYear("nl") + " door " + by + ": " + reason + "]"
}
