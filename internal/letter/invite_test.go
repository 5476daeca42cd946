package letter_test

import (
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/letter"
)

// TestAnInvitationHoldsNothingOfTheComplainant: no code, no day and nothing that
// they said it is about, also not where an organisation would put it.
func TestAnInvitationHoldsNothingOfTheComplainant(t *testing.T) {
	for _, lang := range languages {
		f := frame(lang)
		f.Reader = "Henk Postma"
		l := letter.Invite(f, invited)
		page := letter.HTML(letter.Frame{Lang: lang}, l)
		for _, not := range []string{f.Code, "Lastige gesprekken", "Visser", "16 ", f.Site, "klachten.voorbeeld.example"} {
			if strings.Contains(l.Body+l.Subject, not) || strings.Contains(page, not) && not != "16 " {
				t.Errorf("%s holds %q:\n%s", lang, not, l.Body)
			}
		}
		if strings.Contains(page, "<a ") {
			t.Error("it has a button")
		}
		for _, s := range []letter.Slot{letter.SlotCode, letter.SlotAbout, letter.SlotReceived, letter.SlotAppeal} {
			if slices.Contains(append(letter.Invited.Demanded(), letter.Invited.Optional()...), s) {
				t.Errorf("%s may stand in it", s)
			}
			text := letter.Standard(letter.Invited, lang).Text + "\n\n" + s.Placeholder(lang)
			if len(letter.Mistakes(letter.Invited, lang, letter.Own{Text: text})) != 1 {
				t.Errorf("%s is accepted in a text", s)
			}
			if body := letter.Invite(using(f, letter.Invited, letter.Own{Text: text}), invited).Body; body != l.Body {
				t.Errorf("with %s:\n%s", s, body)
			}
		}
	}
}
