package register

import (
	"context"
	"iter"
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

// listOf is the list somebody is paging through, as long as it is fresh: what is due
// in its order, and how many there are. The rest is in the order of the index, and
// only what a page shows of it is looked at.
type listOf struct {
	freshness
	filter Filter
	due    []*row
	total  int
}

// List gives a page of the register: what is open by the day it is due, and then the
// rest, newest first.
func (r *Register) List(who Person, f Filter) Page {
	r.index.Wait()
	now, changes := r.Now(), r.index.Changes()
	today := r.Procedure().On(now)
	whole := f
	whole.After, whole.Before = "", ""
	sieve := r.sieve(who, whole, today, now)
	if kept, ok := r.lists.Load(who.Identity()); ok {
		if l := kept.(*listOf); l.still(changes, today, now) && l.filter == whole {
			return r.page(who, l, sieve, f)
		}
	}
	l := sieve.list(freshness{changes: changes, day: today})
	r.lists.Store(who.Identity(), l)
	return r.page(who, l, sieve, f)
}

// sieve keeps what a filter asks for, for somebody, today.
type sieve struct {
	*Register
	who    Person
	filter Filter
	today  calendar.Date
	now    time.Time
	behind []index.Sight // a figure, newest first; else nil
	oldest figures.Day   // of receipt; what is older is not asked for, unless it is due
}

func (r *Register) sieve(who Person, f Filter, today calendar.Date, now time.Time) *sieve {
	s := &sieve{Register: r, who: who, filter: f, today: today, now: now}
	if f.Figure != "" {
		s.behind = r.behind(who, f)
	}
	since := f.From
	switch f.View {
	case "all", "late", "week":
	case "year":
		since = latestDay(since, calendar.On(today.Year(), time.January, 1))
	default:
		since = latestDay(since, today.AddDays(1-shownOpen))
	}
	s.oldest = figures.DayOf(since)
	return s
}

// shownOpen is for how many days after receipt the first view shows what is over.
const shownOpen = 31

func latestDay(a, b calendar.Date) calendar.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// list works out what is due and counts the rest.
func (s *sieve) list(fresh freshness) *listOf {
	l := &listOf{freshness: fresh, filter: s.filter}
	until := func(f access.Facts) {
		if end := access.EndsAt(s.who.Actor, f); !end.IsZero() && (l.until.IsZero() || end.Before(l.until)) {
			l.until = end
		}
	}
	for _, e := range s.index.KnownUnfinished(s.who.Actor) {
		until(e.Facts)
		if it := s.row(e, s.now); s.isDue(it) && s.takes(index.Of(e)) {
			l.due = append(l.due, it)
		}
	}
	slices.SortStableFunc(l.due, byDue)
	l.total = len(l.due)
	if s.filter == (Filter{View: "all"}) && !s.who.Has(access.Freelancer) {
		l.total = s.index.CountKnown(s.who.Actor)
		return l
	}
	for in := range s.rest(s.known()) {
		if l.total++; s.who.Has(access.Freelancer) { // whose part ends by itself
			until(in.Facts())
		}
	}
	return l
}

func (s *sieve) isDue(it *row) bool {
	_, open := it.due()
	return open
}

// known is what the rest is chosen from, newest first.
func (s *sieve) known() iter.Seq[index.Sight] {
	if s.filter.Figure != "" {
		return slices.Values(s.behind)
	}
	return s.index.Known(s.who.Actor, s.since())
}

// older is known after this one, newer before it, the nearest first.
func (s *sieve) older(from index.Sight) iter.Seq[index.Sight] {
	if s.filter.Figure == "" {
		return s.index.KnownOlder(s.who.Actor, s.since(), from)
	}
	return slices.Values(s.behind[s.place(from, 1):])
}

func (s *sieve) newer(from index.Sight) iter.Seq[index.Sight] {
	if s.filter.Figure == "" {
		return s.index.KnownNewer(s.who.Actor, s.since(), from)
	}
	before := slices.Clone(s.behind[:s.place(from, 0)])
	slices.Reverse(before)
	return slices.Values(before)
}

// place is where something stands behind a figure, or just after it.
func (s *sieve) place(from index.Sight, after int) int {
	i, there := slices.BinarySearchFunc(s.behind, from, index.NewestFirst)
	if there {
		i += after
	}
	return i
}

// since is from when on the index has to look at what is over.
func (s *sieve) since() index.Since {
	if s.oldest == 0 {
		return index.Since{}
	}
	return (s.oldest - figures.Padding).Date().In(time.UTC)
}

// rest is what the filter keeps of these and is not due. Nothing in it can be late or
// due within a week.
func (s *sieve) rest(from iter.Seq[index.Sight]) iter.Seq[index.Sight] {
	return func(yield func(index.Sight) bool) {
		if s.filter.View == "week" || s.filter.View == "late" {
			return
		}
		for in := range from {
			if s.takes(in) && !s.stands(in) && !yield(in) {
				return
			}
		}
	}
}

// stands reports whether it stands among what is due.
func (s *sieve) stands(in index.Sight) bool {
	if _, over := in.Over(); over {
		return false
	}
	return s.isDue(s.row(in.Entry(), s.now))
}

// takes reports whether the filter keeps a dossier.
func (s *sieve) takes(in index.Sight) bool {
	f := s.filter
	if f.Category != "" && (in.Category() != f.Category || !access.May(s.who.Actor, access.ReadContent, in.Facts()).OK) {
		return false // who may not know what a complaint is about does not find it by that
	}
	if f.Figure != "" {
		if _, there := slices.BinarySearchFunc(s.behind, in, index.NewestFirst); !there {
			return false
		}
	}
	if !f.From.IsZero() && in.ReceivedOn() < figures.DayOf(f.From) {
		return false
	}
	stage, over := in.Over()
	if over {
		return (f.Stage == "" || f.Stage == stage) && in.ReceivedOn() >= s.oldest
	}
	it := s.row(in.Entry(), s.now)
	return (f.Stage == "" || f.Stage == it.Stage) && f.shows(it, s.today)
}

// shows reports whether a view of the register holds this.
func (f Filter) shows(it *row, today calendar.Date) bool {
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
	return it.Complaint.Closed == nil || it.Complaint.AppealOpen() || it.ReceivedOn.AddDays(shownOpen).After(today)
}

// byDue sorts what is due by day.
func byDue(a, b *row) int {
	dueA, _ := a.due()
	dueB, _ := b.due()
	switch {
	case dueA != dueB:
		return dueA.Compare(dueB)
	case !a.ReceivedAt.Equal(b.ReceivedAt):
		return b.ReceivedAt.Compare(a.ReceivedAt)
	}
	return strings.Compare(a.ID, b.ID)
}

// page cuts a page out of a list. A start that is not in it is the first page.
func (r *Register) page(who Person, l *listOf, s *sieve, f Filter) Page {
	var rows []*row
	newer := false
	switch {
	case f.After != "":
		rows, newer = s.after(l, f.After)
	case f.Before != "":
		rows, newer = s.before(l, f.Before)
	}
	if len(rows) == 0 {
		rows, newer = s.fill(slices.Clone(l.due), s.rest(s.known())), false
	}
	page := Page{Total: l.total}
	if len(rows) > PageSize {
		rows = rows[:PageSize]
		page.Older = rows[PageSize-1].Ref
	}
	if newer && len(rows) > 0 {
		page.Newer = rows[0].Ref
	}
	page.Items = r.items(who, rows)
	return page
}

// fill adds of the rest what a page shows, and one more if there is.
func (s *sieve) fill(rows []*row, rest iter.Seq[index.Sight]) []*row {
	if len(rows) > PageSize {
		return rows[:PageSize+1]
	}
	for in := range rest {
		if rows = append(rows, s.row(in.Entry(), s.now)); len(rows) > PageSize {
			break
		}
	}
	return rows
}

func (l *listOf) dueAt(ref string) int {
	return slices.IndexFunc(l.due, func(it *row) bool { return it.Ref == ref })
}

func (s *sieve) after(l *listOf, ref string) (rows []*row, newer bool) {
	if i := l.dueAt(ref); i >= 0 {
		return s.fill(slices.Clone(l.due[i+1:]), s.rest(s.known())), true
	}
	from, ok := s.index.KnownNumber(s.who.Actor, ref)
	if !ok {
		return nil, false
	}
	return s.fill(nil, s.rest(s.older(from))), true
}

// before is the page that ends just before this dossier; the first page when there
// is not that much.
func (s *sieve) before(l *listOf, ref string) (rows []*row, newer bool) {
	if i := l.dueAt(ref); i >= 0 {
		first := max(0, i-PageSize)
		return s.fill(slices.Clone(l.due[first:]), s.rest(s.known())), first > 0
	}
	from, ok := s.index.KnownNumber(s.who.Actor, ref)
	if !ok {
		return nil, false
	}
	back := s.fill(nil, s.rest(s.newer(from)))
	slices.Reverse(back)
	if len(back) <= PageSize {
		back = append(slices.Clone(l.due[max(0, len(l.due)-(PageSize+1-len(back))):]), back...)
	}
	if len(back) <= PageSize { // there is no whole page before it
		return nil, false
	}
	return append(back[1:], s.row(from.Entry(), s.now)), true
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
