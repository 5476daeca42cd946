package staff

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/figures"
	"wederhoor/internal/picture"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func (p *pages) attendance(w http.ResponseWriter, r *http.Request, who register.Person) {
	year, this := p.yearAsked(r)
	page := p.attendancePage(who, year, this, kit.Form{})
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) attendancePage(who register.Person, year, this int, f kit.Form) template.Attendance {
	page := template.Attendance{Staff: p.base(who, "figures"), FormKey: template.FormKey{Key: kit.Key()}, Year: year, Years: yearLinks("/staff/figures/participants", year, this)}
	for i, a := range p.Register.Attendance(year) {
		row := template.AttendanceRow{Name: a.Service, Number: i, Participants: orElse(f, fmt.Sprint("participants_", i), typed(a.Participants)), Days: orElse(f, fmt.Sprint("days_", i), typed(a.Days))}
		if a.Service == "" {
			row.Name = "Alles samen"
		}
		page.Rows = append(page.Rows, row)
	}
	return page
}

// typed is a number as it stands in a field: nothing is not known.
func typed(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func (p *pages) postAttendance(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	year, this := p.yearAsked(r)
	all := p.Register.Attendance(year)
	for i := range all {
		all[i].Participants, all[i].Days = amount(f.Line(fmt.Sprint("participants_", i))), amount(f.Line(fmt.Sprint("days_", i)))
	}
	err := f.Failed()
	if err == nil {
		err = p.Register.SaveAttendance(r.Context(), who, year, all)
	}
	if err == nil {
		said := "attendance"
		if !slices.ContainsFunc(all, func(a store.Attendance) bool { return a.Participants > 0 || a.Days > 0 }) {
			said = "attendance_none" // nothing filled in, or all of it taken out
		}
		p.SetFlash(w, said)
		http.Redirect(w, r, fmt.Sprint("/staff/figures?period=", year), http.StatusSeeOther)
		return
	}
	lines, status, ok := p.mistakes(w, r, who, f, err, "settings_stale")
	if !ok {
		return
	}
	page := p.attendancePage(who, year, this, f)
	page.Errors = lines
	p.Render(w, r, status, page)
}

// amount reads a number as people type it, 1.250 too; what is none is -1.
func amount(s string) int {
	s = strings.NewReplacer(".", "", " ", "", "\u00a0", "").Replace(s)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// proportion is how many complaints there were for how many people. Of what nobody
// filled in nothing is said.
func (c census) proportion() (rows []template.FigureRow) {
	participants, days := c.Register.Attended(c.now.Period)
	n := c.now.Count(figures.Received)
	for _, x := range []struct {
		label, of string
		size      int
	}{{"Klachten per 100 deelnemers", "%d bij %d deelnemers", participants}, {"Klachten per 100 trainingsdagen", "%d bij %d trainingsdagen", days}} {
		if x.size > 0 {
			rows = append(rows, template.FigureRow{Label: x.label, Number: strings.Replace(fmt.Sprintf("%.1f", 100*float64(n)/float64(x.size)), ".", ",", 1), Of: fmt.Sprintf(x.of, n, x.size)})
		}
	}
	return rows
}

// leastForFunnel is how many services it takes to tell one from the others.
const leastForFunnel = 3

// funnel shows for each service whether it has more complaints than chance explains: in
// the place of a ranking, which would be unfair to small ones and to people. It is for who
// leads.
func (c census) funnel() *picture.Picture {
	if !c.who.Leads() || c.now.Period != figures.Year(c.now.Period.From.Year()) {
		return nil
	}
	hits := map[string]int{}
	for _, row := range c.now.Cut(figures.ByService, c.fold(figures.ByService), figures.Received) {
		hits[row.Value] = row.Counts[0]
	}
	f := picture.Funnel{AxisX: "deelnemers", AxisY: "klachten per 100 deelnemers", Mean: "gemiddeld", Limit: "grens van toeval", Inside: "binnen wat toeval verklaart", Above: "meer dan toeval verklaart",
		Head: []string{"Training of dienst", "Deelnemers", "Klachten", "Verhouding"},
		Keys: []picture.Key{{Mark: picture.Dot, Class: "a", Label: "binnen de grens van het toeval"}, {Mark: picture.Diamond, Class: "late", Label: "erboven"}}}
	for _, a := range c.Register.Attendance(c.now.Period.From.Year())[1:] {
		if a.Participants > 0 {
			f.Groups = append(f.Groups, picture.Group{Name: a.Service, Size: a.Participants, Hits: hits[a.Service]})
		}
	}
	if len(f.Groups) < leastForFunnel {
		return nil
	}
	above, rate := "", picture.Rate(f.Groups)
	n := 0
	for _, g := range f.Groups {
		if picture.Beyond(g, rate) {
			above, n = g.Name, n+1
		}
	}
	switch n {
	case 0:
		f.Title = "Geen training heeft meer klachten dan toeval verklaart"
	case 1:
		f.Title = above + " heeft meer klachten dan toeval verklaart"
	default:
		f.Title = fmt.Sprintf("%d trainingen hebben meer klachten dan toeval verklaart", n)
	}
	f.Desc = fmt.Sprintf("Klachten per deelnemer voor %d trainingen en diensten, met de grens waarboven toeval het niet meer verklaart.", len(f.Groups))
	return f.Draw()
}

// attendanceLink leads to the numbers of the year that is shown, for who leads.
func (c census) attendanceLink() template.Link {
	if !c.who.Leads() || c.now.Period != figures.Year(c.now.Period.From.Year()) {
		return template.Link{}
	}
	label := "Vul in hoeveel deelnemers er waren"
	if len(c.proportion()) > 0 {
		label = "Deelnemers aanpassen"
	}
	return template.Link{Label: label, URL: "/staff/figures/participants?year=" + c.period}
}
