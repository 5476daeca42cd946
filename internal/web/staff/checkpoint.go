package staff

import (
	"net/http"

	"wederhoor/internal/register"
	"wederhoor/internal/web/template"
)

// checkpoint shows the newest promise, to copy or print.
func (p *pages) checkpoint(w http.ResponseWriter, r *http.Request, who register.Person) {
	made, ok, err := p.Register.Promise(r.Context(), who)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	page := template.Checkpoint{Staff: p.base(who, "settings")}
	if ok {
		page.When = p.dayAndTime(made.Made)
		page.Events, page.Note, page.Verifier = thousands(int(made.Size)), made.Note, made.Verifier
	}
	p.Render(w, r, http.StatusOK, page)
}
