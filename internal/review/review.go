package review

import (
	"maps"
	"slices"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Review is what its events add up to. It is a value: After returns a new one.
type Review struct {
	ID      string
	Version int // seq of the last event

	Opened
	OpenedBy  complaint.MemberID
	Decisions map[string]Decision // by dossier
	Text      string              // of the minutes
	Dropped   bool
	End       *End
	Actions   []Improvement // of what was concluded; before that, see Decisions
	Report    Report        // what the public may read of it
}

// Decision is what was last decided on a complaint.
type Decision struct {
	Decided
	By complaint.MemberID
	At time.Time
}

// End is a review that was concluded: nothing that happens to a complaint
// afterwards changes it.
type End struct {
	Overview  Overview
	SHA256    string
	At        time.Time
	By        complaint.MemberID
	Signed    []Signature
	Untouched bool // the overview still gives its hash
	Erased    int  // complaints of which the words went since: then it cannot
}

// Signature is one of those who were there.
type Signature struct {
	Member complaint.MemberID
	At     time.Time
}

// Improvement is an action and what became of it.
type Improvement struct {
	Agreed
	Review     string // in which it was agreed
	Dossier    string
	Number     int
	Done       time.Time // zero: not done
	DoneBy     complaint.MemberID
	DoneText   string
	Effect     Effect // "": nobody said yet
	EffectText string
	Judged     time.Time
	During     string // review in which the effect was judged
}

// IsDone reports whether somebody said that it was done.
func (i Improvement) IsDone() bool { return !i.Done.IsZero() }

// Late reports whether it should have been done before today.
func (i Improvement) Late(today calendar.Date) bool { return !i.IsDone() && i.Due.Before(today) }

// Fold replays a review from its first event.
func Fold(id string, events []Recorded) Review {
	r := Review{ID: id, Decisions: map[string]Decision{}}
	for _, e := range events {
		if d, ok := e.Event.(Decided); ok { // nobody else has this map yet
			r.Version, r.Decisions[d.Dossier] = e.Seq, Decision{d, e.By, e.At}
		} else {
			r = r.After(e)
		}
	}
	return r
}

// After returns the review as it is when this event is added.
func (r Review) After(e Recorded) Review {
	r.Version = e.Seq
	switch ev := e.Event.(type) {
	case Opened:
		r.Opened, r.OpenedBy = ev, e.By
	case Attended:
		r.Attendees = ev.Attendees
	case Decided:
		r.Decisions = maps.Clone(r.Decisions)
		if r.Decisions == nil {
			r.Decisions = map[string]Decision{}
		}
		r.Decisions[ev.Dossier] = Decision{ev, e.By, e.At}
	case Worded:
		r.Text = ev.Text
	case Dropped:
		r.Dropped = true
	case Concluded:
		r.End = &End{Overview: ev.Overview, SHA256: ev.SHA256, At: e.At, By: e.By, Untouched: ev.Overview.Hash() == ev.SHA256, Erased: len(ev.Erased)}
		r.Actions = r.agreed()
	default:
		r = r.afterConcluding(e)
	}
	return r
}

func (r Review) afterConcluding(e Recorded) Review {
	switch ev := e.Event.(type) {
	case Signed:
		if r.End != nil {
			end := *r.End
			end.Signed = append(slices.Clip(end.Signed), Signature{e.By, e.At})
			r.End = &end
		}
	case ActionDone:
		r.Actions = r.mark(ev.ID, func(i *Improvement) { i.Done, i.DoneBy, i.DoneText = e.At, e.By, ev.Text })
	case ActionMoved:
		r.Actions = r.mark(ev.ID, func(i *Improvement) { i.Owner, i.Due = ev.Owner, ev.Due })
	case EffectJudged:
		r.Actions = r.mark(ev.ID, func(i *Improvement) {
			i.Effect, i.EffectText, i.Judged, i.During = ev.Effect, ev.Text, e.At, ev.During
		})
	default:
		r.Report = r.Report.after(e)
	}
	return r
}

func (r Review) mark(id string, change func(*Improvement)) []Improvement {
	all := slices.Clone(r.Actions)
	for i := range all {
		if all[i].ID == id {
			change(&all[i])
		}
	}
	return all
}

// agreed lists the actions of every decision, in the order of the complaints.
func (r Review) agreed() (all []Improvement) {
	for _, it := range r.Scope {
		for _, a := range r.Decisions[it.Dossier].Actions {
			all = append(all, Improvement{Agreed: a, Review: r.ID, Dossier: it.Dossier, Number: it.Number})
		}
	}
	return all
}

// Running reports whether it was begun and neither concluded nor dropped.
func (r Review) Running() bool { return r.End == nil && !r.Dropped }

// Held reports whether it was concluded.
func (r Review) Held() bool { return r.End != nil }

// Attends reports whether this member takes part.
func (r Review) Attends(m complaint.MemberID) bool { return slices.Contains(r.Attendees, m) }

// Item finds a complaint by its number in this review.
func (r Review) Item(number int) (Item, bool) {
	i := slices.IndexFunc(r.Scope, func(it Item) bool { return it.Number == number })
	if i < 0 {
		return Item{}, false
	}
	return r.Scope[i], true
}

// Undecided lists what nobody decided on yet, in order.
func (r Review) Undecided() (all []Item) {
	for _, it := range r.Scope {
		if _, ok := r.Decisions[it.Dossier]; !ok {
			all = append(all, it)
		}
	}
	return all
}

// Action finds one of its actions.
func (r Review) Action(id string) (Improvement, bool) {
	i := slices.IndexFunc(r.Actions, func(a Improvement) bool { return a.ID == id })
	if i < 0 {
		return Improvement{}, false
	}
	return r.Actions[i], true
}

// Last is the review that was concluded last, of the latest period.
func Last(all []Review) (last Review, ok bool) {
	for _, r := range all {
		if r.Held() && (!ok || r.Until.After(last.Until)) {
			last, ok = r, true
		}
	}
	return last, ok
}

// Earlier lists the actions that reviews before this one agreed on and that it has to
// look at first: what is not done, and what nobody judged before it (R33).
func Earlier(all []Review, this Review) (first []Improvement) {
	for _, r := range all {
		if r.ID == this.ID || !r.Held() {
			continue
		}
		for _, a := range r.Actions {
			if !a.IsDone() || a.Effect == "" || this.ID != "" && a.During == this.ID {
				first = append(first, a)
			}
		}
	}
	slices.SortStableFunc(first, func(a, b Improvement) int { return a.Due.Compare(b.Due) })
	return first
}
