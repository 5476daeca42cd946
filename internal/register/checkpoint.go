package register

import (
	"context"
	"errors"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/proof"
	"wederhoor/internal/store"
)

// notePromise asks for a checkpoint after what must never be rewritten: a decision
// and every end of a dossier.
func (r *Register) notePromise(events []complaint.Recorded) {
	for _, e := range events {
		switch e.Event.(type) {
		case complaint.Decided, complaint.RuledInadmissible, complaint.Withdrawn, complaint.Closed, complaint.AppealEnded:
			r.promise.Store(true)
		}
	}
}

// keepPromise makes a checkpoint when something changed since the last. A register
// that lacks what was promised gets none, and the log says so at every try.
func (r *Register) keepPromise(ctx context.Context) {
	ctx, leads := r.Leading(ctx)
	if !r.SetUp() || !leads {
		return
	}
	err := r.Store.Promise(ctx, r.Home().ID)
	var broken *proof.Broken
	switch {
	case err == nil || ctx.Err() != nil || lost(err):
	case errors.As(err, &broken):
		r.Logger.Error("the register does not hold what its last checkpoint promised: run wederhoor verify", "check", string(broken.Check), "says", broken.Says)
	default:
		r.Logger.Error("no checkpoint could be made", "error", err)
	}
}

// chainLog puts the lines of the access log in its chain, within seconds after they
// were written.
func (r *Register) chainLog(ctx context.Context) {
	if !r.SetUp() {
		return
	}
	if err := r.Store.ChainLog(ctx, r.Home().ID); err != nil && ctx.Err() == nil && !lost(err) {
		r.Logger.Error("the access log could not be put in its chain", "error", err)
	}
}

// CheckAttachments reads every attachment and holds it against the event it came with.
// It is for who looks after the machine, and shows nobody a word.
func (r *Register) CheckAttachments(ctx context.Context) (store.CheckedAttachments, error) {
	return r.Store.CheckAttachments(ctx, r.Home().ID)
}

// SeesProof reports whether this person may see what was promised: who leads, and
// who looks from outside, and who says to whom it is mailed. There is no word of any
// complaint in it.
func (p Person) SeesProof() bool {
	return p.Proven() && p.Has(access.Lead, access.Deputy, access.Auditor, access.PrivacyOfficer, access.Administrator)
}

// Promise is the newest checkpoint. ok is false while there is none.
func (r *Register) Promise(ctx context.Context, who Person) (p store.Promise, ok bool, err error) {
	if !who.SeesProof() {
		return p, false, ErrNotFound
	}
	p, err = r.Store.LastPromise(ctx, r.Home().ID)
	if errors.Is(err, ErrNotFound) {
		return p, false, nil
	}
	return p, err == nil, err
}
