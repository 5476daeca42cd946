// Package kit is what the public and the staff pages share: reading forms,
// rendering pages, cookies, the words for a refusal, and who is asking. It
// translates; it decides nothing.
package kit

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web/static"
	"wederhoor/internal/web/template"
)

// Kit serves pages for one register.
type Kit struct {
	Register *register.Register
	Logger   *slog.Logger
	Now      func() time.Time
	Limits   bool           // rate limits; off only for load tests
	Proxies  []netip.Prefix // who may say for whom it asks
	SetupKey string         // needed to set up when the address is not loopback
	Secure   bool           // the site is reached over https
	Host     string         // the name people use; "" when it is reached by several

	reached  sync.Map // route → when it was last written down that its limit was reached
	draining atomic.Bool
	uploads  uploads
}

// Base fills what every page has.
func (k *Kit) Base(lang string) template.Base {
	home := k.Register.Home()
	b := template.Base{Lang: lang, OrgName: home.Name, OrgMonogram: Initials(home.Name)}
	if home.ID != "" {
		b.ThemeURL = static.ThemeURL(home.Hue, home.Chroma)
		b.LogoURL = LogoURL(home)
	}
	return b
}

// Initials are the first letters of the first and the last word of a name. A title
// such as mr. or prof. dr. is no part of it, as long as something else is there.
func Initials(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 && strings.HasSuffix(words[0], ".") && strings.ToLower(words[0]) == words[0] {
		words = words[1:]
	}
	if len(words) == 0 {
		return ""
	}
	first := strings.ToUpper(string([]rune(words[0])[:1]))
	if len(words) == 1 {
		return first
	}
	return first + strings.ToUpper(string([]rune(words[len(words)-1])[:1]))
}

// drawing is how many pages are drawn at once: a crowd that asks for thousands waits for
// its turn, and what is being stored does not stand in line behind it for the processor.
var drawing = make(chan struct{}, 2*runtime.GOMAXPROCS(0))

func drawn(b *bytes.Buffer, page template.Page) error {
	drawing <- struct{}{}
	defer func() { <-drawing }()
	return template.Render(b, page)
}

// Render draws a page whole before the first byte leaves.
func (k *Kit) Render(w http.ResponseWriter, r *http.Request, status int, page template.Page) {
	var b bytes.Buffer
	if err := drawn(&b, page); err != nil {
		k.Logger.ErrorContext(r.Context(), "a page could not be drawn", "error", err, "route", r.Pattern)
		http.Error(w, "Dit ging bij ons mis, niet bij u. Probeer het over een minuut nog eens.", http.StatusInternalServerError)
		return
	}
	if status == http.StatusTooManyRequests {
		k.reachedLimit(r)
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "10") // seconds; the page says a minute to people
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = b.WriteTo(w)
}

// reachedLimit writes down that somebody asks too often, once a minute for each page:
// who floods a page must not fill the disk with it. It tells nothing of who it was.
func (k *Kit) reachedLimit(r *http.Request) {
	now := k.Now()
	last, known := k.reached.Swap(r.Pattern, now)
	if !known || now.Sub(last.(time.Time)) >= time.Minute {
		k.Logger.WarnContext(r.Context(), "a limit was reached", "route", r.Pattern)
		return
	}
	k.reached.Store(r.Pattern, last)
}

// Key makes an idempotency key for a form that is shown.
func Key() string { return store.NewID() }

// Cookie names. The __Host- prefix needs https; a laptop on localhost has none.
const (
	sessionCookie = "wederhoor-session"
	receiptCookie = "wederhoor-receipt"
)

func (k *Kit) cookieName(name string) string {
	if k.Secure {
		return "__Host-" + name
	}
	return name
}

func (k *Kit) setCookie(w http.ResponseWriter, name, value string, age time.Duration) {
	http.SetCookie(w, &http.Cookie{Name: k.cookieName(name), Value: value, Path: "/", MaxAge: int(age.Seconds()),
		HttpOnly: true, Secure: k.Secure, SameSite: http.SameSiteStrictMode})
}

// SetSession gives the browser its session.
func (k *Kit) SetSession(w http.ResponseWriter, t identity.Token) {
	k.setCookie(w, sessionCookie, string(t), identity.SessionAge)
}

// ClearSession takes it back, and what the browser kept with it.
func (k *Kit) ClearSession(w http.ResponseWriter) {
	k.setCookie(w, sessionCookie, "", -time.Second)
	w.Header().Set("Clear-Site-Data", `"cache", "cookies", "storage"`)
}

// Session reads the session token of a request; "" when there is none.
func (k *Kit) Session(r *http.Request) identity.Token {
	c, err := r.Cookie(k.cookieName(sessionCookie))
	if err != nil {
		return ""
	}
	return identity.Token(c.Value)
}

// Fault logs what is ours to mend under a number the person can name. Content
// never reaches the log: errors carry none.
func (k *Kit) Fault(ctx context.Context, err error, route string) string {
	number := strings.ToUpper(store.NewID()[:6])
	if !errors.Is(err, context.Canceled) {
		k.Logger.ErrorContext(ctx, "fault", "number", number, "route", route, "error", err)
	}
	return number
}
