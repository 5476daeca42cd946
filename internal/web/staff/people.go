package staff

import (
	"errors"
	"net/http"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func (p *pages) invitationPage(token identity.Token, m store.Member) template.Invitation {
	return template.Invitation{Base: p.Base("nl"), FormKey: template.FormKey{Key: string(token)}, ActionURL: "/staff/invitation", Name: m.Name, Email: m.Email,
		Directory: p.Register.DirectoryName()}
}

// invitation opens the link a new member got. The token is a secret in an
// address; it works once, for three days, and only to choose a password.
func (p *pages) invitation(w http.ResponseWriter, r *http.Request) {
	token := identity.Token(r.URL.Query().Get("token"))
	m, err := p.Register.Invited(r.Context(), token)
	page := p.invitationPage(token, m)
	page.Expired = err != nil
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) postInvitation(w http.ResponseWriter, r *http.Request) {
	f := p.ReadForm(w, r)
	token := identity.Token(f.Line("key"))
	m, err := p.Register.Invited(r.Context(), token)
	if err != nil {
		page := p.invitationPage("", store.Member{})
		page.Expired = true
		p.Render(w, r, http.StatusNotFound, page)
		return
	}
	password := f.Get("password")
	if err := p.Register.AcceptInvitation(r.Context(), token, password); err != nil {
		page := p.invitationPage(token, m)
		if page.Errors = kit.Errors("nl", err); len(page.Errors) == 0 {
			p.fault(w, r, register.Person{}, err)
			return
		}
		p.Render(w, r, http.StatusUnprocessableEntity, page)
		return
	}
	p.signInNow(w, r, m.Email, password)
}

// signInNow lets in who just chose this password.
func (p *pages) signInNow(w http.ResponseWriter, r *http.Request, email, password string) {
	session, err := p.Register.SignInFrom(r.Context(), email, password, identity.Browser(r.UserAgent()))
	if err != nil {
		http.Redirect(w, r, "/staff/sign-in", http.StatusSeeOther)
		return
	}
	p.SetSession(w, session)
	http.Redirect(w, r, "/staff", http.StatusSeeOther)
}

var mayWords = map[access.Role]string{
	access.Lead: "behandelt en beslist, ziet alles behalve klachten over zichzelf", access.Deputy: "vervangt de hoofdtrainer",
	access.Partner: "doet mee aan de jaarlijkse toetsing", access.Trainer: "geeft klachten door en ziet waar die bij hoort",
	access.CoTrainer: "geeft klachten door en ziet waar die bij hoort", access.Intervisor: "geeft klachten door en ziet waar die bij hoort",
	access.Freelancer: "geeft klachten door en ziet waar die bij hoort", access.Coordinator: "bewaakt de termijnen, ziet geen namen of verhalen",
	access.Confidant: "leest alleen wat naar de vertrouwenspersoon gaat", access.Auditor: "ziet het register zonder namen, tot een einddatum",
	access.PrivacyOfficer: "ziet wie wat bekeek, niet wat erin staat", access.Administrator: "regelt accounts, ziet geen klachten",
}

func (p *pages) people(w http.ResponseWriter, r *http.Request, who register.Person) {
	page := p.peoplePage(who, kit.Form{})
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) peoplePage(who register.Person, f kit.Form) template.People {
	page := template.People{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key()}, Name: field(f, "name"), Email: field(f, "email"), Until: field(f, "until")}
	for _, m := range p.Register.Members() {
		row := template.MemberRow{Name: m.Name, URL: "/staff/people/" + string(m.ID), State: stateTag(m)}
		var roles []string
		for _, role := range m.Roles {
			roles = append(roles, roleWords[role]+": "+mayWords[role])
		}
		row.May = strings.Join(roles, "; ")
		if !m.Until.IsZero() {
			row.May += "; tot en met " + m.Until.Words("nl")
		}
		page.Members = append(page.Members, row)
	}
	page.Roles = roleOptions(who, rolesOf(f.Values["role"]))
	return page
}

func stateTag(m store.Member) template.Tag {
	return map[string]template.Tag{store.MemberInvited: {Text: "uitgenodigd", Tone: "soon"}, store.MemberActive: {Text: "actief", Tone: "done"}, store.MemberLeft: {Text: "gestopt"}}[m.State]
}

func (p *pages) invited(name string, token identity.Token) template.Invited {
	until := p.Register.Procedure().On(p.Now().Add(identity.InvitationAge))
	return template.Invited{Name: name, Link: p.Register.Site() + "/staff/invitation?token=" + string(token), Until: until.DayMonth("nl")}
}

func (p *pages) postPeople(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	var token identity.Token
	until, err := day(f, "until")
	if err == nil {
		err = f.Failed()
	}
	if err == nil {
		token, err = p.Register.InviteUntil(r.Context(), who, f.Line("name"), f.Line("email"), rolesOf(f.Values["role"]), until)
	}
	if err != nil {
		lines := kit.Errors("nl", err)
		if len(lines) == 0 {
			p.failed(w, r, who, err)
			return
		}
		page := p.peoplePage(who, f)
		page.Errors = lines
		p.Render(w, r, http.StatusUnprocessableEntity, page)
		return
	}
	page := p.peoplePage(who, kit.Form{})
	page.Invitation = p.invited(f.Line("name"), token)
	p.Render(w, r, http.StatusOK, page)
}

func rolesOf(values []string) []access.Role {
	var roles []access.Role
	for _, v := range values {
		roles = append(roles, access.Role(v))
	}
	return roles
}

func (p *pages) absentPage(who register.Person) template.Trouble {
	page := template.Trouble{Staff: p.base(who, ""), Kind: "hidden"}
	if lead, ok := p.Register.LeadMember(); ok {
		page.Ask = lead.Name
	}
	return page
}

func (p *pages) fault(w http.ResponseWriter, r *http.Request, who register.Person, err error) {
	number, status := p.Fault(r.Context(), err, r.Pattern), http.StatusInternalServerError
	if errors.Is(err, register.ErrUnavailable) {
		status = http.StatusServiceUnavailable
	}
	page := template.Trouble{Staff: template.Staff{Base: p.Base("nl")}, Kind: "fault", Reference: number, Phone: p.Register.Home().Phone}
	if who.Member.ID != "" {
		page.Staff = p.base(who, "")
	}
	p.Render(w, r, status, page)
}
