package public

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/vault"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func (p *pages) statusEntry(w http.ResponseWriter, r *http.Request) {
	p.Render(w, r, http.StatusOK, template.StatusEntry{Public: p.Public(lang(r.URL.Query().Get("lang")))})
}

// status opens a complaint for who holds its code. The code is posted, so that
// it stands in no address and no log.
func (p *pages) status(w http.ResponseWriter, r *http.Request) {
	if o, ok := p.byCode(w, r); ok {
		p.Render(w, r, http.StatusOK, p.statusPage(o.c, o.proc, o.code))
	}
}

// leave is for a browser that others use: nothing of what was shown stays in it.
// What a browser would send again with its back button it forgets when its window
// closes, so the page asks for that.
func (p *pages) leave(w http.ResponseWriter, r *http.Request) {
	t := p.Public(lang(p.ReadForm(w, r).Line("lang")))
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	p.Message(w, r, http.StatusOK, template.Message{Public: t, Heading: t.Text().DoneTitle, Lead: t.Text().DoneLead})
}

// statusLetter hands the complainant a letter that reached them, as a file. A
// letter that is not theirs shows the page itself.
func (p *pages) statusLetter(w http.ResponseWriter, r *http.Request) {
	o, ok := p.byCode(w, r)
	if !ok {
		return
	}
	l, ok := o.c.Letter(o.form.Line("letter"))
	if !ok || !reached(l) && !answersThem(o.c, l) {
		p.Render(w, r, http.StatusNotFound, p.statusPage(o.c, o.proc, o.code))
		return
	}
	if err := p.WritePDF(w, o.c, o.proc, l); err != nil {
		p.broken(w, r, lang(o.form.Get("lang")), err)
	}
}

// reached reports whether a letter to the complainant is with them.
func reached(l complaint.Letter) bool {
	return l.ToComplainant() && l.State == complaint.LetterDone && storyWords["nl"].letters[l.Purpose] != ""
}

// answersThem reports whether a letter that arrived is about what the complainant asked
// of what is kept about them.
func answersThem(c complaint.Complaint, l complaint.Letter) bool {
	return l.State == complaint.LetterDone && c.AnswersComplainant(l)
}

// opened is a complaint that somebody opened with its code.
type opened struct {
	c    complaint.Complaint
	proc complaint.Procedure
	code vault.Code
	form kit.Form
}

// byCode opens the complaint whose code was posted; otherwise it has answered.
func (p *pages) byCode(w http.ResponseWriter, r *http.Request) (o opened, ok bool) {
	o.form = p.ReadForm(w, r)
	f, lang := o.form, lang(o.form.Get("lang"))
	if p.Limits && !p.codes.Try(r.Context(), p.Network(r)) {
		p.codeAgain(w, r, http.StatusTooManyRequests, lang, f, kit.Sentence(lang, "code_often"))
		return o, false
	}
	var err error
	if o.code, err = vault.ParseCode(f.Line("code")); err != nil {
		p.codeAgain(w, r, http.StatusUnprocessableEntity, lang, f, codeWords(lang, err))
		return o, false
	}
	o.c, o.proc, err = p.Register.ByReceipt(r.Context(), o.code)
	switch {
	case errors.Is(err, register.ErrNotFound):
		p.codeAgain(w, r, http.StatusNotFound, lang, f, kit.Sentence(lang, "code_unknown"))
	case err != nil:
		p.broken(w, r, lang, err)
	}
	return o, err == nil
}

func (p *pages) broken(w http.ResponseWriter, r *http.Request, lang string, err error) {
	number := p.Fault(r.Context(), err, r.Pattern)
	p.Message(w, r, http.StatusServiceUnavailable, template.Message{Public: p.Public(lang), Kind: "fault", Reference: number})
}

