package letter

import (
	"slices"

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
	decided := w.finding(r.Finding) != ""
	t := f.compose(Responded, map[Slot]piece{
		SlotInquiry:  {value: w.lookedInto(r.Finding)},
		SlotDecision: {value: w.decision(r.Finding), part: complaint.PartDecision, gap: !decided},
		SlotReasons:  f.reasons(r.Reason),
		SlotRemedies: {value: f.remedies(r.Remedies)},
		SlotWords:    {value: text(r.Words)},
		SlotAppeal:   f.appeal(w.notSatisfied(), r.Appeal),
	})
	if slices.Contains(t.Parts, complaint.PartDecision) {
		t.Parts = append(t.Parts, complaint.PartFinding) // the sentence of the decision says it
	}
	if !slices.ContainsFunc(r.Remedies, func(x Remedy) bool { return x.By.IsZero() }) {
		t.Parts = append(t.Parts, complaint.PartRemedyBy)
	}
	return t
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
	if len(list) == 0 {
		return ""
	}
	return join("\n\n", strong(f.words().remedies()), join("\n", list...))
}

// Inadmissible tells that a complaint is not taken into handling, and why.
func Inadmissible(f Frame, reason string, appeal []complaint.AppealBody) Text {
	f = f.clean()
	w := f.words()
	return f.compose(NotTaken, map[Slot]piece{
		SlotDecision: {value: w.inadmissible(), part: complaint.PartDecision},
		SlotReasons:  f.reasons(reason),
		SlotPhone:    known(f.Phone, w.overlooked(f.Phone), w.overlooked("")),
		SlotAppeal:   f.appealIfAny(w.notSatisfied(), appeal),
	})
}
