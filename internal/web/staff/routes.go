// Package staff is what the team sees: Vandaag, the register, a dossier, and a
// form for each act. It translates between pages and the register; it decides
// nothing about the procedure.
package staff

import (
	"errors"
	"net/http"
	"time"

	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

type pages struct {
	*kit.Kit
	acts    map[string]act
	signins *kit.Limiter // per network
	account *kit.Limiter // per account and network: slows a guesser, not the owner elsewhere
}

// Routes adds the pages for the team.
func Routes(mux *http.ServeMux, k *kit.Kit) {
	p := &pages{Kit: k, acts: acts(), signins: kit.NewLimiter(30, time.Minute, k.Now), account: kit.NewLimiter(8, time.Minute, k.Now)}
	mux.HandleFunc("GET /staff/sign-in", p.signIn)
	mux.HandleFunc("POST /staff/sign-in", p.postSignIn)
	mux.HandleFunc("POST /staff/sign-out", p.signOut)
	mux.HandleFunc("GET /staff/invitation", p.invitation)
	mux.HandleFunc("POST /staff/invitation", p.postInvitation)
	p.directory(mux)
	mux.HandleFunc("GET /staff", p.known(p.today))
	mux.HandleFunc("GET /staff/complaints", p.known(p.list))
	mux.HandleFunc("GET /staff/search", p.known(p.search))
	mux.HandleFunc("POST /staff/search", p.known(p.search))
	mux.HandleFunc("GET /staff/complaints/new", p.known(p.intake))
	mux.HandleFunc("POST /staff/complaints", p.known(p.postIntake))
	mux.HandleFunc("GET /staff/complaints/{ref}", p.known(p.dossier))
	mux.HandleFunc("GET /staff/complaints/{ref}/{noun}", p.known(p.actForm))
	mux.HandleFunc("POST /staff/complaints/{ref}/{noun}", p.known(p.postAct))
	mux.HandleFunc("POST /staff/complaints/{ref}/{noun}/preview", p.known(p.preview))
	mux.HandleFunc("GET /staff/complaints/{ref}/letters/{id}", p.known(p.letter))
	mux.HandleFunc("GET /staff/complaints/{ref}/attachments/{id}", p.known(p.attachment))
	mux.HandleFunc("GET /staff/people", p.known(p.people))
	mux.HandleFunc("POST /staff/people", p.known(p.postPeople))
	mux.HandleFunc("GET /staff/settings", p.known(p.settings))
	mux.HandleFunc("POST /staff/settings", p.known(p.postSettings))
	mux.HandleFunc("GET /staff/procedure", p.known(p.procedure))
	mux.HandleFunc("/staff/", p.known(func(w http.ResponseWriter, r *http.Request, who register.Person) { p.absent(w, r, who) }))
}

// directory adds the road of the organisation's own provider. Its message comes
// from a server: without Origin, so that nothing takes it for a form.
func (p *pages) directory(mux *http.ServeMux) {
	seldom := p.seldom(60, time.Minute)
	mux.HandleFunc("GET /staff/sign-in/directory", seldom(p.directorySignIn))
	mux.HandleFunc("GET /staff/sign-in/directory/callback", seldom(p.directoryCallback))
	mux.HandleFunc("POST /staff/sign-in/directory/logout", seldom(p.directoryLogout))
	mux.HandleFunc("POST /staff/invitation/directory", seldom(p.directoryInvitation))
	mux.HandleFunc("GET /staff/account/directory", p.known(p.directoryAccount))
	mux.HandleFunc("POST /staff/account/directory", p.known(p.postDirectoryAccount))
	mux.HandleFunc("POST /staff/account/directory/removal", p.known(p.removeDirectoryAccount))
}

type handler func(http.ResponseWriter, *http.Request, register.Person)

// known lets in who is signed in and sends the rest to the door.
func (p *pages) known(next handler) http.HandlerFunc {
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
		next(w, r, who)
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

// base fills what every page for the team has.
func (p *pages) base(who register.Person, active string) template.Staff {
	s := template.Staff{Base: p.Base("nl"), Active: active, CanSettings: who.Leads(),
		Me: template.Who{Initials: kit.Initials(who.Member.Name), Name: who.Member.Name, Note: roleNote(who.Member), Me: true}}
	s.TodayCount = p.Register.TodayCount(who)
	s.SignOutKey = kit.Key()
	return s
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
