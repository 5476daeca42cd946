package review_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/review"
)

// history is one event of every kind as it was stored, one a line, and what each means.
// A line is never changed: what was stored replays for ever. A new field gets a new one.
var history = []review.Event{
	review.Opened{Day: on("2026-11-02"), From: on("2025-11-01"), Until: on("2026-10-31"), Attendees: []complaint.MemberID{"m1", "m2"},
		Scope: []review.Item{{Number: 1, Dossier: "d1", Why: review.New, ReceivedOn: on("2026-03-09")}}},
	review.Attended{Attendees: []complaint.MemberID{"m1"}},
	review.Decided{Dossier: "d1", Extra: true, Reason: "Gebeurt vaker.", Actions: []review.Agreed{{ID: "a1", Text: "Rooster", Owner: "m3", Due: on("2027-01-15")}}},
	review.Worded{Text: "Wij zijn tevreden."},
	review.Concluded{SHA256: "00ff", Overview: review.Overview{Day: on("2026-11-02"), From: on("2025-11-01"), Until: on("2026-10-31"), Text: "Wij zijn tevreden.",
		Attendees: []review.Attendee{{Member: "m1", Name: "Mirjam de Wit"}},
		Lines: []review.Line{{Item: review.Item{Number: 1, Dossier: "d1", Why: review.New, ReceivedOn: on("2026-03-09")}, Category: "planning", Channel: complaint.ChannelForm, From: complaint.FromParticipant,
			Stage: complaint.StageClosed, Finding: complaint.Upheld, Timeliness: complaint.InTerm, AnsweredOn: on("2026-03-13"), Appeals: 1, Conflicted: []complaint.MemberID{"m4"}, Extra: true, Reason: "Gebeurt vaker.", By: "m2",
			Actions: []review.Named{{Agreed: review.Agreed{ID: "a1", Text: "Rooster", Owner: "m3", Due: on("2027-01-15")}, OwnerName: "Saskia Brouwer"}}}},
		Earlier: []review.Past{{ID: "a0", Review: "r0", Dossier: "d0", Text: "Reader", Owner: "Joris Hamel", Due: on("2026-02-01"), DoneText: "Gedrukt.", Done: true, Effect: review.Worked}}}},
	review.Signed{SHA256: "00ff"},
	review.Dropped{Reason: "Verkeerde dag."},
	review.ActionDone{ID: "a1", Text: "Het hangt er."},
	review.ActionMoved{ID: "a1", Owner: "m1", Due: on("2027-02-15")},
	review.EffectJudged{ID: "a1", Effect: review.DidNot, Text: "Te weinig mensen.", During: "r2"},
	review.Concluded{SHA256: "00ff", Overview: review.Overview{Day: on("2026-11-02"), From: on("2025-11-01"), Until: on("2026-10-31"),
		Figures: []figures.Spread{{Name: figures.AnswerDue, Columns: []string{"answered_in_term", "answered_in_extended", "answered_late", figures.Rest}, Counts: []int{9, 2, 1, 2}},
			{Name: figures.Received, Cut: figures.ByCategory, Columns: []string{"planning", ""}, Labels: []string{"Planning", ""}, Counts: []int{12, 2}}}}},
	review.ReportWritten{Words: review.ReportWords{Intro: "Dit jaar.", Closing: "Dank u.", IntroEnglish: "This year.", ClosingEnglish: "Thank you.", Measures: []review.Measure{{Action: "a1", Text: "Er is een rooster.", English: "There is a roster."}}}},
	review.ReportPublished{Note: "Een zin is aangevuld."},
	review.ReportWithdrawn{Reason: "Er stond een fout in."},
	review.Joined{Link: "0af1"},
	review.Left{Link: "0af1"},
	review.Concluded{SHA256: "00ff", Overview: review.Overview{Day: on("2026-11-02"), From: on("2025-11-01"), Until: on("2026-10-31"),
		Beside: &review.Part{Organisation: "De buren", Day: on("2026-11-02"), From: on("2025-11-01"), Until: on("2026-10-31"), Attendees: []string{"Bas Buur"}, Complaints: 12, Decided: 12, Extra: 5, Concluded: on("2026-11-02"), SHA256: "ff00"}}},
}

// TestWhatAReviewStoredReplaysForEver, and the hash of an overview stays what it was:
// it is printed on paper.
func TestWhatAReviewStoredReplaysForEver(t *testing.T) {
	const file = "testdata/history.jsonl"
	at := time.Date(2026, 11, 2, 14, 0, 0, 0, time.UTC)
	if os.Getenv("WRITE_GOLDEN") != "" {
		var all bytes.Buffer
		for i, e := range history {
			raw, err := review.Encode(review.Recorded{Seq: i + 1, At: at, By: "m1", Event: e})
			if err != nil {
				t.Fatal(err)
			}
			all.Write(append(raw, '\n'))
		}
		if err := os.WriteFile(file, all.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")
	if len(lines) != len(history) {
		t.Fatalf("%d lines and %d kinds", len(lines), len(history))
	}
	same := cmp.Comparer(func(a, b calendar.Date) bool { return a == b })
	for i, line := range lines {
		got, err := review.Decode(i+1, []byte(line))
		want := review.Recorded{Seq: i + 1, At: at, By: "m1", Event: history[i]}
		if diff := cmp.Diff(want, got, same); err != nil || diff != "" {
			t.Errorf("line %d: %v\n%s", i+1, err, diff)
		}
	}
	if got := history[4].(review.Concluded).Overview.Hash(); got != "b99ff981ee31d0b4c56834905e624fc38323baf82f68fb4eaa0e660b616c9f4f" {
		t.Errorf("the hash of an overview became %s", got)
	}
	if got := history[10].(review.Concluded).Overview.Hash(); got != "faca6d08a326f9b5692b176542b5b3863114c912c3118c12502e5fcc7bc5d7be" {
		t.Errorf("the hash of an overview with figures became %s", got)
	}
	if _, err := review.Decode(1, []byte(`{"k":"elsewhere","f":{}}`)); err == nil {
		t.Error("a kind that nobody knows is skipped")
	}
}
