package sheet

import (
	"errors"
	"strings"
)

// each gives the rows below the header with their values and what is wrong.
func (t *Table) each(s source, yield func(Row) error) error {
	var cells []Cell
	err := s.rows(func(r *raw) error {
		if r.number < t.HeaderRow+t.HeaderRows && t.HeaderRow > 0 || r.filled() == 0 {
			return nil
		}
		again, err := t.anotherHeader(r)
		if err != nil {
			return err
		}
		t.extra(r)
		cells = cells[:0]
		for i := range t.Columns {
			if i >= len(r.cells) || again {
				cells = append(cells, Cell{})
				continue
			}
			cells = append(cells, t.understood(r, i))
		}
		for i := range r.problems {
			if c := r.problems[i].Column; c > 0 && c <= len(t.Columns) {
				r.problems[i].Name = t.Columns[c-1].Name
			}
		}
		if again {
			t.repeated(r.number)
			return nil
		}
		return yield(Row{r.number, cells, r.problems})
	})
	if p, ok := errors.AsType[Problem](err); ok && p.Column > 0 && p.Column <= len(t.Columns) && p.Name == "" {
		p.Name = t.Columns[p.Column-1].Name
		return p
	}
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// understood is the cell with its value, in the order of dates of its column.
func (t *Table) understood(r *raw, i int) Cell {
	c := r.cells[i]
	if c.Kind == Empty && c.value(t.Columns[i].Dates) {
		r.complain(DateOtherOrder, i+1)
	}
	if c.Kind == Fault {
		r.complain(FaultValue, i+1)
	}
	if len(t.Columns) > 2 && len(c.Text) > 2*len(t.Columns) && t.Delimiter != 0 && t.swallowed(c.Text) {
		r.complain(Swallowed, i+1)
	}
	return c
}

// swallowed: a line inside a cell with as many delimiters as a row has.
func (t *Table) swallowed(s string) bool {
	_, rest, _ := strings.Cut(s, "\n")
	for line := range strings.Lines(rest) {
		if strings.Count(line, string(t.Delimiter)) >= len(t.Columns)-1 {
			return true
		}
	}
	return false
}

// extra complains of values to the right of the last column.
func (t *Table) extra(r *raw) {
	for i := len(t.Columns); i < len(r.cells); i++ {
		if !blank(r.cells[i].Text) {
			r.complain(ExtraCells, i+1)
			return
		}
	}
}

// anotherHeader finds a header between the rows: the same again, which happens
// when files are put together, or another one, after which every column would
// be read as what it is not.
func (t *Table) anotherHeader(r *raw) (again bool, err error) {
	same, other, filled := 0, 0, 0
	for i := range r.cells {
		c := &r.cells[i]
		if blank(c.Text) {
			continue
		}
		filled++
		if len(c.Text) > t.longest || c.Kind == Number || c.Kind == Date {
			continue
		}
		switch at, ok := t.headings[c.Text]; {
		case ok && (at == i || i < len(t.Columns) && t.Columns[i].Question == plainName(c.Text)):
			same++
		case ok:
			other++
		}
	}
	if same+other < 2 || (same+other)*2 <= filled || values(r) > 0 {
		return false, nil
	}
	if other == 0 && same == filled {
		return true, nil
	}
	return false, Problem{Code: HeaderChanged, Row: r.number, Column: t.firstChange(r) + 1}
}

func (t *Table) firstChange(r *raw) int {
	for i := range r.cells {
		if i >= len(t.Columns) || plainName(r.cells[i].Text) != t.Columns[i].Question {
			return i
		}
	}
	return len(r.cells) - 1
}

// remember keeps what the header says, as it stands there and as a name.
func (t *Table) remember(r *raw) {
	t.headings = map[string]int{}
	for i, c := range r.cells {
		for _, s := range []string{c.Text, plainName(c.Text)} {
			if _, ok := t.headings[s]; !ok && len(s) > 1 && len(s) < 4<<10 {
				t.headings[s] = i
				t.longest = max(t.longest, len(s))
			}
		}
	}
}

// repeated notes a header that was left out, once.
func (t *Table) repeated(row int) {
	for _, w := range t.Warnings {
		if w.Code == HeaderRepeated {
			return
		}
	}
	t.warn(Problem{Code: HeaderRepeated, Row: row})
}

// orders finds for each column whether the day or the month is first.
func (t *Table) orders(sample []*raw) {
	for i := range t.Columns {
		dayOnly, monthOnly, american, either := 0, 0, 0, 0
		for _, r := range sample {
			if r.number < t.HeaderRow+t.HeaderRows && t.HeaderRow > 0 || i >= len(r.cells) || r.cells[i].Kind != Empty {
				continue
			}
			w, ok := readDate(strings.TrimSpace(r.cells[i].Text))
			if !ok || w.fixed {
				continue
			}
			switch day, month := w.orders(); {
			case day && month && w.a != w.b:
				either++
			case day && !month:
				dayOnly++
			case month && !day:
				monthOnly++
			}
			if w.american {
				american++
			}
		}
		t.order(i, dayOnly, monthOnly, american, either)
	}
}

func (t *Table) order(i, dayOnly, monthOnly, american, either int) {
	c := &t.Columns[i]
	switch {
	case dayOnly > 0 && monthOnly > 0:
		t.warn(Problem{Code: DatesConflict, Column: i + 1, Name: c.Name})
		c.DatesDoubtful = true
	case dayOnly == 0 && monthOnly == 0 && either > 0:
		c.DatesDoubtful = true
		t.warn(Problem{Code: DatesDoubtful, Column: i + 1, Name: c.Name})
	}
	if monthOnly > dayOnly || monthOnly == dayOnly && american > 0 {
		c.Dates = MonthFirst
	}
}
