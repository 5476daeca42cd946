package evaluation_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wederhoor/internal/evaluation"
	"wederhoor/internal/sheet"
	"wederhoor/internal/testkit"
)

func read(t testing.TB, raw []byte) (*sheet.Table, []sheet.Row) {
	t.Helper()
	table, err := sheet.Open(bytes.NewReader(raw), int64(len(raw)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var rows []sheet.Row
	if err := table.Rows(func(r sheet.Row) error { rows = append(rows, r.Clone()); return nil }); err != nil {
		t.Fatal(err)
	}
	return table, rows
}

// TestSamples: what is proposed for the files of the tools, and which of their
// rows are signals, is in testdata/judged.txt; a person read that.
func TestSamples(t *testing.T) {
	files, err := filepath.Glob("../sheet/testdata/*.[cx][sl]*")
	if err != nil || len(files) < 13 {
		t.Fatal("samples are missing", err)
	}
	var b strings.Builder
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(raw) == 0 {
			continue
		}
		table, rows := read(t, raw)
		form := evaluation.Propose(table, table.Preview)
		fmt.Fprintf(&b, "== %s, keys %v\n", filepath.Base(name), form.Keys())
		for _, c := range form.Columns {
			b.WriteString(shown(c) + "\n")
		}
		for _, r := range rows {
			if s, ok := form.Judge(r); ok {
				fmt.Fprintf(&b, "%d %s %.2f%s\n", r.Number, s.Level, s.Strength, because(r, s))
			}
		}
	}
	if os.Getenv("WRITE_GOLDEN") != "" {
		if err := os.WriteFile("testdata/judged.txt", []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/judged.txt")
	if diff := cmp.Diff(string(want), b.String()); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func shown(c evaluation.Column) string {
	s := fmt.Sprintf("  %s: %s %s", c.Name, c.Kind, c.Role)
	if c.Scale.Max > 0 {
		s += fmt.Sprintf(" %v-%v", c.Scale.Min, c.Scale.Max)
	}
	if c.Reversed {
		s += " reversed"
	}
	for _, d := range c.Doubts {
		s += " ?" + string(d)
	}
	return strings.TrimSpace(s)
}

func because(r sheet.Row, s evaluation.Signal) (out string) {
	for _, why := range s.Reasons {
		text := r.Cells[why.Column].Text
		if why.End > 0 {
			text = text[why.Start:why.End]
		}
		out += fmt.Sprintf("; %s %q", why.Code, text)
	}
	return out
}

// TestProposals: headings and values of one column each, in Dutch and English.
func TestProposals(t *testing.T) {
	for _, c := range []struct{ heading, values, want string }{
		{"Rapportcijfer", "8|7|6", "score 1-10"},
		{"Cijfer voor de trainer (1-5)", "4|3", "score 1-5"},
		{"Hoe waarschijnlijk is het dat je ons aanraadt?", "9|3", "score 0-10"},
		{"How satisfied were you?", "5|4|3|1", "score 1-5"},
		{"Algemene indruk", "6|7|6", "score 1-10 ?scale"},
		{"Tevredenheid", "3|4|2", "score 1-5 ?scale"},
		{"Sfeer (1 = zeer goed, 5 = zeer slecht)", "1|2|5", "score 1-5 reversed"},
		{"Sfeer (1 = slecht, 5 = goed)", "1|2|5", "score 1-5"},
		{"De dag was te lang", "1|5|2", "score 1-5 ?direction"},
		{"Score", "8/10|6/10", "score 1-10"},
		{"Materiaal", "4 - Goed|2 - Matig|5 - Zeer goed", "score 1-5"},
		{"Sterren", "★★☆☆☆|★★★★★", "score 1-5"},
		{"De uitleg was helder", "helemaal eens|oneens|neutraal", "words 1-5"},
		{"Begeleiding", "slecht|matig|goed", "words 1-5"},
		{"Zou je deze training aanraden?", "ja|nee", "yes_no"},
		{"Heeft u een klacht?", "nee|ja", "yes_no ?direction"},
		{"Mogen wij contact met u opnemen?", "ja|nee", "meta consent"},
		{"Wat vond je goed?", "de trainer|", "positive"},
		{"Wat kan beter?", "niets|meer oefenen", "improve"},
		{"What could be improved?", "nothing", "improve"},
		{"Wat vond je minder goed?", "de zaal", "improve"},
		{"Overige opmerkingen", "", "free"},
		{"Trainer", "Mirjam|Dirk", "trainer"},
		{"Trainer", "8|9", "score 1-10"},
		{"Welke training heb je gevolgd?", "EHBO|Lastige gesprekken", "course"},
		{"Jouw naam (hoeft niet)", "|Gerda", "identity name"},
		{"Naam (hoeft niet)", "|Gerda", "identity name"},
		{"Trainer (1-5)", "4|3", "score 1-5"},
		{"Contactgegevens", "a@b.example|c@d.example", "identity email"},
		{"Telefoonnummer", "0612345678", "identity phone"},
		{"Hoe vond je ons?", "collega|website|collega|collega|website|website", "meta ?kind"},
		{"Opmerking", "goed|slecht", "free"},
		{"Wat vond je van de trainer?", "goed|slecht", "words 1-5"},
		{"Afdeling", "noord|zuid|noord|zuid|noord|noord", "meta ?kind"},
		{"Tijdstempel", "16-11-2026 9:03|17-11-2026 9:03", "meta submitted"},
		{"IP-adres", "192.0.2.1", "meta address"},
	} {
		var b bytes.Buffer
		w := sheet.NewCSV(&b)
		for _, s := range append([]string{c.heading}, strings.Split(c.values, "|")...) {
			if err := w.Row([]sheet.Cell{sheet.Of(s), {Text: "x"}}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		table, rows := read(t, b.Bytes())
		got := shown(evaluation.Propose(table, rows).Columns[0])
		if _, got, _ = strings.Cut(got, c.heading+": "); strings.Join(strings.Fields(got), " ") != c.want {
			t.Errorf("%s (%s): got %q, want %q", c.heading, c.values, got, c.want)
		}
	}
}

// TestScores: the limits of each scale (domain: table of scores), at both sides.
func TestScores(t *testing.T) {
	for _, c := range []struct {
		scale     evaluation.Scale
		kind      evaluation.Kind
		reversed  bool
		bad, good []string
	}{
		{evaluation.Scale{Min: 1, Max: 5}, evaluation.Score, false, []string{"1", "2", "★★☆☆☆", "2 - Matig"}, []string{"3", "4", "2,5"}},
		{evaluation.Scale{Min: 1, Max: 5}, evaluation.Score, true, []string{"5", "4"}, []string{"3", "1"}},
		{evaluation.Scale{Min: 1, Max: 10}, evaluation.Score, false, []string{"5", "5,4", "4/10"}, []string{"5,5", "6", "10"}},
		{evaluation.Scale{Min: 0, Max: 10}, evaluation.Score, false, []string{"0", "5"}, []string{"6", "9"}},
		{evaluation.Scale{Min: 1, Max: 7}, evaluation.Score, false, []string{"3"}, []string{"4"}},
		{evaluation.Scale{Min: 1, Max: 4}, evaluation.Score, false, []string{"1"}, []string{"2", "3"}},
		{evaluation.Scale{Min: 1, Max: 5}, evaluation.Words, false, []string{"slecht", "Matig", "zeer ontevreden", "Helemaal oneens", "nooit", "onvoldoende"}, []string{"neutraal", "voldoende", "goed", "eens"}},
		{evaluation.Scale{}, evaluation.YesNo, false, []string{"nee", "Nee, helaas"}, []string{"ja", "weet niet"}},
		{evaluation.Scale{}, evaluation.YesNo, true, []string{"ja"}, []string{"nee"}},
	} {
		form := evaluation.Form{Columns: []evaluation.Column{{Kind: c.kind, Scale: c.scale, Reversed: c.reversed}}}
		for _, s := range append(slices.Clone(c.bad), c.good...) {
			_, got := form.Judge(sheet.Row{Cells: []sheet.Cell{sheet.Of(s)}})
			if want := slices.Contains(c.bad, s); got != want {
				t.Errorf("%s %v reversed=%t: %q is a signal: %t", c.kind, c.scale, c.reversed, s, got)
			}
		}
	}
}

// TestTogether: a fair mark counts with a wish only, one 1 amid fives by itself.
func TestTogether(t *testing.T) {
	five := evaluation.Scale{Min: 1, Max: 5}
	form := evaluation.Form{Columns: []evaluation.Column{{Index: 0, Kind: evaluation.Score, Scale: five}, {Index: 1, Kind: evaluation.Improve},
		{Index: 2, Kind: evaluation.Score, Scale: evaluation.Scale{Min: 1, Max: 10}}, {Index: 3, Kind: evaluation.Score, Scale: evaluation.Scale{Min: 1, Max: 10}}, {Index: 4, Kind: evaluation.Score, Scale: evaluation.Scale{Min: 1, Max: 10}}}}
	for _, c := range []struct {
		cells string
		want  evaluation.Level
	}{
		{"3;;;;", ""}, {"3;meer oefenen;;;", ""}, {"3;te vol programma;;;", evaluation.Attention}, {"5;te vol programma;;;", ""},
		{"5;;10;10;6,5", ""}, {"5;;10;10;7", ""}, {"5;;10;10;5", evaluation.Negative}, {"5;ik dien een klacht in;;;", evaluation.Strong}, {";;;;", ""}, {"9;;;;", ""},
	} {
		var row sheet.Row
		for _, s := range strings.Split(c.cells, ";") {
			row.Cells = append(row.Cells, sheet.Of(s))
		}
		if got, _ := form.Judge(row); got.Level != c.want {
			t.Errorf("%s is %q, want %q: %v", c.cells, got.Level, c.want, got.Reasons)
		}
	}
	amid := evaluation.Form{Columns: []evaluation.Column{{Index: 0, Kind: evaluation.Score, Scale: evaluation.Scale{Max: 100}}, {Index: 1, Kind: evaluation.Score, Scale: five}, {Index: 2, Kind: evaluation.Score, Scale: five}}}
	if got, _ := amid.Judge(sheet.Row{Cells: []sheet.Cell{sheet.Of("58"), sheet.Of("5"), sheet.Of("5")}}); got.Level != evaluation.Attention {
		t.Errorf("far below the own mean is %q", got.Level)
	}
}

// TestBothSides: a denial before and behind, a turn, and what it does not turn.
func TestBothSides(t *testing.T) {
	for text, want := range map[string]string{
		"Ik vond de trainer niet goed": "niet goed", "Goed was het niet": "Goed was het niet", "Niet slecht!": "", "Saai was het niet": "", "Niet te duur": "", "te weinig diepgang": "te weinig",
		"Leuk om te oefenen": "", "Wel goed, maar \"te vol\" programma": "te vol", "Prima, geen pauze gehad": "geen pauze", "zie www.slecht.example, http://kwaad.example/boos of vies@fout.example": "", "Te gek!": "", "Teleurstelend": "Teleurstelend", "Zéér Teleurgestéld": "Teleurgestéld",
	} {
		got := ""
		for _, r := range evaluation.Text(text, evaluation.AskedFree) {
			got += text[r.Start:r.End]
		}
		if got != want {
			t.Errorf("%q: highlighted %q, want %q", text, got, want)
		}
	}
}

// FuzzText: reasons lie in the text, on whole letters, in order; the same each
// time; and soon.
func FuzzText(f *testing.F) {
	for _, r := range remarks(f)[:60] {
		f.Add(r.text)
	}
	f.Add(strings.Repeat("niet te ", 2000))
	f.Fuzz(func(t *testing.T, s string) {
		for _, q := range []evaluation.Question{evaluation.AskedFree, evaluation.AskedImprove, evaluation.AskedGood} {
			var reasons []evaluation.Reason
			if took := testkit.Busy(t, func() { reasons = evaluation.Text(s, q) }); took > time.Second {
				t.Errorf("took %v for %d bytes", took, len(s))
			}
			if !cmp.Equal(reasons, evaluation.Text(s, q)) {
				t.Error("not the same twice")
			}
			for _, r := range reasons {
				if r.Start < 0 || r.End <= r.Start || r.End > len(s) || r.Strength <= 0 || r.Strength > 1 || r.Code == "" ||
					utf8.ValidString(s) && !utf8.ValidString(s[r.Start:r.End]) {
					t.Errorf("%q: %+v", s, r)
				}
			}
		}
	})
}

// TestBalance: whatever people decide, undo and split, the signals are the sum
// of the four, and none is below zero.
func TestBalance(t *testing.T) {
	all := []evaluation.Verdict{evaluation.Open, evaluation.Complaint, evaluation.NoComplaint, evaluation.Merged, "other"}
	rapid.Check(t, func(t *rapid.T) {
		var b evaluation.Balance
		signals := 0
		for range rapid.IntRange(0, 60).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				b, signals = b.Found(), signals+1
			case 1:
				after, ok := b.Split()
				if ok != (b.Open > 0) {
					t.Fatalf("split %+v: %t", b, ok)
				}
				if b = after; ok {
					signals++
				}
			default:
				before, ok := b, false
				if b, ok = b.Decide(rapid.SampledFrom(all).Draw(t, "from"), rapid.SampledFrom(all).Draw(t, "to")); !ok && b != before {
					t.Fatal("a refusal changed something")
				}
			}
			if b.Signals() != signals || b.Signals() != b.Complaints+b.NoComplaint+b.Merged+b.Open || min(b.Complaints, b.NoComplaint, b.Merged, b.Open) < 0 {
				t.Fatalf("%d signals, %+v", signals, b)
			}
		}
	})
	if r := (evaluation.Balance{Complaints: 12, NoComplaint: 6, Merged: 2, Open: 5}).Rated(); r.Judged != 20 || r.Complaints != 14 {
		t.Errorf("rate is %+v", r)
	}
	if n, ok := (evaluation.Rate{Looked: 10, Missed: 1, NotProposed: 200}).Misses(); !ok || n != 20 {
		t.Errorf("misses are %v %t", n, ok)
	}
}

// TestLot: ten of all, the same by seed whatever the order, others by another
// seed, and each with about the same chance.
func TestLot(t *testing.T) {
	draw := func(seed string, keys []int) []string {
		l := evaluation.NewLot(seed)
		for _, k := range keys {
			l.Offer(fmt.Sprint(k))
		}
		return l.Drawn()
	}
	var keys []int
	for i := range 100 {
		keys = append(keys, i)
	}
	one := draw("a", keys)
	slices.Reverse(keys)
	if again := draw("a", append(keys, keys...)); !slices.Equal(one, again) || len(one) != evaluation.LotSize {
		t.Errorf("drew %v and %v", one, again)
	}
	times := map[string]int{}
	for seed := range 1000 {
		for _, k := range draw(fmt.Sprint(seed), keys) {
			times[k]++
		}
	}
	for _, k := range keys {
		if n := times[fmt.Sprint(k)]; n < 60 || n > 140 {
			t.Errorf("row %d was drawn %d times of 1000, about 100 expected", k, n)
		}
	}
	if got := draw("a", keys[:3]); len(got) != 3 {
		t.Errorf("of three rows %d were drawn", len(got))
	}
}

// TestAgain: what was confirmed is put on a later file in another order.
func TestAgain(t *testing.T) {
	table, rows := read(t, []byte("Score;Tekst\n2;slecht\n"))
	form := evaluation.Propose(table, rows)
	form.Columns[0].Reversed = true
	later, rows := read(t, []byte("Tekst;Score\nslecht;2\nprima;5\n"))
	got, ok := form.Again(later)
	if !ok || !got.Columns[1].Reversed || got.Columns[1].Index != 1 {
		t.Errorf("got %+v, %t", got, ok)
	}
	if _, bad := got.Judge(rows[1]); !bad {
		t.Error("a reversed five is no signal")
	}
	other, _ := read(t, []byte("Tekst;Cijfer\nslecht;2\n"))
	if _, ok := form.Again(other); ok {
		t.Error("another form was taken for this one")
	}
}

// BenchmarkJudge is one form with two remarks and three marks.
func BenchmarkJudge(b *testing.B) {
	table, rows := read(b, []byte("Cijfer;Trainer (1-5);Aanbevelen (0-10);Wat vond u goed?;Wat kan beter?\n8;4;9;De voorbeelden uit de praktijk waren goed gekozen;Het lokaal was koud en de trainer kwam te laat, verder prima\n7;4;8;de trainer;niets\n"))
	form := evaluation.Propose(table, rows)
	for b.Loop() {
		form.Judge(rows[0])
	}
}
