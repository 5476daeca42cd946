package register

import (
	"slices"
	"strings"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/index"
)

// Item is one dossier in a list, with what is owed in it.
type Item struct {
	*index.Entry
	Stage       complaint.Stage
	Obligations []complaint.Obligation
	Next        complaint.Next
	Respond     complaint.Obligation
	ReceivedOn  calendar.Date
	Mine        bool // the next step is this person's
}

func (r *Register) item(who Person, e *index.Entry, now time.Time) Item {
	p := r.procedureAt(e.Procedure)
	it := Item{Entry: e, Stage: complaint.StageOf(e.Complaint, p, now), Obligations: complaint.Obligations(e.Complaint, p, now),
		Next: complaint.NextStep(e.Complaint, p, now), ReceivedOn: e.Complaint.ReceivedOn(p)}
	for _, o := range it.Obligations {
		if o.Term == complaint.TermRespond {
			it.Respond = o
		}
	}
	it.Mine = it.Next.Step != complaint.StepNone && (it.Next.Owner == who.Actor.Member() || it.Next.Owner == "" && who.Leads())
	return it
}

// Today is what waits for somebody, and what waits for others.
type Today struct {
	Now    time.Time
	Mine   []Item // by due date, the most pressing first
	Others []Item
	Week   []Item // every open dossier with an answer due, for the strip
	Late   int
}

// Today derives somebody's one list of what waits, by due date.
func (r *Register) Today(who Person) Today {
	now := r.Now()
	t := Today{Now: now}
	for _, e := range r.index.Known(who.Actor, func(e *index.Entry) bool { return e.Complaint.Closed == nil }) {
		it := r.item(who, e, now)
		if it.Mine {
			t.Mine = append(t.Mine, it)
		} else {
			t.Others = append(t.Others, it)
		}
		if it.Respond.Open() {
			t.Week = append(t.Week, it)
			if it.Respond.Late() {
				t.Late++
			}
		}
	}
	slices.SortStableFunc(t.Mine, pressing)
	slices.SortStableFunc(t.Others, pressing)
	slices.SortStableFunc(t.Week, func(a, b Item) int { return a.Respond.Due.Compare(b.Respond.Due) })
	return t
}

// pressing sorts by day; what has no day comes last.
func pressing(a, b Item) int {
	switch {
	case a.Next.Due.IsZero() != b.Next.Due.IsZero():
		if a.Next.Due.IsZero() {
			return 1
		}
		return -1
	case a.Next.Due != b.Next.Due:
		return a.Next.Due.Compare(b.Next.Due)
	}
	return strings.Compare(a.ID, b.ID)
}

// TodayCount is how many dossiers wait for somebody.
func (r *Register) TodayCount(who Person) int { return len(r.Today(who).Mine) }

// Filter is what the register page asks for. Filters may stand in a URL; words
// may not, so searching is apart.
type Filter struct {
	View     string // "open", "late", "week", "year", "all"
	Stage    complaint.Stage
	Category string
	From     calendar.Date
	After    string // keyset: the dossier the page starts after
	Before   string
}

// PageSize is how many dossiers a page of the register shows.
const PageSize = 50

// Page is one page of the register.
type Page struct {
	Items        []Item
	Total        int
	Older, Newer string // where the next pages start; "" when there is none
}

// List gives a page of the register, sorted by the day the answer is due.
func (r *Register) List(who Person, f Filter) Page {
	now := r.Now()
	var items []Item
	for _, e := range r.index.Known(who.Actor, func(e *index.Entry) bool { return f.Category == "" || e.Category == f.Category }) {
		if it := r.item(who, e, now); f.keeps(it, r.Procedure().On(now)) {
			items = append(items, it)
		}
	}
	slices.SortStableFunc(items, byDue)
	return cut(items, f)
}

func (f Filter) keeps(it Item, today calendar.Date) bool {
	switch {
	case f.Stage != "" && it.Stage != f.Stage, !f.From.IsZero() && it.ReceivedOn.Before(f.From):
		return false
	}
	switch f.View {
	case "late":
		return it.Respond.Open() && it.Respond.Late()
	case "week":
		return it.Respond.Open() && !it.Respond.Due.Before(today) && it.Respond.Due.Sub(today) <= 7
	case "year":
		return it.ReceivedOn.Year() == today.Year()
	case "all":
		return true
	}
	return it.Complaint.Closed == nil || it.ReceivedOn.AddDays(31).After(today)
}

// byDue puts what is open first, by day; then the rest, newest first.
func byDue(a, b Item) int {
	switch {
	case a.Respond.Open() != b.Respond.Open():
		if a.Respond.Open() {
			return -1
		}
		return 1
	case a.Respond.Open() && a.Respond.Due != b.Respond.Due:
		return a.Respond.Due.Compare(b.Respond.Due)
	case !a.ReceivedAt.Equal(b.ReceivedAt):
		return b.ReceivedAt.Compare(a.ReceivedAt)
	}
	return strings.Compare(a.ID, b.ID)
}

func cut(items []Item, f Filter) Page {
	start := 0
	if i := slices.IndexFunc(items, func(it Item) bool { return it.Ref == f.After }); f.After != "" && i >= 0 {
		start = i + 1
	}
	if i := slices.IndexFunc(items, func(it Item) bool { return it.Ref == f.Before }); f.Before != "" && i >= 0 {
		start = max(0, i-PageSize)
	}
	end := min(len(items), start+PageSize)
	page := Page{Items: items[start:end], Total: len(items)}
	if end < len(items) {
		page.Older = items[end-1].Ref
	}
	if start > 0 {
		page.Newer = items[start].Ref
	}
	return page
}

// Search finds words in what somebody may read.
func (r *Register) Search(who Person, query string) []Item {
	now := r.Now()
	var items []Item
	for _, e := range r.index.Search(who.Actor, query, PageSize) {
		items = append(items, r.item(who, e, now))
	}
	return items
}
