package complaint_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// deeply compares complaints to the last field; nil and empty are the same.
var deeply = cmp.Options{cmp.AllowUnexported(calendar.Date{}, complaint.Letter{}, complaint.Appeal{}), cmpopts.EquateEmpty()}

// TestAlwaysReplay: what is stored is the whole truth. A complaint replayed from
// its events, and from its events as they lie in storage, is the same complaint.
func TestAlwaysReplay(t *testing.T) {
	presets := allPresets(t)
	rapid.Check(t, func(t *rapid.T) {
		var end *life
		anyLife(t, presets, func(l *life, _ complaint.Complaint) { end = l })
		if end == nil {
			return
		}
		stored := make([]complaint.Recorded, len(end.c.History))
		for i, r := range end.c.History {
			sheets, err := complaint.Encode(r.Event)
			if err != nil {
				t.Fatal(err)
			}
			stored[i] = r
			if stored[i].Event, err = complaint.Decode(r.Event.Kind(), sheets); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(r.Event, stored[i].Event, deeply); diff != "" {
				t.Fatalf("%s changed in storage:\n%s", r.Event.Kind(), diff)
			}
		}
		back := complaint.Fold(stored)
		if diff := cmp.Diff(end.c, back, deeply); diff != "" {
			t.Fatalf("replayed otherwise:\n%s", diff)
		}
		if a, b := complaint.StageOf(end.c, end.p, end.now), complaint.StageOf(back, end.p, end.now); a != b {
			t.Fatalf("stage %q, replayed %q", a, b)
		}
	})
}

// TestNeverClosedWithoutWhatWhenAndByWhom reads R20 off the bare history: closing
// has a complaint, a decision and an answer that arrived, or a reason in its place.
func TestNeverClosedWithoutWhatWhenAndByWhom(t *testing.T) {
	presets := allPresets(t)
	rapid.Check(t, func(t *rapid.T) {
		anyLife(t, presets, func(l *life, before complaint.Complaint) {
			if l.c.Closed != nil && before.Closed == nil {
				if lack := lacking(l.c.History); lack != "" {
					t.Fatalf("closed without %s", lack)
				}
			}
		})
	})
}

// lacking says what a history has no right to be closed without. It uses nothing
// of the package but the events.
func lacking(history []complaint.Recorded) string {
	first, ok := history[0].Event.(complaint.Received)
	if !ok || blank(first.Story) || history[0].By == "" || history[0].Happened.IsZero() {
		return "complaint"
	}
	decided, answered := false, false
	for _, r := range history[1:] {
		full := r.By != "" && !r.Happened.IsZero() && !r.Recorded.IsZero()
		switch e := r.Event.(type) {
		case complaint.Reopened:
			decided, answered = false, false
		case complaint.Withdrawn:
			decided, answered = full && !blank(e.Reason), full && !blank(e.Reason)
		case complaint.RuledInadmissible:
			if takenBack(history, e.Letter) {
				continue
			}
			decided, answered = full && !blank(e.Reason), arrived(history, e.Letter)
		case complaint.Decided:
			decided = decided || full && !blank(e.Reason)
		case complaint.Responded:
			answered = answered || full && (e.ByAction && !blank(e.Text) || arrived(history, e.Letter))
		case complaint.Excepted:
			decided = decided || e.Step == complaint.TermDecide && !blank(e.Reason)
			answered = answered || e.Step == complaint.TermRespond && !blank(e.Reason)
		}
	}
	switch {
	case !decided:
		return "decision"
	case !answered:
		return "handling"
	}
	return ""
}

