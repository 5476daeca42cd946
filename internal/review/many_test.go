package review_test

import (
	"fmt"
	"testing"
	"time"

	"wederhoor/internal/review"
)

// hundredThousand is more complaints in a year than anybody goes through one by one.
const hundredThousand = 100_000

// TestAReviewOfAHundredThousand: all of them are in it, concluding waits for the last and
// names it, replaying gives the same, and the year after none of them comes back. What grows
// with the square of them takes a minute or more here.
func TestAReviewOfAHundredThousand(t *testing.T) {
	x := &table{t: t}
	known := make([]review.Candidate, hundredThousand)
	for i := range known {
		known[i] = received(fmt.Sprintf("d%06d", i), "2025-03-01")
	}
	i := x.open("2025-01-01", "2025-12-31", known...)
	v := x.all[i]
	if len(v.Scope) != hundredThousand || v.Scope[hundredThousand-1].Number != hundredThousand {
		t.Fatalf("%d are in it", len(v.Scope))
	}
	events := []review.Recorded{{Seq: 1, By: "mirjam", Event: v.Opened}}
	for _, it := range v.Scope[1:] {
		events = append(events, review.Recorded{Seq: len(events) + 1, By: "pieter", Event: review.Decided{Dossier: it.Dossier, Reason: "Besproken."}})
	}
	all := review.Fold(v.ID, events)
	if left := all.Undecided(); len(left) != 1 || left[0].Number != 1 || all.Version != hundredThousand {
		t.Fatalf("%d are left, at version %d", len(left), all.Version)
	}
	if _, err := all.Conclude(review.Overview{Day: v.Day}, v.Day, everything); code(err) != "review_undecided" {
		t.Errorf("it is concluded with one undecided: %v", err)
	}
	x.all[i] = all
	x.decide(i, "d000000")
	x.conclude(i)
	if got := review.Scope(x.all, on("2026-01-01"), on("2026-12-31"), append(known, received("nieuw", "2026-02-01"))); len(got) != 1 || got[0].Dossier != "nieuw" {
		t.Errorf("%d are in the one after it", len(got))
	}
}

// TestAReviewOfOne: one complaint is gone through, or the review is not concluded.
func TestAReviewOfOne(t *testing.T) {
	x := &table{t: t}
	i := x.open("2025-01-01", "2025-12-31", received("enige", "2025-03-01"))
	if _, err := x.all[i].Conclude(review.Overview{Day: x.all[i].Day}, x.all[i].Day, everything); code(err) != "review_undecided" {
		t.Errorf("it is concluded with its only one undecided: %v", err)
	}
	x.decide(i, "enige")
	x.conclude(i)
	if v := x.all[i]; !v.Held() || !v.End.Untouched {
		t.Errorf("%+v", v.End)
	}
}

// TestWhatIsErasedStaysCounted: when the words about one complaint go from what was frozen,
// its line stays, that of another stays whole, and the review says that it is no longer as
// it was frozen, and why.
func TestWhatIsErasedStaysCounted(t *testing.T) {
	x := &table{t: t}
	i := x.open("2025-01-01", "2025-12-31", received("gaat", "2025-03-01"), received("blijft", "2025-04-01"))
	x.decide(i, "gaat", review.Agreed{ID: "a1", Text: "Tessa bellen", Owner: "saskia", Due: on("2026-02-01")})
	x.decide(i, "blijft")
	v := x.all[i]
	o := review.Overview{Day: v.Day}
	for _, it := range v.Scope {
		l := review.Line{Item: it, Reason: "Besproken."}
		for _, a := range v.Decisions[it.Dossier].Actions {
			l.Actions = append(l.Actions, review.Named{Agreed: a})
		}
		o.Lines = append(o.Lines, l)
	}
	events, err := v.Conclude(o, v.Day, everything)
	x.record(i, "mirjam", events, err)
	before := x.all[i]
	var log []review.Recorded
	for _, e := range events {
		if less, touched := before.Without("gaat", e); touched {
			e = less
		}
		log = append(log, review.Recorded{Seq: len(log) + 1, At: time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC), By: "mirjam", Event: e})
	}
	after := v
	for _, e := range log {
		after = after.After(e)
	}
	lines := after.End.Overview.Lines
	if len(lines) != 2 || lines[0].Reason != "" || lines[0].Actions[0].Text != "" || lines[1].Reason != "Besproken." || lines[0].Number != 1 {
		t.Errorf("afterwards the lines are %+v", lines)
	}
	if !before.End.Untouched || after.End.Untouched || after.End.Erased != 1 || after.End.SHA256 != before.End.SHA256 {
		t.Errorf("frozen as %+v, and then %+v", before.End, after.End)
	}
	if before.End.Overview.Lines[0].Reason == "" || before.End.Overview.Lines[0].Actions[0].Text == "" {
		t.Error("taking the words out changed what was there before")
	}
}
