package browser

import (
	"fmt"
	"strings"
	"testing"
)

// TestWordsAreProposedToGoAndAFactIsPutRight: without script one looks where words stand
// and proposes them, and puts a fact right; the complainant's story shows both.
func TestWordsAreProposedToGoAndAFactIsPutRight(t *testing.T) {
	s := startWith(t, "", "optional")
	public := New(t, 390, 844, false)
	public.Go(s.URL + "/")
	public.Type("[name=story]", "Naast mij zat Wietske Kanarie. Het was op maandag.")
	public.Type("[name=name]", "Ruben de Graaf")
	send(public)
	tab := s.signIn(t)
	leave(tab, ".task h3 a")
	dossier := s.URL + refInURL.FindString(tab.URL())
	page := strings.TrimPrefix(dossier, s.URL)
	for _, dark := range []bool{false, true} {
		for _, width := range []int{390, 1280} {
			look := New(t, width, 900, dark)
			signInAs(look, s.URL, [2]string{leadEmail, leadWords})
			for _, noun := range []string{"/redaction", "/rectification", "/restriction"} {
				inspect(t, look, s.URL, page+noun)
				look.Shot(fmt.Sprintf("amend%s-%d-%v", strings.ReplaceAll(noun, "/", "-"), width, dark))
			}
		}
	}
	plain := New(t, 390, 844, true)
	signInAs(plain, s.URL, [2]string{leadEmail, leadWords})
	plain.NoScript()
	plain.Go(dossier + "/redaction")
	plain.Type("[name=passage]", "wietske  kanarie")
	leave(plain, "button[formaction]")
	if text := plain.Text("mark"); text != "Wietske Kanarie" {
		t.Fatalf("it stands at %q", text)
	}
	plain.Type("[name=reason]", "privacy van een ander")
	plain.Click("input[name=asked][value=other]")
	send(plain)
	plain.Go(dossier + "/redaction")
	if text := plain.Text("main"); !strings.Contains(text, "Iemand anders moet dit bevestigen") || !strings.Contains(text, "privacy van een ander") {
		t.Errorf("it does not wait:\n%s", text)
	}
	plain.Go(dossier + "/rectification")
	plain.Type("[name=wrong]", "op maandag")
	plain.Type("[name=right]", "op dinsdag")
	plain.Click("input[name=asked][value=complainant]")
	send(plain)
	if text := plain.Text("main"); !strings.Contains(text, "niet “op maandag” maar “op dinsdag”") || !strings.Contains(text, "Het was op maandag") {
		t.Errorf("it is not put right:\n%s", text)
	}
}
