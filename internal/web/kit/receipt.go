package kit

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"wederhoor/internal/vault"
)

// cookieMark tells, at the post, that this browser keeps cookies.
const cookieMark = "wederhoor-form"

// receiptAge is how long the receipt page can be shown again.
const receiptAge = 15 * time.Minute

// MarkCookies asks the browser to keep a cookie that says nothing.
func (k *Kit) MarkCookies(w http.ResponseWriter) { k.setCookie(w, cookieMark, "1", time.Hour) }

// KeepsCookies reports whether the browser sent the mark back.
func (k *Kit) KeepsCookies(r *http.Request) bool {
	_, err := r.Cookie(k.cookieName(cookieMark))
	return err == nil
}

// answeredMark remembers in the browser which evaluation form it filled in last. It
// says nothing of the answer, and no answer says anything of it.
const answeredMark = "wederhoor-answered"

// answeredAge is how long it remembers: the day of the course and the days after.
const answeredAge = 7 * 24 * time.Hour

// MarkAnswered remembers that this browser filled in a form.
func (k *Kit) MarkAnswered(w http.ResponseWriter, code vault.Code) {
	k.setCookie(w, answeredMark, answeredPrint(code), answeredAge)
}

// Answered reports whether it did.
func (k *Kit) Answered(r *http.Request, code vault.Code) bool {
	c, err := r.Cookie(k.cookieName(answeredMark))
	return err == nil && c.Value == answeredPrint(code)
}

// answeredPrint is the same for everybody who filled in that form.
func answeredPrint(code vault.Code) string {
	sum := sha256.Sum256([]byte("answered " + string(code)))
	return hex.EncodeToString(sum[:8])
}

// SetReceipt gives the browser the code for the receipt page, sealed.
func (k *Kit) SetReceipt(w http.ResponseWriter, code string) bool {
	sealed := vault.SealToken(k.cookieKey(), "receipt", []byte(k.Now().Add(receiptAge).Format(time.RFC3339)+" "+code))
	k.setCookie(w, receiptCookie, sealed, receiptAge)
	return true
}

// Receipt reads the code back from the cookie while it is fresh.
func (k *Kit) Receipt(r *http.Request) (vault.Code, bool) {
	c, err := r.Cookie(k.cookieName(receiptCookie))
	if err != nil {
		return "", false
	}
	plain, err := vault.OpenToken(k.cookieKey(), "receipt", c.Value)
	if err != nil {
		return "", false
	}
	until, code, ok := strings.Cut(string(plain), " ")
	at, err := time.Parse(time.RFC3339, until)
	if !ok || err != nil || k.Now().After(at) {
		return "", false
	}
	parsed, err := vault.ParseCode(code)
	return parsed, err == nil
}

// cookieKey seals what a cookie carries, and is the same at every program: the next
// page may come from another.
func (k *Kit) cookieKey() vault.Key { return k.Register.Store.CommonKey("cookie") }
