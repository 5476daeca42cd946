package staff

import (
	"errors"
	"net/http"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
)

func mayBreakGlass(who register.Person) bool {
	return who.Has(access.PrivacyOfficer, access.Administrator)
}

// only hides a page from everybody else.
func (p *pages) only(may func(register.Person) bool, next handler) handler {
	return func(w http.ResponseWriter, r *http.Request, who register.Person) {
		if !may(who) {
			_, page, _ := strings.Cut(r.Pattern, " ")
			if err := p.Register.PageRefused(r.Context(), who, page); err != nil {
				p.fault(w, r, who, err)
				return
			}
			p.absent(w, r, who)
			return
		}
		next(w, r, who)
	}
}

// lets reports whether a page is for this person; who is not let in goes to to,
// or finds nothing there when that is empty.
func (t takes) lets(who register.Person) (ok bool, to string) {
	half := who.Session.Level == store.LevelPassword
	switch t {
	case halfway:
		return half && !who.Enrols, nextStep(who)
	case enrols:
		return who.Enrols || who.Proven(), nextStep(who)
	case link:
		return !half, nextStep(who)
	}
	if who.CameByLink() {
		return false, ""
	}
	return !half, nextStep(who)
}

// nextStep is where somebody belongs who was recognised.
func nextStep(who register.Person) string {
	switch {
	case who.Enrols:
		return "/staff/account/second-factor"
	case who.Session.Level == store.LevelPassword:
		return "/staff/sign-in/code"
	}
	return "/staff"
}

// known lets in who is signed in and sends the rest to the door: who is half-way
// to what is still missing, and nowhere else; a locked session to its lock.
func (p *pages) known(to route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !p.Register.SetUp() {
			http.Redirect(w, r, "/setup", http.StatusSeeOther)
			return
		}
		who, err := p.Register.Recognise(r.Context(), p.Session(r))
		if err != nil {
			p.notKnown(w, r, err)
			return
		}
		ok, next := to.takes.lets(who)
		switch {
		case who.Session.Locked && r.Method == http.MethodGet:
			http.Redirect(w, r, "/staff/unlock", http.StatusSeeOther)
		case who.Session.Locked:
			p.shut(w, r)
		case ok:
			to.serve(w, kit.Known(r), who)
		case next == "":
			p.absent(w, r, who)
		default:
			http.Redirect(w, r, next, http.StatusSeeOther)
		}
	}
}

func (p *pages) notKnown(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, register.ErrNotFound):
		p.away(w, r)
	case errors.Is(err, register.ErrUnavailable) && r.Method == http.MethodPost:
		p.notStored(w, r, p.ReadForm(w, r), err)
	default:
		p.fault(w, r, register.Person{}, err)
	}
}
