package browser

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

// ilse joins as the confidant and makes her key; the tab is in her room.
func (s running) ilse(t *testing.T, lead *Tab) (tab *Tab, sheet string) {
	t.Helper()
	lead.Go(s.URL + "/staff/people")
	lead.Type("[name=name]", "Ilse Terpstra")
	lead.Type("[name=email]", "ilse@voorbeeld.example")
	choose(lead, "role", "confidant")
	send(lead)
	tab = New(t, 1280, 900, false)
	tab.Go(lead.Text("#invitation-link"))
	tab.Type("[name=password]", leadWords)
	leave(tab, "main form .btn")
	if !strings.HasPrefix(tab.URL(), s.URL+"/staff") || strings.Contains(tab.URL(), "invitation") {
		signInAs(tab, s.URL, [2]string{"ilse@voorbeeld.example", leadWords})
	}
	tab.Go(s.URL + "/staff/rooms")
	leave(tab, "form[action='/staff/rooms/key'] .btn")
	sheet = strings.Join(strings.Fields(tab.Text("#room-sheet")), "-")
	tab.Type("[name=sheet]", sheet)
	leave(tab, "form[action='/staff/rooms/open'] .btn")
	if tab.Text("h1") != "Uw gesprekken" {
		t.Fatalf("the key does not open the room:\n%s", tab.Text("main"))
	}
	return tab, sheet
}

// filed tells something without a name and gives the code.
func (s running) filed(tab *Tab, story string) (code string) {
	tab.Go(s.URL + "/")
	tab.Type("[name=story]", story)
	send(tab)
	return tab.Text("#receipt-code")
}

func (s running) follow(tab *Tab, code string) {
	tab.Go(s.URL + "/status")
	tab.Type("[name=code]", code)
	send(tab)
}

// saying fails unless the page says this and nothing is wrong on it.
func saying(t *testing.T, tab *Tab, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(tab.Text("main"), w) {
			t.Errorf("the page does not say %q:\n%s", w, tab.Text("main"))
		}
	}
	if tab.Has(".err-sum") || tab.HorizontalScroll() {
		t.Errorf("something is wrong:\n%s", tab.Text("main"))
	}
}

// toDossier opens the one complaint on Vandaag, and gives its address.
func (s running) toDossier(lead *Tab) string {
	lead.Go(s.URL + "/staff")
	leave(lead, ".task h3 a")
	return s.URL + refInURL.FindString(lead.URL())
}

// answers acknowledges, decides and answers on the complainant's page.
func (s running) answers(lead *Tab, dossier string) {
	for _, act := range []struct{ noun, choice, value, field string }{{"acknowledgement", "kind", "action", "action"}, {"decision", "finding", "not_upheld", "reason"}, {"response", "via", "page", "text"}} {
		lead.Go(dossier + "/" + act.noun)
		choose(lead, act.choice, act.value)
		lead.Type("[name="+act.field+"]", "De intaker bedoelde het niet zo.")
		if act.noun == "acknowledgement" {
			choose(lead, "via", "page")
		}
		send(lead)
	}
}

