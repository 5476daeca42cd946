package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"wederhoor/internal/access"
)

// TestTwoPeopleMakeAPassageUnreadable by the pages: what is typed wrong comes back, one
// looks where it stands and proposes, another who reads nothing of it confirms, and it
// is gone for the complainant too.
func TestTwoPeopleMakeAPassageUnreadable(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	_, ref := s.answered(lead, "Naast mij zat Wietske Kanarie. De zaal was koud.")
	page := "/staff/complaints/" + ref + "/redaction"
	words := url.Values{"passage": {"wietske  kanarie"}, "asked": {"other"}, "reason": {"privacy van een ander"}}
	if a := s.post(lead, page, url.Values{"passage": {"Bartje"}, "asked": {"other"}, "reason": {"zomaar"}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "staan nergens in de klacht") || !strings.Contains(a.body, "Bartje") || !strings.Contains(a.body, "zomaar") {
		t.Errorf("what stands nowhere: %d\n%s", a.code, a.body)
	}
	if a := s.post(lead, page, url.Values{"passage": {"koud"}, "asked": {"other"}, "reason": {"de zaal was koud"}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "zonder die woorden") {
		t.Errorf("a reason that tells: %d", a.code)
	}
	if a := s.post(lead, page+"/preview", words); a.code != http.StatusOK || !strings.Contains(a.body, "<mark>Wietske Kanarie</mark>") {
		t.Errorf("where it stands: %d\n%s", a.code, a.body)
	}
	if a := s.post(lead, page, words); a.code != http.StatusSeeOther {
		t.Fatalf("propose: %d\n%s", a.code, a.body)
	}
	if a := s.get(lead, page); !strings.Contains(a.body, "Iemand anders moet dit bevestigen") || strings.Contains(a.body, "Ja, maak onleesbaar") {
		t.Errorf("who proposed it:\n%s", a.body)
	}
	if a := s.post(lead, "/staff/retention/"+ref+"/redaction", url.Values{}); a.code != http.StatusNotFound {
		t.Errorf("confirmed by who proposed it: %d", a.code)
	}
	partner, _ := s.signedIn(access.Partner)
	desk := s.get(partner, "/staff/retention").body
	if !strings.Contains(desk, ref) || !strings.Contains(desk, "Ja, maak onleesbaar") || strings.Contains(desk, "Wietske") || strings.Contains(desk, "privacy van een ander") {
		t.Errorf("a partner sees:\n%s", desk)
	}
	if a := s.post(partner, "/staff/retention/"+ref+"/redaction", url.Values{}); a.code != http.StatusSeeOther {
		t.Fatalf("confirm: %d\n%s", a.code, a.body)
	}
	dossier := s.get(lead, "/staff/complaints/"+ref).body
	if strings.Contains(dossier, "Wietske") || !strings.Contains(dossier, "Naast mij zat [onleesbaar gemaakt op ") || !strings.Contains(dossier, "privacy van een ander]. De zaal was koud.") {
		t.Errorf("afterwards:\n%s", dossier)
	}
	if !strings.Contains(dossier, "Gevraagd door: iemand anders die in de klacht staat") {
		t.Error("the course of it does not tell it")
	}
}
