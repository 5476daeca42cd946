package staff

import (
	"errors"
	"fmt"
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

func (p *pages) oldImport(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showOldImport(w, r, who, http.StatusOK)
}

func (p *pages) showOldImport(w http.ResponseWriter, r *http.Request, who register.Person, status int, errs ...template.ErrorLine) {
	i, err := p.Register.OldImport(r.Context(), who, r.PathValue("id"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.OldProgress{Staff: p.base(who, "register"), FormKey: template.FormKey{Key: kit.Key()}, Crumb: alongCrumb, Lines: []string{i.Name}}
	page.Flash, page.Errors = p.flash(w, r), errs
	switch i.State {
	case store.OldWaiting:
		page.Title, page.Running = "We nemen "+complaintsCount(i.Rows)+" over", true
		page.Percent = 100 * i.Done / max(1, i.Rows)
		page.Lines = append(page.Lines, fmt.Sprintf("%s van %s klaar. Je kunt deze pagina sluiten: het gaat door.", thousand(i.Done), thousand(i.Rows)))
		page.Link = template.Link{Label: "Kijk hoe ver het is", URL: importsPath + "/" + i.ID}
	case store.OldDone:
		page.Title = complaintsCount(i.Rows) + " overgenomen"
		page.Link = template.Link{Label: "Bekijk het register", URL: "/staff/complaints?view=all"}
		page.UndoURL = importsPath + "/" + i.ID + "/undo"
		page.Lines = append(page.Lines, restLines(i)...)
	case store.OldUndone:
		page.Title = "Ongedaan gemaakt"
		page.Lines = append(page.Lines, "De klachten van deze keer zijn weg. Je kunt het bestand opnieuw overnemen.")
		page.Link = template.Link{Label: "Register meenemen", URL: alongPath}
	default:
		page.Title = "Het is niet gelukt"
		page.Lines = append(page.Lines, "Er is niets overgenomen. "+failedWords[i.Reason])
		page.Link = template.Link{Label: "Kies het bestand opnieuw", URL: alongPath}
	}
	p.Render(w, r, status, page)
}

var failedWords = map[string]string{"gone": "Het bestand is er niet meer, of wie dit begon heeft niet meer de leiding.", "changed": "Er is iets veranderd sinds je de rijen bekeek.",
	"fault": "Het ging bij ons mis. Probeer het nog eens."}

func restLines(i register.OldImport) (lines []string) {
	if i.Had > 0 {
		lines = append(lines, map[bool]string{true: "1 rij stond", false: rowsCount(i.Had) + " stonden"}[i.Had == 1]+" al in het register.")
	}
	if i.Left > 0 {
		lines = append(lines, map[bool]string{true: "1 rij bleef", false: rowsCount(i.Left) + " bleven"}[i.Left == 1]+" weg.")
	}
	return lines
}

func (p *pages) undoOldImport(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.ReadForm(w, r)
	err := p.Register.UndoOldImport(r.Context(), who, r.PathValue("id"))
	lines := kit.Errors("nl", err)
	switch {
	case err == nil:
		p.SetFlash(w, "old_undone")
		http.Redirect(w, r, alongPath, http.StatusSeeOther)
	case errors.Is(err, register.ErrProve):
		p.prove(w, r, "register")
	case errors.Is(err, register.ErrStale):
		p.showOldImport(w, r, who, http.StatusConflict)
	case len(lines) > 0:
		p.showOldImport(w, r, who, http.StatusUnprocessableEntity, lines...)
	default:
		p.failed(w, r, who, err)
	}
}
