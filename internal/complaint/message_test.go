package complaint_test

import (
	"testing"
	"time"

	"wederhoor/internal/complaint"
)

// TestAMessageWaitsForAReaction: what the complainant writes later waits until
// somebody reads it, speaks with them or writes to them; an absence message waits
// for nobody, and nothing is refused for coming after the end.
func TestAMessageWaitsForAReaction(t *testing.T) {
	say := func(c complaint.Complaint, automatic bool) complaint.Complaint {
		t.Helper()
		entries, err := c.Say(complaint.Moment{Now: c.ReceivedAt}, complaint.MessageReceived{Channel: complaint.ChannelEmail, Text: "Nog iets.", Automatic: automatic})
		return added(t, c, entries, err)
	}
	c := added(t, complaint.Complaint{}, []complaint.Entry{{Event: complaint.Received{Ref: "2026-1", Story: "De zaal was koud."}, Happened: noon}}, nil)
	if say(c, true).Unread != nil {
		t.Error("an absence message waits for a reaction")
	}
	waiting := say(c, false)
	if waiting.Unread == nil {
		t.Fatal("the message waits for nobody")
	}
	for name, reaction := range map[string]complaint.Event{"spoken": complaint.Contacted{}, "written": complaint.LetterWritten{ID: "l1"}, "read": complaint.MessageRead{}} {
		if after := added(t, waiting, []complaint.Entry{{Event: reaction, Happened: noon}}, nil); after.Unread != nil {
			t.Errorf("%s: the message still waits", name)
		}
	}
	if after := added(t, waiting, []complaint.Entry{{Event: complaint.Noted{}, Happened: noon}}, nil); after.Unread == nil {
		t.Error("a note among ourselves passed for a reaction")
	}
	closed := say(added(t, c, []complaint.Entry{{Event: complaint.Closed{Reason: "Klaar."}, Happened: noon}}, nil), false)
	if next := complaint.NextStep(closed, complaint.Procedure{}, noon); next.Step != complaint.StepReading {
		t.Errorf("after the end the next step is %q", next.Step)
	}
	if bare := closed.Bare(); bare.Unread == nil || bare.Unread.Event.Text != "" {
		t.Error("the bare complaint must know that something waits, without a word of it")
	}
}

// TestAnEmptyMessageIsRefused and one that nobody can read.
func TestAnEmptyMessageIsRefused(t *testing.T) {
	var c complaint.Complaint
	for _, text := range []string{"", " \n ", string(make([]byte, complaint.MessageLimit+1))} {
		if _, err := c.Say(complaint.Moment{Now: noon}, complaint.MessageReceived{Text: text}); err == nil {
			t.Errorf("%d characters were taken", len(text))
		}
	}
	if _, err := c.ReadMessage(complaint.Moment{Now: noon}, complaint.MessageRead{}); err == nil {
		t.Error("nothing was read, and recorded as read")
	}
}

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func added(t *testing.T, c complaint.Complaint, entries []complaint.Entry, err error) complaint.Complaint {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		c = c.After(complaint.Recorded{Seq: c.Version + 1, Happened: e.Happened, Recorded: e.Happened, By: "m1", Event: e.Event})
	}
	return c
}

// TestWhatWaitsIsShownTogether: every message since the last reaction, and none
// that a machine wrote.
func TestWhatWaitsIsShownTogether(t *testing.T) {
	var c complaint.Complaint
	say := func(text string, automatic bool) {
		c = added(t, c, []complaint.Entry{{Event: complaint.MessageReceived{Text: text, Automatic: automatic}, Happened: noon}}, nil)
	}
	say("Eerste", false)
	c = added(t, c, []complaint.Entry{{Event: complaint.MessageRead{}, Happened: noon}}, nil)
	say("Ik ben er niet", true)
	if got := c.Waiting(); len(got) != 0 || c.Unread != nil {
		t.Errorf("%d wait for nothing", len(got))
	}
	say("Tweede", false)
	say("Derde", false)
	if got := c.Waiting(); len(got) != 2 || got[0].Event.Text != "Tweede" || got[1].Seq != c.Unread.Seq {
		t.Errorf("%v", got)
	}
}
