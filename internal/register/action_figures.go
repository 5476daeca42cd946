package register

import (
	"context"
	"slices"

	"wederhoor/internal/calendar"
	"wederhoor/internal/figures"
	"wederhoor/internal/review"
)

// AgreedActions is what reviews agreed on in a period, as it counts for somebody: what
// was agreed because of a complaint about them does not, unless they do it themselves
// and so know of it.
type AgreedActions struct {
	figures.Actions
	Listed []ActionView // those that they may look at, the first to be done first
	Years  []int        // in which there is something for them, the last one first; of all periods
}

// Whole reports whether everything that counts can be looked at too: a number leads to
// its list only when the list is as long.
func (a AgreedActions) Whole() bool { return len(a.Listed) == a.Count(figures.ActionsAgreed) }

// AgreedActions counts what reviews agreed on in a period, by the day of the review, and
// lists what somebody may look at of it. Who has no reviews to look at gets nothing.
func (r *Register) AgreedActions(ctx context.Context, who Person, p figures.Period) (AgreedActions, error) {
	if !who.SeesReviews() {
		return AgreedActions{}, nil
	}
	r.index.Wait()
	all, err := r.reviews(ctx)
	if err != nil {
		return AgreedActions{}, err
	}
	var x AgreedActions
	var counted []figures.Action
	for _, v := range all {
		inReview, hidden := r.inReview(who, v), r.hides(who.Member.ID, v)
		for _, a := range v.Actions {
			view, listed := r.actionView(who, a, inReview)
			if !view.Mine && hidden(a.Dossier) {
				continue
			}
			if listed && !slices.Contains(x.Years, v.Day.Year()) {
				x.Years = append(x.Years, v.Day.Year())
			}
			if v.Day.Before(p.From) || v.Day.After(p.To) {
				continue
			}
			counted = append(counted, r.countedAction(who, v.Day, a))
			if listed {
				x.Listed = append(x.Listed, view)
			}
		}
	}
	slices.SortFunc(x.Years, func(a, b int) int { return b - a })
	slices.SortStableFunc(x.Listed, func(a, b ActionView) int { return a.Due.Compare(b.Due) })
	today := r.Procedure().On(r.Now())
	x.Actions = figures.LookAtActions(counted, r.cameAfter(who, counted, today), p, today)
	return x, nil
}

// countedAction is an action as figures look at it. Who does it may be whom the complaint
// is about: its cause does not count for them.
func (r *Register) countedAction(who Person, agreed calendar.Date, a review.Improvement) figures.Action {
	k := figures.Action{ID: a.ID, Agreed: figures.DayOf(agreed), Due: figures.DayOf(a.Due), Effect: figures.CodeOf(string(a.Effect)), Cause: r.index.CauseOf(who.Actor, a.Dossier)}
	if a.IsDone() {
		k.Done = figures.DayOf(r.Procedure().On(a.Done))
	}
	return k
}

// cameAfter is what came in since the first action with a cause was done, as far as it
// counts for this person; nothing when there is no such action.
func (r *Register) cameAfter(who Person, all []figures.Action, today calendar.Date) []*figures.Fact {
	var first figures.Day
	for _, a := range all {
		if a.Done != 0 && a.Cause != (figures.Code{}) && (first == 0 || a.Done < first) {
			first = a.Done
		}
	}
	if first == 0 {
		return nil
	}
	return r.index.Counted(who.Actor, figures.Period{From: first.Date(), To: today})
}
