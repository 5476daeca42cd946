package register

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/index"
	"wederhoor/internal/review"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Keep is a dossier as the page of what is kept shows it: its number and days.
type Keep struct {
	Ref                  string
	Heading              string // only for who reads it
	ReceivedOn, ClosedOn calendar.Date
	KeptTo               calendar.Date    // the last day, as far as the procedure says; zero: it names none
	Why                  []complaint.Kept // empty: it may go
	Version              int
	Proposal             *Proposed
}

// Proposed is a dossier that waits to be erased.
type Proposed struct {
	By, Second  string // names; Second is "" as long as nobody confirmed
	From        calendar.Date
	MayConfirm  bool
	MayStop     bool
	ProposedOwn bool // this person proposed it
}

// KeepDesk is the page of what is kept and what goes.
type KeepDesk struct {
	Proposes bool        // this person says what may go
	MayGo    []Keep      // nothing keeps it, and nobody proposed it
	Waiting  []Keep      // proposed
	Redacted []Redacting // a passage or a file that waits for a second person
	Over     []Keep      // its term is over, and something else keeps it
	Held     []Keep      // somebody said that it must be kept
	Running  int         // closed, and its term runs
	NextOn   calendar.Date
	Gone     []GoneDossier // erased, the last first
	Alone    bool          // nobody else could be the second person
	Clock    store.Clock
}

// GoneDossier is what can be told of a dossier that was erased.
type GoneDossier struct {
	Ref        string
	On         calendar.Date
	By, Second string
}

// goneShown is how many erased dossiers the page tells of.
const goneShown = 50

// SeesKeeping reports whether the page of what is kept is there for this person.
func (p Person) SeesKeeping() bool {
	return p.Proven() && p.Has(access.Lead, access.Deputy, access.Partner, access.Administrator, access.Confidant)
}

// KeepDesk works the page out: what may go for who says so, and what a second person
// may confirm.
func (r *Register) KeepDesk(ctx context.Context, who Person) (KeepDesk, error) {
	d := KeepDesk{Proposes: who.Leads(), Clock: r.Store.Clock()}
	if !who.SeesKeeping() {
		return d, ErrNotFound
	}
	reviews, err := r.reviews(ctx)
	if err != nil {
		return d, err
	}
	d.Alone = !slices.ContainsFunc(r.Active(), func(m store.Member) bool {
		return m.ID != who.Member.ID && m.State == store.MemberActive && access.New(m.Organisation, m.ID, m.Roles...).Has(access.Lead, access.Deputy, access.Partner, access.Administrator)
	})
	seen := review.LookedAll(reviews)
	known := map[string]bool{}
	r.index.Kept(who.Actor, func(e *index.Entry) {
		known[e.ID] = true
		d.Proposes = true
		d.sort(r.kept(who, e, seen[e.ID]))
	})
	r.index.Proposed(who.Actor, func(e *index.Entry) {
		if !known[e.ID] {
			d.sort(r.kept(who, e, seen[e.ID]))
		}
	})
	d.Redacted = r.redacting(who)
	if d.Proposes || len(d.Waiting) > 0 || who.Has(access.Partner, access.Administrator) {
		r.index.Gone(goneShown, func(e complaint.Erased, at time.Time) {
			d.Gone = append(d.Gone, GoneDossier{Ref: e.Ref, On: r.Procedure().On(at), By: r.nameOf(e.Proposed), Second: r.nameOf(e.Confirmed)})
		})
	}
	return d, nil
}

// ToConfirm counts what waits for this person as the second.
func (r *Register) ToConfirm(who Person) (n int) {
	if !who.SeesKeeping() {
		return 0
	}
	r.index.Proposed(who.Actor, func(e *index.Entry) {
		if e.Complaint.Confirmed == nil {
			n++
		}
	})
	r.index.Redactions(who.Actor, func(e *index.Entry) {
		if access.May(who.Actor, access.Redact, e.Facts).OK {
			n++
		}
	})
	return n
}

// sort puts a dossier where the page tells of it.
func (d *KeepDesk) sort(k Keep) {
	term := slices.ContainsFunc(k.Why, func(w complaint.Kept) bool { return w.Code == complaint.KeepTerm || w.Code == complaint.KeepForever })
	switch {
	case k.Proposal != nil:
		d.Waiting = append(d.Waiting, k)
	case len(k.Why) > 0 && k.Why[0].Code == complaint.KeepHold:
		d.Held = append(d.Held, k)
	case len(k.Why) == 0:
		d.MayGo = append(d.MayGo, k)
	case k.ClosedOn.IsZero():
	case !term:
		d.Over = append(d.Over, k)
	default:
		d.Running++
		if !k.KeptTo.IsZero() && (d.NextOn.IsZero() || k.KeptTo.Before(d.NextOn)) {
			d.NextOn = k.KeptTo
		}
	}
}

