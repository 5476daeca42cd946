package register_test

import (
	"errors"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/store"
)

// TestSignalsAreCountedForWhoSeesFigures: found, judged and how many were a complaint;
// what names somebody is not counted for them, and a trainer sees none.
func TestSignalsAreCountedForWhoSeesFigures(t *testing.T) {
	o := open(t, "")
	pieter := o.joined("Pieter Kooistra", "pieter@voorbeeld.example", access.Partner)
	henk := o.joined("Henk Postma", "henk@voorbeeld.example", access.Trainer)
	add := func(named ...complaint.MemberID) (c store.Candidate) {
		c = store.Candidate{Organisation: o.Home().ID, ID: store.NewID(), Evaluation: "e", Kind: store.CandidateSignal, Named: named, Body: []byte("{}")}
		o.must(o.Store.Write(ctx, func(tx *store.Tx) error { return tx.AddCandidate(c) }))
		return c
	}
	first, second := add(), add()
	add(pieter.Member.ID)
	o.clock.Advance(2 * 24 * time.Hour)
	o.must(o.Store.Write(ctx, func(tx *store.Tx) error {
		return errors.Join(tx.SettleCandidate(first, "complaint", "d", nil), tx.SettleCandidate(second, "no_complaint", "", nil))
	}))
	year := figures.Year(2026)
	for name, c := range map[string]struct {
		see  func() (figures.Signals, error)
		want figures.Signals
	}{
		"the lead":   {func() (figures.Signals, error) { return o.Signals(ctx, o.lead, year) }, figures.Signals{Found: 3, Judged: 2, Complaints: 1, Seen: figures.DaysOf([]int{2, 2})}},
		"a partner":  {func() (figures.Signals, error) { return o.Signals(ctx, pieter, year) }, figures.Signals{Found: 2, Judged: 2, Complaints: 1, Seen: figures.DaysOf([]int{2, 2})}},
		"a trainer":  {func() (figures.Signals, error) { return o.Signals(ctx, henk, year) }, figures.Signals{}},
		"a year ago": {func() (figures.Signals, error) { return o.Signals(ctx, o.lead, figures.Year(2025)) }, figures.Signals{}},
	} {
		if got, err := c.see(); err != nil || got != c.want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}
