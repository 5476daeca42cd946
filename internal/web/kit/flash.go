package kit

import (
	"net/http"
	"time"
)

const flashCookie = "wederhoor-flash"

// SetFlash remembers, until the next page, which act was done: a code, no words.
func (k *Kit) SetFlash(w http.ResponseWriter, code string) {
	k.setCookie(w, flashCookie, code, time.Minute)
}

// TakeFlash reads it once.
func (k *Kit) TakeFlash(w http.ResponseWriter, r *http.Request) string {
	c, err := r.Cookie(k.cookieName(flashCookie))
	if err != nil || c.Value == "" {
		return ""
	}
	k.setCookie(w, flashCookie, "", -time.Second)
	return c.Value
}
