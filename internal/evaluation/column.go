// Package evaluation finds what may be a complaint in filled in evaluation
// forms. It proposes: what a column means, and which reactions are negative,
// each with its reasons. A person confirms the one and decides the other, every
// time; "no signal" never means "no complaint". Irony it does not see.
//
// The way of an import: Propose, show the columns and their Doubts, let a
// person correct; then Form.Judge row by row. It reads no clock and no file.
package evaluation

import (
	"wederhoor/internal/sheet"
)

// Kind is what a column holds.
type Kind string

// The kinds of a column.
const (
	Meta     Kind = "meta"     // of the tool, or not used
	Score    Kind = "score"    // a mark on a scale
	Words    Kind = "words"    // a choice of words that is a scale: "slecht/matig/goed"
	YesNo    Kind = "yes_no"   //
	Positive Kind = "positive" // in words: what was good
	Improve  Kind = "improve"  // in words: what can be better
	Free     Kind = "free"     // in words: anything
	Identity Kind = "identity" // who filled it in
	Course   Kind = "course"
	Trainer  Kind = "trainer"
)

// Kinds are all kinds, in the order of a list to choose from.
var Kinds = []Kind{Score, Words, YesNo, Positive, Improve, Free, Identity, Course, Trainer, Meta}

// Role says which Meta or Identity it is, where that matters.
type Role string

// The roles of Meta and Identity.
const (
	NoRole     Role = ""
	Respondent Role = "respondent" // the number of the tool: a row is known by it
	Submitted  Role = "submitted"  // when it was filled in: the complaint was received then
	Started    Role = "started"
	Address    Role = "address" // of the machine: never kept
	Consent    Role = "consent" // may we contact you
	Name       Role = "name"
	Email      Role = "email"
	Phone      Role = "phone"
)

// Doubt is what a person must say before the form is judged.
type Doubt string

// The doubts.
const (
	DoubtKind      Doubt = "kind"      // nothing tells what this column is
	DoubtScale     Doubt = "scale"     // 1 to 7 or 1 to 10?
	DoubtDirection Doubt = "direction" // is high good or bad?
	DoubtDates     Doubt = "dates"     // is 3-4 in March or in April?
)

// Scale is a range of marks. The limits are what counts as negative and as
// fair, on this scale with high as good (domain: table of scores).
type Scale struct {
	Min, Max float64
	// Recommend is the question 0 to 10 whether somebody recommends us.
	Recommend bool
}

// limits of negative and of fair. 5.5 is the Dutch pass mark.
func (s Scale) limits() (bad, fair float64) {
	switch {
	case s.Min == 0 && s.Max == 10:
		return 5.4, 6.4
	case s.Max == 10:
		return 5.4, 6.4
	case s.Max == 7:
		return 3, 4
	case s.Max == 5:
		return 2, 3
	case s.Max == 4:
		return 1, 2
	}
	size := s.Max - s.Min
	return s.Min + .35*size, s.Min + .55*size
}

// Column is what is known of one column; a page shows it and a person may
// change all but Index and Name.
type Column struct {
	Index    int // of the sheet, from 0
	Name     string
	Kind     Kind
	Role     Role
	Scale    Scale       // of Score and Words
	Reversed bool        // low is good, or "ja" is bad
	Dates    sheet.Order // of a column of dates, when the file does not tell
	Doubts   []Doubt
	Examples []string // the first three different values, to recognise it by
}

// Form is what a person confirmed about the columns of a sheet.
type Form struct{ Columns []Column }

// Keys are the columns by which a row is known again: the number of the tool,
// or else all that a person filled in and when. For sheet.Table.Keys.
func (f Form) Keys() (columns []int) {
	for _, c := range f.Columns {
		if c.Role == Respondent {
			return []int{c.Index}
		}
	}
	for _, c := range f.Columns {
		if c.Kind != Meta || c.Role == Submitted || c.Role == Started {
			columns = append(columns, c.Index)
		}
	}
	return columns
}

// Column is the first with a role; false when there is none.
func (f Form) Column(r Role) (int, bool) {
	for _, c := range f.Columns {
		if c.Role == r {
			return c.Index, true
		}
	}
	return 0, false
}

// Date makes the dates of a file be read as was confirmed.
func (f Form) Date(t *sheet.Table) {
	for _, c := range f.Columns {
		if c.Role == Submitted {
			t.Columns[c.Index].Dates = c.Dates
		}
	}
}

// Doubtful is the first column of which a person must still say something.
func (f Form) Doubtful() (Column, bool) {
	for _, c := range f.Columns {
		if len(c.Doubts) > 0 {
			return c, true
		}
	}
	return Column{}, false
}

// Again puts what was confirmed for a form on a new file of it: same names, in
// any order. It is false when a name is missing or new: then a person looks.
func (f Form) Again(t *sheet.Table) (Form, bool) {
	known := map[string]Column{}
	for _, c := range f.Columns {
		known[c.Name] = c
	}
	var out Form
	for i, c := range t.Columns {
		k, ok := known[c.Name]
		if !ok {
			return f, false
		}
		k.Index, k.Doubts = i, nil
		if k.Role == Submitted && !c.DatesDoubtful {
			k.Dates = c.Dates // this file tells
		}
		out.Columns = append(out.Columns, k)
	}
	return out, len(out.Columns) == len(f.Columns)
}
