package public

import (
	"net/http"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/web/template"
)

// request shows what the complainant may ask of what is kept about them.
func (p *pages) request(w http.ResponseWriter, r *http.Request) {
	if o, ok := p.byCode(w, r); ok {
		p.Render(w, r, http.StatusOK, p.requestPage(o, nil))
	}
}

func (p *pages) requestPage(o opened, lines []template.ErrorLine) template.StatusRequest {
	page := template.StatusRequest{StatusForm: p.statusForm(o, lines), Right: o.form.Line("right"), Words: template.Field{Value: o.form.Get("words")}, Waits: p.requestsOf(o.lang(), o.c, o.proc)}
	page.Key = o.form.SameKey(page.Key)
	return page
}

// sendRequest records it: who handles the complaint owes an answer from then on.
func (p *pages) sendRequest(w http.ResponseWriter, r *http.Request) {
	o, ok := p.byCode(w, r)
	if !ok {
		return
	}
	p.attempt(w, r, o, func() (complaint.Complaint, error) {
		right, ok := complaint.RightOf(o.form.Line("right"))
		if !ok {
			return o.c, register.Problems{{Field: "right", Code: "right_missing"}}
		}
		return p.Register.AskOwn(r.Context(), o.own("request", nil), right, o.form.Words("words"))
	}, p.Public(o.lang()).Text().Request.Sent, func(lines []template.ErrorLine) template.Page { return p.requestPage(o, lines) })
}

// requestsOf are what they asked and have no answer to yet.
func (p *pages) requestsOf(lang string, c complaint.Complaint, proc complaint.Procedure) (all []template.OwnRequest) {
	for _, x := range c.Requests {
		if x.As == complaint.AskerComplainant && !c.AccessDone(x) {
			due := c.AccessDue(proc, x)
			all = append(all, template.OwnRequest{Right: x.Right.Code(), Asked: proc.On(x.At).DayMonth(lang), Due: due.DayMonth(lang), Late: proc.On(p.Now()).After(due)})
		}
	}
	return all
}
