package complaint_test

import (
	"testing"
	"time"

	"wederhoor/internal/complaint"
)

// asks is a complaint of which somebody ofNoor, at a moment, what is kept about them.
func asks(t *testing.T, at time.Time, e complaint.AccessRequested) complaint.Complaint {
	t.Helper()
	c := complaint.Fold([]complaint.Recorded{{Seq: 1, Happened: at.AddDate(0, 0, -3), Recorded: at, Event: complaint.Received{Ref: "2026-1", Name: "Noor Verbeeck", Story: "x"}},
		{Seq: 2, Happened: at, Recorded: at, Event: complaint.SubjectNamed{Member: "m2"}}})
	entries, err := c.RequestAccess(complaint.Moment{Now: at}, e)
	return added(t, c, entries, err)
}

var ofNoor = complaint.AccessRequested{ID: "q1", As: complaint.AskerComplainant, Name: "Noor Verbeeck", Proof: complaint.ProofKnown}

func at(day string) time.Time {
	d, err := time.ParseInLocation("2006-01-02 15:04", day+" 12:00", time.UTC)
	if err != nil {
		panic(err)
	}
	return d
}

// TestAMonthToAnswer: the same day of the next month, or its last; what ends on a
// weekend or a holiday ends on the next working day (AVG 12(3), Regulation 1182/71).
func TestAMonthToAnswer(t *testing.T) {
	for day, want := range map[string]string{"2026-03-05": "2026-04-07", "2026-08-31": "2026-09-30", "2026-01-31": "2026-03-02", "2026-11-26": "2026-12-28", "2026-02-16": "2026-03-16"} {
		c := asks(t, at(day), ofNoor)
		if due := c.AccessDue(preset(t, "seed"), c.Requests[0]); due.String() != want {
			t.Errorf("asked on %s: due %s, want %s", day, due, want)
		}
	}
}

// later writes the letter that it takes longer, and lets it arrive on a day.
func later(t *testing.T, c complaint.Complaint, written, arrives time.Time) complaint.Complaint {
	t.Helper()
	entries, err := c.ExtendAccess(preset(t, "seed"), complaint.Moment{Now: written}, complaint.AccessExtended{ID: "q1", Reason: "Het dossier is groot."},
		complaint.LetterWritten{ID: "l1", Via: complaint.ViaPost, Text: "Het duurt langer."})
	c = added(t, c, entries, err)
	if arrives.IsZero() {
		return c
	}
	entries, err = c.Deliver(preset(t, "seed"), complaint.Moment{Now: arrives}, "l1", complaint.ViaPost)
	return added(t, c, entries, err)
}

// TestTwoMonthsMoreOnlyWhenToldInTime: the letter has to arrive within the month.
func TestTwoMonthsMoreOnlyWhenToldInTime(t *testing.T) {
	c := asks(t, at("2026-02-16"), ofNoor)
	for name, x := range map[string]struct {
		arrives time.Time
		want    string
	}{"told in time": {at("2026-03-16"), "2026-05-18"}, "told a day late": {at("2026-03-17"), "2026-03-16"}, "never told": {time.Time{}, "2026-03-16"}} {
		told := later(t, c, at("2026-03-13"), x.arrives)
		if due := told.AccessDue(preset(t, "seed"), told.Requests[0]); due.String() != x.want {
			t.Errorf("%s: due %s", name, due)
		}
	}
	told := later(t, c, at("2026-03-13"), at("2026-03-14"))
	_, err := told.ExtendAccess(preset(t, "seed"), complaint.Moment{Now: at("2026-03-15")}, complaint.AccessExtended{ID: "q1", Reason: "nog eens"}, complaint.LetterWritten{ID: "l2", Via: complaint.ViaPost, Text: "x"})
	refusedAs(t, err, "access_extended")
	_, err = c.ExtendAccess(preset(t, "seed"), complaint.Moment{Now: at("2026-03-17")}, complaint.AccessExtended{ID: "q1", Reason: "te laat"}, complaint.LetterWritten{ID: "l2", Via: complaint.ViaPost, Text: "x"})
	refusedAs(t, err, "access_too_late")
}

func refusedAs(t *testing.T, err error, code string) {
	t.Helper()
	if r, ok := err.(*complaint.Refusal); !ok || r.Code != code { //nolint:errorlint // refusals are not wrapped
		t.Errorf("refused %v, want %s", err, code)
	}
}

