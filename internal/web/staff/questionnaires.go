package staff

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const questionnairesPath = "/staff/questionnaires"

// openFor is how many days a questionnaire takes answers unless somebody says so.
const openFor = 14

func (p *pages) questionnaires(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showQuestionnaires(w, r, who, kit.Form{Values: map[string][]string{}}, http.StatusOK)
}

func (p *pages) showQuestionnaires(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, status int, errs ...template.ErrorLine) {
	all, err := p.Register.Questionnaires(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	today := p.Register.Procedure().On(p.Now())
	page := template.Questionnaires{Staff: p.base(who, "evaluations"), FormKey: template.FormKey{Key: kit.Key()}, Course: field(f, "course"), Dates: field(f, "dates"),
		Until: orElse(f, "until", today.AddDays(openFor).String()), Earliest: today.String(), Latest: today.AddDays(register.QuestionnaireDays).String(),
		Services: p.Register.Home().Services, Trainers: p.trainers(who, f),
		Languages: []template.Option{{Value: "nl", Label: "Nederlands", Checked: f.Line("lang") != "en"}, {Value: "en", Label: "Engels", Checked: f.Line("lang") == "en"}}}
	page.Flash, page.Errors = p.flash(w, r), errs
	for _, q := range all {
		page.Rows = append(page.Rows, p.questionnaireRow(q))
	}
	p.Render(w, r, status, page)
}

// trainers is who may be chosen; who does not lead is always among them, and is not
// asked.
func (p *pages) trainers(who register.Person, f kit.Form) (all []template.Option) {
	for _, m := range p.Register.Teachers() {
		if m.ID == who.Member.ID && !who.Leads() {
			continue
		}
		all = append(all, template.Option{Value: string(m.ID), Label: m.Name, Checked: slices.Contains(f.Values["trainer"], string(m.ID))})
	}
	return all
}

func (p *pages) questionnaireRow(q register.Questionnaire) template.QuestionnaireRow {
	row := template.QuestionnaireRow{Title: q.Course.Name, URL: questionnairesPath + "/" + q.ID, Line: q.Course.About(), Count: answersIn(q.Filled), State: template.Tag{Text: "Gesloten"}}
	if q.Open {
		row.State = template.Tag{Text: "Open tot en met " + dayOf(q.Closes, p.Register.Procedure().Zone()), Tone: "now"}
	}
	return row
}

func answersIn(n register.Few) string {
	switch {
	case n.Few:
		return "<5 antwoorden"
	case n.N == 0:
		return "Nog geen antwoorden"
	case n.N == 1:
		return "1 antwoord"
	}
	return fmt.Sprintf("%d antwoorden", n.N)
}

func (p *pages) postQuestionnaire(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	in := register.CourseAsked{Name: f.Line("course"), Dates: f.Line("dates"), Lang: f.Line("lang"), Key: f.SubmissionKey(nil)}
	for _, id := range f.Values["trainer"] {
		in.Trainers = append(in.Trainers, complaint.MemberID(id))
	}
	in.Until, _ = calendar.Parse(f.Line("until")) // what is no date is none, and asked again
	err := f.Failed()
	var id string
	if err == nil {
		id, err = p.Register.Ask(r.Context(), who, in)
	}
	switch lines := kit.Errors("nl", err); {
	case err == nil:
		p.SetFlash(w, "questionnaire")
		http.Redirect(w, r, questionnairesPath+"/"+id, http.StatusSeeOther)
	case errors.Is(err, register.ErrUnavailable):
		p.notStored(w, r, f, err)
	case len(lines) > 0:
		p.showQuestionnaires(w, r, who, f, kit.Status(f), lines...)
	default:
		p.failed(w, r, who, err)
	}
}

// questionnaire shows one: its code, and the results as far as this person may
// know them.
func (p *pages) questionnaire(w http.ResponseWriter, r *http.Request, who register.Person) {
	res, err := p.Register.ResultsOf(r.Context(), who, r.PathValue("id"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	zone := p.Register.Procedure().Zone()
	page := template.QuestionnairePage{Staff: p.base(who, "evaluations"), FormKey: template.FormKey{Key: kit.Key()}, Crumb: template.Link{Label: "Vragenlijsten", URL: questionnairesPath},
		URL: questionnairesPath + "/" + res.ID, Course: res.Course.Name, Line: res.Course.About(), Open: res.Open, Until: dayOf(res.Closes, zone),
		Count: answersIn(res.Filled), Note: fewNote(res), Facts: scoreFacts(res.Scores), Bars: scoreBars(res.Scores), Good: res.Good, Better: res.Better, Told: res.Counted > 0, Desk: undecidedWords(res.Waiting)}
	page.Flash = p.flash(w, r)
	if page.Open {
		page.Address = p.addressOf(res.Questionnaire)
		if page.Code, err = kit.QR(page.Address); err != nil {
			p.fault(w, r, who, err)
			return
		}
	}
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) addressOf(q register.Questionnaire) string {
	return strings.TrimSuffix(p.Register.Site(), "/") + "/f/" + q.Code.Display()
}

// fewNote says why there is less to see than there are answers.
func fewNote(res register.Results) string {
	switch rest := res.Filled.N - res.Counted; {
	case res.All || res.Filled == register.Few{}:
		return ""
	case res.Filled.Few:
		return "Bij minder dan vijf antwoorden kun je zien wie wat gaf. Daarom staat er nog niets."
	case rest > 0 && res.Open:
		return fmt.Sprintf("Je ziet er %d. De uitkomst verandert pas bij %d antwoorden: anders kun je zien wat de laatste gaf.", res.Counted, res.Counted+register.FewLimit)
	case rest > 0:
		return fmt.Sprintf("Je ziet er %d. De laatste %d staan er niet bij: anders kun je zien wie wat gaf.", res.Counted, rest)
	}
	return ""
}

func undecidedWords(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "Eén reactie wacht nog op jouw oordeel en staat hier niet."
	}
	return number(n) + " reacties wachten nog op jouw oordeel en staan hier niet."
}

func scoreFacts(s register.Scores) []template.Fact {
	if s.N == 0 {
		return nil
	}
	return []template.Fact{{Name: "Gemiddeld cijfer", Value: oneDecimal(s.Mean)}, {Name: "Middelste cijfer", Value: oneDecimal(s.Median)}, {Name: "Aantal cijfers", Value: fmt.Sprint(s.N)}}
}

func oneDecimal(x float64) string {
	return strings.TrimSuffix(strings.Replace(fmt.Sprintf("%.1f", x), ".", ",", 1), ",0")
}

// scoreBars draws how often each score was given, the highest first.
func scoreBars(s register.Scores) (all []template.Bar) {
	if s.N == 0 {
		return nil
	}
	most := slices.Max(s.Of[:])
	for score := 10; score > 0; score-- {
		all = append(all, template.Bar{Name: fmt.Sprint(score), N: s.Of[score], Share: 100 * s.Of[score] / most})
	}
	return all
}

// poster is one page to print or to show: a code, and one sentence.
func (p *pages) poster(w http.ResponseWriter, r *http.Request, who register.Person) {
	q, err := p.Register.QuestionnaireOf(r.Context(), who, r.PathValue("id"))
	if err == nil && !q.Open {
		err = register.ErrNotFound
	}
	page := template.Poster{Base: p.Base(q.Course.Lang), Course: q.Course.Name, About: q.Course.Dates, BackURL: questionnairesPath + "/" + q.ID}
	if err == nil {
		page.Address = p.addressOf(q)
		page.Code, err = kit.QR(page.Address)
	}
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) closeQuestionnaire(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	err := p.Register.StopAsking(r.Context(), who, r.PathValue("id"))
	switch {
	case errors.Is(err, register.ErrUnavailable):
		p.notStored(w, r, f, err)
	case err != nil:
		p.failed(w, r, who, err)
	default:
		p.SetFlash(w, "questionnaire_closed")
		http.Redirect(w, r, questionnairesPath+"/"+r.PathValue("id"), http.StatusSeeOther)
	}
}
