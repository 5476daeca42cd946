package staff

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/figures"
	"wederhoor/internal/picture"
	"wederhoor/internal/register"
	"wederhoor/internal/web/template"
)

// census is a period on its way to a page: the figures, those of a year before,
// and how a number leads to the complaints behind it.
type census struct {
	*pages
	who       register.Person
	period    string
	now, then *figures.View
	topics    []topic // by category, the most on top

	actions, before register.AgreedActions // of reviews in the period, and for a file in that of a year before
	readings        []register.Reading     // of the procedure in force; nil: not asked
}

// periodAsked reads which period was asked; this year when none was.
func (p *pages) periodAsked(r *http.Request) (asked string, period figures.Period) {
	asked = r.URL.Query().Get("period")
	period, err := figures.ParsePeriod(asked)
	if err != nil {
		year := p.Register.Procedure().On(p.Now()).Year()
		return fmt.Sprint(year), figures.Year(year)
	}
	return asked, period
}

// counts looks at the period that was asked.
func (p *pages) counts(r *http.Request, who register.Person) (c census, err error) {
	asked, period := p.periodAsked(r)
	now, then := p.Register.Compared(who, period, so(period, p.Register.Procedure().On(p.Now())).Before())
	c = newCensus(p, who, asked, now, then)
	if c.actions, err = p.Register.AgreedActions(r.Context(), who, period); err != nil {
		return c, err
	}
	c.readings, err = p.Register.Readings(r.Context())
	return c, err
}

func newCensus(p *pages, who register.Person, period string, now, then *figures.View) census {
	c := census{pages: p, who: who, period: period, now: now, then: then}
	c.topics = c.byTopic()
	return c
}

// so is as much of a period as is over: half a year is not held against a whole.
func so(p figures.Period, today calendar.Date) figures.Period {
	if today.After(p.From) && today.Before(p.To) {
		p.To = today
	}
	return p
}

// link leads to the complaints behind a number; for who sees no register nowhere.
func (c census) link(s figures.Set, more ...string) string {
	if !c.who.Leads() {
		return ""
	}
	q := url.Values{"figure": {string(s)}, "period": {c.period}}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return "/staff/complaints?" + q.Encode()
}

func (c census) cutLink(s figures.Set, cut figures.Cut, value string) string {
	return c.link(s, "cut", string(cut), "value", value)
}

// fold groups the services that are on no list.
func (c census) fold(cut figures.Cut) func(string) string {
	return func(v string) string { return c.Register.Grouped(c.who, cut, v) }
}

func (p *pages) figures(w http.ResponseWriter, r *http.Request, who register.Person) {
	c, err := p.counts(r, who)
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	span := c.now.Period
	page := template.Figures{Staff: p.base(who, "figures"), Heading: "Cijfers " + periodWords(c.period),
		Span: fmt.Sprintf("%s tot en met %s, stand van vandaag", span.From.DayYear("nl"), span.To.DayYear("nl")), Periods: c.periods()}
	page.Flash = p.flash(w, r)
	if c.now.Count(figures.Received)+c.now.Count(figures.OpenBegin) == 0 {
		page.Empty = template.Empty{Title: "Geen klachten in deze periode", Text: "Er kwam niets binnen en er stond niets open."}
		p.Render(w, r, http.StatusOK, page)
		return
	}
	for _, f := range [][2]string{{"cijfers.xlsx", "Excel, voor intern"}, {"cijfers.csv", "CSV, voor intern"}, {"cijfers-om-te-delen.xlsx", "Excel om te delen: kleine aantallen verborgen"}} {
		page.Downloads = append(page.Downloads, template.Link{Label: f[1], URL: "/staff/figures/" + f[0] + "?period=" + url.QueryEscape(c.period)})
	}
	page.Stats, page.Findings, page.Bars = c.stats(), c.findings(), c.bars()
	page.Months, page.Pictures, page.Heat, page.Groups, page.Cuts = template.PictureView{ID: "months", Picture: c.months()}, c.pictures(), c.heat(), c.groups(), c.cuts()
	signals, err := p.Register.Signals(r.Context(), who, span)
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	page.Groups = append(page.Groups, template.FigureGroup{Title: "Reacties uit evaluaties", Rows: signalRows(signals)})
	if rows := c.proportion(); len(rows) > 0 {
		page.Groups = append(page.Groups, template.FigureGroup{Title: "Naar verhouding", Rows: rows})
	}
	page.Attendance = c.attendanceLink()
	page.Compare = c.compare(r.URL.Query())
	if who.Leads() {
		page.WhatIf = whatIfLink(c.period)
	}
	p.Render(w, r, http.StatusOK, page)
}

