package web_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

// send posts a body of any kind.
func (s *site) send(c *http.Client, path, kind string, body io.Reader, headers ...string) answer {
	s.t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return s.do(c, r)
}

const urlencoded = "application/x-www-form-urlencoded"

var keptOnPage = regexp.MustCompile(`name="kept"[^>]*value="([^"]+)"`)

func kept(page string) (tokens []string) {
	for _, m := range keptOnPage.FindAllStringSubmatch(page, -1) {
		tokens = append(tokens, m[1])
	}
	return tokens
}

func TestABodyOverTheLimitIsAnswered(t *testing.T) {
	head := "--x\r\nContent-Disposition: form-data; name=\"story\"\r\n\r\nHet begin staat er nog\r\n"
	file := "--x\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"film.mp4\"\r\n\r\n"
	part := "--x\r\nContent-Disposition: form-data; name=\"about\"\r\n\r\nx\r\n"
	for name, try := range map[string]struct {
		kind string
		body io.Reader
	}{
		"3 MB of typing":   {urlencoded, strings.NewReader("story=Het+begin+staat+er+nog&about=" + strings.Repeat("a", 3<<20))},
		"3 MB in a part":   {"multipart/form-data; boundary=x", strings.NewReader(head + "--x\r\nContent-Disposition: form-data; name=\"about\"\r\n\r\n" + strings.Repeat("a", 3<<20) + "\r\n--x--\r\n")},
		"a film of 220 MB": {"multipart/form-data; boundary=x", io.MultiReader(strings.NewReader(head+file), io.LimitReader(zeros{}, 220<<20), strings.NewReader("\r\n--x--\r\n"))},
		"600 fields":       {"multipart/form-data; boundary=x", strings.NewReader(head + strings.Repeat(part, 600) + "--x--\r\n")},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			a := s.send(s.browser(false), "/complaints", try.kind, try.body)
			if a.code != http.StatusRequestEntityTooLarge || !strings.Contains(a.body, "samen te groot") || !strings.Contains(a.body, "Het begin staat er nog") {
				t.Errorf("%d\n%.600s", a.code, a.body)
			}
			if s.dossiers() != 0 || s.files() != 0 {
				t.Errorf("%d dossiers, %d files are left", s.dossiers(), s.files())
			}
		})
	}
}

// zeros never ends.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestThirtyFilesAreNotDroppedInSilence(t *testing.T) {
	s := open(t)
	var files []upload
	for i := range 30 {
		files = append(files, upload{fmt.Sprintf("foto-%02d.jpg", i), []byte("\xff\xd8\xff bytes")})
	}
	a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Kijk zelf maar"}}, files...)
	tokens := kept(a.body)
	if a.code != 422 || len(tokens) != 10 || s.files() != 10 || s.dossiers() != 0 || strings.Count(a.body, "past er niet meer bij") < 20 {
		t.Fatalf("%d, %d kept, %d files, %d dossiers", a.code, len(tokens), s.files(), s.dossiers())
	}
	eleventh := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Kijk zelf maar"}, "kept": tokens}, upload{"nog-een.jpg", []byte("x")})
	if eleventh.code != 422 || len(kept(eleventh.body)) != 10 || !strings.Contains(eleventh.body, "Tien bestanden is het meeste") {
		t.Errorf("an eleventh file: %d", eleventh.code)
	}
	twice := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Kijk zelf maar"}, "kept": append(tokens, tokens[0], tokens[3])})
	if twice.code != http.StatusOK || s.dossiers() != 1 {
		t.Fatalf("a field that came twice: %d", twice.code)
	}
	lead, _ := s.signedIn()
	if n := strings.Count(s.get(lead, "/staff/complaints/"+s.ref(lead)).body, "/attachments/"); n != 10 {
		t.Errorf("%d attachments", n)
	}
}

