package letter

func (dutch) yourSide() string { return "We horen graag uw kant" }

func (dutch) mentioned() string {
	return "We kregen een klacht waarin u wordt genoemd. We hebben nog geen oordeel. Eerst willen we weten hoe u het ziet."
}

func (dutch) whatItIsAbout() string { return "Hier gaat het over:" }

func (dutch) hearYou() string {
	return "U kunt ons schrijven of met ons praten. Kies zelf wat u prettig vindt. U mag iemand meenemen."
}

func (dutch) reactBy(day string) string {
	return "**Reageer uiterlijk " + day + ".** Lukt dat niet? Laat het ons dan voor die dag weten."
}

func (dutch) readBack() string {
	return "We schrijven op wat u zegt. U leest die tekst na en zegt of hij klopt."
}

func (dutch) onlyWithUs(phone string) string {
	if phone == "" {
		return "Praat over deze klacht alleen met ons."
	}
	return "Praat over deze klacht alleen met ons. Bellen kan ook: " + phone + "."
}
