package register

import (
	"context"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/review"
	"wederhoor/internal/store"
)

// remindBefore is how many days before its day somebody is reminded of an action.
const remindBefore = 7

// ActionView is an improvement action as somebody may see it.
type ActionView struct {
	review.Improvement
	OwnerName string
	Mine      bool // this person does it
	Directs   bool // may give it another owner or day
	InReview  bool // sees the review that agreed on it
	Late      bool
}

// Actions lists the actions that are not done: somebody's own, or all that they may
// know of when they lead or sit at reviews. The first to be done comes first.
func (r *Register) Actions(ctx context.Context, who Person, own bool) ([]ActionView, error) {
	if !who.Proven() {
		return nil, nil
	}
	all, err := r.reviews(ctx)
	if err != nil {
		return nil, err
	}
	var open []ActionView
	for _, v := range all {
		inReview := r.inReview(who, v)
		for _, a := range v.Actions {
			view, ok := r.actionView(who, a, inReview)
			if ok && !a.IsDone() && (!own || view.Mine) {
				open = append(open, view)
			}
		}
	}
	slices.SortStableFunc(open, func(a, b ActionView) int { return a.Due.Compare(b.Due) })
	return open, nil
}

// actionView shows an action to its owner and to who sees its review. Who does it
// knows what is to be done, and not because of which complaint.
func (r *Register) actionView(who Person, a review.Improvement, inReview func(dossier string) bool) (ActionView, bool) {
	view := ActionView{Improvement: a, OwnerName: r.nameOf(a.Owner), Mine: a.Owner == who.Member.ID, Late: a.Late(r.Procedure().On(r.Now()))}
	view.InReview = inReview(a.Dossier)
	view.Directs = view.InReview && who.Leads()
	if !view.InReview {
		view.Dossier, view.Number = "", 0
	}
	return view, view.Mine || view.InReview
}

// inReview tells what of a review somebody sees: nothing, or all but what is about them.
func (r *Register) inReview(who Person, v review.Review) func(dossier string) bool {
	sees, hidden := r.sees(who, v), r.hides(who.Member.ID, v)
	return func(dossier string) bool { return sees && !hidden(dossier) }
}

// ActionByID is one action; ErrNotFound for who has nothing to do with it.
func (r *Register) ActionByID(ctx context.Context, who Person, id string) (ActionView, error) {
	_, view, err := r.action(ctx, who, id)
	return view, err
}

func (r *Register) action(ctx context.Context, who Person, id string) (review.Review, ActionView, error) {
	all, err := r.reviews(ctx)
	if err != nil || !who.Proven() {
		return review.Review{}, ActionView{}, orNotFound(err)
	}
	for _, v := range all {
		if a, ok := v.Action(id); ok {
			if view, may := r.actionView(who, a, r.inReview(who, v)); may {
				return v, view, nil
			}
		}
	}
	return review.Review{}, ActionView{}, ErrNotFound
}

func orNotFound(err error) error {
	if err != nil {
		return err
	}
	return ErrNotFound
}

// FinishAction says what was done. Its owner does, or who leads.
func (r *Register) FinishAction(ctx context.Context, who Person, id, key, text string) error {
	v, view, err := r.action(ctx, who, id)
	if err != nil {
		return err
	}
	if !view.Mine && !view.Directs {
		return ErrNotFound
	}
	_, err = r.actReview(ctx, who, store.ReviewAct{ID: v.ID, Key: key, Decide: func(v review.Review, _ []review.Review) ([]review.Event, error) { return v.Finish(id, text) }})
	return err
}

// MoveAction gives an action another owner or day; only who leads does.
func (r *Register) MoveAction(ctx context.Context, who Person, id, key string, owner complaint.MemberID, due calendar.Date) error {
	v, view, err := r.action(ctx, who, id)
	if err != nil {
		return err
	}
	if !view.Directs {
		return ErrNotFound
	}
	if err := r.doable(owner); err != nil {
		return err
	}
	today := r.Procedure().On(r.Now())
	_, err = r.actReview(ctx, who, store.ReviewAct{ID: v.ID, Key: key, Decide: func(v review.Review, _ []review.Review) ([]review.Event, error) {
		return v.Move(id, owner, due, today)
	}}, func(t *store.Tx, v review.Review) error {
		a, _ := v.Action(id)
		return r.remind(t, who.Organisation(), a, owner != view.Owner && owner != who.Member.ID)
	})
	return err
}

// JudgeAction says whether an action helped, at a review that runs or apart from one.
func (r *Register) JudgeAction(ctx context.Context, who Person, id, key string, effect review.Effect, text string) error {
	v, view, err := r.action(ctx, who, id)
	if err != nil {
		return err
	}
	if !view.InReview || !who.Attends() {
		return ErrNotFound
	}
	_, err = r.actReview(ctx, who, store.ReviewAct{ID: v.ID, Key: key, Decide: func(v review.Review, all []review.Review) ([]review.Event, error) {
		during := ""
		if i := slices.IndexFunc(all, review.Review.Running); i >= 0 {
			during = all[i].ID
		}
		return v.Judge(review.EffectJudged{ID: id, Effect: effect, Text: text, During: during})
	}})
	return err
}

// remind queues notices without content: one at once for who was not there when it
// was agreed, one before its day and one when that has passed.
func (r *Register) remind(t *store.Tx, organisation string, a review.Improvement, tell bool) error {
	if r.Mail == nil {
		return nil
	}
	zone, now := r.Procedure().Zone(), r.Now()
	morning := func(d calendar.Date) time.Time { return time.Date(d.Year(), d.Month(), d.Day(), 8, 0, 0, 0, zone) }
	var at []time.Time
	if tell {
		at = append(at, now)
	}
	for _, d := range []calendar.Date{a.Due.AddDays(-remindBefore), a.Due.AddDays(1)} {
		if m := morning(d); m.After(now) {
			at = append(at, m)
		}
	}
	for _, when := range at {
		item := strings.Join([]string{a.ID, string(a.Owner), a.Due.String()}, " ")
		if err := t.AddJob(store.Job{Organisation: organisation, Kind: store.JobTellAction, Item: item, RunAt: when}); err != nil {
			return err
		}
	}
	return nil
}

// tellAction reminds somebody of an action, unless it was done, moved or given away
// since the notice was queued.
func (r *Register) tellAction(ctx context.Context, j store.Job) error {
	parts := strings.Fields(j.Item)
	if r.Mail == nil || len(parts) != 3 || j.State == store.JobSending {
		return r.finish(ctx, j)
	}
	m, ok := r.Member(complaint.MemberID(parts[1]))
	all, err := r.reviews(ctx)
	if err != nil {
		return err
	}
	owed := slices.ContainsFunc(all, func(v review.Review) bool {
		a, found := v.Action(parts[0])
		return found && !a.IsDone() && a.Owner == m.ID && a.Due.String() == parts[2]
	})
	if !ok || !owed || !r.works(m) {
		return r.finish(ctx, j)
	}
	return r.notify(ctx, j, m, "")
}
