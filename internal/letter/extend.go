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
	paragraphs := []string{
		f.received(),
		join(" ", was, w.sorryToWait()),
		f.orGap(text(x.Reason), gapReason),
		strong(w.newDate(f.day(x.Date))),
	}
	if x.NameAppeal {
		paragraphs = append(paragraphs, f.appeal(w.needNotWait(), x.Appeal)...)
	}
	if f.Phone != "" {
		paragraphs = append(paragraphs, w.cannotWait(f.Phone))
	}
	return f.letter(w.moreTime(), paragraphs...)
}
