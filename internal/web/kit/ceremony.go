package kit

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"time"

	"wederhoor/internal/identity"
	"wederhoor/internal/register"
)

const passkeyCookie = "wederhoor-passkey" //nolint:gosec // a name, not a secret

// SetPasskey gives the browser the secret of a ceremony that was begun.
func (k *Kit) SetPasskey(w http.ResponseWriter, t identity.Token) {
	k.setCookie(w, passkeyCookie, string(t), register.PasskeyTime)
}

// TakePasskey reads it once; "" when there is none.
func (k *Kit) TakePasskey(w http.ResponseWriter, r *http.Request) identity.Token {
	c, err := r.Cookie(k.cookieName(passkeyCookie))
	if err != nil {
		return ""
	}
	k.setCookie(w, passkeyCookie, "", -time.Second)
	return identity.Token(c.Value)
}

// answerLimit is more than any answer of a device.
const answerLimit = 64 << 10

// ReadJSON reads what a script sent. A form of a page cannot send this type.
func (k *Kit) ReadJSON(w http.ResponseWriter, r *http.Request) ([]byte, bool) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
		return nil, false
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, answerLimit))
	return raw, err == nil && json.Valid(raw)
}

// JSON answers a script.
func (k *Kit) JSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the reader went away; nothing to do
}
