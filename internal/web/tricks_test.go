package web_test

import (
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/store"
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

// calm fails when an answer tells of a complaint, or is not one of our pages.
func calm(t *testing.T, what string, a answer, codes ...int) {
	t.Helper()
	allowed := false
	for _, c := range codes {
		allowed = allowed || a.code == c
	}
	if !allowed || strings.Contains(a.body, merkwoord) || strings.Contains(a.body, "kwaad") || strings.Contains(a.Get("Location"), "kwaad") {
		t.Errorf("%s: %d %s\n%.300s", what, a.code, a.Get("Location"), a.body)
	}
}

// TestACrossedKeyLosesNoWords: a key belongs to one person, dossier, act and text.
// Used on another it neither passes for done nor gives another's answer.
func TestACrossedKeyLosesNoWords(t *testing.T) {
	s := open(t)
	s.complain("De zaal was koud")
	lead, _ := s.signedIn()
	one := s.ref(lead)
	deputy, _ := s.signedIn(access.Deputy)
	s.complain("De koffie was op")
	other := refOnPage.FindStringSubmatch(s.post(lead, "/staff/search", url.Values{"q": {"koffie"}}).body)[1]
	key := strings.Repeat("k", 26)
	note := func(c *http.Client, ref, noun, words string) answer {
		return s.post(c, "/staff/complaints/"+ref+"/"+noun, url.Values{"version": {"1"}, "key": {key}, "text": {words}, "action": {words}})
	}
	s.must(note(lead, one, "note", "Eerste woorden"))
	s.must(note(lead, one, "note", "Eerste woorden")) // the same form twice
	s.must(note(lead, other, "note", "Eerste woorden"))
	for what, a := range map[string]answer{"other words": note(lead, one, "note", "Andere woorden"), "another act": note(lead, one, "action", "Andere woorden"), "another person": note(deputy, one, "note", "Andere woorden")} {
		if a.code != http.StatusConflict || !strings.Contains(a.body, "Andere woorden") {
			t.Errorf("%s with a used key: %d", what, a.code)
		}
	}
	if a, b := s.whole(one).Version, s.whole(other).Version; a != 2 || b != 2 {
		t.Errorf("versions %d and %d", a, b)
	}
	passed := func(c *http.Client) answer {
		return s.post(c, "/staff/complaints", url.Values{"key": {key}, "story": {"Doorgegeven"}, "done": {"nothing"}, "channel": {"phone"}, "kind": {"client"}})
	}
	first, again, stolen := passed(lead), passed(lead), passed(deputy)
	a, b, c := refOnPage.FindString(first.body), refOnPage.FindString(again.body), refOnPage.FindString(stolen.body)
	if a == "" || a != b || a == c || s.dossiers() != 4 {
		t.Errorf("%q, again %q, by another %q, %d dossiers", a, b, c, s.dossiers())
	}
}

// with is a browser that sends exactly these cookies.
func (s *site) with(cookies ...*http.Cookie) *http.Client {
	c := s.browser(false)
	c.Jar, _ = cookiejar.New(nil)
	there, err := url.Parse(s.URL)
	if err != nil {
		s.t.Fatal(err)
	}
	c.Jar.SetCookies(there, cookies)
	return c
}

func (s *site) cookie(c *http.Client, name string) *http.Cookie {
	s.t.Helper()
	there, err := url.Parse(s.URL)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, k := range c.Jar.Cookies(there) {
		if k.Name == name {
			return k
		}
	}
	s.t.Fatalf("no cookie %s", name)
	return nil
}

// TestTamperedAndSwappedCookiesOpenNothing: a cookie that was changed in any way,
// or that belongs in another's place, is no cookie.
func TestTamperedAndSwappedCookiesOpenNothing(t *testing.T) {
	s, other := open(t), open(t)
	complainant := s.browser(true)
	s.get(complainant, "/") // marks that this browser keeps cookies
	if a := s.post(complainant, "/complaints", url.Values{"story": {merkwoord}}); a.code != http.StatusSeeOther || s.get(complainant, "/complaints/receipt").code != http.StatusOK {
		t.Fatalf("no receipt: %d", a.code)
	}
	theirs := other.browser(true)
	other.get(theirs, "/")
	other.post(theirs, "/complaints", url.Values{"story": {merkwoord}})
	lead, _ := s.signedIn()
	session, receipt := s.cookie(lead, "wederhoor-session"), s.cookie(complainant, "wederhoor-receipt")
	foreign := other.cookie(theirs, "wederhoor-receipt")
	for name, value := range map[string]string{"turned": flipped(session.Value), "cut": session.Value[:len(session.Value)-1], "longer": session.Value + "A", "twice": session.Value + session.Value,
		"empty": "", "the receipt": receipt.Value, "huge": strings.Repeat("A", 3500), "in capitals": strings.ToUpper(session.Value), "a path": "../../" + session.Value} {
		c := s.with(&http.Cookie{Name: "wederhoor-session", Value: value}, receipt)
		a := s.get(c, "/staff/complaints")
		calm(t, "session "+name, a, http.StatusSeeOther)
		if a.Get("Location") != "/staff/sign-in" {
			t.Errorf("session %s goes to %s", name, a.Get("Location"))
		}
		calm(t, "a form with session "+name, s.post(c, "/staff/search", url.Values{"q": {"zaal"}}), http.StatusUnauthorized)
	}
	for name, value := range map[string]string{"turned": flipped(receipt.Value), "cut": receipt.Value[:len(receipt.Value)-2], "the session": session.Value, "empty": "", "of another register": foreign.Value} {
		a := s.get(s.with(&http.Cookie{Name: "wederhoor-receipt", Value: value}, session), "/complaints/receipt")
		calm(t, "receipt "+name, a, http.StatusSeeOther)
		if a.Get("Location") != "/status" {
			t.Errorf("receipt %s goes to %s", name, a.Get("Location"))
		}
	}
	if a := s.get(s.with(session), "/staff"); a.code != http.StatusOK {
		t.Errorf("the real session: %d", a.code)
	}
	s.clock.Advance(16 * time.Minute)
	calm(t, "an old receipt", s.get(s.with(receipt), "/complaints/receipt"), http.StatusSeeOther)
}

// flipped changes one sign in the middle.
func flipped(s string) string {
	i := len(s) / 2
	if s[i] == 'A' {
		return s[:i] + "B" + s[i+1:]
	}
	return s[:i] + "A" + s[i+1:]
}

// tricks are headers with which something in front of a site is talked round.
var tricks = [][]string{
	{"X-Forwarded-For", "127.0.0.1"}, {"X-Real-IP", "127.0.0.1"}, {"Forwarded", "for=127.0.0.1;host=kwaad.example;proto=https"},
	{"X-Forwarded-Host", "kwaad.example"}, {"X-Host", "kwaad.example"}, {"X-Forwarded-Proto", "https"}, {"X-Forwarded-Prefix", "//kwaad.example"},
	{"X-Original-URL", "/staff/people"}, {"X-Rewrite-URL", "/staff/people"}, {"X-Forwarded-User", "mirjam@voorbeeld.example"}, {"X-Remote-User", "mirjam@voorbeeld.example"},
	{"Authorization", "Basic bWlyamFtQHZvb3JiZWVsZC5leGFtcGxlOmZpZXRzZW4gZG9vciBkZSByZWdlbg=="}, {"X-HTTP-Method-Override", "DELETE"}, {"X-HTTP-Method", "PUT"}, {"X-Method-Override", "GET"},
	{"Referer", "https://kwaad.example/"}, {"Accept", "application/json"}, {"Accept-Language", "en\"><script>kwaad</script>"}, {"User-Agent", "<script>kwaad</script>"},
	{"Range", "bytes=0-10"}, {"Expect", "100-continue"}, {"Upgrade", "websocket", "Connection", "Upgrade"}, {"If-None-Match", "*"}, {"If-Modified-Since", "Mon, 01 Jan 2035 00:00:00 GMT"},
}

// TestHeadersChangeNothing: with any of them the answer is the one without.
func TestHeadersChangeNothing(t *testing.T) {
	s := open(t)
	s.complain(merkwoord)
	lead, _ := s.signedIn()
	ref := s.ref(lead)
	stranger, _ := s.signedIn(access.Trainer)
	for _, path := range []string{"/", "/status", "/staff", "/staff/complaints/" + ref, "/staff/people", "/complaints/receipt", "/nergens"} {
		for who, c := range map[string]*http.Client{"nobody": s.browser(false), "a trainer": stranger, "the lead": lead} {
			plain := s.get(c, path)
			for _, trick := range tricks {
				a := s.ask(c, http.MethodGet, path, trick...)
				if a.code != plain.code || bare(a.body, ref) != bare(plain.body, ref) || a.Get("Location") != plain.Get("Location") || a.Get("Strict-Transport-Security") != "" {
					t.Errorf("%s, %s with %v: %d instead of %d", who, path, trick, a.code, plain.code)
				}
			}
		}
	}
	before := s.whole(ref).Version
	for _, trick := range tricks {
		calm(t, fmt.Sprint(trick), s.send(s.browser(false), "/staff/complaints/"+ref+"/note", urlencoded, strings.NewReader("text=x&_method=PUT"), trick...), http.StatusUnauthorized)
	}
	if s.whole(ref).Version != before {
		t.Error("something was recorded")
	}
}

// TestAMadeUpAddressIsNotANetwork: whoever guesses is slowed down, however often
// they say to come from somewhere else.
func TestAMadeUpAddressIsNotANetwork(t *testing.T) {
	s := open(t)
	h := web.Handler(&kit.Kit{Register: s.reg, Logger: s.reg.Logger, Now: s.clock.Now, Limits: true})
	refused := 0
	for i := range 20 {
		header := http.Header{}
		for _, name := range []string{"X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "CF-Connecting-IP", "True-Client-IP"} {
			header.Set(name, fmt.Sprintf("198.51.100.%d", i))
		}
		if w := from(h, "192.0.2.1:1234", "/status", url.Values{"code": {"04N4-NPA9-03P9-GJB2"}}, header); w.Code == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused != 10 {
		t.Errorf("%d of 20 guesses were refused", refused)
	}
}

// TestAnotherSitesNameIsRefused: a name that somebody points at this machine makes
// their page one of ours, cookies aside.
func TestAnotherSitesNameIsRefused(t *testing.T) {
	s := fresh(t, store.Config{Data: t.TempDir()}, func(k *kit.Kit) { k.Host = "klachten.voorbeeld.example" })
	s.setUp()
	s.complain(merkwoord)
	lead, _ := s.signedIn()
	ask := func(method, path, host string) answer {
		r, err := http.NewRequestWithContext(ctx, method, s.URL+path, strings.NewReader("story=vals"))
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		r.Header.Set("Content-Type", urlencoded)
		return s.do(lead, r)
	}
	for _, host := range []string{"kwaad.example", "kwaad.example:80", "klachten.voorbeeld.example.kwaad.example", "127.0.0.1.kwaad.example", "kwaad-klachten.voorbeeld.example", "192.0.2.1", "localhost.kwaad.example", "2130706433"} {
		for _, path := range []string{"/", "/staff", "/staff/complaints?view=all", "/nergens"} {
			calm(t, "GET "+host+path, ask(http.MethodGet, path, host), http.StatusMisdirectedRequest)
		}
		a := ask(http.MethodPost, "/complaints", host)
		calm(t, "POST "+host, a, http.StatusMisdirectedRequest)
		if !strings.Contains(a.body, "Dit adres klopt niet") || !strings.Contains(a.body, "Voorbeeld Trainingen") {
			t.Errorf("%s: not the calm page", host)
		}
	}
	for _, host := range []string{"klachten.voorbeeld.example", "Klachten.Voorbeeld.example:443", "klachten.voorbeeld.example.", "localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "[::1]"} {
		if a := ask(http.MethodGet, "/", host); a.code != http.StatusOK {
			t.Errorf("%s: %d", host, a.code)
		}
	}
	if s.dossiers() != 1 {
		t.Errorf("%d dossiers", s.dossiers())
	}
}

// TestAnotherSitesNameSetsNothingUp: on a loopback address set-up asks no key, so
// it must really be somebody on this machine.
func TestAnotherSitesNameSetsNothingUp(t *testing.T) {
	s := fresh(t, store.Config{Data: t.TempDir()})
	form := url.Values{"organisation": {"Kwaad"}, "phone": {"020"}, "lead_name": {"K"}, "lead_email": {"k@kwaad.example"}, "password": {words},
		"deputy_name": {"P"}, "deputy_email": {"p@kwaad.example"}, "confidant_name": {"I"}, "confidant_phone": {"020"}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+"/setup", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "kwaad.example"
	r.Header.Set("Content-Type", urlencoded)
	r.Header.Set("Origin", "http://kwaad.example")
	if a := s.do(s.browser(false), r); a.code != http.StatusMisdirectedRequest || s.reg.SetUp() {
		t.Errorf("%d, set up: %v", a.code, s.reg.SetUp())
	}
	if a := s.post(s.browser(false), "/setup", form); a.code != http.StatusOK || !s.reg.SetUp() {
		t.Errorf("from this machine: %d", a.code)
	}
}

// TestRepeatedParametersMeanTheFirst: nothing is checked on one value and done
// with another.
func TestRepeatedParametersMeanTheFirst(t *testing.T) {
	s := open(t)
	s.complain(merkwoord)
	lead, _ := s.signedIn()
	ref := s.ref(lead)
	path := "/staff/complaints/" + ref
	henk, henkID := s.signedIn(access.Trainer)
	_, anna := s.signedIn(access.Trainer)
	s.must(s.post(lead, path+"/note", url.Values{"version": {"1", "9"}, "text": {"Het eerste", "Het tweede"}}))
	page := s.get(lead, path).body
	if !strings.Contains(page, "Het eerste") || strings.Contains(page, "Het tweede") {
		t.Error("not the first words")
	}
	if a := s.post(lead, path+"/note", url.Values{"version": {"1", "2"}, "text": {"Te laat"}}); a.code != http.StatusConflict {
		t.Errorf("a stale version before a right one: %d", a.code)
	}
	s.must(s.post(lead, path+"/subject", url.Values{"member": {string(henkID), string(anna)}}))
	s.hidden(t, henk, ref, merkwoord, path+"/letters/x", path+"/attachments/x")
	if a := s.post(lead, path+"/readers", url.Values{"add": {string(anna), string(henkID)}}); a.code != http.StatusUnprocessableEntity {
		t.Errorf("the subject as the second reader: %d", a.code)
	}
	if a := s.get(lead, "/staff/complaints?view=all&view=late&after=x&after="+ref); a.code != http.StatusOK || !strings.Contains(a.body, ref) {
		t.Errorf("a filter twice: %d", a.code)
	}
	if a := s.post(s.browser(true), "/staff/sign-in", url.Values{"email": {"niemand@voorbeeld.example", "mirjam@voorbeeld.example"}, "password": {words}}); a.code != http.StatusUnprocessableEntity {
		t.Errorf("an address twice: %d", a.code)
	}
}
