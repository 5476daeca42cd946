package certificate

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"

	"wederhoor/internal/outward"
	"wederhoor/internal/vault"
)

// again is how soon a certificate that was not given is asked for once more. Who gives
// them counts tries: five an hour for a name (Let's Encrypt, "Failed Validations").
const again = 15 * time.Minute

// Cabinet keeps what was given by ACME: the account, certificates and their keys, each
// sealed. What does not open any more is asked for anew.
type Cabinet struct {
	Dir string
	Key vault.Key
}

type asked struct {
	manager *autocert.Manager
	sites   func() []string
	logger  *slog.Logger
}

func byACME(s Settings, sites func() []string, cabinet Cabinet, logger *slog.Logger) (Source, error) {
	u, err := url.Parse(s.ACME)
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return nil, errors.New("the address certificates are asked at must begin with https://, as in https://acme-v02.api.letsencrypt.org/directory")
	}
	a := &asked{sites: sites, logger: logger}
	a.manager = &autocert.Manager{Prompt: autocert.AcceptTOS, Cache: sealed{autocert.DirCache(cabinet.Dir), cabinet.Key}, Email: s.Mail,
		HostPolicy: a.ours, Client: &acme.Client{DirectoryURL: s.ACME, UserAgent: "wederhoor", HTTPClient: caller()}}
	return a, nil
}

// caller reaches who gives certificates: it waits half a minute, reads a megabyte, and is
// not sent elsewhere.
func caller() *http.Client {
	return &http.Client{Timeout: 30 * time.Second, Transport: outward.Bounded(http.DefaultTransport, 1<<20), CheckRedirect: outward.Stay}
}

// ours refuses to ask for a name that is not of the site: who connects chooses what
// name is asked for, and tries are counted.
func (a *asked) ours(_ context.Context, host string) error {
	if secure(a.sites(), host) == "" {
		return fmt.Errorf("%q is not a name of this site", host)
	}
	return nil
}

func (a *asked) Config() *tls.Config {
	c := modern()
	c.NextProtos = append(c.NextProtos, acme.ALPNProto)
	c.GetCertificate = a.manager.GetCertificate
	return c
}

// Plain answers the questions of who gives certificates, too.
func (a *asked) Plain() http.Handler { return a.manager.HTTPHandler(onward(a.sites)) }

// Keep asks for each name, so that nobody waits for it and who runs the program reads
// why there is none. Renewing is done by the manager, a third of its life before the end.
func (a *asked) Keep(ctx context.Context) {
	for {
		for _, site := range a.sites() {
			u, err := url.Parse(site)
			if err != nil || u.Scheme != "https" {
				continue
			}
			// As a browser asks: a certificate with an elliptic curve.
			hello := &tls.ClientHelloInfo{ServerName: u.Hostname(), CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256},
				SignatureSchemes: []tls.SignatureScheme{tls.ECDSAWithP256AndSHA256}, SupportedCurves: []tls.CurveID{tls.CurveP256}}
			if _, err := a.manager.GetCertificate(hello); err != nil && ctx.Err() == nil {
				a.logger.ErrorContext(ctx, "no certificate was given for a name of the site; visitors cannot reach it", "name", u.Hostname(), "error", err, "again in", again)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(again):
		}
	}
}

// sealed is a folder in which everything is sealed under a name.
type sealed struct {
	dir autocert.DirCache
	key vault.Key
}

func at(name string) vault.Address { return vault.Address{Kind: "certificate", Dossier: name} }

// Get gives what was kept. The manager knows one answer for "ask again".
func (s sealed) Get(ctx context.Context, name string) ([]byte, error) {
	kept, err := s.dir.Get(ctx, name)
	if err != nil {
		return nil, err //nolint:wrapcheck // autocert.ErrCacheMiss is compared
	}
	plain, err := vault.Open(s.key, at(name), kept)
	if err != nil {
		return nil, autocert.ErrCacheMiss
	}
	return plain, nil
}

// Put keeps it under its name.
func (s sealed) Put(ctx context.Context, name string, plain []byte) error {
	return s.dir.Put(ctx, name, vault.Seal(s.key, at(name), plain)) //nolint:wrapcheck // the manager says what it was doing
}

// Delete forgets it.
func (s sealed) Delete(ctx context.Context, name string) error {
	return s.dir.Delete(ctx, name) //nolint:wrapcheck // as above
}
