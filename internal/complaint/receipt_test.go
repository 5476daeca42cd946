package complaint_test

import (
	"strings"
	"testing"
	"time"

	"wederhoor/internal/complaint"
)

// passedOn is an intake by a member, who says what was done already.
func passedOn(at time.Time, done complaint.ActionTaken) complaint.Intake {
	in := intake(at)
	in.Reporter, in.Done = trainer, &done
	return in
}

// R1: a complaint that fits no category, by nobody in particular, is a complaint.
func TestIntakeRefusesNothingForFittingNoCategory(t *testing.T) {
	p := preset(t, "seed")
	at := clock(t, p, "2024-12-24 10:00")
	d := taken(t, p, complaint.Intake{ReceivedAt: at, Received: complaint.Received{Story: "Het zat me niet lekker."}}, at)
	if !d.c.Received.Anonymous {
		t.Error("without name, mail and phone it is anonymous")
	}
	d.due(complaint.TermRespond, "2024-12-31")
}

// R11: blank is not "nog niets".
func TestWhatWasDoneMustBeAnswered(t *testing.T) {
	p := preset(t, "seed")
	now := clock(t, p, "2024-12-24 10:00")
	d := &dossier{TB: t, p: p, now: now}
	unasked := passedOn(now, complaint.ActionTaken{})
	unasked.Done = nil
	d.refuses("done_unanswered")(complaint.Receive(unasked, now))
	d.refuses("done_unanswered")(complaint.Receive(passedOn(now, complaint.ActionTaken{Text: "  "}), now))
	d.refuses("done_and_nothing")(complaint.Receive(passedOn(now, complaint.ActionTaken{Nothing: true, Text: "excuses"}), now))
	d.do(complaint.Receive(passedOn(now, complaint.ActionTaken{Nothing: true}), now))
	if len(d.c.Actions) != 1 || d.c.Reporter != trainer {
		t.Errorf("kept %+v by %q", d.c.Actions, d.c.Reporter)
	}
}

// R11: when it was done may lie before the registration, not before the complaint.
func TestAnActionKeepsItsOwnDay(t *testing.T) {
	p := preset(t, "seed")
	at, now := clock(t, p, "2024-12-20 10:00"), clock(t, p, "2024-12-24 09:00")
	for done, want := range map[string]string{"2024-12-21 16:00": "2024-12-21 16:00", "2024-12-25 10:00": "2024-12-20 10:00", "2024-12-19 10:00": "2024-12-20 10:00"} {
		in := passedOn(at, complaint.ActionTaken{Text: "De kachel laten maken."})
		in.DoneAt = clock(t, p, done)
		d := taken(t, p, in, now)
		if got := d.c.Actions[0]; !got.Happened.Equal(clock(t, p, want)) || !got.Recorded.Equal(now) {
			t.Errorf("done %s: kept %v, recorded %v", done, got.Happened, got.Recorded)
		}
	}
}

// R12: a complaint that was solved on the spot is registered late without being late.
func TestASolvedComplaintIsNotLate(t *testing.T) {
	p := preset(t, "seed")
	at, now := clock(t, p, "2024-12-02 10:00"), clock(t, p, "2024-12-20 10:00")
	in := passedOn(at, complaint.ActionTaken{Text: "Excuses gemaakt en het lesgeld van die dag terugbetaald.", Reached: true})
	in.Solved, in.Satisfied = true, new(true)
	d := taken(t, p, in, now)
	for _, term := range []complaint.TermID{complaint.TermDecide, complaint.TermRespond} {
		if o := d.owed(term); o.Late() || o.Timeliness() != complaint.InTerm {
			t.Errorf("%s: %+v", term, o)
		}
	}
	d.stage(complaint.StageAnswered)
	if d.c.Decision.Event.Finding != complaint.Resolved || !d.c.Acceptance.Event.Satisfied {
		t.Error("the decision or the consent was lost")
	}
	if d.owed(complaint.TermAcknowledge).Open() != true {
		t.Error("a solved complaint still owes the acknowledgement of the kind action")
	}
}

// S7: an action nobody told the complainant of is no answer.
func TestAnActionTheComplainantNeverHeardOfIsNoAnswer(t *testing.T) {
	p := preset(t, "seed")
	at := clock(t, p, "2024-12-02 10:00")
	in := passedOn(at, complaint.ActionTaken{Text: "De kachel laten maken."})
	in.Solved = true
	d := taken(t, p, in, at)
	d.stands(complaint.TermDecide, complaint.Met)
	d.stands(complaint.TermRespond, complaint.Running)
}

func TestAnImpossibleIntakeIsRefused(t *testing.T) {
	p := preset(t, "seed")
	now := clock(t, p, "2024-12-24 10:00")
	for code, spoil := range map[string]func(*complaint.Intake){
		"story_empty":    func(in *complaint.Intake) { in.Received.Story = " \n\t" },
		"story_too_long": func(in *complaint.Intake) { in.Received.Story = strings.Repeat("é", complaint.StoryLimit+1) },
		"future":         func(in *complaint.Intake) { in.ReceivedAt = now.Add(time.Second) },
		"too_long_ago":   func(in *complaint.Intake) { in.ReceivedAt = time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC) },
		"solved_how":     func(in *complaint.Intake) { in.Solved = true },
	} {
		in := intake(now)
		spoil(&in)
		d := &dossier{TB: t, p: p, now: now}
		d.refuses(code)(complaint.Receive(in, now))
	}
	longest := intake(now)
	longest.Received.Story = strings.Repeat("é", complaint.StoryLimit)
	taken(t, p, longest, now)
}

// R18: registration later does not move the day of receipt.
func TestTheTermRunsFromReceiptNotFromRegistration(t *testing.T) {
	p := preset(t, "seed")
	d := taken(t, p, intake(clock(t, p, "2024-12-10 10:00")), clock(t, p, "2024-12-24 10:00"))
	d.due(complaint.TermRespond, "2024-12-17")
	d.stands(complaint.TermRespond, complaint.Overdue)
}

// R8: which roads are in writing decides whether a term starts under Wkkgz.
func TestWhichChannelsAreWritten(t *testing.T) {
	oral := map[complaint.Channel]bool{complaint.ChannelConversation: true, complaint.ChannelPhone: true,
		complaint.ChannelThirdParty: true, complaint.ChannelOther: true}
	for _, c := range complaint.Channels() {
		if c.Written() == oral[c] {
			t.Errorf("%s written: %v", c, c.Written())
		}
	}
	if len(complaint.Categories()) < 10 || !strings.Contains(strings.Join(complaint.Categories(), " "), "other") {
		t.Error("the categories lost 'other'")
	}
}
