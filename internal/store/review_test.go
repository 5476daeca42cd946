package store_test

import (
	"errors"
	"strings"
	"testing"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/review"
	"wederhoor/internal/store"
)

// reviewed begins a review on a day of its own and gives its id.
func (f *fixture) reviewed(t *testing.T) string {
	t.Helper()
	after, err := f.actReview(store.ReviewAct{Key: "open", Decide: func(_ review.Review, all []review.Review) ([]review.Event, error) {
		d := calendar.On(2026, 10, 31)
		return review.Open(all, review.Opened{Day: d, From: calendar.On(2025, 11, 1), Until: d, Attendees: []complaint.MemberID{f.lead.Member()}}, nil, d)
	}})
	if err != nil {
		t.Fatal(err)
	}
	return after.ID
}

func (f *fixture) actReview(a store.ReviewAct) (after review.Review, err error) {
	a.Organisation, a.By = f.org, f.lead.Member()
	err = f.Write(ctx, func(tx *store.Tx) error {
		_, after, err = tx.ActReview(a)
		return err
	})
	return after, err
}

func word(text string) func(review.Review, []review.Review) ([]review.Event, error) {
	return func(r review.Review, _ []review.Review) ([]review.Event, error) { return r.Word(text) }
}

// TestAReviewIsALogOfItsOwn: what was written comes back in order, an act that is sent
// twice is one, and an act on an older version is refused.
func TestAReviewIsALogOfItsOwn(t *testing.T) {
	conform(t, func(t *testing.T, f *fixture) {
		id := f.reviewed(t)
		if again := f.reviewed(t); again != id {
			t.Errorf("the same act twice began %s and %s", id, again)
		}
		for range 2 {
			if _, err := f.actReview(store.ReviewAct{ID: id, Key: "w1", Version: 1, Decide: word("KANARIE eerst")}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := f.actReview(store.ReviewAct{ID: id, Key: "w2", Version: 1, Decide: word("te laat")}); !errors.Is(err, store.ErrStale) {
			t.Errorf("an act on an older version: %v", err)
		}
		if _, err := f.actReview(store.ReviewAct{ID: "elders", Key: "w3", Decide: word("nergens")}); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("an act on no review: %v", err)
		}
		all, err := f.Reviews(ctx, f.org)
		if err != nil || len(all) != 1 || all[0].Version != 2 || all[0].Text != "KANARIE eerst" || !all[0].Running() {
			t.Fatalf("%+v, %v", all, err)
		}
		var body []byte
		if err := f.behind(t).QueryRow("SELECT body FROM review_event WHERE seq = 2").Scan(&body); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(body), "KANARIE") {
			t.Error("a review stands open in the database")
		}
	})
}

// TestAReviewThatWasTouchedDoesNotOpen: an event that is changed, moved or taken away
// breaks the chain.
func TestAReviewThatWasTouchedDoesNotOpen(t *testing.T) {
	for name, touch := range map[string]string{
		"the last taken away":    "DELETE FROM review_event WHERE seq = 3",
		"one in between changed": "UPDATE review_event SET body = (SELECT body FROM review_event AS other WHERE other.seq = 3) WHERE seq = 2",
		"the head put back":      "UPDATE review SET version = 2, head = (SELECT leaf FROM review_event WHERE seq = 2)",
	} {
		t.Run(name, func(t *testing.T) {
			conform(t, func(t *testing.T, f *fixture) {
				id := f.reviewed(t)
				for _, text := range []string{"een", "twee"} {
					if _, err := f.actReview(store.ReviewAct{ID: id, Key: text, Decide: word(text)}); err != nil {
						t.Fatal(err)
					}
				}
				if _, err := f.behind(t).Exec(touch); err != nil {
					t.Fatal(err)
				}
				if all, err := f.Reviews(ctx, f.org); err == nil {
					t.Errorf("it opens: %+v", all)
				}
			})
		})
	}
}
