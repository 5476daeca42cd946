package outside

import (
	"strings"
	"testing"

	"wederhoor/internal/paper"
)

func taken(text string, all ...*hide) string {
	b := &black{all: all}
	return paper.Told(b.apply(text))
}

func TestAPassageIsFoundHoweverItIsWritten(t *testing.T) {
	for _, c := range []struct{ text, passage, want string }{
		{"Ik sprak Jansen.", "Jansen", "Ik sprak [x]."},
		{"JANSENS auto, jansen's fiets", "jansen", "[x] auto, [x]'s fiets"},
		{"de heer van der\n Berg", "van der Berg", "de heer [x]"},
		{"in januari kwam Jan", "Jan", "in januari kwam [x]"},
		{"Zij zei: “dat ’s gek” – ja", `"dat 's gek" - ja`, "Zij zei: [x]"},
		{"Cafe\u0301 Rood en Café Rood", "café rood", "[x] en [x]"},
		{"Ja\u00adnsen en J\u200bansen", "Jansen", "[x] en [x]"},
		{"Ｊａｎｓｅｎ", "Jansen", "[x]"},
		{"een **heel** groot woord", "heel groot", "een **[x]** woord"},
		{"aan ba nana", "nana", "aan ba [x]"},
		{"Anne-\nMarie", "anne-marie", "[x]"},
		{"niets", "iets anders", "niets"},
		{"nep \uFDD0weggelakt 9\uFDD1 bar", "bar", "nep weggelakt 9 [x]"},
	} {
		if got := taken(c.text, marked(Passage{Text: c.passage}, "x")); got != c.want {
			t.Errorf("%q without %q: %q, not %q", c.text, c.passage, got, c.want)
		}
	}
}

func TestNumbersAndNames(t *testing.T) {
	if got := taken("Bel 06-12 34 56.78 of (06)12345678, niet 06 1234", spaced("0612345678", "tel")); got != "Bel [tel] of ([tel], niet 06 1234" {
		t.Error(got)
	}
	if got := taken("Roos zag rozen en een roos; ROOS lacht. Roosje ook.", name("Roos", "r")); got != "[r] zag rozen en een roos; [r] lacht. Roosje ook." {
		t.Error(got)
	}
	one, two := marked(Passage{Text: "mevrouw Jansen"}, "1"), marked(Passage{Text: "Jansen zei"}, "2")
	if got := taken("mevrouw Jansen zei nee", one, two); got != "[1] nee" {
		t.Error("what lies across another stays:", got)
	}
}

// FuzzNothingOfAPassageStays: whatever the text, it is not found again.
func FuzzNothingOfAPassageStays(f *testing.F) {
	f.Add("Ik sprak Jan-\nsen en **Jan**sen", "Jansen")
	f.Add("\u0130stanbul i\u0307stanbul", "istanbul")
	f.Fuzz(func(t *testing.T, text, what string) {
		h := marked(Passage{Text: what}, "x")
		b := &black{all: []*hide{h}}
		out := b.apply(text)
		for _, r := range paper.Runs(out) {
			if !r.Gone && strings.TrimSpace(what) != "" && b.holds(r.Text) {
				t.Errorf("%q still holds %q: %q", text, what, out)
			}
		}
	})
}

// TestBytesAreSearchedAcrossPieces, in both ways of writing and in capitals.
func TestBytesAreSearchedAcrossPieces(t *testing.T) {
	b := &black{all: []*hide{marked(Passage{Text: "Kanarie"}, "x"), marked(Passage{Text: "bots"}, "y")}}
	wide := func(big bool) string {
		var s strings.Builder
		for _, r := range "KANARIE" {
			if big {
				s.WriteString("\x00" + string(r))
			} else {
				s.WriteString(string(r) + "\x00")
			}
		}
		return s.String()
	}
	for what, text := range map[string]string{"bytes": "xx kaNARIE yy", "UTF-16LE": "xx" + wide(false), "UTF-16BE": "xx" + wide(true)} {
		for size := 1; size <= len(text); size++ {
			s := b.search()
			for at := 0; at < len(text); at += size {
				_, _ = s.Write([]byte(text[at:min(at+size, len(text))]))
			}
			if !s.found {
				t.Errorf("%s in pieces of %d: not found", what, size)
			}
		}
	}
	if s := b.search(); func() bool { _, _ = s.Write([]byte("een bots en een kana rie")); return s.found }() {
		t.Error("found what is not there")
	}
}
