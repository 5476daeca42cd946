package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
)

func split(route string) (method, path string) {
	method, path, ok := strings.Cut(route, " ")
	if !ok {
		method, path = http.MethodGet, route
	}
	for name, value := range map[string]string{"{ref}": "2026-1", "{noun}": "note", "{id}": "abc"} {
		path = strings.ReplaceAll(path, name, value)
	}
	return method, path
}

func (s *site) ask(c *http.Client, method, path string, headers ...string) answer {
	s.t.Helper()
	r, err := http.NewRequestWithContext(ctx, method, s.URL+path, http.NoBody)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return s.do(c, r)
}

func TestEveryRouteHasItsHeadersAndItsMethods(t *testing.T) {
	s := open(t)
	s.complain("Een klacht")
	lead, _ := s.signedIn()
	for _, route := range routes(t) {
		method, path := split(route)
		for _, who := range []*http.Client{s.browser(false), lead} {
			if path == "/staff/sign-out" || path == "/staff/lock" {
				continue // ends the session the others need
			}
			a := s.ask(who, method, path)
			for name, want := range map[string]string{"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
				"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Permissions-Policy": "camera=()"} {
				if !strings.Contains(a.Get(name), want) {
					t.Errorf("%s: %s is %q", route, name, a.Get(name))
				}
			}
			for _, want := range []string{"base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"} { // ASVS 3.4.3 and 3.4.6 name them
				if !strings.Contains(a.Get("Content-Security-Policy"), want) {
					t.Errorf("%s: the policy lacks %s", route, want)
				}
			}
			if cached := a.Get("Cache-Control"); cached != "no-store" && path != "/theme.css" && path != "/static/" {
				t.Errorf("%s may be cached: %q", route, cached)
			}
			if a.code >= 500 || strings.Contains(a.Get("Content-Security-Policy"), "unsafe") {
				t.Errorf("%s: %d", route, a.code)
			}
		}
	}
	before := s.dossiers()
	for _, path := range []string{"/complaints", "/setup/recovery", "/staff/sign-out", "/", "/status", "/staff/people", "/nergens"} {
		for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodTrace, http.MethodOptions, "ZOMAAR"} {
			if a := s.ask(lead, method, path); a.code != 404 && a.code != 405 && a.code != 303 {
				t.Errorf("%s %s: %d", method, path, a.code)
			}
		}
	}
	for _, path := range []string{"/complaints", "/setup/recovery"} {
		if a := s.get(lead, path); a.code != 404 || !strings.Contains(a.body, "Voorbeeld Trainingen") {
			t.Errorf("GET %s: %d", path, a.code)
		}
	}
	if a := s.ask(lead, http.MethodHead, "/"); a.code != 200 || a.body != "" {
		t.Errorf("HEAD: %d, %d bytes", a.code, len(a.body))
	}
	if s.dossiers() != before || s.get(lead, "/staff").code != 200 {
		t.Error("something changed by asking")
	}
}

func TestHTTPSAddsItsOwnProtection(t *testing.T) {
	s := fresh(t, store.Config{Data: t.TempDir()}, func(k *kit.Kit) { k.Secure = true })
	s.setUp()
	a := s.get(s.browser(false), "/")
	if !strings.Contains(a.Get("Strict-Transport-Security"), "max-age=63072000") {
		t.Errorf("HSTS: %q", a.Get("Strict-Transport-Security"))
	}
	in := s.post(s.browser(false), "/staff/sign-in", url.Values{"email": {"mirjam@voorbeeld.example"}, "password": {words}})
	for _, cookie := range append(in.Values("Set-Cookie"), a.Values("Set-Cookie")...) {
		for _, want := range []string{"__Host-", "; Path=/", "; HttpOnly", "; Secure", "; SameSite=Strict"} {
			if !strings.Contains(cookie, want) {
				t.Errorf("a cookie without %q", want)
			}
		}
	}
	if len(in.Values("Set-Cookie")) == 0 {
		t.Error("no session cookie")
	}
}