// TestTheAppeal walks an anonymous complaint: a question, an answer, the decision,
// the appeal, and the outcome that both sides read.
func TestTheAppeal(t *testing.T) {
	onBoth(t, func(t *testing.T, s running) {
		lead, public := s.signIn(t), New(t, 390, 844, false)
		ilse, _ := s.ilse(t, lead)
		code := s.filed(public, "Er werd een opmerking gemaakt over mijn accent.")
		dossier := s.toDossier(lead)
		s.follow(public, code)
		public.Type("[name=message]", "Wanneer hoor ik iets?")
		leave(public, "form[action='/status/message'] .btn")
		s.says(t, lead, dossier, "Wanneer hoor ik iets?")
		s.answers(lead, dossier)

		s.follow(public, code)
		saying(t, public, "De intaker bedoelde het niet zo.")
		leave(public, "form[action='/status/confidant'] .btn")
		saying(t, public, "zoals het was bij het besluit")
		public.Type("[name=words]", "Over mijn accent staat geen woord in de brief.")
		choose(public, "want", "appeal")
		leave(public, "form[action='/confidant'] .btn-l")
		room := public.Text("#room-code")
		leave(public, "form[action='/confidant/room'] button:not([type=button])")
		saying(t, public, "U bent in beroep", "Over mijn accent")

		s.says(t, lead, dossier, "Over mijn accent staat geen woord in de brief.")
		lead.Go(dossier + "/note")
		lead.Type("[name=text]", "Dit schreef ik na het besluit.")
		send(lead)

		ilse.Go(s.URL + "/staff/rooms")
		leave(ilse, "main .rows a")
		saying(t, ilse, "In beroep", "Over mijn accent", "Er werd een opmerking gemaakt", "De intaker bedoelde het niet zo.")
		if strings.Contains(ilse.Text("main"), "na het besluit.") {
			t.Error("the confidant reads what came after the decision")
		}
		ilse.Type("[name=note]", "Zij wil vooral excuses.")
		leave(ilse, "form[action$='/note'] .btn")
		ilse.Type("[name=message]", "Ik heb alles gelezen. Wat zou u helpen?")
		leave(ilse, "form[action$='/message'] .btn")
		choose(ilse, "outcome", "revised")
		ilse.Type("[name=text]", "Bied excuses aan voor de opmerking.")
		leave(ilse, "form[action$='/outcome'] .btn")
		saying(t, ilse, "Het besluit moet anders", "Zij wil vooral excuses.")

		s.says(t, lead, dossier, "Bied excuses aan voor de opmerking.")
		for _, secret := range []string{"Zij wil vooral excuses.", "Wat zou u helpen?"} {
			if strings.Contains(lead.Text("main"), secret) {
				t.Errorf("the lead reads %q", secret)
			}
		}
		public.Go(s.URL + "/confidant")
		public.Type("[name=room]", strings.ToLower(room))
		leave(public, "form[action='/confidant/room'] .btn")
		saying(t, public, "Wat zou u helpen?", "Bied excuses aan", "het besluit anders moet")
		for who, tab := range map[string]*Tab{"public": public, "lead": lead, "ilse": ilse} {
			if errs := tab.Console(); len(errs) > 0 {
				t.Errorf("%s: the browser noted %q", who, errs)
			}
		}
	})
}

// TestTheConfidantFirst: somebody speaks with the confidant before the organisation
// knows anything at all, without any script, and is told when there is an answer.
func TestTheConfidantFirst(t *testing.T) {
	onBoth(t, func(t *testing.T, s running) {
		lead, public := s.signIn(t), New(t, 390, 844, false)
		ilse, sheet := s.ilse(t, lead)
		public.NoScript()
		public.Go(s.URL + "/")
		leave(public, "main a[href='/confidant']")
		leave(public, "form[action='/confidant'] .btn-l")
		if !public.Has(".err-sum") {
			t.Error("nothing was said, and it went")
		}
		public.Type("[name=words]", "Ik durf dit niemand te vertellen.")
		public.Type("[name=email]", klager)
		leave(public, "form[action='/confidant'] .btn-l")
		room := public.Text("#room-code")
		if !regexp.MustCompile(`^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$`).MatchString(room) {
			t.Fatalf("the code is %q", room)
		}
		if got := text(s.mail.Wait(t, "ilse@voorbeeld.example", 1, 20*time.Second)[0]); strings.Contains(got, "durf") {
			t.Errorf("the notice says what it is about:\n%s", got)
		}
		lead.Go(s.URL + "/staff/complaints?view=all")
		if strings.Contains(lead.Text("main"), "durf") {
			t.Error("it is in the register")
		}
		lead.Go(s.URL + "/staff/rooms")
		if strings.Contains(lead.Text("main"), "gesprek") || lead.Has("a[href='/staff/rooms']") {
			t.Errorf("the lead sees rooms:\n%s", lead.Text("main"))
		}

		ilse.Go(s.URL + "/staff")
		saying(t, ilse, "In één gesprek staat iets nieuws")
		ilse.Go(s.URL + "/staff/rooms")
		leave(ilse, "form[action='/staff/rooms/lock'] .btn")
		saying(t, ilse, "Open uw kamer")
		ilse.Type("[name=sheet]", "0000"+sheet[4:])
		leave(ilse, "form[action='/staff/rooms/open'] .btn")
		if !ilse.Has(".err-sum") {
			t.Error("a wrong key opens the room")
		}
		set(ilse, "[name=sheet]", sheet)
		leave(ilse, "form[action='/staff/rooms/open'] .btn")
		leave(ilse, "main .rows a")
		saying(t, ilse, "Ik durf dit niemand te vertellen.", "weet hier niet van")
		ilse.Type("[name=message]", "Goed dat u schrijft.")
		leave(ilse, "form[action$='/message'] .btn")
		if got := text(s.mail.Wait(t, klager, 1, 20*time.Second)[0]); strings.Contains(got, "Goed dat") || !strings.Contains(got, "gesprekscode") {
			t.Errorf("the notice says:\n%s", got)
		}
		public.Go(s.URL + "/confidant")
		public.Type("[name=room]", room)
		leave(public, "form[action='/confidant/room'] .btn")
		saying(t, public, "Goed dat u schrijft.", "weet niet van dit gesprek")
	})
}

