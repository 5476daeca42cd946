package letter_test

import (
	"strings"
	"testing"

	"wederhoor/internal/letter"
)

// TestWhatBelongsTogetherStaysOnOneLine: _ is where no line may end.
func TestWhatBelongsTogetherStaysOnOneLine(t *testing.T) {
	for _, want := range []string{
		"Bel 020_123_45_67 of 06_12_34_56_78.",
		"Bel +31_20_123_45_67 of 0800_1234, op werkdagen.",
		"U krijgt €_25 terug, uiterlijk **3_maart 2027**.",
		"You hear from us before 14_July 2027.",
		"Op 1 van de 3 dagen waren er 12 deelnemers en 2 trainers.",
		"In 2026 24 klachten. Zaal 0 12 was te klein.",
	} {
		drawn := strings.Builder{}
		for _, b := range letter.Blocks(strings.ReplaceAll(want, "_", " ")) {
			for _, s := range b.Spans {
				drawn.WriteString(s.Text)
			}
		}
		if got := strings.ReplaceAll(drawn.String(), "\u00a0", "_"); got != strings.ReplaceAll(want, "*", "") {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
