package browser

import (
	"strings"
	"testing"
)

// reviewPages lists the pages of a review that was held, and of an action of it.
func reviewPages(tab *Tab, site string) []string {
	tab.Go(site + "/staff/reviews")
	pages := strings.Fields(Eval[string](tab, `[...document.querySelectorAll('main .rows a')].map(a => a.getAttribute('href')).join(' ')`))
	if len(pages) != 2 {
		tab.t.Errorf("the demo has the reviews and actions %v", pages)
	}
	tab.Go(site + "/annual-report")
	public := Eval[string](tab, "document.querySelector('main .rows a').getAttribute('href')")
	return append(pages, pages[0]+"/minutes", pages[0]+"/joint", pages[0]+"/report", public, public+"?lang=en")
}

// TestOneReviewFromProposalToSignedMinutes, as who leads holds it, on both databases.
func TestOneReviewFromProposalToSignedMinutes(t *testing.T) {
	onBoth(t, func(t *testing.T, s running) {
		tab := s.signIn(t)
		for _, story := range []string{"De zaal was veel te koud.", "De reader kwam een week te laat."} {
			tab.Go(s.URL + "/")
			tab.Type("[name=story]", story)
			send(tab)
		}
		tab.Go(s.URL + "/staff")
		tab.Click(".side a[href='/staff/reviews']")
		holds(t, tab, "2 klachten om door te nemen.")
		leave(tab, "form[action='/staff/reviews'] .btn:not(.btn-2)")
		holds(t, tab, "0 van 2 besproken")
		review := tab.URL()
		offersJoint(t, tab, review)
		leave(tab, "main section .btn:not(.btn-2)")
		decide(t, tab)
		leave(tab, "main .steps a[href$='/minutes']")
		holds(t, tab, "Nog te bespreken")
		leave(tab, "main .note a")
		choose(tab, "extra", "no")
		tab.Type("[name=reason]", "Eenmalig, en opgelost.")
		leave(tab, "main form .btn-wide")
		tab.Type("[name=text]", "Wij zijn tevreden over dit jaar.")
		leave(tab, "form[action$='/minutes'] .btn")
		holds(t, tab, "Wij zijn tevreden over dit jaar.")
		Eval[bool](tab, "(document.querySelector('[name=text]').value += ' En Lotte bedankt.', true)")
		leave(tab, "button[formaction$='/conclusion']")
		holds(t, tab, "SHA-256")
		holds(t, tab, "Wij zijn tevreden over dit jaar. En Lotte bedankt.") // typed, and never saved by itself
		leave(tab, "form[action$='/signature'] .btn")
		if tab.Has("form[action$='/signature']") {
			t.Error("who signed is asked again")
		}
		holds(t, tab, "Elke zaal krijgt een thermometer")
		inspectOpen(t, tab, "signed minutes")
		publish(t, tab, s.URL)
		tab.Go(review)
		holds(t, tab, "Bekijk het verslag")
		tab.Go(s.URL + "/staff")
		holds(t, tab, "Jouw acties uit de jaartoetsing")
	})
}

// decide agrees on an extra action for the first complaint; what is not needed for
// "no" is not asked before "yes" is chosen.
func decide(t *testing.T, tab *Tab) {
	t.Helper()
	inspectOpen(t, tab, "a complaint at a review")
	visible := func() bool { return Eval[bool](tab, "document.querySelector('[name=action]').checkVisibility()") }
	if visible() {
		t.Error("it asks what to do before anybody wants to")
	}
	chooseByNumber(t, tab)
	choose(tab, "extra", "yes")
	if !visible() {
		t.Error("it does not ask what to do")
	}
	tab.Type("[name=reason]", "Dit hoorden we vaker.")
	tab.Type("[name=action]", "Elke zaal krijgt een thermometer.")
	Eval[bool](tab, "(document.querySelector('[name=owner]').selectedIndex = 1, true)")
	leave(tab, "main form .btn-wide")
	holds(t, tab, "1 van 2 besproken")
}

