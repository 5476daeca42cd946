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
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
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
		if a.Get("Content-Type") != "application/octet-stream" || a.Get("Content-Security-Policy") != "sandbox; default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'" ||
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

func TestEnglishFormsGetEnglishSentences(t *testing.T) {
	s := open(t)
	for says, form := range map[string]url.Values{"One sentence is enough": {"story": {""}}, "not complete yet": {"story": {"x"}, "email": {"half@"}}, "up to 50,000": {"story": {strings.Repeat("x", 50_001)}}} {
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
