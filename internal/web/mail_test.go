package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"wederhoor/internal/mail"
	"wederhoor/internal/store"
)

// mailing is a site with a mail server that nothing reaches, and a letter by mail.
func mailing(t *testing.T) (s *site, lead *http.Client, path string) {
	t.Helper()
	s = fresh(t, store.Config{Data: t.TempDir()})
	s.setUp()
	nobody, err := mail.ParseServer("smtp://127.0.0.1:1?from=klachten@voorbeeld.example")
	if err != nil {
		t.Fatal(err)
	}
	s.reg.Mail = nobody
	lead, _ = s.signedIn()
	a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"De zaal was koud"}, "name": {"Tessa Jansen"}, "email": {"tessa@elders.example"}})
	if a.code != http.StatusOK {
		t.Fatalf("no receipt: %d", a.code)
	}
	ref := refOnPage.FindStringSubmatch(s.post(lead, "/staff/search", url.Values{"q": {"koud"}}).body)[1]
	path = "/staff/complaints/" + ref
	s.write(lead, path)
	return s, lead, path
}

// write acknowledges by mail.
func (s *site) write(lead *http.Client, path string) {
	s.t.Helper()
	s.must(s.post(lead, path+"/acknowledgement", url.Values{"kind": {"action"}, "action": {"We hebben de kachel aangezet"}, "via": {"email"}}))
}

func (s *site) letterOn(c *http.Client, path string) string {
	s.t.Helper()
	return idAfter(s.t, s.get(c, path).body, path+"/letters/")
}

func TestTheMailOfALetterIsADownload(t *testing.T) {
	s, lead, path := mailing(t)
	letter := path + "/letters/" + s.letterOn(lead, path)
	if page := s.get(lead, letter); !strings.Contains(page.body, `href="`+letter+`/mail"`) {
		t.Error("the letter does not offer its mail")
	}
	a := s.get(lead, letter+"/mail")
	if a.code != http.StatusOK || a.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(a.Get("Content-Disposition"), "attachment") {
		t.Errorf("%d %s %s", a.code, a.Get("Content-Type"), a.Get("Content-Disposition"))
	}
	if !strings.Contains(a.body, "To: \"Tessa Jansen\" <tessa@elders.example>\r\n") || !strings.Contains(a.body, "Message-ID: <") {
		t.Errorf("got %q", a.body)
	}
	if a := s.get(lead, path+"/letters/x/mail"); a.code != http.StatusNotFound {
		t.Errorf("a letter that is not there: %d", a.code)
	}
}
