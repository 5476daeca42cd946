package kit

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"time"

	"wederhoor/internal/store"
	"wederhoor/internal/vault"
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
func (k *Kit) HandOver(w http.ResponseWriter, r *http.Request, id, name string, body io.ReadSeekCloser) {
	Download(w, "application/octet-stream", name)
	k.Give(w, r, id, body)
}

// Give sends a body whose headers are set. A download that broke goes on where it was
// (Range), and one that is cut short is seen to be. It closes the body.
func (k *Kit) Give(w http.ResponseWriter, r *http.Request, id string, body io.ReadSeekCloser) {
	defer func() { _ = body.Close() }()
	w.Header().Set("ETag", `"`+id+`"`) // what was stored once never changes
	noted := &noting{ReadSeeker: body}
	http.ServeContent(w, r, "", time.Time{}, noted)
	if noted.err != nil {
		k.Fault(r.Context(), noted.err, r.Pattern)
	}
}

// noting remembers why a body could not be read: ServeContent only stops.
type noting struct {
	io.ReadSeeker
	err error
}

func (n *noting) Read(p []byte) (int, error) {
	got, err := n.ReadSeeker.Read(p)
	if err != nil && err != io.EOF { //nolint:errorlint // a reader gives io.EOF itself
		n.err = err
	}
	return got, err
}

// FileTrouble says which sentence goes with a file that does not open; found is false
// for any other error.
func FileTrouble(err error) (code string, found bool) {
	switch {
	case errors.Is(err, store.ErrFileGone), errors.Is(err, vault.ErrOpen):
		return "file_damaged", true
	case errors.Is(err, store.ErrUnavailable):
		return "file_away", true
	}
	return "", false
}
