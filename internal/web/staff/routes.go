// Package staff is what the team sees: Vandaag, the register, a dossier, and a
// form for each act. It translates between pages and the register; it decides
// nothing about the procedure.
package staff

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

type pages struct {
	*kit.Kit
	acts    map[string]act
	signins *kit.Limiter // wrong tries per network
	account *kit.Brake   // per account and network: slows a guesser, not the owner elsewhere
	mails   *kit.Limiter // links asked, per network
	begun   *kit.Limiter // ceremonies with a passkey that were begun, per network
}

// Routes adds the pages for the team.
func Routes(mux *http.ServeMux, k *kit.Kit) {
	p := &pages{Kit: k, acts: acts(), signins: kit.NewLimiter(10, time.Minute, k.Now), account: kit.NewBrake(k.Now),
		mails: kit.NewLimiter(20, time.Hour, k.Now), begun: kit.NewLimiter(60, time.Minute, k.Now)}
	p.doors(mux)
	p.own(mux)
	p.directory(mux)
	mux.HandleFunc("GET /staff", p.known(p.today))
	mux.HandleFunc("GET /staff/complaints", p.known(p.list))
	mux.HandleFunc("GET /staff/search", p.known(p.inFull(p.search)))
	mux.HandleFunc("POST /staff/search", p.known(p.inFull(p.search)))
	mux.HandleFunc("GET /staff/complaints/new", p.known(p.intake))
	mux.HandleFunc("POST /staff/complaints", p.known(p.postIntake))
	mux.HandleFunc("GET /staff/complaints/{ref}", p.known(p.dossier))
	mux.HandleFunc("GET /staff/complaints/{ref}/log", p.known(p.whoLooked))
	mux.HandleFunc("GET /staff/log", p.known(p.whatSaw))
	mux.HandleFunc("POST /staff/names", p.known(p.names))
	mux.HandleFunc("GET /staff/complaints/{ref}/{noun}", p.known(p.actForm))
	mux.HandleFunc("POST /staff/complaints/{ref}/{noun}", p.known(p.postAct))
	mux.HandleFunc("POST /staff/complaints/{ref}/{noun}/preview", p.known(p.preview))
	mux.HandleFunc("GET /staff/complaints/{ref}/letters/{id}", p.known(p.letter))
	mux.HandleFunc("GET /staff/complaints/{ref}/attachments/{id}", p.known(p.attachment))
	mux.HandleFunc("GET /staff/people", p.known(p.people))
	mux.HandleFunc("POST /staff/people", p.known(p.postPeople))
	mux.HandleFunc("GET /staff/people/{id}", p.known(p.member))
	mux.HandleFunc("POST /staff/people/{id}", p.known(p.postMember))
	mux.HandleFunc("POST /staff/people/{id}/leaving", p.known(p.postLeaving))
	mux.HandleFunc("POST /staff/people/{id}/invitation", p.known(p.postInvitationAgain))
	mux.HandleFunc("GET /staff/emergency-access", p.known(p.emergency))
	mux.HandleFunc("POST /staff/emergency-access", p.known(p.postEmergency))
	mux.HandleFunc("GET /staff/settings", p.known(p.settings))
	mux.HandleFunc("POST /staff/settings", p.known(p.postSettings))
	mux.HandleFunc("GET /staff/settings/lists", p.known(p.lists))
	mux.HandleFunc("POST /staff/settings/lists", p.known(p.postLists))
	mux.HandleFunc("POST /staff/people/{id}/reset", p.known(p.postResetAccess))
	mux.HandleFunc("POST /staff/settings/second-factor", p.known(p.postSecondFactorPolicy))
	mux.HandleFunc("GET /staff/procedure", p.known(p.procedure))
	mux.HandleFunc("POST /staff/procedure/read", p.known(p.readProcedure))
	mux.HandleFunc("GET /staff/procedure/versions/{id}", p.known(p.olderProcedure))
	mux.HandleFunc("GET /staff/procedure/draft", p.known(p.draft))
	mux.HandleFunc("POST /staff/procedure/draft", p.known(p.postDraft))
	mux.HandleFunc("POST /staff/procedure/draft/preview", p.known(p.previewDraft))
	mux.HandleFunc("POST /staff/procedure/draft/start", p.known(p.startDraft))
	mux.HandleFunc("POST /staff/procedure/draft/drop", p.known(p.dropDraft))
	mux.HandleFunc("GET /staff/procedure/draft/publish", p.known(p.change))
	mux.HandleFunc("POST /staff/procedure/draft/publish", p.known(p.publish))
	mux.HandleFunc("/staff/", p.known(func(w http.ResponseWriter, r *http.Request, who register.Person) { p.absent(w, r, who) }))
}

// doors are the pages for who is not signed in, or not all the way.
func (p *pages) doors(mux *http.ServeMux) {
	mux.HandleFunc("GET /staff/sign-in", p.signIn)
	mux.HandleFunc("POST /staff/sign-in", p.postSignIn)
	mux.HandleFunc("POST /staff/sign-in/passkey/begin", p.beginPasskeySignIn)
	mux.HandleFunc("POST /staff/sign-in/passkey/finish", p.finishPasskeySignIn)
	mux.HandleFunc("POST /staff/sign-out", p.signOut)
	mux.HandleFunc("POST /staff/sign-in/mail", p.postMailLink)
	mux.HandleFunc("GET /staff/sign-in/link", p.mailLink)
	mux.HandleFunc("POST /staff/sign-in/link", p.postLink)
	mux.HandleFunc("GET /staff/invitation", p.invitation)
	mux.HandleFunc("POST /staff/invitation", p.postInvitation)
	mux.HandleFunc("GET /staff/reset", p.reset)
	mux.HandleFunc("POST /staff/reset", p.postReset)
	mux.HandleFunc("GET /staff/sign-in/code", p.halfway(p.code(false)))
	mux.HandleFunc("POST /staff/sign-in/code", p.halfway(p.postCode))
	mux.HandleFunc("GET /staff/sign-in/recovery", p.halfway(p.code(true)))
	mux.HandleFunc("POST /staff/sign-in/recovery", p.halfway(p.postRecovery))
	mux.HandleFunc("GET /staff/unlock", p.unlock)
	mux.HandleFunc("POST /staff/unlock", p.postUnlock)
}

