package complaint

import (
	"strings"
	"time"
)

// Intake is a complaint as it comes in, from the complainant or through a member.
type Intake struct {
	Received   Received
	ReceivedAt time.Time // when it reached anyone of the organisation
	Reporter   MemberID  // "" when the complainant wrote it themselves
	Done       *ActionTaken
	DoneAt     time.Time
	Subjects   []SubjectNamed
	// Solved: the reporter says it is over. Satisfied is nil when not asked.
	Solved    bool
	Satisfied *bool
}

// Receive opens a dossier (S2 to S7). Nothing is refused for fitting no category.
func Receive(in Intake, now time.Time) ([]Entry, error) {
	if err := in.check(now); err != nil {
		return nil, err
	}
	in.Received.Anonymous = in.Received.Name == "" && in.Received.Email == "" && in.Received.Phone == ""
	entries := []Entry{{Event: in.Received, Happened: in.ReceivedAt}}
	if in.Reporter != "" {
		entries = append(entries, Entry{Event: Reported{Reporter: in.Reporter}, Happened: now})
	}
	for _, s := range in.Subjects {
		entries = append(entries, Entry{Event: s, Happened: now})
	}
	if in.Done != nil {
		entries = append(entries, Entry{Event: *in.Done, Happened: in.doneAt(now)})
	}
	if in.Solved {
		entries = append(entries, in.solved(now)...)
	}
	return entries, nil
}

func (in Intake) check(now time.Time) error {
	if err := in.fits(); err != nil {
		return err
	}
	switch {
	case strings.TrimSpace(in.Received.Story) == "":
		return refuse("story", "story_empty")
	case in.ReceivedAt.After(now):
		return refuse("day", "future")
	case in.ReceivedAt.Before(earliest):
		return refuse("day", "too_long_ago")
	case in.Reporter != "" && in.Done.blank():
		return refuse("done", "done_unanswered") // blank is not "nothing yet" (R11)
	case in.Done != nil && in.Done.Nothing && (in.Solved || in.Done.Text != "" || len(in.Done.Codes) > 0):
		return refuse("done", "done_and_nothing")
	case in.Solved && (in.Done == nil || strings.TrimSpace(in.Done.Text) == ""):
		return refuse("action", "solved_how")
	}
	return nil
}

// fits refuses what is too long; whom it is about has a field of its own here.
func (in Intake) fits() error {
	all := typed(in.Received)
	if in.Done != nil {
		all = append(all, typed(*in.Done)...)
	}
	for _, s := range in.Subjects {
		all = append(all, ofStranger(s.Member, "subject_name", s.Name)...)
	}
	return fit(all)
}

// blank: the question what was done has not been answered, not even by "nothing yet".
func (a *ActionTaken) blank() bool {
	return a == nil || !a.Nothing && strings.TrimSpace(a.Text) == "" && len(a.Codes) == 0
}

// doneAt is never before the complaint was there to be acted upon.
func (in Intake) doneAt(now time.Time) time.Time {
	if in.DoneAt.Before(in.ReceivedAt) || in.DoneAt.After(now) {
		return in.ReceivedAt
	}
	return in.DoneAt
}

// solved registers what a member settled on the spot (S7): the decision is
// "solved at intake", the action is the answer if it reached the complainant.
// The acknowledgement of the kind action stays owed.
func (in Intake) solved(now time.Time) []Entry {
	at := in.doneAt(now)
	entries := []Entry{{Event: Decided{Finding: Resolved, AtIntake: true, Reason: in.Done.Text}, Happened: at}}
	if in.Done.Reached {
		entries = append(entries, Entry{Event: Responded{ByAction: true, Text: in.Done.Text}, Happened: at})
	}
	if in.Satisfied != nil {
		entries = append(entries, Entry{Event: Accepted{Satisfied: *in.Satisfied, How: in.Received.Channel}, Happened: at})
	}
	return entries
}
