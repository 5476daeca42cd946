package staff

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"wederhoor/internal/norm"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// shown is a norm on its way to a page.
type shown struct {
	*pages
	who  register.Person
	norm norm.Norm
	year int
	this int // the year that runs
	register.Evidence
}

// evidenceYears is how many years one can look at: whole ones only, so that nobody
// works out a small number from the parts of a year.
const evidenceYears = 3

// yearAsked is this year when none was asked, or one that is not offered.
func (p *pages) yearAsked(r *http.Request) (year, this int) {
	this = p.Register.Procedure().On(p.Now()).Year()
	year, err := strconv.Atoi(r.URL.Query().Get("year"))
	if err != nil || year > this || year <= this-evidenceYears {
		return this, this
	}
	return year, this
}

func yearLinks(path string, year, this int) (all []template.Link) {
	for y := this - evidenceYears + 1; y <= this; y++ {
		all = append(all, template.Link{Label: fmt.Sprint(y), URL: fmt.Sprintf("%s?year=%d", path, y), Current: y == year})
	}
	return all
}

// evidences offers the norms.
func (p *pages) evidences(w http.ResponseWriter, r *http.Request, who register.Person) {
	year, this := p.yearAsked(r)
	e, err := p.Register.Evidence(r.Context(), who, year)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.EvidenceStart{Staff: p.base(who, "settings"), Years: yearLinks("/staff/evidence", year, this)}
	for _, n := range norm.Norms() {
		s := shown{p, who, n, year, this, e}
		page.Span = s.span()
		page.Norms = append(page.Norms, template.NormRow{Name: n.Name(), URL: fmt.Sprintf("/staff/evidence/%s?year=%d", n, year), Basis: n.Basis(), Counts: s.counts()})
	}
	p.Render(w, r, http.StatusOK, page)
}

// shows finds the norm that was asked; ok is false when the answer was given.
func (p *pages) shows(w http.ResponseWriter, r *http.Request, who register.Person) (s shown, ok bool) {
	n := norm.Norm(r.PathValue("norm"))
	if len(norm.Of(n)) == 0 {
		p.absent(w, r, who)
		return s, false
	}
	year, this := p.yearAsked(r)
	e, err := p.Register.Evidence(r.Context(), who, year)
	if err != nil {
		p.failed(w, r, who, err)
		return s, false
	}
	return shown{p, who, n, year, this, e}, true
}

func (p *pages) evidence(w http.ResponseWriter, r *http.Request, who register.Person) {
	s, ok := p.shows(w, r, who)
	if !ok {
		return
	}
	path := "/staff/evidence/" + string(s.norm)
	page := template.Evidence{Staff: p.base(who, "settings"), Norm: s.norm.Name(), Span: s.span(), Basis: s.norm.Basis(), Procedure: s.procedure(), Counts: s.counts(),
		Small: !s.Exact, Years: yearLinks(path, s.year, s.this)}
	for _, f := range [][2]string{{"toon-aan.xlsx", "Excel"}, {"toon-aan.csv", "CSV"}} {
		page.Downloads = append(page.Downloads, template.Link{Label: f[1], URL: fmt.Sprintf("%s/%s?year=%d", path, f[0], s.year)})
	}
	for _, d := range norm.Of(s.norm) {
		found := d.Find(s.Register)
		page.Demands = append(page.Demands, template.DemandRow{Clause: d.Clause, Says: d.Says, Tag: findingTags[found.Finding], Text: s.text(d, found), Links: s.links(d, found)})
	}
	for _, v := range s.Held {
		page.Reviews = append(page.Reviews, template.ReviewProof{Day: v.Day.DayYear("nl"), URL: "/staff/reviews/" + v.ID, Hash: v.End.SHA256})
	}
	p.Render(w, r, http.StatusOK, page)
}

func (s shown) span() string {
	if s.Until.Year() == s.year && s.Until.Month() == 12 && s.Until.Day() == 31 {
		return fmt.Sprintf("Het jaar %d", s.year)
	}
	return fmt.Sprintf("Het jaar %d, tot en met %s", s.year, s.Until.DayYear("nl"))
}

// evidenceFile hands the page over as rows.
func (p *pages) evidenceFile(w http.ResponseWriter, r *http.Request, who register.Person) {
	kind := map[string]string{"toon-aan.xlsx": kit.KindXLSX, "toon-aan.csv": kit.KindCSV}[r.PathValue("name")]
	if kind == "" {
		p.absent(w, r, who)
		return
	}
	s, ok := p.shows(w, r, who)
	if !ok {
		return
	}
	raw, err := kit.Written(kind, "Toon aan", s.rows())
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	kit.Download(w, kind, fmt.Sprintf("%d-%s-%s", s.year, s.norm, r.PathValue("name")))
	_, _ = w.Write(raw)
}

func (s shown) rows() [][]string {
	rows := [][]string{{"Toon aan: " + s.norm.Name()}, {s.span()}, {"Gebaseerd op " + s.norm.Basis() + " Laat dit toetsen."}, {s.procedure()}, {""},
		{"Onderdeel", "Eis", "Bevinding", "Bewijs", "Aantal", "Van"}}
	for _, d := range norm.Of(s.norm) {
		found := d.Find(s.Register)
		row := []string{d.Clause, d.Says, findingTags[found.Finding].Text, s.text(d, found), "", ""}
		if found.Of > 0 {
			row[4], row[5] = s.numbers(found)
		}
		rows = append(rows, row)
	}
	for _, v := range s.Held {
		rows = append(rows, []string{"", "Jaartoetsing van " + v.Day.DayYear("nl"), "", "SHA-256 " + v.End.SHA256})
	}
	return rows
}

// counts sums up what was found, and adds up to no judgement.
func (s shown) counts() string {
	n := map[norm.Finding]int{}
	for _, d := range norm.Of(s.norm) {
		n[d.Find(s.Register).Finding]++
	}
	var parts []string
	for _, f := range []norm.Finding{norm.Shown, norm.Gap, norm.NoCase, norm.Yourself} {
		if n[f] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[f], strings.ToLower(findingTags[f].Text)))
		}
	}
	return strings.Join(parts, ", ")
}