// periods offers some years, and the quarters of the one that is shown.
func (c census) periods() (all []template.Link) {
	year, _, _ := strings.Cut(c.period, "-")
	add := func(period, label string) {
		all = append(all, template.Link{Label: label, URL: "/staff/figures?period=" + period, Current: period == c.period})
	}
	this := c.now.Today.Year()
	for y := this - 2; y <= this; y++ {
		add(fmt.Sprint(y), fmt.Sprint(y))
	}
	for q := 1; q <= 4; q++ {
		add(fmt.Sprintf("%s-%d", year, q), fmt.Sprintf("%de kwartaal %s", q, year))
	}
	return all
}

func (c census) stats() []template.Stat {
	v, was := c.now, c.then
	days := v.DaysTo().Answer
	stats := []template.Stat{
		{Number: fmt.Sprint(v.Count(figures.Received)), URL: c.link(figures.Received), Words: "klachten", Beside: fmt.Sprintf("een jaar eerder %d", was.Count(figures.Received))},
		{Number: fmt.Sprint(v.Count(figures.InTerm)), URL: c.link(figures.InTerm), Words: "op tijd beantwoord", Beside: fmt.Sprintf(ofWords[figures.AnswerDue], v.Count(figures.AnswerDue))},
		{Number: "–", Words: "nog niets beantwoord"},
		{Number: fmt.Sprint(v.Count(figures.Running)), URL: c.link(figures.Running), Words: "nog open", Beside: fmt.Sprintf("%d keer in beroep", v.Count(figures.Appealed)+v.Count(figures.AppealSilence))},
	}
	if days.N > 0 {
		stats[2] = template.Stat{Number: median(days.Median), Words: "dagen: de helft was sneller klaar", Beside: fmt.Sprintf("van %d tot %d dagen", days.Least, days.Most)}
	}
	return stats
}

// findings are the sentences that read the figures.
func (c census) findings() (all []template.Finding) {
	add := func(about, format string, args ...any) {
		all = append(all, template.Finding{About: about, Text: fmt.Sprintf(format, args...)})
	}
	if b := c.topics; len(b) > 0 && b[0].now > 0 {
		add(b[0].label, "leverde %s op%s.", complaints(b[0].now), c.moreOrLess(b[0].now, b[0].then))
		if up := riser(b); c.then.Count(figures.Received) > 0 && up.now-up.then > 1 && up.label != b[0].label {
			add(up.label, "ging van %d naar %d.", up.then, up.now)
		}
	}
	switch late, due := c.now.Count(figures.Late), c.now.Count(figures.AnswerDue); {
	case late > 0:
		add("Te laat:", "%d van de %d waarvan de uiterste datum voorbij is.", late, due)
	case due > 0:
		add("Op tijd:", "alle %d waarvan de uiterste datum voorbij is.", due)
	}
	if n := c.now.Count(figures.WhoAgain); n > 0 {
		add("Opnieuw:", "%s van iemand die binnen een jaar al eerder klaagde.", complaints(n))
	}
	if n := c.now.Count(figures.FoundedUnsolv); n > 0 {
		add("Niet opgelost:", "%d van de %d (deels) gegronde klachten.", n, c.now.Count(figures.Founded))
	}
	return all
}

func complaints(n int) string {
	if n == 1 {
		return "één klacht"
	}
	return fmt.Sprintf("%d klachten", n)
}

// moreOrLess compares with a year before, when there was a register.
func (c census) moreOrLess(now, then int) string {
	switch {
	case c.then.Count(figures.Received) == 0:
		return ""
	case now > then:
		return fmt.Sprintf(", %d meer dan een jaar eerder", now-then)
	case now < then:
		return fmt.Sprintf(", %d minder dan een jaar eerder", then-now)
	}
	return ", evenveel als een jaar eerder"
}

// topic is a category now and a year ago.
type topic struct {
	code, label string
	now, then   int
}

func (c census) byTopic() (all []topic) {
	was := map[string]int{}
	for _, row := range c.then.Cut(figures.ByCategory, nil, figures.Received) {
		was[row.Value] = row.Counts[0]
	}
	for _, row := range c.now.Cut(figures.ByCategory, nil, figures.Received) {
		all = append(all, topic{row.Value, c.valueWords(figures.ByCategory, row.Value), row.Counts[0], was[row.Value]})
		delete(was, row.Value)
	}
	for _, row := range c.then.Cut(figures.ByCategory, nil, figures.Received) {
		if n, left := was[row.Value]; left && row.Value != "" {
			all = append(all, topic{row.Value, c.valueWords(figures.ByCategory, row.Value), 0, n})
		}
	}
	return all
}

func riser(all []topic) (most topic) {
	for _, t := range all {
		if t.code != "" && t.now-t.then > most.now-most.then {
			most = t
		}
	}
	return most
}

