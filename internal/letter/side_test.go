package letter_test

import (
	"strings"
	"testing"

	"wederhoor/internal/calendar"
	"wederhoor/internal/letter"
)

// TestALetterAsideHoldsNothingOfTheComplainant, and one to the complainant has the
// code of their page.
func TestALetterAsideHoldsNothingOfTheComplainant(t *testing.T) {
	day, _ := calendar.Parse("2026-12-09")
	for _, lang := range languages {
		f := frame(lang)
		for name, write := range map[string]func(aside bool) letter.Text{
			"hearing": func(aside bool) letter.Text {
				return letter.Hear(f, letter.Hearing{Day: "woensdag 9 december", Clock: "10.00 uur", Place: "Kantoor", Subject: aside})
			},
			"report": func(aside bool) letter.Text {
				return letter.Tell(f, letter.Report{On: day, React: day, Present: "allebei", Text: "Hij belde.\n\nZij wachtte.", Subject: aside, Page: true})
			},
			"later": func(bool) letter.Text { return letter.TellLater(f, day, "") },
		} {
			aside := write(true)
			for _, not := range []string{f.Code, f.About} {
				if strings.Contains(aside.Body+aside.Subject, not) {
					t.Errorf("%s %s holds %q:\n%s", lang, name, not, aside.Body)
				}
			}
			if name != "later" && !strings.Contains(write(false).Body, f.Code) {
				t.Errorf("%s %s to the complainant lacks the code", lang, name)
			}
			if strings.Contains(aside.Subject, "Hij belde") || strings.Count(aside.Body, "\n\n") < 2 {
				t.Errorf("%s %s: %s\n%s", lang, name, aside.Subject, aside.Body)
			}
		}
	}
}

// TestAnInvitationSaysHowToReactAndWhatIsNotShown.
func TestAnInvitationSaysHowToReactAndWhatIsNotShown(t *testing.T) {
	f := frame("nl")
	i := invited
	i.Page, i.Copy, i.Files, i.Withheld = letter.Page{Code: "KTMR-7X4Q-92HD-3VNE"}, "Ik **zat** in de kou.", []string{"foto.jpg"}, 2
	body := letter.Invite(f, i).Body
	for _, want := range []string{"/side en vul de code **KTMR-7X4Q-92HD-3VNE** in", "**Afschrift van de klacht**\n\nIk *zat* in de kou.", "Bij de klacht zat: foto.jpg.", "2 bestanden die we u niet laten zien"} {
		if !strings.Contains(body, want) {
			t.Errorf("it lacks %q:\n%s", want, body)
		}
	}
	i.Page = letter.Page{Account: true, Code: "KTMR-7X4Q-92HD-3VNE"}
	if body := letter.Invite(f, i).Body; strings.Contains(body, "KTMR") || !strings.Contains(body, "/staff en kies Jouw kant") {
		t.Errorf("for who signs in:\n%s", body)
	}
}
