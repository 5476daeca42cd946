// Package web puts the pages together: routes, headers and limits.
package web

import (
	"errors"
	"net/http"
	"strings"

	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/public"
	"wederhoor/internal/web/staff"
	"wederhoor/internal/web/static"
)

// Sites serves every organisation of an installation. The name that a request uses says
// whose pages it gets, and nothing else of the request does: what one organisation has
// is not there for the handler of another. With one organisation it is as if there were
// no names.
func Sites(kits ...*kit.Kit) http.Handler {
	if len(kits) == 1 {
		return Handler(kits[0])
	}
	byName := map[string]http.Handler{}
	for _, k := range kits {
		byName[strings.ToLower(k.Host)] = Handler(k)
	}
	elsewhere := http.NewServeMux() // whoever looks after the machine asks by its number
	common(elsewhere, kits...)
	none := &kit.Kit{Logger: kits[0].Logger, Now: kits[0].Now}
	elsewhere.HandleFunc("/", none.Nowhere)
	nowhere := headers(none, elsewhere)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if site, ok := byName[kit.Hostname(r.Host)]; ok {
			site.ServeHTTP(w, r)
			return
		}
		nowhere.ServeHTTP(w, r)
	})
}

// common is what is the same for every organisation.
func common(mux *http.ServeMux, kits ...*kit.Kit) {
	mux.Handle("GET /static/", static.Handler())
	mux.HandleFunc("GET /healthz", alive)
	mux.HandleFunc("GET /readyz", ready(kits))
}

// Handler serves the whole site of one organisation.
func Handler(k *kit.Kit) http.Handler {
	mux := http.NewServeMux()
	common(mux, k)
	mux.HandleFunc("GET /theme.css", k.Theme)
	mux.HandleFunc("GET /logo.png", k.Logo)
	public.Routes(mux, k)
	staff.Routes(mux, k)
	// No bypass patterns: GET changes nothing, and every POST comes from our own pages.
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(k.Elsewhere))
	return headers(k, recovered(k, addressed(k, protection.Handler(mux))))
}

const policy = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"

func headers(k *kit.Kit, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		h.Set("Cache-Control", "no-store")
		// A length may stand beside the encoding, and what follows is then in dispute
		// (RFC 9112, 6.1). While we are stopping nobody comes back on this connection.
		if len(r.TransferEncoding) > 0 || k.Draining() {
			h.Set("Connection", "close")
		}
		if k.Secure {
			h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
		}
		next.ServeHTTP(w, r)
	})
}

// addressed refuses what was meant for another site: a name that somebody else
// points at this machine would make their page one of ours.
func addressed(k *kit.Kit, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !k.Addressed(r) && !asksHealth(r) {
			k.Misdirected(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// recovered turns a panic into the calm page; nothing half-done was stored,
// because an act is one transaction.
func recovered(k *kit.Kit, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
					panic(p)
				}
				k.Crash(w, r, p)
			}
		}()
		next.ServeHTTP(w, r)
	})
}
