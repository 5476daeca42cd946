package letter

import (
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Extension is the notice that the answer takes longer (S14).
type Extension struct {
	Date   calendar.Date // the new last day
	WasDue calendar.Date
	Late   bool // WasDue has passed already
	Reason string
	Appeal []complaint.AppealBody
	// NameAppeal: the reader may go to the appeal body now (DISP holding letter).
	NameAppeal bool
}

// Extend writes the notice: what we missed, why, and the new day. A missing
// reason or day leaves a visible gap; the rules refuse to send that.
func Extend(f Frame, x Extension) Text {
	f = f.clean()
	w := f.words()
	was := w.notInTime(f.day(x.WasDue))
	if x.Late {
		was = w.missed(f.day(x.WasDue))
	}
	if x.WasDue.IsZero() {
		was = ""
	}
	day := f.day(x.Date)
	with := map[Slot]piece{
		SlotOldDue:  {value: was},
		SlotReasons: f.reasons(x.Reason),
		SlotNewDue:  {value: day, alone: strong(w.newDate(day)), part: complaint.PartDate, gap: x.Date.IsZero()},
		SlotAppeal:  {},
	}
	if x.NameAppeal {
		with[SlotAppeal] = f.appeal(w.needNotWait(), x.Appeal)
	}
	return f.compose(Extended, with)
}

// reasons is what somebody typed as the reason, or a visible gap.
func (f Frame) reasons(typed string) piece {
	typed = text(typed)
	return piece{value: f.orGap(typed, gapReason), part: complaint.PartReason, gap: typed == ""}
}
