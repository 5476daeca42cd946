package sheet

import "errors"

// raw is one row as the file has it, before it is known what is above it.
type raw struct {
	number   int
	cells    []Cell
	problems []Problem
}

func (r *raw) reset(number int) {
	r.number, r.cells, r.problems = number, r.cells[:0], r.problems[:0]
}

func (r *raw) clone() *raw {
	c := Row{r.number, r.cells, r.problems}.Clone()
	return &raw{c.Number, c.Cells, c.Problems}
}

func (r *raw) complain(code Code, column int) {
	r.problems = append(r.problems, Problem{Code: code, Row: r.number, Column: column})
}

func (r *raw) filled() (n int) {
	for i := range r.cells {
		if !blank(r.cells[i].Text) {
			n++
		}
	}
	return n
}

func blank(s string) bool {
	for i := range len(s) {
		if s[i] > ' ' && s[i] != 0x7f {
			return s == "\u00a0"
		}
	}
	return true
}

// source gives the rows of one sheet from the beginning, as often as is asked.
// What it gives is used again for the next.
type source interface {
	rows(yield func(*raw) error) error
}

type sampleSource []*raw

func (s sampleSource) rows(yield func(*raw) error) error {
	for _, r := range s {
		if err := yield(r.clone()); err != nil {
			return err
		}
	}
	return nil
}

// first keeps the rows a file begins with, those that are not empty.
func first(s source, rows, size int) (sample []*raw, err error) {
	err = s.rows(func(r *raw) error {
		if r.filled() == 0 {
			return nil
		}
		sample = append(sample, r.clone())
		for i := range r.cells {
			size -= len(r.cells[i].Text)
		}
		if rows--; rows == 0 || size < 0 {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return sample, err
}