// TestFormsOfOtherSitesChangeNothing goes through every route that changes
// something and every way a browser can say where a form came from.
func TestFormsOfOtherSitesChangeNothing(t *testing.T) {
	s := open(t)
	s.complain("Een klacht")
	lead, _ := s.signedIn()
	ref := s.ref(lead)
	for _, route := range routes(t) {
		method, path := split(route)
		if method != http.MethodPost {
			continue
		}
		path = strings.ReplaceAll(path, "2026-1", ref)
		for _, h := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "null"}, {"Origin", "https://kwaad.example"},
			{"Origin", s.URL + "1"}, {"Sec-Fetch-Site", "cross-site", "Origin", s.URL}} {
			a := s.send(lead, path, urlencoded, strings.NewReader("story=vals&text=vals"), h...)
			if a.code != http.StatusForbidden || !strings.Contains(a.body, "van een andere site") || !strings.Contains(a.body, "Voorbeeld Trainingen") || strings.Contains(a.body, "vals") {
				t.Errorf("%s %v: %d", path, h, a.code)
			}
		}
	}
	if s.dossiers() != 1 || s.get(lead, "/staff").code != http.StatusOK {
		t.Error("a form of another site did something")
	}
	for _, h := range [][]string{nil, {"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Site", "none"}, {"Origin", s.URL}} {
		if a := s.send(s.browser(false), "/complaints", urlencoded, strings.NewReader("story=echt"), h...); a.code != http.StatusOK {
			t.Errorf("our own form %v: %d", h, a.code)
		}
	}
}

func TestNobodyIsSentElsewhere(t *testing.T) {
	s := open(t)
	var ask []string
	for _, evil := range []string{"//kwaad.example", "https://kwaad.example", `/\kwaad.example`, "javascript:alert(1)", "/%09/kwaad.example"} {
		ask = append(ask, "/staff/sign-in?next="+url.QueryEscape(evil), "/staff?next="+url.QueryEscape(evil), "/setup?next="+url.QueryEscape(evil), "/staff/complaints?after="+url.QueryEscape(evil))
	}
	ask = append(ask, "//kwaad.example/..", "/staff//kwaad.example", "/complaints/receipt?next=//kwaad.example", "/%2f%2fkwaad.example", "/%5ckwaad.example")
	lead, _ := s.signedIn()
	for _, path := range ask {
		for _, c := range []*http.Client{lead, s.browser(false)} {
			a := s.get(c, path)
			if to := a.Get("Location"); to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`)) {
				t.Errorf("%s leads to %s", path, to)
			}
			if strings.Contains(a.body, `href="javascript`) || strings.Contains(a.body, `href="//kwaad`) {
				t.Errorf("%s puts a foreign address in a page", path)
			}
		}
	}
	in := s.post(s.browser(true), "/staff/sign-in?next=//kwaad.example", url.Values{"email": {"mirjam@voorbeeld.example"}, "password": {words}, "next": {"https://kwaad.example"}})
	if in.Get("Location") != "/staff" {
		t.Errorf("signing in leads to %s", in.Get("Location"))
	}
}

func TestSettingsCannotBreakOutOfAPage(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	bad := `</title><script>alert(1)</script>`
	form := url.Values{"organisation": {bad}, "phone": {`020" onclick="x`}, "colour": {"red;}*{display:none"}, "confidant_name": {bad},
		"confidant_website": {"javascript:alert(1)"}, "confidant_phone": {"020"}, "places": {bad}}
	a := s.post(lead, "/staff/settings", form)
	if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Deze kleur kennen we niet") || !strings.Contains(a.body, "Dit adres klopt niet") || strings.Contains(a.body, "<script>alert") {
		t.Fatalf("%d", a.code)
	}
	form.Set("colour", "#7a1f5c")
	form.Del("confidant_website")
	if a := s.post(lead, "/staff/settings", form); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	if a := s.post(lead, "/staff/settings/lists", url.Values{"new_1": {bad}, "services": {bad}}); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	css := s.get(lead, "/theme.css").body
	if !regexp.MustCompile(`^:root\{--brand-h:\d+;--brand-c:0\.\d+\}$`).MatchString(css) {
		t.Errorf("theme.css is %q", css)
	}
	for _, path := range []string{"/", "/procedure", "/staff/settings", "/status", "/staff/settings/lists", "/staff/procedure", "/staff/procedure/draft", "/staff/complaints", "/en"} {
		if page := s.get(lead, path).body; strings.Contains(page, "<script>alert") || strings.Contains(page, `" onclick="x`) || strings.Contains(page, `href="javascript:`) {
			t.Errorf("%s shows it raw", path)
		}
	}
}

