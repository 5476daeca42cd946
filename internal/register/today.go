package register

import (
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
		Next: keepFirst(complaint.NextStep(e.Complaint, p, now), e.Fact.ToKeep, today), ReceivedOn: e.Complaint.ReceivedOn(p),
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

// keepFirst puts what the decision promised before closing: a promise is kept first, and
// whoever leads sees by when. It is asked of the fact, for a list has no words to read.
func keepFirst(n complaint.Next, toKeep func() (by figures.Day, open bool), today calendar.Date) complaint.Next {
	if n.Step != complaint.StepClosing {
		return n
	}
	by, open := toKeep()
	if !open {
		return n
	}
	n.Step, n.Due = complaint.StepRemedy, by.Date()
	n.Late = by != 0 && n.Due.Before(today)
	return n
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
