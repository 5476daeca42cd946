package staff

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/web/template"
)

// filterOf reads what may stand in an address: states and dates, never words.
func filterOf(q url.Values) register.Filter {
	f := register.Filter{View: q.Get("view"), Stage: complaint.Stage(q.Get("status")), Category: q.Get("category"),
		After: q.Get("after"), Before: q.Get("before")}
	if d, err := readDate(q.Get("from")); err == nil {
		f.From = d
	}
	if f.Figure = figures.Set(q.Get("figure")); f.Figure != "" {
		f.View, f.Period, f.Cut, f.Value = "all", q.Get("period"), figures.Cut(q.Get("cut")), q.Get("value")
	}
	return f
}

func (p *pages) list(w http.ResponseWriter, r *http.Request, who register.Person) {
	q := r.URL.Query()
	f := filterOf(q)
	found := p.Register.List(who, f)
	names, err := p.named(r, who, &found.Items)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	today := p.Register.Procedure().On(p.Now())
	page := template.Register{Staff: p.base(who, "register"), Names: names, Summary: summary(len(found.Items), found.Total), Views: views(f.View),
		Statuses: statuses(f.Stage), Categories: p.categories(f.Category, "Alle onderwerpen", true), From: f.From.String(), Filters: p.chosen(q, f),
		Compact: q.Get("density") == "compact", WideURL: with(q, "density", ""), CompactURL: with(q, "density", "compact")}
	for _, it := range found.Items {
		page.Rows = append(page.Rows, p.row(it, today))
	}
	if found.Older != "" {
		page.OlderURL = with(without(q, "before"), "after", found.Older)
	}
	if found.Newer != "" {
		page.NewerURL = with(without(q, "after"), "before", found.Newer)
	}
	page.Empty = emptyWords(f.View)
	if who.Leads() {
		page.Along = alongPath
	}
	p.Render(w, r, http.StatusOK, page)
}

func summary(shown, total int) string {
	if total == 1 {
		return "Eén klacht."
	}
	if shown == total {
		return fmt.Sprintf("%d klachten.", total)
	}
	return fmt.Sprintf("%d klachten. Je ziet er %d.", total, shown)
}

func views(current string) []template.Link {
	var all []template.Link
	for _, v := range [][2]string{{"", "Open en recent"}, {"late", "Te laat"}, {"week", "Deze week klaar"}, {"year", "Dit jaar"}, {"all", "Alles"}} {
		link := "/staff/complaints"
		if v[0] != "" {
			link += "?view=" + v[0]
		}
		all = append(all, template.Link{Label: v[1], URL: link, Current: v[0] == current})
	}
	return all
}

func statuses(chosen complaint.Stage) []template.Option {
	all := []template.Option{{Label: "Alle statussen", Checked: chosen == ""}}
	for _, s := range []complaint.Stage{complaint.StageReceived, complaint.StageAcknowledged, complaint.StageDecided, complaint.StageExtended,
		complaint.StageAnswered, complaint.StageAppealed, complaint.StageClosed, complaint.StageWithdrawn, complaint.StageInadmissible} {
		all = append(all, template.Option{Value: string(s), Label: stageTag(s, false).Text, Checked: s == chosen})
	}
	return all
}

// categories offers what a complaint can be about, first a choice for none. What
// is out of use is there only to look for, or when it is what was chosen.
func (p *pages) categories(chosen, none string, past bool) []template.Option {
	all := []template.Option{{Label: none, Checked: chosen == ""}}
	known := chosen == ""
	for _, c := range p.Register.Categories() {
		known = known || c.Code == chosen
		if !c.Off || past || c.Code == chosen {
			all = append(all, template.Option{Value: c.Code, Label: c.Label, Checked: c.Code == chosen})
		}
	}
	if !known { // an old dossier keeps what it has
		all = append(all, template.Option{Value: chosen, Label: p.Register.CategoryName(chosen), Checked: true})
	}
	return all
}

// chosen lists the filters that are on; each link leaves one out.
func (p *pages) chosen(q url.Values, f register.Filter) []template.Link {
	var all []template.Link
	if f.Stage != "" {
		all = append(all, template.Link{Label: strings.ToLower(stageTag(f.Stage, false).Text), URL: with(q, "status", "")})
	}
	if f.Category != "" {
		all = append(all, template.Link{Label: strings.ToLower(p.Register.CategoryName(f.Category)), URL: with(q, "category", "")})
	}
	if f.Figure != "" {
		all = append(all, template.Link{Label: p.figureFilter(f), URL: "/staff/complaints?view=all"})
	}
	if !f.From.IsZero() {
		all = append(all, template.Link{Label: "vanaf " + f.From.Words("nl"), URL: with(q, "from", "")})
	}
	return all
}

