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

// draft is where who leads changes a copy of the procedure.
func (p *pages) draft(w http.ResponseWriter, r *http.Request, who register.Person) {
	d, err := p.Register.Draft(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	f := formOf(d.Procedure)
	f.Set("received", r.URL.Query().Get("received"))
	page := p.draftPage(who, d, f)
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

// postDraft keeps the draft, and goes on to what it changes if that was asked.
func (p *pages) postDraft(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	d, err := p.Register.Draft(r.Context(), who)
	if err == nil {
		err = f.Failed()
	}
	if err == nil {
		err = p.saveDraft(r, who, d, f)
	}
	if err != nil {
		p.draftAgain(w, r, who, f, err)
		return
	}
	next := "/staff/procedure/draft"
	switch received, err := readDate(f.Line("received")); {
	case f.Line("next") == "publish":
		next += "/publish"
	case err == nil && !received.IsZero():
		next += "?received=" + received.String()
	}
	p.SetFlash(w, "draft")
	http.Redirect(w, r, next, http.StatusSeeOther) //nolint:gosec // a page of ours, with a date that was read
}

// saveDraft says of a form what could not be read and what is wrong with the
// rest at once, so that nobody mends it line by line.
func (p *pages) saveDraft(r *http.Request, who register.Person, d store.Draft, f kit.Form) error {
	proc, problems := procedureOf(f, d.Procedure)
	if len(problems) > 0 {
		for _, x := range register.Mistakes(proc) {
			if !problems.At(x.Field) {
				problems = append(problems, x)
			}
		}
		return problems
	}
	return p.Register.SaveDraft(r.Context(), who, proc, edition(f))
}

// edition is what the page was made from; none is a draft that nobody saved.
func edition(f kit.Form) int64 {
	n, err := strconv.ParseInt(f.Line("version"), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// draftAgain gives the form back with everything that was typed. After somebody
// else saved it is made from their edition: who saves again knows.
func (p *pages) draftAgain(w http.ResponseWriter, r *http.Request, who register.Person, f kit.Form, cause error) {
	lines, status, ok := p.mistakes(w, r, who, f, cause, "draft_stale")
	if !ok {
		return
	}
	d, err := p.Register.Draft(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	stale := errors.Is(cause, register.ErrStale)
	page := p.draftPage(who, d, f)
	page.Errors, page.Elsewhere = lines, stale
	if !stale {
		page.Version = f.Line("version")
	}
	showLengths(&page)
	p.Render(w, r, status, page)
}

// previewDraft works the example out again from what is typed now; it keeps nothing.
func (p *pages) previewDraft(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	d, err := p.Register.Draft(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := p.draftPage(who, d, f)
	page.Version = f.Line("version")
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) startDraft(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	p.drafted(w, r, who, "draft", p.Register.StartDraft(r.Context(), who, f.Line("preset"), edition(f)))
}

func (p *pages) dropDraft(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	p.drafted(w, r, who, "dropped", p.Register.DropDraft(r.Context(), who, edition(f)))
}

// drafted answers a form without fields of its own: nothing typed can be lost.
func (p *pages) drafted(w http.ResponseWriter, r *http.Request, who register.Person, said string, err error) {
	if err == nil {
		p.SetFlash(w, said)
		http.Redirect(w, r, "/staff/procedure/draft", http.StatusSeeOther)
		return
	}
	lines, status, ok := p.mistakes(w, r, who, kit.Form{}, err, "settings_stale")
	if !ok {
		return
	}
	d, err := p.Register.Draft(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := p.draftPage(who, d, formOf(d.Procedure))
	page.Errors = lines
	p.Render(w, r, status, page)
}

// change says in words what the draft changes, before it is put in force.
func (p *pages) change(w http.ResponseWriter, r *http.Request, who register.Person) {
	d, err := p.Register.Draft(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := p.changePage(who, d)
	page.Flash = p.flash(w, r)
	p.Render(w, r, http.StatusOK, page)
}

func (p *pages) changePage(who register.Person, d store.Draft) template.ProcedureChange {
	now := p.Register.Procedure()
	page := template.ProcedureChange{Staff: p.base(who, "settings"), FormKey: template.FormKey{Key: kit.Key(), Version: strconv.FormatInt(d.Edition, 10)},
		InForce: now.Version, Next: fmt.Sprintf("versie %d", now.Version+1), Name: d.Procedure.Name, Changes: changes(now, d.Procedure)}
	for _, x := range register.Unfinished(d.Procedure) {
		page.Lacks = append(page.Lacks, kit.Sentence("nl", x.Code))
	}
	page.Team = fmt.Sprintf("Iedereen van je team bevestigt %s opnieuw.", page.Next)
	return page
}

func (p *pages) publish(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	inForce, err := strconv.Atoi(f.Line("in_force"))
	if err != nil {
		inForce = 0 // no version has this number, so the page is stale
	}
	err = p.Register.Publish(r.Context(), who, edition(f), inForce)
	if err == nil {
		p.SetFlash(w, "published")
		http.Redirect(w, r, "/staff/procedure", http.StatusSeeOther)
		return
	}
	lines, status, ok := p.mistakes(w, r, who, f, err, "publish_stale")
	if !ok {
		return
	}
	d, err := p.Register.Draft(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := p.changePage(who, d)
	page.Errors = []template.ErrorLine{{Text: lines[0].Text}} // the field is on another page
	p.Render(w, r, status, page)
}

// received is the day of the example: what somebody chose, or else today.
func (p *pages) received(f kit.Form) calendar.Date {
	d, err := readDate(f.Line("received"))
	if err != nil || d.Year() < 2000 || d.Year() > 2100 {
		return p.Register.Procedure().On(p.Now())
	}
	return d
}

// exampleOf is the example of what is typed, or nothing as long as it cannot be read.
func exampleOf(f kit.Form, base complaint.Procedure, received calendar.Date) []template.Moment {
	proc, problems := procedureOf(f, base)
	if len(problems) > 0 || len(register.Mistakes(proc)) > 0 {
		return nil
	}
	return example(proc, received)
}
