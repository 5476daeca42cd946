package paper_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"wederhoor/internal/letter"
	"wederhoor/internal/paper"
	draws "wederhoor/internal/picture"
)

func packOf(chapters ...paper.Chapter) paper.Pack {
	return paper.Pack{Organisation: "Voorbeeld Trainingen", Monogram: "VT", Hue: 212, Chroma: 0.072, Title: "Stukken voor de jaartoetsing 2026", Intro: "Lees dit voor de toetsing.", Cover: []paper.Fact{{Name: "Dag", Value: "2 november 2026"}},
		Mark: "Voor Pieter Kooistra. Vertrouwelijk.", Chapters: chapters, Written: time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)}
}

func chapterOf(p *draws.Picture) paper.Chapter {
	c := paper.Chapter{Heading: p.Title, Below: true, Drawing: paper.Drawing{SVG: p.SVG("p"), Height: p.Height, Alt: p.Desc}, Table: paper.Table{Head: p.Table.Head}}
	for _, row := range p.Table.Rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, cell.Text)
		}
		c.Table.Rows = append(c.Table.Rows, cells)
	}
	return c
}

// TestEveryPictureCanBeSetOnPaper: whatever a picture draws, paper knows how to; what it
// does not know it refuses, so that nothing is left out of a picture.
func TestEveryPictureCanBeSetOnPaper(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{0, 1, 3, 12}).Draw(t, "n")
		name := rapid.SampledFrom([]string{"Planning", "", "Wachten & zo <b>", "\u202eomgekeerd"}).Draw(t, "name")
		var columns []draws.Column
		var lives []draws.Life
		var ones []draws.One
		var took []draws.Took
		var days []int
		var names []string
		var groups []draws.Group
		flow := draws.Flow{Title: name, Head: []string{"Kanaal", "Uitkomst", "Klachten"}}
		for range n {
			k := rapid.IntRange(0, 400).Draw(t, "k")
			columns = append(columns, draws.Column{Label: name, Below: k, Above: k % 3})
			lives = append(lives, draws.Life{Name: name, Start: k, Original: k + 7, Due: k + 7, End: k + k%30, Decided: k%9 - 1, Acknowledged: k%5 - 1, Open: k%4 == 0, Late: k%7 == 0})
			ones, took = append(ones, draws.One{Day: k, Sign: name, Open: k%2 == 0}), append(took, draws.Took{Days: k % 90, How: k % 3})
			days, names, groups = append(days, k%20), append(names, name), append(groups, draws.Group{Name: name, Size: k, Hits: k % 13})
			flow.Paths = append(flow.Paths, draws.Path{Names: []string{name, "b"}, N: k})
		}
		ticks := []draws.Tick{{Day: 0, Label: "jan"}, {Day: 31, Label: name}}
		var all []paper.Chapter
		for _, p := range []*draws.Picture{
			draws.Columns(name, name, nil, []string{"a", "b", "c"}, columns),
			draws.Split{Title: name, Months: columns, At: n / 2, Before: name, After: "erna", Head: []string{"a", "b"}}.Draw(),
			draws.Year{Title: name, Days: 365, Ticks: ticks, Lives: lives}.Draw(),
			draws.Calendar{Title: name, Days: 365, Ticks: ticks, Ones: ones, Slots: 24}.Draw(),
			draws.Spread{Title: name, Limit: 7, LimitWords: name, Took: took, Axis: name}.Draw(),
			draws.Gaps{Title: name, Days: days, Names: names, Axis: name, Middle: name}.Draw(),
			draws.Funnel{Title: name, Groups: groups, AxisX: name}.Draw(),
			flow.Draw(),
		} {
			all = append(all, chapterOf(p))
		}
		if _, err := packOf(all...).PDF(); err != nil {
			t.Fatal(err)
		}
	})
	for _, svg := range []string{`<svg><ellipse class="a"/></svg>`, `<svg><rect class="nieuw" x="0%" y="0" width="1%" height="1"/></svg>`, `<svg><rect class="a" x="0%" y="veel" width="1%" height="1"/></svg>`, `<svg><path class="ribbon" d="Q1 2"/></svg>`, `<svg><rect`} {
		if _, err := packOf(paper.Chapter{Drawing: paper.Drawing{SVG: svg, Height: 20}}).PDF(); err == nil {
			t.Errorf("%s is set", svg)
		}
	}
}

// TestAPackIsReadAloud: its pictures say what they are, and its tables which cell heads
// which; who made it stands on every page.
func TestAPackIsReadAloud(t *testing.T) {
	columns := draws.Columns("De meeste klachten kwamen in mei", "Klachten per maand.", nil, []string{"Maand", "Rechtstreeks"}, []draws.Column{{Label: "mei", Below: 3}})
	raw, err := packOf(paper.Chapter{Heading: "Wat ligt er voor?", Body: letter.Blocks("2 klachten.\n\n- 1 nieuw")}, chapterOf(columns),
		paper.Chapter{Heading: "De zaal was koud", Page: true, Body: letter.Blocks(strings.Repeat("Het was koud. ", 900)), Table: paper.Table{Head: []string{"Wat", "Hoe het ging"}, Rows: [][]string{{"Besluit", "Gegrond."}}}}).PDF()
	if err != nil {
		t.Fatal(err)
	}
	sound(t, raw)
	out := tool(t, raw, "pdfinfo", "-struct-text", "FILE")
	at := -1
	for _, want := range []string{"H1 (block)", "H2 (block)\n    \"Wat ligt er voor?\"", "H3 (block)", "Figure:", "Table (block)", "TR", "TH", "Rechtstreeks", "TD", "H2 (block)\n    \"De zaal was koud\"", "Gegrond."} {
		i := strings.Index(out[at+1:], want)
		if i < 0 {
			t.Fatalf("no %q after %d in\n%.3000s", want, at, out)
		}
		at += 1 + i
	}
	if !bytes.Contains(raw, []byte("/Scope /Row")) || !bytes.Contains(raw, []byte("/Scope /Column")) {
		t.Error("a cell does not say what it heads")
	}
	if text := tool(t, raw, "pdftotext", "FILE", "-"); strings.Count(text, "Voor Pieter Kooistra") != count(t, raw) {
		t.Error("it does not stand on every page for whom it was made")
	}
	if again, _ := packOf().PDF(); len(again) == 0 {
		t.Error("an empty pack cannot be set")
	}
}
