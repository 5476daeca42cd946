package staff

import (
	"errors"
	"net/http"
	"time"

	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// seldom slows who asks too often from one network: each of these pages asks
// something of the provider or writes something down.
func (p *pages) seldom(what string, most int, within time.Duration) func(http.HandlerFunc) http.HandlerFunc {
	asked := p.Register.Tries(what, most, within)
	return func(next http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if p.Limits && !asked.Try(r.Context(), p.Network(r)) {
				p.Render(w, r, http.StatusTooManyRequests, p.door("Even wachten", kit.Sentence("nl", "sign_in_slow"), toSignIn))
				return
			}
			next(w, r)
		}
	}
}

var toSignIn = template.Link{Label: "Terug naar inloggen", URL: "/staff/sign-in"}

func (p *pages) callback() string { return p.Register.Site() + "/staff/sign-in/directory/callback" }

// door is a page with a way back.
func (p *pages) door(heading, lead string, back template.Link) template.DirectoryDoor {
	return template.DirectoryDoor{Base: p.Base("nl"), Heading: heading, Lead: lead, Onward: back, Back: true}
}

// onward is a page that leads on by itself. After the provider it stands in
// place of a redirect, in which a browser does not send a strict cookie; after a
// form too, which may not be redirected to another site.
func (p *pages) onward(w http.ResponseWriter, r *http.Request, heading, lead string, to template.Link) {
	page := template.DirectoryDoor{Base: p.Base("nl"), Heading: heading, Lead: lead, Onward: to}
	page.Refresh = to.URL
	p.Render(w, r, http.StatusOK, page)
}

// directorySignIn goes to the provider. Another site cannot send somebody there
// without being seen: they land on the page to sign in.
func (p *pages) directorySignIn(w http.ResponseWriter, r *http.Request) {
	if !p.Register.SetUp() || p.Register.DirectoryName() == "" || r.Header.Get("Sec-Fetch-Site") == "cross-site" {
		http.Redirect(w, r, "/staff/sign-in", http.StatusSeeOther)
		return
	}
	token, address, err := p.Register.BeginDirectory(r.Context(), p.callback())
	if err != nil {
		p.directoryFailed(w, r, register.ErrandSignIn, err)
		return
	}
	p.SetDirectory(w, token)
	http.Redirect(w, r, address, http.StatusSeeOther)
}

// directoryInvitation accepts an invitation with an account at the provider.
func (p *pages) directoryInvitation(w http.ResponseWriter, r *http.Request) {
	invitation := identity.Token(p.ReadForm(w, r).Line("key"))
	token, address, err := p.Register.BeginDirectoryInvited(r.Context(), invitation, p.callback())
	if err != nil {
		p.directoryFailed(w, r, register.ErrandAccept, err)
		return
	}
	p.leave(w, r, token, address)
}

func (p *pages) leave(w http.ResponseWriter, r *http.Request, token identity.Token, address string) {
	name := p.Register.DirectoryName()
	p.SetDirectory(w, token)
	p.onward(w, r, "Even naar "+name, "Log daar in. Daarna kom je hier terug.", template.Link{Label: "Ga verder", URL: address})
}

// directoryCallback is where the provider sends people back to.
func (p *pages) directoryCallback(w http.ResponseWriter, r *http.Request) {
	a, err := p.Register.FinishDirectory(r.Context(), p.Directory(r), r.URL.Query(), identity.Browser(r.UserAgent()))
	if a.Errand != "" {
		p.ClearDirectory(w)
	}
	switch {
	case err != nil:
		p.directoryFailed(w, r, a.Errand, err)
	case a.Errand == register.ErrandLink:
		p.onward(w, r, "Je account is gekoppeld", "Je kunt nu ook inloggen met "+p.Register.DirectoryName()+".", template.Link{Label: "Ga verder", URL: "/staff/account/directory"})
	default:
		p.SetSession(w, a.Session)
		p.onward(w, r, "Je bent ingelogd", "Je gaat nu naar het klachtenregister.", template.Link{Label: "Ga verder", URL: "/staff"})
	}
}

// directoryErrors says what each error is to a reader. The first that fits counts.
var directoryErrors = []struct {
	err    error
	status int
	code   string
}{
	{register.ErrDirectoryAway, http.StatusServiceUnavailable, "directory_away"},
	{register.ErrDirectoryDenied, http.StatusForbidden, "directory_denied"},
	{register.ErrDirectoryOver, http.StatusForbidden, "directory_over"},
	{register.ErrDirectoryInvalid, http.StatusForbidden, "directory_invalid"},
	{register.ErrStranger, http.StatusForbidden, "directory_stranger"},
	{register.ErrTaken, http.StatusForbidden, "directory_taken"},
	{register.ErrNotFound, http.StatusNotFound, "directory_invitation"},
}

func (p *pages) directoryFailed(w http.ResponseWriter, r *http.Request, errand register.DirectoryErrand, err error) {
	for _, e := range directoryErrors {
		if !errors.Is(err, e.err) {
			continue
		}
		p.Logger.WarnContext(r.Context(), "a sign-in at the directory failed", "errand", string(errand), "error", err)
		p.Render(w, r, e.status, p.directoryPage(errand, e.code))
		return
	}
	p.fault(w, r, register.Person{}, err)
}

func (p *pages) directoryPage(errand register.DirectoryErrand, code string) template.Page {
	about := p.Register.DirectoryName()
	if lead, ok := p.Register.LeadMember(); ok && code == "directory_stranger" {
		about = lead.Name
	}
	said := kit.Sentence("nl", code, about)
	switch {
	case errand == register.ErrandSignIn && code == "directory_away":
		return p.signInPage("", said) // the other roads stand on it
	case errand == register.ErrandLink:
		return p.door("Er is niets gekoppeld", said, template.Link{Label: "Terug naar je account", URL: "/staff/account/directory"})
	case errand == register.ErrandAccept && code != "directory_invitation":
		said += " " + kit.Sentence("nl", "directory_again")
	}
	return p.door("Je bent niet ingelogd", said, toSignIn)
}

// directoryLogout takes the provider's message that somebody signed out there
// (OpenID Connect Back-Channel Logout 1.0, 2.5 and 2.8).
func (p *pages) directoryLogout(w http.ResponseWriter, r *http.Request) {
	err := p.Register.DirectoryLogout(r.Context(), p.ReadForm(w, r).Get("logout_token"))
	w.Header().Set("Content-Type", "application/json")
	switch {
	case err == nil:
		return
	case errors.Is(err, register.ErrDirectoryInvalid), errors.Is(err, register.ErrNotFound):
		p.Logger.WarnContext(r.Context(), "a message to sign somebody out was refused", "error", err)
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"error":"invalid_request"}`))
	default:
		p.Fault(r.Context(), err, r.Pattern)
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}
