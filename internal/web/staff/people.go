package staff

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/static"
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
	session, err := p.Register.SignIn(r.Context(), m.Email, password)
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
	access.Freelancer: "geeft klachten door en ziet waar die bij hoort", access.Coordinator: "bewaakt de termijnen van wat is toegewezen",
	access.Administrator: "regelt accounts, ziet geen klachten",
}

func (p *pages) people(w http.ResponseWriter, r *http.Request, who register.Person) {
	if !who.Leads() {
		p.absent(w, r, who)
		return
	}
	p.Render(w, r, http.StatusOK, p.peoplePage(who, kit.Form{}))
}

func (p *pages) peoplePage(who register.Person, f kit.Form) template.People {
	page := template.People{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key()}, Name: field(f, "name"), Email: field(f, "email")}
	for _, m := range p.Register.Members() {
		row := template.MemberRow{Name: m.Name, State: map[string]template.Tag{store.MemberInvited: {Text: "uitgenodigd", Tone: "soon"},
			store.MemberActive: {Text: "actief", Tone: "done"}, store.MemberLeft: {Text: "gestopt"}}[m.State]}
		var roles []string
		for _, role := range m.Roles {
			roles = append(roles, roleWords[role]+": "+mayWords[role])
		}
		row.May = strings.Join(roles, "; ")
		page.Members = append(page.Members, row)
	}
	for _, role := range access.Roles() {
		page.Roles = append(page.Roles, template.Option{Value: string(role), Label: roleWords[role], Hint: capital(mayWords[role]) + ".", Checked: f.Line("role") == string(role)})
	}
	return page
}

func (p *pages) postPeople(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	token, err := p.Register.Invite(r.Context(), who, f.Line("name"), f.Line("email"), rolesOf(f.Values["role"]))
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
	until := p.Register.Procedure().On(p.Now().Add(identity.InvitationAge))
	page.Invitation = template.Invited{Name: f.Line("name"), Link: p.Register.Site() + "/staff/invitation?token=" + string(token), Until: until.DayMonth("nl")}
	p.Render(w, r, http.StatusOK, page)
}

func rolesOf(values []string) []access.Role {
	var roles []access.Role
	for _, v := range values {
		roles = append(roles, access.Role(v))
	}
	return roles
}

func (p *pages) settings(w http.ResponseWriter, r *http.Request, who register.Person) {
	if !who.Leads() {
		p.absent(w, r, who)
		return
	}
	home, body := p.Register.Home(), p.Register.Procedure().Appeal[0]
	page := p.settingsPage(who)
	page.Organisation.Value, page.Telephone.Value, page.PhoneHours.Value = home.Name, home.Phone, home.PhoneHours
	page.Colour.Value = home.Colour
	page.ConfidantName.Value, page.ConfidantPhone.Value, page.ConfidantEmail.Value, page.ConfidantSite.Value = body.Name, body.Phone, body.Email, body.Website
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) settingsPage(who register.Person) template.Settings {
	return template.Settings{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key()}}
}

func (p *pages) postSettings(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	home := p.Register.Home()
	home.Name, home.Phone, home.PhoneHours = f.Line("organisation"), f.Line("phone"), f.Line("phone_hours")
	if hue, chroma, err := static.Brand(f.Line("colour")); err == nil {
		home.Hue, home.Chroma, home.Colour = hue, chroma, f.Line("colour")
	}
	err := p.Register.SaveSettings(r.Context(), who, home, complaint.AppealBody{Name: f.Line("confidant_name"), Phone: f.Line("confidant_phone"),
		Email: f.Line("confidant_email"), Website: f.Line("confidant_website")})
	if err == nil {
		http.Redirect(w, r, "/staff/settings", http.StatusSeeOther)
		return
	}
	page := p.settingsPage(who)
	if page.Errors = kit.Errors("nl", err); len(page.Errors) == 0 {
		p.failed(w, r, who, err)
		return
	}
	for name, to := range map[string]*template.Field{"organisation": &page.Organisation, "phone": &page.Telephone, "phone_hours": &page.PhoneHours, "colour": &page.Colour,
		"confidant_name": &page.ConfidantName, "confidant_phone": &page.ConfidantPhone, "confidant_email": &page.ConfidantEmail, "confidant_website": &page.ConfidantSite} {
		to.Value = f.Line(name)
	}
	p.Render(w, r, http.StatusUnprocessableEntity, page)
}

func (p *pages) procedure(w http.ResponseWriter, r *http.Request, who register.Person) {
	proc := p.Register.Procedure()
	page := template.ProcedureSettings{Staff: p.base(who, "settings"), Name: proc.Name, Edition: fmt.Sprintf("Versie %d", proc.Version),
		Source: proc.Basis.Source + ", stand " + proc.Basis.AsOf.Words("nl"), For: "binnen op " + proc.On(p.Now()).DayMonth("nl")}
	today := proc.On(p.Now())
	for _, t := range proc.Terms {
		page.Terms = append(page.Terms, template.ProcedureTerm{Name: termWords[t.ID], Text: metWords[t.ID], Length: kit.LengthWords("nl", t.Length), Hard: t.Hard})
		page.Example = append(page.Example, template.Moment{Title: termWords[t.ID], When: "uiterlijk " + proc.Days().Due(today, t.Length).DayMonth("nl")})
	}
	presets, err := complaint.Presets()
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	for _, preset := range presets {
		page.Presets = append(page.Presets, template.Preset{ID: preset.ID, Name: preset.Name, Source: preset.Basis.Source, AsOf: preset.Basis.AsOf.Words("nl"),
			Note: preset.Basis.Note, InForce: preset.ID == proc.ID})
	}
	p.Render(w, r, http.StatusOK, page)
}

var metWords = map[complaint.TermID]string{
	complaint.TermDiscuss: "Je bespreekt de klacht met je team en kiest wie bevestigt.", complaint.TermAcknowledge: "De klager heeft een schriftelijke bevestiging.",
	complaint.TermDecide: "Er is een besluit, of je hebt de klager gesproken.", complaint.TermRespond: "De klager heeft ons antwoord.",
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

func (p *pages) letterPage(v view, l template.Letter) template.LetterPage {
	return template.LetterPage{Base: p.Base(v.Complaint.Received.Lang), Letter: l, BackURL: "/staff/complaints/" + v.Complaint.Received.Ref, BackLabel: "Terug naar het dossier"}
}