// TestAnAppealAgainstSilence: the day of the answer went by, and the road is open.
func TestAnAppealAgainstSilence(t *testing.T) {
	onBoth(t, func(t *testing.T, s running) {
		lead, public := s.signIn(t), New(t, 390, 844, false)
		ilse, _ := s.ilse(t, lead)
		lead.Go(s.URL + "/staff/complaints/new")
		lead.Type("[name=complainant]", "Anneke Visser")
		choose(lead, "channel", "phone")
		choose(lead, "kind", "client")
		lead.Type("[name=story]", "De training begon ruim een uur te laat.")
		choose(lead, "done", "nothing")
		set(lead, "[name=day]", time.Now().AddDate(0, 0, -10).Format(time.DateOnly))
		send(lead)
		dossier := s.toDossier(lead)
		lead.Go(dossier)
		code := regexp.MustCompile(`([0-9A-Z]{4}-){3}[0-9A-Z]{4}`).FindString(lead.Text("main"))

		s.follow(public, code)
		saying(t, public, "Dat is ons niet gelukt")
		leave(public, "form[action='/status/confidant'] .btn")
		public.Type("[name=words]", "Niemand antwoordt mij.")
		choose(public, "want", "appeal")
		leave(public, "form[action='/confidant'] .btn-l")
		if public.Text("#room-code") == "" {
			t.Fatalf("no appeal against silence:\n%s", public.Text("main"))
		}
		s.says(t, lead, dossier, "Niemand antwoordt mij.")
		ilse.Go(s.URL + "/staff/rooms")
		leave(ilse, "main .rows a")
		saying(t, ilse, "In beroep", "Niemand antwoordt mij.", "De training begon ruim een uur te laat.")
	})
}

// TestAComplaintAboutTheLead goes to the confidant, and never shows in the lead's
// world: not on Vandaag, in the register, in search, nor by its address.
func TestAComplaintAboutTheLead(t *testing.T) {
	onBoth(t, func(t *testing.T, s running) {
		lead, public := s.signIn(t), New(t, 390, 844, false)
		ilse, _ := s.ilse(t, lead)
		code := s.filed(public, "Mirjam de Wit riep door de zaal dat ik dom ben.")
		ilse.Go(s.URL + "/staff")
		leave(ilse, ".task h3 a")
		saying(t, ilse, "riep door de zaal")
		dossier := s.URL + refInURL.FindString(ilse.URL())
		for _, page := range []string{s.URL + "/staff", s.URL + "/staff/complaints?view=all", dossier, dossier + "/decision", s.URL + "/staff/log"} {
			lead.Go(page)
			if got := lead.Text("body"); strings.Contains(got, "door de zaal") || strings.Contains(got, strings.TrimPrefix(dossier, s.URL+"/staff/complaints/")) {
				t.Errorf("%s shows it to the lead:\n%s", page, got)
			}
		}
		lead.Go(s.URL + "/staff/search")
		lead.Type("main [name=q]", "zaal")
		leave(lead, "main form .btn")
		if strings.Contains(lead.Text("main"), "door de zaal") {
			t.Error("search finds it")
		}
		s.answers(ilse, dossier)
		s.follow(public, code)
		saying(t, public, "De intaker bedoelde het niet zo.")
		leave(public, "form[action='/status/confidant'] .btn")
		saying(t, public, "Neem zelf contact op") // she handled it, so she cannot hear the appeal
	})
}