func takenBack(history []complaint.Recorded, letter string) bool {
	return slices.ContainsFunc(history, func(r complaint.Recorded) bool {
		e, ok := r.Event.(complaint.LetterRecalled)
		return ok && e.ID == letter
	})
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// arrived: the last that was heard of a letter is that it reached its reader.
func arrived(history []complaint.Recorded, letter string) bool {
	there := false
	for _, r := range history {
		switch e := r.Event.(type) {
		case complaint.LetterWritten:
			there = there || e.ID == letter && e.Via == complaint.ViaPage
		case complaint.LetterDelivered:
			there = there || e.ID == letter
		case complaint.LetterFailed:
			there = there && e.ID != letter
		}
	}
	return there
}

// TestADueDateMovesOnlyByADeliveredNoticeWithADate, and what was promised at first
// is never rewritten within a round.
func TestADueDateMovesOnlyByADeliveredNoticeWithADate(t *testing.T) {
	presets := allPresets(t)
	rapid.Check(t, func(t *rapid.T) {
		type round struct {
			reopened int
			term     complaint.TermID
			appeal   string
		}
		first := map[round]calendar.Date{}
		anyLife(t, presets, func(l *life, _ complaint.Complaint) {
			r := round{}
			var told []calendar.Date
			for _, e := range l.c.History {
				switch x := e.Event.(type) {
				case complaint.Reopened:
					r.reopened, told = e.Seq, nil
				case complaint.Extended:
					if letter, ok := l.c.Letter(x.Letter); ok && letter.Purpose == complaint.LetterExtension && arrived(l.c.History, x.Letter) {
						told = append(told, x.Date)
					}
				}
			}
			for _, o := range complaint.Obligations(l.c, l.p, l.now) {
				r.term, r.appeal = o.Term, o.Appeal
				if was, ok := first[r]; ok && was != o.Original {
					t.Fatalf("%s was promised for %v and now says %v", o.Term, was, o.Original)
				}
				first[r] = o.Original
				term, _ := l.p.Term(o.Term)
				if o.Due != o.Original && (!term.Extendable || !slices.Contains(told, o.Due) || o.Due.Before(o.Original)) {
					t.Fatalf("%s moved from %v to %v; told were %v", o.Term, o.Original, o.Due, told)
				}
			}
		})
	})
}

// TestNothingEverHappensInTheFuture, nor do the old values change under anybody's hands.
func TestNothingEverHappensInTheFuture(t *testing.T) {
	presets := allPresets(t)
	rapid.Check(t, func(t *rapid.T) {
		anyLife(t, presets, func(l *life, before complaint.Complaint) {
			for _, r := range l.c.History[len(before.History):] {
				if r.Happened.After(l.now) || r.Happened.IsZero() {
					t.Fatalf("%s happened %v, recorded %v", r.Event.Kind(), r.Happened, l.now)
				}
			}
		})
	})
}

// TestTheOldValueStaysAsItWas: from one complaint two futures are folded, and
// neither writes into the other or into the past.
func TestTheOldValueStaysAsItWas(t *testing.T) {
	presets := allPresets(t)
	rapid.Check(t, func(t *rapid.T) {
		type kept struct {
			c    complaint.Complaint
			text string
		}
		var all []kept
		keep := func(c complaint.Complaint) { all = append(all, kept{c, snapshot(t, c)}) }
		anyLife(t, presets, func(l *life, before complaint.Complaint) {
			keep(before)
			keep(l.c)
			if before.Version > 0 {
				for _, e := range meaning { // another future of the same past
					keep(before.After(complaint.Recorded{Seq: before.Version + 1, Happened: l.now, Recorded: l.now, By: lead, Event: e}))
				}
			}
		})
		for _, k := range all {
			if now := snapshot(t, k.c); now != k.text {
				t.Fatalf("a value changed after it was made:\n%s", cmp.Diff(k.text, now))
			}
		}
	})
}

// TestTheStepThatIsOfferedCanBeDone: nobody is sent to a page that refuses them, and
// a list (which keeps no words) offers the same step as the dossier.
func TestTheStepThatIsOfferedCanBeDone(t *testing.T) {
	presets := allPresets(t)
	rapid.Check(t, func(t *rapid.T) {
		anyLife(t, presets, func(l *life, _ complaint.Complaint) {
			next, bare := complaint.NextStep(l.c, l.p, l.now), complaint.NextStep(l.c.Bare(), l.p, l.now)
			if next.Step != bare.Step || next.Owner != bare.Owner || next.Due != bare.Due || next.Late != bare.Late {
				t.Fatalf("the dossier says %q by %q on %v, a list %q by %q on %v", next.Step, next.Owner, next.Due, bare.Step, bare.Owner, bare.Due)
			}
			if diff := cmp.Diff(complaint.Obligations(l.c, l.p, l.now), complaint.Obligations(l.c.Bare(), l.p, l.now), deeply); diff != "" {
				t.Fatalf("a list counts otherwise:\n%s", diff)
			}
			if l.c.IsSubject(next.Owner) {
				t.Fatalf("%q is for %q, whom it is about", next.Step, next.Owner)
			}
			if err := l.try(next); err != nil {
				t.Fatalf("the next step is %q, and it is refused: %v", next.Step, err)
			}
		})
	})
}

func (l *life) try(next complaint.Next) (err error) {
	m := complaint.Moment{Now: l.now}
	letter := complaint.LetterWritten{ID: "tried", Via: complaint.ViaPost, Text: "x"}
	switch next.Step {
	case complaint.StepDiscussion:
		_, err = l.c.Discuss(l.p, m, complaint.Discussed{Acknowledger: "somebody else"})
	case complaint.StepAcknowledgement:
		if slices.Contains(l.p.Acknowledgement, complaint.AcknowledgeAction) {
			_, err = l.c.Acknowledge(l.p, m, complaint.Acknowledged{AcknowledgementKind: complaint.AcknowledgeAction, Action: "x"}, letter)
		}
	case complaint.StepDelivery:
		_, err = l.c.Deliver(l.p, m, next.Letter.ID, complaint.ViaPost)
	case complaint.StepDecision:
		_, err = l.c.Decide(l.p, m, complaint.Decided{Finding: complaint.NoFinding, Reason: "x"})
	case complaint.StepHearing:
		_, err = spare(l.c, l.p, m)
	case complaint.StepResponse:
		if c := l.c; l.p.Start == complaint.StartReceipt || c.Decision.Event.Remedies == nil { // Wkkgz wants dated measures
			_, err = c.Respond(l.p, m, complaint.Responded{}, letter)
		}
	case complaint.StepClosing:
		_, err = l.c.Close(l.p, m, "x")
	case complaint.StepFollowUp:
		_, err = l.c.FollowAppeal(l.p, m, complaint.AppealFollowed{ID: next.Appeal, Text: "x", By: l.p.On(l.now)}, letter)
	case complaint.StepNone:
		if l.c.Closed == nil && !l.c.InAppeal() && !slices.ContainsFunc(l.c.Letters, func(x complaint.Letter) bool { return x.State == complaint.LetterQueued }) {
			l.Fatalf("nothing to do, and it is neither closed nor in appeal nor waiting for the mail server")
		}
	}
	return err
}

// TestWhatWasTakenBackIsAsIfItWasNeverWritten: a letter that is written and taken
// back at once leaves the complaint as it was, but for the history.
func TestWhatWasTakenBackIsAsIfItWasNeverWritten(t *testing.T) {
	presets := allPresets(t)
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		anyLife(t, presets, func(l *life, before complaint.Complaint) {
			written, ok := l.c.History[len(l.c.History)-1].Event.(complaint.LetterWritten)
			// Over it stays, and so does a report: it has a reader at each side.
			if !ok || written.Via != complaint.ViaEmail || written.Purpose == complaint.LetterClosing || written.Purpose == complaint.LetterReport {
				return
			}
			entries, err := l.c.Recall(complaint.Moment{Now: l.now}, written.ID)
			if err != nil || len(entries) != 1 {
				t.Fatalf("%v, %v", entries, err)
			}
			taken++
			after := l.c.After(complaint.Recorded{Seq: l.c.Version + 1, Happened: l.now, Recorded: l.now, By: lead, Event: entries[0].Event})
			if after.Version != l.c.Version+1 || len(after.History) != after.Version {
				t.Fatalf("version %d with %d events", after.Version, len(after.History))
			}
			now := complaint.Obligations(after, l.p, l.now)
			if diff := cmp.Diff(complaint.Obligations(before, l.p, l.now), now, deeply); diff != "" {
				t.Fatalf("other things are owed:\n%s", diff)
			}
			if diff := cmp.Diff(complaint.Obligations(after.Bare(), l.p, l.now), now, deeply); diff != "" {
				t.Fatalf("a list counts otherwise:\n%s", diff)
			}
			after.Version, after.History = before.Version, before.History
			before.Subjects = after.Subjects // whom an invitation named it is still about
			if diff := cmp.Diff(before, after, deeply); diff != "" {
				t.Fatalf("something is left of it:\n%s", diff)
			}
		})
	})
	if taken < 20 {
		t.Errorf("only %d letters were taken back", taken)
	}
}

// TestThreeWaysAndNoFourth: how an obligation stands and how timely it was agree.
func TestThreeWaysAndNoFourth(t *testing.T) {
	presets := allPresets(t)
	rapid.Check(t, func(t *rapid.T) {
		anyLife(t, presets, func(l *life, _ complaint.Complaint) {
			for _, o := range complaint.Obligations(l.c, l.p, l.now) {
				way := o.Timeliness()
				switch {
				case way == complaint.InTerm && (o.MetOn.IsZero() || o.MetOn.After(o.Original) || o.MetOn.Before(o.Start)),
					way == complaint.InExtended && (o.MetOn.IsZero() || !o.MetOn.After(o.Original) || o.MetOn.After(o.Due) || o.LateExtension),
					way == complaint.Pending && !o.Open(), way == complaint.NotOwed && o.Open(), o.Late() && !o.Hard:
					t.Fatalf("%s is %q: %+v", o.Term, way, o)
				}
			}
		})
	})
}
