package store_test

import (
	"errors"
	"testing"
	"time"

	"wederhoor/internal/store"
)

// asked opens a form that one person filled in.
func (f *fixture) asked(t *testing.T) store.Questionnaire {
	t.Helper()
	id := store.NewID()
	if err := f.Write(ctx, func(tx *store.Tx) error {
		return tx.AddQuestionnaire(store.Questionnaire{Organisation: f.org, ID: id, Closes: f.cfg.Now().Add(time.Hour), Body: []byte("Lastige gesprekken")})
	}); err != nil {
		t.Fatal(err)
	}
	q, err := f.QuestionnaireByID(ctx, f.org, id)
	if err != nil {
		t.Fatal(err)
	}
	if first, err := f.fills(q, "een", "acht"); err != nil || !first {
		t.Fatalf("first %v, %v", first, err)
	}
	return q
}

func (f *fixture) fills(q store.Questionnaire, key, words string) (first bool, err error) {
	err = f.Write(ctx, func(tx *store.Tx) error {
		first, err = tx.FillIn(q, key, store.FilledIn{Candidate: "k", Body: []byte(words)})
		return err
	})
	return first, err
}

// TestAQuestionnaireTakesEachAnswerOnce, in order, until it is closed; then its
// code is worth no more than a wrong one. On both engines.
func TestAQuestionnaireTakesEachAnswerOnce(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		q, other := f.asked(t), f.asked(t)
		if q.Code == other.Code || len(q.Code) != 16 {
			t.Errorf("the codes are of %d and %d symbols, the same: %v", len(q.Code), len(other.Code), q.Code == other.Code)
		}
		for key, want := range map[string]bool{"een": false, "twee": true} {
			if first, err := f.fills(q, key, "negen"); err != nil || first != want {
				t.Errorf("%s: first %v, %v", key, first, err)
			}
		}
		found, err := f.OpenQuestionnaire(ctx, f.org, q.Code)
		if err != nil || found.ID != q.ID || found.Filled != 2 || string(found.Body) != "Lastige gesprekken" {
			t.Errorf("by its code: %+v, %v", found, err)
		}
		all, err := f.FilledIn(ctx, f.org, q.ID)
		if err != nil || len(all) != 2 || string(all[0].Body) != "acht" || all[1].Place != 2 || all[1].Candidate != "k" {
			t.Errorf("answers %+v, %v", all, err)
		}
		for i, want := range []error{nil, store.ErrLost} {
			if err := f.Write(ctx, func(tx *store.Tx) error { return tx.CloseQuestionnaire(f.org, q.ID) }); !errors.Is(err, want) {
				t.Errorf("closing %d: %v", i, err)
			}
		}
		if _, err := f.OpenQuestionnaire(ctx, f.org, q.Code); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("its code when it is closed: %v", err)
		}
		if _, err := f.fills(q, "drie", "tien"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("filled in when it is closed: %v", err)
		}
		if rest, err := f.Questionnaires(ctx, f.org); err != nil || len(rest) != 2 {
			t.Errorf("%d are listed, %v", len(rest), err)
		}
	})
}
