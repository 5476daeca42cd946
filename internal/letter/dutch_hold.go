package letter

func (dutch) howItStands() string { return "Hoe het staat met uw klacht" }
func (dutch) thisFar() string     { return "Zo ver zijn we nu:" }
func (dutch) stepsAhead() string  { return "Dit gaan we nog doen:" }

func (dutch) noDayYet() string {
	return "We weten nog niet op welke dag ons antwoord klaar is."
}

func (dutch) questions(phone string) string {
	if phone == "" {
		return "Heeft u een vraag? Laat het ons weten."
	}
	return "Heeft u een vraag? Laat het ons weten, of bel " + phone + "."
}
