package kit

import (
	"io"
	"net/http"
	"strconv"

	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// LogoURL is where the logo of an organisation is, "" when it has none. Another
// logo has another address, so that it shows at once.
func LogoURL(home store.Organisation) string {
	if len(home.Logo) == 0 {
		return ""
	}
	return "/logo.png?v=" + home.LogoHash
}

// Logo serves the logo; it stands on the public pages and is no secret.
func (k *Kit) Logo(w http.ResponseWriter, r *http.Request) {
	home := k.Register.Home()
	if len(home.Logo) == 0 {
		http.NotFound(w, r)
		return
	}
	if r.URL.Query().Get("v") == home.LogoHash { // under another address it may be another one tomorrow
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Content-Length", strconv.Itoa(len(home.Logo)))
	_, _ = w.Write(home.Logo)
}

// readLogo reads an uploaded picture, one byte more than it may have: enough to
// say that it is too large.
func (f *Form) readLogo(body io.Reader) {
	raw, err := io.ReadAll(io.LimitReader(body, register.LogoLimit+1))
	f.stopped(err)
	if len(raw) > 0 {
		f.Logo = raw
	}
	_, err = io.Copy(io.Discard, body)
	f.stopped(err)
}
