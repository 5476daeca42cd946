package staff

import (
	"errors"
	"net/http"

	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// code asks the six digits of the app, or a recovery code.
func (p *pages) code(recovery bool) handler {
	return func(w http.ResponseWriter, r *http.Request, who register.Person) {
		page, err := p.codePage(r, who, recovery)
		if err != nil {
			p.fault(w, r, register.Person{}, err)
			return
		}
		p.Render(w, r, http.StatusOK, page)
	}
}

func (p *pages) codePage(r *http.Request, who register.Person, recovery bool) (template.SecondStep, error) {
	a, err := p.Register.Account(r.Context(), who)
	page := template.SecondStep{Base: p.Base("nl"), FormKey: template.FormKey{Key: kit.Key()}, Recovery: recovery, Passkey: a.AppSince.IsZero()}
	if a.Passkeys > 0 {
		page.PasskeySite = p.passkeySite()
	}
	return page, err
}

func (p *pages) postCode(w http.ResponseWriter, r *http.Request, who register.Person) {
	token, err := p.Register.ShowCode(r.Context(), who, p.ReadForm(w, r).Line("code"))
	p.stepped(w, r, who, token, err, false)
}

func (p *pages) postRecovery(w http.ResponseWriter, r *http.Request, who register.Person) {
	token, err := p.Register.ShowRecovery(r.Context(), who, p.ReadForm(w, r).Line("code"))
	p.stepped(w, r, who, token, err, true)
}

func (p *pages) stepped(w http.ResponseWriter, r *http.Request, who register.Person, token identity.Token, err error, recovery bool) {
	switch {
	case err == nil:
		p.SetSession(w, token)
		http.Redirect(w, r, "/staff", http.StatusSeeOther)
		return
	case errors.Is(err, register.ErrEnded):
		p.ended(w, r)
		return
	case errors.Is(err, register.ErrNotFound): // went on elsewhere meanwhile
		http.Redirect(w, r, "/staff", http.StatusSeeOther)
		return
	}
	lines := kit.Errors("nl", err)
	page, failed := p.codePage(r, who, recovery)
	if len(lines) == 0 || failed != nil {
		p.fault(w, r, register.Person{}, errors.Join(err, failed))
		return
	}
	page.Errors = lines
	p.Render(w, r, http.StatusUnprocessableEntity, page)
}

// ended tells that there were too many mistakes and the session is over.
func (p *pages) ended(w http.ResponseWriter, r *http.Request) {
	p.ClearSession(w)
	p.signInAgain(w, r, http.StatusUnauthorized, "", "session_ended")
}

func (p *pages) secondFactor(w http.ResponseWriter, r *http.Request, who register.Person) {
	if !who.Enrols && !who.Fresh(p.Now()) {
		p.prove(w, r, "second-factor")
		return
	}
	a, err := p.Register.Account(r.Context(), who)
	if err != nil {
		p.fault(w, r, register.Person{}, err)
		return
	}
	p.Render(w, r, http.StatusOK, template.SecondFactor{Base: p.Base("nl"), FormKey: template.FormKey{Key: kit.Key()}, Required: who.Enrols, HasApp: !a.AppSince.IsZero()})
}

// postAppStart makes the secret; by a POST, for to look changes nothing.
func (p *pages) postAppStart(w http.ResponseWriter, r *http.Request, who register.Person) {
	if err := p.Register.StartApp(r.Context(), who); err != nil {
		p.refused(w, r, who, err, "second-factor")
		return
	}
	http.Redirect(w, r, "/staff/account/app", http.StatusSeeOther)
}

func (p *pages) app(w http.ResponseWriter, r *http.Request, who register.Person) {
	page, err := p.appPage(r, who)
	if err != nil {
		p.refused(w, r, who, err, "second-factor")
		return
	}
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) appPage(r *http.Request, who register.Person) (template.AppSetup, error) {
	app, err := p.Register.PendingApp(r.Context(), who)
	if err != nil {
		return template.AppSetup{}, err
	}
	return template.AppSetup{Base: p.Base("nl"), FormKey: template.FormKey{Key: kit.Key()}, Secret: app.Secret()}, nil
}

// appPicture is the code to scan. It stands at its own address, without a word
// in it: the secret is found by the session.
func (p *pages) appPicture(w http.ResponseWriter, r *http.Request, who register.Person) {
	app, err := p.Register.PendingApp(r.Context(), who)
	if err != nil {
		p.refused(w, r, who, err, "second-factor")
		return
	}
	picture, err := app.QR(480)
	if err != nil {
		p.fault(w, r, register.Person{}, err)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(picture) //nolint:gosec // a PNG we drew
}

func (p *pages) postApp(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	done, err := p.Register.ConfirmApp(r.Context(), who, f.Line("code"))
	if lines := kit.Errors("nl", err); len(lines) > 0 {
		page, failed := p.appPage(r, who)
		if failed != nil {
			p.refused(w, r, who, failed, "second-factor")
			return
		}
		page.Errors = lines
		p.Render(w, r, http.StatusUnprocessableEntity, page)
		return
	}
	if err != nil {
		p.refused(w, r, who, err, "second-factor")
		return
	}
	next := "/staff/account"
	if done.Token != "" {
		p.SetSession(w, done.Token)
		next = "/staff"
	}
	if len(done.Codes) == 0 {
		p.SetFlash(w, "app")
		http.Redirect(w, r, next, http.StatusSeeOther)
		return
	}
	p.Render(w, r, http.StatusOK, template.RecoveryCodes{Base: p.Base("nl"), Codes: done.Codes, First: true, NextURL: next})
}

// refused answers what a page about one's own account could not do. back names
// the page to come back to after a fresh proof.
func (p *pages) refused(w http.ResponseWriter, r *http.Request, who register.Person, err error, back string) {
	switch {
	case errors.Is(err, register.ErrProve):
		p.prove(w, r, back)
	case errors.Is(err, register.ErrEnded):
		p.ended(w, r)
	case errors.Is(err, register.ErrNotFound) && who.Session.Level == store.LevelPassword, errors.Is(err, register.ErrNotFound) && back == "second-factor":
		http.Redirect(w, r, backTo(back), http.StatusSeeOther) // over, or done elsewhere
	default:
		p.failed(w, r, who, err)
	}
}
