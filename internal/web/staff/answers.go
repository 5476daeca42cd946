package staff

import (
	"errors"
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
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

// failedFile answers a file that cannot be opened now, or not as it was: the page
// before it stays where it is.
func (p *pages) failedFile(w http.ResponseWriter, r *http.Request, who register.Person, err error) {
	code, found := kit.FileTrouble(err)
	if !found {
		p.failed(w, r, who, err)
		return
	}
	number := p.Fault(r.Context(), err, r.Pattern)
	p.Message(w, r, http.StatusServiceUnavailable, template.Message{Heading: kit.Sentence("nl", "file_shut"), Lead: kit.Sentence("nl", code), Reference: number})
}
