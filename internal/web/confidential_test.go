package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
)

// changing is what differs between two showings of one page.
var changing = regexp.MustCompile(`name="key" value="[^"]*"`)

func bare(body, ref string) string {
	return strings.ReplaceAll(changing.ReplaceAllString(body, ""), ref, "NUMMER")
}

// TestWhatMayNotBeSeenLooksAbsent: for the person complained about, whatever
// their role, the dossier is not there: not as a page, an act, a hit or a count.
func TestWhatMayNotBeSeenLooksAbsent(t *testing.T) {
	for _, role := range []access.Role{access.Trainer, access.Partner, access.Deputy, access.Lead} {
		t.Run(string(role), func(t *testing.T) {
			s := open(t)
			s.complain("Henk vertelde het aan de groep")
			lead, _ := s.signedIn()
			ref := s.ref(lead)
			henk, id := s.signedIn(role)
			if a := s.post(lead, "/staff/complaints/"+ref+"/subject", url.Values{"member": {string(id)}}); a.code != http.StatusSeeOther {
				t.Fatalf("naming the subject: %d", a.code)
			}
			for _, path := range []string{"", "/decision", "/note", "/letters/x", "/attachments/x"} {
				real, absent := s.get(henk, "/staff/complaints/"+ref+path), s.get(henk, "/staff/complaints/2026-1"+path)
				if real.code != http.StatusNotFound || real.code != absent.code || bare(real.body, ref) != bare(absent.body, "2026-1") {
					t.Errorf("%q: %d, absent gives %d", path, real.code, absent.code)
				}
			}
			posted := s.post(henk, "/staff/complaints/"+ref+"/note", url.Values{"text": {"x"}})
			if posted.code != http.StatusNotFound {
				t.Errorf("an act gave %d", posted.code)
			}
			for what, a := range map[string]answer{"search": s.post(henk, "/staff/search", url.Values{"q": {"groep"}}), "number": s.post(henk, "/staff/search", url.Values{"q": {ref}}),
				"list": s.get(henk, "/staff/complaints?view=all"), "today": s.get(henk, "/staff")} {
				if strings.Contains(a.body, "/staff/complaints/"+ref) || strings.Contains(a.body, "te doen") {
					t.Errorf("%s shows it", what)
				}
			}
			if again := s.get(lead, "/staff/complaints/"+ref); again.code != http.StatusOK || !strings.Contains(again.body, "Henk Postma ziet dit dossier niet") {
				t.Errorf("the lead sees %d", again.code)
			}
		})
	}
}

func TestSessionsEnd(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	s.clock.Advance(31 * time.Minute)
	if a := s.get(lead, "/staff"); a.code != http.StatusSeeOther {
		t.Errorf("after half an hour of nothing: %d", a.code)
	}
	lead, _ = s.signedIn()
	for range 12*3 + 1 {
		s.clock.Advance(20 * time.Minute)
		s.get(lead, "/staff")
	}
	if a := s.get(lead, "/staff"); a.code != http.StatusSeeOther {
		t.Errorf("after twelve hours: %d", a.code)
	}
	lead, _ = s.signedIn()
	s.post(lead, "/staff/sign-out", url.Values{})
	if a := s.get(lead, "/staff"); a.code != http.StatusSeeOther {
		t.Errorf("after signing out: %d", a.code)
	}
	if a, b := s.post(s.browser(true), "/staff/sign-in", url.Values{"email": {"mirjam@voorbeeld.example"}, "password": {"niet dit"}}),
		s.post(s.browser(true), "/staff/sign-in", url.Values{"email": {"niemand@voorbeeld.example"}, "password": {"niet dit"}}); a.code != b.code ||
		strings.ReplaceAll(a.body, "mirjam", "niemand") != b.body {
		t.Errorf("a wrong password and an unknown address differ: %d, %d", a.code, b.code)
	}
}

func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	s := open(t)
	for name, header := range map[string][2]string{"cross site": {"Sec-Fetch-Site", "cross-site"}, "same site": {"Sec-Fetch-Site", "same-site"}, "other origin": {"Origin", "https://kwaad.example"}} {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+"/complaints", strings.NewReader("story=vals"))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set(header[0], header[1])
		if a := s.do(s.browser(false), r); a.code != http.StatusForbidden {
			t.Errorf("%s: %d", name, a.code)
		}
	}
	if s.dossiers() != 0 {
		t.Error("something was stored")
	}
}

func TestEveryAnswerHasItsHeaders(t *testing.T) {
	s := open(t)
	for _, path := range []string{"/", "/en", "/status", "/staff/sign-in", "/staff", "/nergens", "/healthz", "/procedure"} {
		h := s.get(s.browser(false), path).Header
		for name, want := range map[string]string{"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cache-Control": "no-store"} {
			if !strings.Contains(h.Get(name), want) {
				t.Errorf("%s: %s is %q", path, name, h.Get(name))
			}
		}
	}
}
