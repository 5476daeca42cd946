package letter

import "wederhoor/internal/complaint"

func (dutch) weHaveYourComplaint() string { return "We hebben uw klacht ontvangen" }

func (dutch) thanks(c complaint.Channel, day string) string {
	of, on, got := "", "", ""
	if day != "" {
		of, on, got = " van "+day, " op "+day, " Die kregen we op "+day+"."
	}
	switch c {
	case complaint.ChannelConversation:
		return "Dank u wel voor het gesprek" + of + "."
	case complaint.ChannelPhone:
		return "Dank u wel dat u ons" + on + " belde."
	case complaint.ChannelEmail:
		return "Dank u wel voor uw e-mail" + of + "."
	case complaint.ChannelLetter:
		return "Dank u wel voor uw brief." + got
	case complaint.ChannelForm:
		return "Dank u wel dat u ons" + on + " schreef."
	case complaint.ChannelEvaluation:
		return "Dank u wel voor uw eerlijke evaluatie." + got
	case complaint.ChannelSocial, complaint.ChannelMessage:
		return "Dank u wel voor uw bericht" + of + "."
	case complaint.ChannelThirdParty:
		return "We hoorden" + on + " van iemand anders over uw klacht. Goed dat we het nu weten."
	}
	return "Dank u wel dat u ons" + on + " over uw klacht vertelde."
}

// sorryItHappened regrets what the reader went through; it does not run ahead
// of the decision.
func (dutch) sorryItHappened() string { return "Het spijt ons dat u dit heeft meegemaakt." }

func (dutch) alreadyDone() string { return "Dit hebben we al gedaan:" }

func (dutch) enough(day string) string {
	return "Is het zo voor u opgelost? Laat het ons weten. Zo niet, dan krijgt u uiterlijk **" + day + "** ons antwoord."
}

func (dutch) enoughLate() string { return "Is het zo voor u opgelost? Laat het ons weten." }

func (dutch) promise(day string) string {
	return "We zoeken uit wat er is gebeurd. **U krijgt uiterlijk " + day +
		" ons antwoord.** Lukt dat niet? Dan hoort u uiterlijk die dag waarom, en op welke dag wel."
}

func (dutch) missed(day string) string {
	return "U had uiterlijk " + day + " ons antwoord moeten krijgen. Dat is ons niet gelukt."
}

func (dutch) newDateFollows() string {
	return "We schrijven u apart op welke dag ons antwoord komt."
}

func (dutch) moreTime() string { return "We hebben meer tijd nodig voor uw klacht" }

func (dutch) notInTime(day string) string {
	return "U zou uiterlijk " + day + " ons antwoord krijgen. Dat lukt ons niet."
}

func (dutch) sorryToWait() string { return "Het spijt ons dat u langer moet wachten." }

func (dutch) newDate(day string) string { return "U krijgt ons antwoord uiterlijk " + day + "." }

func (dutch) cannotWait(phone string) string {
	return "Kan het voor u niet wachten? Bel ons dan: " + phone + "."
}
