package staff

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/web/template"
)

// board is the list of what reviews agreed on, on its way to a page: of a period, or
// of all years when none was asked, and of those that stand in one way.
type board struct {
	*pages
	period string // "": all years
	state  figures.ActionSet
	agreed register.AgreedActions
}

// ever is from before any register until today.
func (p *pages) ever() figures.Period {
	return figures.Period{From: calendar.On(1900, 1, 1), To: p.Register.Procedure().On(p.Now())}
}

func (p *pages) improvements(w http.ResponseWriter, r *http.Request, who register.Person) {
	b := board{pages: p, period: r.URL.Query().Get("period"), state: figures.ActionSet(r.URL.Query().Get("state"))}
	period, err := figures.ParsePeriod(b.period)
	if err != nil {
		b.period, period = "", p.ever()
	}
	if !b.state.Known() {
		b.state = figures.ActionsAgreed
	}
	if b.agreed, err = p.Register.AgreedActions(r.Context(), who, period); err != nil {
		p.fault(w, r, who, err)
		return
	}
	page := template.Improvements{Staff: p.base(who, "reviews"), Crumb: template.Link{Label: "Jaartoetsing", URL: reviewsPath}, Groups: b.groups()}
	page.Flash = p.flash(w, r)
	if len(b.agreed.Years) == 0 {
		page.Summary = "Wat jullie afspreken op een jaartoetsing."
		p.Render(w, r, http.StatusOK, page)
		return
	}
	n := 0
	for _, g := range page.Groups {
		n += len(g.Rows)
	}
	page.Summary = "Afgesproken op een jaartoetsing" + b.when() + "."
	if n > 0 {
		page.Summary = howMany(n, "actie", "acties") + ", afgesproken op een jaartoetsing" + b.when() + "."
	}
	page.Periods, page.States = b.periods(), b.states()
	if !slices.Contains(boardStates, b.state) {
		page.Filter = template.Link{Label: strings.ToLower(actionWords[b.state]), URL: b.link(b.period, figures.ActionsAgreed)}
	}
	page.Empty = template.Empty{Title: "Geen acties", Text: "In deze keuze staat niets.", Link: template.Link{Label: "Toon alle acties", URL: actionsPath}}
	if b.state == figures.ActionsLate {
		page.Empty.Title, page.Empty.Text = "Niets te laat", "Van elke actie is de dag nog niet voorbij, of zij is gedaan."
	}
	p.Render(w, r, http.StatusOK, page)
}

func (b board) when() string {
	if b.period == "" {
		return ""
	}
	return " in " + periodIn(b.period)
}

// periodIn is a period behind "in": "2026" or "het 3e kwartaal van 2026".
func periodIn(period string) string {
	if y, q, ok := strings.Cut(period, "-"); ok {
		return "het " + q + "e kwartaal van " + y
	}
	return period
}

func (b board) link(period string, state figures.ActionSet) string {
	q := url.Values{}
	if period != "" {
		q.Set("period", period)
	}
	if state != figures.ActionsAgreed {
		q.Set("state", string(state))
	}
	if len(q) == 0 {
		return actionsPath
	}
	return actionsPath + "?" + q.Encode()
}

// periods offers all years at once, and each that has something; one alone is no choice.
func (b board) periods() (all []template.Link) {
	asked := []string{""}
	for _, y := range b.agreed.Years {
		asked = append(asked, fmt.Sprint(y))
	}
	if !slices.Contains(asked, b.period) {
		asked = append(asked, b.period)
	}
	if len(asked) == 2 && b.period == "" {
		return nil
	}
	for _, period := range asked {
		label := "Alle jaren"
		if period != "" {
			label = periodWords(period)
		}
		all = append(all, template.Link{Label: label, URL: b.link(period, b.state), Current: period == b.period})
	}
	return all
}

// boardStates are how actions stand; every action is in one of those behind the first.
var boardStates = []figures.ActionSet{figures.ActionsAgreed, figures.ActionsLate, figures.ActionsRunning, figures.ActionsDone}

var boardWords = map[figures.ActionSet]string{figures.ActionsAgreed: "Alle", figures.ActionsLate: "Te laat", figures.ActionsRunning: "Te doen", figures.ActionsDone: "Gedaan"}

func (b board) states() (all []template.Link) {
	for _, s := range boardStates {
		all = append(all, template.Link{Label: boardWords[s], URL: b.link(b.period, s), Current: s == b.state})
	}
	return all
}

// groups are the actions that were asked: what is late first, and what was done last
// before what was done long ago.
func (b board) groups() (all []template.ActionGroup) {
	for _, s := range boardStates[1:] {
		g := template.ActionGroup{ID: string(s), Title: boardWords[s]}
		listed := slices.Clone(b.agreed.Listed)
		if s == figures.ActionsDone {
			slices.SortStableFunc(listed, func(x, y register.ActionView) int { return y.Done.Compare(x.Done) })
		}
		for _, a := range listed {
			if b.agreed.Has(s, a.ID) && b.agreed.Has(b.state, a.ID) {
				g.Rows = append(g.Rows, b.boardRow(a))
			}
		}
		if len(g.Rows) > 0 {
			all = append(all, g)
		}
	}
	return all
}

// boardRow says of what was done whether it helped; of the rest by when it must be done.
func (b board) boardRow(a register.ActionView) template.ActionRow {
	row := b.actionRow(a)
	if !a.IsDone() {
		return row
	}
	on := b.Register.Procedure().On(a.Done)
	row.Line = a.OwnerName + ", gedaan op " + on.DayYear("nl")
	if on.After(a.Due) {
		row.Line += ", te laat: het moest op " + a.Due.DayYear("nl")
	}
	row.Tag = helpedTags[a.Effect]
	return row
}

// helpedTags answer whether an action helped.
var helpedTags = map[review.Effect]template.Tag{review.Worked: {Text: "Het hielp", Tone: "done", Icon: "check"}, review.DidNot: {Text: "Het hielp niet", Tone: "soon"},
	review.Unknown: {Text: "Nog niet te zeggen"}, "": {Text: "Hielp het? Nog niet besproken"}}
