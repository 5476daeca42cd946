package certificate

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

const site = "https://klachten.voorbeeld.example"

// trusted is in the roots of this test binary, as an authority is in those of a machine.
var trusted *testkit.Authority

func TestMain(m *testing.M) { os.Exit(withRoots(m)) }

func withRoots(m *testing.M) int {
	dir, err := os.MkdirTemp("", "roots")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	if trusted, err = testkit.NewAuthority(dir); err != nil {
		panic(err)
	}
	if err := os.Setenv("SSL_CERT_FILE", trusted.File); err != nil {
		panic(err)
	}
	return m.Run()
}

func sites() []string { return []string{site, "http://nog-niet.voorbeeld.example"} }

// served listens with what a source gives, and keeps it.
func served(t *testing.T, s Source, at string) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", at) //nolint:noctx // ends with the test
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: http.NotFoundHandler(), TLSConfig: s.Config(), ReadHeaderTimeout: time.Minute, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)}
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { _ = server.ServeTLS(l, "", "") })
	running.Go(func() { s.Keep(ctx) })
	t.Cleanup(func() {
		stop()
		_ = server.Close()
		running.Wait()
	})
	return l.Addr().String()
}

// meets is what a visitor finds.
func meets(address string, roots *x509.CertPool, change func(*tls.Config)) (tls.ConnectionState, error) {
	cfg := &tls.Config{ServerName: strings.TrimPrefix(site, "https://"), RootCAs: roots, NextProtos: []string{"h2", "http/1.1"}} //nolint:gosec // also what is too old
	if change != nil {
		change(cfg)
	}
	c, err := tls.Dial("tcp", address, cfg) //nolint:noctx // loopback
	if err != nil {
		return tls.ConnectionState{}, err //nolint:wrapcheck // for the test
	}
	defer c.Close() //nolint:errcheck // only looked at
	return c.ConnectionState(), nil
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !ok(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("never: ", what)
		}
	}
}

