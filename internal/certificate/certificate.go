// Package certificate ends TLS in the program itself, for who has no proxy in front:
// with a certificate that somebody puts in a file, or with one that it asks for by ACME.
package certificate

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// Settings say where certificates come from. The zero value is none: the proxy in front
// has them.
type Settings struct {
	File, Key string // PEM; the certificate of the site first, then those that vouch for it
	ACME      string // directory of who gives certificates, such as https://acme-v02.api.letsencrypt.org/directory
	Mail      string // whom they write to when something is wrong; may be empty
}

// None says that the program answers without TLS.
func (s Settings) None() bool { return s == Settings{} }

// Source gives the certificate for a visitor.
type Source interface {
	// Config is how the site speaks TLS.
	Config() *tls.Config
	// Plain answers at http://: it sends people on to https://.
	Plain() http.Handler
	// Keep asks for certificates before a visitor waits for them, until ctx ends.
	Keep(ctx context.Context)
}

// Open makes the source that the settings ask for. Sites are the addresses people use
// now; in the cabinet lies what was given by ACME, between two starts.
func Open(s Settings, sites func() []string, cabinet Cabinet, logger *slog.Logger) (Source, error) {
	switch {
	case s.ACME != "" && (s.File != "" || s.Key != ""):
		return nil, errors.New("give a certificate in a file, or an address to ask for one: not both")
	case s.ACME != "":
		return byACME(s, sites, cabinet, logger)
	case s.File == "" || s.Key == "":
		return nil, errors.New("a certificate is two files: --certificate and --certificate-key")
	}
	return fromFile(s, sites, logger)
}

// secure gives the address of the site with this name; "" for none. Sites that are not
// https have none: nobody is sent to where they would be sent back from.
func secure(sites []string, host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	for _, site := range sites {
		if u, err := url.Parse(site); err == nil && u.Scheme == "https" && strings.EqualFold(u.Hostname(), host) {
			return "https://" + u.Host
		}
	}
	return ""
}

// onward sends somebody to the same page with TLS, at a name that is ours. What was
// typed is not taken on: it came over the line in clear.
func onward(sites func() []string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		site := secure(sites(), r.Host)
		if site == "" || r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, site+r.URL.RequestURI(), http.StatusMovedPermanently) //nolint:gosec // site is an address of ours, whatever was asked
	})
}

// modern is TLS 1.2 or later, and of 1.2 only ciphers that keep what was said before
// secret when the key is lost, and cannot be altered on the way (ASVS 12.1.1, 12.1.2).
func modern() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}, CipherSuites: []uint16{
		tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
		tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
		tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
	}}
}
