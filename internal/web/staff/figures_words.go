package staff

import (
	"fmt"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/web/template"
)

// setWords name a figure in a row; ofWords name it as a denominator.
var setWords = map[figures.Set]string{
	figures.OpenBegin: "Open aan het begin", figures.Received: "Binnengekomen", figures.Reopened: "Heropend", figures.Closed: "Afgehandeld",
	figures.OpenEnd: "Open aan het eind", figures.Running: "Binnengekomen en nog open", figures.EndedHere: "Binnengekomen en afgehandeld",
	figures.AckDue: "Bevestiging moest er zijn", figures.AckInTime: "Op tijd bevestigd",
	figures.AnswerDue: "Antwoord moest er zijn", figures.InTerm: "Binnen de termijn beantwoord", figures.InExtended: "Beantwoord binnen de nieuwe datum", figures.Late: "Te laat of nog zonder antwoord",
	figures.AnswerOwed: "Antwoord nodig", figures.AnswerRuns: "Termijn loopt nog", figures.Extended: "Uitgesteld", figures.ExtendedLate: "Te laat uitgesteld",
	figures.Decided: "Besluit genomen", figures.Judged: "Beoordeeld", figures.Founded: "Gegrond of deels gegrond", figures.Upheld: "Gegrond", figures.PartlyUpheld: "Deels gegrond",
	figures.NotUpheld: "Ongegrond", figures.FoundedSolved: "Gegrond en opgelost", figures.FoundedPartly: "Gegrond en deels opgelost", figures.FoundedUnsolv: "Gegrond en niet opgelost",
	figures.AtIntake: "Meteen opgelost", figures.Withdrawn: "Ingetrokken", figures.Inadmissible: "Niet in behandeling genomen", figures.Sent: "Besluit verstuurd",
	figures.Appealed: "In beroep na het besluit", figures.AppealSilence: "In beroep omdat er geen antwoord was", figures.AppealEnded: "Beroep afgerond", figures.AppealRevised: "Besluit herzien na beroep",
	figures.AppealBinds: "Beroep dat iets vraagt", figures.AppealFollowed: "Opgevolgd na beroep", figures.RemedyPromised: "Iets toegezegd", figures.RemedyDue: "Toezegging met een datum die voorbij is",
	figures.RemedyInTime: "Alle toezeggingen op tijd gedaan", figures.WithCause: "Oorzaak bekend", figures.CauseAgain: "Zelfde oorzaak, eerder dan een jaar terug", figures.KnownWho: "Klager bekend",
	figures.WhoAgain: "Zelfde klager binnen een jaar", figures.Said: "Gaf een mening over de afhandeling", figures.Satisfied: "Tevreden over de afhandeling", figures.SeenDue: "Moest besproken zijn",
	figures.SeenInTime: "Op tijd besproken", figures.Corrected: "Later iets verbeterd", figures.NoCategory: "Zonder onderwerp", figures.ClosedNoCause: "Afgehandeld zonder oorzaak",
	figures.FromEvaluation: "Uit een evaluatie", figures.Direct: "Rechtstreeks",
}

var ofWords = map[figures.Set]string{
	figures.Received: "van de %d binnengekomen", figures.AckDue: "van de %d die bevestigd moesten zijn", figures.AnswerDue: "van de %d waarvan de uiterste datum voorbij is",
	figures.AnswerOwed: "van de %d die een antwoord moeten krijgen", figures.Extended: "van de %d uitgestelde", figures.Judged: "van de %d beoordeelde", figures.Founded: "van de %d (deels) gegronde",
	figures.Sent: "van de %d met een verstuurd besluit", figures.AppealEnded: "van de %d afgeronde", figures.AppealBinds: "van de %d die iets vragen", figures.Decided: "van de %d met een besluit",
	figures.RemedyPromised: "van de %d met een toezegging", figures.RemedyDue: "van de %d waarvan de datum voorbij is", figures.WithCause: "van de %d met een oorzaak",
	figures.KnownWho: "van de %d met een bekende klager", figures.Said: "van de %d die iets zeiden", figures.SeenDue: "van de %d die besproken moesten zijn", figures.EndedHere: "van de %d afgehandelde",
	figures.Inadmissible: "van de %d niet in behandeling genomen",
}

var cutNames = map[figures.Cut]string{figures.ByCategory: "Onderwerp", figures.ByCause: "Oorzaak", figures.ByChannel: "Kanaal", figures.ByFrom: "Wie klaagde",
	figures.BySeverity: "Ernst", figures.ByService: "Cursus of dienst", figures.ByMonth: "Maand"}

// valueWords is a value of a cut as people read it.
func (p *pages) valueWords(c figures.Cut, value string) string {
	switch {
	case value == "":
		return "niet ingevuld"
	case value == register.Elsewhere:
		return "andere"
	case c == figures.ByCategory:
		return p.Register.CategoryName(value)
	case c == figures.ByChannel:
		return channelWords[complaint.Channel(value)]
	case c == figures.ByFrom && kindWords[complaint.ComplainantKind(value)] != "":
		return kindWords[complaint.ComplainantKind(value)]
	case c == figures.ByFrom:
		return "onbekend"
	case c == figures.ByCause:
		return template.CauseName(value)
	case c == figures.BySeverity:
		return severityName(value)
	case c == figures.ByNorm:
		return p.Register.NormName(value)
	case c == figures.ByGround:
		return strings.ToLower(template.InadmissibleName(value))
	case c == figures.ByMonth:
		if d, err := readDate(value + "-01"); err == nil {
			return strings.TrimPrefix(d.DayYear("nl"), "1 ")
		}
	}
	return value
}

// figureFilter says in the register which complaints a number led to.
func (p *pages) figureFilter(f register.Filter) string {
	words := strings.ToLower(setWords[f.Figure]) + ", " + periodWords(f.Period)
	if f.Cut != "" {
		words += ", " + p.valueWords(f.Cut, f.Value)
	}
	return words
}

// periodWords is "2026" or "3e kwartaal 2026".
func periodWords(period string) string {
	if y, q, ok := strings.Cut(period, "-"); ok {
		return q + "e kwartaal " + y
	}
	return period
}

// median is a number of days with at most a half.
func median(f float64) string {
	return strings.Replace(strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0"), ".", ",", 1)
}

// daysWords says how long something took: the middle one and the range.
func daysWords(d figures.Days) string {
	words := fmt.Sprintf("de helft binnen %s, van %d tot %d dagen", plural(d.Median), d.Least, d.Most)
	if d.HasP90 {
		words += fmt.Sprintf(", negen op de tien binnen %d", d.P90)
	}
	return words
}

func plural(days float64) string {
	if days == 1 {
		return "1 dag"
	}
	return median(days) + " dagen"
}