func without(q url.Values, name string) url.Values {
	c := url.Values{}
	for k, v := range q {
		if k != name {
			c[k] = v
		}
	}
	return c
}

func with(q url.Values, name, value string) string {
	c := without(q, name)
	if value != "" {
		c.Set(name, value)
	} else {
		c = without(without(c, "after"), "before")
	}
	if len(c) == 0 {
		return "/staff/complaints"
	}
	return "/staff/complaints?" + c.Encode()
}

func (p *pages) row(it register.Item, today calendar.Date) template.RegisterRow {
	late := it.Late()
	row := template.RegisterRow{Ref: it.Ref, Subject: heading(it), URL: "/staff/complaints/" + it.Ref, Received: dayOfOld(it.ReceivedOn, today), Tag: stageTag(it.Stage, late)}
	row.Line, row.News = p.rowLine(it), newMessage(it.Unread, it.Next.Step)
	switch {
	case it.Follow.Open() && !it.Respond.Open():
		row.Due, row.Left = it.Follow.Due.ShortWords("nl"), left(it.Follow.Due, today)
	case it.Respond.Open():
		row.Due, row.Left, row.Days = it.Respond.Due.ShortWords("nl"), left(it.Respond.Due, today), days(it.Respond, today)
	case !it.Respond.MetOn.IsZero():
		row.Left = answeredIn(it.Respond.MetOn.Sub(it.ReceivedOn))
	}
	return row
}

// dayOfOld is a day in a list; of what came long ago also the year.
func dayOfOld(d, today calendar.Date) string {
	if d.Year() < today.Year()-1 {
		return fmt.Sprintf("%s %d", dayShort(d), d.Year())
	}
	return dayShort(d)
}

// heading names a dossier in a list; who only follows it knows its number.
func heading(it register.Item) string {
	if !it.Reads {
		return "Klacht " + it.Ref
	}
	return it.Heading
}

func (p *pages) rowLine(it register.Item) string {
	if !it.Reads {
		return "je ziet alleen hoe het loopt"
	}
	line := listName(it)
	if m, ok := p.Register.Member(it.Reporter); ok {
		line += ", via " + firstName(m)
	}
	return line + ", " + channelWords[it.Channel]
}

func answeredIn(n int) string {
	switch n {
	case 0:
		return "dezelfde dag"
	case 1:
		return "in 1 dag"
	}
	return fmt.Sprintf("in %d dagen", n)
}

func emptyWords(view string) template.Empty {
	if view == "late" {
		return template.Empty{Title: "Niets te laat", Text: "Alle antwoorden zijn op tijd of lopen nog.", Link: template.Link{Label: "Bekijk wat open is", URL: "/staff/complaints"}}
	}
	return template.Empty{Title: "Hier staat nog niets", Text: "Er past geen klacht bij deze keuze.", Link: template.Link{Label: "Klacht doorgeven", URL: "/staff/complaints/new"}}
}

// search takes the words from the body, so that they stand in no address. The
// same form shows or hides the names in what it found.
func (p *pages) search(w http.ResponseWriter, r *http.Request, who register.Person) {
	page := template.Search{Staff: p.base(who, "register")}
	if r.Method == http.MethodPost {
		f := p.ReadForm(w, r)
		if err := p.showOrHide(r.Context(), who, f); err != nil {
			p.failed(w, r, who, err)
			return
		}
		page.Query, page.Asked = f.Line("q"), true
		today := p.Register.Procedure().On(p.Now())
		found, err := p.Register.Search(r.Context(), who, page.Query)
		if err == nil {
			page.Names, err = p.named(r, who, &found)
		}
		if err != nil {
			p.failed(w, r, who, err)
			return
		}
		page.Names.Action, page.Names.Back, page.Names.Query = "/staff/search", "", page.Query
		for _, it := range found {
			page.Rows = append(page.Rows, p.row(it, today))
		}
		page.More = len(found) == register.PageSize
	}
	p.Render(w, r, http.StatusOK, page)
}
