package kit

import (
	"io"
	"mime"
	"net/http"
)

// Download sets what every file that is handed over has: a browser keeps it, and
// runs or frames nothing of it.
func Download(w http.ResponseWriter, kind, name string) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'")
}

// HandOver gives a file that somebody sent along as a download that no browser will
// run: what a stranger sent is never shown in our own pages. It closes the body.
func (k *Kit) HandOver(w http.ResponseWriter, r *http.Request, name string, body io.ReadCloser) {
	defer func() { _ = body.Close() }()
	Download(w, "application/octet-stream", name)
	if _, err := io.Copy(w, body); err != nil {
		k.Fault(r.Context(), err, r.Pattern)
	}
}