// TestARequestIsOpenUntilItWasAnswered: a pack that lies there, or a refusal that has
// not arrived, is no answer. It keeps the dossier, and not the complaint from closing.
func TestARequestIsOpenUntilItWasAnswered(t *testing.T) {
	now := at("2026-02-20")
	c := asks(t, at("2026-02-16"), ofNoor)
	kept := func(c complaint.Complaint) bool {
		for _, k := range c.WhyKept(preset(t, "seed"), complaint.Moment{Now: now}, complaint.Looked{}) {
			if k.Code == complaint.KeepAccess {
				return true
			}
		}
		return false
	}
	_, err := c.GivePack(preset(t, "seed"), complaint.Moment{Now: now}, "q1", complaint.ViaHand)
	refusedAs(t, err, "pack_missing")
	entries, err := c.MakePack(complaint.Moment{Now: now}, complaint.PackMade{ID: "q1", File: "f1"})
	made := added(t, c, entries, err)
	if !made.AccessOpen() || !kept(made) || made.Requests[0].Packs[0].Event.Proof != complaint.ProofKnown {
		t.Errorf("made is given: %+v", made.Requests)
	}
	entries, err = made.GivePack(preset(t, "seed"), complaint.Moment{Now: now}, "q1", complaint.ViaHand)
	if given := added(t, made, entries, err); given.AccessOpen() || kept(given) {
		t.Error("given, and still open")
	}
	entries, err = c.RefuseAccess(preset(t, "seed"), complaint.Moment{Now: now}, complaint.AccessAnswered{ID: "q1", Reason: "Alles is van een ander."}, complaint.LetterWritten{ID: "l3", Via: complaint.ViaPost, Text: "Nee."})
	refused := added(t, c, entries, err)
	if !refused.AccessOpen() || len(refused.Owing()) != 1 {
		t.Error("refused without a letter that arrived")
	}
	withdrawn := added(t, refused, []complaint.Entry{{Event: complaint.Withdrawn{}, Happened: now}}, nil)
	if len(withdrawn.Owing()) != 1 {
		t.Error("who withdrew their complaint gets no answer any more")
	}
	entries, err = refused.Deliver(preset(t, "seed"), complaint.Moment{Now: now}, "l3", complaint.ViaPost)
	if told := added(t, refused, entries, err); told.AccessOpen() {
		t.Error("refused in writing, and still open")
	}
	_, err = c.RefuseAccess(preset(t, "seed"), complaint.Moment{Now: now}, complaint.AccessAnswered{ID: "q1"}, complaint.LetterWritten{ID: "l3", Via: complaint.ViaPost, Text: "Nee."})
	refusedAs(t, err, "reason_empty")
}

// TestNobodyGetsAPackWhoWasNotKnown, and nobody asks as somebody they are not.
func TestNobodyGetsAPackWhoWasNotKnown(t *testing.T) {
	unsure := ofNoor
	unsure.Proof = ""
	c := asks(t, at("2026-02-16"), unsure)
	_, err := c.MakePack(complaint.Moment{Now: at("2026-02-17")}, complaint.PackMade{ID: "q1"})
	refusedAs(t, err, "proof_missing")
	_, err = c.RequestAccess(complaint.Moment{Now: at("2026-02-17")}, complaint.AccessRequested{ID: "q2", As: complaint.AskerSubject, Member: "m9"})
	refusedAs(t, err, "invited_not_subject")
	_, err = c.RequestAccess(complaint.Moment{Now: at("2026-02-17")}, complaint.AccessRequested{ID: "q2", As: complaint.AskerWitness})
	refusedAs(t, err, "asker_name_missing")
	_, err = c.RequestAccess(complaint.Moment{Now: at("2026-02-17")}, complaint.AccessRequested{ID: "q2", As: "buurman", Name: "x"})
	refusedAs(t, err, "asker_missing")
}

// TestAListKnowsARequestWithoutAName: what lies in memory says when, never who.
func TestAListKnowsARequestWithoutAName(t *testing.T) {
	said := ofNoor
	said.Words = "Ik wil alles zien."
	bare := asks(t, at("2026-02-16"), said).Bare()
	if x := bare.Requests[0]; x.Name != "" || x.Words != "" || !bare.AccessOpen() {
		t.Errorf("in memory: %+v", x)
	}
}
