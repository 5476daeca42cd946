package kit

import (
	"fmt"
	"strconv"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/letter"
	"wederhoor/internal/paper"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/web/template"
)

// Report puts a yearly report in the words of a page.
func Report(lang string, a register.AnnualReport) template.ReportBody {
	say := both(lang)
	b := template.ReportBody{Heading: fmt.Sprintf(template.Base{Lang: lang}.Text().Report.Title, strings.ReplaceAll(a.Name, "-", " · ")), Span: reportSpan(lang, a.Period), Note: a.Note,
		Intro: said(lang, a.Words.Intro, a.Words.IntroEnglish), Closing: said(lang, a.Words.Closing, a.Words.ClosingEnglish), Received: receivedWords(lang, a)}
	if a.Edition > 0 {
		b.Edition = say("Gepubliceerd op ", "Published on ") + a.On.DayYear(lang) + "."
	}
	if a.Edition > 1 {
		b.Edition = fmt.Sprintf(say("Versie %d. ", "Edition %d. "), a.Edition) + b.Edition
	}
	for _, t := range a.Tables {
		b.Tables = append(b.Tables, reportTable(lang, t))
	}
	if len(b.Tables) > 0 {
		b.Small = say("Elke tabel gaat over alle klachten die binnenkwamen. “<5” is één tot en met vier. Bij een streepje noemen we het aantal niet, omdat een klein aantal er anders uit volgt.",
			"Every table is about all complaints that came in. “<5” is one to four. Where there is a dash we do not give the number, because a small one would follow from it.")
	}
	for _, m := range a.Earlier {
		b.Earlier = append(b.Earlier, template.ReportMeasure{Phrase: said(lang, m.Text, m.English), Became: becameWords(lang, m)})
	}
	for _, m := range a.Measures {
		b.Now = append(b.Now, template.ReportMeasure{Phrase: said(lang, m.Text, m.English)})
	}
	return b
}

func both(lang string) func(nl, en string) string {
	return func(nl, en string) string {
		if lang == "en" {
			return en
		}
		return nl
	}
}

// said gives the words in a language; where there are none, the Dutch ones as Dutch.
func said(lang, dutch, english string) template.Phrase {
	switch {
	case lang != "en":
		return template.Phrase{Text: dutch}
	case english != "":
		return template.Phrase{Text: english}
	}
	return template.Phrase{Text: dutch, Lang: "nl"}
}

func reportSpan(lang string, p figures.Period) string {
	return fmt.Sprintf(both(lang)("Klachten die binnenkwamen van %s tot en met %s", "Complaints received from %s up to and including %s"), p.From.DayYear(lang), p.To.DayYear(lang))
}

func receivedWords(lang string, a register.AnnualReport) string {
	say := both(lang)
	switch {
	case a.Received == "0":
		return say("Er kwamen geen klachten binnen.", "No complaints came in.")
	case a.Few:
		return say("Er kwamen minder dan vijf klachten binnen. Daarom staan er geen andere cijfers bij.", "Fewer than five complaints came in. That is why there are no other figures.")
	}
	return fmt.Sprintf(say("Er kwamen %s klachten binnen.", "%s complaints came in."), a.Received)
}

func becameWords(lang string, m register.PublicMeasure) string {
	say := both(lang)
	if !m.Done {
		return say("Dit is nog niet klaar.", "This is not done yet.")
	}
	return say("Gedaan.", "Done.") + map[review.Effect]string{review.Worked: say(" Het hielp.", " It helped."), review.DidNot: say(" Het hielp niet.", " It did not help."),
		review.Unknown: say(" Of het hielp, is nog niet te zeggen.", " Whether it helped cannot be said yet."), "": ""}[m.Effect]
}

