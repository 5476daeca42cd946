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
	if p.Limits && !p.codes.Try(r.Context(), p.Network(r)) {
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
	if code, found := kit.FileTrouble(err); found {
		number := p.Fault(r.Context(), err, r.Pattern)
		p.Message(w, r, http.StatusServiceUnavailable, template.Message{Public: p.Public(a.lang), Heading: kit.Sentence(a.lang, "file_shut"), Lead: kit.Sentence(a.lang, code), Reference: number})
		return
	}
	if err != nil {
		p.broken(w, r, a.lang, err)
		return
	}
	p.HandOver(w, r, file.ID, file.Name, body)
}

// sideStatement takes their side, with files.
func (p *pages) sideStatement(w http.ResponseWriter, r *http.Request) {
	a, ok := p.sideByCode(w, r)
	if !ok {
		return
	}
	var kept []template.Kept
	again := func(lines []template.ErrorLine) template.Page {
		page := p.sideWith(a, lines)
		page.Statement.Value, page.Kept = a.form.Get("statement"), kept
		return page
	}
	sent := p.Public(a.lang).Text().Side.Sent
	files, ok := p.filesOf(w, r, p.sideTurn(w, r, &a, sent), &kept, again)
	if !ok {
		return
	}
	p.sideDo(w, r, a, func() (complaint.OwnSide, error) {
		return p.Register.SaySide(r.Context(), a.key, "statement:"+a.form.SubmissionKey(files), a.form.Words("statement"), files)
	}, sent, again)
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
	}, p.Public(a.lang).Text().Side.ReactionSent, func(lines []template.ErrorLine) template.Page {
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
	}, p.Public(a.lang).Text().Side.WaiveDone, func(lines []template.ErrorLine) template.Page { return p.sideWith(a, lines) })
}

// sideWith is their page with mistakes; the key stays, so that who sends the mended
// form twice sends it once.
func (p *pages) sideWith(a aside, lines []template.ErrorLine) template.SidePage {
	page := p.sidePage(a)
	page.Errors = lines
	page.Key = a.form.SameKey(page.Key)
	return page
}

// sideTurn is an act on their page; done is what the page says afterwards.
func (p *pages) sideTurn(w http.ResponseWriter, r *http.Request, a *aside, done string) turn {
	return turn{lang: a.lang, of: "side " + a.own.ID, form: &a.form,
		unknown: func(text string) { p.sideAgain(w, r, http.StatusNotFound, *a, text) },
		page: func() template.Page {
			page := p.sidePage(*a)
			page.Done = done
			return page
		}}
}

// sideDo carries out one act of theirs.
func (p *pages) sideDo(w http.ResponseWriter, r *http.Request, a aside, do func() (complaint.OwnSide, error), done string, again mended) {
	p.take(w, r, p.sideTurn(w, r, &a, done), keeps(&a.own, do), again)
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
