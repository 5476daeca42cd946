package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

const passkeys = "/staff/account/passkeys"

func (s *site) device() *testkit.Authenticator {
	return testkit.NewAuthenticator(s.t, "http://voorbeeld.example", "voorbeeld.example")
}

func (s *site) script(c *http.Client, path string, body []byte) answer {
	s.t.Helper()
	return s.send(c, path, "application/json", strings.NewReader(string(body)))
}

// addPasskey makes a passkey on a device, as passkey.js does.
func (s *site) addPasskey(c *http.Client, name string, device *testkit.Authenticator) answer {
	s.t.Helper()
	begun := s.script(c, passkeys+"/begin", []byte(`{"name":"`+name+`"}`))
	if begun.code != http.StatusOK {
		return begun
	}
	return s.script(c, passkeys+"/finish", device.Make([]byte(begun.body)))
}

func (s *site) beginPasskey(c *http.Client) answer {
	return s.script(c, "/staff/sign-in/passkey/begin", []byte("{}"))
}

func (s *site) finishPasskey(c *http.Client, answer []byte) answer {
	return s.script(c, "/staff/sign-in/passkey/finish", answer)
}

func TestAPasskeyThroughTheDoor(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	device := s.device()
	if a := s.addPasskey(lead, "Mijn laptop", device); a.code != http.StatusOK || a.body != `{"to":"`+passkeys+`"}`+"\n" {
		t.Fatalf("%d %s", a.code, a.body)
	}
	page := s.get(lead, passkeys).body
	if !strings.Contains(page, "Mijn laptop") || !strings.Contains(page, "De passkey is toegevoegd") {
		t.Errorf("the page does not show it")
	}
	c := s.browser(true)
	if door := s.get(c, "/staff/sign-in").body; !strings.Contains(door, "Inloggen met passkey") || !strings.Contains(door, `data-site="http://voorbeeld.example" hidden`) || !strings.Contains(door, `autocomplete="username webauthn"`) {
		t.Error("the door does not offer it")
	}
	begun := s.beginPasskey(c)
	cookie := begun.Get("Set-Cookie")
	for _, want := range []string{"wederhoor-passkey=", "; HttpOnly", "; SameSite=Strict", "; Max-Age=300"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie lacks %q", want)
		}
	}
	answer := device.SignIn([]byte(begun.body))
	if a := s.finishPasskey(c, answer); a.code != http.StatusOK || a.body != `{"to":"/staff"}`+"\n" || s.get(c, "/staff").code != http.StatusOK {
		t.Fatalf("%d %s", a.code, a.body)
	}
	secret := regexp.MustCompile(`=([\w-]{43})`).FindStringSubmatch(cookie)
	thief := s.browser(true)
	here, _ := url.Parse(s.URL)
	thief.Jar.SetCookies(here, []*http.Cookie{{Name: "wederhoor-passkey", Value: secret[1], Path: "/"}})
	if a := s.finishPasskey(thief, answer); a.code != http.StatusUnprocessableEntity || s.get(thief, "/staff").code == http.StatusOK {
		t.Errorf("the same answer again: %d", a.code)
	}
	if strings.Contains(s.log.String(), secret[1]) || strings.Contains(s.log.String(), "Mijn laptop") {
		t.Error("a secret stands in the log")
	}
}

// TestTheDoorSaysOneThing: a key nobody has, a key of another site, words that are
// no answer and a ceremony that never was get the same sentence.
func TestTheDoorSaysOneThing(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	device := s.device()
	if a := s.addPasskey(lead, "Laptop", device); a.code != http.StatusOK {
		t.Fatalf("%d %s", a.code, a.body)
	}
	elsewhere := *device
	elsewhere.Origin = "http://kwaad.example"
	unverified := *device
	unverified.Unverified = true
	said := map[string]bool{}
	try := func(what string, make func(asked []byte) []byte) {
		c := s.browser(true)
		a := s.finishPasskey(c, make([]byte(s.beginPasskey(c).body)))
		if a.code != http.StatusUnprocessableEntity || s.get(c, "/staff").code == http.StatusOK {
			t.Errorf("%s: %d", what, a.code)
		}
		said[a.body] = true
	}
	try("a key nobody has", s.device().SignIn)
	try("another site", elsewhere.SignIn)
	try("nobody verified", unverified.SignIn)
	try("no answer", func([]byte) []byte { return []byte(`{"id":5}`) })
	bare := s.browser(false)
	begun := s.beginPasskey(bare)
	a := s.finishPasskey(bare, device.SignIn([]byte(begun.body)))
	said[a.body] = true
	if a.code != http.StatusUnprocessableEntity || len(said) != 1 {
		t.Errorf("%d, %d sentences: %v", a.code, len(said), said)
	}
	for what, a := range map[string]answer{"a form": s.send(bare, "/staff/sign-in/passkey/finish", urlencoded, strings.NewReader("{}")),
		"plain text": s.send(bare, "/staff/sign-in/passkey/begin", "text/plain", strings.NewReader("{}")), "half": s.finishPasskey(bare, []byte(`{"id":`)),
		"a flood": s.finishPasskey(bare, []byte(`"`+strings.Repeat("x", 1<<17)+`"`))} {
		if a.code != http.StatusBadRequest {
			t.Errorf("%s: %d", what, a.code)
		}
	}
}

