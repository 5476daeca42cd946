package staff

import (
	"errors"
	"net/http"

	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/web/template"
)

func isAbsent(err error) bool { return errors.Is(err, register.ErrNotFound) }

// postMailLink answers the same whether the address is known, and as fast: the
// work is queued either way.
func (p *pages) postMailLink(w http.ResponseWriter, r *http.Request) {
	f := p.ReadForm(w, r)
	if code := register.EmailProblem(f.Line("email")); code != "" {
		p.signInAgain(w, r, http.StatusUnprocessableEntity, f.Line("email"), code)
		return
	}
	if p.Limits && !p.mails.Try(r.Context(), p.Network(r)) {
		p.signInAgain(w, r, http.StatusTooManyRequests, f.Line("email"), "sign_in_slow")
		return
	}
	if err := p.Register.AskLink(r.Context(), f.Line("email")); err != nil {
		p.fault(w, r, register.Person{}, err)
		return
	}
	p.Render(w, r, http.StatusOK, template.MailLink{Base: p.Base("nl"), Sent: true})
}

// mailLink shows a button: what a mail program opens to look does not use the
// link up.
func (p *pages) mailLink(w http.ResponseWriter, r *http.Request) {
	token := identity.Token(r.URL.Query().Get("token"))
	p.Render(w, r, http.StatusOK, template.MailLink{Base: p.Base("nl"), FormKey: template.FormKey{Key: string(token)}, Expired: !p.Register.LinkWorks(r.Context(), token)})
}

func (p *pages) postLink(w http.ResponseWriter, r *http.Request) {
	session, err := p.Register.UseLink(r.Context(), identity.Token(p.ReadForm(w, r).Line("key")), identity.Browser(r.UserAgent()))
	switch {
	case err == nil:
		p.SetSession(w, session)
		http.Redirect(w, r, "/staff", http.StatusSeeOther)
	case isAbsent(err):
		p.Render(w, r, http.StatusNotFound, template.MailLink{Base: p.Base("nl"), Expired: true})
	default:
		p.fault(w, r, register.Person{}, err)
	}
}
