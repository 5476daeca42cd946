package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestAnAmountThatIsNone has its sentence at its own row, and nothing typed is lost; one
// that is stands in the letter.
func TestAnAmountThatIsNone(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	s.complain("De zaal was koud")
	page := "/staff/complaints/" + s.ref(lead)
	form := url.Values{"key": {"k1"}, "finding": {"upheld"}, "reason": {"De kachel was stuk."}, "remedy": {"Excuses", "Lesgeld terug"}, "remedy_owner": {"", ""}, "remedy_by": {"", ""}, "remedy_amount": {"", "vijf"}}
	a := s.post(lead, page+"/decision", form)
	if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, `href="#remedy_amount-2"`) || !strings.Contains(a.body, `id="remedy_amount-2"`) || strings.Count(a.body, "We begrijpen dit bedrag niet") != 2 ||
		!strings.Contains(a.body, `value="vijf"`) || !strings.Contains(a.body, "De kachel was stuk.") {
		t.Errorf("%d: the sentence is not at its row, or something is lost", a.code)
	}
	form.Set("key", "k2")
	form["remedy_amount"] = []string{"", "1.250,50"}
	if a := s.post(lead, page+"/decision", form); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	if a := s.get(lead, page+"/response"); !strings.Contains(a.body, "Lesgeld terug (€ 1.250,50)") {
		t.Error("the letter does not say how much")
	}
}
