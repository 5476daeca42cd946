package letter_test

import (
	"strings"
	"testing"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
)

func TestEveryAnswerHoldsEveryWayToAppeal(t *testing.T) {
	for _, lang := range languages {
		for name, l := range everyLetter(lang) {
			if !strings.HasPrefix(name, "respond") && !strings.HasPrefix(name, "inadmissible") {
				continue
			}
			page := letter.HTML(frame(lang), l)
			for _, b := range bodies {
				for _, item := range []string{b.Name, b.Phone, b.Email, b.Website} {
					if !strings.Contains(l.Body, item) || !strings.Contains(page, item) {
						t.Errorf("%s/%s lacks %q", lang, name, item)
					}
				}
			}
		}
	}
}

func TestTermAndBinding(t *testing.T) {
	no := false
	for _, row := range []struct {
		lang    string
		within  calendar.Length
		binding *bool
		want    string
	}{
		{"nl", calendar.Length{N: 6, Unit: calendar.Weeks}, &yes, "Dat kan tot 6 weken na deze brief, in elk geval tot en met dinsdag 29 december. De uitspraak is bindend: wij moeten ons eraan houden."},
		{"nl", calendar.Length{N: 1, Unit: calendar.Years}, &no, "Dat kan tot 1 jaar na deze brief, in elk geval tot en met woensdag 17 november 2027. De uitspraak is een advies. Die is niet bindend."},
		{"nl", calendar.Length{N: 1, Unit: calendar.Months}, nil, "Dat kan tot 1 maand na deze brief, in elk geval tot en met donderdag 17 december."},
		{"en", calendar.Length{N: 1, Unit: calendar.Weeks}, nil, "You can do so within 1 week of this letter, in any case up to and including Tuesday 24 November."},
		{"en", calendar.Length{N: 10, Unit: calendar.WorkingDays}, &no, "within 10 working days of this letter, in any case up to and including Tuesday 1 December. The ruling is advice. It is not binding."},
	} {
		b := bodies[1]
		b.Within, b.Binding = row.within, row.binding
		l := letter.Respond(frame(row.lang), letter.Response{Finding: complaint.Upheld, Appeal: []complaint.AppealBody{b}})
		if !strings.Contains(l.Body, row.want) {
			t.Errorf("want %q in:\n%s", row.want, l.Body)
		}
	}
}

// No rule stops these two, so a gap would reach the reader.
func TestNoRoadToAppealIsLeftOutWhereNoRuleDemandsIt(t *testing.T) {
	unnamed := []complaint.AppealBody{{Kind: "confidant"}}
	a := promise
	a.Appeal = unnamed
	for _, l := range []letter.Text{letter.Acknowledge(frame("nl"), a), letter.Inadmissible(frame("nl"), "x", unnamed)} {
		if strings.Contains(l.Body, "[") || strings.Contains(l.Body, "niet tevreden") {
			t.Errorf("speaks of appeal:\n%s", l.Body)
		}
	}
}

// A body without term or without an answer to "binding?" gets no claim.
func TestUnknownIsNotClaimed(t *testing.T) {
	l := letter.Respond(frame("nl"), letter.Response{Finding: complaint.Upheld, Appeal: bodies[1:]})
	if strings.Contains(l.Body, "bindend") || strings.Contains(l.Body, "Dat kan tot") {
		t.Errorf("claims what nobody knows:\n%s", l.Body)
	}
}

func TestFindingWords(t *testing.T) {
	for _, lang := range languages {
		for _, f := range findings {
			if letter.FindingWords(lang, f) == "" {
				t.Errorf("%s: no word for %s", lang, f)
			}
		}
	}
	if got := letter.FindingWords("nl", complaint.PartlyUpheld); got != "deels gegrond" {
		t.Error(got)
	}
}

func TestTheAppealInOneLine(t *testing.T) {
	all := []complaint.AppealBody{{Kind: "confidant", Name: "Ilse\nTerpstra", Phone: "020 000 00 01", Email: "beroep@terpstra.example"}, {Name: "Onbereikbaar"},
		{Kind: "disputes_committee", Name: "Commissie", Website: "https://commissie.example"}}
	for lang, want := range map[string]string{
		"nl": "Bent u straks niet tevreden met ons antwoord? U kunt in beroep bij Ilse Terpstra. Dat is onze vertrouwenspersoon. Telefoon: 020 000 00 01, E-mail: beroep@terpstra.example. U kunt ook in beroep bij Commissie. Dat is een geschillencommissie. Website: https://commissie.example.",
		"en": "020 000 00 01, Email: beroep@terpstra.example. You can also",
	} {
		if got := letter.AppealLine(lang, all); !strings.Contains(got, want) {
			t.Errorf("%s: %s", lang, got)
		}
	}
	if got := letter.AppealLine("nl", all[1:2]); got != "" {
		t.Errorf("leads to nobody: %s", got)
	}
}

// The term for appeal runs from the answer: a later letter must not seem to start
// it again.
func TestAClosingLetterStartsNoTermForAppeal(t *testing.T) {
	l := letter.Close(frame("nl"), letter.Closing{End: letter.EndAnswered, Appeal: bodies, NameAppeal: true})
	if !strings.Contains(l.Body, "mr. Ilse Terpstra") || strings.Contains(l.Body, "na deze brief") || bodies[0].Within.IsZero() {
		t.Error(l.Body)
	}
}
