package staff

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// procedure shows the one in force to everybody of the team, who each confirm
// that they read it (R7).
func (p *pages) procedure(w http.ResponseWriter, r *http.Request, who register.Person) {
	page := p.procedurePage(who, p.Register.Procedure())
	readings, err := p.Register.Readings(r.Context())
	if err != nil {
		p.fault(w, r, who, err)
		return
	}
	p.readingsOn(&page, who, readings)
	if who.Directs() {
		if err := p.draftOn(&page, r, who); err != nil {
			p.fault(w, r, who, err)
			return
		}
	}
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) procedurePage(who register.Person, proc complaint.Procedure) template.ProcedureSettings {
	today := p.Register.Procedure().On(p.Now())
	page := template.ProcedureSettings{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key(), Version: strconv.Itoa(proc.Version)},
		Name: proc.Name, Number: proc.Version, Edition: fmt.Sprintf("Versie %d, sinds %s", proc.Version, proc.ValidFrom.DayYear("nl")),
		Source: "Gebaseerd op: " + proc.Basis.Source + ", stand " + proc.Basis.AsOf.DayYear("nl") + ".",
		For:    "binnen op " + today.DayMonth("nl"), Example: example(proc, today)}
	for _, id := range termOrder {
		if t, ok := proc.Term(id); ok {
			page.Terms = append(page.Terms, template.ProcedureTerm{Name: termWords[id], Text: metWords[id], Length: kit.LengthWords("nl", t.Length), Hard: t.Hard})
		}
	}
	for _, l := range promises(proc) {
		page.Promises = append(page.Promises, template.Fact{Name: l.what, Value: l.says})
	}
	return page
}

func (p *pages) readingsOn(page *template.ProcedureSettings, who register.Person, readings []register.Reading) {
	zone := p.Register.Procedure().Zone()
	for _, x := range readings {
		on := calendar.DateOf(x.At, zone).DayYear("nl")
		if x.Member.ID == who.Member.ID {
			page.Asks, page.ReadOn = x.At.IsZero(), on
		}
		switch {
		case !who.Directs():
		case x.At.IsZero():
			page.Unread = append(page.Unread, template.Who{Initials: kit.Initials(x.Member.Name), Name: x.Member.Name, Note: roleNote(x.Member), Me: x.Member.ID == who.Member.ID})
		default:
			page.Read = append(page.Read, template.Fact{Name: x.Member.Name, Value: on})
		}
	}
}

func (p *pages) draftOn(page *template.ProcedureSettings, r *http.Request, who register.Person) error {
	d, err := p.Register.Draft(r.Context(), who)
	if err != nil {
		return err
	}
	if d.Edition > 0 {
		page.Draft = fmt.Sprintf("versie %d", p.Register.Procedure().Version+1)
	}
	page.Versions = p.versions(d)
	return nil
}

// versions lists what is in force, what was, and what is in the making.
func (p *pages) versions(d store.Draft) []template.VersionRow {
	all := p.Register.Versions()
	current := all[len(all)-1].Version
	var rows []template.VersionRow
	if d.Edition > 0 {
		rows = append(rows, template.VersionRow{Name: fmt.Sprintf("Versie %d", current+1), When: "concept", URL: "/staff/procedure/draft"})
	}
	for i := len(all) - 1; i >= 0; i-- {
		row := template.VersionRow{Name: fmt.Sprintf("Versie %d", all[i].Version), When: "sinds " + all[i].ValidFrom.DayYear("nl"), InForce: all[i].Version == current}
		if !row.InForce {
			row.URL = fmt.Sprintf("/staff/procedure/versions/%d", all[i].Version)
		}
		rows = append(rows, row)
	}
	return rows
}

func (p *pages) readProcedure(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	version, err := strconv.Atoi(f.Line("version"))
	if err != nil {
		version = 0 // no version has this number
	}
	err = p.Register.ConfirmProcedure(r.Context(), who, version)
	switch {
	case err == nil:
		p.SetFlash(w, "procedure_read")
		http.Redirect(w, r, "/staff/procedure", http.StatusSeeOther)
	case errors.Is(err, register.ErrStale):
		page := p.procedurePage(who, p.Register.Procedure())
		page.Asks = true
		page.Errors = []template.ErrorLine{{Text: kit.Sentence("nl", "procedure_renewed")}}
		p.Render(w, r, http.StatusConflict, page)
	case errors.Is(err, register.ErrUnavailable):
		p.notStored(w, r, f, err)
	default:
		p.failed(w, r, who, err)
	}
}

// olderProcedure shows a version that running complaints may still follow.
func (p *pages) olderProcedure(w http.ResponseWriter, r *http.Request, who register.Person) {
	versions := p.Register.Versions()
	for _, proc := range versions[:len(versions)-1] {
		if who.Directs() && r.PathValue("id") == strconv.Itoa(proc.Version) {
			page := p.procedurePage(who, proc)
			page.Older, page.Versions = true, p.versions(store.Draft{})
			p.Render(w, r, http.StatusOK, page)
			return
		}
	}
	p.absent(w, r, who)
}
