package public

import (
	"errors"
	"fmt"
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const reportPath = "/annual-report"

func (p *pages) annualReports(w http.ResponseWriter, r *http.Request) {
	lang := lang(r.URL.Query().Get("lang"))
	all, err := p.Register.AnnualReports(r.Context())
	if err != nil {
		p.broken(w, r, lang, err)
		return
	}
	page := template.AnnualReports{Public: p.Public(lang)}
	page.DutchURL, page.EnglishURL = reportPath, reportPath+"?lang=en"
	for _, a := range all {
		page.Reports = append(page.Reports, template.Link{Label: kit.Report(lang, a).Heading, URL: reportPath + "/" + a.Name + page.LangQuery()})
	}
	p.Render(w, r, http.StatusOK, page)
}

// reportAsked finds the report of this address; ok is false when the answer was given.
func (p *pages) reportAsked(w http.ResponseWriter, r *http.Request) (lng string, a register.AnnualReport, ok bool) {
	lng = lang(r.URL.Query().Get("lang"))
	a, err := p.Register.AnnualReport(r.Context(), r.PathValue("name"))
	switch {
	case errors.Is(err, register.ErrNotFound):
		p.Message(w, r, http.StatusNotFound, template.Message{Public: p.Public(lng), Kind: "not_found"})
	case err != nil:
		p.broken(w, r, lng, err)
	case a.Withdrawn != nil:
		t := template.Base{Lang: lng}.Text().Report
		on := p.Register.Procedure().On(a.Withdrawn.At)
		p.Message(w, r, http.StatusGone, template.Message{Public: p.Public(lng), Heading: fmt.Sprintf(t.Withdrawn, a.Name), Lead: fmt.Sprintf(t.WithdrawnText, on.Words(lng), a.Withdrawn.Reason)})
	default:
		return lng, a, true
	}
	return lng, a, false
}

func (p *pages) annualReport(w http.ResponseWriter, r *http.Request) {
	lang, a, ok := p.reportAsked(w, r)
	if !ok {
		return
	}
	at := reportPath + "/" + a.Name
	page := template.AnnualReport{Public: p.Public(lang), Report: kit.Report(lang, a)}
	page.DutchURL, page.EnglishURL = at, at+"?lang=en"
	page.PDF, page.CSV = at+"/pdf"+page.LangQuery(), at+"/csv"+page.LangQuery()
	p.Render(w, r, http.StatusOK, page)
}

// annualReportFile hands the report over to print or its figures to count with.
func (p *pages) annualReportFile(w http.ResponseWriter, r *http.Request) {
	kind := r.PathValue("kind")
	if kind != "pdf" && kind != "csv" {
		p.absent(w, r)
		return
	}
	if p.Limits && !p.papers.Try(r.Context(), p.Network(r)) {
		p.Message(w, r, http.StatusTooManyRequests, template.Message{Kind: "too_many"})
		return
	}
	lang, a, ok := p.reportAsked(w, r)
	if !ok {
		return
	}
	name := "jaarverslag-klachten-" + a.Name
	if kind == "pdf" {
		if err := kit.WritePaper(w, name, p.ReportPaper(lang, a)); err != nil {
			p.broken(w, r, lang, err)
		}
		return
	}
	raw, err := kit.Written(kit.KindCSV, "", kit.ReportRows(lang, kit.Report(lang, a), a))
	if err != nil {
		p.broken(w, r, lang, err)
		return
	}
	kit.Download(w, kit.KindCSV, name+".csv")
	_, _ = w.Write(raw)
}
