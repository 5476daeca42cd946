package browser

import (
	"strings"
	"testing"
	"time"
)

const committee = "De Voorbeeldcommissie"

// anotherBody puts a procedure in force that names a committee beside the confidant.
func (s running) anotherBody(lead *Tab) {
	lead.Go(s.URL + "/staff/procedure/draft")
	set(lead, "[name=appeal_2_kind]", "disputes_committee")
	set(lead, "[name=appeal_2_follow_unit]", "w")
	lead.Type("[name=appeal_2_name]", committee)
	lead.Type("[name=appeal_2_phone]", "020 000 00 02")
	lead.Type("[name=appeal_2_follow]", "2")
	leave(lead, "button[value=publish]")
	send(lead)
}

// TestTheRoadOfAnAppeal walks from the answer to the end: the complainant goes to a
// committee, the lead hears of it, of its outcome, and writes what is done with it.
func TestTheRoadOfAnAppeal(t *testing.T) {
	onBoth(t, func(t *testing.T, s running) {
		lead, public := s.signIn(t), New(t, 390, 844, false)
		s.anotherBody(lead)
		public.Go(s.URL + "/")
		public.Type("[name=story]", "De terugkomdag ging niet door.")
		public.Type("[name=name]", "Ruben de Graaf")
		public.Type("[name=email]", klager)
		send(public)
		code := public.Text("#receipt-code")
		own := func(words ...string) {
			t.Helper()
			public.Go(s.URL + "/status")
			public.Type("[name=code]", code)
			send(public)
			for _, w := range words {
				if !strings.Contains(public.Text("main"), w) {
					t.Errorf("the complainant's page does not say %q:\n%s", w, public.Text("main"))
				}
			}
			if public.HorizontalScroll() {
				t.Error("the complainant's page scrolls sideways")
			}
		}
		lead.Go(s.URL + "/staff")
		leave(lead, ".task h3 a")
		dossier := s.URL + refInURL.FindString(lead.URL())
		lead.Go(dossier + "/acknowledgement")
		choose(lead, "kind", "promise")
		choose(lead, "via", "page")
		send(lead)
		lead.Go(dossier + "/decision")
		choose(lead, "finding", "not_upheld")
		lead.Type("[name=reason]", "Hij stond los in de offerte.")
		send(lead)
		choose(lead, "via", "email")
		send(lead)
		s.says(t, lead, dossier, "Sluit de klacht af")
		answer := s.mail.Wait(t, klager, 2, 20*time.Second)
		if got := text(answer[1]); !strings.Contains(got, committee) || !strings.Contains(got, "Ilse Terpstra") {
			t.Errorf("the answer does not name both:\n%s", got)
		}

		lead.Go(dossier + "/appeal")
		inspectOpen(t, lead, "appeal")
		lead.Click("[name=body][value='2']")
		lead.Type("[name=grounds]", "Op de website stond hij erbij.")
		send(lead)
		s.says(t, lead, dossier, "Wacht op de uitspraak in beroep")
		inspectOpen(t, lead, "dossier in appeal")
		own(committee+" kijkt ernaar", "Op de website stond hij erbij.", "Uw klacht blijft open")
		inspectOpen(t, public, "own in appeal")
		leave(lead, ".next-step a")
		inspectOpen(t, lead, "outcome")
		choose(lead, "outcome", "revised")
		lead.Type("[name=text]", "Bied de terugkomdag alsnog aan.")
		send(lead)
		own("Er is een uitspraak over uw klacht", "Bied de terugkomdag alsnog aan.")
		s.says(t, lead, s.URL+"/staff", "Uitspraak opvolgen")
		leave(lead, ".task .btn")
		inspectOpen(t, lead, "follow-up")
		lead.Type("[name=text]", "U bent welkom op 12 januari.")
		choose(lead, "via", "email")
		send(lead)
		s.says(t, lead, dossier, "Sluit de klacht af")
		letters := s.mail.Wait(t, klager, 3, 20*time.Second)
		for _, part := range []string{"Ons besluit moet anders.", "welkom op 12 januari", "uiterlijk", code} {
			if got := text(letters[2]); !strings.Contains(got, part) {
				t.Errorf("the letter lacks %q:\n%s", part, got)
			}
		}
		own("U heeft antwoord", "U kreeg een brief: wat we met de uitspraak doen")
		lead.Go(dossier + "/closing")
		lead.Type("[name=reason]", "De terugkomdag is aangeboden.")
		send(lead)
		s.says(t, lead, dossier, "Deze klacht is afgesloten")
		for who, tab := range map[string]*Tab{"public": public, "lead": lead} {
			if errs := tab.Console(); len(errs) > 0 {
				t.Errorf("%s: the browser noted %q", who, errs)
			}
		}
	})
}
