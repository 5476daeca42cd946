package staff

import (
	"errors"
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const checkpointPath = "/staff/settings/proof"

// checkpoint shows the newest promise, to copy or print, and to whom it is mailed.
func (p *pages) checkpoint(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showCheckpoint(w, r, who, kit.Form{}, http.StatusOK)
}

func (p *pages) showCheckpoint(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, status int, errs ...template.ErrorLine) {
	made, ok, err := p.Register.Promise(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.Checkpoint{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key()}}
	page.Flash, page.Errors = p.flash(w, r), errs
	if who.Administers() {
		to := p.Register.Home().ProofMail.Email
		page.Changes, page.Fresh, page.MailedTo, page.Email = true, who.Fresh(p.Now()), to, orElse(f, "email", to)
	}
	if ok {
		page.When = p.dayAndTime(made.Made)
		page.Events, page.Note, page.Verifier = thousands(int(made.Size)), made.Note, made.Verifier
	}
	p.Render(w, r, status, page)
}

func (p *pages) postCheckpoint(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	err := f.Failed()
	if err == nil {
		err = p.Register.SaveProofMail(r.Context(), who, f.Line("email"))
	}
	if errors.Is(err, register.ErrProve) {
		p.prove(w, r, "checkpoint")
		return
	}
	if err == nil {
		name := "proof_mail"
		if f.Line("email") == "" {
			name = "proof_mail_off"
		}
		p.SetFlash(w, name)
		http.Redirect(w, r, checkpointPath, http.StatusSeeOther)
		return
	}
	lines, status, ok := p.mistakes(w, r, who, f, err, "settings_stale")
	if !ok {
		return
	}
	p.showCheckpoint(w, r, who, f, status, lines...)
}
