package staff

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"wederhoor/internal/oldregister"
	"wederhoor/internal/register"
	"wederhoor/internal/sheet"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

const (
	alongPath   = "/staff/register"
	importsPath = alongPath + "/imports"
)

var alongCrumb = template.Link{Label: "Register meenemen", URL: alongPath}

func (p *pages) takeAlong(w http.ResponseWriter, r *http.Request, who register.Person) {
	p.showAlong(w, r, who, http.StatusOK)
}

func (p *pages) showAlong(w http.ResponseWriter, r *http.Request, who register.Person, status int, errs ...template.ErrorLine) {
	all, err := p.Register.OldImports(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.TakeAlong{Staff: p.base(who, "register"), FormKey: template.FormKey{Key: kit.Key()}, Crumb: template.Link{Label: "Register", URL: "/staff/complaints"},
		Most: fmt.Sprintf("CSV of Excel (.xlsx), tot 20 MB en %s rijen. Eén rij is één klacht.", thousand(register.OldRows)), Count: complaintsCount(p.Register.List(who, register.Filter{View: "all"}).Total)}
	page.Flash, page.Errors = p.flash(w, r), errs
	for _, i := range all {
		page.Imports = append(page.Imports, template.Link{Label: p.importLine(i), URL: importsPath + "/" + i.ID})
	}
	p.Render(w, r, status, page)
}

func thousand(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d.%03d", n/1000, n%1000)
}

func complaintsCount(n int) string {
	if n == 1 {
		return "1 klacht"
	}
	return thousand(n) + " klachten"
}

func (p *pages) importLine(i register.OldImport) string {
	line := fmt.Sprintf("%s, %s: ", i.Name, dayOf(i.Asked, p.Register.Procedure().Zone()))
	switch i.State {
	case store.OldWaiting:
		return line + "we zijn bezig"
	case store.OldFailed:
		return line + "niet gelukt"
	case store.OldUndone:
		return line + "ongedaan gemaakt"
	}
	return line + complaintsCount(i.Rows)
}

// postOldRegister reads a file and shows what its columns seem to tell.
func (p *pages) postOldRegister(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	file, ticket, ok := p.oldFile(w, r, who, &f)
	if !ok {
		return
	}
	o, err := p.Register.ReadOldRegister(who, file)
	if err != nil {
		p.badOldFile(w, r, who, f, err)
		return
	}
	p.Render(w, r, http.StatusOK, p.oldColumns(who, o, o.Plan, ticket, f))
}

// oldFile is the one file a form is about; without it the first page says so.
func (p *pages) oldFile(w http.ResponseWriter, r *http.Request, who register.Person, f *kit.Form) (file store.PendingFile, ticket string, ok bool) {
	files, kept := p.Files(r, f)
	switch err := f.Failed(); {
	case f.Unstored != nil:
		p.notStored(w, r, *f, f.Unstored)
	case err != nil:
		p.badOldFile(w, r, who, *f, err)
	case len(f.Refused) > 0 && f.Refused[0].Code == "file_too_large":
		p.showAlong(w, r, who, kit.Status(*f), template.ErrorLine{Field: "attachment", Text: "Dit bestand is te groot. Tot 20 MB lukt het. Verdeel het over meer bestanden. Er is niets overgenomen."})
	case len(f.Refused) > 0 && f.Refused[0].Code == "file_empty":
		p.showAlong(w, r, who, kit.Status(*f), template.ErrorLine{Field: "attachment", Text: "Dit bestand is leeg. Er is niets overgenomen."})
	case len(files) == 1 && len(kept) == 1:
		return files[0], kept[0].Token, true
	case len(f.Values["kept"]) > 0:
		p.showAlong(w, r, who, kit.Status(*f), template.ErrorLine{Field: "attachment", Text: "Het bestand is er niet meer. Kies het opnieuw. Er is niets overgenomen."})
	default:
		p.showAlong(w, r, who, kit.Status(*f), template.ErrorLine{Field: "attachment", Text: "Kies één bestand."})
	}
	return store.PendingFile{}, "", false
}

// badOldFile says what is wrong with a file, and where. Nothing of it was kept.
func (p *pages) badOldFile(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, cause error) {
	var problem sheet.Problem
	lines := kit.Errors("nl", cause)
	switch {
	case errors.As(cause, &problem):
		lines = []template.ErrorLine{{Field: "attachment", Text: oldProblem(problem) + " Er is niets overgenomen."}}
	case errors.Is(cause, register.ErrTooManyRows):
		lines = []template.ErrorLine{{Field: "attachment", Text: fmt.Sprintf("Dit bestand heeft meer dan %s rijen. Verdeel het over meer bestanden. Er is niets overgenomen.", thousand(register.OldRows))}}
	case errors.Is(cause, register.ErrStale):
		lines = []template.ErrorLine{{Field: "attachment", Text: "Het bestand is veranderd. Kies het opnieuw. Er is niets overgenomen."}}
	case errors.Is(cause, register.ErrUnavailable):
		p.notStored(w, r, f, cause)
		return
	case len(lines) == 0:
		p.failed(w, r, who, cause)
		return
	}
	p.showAlong(w, r, who, kit.Status(f), lines...)
}

func oldProblem(b sheet.Problem) string {
	switch b.Code {
	case sheet.NoRows:
		return "Er staat een kop in dit bestand, maar er staan geen klachten onder."
	case sheet.HeaderChanged:
		return fmt.Sprintf("Rij %d, kolom %s: Hier begint een andere lijst. Maak er twee bestanden van.", b.Row, b.Letter())
	}
	return problemSentence(b)
}

func (p *pages) oldColumns(who register.Person, o register.OldFile, plan oldregister.Plan, ticket string, f kit.Form) template.OldColumns {
	page := template.OldColumns{Staff: p.base(who, "register"), FormKey: template.FormKey{Key: kit.Key()}, Crumb: alongCrumb, Name: o.Name, Line: rowsCount(o.Rows), Ticket: ticket,
		Hidden: carried(f, "word-", "person-", "run", "leave")}
	for i, c := range o.Columns() {
		ask := template.OldColumnAsk{Name: c.Name, Examples: strings.Join(c.Examples, " · "), Field: fmt.Sprintf("field-%d", i), Order: fmt.Sprintf("order-%d", i)}
		for _, k := range oldregister.Fields() {
			ask.Fields = append(ask.Fields, template.Option{Value: k.Code, Label: k.Label, Checked: k.Code == string(plan.Columns[i].Field)})
		}
		if plan.Columns[i].Doubt {
			chosen := f.Line(ask.Order)
			ask.Orders = []template.Option{{Label: "Kies"}, {Value: "day", Label: "Dag, maand, jaar", Checked: chosen == "day"}, {Value: "month", Label: "Maand, dag, jaar", Checked: chosen == "month"}}
		}
		page.Asks = append(page.Asks, ask)
	}
	return page
}

func rowsCount(n int) string {
	if n == 1 {
		return "1 rij"
	}
	return thousand(n) + " rijen"
}

// carried keeps what was chosen on another page of the same road.
func carried(f kit.Form, prefixes ...string) (all []template.Fact) {
	for _, name := range sortedKeys(f.Values) {
		for _, prefix := range prefixes {
			if strings.HasPrefix(name, prefix) {
				all = append(all, template.Fact{Name: name, Value: f.Get(name)})
				break
			}
		}
	}
	return all
}

// postOldColumns goes back to the columns, with all that was chosen.
func (p *pages) postOldColumns(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	file, ticket, ok := p.oldFile(w, r, who, &f)
	if !ok {
		return
	}
	o, err := p.Register.ReadOldRegister(who, file)
	if err != nil {
		p.badOldFile(w, r, who, f, err)
		return
	}
	p.Render(w, r, http.StatusOK, p.oldColumns(who, o, planOf(o, f), ticket, f))
}

// planOf is what a form says about a file; what it leaves out is as proposed.
func planOf(o register.OldFile, f kit.Form) oldregister.Plan {
	plan := o.Plan
	for i := range plan.Columns {
		if chosen := f.Line(fmt.Sprintf("field-%d", i)); chosen != "" {
			plan.Columns[i].Field = oldregister.Field(chosen)
		}
		switch f.Line(fmt.Sprintf("order-%d", i)) {
		case "month":
			plan.Columns[i].Order = sheet.MonthFirst
		case "day":
			plan.Columns[i].Order = sheet.DayFirst
		}
	}
	plan.Codes, plan.People = map[oldregister.Field]map[string]string{}, map[string]string{}
	for k := range numbered(f, "word") {
		chosen, field := f.Line(fmt.Sprintf("word-%d", k)), oldregister.Field(f.Line(fmt.Sprintf("word-%d-field", k)))
		if chosen == "" || !oldregister.Means(field, chosen) && field != oldregister.Category && chosen != leftBlank {
			continue
		}
		if plan.Codes[field] == nil {
			plan.Codes[field] = map[string]string{}
		}
		plan.Codes[field][oldregister.WordKey(f.Line(fmt.Sprintf("word-%d-text", k)))] = strings.TrimPrefix(chosen, leftBlank)
	}
	plan.RunAll, plan.Run, plan.LeaveWrong = f.Line("running") == "yes", map[int]bool{}, f.Line("leave") == "yes"
	for name := range f.Values {
		var row int
		if n, _ := fmt.Sscanf(name, "run-%d", &row); n == 1 && f.Line(name) != "" {
			plan.Run[row] = f.Line(name) == "yes"
		}
	}
	for k := range numbered(f, "person") {
		plan.People[oldregister.NameKey(f.Line(fmt.Sprintf("person-%d-name", k)))] = f.Line(fmt.Sprintf("person-%d", k))
	}
	return plan
}

// leftBlank says that a word is told as nothing.
const leftBlank = "-"

// numbered counts the numbered fields of a form that begin with this.
func numbered(f kit.Form, name string) int {
	n := 0
	for f.Has(fmt.Sprintf("%s-%d", name, n)) {
		n++
	}
	return n
}

// exportRegister hands over the register as a file. It is written whole before the
// first byte leaves: half a register would look like one.
func (p *pages) exportRegister(w http.ResponseWriter, r *http.Request, who register.Person) {
	format, kind := sheet.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	if f := p.ReadForm(w, r); f.Line("format") == "csv" {
		format, kind = sheet.CSV, "text/csv; charset=utf-8"
	}
	var b bytes.Buffer
	switch err := p.Register.Export(r.Context(), who, format, &b); {
	case errors.Is(err, register.ErrProve):
		p.prove(w, r, "register")
		return
	case err != nil:
		p.failed(w, r, who, err)
		return
	}
	kit.Download(w, kind, p.Register.ExportName(who, format))
	if _, err := b.WriteTo(w); err != nil {
		p.Fault(r.Context(), err, r.Pattern)
	}
}
