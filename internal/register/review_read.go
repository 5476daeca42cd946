package register

import (
	"context"
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/review"
	"wederhoor/internal/store"
)

// ReviewDesk is the page of all reviews for somebody.
type ReviewDesk struct {
	Reviews []ReviewView // the newest first
	Warning *review.Warning
	Running bool // one is, whether or not this person sees it
}

// ReviewView is a review as somebody may see it: what is about them is not in it.
type ReviewView struct {
	review.Review
	Items     []ReviewItem
	Decided   int                  // of Items
	Earlier   []review.Improvement // what earlier reviews agreed on, to look at first
	LeftOver  []int                // numbers that touch everybody who attends, for who stands in
	Others    bool                 // something is left to somebody else
	Attending bool                 // this person sits at it
	Lines     []review.Line        // of the frozen overview
	Past      []review.Past        // of the frozen overview
}

// ReviewItem is a complaint in the list of a review.
type ReviewItem struct {
	review.Item
	Category string
	Decision *review.Decision
	Mine     bool // this person may decide on it
	Gone     bool // the dossier is not there any more
}

// Reviews lists the reviews that somebody sees.
func (r *Register) Reviews(ctx context.Context, who Person) (ReviewDesk, error) {
	var d ReviewDesk
	if !who.SeesReviews() {
		return d, ErrNotFound
	}
	r.index.Wait()
	all, err := r.reviews(ctx)
	if err != nil {
		return d, err
	}
	for _, v := range all {
		d.Running = d.Running || v.Running()
		if !v.Dropped && r.sees(who, v) {
			d.Reviews = append(d.Reviews, r.reviewView(who, v, all))
		}
	}
	slices.SortStableFunc(d.Reviews, func(a, b ReviewView) int { return b.Until.Compare(a.Until) })
	if w, due, err := r.ReviewWarning(ctx, who); err != nil {
		return d, err
	} else if due {
		d.Warning = &w
	}
	return d, nil
}

// Review shows one review.
func (r *Register) Review(ctx context.Context, who Person, id string) (ReviewView, error) {
	r.index.Wait()
	v, all, err := r.reviewOf(ctx, who, id)
	if err != nil {
		return ReviewView{}, err
	}
	return r.reviewView(who, v, all), nil
}

func (r *Register) reviewView(who Person, v review.Review, all []review.Review) ReviewView {
	me, at := who.Member.ID, table(who.Organisation(), v)
	hidden := r.hides(me, v)
	view := ReviewView{Review: v, Attending: who.Attends() && v.Attends(me)}
	for _, it := range v.Scope {
		f, _, there := r.facts(it.Dossier)
		if hidden(it.Dossier) {
			if _, decided := v.Decisions[it.Dossier]; !decided {
				view.Others = true
			}
			continue
		}
		row := ReviewItem{Item: it, Category: r.index.CategoryOf(it.Dossier), Mine: r.decides(who, v, it.Dossier), Gone: !there}
		if d, ok := v.Decisions[it.Dossier]; ok {
			row.Decision = &d
			view.Decided++
		}
		if there && v.Running() && at.LeftOver(f) {
			view.LeftOver = append(view.LeftOver, it.Number)
		}
		view.Items = append(view.Items, row)
	}
	view.Earlier = slices.DeleteFunc(review.Earlier(all, v), func(a review.Improvement) bool { return hidden(a.Dossier) })
	view.Actions = slices.DeleteFunc(slices.Clone(v.Actions), func(a review.Improvement) bool { return hidden(a.Dossier) })
	if v.Held() {
		view.Lines = slices.DeleteFunc(slices.Clone(v.End.Overview.Lines), func(l review.Line) bool { return hidden(l.Dossier) })
		view.Past = slices.DeleteFunc(slices.Clone(v.End.Overview.Earlier), func(a review.Past) bool { return hidden(a.Dossier) })
	}
	return view
}

// CaseView is one complaint as a review goes through it, without names.
type CaseView struct {
	Review     ReviewView
	Item       ReviewItem
	Case       review.Case
	Ref        string // only for who reads the dossier anyway
	Similar    []int  // numbers at this review that are about the same
	Prev, Next int    // numbers; 0: none
	Place      int    // this is the how manieth, from 1
}

// OpenCase opens one complaint of a running review for who goes through it there.
func (r *Register) OpenCase(ctx context.Context, who Person, id string, number int) (CaseView, error) {
	view, err := r.Review(ctx, who, id)
	if err != nil {
		return CaseView{}, err
	}
	i := slices.IndexFunc(view.Items, func(it ReviewItem) bool { return it.Number == number && it.Mine })
	if i < 0 {
		return CaseView{}, ErrNotFound
	}
	return r.openCase(ctx, who, view, i)
}

func (r *Register) openCase(ctx context.Context, who Person, view ReviewView, i int) (CaseView, error) {
	number := view.Items[i].Number
	k := CaseView{Review: view, Item: view.Items[i], Place: i + 1}
	k.Prev, k.Next = neighbours(view.Items, i)
	k.Similar = similar(view.Items, i)
	if k.Item.Gone {
		k.Case = review.Case{Number: number, ReceivedOn: k.Item.ReceivedOn}
		return k, nil
	}
	h, err := store.OpenReviewed(ctx, r.Store, who.visitor(), table(who.Organisation(), view.Review), k.Item.Dossier)
	if err != nil {
		return CaseView{}, err
	}
	var bare complaint.Complaint
	k.Case, bare = store.ReadCase(h, number)
	r.stand(&k.Case, bare)
	if f, _, _ := r.facts(k.Item.Dossier); access.May(who.Actor, access.ReadContent, f).OK {
		k.Ref = bare.Received.Ref
	}
	return k, nil
}

