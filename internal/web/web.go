// Package web puts the pages together: routes, headers and limits.
package web

import (
	"errors"
	"net/http"

	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/public"
	"wederhoor/internal/web/staff"
	"wederhoor/internal/web/static"
)

// Handler serves the whole site.
func Handler(k *kit.Kit) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /static/", static.Handler())
	mux.HandleFunc("GET /theme.css", k.Theme)
	mux.HandleFunc("GET /logo.png", k.Logo)
	mux.HandleFunc("GET /healthz", alive)
	mux.HandleFunc("GET /readyz", ready(k))
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
