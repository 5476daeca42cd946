package review

import (
	"fmt"
	"slices"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

func refuse(field, code string, args ...string) error {
	return &complaint.Refusal{Field: field, Code: code, Args: args}
}

// Called is how a review calls a complaint: without a name (R28).
func Called(number int) string { return fmt.Sprintf("klager %d", number) }

// Open begins a review. Two at once, or two over the same day, are refused, and so
// is a hole between the last one and this: a complaint would fall into it.
func Open(earlier []Review, o Opened, known []Candidate, today calendar.Date) ([]Event, error) {
	o.Attendees = slices.Compact(slices.Sorted(slices.Values(o.Attendees)))
	last, held := Last(earlier)
	switch {
	case slices.ContainsFunc(earlier, Review.Running):
		return nil, refuse("", "review_running")
	case len(o.Attendees) == 0:
		return nil, refuse("attendee", "review_nobody")
	case o.Until.IsZero() || o.Day.IsZero():
		return nil, refuse("until", "date_unclear")
	case o.Until.After(today):
		return nil, refuse("until", "future")
	case o.Day.Before(o.Until):
		return nil, refuse("day", "review_before_end", o.Until.String())
	case held && !o.From.After(last.Until):
		return nil, refuse("until", "review_overlaps", last.Until.String())
	case held && o.From != last.Until.AddDays(1):
		return nil, refuse("until", "review_hole", last.Until.String())
	case o.Until.Before(o.From):
		return nil, refuse("until", "review_overlaps", o.From.AddDays(-1).String())
	}
	o.Scope = Scope(earlier, o.From, o.Until, known)
	return []Event{o}, nil
}

// running refuses to change what is over.
func (r Review) running() error {
	if !r.Running() {
		return refuse("", "review_over")
	}
	return nil
}

// Attend replaces who takes part. Somebody always does.
func (r Review) Attend(who []complaint.MemberID) ([]Event, error) {
	if err := r.running(); err != nil {
		return nil, err
	}
	who = slices.Compact(slices.Sorted(slices.Values(who)))
	if len(who) == 0 {
		return nil, refuse("attendee", "review_nobody")
	}
	return []Event{Attended{who}}, nil
}

// Decide says of one complaint whether more is needed. An extra action has an owner
// and a day, and "no" has its reason too (R31).
func (r Review) Decide(d Decided, today calendar.Date) ([]Event, error) {
	if err := r.running(); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(r.Scope, func(it Item) bool { return it.Dossier == d.Dossier }) {
		return nil, refuse("", "review_not_in_scope")
	}
	if !d.Extra {
		d.Actions = nil
	}
	switch {
	case strings.TrimSpace(d.Reason) == "":
		return nil, refuse("reason", "reason_empty")
	case d.Extra && len(d.Actions) == 0:
		return nil, refuse("action", "review_action_empty")
	}
	if err := complaint.Fits("reason", d.Reason, complaint.TextLimit); err != nil {
		return nil, err
	}
	for _, a := range d.Actions {
		if err := a.check(today); err != nil {
			return nil, err
		}
	}
	return []Event{d}, nil
}

func (a Agreed) check(today calendar.Date) error {
	switch {
	case strings.TrimSpace(a.Text) == "":
		return refuse("action", "review_action_empty")
	case a.Owner == "":
		return refuse("owner", "review_owner_missing")
	case a.Due.IsZero():
		return refuse("due", "date_unclear")
	case a.Due.Before(today):
		return refuse("due", "review_due_past")
	case a.Due.Sub(today) > 5*366:
		return refuse("due", "review_due_far")
	}
	return complaint.Fits("action", a.Text, complaint.TextLimit)
}

// Word sets what those who were there want to have said besides.
func (r Review) Word(text string) ([]Event, error) {
	if err := r.running(); err != nil {
		return nil, err
	}
	if err := complaint.Fits("text", text, complaint.TextLimit); err != nil {
		return nil, err
	}
	if text == r.Text {
		return nil, nil
	}
	return []Event{Worded{text}}, nil
}

// Conclude freezes the review. It is refused while something is undecided, and names
// it (R32), as far as sees allows: nobody learns from it that a complaint is about them.
func (r Review) Conclude(o Overview, today calendar.Date, sees func(dossier string) bool) ([]Event, error) {
	if err := r.running(); err != nil {
		return nil, err
	}
	if r.Day.After(today) {
		return nil, refuse("", "review_not_held", r.Day.String())
	}
	var named []string
	undecided := r.Undecided()
	for _, it := range undecided {
		if sees(it.Dossier) {
			named = append(named, Called(it.Number))
		}
	}
	switch {
	case len(named) > 0:
		return nil, refuse("", "review_undecided", named...)
	case len(undecided) > 0:
		return nil, refuse("", "review_left_to_others")
	}
	return []Event{Concluded{Overview: o, SHA256: o.Hash()}}, nil
}

// Drop ends a review that was begun by mistake. Once something was decided it can
// only be concluded.
func (r Review) Drop(reason string) ([]Event, error) {
	if err := r.running(); err != nil {
		return nil, err
	}
	switch {
	case len(r.Decisions) > 0:
		return nil, refuse("", "review_begun")
	case strings.TrimSpace(reason) == "":
		return nil, refuse("reason", "reason_empty")
	}
	return []Event{Dropped{reason}}, complaint.Fits("reason", reason, complaint.AboutLimit)
}

// Sign says that the minutes are how it was. Who was there signs once.
func (r Review) Sign(by complaint.MemberID) ([]Event, error) {
	switch {
	case r.End == nil:
		return nil, refuse("", "review_not_concluded")
	case !r.Attends(by):
		return nil, refuse("", "review_not_there")
	case slices.ContainsFunc(r.End.Signed, func(s Signature) bool { return s.Member == by }):
		return nil, nil
	}
	return []Event{Signed{r.End.SHA256}}, nil
}

// Finish says that an action was done, and what.
func (r Review) Finish(id, text string) ([]Event, error) {
	a, ok := r.Action(id)
	switch {
	case !ok:
		return nil, refuse("", "review_no_action")
	case a.IsDone():
		return nil, refuse("", "review_action_done")
	case strings.TrimSpace(text) == "":
		return nil, refuse("text", "review_done_empty")
	}
	return []Event{ActionDone{id, text}}, complaint.Fits("text", text, complaint.TextLimit)
}

// Move gives an action that is not done another owner or day.
func (r Review) Move(id string, owner complaint.MemberID, due, today calendar.Date) ([]Event, error) {
	a, ok := r.Action(id)
	switch {
	case !ok:
		return nil, refuse("", "review_no_action")
	case a.IsDone():
		return nil, refuse("", "review_action_done")
	case a.Owner == owner && a.Due == due:
		return nil, nil
	}
	moved := Agreed{ID: id, Text: a.Text, Owner: owner, Due: due}
	return []Event{ActionMoved{id, owner, due}}, moved.check(today)
}

// Judge says whether an action helped (R33). What was not done cannot have.
func (r Review) Judge(e EffectJudged) ([]Event, error) {
	a, ok := r.Action(e.ID)
	switch {
	case !ok:
		return nil, refuse("", "review_no_action")
	case !slices.Contains(Effects(), e.Effect):
		return nil, refuse("effect", "choose_one")
	case !a.IsDone() && e.Effect != Unknown:
		return nil, refuse("effect", "review_action_not_done")
	}
	return []Event{e}, complaint.Fits("text", e.Text, complaint.TextLimit)
}
