package letter_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
)

// written is a letter of each name, with what it must say to its reader; as for
// somebody known, and as late and unknown as it can be.
type written struct {
	letter.Text
	says []string
}

func write(n letter.Name, f letter.Frame) written {
	appeal := []string{"mr. Ilse Terpstra", "beroep@terpstra.example", "Geschillencommissie Voorbeeld"}
	around := []string{f.Reader, f.Code, f.Signer}
	switch n {
	case letter.AcknowledgeAction:
		return written{letter.Acknowledge(f, action), append(around, "extra ochtend", action.Personal, "23")}
	case letter.AcknowledgePromise:
		a := promise
		a.Personal = "Eerst dit.\nEn dan dat."
		return written{letter.Acknowledge(f, a), slices.Concat(around, appeal, []string{"Eerst dit.\nEn dan dat.", "23"})}
	case letter.Extended:
		x := extension
		x.NameAppeal = true
		return written{letter.Extend(f, x), slices.Concat(around, appeal, []string{extension.Reason, "27"})}
	case letter.Held:
		h := holding
		h.NameAppeal = true
		return written{letter.Hold(f, h), slices.Concat(around, appeal, []string{h.Progress, h.Steps, "23"})}
	case letter.Ended:
		c := closing
		c.NameAppeal = true
		return written{letter.Close(f, c), slices.Concat(around, appeal, []string{"- De zaal is warm.\n- U kreeg excuses.", "2028", "16"})}
	case letter.Followed:
		return written{letter.Follow(f, followed), append(around, "Geschillencommissie Voorbeeld", "mr. Ilse Terpstra", "We betalen uw lesgeld terug.\nDe trainer belt u.", "3 ")}
	case letter.Invited:
		return written{letter.Invite(f, invited), []string{f.Reader, f.Signer, invited.Substance, "27"}}
	case letter.Responded:
		r := response(complaint.Upheld)
		return written{letter.Respond(f, r), slices.Concat(around, appeal, []string{r.Reason, r.Words, "extra ochtend", letter.FindingWords(f.Lang, r.Finding)})}
	case letter.NotTaken:
		return written{letter.Inadmissible(f, "Te lang geleden.", bodies), slices.Concat(around, appeal, []string{"Te lang geleden."})}
	}
	return written{letter.Receipt(f, due), []string{f.Reader, f.Code, f.Ref}}
}

func frames(lang string) []letter.Frame {
	bare := anonymous(late(frame(lang)))
	bare.Phone, bare.ReceivedOn, bare.Signer, bare.Site = "", calendar.Date{}, "", ""
	return []letter.Frame{frame(lang), anonymous(frame(lang)), late(frame(lang)), bare}
}

func using(f letter.Frame, n letter.Name, o letter.Own) letter.Frame {
	f.Texts = map[letter.Name]letter.Own{n: o}
	return f
}

// TestWhatIsAcceptedHoldsAllThatIsDemanded tries texts made of placeholders,
// words and signs in any order. Whatever is accepted, the letter says what it
// must, keeps no placeholder behind, and shows its parts to the procedure.
func TestWhatIsAcceptedHoldsAllThatIsDemanded(t *testing.T) {
	rnd := rand.New(rand.NewPCG(4, 4)) //nolint:gosec // the same texts every time
	accepted := 0
	for range 1500 {
		lang := languages[rnd.IntN(2)]
		n := letter.Names[rnd.IntN(len(letter.Names))]
		o := letter.Own{Subject: "Onderwerp", Text: anyText(rnd, n, lang)}
		if len(letter.Mistakes(n, lang, o)) > 0 {
			continue
		}
		accepted++
		for _, f := range frames(lang) {
			holds(t, n, write(n, using(f, n, o)), write(n, f), o)
		}
	}
	if accepted < 250 {
		t.Errorf("only %d texts were accepted", accepted)
	}
}

func holds(t *testing.T, n letter.Name, got, std written, o letter.Own) {
	t.Helper()
	plain := strings.ReplaceAll(got.Body, "*", "")
	for _, says := range got.says {
		if !strings.Contains(plain, says) {
			t.Fatalf("%s does not say %q:\n%s\n\nfrom\n%s", n, says, got.Body, o.Text)
		}
	}
	for _, s := range n.Demanded() {
		for _, lang := range languages {
			if strings.Contains(plain, s.Placeholder(lang)) {
				t.Fatalf("%s keeps %s:\n%s", n, s.Placeholder(lang), got.Body)
			}
		}
	}
	if lacks := got.Missing(std.Parts); len(lacks) > 0 {
		t.Fatalf("%s lacks %v:\n%s\n\nfrom\n%s", n, lacks, got.Body, o.Text)
	}
	harmless(t, got.Text, letter.HTML(letter.Frame{}, got.Text))
}

