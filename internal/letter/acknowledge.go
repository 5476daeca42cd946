package letter

import (
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Acknowledgement is the written confirmation: an action or a promise (S9, S10).
type Acknowledgement struct {
	Kind     complaint.AcknowledgementKind
	Action   string
	Due      calendar.Date // last day of the answer
	Promise  calendar.Date // the day that is promised; zero is Due
	Personal string
	Appeal   []complaint.AppealBody
	// ProcedureNamesAppealHere: this procedure tells the road to appeal at once.
	ProcedureNamesAppealHere bool
}

// Acknowledge writes the acknowledgement. A due date that has passed is said
// openly; a letter never promises a day that is gone.
func Acknowledge(f Frame, a Acknowledgement) Text {
	f = f.clean()
	w, n := f.words(), AcknowledgePromise
	with := map[Slot]piece{SlotThanks: {value: w.thanks(f.Channel, f.when())}, SlotWords: {value: text(a.Personal)}, SlotDue: f.expect(a), SlotAppeal: {}}
	if a.Kind == complaint.AcknowledgeAction {
		n = AcknowledgeAction
		with[SlotAction] = piece{value: items(f.orGap(text(a.Action), gapAction))}
	}
	if a.ProcedureNamesAppealHere {
		with[SlotAppeal] = f.appealIfAny(w.notSatisfiedLater(), a.Appeal)
	}
	return f.compose(n, with)
}

// expect says by which day the reader hears more.
func (f Frame) expect(a Acknowledgement) piece {
	w, action := f.words(), a.Kind == complaint.AcknowledgeAction
	day := a.Promise
	if day.IsZero() {
		day = a.Due
	}
	said := f.day(day)
	late := !day.IsZero() && day.Before(f.Today)
	switch {
	case late && action:
		return piece{gone: true, alone: join(" ", w.enoughLate(), w.missed(said), w.newDateFollows())}
	case late:
		return piece{gone: true, alone: join(" ", w.missed(said), w.newDateFollows())}
	case action && day.IsZero():
		return piece{gone: true, alone: w.enoughLate()} // solved on the spot: no answer is owed any more
	case action:
		return piece{value: said, alone: w.enough(said), part: complaint.PartDate}
	}
	return piece{value: said, alone: w.promise(said), part: complaint.PartDate, gap: day.IsZero()}
}
