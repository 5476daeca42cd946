package staff

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/static"
	"wederhoor/internal/web/template"
)

// ownColour is shown as long as an organisation has chosen none: it is the
// colour we come with.
const ownColour = "#095a67"

func (p *pages) settings(w http.ResponseWriter, r *http.Request, who register.Person) {
	home, body := p.Register.Home(), p.Register.Procedure().Appeal[0]
	page := p.settingsPage(who)
	for to, value := range map[*template.Field]string{&page.Organisation: home.Name, &page.Telephone: home.Phone, &page.PhoneHours: home.PhoneHours,
		&page.Email: home.Email, &page.Address: home.Address, &page.Places: home.Places, &page.Colour: home.Colour,
		&page.ConfidantName: body.Name, &page.ConfidantPhone: body.Phone, &page.ConfidantEmail: body.Email, &page.ConfidantSite: body.Website} {
		to.Value = value
	}
	if home.Colour == "" {
		page.Colour.Value = ownColour
	}
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) settingsPage(who register.Person) template.Settings {
	page := template.Settings{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key()}, SecondFactor: p.policyOptions()}
	if who.Directs() {
		page.Body = capital(bodyHeadings[p.Register.Procedure().Appeal[0].Kind])
		used := 0
		for _, c := range p.Register.Categories() {
			if !c.Off {
				used++
			}
		}
		page.Lists = fmt.Sprintf("%d onderwerpen, %d trainingen", used, len(p.Register.Home().Services))
	}
	return page
}

func (p *pages) postSettings(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	in, found := settingsOf(who, f, p.Register.Home().Colour)
	err := f.Failed()
	if err == nil {
		err = p.Register.SaveSettings(r.Context(), who, in, found...)
	}
	if err == nil {
		p.SetFlash(w, "settings")
		http.Redirect(w, r, "/staff/settings", http.StatusSeeOther)
		return
	}
	lines, status, ok := p.mistakes(w, r, who, f, err, "settings_stale")
	if !ok {
		return
	}
	page := p.settingsPage(who)
	page.Errors = lines
	for name, to := range map[string]*template.Field{"organisation": &page.Organisation, "phone": &page.Telephone, "phone_hours": &page.PhoneHours, "colour": &page.Colour,
		"email": &page.Email, "confidant_name": &page.ConfidantName, "confidant_phone": &page.ConfidantPhone,
		"confidant_email": &page.ConfidantEmail, "confidant_website": &page.ConfidantSite} {
		to.Value = f.Line(name)
	}
	page.Address.Value, page.Places.Value = f.Get("address"), f.Get("places")
	p.Render(w, r, status, page)
}

// settingsOf reads the page about the organisation. The administrator does not
// get the fields of the appeal body, so what comes along in them is not meant.
func settingsOf(who register.Person, f kit.Form, colour string) (register.Settings, []register.Problem) {
	in := register.Settings{Name: f.Line("organisation"), Phone: f.Line("phone"), PhoneHours: f.Line("phone_hours"), Email: f.Line("email"),
		Address: f.Words("address"), Places: f.Words("places"), Logo: f.Logo, NoLogo: f.Line("no_logo") != ""}
	if who.Directs() {
		in.Appeal = &complaint.AppealBody{Name: f.Line("confidant_name"), Phone: f.Line("confidant_phone"), Email: f.Line("confidant_email"), Website: f.Line("confidant_website")}
	}
	typed := f.Line("colour")
	if typed == "" || colour == "" && strings.EqualFold(typed, ownColour) { // what the page showed when none was chosen
		return in, nil
	}
	hue, chroma, err := static.Brand(typed)
	if err != nil {
		return in, []register.Problem{{Field: "colour", Code: "colour_unclear"}}
	}
	in.Colour, in.Hue, in.Chroma = typed, hue, chroma
	return in, nil
}

// lists is where who leads changes what complaints can be about.
func (p *pages) lists(w http.ResponseWriter, r *http.Request, who register.Person) {
	page := p.listsPage(who, kit.Form{})
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

// newCategories is how many can be added at once.
const newCategories = 3

func (p *pages) listsPage(who register.Person, f kit.Form) template.Lists {
	page := template.Lists{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key()},
		Services: orElse(f, "services", strings.Join(p.Register.Home().Services, "\n"))}
	for _, c := range p.Register.Categories() {
		row := template.CategoryRow{Code: c.Code, Label: orElse(f, "label_"+c.Code, c.Label)}
		state := orElse(f, "state_"+c.Code, map[bool]string{true: "off", false: "on"}[c.Off]).Value
		if c.Code != "other" {
			row.States = choices(state, "on", "In gebruik", "off", "Niet meer in gebruik")
			if !p.Register.CategoryUsed(c.Code) {
				row.States = append(row.States, choices(state, "gone", "Haal weg")...)
			}
		}
		page.Categories = append(page.Categories, row)
	}
	for _, n := range p.Register.Norms() {
		state := orElse(f, register.NormField("state_"+n.Code), map[bool]string{true: "off", false: "on"}[n.Off]).Value
		page.Norms = append(page.Norms, template.CategoryRow{Code: n.Code, Label: orElse(f, register.NormField("label_"+n.Code), n.Label), States: choices(state, "on", "In gebruik", "off", "Niet meer in gebruik")})
	}
	for i := range newCategories {
		page.Added = append(page.Added, field(f, register.NewField(i+1)))
		page.NewNorms = append(page.NewNorms, field(f, register.NormField(register.NewField(i+1))))
	}
	return page
}

func (p *pages) postLists(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	in := register.Lists{Services: strings.Split(f.Get("services"), "\n")}
	for _, c := range p.Register.Categories() {
		if !f.Has("label_" + c.Code) {
			continue
		}
		c.Label = f.Line("label_" + c.Code)
		state := f.Line("state_" + c.Code)
		c.Off, c.Gone = state == "off", state == "gone"
		in.Categories = append(in.Categories, c)
	}
	for _, n := range p.Register.Norms() {
		if f.Has(register.NormField("label_" + n.Code)) {
			n.Label, n.Off = f.Line(register.NormField("label_"+n.Code)), f.Line(register.NormField("state_"+n.Code)) == "off"
			in.Norms = append(in.Norms, n)
		}
	}
	for i := range newCategories {
		in.Added = append(in.Added, f.Line(register.NewField(i+1)))
		in.NewNorms = append(in.NewNorms, f.Line(register.NormField(register.NewField(i+1))))
	}
	err := f.Failed()
	if err == nil {
		err = p.Register.SaveLists(r.Context(), who, in)
	}
	if err == nil {
		p.SetFlash(w, "lists")
		http.Redirect(w, r, "/staff/settings/lists", http.StatusSeeOther)
		return
	}
	lines, status, ok := p.mistakes(w, r, who, f, err, "settings_stale")
	if !ok {
		return
	}
	page := p.listsPage(who, f)
	page.Errors = lines
	p.Render(w, r, status, page)
}

// mistakes says what is wrong with a form of the settings; not ok means that the
// answer has been given already. stale is what it says when somebody else was first.
func (p *pages) mistakes(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, err error, stale string) (lines []template.ErrorLine, status int, ok bool) {
	if lines = kit.Errors("nl", err); len(lines) > 0 {
		return lines, kit.Status(f), true
	}
	if errors.Is(err, register.ErrUnavailable) {
		p.notStored(w, r, f, err)
		return nil, 0, false
	}
	if errors.Is(err, register.ErrStale) {
		return []template.ErrorLine{{Text: kit.Sentence("nl", stale)}}, http.StatusConflict, true
	}
	p.failed(w, r, who, err)
	return nil, 0, false
}
