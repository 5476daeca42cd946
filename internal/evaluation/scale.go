package evaluation

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"wederhoor/internal/sheet"
)

var (
	fraction = regexp.MustCompile(`^(\d{1,3}(?:[.,]\d+)?) *(?:/|van|van de|out of|op) *(3|4|5|6|7|10|100)$`)
	labelled = regexp.MustCompile(`^(\d{1,2}) *(?:-|–|=|:|\()\s*\p{L}.*$`)
)

// mark reads a score: 7,5 and 8/10 and "4 - Goed" and ★★☆☆☆. outOf is the end
// of the scale when the value says it.
func mark(c sheet.Cell) (n, outOf float64, ok bool) {
	if c.Kind == sheet.Number {
		if strings.HasSuffix(strings.TrimSpace(c.Text), "%") {
			return c.Number * 100, 100, true
		}
		return c.Number, 0, true
	}
	s := strings.TrimSpace(c.Text)
	if c.Kind != sheet.Text || s == "" || len(s) > 80 {
		return 0, 0, false
	}
	if m := fraction.FindStringSubmatch(strings.ToLower(s)); m != nil {
		n, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
		of, _ := strconv.ParseFloat(m[2], 64)
		return n, of, err == nil && n <= of
	}
	if m := labelled.FindStringSubmatch(s); m != nil {
		n, err := strconv.ParseFloat(m[1], 64)
		return n, 0, err == nil
	}
	return stars(s)
}

func stars(s string) (n, outOf float64, ok bool) {
	for _, r := range s {
		switch r {
		case '★', '⭐':
			n++
		case '☆':
			outOf++
		case '\ufe0f', ' ':
		default:
			return 0, 0, false
		}
	}
	if outOf == 0 {
		return n, 0, n > 0
	}
	return n, n + outOf, n+outOf <= 10
}

// likes are answers in words, as a place on a scale of five.
var likes = map[int]string{
	1: "zeer slecht|heel slecht|slecht|zeer ontevreden|heel ontevreden|helemaal oneens|volledig oneens|zeer mee oneens|helemaal mee oneens|helemaal niet mee eens|nooit|helemaal niet|very bad|very poor|poor|very dissatisfied|strongly disagree|never|very unlikely|zeer onwaarschijnlijk|😡|😠|👎|not at all|totaal niet|zwaar onvoldoende",
	2: "onvoldoende|matig|ontevreden|oneens|mee oneens|niet mee eens|eerder oneens|eerder niet|zelden|niet tevreden|bad|fair|dissatisfied|disagree|rarely|unlikely|niet goed|minder goed|beneden verwachting|🙁|☹|☹️|nauwelijks|niet content|onwaarschijnlijk|kan beter|een beetje oneens",
	3: "neutraal|voldoende|redelijk|gemiddeld|niet eens niet oneens|noch eens noch oneens|niet mee eens niet mee oneens|soms|neutral|average|sometimes|ok|oke|gaat wel|niet tevreden niet ontevreden|😐|volgens verwachting|enigszins",
	4: "goed|tevreden|eens|mee eens|eerder eens|vaak|ruim voldoende|good|satisfied|agree|often|likely|waarschijnlijk|content|meestal|🙂|boven verwachting|grotendeels|grotendeels mee eens",
	5: "zeer goed|heel goed|uitstekend|zeer tevreden|heel tevreden|helemaal eens|helemaal mee eens|volledig eens|volledig mee eens|zeer mee eens|altijd|excellent|very good|very satisfied|strongly agree|always|very likely|zeer waarschijnlijk|perfect|top|😀|😃|😊|👍|helemaal|volledig|fantastisch",
}

var likeOf = func() map[string]float64 {
	m := map[string]float64{}
	for n, all := range likes {
		for _, s := range strings.Split(all, "|") {
			m[s] = float64(n)
		}
	}
	return m
}()

// liked reads an answer of a scale in words; 1 is the worst of 5.
func liked(s string) (float64, bool) {
	if len(s) > 60 {
		return 0, false
	}
	s = strings.Trim(folded(strings.TrimSpace(s)), ".! ")
	if n, ok := likeOf[s]; ok {
		return n, true
	}
	n, ok := likeOf[words(s)]
	return n, ok
}

// yesNo reads ja, nee, waar and 1.
func yesNo(c sheet.Cell) (yes, ok bool) {
	if c.Kind == sheet.Boolean {
		return c.Number == 1, true
	}
	if len(c.Text) > 40 {
		return false, false
	}
	first, rest, _ := strings.Cut(words(c.Text), " ")
	if strings.Count(rest, " ") > 1 {
		return false, false
	}
	switch first {
	case "ja", "yes", "waar", "true", "1", "jazeker", "zeker", "j", "y":
		return true, c.Kind != sheet.Number || c.Number == 1
	case "nee", "neen", "no", "onwaar", "false", "0", "n":
		return false, c.Kind != sheet.Number || c.Number == 0
	}
	return false, false
}

// answer is the value of a cell on its scale, with high as good.
func (c Column) answer(cell sheet.Cell) (n float64, ok bool) {
	switch c.Kind {
	case Score:
		if n, _, ok = mark(cell); ok && (n < c.Scale.Min || n > c.Scale.Max) {
			return 0, false // not on the scale: a page shows it as it is
		}
	case Words:
		n, ok = liked(cell.Text)
	}
	if ok && c.Reversed {
		n = c.Scale.Min + c.Scale.Max - n
	}
	return n, ok
}

// part of the scale, from 0 to 1.
func (c Column) part(n float64) float64 {
	return (n - c.Scale.Min) / max(c.Scale.Max-c.Scale.Min, 1)
}

// together is how the answers of one column go with the mean of the others
// (Pearson), over the rows that have both.
func (f *Form) together(rows []sheet.Row, i int) (n int, r float64) {
	var xs, ys []float64
	for _, row := range rows {
		x, ok := f.Columns[i].answer(row.Cells[f.Columns[i].Index])
		if y, k := f.mean(row, i); ok && k > 0 {
			xs, ys = append(xs, f.Columns[i].part(x)), append(ys, y)
		}
	}
	return len(xs), pearson(xs, ys)
}

// mean of what a person gave in the other columns, as a part of their scales.
func (f *Form) mean(row sheet.Row, but int) (mean float64, n int) {
	for i, c := range f.Columns {
		if i == but {
			continue
		}
		if a, ok := c.answer(row.Cells[c.Index]); ok {
			mean += c.part(a)
			n++
		}
	}
	return mean / max(float64(n), 1), n
}

func pearson(xs, ys []float64) float64 {
	var mx, my, xy, xx, yy float64
	for i := range xs {
		mx, my = mx+xs[i], my+ys[i]
	}
	mx, my = mx/float64(len(xs)), my/float64(len(xs))
	for i := range xs {
		dx, dy := xs[i]-mx, ys[i]-my
		xy, xx, yy = xy+dx*dy, xx+dx*dx, yy+dy*dy
	}
	if xx < 1e-9 || yy < 1e-9 {
		return 0
	}
	return xy / math.Sqrt(xx*yy)
}
