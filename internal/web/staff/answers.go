package staff

import (
	"errors"
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
)

func (p *pages) notStored(w http.ResponseWriter, r *http.Request, f kit.Form, err error) {
	p.Fault(r.Context(), err, r.Pattern)
	p.NotStored(w, r, f)
}

// away answers somebody whose session ended. What they were sending is not
// stored, and they are told so in place of a blank form.
func (p *pages) away(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		http.Redirect(w, r, "/staff/sign-in", http.StatusSeeOther)
		return
	}
	page := p.signInPage("", "Je was een tijd weg. Log opnieuw in en ga daarna terug in je browser: je tekst staat er nog.")
	p.Render(w, r, http.StatusUnauthorized, page)
}

func (p *pages) absent(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.Render(w, r, http.StatusNotFound, p.absentPage(who))
}

// failed answers an error of a read: what may not be seen looks like what is
// not there.
func (p *pages) failed(w http.ResponseWriter, r *http.Request, who register.Person, err error) {
	if errors.Is(err, register.ErrNotFound) {
		p.absent(w, r, who)
		return
	}
	p.fault(w, r, who, err)
}
