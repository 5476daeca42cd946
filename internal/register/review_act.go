package register

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/review"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Decision is what somebody says of one complaint at a review.
type ReviewDecision struct {
	Number int
	Extra  bool
	Reason string
	Action string
	Owner  complaint.MemberID
	Due    calendar.Date
}

// DecideReview records whether more is needed for one complaint, in the review and,
// without a word of why, in the dossier. The last one counts.
func (r *Register) DecideReview(ctx context.Context, who Person, id, key string, d ReviewDecision) (review.Review, error) {
	v, _, err := r.reviewOf(ctx, who, id)
	if err != nil {
		return v, err
	}
	it, ok := v.Item(d.Number)
	if !ok || v.Running() && !r.decides(who, v, it.Dossier) || r.hides(who.Member.ID, v)(it.Dossier) {
		return v, ErrNotFound
	}
	decided := review.Decided{Dossier: it.Dossier, Extra: d.Extra, Reason: d.Reason}
	if d.Extra {
		if err := r.doable(d.Owner); err != nil {
			return v, err
		}
		decided.Actions = []review.Agreed{{ID: actionID(v, it.Dossier), Text: d.Action, Owner: d.Owner, Due: d.Due}}
	}
	today := r.Procedure().On(r.Now())
	_, _, there := r.facts(it.Dossier)
	return r.actReview(ctx, who, store.ReviewAct{ID: id, Key: key, Decide: func(now review.Review, _ []review.Review) ([]review.Event, error) {
		return now.Decide(decided, today)
	}}, func(t *store.Tx, _ review.Review) error {
		if !there {
			return nil
		}
		return r.markReviewed(t, who, it.Dossier, complaint.Reviewed{Review: id, Extra: d.Extra})
	})
}

// actionID keeps the id of an action whose words change.
func actionID(v review.Review, dossier string) string {
	if had := v.Decisions[dossier].Actions; len(had) > 0 {
		return had[0].ID
	}
	return store.NewID()
}

// doable refuses an owner who is not there any more.
func (r *Register) doable(owner complaint.MemberID) error {
	if m, ok := r.Member(owner); owner != "" && (!ok || !r.works(m)) {
		return &complaint.Refusal{Field: "owner", Code: "review_owner_missing"}
	}
	return nil
}

// markReviewed lets the dossier know that a review decided on it. Who sits at a
// review has no part in the dossier, so that the machine writes it down for them.
func (r *Register) markReviewed(t *store.Tx, who Person, dossier string, e complaint.Reviewed) error {
	_, err := r.inside(t, system(who.Organisation()), dossier, Order{by: who.Member.ID}, access.Handle,
		func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
			return complaint.Review(c, who.Member.ID, e, m)
		})
	return err
}

// onReview is an act of somebody who sees the review and may do this with it.
func (r *Register) onReview(ctx context.Context, who Person, id, key string, may bool, decide func(review.Review, []review.Review) ([]review.Event, error), with ...func(*store.Tx, review.Review) error) (review.Review, error) {
	v, _, err := r.reviewOf(ctx, who, id)
	if err != nil {
		return v, err
	}
	if !may && !(who.Attends() && v.Attends(who.Member.ID)) {
		return v, ErrNotFound
	}
	return r.actReview(ctx, who, store.ReviewAct{ID: id, Key: key, Decide: decide}, with...)
}

// AttendReview replaces who takes part; only who leads says who.
func (r *Register) AttendReview(ctx context.Context, who Person, id, key string, members []complaint.MemberID) error {
	if !who.Leads() {
		return ErrNotFound
	}
	if err := r.attendable(members); err != nil {
		return err
	}
	_, err := r.onReview(ctx, who, id, key, true, func(v review.Review, _ []review.Review) ([]review.Event, error) { return v.Attend(members) })
	return err
}

// WordReview sets the words of the minutes.
func (r *Register) WordReview(ctx context.Context, who Person, id, key, text string) error {
	_, err := r.onReview(ctx, who, id, key, false, func(v review.Review, _ []review.Review) ([]review.Event, error) { return v.Word(text) })
	return err
}

// DropReview ends a review that was begun by mistake.
func (r *Register) DropReview(ctx context.Context, who Person, id, key, reason string) error {
	if !who.Leads() {
		return ErrNotFound
	}
	_, err := r.onReview(ctx, who, id, key, true, func(v review.Review, _ []review.Review) ([]review.Event, error) { return v.Drop(reason) })
	return err
}

// ConcludeReview freezes what was seen and decided, and tells who agreed to do
// something. It is refused while a complaint is undecided.
func (r *Register) ConcludeReview(ctx context.Context, who Person, id, key string) (review.Review, error) {
	today := r.Procedure().On(r.Now())
	return r.onReview(ctx, who, id, key, false, func(v review.Review, all []review.Review) ([]review.Event, error) {
		hidden := r.hides(who.Member.ID, v)
		sees := func(dossier string) bool { return !hidden(dossier) }
		return v.Conclude(r.overview(v, all), today, sees)
	}, func(t *store.Tx, v review.Review) error {
		for _, a := range v.Actions {
			if err := r.remind(t, who.Organisation(), a, a.Owner != who.Member.ID); err != nil {
				return err
			}
		}
		if r.Home().ProofMail.Email == "" {
			return nil
		}
		return t.AddJob(store.Job{Organisation: who.Organisation(), Kind: store.JobTellProof})
	})
}

// SignReview says that the minutes are how it was.
func (r *Register) SignReview(ctx context.Context, who Person, id, key string) error {
	_, err := r.onReview(ctx, who, id, key, false, func(v review.Review, _ []review.Review) ([]review.Event, error) { return v.Sign(who.Member.ID) })
	return err
}
