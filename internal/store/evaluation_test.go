package store_test

import (
	"errors"
	"fmt"
	"testing"

	"wederhoor/internal/complaint"
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

// TestManyAnswersAtOnce: in parts of a hundred and what is left, each once, also when
// a file says the same twice.
func TestManyAnswersAtOnce(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		keys := make([]string, 250)
		for i := range keys {
			keys[i] = fmt.Sprint(i % 240) // ten come twice
		}
		for round, want := range []int{240, 0} {
			if err := f.Write(ctx, func(tx *store.Tx) error {
				fresh, err := tx.FreshAnswers(f.org, "e1", "form", keys)
				n := 0
				for _, is := range fresh {
					if is {
						n++
					}
				}
				if n != want {
					t.Errorf("%d: %d fresh, want %d", round, n, want)
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestAnAnswerIsKeptFromWhomItNames in lists and in counts, and shown to who stands
// in when it names all of them.
func TestAnAnswerIsKeptFromWhomItNames(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		if err := f.Write(ctx, func(tx *store.Tx) error {
			var errs []error
			for i, names := range [][]complaint.MemberID{nil, {"ann"}, {"bob", "ann"}, {"ann", "bob", "cas"}} {
				errs = append(errs, tx.AddCandidate(store.Candidate{Organisation: f.org, ID: fmt.Sprint(i), Evaluation: "e1", Kind: store.CandidateSignal, Place: i, Named: names, Body: []byte("{}")}))
			}
			return errors.Join(errs...)
		}); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			who  store.Naming
			want string
		}{{store.Naming{Not: "dirk"}, "3210"}, {store.Naming{Not: "ann"}, "0"}, {store.Naming{Not: "bob"}, "10"}, {store.Naming{Not: "dirk", All: []complaint.MemberID{"cas", "ann"}}, "3"}, {store.Naming{Not: "cas", All: []complaint.MemberID{"ann", "bob"}}, "2"}} {
			all, err := f.OpenCandidates(ctx, f.org, store.CandidateFilter{Naming: c.who})
			got := ""
			for _, a := range all {
				got += a.ID
			}
			counts, countErr := f.CountCandidates(ctx, f.org, c.who)
			n := 0
			for _, k := range counts {
				n += k.N
			}
			if err != nil || countErr != nil || got != c.want || n != len(c.want) {
				t.Errorf("%+v sees %s and counts %d: %v %v", c.who, got, n, err, countErr)
			}
		}
	})
}

// TestAFileOnItsWayShowsNothing until its row is gone, and leaves nothing when undone.
func TestAFileOnItsWayShowsNothing(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		w := store.EvaluationWork{Organisation: f.org, ID: "e1", State: store.WorkReading, Body: []byte("geheim")}
		must := func(do func(tx *store.Tx) error) {
			t.Helper()
			if err := f.Write(ctx, do); err != nil {
				t.Fatal(err)
			}
		}
		must(func(tx *store.Tx) error {
			_, err := tx.FreshAnswers(f.org, "e1", "form", []string{"a"})
			return errors.Join(err, tx.AddEvaluationWork(w), tx.AddCandidate(store.Candidate{Organisation: f.org, ID: "c", Evaluation: "e1", Kind: store.CandidateSignal, Body: []byte("{}")}))
		})
		w.State, w.Rows, w.Done = store.WorkImporting, 9, 4
		must(func(tx *store.Tx) error { return tx.MoveEvaluationWork(w, store.WorkReading) })
		if err := f.Write(ctx, func(tx *store.Tx) error { return tx.MoveEvaluationWork(w, store.WorkReading) }); !errors.Is(err, store.ErrLost) {
			t.Errorf("moved twice: %v", err)
		}
		got, err := f.EvaluationWorkByID(ctx, f.org, "e1")
		if err != nil || got.State != store.WorkImporting || got.Rows != 9 || got.Done != 4 || string(got.Body) != "geheim" {
			t.Errorf("%+v, %v", got, err)
		}
		if all, err := f.OpenCandidates(ctx, f.org, store.CandidateFilter{}); err != nil || len(all) > 0 {
			t.Errorf("shown: %v, %v", all, err)
		}
		must(func(tx *store.Tx) error { return errors.Join(tx.UndoEvaluation(w), tx.DropEvaluationWork(w)) })
		must(func(tx *store.Tx) error {
			fresh, err := tx.FreshAnswers(f.org, "e2", "form", []string{"a"})
			if !fresh["a"] {
				t.Error("what was undone is known")
			}
			return err
		})
		if all, err := f.OpenCandidates(ctx, f.org, store.CandidateFilter{}); err != nil || len(all) > 0 {
			t.Errorf("left: %v, %v", all, err)
		}
	})
}
