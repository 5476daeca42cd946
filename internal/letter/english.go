package letter

import "wederhoor/internal/complaint"

// english follows dutch sentence by sentence.
type english struct{}

func (english) greeting(name string) string {
	if name == "" {
		return "Hello,"
	}
	return "Dear " + name + ","
}

func (english) regards() string { return "Kind regards," }

func (english) roleAt(role, organisation string) string {
	return join(" at ", role, organisation)
}

func (english) about(what string) string { return sentence("Your complaint is about: " + what) }

func (english) received(day string) string {
	if day == "" {
		return "We received a complaint from you."
	}
	return "On " + day + " we received your complaint."
}

func (english) follow(code, site string) string {
	where := "You can follow your complaint"
	if site != "" {
		where += " at " + site
	}
	return where + " with the code **" + code + "**. Keep this code safe: anyone who has it can read your complaint."
}

func (english) gap(g gap) string {
	switch g {
	case gapDate:
		return "[the date is missing here]"
	case gapAction:
		return "[what was done is missing here]"
	case gapProgress:
		return "[how far we are is missing here]"
	case gapSubstance:
		return "[what it is about is missing here]"
	case gapFollowUp:
		return "[what we do is missing here]"
	case gapAppeal:
		return "[where you can go is missing here]"
	}
	return "[the reason is missing here]"
}

func (english) finding(f complaint.Finding) string {
	switch f {
	case complaint.Upheld:
		return "upheld"
	case complaint.PartlyUpheld:
		return "partly upheld"
	case complaint.NotUpheld:
		return "not upheld"
	case complaint.NoFinding:
		return "no finding"
	case complaint.Resolved:
		return "resolved"
	}
	return ""
}
