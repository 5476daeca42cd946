package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wederhoor/internal/testkit"
)

// side is one of two organisations at its own name, with its lead at the screen.
type side struct {
	*Tab
	name, lead   string // of the organisation, and of who leads it
	site, review string
	story        string
}

// neighbours is one program that serves two organisations, each at a name of its own
// with one complaint of its own, and a review that was begun at each.
func neighbours(t *testing.T, database string) (here, there *side) {
	t.Helper()
	dir, bin, address := t.TempDir(), testkit.Binary(t), testkit.FreeAddress(t)
	port := address[strings.LastIndex(address, ":")+1:]
	words := filepath.Join(dir, "words")
	if err := os.WriteFile(words, []byte(leadWords+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	place := []string{"--data", filepath.Join(dir, "data"), "--master-key", filepath.Join(dir, "master.key")}
	if database != "" {
		place = append(place, "--database", database)
	}
	by := func(name string) []string {
		return append([]string{"--lead-name", name, "--lead-email", leadEmail, "--lead-password-file", words, "--second-factor", "optional"}, place...)
	}
	testkit.Run(t, bin, append([]string{"init", "--organisation", "Voorbeeld Trainingen"}, by("Mirjam de Wit")...)...)
	testkit.Run(t, bin, append([]string{"organisation", "move", "--url", "http://localhost:" + port}, place...)...)
	testkit.Run(t, bin, append([]string{"organisation", "add", "--name", "De Buren", "--url", "http://buren.localhost:" + port}, by("Bas Buur")...)...)
	p := testkit.Start(t, bin, append([]string{"serve", "--addr", address, "--undo", "0s"}, place...)...)
	here = &side{name: "Voorbeeld Trainingen", lead: "Mirjam de Wit", site: p.URL, story: "De zaal was veel te koud."}
	there = &side{name: "De Buren", lead: "Bas Buur", site: "http://buren.localhost:" + port, story: "De reader kwam een week te laat."}
	for _, s := range []*side{here, there} {
		s.Tab = running{Process: &testkit.Process{URL: s.site}}.signIn(t)
		s.Go(s.site + "/")
		s.Type("[name=story]", s.story)
		send(s.Tab)
		s.Go(s.site + "/staff/reviews")
		leave(s.Tab, "form[action='/staff/reviews'] .btn:not(.btn-2)")
		holds(t, s.Tab, "0 van 1 besproken")
		s.review = s.URL()
	}
	return here, there
}

// conclude decides the one complaint and ends the review.
func (s *side) conclude(t *testing.T) {
	t.Helper()
	s.Go(s.review)
	leave(s.Tab, "main section .btn:not(.btn-2)")
	holds(t, s.Tab, s.story)
	choose(s.Tab, "extra", "no")
	s.Type("[name=reason]", "Eenmalig, en opgelost.")
	leave(s.Tab, "main form .btn-wide")
	s.Go(s.review + "/minutes")
	leave(s.Tab, "button[formaction$='/conclusion']")
	holds(t, s.Tab, "Afgerond op")
}

// TestTwoOrganisationsHoldOneReview (docs/decisions/0045): the code is made at the one
// name and typed at the other, each decides about its own complaint and concludes, and
// the minutes of each name the other. No page of the one shows the complaint of the
// other, nor opens the review of the other.
func TestTwoOrganisationsHoldOneReview(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, database string) {
		here, there := neighbours(t, database)
		here.Go(here.review + "/joint")
		leave(here.Tab, "button[value=invitation]")
		code := here.Text("#joint-code")

		there.Go(there.review + "/joint")
		there.Type("[name=code]", "ABCD-EFGH")
		leave(there.Tab, "button[value=acceptance]")
		holds(t, there.Tab, "Deze code werkt niet")
		if kept := Eval[string](there.Tab, "document.querySelector('[name=code]').value"); kept != "ABCD-EFGH" {
			t.Errorf("what was typed is gone: %q", kept)
		}
		set(there.Tab, "[name=code]", strings.ToLower(code))
		leave(there.Tab, "button[value=acceptance]")
		inspectOpen(t, there.Tab, "two reviews that are tied")
		there.Shot("review-joint-tied")

		here.conclude(t)
		there.conclude(t)
		for _, s := range []struct{ mine, other *side }{{here, there}, {there, here}} {
			for _, page := range []string{"", "/minutes", "/joint"} {
				s.mine.Go(s.mine.review + page)
				holds(t, s.mine.Tab, "Samen met "+s.other.name)
				holds(t, s.mine.Tab, s.other.lead)
				if strings.Contains(s.mine.Text("main"), s.other.story) {
					t.Errorf("%s shows the complaint of the other", s.mine.URL())
				}
			}
			stranger := strings.Replace(s.other.review, s.other.site, s.mine.site, 1)
			s.mine.Go(stranger)
			holds(t, s.mine.Tab, "kunnen we je niet laten zien")
			s.mine.Go(s.mine.site + "/staff/complaints?view=all")
			if text := s.mine.Text("main"); strings.Contains(text, s.other.story) {
				t.Errorf("the register of %s has the complaint of the other", s.mine.name)
			}
		}
		// Who concludes first cannot know how the other ends; the second names the first.
		here.Go(here.review + "/minutes")
		holds(t, here.Tab, "Stand toen jullie afrondden\nNog niet afgerond")
		hash := Eval[string](here.Tab, "document.querySelector('main').innerText.match(/[0-9a-f]{64}/)[0]")
		there.Go(there.review + "/minutes")
		holds(t, there.Tab, hash)
	})
}
