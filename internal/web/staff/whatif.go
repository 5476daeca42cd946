package staff

import (
	"fmt"
	"net/http"
	"net/url"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/template"
)

const whatIfPath = "/staff/what-if"

// whatIf shows a period as it would have gone under another procedure.
func (p *pages) whatIf(w http.ResponseWriter, r *http.Request, who register.Person) {
	asked, period := p.periodAsked(r)
	norm := r.URL.Query().Get("norm")
	page := template.WhatIf{Staff: p.base(who, "figures"), Period: asked, PeriodWords: periodWords(asked), Norms: p.norms(norm)}
	if norm == "" {
		p.Render(w, r, http.StatusOK, page)
		return
	}
	s, err := p.Register.Suppose(who, norm, period)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page.Name, page.Source, page.AsOf = s.Procedure.Name, s.Procedure.Basis.Source, s.Procedure.Basis.AsOf.DayYear("nl")
	for _, t := range s.Terms {
		page.Terms = append(page.Terms, template.WhatIfTerm{Name: supposedWords[t.Term], InTime: t.InTime, Late: t.Late, Runs: t.Runs, Not: t.Not})
		page.Any = page.Any || t.InTime+t.Late+t.Runs+t.Not > 0
	}
	if s.Unheard > 0 {
		page.Unheard = fmt.Sprintf("Deze procedure vraagt om te horen. Bij %d van de %d antwoorden is niemand gehoord. Of dat mocht, kan het register niet zien.", s.Unheard, s.Answered)
	}
	for _, x := range s.Rows {
		page.Rows = append(page.Rows, supposedRow(x))
	}
	p.Render(w, r, http.StatusOK, page)
}

func supposedRow(x register.SupposedRow) template.WhatIfRow {
	row := template.WhatIfRow{Title: "Klacht " + x.Ref, Line: "had moeten komen uiterlijk " + x.Due.DayYear("nl")}
	if x.Heading != "" {
		row.Title, row.URL = x.Heading, "/staff/complaints/"+x.Ref
	}
	if x.MetOn.IsZero() {
		row.Line += ", en is er nog niet"
	} else {
		row.Line += ", en kwam op " + x.MetOn.DayYear("nl")
	}
	if x.Own == complaint.InTerm || x.Own == complaint.InExtended {
		row.Line += ". Onder jullie eigen procedure was het op tijd"
	}
	row.Line += "."
	return row
}

// norms are the procedures to choose from. Nothing was chosen yet: then the first that is
// not the organisation's own, which says what everybody knows.
func (p *pages) norms(chosen string) (all []template.Option) {
	shipped, err := complaint.Presets()
	if err != nil {
		return nil // the program checks them when it is built
	}
	for _, s := range shipped {
		if chosen == "" && s.ID != p.Register.Procedure().ID {
			chosen = s.ID
		}
		all = append(all, template.Option{Value: s.ID, Label: s.Name, Checked: s.ID == chosen})
	}
	return all
}

// supposedWords says what a term is about.
var supposedWords = map[complaint.TermID]string{complaint.TermDiscuss: "Besproken", complaint.TermAcknowledge: "Bevestigd", complaint.TermDecide: "Besluit of contact", complaint.TermRespond: "Beantwoord"}

func whatIfLink(period string) template.Link {
	return template.Link{Label: "Had dit ook gekund onder een andere procedure?", URL: whatIfPath + "?" + url.Values{"period": {period}}.Encode()}
}
