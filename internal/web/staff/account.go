package staff

import (
	"net/http"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// fewCodes is how many recovery codes are so few that the page says it.
const fewCodes = 2

func (p *pages) ownAccount(w http.ResponseWriter, r *http.Request, who register.Person) {
	page, err := p.accountPage(r, who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) accountPage(r *http.Request, who register.Person) (template.Account, error) {
	a, err := p.Register.Account(r.Context(), who)
	if err != nil {
		return template.Account{}, err
	}
	page := template.Account{Staff: p.base(who, ""), FormKey: template.FormKey{Key: kit.Key()}, Email: who.Member.Email, HasPassword: a.HasPassword,
		Passkeys: a.Passkeys, Recovery: a.Recovery, LinkOnly: who.CameByLink(), Directory: p.Register.DirectoryName()}
	if !a.AppSince.IsZero() {
		page.AppSince = p.Register.Procedure().On(a.AppSince).Words("nl")
	}
	page.HasRecovery = page.AppSince != "" || a.Passkeys > 0
	page.CanRemoveApp = a.Passkeys > 0 || !p.Register.Home().NeedsSecondFactor()
	page.Few = page.HasRecovery && a.Recovery <= fewCodes
	for _, s := range a.Sessions {
		page.Sessions = append(page.Sessions, template.SessionRow{ID: s.ID, Browser: browserWords(s.Browser), Since: p.when(s.Since), Seen: p.when(s.Seen), This: s.This})
		page.Others = page.Others || !s.This
	}
	return page, nil
}

func browserWords(label string) string {
	if label == "" {
		return "Een browser"
	}
	return capital(label)
}

func (p *pages) when(at time.Time) string { return when(at, p.Register.Procedure().Zone()) }

func (p *pages) postPassword(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	token, err := p.Register.ChangePassword(r.Context(), who, f.Get("current"), f.Get("password"))
	if err != nil {
		p.accountAgain(w, r, who, err)
		return
	}
	p.SetSession(w, token)
	p.SetFlash(w, "password")
	http.Redirect(w, r, "/staff/account", http.StatusSeeOther)
}

// accountAgain shows the page with what is wrong, or asks for a proof.
func (p *pages) accountAgain(w http.ResponseWriter, r *http.Request, who register.Person, err error) {
	lines := kit.Errors("nl", err)
	if len(lines) == 0 {
		p.refused(w, r, who, err, "account")
		return
	}
	page, err := p.accountPage(r, who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page.Errors = lines
	p.Render(w, r, http.StatusUnprocessableEntity, page)
}

func (p *pages) postAppRemoval(w http.ResponseWriter, r *http.Request, who register.Person) {
	if err := p.Register.RemoveApp(r.Context(), who); err != nil {
		p.accountAgain(w, r, who, err)
		return
	}
	p.SetFlash(w, "app_removed")
	http.Redirect(w, r, "/staff/account", http.StatusSeeOther)
}

func (p *pages) postRecoveryCodes(w http.ResponseWriter, r *http.Request, who register.Person) {
	codes, err := p.Register.NewRecoveryCodes(r.Context(), who)
	if err != nil {
		p.accountAgain(w, r, who, err)
		return
	}
	p.Render(w, r, http.StatusOK, template.RecoveryCodes{Base: p.Base("nl"), Codes: codes, NextURL: "/staff/account"})
}

func (p *pages) postSessions(w http.ResponseWriter, r *http.Request, who register.Person) {
	id, err := p.ReadForm(w, r).Line("session"), error(nil)
	if id == "others" {
		err = p.Register.EndOtherSessions(r.Context(), who)
	} else {
		err = p.Register.EndOwnSession(r.Context(), who, id)
	}
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	p.SetFlash(w, "sessions")
	http.Redirect(w, r, "/staff/account", http.StatusSeeOther)
}

func (p *pages) policyOptions() []template.Option {
	needs := p.Register.Home().NeedsSecondFactor()
	return []template.Option{
		{Value: store.SecondFactorRequired, Label: "Ja, voor iedereen", Hint: "Een passkey, of een wachtwoord met een code uit een app. Wie nu ingelogd is, logt opnieuw in.", Checked: needs},
		{Value: store.SecondFactorOptional, Label: "Nee, iedereen kiest zelf", Hint: "Een wachtwoord alleen is dan genoeg. Dat is minder veilig.", Checked: !needs}}
}

func (p *pages) postSecondFactorPolicy(w http.ResponseWriter, r *http.Request, who register.Person) {
	if err := p.Register.SetSecondFactor(r.Context(), who, p.ReadForm(w, r).Line("second_factor")); err != nil {
		p.refused(w, r, who, err, "settings")
		return
	}
	http.Redirect(w, r, "/staff/settings", http.StatusSeeOther)
}

func (p *pages) postSignOutElsewhere(w http.ResponseWriter, r *http.Request, who register.Person) {
	id := r.PathValue("id")
	if err := p.Register.SignOutElsewhere(r.Context(), who, complaint.MemberID(id)); err != nil {
		p.refused(w, r, who, err, "people")
		return
	}
	p.SetFlash(w, "signed_out")
	http.Redirect(w, r, "/staff/people/"+id, http.StatusSeeOther)
}

func (p *pages) postResetAccess(w http.ResponseWriter, r *http.Request, who register.Person) {
	v, err := p.Register.ResetAccess(r.Context(), who, complaint.MemberID(r.PathValue("id")))
	if err != nil {
		p.refused(w, r, who, err, "people")
		return
	}
	page := p.peoplePage(who, kit.Form{})
	page.Restored = template.Invited{Name: v.Member.Name, Link: p.Register.Site() + "/staff/reset?token=" + string(v.Token), Until: p.when(v.Starts)}
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) resetPage(token identity.Token, v register.Reset) template.Reset {
	return template.Reset{Base: p.Base("nl"), FormKey: template.FormKey{Key: string(token)}, Name: v.Member.Name, Email: v.Member.Email}
}

// reset opens the way back; before its day it only says when.
func (p *pages) reset(w http.ResponseWriter, r *http.Request) {
	token := identity.Token(r.URL.Query().Get("token"))
	v, err := p.Register.ResetOf(r.Context(), token)
	page := p.resetPage(token, v)
	page.Expired = err != nil
	if err == nil && v.Starts.After(p.Now()) {
		page.Starts = p.when(v.Starts)
	}
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) postReset(w http.ResponseWriter, r *http.Request) {
	f := p.ReadForm(w, r)
	token, password := identity.Token(f.Line("key")), f.Get("password")
	v, err := p.Register.ResetOf(r.Context(), token)
	if err == nil {
		err = p.Register.UseReset(r.Context(), token, password)
	}
	page := p.resetPage(token, v)
	lines := kit.Errors("nl", err)
	switch {
	case err == nil:
		p.signInNow(w, r, v.Member.Email, password)
	case len(lines) > 0:
		page.Errors = lines
		p.Render(w, r, http.StatusUnprocessableEntity, page)
	case isAbsent(err):
		page.Expired = true
		p.Render(w, r, http.StatusNotFound, page)
	default:
		p.fault(w, r, register.Person{}, err)
	}
}
