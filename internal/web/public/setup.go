package public

import (
	"crypto/subtle"
	"errors"
	"net/http"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// maySetUp keeps strangers from setting a register up that is not theirs: away
// from loopback the address printed at the start holds a key.
func (p *pages) maySetUp(r *http.Request, key string) bool {
	return p.SetupKey == "" || subtle.ConstantTimeCompare([]byte(key), []byte(p.SetupKey)) == 1
}

func (p *pages) setup(w http.ResponseWriter, r *http.Request) {
	switch {
	case p.Register.SetUp() && p.Register.Home().RecoveryConfirmed:
		http.Redirect(w, r, "/staff", http.StatusSeeOther)
	case p.Register.SetUp():
		p.Render(w, r, http.StatusOK, p.recoveryPage(""))
	case !p.maySetUp(r, r.URL.Query().Get("key")):
		p.absent(w, r)
	default:
		page := p.setupPage(kit.Form{})
		page.Key = r.URL.Query().Get("key")
		p.Render(w, r, http.StatusOK, page)
	}
}

func (p *pages) plain() template.Public {
	base := p.Public("nl")
	base.Plain = true
	return base
}

func (p *pages) setupPage(f kit.Form) template.Setup {
	page := template.Setup{Public: p.plain(), FormKey: template.FormKey{Key: f.Line("key")}}
	for name, field := range map[string]*template.Field{"organisation": &page.Organisation, "phone": &page.Telephone, "lead_name": &page.LeadName,
		"lead_email": &page.LeadEmail, "deputy_name": &page.DeputyName, "deputy_email": &page.DeputyEmail, "confidant_name": &page.ConfidantName,
		"confidant_phone": &page.ConfidantPhone, "confidant_email": &page.ConfidantEmail, "confidant_website": &page.ConfidantSite} {
		field.Value = f.Line(name)
	}
	asked := f.Line("organisation") == "" && f.Line("lead_email") == "" // the first showing
	page.SecondFactor = []template.Option{{Value: store.SecondFactorRequired, Label: "Iedereen logt in met een tweede stap", Checked: asked || f.Line("second_factor") != "",
		Hint: "Een passkey, of een wachtwoord met een code uit een app. Zonder vinkje mag een wachtwoord alleen."}}
	presets, err := complaint.Presets()
	if err != nil {
		return page
	}
	for i, preset := range presets {
		page.Presets = append(page.Presets, template.Option{Value: preset.ID, Label: preset.Name,
			Hint:    preset.Basis.Note + " Bron: " + preset.Basis.Source + ", stand " + preset.Basis.AsOf.DayYear("nl") + ".",
			Checked: f.Get("preset") == preset.ID || f.Get("preset") == "" && i == 0})
	}
	return page
}

func (p *pages) postSetup(w http.ResponseWriter, r *http.Request) {
	f := p.ReadForm(w, r)
	if p.Register.SetUp() {
		http.Redirect(w, r, "/setup", http.StatusSeeOther)
		return
	}
	if !p.maySetUp(r, f.Line("key")) {
		p.absent(w, r)
		return
	}
	in := register.SetUp{Organisation: f.Line("organisation"), Phone: f.Line("phone"), LeadName: f.Line("lead_name"), LeadEmail: f.Line("lead_email"),
		Password: f.Get("password"), SecondFactor: secondFactor(f), Preset: f.Line("preset"), DeputyName: f.Line("deputy_name"), DeputyEmail: f.Line("deputy_email"),
		Appeal: complaint.AppealBody{Name: f.Line("confidant_name"), Phone: f.Line("confidant_phone"), Email: f.Line("confidant_email"), Website: f.Line("confidant_website")}}
	recovery, err := p.Register.SetUpOrganisation(r.Context(), in)
	if err == nil {
		p.invite(w, r, in)
		p.Render(w, r, http.StatusOK, p.recoveryPage(recovery.Display()))
		return
	}
	if errors.Is(err, register.ErrSetUpBefore) {
		http.Redirect(w, r, "/setup", http.StatusSeeOther)
		return
	}
	page := p.setupPage(f)
	if page.Errors = kit.Errors("nl", err); len(page.Errors) > 0 {
		p.Render(w, r, http.StatusUnprocessableEntity, page)
		return
	}
	number := p.Fault(r.Context(), err, r.Pattern)
	p.Message(w, r, http.StatusInternalServerError, template.Message{Public: p.plain(), Kind: "fault", Reference: number})
}

// secondFactor reads the tick: a tick that was taken away is not sent.
func secondFactor(f kit.Form) string {
	if f.Line("second_factor") == "" {
		return store.SecondFactorOptional
	}
	return store.SecondFactorRequired
}

// invite signs the lead in and asks the deputy, if one was named.
func (p *pages) invite(w http.ResponseWriter, r *http.Request, in register.SetUp) {
	token, err := p.Register.SignInFrom(r.Context(), in.LeadEmail, in.Password, identity.Browser(r.UserAgent()))
	if err != nil {
		p.Fault(r.Context(), err, r.Pattern)
		return
	}
	p.SetSession(w, token)
	if in.DeputyName == "" || in.DeputyEmail == "" {
		return
	}
	lead, err := p.Register.Recognise(r.Context(), token)
	if err == nil {
		_, err = p.Register.Invite(r.Context(), lead, in.DeputyName, in.DeputyEmail, []access.Role{access.Deputy})
	}
	if err != nil {
		p.Fault(r.Context(), err, r.Pattern)
	}
}

// recoveryPage shows the sheet, once, and asks it back. Later it only asks.
func (p *pages) recoveryPage(shown string) template.Recovery {
	page := template.Recovery{Public: p.plain(), FormKey: template.FormKey{Key: kit.Key()}, Date: p.Register.Procedure().On(p.Now()).Words("nl")}
	if shown != "" {
		page.Groups, page.Shown = strings.Split(shown, "-"), shown
	}
	return page
}

func (p *pages) confirmRecovery(w http.ResponseWriter, r *http.Request) {
	f := p.ReadForm(w, r)
	wrong := template.ErrorLine{Field: "recovery", Text: kit.Sentence("nl", "recovery_wrong")}
	typed, err := vault.ParseRecovery(f.Line("recovery"))
	ok := false
	if err == nil && p.setups.Try(r.Context(), p.Network(r)) {
		ok, err = p.Register.ConfirmRecovery(r.Context(), typed)
		if err != nil && !errors.Is(err, register.ErrNotFound) {
			number := p.Fault(r.Context(), err, r.Pattern)
			p.Message(w, r, http.StatusInternalServerError, template.Message{Public: p.plain(), Kind: "fault", Reference: number})
			return
		}
	}
	if !ok {
		// The sheet is shown again while it is being typed over: the form carries it.
		page := p.recoveryPage(f.Line("shown"))
		page.Errors, page.Code = []template.ErrorLine{wrong}, template.Field{Value: f.Line("recovery"), Error: wrong.Text}
		p.Render(w, r, http.StatusUnprocessableEntity, page)
		return
	}
	p.Render(w, r, http.StatusOK, template.SetupDone{Public: p.plain(), FormURL: p.Register.Site() + "/", SignInURL: "/staff", Invited: p.links(r)})
}

// links are the invitations of who was named at set-up, for the lead who is
// signed in; elsewhere they are shown to nobody.
func (p *pages) links(r *http.Request) (all []template.Link) {
	who, err := p.Register.Recognise(r.Context(), p.Session(r))
	if err != nil || !who.Leads() && !who.SetsUp() {
		return nil
	}
	for _, m := range p.Register.Active() {
		if token, err := p.Register.InviteAgain(r.Context(), who, m.ID); err == nil {
			all = append(all, template.Link{Label: m.Name, URL: p.Register.Site() + "/staff/invitation?token=" + string(token)})
		}
	}
	return all
}
