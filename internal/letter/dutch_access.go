package letter

import (
	"strings"

	"wederhoor/internal/complaint"
)

func (dutch) yourData() string { return "Wat wij over u bewaren" }

func (dutch) requested(right complaint.Right, day string) string {
	switch right {
	case complaint.RightRectify:
		return "U vroeg ons op " + day + " om iets over u te verbeteren."
	case complaint.RightErase:
		return "U vroeg ons op " + day + " om iets over u te wissen."
	case complaint.RightRestrict:
		return "U vroeg ons op " + day + " om even niets met uw gegevens te doen."
	case complaint.RightObject:
		return "U maakte op " + day + " bezwaar tegen wat wij met uw gegevens doen."
	}
	return "U vroeg ons op " + day + " wat wij over u bewaren."
}

func (dutch) behind() string { return "Dat vindt u hierachter." }

func (dutch) whoseData(as complaint.Asker, named bool) string {
	switch as {
	case complaint.AskerSubject:
		s := "Het gaat om een klacht waarin u wordt genoemd. U krijgt wat er over u staat."
		if !named {
			s += " Wie de klacht deed, laten we niet zien."
		}
		return s
	case complaint.AskerWitness:
		return "Het gaat om een klacht van iemand anders, waarover u iets vertelde. U krijgt wat u zelf vertelde en wat er over u staat."
	}
	return "Het gaat om uw klacht. U krijgt wat u ons vertelde, wat we deden en wat we u schreven."
}

func (dutch) whatFor() string {
	return "We gebruiken deze gegevens om de klacht te behandelen, om ervan te leren en om te laten zien dat we het goed doen. Alles komt van mensen die ons erover vertelden, en van onze medewerkers. Er beslist geen computer over u."
}

func (dutch) whoHadIt(given []string, mail bool) string {
	s := "Alleen mensen die aan de klacht werken, kunnen erbij."
	if mail {
		s += " Onze brieven gaan via een e-mailbedrijf."
	}
	if len(given) > 0 {
		s += " We gaven het dossier ook aan: " + strings.Join(given, ", ") + "."
	}
	return s
}

func (dutch) keptFor(length, from string) string {
	switch {
	case length == "":
		return "We hebben nog geen vaste dag waarop we dit wissen. Vraag ons ernaar."
	case from == "closing":
		return "We bewaren dit tot " + length + " na het einde van de klacht. Daarna wissen we het."
	}
	return "We bewaren dit tot " + length + " nadat de klacht binnenkwam. Daarna wissen we het."
}

func (dutch) takenOut() string {
	return "Soms staat er een stuk niet in. Dat gaat dan over iemand anders. Op die plek staat kort wat er weg is."
}

func (dutch) yourRights(phone string) string {
	s := "Klopt er iets niet? Dan verbeteren we het. U kunt ook vragen om iets te wissen, om er even niets mee te doen, of bezwaar maken."
	if phone != "" {
		s += " Schrijf ons of bel " + phone + "."
	}
	return s
}

func (dutch) complainElsewhere() string {
	return "Bent u het niet met ons eens? Dan kunt u klagen bij de Autoriteit Persoonsgegevens: autoriteitpersoonsgegevens.nl. U kunt ook naar de rechter gaan."
}

func (dutch) longer() string { return "Ons antwoord duurt langer" }

func (dutch) longerUntil(until string) string {
	return "Een antwoord lukt niet binnen een maand. **U krijgt ons antwoord uiterlijk " + until + ".**"
}

func (dutch) because() string { return "Dit is waarom" }

func (dutch) answered() string { return "Uw vraag over uw gegevens" }

func (dutch) requestRefused(right complaint.Right) string {
	switch right {
	case complaint.RightRectify:
		return "Wij veranderen dit niet."
	case complaint.RightErase:
		return "Wij wissen dit niet."
	case complaint.RightRestrict:
		return "Dat doen wij niet."
	case complaint.RightObject:
		return "Wij gaan er toch mee door."
	}
	return "Wij geven u deze gegevens niet."
}

func (dutch) requestDone(right complaint.Right) string {
	switch right {
	case complaint.RightErase:
		return "Dat hebben we gedaan. Niemand kan het nog lezen, wij ook niet."
	case complaint.RightRestrict:
		return "Dat doen we. We bewaren ze alleen. Voordat dat stopt, hoort u het van ons."
	case complaint.RightObject:
		return "U krijgt gelijk."
	}
	return "Dat hebben we gedaan."
}
