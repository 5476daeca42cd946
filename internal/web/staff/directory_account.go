package staff

import (
	"cmp"
	"errors"
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// directoryAccount shows one's own account at the organisation's provider.
func (p *pages) directoryAccount(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showDirectoryAccount(w, r, who, nil)
}

func (p *pages) showDirectoryAccount(w http.ResponseWriter, r *http.Request, who register.Person, problem error) {
	a, err := p.Register.LinkedAccount(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.DirectoryAccount{Staff: p.base(who, ""), FormKey: template.FormKey{Key: kit.Key()}, Provider: p.Register.DirectoryName(), Linked: a.Linked, Account: cmp.Or(a.Email, a.Name)}
	proc := p.Register.Procedure()
	if a.Linked {
		page.Since = proc.On(a.Since).Words("nl")
	}
	if !a.Used.IsZero() {
		page.Used = proc.On(a.Used).Words("nl")
	}
	status := http.StatusOK
	if page.Errors = kit.Errors("nl", problem); len(page.Errors) > 0 {
		status = http.StatusUnprocessableEntity
	}
	p.Render(w, r, status, page)
}

// postDirectoryAccount goes to the provider to link an account there.
func (p *pages) postDirectoryAccount(w http.ResponseWriter, r *http.Request, who register.Person) {
	token, address, err := p.Register.BeginDirectoryLink(r.Context(), who, p.callback())
	if err == nil {
		p.leave(w, r, token, address)
		return
	}
	p.accountRefused(w, r, who, err)
}

func (p *pages) removeDirectoryAccount(w http.ResponseWriter, r *http.Request, who register.Person) {
	if err := p.Register.UnlinkAccount(r.Context(), who); err != nil {
		p.accountRefused(w, r, who, err)
		return
	}
	http.Redirect(w, r, "/staff/account/directory", http.StatusSeeOther)
}

func (p *pages) accountRefused(w http.ResponseWriter, r *http.Request, who register.Person, err error) {
	_, known := register.AsProblems(err)
	switch {
	case errors.Is(err, register.ErrProve):
		p.prove(w, r, "directory")
	case known:
		p.showDirectoryAccount(w, r, who, err)
	case errors.Is(err, register.ErrNotFound):
		p.absent(w, r, who)
	default:
		p.directoryFailed(w, r, register.ErrandLink, err)
	}
}
