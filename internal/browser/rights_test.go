package browser

import (
	"fmt"
	"strings"
	"testing"
)

// TestSomebodySeesWhatIsKeptAboutThem: a request is recorded and waits on Vandaag; of
// what is of others a person says one by one that it goes out; the pack comes out
// without it, and once it was given nothing waits any more. Who saw what is then asked.
func TestSomebodySeesWhatIsKeptAboutThem(t *testing.T) {
	s := startWith(t, "", "optional")
	public := New(t, 390, 844, false)
	public.Go(s.URL + "/")
	public.Type("[name=story]", "De zaal was koud. Mirjam deed niets, en naast mij zat Wietske Kanarie.")
	public.Type("[name=name]", "Ruben de Graaf")
	send(public)

	tab := s.signIn(t)
	leave(tab, ".task h3 a")
	ref := refInURL.FindString(tab.URL())
	dossier := s.URL + ref
	tab.Go(dossier + "/access-request")
	choose(tab, "as", "complainant")
	choose(tab, "how", "email")
	leave(tab, "main form .btn")
	if text := tab.Text("main"); !strings.Contains(text, "Ruben de Graaf (de klager) vroeg om inzage") || !strings.Contains(text, "Gevraagd op") {
		t.Errorf("the dossier does not tell it:\n%s", text)
	}
	tab.Go(s.URL + "/staff")
	if text := tab.Text("main"); !strings.Contains(text, "Iemand wacht op antwoord over eigen gegevens") {
		t.Fatalf("it does not wait on Vandaag:\n%s", text)
	}
	leave(tab, "section[aria-labelledby=inzage] a")
	page := strings.TrimPrefix(tab.URL(), s.URL)
	leave(tab, "button[value=make]")
	if text := tab.Text("main"); !strings.Contains(text, "Kies of dit weg moet.") {
		t.Fatalf("it is made though nobody looked:\n%s", text)
	}
	for n := Eval[int](tab, "document.querySelectorAll('[id^=said-]').length"); n > 0; n-- {
		Eval[bool](tab, fmt.Sprintf("(document.querySelectorAll('[id^=said-]')[%d].querySelector('input[value=black]').click(), true)", n-1))
	}
	tab.Type("[name=black_text]", "Wietske Kanarie")
	tab.Type("[name=black_reason]", "een ander")
	leave(tab, "button[value=black]")
	for _, dark := range []bool{false, true} {
		for _, width := range []int{390, 1280} {
			look := New(t, width, 900, dark)
			signInAs(look, s.URL, [2]string{leadEmail, leadWords})
			for name, p := range map[string]string{"pack": page, "request": ref + "/access-request", "later": ref + "/access-extension?request=" + page[strings.LastIndex(page, "/")+1:],
				"refusal": ref + "/access-refusal?request=" + page[strings.LastIndex(page, "/")+1:], "processing": "/staff/settings/processing", "breach": "/staff/log/report"} {
				inspect(t, look, s.URL, p)
				look.Shot(fmt.Sprintf("rights-%s-%d-%v", name, width, dark))
			}
		}
	}
	tab = s.signIn(t) // the first session ended when so many more began
	tab.Go(s.URL + page)
	Eval[bool](tab, "(document.querySelector('[name=proof]').value = 'known', true)")
	leave(tab, "button[value=make]")
	got := Eval[string](tab, `fetch(document.querySelector('main .rows a[href*="/access-pack/"]').href).then(r => r.arrayBuffer()).then(b => new TextDecoder('latin1').decode(b))`)
	if !strings.HasPrefix(got, "%PDF-1.7") || strings.Contains(got, "Kanarie") {
		t.Errorf("not the pack: %d bytes", len(got))
	}
	leave(tab, "a[href*='/access-delivery']")
	inspectOpen(t, tab, "giving the pack")
	choose(tab, "how", "hand")
	leave(tab, "main form .btn")
	if text := tab.Text("main"); !strings.Contains(text, "Gegeven op") {
		t.Errorf("it was not given:\n%s", text)
	}
	tab.Go(s.URL + "/staff")
	if text := tab.Text("main"); strings.Contains(text, "Iemand wacht op antwoord over eigen gegevens") {
		t.Error("it still waits")
	}
	s.breached(t, tab, ref)
}

