package public

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/register"
	"wederhoor/internal/vault"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// Limits of answers to evaluation forms. A classroom that answers together is one
// network, as with complaints.
const (
	answersPerTen      = 60
	quietAnswersPerTen = 200
)

// courseForm shows the evaluation form at an address. One that is closed and one
// that never was are the same page.
func (p *pages) courseForm(w http.ResponseWriter, r *http.Request) {
	course, code, err := p.courseAt(r)
	switch asked := r.URL.Query().Get("lang"); {
	case err == nil:
		page := p.courseFormPage(lang(cmp.Or(asked, course.Lang)), course, code)
		page.Before = p.Answered(r, code)
		p.Render(w, r, http.StatusOK, page)
	case errors.Is(err, register.ErrNotFound):
		p.courseNotOpen(w, r, lang(asked), "")
	default:
		p.courseFault(w, r, lang(asked), "", err)
	}
}

func (p *pages) courseAt(r *http.Request) (register.Course, vault.Code, error) {
	code, err := vault.ParseCode(r.PathValue("code"))
	if err != nil {
		code = "" // no form has it: it is looked for all the same
	}
	course, err := p.Register.CourseAt(r.Context(), code)
	return course, code, err
}

func (p *pages) courseFormPage(lang string, c register.Course, code vault.Code) template.CourseForm {
	q, path := register.QuestionsIn(lang), "/f/"+code.Display()
	f := template.CourseForm{Public: p.Public(lang), FormKey: template.FormKey{Key: kit.Key()}, URL: path, Course: c.Name, About: c.About(),
		Ask: template.CourseQuestions{Score: q.Score, Good: q.Good, Better: q.Better, Happened: q.Happened}}
	f.DutchURL, f.EnglishURL = path+"?lang=nl", path+"?lang=en"
	if m, ok := p.Register.ReadsOf(c); ok {
		f.Reader, f.ReadsAll = m.Name, m.Has(access.Lead) || m.Has(access.Deputy)
	}
	return f
}

// fillIn takes what was answered. Whatever goes wrong, what was typed comes back.
func (p *pages) fillIn(w http.ResponseWriter, r *http.Request) {
	f := p.ReadForm(w, r)
	lang, typed := lang(f.Get("lang")), typedIn(f)
	course, code, err := p.courseAt(r)
	if err == nil {
		err = f.Failed()
	}
	if err == nil && p.answersOften(r) {
		p.courseAgain(w, r, http.StatusTooManyRequests, lang, course, code, f, []template.ErrorLine{{Text: kit.Sentence(lang, "answers_often")}})
		return
	}
	if err == nil && f.Get("website") == "" { // a machine gets its thanks and nothing is kept
		in := filled(lang, f)
		in.Once = p.Answered(r, code) && f.Get("another") == ""
		err = p.Register.FillIn(r.Context(), code, in)
	}
	switch lines := kit.Errors(lang, err); {
	case err == nil:
		p.MarkAnswered(w, code)
		p.Render(w, r, http.StatusOK, template.CourseThanks{Public: p.Public(lang)})
	case errors.Is(err, register.ErrNotFound):
		p.courseNotOpen(w, r, lang, typed)
	case len(lines) > 0:
		p.courseAgain(w, r, kit.Status(f), lang, course, code, f, lines)
	default:
		p.courseFault(w, r, lang, typed, err)
	}
}

func filled(lang string, f kit.Form) register.Filled {
	score, err := strconv.Atoi(cmp.Or(f.Line("score"), "0"))
	if err != nil {
		score = -1 // no mark of ours
	}
	return register.Filled{Lang: lang, Score: score, Good: f.Words("good"), Better: f.Words("better"), Happened: f.Words("happened"),
		Name: f.Line("name"), Email: f.Line("email"), Key: f.SubmissionKey(nil)}
}

func typedIn(f kit.Form) string {
	var all []string
	for _, name := range []string{"score", "good", "better", "happened", "name", "email"} {
		if words := f.Words(name); words != "" {
			all = append(all, words)
		}
	}
	return strings.Join(all, "\n\n")
}

// answersOften slows a network down only when all forms together are busy.
func (p *pages) answersOften(r *http.Request) bool {
	if !p.Limits {
		return false
	}
	own := p.answers.Try(r.Context(), p.Network(r))
	return !p.answered.Try(r.Context(), "all") && !own
}

func (p *pages) courseAgain(w http.ResponseWriter, r *http.Request, status int, lang string, c register.Course, code vault.Code, f kit.Form, lines []template.ErrorLine) {
	page := p.courseFormPage(lang, c, code)
	page.Errors, page.Key, page.Before = lines, cmp.Or(f.Line("key"), page.Key), p.Answered(r, code)
	page.Score, page.Good.Value, page.Better.Value, page.Happened.Value = f.Line("score"), f.Get("good"), f.Get("better"), f.Get("happened")
	page.Participant.Value, page.ParticipantMail.Value = f.Line("name"), f.Line("email")
	p.Render(w, r, status, page)
}

func (p *pages) courseNotOpen(w http.ResponseWriter, r *http.Request, lang, typed string) {
	base := p.Public(lang)
	t := base.Text().Questionnaire
	m := template.Message{Public: base, Heading: t.NotOpen, Lead: t.NotOpenText, Story: typed, Onward: t.ComplaintLink}
	if typed != "" {
		m.Lead = t.NotKept
	}
	p.Message(w, r, http.StatusNotFound, m)
}

// courseFault says plainly that nothing was kept, and gives back what was typed.
func (p *pages) courseFault(w http.ResponseWriter, r *http.Request, lang, typed string, err error) {
	p.Fault(r.Context(), err, r.Pattern)
	base := p.Public(lang)
	t := base.Text().Questionnaire
	p.Message(w, r, http.StatusServiceUnavailable, template.Message{Public: base, Heading: t.NotSent, Lead: kit.Sentence(lang, "unavailable"), Story: typed, Onward: t.ComplaintLink})
}
