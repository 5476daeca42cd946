package staff

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/template"
)

// view is a dossier as somebody sees it today.
type view struct {
	register.Dossier
	who   register.Person
	today calendar.Date
}

func (p *pages) view(r *http.Request, who register.Person) (view, error) {
	d, err := p.Register.Open(r.Context(), who, r.PathValue("ref"))
	return view{Dossier: d, who: who, today: d.Procedure.On(p.Now())}, err
}

// addressed are the fields that may come with an address: ids and codes, and never words.
var addressed = []string{"letter", "field", "request", "remedy"}

// actForm shows the form of an act, filled in as far as the register knows.
func (p *pages) actForm(w http.ResponseWriter, r *http.Request, who register.Person) {
	a, ok := p.acts[r.PathValue("noun")]
	v, err := p.view(r, who)
	switch {
	case err != nil:
		p.failed(w, r, who, err)
	case !ok || !v.May(who, a.do):
		p.absent(w, r, who)
	default:
		f := kit.Form{Values: map[string][]string{}}
		for name, values := range r.URL.Query() {
			if slices.Contains(addressed, name) {
				f.Values[name] = values
			}
		}
		p.Render(w, r, http.StatusOK, a.page(p, p.actPage(v, kit.Key()), v, f))
	}
}

func (p *pages) actPage(v view, key string) template.ActPage {
	c := v.Complaint
	page := template.ActPage{Staff: p.base(v.who, "register"), Ref: c.Received.Ref, Subject: c.Heading(), Complainant: c.Received.Name,
		FormKey: template.FormKey{Key: key, Version: strconv.Itoa(c.Version)}}
	if next := v.Next(); !next.Due.IsZero() {
		page.Due, page.DueTone = "uiterlijk "+next.Due.DayMonth("nl")+", "+left(next.Due, v.today), tone(next.Due, v.today)
		if page.DueTone == "late" && !next.Late {
			page.DueTone = "soon"
		}
	}
	return page
}

// postAct carries an act out. A refusal, a mistake or somebody else's change
// gives the form back with everything that was typed.
func (p *pages) postAct(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	a, ok := p.acts[r.PathValue("noun")]
	if !ok {
		p.absent(w, r, who)
		return
	}
	version, _ := strconv.Atoi(f.Line("version")) // none: the act does not depend on what the page showed
	order := register.Order{Ref: r.PathValue("ref"), Version: version, Key: formKey(who, f, r.PathValue("ref"), r.PathValue("noun"))}
	err := f.Failed()
	if err == nil {
		order.Day, err = p.happened(f, p.Register.Procedure().Zone())
	}
	if err == nil {
		_, err = a.record(r.Context(), p, who, order, f)
	}
	if err == nil {
		p.done(w, r, who, a, f)
		return
	}
	p.actAgain(w, r, who, a, f, err)
}

// formKey ties the key of a form to who sent it, to what it is about, and to what was
// typed: crossed, or sent again with other words, it is another act. It is empty for a
// client without the hidden field.
func formKey(who register.Person, f kit.Form, about ...string) string {
	if f.Line("key") == "" {
		return ""
	}
	return strings.Join(append(append([]string{string(who.Member.ID)}, about...), f.Digest(nil)), ":")
}

// done goes on to the dossier, or to Vandaag for who may not see it any more. Who
// came from the list of letters goes on with the next.
func (p *pages) done(w http.ResponseWriter, r *http.Request, who register.Person, a act, f kit.Form) {
	next := "/staff/complaints/" + r.PathValue("ref")
	if a.noun == "decision" {
		next += "/response"
	}
	if f.Has("request") {
		next = packURL(r.PathValue("ref"), f.Line("request"))
	}
	if a.noun == "delivery" && f.Line("back") == "letters" {
		next = "/staff/letters"
	}
	if a.noun == "subject" || a.noun == "readers" || a.noun == "recusal" {
		if !p.Register.Reads(who, r.PathValue("ref")) {
			next = "/staff"
		}
	}
	p.SetFlash(w, a.noun)
	http.Redirect(w, r, next, http.StatusSeeOther)
}

func (p *pages) actAgain(w http.ResponseWriter, r *http.Request, who register.Person, a act, f kit.Form, cause error) {
	lines := lackLines(a.noun, "/staff/complaints/"+r.PathValue("ref"), cause)
	if lines == nil {
		lines = kit.Errors("nl", cause)
	}
	status := kit.Status(f)
	switch {
	case errors.Is(cause, register.ErrNotFound):
		p.absent(w, r, who)
		return
	case errors.Is(cause, register.ErrStale):
		status, lines = http.StatusConflict, []template.ErrorLine{{Text: kit.Sentence("nl", "stale")}}
	case errors.Is(cause, register.ErrUnavailable):
		p.notStored(w, r, f, cause)
		return
	case len(lines) == 0:
		p.fault(w, r, who, cause)
		return
	}
	v, err := p.view(r, who)
	switch {
	case errors.Is(err, register.ErrUnavailable):
		p.notStored(w, r, f, err)
		return
	case err != nil:
		p.failed(w, r, who, err)
		return
	case !v.May(who, a.do): // a mistake in the form was found before the question who may
		p.absent(w, r, who)
		return
	}
	page := p.actPage(v, kit.Key())
	page.Errors = lines
	p.Render(w, r, status, a.page(p, page, v, f))
}

// preview draws the letter beside the form as it would leave now.
func (p *pages) preview(w http.ResponseWriter, r *http.Request, who register.Person) {
	f := p.ReadForm(w, r)
	a, ok := p.acts[r.PathValue("noun")]
	v, err := p.view(r, who)
	switch {
	case err != nil:
		p.failed(w, r, who, err)
	case !ok || !v.May(who, a.do):
		p.absent(w, r, who)
	default:
		p.Render(w, r, http.StatusOK, a.page(p, p.actPage(v, f.Line("key")), v, f))
	}
}

func field(f kit.Form, name string) template.Field { return template.Field{Value: f.Get(name)} }

// orElse is what somebody typed, or else what the register proposes.
func orElse(f kit.Form, name, proposal string) template.Field {
	if _, typed := f.Values[name]; typed {
		return field(f, name)
	}
	return template.Field{Value: proposal}
}

func (v view) todayField(f kit.Form) template.Field { return orElse(f, "day", v.today.String()) }

// team is others without who stands outside the handling: a confidant who had a part in
// a complaint cannot hear the appeal, and an auditor only looks. Who is looking stays,
// for a complaint about everybody who leads goes to a confidant (R10).
func (p *pages) team(v view, chosen ...complaint.MemberID) []template.Option {
	return slices.DeleteFunc(p.others(v, chosen...), func(o template.Option) bool {
		m, _ := p.Register.Member(complaint.MemberID(o.Value))
		outside := len(m.Roles) > 0 && !slices.ContainsFunc(m.Roles, func(r access.Role) bool { return r != access.Confidant && r != access.Auditor })
		return outside && !o.Checked && m.ID != v.who.Member.ID
	})
}

// others offers the members who may take part: everybody but whom it is about.
func (p *pages) others(v view, chosen ...complaint.MemberID) []template.Option {
	var all []template.Option
	for _, m := range p.Register.Active() {
		if v.Complaint.Conflicted(m.ID) {
			continue
		}
		o := template.Option{Value: string(m.ID), Label: m.Name, Hint: roleNote(m)}
		for _, c := range chosen {
			o.Checked = o.Checked || c == m.ID
		}
		all = append(all, o)
	}
	return all
}
