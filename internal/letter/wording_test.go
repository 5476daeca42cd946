package letter_test

import (
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
)

var (
	bareWeek    = regexp.MustCompile(`(?i)binnen (een|de|1) week|within (a|the|one|1) week`)
	sentenceEnd = regexp.MustCompile(`[.!?:](\s|$)|\n+`)
	sorry       = regexp.MustCompile(`(?i)spijt|sorry`)
	formal      = regexp.MustCompile(`(?i)\b(indienen|conform|betreffende|afhandelingstermijn|ticket|melding|mevrouw|meneer)\b`)
	dated       = regexp.MustCompile(`(maandag 23|vrijdag 27|Monday 23|Friday 27) (november|November)`)
)

func TestWording(t *testing.T) {
	for _, lang := range languages {
		for name, l := range everyLetter(lang) {
			plain := letter.Plain(l)
			for what, is := range map[string]bool{
				"a bare week":           bareWeek.MatchString(plain),
				"more than one apology": len(sorry.FindAllString(plain, -1)) > 1,
				"stiff words":           formal.MatchString(plain),
				"a gap":                 strings.Contains(plain, "["),
				"a marker":              strings.Contains(plain, "**"),
				"double full stops":     strings.Contains(plain, ".."),
				"long sentences":        average(plain) >= 15,
				"content in subject":    strings.Contains(l.Subject, "training") || strings.Contains(l.Subject, "Visser"),
			} {
				if is {
					t.Errorf("%s/%s has %s:\n%s", lang, name, what, plain)
				}
			}
		}
	}
}

// average is the mean number of words in a sentence.
func average(plain string) float64 {
	words, sentences := 0, 0
	for _, s := range sentenceEnd.Split(plain, -1) {
		if n := len(strings.Fields(s)); n > 0 {
			words, sentences = words+n, sentences+1
		}
	}
	return float64(words) / float64(sentences)
}

func TestEveryPromiseIsADay(t *testing.T) {
	for _, lang := range languages {
		for name, l := range everyLetter(lang) {
			promises := strings.HasPrefix(name, "acknowledge") || strings.HasPrefix(name, "extend") || strings.HasPrefix(name, "receipt-early") ||
				strings.HasPrefix(name, "hold-early") || strings.HasPrefix(name, "invite") || strings.HasPrefix(name, "hold-late")
			if promises && !dated.MatchString(l.Body) {
				t.Errorf("%s/%s names no day:\n%s", lang, name, l.Body)
			}
		}
	}
}

func TestNothingIsPromisedForADayThatIsGone(t *testing.T) {
	for _, a := range []letter.Acknowledgement{action, promise} {
		body := letter.Acknowledge(late(frame("nl")), a).Body
		if strings.Contains(body, "krijgt uiterlijk") || !strings.Contains(body, "Dat is ons niet gelukt.") {
			t.Errorf("late acknowledgement:\n%s", body)
		}
	}
	for _, h := range []letter.Holding{holding, {Progress: "Niets.", Due: due}} {
		if body := letter.Hold(late(frame("nl")), h).Body; strings.Contains(body, "krijgt ons antwoord") || !strings.Contains(body, "Dat is ons niet gelukt.") {
			t.Errorf("late holding letter:\n%s", body)
		}
	}
}

func TestShortMailsHoldNoContent(t *testing.T) {
	for _, lang := range languages {
		for name, l := range everyLetter(lang) {
			told := strings.Contains(l.Body, "Lastige gesprekken") || strings.HasPrefix(name, "staff") && strings.Contains(l.Body, "Visser")
			if (strings.HasPrefix(name, "receipt") || strings.HasPrefix(name, "staff")) && told {
				t.Errorf("%s/%s tells content:\n%s", lang, name, l.Body)
			}
		}
	}
}

// What is missing is seen by whoever looks at the preview.
func TestGapsAreVisible(t *testing.T) {
	f := frame("nl")
	for name, l := range map[string]letter.Text{
		"holding":      letter.Hold(f, letter.Holding{Due: due}),
		"follow-up":    letter.Follow(f, letter.FollowUp{}),
		"invitation":   letter.Invite(f, letter.Invitation{By: due}),
		"extension":    letter.Extend(f, letter.Extension{}),
		"action":       letter.Acknowledge(f, letter.Acknowledgement{Kind: complaint.AcknowledgeAction, Due: due}),
		"promise":      letter.Acknowledge(f, letter.Acknowledgement{Kind: complaint.AcknowledgePromise}),
		"response":     letter.Respond(f, letter.Response{}),
		"no contact":   letter.Respond(f, letter.Response{Finding: complaint.Upheld, Reason: "x", Appeal: []complaint.AppealBody{{Name: "Terpstra"}}}),
		"inadmissible": letter.Inadmissible(f, "", bodies),
	} {
		if !strings.Contains(l.Body, "[hier ontbreekt") {
			t.Errorf("%s shows no gap:\n%s", name, l.Body)
		}
	}
}
