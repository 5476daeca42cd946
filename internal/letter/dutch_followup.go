package letter

import "wederhoor/internal/complaint"

func (dutch) afterAppeal() string { return "Wat we doen met de uitspraak over uw klacht" }

func (dutch) lookedAt(kind, name string) string {
	switch {
	case kind == "confidant":
		return join(" ", "Onze vertrouwenspersoon", name, "heeft naar uw klacht gekeken.")
	case name != "":
		return name + " heeft naar uw klacht gekeken."
	}
	return "Iemand die losstaat van ons heeft naar uw klacht gekeken."
}

func (dutch) outcome(day string, o complaint.AppealOutcome, against complaint.Against) string {
	if against == complaint.AgainstSilence && (o == complaint.AppealRevised || o == complaint.AppealPartlyRevised) {
		o += "_silence"
	}
	said := map[complaint.AppealOutcome]string{
		complaint.AppealRevised:                    "Ons besluit moet anders.",
		complaint.AppealPartlyRevised:              "Een deel van ons besluit moet anders.",
		complaint.AppealRevised + "_silence":       "U kreeg gelijk: we hadden u eerder moeten antwoorden.",
		complaint.AppealPartlyRevised + "_silence": "U kreeg voor een deel gelijk.",
		complaint.AppealMediated:                   "U en wij zijn het samen eens geworden.",
	}[o]
	if day == "" {
		return said
	}
	return join(" ", "Op "+day+" kwam de uitspraak.", said)
}

func (dutch) bound() string          { return "Wij moeten ons aan deze uitspraak houden." }
func (dutch) thisWeDo() string       { return "Dit doen we:" }
func (dutch) doneBy(d string) string { return "Dat is uiterlijk " + d + " klaar." }

func (dutch) notDone(phone string) string {
	if phone == "" {
		return "Is het dan niet klaar? Laat het ons weten."
	}
	return "Is het dan niet klaar? Laat het ons weten, of bel " + phone + "."
}

func (dutch) stillNotSatisfied() string { return "Bent u dan nog niet tevreden?" }
