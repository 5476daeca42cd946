package letter

import (
	"fmt"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

func (english) ourAnswer() string { return "Our answer to your complaint" }

func (english) lookedInto(f complaint.Finding) string {
	if f == complaint.Resolved {
		return "This is our answer."
	}
	return "We have found out what happened. This is our answer."
}

func (english) decision(f complaint.Finding) string {
	switch f {
	case complaint.Upheld:
		return "**Our decision: you are right. Your complaint is upheld.** We are sorry that this happened."
	case complaint.PartlyUpheld:
		return "**Our decision: you are partly right. Your complaint is partly upheld.** We are sorry for what went wrong."
	case complaint.NotUpheld:
		return "**Our decision: we do not agree with you. Your complaint is not upheld.** We understand that you hoped for another answer."
	case complaint.NoFinding:
		return "**Our decision: we make no finding.** We understand that you hoped for another answer."
	case complaint.Resolved:
		return "**Our decision: your complaint is resolved.** We are sorry that this happened."
	}
	return "**Our decision: [the decision is missing here].**"
}

func (english) reason() string { return "This is the reason:" }

func (english) remedies() string { return "This is what we will do:" }

func (english) remedy(what, day, who string) string {
	switch {
	case day != "" && who != "":
		return what + " By " + day + " at the latest. " + who + " will see to it."
	case day != "":
		return what + " By " + day + " at the latest."
	case who != "":
		return what + " " + who + " will see to it."
	}
	return what
}

func (english) inadmissibleSubject() string { return "Our message about your complaint" }

func (english) inadmissible() string {
	return "**We will not take up your complaint.** We understand that you hoped for another answer."
}

func (english) overlooked(phone string) string {
	if phone == "" {
		return "Did we miss something? Please let us know."
	}
	return "Did we miss something? Please let us know, or call " + phone + "."
}

func (english) notSatisfied() string      { return "Are you not satisfied with our decision?" }
func (english) notSatisfiedLater() string { return "What if you are not satisfied with our answer?" }
func (english) needNotWait() string       { return "You do not have to wait for our answer." }

func (english) body(kind, name string, also bool) string {
	what := map[string]string{
		"confidant":          " This is our confidant.",
		"disputes_committee": " This is a disputes committee.",
		"ombudsman":          " This is an ombudsman.",
		"third_party":        " They are independent of us.",
	}[kind]
	if also {
		return sentence("You can also appeal to "+name) + what
	}
	return sentence("You can appeal to "+name) + what
}

func (english) phone() string   { return "Phone" }
func (english) email() string   { return "Email" }
func (english) website() string { return "Website" }

func (english) within(l calendar.Length, day string) string {
	unit := map[calendar.Unit]string{
		calendar.WorkingDays: "working day", calendar.Days: "day",
		calendar.Weeks: "week", calendar.Months: "month", calendar.Years: "year",
	}[l.Unit]
	if l.N != 1 {
		unit += "s"
	}
	term := fmt.Sprintf("You can do so within %d %s of this letter", l.N, unit)
	if day == "" {
		return term + "."
	}
	return term + ", in any case up to and including " + day + "."
}

func (english) binding(yes bool) string {
	if yes {
		return "The ruling is binding: we have to follow it."
	}
	return "The ruling is advice. It is not binding."
}
