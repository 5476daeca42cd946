package template

import "strconv"

// Field is the value of one form field and what is wrong with it. A mistake may
// also be given in Base.Errors alone: the field of that name shows it.
type Field struct {
	Value, Error string
}

// Option is one thing to choose.
type Option struct {
	Value, Label string
	Hint         string // smaller, below the label
	Icon         string // for pills, a name in icons.go
	Checked      bool
}

// control is one form field with everything around it. Templates build it with
// ask or choose and the functions below; components.html draws it.
type control struct {
	Kind, Name, Label string
	Value, Error      string
	Options           []Option
	Suggestions       []string // what others typed or the organisation offers; anything else is fine
	Hint, Optional    string
	Autocomplete      string
	Class             string // w-s, w-m, w-l, short, two, three, hide (label for screen readers only)
	Placeholder       string
	Rows              int
	Min, Max          string
	Inputmode         string
	Index             int    // for rows that repeat: 1, 2 …
	Only              string // shown only with this choice, see "only-" in the stylesheet
}

// ask is a field to fill in. Kinds: people (words of a person), area, files,
// and every type of <input>.
func ask(kind, name, label string, f Field) control {
	return control{Kind: kind, Name: name, Label: label, Value: f.Value, Error: f.Error}
}

// choose is a field to choose from. Kinds: choices and pills (one), ticks and
// many (several, as tiles or pills), select.
func choose(kind, name, label string, options []Option) control {
	return control{Kind: kind, Name: name, Label: label, Options: options}
}

// from takes the error of the field from the page, unless it has its own.
func from(b interface{ Error(string) string }, c control) control {
	if c.Error == "" {
		c.Error = b.Error(c.Name)
	}
	return c
}

func hint(text string, c control) control        { c.Hint = text; return c }
func opt(text string, c control) control         { c.Optional = text; return c }
func auto(token string, c control) control       { c.Autocomplete = token; return c }
func class(name string, c control) control       { c.Class = name; return c }
func placeholder(text string, c control) control { c.Placeholder = text; return c }
func rows(n int, c control) control              { c.Rows = n; return c }
func only(choice string, c control) control      { c.Only = choice; return c }
func suggest(words []string, c control) control  { c.Suggestions = words; return c }
func mode(inputmode string, c control) control   { c.Inputmode = inputmode; return c }

// numbered is for a field that stands on the page more than once: its place, from 1.
func numbered(n int, c control) control { c.Index = n; return c }

// wrong says what is wrong with a choice.
func wrong(text string, c control) control { c.Error = text; return c }

// bounds sets the first and last value of a date or a number.
func bounds(first, last string, c control) control { c.Min, c.Max = first, last; return c }

// ID is where the error summary points. Rows that repeat have a number.
func (c control) ID() string {
	if c.Index > 1 {
		return c.Name + "-" + strconv.Itoa(c.Index)
	}
	return c.Name
}

// OptionID gives the first option the id of the field, so that a link to the
// field lands on something that can be chosen.
func (c control) OptionID(i int) string {
	if i == 0 {
		return c.ID()
	}
	return c.ID() + "-" + c.Options[i].Value
}

// DescribedBy names the hint and the error for a screen reader.
func (c control) DescribedBy() string {
	switch {
	case c.Hint != "" && c.Error != "":
		return c.ID() + "-h " + c.ID() + "-e"
	case c.Hint != "":
		return c.ID() + "-h"
	case c.Error != "":
		return c.ID() + "-e"
	}
	return ""
}

// Several reports whether more than one option can be chosen.
func (c control) Several() bool { return c.Kind == "ticks" || c.Kind == "many" }
