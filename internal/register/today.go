package register

import (
	"context"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/index"
	"wederhoor/internal/store"
)

// row is one dossier in a list with what is owed in it, whoever looks.
type row struct {
	*index.Entry
	Stage      complaint.Stage
	Next       complaint.Next
	Respond    complaint.Obligation
	Follow     complaint.Obligation // of an appeal; without a term when there is none
	ReceivedOn calendar.Date
	Deferred   time.Time // after this a letter waits too long for the mail server; zero: none waits
}

// derived is a row as it stands on one day.
type derived struct {
	day calendar.Date
	row row
}

// row gives an entry with what is owed in it today. Deriving that costs more
// than showing it, so it is done once for each entry and day.
func (r *Register) row(e *index.Entry, now time.Time) *row {
	p := r.procedureAt(e.Procedure)
	today := p.On(now)
	if kept := e.Derived.Load(); kept != nil {
		if d, ok := (*kept).(*derived); ok && d.day == today {
			return &d.row
		}
	}
	d := &derived{day: today, row: row{Entry: e, Stage: complaint.StageOf(e.Complaint, p, now),
		Next: complaint.NextStep(e.Complaint, p, now), ReceivedOn: e.Complaint.ReceivedOn(p),
		Deferred: e.Complaint.DeferredFrom()}}
	if m, ok := r.Member(d.row.Next.Owner); ok && m.State == store.MemberLeft {
		d.row.Next.Owner = "" // what comes in for who left is for who leads
	}
	d.row.Respond, _ = complaint.Owed(e.Complaint, p, complaint.TermRespond, now)
	d.row.Follow, _ = complaint.Owed(e.Complaint, p, complaint.TermFollow, now)
	var kept any = d
	e.Derived.Store(&kept)
	return &d.row
}

// mine reports whether the next step is this person's: what nobody owns is for
// who leads the dossier.
func (it *row) mine(who Person) bool {
	return it.Next.Step != complaint.StepNone && (it.Next.Owner == who.Actor.Member() || it.Next.Owner == "" && access.May(who.Actor, access.Assign, it.Facts).OK)
}

// late: the answer, or what is done with the outcome of an appeal, is too late.
func (it *row) late() bool { return Item{Respond: it.Respond, Follow: it.Follow}.Late() }

// due is the day that presses first: of the answer, or of what follows an appeal.
func (it *row) due() (day calendar.Date, open bool) {
	o, open := complaint.NextDue([]complaint.Obligation{it.Respond, it.Follow})
	return o.Due, open
}

// Today is what waits for somebody, and what waits for others.
type Today struct {
	Now    time.Time
	Mine   []Item // by due date, the most pressing first, at most TodayLimit
	Others []Item
	Week   []Item // open dossiers with an answer due, for the strip
	All    int    // how many are mine, shown or not
	Due    int    // how many of mine are due today or before
	Late   int
	ToPost int // letters on paper that this person may post
}

// TodayLimit is how many dossiers a list of Vandaag shows; nobody reads on.
const TodayLimit = 40

// todayOf is somebody's list as long as it is fresh.
type todayOf struct {
	freshness
	list Today
}

// freshness says how long a list that was made stays true: until a dossier
// changes, the day ends, or a part in one of them ends by itself.
type freshness struct {
	changes uint64
	day     calendar.Date
	until   time.Time
}

func (f freshness) still(changes uint64, day calendar.Date, now time.Time) bool {
	return f.changes == changes && f.day == day && (f.until.IsZero() || now.Before(f.until))
}

// endsFirst is when the first of somebody's parts in these ends by itself.
func endsFirst(who Person, entries []*index.Entry) (until time.Time) {
	for _, e := range entries {
		if end := access.EndsAt(who.Actor, e.Facts); !end.IsZero() && (until.IsZero() || end.Before(until)) {
			until = end
		}
	}
	return until
}

// Today derives somebody's one list of what waits, by due date. Every page shows
// its count, so it is kept until a dossier changes.
func (r *Register) Today(who Person) Today {
	r.index.Wait()
	now, changes := r.Now(), r.index.Changes()
	today := r.Procedure().On(now)
	if kept, ok := r.todays.Load(who.Identity()); ok {
		if t := kept.(*todayOf); t.still(changes, today, now) {
			list := t.list
			list.Now = now
			return list
		}
	}
	t, until := r.deriveToday(who, now, today)
	r.todays.Store(who.Identity(), &todayOf{freshness{changes, today, until}, t})
	return t
}

func (r *Register) deriveToday(who Person, now time.Time, today calendar.Date) (Today, time.Time) {
	t := Today{Now: now}
	var mine, others, week []*row
	entries := r.index.KnownUnfinished(who.Actor)
	for _, e := range entries {
		it := r.row(e, now)
		t.ToPost += len(r.toPost(who, e, now))
		if e.Complaint.Closed != nil && it.Next.Step == complaint.StepNone && !e.Complaint.AppealOpen() {
			continue // a letter that bounced after closing still waits for somebody
		}
		if it.mine(who) {
			mine = append(mine, it)
			if !it.Next.Due.IsZero() && !it.Next.Due.After(today) {
				t.Due++
			}
		} else {
			others = append(others, it)
		}
		if it.Respond.Open() {
			week = append(week, it)
		}
		if it.late() {
			t.Late++
		}
	}
	t.All = len(mine)
	t.Mine, t.Others = r.first(who, mine, pressing), r.first(who, others, pressing)
	t.Week = r.first(who, week, func(a, b *row) int { return a.Respond.Due.Compare(b.Respond.Due) })
	return t, endsFirst(who, entries)
}

