package kit

import (
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
