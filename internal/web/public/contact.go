package public

import (
	"errors"
	"net/http"
	"strings"

	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/web/template"
)

// contact shows how we can reach the complainant, to change it.
func (p *pages) contact(w http.ResponseWriter, r *http.Request) {
	if o, ok := p.byCode(w, r); ok {
		p.Render(w, r, http.StatusOK, p.contactPage(o, nil))
	}
}

func (p *pages) contactPage(o opened, lines []template.ErrorLine) template.StatusContact {
	known := o.c.Received
	value := func(name, now string) template.Field {
		if o.form.Has(name) {
			return template.Field{Value: o.form.Line(name)}
		}
		return template.Field{Value: now}
	}
	return template.StatusContact{StatusForm: p.statusForm(o, lines), CanMail: p.Register.Mail != nil, Known: masked(known.Email),
		Name: value("name", known.Name), Telephone: value("phone", known.Phone), Email: value("email", known.Email)}
}

// changeContact changes name and number at once. Another address only begins to
// change: what to expect is told, whoever it is that typed it.
func (p *pages) changeContact(w http.ResponseWriter, r *http.Request) {
	o, ok := p.byCode(w, r)
	if !ok {
		return
	}
	words := p.Public(o.lang()).Text().Contact
	done := words.ContactSaved
	name, phone, email := o.c.Received.Name, o.c.Received.Phone, o.c.Received.Email
	if o.form.Has("name") { // a field that was not sent is not emptied
		name = o.form.Line("name")
	}
	if o.form.Has("phone") {
		phone = o.form.Line("phone")
	}
	other := o.form.Has("email") && !strings.EqualFold(o.form.Line("email"), email)
	if other {
		done = words.AddressBegun
		if email != "" {
			done = words.AddressTold
		}
	}
	p.attempt(w, r, o, func() (complaint.Complaint, error) {
		if other && !register.ValidEmail(o.form.Line("email")) { // before anything else is changed
			return o.c, register.Problems{{Field: "email", Code: register.EmailProblem(o.form.Line("email"))}}
		}
		c, err := p.Register.CorrectOwn(r.Context(), o.own("contact", nil), name, phone)
		if err == nil && other {
			err = p.Register.AskAddress(r.Context(), o.own("address", nil), o.form.Line("email"))
		}
		return c, err
	}, done, func(lines []template.ErrorLine) template.Page { return p.contactPage(o, lines) })
}

// address shows a button: what a mail program opens to look confirms nothing.
func (p *pages) address(w http.ResponseWriter, r *http.Request) {
	token := identity.Token(r.URL.Query().Get("token"))
	lang, ok := p.Register.AddressWorks(r.Context(), token)
	status := http.StatusOK
	if !ok {
		status = http.StatusNotFound
	}
	p.Render(w, r, status, template.StatusAddress{Public: p.Public(lang), FormKey: template.FormKey{Key: string(token)}, Expired: !ok})
}

func (p *pages) postAddress(w http.ResponseWriter, r *http.Request) {
	lang, err := p.Register.ConfirmAddress(r.Context(), identity.Token(p.ReadForm(w, r).Line("key")))
	switch {
	case err == nil:
		p.Render(w, r, http.StatusOK, template.StatusAddress{Public: p.Public(lang), Done: true})
	case errors.Is(err, register.ErrNotFound):
		p.Render(w, r, http.StatusNotFound, template.StatusAddress{Public: p.Public(lang), Expired: true})
	default:
		number := p.Fault(r.Context(), err, r.Pattern)
		p.Message(w, r, http.StatusServiceUnavailable, template.Message{Public: p.Public(lang), Kind: "fault", Reference: number})
	}
}
