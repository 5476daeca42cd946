package letter

import (
	"slices"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// FollowUp says what the organisation does with the outcome of an appeal, and by
// when (R35).
type FollowUp struct {
	Kind, Name string // of the body
	On         calendar.Date
	Against    complaint.Against
	Outcome    complaint.AppealOutcome
	Binding    bool
	What       string // what the organisation does
	By         calendar.Date
	Appeal     []complaint.AppealBody // of the procedure; the one that spoke is left out
}

// Follow writes the letter after an appeal.
func Follow(f Frame, u FollowUp) Text {
	f = f.clean()
	w := f.words()
	outcome := join(" ", strong(w.lookedAt(u.Kind, line(u.Name))), w.outcome(f.spoken(u.On), u.Outcome, u.Against))
	if u.Binding {
		outcome = join(" ", outcome, w.bound())
	}
	elsewhere := slices.DeleteFunc(termless(u.Appeal), func(b complaint.AppealBody) bool { return b.Kind == u.Kind && b.Name == u.Name })
	return f.compose(Followed, map[Slot]piece{
		SlotOutcome:  {value: outcome},
		SlotFollowUp: {value: f.orGap(text(u.What), gapFollowUp)},
		SlotDoneBy:   f.doneBy(u.By),
		SlotPhone:    known(f.Phone, w.notDone(f.Phone), w.notDone("")),
		SlotAppeal:   f.appealIfAny(w.stillNotSatisfied(), elsewhere),
	})
}

// spoken is the day in words; "" when nobody knows it.
func (f Frame) spoken(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return f.day(d)
}

func (f Frame) doneBy(d calendar.Date) piece {
	if d.IsZero() {
		return piece{value: f.words().gap(gapDate), part: complaint.PartDate, gap: true}
	}
	return piece{value: f.day(d), alone: strong(f.words().doneBy(f.day(d))), part: complaint.PartDate}
}
