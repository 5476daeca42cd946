package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
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

// TestAKindOfRemedyMayBeSaid: one that does not exist is refused at its row, also below a
// row that was left empty, and nothing typed is lost; what is chosen stands in the dossier
// and in no letter; a kind without words is no promise.
func TestAKindOfRemedyMayBeSaid(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	s.complain("De zaal was koud")
	page := "/staff/complaints/" + s.ref(lead)
	if a := s.get(lead, page+"/decision"); strings.Count(a.body, `<option value="refund">Geld terug</option>`) != 3 || strings.Count(a.body, "Kies (hoeft niet)") != 3 {
		t.Error("not every row offers a kind, or it is not left open")
	}
	form := url.Values{"finding": {"upheld"}, "reason": {"De kachel was stuk."}, "remedy": {"Excuses", "", "Lesgeld terug"}, "remedy_owner": {"", "", ""}, "remedy_by": {"", "", ""},
		"remedy_kind": {"apology", "", "goodwill"}, "remedy_amount": {"", "", "125"}}
	try := func(key, field, sentence string) {
		t.Helper()
		form.Set("key", key)
		a := s.post(lead, page+"/decision", form)
		if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, `href="#`+field+`"`) || !strings.Contains(a.body, `id="`+field+`"`) || strings.Count(a.body, sentence) != 2 ||
			!strings.Contains(a.body, `value="125"`) || !strings.Contains(a.body, `<option value="apology" selected>`) || !strings.Contains(a.body, "De kachel was stuk.") {
			t.Errorf("%d: the sentence is not at %s, or something is lost", a.code, field)
		}
	}
	try("k1", "remedy_kind-3", "Kies een soort uit de lijst, of laat het open.")
	form["remedy"], form["remedy_kind"] = []string{"Excuses", "", ""}, []string{"apology", "", "refund"}
	try("k2", "remedy-3", "Schrijf op wat we doen, of haal de regel weg.")
	form["remedy"] = []string{"Excuses", "", "Lesgeld terug"}
	form.Set("key", "k3")
	if a := s.post(lead, page+"/decision", form); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	if a := s.get(lead, page); !strings.Contains(a.body, "Afspraak: Lesgeld terug (€ 125,00) · geld terug") || !strings.Contains(a.body, "Afspraak: Excuses · excuses") {
		t.Error("the dossier does not say what sort of thing was promised")
	}
	if a := s.get(lead, page+"/response"); !strings.Contains(a.body, "Lesgeld terug (€ 125,00)") || strings.Contains(a.body, "geld terug ·") || strings.Contains(a.body, "· geld terug") {
		t.Error("the letter is another one")
	}
}

// TestWhatWasPromisedIsKept: the dossier says who does it by when; whoever handles it says on
// which day it was done, also later on, and it counts as done in time.
func TestWhatWasPromisedIsKept(t *testing.T) {
	s := open(t)
	lead, id := s.signedIn()
	member, _ := s.reg.Member(id)
	s.complain("De zaal was koud")
	page := "/staff/complaints/" + s.ref(lead)
	by := s.clock.Now().AddDate(0, 0, 5).Format(time.DateOnly)
	form := url.Values{"key": {"k1"}, "finding": {"upheld"}, "reason": {"De kachel was stuk."}, "remedy": {"Lesgeld terug", "Een nieuwe kachel"}, "remedy_owner": {string(id), ""}, "remedy_by": {by, ""}}
	if a := s.post(lead, page+"/decision", form); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	if a := s.get(lead, page); !strings.Contains(a.body, "Wat we beloofden") || !strings.Contains(a.body, member.Name+", uiterlijk") || !strings.Contains(a.body, "nog 5 dagen") || strings.Count(a.body, "Is gedaan") != 2 {
		t.Error("the dossier does not say what was promised")
	}
	if a := s.post(lead, page+"/remedy", url.Values{"key": {"k2"}, "day": {by}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Kies wat er is gedaan.") {
		t.Errorf("%d: done, and nobody knows what", a.code)
	}
	if a := s.post(lead, page+"/remedy", url.Values{"key": {"k3"}, "remedy": {"7"}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Deze afspraak kennen we niet.") {
		t.Errorf("%d: a promise nobody made was kept", a.code)
	}
	if a := s.get(lead, page+"/remedy?remedy=0"); !strings.Contains(a.body, "Lesgeld terug") || !strings.Contains(a.body, "checked") {
		t.Error("the page does not ask about the one that was chosen")
	}
	if a := s.post(lead, page+"/remedy", url.Values{"key": {"k4"}, "remedy": {"0"}, "day": {s.clock.Now().Format(time.DateOnly)}}); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	if a := s.get(lead, page); strings.Count(a.body, "Is gedaan") != 1 || !strings.Contains(a.body, "Gedaan") {
		t.Error("the dossier does not say what is done")
	}
	if a := s.get(lead, page+"/remedy"); strings.Contains(a.body, "Lesgeld terug") || !strings.Contains(a.body, "Een nieuwe kachel") {
		t.Error("the page asks about what is done")
	}
	// once it is answered, what was promised comes before closing, here and on Vandaag
	for _, act := range []struct {
		noun string
		form url.Values
	}{{"discussion", url.Values{"key": {"k5"}, "acknowledger": {string(id)}}}, {"acknowledgement", url.Values{"key": {"k6"}, "kind": {"promise"}, "date": {by}, "via": {"page"}}}, {"response", url.Values{"key": {"k7"}, "via": {"page"}}}} {
		if a := s.post(lead, page+"/"+act.noun, act.form); a.code != http.StatusSeeOther {
			t.Fatalf("%s: %d\n%s", act.noun, a.code, a.body)
		}
	}
	if a, b := s.get(lead, page), s.get(lead, "/staff"); !strings.Contains(a.body, "Doe wat jullie beloofden") || !strings.Contains(b.body, "Jullie beloofden de klager iets.") {
		t.Error("what was promised is not what comes next")
	}
	if a := s.get(lead, page+"/closing"); !strings.Contains(a.body, "Dit beloofden jullie nog") || !strings.Contains(a.body, "Een nieuwe kachel") {
		t.Error("who closes is not told what was promised")
	}
	if a := s.post(lead, page+"/remedy", url.Values{"key": {"k8"}, "remedy": {"1"}}); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	if a, b := s.get(lead, page), s.get(lead, "/staff"); !strings.Contains(a.body, "Sluit de klacht af") || strings.Contains(b.body, "Jullie beloofden de klager iets.") {
		t.Error("all is done, and it is asked again")
	}
}