func codeWords(lang string, err error) string {
	var length *vault.CodeLengthError
	if !errors.As(err, &length) {
		return kit.Sentence(lang, "code_unknown")
	}
	code := "code_short"
	switch {
	case length.Got == 0:
		return kit.Sentence(lang, "code_empty")
	case length.Got > length.Want:
		code = "code_long"
	}
	if lang == "en" {
		return kit.Sentence(lang, code, fmt.Sprintf("%d characters. There should be %d", length.Got, length.Want))
	}
	return kit.Sentence(lang, code, fmt.Sprintf("%d tekens, het moeten er %d zijn", length.Got, length.Want))
}

func (p *pages) codeAgain(w http.ResponseWriter, r *http.Request, status int, lang string, f kit.Form, text string) {
	page := template.StatusEntry{Public: p.Public(lang), Code: template.Field{Value: f.Line("code"), Error: text}}
	page.Errors = []template.ErrorLine{{Field: "code", Text: text}}
	p.Render(w, r, status, page)
}

func (p *pages) statusPage(c complaint.Complaint, proc complaint.Procedure, code vault.Code) template.Status {
	lang := lang(c.Received.Lang)
	now := p.Now()
	today := proc.On(now)
	respond, _ := complaint.Owed(c, proc, complaint.TermRespond, now)
	page := template.Status{Public: p.Public(lang), FormKey: template.FormKey{Key: kit.Key()}, Code: code.Display(), Ref: c.Received.Ref,
		Stage: string(complaint.StageOf(c, proc, now)), Timeline: p.story(lang, c, proc)}
	if !respond.Due.IsZero() && respond.Open() && !c.Ended() {
		page.AnswerBy, page.Late = respond.Due.DayMonth(lang), today.After(respond.Due)
		page.AnswerIn = kit.In(lang, respond.Due, today)
		page.Week = kit.WeekLine(lang, respond.Start, respond.Due, today)
	}
	for _, l := range c.Letters {
		if reached(l) || answersThem(c, l) {
			page.Letters = append(page.Letters, template.OwnLetter{ID: l.ID, Heading: kit.LetterHeading(l, c.Received.Ref), Day: proc.On(l.WrittenAt).DayMonth(lang)})
		}
		if l.Purpose == complaint.LetterResponse && l.State == complaint.LetterDone {
			page.Answer = template.Letter{Date: proc.On(l.Delivered).Words(lang), Ref: c.Received.Ref, Body: template.Paragraphs(l.Text), Lang: lang}
		}
	}
	if m, ok := p.Register.AnswersFor(c); ok {
		page.LeadName = m.Name
		page.Handlers = append(page.Handlers, template.Who{Initials: kit.Initials(m.Name), Name: m.Name, Note: page.Text().Status.Answers, Me: true})
	}
	page.Requests = p.requestsOf(lang, c, proc)
	them, text := complaint.Complainant(), page.Text().Side
	page.BothSides = kit.BothSides(lang, "/status", text, proc.Zone(), c.HearingsFor(them, now), c.ReportsFor(proc, them, today), c.Ended())
	can, since := c.Waivable(proc, them)
	if page.Waivable = can; !since.IsZero() {
		page.WaivedOn = since.DayMonth(lang)
	}
	page.Confidant = bodyOf(proc.Appeal[0])
	page.AsksOpinion, page.Withdrawable = c.AsksOpinion(proc, now), withdrawable(c, proc, now)
	page.Unhappy, page.Waits = c.Dissatisfied() && !c.AppealOpen(), c.Unread != nil
	p.appealRoad(&page, c, proc)
	page.Timeline = append(page.Timeline, appealWords[lang].appealAhead(page)...)
	return page
}

// withdrawable: there is still something to stop.
func withdrawable(c complaint.Complaint, proc complaint.Procedure, now time.Time) bool {
	return !c.Ended() && complaint.StageOf(c, proc, now) != complaint.StageAnswered
}

func bodyOf(b complaint.AppealBody) template.Confidant {
	return template.Confidant{Initials: kit.Initials(b.Name), Name: b.Name, Phone: b.Phone, Email: b.Email, Website: b.Website}
}
