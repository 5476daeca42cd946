package store_test

import (
	"errors"
	"testing"

	"wederhoor/internal/store"
)

// TestAnAnswerIsKnownAgainAndJudgedOnce on both engines.
func TestAnAnswerIsKnownAgainAndJudgedOnce(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		c := store.Candidate{Organisation: f.org, ID: store.NewID(), Evaluation: "e1", Kind: store.CandidateSignal, Place: 7, Body: []byte("het was niets")}
		if err := f.Write(ctx, func(tx *store.Tx) error {
			for i, want := range []bool{true, false} {
				if first, err := tx.FirstAnswer(f.org, "e1", "form", "key"); err != nil || first != want {
					t.Errorf("%d: first %v, %v", i, first, err)
				}
			}
			return errors.Join(tx.AddEvaluation(store.Evaluation{Organisation: f.org, ID: "e1", Name: "juni.csv", Rows: 1, Fresh: 1}), tx.AddCandidate(c),
				tx.KeepEvaluationForm(f.org, "form", []byte("een")), tx.KeepEvaluationForm(f.org, "form", []byte("twee")))
		}); err != nil {
			t.Fatal(err)
		}
		if columns, err := f.EvaluationForm(ctx, f.org, "form"); err != nil || string(columns) != "twee" {
			t.Errorf("columns %q, %v", columns, err)
		}
		if _, err := f.EvaluationForm(ctx, f.org, "other"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("an unknown form: %v", err)
		}
		for i, want := range []error{nil, store.ErrLost} {
			if err := f.Write(ctx, func(tx *store.Tx) error { return tx.SettleCandidate(c, "merged", "d1", nil) }); !errors.Is(err, want) {
				t.Errorf("%d: %v", i, err)
			}
		}
		got, err := f.CandidateByID(ctx, f.org, c.ID)
		if err != nil || got.Verdict != "merged" || got.Dossier != "d1" || got.Body != nil || got.Decided.IsZero() || got.Place != 7 {
			t.Errorf("after: %+v, %v", got, err)
		}
	})
}
