package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestHowManyTookPartIsAsked: a number that is none gets a sentence and keeps what was
// typed; then the figures say how many complaints there are for a hundred people.
func TestHowManyTookPartIsAsked(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	s.complain("De zaal was koud")
	page := "/staff/figures/participants"
	if a := s.get(lead, "/staff/figures"); strings.Contains(a.body, "per 100 deelnemers") || !strings.Contains(a.body, "Vul in hoeveel deelnemers er waren") {
		t.Error("before anybody said so the figures know how many took part, or do not ask")
	}
	wrong := s.post(lead, page, url.Values{"participants_0": {"twee"}, "days_0": {"12"}})
	if wrong.code != http.StatusUnprocessableEntity || !strings.Contains(wrong.body, "Schrijf een heel getal") || !strings.Contains(wrong.body, `value="twee"`) || !strings.Contains(wrong.body, `value="12"`) {
		t.Errorf("%d: what was typed is lost, or there is no sentence", wrong.code)
	}
	if a := s.post(lead, page, url.Values{"participants_0": {"1.250"}, "days_0": {""}}); a.code != http.StatusSeeOther {
		t.Errorf("%d", a.code)
	}
	a := s.get(lead, "/staff/figures?period="+s.reg.Now().Format("2006"))
	if !strings.Contains(a.body, "Klachten per 100 deelnemers") || !strings.Contains(a.body, "1 bij 1250 deelnemers") || strings.Contains(a.body, "per 100 trainingsdagen") {
		t.Error("the figures do not say it, or say what nobody filled in")
	}
}

// TestNothingSavedSaysSo: the figures then show no number, so the page that comes back
// says why.
func TestNothingSavedSaysSo(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	page := "/staff/figures/participants"
	for name, x := range map[string]struct{ participants, says string }{"nothing": {"", "Er is nu niets ingevuld"}, "a number": {"20", "Zo staat het nu in de cijfers"}} {
		a := s.post(lead, page, url.Values{"participants_0": {x.participants}, "days_0": {" "}})
		if a.code != http.StatusSeeOther {
			t.Fatalf("%s: %d", name, a.code)
		}
		if got := s.get(lead, a.Get("Location")).body; !strings.Contains(got, x.says) {
			t.Errorf("%s: it does not say %q", name, x.says)
		}
	}
}
