package browser

import (
	"fmt"
	"strings"
	"testing"
)

// toBePosted passes a complaint on and writes its letter on paper.
func (s running) toBePosted(lead *Tab, name, via string) {
	lead.t.Helper()
	lead.Go(s.URL + "/staff/complaints/new")
	lead.Type("[name=complainant]", name)
	choose(lead, "channel", "phone")
	choose(lead, "kind", "client")
	lead.Type("[name=story]", "De training begon ruim een uur te laat.")
	choose(lead, "done", "nothing")
	send(lead)
	lead.Go(s.URL + "/staff/complaints")
	leave(lead, "#lijst .subj")
	dossier := s.URL + refInURL.FindString(lead.URL())
	lead.Go(dossier + "/acknowledgement")
	choose(lead, "kind", "promise")
	choose(lead, "via", via)
	send(lead)
}

// TestPosting is the afternoon round to the post: Vandaag says how many letters
// there are, and each gets its day by keyboard alone, in every width and theme.
func TestPosting(t *testing.T) {
	s := start(t, "")
	lead := s.signIn(t)
	for i, via := range []string{"post", "hand", "post", "post"} {
		s.toBePosted(lead, fmt.Sprintf("Anneke Visser-%d", i), via)
	}
	left := 4
	for _, dark := range []bool{false, true} {
		for _, width := range []int{390, 1280} {
			tab := New(t, width, 900, dark)
			signInAs(tab, s.URL, [2]string{leadEmail, leadWords})
			inspect(t, tab, s.URL, "/staff")
			leave(tab, "main a[href='/staff/letters']")
			letter := strings.TrimPrefix(Eval[string](tab, "document.querySelector('.task h3 a').href"), s.URL)
			inspect(t, tab, s.URL, letter)
			inspect(t, tab, s.URL, "/staff/letters")
			tab.Shot(fmt.Sprintf("letters-%d-%v", width, dark))
			if n := Eval[int](tab, "document.querySelectorAll('.task').length"); n != left {
				t.Fatalf("%d letters, not %d:\n%s", n, left, tab.Text("main"))
			}
			if text := tab.Text("main"); strings.Contains(text, "Visser") || !strings.Contains(text, "naam verborgen") {
				t.Errorf("a name in the list:\n%s", text)
			}
			for stops := 0; !Eval[bool](tab, "document.activeElement.matches('.task button')"); stops++ {
				if tab.Press("Tab"); stops > 60 {
					t.Fatal("the button cannot be reached")
				}
			}
			Eval[bool](tab, "window.before = true")
			tab.Press("Enter")
			wait(tab, "window.before !== true && document.readyState === 'complete'")
			if left--; !strings.Contains(tab.Text("main"), "Vastgelegd dat de brief weg is") || Eval[int](tab, "document.querySelectorAll('.task').length") != left {
				t.Fatalf("after the button:\n%s", tab.Text("main"))
			}
		}
	}
	lead.NoScript()
	lead.Go(s.URL + "/staff/letters")
	if !strings.Contains(lead.Text("main"), "Er ligt niets klaar") {
		t.Errorf("in the end:\n%s", lead.Text("main"))
	}
}

// TestOwnLetters: the complainant finds what was posted on their own page too.
func TestOwnLetters(t *testing.T) {
	s := start(t, "")
	own, lead := New(t, 390, 844, false), s.signIn(t)
	own.Go(s.URL + "/")
	own.Type("[name=story]", "De training begon ruim een uur te laat.")
	send(own)
	code := own.Text("#receipt-code")
	lead.Go(s.URL + "/staff/complaints")
	leave(lead, "#lijst .subj")
	dossier := s.URL + refInURL.FindString(lead.URL())
	lead.Go(dossier + "/acknowledgement")
	choose(lead, "kind", "promise")
	choose(lead, "via", "post")
	send(lead)
	lead.Go(s.URL + "/staff/letters")
	leave(lead, ".task button")
	for _, dark := range []bool{false, true} {
		for _, width := range []int{390, 1280} {
			tab := New(t, width, 900, dark)
			tab.Go(s.URL + "/status")
			tab.Type("[name=code]", code)
			send(tab)
			if text := tab.Text("main"); !strings.Contains(text, "Uw brieven") || !strings.Contains(text, "We hebben uw klacht ontvangen") {
				t.Fatalf("no letter:\n%s", text)
			}
			for _, v := range tab.Axe() {
				t.Errorf("%d dark=%v: %v", width, dark, v)
			}
			if tab.HorizontalScroll() {
				t.Errorf("%d scrolls sideways", width)
			}
			tab.Shot(fmt.Sprintf("own-%d-%v", width, dark))
		}
	}
}
