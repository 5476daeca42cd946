package letter

import (
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Invitation asks whom a complaint is about for their side.
type Invitation struct {
	Substance string        // the complaint, as the writer puts it
	By        calendar.Date // last day to react
}

// Invite writes the invitation. The reader of the frame is whom the complaint is
// about; nothing of the complainant's own comes in it.
func Invite(f Frame, i Invitation) Text {
	f.Code, f.About, f.ReceivedOn = "", "", calendar.Date{}
	f = f.clean()
	w := f.words()
	day := f.day(i.By)
	return f.compose(Invited, map[Slot]piece{
		SlotSubstance: {value: f.orGap(text(i.Substance), gapSubstance)},
		SlotReactBy:   {value: day, alone: w.reactBy(day), part: complaint.PartDate, gap: i.By.IsZero()},
		SlotPhone:     known(f.Phone, w.onlyWithUs(f.Phone), w.onlyWithUs("")),
	})
}
