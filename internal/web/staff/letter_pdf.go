package staff

import (
	"net/http"
	"strings"

	"wederhoor/internal/paper"
	"wederhoor/internal/register"
)

// letterPDF hands a letter over as a file.
func (p *pages) letterPDF(w http.ResponseWriter, r *http.Request, who register.Person) {
	d, l, err := p.Register.TakeLetter(r.Context(), who, r.PathValue("ref"), r.PathValue("id"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	if err := p.WritePDF(w, d.Complaint, d.Procedure, l); err != nil {
		p.fault(w, r, who, err)
	}
}

// lacking names the characters that the fonts of the file do not have.
func lacking(l paper.Letter) string {
	var all []string
	for _, r := range paper.Lacking(l) {
		all = append(all, string(r))
	}
	return strings.Join(all, " ")
}
