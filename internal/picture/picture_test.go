package picture_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"wederhoor/internal/picture"
)

// sound holds a drawing against what every drawing owes: it is well-formed, says
// what it is, has no style, script or address of its own, no number that is none,
// and every class is one of the style sheet.
func sound(t interface{ Errorf(string, ...any) }, p *picture.Picture) {
	svg := p.SVG("x")
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Errorf("not well-formed: %v in %.300s", err, svg)
			return
		}
		if e, ok := token.(xml.StartElement); ok {
			element(t, e)
		}
	}
	for _, bad := range []string{"NaN", "Inf", "<script", "href", "style="} {
		if strings.Contains(svg, bad) {
			t.Errorf("%s in %.300s", bad, svg)
		}
	}
	if !strings.Contains(svg, `role="img"`) || !strings.Contains(svg, "<desc id=\"x-d\">") {
		t.Errorf("it does not say what it is: %.200s", svg)
	}
}

var known = map[string]bool{}

func element(t interface{ Errorf(string, ...any) }, e xml.StartElement) {
	for _, a := range e.Attr {
		if a.Name.Local != "class" {
			continue
		}
		for _, class := range strings.Fields(a.Value) {
			if !known[class] {
				t.Errorf("class %q is in no style sheet", class)
			}
		}
	}
}

func TestMain(m *testing.M) {
	css, err := os.ReadFile("../web/static/assets/wederhoor.css")
	if err != nil {
		panic(err)
	}
	for _, c := range regexp.MustCompile(`\.([a-z][a-z-]*)`).FindAllStringSubmatch(string(css), -1) {
		known[c[1]] = true
	}
	os.Exit(m.Run())
}

const nasty = `<script>alert("&")</script>`

func names(t *rapid.T, label string) string {
	return rapid.SampledFrom([]string{nasty, "Planning", "", "Wachten & zo"}).Draw(t, label)
}

func TestEveryPictureIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := names(t, "title")
		n := rapid.SampledFrom([]int{0, 1, 2, 7, 61, 201}).Draw(t, "n")
		var columns []picture.Column
		var lives []picture.Life
		var ones []picture.One
		var took []picture.Took
		var days []int
		var gaps []string
		var groups []picture.Group
		for range n {
			k := rapid.IntRange(0, 400).Draw(t, "k")
			columns = append(columns, picture.Column{Label: names(t, "label"), Below: k, Above: k % 3})
			lives = append(lives, picture.Life{Name: names(t, "name"), Start: k, Original: k + 7, Due: k + 7, End: k + k%30, Decided: k%9 - 1, Acknowledged: k%5 - 1, Open: k%4 == 0, Late: k%7 == 0})
			ones = append(ones, picture.One{Day: k, Sign: names(t, "sign"), Open: k%2 == 0})
			took = append(took, picture.Took{Days: k % 90, How: k % 3})
			days, gaps = append(days, k%20), append(gaps, names(t, "gap"))
			groups = append(groups, picture.Group{Name: names(t, "group"), Size: k, Hits: k % 13})
		}
		ticks := []picture.Tick{{Day: 0, Label: "jan"}, {Day: 31, Label: nasty}}
		for _, p := range []*picture.Picture{
			picture.Columns(title, title, nil, []string{"a", "b", "c"}, columns),
			picture.Split{Title: title, Months: columns, At: n / 2, Before: nasty, After: "erna", Head: []string{"a", "b"}}.Draw(),
			picture.Year{Title: title, Days: 365, Ticks: ticks, Lives: lives}.Draw(),
			picture.Calendar{Title: title, Days: 365, Ticks: ticks, Ones: ones, Slots: 24}.Draw(),
			picture.Spread{Title: title, Limit: 7, LimitWords: nasty, Took: took, Axis: nasty}.Draw(),
			picture.Gaps{Title: title, Days: days, Names: gaps, Axis: nasty, Middle: nasty}.Draw(),
			picture.Funnel{Title: title, Groups: groups, AxisX: nasty}.Draw(),
		} {
			sound(t, p)
		}
	})
}

