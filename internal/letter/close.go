package letter

import (
	"slices"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// End is why a complaint is over.
type End string

// The ends that a closing letter tells. Anything else says only that it is closed.
const (
	EndWithdrawn End = "withdrawn"
	EndSatisfied End = "satisfied"
	EndAnswered  End = "answered"
)

// Closing confirms that a complaint is over.
type Closing struct {
	End    End
	On     calendar.Date // when it was withdrawn; zero is not known
	Done   string        // what was done; one line is one thing
	KeptTo calendar.Date // zero is not known
	Appeal []complaint.AppealBody
	// NameAppeal: there is a decision, or this procedure tells the road anyhow.
	NameAppeal bool
}

// Close writes the letter that confirms the end.
func Close(f Frame, c Closing) Text {
	f = f.clean()
	w := f.words()
	day := ""
	if !c.On.IsZero() {
		day = f.day(c.On)
	}
	done := items(text(c.Done))
	if done != "" {
		done = join("\n\n", strong(w.whatWeDid()), done)
	}
	month := f.month(c.KeptTo)
	with := map[Slot]piece{
		SlotEnding: {value: w.ended(c.End, day)},
		SlotAction: {value: done},
		SlotKept:   known(month, w.kept(month), ""),
		SlotPhone:  known(f.Phone, w.notOver(f.Phone), w.notOver("")),
		SlotAppeal: {},
	}
	if c.NameAppeal {
		with[SlotAppeal] = f.appealIfAny(w.notSatisfied(), termless(c.Appeal))
	}
	return f.compose(Ended, with)
}

// termless leaves out until when: that runs from the answer, not from this letter.
func termless(all []complaint.AppealBody) []complaint.AppealBody {
	bodies := slices.Clone(all)
	for i := range bodies {
		bodies[i].Within = calendar.Length{}
	}
	return bodies
}

// month is "november 2028"; "" for no day.
func (f Frame) month(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	said := strings.Fields(d.Words(f.lang()))
	return strings.Join(said[len(said)-2:], " ")
}
