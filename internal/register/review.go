package register

import (
	"context"
	"slices"
	"sync"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/review"
	"wederhoor/internal/store"
)

// reviewed keeps every review in memory until one changes: there is one a year, and
// Vandaag asks for them on each page.
type reviewed struct {
	mu  sync.Mutex
	all []review.Review
	ok  bool
}

func (r *Register) reviews(ctx context.Context) ([]review.Review, error) {
	r.reviewed.mu.Lock()
	defer r.reviewed.mu.Unlock()
	if r.reviewed.ok {
		return r.reviewed.all, nil
	}
	all, err := r.Store.Reviews(ctx, r.Home().ID)
	if err != nil {
		return nil, err
	}
	r.reviewed.all, r.reviewed.ok = all, true
	return all, nil
}

func (r *Register) forgetReviews() {
	r.reviewed.mu.Lock()
	defer r.reviewed.mu.Unlock()
	r.reviewed.all, r.reviewed.ok = nil, false
}

// Attends reports whether this person can sit at a review: the partners and who leads.
func (p Person) Attends() bool { return p.Proven() && access.MayAttend(p.Actor) }

// SeesReviews reports whether the reviews are a page for this person.
func (p Person) SeesReviews() bool {
	return p.Attends() || p.Proven() && p.Has(access.Auditor, access.Confidant)
}

func table(organisation string, v review.Review) access.Table {
	return access.Table{Organisation: organisation, Attendees: v.Attendees, Running: v.Running()}
}

// facts are those of a dossier as the index has it; ok is false when it is not there
// any more.
func (r *Register) facts(dossier string) (f access.Facts, c complaint.Complaint, ok bool) {
	c, ok = r.index.Standing(dossier)
	return access.FactsOf(r.Home().ID, dossier, c), c, ok
}

// hides tells which complaints of a review somebody may not know of: those about them
// now, and those that were when the review was concluded.
func (r *Register) hides(m complaint.MemberID, v review.Review) func(dossier string) bool {
	then := map[string]bool{}
	if v.Held() {
		for _, l := range v.End.Overview.Lines {
			if slices.Contains(l.Conflicted, m) {
				then[l.Dossier] = true
			}
		}
	}
	return func(dossier string) bool {
		f, _, ok := r.facts(dossier)
		return then[dossier] || ok && f.Conflicted(m)
	}
}

// decides reports whether somebody goes through a complaint at this review.
func (r *Register) decides(who Person, v review.Review, dossier string) bool {
	f, _, ok := r.facts(dossier)
	if !ok { // the dossier is gone: who attends may say so
		return v.Running() && who.Attends() && v.Attends(who.Member.ID)
	}
	return access.MayReview(who.At(r.Now()), table(who.Organisation(), v), f).OK
}

// sees reports whether a review is there for somebody: who attends, who leads, who
// stands in for all who attend, and afterwards the auditor.
func (r *Register) sees(who Person, v review.Review) bool {
	switch {
	case !who.Proven():
		return false
	case who.Leads(), who.Attends() && v.Attends(who.Member.ID), v.Held() && who.Has(access.Auditor):
		return true
	}
	return slices.ContainsFunc(v.Scope, func(it review.Item) bool { return r.decides(who, v, it.Dossier) })
}

// reviewOf is one review for who may see it. Absent and hidden are ErrNotFound.
func (r *Register) reviewOf(ctx context.Context, who Person, id string) (review.Review, []review.Review, error) {
	all, err := r.reviews(ctx)
	if err != nil {
		return review.Review{}, nil, err
	}
	i := slices.IndexFunc(all, func(v review.Review) bool { return v.ID == id && !v.Dropped })
	if i < 0 || !r.sees(who, all[i]) {
		return review.Review{}, nil, ErrNotFound
	}
	return all[i], all, nil
}

// ReviewWarning says that a review is due, to who can do something about it.
func (r *Register) ReviewWarning(ctx context.Context, who Person) (review.Warning, bool, error) {
	if !who.Attends() {
		return review.Warning{}, false, nil
	}
	all, err := r.reviews(ctx)
	if err != nil {
		return review.Warning{}, false, err
	}
	w, due := review.Due(all, r.began(), r.Procedure().On(r.Now()))
	return w, due, nil
}

// began is the first day that the register knows of: that its first complaint came in
// or its first procedure was put in force; zero when it cannot say.
func (r *Register) began() (first calendar.Date) {
	r.mu.RLock()
	for _, p := range r.procedures {
		if d := p.ValidFrom; !d.IsZero() && (first.IsZero() || d.Before(first)) {
			first = d
		}
	}
	r.mu.RUnlock()
	if at := r.index.FirstReceipt(); !at.IsZero() {
		if d := r.Procedure().On(at); first.IsZero() || d.Before(first) {
			first = d
		}
	}
	return first
}

