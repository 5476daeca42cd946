package staff

import (
	"fmt"
	"strings"

	"wederhoor/internal/figures"
	"wederhoor/internal/picture"
	"wederhoor/internal/web/template"
)

// figureGroups lists every figure in the order of the procedure.
var figureGroups = []struct {
	title   string
	sets    []figures.Set
	actions []figures.ActionSet // of reviews
	extra   func(census) []template.FigureRow
}{
	{title: "Wat er binnenkwam en wegging", sets: []figures.Set{figures.OpenBegin, figures.Received, figures.Reopened, figures.Closed, figures.OpenEnd, figures.Running, figures.FromEvaluation}},
	{title: "Bevestigen", sets: []figures.Set{figures.AckInTime}, extra: func(c census) []template.FigureRow {
		return took("Tot de bevestiging", c.now.DaysTo().Acknowledgement)
	}},
	{title: "Beantwoorden", sets: []figures.Set{figures.InTerm, figures.InExtended, figures.Late, figures.AnswerRuns}, extra: func(c census) []template.FigureRow {
		return append(took("Tot het besluit", c.now.DaysTo().Decision), took("Tot het antwoord", c.now.DaysTo().Answer)...)
	}},
	{title: "Uitstellen", sets: []figures.Set{figures.Extended, figures.ExtendedLate}, extra: extensionRows},
	{title: "Uitkomst", sets: []figures.Set{figures.Decided, figures.Founded, figures.Upheld, figures.PartlyUpheld, figures.NotUpheld, figures.FoundedSolved, figures.FoundedPartly, figures.FoundedUnsolv,
		figures.AtIntake, figures.Withdrawn, figures.Inadmissible}},
	{title: "Beroep", sets: []figures.Set{figures.Appealed, figures.AppealSilence, figures.AppealRevised, figures.AppealFollowed},
		extra: func(c census) []template.FigureRow { return took("Tot de uitspraak", c.now.DaysTo().Appeal) }},
	{title: "Toezeggingen", sets: []figures.Set{figures.RemedyPromised, figures.RemedyInTime}, extra: remedyRows},
	{title: "Herhaling", sets: []figures.Set{figures.CauseAgain, figures.WhoAgain}, actions: []figures.ActionSet{figures.ActionsCauseBack}},
	{title: "Extra acties", actions: []figures.ActionSet{figures.ActionsAgreed, figures.ActionsDone, figures.ActionsInTime, figures.ActionsLate,
		figures.ActionsWorked, figures.ActionsDidNot, figures.ActionsUnknown, figures.ActionsUnjudged}},
	{title: "Tevreden over de afhandeling", sets: []figures.Set{figures.Satisfied, figures.Said}},
	{title: "Hoe het register is bijgehouden", sets: []figures.Set{figures.SeenInTime, figures.Corrected, figures.NoCategory, figures.ClosedNoCause}, extra: census.readingRows},
}

func extensionRows(c census) []template.FigureRow {
	x := c.now.Extensions()
	if x.Complaints == 0 {
		return nil
	}
	return []template.FigureRow{{Label: "Hoe vaak en hoe lang", Number: fmt.Sprint(x.Times), Of: fmt.Sprintf("keer uitgesteld, gemiddeld %s per klacht", plural(float64(x.Days)/float64(x.Complaints)))}}
}

func remedyRows(c census) []template.FigureRow {
	x := c.now.Remedies()
	rows := []template.FigureRow{{Label: "Losse toezeggingen gedaan", Number: fmt.Sprint(x.Done), Of: fmt.Sprintf("van de %d", x.Promised)},
		{Label: "Losse toezeggingen op tijd gedaan", Number: fmt.Sprint(x.InTime), Of: fmt.Sprintf("van de %d waarvan de datum voorbij is", x.Due)}}
	if x.WithMoney == 0 {
		return rows
	}
	return append(rows, template.FigureRow{Label: "Geld toegezegd", Number: x.Money.Words("nl"), Of: fmt.Sprintf("in %d toezeggingen, de middelste is %s", x.WithMoney, x.Median.Words("nl"))},
		template.FigureRow{Label: "Daarvan betaald", Number: x.Paid.Words("nl"), Of: fmt.Sprintf("in %d van de %d", x.MoneyDone, x.WithMoney)})
}

