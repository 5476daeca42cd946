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
	return append(pages, pages[0]+"/minutes")
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
		leave(tab, "form[action$='/conclusion'] .btn")
		holds(t, tab, "SHA-256")
		leave(tab, "form[action$='/signature'] .btn")
		if tab.Has("form[action$='/signature']") {
			t.Error("who signed is asked again")
		}
		holds(t, tab, "Elke zaal krijgt een thermometer")
		inspectOpen(t, tab, "signed minutes")
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

func holds(t *testing.T, tab *Tab, words string) {
	t.Helper()
	if text := Eval[string](tab, "document.querySelector('main').innerText + [...document.querySelectorAll('main textarea')].map(t => t.value).join(' ')"); !strings.Contains(text, words) {
		t.Fatalf("%s does not say %q but %q", tab.URL(), words, text)
	}
}