// Attendable lists who can sit at a review.
func (r *Register) Attendable() []store.Member {
	return slices.DeleteFunc(r.Active(), func(m store.Member) bool {
		return m.State != store.MemberActive || !access.MayAttend(access.New(r.Home().ID, m.ID, m.Roles...))
	})
}

// NewReview is what somebody asks for who begins a review.
type NewReview struct {
	Day, Until calendar.Date
	From       calendar.Date // only for the first one; else it follows from the last
	Attendees  []complaint.MemberID
}

// Proposal is a review as the rule proposes it, before anybody began it.
type Proposal struct {
	From, Until calendar.Date
	First       bool // nobody held one: the first day can be chosen
	Scope       []review.Item
	Earlier     []review.Improvement
}

// ProposeReview works out what a review up to this day would look at.
func (r *Register) ProposeReview(ctx context.Context, who Person, until calendar.Date) (Proposal, error) {
	if !who.Leads() {
		return Proposal{}, ErrNotFound
	}
	all, err := r.reviews(ctx)
	if err != nil {
		return Proposal{}, err
	}
	_, held := review.Last(all)
	p := Proposal{From: review.Period(all, until), Until: until, First: !held}
	hidden := r.hides(who.Member.ID, review.Review{})
	p.Scope = slices.DeleteFunc(review.Scope(all, p.From, until, r.candidates(all, p.From, nil)), func(it review.Item) bool { return hidden(it.Dossier) })
	p.Earlier = slices.DeleteFunc(review.Earlier(all, review.Review{}), func(a review.Improvement) bool { return hidden(a.Dossier) })
	return p, nil
}

// candidates is every complaint that the scope can reach, as its rule has to know it.
func (r *Register) candidates(earlier []review.Review, from calendar.Date, attendees []complaint.MemberID) (all []review.Candidate) {
	since, unfinished := review.Reach(earlier, from)
	begin := since.AddDays(-figures.Padding).In(time.UTC)
	r.index.EachStanding(begin, func(id string) bool { return unfinished[id] }, func(id string, c complaint.Complaint) {
		p := r.procedureOf(c)
		k := review.Candidate{Dossier: id, ReceivedOn: c.ReceivedOn(p), RegisteredOn: c.RegisteredOn(p)}
		if k.ReceivedOn.Before(from) {
			k.RanBefore = c.RunningOn(p, from.AddDays(-1))
		}
		k.Conflicted = slices.ContainsFunc(attendees, c.Conflicted)
		all = append(all, k)
	})
	return all
}

// OpenReview begins a review with the proposed scope. Only who leads does.
func (r *Register) OpenReview(ctx context.Context, who Person, key string, n NewReview) (review.Review, error) {
	if !who.Leads() {
		return review.Review{}, ErrNotFound
	}
	if err := r.attendable(n.Attendees); err != nil {
		return review.Review{}, err
	}
	today := r.Procedure().On(r.Now())
	return r.actReview(ctx, who, store.ReviewAct{Key: key, Decide: func(_ review.Review, all []review.Review) ([]review.Event, error) {
		o := review.Opened{Day: n.Day, From: review.Period(all, n.Until), Until: n.Until, Attendees: n.Attendees}
		if _, held := review.Last(all); !held && !n.From.IsZero() {
			o.From = n.From
		}
		return review.Open(all, o, r.candidates(all, o.From, o.Attendees), today)
	}})
}

func (r *Register) attendable(chosen []complaint.MemberID) error {
	can := r.Attendable()
	for _, m := range chosen {
		if !slices.ContainsFunc(can, func(x store.Member) bool { return x.ID == m }) {
			return &complaint.Refusal{Field: "attendee", Code: "review_cannot_attend"}
		}
	}
	return nil
}

// actReview carries out one act on a review, with what follows from it.
func (r *Register) actReview(ctx context.Context, who Person, a store.ReviewAct, with ...func(*store.Tx, review.Review) error) (after review.Review, err error) {
	a.Organisation, a.By = who.Organisation(), who.Member.ID
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		var before review.Review
		if before, after, err = t.ActReview(a); err != nil {
			return err
		}
		if after.Version == before.Version {
			return nil
		}
		for _, f := range with {
			if err := f(t, after); err != nil {
				return err
			}
		}
		t.After(r.forgetReviews)
		return t.Log(r.line(who.visitor(), store.LogReview, "", ""))
	})
	return after, err
}
