package letter

func (dutch) receiptThanks(day string) string {
	if day == "" {
		return "Dank u wel. We hebben uw klacht."
	}
	return "Dank u wel. We hebben uw klacht. Die kwam binnen op " + day + "."
}

func (dutch) receiptNext(day string) string {
	if day == "" {
		return "We lezen uw klacht en zoeken uit wat er is gebeurd."
	}
	return "We zoeken uit wat er is gebeurd. **U hoort uiterlijk " + day + " van ons.**"
}

func (dutch) number(ref string) string { return "Het nummer van uw klacht is **" + ref + "**." }

func (dutch) staff(kind string) (subject, sentence string) {
	switch kind {
	case "new":
		return "Er is een nieuwe klacht", "Er is een nieuwe klacht. Bekijk hem in het register."
	case "acknowledge":
		return "Er wacht een bevestiging op je", "Er wacht een bevestiging op je. Bekijk hem in het register."
	case "glass":
		return "Er is noodtoegang gebruikt", "Iemand leest een klacht met noodtoegang. Kijk in het register wie en waarom."
	case "message":
		return "Er is een nieuw bericht", "Er is een nieuw bericht. Bekijk het in het register."
	case "appeal":
		return "Er is nieuws over een beroep", "Er is nieuws over een beroep. Bekijk het in het register."
	case "failed":
		return "Een brief is niet aangekomen", "Een brief is niet aangekomen. Bekijk hem in het register."
	case "second":
		return "Er wacht een klacht op een tweede persoon", "Iemand stelt voor een klacht te wissen, of een deel daarvan. Kijk in het register of je het ermee eens bent."
	case "erasure":
		return "Een klacht wordt binnenkort gewist", "Een klacht waar je aan werkte, wordt over veertien dagen gewist. Moet hij blijven? Zeg dat dan in het register."
	}
	return "Er wacht iets op je", "Er wacht iets op je. Bekijk het in het register."
}

func (dutch) alarm(kind, day, clock string) (subject, sentence string) {
	since := day + " om " + clock + " uur"
	switch kind {
	case "not_stored":
		return "Er kan niets worden opgeslagen", "Het register kan sinds " + since + " niets opslaan. Kijk of er ruimte is op de schijf, en of het programma erop mag schrijven."
	case "mailbox_silent":
		return "De e-mail wordt niet gelezen", "De e-mail wordt sinds " + since + " niet gelezen. Kijk in het register."
	case "mail_unsettled":
		return "Er blijft e-mail liggen", "Er is e-mail die sinds " + since + " niet wordt verwerkt. Kijk in het register."
	case "ledger_differs":
		return "Er ontbreekt e-mail in het register", "Sinds " + since + " staat er e-mail in de brievenbus die niet in het register staat. Kijk in het register."
	case "secret_ends":
		return "Een wachtwoord verloopt", "Het wachtwoord van de e-mail verloopt binnen 30 dagen. Kijk in het register."
	case "letter_failed":
		return "Een brief is niet aangekomen", "Er is een brief die sinds " + since + " niet is aangekomen. Kijk in het register."
	}
	return "Er is iets mis met de e-mail", "Er is sinds " + since + " iets mis met de e-mail. Kijk in het register."
}

func (dutch) openRegister() string  { return "Open het register" }
func (dutch) confirmButton() string { return "Bevestig dit adres" }
func (dutch) followButton() string  { return "Volg uw klacht" }
func (dutch) preheader() string     { return "Open deze e-mail op een plek waar niemand meeleest." }

func (dutch) footer(ref string) string {
	if ref == "" {
		return ""
	}
	return "Klacht " + ref + "."
}

func (dutch) onlyForYou() string { return "Deze e-mail is alleen voor u." }
