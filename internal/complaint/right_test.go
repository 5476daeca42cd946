package complaint_test

import (
	"testing"

	"wederhoor/internal/complaint"
)

func asksFor(t *testing.T, right complaint.Right) complaint.Complaint {
	t.Helper()
	e := ofNoor
	e.Right = right
	return asks(t, at("2026-02-16"), e)
}

var answer = complaint.LetterWritten{ID: "l5", Via: complaint.ViaPost, Text: "Gedaan."}

// TestWhatWasAskedIsDoneBeforeItIsSaid: nobody writes that something was put right,
// erased or restricted that was not, or that was before it was asked.
func TestWhatWasAskedIsDoneBeforeItIsSaid(t *testing.T) {
	p, now := preset(t, "seed"), complaint.Moment{Now: at("2026-02-20")}
	for right, does := range map[complaint.Right]complaint.Event{complaint.RightRectify: complaint.Rectified{Wrong: "x", Right: "y"}, complaint.RightErase: complaint.Redacted{ID: "r1"},
		complaint.RightRestrict: complaint.Restricted{Asked: complaint.AskedByComplainant, Reason: "z"}} {
		c := asksFor(t, right)
		granted := complaint.AccessAnswered{ID: "q1", Reason: "Zo is het gedaan."}
		_, err := c.GrantRequest(p, now, granted, answer)
		refusedAs(t, err, "request_undone")
		_, err = c.MakePack(now, complaint.PackMade{ID: "q1"})
		refusedAs(t, err, "request_unknown")
		done := added(t, c, []complaint.Entry{{Event: does, Happened: now.Now}}, nil)
		_, err = done.GrantRequest(p, now, complaint.AccessAnswered{ID: "q1"}, answer)
		refusedAs(t, err, "reason_empty")
		entries, err := done.GrantRequest(p, now, granted, answer)
		told := added(t, done, entries, err)
		if e := told.Requests[0].Answered.Event; e.Act != 4 || e.Refused {
			t.Errorf("%s: it does not say where it was done: %+v", right, e)
		}
		if !told.AccessOpen() || len(told.Owing()) != 1 {
			t.Errorf("%s: answered before the letter arrived", right)
		}
		entries, err = told.Deliver(p, now, "l5", complaint.ViaPost)
		if arrived := added(t, told, entries, err); arrived.AccessOpen() {
			t.Errorf("%s: it arrived, and is still open", right)
		}
		before := added(t, added(t, asks(t, at("2026-02-10"), complaint.AccessRequested{ID: "q0", As: complaint.AskerComplainant, Name: "N"}), []complaint.Entry{{Event: does, Happened: now.Now}}, nil),
			[]complaint.Entry{{Event: complaint.AccessRequested{ID: "q1", Right: right, As: complaint.AskerComplainant, Name: "N"}, Happened: now.Now}}, nil)
		if _, err = before.GrantRequest(p, now, granted, answer); right == complaint.RightRestrict && err != nil {
			t.Errorf("what is restricted already has to be restricted again: %v", err)
		} else if right != complaint.RightRestrict {
			refusedAs(t, err, "request_undone")
		}
	}
}

// TestAnObjectionIsWeighed: it can be found right in words alone, or refused with a
// reason; while it is weighed the complaint can be restricted. The days are those of
// every request.
func TestAnObjectionIsWeighed(t *testing.T) {
	p, now := preset(t, "seed"), complaint.Moment{Now: at("2026-02-20")}
	c := asksFor(t, complaint.RightObject)
	if due := c.AccessDue(p, c.Requests[0]); due.String() != "2026-03-16" {
		t.Errorf("due %s", due)
	}
	if told := later(t, c, at("2026-03-13"), at("2026-03-14")); told.AccessDue(p, told.Requests[0]).String() != "2026-05-18" {
		t.Error("an objection cannot take longer")
	}
	entries, err := c.GrantRequest(p, now, complaint.AccessAnswered{ID: "q1", Reason: "We mailen u er niet meer over."}, answer)
	if won := added(t, c, entries, err); won.Requests[0].Answered.Event.Act != 0 {
		t.Error("an act that is not there")
	}
	entries, err = c.Restrict(now, complaint.Restricted{Asked: complaint.AskedByComplainant, Reason: "We wegen een bezwaar."})
	weighed := added(t, c, entries, err)
	entries, err = weighed.RefuseAccess(p, now, complaint.AccessAnswered{ID: "q1", Reason: "We moeten de klacht behandelen."}, answer)
	lost := added(t, weighed, entries, err)
	if !lost.Requests[0].Answered.Event.Refused || !lost.AccessOpen() {
		t.Errorf("refused: %+v", lost.Requests[0])
	}
	_, err = c.RequestAccess(now, complaint.AccessRequested{ID: "q2", Right: "meer", As: complaint.AskerWitness, Name: "x"})
	refusedAs(t, err, "right_missing")
}

// TestOnTheirOwnPageStandsWhatTheComplainantAsked, and never what somebody else did.
func TestOnTheirOwnPageStandsWhatTheComplainantAsked(t *testing.T) {
	p, now := preset(t, "seed"), complaint.Moment{Now: at("2026-02-20")}
	on := answer
	on.Via = complaint.ViaPage
	received := complaint.Recorded{Seq: 1, Happened: at("2026-02-01"), Recorded: at("2026-02-01"), Event: complaint.Received{Ref: "2026-1", Story: "x", CodeGiven: true}}
	for _, x := range []struct {
		as   complaint.Asker
		code string
	}{{complaint.AskerComplainant, ""}, {complaint.AskerWitness, "via_unknown"}} {
		c := complaint.Fold([]complaint.Recorded{received})
		entries, err := c.RequestAccess(now, complaint.AccessRequested{ID: "q1", Right: complaint.RightObject, As: x.as, Proof: complaint.ProofCode})
		c = added(t, c, entries, err)
		entries, err = c.RefuseAccess(p, now, complaint.AccessAnswered{ID: "q1", Reason: "Nee."}, on)
		if x.code != "" {
			refusedAs(t, err, x.code)
			continue
		}
		if c = added(t, c, entries, err); c.AccessOpen() || !c.AnswersComplainant(c.Letters[0]) {
			t.Error("the answer does not stand on their page")
		}
	}
}
