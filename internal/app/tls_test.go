package app_test

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/app"
	"wederhoor/internal/certificate"
	"wederhoor/internal/testkit"
)

// TestASiteWithoutAProxy: the program ends TLS itself. Who comes with http:// is sent on,
// and somebody signs in.
func TestASiteWithoutAProxy(t *testing.T) {
	const site = "https://klachten.voorbeeld.example"
	dir := t.TempDir()
	authority, err := testkit.NewAuthority(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := certificate.Settings{File: filepath.Join(dir, "cert.pem"), Key: filepath.Join(dir, "key.pem")}
	if err := authority.Issue(files.File, files.Key, "klachten.voorbeeld.example", 3, time.Now().Add(90*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	with, without := testkit.FreeAddress(t), testkit.FreeAddress(t)
	a := opened(t, app.Config{Data: filepath.Join(dir, "data"), Addr: with, Plain: without, TLS: files, Site: site, MasterKey: filepath.Join(dir, "master.key"), Logger: slog.New(slog.DiscardHandler)})
	serve(t, a)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	// A browser that finds the name at this machine, on both ports.
	dials := &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: authority.Roots(), MinVersion: tls.VersionTLS12},
		DialContext: func(ctx context.Context, network, asked string) (net.Conn, error) {
			to := with
			if strings.HasSuffix(asked, ":80") {
				to = without
			}
			return new(net.Dialer).DialContext(ctx, network, to)
		}}
	c := &http.Client{Jar: jar, Timeout: 30 * time.Second, Transport: dials}
	var first *http.Response
	until(t, "the first page", func() bool {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.Replace(site, "https", "http", 1)+"/?taal=nl", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		if first, err = c.Do(r); err != nil {
			return false
		}
		return first.Body.Close() == nil && first.StatusCode == http.StatusOK
	})
	if got := first.Request.URL.String(); got != site+"/?taal=nl" || first.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("from http:// somebody arrives at %s with %q", got, first.Header.Get("Strict-Transport-Security"))
	}
	status, _ := sends(t, c, site+"/staff/sign-in", url.Values{"email": {"mirjam@voorbeeld.example"}, "password": {"fietsen door de regen"}})
	at, err := url.Parse(site + "/staff")
	if err != nil {
		t.Fatal(err)
	}
	if cookies := jar.Cookies(at); status != http.StatusOK || len(cookies) == 0 || !strings.HasPrefix(cookies[0].Name, "__Host-") {
		t.Errorf("signing in: %d with %v", status, cookies)
	}
}

// TestACertificateNeedsAnAddressOfHTTPS: otherwise cookies would be good without TLS, and
// links in letters would lead nowhere.
func TestACertificateNeedsAnAddressOfHTTPS(t *testing.T) {
	dir := t.TempDir()
	place := app.Config{Data: filepath.Join(dir, "data"), Addr: "127.0.0.1:0", MasterKey: filepath.Join(dir, "master.key"), Logger: slog.New(slog.DiscardHandler)}
	for want, change := range map[string]func(*app.Config){
		"begins with https://":                  func(c *app.Config) { c.TLS.ACME = "https://acme.voorbeeld.example/dir" },
		"the program itself has no certificate": func(c *app.Config) { c.Plain = "127.0.0.1:0" },
	} {
		cfg := place
		change(&cfg)
		if a, err := app.Open(ctx, cfg); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
			if a != nil {
				_ = a.Close()
			}
		}
	}
}
