package staff

import (
	"net/http"

	"wederhoor/internal/register"
)

// attachment hands a file over as a download that no browser will run: what a
// stranger sent is never shown in our own pages.
func (p *pages) attachment(w http.ResponseWriter, r *http.Request, who register.Person) {
	a, body, err := p.Register.File(r.Context(), who, r.PathValue("ref"), r.PathValue("id"))
	if err != nil {
		p.failedFile(w, r, who, err)
		return
	}
	p.HandOver(w, r, a.ID, a.Name, body)
}
