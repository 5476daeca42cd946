package staff

import (
	"fmt"
	"slices"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// termOrder is the order in which people meet the terms.
var termOrder = []complaint.TermID{complaint.TermDiscuss, complaint.TermAcknowledge, complaint.TermDecide, complaint.TermRespond}

var metWords = map[complaint.TermID]string{
	complaint.TermDiscuss: "Je bespreekt de klacht met je team en kiest wie bevestigt.", complaint.TermAcknowledge: "De klager heeft een schriftelijke bevestiging.",
	complaint.TermDecide: "Er is een besluit, of je hebt de klager gesproken.", complaint.TermRespond: "De klager heeft ons antwoord.",
}

// Words for what a procedure chooses from, code by code in the order of forms.
var (
	startChoices   = []string{"receipt", "Als de klacht binnenkomt", "written_receipt", "Als de klacht op papier of scherm staat"}
	holidayChoices = []string{"NL", "Nederland", "BE", "België", "EW", "Engeland en Wales", "", "Geen"}
	partChoices    = []string{"decision", "het besluit", "reason", "de reden", "finding", "of de klager gelijk heeft", "remedy_by", "wanneer we doen wat we beloven", "appeal", "waar iemand in beroep kan"}
	noticeChoices  = []string{"reason", "de reden", "date", "de nieuwe datum"}
	answerChoices  = []string{"action", "wat we al deden", "promise", "op welke dag er antwoord komt"}
	ruleChoices    = []string{"reason", "Je schrijft op waarom", "tell_subject", "Ook wie de klacht betreft, hoort het", "opens_appeal", "De brief noemt waar iemand in beroep kan"}
	demandChoices  = []string{"hearing", "Je hoort eerst de andere kant", "copy", "Wie de klacht betreft, krijgt een kopie"}
	bodyChoices    = []string{"confidant", "vertrouwenspersoon", "disputes_committee", "geschillencommissie", "ombudsman", "ombudsman", "third_party", "onafhankelijke derde"}
	bindingChoices = []string{"", "Niet bekend", "yes", "Ja, dat is bindend", "no", "Nee, het is een advies"}
	keepChoices    = []string{"closing", "vanaf het afsluiten", "receipt", "vanaf de ontvangst"}
	findingChoices = []string{"upheld", "Gegrond", "partly_upheld", "Deels gegrond", "not_upheld", "Ongegrond", "no_finding", "Geen oordeel", "resolved", "Opgelost bij de melding"}
	unitChoices    = []string{"wd", "werkdagen", "d", "dagen", "w", "weken", "m", "maanden", "y", "jaren"}
)

var bodyHeadings = map[string]string{"confidant": "de vertrouwenspersoon", "disputes_committee": "de geschillencommissie", "ombudsman": "de ombudsman", "third_party": "de onafhankelijke derde"}

// choices is a list to choose from: code, words, code, words.
func choices(chosen string, codesAndWords ...string) []template.Option {
	return several([]string{chosen}, codesAndWords...)
}

func several(chosen []string, codesAndWords ...string) []template.Option {
	var all []template.Option
	for i := 0; i+1 < len(codesAndWords); i += 2 {
		all = append(all, template.Option{Value: codesAndWords[i], Label: codesAndWords[i+1], Checked: slices.Contains(chosen, codesAndWords[i])})
	}
	return all
}

// inWords joins the words of the codes that were chosen.
func inWords[T ~string](chosen []T, codesAndWords []string) string {
	var said []string
	for i := 0; i+1 < len(codesAndWords); i += 2 {
		if slices.Contains(chosen, T(codesAndWords[i])) {
			said = append(said, codesAndWords[i+1])
		}
	}
	if len(said) == 0 {
		return "niets"
	}
	return strings.Join(said, ", ")
}

// promise is one line of a procedure in words, made so that two versions can be
// laid side by side.
type promise struct{ what, says string }

func yesNo(yes bool) string { return map[bool]string{true: "ja", false: "nee"}[yes] }

func orNone(l calendar.Length, none string) string {
	if l.IsZero() {
		return none
	}
	return kit.LengthWords("nl", l)
}

// termLines are the terms of a procedure.
func termLines(p complaint.Procedure) []promise {
	var all []promise
	for _, id := range termOrder {
		says := "geen termijn"
		if t, ok := p.Term(id); ok {
			says = kit.LengthWords("nl", t.Length) + map[bool]string{true: "", false: " (streven)"}[t.Hard]
		}
		all = append(all, promise{termWords[id], says})
	}
	return all
}

// promises is everything else.
func promises(p complaint.Procedure) []promise {
	all := []promise{
		{"De tijd begint", strings.ToLower(inWords([]complaint.Start{p.Start}, startChoices))},
		{"Feestdagen", inWords([]string{p.Calendar.Holidays}, holidayChoices)},
		{"Laatste dag in het weekend schuift door", yesNo(p.Calendar.Roll)},
	}
	if extra := p.Calendar.ExtraHolidays; len(extra) > 0 {
		all = append(all, promise{"Andere vrije dagen", datesIn(extra, ", ")})
	}
	all = append(all, extensionLines(p.Extension)...)
	all = append(all,
		promise{"In de bevestiging mag staan", inWords(p.Acknowledgement, answerChoices)},
		promise{"Tevreden klager beëindigt de klacht", quickWords(p.QuickSolution)},
		promise{"Eerst de andere kant horen", yesNo(p.Requirements.Hearing)},
		promise{"Kopie voor wie de klacht betreft", yesNo(p.Requirements.CopyToSubject)},
		promise{"Uitkomsten", strings.ToLower(inWords(p.Findings, findingChoices))},
		promise{"In het antwoord staat", inWords(p.Requirements.LetterContains[complaint.LetterResponse], partChoices)},
		promise{"In de brief over uitstel staat", inWords(p.Requirements.LetterContains[complaint.LetterExtension], noticeChoices)})
	for i, b := range p.Appeal {
		all = append(all, promise{fmt.Sprintf("In beroep kan bij (%d)", i+1), bodyWords(b)})
	}
	return append(all, promise{"Bewaren", orNone(p.Retention.Length, "geen termijn") + " " + inWords([]string{p.Retention.From}, keepChoices)})
}

func datesIn(days []calendar.Date, between string) string {
	var said []string
	for _, d := range days {
		said = append(said, d.String())
	}
	return strings.Join(said, between)
}

func extensionLines(x complaint.ExtensionRule) []promise {
	if x.Forbidden {
		return []promise{{"Uitstel", "kan niet"}}
	}
	limit := "mag, zonder grens"
	if u := x.Unilateral; u != nil {
		limit = fmt.Sprintf("%d keer zonder akkoord, samen tot %s na binnenkomst", u.Times, kit.LengthWords("nl", u.Total))
	}
	return []promise{{"Uitstel", limit}, {"Bij uitstel", strings.ToLower(inWords(rulesOf(x), ruleChoices))}}
}

func rulesOf(x complaint.ExtensionRule) []string {
	var all []string
	for _, rule := range []struct {
		on   bool
		code string
	}{{x.Reason, "reason"}, {x.TellSubject, "tell_subject"}, {x.OpensAppeal, "opens_appeal"}} {
		if rule.on {
			all = append(all, rule.code)
		}
	}
	return all
}

func quickWords(q complaint.QuickSolution) string {
	if !q.ConsentEnds {
		return "nee"
	}
	return "ja" + map[bool]string{true: "", false: ", binnen " + kit.LengthWords("nl", q.Within)}[q.Within.IsZero()]
}

func bodyWords(b complaint.AppealBody) string {
	name := b.Name
	if name == "" {
		name = "nog niet bekend"
	}
	parts := []string{name + " (" + inWords([]string{b.Kind}, bodyChoices) + ")"}
	for _, way := range []string{b.Phone, b.Email, b.Website} {
		if way != "" {
			parts = append(parts, way)
		}
	}
	if !b.Within.IsZero() {
		parts = append(parts, "binnen "+kit.LengthWords("nl", b.Within))
	}
	if !b.Follow.IsZero() {
		parts = append(parts, "opvolgen binnen "+kit.LengthWords("nl", b.Follow))
	}
	if b.Binding != nil {
		parts = append(parts, map[bool]string{true: "bindend", false: "een advies"}[*b.Binding])
	}
	return strings.Join(parts, ", ")
}

// changes lays two versions side by side and keeps the lines that differ.
func changes(was, becomes complaint.Procedure) []template.Changed {
	lines := func(p complaint.Procedure) []promise {
		return append(append([]promise{{"Naam", p.Name}}, termLines(p)...), promises(p)...)
	}
	before, after := lines(was), lines(becomes)
	find := func(all []promise, what string) string {
		if i := slices.IndexFunc(all, func(l promise) bool { return l.what == what }); i >= 0 {
			return all[i].says
		}
		return "–"
	}
	var all []template.Changed
	for _, l := range after {
		if old := find(before, l.what); old != l.says {
			all = append(all, template.Changed{What: l.what, Was: old, Becomes: l.says})
		}
	}
	for _, l := range before {
		if find(after, l.what) == "–" {
			all = append(all, template.Changed{What: l.what, Was: l.says, Becomes: "–"})
		}
	}
	return all
}

// example is how a complaint that comes in on a day would run.
func example(p complaint.Procedure, received calendar.Date) []template.Moment {
	days := p.Days()
	say := func(d calendar.Date) string {
		if d.Year() != received.Year() {
			return fmt.Sprintf("%s %d", d.ShortWords("nl"), d.Year())
		}
		return d.ShortWords("nl")
	}
	all := []template.Moment{{Title: "Klacht komt binnen", When: say(received)}}
	add := func(title, before string, d calendar.Date) {
		all = append(all, template.Moment{Title: title, When: before + say(d), Class: "next"})
	}
	for _, id := range termOrder {
		t, ok := p.Term(id)
		if !ok {
			continue
		}
		due := days.Due(received, t.Length)
		if last := &all[len(all)-1]; id == complaint.TermRespond && last.Title == termWords[complaint.TermDecide] && last.When == "uiterlijk "+say(due) {
			last.Title = "Besluit en antwoord"
			continue
		}
		add(termWords[id], "uiterlijk ", due)
	}
	if u := p.Extension.Unilateral; u != nil && !p.Extension.Forbidden {
		add("Uitstel zonder akkoord", "tot en met ", days.Due(received, u.Total))
	}
	if t, ok := p.Term(complaint.TermRespond); ok && !p.Appeal[0].Within.IsZero() {
		add("Beroep kan tot", "", days.Due(days.Due(received, t.Length), p.Appeal[0].Within))
	}
	return all
}