// first sorts and keeps what a page shows.
func (r *Register) first(who Person, rows []*row, order func(a, b *row) int) []Item {
	slices.SortStableFunc(rows, order)
	return r.items(who, rows[:min(len(rows), TodayLimit)])
}

// pressing sorts by day; what has no day comes last.
func pressing(a, b *row) int {
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
func (r *Register) TodayCount(who Person) int { return r.Today(who).All }

// Filter is what the register page asks for. Filters may stand in a URL; words
// may not, so searching is apart.
type Filter struct {
	View     string // "open", "late", "week", "year", "all"
	Stage    complaint.Stage
	Category string
	From     calendar.Date
	Figure   figures.Set // the complaints behind a figure of Period, all or those of one value of a cut
	Period   string
	Cut      figures.Cut
	Value    string
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

// listOf is the list somebody is paging through, as long as it is fresh.
type listOf struct {
	freshness
	filter Filter
	rows   []*row
}

// List gives a page of the register, sorted by the day the answer is due.
func (r *Register) List(who Person, f Filter) Page {
	r.index.Wait()
	now, changes := r.Now(), r.index.Changes()
	today := r.Procedure().On(now)
	whole := f
	whole.After, whole.Before = "", ""
	if kept, ok := r.lists.Load(who.Identity()); ok {
		if l := kept.(*listOf); l.still(changes, today, now) && l.filter == whole {
			return r.cut(who, l.rows, f)
		}
	}
	rows, until := r.filtered(who, f, today, now)
	r.lists.Store(who.Identity(), &listOf{freshness{changes, today, until}, whole, rows})
	return r.cut(who, rows, f)
}

func (r *Register) filtered(who Person, f Filter, today calendar.Date, now time.Time) ([]*row, time.Time) {
	var rows []*row
	behind := r.behind(who, f)
	entries := r.index.Known(who.Actor, func(e *index.Entry) bool { return f.about(who, e) && behind(e.Fact) })
	for _, e := range entries {
		if it := r.row(e, now); f.keeps(it, today) {
			rows = append(rows, it)
		}
	}
	slices.SortStableFunc(rows, byDue)
	return rows, endsFirst(who, entries)
}

// about keeps what is about the category that was asked; who may not know what
// a complaint is about does not find it by that.
func (f Filter) about(who Person, e *index.Entry) bool {
	return f.Category == "" || e.Category == f.Category && access.May(who.Actor, access.ReadContent, e.Facts).OK
}

func (f Filter) keeps(it *row, today calendar.Date) bool {
	switch {
	case f.Stage != "" && it.Stage != f.Stage, !f.From.IsZero() && it.ReceivedOn.Before(f.From):
		return false
	}
	switch f.View {
	case "late":
		return it.late()
	case "week":
		due, open := it.due()
		return open && !due.Before(today) && due.Sub(today) <= 7
	case "year":
		return it.ReceivedOn.Year() == today.Year()
	case "all":
		return true
	}
	return it.Complaint.Closed == nil || it.Complaint.AppealOpen() || it.ReceivedOn.AddDays(31).After(today)
}

// byDue puts what is open first, by day; then the rest, newest first.
func byDue(a, b *row) int {
	dueA, openA := a.due()
	dueB, openB := b.due()
	switch {
	case openA != openB:
		if openA {
			return -1
		}
		return 1
	case openA && dueA != dueB:
		return dueA.Compare(dueB)
	case !a.ReceivedAt.Equal(b.ReceivedAt):
		return b.ReceivedAt.Compare(a.ReceivedAt)
	}
	return strings.Compare(a.ID, b.ID)
}

func (r *Register) cut(who Person, rows []*row, f Filter) Page {
	start := 0
	if i := slices.IndexFunc(rows, func(it *row) bool { return it.Ref == f.After }); f.After != "" && i >= 0 {
		start = i + 1
	}
	if i := slices.IndexFunc(rows, func(it *row) bool { return it.Ref == f.Before }); f.Before != "" && i >= 0 {
		start = max(0, i-PageSize)
	}
	end := min(len(rows), start+PageSize)
	page := Page{Items: r.items(who, rows[start:end]), Total: len(rows)}
	if end < len(rows) {
		page.Older = rows[end-1].Ref
	}
	if start > 0 {
		page.Newer = rows[start].Ref
	}
	return page
}

// Search finds words in what somebody may read, and writes down what it found:
// the heading of each stands on the screen. What was asked is written nowhere.
func (r *Register) Search(ctx context.Context, who Person, query string) ([]Item, error) {
	now := r.Now()
	var rows []*row
	for _, e := range r.index.Search(who.Actor, query, PageSize) {
		rows = append(rows, r.row(e, now))
	}
	items := r.items(who, rows)
	var lines []store.Line
	for _, it := range items {
		if it.Reads {
			lines = append(lines, r.line(who.visitor(), store.LogSearch, it.ID, ""))
		}
	}
	if err := r.Store.Log(ctx, lines...); err != nil {
		return nil, err
	}
	return items, nil
}