// anyText is every demanded placeholder somewhere, most of the time, with noise.
func anyText(rnd *rand.Rand, n letter.Name, lang string) string {
	var parts []string
	for _, s := range append(n.Demanded(), n.Optional()...) {
		if rnd.IntN(40) > 0 {
			parts = append(parts, s.Placeholder(lang))
		}
	}
	noise := []string{"Woorden. ", "**Sterk**", "**", "*", "- ", "{", "}", "{{.}}", "\n", "\n\n", "\n\n", "\r\n\r\n", "<b>", "\u202e", "  "}
	for range rnd.IntN(25) {
		parts = append(parts, noise[rnd.IntN(len(noise))])
	}
	rest := parts[1:]
	rnd.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	return strings.Join(parts, []string{"", " ", "\n", "\n\n"}[rnd.IntN(4)])
}

func TestTheStandardTextIsAccepted(t *testing.T) {
	for _, lang := range languages {
		for _, n := range letter.Names {
			std := letter.Standard(n, lang)
			if found := letter.Mistakes(n, lang, std); len(found) > 0 {
				t.Errorf("%s/%s: %+v", lang, n, found)
			}
			if own := std.Clean(n, lang); own != (letter.Own{}) {
				t.Errorf("%s/%s is kept as a text of the organisation", lang, n)
			}
			for _, f := range frames(lang) {
				if a, b := write(n, f), write(n, using(f, n, std)); a.Body != b.Body || a.Subject != b.Subject {
					t.Errorf("%s/%s differs", lang, n)
				}
			}
		}
	}
}

func TestAMistakeNamesTheNearestAndTheLine(t *testing.T) {
	std := letter.Standard(letter.Responded, "nl").Text
	english := letter.Standard(letter.Responded, "en").Text
	for name, x := range map[string]struct {
		lang, text  string
		code, meant string
		line        int
	}{
		"misspelt":               {"nl", strings.Replace(std, "{redenen}", "{reddenen}", 1), letter.MistakeUnknown, "{redenen}", 9},
		"in English":             {"nl", strings.Replace(std, "{besluit}", "{decision}", 1), letter.MistakeUnknown, "{besluit}", 5},
		"in Dutch":               {"en", strings.Replace(english, "{reasons}", "{redenen}", 1), letter.MistakeUnknown, "{reasons}", 9},
		"with a hyphen":          {"nl", std + "\n{datum-ontvangst}", letter.MistakeUnknown, "{datum ontvangst}", 21},
		"with a number":          {"nl", std + "\n{naam1}", letter.MistakeUnknown, "{naam}", 21},
		"of another letter":      {"nl", std + "\n{actie}", letter.MistakeUnknown, "", 21},
		"twice":                  {"nl", std + "\n{beroep}", letter.MistakeTwice, "{beroep}", 21},
		"two braces":             {"nl", strings.Replace(std, "{code}", "{{code}}", 1), letter.MistakeBraces, "{code}", 17},
		"without the second":     {"nl", strings.Replace(std, "{code}", "{code.", 1), letter.MistakeBraces, "{code}", 17},
		"without the first":      {"nl", strings.Replace(std, "{code}", "code}", 1), letter.MistakeBraces, "{code}", 17},
		"the name later":         {"nl", "Goedendag,\n\n" + std, letter.MistakeNotFirst, "{naam}", 3},
		"missing":                {"nl", strings.Replace(std, "{beroep}", "", 1), letter.MistakeMissing, "{beroep}", 0},
		"lines of another maker": {"nl", strings.ReplaceAll(strings.Replace(std, "{redenen}", "{reden}", 1), "\n", "\r\n"), letter.MistakeUnknown, "{redenen}", 9},
	} {
		found := letter.Mistakes(letter.Responded, x.lang, letter.Own{Text: x.text})
		if len(found) != 1 || found[0].Code != x.code || found[0].Line != x.line || x.meant != "" && found[0].Meant != x.meant {
			t.Errorf("%s: %+v", name, found)
		}
	}
	if found := letter.Mistakes(letter.Responded, "nl", letter.Own{Text: strings.Replace(std, "{redenen}", "{ Redenen }", 1)}); len(found) > 0 {
		t.Errorf("capitals and spaces are no mistake: %+v", found)
	}
	for subject, code := range map[string]string{"Over {onderwerp}": letter.MistakeSubject, strings.Repeat("a", 121): letter.MistakeLong, "Uw klacht {{.}}": ""} {
		found := letter.Mistakes(letter.Responded, "nl", letter.Own{Subject: subject})
		if code == "" && len(found) > 0 || code != "" && (len(found) != 1 || found[0].Code != code) {
			t.Errorf("subject %.30q: %+v", subject, found)
		}
	}
}

