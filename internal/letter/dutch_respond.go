package letter

import (
	"fmt"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
)

func (dutch) ourAnswer() string { return "Ons antwoord op uw klacht" }

func (dutch) lookedInto(f complaint.Finding) string {
	if f == complaint.Resolved {
		return "Dit is ons antwoord."
	}
	return "We hebben uitgezocht wat er is gebeurd. Dit is ons antwoord."
}

func (dutch) decision(f complaint.Finding) string {
	switch f {
	case complaint.Upheld:
		return "**Ons besluit: u heeft gelijk. Uw klacht is gegrond.** Het spijt ons dat dit is gebeurd."
	case complaint.PartlyUpheld:
		return "**Ons besluit: u heeft voor een deel gelijk. Uw klacht is deels gegrond.** Het spijt ons wat er misging."
	case complaint.NotUpheld:
		return "**Ons besluit: we geven u geen gelijk. Uw klacht is ongegrond.** We begrijpen dat u op een ander antwoord hoopte."
	case complaint.NoFinding:
		return "**Ons besluit: we geven geen oordeel.** We begrijpen dat u op een ander antwoord hoopte."
	case complaint.Resolved:
		return "**Ons besluit: uw klacht is opgelost.** Het spijt ons dat dit is gebeurd."
	}
	return "**Ons besluit: [hier ontbreekt het besluit].**"
}

func (dutch) reason() string { return "Dit is de reden:" }

func (dutch) remedies() string { return "Dit doen we:" }

func (dutch) remedy(what, day, who string) string {
	switch {
	case day != "" && who != "":
		return what + " Uiterlijk " + day + ". " + who + " zorgt daarvoor."
	case day != "":
		return what + " Uiterlijk " + day + "."
	case who != "":
		return what + " " + who + " zorgt daarvoor."
	}
	return what
}

func (dutch) inadmissibleSubject() string { return "Ons bericht over uw klacht" }

func (dutch) inadmissible() string {
	return "**We nemen uw klacht niet in behandeling.** We begrijpen dat u op een ander antwoord hoopte."
}

func (dutch) overlooked(phone string) string {
	if phone == "" {
		return "Zien we iets over het hoofd? Laat het ons weten."
	}
	return "Zien we iets over het hoofd? Laat het ons weten, of bel " + phone + "."
}

func (dutch) notSatisfied() string      { return "Bent u niet tevreden met ons besluit?" }
func (dutch) notSatisfiedLater() string { return "Bent u straks niet tevreden met ons antwoord?" }
func (dutch) needNotWait() string       { return "U hoeft niet op ons antwoord te wachten." }

func (dutch) body(kind, name string, also bool) string {
	what := map[string]string{
		"confidant":          " Dat is onze vertrouwenspersoon.",
		"disputes_committee": " Dat is een geschillencommissie.",
		"ombudsman":          " Dat is een ombudsman.",
		"third_party":        " Die staat los van ons.",
	}[kind]
	if also {
		return sentence("U kunt ook in beroep bij "+name) + what
	}
	return sentence("U kunt in beroep bij "+name) + what
}

func (dutch) phone() string   { return "Telefoon" }
func (dutch) email() string   { return "E-mail" }
func (dutch) website() string { return "Website" }

func (dutch) within(l calendar.Length, day string) string {
	unit := map[calendar.Unit][2]string{
		calendar.WorkingDays: {"werkdag", "werkdagen"}, calendar.Days: {"dag", "dagen"},
		calendar.Weeks: {"week", "weken"}, calendar.Months: {"maand", "maanden"}, calendar.Years: {"jaar", "jaar"},
	}[l.Unit]
	term := fmt.Sprintf("Dat kan tot %d %s na deze brief", l.N, unit[min(l.N-1, 1)])
	if day == "" {
		return term + "."
	}
	return term + ", in elk geval tot en met " + day + "."
}

func (dutch) binding(yes bool) string {
	if yes {
		return "De uitspraak is bindend: wij moeten ons eraan houden."
	}
	return "De uitspraak is een advies. Die is niet bindend."
}