func took(label string, d figures.Days) []template.FigureRow {
	if d.N == 0 {
		return nil
	}
	return []template.FigureRow{{Label: label, Number: median(d.Median), Of: fmt.Sprintf("dagen bij %d klachten: %s", d.N, daysWords(d))}}
}

// leastForPercent is when a percentage helps a reader: under it one complaint
// moves the share by more than two (DESIGN 9).
const leastForPercent = 50

func (c census) groups() (all []template.FigureGroup) {
	for _, g := range figureGroups {
		group := template.FigureGroup{Title: g.title}
		for _, s := range g.sets {
			if s == figures.Reopened && c.now.Count(s) == 0 {
				continue
			}
			group.Rows = append(group.Rows, c.row(s))
		}
		for _, s := range c.shownActions(g.actions) {
			group.Rows = append(group.Rows, c.actionRow(s))
		}
		if g.extra != nil {
			group.Rows = append(group.Rows, g.extra(c)...)
		}
		group.Rows = append(group.Rows, c.apart(g.sets)...)
		all = append(all, group)
	}
	return all
}

// signalRows are what rules found in evaluation forms, and how much of it a person
// judged to be a complaint.
func signalRows(x figures.Signals) []template.FigureRow {
	rows := []template.FigureRow{{Label: "Reacties gevonden", Number: fmt.Sprint(x.Found)}}
	if x.Found == 0 {
		return rows
	}
	rows = append(rows, template.FigureRow{Label: "Beoordeeld", Number: fmt.Sprint(x.Judged), Of: fmt.Sprintf("van de %d gevonden reacties", x.Found)},
		template.FigureRow{Label: "Daarvan een klacht", Number: fmt.Sprint(x.Complaints), Of: fmt.Sprintf("van de %d beoordeelde reacties", x.Judged)})
	if x.Seen.N > 0 {
		rows = append(rows, template.FigureRow{Label: "Tot het oordeel", Number: median(x.Seen.Median), Of: fmt.Sprintf("dagen bij %d reacties: %s", x.Seen.N, daysWords(x.Seen))})
	}
	return rows
}

func (c census) row(s figures.Set) template.FigureRow {
	share := c.now.Share(s)
	row := template.FigureRow{Label: setWords[s], Number: fmt.Sprint(share.N)}
	if share.N > 0 {
		row.URL = c.link(s)
	}
	if share.Whom == "" {
		return row
	}
	if row.Of = fmt.Sprintf(ofWords[share.Whom], share.Of); share.Of > 0 {
		row.OfURL = c.link(share.Whom)
	}
	if n, ok := share.Percent(); ok && share.Of >= leastForPercent {
		row.Percent = fmt.Sprintf("%d%%", n)
	}
	return row
}

// cuts are the figures for each value of everything complaints are told apart by.
// A cut that nothing was filled in for is left out.
func (c census) cuts() (all []template.CutTable) {
	for _, cut := range figures.Cuts() {
		rows := c.now.Cut(cut, c.fold(cut), cutSets...)
		if len(rows) == 0 || len(rows) == 1 && rows[0].Value == "" {
			continue
		}
		was := map[string]int{}
		for _, row := range c.then.Cut(cut, c.fold(cut), figures.Received) {
			was[row.Value] = row.Counts[0]
		}
		t := template.CutTable{Title: "Per " + strings.ToLower(cutNames[cut]), Table: picture.Table{Head: []string{cutNames[cut], "Klachten", "Een jaar eerder", "Op tijd", "Te laat", "(Deels) gegrond", "In beroep"}}}
		if cut == figures.ByMonth {
			t.Table.Head = append(t.Table.Head[:2:2], t.Table.Head[3:]...)
		}
		for _, row := range rows {
			cells := []picture.Cell{picture.Text(c.valueWords(cut, row.Value))}
			for i, s := range cutSets {
				cells = append(cells, picture.Number(row.Counts[i], c.cutLink(s, cut, row.Value)))
				if i == 0 && cut != figures.ByMonth {
					cells = append(cells, picture.Number(was[row.Value], ""))
				}
			}
			t.Table.Rows = append(t.Table.Rows, cells)
		}
		all = append(all, t)
	}
	return append(all, c.norms()...)
}

var cutSets = []figures.Set{figures.Received, figures.InTerm, figures.Late, figures.Founded, figures.Appealed}
