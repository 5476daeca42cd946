package app

import (
	"errors"
	"net/http"
	"path/filepath"
	"strings"

	"wederhoor/internal/certificate"
	"wederhoor/internal/vault"
)

// openCertificate finds where the certificate of the site comes from, if the program has
// to have one.
func (a *App) openCertificate(master vault.Key) (err error) {
	if a.cfg.TLS.None() {
		if a.cfg.Plain != "" {
			return errors.New("nobody can be sent on from http://: the program itself has no certificate, and a proxy in front does that")
		}
		return nil
	}
	for _, site := range a.sites() {
		// Otherwise cookies would not be for https alone, and links in letters not work.
		if !strings.HasPrefix(site, "https://") {
			return errors.New("with a certificate the address people use begins with https://: say which with --url https://…")
		}
	}
	cabinet := certificate.Cabinet{Dir: filepath.Join(a.cfg.Data, "certificates"), Key: master.Derive("certificates")}
	a.tls, err = certificate.Open(a.cfg.TLS, a.sites, cabinet, a.cfg.Logger)
	return err
}

// sites are the addresses people use, of every organisation.
func (a *App) sites() (all []string) {
	for _, r := range a.Registers() {
		all = append(all, r.Site())
	}
	return all
}

// serveSite answers, with TLS or for a proxy that ends it.
func (a *App) serveSite(server *http.Server) error {
	if a.tls == nil {
		return server.Serve(a.listener) //nolint:wrapcheck // the one caller says what it is
	}
	server.TLSConfig = a.tls.Config()
	return server.ServeTLS(a.listener, "", "") //nolint:wrapcheck // as above
}
