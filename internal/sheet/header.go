package sheet

import (
	"fmt"
	"slices"
	"strings"
)

const headerSearch = 30 // rows above a header: titles, periods, logos

// header finds the row with the names, and the second one below it.
func (t *Table) header(sample []*raw, asked int) {
	t.HeaderRows = 1
	at := slices.IndexFunc(sample, func(r *raw) bool { return r.number == asked })
	if asked == 0 || at < 0 {
		at = findHeader(sample)
	}
	if at < 0 {
		t.unnamed(sample)
		return
	}
	t.HeaderRow = sample[at].number
	t.remember(sample[at])
	top := texts(sample[at])
	var below []string
	if at+1 < len(sample) && sample[at+1].number == t.HeaderRow+1 && second(top, sample[at+1], sample[at+2:]) {
		below, t.HeaderRows = texts(sample[at+1]), 2
	}
	t.name(top, below, sample[at+t.HeaderRows:])
}

// texts are the names in a row: line breaks and tags of a web page are gone.
func texts(r *raw) []string {
	out := make([]string, len(r.cells))
	for i, c := range r.cells {
		out[i] = plainName(c.Text)
	}
	return out
}

func plainName(s string) string {
	if len(s) > 4<<10 {
		s = s[:4<<10]
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 >= len(s) || s[i+1]|0x20 < 'a' && s[i+1] != '/' || s[i+1]|0x20 > 'z' {
			break
		}
		j := strings.IndexByte(s[i:], '>')
		if j < 0 {
			break
		}
		b.WriteString(s[:i] + " ")
		s = s[i+j+1:]
	}
	b.WriteString(s)
	return strings.Join(strings.Fields(strings.ToValidUTF8(b.String(), "")), " ")
}

// findHeader is the first row with texts in at least half as many columns as
// the fullest row has; -1 when values come first.
func findHeader(sample []*raw) int {
	most := 0
	for _, r := range sample[:min(len(sample), 200)] {
		most = max(most, r.filled())
	}
	for i, r := range sample[:min(len(sample), headerSearch)] {
		if n := r.filled(); n*2 < most || n < min(2, most) {
			continue
		}
		if values(r) > 0 {
			return -1
		}
		return i
	}
	return -1
}

// values counts the cells that are no names: dates and numbers. A year or a
// number alone can be a name ("1", "2" above the points of a scale), so one
// date decides, and numbers do when they are many.
func values(r *raw) int {
	numbers, dates := 0, 0
	for _, c := range r.cells {
		if c.Kind != Text {
			c.value(DayFirst)
		}
		switch c.Kind {
		case Date:
			dates++
		case Number:
			numbers++
		}
	}
	if dates > 0 || numbers*3 > r.filled() {
		return dates + numbers
	}
	return 0
}

// generic are the words that a second row has below an open question.
var generic = []string{"response", "open-ended response", "antwoord", "open antwoord", "open-ended antwoord", "score", "réponse"}

// second tells whether a row below the header is part of it: SurveyMonkey's
// words for an answer, or names that fill the gaps of headings that were merged
// over several columns.
func second(top []string, r *raw, after []*raw) bool {
	if values(r) > 0 {
		return false
	}
	known, gaps, filling, under := 0, 0, 0, 0
	for i, s := range texts(r) {
		if slices.Contains(generic, strings.ToLower(s)) {
			known++
		}
		gap := i > 0 && i < len(top) && top[i] == "" || i >= len(top) && s != ""
		if gap {
			gaps++
		}
		if gap && s != "" {
			filling++
		}
		if s != "" && numeric(after, i) {
			under++
		}
	}
	if known > 0 && blank(r.cells[0].Text) {
		return true
	}
	return gaps > 0 && filling*2 > gaps && under > 0
}

// numeric: most of what stands in a column are numbers or dates, so that a text
// at its top is a name.
func numeric(rows []*raw, i int) bool {
	n, all := 0, 0
	for _, r := range rows[:min(len(rows), 20)] {
		if i >= len(r.cells) || blank(r.cells[i].Text) {
			continue
		}
		all++
		if c := r.cells[i]; c.Kind == Number || c.Kind == Date || c.Kind == Empty && (c.value(DayFirst) || c.Kind != Text) {
			n++
		}
	}
	return n*2 > all
}

// name makes the columns: as many as have a name or values.
func (t *Table) name(top, below []string, rows []*raw) {
	width := max(len(top), len(below))
	for width > 0 && at(top, width-1) == "" && at(below, width-1) == "" && !used(rows, width-1) {
		width--
	}
	for _, r := range rows { // values to the right of the last name are a column when they are usual
		for i := width; i < len(r.cells); i++ {
			if used(rows, i) && often(rows, i) {
				width = i + 1
			}
		}
	}
	seen := map[string]int{}
	heading := ""
	for i := range width {
		c := Column{Question: at(top, i), Part: at(below, i)}
		if c.Question != "" {
			heading = c.Question
		} else if c.Part != "" {
			c.Question = heading
		}
		if slices.Contains(generic, strings.ToLower(c.Part)) || c.Part == c.Question {
			c.Part = ""
		}
		c.Name = c.Question
		if c.Part != "" {
			c.Name = strings.TrimSpace(c.Question + " [" + c.Part + "]")
		}
		t.Columns = append(t.Columns, c)
		t.unique(i, seen)
	}
}

// unique numbers a name that was there before, and says so.
func (t *Table) unique(i int, seen map[string]int) {
	c := &t.Columns[i]
	if c.Name == "" {
		t.warn(Problem{Code: NoName, Row: t.HeaderRow, Column: i + 1})
		return
	}
	name := c.Name
	for n := seen[folded(name)] + 1; ; n++ {
		seen[folded(name)] = n
		if n > 1 {
			c.Name = fmt.Sprintf("%s (%d)", name, n)
		}
		if seen[folded(c.Name)] == 0 || n == 1 {
			break
		}
	}
	if c.Name != name {
		seen[folded(c.Name)]++
		t.warn(Problem{Code: SameHeader, Row: t.HeaderRow, Column: i + 1, Name: name})
	}
}

func (t *Table) unnamed(sample []*raw) {
	t.HeaderRows = 0
	t.warn(Problem{Code: NoHeader, Row: sample[0].number})
	width := 0
	for _, r := range sample {
		for i := range r.cells {
			if !blank(r.cells[i].Text) {
				width = max(width, i+1)
			}
		}
	}
	t.Columns = make([]Column, width)
}

func at(s []string, i int) string {
	if i < len(s) {
		return s[i]
	}
	return ""
}

func used(rows []*raw, i int) bool {
	return slices.ContainsFunc(rows, func(r *raw) bool { return i < len(r.cells) && !blank(r.cells[i].Text) })
}

func often(rows []*raw, i int) bool {
	n := 0
	for _, r := range rows {
		if i < len(r.cells) && !blank(r.cells[i].Text) {
			n++
		}
	}
	return n*5 >= len(rows)
}
