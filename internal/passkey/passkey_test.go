package passkey_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/passkey"
	"wederhoor/internal/testkit"
)

const (
	site = "https://klachten.voorbeeld.example"
	host = "klachten.voorbeeld.example"
)

func party(t *testing.T) *passkey.Party {
	t.Helper()
	p, err := passkey.New(site, "Voorbeeld Trainingen")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// made is somebody with a device that holds their passkey.
func made(t *testing.T, p *passkey.Party, id string) (*testkit.Authenticator, passkey.Owner) {
	t.Helper()
	o, device := passkey.Owner{ID: []byte(id), Name: id + "@voorbeeld.example", FullName: id}, testkit.NewAuthenticator(t, site, host)
	options, session, err := p.BeginRegistration(o)
	if err != nil {
		t.Fatal(err)
	}
	c, err := p.FinishRegistration(o, session, device.Make(options))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(c) // as it is kept
	if err != nil {
		t.Fatal(err)
	}
	o.Keys = make([]passkey.Credential, 1)
	if err := json.Unmarshal(raw, &o.Keys[0]); err != nil {
		t.Fatal(err)
	}
	return device, o
}

func signIn(t *testing.T, p *passkey.Party, device *testkit.Authenticator, o passkey.Owner) (passkey.Credential, error) {
	t.Helper()
	options, session, err := p.BeginSignIn()
	if err != nil {
		t.Fatal(err)
	}
	return p.FinishSignIn(session, device.SignIn(options), func([]byte) (passkey.Owner, error) { return o, nil })
}

func TestWhatTheBrowserIsAsked(t *testing.T) {
	p := party(t)
	_, o := made(t, p, "mirjam")
	creation, _, err := p.BeginRegistration(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"id":"` + host + `"`, `"name":"Voorbeeld Trainingen"`, `"residentKey":"required"`, `"requireResidentKey":true`, `"userVerification":"required"`, `"attestation":"none"`, `"excludeCredentials":[{`} {
		if !strings.Contains(string(creation), want) {
			t.Errorf("%s lacks %s", creation, want)
		}
	}
	assertion, _, err := p.BeginSignIn()
	if err != nil || !strings.Contains(string(assertion), `"userVerification":"required"`) || strings.Contains(string(assertion), "allowCredentials") {
		t.Errorf("%s %v", assertion, err)
	}
}

func TestAPasskeySignsIn(t *testing.T) {
	p := party(t)
	device, o := made(t, p, "mirjam")
	for n := range uint32(3) {
		device.Count = n + 1
		c, err := signIn(t, p, device, o)
		if err != nil || c.SignCount != n+1 || !slices.Equal(c.ID, device.ID) || !slices.Equal(c.Transports, []string{"internal"}) {
			t.Fatalf("time %d: %+v %v", n, c, err)
		}
		o.Keys[0] = c
	}
}

// TestAKeyWithoutACounterStaysAtZero: synchronised passkeys never count.
func TestAKeyWithoutACounterStaysAtZero(t *testing.T) {
	p := party(t)
	device, o := made(t, p, "mirjam")
	for range 2 {
		if c, err := signIn(t, p, device, o); err != nil || c.SignCount != 0 {
			t.Errorf("%+v %v", c, err)
		}
	}
}

func TestWhatDoesNotSignIn(t *testing.T) {
	p := party(t)
	for what, change := range map[string]func(device *testkit.Authenticator, o *passkey.Owner){
		"another site":               func(d *testkit.Authenticator, _ *passkey.Owner) { d.Origin = "https://klachten.kwaad.example" },
		"a site beside ours":         func(d *testkit.Authenticator, _ *passkey.Owner) { d.Origin = "https://blog.voorbeeld.example" },
		"another port":               func(d *testkit.Authenticator, _ *passkey.Owner) { d.Origin += ":8443" },
		"without https":              func(d *testkit.Authenticator, _ *passkey.Owner) { d.Origin = "http://" + host },
		"a passkey for another host": func(d *testkit.Authenticator, _ *passkey.Owner) { d.RP = "voorbeeld.example" },
		"nobody was verified":        func(d *testkit.Authenticator, _ *passkey.Owner) { d.Unverified = true },
		"another account":            func(d *testkit.Authenticator, _ *passkey.Owner) { d.Handle = []byte("pieter") },
		"no account":                 func(d *testkit.Authenticator, _ *passkey.Owner) { d.Handle = nil },
		"another key": func(d *testkit.Authenticator, o *passkey.Owner) {
			_, x := made(t, p, "x")
			o.Keys[0].PublicKey = x.Keys[0].PublicKey
		},
		"another id":                   func(_ *testkit.Authenticator, o *passkey.Owner) { o.Keys[0].ID = []byte("anders") },
		"suddenly synchronised":        func(d *testkit.Authenticator, _ *passkey.Owner) { d.Copied = true },
		"the count stands still":       func(d *testkit.Authenticator, o *passkey.Owner) { d.Count, o.Keys[0].SignCount = 5, 5 },
		"the count goes back":          func(d *testkit.Authenticator, o *passkey.Owner) { d.Count, o.Keys[0].SignCount = 4, 5 },
		"the count is gone":            func(d *testkit.Authenticator, o *passkey.Owner) { d.Count, o.Keys[0].SignCount = 0, 5 },
		"the account has lost the key": func(_ *testkit.Authenticator, o *passkey.Owner) { o.Keys = nil },
	} {
		t.Run(what, func(t *testing.T) {
			device, o := made(t, p, "mirjam")
			if _, err := signIn(t, p, device, o); err != nil {
				t.Fatalf("before: %v", err)
			}
			change(device, &o)
			_, err := signIn(t, p, device, o)
			if !errors.Is(err, passkey.ErrRefused) || errors.Is(err, passkey.ErrCopied) != strings.HasPrefix(what, "the count") {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestAnAnswerIsForOneCeremony(t *testing.T) {
	p := party(t)
	device, o := made(t, p, "mirjam")
	find := func([]byte) (passkey.Owner, error) { return o, nil }
	options, session, err := p.BeginSignIn()
	if err != nil {
		t.Fatal(err)
	}
	answer := device.SignIn(options)
	if _, err := p.FinishSignIn(session, answer, find); err != nil {
		t.Fatal(err)
	}
	_, later, err := p.BeginSignIn()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.FinishSignIn(later, answer, find); !errors.Is(err, passkey.ErrRefused) {
		t.Errorf("replayed: %v", err)
	}
	_, making, err := p.BeginRegistration(o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.FinishSignIn(making, device.SignIn(options), find); !errors.Is(err, passkey.ErrRefused) {
		t.Errorf("signed in with the ceremony of making one: %v", err)
	}
	if _, err := p.FinishRegistration(o, session, device.Make(options)); !errors.Is(err, passkey.ErrRefused) {
		t.Errorf("made one with the ceremony of signing in: %v", err)
	}
	gone := errors.New("weg")
	if _, err := p.FinishSignIn(session, answer, func([]byte) (passkey.Owner, error) { return o, gone }); !errors.Is(err, gone) {
		t.Errorf("the error of looking up became %v", err)
	}
}

func TestWhatIsNotMade(t *testing.T) {
	p := party(t)
	mirjam, pieter := passkey.Owner{ID: []byte("mirjam"), Name: "m", FullName: "M"}, passkey.Owner{ID: []byte("pieter"), Name: "p", FullName: "P"}
	for what, finish := range map[string]func(*testkit.Authenticator, []byte, []byte) error{
		"another site": func(d *testkit.Authenticator, options, session []byte) error {
			d.Origin = "https://klachten.kwaad.example"
			_, err := p.FinishRegistration(mirjam, session, d.Make(options))
			return err
		},
		"another host": func(d *testkit.Authenticator, options, session []byte) error {
			d.RP = "kwaad.example"
			_, err := p.FinishRegistration(mirjam, session, d.Make(options))
			return err
		},
		"nobody was verified": func(d *testkit.Authenticator, options, session []byte) error {
			d.Unverified = true
			_, err := p.FinishRegistration(mirjam, session, d.Make(options))
			return err
		},
		"begun by somebody else": func(d *testkit.Authenticator, options, session []byte) error {
			_, err := p.FinishRegistration(pieter, session, d.Make(options))
			return err
		},
		"an answer to something else": func(d *testkit.Authenticator, _, session []byte) error {
			other, _, err := p.BeginRegistration(mirjam)
			if err != nil {
				return err
			}
			_, err = p.FinishRegistration(mirjam, session, d.Make(other))
			return err
		},
		"no answer": func(_ *testkit.Authenticator, _, session []byte) error {
			_, err := p.FinishRegistration(mirjam, session, []byte(`{"id":`))
			return err
		},
	} {
		t.Run(what, func(t *testing.T) {
			options, session, err := p.BeginRegistration(mirjam)
			if err != nil {
				t.Fatal(err)
			}
			if err := finish(testkit.NewAuthenticator(t, site, host), options, session); !errors.Is(err, passkey.ErrRefused) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	for address, ok := range map[string]bool{site: true, "http://localhost:8080": true, "https://KLACHTEN.voorbeeld.example:443/": true,
		"": false, "http://127.0.0.1:8080": false, "http://[::1]:8080": false, "klachten.voorbeeld.example": false, "ftp://voorbeeld.example": false} {
		if _, err := passkey.New(address, "x"); (err == nil) != ok || !ok && !errors.Is(err, passkey.ErrAddress) {
			t.Errorf("%s: %v", address, err)
		}
	}
	p, err := passkey.New("https://KLACHTEN.voorbeeld.example:443/", "x")
	if err != nil {
		t.Fatal(err)
	}
	if device, o := made(t, p, "mirjam"); o.Keys[0].ID == nil {
		t.Errorf("a device at %s could not make one", device.Origin)
	}
}
