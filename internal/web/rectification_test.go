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
