package browser

import (
	"fmt"
	"strings"
	"testing"
)

// TestADossierGoesToABodyOutside: text that is selected is taken out, and without
// script it is pasted; what was chosen is there for the next one; the PDF comes
// out and holds nothing of it.
func TestADossierGoesToABodyOutside(t *testing.T) {
	s := startWith(t, "", "optional")
	public := New(t, 390, 844, false)
	public.Go(s.URL + "/")
	public.Type("[name=story]", "Naast mij zat Wietske Kanarie. De zaal was koud en de thee was op.")
	public.Type("[name=name]", "Ruben de Graaf")
	send(public)

	tab := s.signIn(t)
	leave(tab, ".task h3 a")
	dossier := s.URL + refInURL.FindString(tab.URL())
	page := strings.TrimPrefix(dossier, s.URL) + "/outside-file"
	tab.Go(s.URL + page)
	tab.Type("[name=body]", "Geschillencommissie Voorbeeld")
	tab.Type("[name=purpose]", "Zij vroegen het dossier op.")
	Eval[bool](tab, `(() => { const n = document.querySelector('.out-text').firstChild, r = document.createRange(), at = n.data.indexOf('Wietske');
		r.setStart(n, at); r.setEnd(n, at + 'Wietske Kanarie'.length); const all = getSelection(); all.removeAllRanges(); all.addRange(r); return true; })()`)
	wait(tab, "!document.querySelector('[data-pick-go]').hidden")
	tab.Click("[data-pick-go]")
	wait(tab, "document.activeElement.id === 'black_reason' && document.querySelector('#black_text').value === 'Wietske Kanarie'")
	tab.Type("[name=black_reason]", "een ander")
	leave(tab, "button[value=black]")

	plain := New(t, 390, 844, true)
	signInAs(plain, s.URL, [2]string{leadEmail, leadWords})
	plain.NoScript()
	plain.Go(s.URL + page)
	if text := plain.Text(".out-parts"); strings.Contains(text, "Wietske") || !strings.Contains(strings.ReplaceAll(text, "\u00a0", " "), "weggelakt 1") {
		t.Errorf("what was selected stands there:\n%s", text)
	}
	if plain.Text("[name=body]") == "" && !Eval[bool](plain, "document.querySelector('[name=body]').value === 'Geschillencommissie Voorbeeld'") {
		t.Error("what was typed is gone")
	}
	plain.Type("[name=black_text]", "de thee was op")
	plain.Type("[name=black_reason]", "doet er niet toe")
	leave(plain, "button[value=black]")

	for _, dark := range []bool{false, true} {
		for _, width := range []int{390, 1280} {
			look := New(t, width, 900, dark)
			signInAs(look, s.URL, [2]string{leadEmail, leadWords})
			inspect(t, look, s.URL, page)
			look.Shot(fmt.Sprintf("outside-%d-%v", width, dark))
		}
	}

	leave(plain, "button[value=make]")
	if text := plain.Text("main"); !strings.Contains(text, "Al gemaakt") || !strings.Contains(text, "Geschillencommissie Voorbeeld") {
		t.Fatalf("it was not made:\n%s", text)
	}
	tab = s.signIn(t) // the first session ended when so many more began
	tab.Go(s.URL + page)
	got := Eval[string](tab, `fetch(document.querySelector('a[href*="/outside-file/"]').href).then(r => r.arrayBuffer()).then(b => new TextDecoder('latin1').decode(b))`)
	if !strings.HasPrefix(got, "%PDF-1.7") || strings.Contains(got, "Wietske") || strings.Contains(got, "Kanarie") {
		t.Errorf("not the file: %d bytes", len(got))
	}
	s.says(t, tab, dossier, "maakte een bestand voor Geschillencommissie Voorbeeld")
}