// stand fills in what follows from the procedure of the complaint.
func (r *Register) stand(k *review.Case, c complaint.Complaint) {
	p, now := r.procedureOf(c), r.Now()
	k.ReceivedOn, k.Stage = c.ReceivedOn(p), complaint.StageOf(c, p, now)
	k.Respond, _ = complaint.Owed(c, p, complaint.TermRespond, now)
	if c.Closed != nil {
		k.ClosedOn = p.On(c.Closed.Happened)
	}
	k.AnsweredOn = k.Respond.MetOn
}

func neighbours(items []ReviewItem, at int) (prev, next int) {
	for i := at - 1; i >= 0 && prev == 0; i-- {
		if items[i].Mine {
			prev = items[i].Number
		}
	}
	for i := at + 1; i < len(items) && next == 0; i++ {
		if items[i].Mine {
			next = items[i].Number
		}
	}
	return prev, next
}

// mostSimilar is how many others a case names: more is no help.
const mostSimilar = 4

func similar(items []ReviewItem, at int) (numbers []int) {
	for i, it := range items {
		if i != at && it.Mine && it.Category != "" && it.Category == items[at].Category && len(numbers) < mostSimilar {
			numbers = append(numbers, it.Number)
		}
	}
	return numbers
}

// NextToReview is the first complaint after this number that nobody decided on, or
// else the first of all; 0 when all that this person may decide on is decided.
func (v ReviewView) NextToReview(after int) int {
	first := 0
	for _, it := range v.Items {
		if it.Decision != nil || !it.Mine {
			continue
		}
		if it.Number > after {
			return it.Number
		}
		if first == 0 {
			first = it.Number
		}
	}
	return first
}

// StandsInAt finds the first undecided complaint of a running review that touches
// everybody who attends and that this person goes through for them; 0: there is none.
func (r *Register) StandsInAt(ctx context.Context, who Person) (id string, number int, err error) {
	if !who.SeesReviews() {
		return "", 0, nil
	}
	all, err := r.reviews(ctx)
	for _, v := range all {
		if !v.Running() || v.Attends(who.Member.ID) {
			continue
		}
		at := table(who.Organisation(), v)
		for _, it := range v.Undecided() {
			if f, _, ok := r.facts(it.Dossier); ok && at.LeftOver(f) && r.decides(who, v, it.Dossier) {
				return v.ID, it.Number, nil
			}
		}
	}
	return "", 0, err
}

// overview is what is frozen: what the review looked at, as it is now.
func (r *Register) overview(v review.Review, all []review.Review) review.Overview {
	o := review.Overview{Day: v.Day, From: v.From, Until: v.Until, Text: v.Text, Figures: r.figuresOf(v)}
	for _, m := range v.Attendees {
		o.Attendees = append(o.Attendees, review.Attendee{Member: m, Name: r.nameOf(m)})
	}
	for _, it := range v.Scope {
		o.Lines = append(o.Lines, r.lineOf(it, v.Decisions[it.Dossier]))
	}
	for _, a := range review.Earlier(all, v) {
		o.Earlier = append(o.Earlier, review.Past{ID: a.ID, Review: a.Review, Dossier: a.Dossier, Text: a.Text, Owner: r.nameOf(a.Owner), Due: a.Due, Done: a.IsDone(), DoneText: a.DoneText, Effect: a.Effect})
	}
	return o
}

func (r *Register) lineOf(it review.Item, d review.Decision) review.Line {
	l := review.Line{Item: it, Extra: d.Extra, Reason: d.Reason, By: d.By}
	for _, a := range d.Actions {
		l.Actions = append(l.Actions, review.Named{Agreed: a, OwnerName: r.nameOf(a.Owner)})
	}
	f, c, ok := r.facts(it.Dossier)
	if !ok {
		return l
	}
	p, now := r.procedureOf(c), r.Now()
	respond, _ := complaint.Owed(c, p, complaint.TermRespond, now)
	l.Category, l.Channel, l.Stage = r.index.CategoryOf(it.Dossier), c.Received.Channel, complaint.StageOf(c, p, now)
	l.Timeliness, l.AnsweredOn, l.Appeals = respond.Timeliness(), respond.MetOn, len(c.Appeals)
	if c.Decision != nil {
		l.Finding = c.Decision.Event.Finding
	}
	l.Conflicted = append(slices.Clone(f.Subjects), f.Recused...)
	return l
}

func (r *Register) nameOf(id complaint.MemberID) string {
	m, _ := r.Member(id)
	return m.Name
}

// Minutes is a review that was held, for the paper. Reading them is in the log.
func (r *Register) Minutes(ctx context.Context, who Person, id string) (ReviewView, error) {
	v, err := r.Review(ctx, who, id)
	if err != nil {
		return v, err
	}
	if !v.Held() {
		return v, ErrNotFound
	}
	return v, r.log(ctx, who, store.LogExport, "", "")
}

// SignedBy tells when somebody signed; zero: not yet.
func (v ReviewView) SignedBy(m complaint.MemberID, p complaint.Procedure) (on calendar.Date) {
	if v.End == nil {
		return on
	}
	for _, s := range v.End.Signed {
		if s.Member == m {
			return p.On(s.At)
		}
	}
	return on
}