func (c census) bars() template.Bars {
	all := c.topics
	if len(all) == 0 {
		return template.Bars{}
	}
	b, most := template.Bars{Title: "Onderwerpen"}, 1
	all = all[:min(len(all), mostBars)]
	if all[0].now > 0 && all[0].code != "" {
		b.Title = all[0].label + " is het vaakst de reden"
		if len(all) > 1 && all[1].now == all[0].now {
			b.Title = "Waar de meeste klachten over gaan"
		}
	}
	for _, t := range all {
		most = max(most, t.now, t.then)
		b.Before = b.Before || t.then > 0
	}
	for _, t := range all {
		row := template.BarRow{Label: t.label, Now: t.now, Then: t.then, Width: percent(t.now, most), Since: percent(t.then, most)}
		if t.now > 0 {
			row.URL = c.cutLink(figures.Received, figures.ByCategory, t.code)
		}
		b.Rows = append(b.Rows, row)
	}
	return b
}

// mostBars is how many subjects stand in the picture; the table has them all.
const mostBars = 8

func percent(n, of int) string { return fmt.Sprintf("%.1f%%", 100*float64(n)/float64(max(of, 1))) }

// heat is what complaints are about, by service, with its count in each cell.
func (c census) heat() template.Heat {
	services := c.now.Cut(figures.ByService, c.fold(figures.ByService), figures.Received)
	if len(services) < 2 && (len(services) == 0 || services[0].Value == "") {
		return template.Heat{}
	}
	slices.SortStableFunc(services, func(a, b figures.Row) int { return rest(a.Value) - rest(b.Value) })
	services = services[:min(len(services), 8)]
	cells := c.now.Cross(figures.Received, figures.ByCategory, figures.ByService, nil, c.fold(figures.ByService))
	most := 1
	for _, n := range cells {
		most = max(most, n)
	}
	h := template.Heat{Title: "Waar gaat het over, en bij welke cursus of dienst"}
	for _, s := range services {
		h.Columns = append(h.Columns, c.valueWords(figures.ByService, s.Value))
	}
	for _, k := range c.now.Cut(figures.ByCategory, nil, figures.Received) {
		row := template.HeatRow{Label: c.valueWords(figures.ByCategory, k.Value)}
		for _, s := range services {
			n, link := cells[[2]string{k.Value, s.Value}], ""
			if k.Value != "" {
				link = c.link(figures.Received, "cut", string(figures.ByService), "value", s.Value, "category", k.Value)
			}
			cell := picture.Number(n, link)
			cell.Level = (4*n + most - 1) / most
			row.Cells = append(row.Cells, cell)
		}
		h.Rows = append(h.Rows, row)
	}
	return h
}

// rest puts what stands for many behind what has a name.
func rest(value string) int {
	switch value {
	case register.Elsewhere:
		return 1
	case "":
		return 2
	}
	return 0
}

// compare shows the months before and after something was done about a subject.
func (c census) compare(q url.Values) template.Compare {
	about := q.Get("about")
	x := template.Compare{Period: c.period, Categories: c.categories(about, "Kies een onderwerp", true), Day: q.Get("since")}
	day, err := readDate(x.Day)
	if err != nil || about == "" || day.After(c.now.Today) || day.Year() < 1900 {
		return x
	}
	first := calendar.On(day.Year(), day.Month(), 1).AddMonths(-12)
	last := first.AddMonths(24).AddDays(-1)
	if last.After(c.now.Today) {
		last = c.now.Today
	}
	counts := map[string]int{}
	for _, f := range c.Register.Figures(c.who, figures.Period{From: first, To: last}).In(figures.Received) {
		if f.Category.String() == about {
			counts[figures.ByMonth.Of(f)]++
		}
	}
	s := picture.Split{Head: []string{"Maand", "Klachten"}, Before: "ervoor", After: "erna", At: 12}
	for m := first; !m.After(last); m = m.AddMonths(1) {
		s.Months = append(s.Months, picture.Column{Label: shortMonth(m), Description: c.valueWords(figures.ByMonth, m.String()[:7]), Below: counts[m.String()[:7]]})
	}
	before, after := picture.Mean(s.Months[:12]), picture.Mean(s.Months[12:])
	s.Title = fmt.Sprintf("%s: van %s naar %s klachten per maand", c.valueWords(figures.ByCategory, about), median(before), median(after))
	s.Desc = fmt.Sprintf("Klachten per maand, een jaar voor en na %s. De lijnen zijn het gemiddelde.", day.DayYear("nl"))
	x.Picture = &template.PictureView{ID: "split", Picture: s.Draw(), More: "De maand van de maatregel telt bij erna."}
	return x
}

func shortMonth(d calendar.Date) string {
	_, month, _ := strings.Cut(dayShort(d), " ")
	return month
}
