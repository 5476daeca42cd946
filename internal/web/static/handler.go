package static

import (
	"net/http"
	"strconv"
	"strings"
)

// Handler serves the files under Prefix. A name without the right hash is not
// found: an old page must not get a new stylesheet and keep it for a year.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, ok := shelf().served[strings.TrimPrefix(r.URL.Path, Prefix)]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		send(w, r, a)
	})
}

func send(w http.ResponseWriter, r *http.Request, a asset) {
	h, body := w.Header(), a.body
	h.Set("Content-Type", a.contentType)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	if a.zipped != nil {
		h.Set("Vary", "Accept-Encoding")
		if takesGzip(r.Header.Get("Accept-Encoding")) {
			h.Set("Content-Encoding", "gzip")
			body = a.zipped
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		w.Write(body) //nolint:errcheck // the reader went away; nothing to do
	}
}

func takesGzip(accept string) bool {
	for part := range strings.SplitSeq(accept, ",") {
		coding, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(coding), "gzip") {
			return !refused(q)
		}
	}
	return false
}

// refused reports whether a quality such as "q=0.0" says no.
func refused(q string) bool {
	value, ok := strings.CutPrefix(strings.ReplaceAll(q, " ", ""), "q=")
	f, err := strconv.ParseFloat(value, 64)
	return ok && err == nil && f == 0
}
