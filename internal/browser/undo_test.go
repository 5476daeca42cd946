package browser

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestALetterIsTakenBack while it waits: the dossier counts down, also after
// another page, the button is reached by keyboard alone, and nothing leaves.
func TestALetterIsTakenBack(t *testing.T) {
	s := startWith(t, "", "optional", "--undo", "10m")
	public := New(t, 390, 844, false)
	public.Go(s.URL + "/")
	public.Type("[name=story]", "Mijn certificaat zou binnen twee weken komen.")
	public.Type("[name=name]", "Ruben de Graaf")
	public.Type("[name=email]", klager)
	send(public)
	s.mail.Wait(t, klager, 1, 20*time.Second)

	lead := s.signIn(t)
	leave(lead, ".task h3 a")
	dossier := s.URL + refInURL.FindString(lead.URL())
	lead.Go(dossier + "/acknowledgement")
	choose(lead, "kind", "promise")
	choose(lead, "via", "email")
	send(lead)

	const shown = "document.querySelector('[data-left]').textContent"
	path := strings.TrimPrefix(dossier, s.URL)
	for _, dark := range []bool{false, true} {
		for _, width := range []int{390, 1280} {
			tab := New(t, width, 900, dark)
			signInAs(tab, s.URL, [2]string{leadEmail, leadWords})
			inspect(t, tab, s.URL, path)
			wait(tab, shown+".startsWith('(nog ')")
			first := Eval[string](tab, shown)
			wait(tab, fmt.Sprintf("%s !== %q", shown, first))
			tab.Shot(fmt.Sprintf("undo-%d-%v", width, dark))
			letter := Eval[string](tab, "document.querySelector('a[href*=\"/letters/\"]').getAttribute('href')")
			inspect(t, tab, s.URL, letter)
		}
	}

	plain := New(t, 390, 844, false)
	signInAs(plain, s.URL, [2]string{leadEmail, leadWords})
	plain.NoScript()
	plain.Go(dossier)
	if flash := plain.Text(".flash"); !strings.Contains(flash, "(tot ") {
		t.Errorf("without script it says %q", flash)
	}

	lead = s.signIn(t)
	lead.Go(dossier)
	for stops := 0; !Eval[bool](lead, "document.activeElement.matches('.flash button')"); stops++ {
		if lead.Press("Tab"); stops > 60 {
			t.Fatal("the button cannot be reached")
		}
	}
	Eval[bool](lead, "window.before = true")
	lead.Press("Enter")
	wait(lead, "window.before !== true && document.readyState === 'complete'")
	if text := lead.Text("body"); !strings.Contains(text, "teruggenomen") {
		t.Fatalf("after taking it back:\n%s", text)
	}
	lead.Go(s.URL + "/staff")
	if text := lead.Text("main"); !strings.Contains(text, "bevestig") && !strings.Contains(text, "Bevestig") {
		t.Errorf("the letter is not owed again:\n%s", text)
	}
	if n := len(s.mail.Messages(klager)); n != 1 {
		t.Errorf("%d messages left, not only the receipt", n)
	}
	if errs := lead.Console(); len(errs) > 0 {
		t.Errorf("the browser noted %q", errs)
	}
}