// own are the pages about one's own account; those to set up a second factor
// are also for who is half-way and has none.
func (p *pages) own(mux *http.ServeMux) {
	mux.HandleFunc("GET /staff/account/second-factor", p.enrolling(p.secondFactor))
	mux.HandleFunc("POST /staff/account/app/start", p.enrolling(p.postAppStart))
	mux.HandleFunc("GET /staff/account/app", p.enrolling(p.app))
	mux.HandleFunc("GET /staff/account/app.png", p.enrolling(p.appPicture))
	mux.HandleFunc("POST /staff/account/app", p.enrolling(p.postApp))
	mux.HandleFunc("GET /staff/account/passkeys", p.enrolling(p.passkeys))
	mux.HandleFunc("POST /staff/account/passkeys/begin", p.enrolling(p.beginPasskey))
	mux.HandleFunc("POST /staff/account/passkeys/finish", p.enrolling(p.finishPasskey))
	mux.HandleFunc("POST /staff/account/passkeys/{id}/name", p.known(p.renamePasskey))
	mux.HandleFunc("POST /staff/account/passkeys/{id}/removal", p.known(p.removePasskey))
	mux.HandleFunc("GET /staff/account", p.known(p.ownAccount))
	mux.HandleFunc("POST /staff/account/password", p.known(p.postPassword))
	mux.HandleFunc("POST /staff/account/app/removal", p.known(p.postAppRemoval))
	mux.HandleFunc("POST /staff/account/recovery", p.known(p.postRecoveryCodes))
	mux.HandleFunc("POST /staff/account/sessions", p.known(p.postSessions))
	mux.HandleFunc("GET /staff/account/proof", p.known(p.proof))
	mux.HandleFunc("POST /staff/account/proof", p.known(p.postProof))
	mux.HandleFunc("POST /staff/lock", p.known(p.postLock))
}

// lockAfter is how many seconds a page stays open without input.
const lockAfter = 600

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

// known lets in who is signed in and sends the rest to the door: who is half-way
// to what is still missing, and nowhere else; a locked session to its lock.
func (p *pages) known(next handler) http.HandlerFunc {
	return p.recognised(func(w http.ResponseWriter, r *http.Request, who register.Person) {
		if who.Session.Level == store.LevelPassword {
			http.Redirect(w, r, nextStep(who), http.StatusSeeOther)
			return
		}
		next(w, r, who)
	})
}

// inFull hides a page from who came by a mailed link.
func (p *pages) inFull(next handler) handler {
	return func(w http.ResponseWriter, r *http.Request, who register.Person) {
		if who.CameByLink() {
			p.absent(w, r, who)
			return
		}
		next(w, r, who)
	}
}

// halfway lets in who showed a password and has a second factor still to show.
func (p *pages) halfway(next handler) http.HandlerFunc {
	return p.recognised(func(w http.ResponseWriter, r *http.Request, who register.Person) {
		if who.Session.Level != store.LevelPassword || who.Enrols {
			http.Redirect(w, r, nextStep(who), http.StatusSeeOther)
			return
		}
		next(w, r, who)
	})
}

// enrolling lets in who has no second factor yet, and who is in already.
func (p *pages) enrolling(next handler) http.HandlerFunc {
	return p.recognised(func(w http.ResponseWriter, r *http.Request, who register.Person) {
		if !who.Enrols && !who.Proven() {
			http.Redirect(w, r, nextStep(who), http.StatusSeeOther)
			return
		}
		next(w, r, who)
	})
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

func (p *pages) recognised(next handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !p.Register.SetUp() {
			http.Redirect(w, r, "/setup", http.StatusSeeOther)
			return
		}
		who, err := p.Register.Recognise(r.Context(), p.Session(r))
		switch {
		case err != nil:
			p.notKnown(w, r, err)
		case who.Session.Locked && r.Method == http.MethodGet:
			http.Redirect(w, r, "/staff/unlock", http.StatusSeeOther)
		case who.Session.Locked:
			p.Render(w, r, http.StatusUnauthorized, p.lockPage("Ontgrendel en ga daarna terug in je browser: je tekst staat er nog."))
		default:
			next(w, r, who)
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
	s := template.Staff{Base: p.Base("nl"), Active: active, CanSettings: who.Administers(), Directs: who.Directs(), CanLog: who.ReadsLog(), Printed: p.printed(who),
		LinkOnly: who.CameByLink(), LockAfter: lockAfter, MeID: string(who.Member.ID),
		Me: template.Who{Initials: kit.Initials(who.Member.Name), Name: who.Member.Name, Note: roleNote(who.Member), Me: true}}
	s.TodayCount = p.Register.TodayCount(who)
	s.SignOutKey = kit.Key()
	return s
}

// printed stands below what leaves the printer: by whom and when (R27).
func (p *pages) printed(who register.Person) string {
	zone := p.Register.Procedure().Zone()
	_, day, _ := strings.Cut(calendar.DateOf(p.Now(), zone).Words("nl"), " ")
	return fmt.Sprintf("Afgedrukt door %s, %s, %s · vertrouwelijk", who.Member.Name, day, calendar.Clock(p.Now(), zone, "nl"))
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