// keep says of a dossier how long it is kept, and why.
func (r *Register) keep(who Person, c complaint.Complaint, f access.Facts, seen complaint.Looked) Keep {
	p, m := r.procedureOf(c), complaint.Moment{Now: r.Now()}
	k := Keep{Ref: c.Received.Ref, ReceivedOn: c.ReceivedOn(p), KeptTo: c.KeptTo(p, p.On(m.Now)), Why: c.WhyKept(p, m, seen), Version: c.Version, Proposal: r.proposed(who, c, f)}
	if c.Closed != nil {
		k.ClosedOn = p.On(c.Closed.Happened)
	}
	return k
}

// kept is the same of what stands in the index, with its heading for who reads it.
func (r *Register) kept(who Person, e *index.Entry, seen complaint.Looked) Keep {
	k := r.keep(who, e.Complaint, e.Facts, seen)
	if access.May(who.Actor, access.ReadContent, e.Facts).OK {
		k.Heading = e.Heading
	}
	return k
}

func (r *Register) proposed(who Person, c complaint.Complaint, f access.Facts) *Proposed {
	if c.Proposal == nil {
		return nil
	}
	x := &Proposed{By: r.nameOf(c.Proposal.By), From: c.Proposal.Event.From, ProposedOwn: c.Proposal.By == who.Member.ID,
		MayStop: slices.ContainsFunc(stoppers, func(do access.Action) bool { return access.May(who.Actor, do, f).OK })}
	if c.Confirmed != nil {
		x.Second = r.nameOf(c.Confirmed.By)
	} else {
		x.MayConfirm = access.May(who.Actor, access.Confirm, f).OK
	}
	return x
}

// stoppers are the parts that somebody can stop an erasure by: who says what is kept,
// who may be the second, and whoever works on it.
var stoppers = []access.Action{access.Keep, access.Confirm, access.AddNote}

// KeptOf says how long a dossier is kept, for its own page.
func (r *Register) KeptOf(ctx context.Context, who Person, d Dossier) (Keep, error) {
	reviews, err := r.reviews(ctx)
	if err != nil {
		return Keep{}, err
	}
	return r.keep(who, d.Complaint, access.FactsOf(who.Organisation(), d.id, d.Complaint), review.Looked(reviews, d.id)), nil
}

// looked is what the reviews did with a dossier, for an act.
func (r *Register) looked(ctx context.Context, ref string) (complaint.Looked, error) {
	reviews, err := r.reviews(ctx)
	if err != nil {
		return complaint.Looked{}, err
	}
	id, _ := r.index.Verdict(access.Actor{}, access.Know, ref) // an id opens nothing
	return review.Looked(reviews, id), nil
}

// PlaceHold says that a dossier must be kept, and why.
func (r *Register) PlaceHold(ctx context.Context, who Person, o Order, reason string) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Keep, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.PlaceHold(m, reason)
	})
}

// LiftHold says that the reason to keep it is over.
func (r *Register) LiftHold(ctx context.Context, who Person, o Order, reason string) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Keep, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.LiftHold(m, reason)
	})
}

// ProposeErasure says that a dossier may go. Who worked on it hears so, and can stop
// it for as long as it waits.
func (r *Register) ProposeErasure(ctx context.Context, who Person, o Order) (complaint.Complaint, error) {
	seen, err := r.looked(ctx, o.Ref)
	if err != nil {
		return complaint.Complaint{}, err
	}
	return r.act(ctx, who, o, access.Keep, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.ProposeErasure(p, m, seen)
	})
}

// ConfirmErasure is the second person, who just showed who they are. From then on the worker erases it when its
// wait is over.
func (r *Register) ConfirmErasure(ctx context.Context, who Person, o Order) (complaint.Complaint, error) {
	if !who.Fresh(r.Now()) {
		return complaint.Complaint{}, ErrProve
	}
	seen, err := r.looked(ctx, o.Ref)
	if err != nil {
		return complaint.Complaint{}, err
	}
	return r.act(ctx, who, o, access.Confirm, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.ConfirmErasure(p, m, who.Member.ID, seen)
	})
}

// StopErasure keeps what was proposed, for somebody who says so in any part they have.
func (r *Register) StopErasure(ctx context.Context, who Person, o Order, reason string) (complaint.Complaint, error) {
	do := access.Keep
	for _, may := range stoppers {
		if _, v := r.index.Verdict(who.Actor, may, o.Ref); v.OK {
			do = may
			break
		}
	}
	return r.act(ctx, who, o, do, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.StopErasure(m, reason)
	})
}

// ClockIsRight says that a person looked at the clock after it seemed to jump.
func (r *Register) ClockIsRight(ctx context.Context, who Person) error {
	if !who.Administers() {
		return ErrNotFound
	}
	return r.Store.ClockIsRight(ctx)
}

