package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/store"
)

// TestAGroundIsChosenAndCounted: one that does not exist is refused at its field, and
// nothing typed is lost; what is chosen stands in the dossier and not in the letter, and
// the figures lead to what was not handled for it. Under this procedure it may be left open.
func TestAGroundIsChosenAndCounted(t *testing.T) {
	s := lived(t)
	lead, _ := s.reg.LeadMember()
	c := s.holding(s.session(lead, store.LevelFull))
	found := regexp.MustCompile(`href="(/staff/complaints/[^"?]+)">Persoonlijk verhaal`).FindStringSubmatch(s.get(c, "/staff/complaints").body)
	if found == nil {
		t.Fatal("the complaint of this test is not in the register")
	}
	page := found[1]
	form := url.Values{"key": {"k1"}, "ground": {"too_late"}, "reason": {"Dit ligt bij de rechter in Utrecht."}, "signer": {string(lead.ID)}, "via": {"post"}}
	if a := s.get(c, page+"/inadmissibility"); !strings.Contains(a.body, `<option value="court">Ligt of lag bij een rechter</option>`) || strings.Contains(a.body, `value="prosecution"`) || !strings.Contains(a.body, "Kies (hoeft niet)") {
		t.Error("the grounds of this procedure are not what is offered")
	}
	a := s.post(c, page+"/inadmissibility", form)
	if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, `href="#ground"`) || strings.Count(a.body, "Kies een reden uit de lijst.") != 2 || !strings.Contains(a.body, "Dit ligt bij de rechter in Utrecht.") {
		t.Errorf("%d: the sentence is not at its field, or something is lost", a.code)
	}
	form.Set("key", "k2")
	form.Set("ground", "court")
	form.Set("reason", "")
	if a := s.post(c, page+"/inadmissibility", form); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, `<option value="court" selected>`) {
		t.Errorf("%d: what was chosen is lost", a.code)
	}
	form.Set("key", "k3")
	form.Set("reason", "Dit ligt bij de rechter in Utrecht.")
	if a := s.post(c, page+"/inadmissibility", form); a.code != http.StatusSeeOther {
		t.Fatalf("%d: %s", a.code, a.body)
	}
	if a := s.get(c, page); !strings.Contains(a.body, "Niet in behandeling genomen: ligt of lag bij een rechter") || strings.Count(a.body, "lag bij een rechter") != 1 {
		t.Error("the dossier does not say for which ground, or a letter does")
	}
	figures := s.get(c, "/staff/figures?period=2026").body
	for _, x := range []string{"ground&amp;figure=inadmissible&amp;period=2026&amp;value=court", "Reden: ligt of lag bij een rechter", "Reden: gaat niet over ons", "van de 2 niet in behandeling genomen"} {
		if !strings.Contains(figures, x) {
			t.Errorf("the figures do not say %q", x)
		}
	}
	if list := s.get(c, "/staff/complaints?figure=inadmissible&period=2026&cut=ground&value=court").body; !strings.Contains(list, "Eén klacht.") || !strings.Contains(list, "niet in behandeling genomen, 2026, ligt of lag bij een rechter") {
		t.Error("the number does not lead to its complaint")
	}
	if csv := s.get(c, "/staff/figures/cijfers.csv?period=2026").body; !strings.Contains(csv, "Niet in behandeling genomen: ligt of lag bij een rechter;1;2;") {
		t.Error("the file does not tell grounds apart")
	}
	for _, cell := range cells(t, s.get(c, "/staff/figures/cijfers-om-te-delen.xlsx?period=2026").body) {
		if strings.Contains(cell, "rechter") {
			t.Error("a ground left the circle")
		}
	}
}
