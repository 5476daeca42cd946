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
	case "failed":
		return "Een brief is niet aangekomen", "Een brief is niet aangekomen. Bekijk hem in het register."
	}
	return "Er wacht iets op je", "Er wacht iets op je. Bekijk het in het register."
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
