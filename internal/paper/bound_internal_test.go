package paper

import (
	"strings"
	"testing"

	"wederhoor/internal/letter"
)

// TestWhatBelongsTogetherStaysOnOneLine: _ is where no line may end, | where one does.
func TestWhatBelongsTogetherStaysOnOneLine(t *testing.T) {
	for _, want := range []string{
		"Bel 020_123_45_67 of 06_12_34_56_78.",
		"Bel +31_20_123_45_67 of 0800_1234, op werkdagen.",
		"U krijgt €_25 terug, uiterlijk 3_maart 2027.",
		"You hear from us before 14_July 2027.",
		"Op 1 van de 3 dagen waren er 12 deelnemers en 2 trainers.",
		"In 2026 24 klachten. Zaal 0 12 was te klein.",
	} {
		if got := strings.ReplaceAll(bind(strings.ReplaceAll(want, "_", " ")), "\u00a0", "_"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for text, whole := range map[string]string{"Uiterlijk op 3 maart 2027 hoort u van ons.": "3 maart", "Bel ons op 020 123 45 67 op werkdagen.": "020 123 45 67"} {
		for wide := 35.0; wide < 90; wide++ {
			drawn := false
			for _, l := range wrap(body, []letter.Span{{Text: text}}, wide) {
				for _, r := range l.runs {
					drawn = drawn || strings.Contains(r.text, whole)
				}
			}
			if !drawn {
				t.Errorf("%.0f mm wide, no line has %q", wide, whole)
			}
		}
	}
}
