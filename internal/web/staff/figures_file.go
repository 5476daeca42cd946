package staff

import (
	"fmt"
	"net/http"

	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
)

// figuresFile hands over the figures of a period: as they are for the team, or
// with small numbers hidden for whoever else.
func (p *pages) figuresFile(w http.ResponseWriter, r *http.Request, who register.Person) {
	c, err := p.counts(r, who)
	if err == nil {
		c.before, err = p.Register.AgreedActions(r.Context(), who, c.then.Period)
	}
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	var rows [][]string
	kind, name := kit.KindXLSX, r.PathValue("name")
	switch name {
	case "cijfers.xlsx":
		rows = c.inward()
	case "cijfers.csv":
		rows, kind = c.inward(), kit.KindCSV
	case "cijfers-om-te-delen.xlsx":
		rows = c.outward()
	default:
		p.absent(w, r, who)
		return
	}
	raw, err := kit.Written(kind, "Cijfers "+c.period, rows)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	kit.Download(w, kind, c.period+"-"+name)
	_, _ = w.Write(raw)
}

// inward is every figure with its denominator, and every cut.
func (c census) inward() [][]string {
	rows := [][]string{{"Cijfer", "Aantal", "Van", "Waarvan", "Een jaar eerder"}}
	for _, g := range figureGroups {
		for _, s := range g.sets {
			share := c.now.Share(s)
			row := []string{setWords[s], fmt.Sprint(share.N), "", "", fmt.Sprint(c.then.Count(s))}
			if share.Whom != "" {
				row[2], row[3] = fmt.Sprint(share.Of), fmt.Sprintf(ofWords[share.Whom], share.Of)
			}
			rows = append(rows, row)
		}
		rows = append(rows, c.actionLines(g.actions)...)
		rows = append(rows, c.groundsFile(g.sets)...)
		if g.extra == nil {
			continue
		}
		for _, x := range g.extra(c) {
			rows = append(rows, []string{x.Label, x.Number, "", x.Of, ""})
		}
	}
	for _, x := range c.proportion() {
		rows = append(rows, []string{x.Label, x.Number, "", x.Of, ""})
	}
	rows = append(rows, c.promisedFile()...)
	for _, t := range c.cuts() {
		rows = append(rows, []string{""}, t.Table.Head)
		for _, r := range t.Table.Rows {
			row := make([]string, len(r))
			for i, cell := range r {
				row[i] = cell.Text
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// outward is what may leave the circle (domain 4.3).
func (c census) outward() [][]string {
	rows := [][]string{{"Cijfers " + periodWords(c.period), "Aantal"}}
	for _, s := range append(c.now.Spreads(c.fold, figures.ByCategory, figures.ByChannel, figures.ByFrom, figures.ByMonth), c.actions.Spread()) {
		told, title := s.Tell(), setWords[figures.Received]+", per "+cutNames[s.Cut]
		if s.Cut == "" {
			title = spreadWords[s.Name]
		}
		if rows = append(rows, []string{""}); told.Withheld {
			rows = append(rows, []string{title, "te weinig om te laten zien"})
			continue
		}
		rows = append(rows, []string{title, told.Sum})
		for i, name := range told.Columns {
			rows = append(rows, []string{c.columnWords(told.Spread, name), told.Cells[i]})
		}
	}
	return append(rows, []string{""}, []string{"<5: één tot en met vier. Een streepje: niet getoond, omdat een klein aantal er anders uit volgt."})
}

// spreadWords say of what the parts of a spread are.
var spreadWords = map[figures.Set]string{figures.AnswerDue: "Ontvangen klachten, en het antwoord", figures.Judged: "Ontvangen klachten, en het oordeel", figures.Appealed: "Ontvangen klachten, en beroep", figures.Set(figures.ActionsAgreed): "Extra acties afgesproken op een jaartoetsing"}

var restWords = map[figures.Set]string{figures.AnswerDue: "Uiterste datum nog niet voorbij, of geen antwoord nodig", figures.Judged: "Geen oordeel: opgelost, ingetrokken of nog bezig", figures.Appealed: "Geen beroep", figures.Received: "Overige, samen", figures.Set(figures.ActionsAgreed): "Nog niet gedaan"}

// columnWords is a column of a spread as people read it.
func (c census) columnWords(s figures.Spread, name string) string {
	switch {
	case name == figures.Rest:
		return restWords[s.Name]
	case s.Cut != "":
		return c.valueWords(s.Cut, name)
	case s.Name == figures.Appealed:
		return appealColumns[figures.Set(name)]
	case s.Name == figures.Set(figures.ActionsAgreed):
		return actionColumns[figures.ActionSet(name)]
	}
	return setWords[figures.Set(name)]
}

var appealColumns = map[figures.Set]string{figures.AppealRevised: "In beroep, en het besluit is herzien", figures.AppealEnded: "In beroep, en het besluit bleef of er kwam een andere uitkomst", figures.Appealed: "In beroep, nog zonder uitspraak of weer ingetrokken"}

var actionColumns = map[figures.ActionSet]string{figures.ActionsWorked: "Gedaan, en het hielp", figures.ActionsDidNot: "Gedaan, en het hielp niet", figures.ActionsUnknown: "Gedaan, en nog niet te zeggen of het hielp"}
