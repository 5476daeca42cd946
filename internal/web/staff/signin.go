package staff

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func (p *pages) signInPage(email, notice string) template.SignIn {
	return template.SignIn{Base: p.Base("nl"), Email: template.Field{Value: email}, Notice: notice, PasskeySite: p.passkeySite(), MailLink: p.Register.Mail != nil, Directory: p.Register.DirectoryName()}
}

func (p *pages) signIn(w http.ResponseWriter, r *http.Request) {
	if !p.Register.SetUp() {
		http.Redirect(w, r, "/setup", http.StatusSeeOther)
		return
	}
	if who, err := p.Register.Recognise(r.Context(), p.Session(r)); err == nil {
		http.Redirect(w, r, nextStep(who), http.StatusSeeOther)
		return
	}
	p.Render(w, r, http.StatusOK, p.signInPage("", ""))
}

func (p *pages) postSignIn(w http.ResponseWriter, r *http.Request) {
	f := p.ReadForm(w, r)
	email, network := f.Line("email"), p.Network(r)
	account := network + " " + strings.ToLower(email)
	if p.Limits && !p.mayTry(r.Context(), network, account) {
		p.signInAgain(w, r, http.StatusTooManyRequests, email, "sign_in_wait")
		return
	}
	token, err := p.Register.SignInFrom(r.Context(), email, f.Get("password"), identity.Browser(r.UserAgent()))
	if !errors.Is(err, register.ErrSignIn) { // right, or our own trouble: no guess
		p.signins.Right(r.Context(), network)
		p.account.Right(r.Context(), account)
	}
	switch {
	case err == nil:
		p.SetSession(w, token)
		http.Redirect(w, r, "/staff", http.StatusSeeOther)
	case errors.Is(err, register.ErrSignIn):
		p.signInAgain(w, r, http.StatusUnprocessableEntity, email, "sign_in")
	case errors.Is(err, identity.ErrBusy):
		p.signInAgain(w, r, http.StatusServiceUnavailable, email, "sign_in_busy")
	default:
		p.fault(w, r, register.Person{}, err)
	}
}

// mayTry counts a try to sign in, of the network and of the account from there.
func (p *pages) mayTry(ctx context.Context, network, account string) bool {
	if !p.signins.Try(ctx, network) {
		return false
	}
	if p.account.Try(ctx, account) {
		return true
	}
	p.signins.Right(ctx, network) // not tried
	return false
}

func (p *pages) signInAgain(w http.ResponseWriter, r *http.Request, status int, email, code string) {
	page := p.signInPage(email, "")
	page.Errors = []template.ErrorLine{{Field: "email", Text: kit.Sentence("nl", code)}}
	p.Render(w, r, status, page)
}

func (p *pages) signOut(w http.ResponseWriter, r *http.Request) {
	if err := p.Register.SignOut(r.Context(), p.Session(r)); err != nil {
		p.fault(w, r, register.Person{}, err)
		return
	}
	p.ClearSession(w)
	http.Redirect(w, r, "/staff/sign-in", http.StatusSeeOther)
}

func roleNote(m store.Member) string {
	if len(m.Roles) == 0 {
		return ""
	}
	return roleWords[m.Roles[0]]
}
