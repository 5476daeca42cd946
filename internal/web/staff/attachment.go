package staff

import (
	"io"
	"mime"
	"net/http"

	"wederhoor/internal/register"
)

// attachment hands a file over as a download that no browser will run: what a
// stranger sent is never shown in our own pages.
func (p *pages) attachment(w http.ResponseWriter, r *http.Request, who register.Person) {
	a, body, err := p.Register.File(r.Context(), who, r.PathValue("ref"), r.PathValue("id"))
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	defer func() { _ = body.Close() }()
	handOver(w, a.Name)
	if _, err := io.Copy(w, body); err != nil {
		p.Fault(r.Context(), err, r.Pattern)
	}
}

func handOver(w http.ResponseWriter, name string) {
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
}
