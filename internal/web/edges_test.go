package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
)

// TestNothingElseIsServed (ASVS 13.4): no list of files, no source, no figures
// of the program, no page for whoever mends it, and no echo of a request.
func TestNothingElseIsServed(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	for _, path := range []string{"/static", "/static/", "/static/assets/", "/static/fonts/", "/static/../web.go", "/static/wederhoor.css", "/static/wederhoor.css.map",
		"/.git/config", "/.git/HEAD", "/go.mod", "/reg.db", "/keys.db", "/files/", "/debug/pprof/", "/debug/vars", "/metrics", "/openapi.json", "/server-status", "/.env", "/backup.zip", "/robots.txt~"} {
		for who, c := range map[string]*http.Client{"nobody": s.browser(false), "the lead": lead} {
			if a := s.get(c, path); a.code != http.StatusNotFound && !strings.HasPrefix(a.Get("Location"), "/") {
				t.Errorf("%s is served %s: %d\n%.200s", who, path, a.code, a.body)
			}
		}
	}
	for _, path := range []string{"/", "/staff", "/complaints", "/static/", "/healthz"} {
		if a := s.ask(lead, http.MethodTrace, path, "X-Canary", "KANARIE"); a.code == http.StatusOK || strings.Contains(a.body, "KANARIE") || strings.Contains(a.body, "wederhoor-session") {
			t.Errorf("TRACE %s: %d", path, a.code)
		}
	}
}

// TestEveryAnswerSaysWhatItIs (ASVS 4.1.1, 3.4.2 and 13.4): the kind of content
// and how its letters are written, no other site invited in, and not a word
// about what the program is made of.
func TestEveryAnswerSaysWhatItIs(t *testing.T) {
	s := open(t)
	s.complain("Een klacht")
	lead, _ := s.signedIn()
	for _, route := range routes(t) {
		method, path := split(route)
		if path == "/staff/sign-out" || path == "/staff/lock" {
			continue // ends the session the others need
		}
		for _, c := range []*http.Client{s.browser(false), lead} {
			a := s.ask(c, method, path, "Origin", s.URL)
			bare := []string{"application/json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"} // UTF-8 by itself, and no text
			if kind := a.Get("Content-Type"); a.body != "" && !strings.Contains(kind, "charset=utf-8") && !strings.HasPrefix(kind, "image/") && !slices.Contains(bare, kind) {
				t.Errorf("%s: %d is a %q", route, a.code, kind)
			}
			for name := range a.Header {
				if strings.HasPrefix(name, "Access-Control-") || name == "Server" || name == "X-Powered-By" {
					t.Errorf("%s says %s", route, name)
				}
			}
		}
	}
}

// TestEveryLineOfTheLogIsOneObject (ASVS 16.2.1, 16.2.2, 16.2.4 and 16.4.1): with
// the moment and its offset, how bad it is and what it is; nothing typed begins
// a line of its own.
func TestEveryLineOfTheLogIsOneObject(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	forged := "x\n{\"time\":\"2026-01-01T00:00:00Z\",\"level\":\"INFO\",\"msg\":\"vals\"}"
	s.send(lead, "/complaints", urlencoded, strings.NewReader("story=x"), "Sec-Fetch-Site", "cross-site", "User-Agent", "vals")
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	s.post(s.browser(false), "/complaints", url.Values{"story": {forged}, "name": {forged}})
	s.get(lead, "/staff/complaints/"+url.PathEscape(forged))
	lines := strings.Split(strings.TrimSpace(s.log.String()), "\n")
	for _, line := range lines {
		var said struct {
			Time       time.Time
			Level, Msg string
		}
		if err := json.Unmarshal([]byte(line), &said); err != nil || said.Time.IsZero() || said.Level == "" || said.Msg == "" || strings.Contains(line, "vals") {
			t.Errorf("%v: %s", err, line)
		}
	}
	if len(lines) < 3 {
		t.Errorf("only %d lines", len(lines))
	}
}

