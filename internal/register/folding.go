package register

import (
	"slices"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// folding makes a page of lines, read in one direction, into what a person reads:
// the same on one day is one line. It is full when one line more would not fit.
type folding struct {
	zone     *time.Location
	rows     []Seen
	at       map[foldKey]int
	most     int // rows
	full     bool
	from, to store.Place // the first and the last line that were taken
}

type foldKey struct {
	day             calendar.Date
	member          complaint.MemberID
	action          access.Action
	dossier, detail string
	allowed         bool
}

func (f *folding) add(s Seen) {
	key := foldKey{calendar.DateOf(s.At, f.zone), s.Member, s.Action, s.Dossier, s.Detail, s.Allowed}
	i, there := f.at[key]
	if f.full = f.full || !there && len(f.rows) == f.most; f.full {
		return
	}
	if f.to = s.Place(); len(f.rows) == 0 {
		f.from = f.to
	}
	if there {
		f.rows[i].Times++
		if s.First.Before(f.rows[i].First) {
			f.rows[i].First = s.First
		}
		f.rows[i].Line = latest(f.rows[i].Line, s.Line)
		return
	}
	f.at[key] = len(f.rows)
	f.rows = append(f.rows, s)
}

func latest(a, b store.Line) store.Line {
	if b.At.After(a.At) {
		return b
	}
	return a
}

// forth is the page when the lines were read from new to old, after this place.
func (f *folding) forth(after store.Place) LogPage {
	page := LogPage{Lines: f.rows}
	if f.full {
		page.Older = f.to
	}
	if after != (store.Place{}) {
		if page.Newer = f.from; len(f.rows) == 0 {
			page.Newer = after
		}
	}
	return page
}

// back is the page when they were read from old to new.
func (f *folding) back() LogPage {
	slices.SortStableFunc(f.rows, func(a, b Seen) int { return b.At.Compare(a.At) })
	return LogPage{Lines: f.rows, Older: f.from, Newer: f.to}
}
