package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

var (
	resendForm  = regexp.MustCompile(`(?s)<form method="post" class="mt3">(.*?)</form>`)
	hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
)

// again is the form that a page offers to send once more, to its own address.
func (s *site) again(a answer) (form url.Values) {
	s.t.Helper()
	m := resendForm.FindStringSubmatch(a.body)
	if m == nil {
		s.t.Fatalf("%d offers nothing to send again\n%.2000s", a.code, a.body)
	}
	form = url.Values{}
	for _, f := range hiddenField.FindAllStringSubmatch(m[1], -1) {
		form.Add(html.UnescapeString(f[1]), html.UnescapeString(f[2]))
	}
	return form
}

// TestWhatWasNotStoredIsSentOnceMore: with one button, with the files, and under the
// same key, so that it comes in once however often it is pressed.
func TestWhatWasNotStoredIsSentOnceMore(t *testing.T) {
	line := testkit.NewLine(t, testkit.Postgres(t))
	s := fresh(t, store.Config{Data: t.TempDir(), Postgres: line.URL})
	s.setUp()
	lead, _ := s.signedIn()
	s.complain("Toen was hij er nog")
	path := "/staff/complaints/" + s.ref(lead)
	line.Cut()
	story := "Dit \"mag\" niet\nverloren <gaan> & blijft"
	missed := s.multipart(s.browser(false), "/complaints", url.Values{"key": {store.NewID()}, "story": {story}, "email": {"t.jansen@elders.example"}}, upload{"foto.jpg", []byte("een foto")})
	noted := s.post(lead, path+"/note", url.Values{"key": {store.NewID()}, "text": {"Mijn notitie"}})
	for _, a := range []answer{missed, noted} {
		if a.code != http.StatusServiceUnavailable || a.Get("Retry-After") == "" {
			t.Errorf("%d, again after %q", a.code, a.Get("Retry-After"))
		}
	}
	secret := s.post(s.browser(false), "/staff/sign-in", url.Values{"email": {"mirjam@voorbeeld.example"}, "password": {"een lang wachtwoord hier"}})
	if resendForm.MatchString(secret.body) && strings.Contains(secret.body, "een lang wachtwoord hier") {
		t.Error("a password stands on a page")
	}
	line.Mend()
	for range 3 {
		if a := s.post(s.browser(false), "/complaints", s.again(missed)); a.code != http.StatusOK || !codeOnPage.MatchString(a.body) {
			t.Errorf("once more: %d", a.code)
		}
		if a := s.post(lead, path+"/note", s.again(noted)); a.code != http.StatusSeeOther {
			t.Errorf("the note once more: %d", a.code)
		}
	}
	if n := s.dossiers(); n != 2 {
		t.Errorf("%d complaints", n)
	}
	if n := s.files(); n != 1 {
		t.Errorf("%d files", n)
	}
	if n := strings.Count(s.get(lead, path).body, "Mijn notitie"); n != 1 {
		t.Errorf("the note stands there %d times", n)
	}
}
