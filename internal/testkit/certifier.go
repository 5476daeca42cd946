package testkit

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Certifier is a real server that gives certificates by ACME (Pebble, of Let's Encrypt):
// it looks whether a name is of who asks, and refuses one request in twenty as a busy
// server does.
type Certifier struct {
	Directory string // address for --acme
	roots     string
	trusts    *Authority
}

// NewCertifier starts one that looks for the site at this port, whatever its name under
// example; who calls it trusts the authority.
func NewCertifier(t testing.TB, trusts *Authority, sitePort string) *Certifier {
	t.Helper()
	dir, port, manage := folder(t, "certifier"), freePort(t), freePort(t)
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	if err := trusts.Issue(cert, key, "127.0.0.1", 2, time.Now().Add(24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	config, err := json.Marshal(map[string]any{"pebble": map[string]any{"listenAddress": "127.0.0.1:" + port, "managementListenAddress": "127.0.0.1:" + manage,
		"certificate": cert, "privateKey": key, "httpPort": 1, "tlsPort": json.Number(sitePort), "ocspResponderURL": "", "externalAccountBindingRequired": false}})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "config.json")
	if err := os.WriteFile(path, config, 0o600); err != nil {
		t.Fatal(err)
	}
	k := keep(t, "", dir, "TERM", find(t, "pebble", "pebble", "/usr/bin"), "-config", path, "-dnsserver", Names(t, "--address=/example/127.0.0.1"))
	t.Cleanup(k.close)
	c := &Certifier{Directory: "https://" + net.JoinHostPort("127.0.0.1", port) + "/dir", roots: "https://" + net.JoinHostPort("127.0.0.1", manage) + "/roots/0", trusts: trusts}
	if !poll(20*time.Second, func() bool { return c.get(c.Directory) != nil }) {
		t.Fatalf("pebble does not answer:\n%s", tail(filepath.Join(dir, "log")))
	}
	return c
}

// Roots are what a browser would have to hold to believe what was given.
func (c *Certifier) Roots(t testing.TB) *x509.CertPool {
	t.Helper()
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(c.get(c.roots)) {
		t.Fatal("pebble gives no root")
	}
	return pool
}

func (c *Certifier) get(address string) []byte {
	client := http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: c.trusts.Roots(), MinVersion: tls.VersionTLS12}}}
	res, err := client.Get(address) //nolint:noctx // a loopback address
	if err != nil {
		return nil
	}
	body, err := io.ReadAll(res.Body)
	if res.Body.Close() != nil || err != nil || res.StatusCode != http.StatusOK {
		return nil
	}
	return body
}
