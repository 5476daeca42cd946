package staff

import (
	"fmt"
	"net/http"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const backupPath = "/staff/settings/backup"

// backup shows how the backups go.
func (p *pages) backup(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showBackup(w, r, who, http.StatusOK, kit.Form{})
}

func (p *pages) showBackup(w http.ResponseWriter, r *http.Request, who register.Person, status int, f kit.Form, errs ...template.ErrorLine) {
	d, err := p.Register.Backups(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.Backup{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key()}, Ask: !d.Sealed, Field: template.Field{Value: f.Line("recovery")},
		To: d.Plan.To, Keys: d.Plan.Keys, At: d.Plan.At, Late: d.Late}
	page.Flash, page.Errors = p.flash(w, r), errs
	page.State = p.backupState(d)
	if !d.Failed.IsZero() {
		page.Failure = fmt.Sprintf("De laatste poging, op %s, mislukte. %s", p.dayAndTime(d.Failed), backupFailures[d.Failure])
	}
	p.Render(w, r, status, page)
}

func (p *pages) backupState(d register.BackupDesk) string {
	if d.Made.IsZero() {
		return "Er is nog geen reservekopie."
	}
	return fmt.Sprintf("De laatste is van %s, %s.", p.dayAndTime(d.Made), kit.Size(d.Size))
}

// backupFailures says why none could be made, and what to do.
var backupFailures = map[string]string{
	"sheet":     "Het register weet nog niet met welk herstelblad een reservekopie opengaat. Typ het hieronder over.",
	"full":      "De schijf voor de reservekopie is vol. Maak er ruimte.",
	"forbidden": "Het programma mag niet in de map schrijven. Pas de rechten van de map aan.",
	"gone":      "De map is er niet. Misschien is de schijf niet aangesloten.",
	"other":     "In het logboek van het programma staat waarom.",
}

func (p *pages) postBackup(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	err := p.Register.CheckSheet(r.Context(), who, f.Line("recovery"))
	if lines := kit.Errors("nl", err); len(lines) > 0 {
		p.showBackup(w, r, who, http.StatusUnprocessableEntity, f, lines...)
		return
	}
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	p.SetFlash(w, "backup")
	http.Redirect(w, r, backupPath, http.StatusSeeOther)
}

// dayAndTime is a moment as a page tells it.
func (p *pages) dayAndTime(at time.Time) string {
	zone := p.Register.Procedure().Zone()
	return calendar.DateOf(at, zone).Words("nl") + " om " + calendar.Clock(at, zone, "nl")
}
