package evaluation

import (
	"slices"
	"strings"

	"wederhoor/internal/sheet"
)

// Judge tells whether one filled in form may hold a complaint, and why. The same
// form and row always give the same.
func (f Form) Judge(r sheet.Row) (Signal, bool) {
	var s Signal
	for i, c := range f.Columns {
		if cell := r.Cells[c.Index]; strings.TrimSpace(cell.Text) != "" {
			for _, why := range f.column(r, i, cell) {
				why.Column = c.Index
				s.Reasons = append(s.Reasons, why)
			}
		}
	}
	content := f.content(r, s.Reasons)
	s.Reasons = slices.DeleteFunc(s.Reasons, func(w Reason) bool {
		return content && w.Code == Aside || w.Code == Unread && (content || len(strings.Fields(r.Cells[w.Column].Text[w.Start:w.End])) < sentence)
	})
	s.Strength = together(s.Reasons)
	s.Level = level(s.Reasons)
	return s, s.Level != ""
}

// content tells that somebody gave marks and none of them is fair or low: then a
// remark that no rule understands is no complaint; nor is a word or two beside
// other marks.
func (f Form) content(r sheet.Row, reasons []Reason) bool {
	for _, w := range reasons {
		if slices.Contains([]Code{LowScore, FairScore, BelowOwnMean, BadAnswer, FairAnswer, SaidNo}, w.Code) {
			return false
		}
	}
	_, marks := f.mean(r, -1)
	return marks > 0
}

func (f Form) column(r sheet.Row, i int, cell sheet.Cell) []Reason {
	c := f.Columns[i]
	switch c.Kind {
	case Score, Words:
		return f.marked(r, i, cell)
	case YesNo:
		if yes, ok := yesNo(cell); ok && yes == c.Reversed {
			return []Reason{{Code: SaidNo, Strength: ofNegative}}
		}
	case Positive:
		return Text(cell.Text, AskedGood)
	case Improve:
		return wishes(cell.Text)
	case Free:
		return Text(cell.Text, AskedFree)
	}
	return nil
}

// wishes are the reasons in an answer to what can be better. What is too little
// by itself stays, weak, for when a fair mark stands beside it.
func wishes(s string) []Reason {
	if out := Text(s, AskedImprove); len(out) > 0 {
		return out
	}
	out := judged(s, AskedFree, false)
	for i := range out {
		out[i].Strength *= wish
	}
	return out
}

// marked gives what a score says: below a limit of its scale, or far below what
// the same person gave elsewhere (one 1 amid fives).
func (f Form) marked(r sheet.Row, i int, cell sheet.Cell) []Reason {
	c := f.Columns[i]
	n, ok := c.answer(cell)
	if !ok {
		return nil
	}
	low, fair := LowScore, FairScore
	if c.Kind == Words {
		low, fair = BadAnswer, FairAnswer
	}
	bad, middling := c.Scale.limits()
	switch {
	case n <= bad:
		return []Reason{{Code: low, Strength: ofNegative + .3*(bad-n)/max(bad-c.Scale.Min, 1)}}
	case n <= middling:
		return []Reason{{Code: fair, Strength: .3}}
	}
	mean, others := f.mean(r, i)
	if size := c.Scale.Max - c.Scale.Min; others >= 2 && (mean-c.part(n))*size >= max(2, .4*size) {
		return []Reason{{Code: BelowOwnMean, Strength: ofWeak}}
	}
	return nil
}

// level is what the reasons are together; "" is no signal. A fair score alone
// is none, nor is a wish alone.
func level(reasons []Reason) Level {
	fair, said, look := false, 0.0, false
	for _, r := range reasons {
		switch r.Code {
		case StrongSign:
			return Strong
		case NothingGood:
			if r.Strength >= ofStrong {
				return Strong
			}
			said = 1
		case LowScore, BadAnswer, SaidNo:
			said = 1
		case FairScore, FairAnswer:
			fair = true
		case BelowOwnMean, Unread, Aside:
			look = true
		default:
			said = 1 - (1-said)*(1-r.Strength)
		}
	}
	switch {
	case said >= threshold:
		return Negative
	case fair && said > 0, look:
		return Attention
	}
	return ""
}
