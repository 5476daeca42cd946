package browser

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const textPage = "/staff/settings/letters/extension/nl"

// until waits for words in a part of the page.
func until(t *testing.T, tab *Tab, sel, words string) {
	t.Helper()
	for end := time.Now().Add(patience); !strings.Contains(tab.Text(sel), words); {
		if time.Now().After(end) {
			t.Fatalf("%s never says %q:\n%s", sel, words, tab.Text(sel))
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// TestTheLetterFollowsWhatIsTyped: a button puts a placeholder where the cursor
// is, the example follows, and a mistake is said before anything is sent.
func TestTheLetterFollowsWhatIsTyped(t *testing.T) {
	site, accounts := demo(t)
	tab := New(t, 1280, 900, false)
	signInAs(tab, site, accounts["lead"])
	tab.Go(site + textPage)
	Eval[bool](tab, "(document.querySelector('[name=text]').setSelectionRange(0, 0), true)")
	tab.Click("[data-insert='{kenmerk}']")
	tab.Type("[name=text]", " staat vooraan. ")
	until(t, tab, "#brief", "2026-0000 staat vooraan. Beste Noor Voorbeeld,")
	tab.Type("[name=text]", "{naaam}")
	until(t, tab, "#brief", "{naaam} hoort niet in deze brief. Bedoel je {naam}?")
	leave(tab, "main form .btn:not(.btn-3)")
	if !tab.Has(".err-sum") || !strings.Contains(Eval[string](tab, "document.querySelector('[name=text]').value"), "{kenmerk} staat vooraan. {naaam}") {
		t.Errorf("the mistake is not explained, or what was typed is gone:\n%s", tab.Text("main"))
	}
}

// TestTheLetterWithoutScript: typed placeholders and the button do the same.
func TestTheLetterWithoutScript(t *testing.T) {
	site, accounts := demo(t)
	tab := New(t, 390, 844, false)
	tab.NoScript()
	signInAs(tab, site, accounts["lead"])
	tab.Go(site + textPage)
	tab.Type("[name=text]", "{organisatie} groet u.")
	leave(tab, "main .preview button")
	if said := tab.Text("#brief"); !strings.Contains(said, "groet u.") || strings.Contains(said, "{") {
		t.Errorf("the example says:\n%s", said)
	}
	leave(tab, "main form .btn:not(.btn-3)")
	if !strings.Contains(tab.Text("main"), "eigen tekst, gewijzigd op") {
		t.Errorf("not kept:\n%s", tab.Text("main"))
	}
}

// TestTextsAreForEverybody holds the list and the form, right and wrong, against
// WCAG in both themes and widths.
func TestTextsAreForEverybody(t *testing.T) {
	site, accounts := demo(t)
	for _, dark := range []bool{false, true} {
		for _, width := range []int{390, 1280} {
			t.Run(fmt.Sprintf("%d dark=%v", width, dark), func(t *testing.T) {
				tab := New(t, width, 900, dark)
				signInAs(tab, site, accounts["lead"])
				tab.Go(site + textPage)
				tab.Type("[name=text]", " {reddenen}")
				leave(tab, "main form .btn:not(.btn-3)")
				look(t, tab, fmt.Sprintf("texts-wrong-%d-%v", width, dark))
				Eval[bool](tab, "(document.querySelectorAll('textarea').forEach(t => { t.defaultValue = t.value }), true)")
				for name, page := range map[string]string{"list": "/staff/settings/letters", "form": textPage} {
					tab.Go(site + page)
					look(t, tab, fmt.Sprintf("texts-%s-%d-%v", name, width, dark))
				}
			})
		}
	}
}

func look(t *testing.T, tab *Tab, name string) {
	t.Helper()
	for _, v := range tab.Axe() {
		t.Errorf("%s: %v", name, v)
	}
	if tab.HorizontalScroll() {
		t.Errorf("%s scrolls sideways", name)
	}
	tab.Shot(name)
}
