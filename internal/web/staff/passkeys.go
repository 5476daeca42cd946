package staff

import (
	"fmt"
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const passkeysURL = "/staff/account/passkeys"

func (p *pages) passkeys(w http.ResponseWriter, r *http.Request, who register.Person) {
	page, err := p.passkeysPage(r, who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) passkeysPage(r *http.Request, who register.Person) (template.Passkeys, error) {
	page := template.Passkeys{Staff: p.base(who, ""), FormKey: template.FormKey{Key: kit.Key()}, Site: p.passkeySite(),
		Stale: who.Session.Level == store.LevelFull && !who.Fresh(p.Now())}
	all, err := p.Register.Passkeys(r.Context(), who)
	proc := p.Register.Procedure()
	for i, k := range all {
		row := template.PasskeyRow{ID: k.ID, Name: k.Name, Since: proc.On(k.MadeAt).Words("nl"), Index: i + 2, Renamed: template.Field{Value: k.Name}}
		if !k.UsedAt.IsZero() {
			row.Used = proc.On(k.UsedAt).Words("nl")
		}
		page.Keys = append(page.Keys, row)
	}
	return page, err
}

func (p *pages) renamePasskey(w http.ResponseWriter, r *http.Request, who register.Person) {
	name := p.ReadForm(w, r).Line("name")
	err := p.Register.RenamePasskey(r.Context(), who, r.PathValue("id"), name)
	p.changedPasskey(w, r, who, err, "passkey_renamed", func(row *template.PasskeyRow, text string) string {
		row.Renamed = template.Field{Value: name, Error: text}
		return fmt.Sprintf("name-%d", row.Index)
	})
}

func (p *pages) removePasskey(w http.ResponseWriter, r *http.Request, who register.Person) {
	err := p.Register.RemovePasskey(r.Context(), who, r.PathValue("id"))
	p.changedPasskey(w, r, who, err, "passkey_removed", func(row *template.PasskeyRow, text string) string {
		row.Error = text
		return ""
	})
}

// changedPasskey answers what was done to one passkey. mark puts a mistake in its
// row and names the field it is about.
func (p *pages) changedPasskey(w http.ResponseWriter, r *http.Request, who register.Person, err error, done string, mark func(*template.PasskeyRow, string) string) {
	if err == nil {
		p.SetFlash(w, done)
		http.Redirect(w, r, passkeysURL, http.StatusSeeOther)
		return
	}
	lines := kit.Errors("nl", err)
	if len(lines) == 0 {
		p.failed(w, r, who, err)
		return
	}
	page, err := p.passkeysPage(r, who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	for i := range page.Keys {
		if page.Keys[i].ID == r.PathValue("id") {
			page.Errors = []template.ErrorLine{{Field: mark(&page.Keys[i], lines[0].Text), Text: lines[0].Text}}
		}
	}
	p.Render(w, r, http.StatusUnprocessableEntity, page)
}