func TestPasskeysAreForWhoIsIn(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	henk, _ := s.signedIn(access.Trainer)
	if a := s.addPasskey(lead, "Laptop", s.device()); a.code != http.StatusOK {
		t.Fatalf("%d %s", a.code, a.body)
	}
	if a := s.addPasskey(s.browser(true), "Van een ander", s.device()); a.code != http.StatusUnauthorized {
		t.Errorf("a stranger: %d", a.code)
	}
	if a := s.addPasskey(lead, "", s.device()); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Geef de passkey een naam") {
		t.Errorf("without a name: %d %s", a.code, a.body)
	}
	path := regexp.MustCompile(passkeys + `/\w+`).FindString(s.get(lead, passkeys).body)
	for _, act := range []string{"/name", "/removal"} {
		if a := s.post(henk, path+act, url.Values{"name": {"Van Henk"}}); a.code != http.StatusNotFound {
			t.Errorf("somebody else's %s: %d", act, a.code)
		}
	}
	if a := s.post(lead, path+"/name", url.Values{"name": {" "}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, `href="#name-2"`) {
		t.Errorf("an empty name: %d", a.code)
	}
	s.must(s.post(lead, path+"/name", url.Values{"name": {"<b>Telefoon</b>"}}))
	if page := s.get(lead, passkeys).body; !strings.Contains(page, "&lt;b&gt;Telefoon") {
		t.Error("not renamed")
	}
	s.clock.Advance(6 * time.Minute)
	if a := s.addPasskey(lead, "Nog een", s.device()); a.code != http.StatusForbidden || !strings.Contains(a.body, "dat jij het bent") {
		t.Errorf("long after signing in: %d %s", a.code, a.body)
	}
	if page := s.get(lead, passkeys).body; !strings.Contains(page, "/staff/account/proof?back=passkeys") || strings.Contains(page, "data-passkey-make") {
		t.Error("the page offers what cannot be done")
	}
	s.must(s.post(lead, "/staff/account/proof", url.Values{"password": {words}, "back": {"passkeys"}}))
	s.must(s.post(lead, path+"/removal", nil))
	if page := s.get(lead, passkeys).body; !strings.Contains(page, "nog geen passkey") {
		t.Error("not removed")
	}
}

func TestPasskeysAreLimitedPerNetwork(t *testing.T) {
	s := open(t)
	h := web.Handler(&kit.Kit{Register: s.reg, Logger: s.reg.Logger, Now: s.clock.Now, Limits: true})
	count := func(path string) (slow int) {
		for range 70 {
			if from(h, "192.0.2.1:1", path, nil).Code == http.StatusTooManyRequests {
				slow++
			}
		}
		return slow
	}
	if begun, finished := count("/staff/sign-in/passkey/begin"), count("/staff/sign-in/passkey/finish"); begun != 10 || finished != 70 { // they share one limit
		t.Errorf("%d and %d of 70 were slowed", begun, finished)
	}
	if from(h, "198.51.100.7:1", "/staff/sign-in/passkey/finish", nil).Code == http.StatusTooManyRequests {
		t.Error("another network is slowed too")
	}
}

func TestPasskeysBeforeSetUp(t *testing.T) {
	s := fresh(t, store.Config{Data: t.TempDir()})
	if a := s.beginPasskey(s.browser(true)); a.code != http.StatusBadRequest {
		t.Errorf("%d", a.code)
	}
}
