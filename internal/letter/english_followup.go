package letter

import "wederhoor/internal/complaint"

func (english) afterAppeal() string { return "What we do with the outcome of your appeal" }

func (english) lookedAt(kind, name string) string {
	switch {
	case kind == "confidant":
		return join(" ", "Our confidant", name, "has looked at your complaint.")
	case name != "":
		return name + " has looked at your complaint."
	}
	return "Somebody independent of us has looked at your complaint."
}

func (english) outcome(day string, o complaint.AppealOutcome, against complaint.Against) string {
	if against == complaint.AgainstSilence && (o == complaint.AppealRevised || o == complaint.AppealPartlyRevised) {
		o += "_silence"
	}
	said := map[complaint.AppealOutcome]string{
		complaint.AppealRevised:                    "Our decision has to change.",
		complaint.AppealPartlyRevised:              "A part of our decision has to change.",
		complaint.AppealRevised + "_silence":       "You were right: we should have answered you sooner.",
		complaint.AppealPartlyRevised + "_silence": "You were right in part.",
		complaint.AppealMediated:                   "You and we reached an agreement.",
	}[o]
	if day == "" {
		return said
	}
	return join(" ", "The outcome came on "+day+".", said)
}

func (english) bound() string          { return "We must follow this outcome." }
func (english) thisWeDo() string       { return "This is what we do:" }
func (english) doneBy(d string) string { return "It will be done on " + d + " at the latest." }

func (english) notDone(phone string) string {
	if phone == "" {
		return "Is it not done by then? Please let us know."
	}
	return "Is it not done by then? Please let us know, or call " + phone + "."
}

func (english) stillNotSatisfied() string { return "Are you still not satisfied?" }
