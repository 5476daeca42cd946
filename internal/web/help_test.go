package web_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

var ctx = context.Background()

const words = "fietsen door de regen"

// site is the whole site on a fresh register, with everything it logged.
type site struct {
	*httptest.Server
	t     *testing.T
	store *store.Store
	reg   *register.Register
	clock *testkit.Clock
	dir   string
	log   *bytes.Buffer
	mails uint32 // that were put in the ledger
}

// open is a site that was set up, on files of its own.
func open(t *testing.T) *site {
	t.Helper()
	s := fresh(t, store.Config{Data: t.TempDir()})
	s.setUp()
	return s
}

// fresh is a site that nobody has set up.
func fresh(t *testing.T, cfg store.Config, changes ...func(*kit.Kit)) *site {
	t.Helper()
	s := &site{t: t, clock: testkit.NewClock(time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)), dir: cfg.Data, log: new(bytes.Buffer)}
	if cfg.Now = s.clock.Now; cfg.Master == (vault.Key{}) {
		cfg.Master = vault.NewKey()
	}
	var err error
	if s.store, err = store.Open(ctx, cfg); err != nil {
		t.Fatal(err)
	}
	logger := slog.New(slog.NewJSONHandler(s.log, nil))
	s.reg, err = register.New(ctx, register.Config{Store: s.store, Now: s.clock.Now, Site: func() string { return "http://voorbeeld.example" }, Logger: logger})
	if err != nil {
		t.Fatal(err)
	}
	k := &kit.Kit{Register: s.reg, Logger: logger, Now: s.clock.Now}
	for _, change := range changes {
		change(k)
	}
	s.Server = httptest.NewServer(web.Handler(k))
	t.Cleanup(func() { s.Close(); _ = s.store.Close() })
	return s
}

var setUp = register.SetUp{Organisation: "Voorbeeld Trainingen", Phone: "020 000 00 00", LeadName: "Mirjam de Wit",
	LeadEmail: "mirjam@voorbeeld.example", Password: words, SecondFactor: "optional", Appeal: complaint.AppealBody{Name: "Ilse Terpstra", Phone: "020 000 00 01"}}

func (s *site) setUp() {
	s.t.Helper()
	s.setUpWith(setUp)
}

func (s *site) setUpWith(in register.SetUp) {
	s.t.Helper()
	if _, err := s.reg.SetUpOrganisation(ctx, in); err != nil {
		s.t.Fatal(err)
	}
	if err := s.reg.Fill(ctx); err != nil {
		s.t.Fatal(err)
	}
}

// browser keeps cookies; a nil jar is a client that keeps none.
func (s *site) browser(cookies bool) *http.Client {
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	if cookies {
		c.Jar, _ = cookiejar.New(nil)
	}
	return c
}

// answer is a response, read.
type answer struct {
	code int
	http.Header
	body string
}

func (s *site) do(c *http.Client, r *http.Request) answer {
	s.t.Helper()
	res, err := c.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, string(raw)}
}

func (s *site) get(c *http.Client, path string) answer {
	s.t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.do(c, r)
}

func (s *site) post(c *http.Client, path string, form url.Values) answer {
	s.t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.do(c, r)
}

// upload is a file as a browser sends it.
type upload struct {
	name string
	body []byte
}

func (s *site) multipart(c *http.Client, path string, form url.Values, files ...upload) answer {
	s.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for k, vs := range form {
		for _, v := range vs {
			_ = m.WriteField(k, v)
		}
	}
	for _, f := range files {
		w, err := m.CreateFormFile("attachment", f.name)
		if err != nil {
			s.t.Fatal(err)
		}
		_, _ = w.Write(f.body)
	}
	_ = m.Close()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+path, &b)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", m.FormDataContentType())
	return s.do(c, r)
}

// invited is somebody who came in with these roles and the usual password.
func (s *site) invited(roles ...access.Role) complaint.MemberID {
	s.t.Helper()
	return s.member("Henk Postma", roles...).ID
}

// signedIn is a browser of the lead, or of somebody invited with these roles.
func (s *site) signedIn(roles ...access.Role) (*http.Client, complaint.MemberID) {
	s.t.Helper()
	m, _ := s.reg.LeadMember()
	if len(roles) > 0 {
		m, _ = s.reg.Member(s.invited(roles...))
	}
	c := s.browser(true)
	if a := s.post(c, "/staff/sign-in", url.Values{"email": {m.Email}, "password": {words}}); a.code != http.StatusSeeOther {
		s.t.Fatalf("sign in: %d\n%s", a.code, a.body)
	}
	return c, m.ID
}

// dossiers counts what is stored.
func (s *site) dossiers() (n int) {
	s.t.Helper()
	if err := s.store.All(ctx, s.reg.Home().ID, nil, func(string, complaint.Complaint) { n++ }); err != nil {
		s.t.Fatal(err)
	}
	return n
}

func (s *site) files() int {
	entries, err := os.ReadDir(filepath.Join(s.dir, "files"))
	if err != nil {
		s.t.Fatal(err)
	}
	return len(entries)
}

var (
	codeOnPage = regexp.MustCompile(`id="receipt-code">([0-9A-Z-]{19})<`)
	refOnPage  = regexp.MustCompile(`/staff/complaints/(\d+-\d+)`)
)

func (s *site) complain(story string) (code string) {
	s.t.Helper()
	a := s.post(s.browser(false), "/complaints", url.Values{"story": {story}, "name": {"Tessa Jansen"}})
	m := codeOnPage.FindStringSubmatch(a.body)
	if a.code != http.StatusOK || m == nil {
		s.t.Fatalf("no receipt: %d\n%s", a.code, a.body)
	}
	return m[1]
}

func (s *site) ref(c *http.Client) string {
	s.t.Helper()
	m := refOnPage.FindStringSubmatch(s.get(c, "/staff/complaints").body)
	if m == nil {
		s.t.Fatal("no complaint in the register")
	}
	return m[1]
}
