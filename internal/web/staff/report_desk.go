package staff

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func (p *pages) reportDesk(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showReport(w, r, who, kit.Form{Values: map[string][]string{}}, http.StatusOK)
}

func (p *pages) showReport(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, status int, errs ...template.ErrorLine) {
	d, err := p.Register.ReportDesk(r.Context(), who, r.PathValue("id"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	made := d.Review.Report
	page := template.ReportDesk{Staff: p.base(who, "reviews"), FormKey: template.FormKey{Key: kit.Key()}, ReviewHead: p.reviewHead(who, d.Review, 2), Version: d.Review.Version, Lacks: d.Lacks, State: reportTag(made),
		Writes: d.Writes, Changed: made.Changed(), Publishes: d.Publishes, Alone: d.Alone, Noted: len(made.Editions) > 0, Note: field(f, "note"), Withdraws: d.Writes && made.Public(), Reason: field(f, "reason")}
	page.Flash, page.Errors = p.flash(w, r), errs
	if f.Line("version") != "" { // what somebody looked at: an act on it does not hold for what came since
		page.Version, _ = strconv.Atoi(f.Line("version"))
	}
	if made.Public() {
		page.Link = p.Register.Site() + "/annual-report/" + d.Draft.Name
	}
	if d.Waits {
		page.Waits = p.name(made.WrittenBy)
	}
	w0 := made.Words
	page.Words = [4]template.Field{orElse(f, "intro", w0.Intro), orElse(f, "closing", w0.Closing), orElse(f, "intro-en", w0.IntroEnglish), orElse(f, "closing-en", w0.ClosingEnglish)}
	p.askMeasures(&page, d.Review, f)
	page.Preview = kit.Report("nl", d.Draft)
	p.Render(w, r, status, page)
}

// askMeasures asks for the public words of every action that this person may know of.
func (p *pages) askMeasures(page *template.ReportDesk, v register.ReviewView, f kit.Form) {
	ask := func(id, line, task string) {
		had, name := v.Report.Words.Measure(id), review.MeasureField(id)
		page.Measures = append(page.Measures, template.MeasureFields{Name: name, Line: line, Task: orErased(task), Dutch: orElse(f, name, had.Text), English: orElse(f, name+"-en", had.English)})
	}
	for _, a := range v.Past {
		ask(a.ID, "Een vorige keer afgesproken ("+pastState(a)+")", a.Text)
	}
	for _, l := range v.Lines {
		for _, a := range l.Actions {
			ask(a.ID, "Nu afgesproken", a.Text)
		}
	}
}

func pastState(a review.Past) string {
	switch {
	case !a.Done:
		return "nog niet klaar"
	case a.Effect == "":
		return "gedaan"
	}
	return map[review.Effect]string{review.Worked: "gedaan, het hielp", review.DidNot: "gedaan, het hielp niet", review.Unknown: "gedaan, nog niet te zeggen of het hielp"}[a.Effect]
}

func reportTag(r review.Report) template.Tag {
	switch {
	case r.Withdrawn != nil:
		return template.Tag{Text: "Ingetrokken", Tone: "late"}
	case r.Public() && r.Changed():
		return template.Tag{Text: "Openbaar, met een nieuw concept", Tone: "now"}
	case r.Public():
		return template.Tag{Text: "Openbaar", Tone: "done", Icon: "check"}
	case r.Changed():
		return template.Tag{Text: "Concept", Tone: "now"}
	}
	return template.Tag{Text: "Nog niet begonnen"}
}

// postReport writes the words, makes them public or takes them away.
func (p *pages) postReport(w http.ResponseWriter, r *http.Request, who register.Person) {
	f, id, act := p.ReadForm(w, r), r.PathValue("id"), r.PathValue("act")
	g, key, url := p.Register, formKey(who, f), reviewsPath+"/"+r.PathValue("id")+"/report"
	version, err := strconv.Atoi(f.Line("version"))
	if err != nil || version < 1 {
		version = -1 // fits no review
	}
	do := map[string]func() error{
		"":            func() error { return g.WriteReport(r.Context(), who, id, key, version, reportWords(f)) },
		"publication": func() error { return g.PublishReport(r.Context(), who, id, key, version, f.Line("note")) },
		"withdrawal":  func() error { return g.WithdrawReport(r.Context(), who, id, key, f.Line("reason")) },
	}[act]
	if do == nil {
		p.absent(w, r, who)
		return
	}
	if err = f.Failed(); err == nil {
		err = do()
	}
	if errors.Is(err, register.ErrStale) { // what is shown again is what is there now
		delete(f.Values, "version")
	}
	p.reviewDone(w, r, who, f, err, "report_"+act, url, func(lines []template.ErrorLine) { p.showReport(w, r, who, f, kit.Status(f), lines...) })
}

func reportWords(f kit.Form) review.ReportWords {
	w := review.ReportWords{Intro: f.Words("intro"), Closing: f.Words("closing"), IntroEnglish: f.Words("intro-en"), ClosingEnglish: f.Words("closing-en")}
	for _, name := range slices.Sorted(maps.Keys(f.Values)) {
		id, asked := strings.CutPrefix(name, review.MeasureField(""))
		if !asked || strings.HasSuffix(id, "-en") {
			continue
		}
		w.Measures = append(w.Measures, review.Measure{Action: id, Text: f.Words(name), English: f.Words(name + "-en")})
	}
	return w
}
