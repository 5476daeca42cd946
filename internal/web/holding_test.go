package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestTheComplainantHearsHowItStands: from the dossier, with the letter beside the
// form, to the complainant's own page.
func TestTheComplainantHearsHowItStands(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	code := s.complain("De zaal was koud")
	path := "/staff/complaints/" + s.ref(lead)
	if a := s.get(lead, path); !strings.Contains(a.body, `href="`+path+`/holding"`) {
		t.Error("the dossier does not lead there")
	}
	form := url.Values{"progress": {"We spraken de verhuurder."}, "steps": {"Morgen kijken we zelf."}, "via": {"page"}}
	if a := s.post(lead, path+"/holding/preview", form); !strings.Contains(a.body, "<p>We spraken de verhuurder.</p>") || !strings.Contains(a.body, "uiterlijk woensdag 2 december") {
		t.Errorf("the letter beside the form: %d", a.code)
	}
	if a := s.post(lead, path+"/holding", url.Values{"steps": {"Morgen"}, "via": {"page"}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Schrijf op hoe ver jullie zijn.") || !strings.Contains(a.body, "Morgen</textarea>") {
		t.Errorf("without a word: %d", a.code)
	}
	s.must(s.post(lead, path+"/holding", form))
	a := s.get(lead, path)
	if !strings.Contains(a.body, "Er verandert geen datum.") || !strings.Contains(a.body, "schreef een brief: bericht hoe het staat") {
		t.Error("not told in the dossier")
	}
	page := s.post(s.browser(false), "/status", url.Values{"code": {code}}).body
	for _, want := range []string{"U kreeg een bericht hoe het staat", "Hoe het staat met uw klacht", "woensdag 2 december"} {
		if !strings.Contains(page, want) {
			t.Errorf("the complainant's page does not show %q", want)
		}
	}
}
