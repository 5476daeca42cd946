package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestWhoWithdrawsGetsAConfirmation when it is asked for, and it is still to post
// after closing.
func TestWhoWithdrawsGetsAConfirmation(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	code := s.complain("De zaal was koud")
	path := "/staff/complaints/" + s.ref(lead)
	if a := s.get(lead, path+"/withdrawal"); strings.Contains(a.body, `id="confirm" name="confirm" value="yes" checked`) || !strings.Contains(a.body, `id="confirm"`) {
		t.Error("without an address it is not the usual thing")
	}
	form := url.Values{"how": {"phone"}, "reason": {"Het is uitgepraat"}, "did": {"De kachel is aan"}, "via": {"post"}, "confirm": {"yes"}, "day": {"2026-11-25"}, "key": {"k1"}}
	if a := s.post(lead, path+"/withdrawal/preview", form); !strings.Contains(a.body, "<li>De kachel is aan</li>") || !strings.Contains(a.body, " checked> <span>Stuur") {
		t.Errorf("the letter beside the form: %d", a.code)
	}
	bad := url.Values{"how": {"phone"}, "reason": {"x"}, "via": {"email"}, "confirm": {"yes"}}
	if a := s.post(lead, path+"/withdrawal", bad); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "E-mail is hier niet ingesteld") {
		t.Errorf("by a road that is not there: %d", a.code)
	}
	s.must(s.post(lead, path+"/withdrawal", form))
	s.must(s.post(lead, path+"/closing", url.Values{"reason": {"Ingetrokken"}, "via": {"post"}}))
	if c := s.whole(path[strings.LastIndex(path, "/")+1:]); len(c.Letters) != 1 || c.Closed == nil {
		t.Fatalf("%d letters, closed %v", len(c.Letters), c.Closed)
	}
	list := s.get(lead, "/staff/letters").body
	if !strings.Contains(list, "Bevestiging van het einde") || strings.Contains(s.post(s.browser(false), "/status", url.Values{"code": {code}}).body, "U kreeg een bevestiging van het einde") {
		t.Error("not in the list, or with the complainant before it was posted")
	}
	id := s.whole(path[strings.LastIndex(path, "/")+1:]).Letters[0].ID
	if text := pdfText(t, s.get(lead, path+"/letters/"+id+"/pdf").body); strings.Contains(text, "Bent u straks niet tevreden") || !strings.Contains(text, "U heeft uw klacht ingetrokken.") {
		t.Error(text)
	}
	s.must(s.post(lead, path+"/delivery", url.Values{"letter": {id}, "how": {"posted"}, "day": {"2026-11-25"}}))
	if page := s.post(s.browser(false), "/status", url.Values{"code": {code}}).body; !strings.Contains(page, "U kreeg een bevestiging van het einde") {
		t.Error("the complainant's page does not show it")
	}
}