// TestBracesMeanNothingElse: no text is ever read as a template.
func TestBracesMeanNothingElse(t *testing.T) {
	odd := "{{.}} {{.Ref}} {{template \"spans\" .}} {} { } {1} {a=b} %s {{end}}."
	odd = strings.ReplaceAll(odd, "{{end}}", "{{/*end*/}}")
	o := letter.Own{Text: letter.Standard(letter.Received, "nl").Text + "\n\n" + odd}
	if found := letter.Mistakes(letter.Received, "nl", o); len(found) > 0 {
		t.Fatalf("%+v", found)
	}
	l := letter.Receipt(using(frame("nl"), letter.Received, o), due)
	if !strings.HasSuffix(l.Body, "\n\n"+odd) || !strings.HasSuffix(letter.Plain(l), odd) {
		t.Error(l.Body)
	}
}

// TestHostileWordsOfAnOrganisation: they come from somebody who leads, and are
// still only words, in the mail as on paper.
func TestHostileWordsOfAnOrganisation(t *testing.T) {
	for _, s := range hostile {
		for _, lang := range languages {
			for _, n := range letter.Names {
				o := letter.Own{Subject: s, Text: s + letter.Standard(n, lang).Text + "\n" + s + "\n\n" + s}
				f := using(frame(lang), n, o)
				for _, l := range []letter.Text{write(n, f).Text, letter.Example(f, n, o, bodies, true), letter.Example(f, n, o.Clean(n, lang), nil, false)} {
					harmless(t, l, letter.HTML(f, l))
				}
			}
		}
	}
}

// TestTheExampleIsAsTheProcedureWantsIt: whole, and without a road to appeal
// where the procedure tells none.
func TestTheExampleIsAsTheProcedureWantsIt(t *testing.T) {
	for _, lang := range languages {
		for _, n := range letter.Names {
			for _, names := range []bool{false, true} {
				l := letter.Example(letter.Frame{Lang: lang, Organisation: "Voorbeeld", Today: due}, n, letter.Own{}, bodies, names)
				always := n == letter.Responded || n == letter.NotTaken || n == letter.Followed
				if there := strings.Contains(l.Body, "mr. Ilse Terpstra"); there != (n != letter.Received && n != letter.Invited && (names || always)) {
					t.Errorf("%s/%s, %v: %v\n%s", lang, n, names, there, l.Body)
				}
				if strings.ContainsAny(l.Body, "{}[]") {
					t.Errorf("%s/%s is not whole:\n%s", lang, n, l.Body)
				}
			}
		}
	}
}

// TestATextThatLosesSomethingIsNotUsed, wherever it came from.
func TestATextThatLosesSomethingIsNotUsed(t *testing.T) {
	f := using(frame("nl"), letter.Responded, letter.Own{Text: "Beste {naam},\n\nNee.\n\n{ondertekening}"})
	if got, std := write(letter.Responded, f), write(letter.Responded, frame("nl")); got.Body != std.Body {
		t.Error(got.Body)
	}
}

// TestWhatIsMissingIsFoundInTheTextThatLeaves, also what shows as a gap.
func TestWhatIsMissingIsFoundInTheTextThatLeaves(t *testing.T) {
	all := []complaint.Part{complaint.PartDecision, complaint.PartReason, complaint.PartAppeal, complaint.PartFinding, complaint.PartRemedyBy}
	if lacks := letter.Respond(frame("nl"), response(complaint.NotUpheld)).Missing(all); len(lacks) > 0 {
		t.Errorf("a whole letter lacks %v", lacks)
	}
	bare := letter.Respond(frame("nl"), letter.Response{Remedies: []letter.Remedy{{Text: "Iets"}}})
	for _, part := range all {
		if !slices.Contains(bare.Missing(all), part) {
			t.Errorf("%s is not missed", part)
		}
	}
	if lacks := letter.Extend(frame("nl"), letter.Extension{}).Missing(nil); !slices.Equal(lacks, []complaint.Part{complaint.PartReason, complaint.PartDate}) {
		t.Errorf("the gaps: %v", lacks)
	}
}

// TestMarkersAroundAPlaceholderKeepTheirPartners whatever is filled in.
func TestMarkersAroundAPlaceholderKeepTheirPartners(t *testing.T) {
	std := letter.Standard(letter.Responded, "nl").Text
	strong := letter.Own{Text: strings.Replace(std, "{besluit}", "**Zo zit het. {besluit}**", 1)}
	l := write(letter.Responded, using(frame("nl"), letter.Responded, strong))
	if !strings.Contains(l.Body, "\n\n**Zo zit het. Ons besluit: u heeft gelijk. Uw klacht is gegrond. Het spijt ons dat dit is gebeurd.**\n\n") {
		t.Error(l.Body)
	}
	f := using(frame("nl"), letter.Responded, letter.Own{Text: strings.Replace(std, "{naam},", "{naam}*,", 1)})
	f.Reader = "Anneke*"
	if l := write(letter.Responded, f); !strings.HasPrefix(l.Body, "Beste Anneke*,\n") {
		t.Errorf("%.40q", l.Body)
	}
}