func TestAFlowLosesNobody(t *testing.T) {
	f := picture.Flow{Title: "x", Head: []string{"Kanaal", "Onderwerp", "Uitkomst", "Klachten"}}
	total := 0
	for i := range 20 {
		f.Paths = append(f.Paths, picture.Path{Names: []string{fmt.Sprint("k", i%3), nasty, fmt.Sprint("u", i%4)}, N: i})
		total += i
	}
	p := f.Draw()
	sound(t, p)
	sum := 0
	for _, row := range p.Table.Rows {
		n := 0
		_, _ = fmt.Sscan(row[3].Text, &n)
		sum += n
	}
	if sum != total || strings.Count(p.SVG("x"), `class="ribbon"`) != 3+4 {
		t.Errorf("%d of %d in the table, %d ribbons", sum, total, strings.Count(p.SVG("x"), `class="ribbon"`))
	}
}

// TestLimitsAreThoseOfTheBook: a steady row lies within its limits, and a row that
// turns fast is noticed.
func TestLimitsAreThoseOfTheBook(t *testing.T) {
	l := picture.LimitsOf([]int{10, 12, 9, 11, 8, 10})
	if l.Mean != 10 || l.Upper < 41 || l.Upper > 42 || l.Fast != -1 { // 10 + 3·√110
		t.Errorf("%+v", l)
	}
	fast := picture.LimitsOf([]int{30, 28, 31, 29, 33, 30, 27, 31, 1, 2, 1, 1, 2, 1, 1, 2})
	if fast.Fast != 15 {
		t.Errorf("a row of eight fast ones ends at %d", fast.Fast)
	}
	if l := picture.LimitsOf(nil); l.Upper != 0 || l.Fast != -1 {
		t.Errorf("nothing has limits: %+v", l)
	}
}

// TestAFunnelIsFair: three of four in a small group is chance where thirty of
// three hundred is none.
func TestAFunnelIsFair(t *testing.T) {
	all := []picture.Group{{"klein", 4, 1}, {"groot", 300, 30}, {"rest", 1000, 20}}
	rate := picture.Rate(all)
	if picture.Beyond(all[0], rate) || !picture.Beyond(all[1], rate) || picture.Beyond(all[2], rate) {
		t.Errorf("at a rate of %f", rate)
	}
	svg := picture.Funnel{Title: "x", Groups: all}.Draw().SVG("x")
	if !strings.Contains(svg, ">groot<") || strings.Contains(svg, ">klein<") {
		t.Error("a name stands beside what lies inside the limits, or not beside what lies outside")
	}
}

// TestNamesOfLinesStandUnderThePicture: on a phone the marks are close together, and
// what stood beside a line lay over them.
func TestNamesOfLinesStandUnderThePicture(t *testing.T) {
	groups := []picture.Group{{Name: "a", Size: 400, Hits: 8}, {Name: "b", Size: 20, Hits: 1}}
	for _, svg := range []string{
		picture.Gaps{Days: []int{1, 4, 9, 2}, Names: []string{"a", "b", "c", "d"}, UpperWords: "boven", Middle: "midden"}.Draw().SVG("x"),
		picture.Funnel{Groups: groups, Limit: "boven", Mean: "midden"}.Draw().SVG("x"),
	} {
		axis := regexp.MustCompile(`class="axis"[^>]* y1="([0-9.]+)"`).FindStringSubmatch(svg)
		names := regexp.MustCompile(`y="([0-9.]+)">(boven|midden)<`).FindAllStringSubmatch(svg, -1)
		if axis == nil || len(names) != 2 {
			t.Fatalf("axis %v, names %v", axis, names)
		}
		for _, n := range names {
			ground, _ := strconv.ParseFloat(axis[1], 64)
			if y, _ := strconv.ParseFloat(n[1], 64); y < ground+30 {
				t.Errorf("%s stands at %g, the axis at %g", n[2], y, ground)
			}
		}
	}
}

// TestMarksDifferInShape: what is told apart by colour is told apart by shape too.
func TestMarksDifferInShape(t *testing.T) {
	shapes := map[string]picture.Mark{}
	for _, m := range []picture.Mark{picture.Dot, picture.Ring, picture.Diamond, picture.Cross, picture.Block, picture.Bar} {
		svg := regexp.MustCompile(`class="[^"]*"`).ReplaceAllString(picture.Key{Mark: m}.SVG(), "")
		if other, ok := shapes[svg]; ok {
			t.Errorf("marks %d and %d look the same", m, other)
		}
		shapes[svg] = m
	}
}
