package letter

import (
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Holding is a letter in between: how far it is. It moves no day.
type Holding struct {
	Progress string
	Steps    string        // what happens next
	Due      calendar.Date // last day of the answer; zero when no term runs
	Appeal   []complaint.AppealBody
	// NameAppeal: this procedure tells the road to appeal at once.
	NameAppeal bool
}

// Hold writes the holding letter. After the due day it says that we are late and
// promises nothing: who knows a new day writes the other letter.
func Hold(f Frame, h Holding) Text {
	f = f.clean()
	w := f.words()
	steps := text(h.Steps)
	if steps != "" {
		steps = join("\n\n", strong(w.stepsAhead()), steps)
	}
	progress := text(h.Progress)
	with := map[Slot]piece{
		SlotProgress: {value: f.orGap(progress, gapProgress)},
		SlotSteps:    {value: steps},
		SlotDue:      f.stillDue(h.Due),
		SlotPhone:    known(f.Phone, w.questions(f.Phone), w.questions("")),
		SlotAppeal:   {},
	}
	if h.NameAppeal {
		with[SlotAppeal] = f.appeal(w.needNotWait(), h.Appeal)
	}
	return f.compose(Held, with)
}

// stillDue is the day as it was, or an honest word that it passed or is not known.
func (f Frame) stillDue(due calendar.Date) piece {
	w := f.words()
	switch {
	case due.IsZero():
		return piece{gone: true, alone: w.noDayYet()}
	case due.Before(f.Today):
		return piece{gone: true, alone: join(" ", w.missed(f.day(due)), w.sorryToWait(), w.noDayYet())}
	}
	day := f.day(due)
	return piece{value: day, alone: strong(w.newDate(day)), part: complaint.PartDate}
}
