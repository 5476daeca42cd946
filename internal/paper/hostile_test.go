package paper_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"wederhoor/internal/letter"
	"wederhoor/internal/paper"
)

// TestEveryLetterCanBeSet: whatever somebody typed becomes a sound file, and
// what it becomes is known.
func TestEveryLetterCanBeSet(t *testing.T) {
	const e = 0x301
	for what, try := range map[string]struct {
		change  func(*paper.Letter)
		says    string
		lacking string
		pages   int // 0: does not matter
	}{
		"nothing at all":         {change: func(l *paper.Letter) { *l = paper.Letter{} }, pages: 1},
		"no address":             {change: func(l *paper.Letter) { l.Address = nil }, says: "Beste mevrouw Visser,", pages: 1},
		"empty lines in address": {change: func(l *paper.Letter) { l.Address = []string{"", "A. Visser", "  ", ""} }, says: "A. Visser", pages: 1},
		"thirty lines of address": {change: func(l *paper.Letter) {
			l.Address = nil
			for i := range 30 {
				l.Address = append(l.Address, fmt.Sprintf("Adresregel %d", i+1))
			}
		}, says: "Adresregel 30", pages: 2},
		"a long line of address": {change: func(l *paper.Letter) { l.Address = []string{strings.Repeat("Zorggroep ", 40)} }, says: "Zorggroep Zorggroep"},
		"fifty thousand characters": {change: func(l *paper.Letter) {
			l.Body = letter.Blocks(strings.Repeat("Dit is een zin van veertig tekens lang. ", 1250) + "Slotwoord")
		}, says: "Slotwoord"},
		"one word of fifty thousand":  {change: func(l *paper.Letter) { l.Body = letter.Blocks(strings.Repeat("x", 50_000) + "einde") }, says: "einde"},
		"a thousand items":            {change: func(l *paper.Letter) { l.Body = letter.Blocks(strings.Repeat("- punt\n", 1000)) }, says: "punt"},
		"empty items":                 {change: func(l *paper.Letter) { l.Body = letter.Blocks("- \n- \n- drie") }, says: "drie"},
		"a long word in bold":         {change: func(l *paper.Letter) { l.Body = letter.Blocks("voor **" + strings.Repeat("W", 300) + "**na") }, says: "na"},
		"right to left marks":         {change: func(l *paper.Letter) { l.Body = letter.Blocks("tussen\u202ede\u200f\u2066marken\u2069") }, says: "tussendemarken"},
		"Hebrew":                      {change: func(l *paper.Letter) { l.Address = []string{"שלום"} }, says: "◊◊◊◊", lacking: "םושל"},
		"above the basic plane":       {change: func(l *paper.Letter) { l.Heading = "Blij 😀 en 𠜎" }, says: "Blij ◊ en ◊", lacking: "😀𠜎"},
		"a family of emoji":           {change: func(l *paper.Letter) { l.Heading = "👨\u200d👩\u200d👧\ufe0f!" }, says: "◊◊◊!", lacking: "👧👨👩"},
		"letters in a font of maths":  {change: func(l *paper.Letter) { l.Heading = "𝐊𝐥𝐚𝐜𝐡𝐭 ﬁjn №5" }, says: "Klacht"},
		"accents apart":               {change: func(l *paper.Letter) { l.Heading = "Cafe" + string(rune(e)) }, says: "Café"},
		"Polish, Turkish, Vietnamese": {change: func(l *paper.Letter) { l.Heading = "Łódź İğdır Nguyễn" }, says: "Łódź İğdır Nguyễn"},
		"Greek and Cyrillic":          {change: func(l *paper.Letter) { l.Heading = "Ελένη Ольга" }, says: "Ελένη Ольга"},
		"broken UTF-8":                {change: func(l *paper.Letter) { l.Heading = "voor\xff\xfena" }, says: "voor"},
		"controls":                    {change: func(l *paper.Letter) { l.Heading = "voor\x00\x1b[31m\x7fna" }, says: "voor[31mna"},
		"the language of the file": {change: func(l *paper.Letter) {
			l.Body = letter.Blocks(`) Tj ET EMC endstream endobj \( <</S /JavaScript>> %%EOF`)
		}, says: `) Tj ET EMC endstream endobj \( <</S /JavaScript>> %%EOF`},
		"its own marks":           {change: func(l *paper.Letter) { l.Organisation = "{nb} {title} /utf8 endobj" }, says: "{nb} {title} /utf8 endobj"},
		"a language that is none": {change: func(l *paper.Letter) { l.Lang = "nl) /AA <<>>" }, says: "Klacht 2026-042"},
		"an endless name": {change: func(l *paper.Letter) {
			l.Organisation, l.Monogram = strings.Repeat("Voorbeeld ", 200), strings.Repeat("W", 50)
		}, says: "Voorbeeld"},
		"an endless footer":   {change: func(l *paper.Letter) { l.Footer = strings.Repeat("Voetnoot ", 2000) }, says: "Voetnoot"},
		"an endless sender":   {change: func(l *paper.Letter) { l.Sender = slices.Repeat([]string{strings.Repeat("straat ", 30)}, 50) }, says: "straat", pages: 1},
		"before the year one": {change: func(l *paper.Letter) { l.Written = time.Time{} }, says: "Klacht 2026-042"},
	} {
		t.Run(what, func(t *testing.T) {
			l := sample()
			try.change(&l)
			raw := made(t, l)
			sound(t, raw)
			text := strings.Join(strings.Fields(tool(t, raw, "pdftotext", "FILE", "-")), " ")
			if !strings.Contains(text, try.says) {
				t.Errorf("no %q in %.300s", try.says, text)
			}
			if n := count(t, raw); try.pages != 0 && n != try.pages {
				t.Errorf("%d pages", n)
			}
			lacking := paper.Lacking(l)
			want := []rune(try.lacking)
			slices.Sort(want)
			if !slices.Equal(lacking, want) && what != "broken UTF-8" {
				t.Errorf("lacks %q", string(lacking))
			}
		})
	}
}

func TestManyAtOnce(t *testing.T) {
	want := made(t, sample())
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if got, err := paper.PDF(sample()); err != nil || string(got) != string(want) {
				t.Error("another file", err)
			}
		})
	}
	all.Wait()
}

// FuzzLetter: no text makes the file fail.
func FuzzLetter(f *testing.F) {
	for _, s := range []string{ordinary, "- a\n- b", "**", "😀\u202e\x00", "ﷺ ㎏ ½", strings.Repeat("W", 500)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l := sample()
		l.Heading, l.Address, l.Body, l.Footer, l.Organisation = s, []string{s, s}, letter.Blocks(s), s, s
		if _, err := paper.PDF(l); err != nil {
			t.Error(err)
		}
		for _, r := range paper.Lacking(l) {
			if r != utf8.RuneError && !strings.ContainsRune(s, r) && r < 0x80 {
				t.Errorf("lacks %q", r)
			}
		}
	})
}
