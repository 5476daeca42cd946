package staff

import (
	"errors"
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// judging is a list of what waits for somebody to say what it is: mail and answers
// of evaluations.
type judging struct {
	list  func() string                              // where to go when it led to no dossier
	again func(kit.Form, int, ...template.ErrorLine) // the page of one, with what was typed
	first func(kit.Form)                             // somebody else was
	by    func(kit.Form) (ref string, err error)     // the decision; ref is the dossier it led to
}

// judge carries a decision out and goes to the dossier it led to, if any. What is
// wrong comes back with what was typed.
func (p *pages) judge(w http.ResponseWriter, r *http.Request, who register.Person, done string, j judging) {
	f := p.ReadForm(w, r)
	ref, err := "", f.Failed()
	if err == nil {
		ref, err = j.by(f)
	}
	lines := kit.Errors("nl", err)
	switch {
	case err == nil:
		next := ""
		if ref != "" && p.Register.Reads(who, ref) {
			next = "/staff/complaints/" + ref
		} else {
			next = j.list()
		}
		p.SetFlash(w, done)
		http.Redirect(w, r, next, http.StatusSeeOther) //nolint:gosec // the number is of a dossier that this person reads
	case errors.Is(err, register.ErrStale):
		j.first(f)
	case errors.Is(err, register.ErrUnavailable):
		p.notStored(w, r, f, err)
	case len(lines) == 0:
		p.failed(w, r, who, err)
	default:
		j.again(f, kit.Status(f), lines...)
	}
}