// chooseByNumber chooses by number while the choices have the focus, and nowhere else.
func chooseByNumber(t *testing.T, tab *Tab) {
	t.Helper()
	chosen := func() string { return Eval[string](tab, "document.querySelector('[name=extra]:checked')?.value || ''") }
	Eval[bool](tab, "(document.querySelector('main a').focus(), true)")
	if tab.Press("2"); chosen() != "" {
		t.Error("a single key does something outside the choices")
	}
	Eval[bool](tab, "(document.querySelector('[name=extra]').focus(), true)")
	if tab.Press("2"); chosen() != "yes" {
		t.Errorf("2 chose %q", chosen())
	}
	if tab.Press("1"); chosen() != "no" {
		t.Errorf("1 chose %q", chosen())
	}
	if tab.Press("?"); !Eval[bool](tab, "document.querySelector('[data-keys]').open") {
		t.Error("? explains nothing")
	}
	Eval[bool](tab, "(document.querySelector('[name=reason]').focus(), true)")
	if tab.Press("2"); chosen() != "no" || Eval[string](tab, "document.querySelector('[name=reason]').value") != "2" {
		t.Error("a number that is typed in a text chooses")
	}
	Eval[bool](tab, "(document.querySelector('[name=reason]').value = '', true)")
}

// publish writes the yearly report, publishes it as the only one who could, reads it
// as everybody does, and takes it away again.
func publish(t *testing.T, tab *Tab, site string) {
	t.Helper()
	leave(tab, ".next-step a[href$='/report']")
	desk := tab.URL()
	inspectOpen(t, tab, "a report that is not begun")
	leave(tab, "form[action$='/report'] .btn")
	holds(t, tab, "Schrijf waar het verslag mee begint")
	tab.Type("[name=intro]", "Dit jaar leerden we veel.")
	tab.Type("[name^=measure]", "Elke zaal is warm genoeg.")
	leave(tab, "form[action$='/report'] .btn")
	holds(t, tab, "Er is niemand anders die mee kan kijken")
	inspectOpen(t, tab, "a report to look over")
	tab.Go(site + "/annual-report")
	holds(t, tab, "Er is nog geen jaarverslag.")
	tab.Go(desk)
	leave(tab, "form[action$='/publication'] .btn")
	address := Eval[string](tab, "new URL(document.querySelector('main a[href*=\"/annual-report/\"]').href).pathname")
	for _, page := range []string{address, address + "?lang=en"} {
		inspect(t, tab, site, page)
		holds(t, tab, "Elke zaal is warm genoeg.")
	}
	tab.Go(site + "/annual-report")
	leave(tab, "main .rows a")
	holds(t, tab, "Dit jaar leerden we veel.")
	if text := tab.Text("main"); strings.Contains(text, "koud") || strings.Contains(text, "thermometer") {
		t.Errorf("words of the team or of a complaint are public: %s", text)
	}
	tab.Go(desk)
	leaveFolded(tab, "form[action$='/withdrawal'] .btn")
	holds(t, tab, "Schrijf op waarom.")
	tab.Type("[name=reason]", "Er stond een fout in.")
	leave(tab, "form[action$='/withdrawal'] .btn")
	tab.Go(site + address)
	holds(t, tab, "Er stond een fout in.")
	tab.Go(desk[:strings.LastIndex(desk, "/")] + "/minutes")
}

func holds(t *testing.T, tab *Tab, words string) {
	t.Helper()
	if text := Eval[string](tab, "document.querySelector('main').innerText + [...document.querySelectorAll('main textarea')].map(t => t.value).join(' ')"); !strings.Contains(text, words) {
		t.Fatalf("%s does not say %q but %q", tab.URL(), words, text)
	}
}

// offersJoint makes a code for another organisation, sees that nobody used it, and takes
// it back.
func offersJoint(t *testing.T, tab *Tab, review string) {
	t.Helper()
	tab.Go(review + "/joint")
	inspectOpen(t, tab, "two reviews to tie")
	tab.Shot("review-joint")
	leave(tab, "button[value=invitation]")
	if !tab.Has("#joint-code") {
		t.Error("no code is shown")
	}
	inspectOpen(t, tab, "a code for the other")
	tab.Shot("review-joint-code")
	tab.Go(review + "/joint")
	holds(t, tab, "De ander vulde de code nog niet in.")
	leave(tab, "button[value=separation]")
	holds(t, tab, "De koppeling is los.")
	tab.Go(review)
	leave(tab, "main details a[href$='/joint'], main a[href$='/joint']")
	tab.Go(review)
}
