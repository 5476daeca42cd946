package letter

import "wederhoor/internal/complaint"

// dutch is B1: u, short sentences, the verb early, days instead of "soon".
type dutch struct{}

// greeting does not guess mevrouw or meneer. Without a name a plain good day is
// warmer than "Beste lezer", which is how a newsletter begins.
func (dutch) greeting(name string) string {
	if name == "" {
		return "Goedendag,"
	}
	return "Beste " + name + ","
}

func (dutch) regards() string { return "Met vriendelijke groet," }

func (dutch) roleAt(role, organisation string) string {
	return join(" bij ", role, organisation)
}

func (dutch) about(what string) string { return sentence("Uw klacht gaat over: " + what) }

func (dutch) received(day string) string {
	if day == "" {
		return "We kregen een klacht van u."
	}
	return "Op " + day + " kregen we uw klacht."
}

func (dutch) follow(code, site string) string {
	where := "U kunt uw klacht volgen"
	if site != "" {
		where += " op " + site
	}
	return where + " met de code **" + code + "**. Bewaar deze code goed: wie hem heeft, kan meelezen."
}

func (dutch) gap(g gap) string {
	switch g {
	case gapDate:
		return "[hier ontbreekt de datum]"
	case gapAction:
		return "[hier ontbreekt wat er is gedaan]"
	case gapProgress:
		return "[hier ontbreekt hoe ver we zijn]"
	case gapSubstance:
		return "[hier ontbreekt waar het over gaat]"
	case gapFollowUp:
		return "[hier ontbreekt wat we doen]"
	case gapAppeal:
		return "[hier ontbreekt waar u terecht kunt]"
	}
	return "[hier ontbreekt de reden]"
}

func (dutch) finding(f complaint.Finding) string {
	switch f {
	case complaint.Upheld:
		return "gegrond"
	case complaint.PartlyUpheld:
		return "deels gegrond"
	case complaint.NotUpheld:
		return "ongegrond"
	case complaint.NoFinding:
		return "geen oordeel"
	case complaint.Resolved:
		return "opgelost"
	}
	return ""
}
