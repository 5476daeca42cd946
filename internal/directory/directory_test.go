package directory_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/directory"
	"wederhoor/internal/testkit"
)

var ctx = context.Background()

const (
	site     = "http://127.0.0.1:9"
	callback = site + "/staff/sign-in/directory/callback"
)

func parse(t *testing.T, setting string, now func() time.Time) *directory.Directory {
	t.Helper()
	d, err := directory.Parse(setting, now)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestARealProvider signs in at oidc-provider and reads who came in.
func TestARealProvider(t *testing.T) {
	p := testkit.Provider(t, site)
	d := parse(t, p.Setting(), time.Now)
	for account, want := range map[string]directory.Identity{
		"mirjam": {Name: "Mirjam de Wit", Email: "mirjam@voorbeeld.example", SecondFactor: true}, // pwd and otp
		"joris":  {Name: "Joris Hamel", Email: "joris@voorbeeld.example"},                        // pwd
		"farida": {Name: "Farida Mulder", Email: "farida@voorbeeld.example", SecondFactor: true}, // mfa
		"henk":   {Name: "Henk Postma", Email: "henk@elders.example", SecondFactor: true},        // pwd, and the acr of the setting
	} {
		want.Issuer, want.Subject = p.Issuer(), account
		c, address := begin(t, d)
		got, err := d.Finish(ctx, c, p.SignIn(t, address, account))
		if err != nil || got != want {
			t.Errorf("%s: %+v, %v", account, got, err)
		}
	}
}

func begin(t *testing.T, d *directory.Directory) (directory.Ceremony, string) {
	t.Helper()
	c, address, err := d.Begin(ctx, callback)
	if err != nil {
		t.Fatal(err)
	}
	return c, address
}

func TestTheRequestAsksForTheSafeFlow(t *testing.T) {
	p := testkit.Provider(t, site)
	c, address := begin(t, parse(t, p.Setting(), time.Now))
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	for name, want := range map[string]string{"response_type": "code", "code_challenge_method": "S256", "state": c.State, "nonce": c.Nonce, "redirect_uri": callback,
		"scope": "openid profile email", "client_id": "wederhoor", "acr_values": "urn:voorbeeld:sterk"} {
		if q.Get(name) != want {
			t.Errorf("%s is %q", name, q.Get(name))
		}
	}
	if len(c.State) < 26 || len(c.Nonce) < 26 || len(c.Verifier) < 43 || q.Get("code_challenge") == c.Verifier || strings.Contains(address, "geheim") {
		t.Errorf("%d, %d and %d characters; %s", len(c.State), len(c.Nonce), len(c.Verifier), address)
	}
	again, _ := begin(t, parse(t, p.Setting(), time.Now))
	if again.State == c.State || again.Nonce == c.Nonce || again.Verifier == c.Verifier {
		t.Error("two ceremonies share a secret")
	}
}

// TestAnAnswerIsForOneCeremony changes each thing that binds an answer to the
// browser that asked, against the real provider.
func TestAnAnswerIsForOneCeremony(t *testing.T) {
	p := testkit.Provider(t, site)
	d := parse(t, p.Setting(), time.Now)
	for name, change := range map[string]func(*directory.Ceremony, url.Values){
		"another state":    func(c *directory.Ceremony, _ url.Values) { c.State = strings.ToLower(c.State) },
		"no state":         func(c *directory.Ceremony, a url.Values) { c.State = ""; a.Del("state") },
		"another nonce":    func(c *directory.Ceremony, _ url.Values) { c.Nonce = "een andere" },
		"another verifier": func(c *directory.Ceremony, _ url.Values) { c.Verifier = strings.Repeat("a", 43) },
		"another callback": func(c *directory.Ceremony, _ url.Values) { c.Callback = site + "/elders" },
		"another code":     func(_ *directory.Ceremony, a url.Values) { a.Set("code", "geraden") },
		"no code":          func(_ *directory.Ceremony, a url.Values) { a.Del("code") },
		"another issuer":   func(_ *directory.Ceremony, a url.Values) { a.Set("iss", "https://kwaad.example") },
		"no issuer":        func(_ *directory.Ceremony, a url.Values) { a.Del("iss") },
		"two issuers":      func(_ *directory.Ceremony, a url.Values) { a.Add("iss", "https://kwaad.example") },
	} {
		c, address := begin(t, d)
		answer := p.SignIn(t, address, "mirjam")
		change(&c, answer)
		if who, err := d.Finish(ctx, c, answer); !errors.Is(err, directory.ErrInvalid) || who != (directory.Identity{}) {
			t.Errorf("%s: %+v, %v", name, who, err)
		}
	}
	c, address := begin(t, d)
	answer := p.SignIn(t, address, "mirjam")
	if _, err := d.Finish(ctx, c, answer); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Finish(ctx, c, answer); !errors.Is(err, directory.ErrInvalid) {
		t.Errorf("a code used twice: %v", err)
	}
}

func TestSayingNoIsNotAFault(t *testing.T) {
	p := testkit.Provider(t, site)
	d := parse(t, p.Setting(), time.Now)
	c, address := begin(t, d)
	_, err := d.Finish(ctx, c, p.SignIn(t, address, ""))
	if !errors.Is(err, directory.ErrDenied) || !strings.HasSuffix(err.Error(), "access_denied") {
		t.Error(err)
	}
}

// TestTheWrongSecretOpensNothing also shows that the secret is really asked.
func TestTheWrongSecretOpensNothing(t *testing.T) {
	p := testkit.Provider(t, site)
	d := parse(t, strings.Replace(p.Setting(), "koppeling", "gok", 1), time.Now)
	c, address := begin(t, d)
	_, err := d.Finish(ctx, c, p.SignIn(t, address, "mirjam"))
	if !errors.Is(err, directory.ErrInvalid) || strings.Contains(err.Error(), "geheim") {
		t.Error(err)
	}
}

// TestAProviderThatIsAwayIsAskedAgain starts it after the first try.
func TestAProviderThatIsAwayIsAskedAgain(t *testing.T) {
	address := testkit.FreeAddress(t)
	clock := testkit.NewClock(time.Now())
	d := parse(t, testkit.DirectorySetting(address), clock.Now)
	if _, _, err := d.Begin(ctx, callback); !errors.Is(err, directory.ErrAway) || strings.Contains(err.Error(), "geheim") {
		t.Fatal(err)
	}
	testkit.ProviderAt(t, address, site)
	if _, _, err := d.Begin(ctx, callback); !errors.Is(err, directory.ErrAway) {
		t.Errorf("asked again at once: %v", err)
	}
	clock.Advance(5 * time.Second)
	if _, _, err := d.Begin(ctx, callback); err != nil {
		t.Error(err)
	}
}

func TestSettings(t *testing.T) {
	for setting, name := range map[string]string{
		"https://klant:geheim@login.example.org/realms/x?name=Voorbeeld-account&acr=sterk": "Voorbeeld-account",
		"https://klant:geheim@login.example.org/":                                          "login.example.org",
		"http://klant:geheim@localhost:8080":                                               "localhost",
		"http://klant:geheim@[::1]:8080/x":                                                 "::1",
	} {
		d := parse(t, setting, time.Now)
		if d.Name() != name {
			t.Errorf("%s is called %q", setting, d.Name())
		}
		for _, said := range []string{d.String(), fmt.Sprintf("%v %+v %#v", d, d, d), d.LogValue().String()} {
			if strings.Contains(said, "geheim") || !strings.Contains(said, "://") {
				t.Errorf("says %q", said)
			}
		}
	}
	if got := parse(t, "https://klant:geheim@login.example.org/realms/x/?name=X", time.Now).String(); got != "https://login.example.org/realms/x/" {
		t.Errorf("the issuer is not letter for letter: %q", got)
	}
	for _, setting := range []string{"", "login.example.org", "https://login.example.org/x", "https://klant@login.example.org", "https://:geheim@login.example.org",
		"http://klant:geheim@login.example.org", "http://klant:geheim@10.0.0.1", "ftp://klant:geheim@login.example.org", "https://klant:geheim@/x", "klant:geheim",
		"https://klant:ge/heim@login.example.org", "https://klant:geheim%zz@login.example.org", "https://klant:geheim@login.example.org?naam=x",
		"https://klant:geheim@login.example.org?name=", "https://klant:geheim@login.example.org?name=a%0Ab", "https://klant:geheim@login.example.org?name=%zz",
		"https://klant:geheim@login.example.org#x", "https://klant:geheim@login.example.org?name=" + strings.Repeat("x", 41)} {
		_, err := directory.Parse(setting, time.Now)
		if !errors.Is(err, directory.ErrSetting) {
			t.Errorf("%s: %v", setting, err)
			continue
		}
		if strings.Contains(err.Error(), "heim") {
			t.Errorf("the error repeats the secret: %v", err)
		}
	}
}
