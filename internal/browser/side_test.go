package browser

import (
	"regexp"
	"strings"
	"testing"
)

var sideCode = regexp.MustCompile(`vul de code ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}) in`)

// TestTheOtherSideWithoutScript walks it from the invitation to the correction of a
// report: by somebody from outside, with the code of the letter and without any
// script; the complainant corrects the same report on a page of their own.
func TestTheOtherSideWithoutScript(t *testing.T) {
	onBoth(t, func(t *testing.T, s running) {
		her, his, lead := New(t, 390, 844, false), New(t, 390, 844, false), s.signIn(t)
		her.NoScript()
		his.NoScript()
		her.Go(s.URL + "/")
		her.Type("[name=story]", "Het was koud, zei merkwoord.")
		her.Type("[name=name]", "Tessa Jansen")
		send(her)
		code := her.Text("#receipt-code")
		says := func(tab *Tab, words string) {
			t.Helper()
			if !strings.Contains(tab.Text("main"), words) || tab.Has(".err-sum") || tab.HorizontalScroll() {
				t.Errorf("the page does not say %q, or something is wrong:\n%s", words, tab.Text("main"))
			}
		}
		lead.Go(s.URL + "/staff")
		leave(lead, ".task h3 a")
		dossier := s.URL + refInURL.FindString(lead.URL())
		lead.Go(dossier + "/invitation")
		lead.Type("[name=name]", "Olaf Buiten")
		lead.Type("[name=substance]", "De zaal was niet verwarmd.")
		choose(lead, "copy", "yes")
		choose(lead, "via", "hand")
		send(lead)
		says(lead, "leest het met de code uit de brief")
		leave(lead, "section[aria-labelledby=brieven] a")
		found := sideCode.FindStringSubmatch(lead.Text("main"))
		if found == nil {
			t.Fatalf("no code in the letter:\n%s", lead.Text("main"))
		}
		open := func() {
			t.Helper()
			his.Go(s.URL + "/side")
			his.Type("[name=code]", found[1])
			send(his)
		}
		open()
		says(his, "De zaal was niet verwarmd.")
		if strings.Contains(his.Text("body"), "Tessa") {
			t.Error("he reads who complained")
		}
		leave(his, "form[action='/side/statement'] .btn:not(.btn-2)")
		if !his.Has(".err-sum") {
			t.Error("nothing was written, and it was taken")
		}
		his.Type("[name=statement]", "De ketel was stuk.")
		leave(his, "form[action='/side/statement'] .btn:not(.btn-2)")
		says(his, "Wat u schreef, ligt bij de klacht.")
		s.says(t, lead, dossier, "De ketel was stuk.")

		lead.Go(dossier + "/report")
		choose(lead, "heard", "complainant")
		choose(lead, "heard", "outside-1")
		choose(lead, "via_complainant", "page")
		choose(lead, "via_outside-1", "page")
		lead.Type("[name=present]", "Allebei")
		lead.Type("[name=text]", "De ketel was stuk en niemand belde.")
		send(lead)
		says(lead, "Verslag van")
		open()
		his.Click("[name=agrees][value=no]")
		his.Type("[name=correction]", "Ik belde wel.")
		leave(his, "form[action='/side/report'] .btn")
		says(his, "Uw reactie staat naast het verslag.")
		her.Go(s.URL + "/status")
		her.Type("[name=code]", code)
		send(her)
		her.Click("[name=agrees][value=yes]")
		leave(her, "form[action='/status/report'] .btn")
		says(her, "het klopt.")
		if strings.Contains(her.Text("main"), "Ik belde wel.") {
			t.Error("she reads what he said of the report")
		}
		s.says(t, lead, dossier, "Ik belde wel.")
		s.says(t, lead, dossier, "vindt dat het verslag klopt")
	})
}