func issued(t *testing.T, serial int64, ends time.Duration) Settings {
	t.Helper()
	dir := t.TempDir()
	s := Settings{File: filepath.Join(dir, "cert.pem"), Key: filepath.Join(dir, "key.pem")}
	if err := trusted.Issue(s.File, s.Key, strings.TrimPrefix(site, "https://"), serial, time.Now().Add(ends)); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestOnlyModernTLS: what is too old gets no answer, and what is new speaks HTTP/2.
func TestOnlyModernTLS(t *testing.T) {
	s, err := Open(issued(t, 5, 90*24*time.Hour), sites, Cabinet{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	address := served(t, s, "127.0.0.1:0")
	state, err := meets(address, trusted.Roots(), nil)
	if err != nil || state.Version != tls.VersionTLS13 || state.NegotiatedProtocol != "h2" {
		t.Errorf("a browser of today: %x %q %v", state.Version, state.NegotiatedProtocol, err)
	}
	if _, err := meets(address, trusted.Roots(), func(c *tls.Config) { c.MaxVersion = tls.VersionTLS12 }); err != nil {
		t.Errorf("TLS 1.2: %v", err)
	}
	for what, change := range map[string]func(*tls.Config){
		"TLS 1.1": func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11 },
		"a cipher that can be altered": func(c *tls.Config) {
			c.MaxVersion, c.CipherSuites = tls.VersionTLS12, []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA}
		},
		"keys that open what was before": func(c *tls.Config) {
			c.MaxVersion, c.CipherSuites = tls.VersionTLS12, []uint16{tls.TLS_RSA_WITH_AES_128_GCM_SHA256}
		},
	} {
		if _, err := meets(address, trusted.Roots(), change); err == nil {
			t.Errorf("%s is answered", what)
		}
	}
}

// TestARenewedCertificateIsTaken without a restart, and half of one is not.
func TestARenewedCertificateIsTaken(t *testing.T) {
	var log testkit.Log
	settings := issued(t, 7, 24*time.Hour)
	s, err := Open(settings, sites, Cabinet{}, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	if !log.Holds("ends soon") {
		t.Error("nobody is told that the certificate ends tomorrow")
	}
	s.(*file).every = 20 * time.Millisecond
	address := served(t, s, "127.0.0.1:0")
	serial := func() int64 {
		state, err := meets(address, trusted.Roots(), nil)
		if err != nil {
			t.Fatal(err)
		}
		return state.PeerCertificates[0].SerialNumber.Int64()
	}
	if got := serial(); got != 7 {
		t.Fatalf("certificate %d", got)
	}
	next := issued(t, 8, 90*24*time.Hour)
	moved := func(from, to string) {
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	moved(next.File, settings.File)
	until(t, "somebody reads that key and certificate do not fit", func() bool { return log.Holds("cannot be used") })
	if got := serial(); got != 7 {
		t.Errorf("halfway: certificate %d", got)
	}
	moved(next.Key, settings.Key)
	until(t, "the new certificate", func() bool { return serial() == 8 })
}

// TestACertificateThatCannotBeUsed keeps the program from starting, with a sentence.
func TestACertificateThatCannotBeUsed(t *testing.T) {
	fits, other := issued(t, 1, time.Hour), issued(t, 2, time.Hour)
	for want, s := range map[string]Settings{
		"two files":       {File: fits.File},
		"not both":        {File: fits.File, Key: fits.Key, ACME: "https://acme.voorbeeld.example/dir"},
		"no such file":    {File: filepath.Join(t.TempDir(), "no.pem"), Key: fits.Key},
		"does not match":  {File: fits.File, Key: other.Key},
		"begin with http": {ACME: "http://acme.voorbeeld.example/dir"},
	} {
		if _, err := Open(s, sites, Cabinet{}, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// TestHTTPIsSentOn to the same page, at a name of ours and nowhere else.
func TestHTTPIsSentOn(t *testing.T) {
	s, err := Open(issued(t, 1, 90*24*time.Hour), func() []string {
		return append(sites(), "https://klachten.voorbeeld.example:8443", "https://twee.example:8443")
	}, Cabinet{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ method, asked, want string }{
		{http.MethodGet, "http://klachten.voorbeeld.example/klacht?taal=en", site + "/klacht?taal=en"},
		{http.MethodHead, "http://KLACHTEN.voorbeeld.example:80/", site + "/"},
		{http.MethodGet, "http://twee.example/", "https://twee.example:8443/"},
		{http.MethodPost, "http://klachten.voorbeeld.example/complaints", ""},
		{http.MethodGet, "http://elders.example/", ""},
		{http.MethodGet, "http://nog-niet.voorbeeld.example/", ""},
		{http.MethodGet, "http://127.0.0.1/", ""},
	} {
		w := httptest.NewRecorder()
		s.Plain().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), c.method, c.asked, nil))
		if got := w.Header().Get("Location"); got != c.want || (c.want == "") != (w.Code == http.StatusNotFound) {
			t.Errorf("%s %s: %d %q", c.method, c.asked, w.Code, got)
		}
	}
}

// TestACertificateIsAskedFor at a real server, kept sealed, and asked for no name but ours.
func TestACertificateIsAskedFor(t *testing.T) {
	address := testkit.FreeAddress(t)
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	giver := testkit.NewCertifier(t, trusted, port)
	var log testkit.Log
	cabinet := Cabinet{Dir: filepath.Join(t.TempDir(), "certificates"), Key: vault.NewKey()}
	open := func(c Cabinet) Source {
		s, err := Open(Settings{ACME: giver.Directory, Mail: "beheer@voorbeeld.example"}, sites, c, slog.New(slog.NewTextHandler(&log, nil)))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	serial := ""
	t.Run("first", func(t *testing.T) {
		served(t, open(cabinet), address)
		until(t, "a certificate", func() bool {
			state, err := meets(address, giver.Roots(t), nil)
			if err == nil {
				serial = state.PeerCertificates[0].SerialNumber.String()
			}
			return err == nil
		})
		if _, err := meets(address, giver.Roots(t), func(c *tls.Config) { c.ServerName = "elders.example" }); err == nil {
			t.Error("a name that is not ours has a certificate")
		}
	})
	t.Run("kept", func(t *testing.T) {
		served(t, open(cabinet), address)
		if state, err := meets(address, giver.Roots(t), nil); err != nil || state.PeerCertificates[0].SerialNumber.String() != serial {
			t.Errorf("after a start another certificate: %v", err)
		}
	})
	kept, err := filepath.Glob(filepath.Join(cabinet.Dir, "*"))
	if err != nil || len(kept) < 2 {
		t.Fatalf("kept: %v %v", kept, err)
	}
	for _, path := range kept {
		if b, err := os.ReadFile(path); err != nil || bytes.Contains(b, []byte("PRIVATE KEY")) || bytes.Contains(b, []byte("CERTIFICATE")) {
			t.Errorf("%s lies open: %v", path, err)
		}
	}
	t.Run("another master key", func(t *testing.T) {
		served(t, open(Cabinet{Dir: cabinet.Dir, Key: vault.NewKey()}), address)
		until(t, "another certificate", func() bool {
			state, err := meets(address, giver.Roots(t), nil)
			return err == nil && state.PeerCertificates[0].SerialNumber.String() != serial
		})
	})
	if log.Holds("level=ERROR") {
		t.Errorf("log: %s", log.String())
	}
}

// TestNobodyGivesACertificate: who runs the program reads why, and it goes on.
func TestNobodyGivesACertificate(t *testing.T) {
	var log testkit.Log
	s, err := Open(Settings{ACME: "https://" + testkit.FreeAddress(t) + "/dir"}, sites, Cabinet{Dir: t.TempDir(), Key: vault.NewKey()}, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	served(t, s, "127.0.0.1:0")
	until(t, "a line in the log", func() bool { return log.Holds("no certificate was given") && log.Holds("klachten.voorbeeld.example") })
}
