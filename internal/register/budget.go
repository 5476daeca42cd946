package register

import (
	"context"
	"time"

	"wederhoor/internal/store"
)

// Budget bounds what the machine mails by itself: a loop with an auto-responder,
// or a flood of forms, must not become a flood of mail. What is over it waits and
// is shown; nothing is dropped.
type Budget struct {
	Receipts  int // to one address of a complainant in 24 hours
	Addresses int // about another address, to one address in 24 hours
	Notices   int // to one member in 24 hours
	PerHour   int // of all together, to everybody
}

// DefaultBudget is what holds where Config says nothing.
var DefaultBudget = Budget{Receipts: 1, Addresses: 5, Notices: 20, PerHour: 200}

// allowance of a kind of work. A link to sign in, a reset and emergency access are
// of use only at once, and have limits of their own.
func (b Budget) allowance(kind store.JobKind) store.Allowance {
	switch kind {
	case store.JobTellAddress, store.JobAskAddress, store.JobTellRoom, store.JobTellProof:
		return store.Allowance{PerDay: b.Addresses, PerHour: b.PerHour}
	case store.JobSendReceipt:
		return store.Allowance{PerDay: b.Receipts, PerHour: b.PerHour}
	case store.JobTellLead, store.JobTellMember, store.JobTellMessage, store.JobTellFailed, store.JobTellConfidant, store.JobTellAppeal, store.JobTellErasure, store.JobTellSecond:
		return store.Allowance{PerDay: b.Notices, PerHour: b.PerHour}
	}
	return store.Allowance{}
}

// spend marks automatic mail as sending, or holds it; false: not now.
func (r *Register) spend(ctx context.Context, j store.Job, to string) (bool, error) {
	now := false
	err := r.Store.Write(ctx, func(t *store.Tx) error {
		held, err := t.Spend(j, to, r.Budget.allowance(j.Kind))
		now = err == nil && held.IsZero()
		return err
	})
	if err == nil && !now && r.saysHeld(j.Kind) {
		r.Logger.Warn("automatic mail is over its budget and waits; the next hour says no more of it", "kind", j.Kind)
	}
	return now, err
}

// saysHeld is true once an hour: a flood of forms must not become a flood in the log.
func (r *Register) saysHeld(kind store.JobKind) bool {
	last, said := r.heldSaid.Load(kind)
	if said && r.Now().Sub(last.(time.Time)) < time.Hour {
		return false
	}
	r.heldSaid.Store(kind, r.Now())
	return true
}

// Held is how much automatic mail waits because of a budget, for who leads.
func (r *Register) Held(ctx context.Context, who Person) (int, error) {
	if !who.Leads() {
		return 0, nil
	}
	return r.Store.HeldJobs(ctx, who.Organisation())
}
