package letter

import (
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

// Remedy is what will be done, by which day and by whom (by name).
type Remedy struct {
	Text string
	By   calendar.Date
	Who  string
}

// Response is the substantive answer (S12).
type Response struct {
	Finding  complaint.Finding
	Reason   string
	Remedies []Remedy
	Words    string // extra words of the signer
	Appeal   []complaint.AppealBody
}

// Respond writes the answer: the decision, why, what will be done by when, and
// where to go when it does not satisfy (S18).
func Respond(f Frame, r Response) Text {
	f = f.clean()
	w := f.words()
	paragraphs := []string{
		join(" ", f.received(), w.lookedInto(r.Finding)),
		w.decision(r.Finding),
		strong(w.reason()),
		f.orGap(text(r.Reason), gapReason),
	}
	if list := f.remedies(r.Remedies); list != "" {
		paragraphs = append(paragraphs, strong(w.remedies()), list)
	}
	paragraphs = append(paragraphs, text(r.Words))
	paragraphs = append(paragraphs, f.appeal(w.notSatisfied(), r.Appeal)...)
	return f.letter(w.ourAnswer(), paragraphs...)
}

func (f Frame) remedies(all []Remedy) string {
	var list []string
	for _, r := range all {
		what, day := sentence(oneLine(r.Text)), ""
		if what == "" {
			continue
		}
		if !r.By.IsZero() {
			day = f.day(r.By)
		}
		list = append(list, bullet+f.words().remedy(what, day, line(r.Who)))
	}
	return join("\n", list...)
}

// Inadmissible tells that a complaint is not taken into handling, and why.
func Inadmissible(f Frame, reason string, appeal []complaint.AppealBody) Text {
	f = f.clean()
	w := f.words()
	paragraphs := []string{
		f.received(),
		w.inadmissible(),
		strong(w.reason()),
		f.orGap(text(reason), gapReason),
		w.overlooked(f.Phone),
	}
	paragraphs = append(paragraphs, f.appealIfAny(w.notSatisfied(), appeal)...)
	return f.letter(w.inadmissibleSubject(), paragraphs...)
}
