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

// away answers somebody whose session ended. What they were sending is not stored:
// they are told so, and get it back to send once more.
func (p *pages) away(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		http.Redirect(w, r, "/staff/sign-in", http.StatusSeeOther)
		return
	}
	if !p.givesBack(w, r, template.Message{Heading: "Je was een tijd weg", Lead: "Dit is nog niet opgeslagen. Je tekst staat er nog. Log in op een nieuw tabblad. Kom dan hier terug en verstuur het nog een keer.",
		First: template.Link{Label: "Log in", URL: "/staff/sign-in"}}) {
		p.Render(w, r, http.StatusUnauthorized, p.signInPage("", "Je was een tijd weg. Log opnieuw in. Er is niets opgeslagen."))
	}
}

// givesBack gives back what was typed, but not what somebody looked for: that is no work
// that can be lost, and a name on a page that nobody is signed in to.
func (p *pages) givesBack(w http.ResponseWriter, r *http.Request, m template.Message) bool {
	return r.Pattern != "POST /staff/search" && p.GiveBack(w, r, p.ReadForm(w, r), m)
}

// shut answers a form of somebody whose screen is locked, in the same way.
func (p *pages) shut(w http.ResponseWriter, r *http.Request) {
	if !p.givesBack(w, r, template.Message{Heading: "Je scherm is vergrendeld", Lead: "Dit is nog niet opgeslagen. Je tekst staat er nog. Ontgrendel op een nieuw tabblad. Kom dan hier terug en verstuur het nog een keer.",
		First: template.Link{Label: "Ontgrendel", URL: "/staff/unlock"}}) {
		p.Render(w, r, http.StatusUnauthorized, p.lockPage("Er is niets opgeslagen."))
	}
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
	p.Message(w, r, http.StatusServiceUnavailable, template.Message{Heading: kit.Sentence("nl", "file_shut"), Lead: kit.Sentence("nl", code), Reference: number, Team: true})
}
