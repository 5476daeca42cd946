package letter

import "strconv"

func (dutch) react() string { return "Zo reageert u" }

func (dutch) onPage(site, code string) string {
	return "Ga naar " + join("/", site, "side") + " en vul de code **" + code + "** in. Daar leest u dit na. U schrijft er uw kant op en u kunt er bestanden bij doen. Geef de code aan niemand anders: wie hem heeft, kan meelezen."
}

func (dutch) signedIn(site string) string {
	return "Log in op " + join("/", site, "staff") + " en kies Jouw kant. Daar leest u dit na. U schrijft er uw kant op en u kunt er bestanden bij doen."
}

func (dutch) copyOf() string { return "Afschrift van de klacht" }

func (dutch) along(files string) string {
	return "Bij de klacht zat: " + files + ". Dat vindt u op uw pagina."
}

func (dutch) withheld(n int) string {
	switch {
	case n <= 0:
		return ""
	case n == 1:
		return "Bij de klacht zat ook een bestand dat we u niet laten zien, omdat erin staat wie de klacht deed."
	}
	return "Bij de klacht zaten ook " + strconv.Itoa(n) + " bestanden die we u niet laten zien, omdat erin staat wie de klacht deed."
}

func (dutch) comeAndTell() string { return "Uitnodiging voor een gesprek" }

func (dutch) comeTo(subject bool, when, where string) string {
	about := "uw klacht"
	if subject {
		about = "de klacht waarin u wordt genoemd"
	}
	return "We horen graag van u zelf hoe u " + about + " ziet. **U bent welkom op " + when + ".** Plaats: " + sentence(where)
}

func (dutch) bringSomebody() string { return "U mag iemand meenemen." }

func (dutch) otherDay(phone string) string {
	if phone == "" {
		return "Kunt u dan niet? Laat het ons weten. Dan zoeken we een andere dag."
	}
	return "Kunt u dan niet? Laat het ons weten, of bel " + phone + ". Dan zoeken we een andere dag."
}

func (dutch) notNeeded() string {
	return "Wilt u niet komen? Dat mag. Laat ons dan weten dat u niet gehoord hoeft te worden."
}

func (dutch) theReport() string { return "Verslag van het gesprek" }

func (dutch) reportOf(day string) string { return "Dit is het verslag van het gesprek op " + day + "." }

func (dutch) werePresent(names string) string { return "Erbij waren: " + sentence(names) }

func (dutch) reportReact(day string) string {
	return "Klopt het? Of klopt er iets niet? Laat het ons weten, uiterlijk " + day + "."
}

func (dutch) pageOrUs(page bool) string {
	also := "Wat u verbetert, bewaren we naast het verslag. Aan het verslag zelf verandert niets."
	if page {
		return "Dat kan op uw eigen pagina. " + also
	}
	return also
}

func (dutch) laterAnswer() string { return "Het antwoord op de klacht komt later" }

func (dutch) laterFor(day string) string {
	return "De klacht waarin u wordt genoemd, beantwoorden we uiterlijk " + day + "."
}
