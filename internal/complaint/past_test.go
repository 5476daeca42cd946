package complaint_test

import (
	"errors"
	"testing"
	"time"

	"wederhoor/internal/complaint"
)

// past is a complaint of long ago that was answered on time.
func past(history bool) complaint.Past {
	at := func(day int) time.Time { return time.Date(2019, 3, day, 12, 0, 0, 0, time.UTC) }
	p := complaint.Past{Received: complaint.Received{Imported: "i1", Channel: complaint.ChannelPhone, Story: "De zaal was koud."}, ReceivedAt: at(18), Category: "location", Note: "Belde nog eens.",
		Steps: []complaint.Entry{{Event: complaint.Responded{Text: "Lesgeld terug."}, Happened: at(22)}, {Event: complaint.Decided{Finding: complaint.Upheld, Reason: "De kachel was stuk."}, Happened: at(20)}}}
	if history {
		p.Closed = &complaint.Closed{Assumed: true}
	}
	return p
}

func recounted(t *testing.T, in complaint.Past, now time.Time) complaint.Complaint {
	t.Helper()
	entries, err := complaint.Recount(preset(t, "seed"), in, now)
	if err != nil {
		t.Fatal(err)
	}
	var c complaint.Complaint
	for i, e := range entries {
		c = c.After(complaint.Recorded{Seq: i + 1, Event: e.Event, Happened: e.Happened, Recorded: now, By: "m1"})
	}
	return c
}

// TestHistoryAsksNothing, and what was met counts by its real day.
func TestHistoryAsksNothing(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	c, p := recounted(t, past(true), now), preset(t, "seed")
	for _, o := range complaint.Obligations(c, p, now) {
		if o.Open() || o.Term == complaint.TermRespond && (o.MetOn.String() != "2019-03-22" || o.Timeliness() != complaint.InTerm) {
			t.Errorf("%s: %s, %s", o.Term, o.Standing, o.Timeliness())
		}
	}
	if n := complaint.NextStep(c, p, now); n.Step != complaint.StepNone || !c.Ended() || c.EndedAt() != c.Response.Happened || complaint.StageOf(c, p, now) != complaint.StageClosed {
		t.Errorf("next %q, ended %v at %v", n.Step, c.Ended(), c.EndedAt())
	}
	if !c.FromOldRegister(c.History[3]) || c.FromOldRegister(complaint.Recorded{Recorded: now.Add(time.Second)}) {
		t.Error("what was told and what is done here are mixed up")
	}
	in := past(true)
	in.Steps = nil
	for _, o := range complaint.Obligations(recounted(t, in, now), p, now) {
		if o.Open() || o.Late() || o.Timeliness() != complaint.NotOwed {
			t.Errorf("with nothing told, %s: %s, %s", o.Term, o.Standing, o.Timeliness())
		}
	}
}

// TestWhatStillRanThereRunsHere from its own day.
func TestWhatStillRanThereRunsHere(t *testing.T) {
	now := time.Date(2019, 3, 19, 9, 0, 0, 0, time.UTC)
	in := past(false)
	in.Steps = nil
	c, p := recounted(t, in, now), preset(t, "seed")
	if o, _ := complaint.Owed(c, p, complaint.TermRespond, now); !o.Open() || o.Due.String() != "2019-03-25" {
		t.Errorf("%+v", o)
	}
	if c := recounted(t, past(false), now.AddDate(1, 0, 0)); !c.Answered() || complaint.NextStep(c, p, now.AddDate(1, 0, 0)).Step == complaint.StepResponse {
		t.Error("an answer that was given there is asked again")
	}
}

// TestAPastThatCannotBe is refused, at the step that it is about.
func TestAPastThatCannotBe(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	for want, change := range map[string]func(*complaint.Past){
		"story_empty":    func(p *complaint.Past) { p.Received.Story = " " },
		"future":         func(p *complaint.Past) { p.ReceivedAt = now.AddDate(0, 0, 1) },
		"too_long_ago":   func(p *complaint.Past) { p.ReceivedAt = time.Time{} },
		"before_receipt": func(p *complaint.Past) { p.Steps[1].Happened = p.ReceivedAt.AddDate(0, 0, -1) },
		complaint.OverLimit: func(p *complaint.Past) {
			p.Received.OldRef = string(make([]byte, complaint.NameLimit+1))
		},
	} {
		in := past(true)
		change(&in)
		var refusal *complaint.Refusal
		if _, err := complaint.Recount(preset(t, "seed"), in, now); !errors.As(err, &refusal) || refusal.Code != want {
			t.Errorf("%s: %v", want, err)
		}
	}
}
