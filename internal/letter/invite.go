package letter

import (
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Invitation asks whom a complaint is about for their side.
type Invitation struct {
	Substance string        // the complaint, as the writer puts it
	By        calendar.Date // last day to react
	Page      Page          // where they read it and react; none: only this letter
	Copy      string        // of the complaint, as they may have it; "" when none goes along
	Files     []string      // names of what was sent along with it, shown on the page
	Withheld  int           // how many files were sent along that are not shown
}

// Page is how somebody whom a complaint is about gets to their own page.
type Page struct {
	Account bool   // by signing in
	Code    string // or by this code, for display
}

// Invite writes the invitation. The reader of the frame is whom the complaint is
// about; nothing of the complainant's own comes in it.
func Invite(f Frame, i Invitation) Text {
	f.Code, f.About, f.ReceivedOn = "", "", calendar.Date{}
	f = f.clean()
	w := f.words()
	day := f.day(i.By)
	t := f.compose(Invited, map[Slot]piece{
		SlotSubstance: {value: f.orGap(text(i.Substance), gapSubstance)},
		SlotReactBy:   {value: day, alone: w.reactBy(day), part: complaint.PartDate, gap: i.By.IsZero()},
		SlotPhone:     known(f.Phone, w.onlyWithUs(f.Phone), w.onlyWithUs("")),
	})
	t.Body = join("\n\n", t.Body, f.yourPage(i.Page), f.copied(i))
	return t
}
