package staff

import (
	"fmt"
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const keysPath = "/staff/settings/keys"

// keys shows what opens the register, and what is lost with it.
func (p *pages) keys(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showKeys(w, r, who, http.StatusOK, kit.Form{})
}

func (p *pages) showKeys(w http.ResponseWriter, r *http.Request, who register.Person, status int, f kit.Form, errs ...template.ErrorLine) {
	d, err := p.Register.Keys(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.Keys{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key()}, Field: template.Field{Value: f.Line("recovery")},
		Master: keyPlaces[d.Source], File: d.Source == "file" || d.Source == "", Since: "Sinds wanneer, is niet bekend.", Sheet: "Het register weet nog niet welk blad dit is. Typ het hieronder over.",
		TakingOver: d.TakingOver, Unchecked: d.Unchecked}
	if page.Master == "" {
		page.Master = keyPlaces["file"]
	}
	if !d.Master.IsZero() {
		page.Since = "Deze sleutel is in gebruik sinds " + p.dayAndTime(d.Master) + "."
	}
	if d.Sheet > 0 {
		page.Sheet = fmt.Sprintf("Blad %d, in gebruik sinds %s.", d.Sheet, p.dayAndTime(d.SheetSince))
		page.Checked = "Voor het laatst overgetypt op " + p.dayAndTime(d.Checked) + "."
	}
	page.Flash, page.Errors = p.flash(w, r), errs
	p.Render(w, r, status, page)
}

// keyPlaces says where the master key comes from, and not the place itself.
var keyPlaces = map[string]string{
	"file": "Een bestand op de computer, buiten de map met gegevens.",
	"env":  "De computer geeft haar mee bij de start, als instelling. Andere programma’s van dezelfde gebruiker kunnen haar lezen.",
	"cred": "De computer bewaart haar verzegeld en geeft haar mee bij de start.",
	"unix": "Een dienst op de computer geeft haar bij elke start.",
}

func (p *pages) postKeys(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	err := p.Register.CheckSheet(r.Context(), who, f.Line("recovery"))
	if lines := kit.Errors("nl", err); len(lines) > 0 {
		p.showKeys(w, r, who, http.StatusUnprocessableEntity, f, lines...)
		return
	}
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	p.SetFlash(w, "sheet")
	http.Redirect(w, r, keysPath, http.StatusSeeOther)
}
