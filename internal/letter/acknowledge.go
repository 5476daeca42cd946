package letter

import (
	"strings"

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
	w := f.words()
	thanks, personal := w.thanks(f.Channel, f.when()), text(a.Personal)
	if !strings.Contains(personal, "\n") {
		thanks, personal = join(" ", thanks, personal), "" // a few words belong to the thanks
	}
	paragraphs := []string{thanks, personal, join(" ", f.subject(), w.sorryItHappened())}
	if a.Kind == complaint.AcknowledgeAction {
		paragraphs = append(paragraphs, strong(w.alreadyDone()), items(f.orGap(text(a.Action), gapAction)))
	}
	paragraphs = append(paragraphs, f.expect(a))
	if a.ProcedureNamesAppealHere {
		paragraphs = append(paragraphs, f.appealIfAny(w.notSatisfiedLater(), a.Appeal)...)
	}
	return f.letter(w.weHaveYourComplaint(), paragraphs...)
}

// expect says by which day the reader hears more.
func (f Frame) expect(a Acknowledgement) string {
	w, action := f.words(), a.Kind == complaint.AcknowledgeAction
	day := a.Promise
	if day.IsZero() {
		day = a.Due
	}
	late := !day.IsZero() && day.Before(f.Today)
	switch {
	case late && action:
		return join(" ", w.enoughLate(), w.missed(f.day(day)), w.newDateFollows())
	case late:
		return join(" ", w.missed(f.day(day)), w.newDateFollows())
	case action && day.IsZero():
		return w.enoughLate() // solved on the spot: no answer is owed any more
	case action:
		return w.enough(f.day(day))
	}
	return w.promise(f.day(day))
}
