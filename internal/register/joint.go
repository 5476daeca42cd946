package register

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/review"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// JointWait is how long a code to hold a review together can be used.
const JointWait = 30 * time.Minute

// Joint is what this organisation may read of the one that a review is held together
// with: what that one published, and nothing behind it.
type Joint struct {
	Linked bool
	Came   bool         // the other typed the code
	Part   *review.Part // nil: not there yet, or let go
}

// OfferJoint makes the code by which the head of another organisation here ties their
// review to this one. It is shown once, and the same form shows the same one.
func (r *Register) OfferJoint(ctx context.Context, who Person, id, key string) (code vault.RoomCode, err error) {
	if err := r.joins(who); err != nil {
		return "", err
	}
	if code, err = r.Store.RoomCode(ctx, who.Organisation(), "joint "+key); err != nil {
		return "", err
	}
	err = r.join(ctx, who, id, key, code, func(t *store.Tx) error { return t.OfferJoint(who.Organisation(), code, r.Now().Add(JointWait)) })
	return code, err
}

// AcceptJoint ties a review to the one of who gave this code.
func (r *Register) AcceptJoint(ctx context.Context, who Person, id, key, typed string) error {
	if err := r.joins(who); err != nil {
		return err
	}
	unknown := &complaint.Refusal{Field: "code", Code: "joint_unknown"}
	code, err := vault.ParseRoomCode(typed)
	if err != nil {
		return unknown
	}
	return r.join(ctx, who, id, key, code, func(t *store.Tx) error {
		err := t.AcceptJoint(who.Organisation(), code)
		if errors.Is(err, store.ErrNotFound) {
			return unknown
		}
		return err
	})
}

// joins lets only who leads tie reviews, and only who just proved to be that.
func (r *Register) joins(who Person) error {
	switch {
	case !who.Leads():
		return ErrNotFound
	case !who.Fresh(r.Now()):
		return ErrProve
	}
	return nil
}

func (r *Register) join(ctx context.Context, who Person, id, key string, code vault.RoomCode, keep func(*store.Tx) error) error {
	_, err := r.onReview(ctx, who, id, key, true, func(v review.Review, _ []review.Review) ([]review.Event, error) { return v.Join(store.LinkOf(code)) },
		func(t *store.Tx, _ review.Review) error { return keep(t) })
	return err
}

// LeaveJoint unties a review. The other one reads nothing of it any more.
func (r *Register) LeaveJoint(ctx context.Context, who Person, id, key string) error {
	if !who.Leads() {
		return ErrNotFound
	}
	_, err := r.onReview(ctx, who, id, key, true, func(v review.Review, _ []review.Review) ([]review.Event, error) { return v.Leave() })
	return err
}

// Joint shows the other part of a review to who sees this one.
func (r *Register) Joint(ctx context.Context, who Person, id string) (Joint, error) {
	v, _, err := r.reviewOf(ctx, who, id)
	if err != nil {
		return Joint{}, err
	}
	return r.beside(ctx, v)
}

func (r *Register) beside(ctx context.Context, v review.Review) (b Joint, err error) {
	if v.Link == "" {
		return b, nil
	}
	b.Linked = true
	raw, came, err := r.Store.OtherPart(ctx, r.Home().ID, v.Link)
	b.Came = came
	if err != nil || raw == nil {
		return b, err
	}
	b.Part = new(review.Part)
	if err := json.Unmarshal(raw, b.Part); err != nil {
		return b, fmt.Errorf("read the part of another organisation: %w", err)
	}
	return b, nil
}

// publish lets the other organisation read how this part is after an act, or nothing
// any more.
func (r *Register) publish(t *store.Tx, before, after review.Review) error {
	organisation := r.Home().ID
	if before.Link != "" && (after.Link == "" || after.Dropped) {
		return t.PublishJoint(organisation, before.Link, nil)
	}
	if after.Link == "" {
		return nil
	}
	var names []string
	for _, m := range after.Attendees {
		names = append(names, r.nameOf(m))
	}
	var concluded calendar.Date
	if after.Held() {
		concluded = r.Procedure().On(after.End.At)
	}
	raw, err := json.Marshal(after.Part(r.Home().Name, names, concluded))
	if err != nil {
		return fmt.Errorf("write our part for another organisation: %w", err)
	}
	return t.PublishJoint(organisation, after.Link, raw)
}
