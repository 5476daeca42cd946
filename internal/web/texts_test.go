package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
)

const (
	textPath    = "/staff/settings/letters/response/nl"
	englishPath = "/staff/settings/letters/response/en"
)

func TestTheTextOfALetterIsChangedAndPutBack(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	if a := s.get(lead, "/staff/settings/letters"); a.code != http.StatusOK || strings.Count(a.body, "standaardtekst") != 2*len(letter.Names) || strings.Contains(a.body, "ontbreekt") {
		t.Fatalf("the list: %d", a.code)
	}
	form := s.fields(lead, textPath)
	if form.Get("text") != letter.Standard(letter.Responded, "nl").Text || form.Get("version") != "0" {
		t.Fatalf("the page does not start from our text: %q", form)
	}
	form.Set("text", strings.ReplaceAll(form.Get("text")+"\n\nWe bellen u nog na.", "\n", "\r\n"))
	form.Set("subject", "Ons besluit")
	if a := s.post(lead, textPath, form); a.code != http.StatusSeeOther || a.Get("Location") != textPath {
		t.Fatalf("%d %v", a.code, sentences(a.body))
	}
	a := s.get(lead, textPath)
	for _, want := range []string{"Bewaard. Nieuwe brieven", "We bellen u nog na.</textarea>", "<p>We bellen u nog na.</p>", "eigen tekst, gewijzigd op woensdag 25 november 2026 door Mirjam de Wit", `<p class="lt">Ons besluit (2026-0000)</p>`} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the page does not show %q", want)
		}
	}
	if list := s.get(lead, "/staff/settings/letters").body; strings.Count(list, "standaardtekst") != 2*len(letter.Names)-1 || !strings.Contains(list, "Engels ontbreekt") {
		t.Error("the list does not say that English is missing")
	}
	stale := url.Values{"key": {form.Get("key")}, "version": {"0"}}
	if a := s.post(lead, textPath+"/standard", stale); a.code != http.StatusConflict || !strings.Contains(a.body, "We bellen u nog na.</textarea>") {
		t.Errorf("put back without having seen it: %d", a.code)
	}
	stale.Set("version", "1")
	if a := s.post(lead, textPath+"/standard", stale); a.code != http.StatusSeeOther || s.reg.LetterText(letter.Responded, "nl").Own() {
		t.Errorf("%d", a.code)
	}
	if a := s.get(lead, textPath); !strings.Contains(a.body, "standaardtekst, teruggezet op") || strings.Contains(a.body, "nog na") {
		t.Error("the page does not say that our text is back")
	}
}

func TestTwoWhoChangeATextAtOnce(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	deputy, _ := s.signedIn(access.Deputy)
	mine, theirs := s.fields(lead, textPath), s.fields(deputy, textPath)
	mine.Set("text", mine.Get("text")+"\n\nVan de een.")
	theirs.Set("text", theirs.Get("text")+"\n\nVan de ander.")
	s.post(lead, textPath, mine)
	a := s.post(deputy, textPath, theirs)
	if a.code != http.StatusConflict || !strings.Contains(a.body, "Iemand anders heeft deze tekst net bewaard") || !strings.Contains(a.body, "Van de ander.</textarea>") || !strings.Contains(a.body, "Bekijk de tekst van de ander") {
		t.Fatalf("%d", a.code)
	}
	if kept := s.reg.LetterText(letter.Responded, "nl").Text; !strings.HasSuffix(kept, "Van de een.") {
		t.Errorf("%q", kept)
	}
	theirs.Set("version", regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(a.body)[1])
	if a := s.post(deputy, textPath, theirs); a.code != http.StatusSeeOther {
		t.Errorf("who saw it cannot replace it: %d", a.code)
	}
}

