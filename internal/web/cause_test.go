package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestWhatItCameFrom is said with the decision or later on, and how grave it is too; what
// is on no list is refused and nothing typed is lost. Both stand in the dossier and lead
// from the figures to the list.
func TestWhatItCameFrom(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	s.complain("De zaal was koud")
	page := "/staff/complaints/" + s.ref(lead)
	form := url.Values{"key": {"k1"}, "finding": {"upheld"}, "reason": {"De kachel was stuk."}, "cause": {"weather"}}
	if a := s.post(lead, page+"/decision", form); a.code != http.StatusUnprocessableEntity || strings.Count(a.body, "Kies iets uit de lijst, of laat het open.") != 2 || !strings.Contains(a.body, "De kachel was stuk.") {
		t.Errorf("%d: a cause on no list", a.code)
	}
	form.Set("key", "k2")
	form.Set("cause", "technology")
	if a := s.post(lead, page+"/decision", form); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	if a := s.get(lead, page+"/decision"); !strings.Contains(a.body, `<option value="technology" selected>`) {
		t.Error("the next decision forgets what it came from")
	}
	if a := s.post(lead, page+"/correction", url.Values{"key": {"k3"}, "severity": {"enormous"}}); a.code != http.StatusUnprocessableEntity {
		t.Errorf("%d: a severity on no list", a.code)
	}
	if a := s.post(lead, page+"/correction", url.Values{"key": {"k4"}, "severity": {"high"}, "cause": {"supplier"}, "reason": {"De kachel is van de verhuurder."}}); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	if a := s.get(lead, page); !strings.Contains(a.body, "leverancier") || !strings.Contains(a.body, "hoog") || !strings.Contains(a.body, "Was: Techniek. Nu: Leverancier.") {
		t.Error("the dossier does not say what it came from, or how grave it is")
	}
	figures := s.get(lead, "/staff/figures?period=2026").body
	for _, want := range []string{"Per oorzaak", "Leverancier", "Per ernst", "cut=cause&amp;figure=received&amp;period=2026&amp;value=supplier"} {
		if !strings.Contains(figures, want) {
			t.Errorf("the figures do not say %q", want)
		}
	}
	if a := s.get(lead, "/staff/complaints?cut=cause&figure=received&period=2026&value=supplier"); !strings.Contains(a.body, strings.TrimPrefix(page, "/staff/complaints/")) {
		t.Error("the number does not lead to its list")
	}
}
