package template

// Names for the team, in Dutch, by the code of the domain. An unknown code is
// shown as it is.

func named(names map[string]string, code string) string {
	if name, ok := names[code]; ok {
		return name
	}
	return code
}

var stageTags = map[string]Tag{
	"received":     {Text: "Te bevestigen", Tone: "soon"},
	"acknowledged": {Text: "In behandeling", Tone: "now"},
	"decided":      {Text: "Besluit genomen", Tone: "soon"},
	"extended":     {Text: "Uitgesteld"},
	"answered":     {Text: "Beantwoord", Tone: "done"},
	"appealed":     {Text: "In beroep", Tone: "appeal"},
	"closed":       {Text: "Afgesloten", Tone: "done"},
	"withdrawn":    {Text: "Ingetrokken"},
	"inadmissible": {Text: "Niet in behandeling"},
}

// StageTag is the state of a complaint for the team. Late replaces word and colour.
func StageTag(stage string, late bool) Tag {
	if late {
		return Tag{Text: "Te laat", Tone: "late"}
	}
	if tag, ok := stageTags[stage]; ok {
		return tag
	}
	return Tag{Text: stage}
}

var channelNames = map[string]string{"conversation": "Gesprek", "phone": "Telefoon", "email": "E-mail", "letter": "Brief", "form": "Formulier", "evaluation": "Evaluatie",
	"social": "Sociale media", "message": "App", "third_party": "Via een ander", "other": "Anders"}

var channelIcons = map[string]string{"conversation": "users", "phone": "phone", "email": "mail", "letter": "archive", "form": "pen", "message": "message"}

// ChannelName is how a complaint came in.
func ChannelName(code string) string { return named(channelNames, code) }

// channels is a choice between ways of speaking.
func channels(chosen string, codes ...string) []Option {
	var all []Option
	for _, c := range codes {
		all = append(all, Option{Value: c, Label: ChannelName(c), Icon: channelIcons[c], Checked: c == chosen})
	}
	return all
}

// pick is a choice from codes and their names: code, name, code, name.
func pick(chosen string, codesAndNames ...string) []Option {
	var all []Option
	for i := 0; i+1 < len(codesAndNames); i += 2 {
		all = append(all, Option{Value: codesAndNames[i], Label: codesAndNames[i+1], Checked: codesAndNames[i] == chosen})
	}
	return all
}

var kindNames = map[string]string{"client": "opdrachtgever", "participant": "cliënt", "other": "anders", "unknown": "weet ik niet"}

// KindName is what a complainant is to the organisation.
func KindName(code string) string { return named(kindNames, code) }

var findingNames = map[string]string{"upheld": "Gegrond", "partly_upheld": "Deels gegrond", "not_upheld": "Ongegrond", "no_finding": "Geen oordeel", "resolved": "Opgelost"}

// FindingName is the outcome of a decision.
func FindingName(code string) string { return named(findingNames, code) }

var inadmissibleNames = map[string]string{"not_ours": "Gaat niet over ons", "handled_before": "Is al eerder behandeld", "older_than_a_year": "Langer dan een jaar geleden",
	"objection_possible": "Bezwaar of beroep kan of kon", "appeal_open": "Een ander beroep staat open of loopt", "court": "Ligt of lag bij een rechter",
	"prosecution": "Er loopt een strafrechtelijk onderzoek", "no_interest": "Te weinig belang", "unfounded": "Kennelijk ongegrond", "unreasonable": "Kennelijk onredelijk",
	"incomplete": "Naam of feiten ontbreken", "other": "Een andere reden"}

// InadmissibleName is for which reason a complaint is not handled.
func InadmissibleName(code string) string { return named(inadmissibleNames, code) }

var remedyKindNames = map[string]string{"apology": "Excuses", "information": "Uitleg", "again": "Opnieuw doen of herstellen", "refund": "Geld terug", "compensation": "Vergoeding",
	"change": "Werkwijze aanpassen", "other": "Iets anders"}

// RemedyKindName is what sort of thing is promised.
func RemedyKindName(code string) string { return named(remedyKindNames, code) }

var causeNames = map[string]string{"expectation": "Een verwachting gewekt", "information": "Informatie ontbrak", "planning": "Planning", "skill": "Vaardigheid", "capacity": "Te weinig mensen of tijd",
	"technology": "Techniek", "supplier": "Leverancier", "force_majeure": "Overmacht", "misunderstanding": "Misverstand", "unknown": "Niet te zeggen"}

// CauseName is what a complaint came from.
func CauseName(code string) string { return named(causeNames, code) }

var actNames = map[string]string{"discussion": "Leg het overleg vast", "acknowledgement": "Bevestig de ontvangst", "contact": "Leg contact vast", "hearing": "Leg wederhoor vast",
	"invitation": "Nodig uit om te reageren", "decision": "Leg je besluit vast", "response": "Schrijf het antwoord", "holding": "Laat weten hoe het staat", "extension": "Spreek een nieuwe datum af", "correction": "Verbeter gegevens",
	"withdrawal": "De klager trekt in", "inadmissibility": "Neem niet in behandeling", "reopening": "Heropen de klacht", "closing": "Sluit de klacht",
	"exception": "Een stap kan niet", "action": "Voeg een actie toe", "acceptance": "Leg de reactie van de klager vast", "remedy": "Leg vast dat iets gedaan is", "delivery": "Brief gepost of gegeven",
	"readers": "Wie kan meelezen", "subject": "Over wie gaat het", "recusal": "Houd iemand erbuiten", "clearing": "Laat iemand weer toe", "note": "Schrijf een notitie",
	"reading": "Lees het bericht", "hearing-invitation": "Nodig uit voor een gesprek", "report": "Maak een verslag", "report-reaction": "Leg een reactie op het verslag vast",
	"waiver": "Iemand wordt niet gehoord", "side-closing": "Sluit de pagina van de andere kant",
	"appeal": "De klager gaat in beroep", "outcome": "Leg de uitspraak vast", "follow-up": "Volg de uitspraak op", "outside-file": "Dossier voor een instantie", "hold": "Deze klacht moet blijven", "redaction": "Maak iets onleesbaar", "rectification": "Verbeter een feit", "restriction": "Beperk deze klacht", "access-request": "Iemand vraagt iets over eigen gegevens", "access-extension": "Het antwoord duurt langer", "access-refusal": "Wijs de vraag af", "access-grant": "Schrijf dat het is gedaan", "access-delivery": "Inzage gegeven", "erasure-stop": "Wis deze klacht niet"}

// ActName is an act as a link says it, by the noun in its address.
func ActName(noun string) string { return named(actNames, noun) }
