package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestAFactIsPutRight by the page: what is typed wrong comes back, and both the team and
// the complainant read what it should be beside what was told.
func TestAFactIsPutRight(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	_, ref := s.answered(lead, "Het was op maandag, in de grote zaal.")
	page := "/staff/complaints/" + ref + "/rectification"
	if a := s.get(lead, page); a.code != http.StatusOK || !strings.Contains(a.body, "in de grote zaal") {
		t.Errorf("the form: %d", a.code)
	}
	if a := s.post(lead, page, url.Values{"wrong": {"op zondag"}, "right": {"op dinsdag"}, "asked": {"complainant"}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Dit staat niet in het verhaal") || !strings.Contains(a.body, "op dinsdag") {
		t.Errorf("what was not told: %d\n%s", a.code, a.body)
	}
	if a := s.post(lead, page, url.Values{"wrong": {"op maandag"}, "right": {"op dinsdag"}, "asked": {"complainant"}}); a.code != http.StatusSeeOther {
		t.Fatalf("put right: %d\n%s", a.code, a.body)
	}
	dossier := s.get(lead, "/staff/complaints/"+ref).body
	if !strings.Contains(dossier, "Het was op maandag, in de grote zaal.") || !strings.Contains(dossier, "niet “op maandag” maar “op dinsdag”") {
		t.Errorf("the dossier:\n%s", dossier)
	}
}

// TestADossierIsRestricted by the page, shows that it is, and ends only with the day on
// which that was told.
func TestADossierIsRestricted(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	_, ref := s.answered(lead, "De zaal was koud.")
	page := "/staff/complaints/" + ref + "/restriction"
	if a := s.post(lead, page, url.Values{"asked": {"subject"}, "reason": {" "}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Schrijf op waarom") {
		t.Errorf("without a reason: %d", a.code)
	}
	if a := s.post(lead, page, url.Values{"asked": {"subject"}, "reason": {"Dit wordt uitgezocht."}}); a.code != http.StatusSeeOther {
		t.Fatalf("restrict: %d\n%s", a.code, a.body)
	}
	if a := s.get(lead, "/staff/complaints/"+ref); !strings.Contains(a.body, "Beperkt sinds ") || !strings.Contains(a.body, "wordt alleen bewaard") {
		t.Errorf("the dossier does not say so:\n%s", a.body)
	}
	lift := url.Values{"lift": {"yes"}, "how": {"phone"}, "reason": {"Het klopte."}}
	if a := s.post(lead, page, lift); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "op welke dag het is verteld") || !strings.Contains(a.body, "Het klopte.") {
		t.Errorf("nobody was told: %d\n%s", a.code, a.body)
	}
	lift.Set("told", s.reg.Procedure().On(s.clock.Now()).String())
	if a := s.post(lead, page, lift); a.code != http.StatusSeeOther {
		t.Fatalf("lift: %d\n%s", a.code, a.body)
	}
	if a := s.get(lead, "/staff/complaints/"+ref); strings.Contains(a.body, "Beperkt sinds ") {
		t.Error("it is restricted still")
	}
}
