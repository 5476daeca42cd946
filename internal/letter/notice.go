package letter

import (
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Receipt is the mail right after the public form: we have it, the number, the
// code and the day. It holds nothing of what was told.
func Receipt(f Frame, due calendar.Date) Text {
	f = f.clean()
	w, day := f.words(), ""
	if !due.IsZero() && !due.Before(f.Today) {
		day = f.day(due)
	}
	return f.compose(Received, map[Slot]piece{
		SlotReceived: known(f.when(), w.receiptThanks(f.when()), w.receiptThanks("")),
		SlotDue:      known(day, w.receiptNext(day), w.receiptNext("")).names(complaint.PartDate),
	})
}

// StaffNotice tells a member that something waits: no name and no content
// (R25). Kind is "new", "acknowledge", "glass", "message", "appeal", "failed", "second" or "erasure"; another kind says the least.
func StaffNotice(lang, organisation, ref, url, kind string) Text {
	subject, sentence := in(lang).staff(kind)
	return Text{
		Subject: withRef(subject, line(ref)),
		Body:    join("\n\n", sentence, address(url), line(organisation)),
	}
}
