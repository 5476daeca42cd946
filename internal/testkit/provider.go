package testkit

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2"
)

// Directory is a real OpenID Connect provider (oidc-provider, certified) with
// accounts of its own: see provider/provider.mjs. It knows one client, the
// register that runs at the site it was started for.
type Directory struct {
	issuer, dir string
	keeper      *keeper
	last        *http.Client // the browser that signed in last
}

// FreeAddress is host:port of this machine that nobody listens on yet.
func FreeAddress(t testing.TB) string {
	t.Helper()
	return net.JoinHostPort("127.0.0.1", freePort(t))
}

// Provider starts a provider for the register at site, on a free port, and waits
// until it answers.
func Provider(t testing.TB, site string) *Directory {
	t.Helper()
	return ProviderAt(t, FreeAddress(t), site)
}

// ProviderAt starts it at an address that was told to others before.
func ProviderAt(t testing.TB, address, site string) *Directory {
	t.Helper()
	home := filepath.Join(Root(t), "internal/testkit/provider")
	if _, err := os.Stat(filepath.Join(home, "node_modules/oidc-provider")); err != nil {
		t.Fatal("oidc-provider is missing: run make deps")
	}
	d := &Directory{issuer: "http://" + address, dir: folder(t, "provider")}
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	d.keeper = keep(t, "", d.dir, "TERM", find(t, "node", "nodejs", "/usr/bin"), filepath.Join(home, "provider.mjs"), port, site)
	t.Cleanup(d.Stop)
	if !poll(30*time.Second, d.answers) {
		t.Fatalf("the provider does not answer:\n%s", tail(filepath.Join(d.dir, "log")))
	}
	return d
}

func (d *Directory) answers() bool {
	res, err := http.Get(d.issuer + "/.well-known/openid-configuration") //nolint:noctx // a loopback address
	if err != nil {
		return false
	}
	_ = res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// Issuer is the name of the provider, and where it listens.
func (d *Directory) Issuer() string { return d.issuer }

// Setting is the address for --directory, with the client's secret.
func (d *Directory) Setting() string {
	return DirectorySetting(strings.TrimPrefix(d.issuer, "http://"))
}

// DirectorySetting is the same for a provider that is not started yet.
func DirectorySetting(address string) string {
	u := url.URL{Scheme: "http", Host: address, User: url.UserPassword("wederhoor", "geheim van de koppeling"),
		RawQuery: url.Values{"name": {"Voorbeeld-account"}, "acr": {"urn:voorbeeld:sterk"}}.Encode()}
	return u.String()
}

// TokenFile writes the file of a token source for klachten, as a program of its
// own or, with a refresh token, for the account mirjam.
func (d *Directory) TokenFile(t testing.TB, refresh bool) string {
	t.Helper()
	about := map[string]any{"token_url": d.issuer + "/token", "client_id": "klachten", "client_secret": "geheim van de brievenbus"} //nolint:gosec // of a test
	if refresh {
		about["refresh_token"] = d.refreshToken(t)
	}
	raw, err := json.Marshal(about)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "mail-oauth.json")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// refreshToken signs mirjam in once, as an operator does at set-up.
func (d *Directory) refreshToken(t testing.TB) string {
	t.Helper()
	conf := oauth2.Config{ClientID: "klachten", ClientSecret: "geheim van de brievenbus", RedirectURL: "http://127.0.0.1/mail", Scopes: []string{"openid"}, //nolint:gosec // of a test
		Endpoint: oauth2.Endpoint{AuthURL: d.issuer + "/auth", TokenURL: d.issuer + "/token"}}
	verifier := oauth2.GenerateVerifier()
	back := d.SignIn(t, conf.AuthCodeURL("state", oauth2.S256ChallengeOption(verifier)), "mirjam")
	token, err := conf.Exchange(t.Context(), back.Get("code"), oauth2.VerifierOption(verifier))
	if err != nil {
		t.Fatal(err)
	}
	return token.RefreshToken
}

// Stop ends the provider before the test does.
func (d *Directory) Stop() { d.keeper.close() }

// SignIn goes to an address at the provider, signs in as a browser would and
// returns what it brings back to the register. The account "" says no.
func (d *Directory) SignIn(t testing.TB, address, account string) url.Values {
	t.Helper()
	jar, _ := cookiejar.New(nil)
	c := &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if r.URL.Scheme+"://"+r.URL.Host != d.issuer {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	d.last = c
	page, err := c.Get(address) //nolint:noctx // a loopback address
	if err != nil {
		t.Fatal(err)
	}
	_ = page.Body.Close()
	typed := url.Values{"account": {account}, "do": {"in"}}
	if account == "" {
		typed.Set("do", "no")
	}
	back, err := c.PostForm(page.Request.URL.String(), typed) //nolint:noctx // a loopback address
	if err != nil {
		t.Fatal(err)
	}
	_ = back.Body.Close()
	to, err := back.Location()
	if err != nil {
		t.Fatalf("the provider sent nobody back: %v, status %d\n%s", err, back.StatusCode, tail(filepath.Join(d.dir, "log")))
	}
	return to.Query()
}

var xsrf = regexp.MustCompile(`name="xsrf" value="([^"]+)"`)

// SignOut ends, at the provider, the session of the last SignIn. The provider
// tells the register (back-channel logout) before it answers.
func (d *Directory) SignOut(t testing.TB) {
	t.Helper()
	page, err := d.last.Get(d.issuer + "/session/end") //nolint:noctx // a loopback address
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(page.Body)
	_ = page.Body.Close()
	found := xsrf.FindSubmatch(body)
	if err != nil || found == nil {
		t.Fatalf("no page to sign out: %v\n%s", err, body)
	}
	done, err := d.last.PostForm(d.issuer+"/session/end/confirm", url.Values{"xsrf": {string(found[1])}, "logout": {"yes"}}) //nolint:noctx // a loopback address
	if err != nil {
		t.Fatal(err)
	}
	_ = done.Body.Close()
}