// TestNoWordLeavesByAnotherRoad plants a word in every field of every form and
// looks for it where logs and histories are made: headers, addresses and the log.
func TestNoWordLeavesByAnotherRoad(t *testing.T) {
	s := open(t)
	s.complain("Een klacht")
	lead, _ := s.signedIn()
	path := "/staff/complaints/" + s.ref(lead)
	const canary = "KANARIE"
	all := url.Values{"email": {canary + "@voorbeeld.example"}}
	for _, name := range []string{"story", "remedy_sought", "about", "name", "phone", "q", "text", "reason", "agreed", "personal", "action", "summary", "statement", "who", "value", "title",
		"remedy", "complainant", "subject_name", "confidant_name", "website", "code", "recovery", "password", "member", "signer", "acknowledger", "day", "date", "letter", "key", "kept", "version"} {
		all.Set(name, canary)
	}
	all.Set("organisation", "Voorbeeld Trainingen") // stands in every title, and is no secret
	var out bytes.Buffer
	try := func(a answer) {
		_ = a.Write(&out)
		for _, m := range regexp.MustCompile(`(?:href|action|src)="([^"]*)"|(<title>[^<]*)`).FindAllStringSubmatch(a.body, -1) {
			out.WriteString(m[1] + m[2] + "\n")
		}
	}
	nouns := append(nouns(t), "nietbestaand")
	for _, noun := range nouns {
		try(s.post(lead, path+"/"+noun, all))
		try(s.post(lead, path+"/"+noun+"/preview", all))
		good := url.Values{"text": {canary}, "reason": {canary}, "member": {""}, "name": {canary}, "summary": {canary}, "how": {"phone"}, "reached": {"yes"}, "action": {canary}}
		if noun != "withdrawal" && noun != "closing" && noun != "inadmissibility" {
			try(s.post(lead, path+"/"+noun, good))
		}
	}
	for _, to := range []string{"/complaints", "/staff/complaints", "/staff/search", "/staff/people", "/staff/settings", "/status", "/setup/recovery", "/staff/sign-in", "/staff/invitation", "/setup"} {
		try(s.multipart(s.browser(true), to, all, upload{canary + ".jpg", []byte(canary)}))
		try(s.multipart(lead, to, all, upload{canary + ".jpg", []byte(canary)}))
	}
	asked, address := s.asks(lead, url.Values{"course": {canary}, "dates": {canary}, "trainer": {string(s.lead().Member.ID)}})
	for _, words := range []url.Values{{"good": {canary}, "happened": {canary}}, {"score": {canary}, "better": {canary}, "name": {canary}}} {
		try(s.post(s.browser(false), address, words))
		try(s.post(s.browser(false), "/f/"+canary, words))
	}
	for _, page := range []string{address, asked, asked + "/poster", "/staff/questionnaires"} {
		try(s.get(lead, page))
	}
	form := s.browser(true)
	s.get(form, "/")
	try(s.multipart(form, "/complaints", url.Values{"story": {canary}, "name": {canary}, "email": {canary + "@voorbeeld.example"}}, upload{canary + ".jpg", []byte(canary)}))
	try(s.get(form, "/complaints/receipt"))
	s.post(lead, "/staff/names", url.Values{"names": {"show"}})
	for _, page := range s.staffPages(lead, path) {
		try(s.get(lead, page))
	}
	if err := s.store.Close(); err != nil { // faults are logged too
		t.Fatal(err)
	}
	try(s.post(lead, path+"/note", all))
	try(s.post(form, "/complaints", all))
	if n := strings.Count(out.String(), "<title>"); n < 100 {
		t.Errorf("only %d titles", n)
	}
	for where, text := range map[string]string{"headers and addresses": out.String(), "the log": s.log.String()} {
		text = strings.ReplaceAll(text, "mailto:"+canary+"@voorbeeld.example", "") // a page may link to the mail program
		if i := strings.Index(strings.ToLower(text), strings.ToLower(canary)); i >= 0 {
			t.Errorf("%s: …%s…", where, text[max(0, i-120):min(len(text), i+60)])
		}
	}
	if !strings.Contains(s.log.String(), "fault") {
		t.Error("the fault was not logged")
	}
}

// staffPages is every page the team can ask for, on a dossier with this address.
func (s *site) staffPages(lead *http.Client, path string) (all []string) {
	s.t.Helper()
	ref := path[strings.LastIndex(path, "/")+1:]
	for _, route := range routes(s.t) {
		method, page := split(route)
		if method != http.MethodGet || !strings.HasPrefix(page, "/staff") || strings.Contains(page, "/note") || strings.Contains(page, "/abc") {
			continue
		}
		all = append(all, strings.ReplaceAll(page, "2026-1", ref))
	}
	for _, noun := range nouns(s.t) {
		all = append(all, path+"/"+noun)
	}
	return append(all, regexp.MustCompile(path+`/letters/\w+`).FindAllString(s.get(lead, path).body, -1)...)
}

// nouns are the acts the program itself declares.
func nouns(t *testing.T) (all []string) {
	t.Helper()
	raw, err := os.ReadFile("staff/acts.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`\{"([\w-]+)", access\.`).FindAllStringSubmatch(string(raw), -1) {
		all = append(all, m[1])
	}
	if len(all) < 18 {
		t.Fatalf("only %d acts found", len(all))
	}
	return all
}
