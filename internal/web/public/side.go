package public

import (
	"errors"
	"net/http"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// sideEntry asks whom a complaint is about for the code of their letter.
func (p *pages) sideEntry(w http.ResponseWriter, r *http.Request) {
	p.Render(w, r, http.StatusOK, template.SideEntry{Public: p.Public(lang(r.URL.Query().Get("lang")))})
}

// aside is a page that somebody opened with the code of their letter.
type aside struct {
	own  complaint.OwnSide
	key  register.SideKey
	lang string
	form kit.Form
}

// sideByCode opens it; otherwise it has answered, and the answer is one for every
// code that opens nothing.
func (p *pages) sideByCode(w http.ResponseWriter, r *http.Request) (a aside, ok bool) {
	a.form = p.ReadForm(w, r)
	a.lang = lang(a.form.Get("lang"))
	if p.Limits && !p.codes.Allow(p.Network(r)) {
		p.sideAgain(w, r, http.StatusTooManyRequests, a, kit.Sentence(a.lang, "code_often"))
		return a, false
	}
	var err error
	if a.key.Code, err = vault.ParseCode(a.form.Line("code")); err != nil {
		p.sideAgain(w, r, http.StatusUnprocessableEntity, a, codeWords(a.lang, err))
		return a, false
	}
	h, err := p.Register.SideByCode(r.Context(), a.key.Code)
	switch {
	case errors.Is(err, register.ErrNotFound):
		p.sideAgain(w, r, http.StatusNotFound, a, kit.Sentence(a.lang, "code_unknown"))
		return a, false
	case err != nil:
		p.broken(w, r, a.lang, err)
		return a, false
	}
	a.own = store.ReadSide(h)
	a.lang = lang(a.own.Lang)
	return a, true
}

func (p *pages) sideAgain(w http.ResponseWriter, r *http.Request, status int, a aside, text string) {
	page := template.SideEntry{Public: p.Public(a.lang), Code: template.Field{Value: a.form.Line("code"), Error: text}}
	page.Errors = []template.ErrorLine{{Field: "code", Text: text}}
	p.Render(w, r, status, page)
}

func (p *pages) sidePage(a aside) template.SidePage {
	public := p.Public(a.lang)
	page := template.SidePage{Public: public, OwnSide: kit.OwnSide(a.lang, "/side", public.Text().Side, p.Register.Procedure().Zone(), a.own, func(string) string { return "" })}
	page.Code = a.key.Code.Display()
	return page
}

func (p *pages) side(w http.ResponseWriter, r *http.Request) {
	if a, ok := p.sideByCode(w, r); ok {
		p.Render(w, r, http.StatusOK, p.sidePage(a))
	}
}

// sideFile hands over a file that was put there for them.
func (p *pages) sideFile(w http.ResponseWriter, r *http.Request) {
	a, ok := p.sideByCode(w, r)
	if !ok {
		return
	}
	file, body, err := p.Register.SideFile(r.Context(), a.key, a.form.Line("file"))
	if errors.Is(err, register.ErrNotFound) {
		p.Render(w, r, http.StatusNotFound, p.sidePage(a))
		return
	}
	if err != nil {
		p.broken(w, r, a.lang, err)
		return
	}
	p.HandOver(w, r, file.Name, body)
}

// sideStatement takes their side, with files.
func (p *pages) sideStatement(w http.ResponseWriter, r *http.Request) {
	a, ok := p.sideByCode(w, r)
	if !ok {
		return
	}
	if a.form.Unstored != nil {
		p.sideNotSent(w, r, a, a.form.Unstored)
		return
	}
	files, kept := p.Files(r, &a.form)
	again := func(lines []template.ErrorLine) template.SidePage {
		page := p.sideWith(a, lines)
		page.Statement.Value, page.Kept = a.form.Get("statement"), kept
		return page
	}
	if problems := a.form.FileErrors(a.lang); len(problems) > 0 {
		p.Render(w, r, kit.Status(a.form), again(problems))
		return
	}
	p.sideDo(w, r, a, func() (complaint.OwnSide, error) {
		return p.Register.SaySide(r.Context(), a.key, "statement:"+a.form.SubmissionKey(files), a.form.Words("statement"), files)
	}, p.Public(a.lang).Text().Side.Sent, again)
}

// sideReport takes what they say of a report.
func (p *pages) sideReport(w http.ResponseWriter, r *http.Request) {
	a, ok := p.sideByCode(w, r)
	if !ok {
		return
	}
	p.sideDo(w, r, a, func() (complaint.OwnSide, error) {
		x, err := kit.ReactionOf(a.form)
		if err != nil {
			return a.own, err
		}
		return p.Register.ReactSide(r.Context(), a.key, "report:"+a.form.SubmissionKey(nil), x)
	}, p.Public(a.lang).Text().Side.ReactionSent, func(lines []template.ErrorLine) template.SidePage {
		page := p.sideWith(a, lines)
		page.BothSides = kit.WithReaction(page.BothSides, a.form, lines)
		return page
	})
}

// sideWaiver records that they need not be heard.
func (p *pages) sideWaiver(w http.ResponseWriter, r *http.Request) {
	a, ok := p.sideByCode(w, r)
	if !ok {
		return
	}
	p.sideDo(w, r, a, func() (complaint.OwnSide, error) {
		return p.Register.WaiveSide(r.Context(), a.key, "waiver:"+a.form.SubmissionKey(nil))
	}, p.Public(a.lang).Text().Side.WaiveDone, func(lines []template.ErrorLine) template.SidePage { return p.sideWith(a, lines) })
}

// sideWith is their page with mistakes; the key stays, so that who sends the mended
// form twice sends it once.
func (p *pages) sideWith(a aside, lines []template.ErrorLine) template.SidePage {
	page := p.sidePage(a)
	page.Errors = lines
	if key := a.form.Line("key"); key != "" {
		page.Key = key
	}
	return page
}

// sideDo carries out one act of theirs and answers with their page.
func (p *pages) sideDo(w http.ResponseWriter, r *http.Request, a aside, do func() (complaint.OwnSide, error), done string, again func([]template.ErrorLine) template.SidePage) {
	if p.Limits && (!p.said.Allow("network "+p.Network(r)) || !p.said.Allow("side "+a.own.ID)) {
		p.Render(w, r, http.StatusTooManyRequests, again([]template.ErrorLine{{Text: kit.Sentence(a.lang, "said_often")}}))
		return
	}
	own, err := do()
	switch lines := kit.Errors(a.lang, err); {
	case err == nil:
		a.own = own
		page := p.sidePage(a)
		page.Done = done
		p.Render(w, r, http.StatusOK, page)
	case errors.Is(err, register.ErrNotFound):
		p.sideAgain(w, r, http.StatusNotFound, a, kit.Sentence(a.lang, "code_unknown"))
	case len(lines) > 0:
		p.Render(w, r, http.StatusUnprocessableEntity, again(lines))
	default:
		p.sideNotSent(w, r, a, err)
	}
}

// sideNotSent says plainly that nothing was kept, and gives back what was typed.
func (p *pages) sideNotSent(w http.ResponseWriter, r *http.Request, a aside, err error) {
	p.Fault(r.Context(), err, r.Pattern)
	t := p.Public(a.lang)
	p.Message(w, r, http.StatusServiceUnavailable, template.Message{Public: t, Heading: t.Text().Side.NotSent, Lead: kit.Sentence(a.lang, "unavailable"),
		Story: a.form.Words("statement") + a.form.Words("correction")})
}

// report takes what the complainant says of a report.
func (p *pages) report(w http.ResponseWriter, r *http.Request) {
	o, ok := p.byCode(w, r)
	if !ok {
		return
	}
	p.attempt(w, r, o, func() (complaint.Complaint, error) {
		x, err := kit.ReactionOf(o.form)
		if err != nil {
			return o.c, err
		}
		return p.Register.ReactOwn(r.Context(), o.own("report", nil), x)
	}, p.Public(o.lang()).Text().Side.ReactionSent, func(lines []template.ErrorLine) template.Page {
		page := p.statusAgain(o, lines)
		page.BothSides = kit.WithReaction(page.BothSides, o.form, lines)
		return page
	})
}

// waiver records that the complainant need not be heard.
func (p *pages) waiver(w http.ResponseWriter, r *http.Request) {
	o, ok := p.byCode(w, r)
	if !ok {
		return
	}
	p.attempt(w, r, o, func() (complaint.Complaint, error) {
		return p.Register.WaiveOwn(r.Context(), o.own("waiver", nil))
	}, p.Public(o.lang()).Text().Side.WaiveDone, func(lines []template.ErrorLine) template.Page { return p.statusAgain(o, lines) })
}