// breached asks who saw a complaint, saves what is said of it, and reads it again.
func (s running) breached(t *testing.T, tab *Tab, ref string) {
	t.Helper()
	tab.Go(s.URL + "/staff/log/report")
	choose(tab, "about", "refs")
	tab.Type("[name=refs]", ref[strings.LastIndex(ref, "/")+1:])
	leave(tab, "button[value=show]")
	if text := tab.Text("main"); !strings.Contains(text, "opende het dossier") || !strings.Contains(text, "haalde gegevens uit het register") || !strings.Contains(Eval[string](tab, "document.querySelector('[name=text]').value"), "Om wie het gaat") {
		t.Errorf("the report:\n%s", text)
	}
	inspectOpen(t, tab, "breach")
	tab.Shot("rights-breach-made")
	rows := Eval[string](tab, `(() => { const f = document.querySelector('main form'), all = new URLSearchParams(new FormData(f)); all.append('do', 'csv');
		return fetch('/staff/log/report', {method: 'POST', body: all}).then(r => r.text()) })()`)
	if !strings.Contains(rows, "opende het dossier") || !strings.Contains(rows, "verliet het register") {
		t.Errorf("as CSV:\n%s", rows)
	}
	leave(tab, "button[value=save]")
	inspectOpen(t, tab, "breach that was saved")
	if text := tab.Text("main"); !strings.Contains(text, "Om wie het gaat") {
		t.Errorf("what was saved:\n%s", text)
	}
}

// TestAComplainantAsksSomethingOfTheirData: on their page without any script, and whoever
// handles it weighs and answers. Every page of it is for everybody.
func TestAComplainantAsksSomethingOfTheirData(t *testing.T) {
	s := startWith(t, "", "optional", "--limits", "off")
	own := New(t, 390, 844, false)
	own.NoScript()
	own.Go(s.URL + "/")
	own.Type("[name=story]", "De zaal was koud, en dat was op maandag.")
	send(own)
	code := own.Text("#receipt-code")
	ask := func(tab *Tab) {
		tab.Go(s.URL + "/status")
		tab.Type("[name=code]", code)
		leave(tab, "main form .btn")
		leave(tab, "form[action='/status/request'] .btn")
	}
	ask(own)
	leave(own, "form[action='/status/request/send'] .btn")
	if text := own.Text("main"); !strings.Contains(text, "Kies wat u wilt.") {
		t.Errorf("nothing chosen:\n%s", text)
	}
	choose(own, "right", "object")
	own.Type("[name=words]", "Ik wil geen post meer op mijn adres.")
	leave(own, "form[action='/status/request/send'] .btn")
	if text := own.Text("main"); !strings.Contains(text, "We hebben uw vraag.") || own.HorizontalScroll() {
		t.Errorf("sent:\n%s", text)
	}
	lead := s.signIn(t)
	lead.Go(s.URL + "/staff")
	leave(lead, "section[aria-labelledby=inzage] a")
	grant := strings.TrimPrefix(lead.URL(), s.URL)
	for _, dark := range []bool{false, true} {
		for _, width := range []int{390, 1280} {
			look := New(t, width, 900, dark)
			ask(look)
			inspectOpen(t, look, "a question about my data that waits")
			look.Shot(fmt.Sprintf("request-own-%d-%v", width, dark))
			leave(look, "form[action='/status'] .btn")
			look.Shot(fmt.Sprintf("request-status-%d-%v", width, dark))
			signInAs(look, s.URL, [2]string{leadEmail, leadWords})
			for name, at := range map[string]string{"grant": grant, "refusal": strings.Replace(grant, "grant", "refusal", 1), "record": refInURL.FindString(grant) + "/access-request", "today": "/staff", "dossier": refInURL.FindString(grant)} {
				inspect(t, look, s.URL, at)
				look.Shot(fmt.Sprintf("request-%s-%d-%v", name, width, dark))
			}
		}
	}
	lead = s.signIn(t) // the first session ended when so many more began
	lead.Go(s.URL + grant)
	lead.Type("[name=reason]", "We schrijven u alleen nog hier.")
	choose(lead, "via", "page")
	send(lead)
	lead.Go(s.URL + "/staff")
	if text := lead.Text("main"); strings.Contains(text, "Iemand wacht op antwoord over eigen gegevens") {
		t.Errorf("it still waits:\n%s", text)
	}
}
