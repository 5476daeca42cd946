package complaint_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"wederhoor/internal/complaint"
)

func TestTheHeadingIsTheFirstThingSaid(t *testing.T) {
	for _, row := range []struct{ title, about, story, want string }{
		{"Koude zaal", "zaal", "Het was koud.", "Koude zaal"},
		{" ", "zaal in Utrecht", "Het was koud.", "zaal in Utrecht"},
		{"", "", "  Het was erg koud in de zaal. En de koffie was op.", "Het was erg koud in de zaal"},
		{"", "", "\n\nEerste regel\r\ntweede regel", "Eerste regel"},
		{"", "", "Dhr. Jansen kwam te laat", "Dhr. Jansen kwam te laat"}, // a short beginning is an abbreviation
		{"", "", "", ""},
		{"", "", strings.Repeat("woord ", 30), "woord woord woord woord woord woord woord woord woord woord woord woord…"},
		{"", "", strings.Repeat("é", 100), strings.Repeat("é", 72) + "…"},
		{"", "", strings.Repeat("日", 72), strings.Repeat("日", 72)},
		{"", "", "😡 " + strings.Repeat("grr", 40), "😡 " + strings.Repeat("grr", 23) + "g…"},
	} {
		c := complaint.Complaint{Title: row.title, Received: complaint.Received{About: row.about, Story: row.story}}
		if got := c.Heading(); got != row.want {
			t.Errorf("heading of %q/%q/%.20q is %q, want %q", row.title, row.about, row.story, got, row.want)
		}
	}
}

func TestAHeadingIsOneShortLineOfWholeCharacters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		story := rapid.String().Draw(t, "story")
		got := complaint.Complaint{Received: complaint.Received{Story: story}}.Heading()
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > 73 || strings.Contains(got, "\n") {
			t.Fatalf("heading %q of %q", got, story)
		}
		if got == "" && strings.TrimSpace(story) != "" {
			t.Fatalf("%q has no heading", story)
		}
	})
}
