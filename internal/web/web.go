// Package web puts the pages together: routes, headers and limits.
package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"

	"wederhoor/internal/web/kit"
	"wederhoor/internal/web/public"
	"wederhoor/internal/web/staff"
	"wederhoor/internal/web/static"
)

// Sites serves every organisation of an installation. The name that a request uses says
// whose pages it gets, and nothing else of the request does: what one organisation has
// is not there for the handler of another. With one organisation it is as if there were
// no names.
type Sites struct {
	pages map[*kit.Kit]http.Handler // those that are served
	now   atomic.Pointer[http.Handler]
}

// NewSites serves the pages of these organisations, at least one.
func NewSites(kits ...*kit.Kit) *Sites {
	s := &Sites{}
	s.Put(kits)
	return s
}

// ServeHTTP implements http.Handler.
func (s *Sites) ServeHTTP(w http.ResponseWriter, r *http.Request) { (*s.now.Load()).ServeHTTP(w, r) }

// Put serves these from the next request on, and those that were there before and are not
// given no more; a request that is being answered ends as it began. Pages at a former name
// are only there for a request that uses it. One at a time puts.
func (s *Sites) Put(kits []*kit.Kit, former ...*kit.Kit) {
	pages, byName := map[*kit.Kit]http.Handler{}, map[string]http.Handler{}
	for _, k := range slices.Concat(former, kits) { // a name is of who has it now
		if pages[k] = s.pages[k]; pages[k] == nil {
			pages[k] = Handler(k)
		}
		byName[strings.ToLower(k.Host)] = pages[k]
	}
	var other http.Handler
	if len(kits) == 1 {
		other = pages[kits[0]]
	} else {
		none := &kit.Kit{Logger: kits[0].Logger, Now: kits[0].Now}
		other = headers(none, before(http.HandlerFunc(none.Nowhere), kits...))
	}
	var now http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if site, ok := byName[kit.Hostname(r.Host)]; ok {
			site.ServeHTTP(w, r)
			return
		}
		other.ServeHTTP(w, r)
	})
	s.pages = pages
	s.now.Store(&now)
}

// before answers what says nothing of anybody, whatever name a request uses: whoever
// looks after the machine asks by its number. Everything else is for next.
func before(next http.Handler, kits ...*kit.Kit) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /static/", static.Handler())
	mux.HandleFunc("GET /healthz", alive)
	mux.HandleFunc("GET /readyz", ready(kits))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pattern := mux.Handler(r); pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Handler serves the whole site of one organisation.
func Handler(k *kit.Kit) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /theme.css", k.Theme)
	mux.HandleFunc("GET /logo.png", k.Logo)
	public.Routes(mux, k)
	staff.Routes(mux, k)
	// No bypass patterns: GET changes nothing, and every POST comes from our own pages.
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(k.Elsewhere))
	return headers(k, recovered(k, before(addressed(k, protection.Handler(mux)), k)))
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
		if !k.Addressed(r) {
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
