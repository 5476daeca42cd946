package browser

import (
	"strings"
	"testing"
)

// TestTheComplainantsPageWithoutScript walks it from the first message to the
// request to look again, by hand and without any script; the team answers between.
func TestTheComplainantsPageWithoutScript(t *testing.T) {
	onBoth(t, func(t *testing.T, s running) {
		tab, lead := New(t, 390, 844, false), s.signIn(t)
		tab.NoScript()
		tab.Go(s.URL + "/")
		tab.Type("[name=story]", "De zaal was koud, tien graden.")
		send(tab)
		code := tab.Text("#receipt-code")
		open := func() {
			t.Helper()
			tab.Go(s.URL + "/status")
			tab.Type("[name=code]", code)
			send(tab)
		}
		says := func(words string) {
			t.Helper()
			if !strings.Contains(tab.Text("main"), words) {
				t.Errorf("the page does not say %q:\n%s", words, tab.Text("main"))
			}
			if tab.Has(".err-sum") || tab.HorizontalScroll() {
				t.Errorf("after %q something is wrong:\n%s", words, tab.Text("main"))
			}
		}
		open()
		tab.Type("[name=message]", "Ik vergat de tweede dag.")
		leave(tab, "form[action='/status/message'] .btn")
		says("We hebben uw bericht.")

		lead.Go(s.URL + "/staff")
		if !strings.Contains(lead.Text("main"), "Nieuw bericht") {
			t.Errorf("Vandaag says:\n%s", lead.Text("main"))
		}
		leave(lead, ".task h3 a")
		dossier := s.URL + refInURL.FindString(lead.URL())
		lead.Go(dossier + "/reading")
		if !strings.Contains(lead.Text("main"), "Ik vergat de tweede dag.") {
			t.Errorf("the message is not there to read:\n%s", lead.Text("main"))
		}
		send(lead)
		s.says(t, lead, dossier, "las het bericht")
		for _, act := range []struct{ noun, choice, value, field string }{{"acknowledgement", "kind", "action", "action"}, {"decision", "finding", "upheld", "reason"}, {"response", "via", "page", "text"}} {
			lead.Go(dossier + "/" + act.noun)
			choose(lead, act.choice, act.value)
			lead.Type("[name="+act.field+"]", "Dat was niet goed.")
			if act.noun == "acknowledgement" {
				choose(lead, "via", "page")
			}
			send(lead)
		}

		open()
		says("We lazen wat u schreef")
		tab.Click("[name=opinion][value=no]")
		leave(tab, "form[action='/status/opinion'] .btn")
		says("Ilse Terpstra")
		tab.Type("[name=why]", "Kijk nog eens.")
		leave(tab, "form[action='/status/again'] .btn")
		says("U hoort van ons")
		s.says(t, lead, dossier, "Wilt u mijn klacht heropenen?")
	})
}
