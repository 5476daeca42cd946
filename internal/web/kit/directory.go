package kit

import (
	"net/http"
	"time"

	"wederhoor/internal/identity"
	"wederhoor/internal/register"
)

const directoryCookie = "wederhoor-directory"

// SetDirectory gives the browser the secret of a sign-in at the provider. It is
// Lax, and the only cookie of ours that is: the way back is a link of another
// site. It opens nothing by itself.
func (k *Kit) SetDirectory(w http.ResponseWriter, t identity.Token) {
	k.directoryCookie(w, string(t), register.DirectoryTime)
}

// ClearDirectory takes it back.
func (k *Kit) ClearDirectory(w http.ResponseWriter) { k.directoryCookie(w, "", -time.Second) }

func (k *Kit) directoryCookie(w http.ResponseWriter, value string, age time.Duration) {
	http.SetCookie(w, &http.Cookie{Name: k.cookieName(directoryCookie), Value: value, Path: "/", MaxAge: int(age.Seconds()),
		HttpOnly: true, Secure: k.Secure, SameSite: http.SameSiteLaxMode})
}

// Directory reads it; "" when there is none.
func (k *Kit) Directory(r *http.Request) identity.Token {
	c, err := r.Cookie(k.cookieName(directoryCookie))
	if err != nil {
		return ""
	}
	return identity.Token(c.Value)
}