// reportTable draws a bar for every number that may be known.
func reportTable(lang string, t figures.Told) template.ReportTable {
	out, most := template.ReportTable{Title: spreadTitle(lang, t.Spread)}, 1
	for _, n := range t.Cells {
		if v, err := strconv.Atoi(n); err == nil {
			most = max(most, v)
		}
	}
	for i, n := range t.Cells {
		row := template.ReportRow{Label: columnWords(lang, t.Spread, i), Number: n}
		if v, err := strconv.Atoi(n); err == nil {
			row.Width = fmt.Sprintf("%.1f%%", 100*float64(v)/float64(most))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func spreadTitle(lang string, s figures.Spread) string {
	say := both(lang)
	switch {
	case s.Cut == figures.ByCategory:
		return say("Waar gingen ze over?", "What were they about?")
	case s.Cut == figures.ByChannel:
		return say("Hoe kwamen ze binnen?", "How did they come in?")
	case s.Cut == figures.ByFrom:
		return say("Van wie kwamen ze?", "Who did they come from?")
	case s.Name == figures.AnswerDue:
		return say("Kwam het antwoord op tijd?", "Was the answer in time?")
	case s.Name == figures.Judged:
		return say("Had de klager gelijk?", "Was the complaint upheld?")
	}
	return say("Ging iemand in beroep?", "Did anybody appeal?")
}

// columns are the parts of a spread, in Dutch and in English.
var columns = map[figures.Set]map[string][2]string{
	figures.AnswerDue: {string(figures.InTerm): {"binnen de termijn", "within the term"}, string(figures.InExtended): {"op een nieuwe datum die we op tijd lieten weten", "on a new date that we told in time"},
		string(figures.Late): {"te laat", "too late"}, figures.Rest: {"nog niet aan de beurt, of geen antwoord nodig", "not due yet, or no answer needed"}},
	figures.Judged: {string(figures.Upheld): {"ja", "yes"}, string(figures.PartlyUpheld): {"deels", "in part"}, string(figures.NotUpheld): {"nee", "no"},
		figures.Rest: {"geen oordeel: al opgelost, ingetrokken of nog bezig", "no judgement: already solved, withdrawn or still running"}},
	figures.Appealed: {string(figures.AppealRevised): {"ja, en het besluit veranderde", "yes, and the decision changed"}, string(figures.AppealEnded): {"ja, en het besluit bleef of er kwam een andere oplossing", "yes, and the decision stood or it ended otherwise"},
		string(figures.Appealed): {"ja, nog zonder uitspraak of weer ingetrokken", "yes, not concluded yet or taken back"}, figures.Rest: {"nee", "no"}},
}

var channels = map[complaint.Channel][2]string{complaint.ChannelConversation: {"in een gesprek", "in a conversation"}, complaint.ChannelPhone: {"per telefoon", "by phone"}, complaint.ChannelEmail: {"per e-mail", "by e-mail"},
	complaint.ChannelLetter: {"per brief", "by letter"}, complaint.ChannelForm: {"via het formulier", "by the form"}, complaint.ChannelEvaluation: {"in een evaluatie", "in an evaluation"}, complaint.ChannelSocial: {"via sociale media", "on social media"},
	complaint.ChannelMessage: {"in een app", "in a message"}, complaint.ChannelThirdParty: {"via iemand anders", "through somebody else"}, complaint.ChannelOther: {"anders", "otherwise"}}

var complainants = map[complaint.ComplainantKind][2]string{complaint.FromClient: {"opdrachtgever", "client who commissioned us"}, complaint.FromParticipant: {"deelnemer", "participant"}, complaint.FromOther: {"iemand anders", "somebody else"},
	complaint.FromUnknown: {"onbekend", "unknown"}}

func columnWords(lang string, s figures.Spread, i int) string {
	say, name := both(lang), s.Columns[i]
	var words [2]string
	switch {
	case s.Cut == "":
		words = columns[s.Name][name]
	case name == figures.Rest:
		words = [2]string{"overige, samen", "all others together"}
	case name == "":
		words = [2]string{"niet ingevuld", "not filled in"}
	case s.Cut == figures.ByChannel:
		words = channels[complaint.Channel(name)]
	case s.Cut == figures.ByFrom:
		words = complainants[complaint.ComplainantKind(name)]
	case s.Labels != nil:
		words = [2]string{s.Labels[i], s.Labels[i]}
	}
	return say(words[0], words[1])
}

// ReportRows is the figures of a yearly report as rows.
func ReportRows(lang string, b template.ReportBody, a register.AnnualReport) [][]string {
	say := both(lang)
	rows := [][]string{{b.Heading, b.Span}, {say("Vraag", "Question"), say("Antwoord", "Answer"), say("Aantal", "Number")}}
	if a.Few {
		a.Received = (figures.Few).Say(1)
	}
	rows = append(rows, []string{say("Ontvangen klachten", "Complaints received"), "", a.Received})
	for _, t := range b.Tables {
		for _, r := range t.Rows {
			rows = append(rows, []string{t.Title, r.Label, r.Number})
		}
	}
	return rows
}

// ReportPaper sets a yearly report on A4.
func (k *Kit) ReportPaper(lang string, a register.AnnualReport) paper.Letter {
	b, t, home := Report(lang, a), template.Base{Lang: lang}.Text(), k.Register.Home()
	var s strings.Builder
	para := func(text string) {
		if text = plainText(text); text != "" {
			s.WriteString(text + "\n\n")
		}
	}
	list := func(title string, items []string) {
		if len(items) > 0 {
			s.WriteString("**" + title + "**\n\n- " + strings.Join(items, "\n- ") + "\n\n")
		}
	}
	para(b.Span + ".")
	para(b.Note)
	para(b.Intro.Text)
	para(b.Received)
	for _, table := range b.Tables {
		var items []string
		for _, r := range table.Rows {
			items = append(items, plainLine(r.Label)+": "+r.Number)
		}
		list(table.Title, items)
	}
	para(b.Small)
	var earlier, now []string
	for _, m := range b.Earlier {
		earlier = append(earlier, plainLine(m.Text)+" "+m.Became)
	}
	for _, m := range b.Now {
		now = append(now, plainLine(m.Text))
	}
	list(t.Report.Became, earlier)
	list(t.Report.Agreed, now)
	para(b.Closing.Text)
	l := paper.Letter{Lang: lang, Title: b.Heading, Organisation: home.Name, Monogram: Initials(home.Name), Logo: home.Logo, Hue: home.Hue, Chroma: home.Chroma,
		Heading: b.Heading, Body: letter.Blocks(s.String()), Footer: b.Edition}
	if !a.On.IsZero() {
		l.Written = a.On.In(k.Register.Procedure().Zone())
	}
	if home.Address != "" {
		l.Sender = strings.Split(home.Address, "\n")
	}
	return l
}

// plainText is what somebody typed without the marks that a letter has of its own.
func plainText(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "**", "")) }

func plainLine(s string) string { return strings.Join(strings.Fields(plainText(s)), " ") }