// TestAMistakeInATextIsExplained, at its field and above the example, and what
// was typed is kept.
func TestAMistakeInATextIsExplained(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	good := s.fields(lead, textPath)
	for _, x := range []struct{ from, to, want string }{
		{"{redenen}", "{reddenen}", "Regel 9: {reddenen} hoort niet in deze brief. Bedoel je {redenen}?"},
		{"{redenen}", "{reasons}", "Bedoel je {redenen}?"},
		{"{beroep}", "", "Zet {beroep} erin. Deze brief kan niet zonder."},
		{"{code}", "{code} {code}", "{code} staat er al"},
		{"{code}", "{{code}}", "hier staat {{code}}. Schrijf {code}"},
		{"{code}", "<b>{koode}</b><script>alert(1)</script>", "Bedoel je {code}?"},
		{"{ondertekening}", "{ondertekening}\n" + strings.Repeat("x", 11_000), "Tot 10000 tekens lukt het."},
	} {
		form := url.Values{}
		for name, values := range good {
			form[name] = values
		}
		form.Set("text", strings.Replace(good.Get("text"), x.from, x.to, 1))
		a := s.post(lead, textPath, form)
		if a.code != http.StatusUnprocessableEntity || !strings.Contains(strings.Join(sentences(a.body), ""), x.want) || !strings.Contains(a.body, html.EscapeString(x.to)) {
			t.Errorf("%.30s: %d %v", x.to, a.code, sentences(a.body))
		}
		preview := s.post(lead, textPath+"/preview", form)
		if preview.code != http.StatusOK || !strings.Contains(preview.body, x.want) || strings.Contains(preview.body, "err-sum") {
			t.Errorf("%.30s: the preview: %d", x.to, preview.code)
		}
		if strings.Contains(a.body+preview.body, "<script>alert") {
			t.Errorf("%.30s: became markup", x.to)
		}
	}
	if s.reg.LetterText(letter.Responded, "nl").Edition != 0 {
		t.Error("something was kept")
	}
}

func TestTheExampleFollowsWhatIsTyped(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	form := s.fields(lead, englishPath)
	form.Set("text", form.Get("text")+"\n\nPS {{.}} {{.Ref}}")
	a := s.post(lead, englishPath+"/preview", form)
	for _, want := range []string{"<p>Dear Noor Example,</p>", "<p>PS {{.}} {{.Ref}}</p>", "Ilse Terpstra", `<article class="paper mt1" aria-labelledby="voorbeeld" lang="en">`, "ABCD-EFGH-JKMN-PQRS"} {
		if a.code != http.StatusOK || !strings.Contains(a.body, want) {
			t.Errorf("%d: the example does not show %q", a.code, want)
		}
	}
	for _, path := range []string{"/staff/settings/letters/nobody/nl", "/staff/settings/letters/response/fr", "/staff/settings/letters/response/nl/x"} {
		if a := s.get(lead, path); a.code != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.code)
		}
	}
}

// TestALetterWithOurOwnWordsLeaves the page in those words, and one that lacks
// something says what, with the way to where it is filled in.
func TestALetterWithOurOwnWordsLeaves(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	form := s.fields(lead, textPath)
	form.Set("text", strings.Replace(form.Get("text"), "Met vriendelijke groet,", "Hartelijke groet,", 1))
	form.Set("subject", "Ons besluit\r\nBcc: iedereen@voorbeeld.example")
	s.post(lead, textPath, form)
	s.complain("De trein reed niet.")
	ref := s.ref(lead)
	at := "/staff/complaints/" + ref
	s.must(s.post(lead, at+"/decision", url.Values{"finding": {"upheld"}, "reason": {"Zo is het."}, "remedy": {"Een kaartje"}}))
	if a := s.get(lead, at+"/response"); !strings.Contains(a.body, "Hartelijke groet,") {
		t.Error("the preview of the letter has other words")
	}
	s.must(s.post(lead, at+"/response", url.Values{"via": {"post"}, "text": {"Dank u wel."}}))
	l := s.whole(ref).Letters[0]
	if !strings.Contains(l.Text, "Hartelijke groet,\nMirjam de Wit") || strings.ContainsAny(l.Subject, "\r\n") || !strings.HasSuffix(l.Subject, "("+ref+")") {
		t.Errorf("%q\n%s", l.Subject, l.Text)
	}
}

func TestALetterThatLacksSomethingLeadsToIt(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	form := s.fields(lead, "/staff/procedure/draft")
	form["response_parts"] = []string{"decision", "reason", "appeal", "remedy_by"}
	s.must(s.post(lead, "/staff/procedure/draft", form))
	s.must(s.publish(lead))
	s.complain("De trein reed niet.")
	at := "/staff/complaints/" + s.ref(lead)
	s.must(s.post(lead, at+"/decision", url.Values{"finding": {string(complaint.Upheld)}, "reason": {"Zo is het."}, "remedy": {"Een kaartje"}}))
	a := s.post(lead, at+"/response", url.Values{"via": {"post"}, "text": {"Mijn woorden."}})
	want := `<li><a href="` + at + `/decision">Er mist een dag bij wat we beloven. Vul die in bij het besluit.</a></li>`
	if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, want) || !strings.Contains(a.body, "Mijn woorden.</textarea>") {
		t.Errorf("%d %v", a.code, sentences(a.body))
	}
}
