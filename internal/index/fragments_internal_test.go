package index

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestFragmentsMissNothing: whatever stands in a word, that word may hold it.
func TestFragmentsMissNothing(t *testing.T) {
	word := rapid.StringMatching(`[abé@.1]{0,40}`)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(word, 1, 30).Draw(t, "words")
		w := rapid.SampledFrom(words).Draw(t, "word")
		from := rapid.IntRange(0, len(w)).Draw(t, "from")
		term := w[from:rapid.IntRange(from, len(w)).Draw(t, "to")]
		for letters := 1; letters <= 7; letters++ {
			if !fragmentsOf(words, letters).may(term, letters) {
				t.Errorf("%q was not looked for in %q by %d letters", term, w, letters)
			}
		}
	})
}

// TestAnAddressIsLookedForWhereItCanBe: of many drawers few are read for an address
// or a telephone number, although all of them hold every fragment of three letters of it.
func TestAnAddressIsLookedForWhereItCanBe(t *testing.T) {
	lexicons, one := make([]lexicon, 25), uint32(0)
	for n := range lexicons {
		var all []filed
		for i := range drawerSize {
			number := uint32(n*drawerSize+i) * 2654435761 % 100_000_000 // in no order
			all = append(all, filed{tokens: []string{fmt.Sprintf("klager%d@voorbeeld.example", number), fmt.Sprintf("06%08d", number)}})
			if n == 7 && i == 77 {
				one = number
			}
		}
		lexicons[n] = newLexicon(all)
	}
	for _, term := range []string{fmt.Sprintf("klager%d@voorbeeld.example", one), fmt.Sprintf("klager%d@", one), fmt.Sprintf("06%08d", one)} {
		letters, read, found := 0, 0, 0
		for _, l := range lexicons {
			if l.three.may(term, 3) {
				letters++
			}
			if l.may(term) {
				read++
			}
			if l.holding(term, drawerSize) != nil {
				found++
			}
		}
		t.Logf("%s: %d by three letters, %d read", term, letters, read)
		if found != 1 || read > 3 || letters < 20 {
			t.Errorf("%s: found in %d of %d that were read", term, found, read)
		}
	}
	if long := strings.Repeat("x", 50); lexicons[0].may(long) {
		t.Error("a word that nobody wrote is looked for")
	}
}