// TestReachingALimitIsWrittenDown (ASVS 16.3.3), once and without who it was.
func TestReachingALimitIsWrittenDown(t *testing.T) {
	s := fresh(t, store.Config{Data: t.TempDir()}, func(k *kit.Kit) { k.Limits = true })
	s.setUp()
	for range 30 {
		s.post(s.browser(false), "/status", url.Values{"code": {"ABCD-EFGH-JKMN-PQRS"}})
	}
	if log := s.log.String(); strings.Count(log, "a limit was reached") != 1 || !strings.Contains(log, "POST /status") || strings.Contains(log, "127.0.0.1") || strings.Contains(log, "ABCD") {
		t.Errorf("the log says %s", log)
	}
}

// TestAPanicIsACalmPage (ASVS 16.5.1 and 16.5.3): a number, nothing of the
// inside, and the next request is answered as ever.
func TestAPanicIsACalmPage(t *testing.T) {
	var broken atomic.Bool
	s := fresh(t, store.Config{Data: t.TempDir()}, func(k *kit.Kit) {
		now := k.Now
		k.Limits, k.Now = true, func() time.Time {
			if broken.Load() {
				panic("geheim uit het binnenste")
			}
			return now()
		}
	})
	s.setUp()
	broken.Store(true)
	a := s.post(s.browser(false), "/complaints", url.Values{"story": {"Dit ging mis"}})
	if a.code != http.StatusInternalServerError || strings.Contains(a.body, "geheim") || strings.Contains(a.body, ".go:") || !strings.Contains(a.body, "Voorbeeld Trainingen") {
		t.Errorf("%d\n%.2000s", a.code, a.body)
	}
	if !strings.Contains(s.log.String(), "panic: geheim") || !strings.Contains(s.log.String(), `"number"`) {
		t.Errorf("the log does not say so: %s", s.log)
	}
	broken.Store(false)
	if n := s.dossiers(); n != 0 {
		t.Errorf("%d complaints are half there", n)
	}
	s.complain("Nu lukt het")
}

// TestAPasswordArrivesAsItIs (ASVS 6.2.8): the form cleans every word but this.
func TestAPasswordArrivesAsItIs(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	odd := " Fiets\tdoor\u202e de e\u0301\r\nregen \x00\xff" + strings.Repeat("é", 150) + " "
	if a := s.post(lead, "/staff/account/password", url.Values{"current": {words}, "password": {odd}}); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	for typed, want := range map[string]int{odd: http.StatusSeeOther, strings.TrimSpace(odd): 422, strings.ReplaceAll(odd, "\r\n", "\n"): 422, kit.Clean(odd): 422,
		odd[:len(odd)-1]: 422, strings.ReplaceAll(odd, "e\u0301", "é"): 422, strings.ToLower(odd): 422, words: 422} {
		if a := s.post(s.browser(true), "/staff/sign-in", url.Values{"email": {"mirjam@voorbeeld.example"}, "password": {typed}}); a.code != want {
			t.Errorf("%q…: %d", typed[:12], a.code)
		}
	}
}

// TestSigningOutEmptiesTheBrowser (ASVS 7.4.1 and 14.3.1): the token is worth
// nothing afterwards, and what the browser kept goes.
func TestSigningOutEmptiesTheBrowser(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	there, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	kept := lead.Jar.Cookies(there)
	a := s.post(lead, "/staff/sign-out", url.Values{})
	for _, what := range []string{"cache", "cookies", "storage"} {
		if !strings.Contains(a.Get("Clear-Site-Data"), `"`+what+`"`) {
			t.Errorf("the %s stays: %q", what, a.Get("Clear-Site-Data"))
		}
	}
	again := s.browser(true)
	again.Jar.SetCookies(there, kept)
	if a := s.get(again, "/staff"); a.code != http.StatusSeeOther || a.Get("Location") != "/staff/sign-in" {
		t.Errorf("the token still opens: %d", a.code)
	}
	if len(kept) == 0 {
		t.Error("there was no token")
	}
}
