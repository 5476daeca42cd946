package letter

func (dutch) itIsClosed() string { return "We hebben uw klacht afgesloten" }

func (dutch) ended(e End, day string) string {
	switch {
	case e == EndWithdrawn && day != "":
		return "**U heeft uw klacht ingetrokken.** Dat hoorden we op " + day + ". We sluiten uw klacht daarom af."
	case e == EndWithdrawn:
		return "**U heeft uw klacht ingetrokken.** We sluiten uw klacht daarom af."
	case e == EndSatisfied:
		return "**Uw klacht is afgesloten.** U liet ons weten dat u tevreden bent. Fijn dat het is opgelost."
	case e == EndAnswered:
		return "**Uw klacht is afgesloten.** U heeft ons antwoord gekregen."
	}
	return "**Uw klacht is afgesloten.**"
}

func (dutch) whatWeDid() string { return "Dit hebben we gedaan:" }

func (dutch) kept(month string) string {
	return "We bewaren het dossier van uw klacht tot " + month + "."
}

func (dutch) notOver(phone string) string {
	if phone == "" {
		return "Is het voor u niet klaar? Laat het ons weten. We kijken dan opnieuw naar uw klacht."
	}
	return "Is het voor u niet klaar? Laat het ons weten, of bel " + phone + ". We kijken dan opnieuw naar uw klacht."
}