func TestFileNamesAndKindsAreHarmless(t *testing.T) {
	s := open(t)
	names := []string{`../../../etc/passwd`, `C:\Users\tessa\brief.doc`, "foto\u202egpj.exe", "a\"; filename=\"b.html", strings.Repeat("lang", 200) + ".jpg", "echt.jpg", "naam met spatie é.html"}
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	_ = m.WriteField("story", "Zie de bijlagen")
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	for _, name := range names {
		w, err := m.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="attachment"; filename="` + quote.Replace(name) + `"`}, "Content-Type": {"text/html"}})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(w, "MZ\x90<html><script>alert(1)</script>")
	}
	_ = m.Close()
	if a := s.send(s.browser(false), "/complaints", m.FormDataContentType(), &b); a.code != http.StatusOK {
		t.Fatalf("%d\n%.600s", a.code, a.body)
	}
	nul := s.send(s.browser(false), "/complaints", "multipart/form-data; boundary=x", strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"story\"\r\n\r\nMijn verhaal\r\n"+
		"--x\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"a\x00b.jpg\"\r\n\r\nbytes\r\n--x--\r\n"))
	if nul.code != 422 || !strings.Contains(nul.body, "Mijn verhaal") || s.dossiers() != 1 {
		t.Errorf("a NUL in a name: %d", nul.code)
	}
	lead, _ := s.signedIn()
	page := s.get(lead, "/staff/complaints/"+s.ref(lead)).body
	links := regexp.MustCompile(`/staff/complaints/[\d-]+/attachments/\w+`).FindAllString(page, -1)
	if len(links) != len(names) {
		t.Fatalf("%d of %d files", len(links), len(names))
	}
	for _, link := range links {
		a := s.get(lead, link)
		kind, params, err := mime.ParseMediaType(a.Get("Content-Disposition"))
		name := params["filename"]
		if err != nil || kind != "attachment" || name == "" || strings.ContainsAny(name, "/\\\u202e\x00") || len([]rune(name)) > 120 {
			t.Errorf("%v: %q", err, a.Get("Content-Disposition"))
		}
		if a.Get("Content-Type") != "application/octet-stream" || a.Get("Content-Security-Policy") != "sandbox; default-src 'none'" ||
			a.Get("X-Content-Type-Options") != "nosniff" || !strings.HasPrefix(a.body, "MZ\x90") {
			t.Errorf("%s is handed out as %v", name, a.Header)
		}
	}
	entries, err := os.ReadDir(filepath.Join(s.dir, "files"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !regexp.MustCompile(`^[a-z2-7]{26}$`).MatchString(e.Name()) {
			t.Errorf("a file is stored as %q", e.Name())
		}
	}
}

func TestOddFormsAreUnderstood(t *testing.T) {
	s := open(t)
	for name, body := range map[string]string{
		"a field twice":      "story=Eerst&story=Daarna",
		"a field we lack":    "story=Eerst&zomaar=iets&ref=2026-1&version=9&subject=x",
		"windows line ends":  "story=Eerst%0D%0ADaarna%0DEn+verder",
		"invalid UTF-8":      "story=Eerst%FF%FE&name=%C3%28",
		"a long useless key": "story=Eerst&key=" + strings.Repeat("k", 5000),
	} {
		before := s.dossiers()
		if a := s.send(s.browser(false), "/complaints", urlencoded, strings.NewReader(body)); a.code != http.StatusOK || !codeOnPage.MatchString(a.body) || s.dossiers() != before+1 {
			t.Errorf("%s: %d", name, a.code)
		}
	}
	half := s.send(s.browser(false), "/complaints", urlencoded, strings.NewReader("story=Eerst&name=%zz"))
	none := s.send(s.browser(false), "/complaints", "application/json", strings.NewReader(`{"story":"Eerst"}`))
	lost := s.send(s.browser(false), "/complaints", "multipart/form-data", strings.NewReader("story=Eerst"))
	if half.code != 422 || !strings.Contains(half.body, "Eerst</textarea>") || none.code != 422 || lost.code != 422 {
		t.Errorf("half a form %d, json %d, no boundary %d", half.code, none.code, lost.code)
	}
}

// TestWhoTellsSomethingElseGetsAReceiptOfItsOwn: going back on the form and
// telling something else must not give the receipt of the first story.
func TestWhoTellsSomethingElseGetsAReceiptOfItsOwn(t *testing.T) {
	s := open(t)
	key := strings.Repeat("k", 26)
	first := s.post(s.browser(false), "/complaints", url.Values{"story": {"Eén"}, "key": {key}})
	second := s.post(s.browser(false), "/complaints", url.Values{"story": {"Iets heel anders"}, "key": {key}})
	a, b := codeOnPage.FindStringSubmatch(first.body), codeOnPage.FindStringSubmatch(second.body)
	if a == nil || b == nil || a[1] == b[1] || s.dossiers() != 2 {
		t.Errorf("%v %v, %d complaints", a, b, s.dossiers())
	}
}

// routes are those that the program itself declares.
func routes(t *testing.T) (all []string) {
	t.Helper()
	for _, file := range []string{"web.go", "public/routes.go", "staff/routes.go"} {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`mux\.Handle(?:Func)?\("([^"]+)"`).FindAllStringSubmatch(string(raw), -1) {
			all = append(all, strings.ReplaceAll(m[1], "{$}", ""))
		}
	}
	if len(all) < 35 {
		t.Fatalf("only %d routes found", len(all))
	}
	return all
}

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
			if path == "/staff/sign-out" {
				continue // ends the session the others need
			}
			a := s.ask(who, method, path)
			for name, want := range map[string]string{"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
				"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Permissions-Policy": "camera=()"} {
				if !strings.Contains(a.Get(name), want) {
					t.Errorf("%s: %s is %q", route, name, a.Get(name))
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
	if a := s.post(lead, "/staff/settings", url.Values{"organisation": {bad}, "phone": {`020" onclick="x`}, "colour": {"red;}*{display:none"}, "confidant_name": {bad},
		"confidant_website": {"javascript:alert(1)"}, "confidant_phone": {"020"}}); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	css := s.get(lead, "/theme.css").body
	if !regexp.MustCompile(`^:root\{--brand-h:\d+;--brand-c:0\.\d+\}$`).MatchString(css) {
		t.Errorf("theme.css is %q", css)
	}
	for _, path := range []string{"/", "/procedure", "/staff/settings", "/status"} {
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
		"remedy", "complainant", "subject_name", "organisation", "confidant_name", "website", "code", "recovery", "password", "member", "signer", "acknowledger", "day", "date", "letter", "key", "kept", "version"} {
		all.Set(name, canary)
	}
	var out bytes.Buffer
	try := func(a answer) {
		_ = a.Write(&out)
		for _, m := range regexp.MustCompile(`(?:href|action|src)="([^"]*)"`).FindAllStringSubmatch(a.body, -1) {
			out.WriteString(m[1] + "\n")
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
	form := s.browser(true)
	s.get(form, "/")
	try(s.multipart(form, "/complaints", url.Values{"story": {canary}, "name": {canary}, "email": {canary + "@voorbeeld.example"}}, upload{canary + ".jpg", []byte(canary)}))
	try(s.get(form, "/complaints/receipt"))
	for _, page := range []string{"/staff", "/staff/complaints?view=all", path, "/staff/people"} {
		try(s.get(lead, page))
	}
	if err := s.store.Close(); err != nil { // faults are logged too
		t.Fatal(err)
	}
	try(s.post(lead, path+"/note", all))
	try(s.post(form, "/complaints", all))
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

// nouns are the acts the program itself declares.
func nouns(t *testing.T) (all []string) {
	t.Helper()
	raw, err := os.ReadFile("staff/acts.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`\{"(\w+)", access\.`).FindAllStringSubmatch(string(raw), -1) {
		all = append(all, m[1])
	}
	if len(all) < 18 {
		t.Fatalf("only %d acts found", len(all))
	}
	return all
}

// from answers a request of one network.
func from(h http.Handler, address, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", urlencoded)
	r.RemoteAddr = address
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestLimitsSlowTheGuesserAndNotTheOwner(t *testing.T) {
	s := open(t)
	h := web.Handler(&kit.Kit{Register: s.reg, Logger: s.reg.Logger, Now: s.clock.Now, Limits: true})
	wrong := url.Values{"email": {"mirjam@voorbeeld.example"}, "password": {"geraden wachtwoord"}}
	right := url.Values{"email": {"mirjam@voorbeeld.example"}, "password": {words}}
	for i := range 12 {
		w := from(h, "192.0.2.1:1234", "/staff/sign-in", wrong)
		if want := map[bool]int{true: 422, false: 429}[i < 8]; w.Code != want {
			t.Errorf("guess %d: %d", i+1, w.Code)
		}
	}
	if w := from(h, "198.51.100.7:1", "/staff/sign-in", right); w.Code != 303 {
		t.Errorf("the owner at another network: %d", w.Code)
	}
	s.clock.Advance(61 * time.Second)
	if w := from(h, "192.0.2.1:99", "/staff/sign-in", right); w.Code != 303 {
		t.Errorf("after a minute: %d", w.Code)
	}
	for i := range 11 { // one network is a /64
		w := from(h, fmt.Sprintf("[2001:db8::%d]:1", i+1), "/status", url.Values{"code": {"04N4-NPA9-03P9-GJB2"}})
		if over := i >= 10; over != (w.Code == 429) {
			t.Errorf("code %d: %d", i+1, w.Code)
		}
	}
	if w := from(h, "[2001:db8:1::1]:1", "/status", url.Values{"code": {"04N4"}}); w.Code != 422 {
		t.Errorf("a code from another network: %d", w.Code)
	}
	refused := 0
	for range 70 {
		w := from(h, "192.0.2.9:1", "/complaints", url.Values{"story": {"Vol"}})
		if w.Code == 429 {
			refused++
			if !strings.Contains(w.Body.String(), "Vol</textarea>") {
				t.Error("the story is gone")
			}
		}
	}
	if refused != 10 || from(h, "198.51.100.8:1", "/complaints", url.Values{"story": {"Een ander"}}).Code != 200 {
		t.Errorf("%d of a flood were refused", refused)
	}
}

func TestSlowSendersHoldNobodyUp(t *testing.T) {
	s := open(t)
	for range 60 {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		_, _ = fmt.Fprintf(conn, "POST /complaints HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000000\r\n\r\n"+
			"--x\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"traag.jpg\"\r\n\r\n%s", strings.Repeat("a", 2000))
	}
	start := time.Now()
	s.complain("Ik wacht niet")
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestASenderWhoGoesAwayLeavesNothing(t *testing.T) {
	s := open(t)
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	_, _ = fmt.Fprint(conn, "POST /complaints HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 500000\r\n\r\n"+
		"--x\r\nContent-Disposition: form-data; name=\"story\"\r\n\r\nHalf\r\n--x\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"half.jpg\"\r\n\r\n"+strings.Repeat("a", 90_000))
	_ = conn.(*net.TCPConn).CloseWrite()
	line, _ := bufio.NewReader(conn).ReadString('\n')
	_ = conn.Close()
	if !strings.Contains(line, "422") || s.dossiers() != 0 || s.files() != 0 {
		t.Errorf("%q, %d dossiers, %d files", line, s.dossiers(), s.files())
	}
}

func TestSetUpNeedsItsKeyAndWorksOnce(t *testing.T) {
	s := fresh(t, store.Config{Data: t.TempDir()}, func(k *kit.Kit) { k.SetupKey = "geheim-van-de-start" })
	c := s.browser(true)
	form := url.Values{"organisation": {"Voorbeeld"}, "phone": {"020"}, "lead_name": {"Mirjam"}, "lead_email": {"mirjam@voorbeeld.example"}, "password": {words},
		"deputy_name": {"Pieter"}, "deputy_email": {"pieter@voorbeeld.example"}, "confidant_name": {"Ilse"}, "confidant_phone": {"020"}}
	for _, path := range []string{"/setup", "/setup?key=fout"} {
		if a := s.get(c, path); a.code != 404 {
			t.Errorf("%s: %d", path, a.code)
		}
	}
	if a := s.post(c, "/setup", form); a.code != 404 || s.reg.SetUp() {
		t.Fatalf("without the key: %d", a.code)
	}
	for _, path := range []string{"/", "/complaints", "/staff"} {
		if a := s.post(c, path, url.Values{"story": {"Te vroeg"}}); a.code != 303 && a.code != 307 && a.code != 404 {
			t.Errorf("%s before set-up: %d", path, a.code)
		}
	}
	form.Set("key", "geheim-van-de-start")
	short := url.Values{}
	for k, v := range form {
		short[k] = v
	}
	short["password"] = []string{"kort"}
	if a := s.post(c, "/setup", short); a.code != 422 || !strings.Contains(a.body, "minstens 12 tekens") || !strings.Contains(a.body, "pieter@voorbeeld.example") || strings.Contains(a.body, `value="kort"`) {
		t.Errorf("a short password: %d", a.code)
	}
	first := s.post(c, "/setup", form)
	sheet := regexp.MustCompile(`name="shown" value="([^"]+)"`).FindStringSubmatch(first.body)
	if first.code != 200 || sheet == nil {
		t.Fatalf("set up: %d", first.code)
	}
	form.Set("organisation", "Van een ander")
	if a := s.post(s.browser(false), "/setup", form); a.code != 303 || s.reg.Home().Name != "Voorbeeld" {
		t.Errorf("a second time: %d, %s", a.code, s.reg.Home().Name)
	}
	if a := s.get(s.browser(false), "/setup"); strings.Contains(a.body, sheet[1]) || strings.Contains(a.body, sheet[1][:9]) {
		t.Error("the sheet is shown to a stranger")
	}
	if a := s.post(c, "/setup/recovery", url.Values{"recovery": {strings.Repeat("0", len(sheet[1]))}, "shown": {sheet[1]}}); a.code != 422 || !strings.Contains(a.body, "niet de code van het herstelblad") || s.reg.Home().RecoveryConfirmed {
		t.Errorf("a wrong sheet: %d", a.code)
	}
	if err := s.reg.Fill(ctx); err != nil {
		t.Fatal(err)
	}
	a := s.post(c, "/setup/recovery", url.Values{"recovery": {strings.ToLower(strings.ReplaceAll(sheet[1], "-", " "))}})
	link := regexp.MustCompile(`/staff/invitation\?token=[\w-]+`).FindString(a.body)
	if a.code != 200 || !s.reg.Home().RecoveryConfirmed || link == "" {
		t.Fatalf("typed back: %d, %q", a.code, link)
	}
	if page := s.get(s.browser(false), link); page.code != 200 || !strings.Contains(page.body, "Pieter") {
		t.Errorf("the deputy's link: %d", page.code)
	}
	if again := s.get(s.browser(false), "/setup"); again.code != 303 || again.Get("Location") != "/staff" {
		t.Errorf("afterwards: %d", again.code)
	}
	if strings.Contains(s.log.String(), sheet[1]) || strings.Contains(s.log.String(), "geheim-van") {
		t.Error("a secret stands in the log")
	}
}

func TestAnInvitationWorksOnce(t *testing.T) {
	s := open(t)
	m, _ := s.reg.LeadMember()
	lead := register.Person{Actor: access.New(m.Organisation, m.ID, access.Lead), Member: m}
	invite := func() (string, complaint.MemberID) {
		email := store.NewID()[:8] + "@voorbeeld.example"
		token, err := s.reg.Invite(ctx, lead, "Henk Postma", email, []access.Role{access.Trainer})
		if err != nil {
			t.Fatal(err)
		}
		all := s.reg.Members()
		return string(token), all[slices.IndexFunc(all, func(m store.Member) bool { return m.Email == email })].ID
	}
	use := func(token string) answer {
		return s.post(s.browser(true), "/staff/invitation", url.Values{"key": {token}, "password": {words}})
	}
	token, id := invite()
	if a := s.post(s.browser(true), "/staff/invitation", url.Values{"key": {token}, "password": {"Henk Postma is hier"}}); a.code != 422 || !strings.Contains(a.body, "een naam die anderen kennen") {
		t.Errorf("his own name: %d", a.code)
	}
	if first, again := use(token), use(token); first.code != 303 || again.code != 404 {
		t.Errorf("first %d, again %d", first.code, again.code)
	}
	if _, err := s.reg.InviteAgain(ctx, lead, id); err == nil {
		t.Error("who came in can be invited again")
	}
	late, _ := invite()
	s.clock.Advance(73 * time.Hour)
	if a := use(late); a.code != 404 {
		t.Errorf("after three days: %d", a.code)
	}
	left, leaver := invite()
	if err := s.reg.Leave(ctx, lead, leaver); err != nil {
		t.Fatal(err)
	}
	if a := use(left); a.code != 404 {
		t.Errorf("after leaving: %d", a.code)
	}
	if a := use("geraden"); a.code != 404 {
		t.Errorf("a guess: %d", a.code)
	}
}

func TestEnglishFormsGetEnglishSentences(t *testing.T) {
	s := open(t)
	for says, form := range map[string]url.Values{"One sentence is enough": {"story": {""}}, "not complete yet": {"story": {"x"}, "email": {"half@"}}, "Up to 50,000": {"story": {strings.Repeat("x", 50_001)}}} {
		form.Set("lang", "en")
		if a := s.post(s.browser(false), "/complaints", form); a.code != 422 || !strings.Contains(a.body, says) || !strings.Contains(a.body, `<html lang="en"`) {
			t.Errorf("%d without %q", a.code, says)
		}
	}
	a := s.post(s.browser(false), "/complaints", url.Values{"lang": {"en"}, "story": {"The room was cold"}})
	if a.code != 200 || !strings.Contains(a.body, `<html lang="en"`) {
		t.Errorf("the receipt: %d", a.code)
	}
	if a := s.post(s.browser(false), "/status", url.Values{"lang": {"en"}, "code": {"12"}}); !strings.Contains(a.body, "not complete yet") {
		t.Errorf("the status page: %d", a.code)
	}
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	if a := s.post(s.browser(false), "/complaints", url.Values{"lang": {"en"}, "story": {"Do not lose this"}}); a.code != 503 || !strings.Contains(a.body, "Do not lose this") || !strings.Contains(a.body, `<html lang="en"`) || !strings.Contains(a.body, "We do not have your complaint yet") {
		t.Errorf("%d\n%s", a.code, a.body)
	}
}