// tellErasure tells who may be the second that a dossier waits for one, and who
// worked on it that it will go.
func (r *Register) tellErasure(c complaint.Complaint, by complaint.MemberID) []store.Job {
	seconds := r.whoMay(access.Confirm, c)
	rest := slices.DeleteFunc(r.worked(c, by), func(m store.Member) bool {
		return slices.ContainsFunc(seconds, func(s store.Member) bool { return s.ID == m.ID })
	})
	return append(r.notices(store.JobTellSecond, seconds), r.notices(store.JobTellErasure, rest)...)
}

// whoMay lists who may do something with a complaint now.
func (r *Register) whoMay(do access.Action, c complaint.Complaint) (all []store.Member) {
	for _, m := range r.Active() {
		if access.May(access.New(r.Home().ID, m.ID, m.Roles...).LedBy(r.leading()...), do, access.FactsOf(r.Home().ID, c.Received.Ref, c)).OK {
			all = append(all, m)
		}
	}
	return all
}

// worked lists who hears that a dossier will be erased: who leads, and everybody who
// had a part in it and still works here; not who proposed it.
func (r *Register) worked(c complaint.Complaint, by complaint.MemberID) []store.Member {
	all := r.watchers(c)
	for _, id := range access.FactsOf(r.Home().ID, "", c).Involved() {
		if m, ok := r.Member(id); ok && r.works(m) && !c.Conflicted(id) {
			all = append(all, m)
		}
	}
	all = slices.DeleteFunc(all, func(m store.Member) bool { return m.ID == by })
	slices.SortFunc(all, func(a, b store.Member) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(all, func(a, b store.Member) bool { return a.ID == b.ID })
}

// eraseAt is when the wait of a proposal is over.
func (r *Register) eraseAt(c complaint.Complaint) time.Time {
	if c.Proposal == nil {
		return r.Now()
	}
	return eraseOn(c, r.procedureOf(c))
}

func eraseOn(c complaint.Complaint, p complaint.Procedure) time.Time {
	d := c.Proposal.Event.From
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, p.Zone())
}

// clockPause is how long an erasure waits before it looks at the clock again.
const clockPause = time.Hour

// eraseWhenAgreed erases a dossier when everything that let it go still holds. What
// has come up since is the end of the proposal.
func (r *Register) eraseWhenAgreed(ctx context.Context, j store.Job) error {
	if !r.Store.Clock().Sane() {
		r.Logger.Warn("nothing is erased: the clock may be wrong")
		return r.Store.Write(ctx, func(t *store.Tx) error { return t.RetryJob(j, r.Now().Add(clockPause)) })
	}
	reviews, err := r.reviews(ctx)
	if err != nil {
		return err
	}
	seen := review.Looked(reviews, j.Dossier)
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		gone, err := t.Erase(store.EraseCommand{Actor: system(j.Organisation).Actor, Dossier: j.Dossier, Decide: func(c complaint.Complaint) (complaint.Erased, error) {
			return r.whatStays(c, seen)
		}})
		if err == nil {
			t.After(func() { r.erased(j.Organisation, j.Dossier, gone) })
		}
		return err
	})
	refusal, refused := Refused(err)
	switch {
	case refused && refusal.Code == "erasure_waits": // it was proposed anew since
		return r.finish(ctx, j)
	case refused:
		return r.stopErasure(ctx, j)
	case errors.Is(err, ErrNotFound):
		return r.finish(ctx, j)
	case err != nil:
		return err
	}
	return r.Store.FinishErasures(ctx)
}

// erased forgets what is kept in memory of a dossier.
func (r *Register) erased(organisation, dossier string, gone complaint.Complaint) {
	r.index.Put(organisation, dossier, gone)
	r.forgetWords()
}

// forgetWords clears what pages were made from.
func (r *Register) forgetWords() {
	r.forgetReviews()
	r.todays.Clear()
	r.lists.Clear()
	r.views.Clear()
}

// whatStays asks the rule, and keeps for figures what stands on a list of ours.
func (r *Register) whatStays(c complaint.Complaint, seen complaint.Looked) (complaint.Erased, error) {
	kept, err := r.index.FactOf(c).Keep(r.onList)
	if err != nil {
		return complaint.Erased{}, err
	}
	return c.Erase(r.procedureOf(c), complaint.Moment{Now: r.Now()}, seen, kept)
}

// stopErasure writes down that a dossier stays: something came up while it waited.
func (r *Register) stopErasure(ctx context.Context, j store.Job) error {
	return r.Store.Write(ctx, func(t *store.Tx) error {
		_, err := r.inside(t, system(j.Organisation), j.Dossier, Order{}, access.Handle,
			func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
				if c.Proposal == nil {
					return nil, nil
				}
				return c.StopErasure(m, "Er is iets bijgekomen waardoor deze klacht nog moet blijven.")
			})
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		return t.FinishJob(j)
	})
}
