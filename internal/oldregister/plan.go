package oldregister

import (
	"fmt"
	"strings"

	"wederhoor/internal/sheet"
)

// Plan is what a person said, or agreed to, about a file: what its columns tell
// and what words mean. It holds no words of a complaint but those that were asked.
type Plan struct {
	Columns []Planned
	// Codes is what a word means that nobody knows, per field and folded word.
	Codes map[Field]map[string]string `json:",omitempty"`
	// People is who of the team a name is, by the folded name; empty is nobody.
	People map[string]string `json:",omitempty"`
	// RunAll: what still runs there is taken up here; Run says otherwise of a row, by
	// its number.
	RunAll bool         `json:",omitempty"`
	Run    map[int]bool `json:",omitempty"`
	// LeaveWrong: rows with something wrong are left out.
	LeaveWrong bool `json:",omitempty"`
}

// Planned is one column.
type Planned struct {
	Field  Field
	Name   string      // what stands above it
	Order  sheet.Order // of dates
	Doubt  bool        // nothing tells the day from the month: a person says
	GoesOn bool        // it continues the column before it
}

// Propose guesses from the headings. Each field is proposed once; a second column
// of that name is kept beside.
func Propose(t *sheet.Table) Plan {
	var p Plan
	taken := map[Field]bool{}
	for i, c := range t.Columns {
		f, goesOn := fieldOf(c.Name)
		if f != Extra && taken[f] && !goesOn || f == Extra && goesOn {
			f, goesOn = Extra, false
		}
		taken[f] = true
		name := c.Name
		if name == "" {
			name = "Kolom " + sheet.Problem{Column: i + 1}.Letter()
		}
		p.Columns = append(p.Columns, Planned{Field: f, Name: name, Order: c.Dates, Doubt: c.DatesDoubtful, GoesOn: goesOn})
	}
	return p
}

// Asks reports whether somebody has to say how the dates of a column were written.
func (c Planned) Asks() bool { return c.Doubt && c.Field.IsDay() }

// Wrong is a mistake in the plan itself, at a column from 0.
type Wrong struct {
	Column int
	Code   string // "unknown", "twice", "no_received", "no_story"
	Field  Field
}

// Check lists what keeps the plan from being carried out.
func (p Plan) Check() []Wrong {
	var all []Wrong
	taken := map[Field]bool{}
	for i, c := range p.Columns {
		switch {
		case !known(c.Field):
			all = append(all, Wrong{i, "unknown", c.Field})
		case taken[c.Field] && c.Field != Extra && c.Field != Ignore && shapeOf(c.Field).form != text && !c.GoesOn:
			all = append(all, Wrong{i, "twice", c.Field})
		}
		taken[c.Field] = true
	}
	if !taken[ReceivedOn] {
		all = append(all, Wrong{0, "no_received", ReceivedOn})
	}
	if !taken[Story] && !taken[Title] {
		all = append(all, Wrong{0, "no_story", Story})
	}
	return all
}

// Has reports whether some column tells this.
func (p Plan) Has(fields ...Field) bool {
	for _, c := range p.Columns {
		for _, f := range fields {
			if c.Field == f {
				return true
			}
		}
	}
	return false
}

// takesUp reports whether a row that still runs there is taken up here.
func (p Plan) takesUp(row int) bool {
	if run, said := p.Run[row]; said {
		return run
	}
	return p.RunAll
}

// Apply tells the table how its dates were written.
func (p Plan) Apply(t *sheet.Table) error {
	if len(p.Columns) != len(t.Columns) {
		return fmt.Errorf("the plan has %d columns and the file %d", len(p.Columns), len(t.Columns))
	}
	for i, c := range p.Columns {
		t.Columns[i].Dates = c.Order
	}
	return nil
}

// NameKey is a name as Plan.People knows it.
func NameKey(name string) string { return fold(name) }

// WordKey is a word as Plan.Codes knows it.
func WordKey(word string) string { return fold(word) }

// names parts a cell that names several people. "Peeters, Bram" is one of them.
func names(cell string) []string {
	parts := strings.FieldsFunc(strings.NewReplacer(" en ", ";", " & ", ";", " + ", ";", "/", ";").Replace(cell), func(c rune) bool { return c == ';' || c == '\n' })
	var all []string
	for _, p := range parts {
		pieces := strings.Split(p, ",")
		for _, piece := range pieces {
			if len(strings.Fields(piece)) < 2 {
				pieces = []string{p}
				break
			}
		}
		for _, piece := range pieces {
			if n := strings.TrimSpace(piece); n != "" {
				all = append(all, n)
			}
		}
	}
	return all
}
