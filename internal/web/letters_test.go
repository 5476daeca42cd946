package web_test

import (
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
)

// pdfText is what somebody reads in a PDF; `make deps` installs the program.
func pdfText(t *testing.T, raw string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "brief.pdf")
	if err := os.WriteFile(file, []byte(raw), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", file, "-").CombinedOutput() //nolint:gosec // our own file
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

// TestALetterIsAFileToKeep: what the page shows, as a PDF under a name that says
// nothing, and a line in the log for who took it.
func TestALetterIsAFileToKeep(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	ref, path, _ := s.written(lead, "De zaal was koud")
	if a := s.get(lead, path); !strings.Contains(a.body, `href="`+path+`/pdf"`) || !strings.Contains(a.body, "Download als pdf") || !strings.Contains(a.body, `href="/staff/letters"`) || strings.Contains(a.body, "kan deze tekens niet tonen") {
		t.Error("the page of the letter has no way on")
	}
	a := s.get(lead, path+"/pdf")
	if a.code != http.StatusOK || !strings.HasPrefix(a.body, "%PDF-1.7\n") {
		t.Fatalf("%d: %.40q", a.code, a.body)
	}
	for name, want := range map[string]string{"Content-Type": "application/pdf", "Content-Disposition": "attachment; filename=" + ref + ".pdf", "Cache-Control": "no-store",
		"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"} {
		if a.Get(name) != want {
			t.Errorf("%s: %q", name, a.Get(name))
		}
	}
	text := pdfText(t, a.body)
	for _, want := range []string{"Voorbeeld Trainingen", "Tessa Jansen", "25 november 2026", "Klacht " + ref, "We hebben uw klacht ontvangen Beste Tessa Jansen,", "We hebben de kachel aangezet",
		"Bent u straks niet tevreden met ons antwoord? U kunt in beroep bij Ilse Terpstra."} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
	if again := s.get(lead, path+"/pdf"); again.body != a.body {
		t.Error("the same letter is another file")
	}
	if a := s.get(lead, "/staff/complaints/"+ref+"/log"); !strings.Contains(a.body, "haalde een bijlage of brief op") {
		t.Error("who took it is not in the log")
	}
	henk, _ := s.signedIn(access.Trainer)
	for _, c := range []*http.Client{lead, henk} {
		real, absent := s.get(c, path[:strings.LastIndex(path, "/")]+"/nergens/pdf"), s.get(henk, path+"/pdf")
		if real.code != http.StatusNotFound || absent.code != http.StatusNotFound || absent.Get("Content-Disposition") != "" {
			t.Errorf("%d and %d", real.code, absent.code)
		}
	}
}

// TestWhatThePDFCannotShowIsSaid, on the page of the letter, before it is posted.
func TestWhatThePDFCannotShowIsSaid(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	s.complain("De zaal was koud")
	ref := s.ref(lead)
	s.must(s.post(lead, "/staff/complaints/"+ref+"/acknowledgement", url.Values{"kind": {"action"}, "action": {"Gezegd: שלום 😀"}, "via": {"post"}}))
	path := regexp.MustCompile(`/staff/complaints/[\d-]+/letters/\w+`).FindString(s.get(lead, "/staff/letters").body)
	if a := s.get(lead, path); !strings.Contains(a.body, "kan deze tekens niet tonen: ו ל ם ש 😀.") {
		t.Error("not said")
	}
	if text := pdfText(t, s.get(lead, path+"/pdf").body); !strings.Contains(text, "Gezegd: ◊◊◊◊ ◊") {
		t.Error(text)
	}
}

// TestLettersStillToPost: in one list until the day is typed, also by mistake.
func TestLettersStillToPost(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	if a := s.get(lead, "/staff/letters"); a.code != http.StatusOK || !strings.Contains(a.body, "Er ligt niets klaar") {
		t.Fatalf("%d", a.code)
	}
	if strings.Contains(s.get(lead, "/staff").body, "/staff/letters") {
		t.Error("Vandaag leads to an empty list")
	}
	late, first, _ := s.written(lead, "De eerste klacht")
	s.clock.Advance(24 * time.Hour)
	lead, _ = s.signedIn() // a session does not last that long
	ref, second, _ := s.written(lead, "De tweede klacht")
	page := s.get(lead, "/staff/letters").body
	if at, then := strings.Index(page, first+`"`), strings.Index(page, second+`"`); at < 0 || then < at || !strings.Contains(page, "Er liggen twee brieven klaar.") {
		t.Errorf("the first is at %d, the second at %d", at, then)
	}
	if !strings.Contains(page, `href="`+first+`/pdf"`) || !regexp.MustCompile(`name="day"[^>]*value="2026-11-26"`).MatchString(page) {
		t.Error("no file to print or no day")
	}
	if !strings.Contains(s.get(lead, "/staff").body, `Er liggen twee brieven klaar. <a href="/staff/letters">`) {
		t.Error("Vandaag does not say it")
	}
	letter := func(path string) string { return path[strings.LastIndex(path, "/")+1:] }
	form := func(path, day string) url.Values {
		return url.Values{"letter": {letter(path)}, "how": {"posted"}, "back": {"letters"}, "day": {day}}
	}
	for day, says := range map[string]string{"morgen": `name="back" value="letters"`, "2026-11-01": `name="back" value="letters"`, "2026-11-30": `value="2026-11-30"`} {
		if a := s.post(lead, "/staff/complaints/"+late+"/delivery", form(first, day)); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, says) {
			t.Errorf("%s: %d", day, a.code)
		}
	}
	for path, of := range map[string]string{first: late, second: ref} {
		if a := s.post(lead, "/staff/complaints/"+of+"/delivery", form(path, "2026-11-26")); a.code != http.StatusSeeOther || a.Get("Location") != "/staff/letters" {
			t.Errorf("%d to %q", a.code, a.Get("Location"))
		}
		if a := s.get(lead, "/staff/letters"); strings.Contains(a.body, path+`"`) || !strings.Contains(a.body, "Vastgelegd dat de brief weg is") {
			t.Error("still there, or not said")
		}
		if a := s.get(lead, path); strings.Contains(a.body, "/staff/letters") {
			t.Error("a letter that left still asks for the post")
		}
	}
	if strings.Contains(s.get(lead, "/staff").body, "/staff/letters") {
		t.Error("Vandaag still leads there")
	}
	if a := s.post(lead, "/staff/names", url.Values{"names": {"show"}, "back": {"/staff/letters?q=Jansen"}}); a.Get("Location") != "/staff/letters" {
		t.Errorf("the button for names leads to %q", a.Get("Location"))
	}
}

// TestTheComplainantTakesTheirLetters: with the code, once a letter reached them,
// and only their own.
func TestTheComplainantTakesTheirLetters(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	code := s.complain("De zaal was koud")
	ref := s.ref(lead)
	s.must(s.post(lead, "/staff/complaints/"+ref+"/acknowledgement", url.Values{"kind": {"action"}, "action": {"De verwarming staat aan"}, "via": {"post"}}))
	path := regexp.MustCompile(`/staff/complaints/[\d-]+/letters/\w+`).FindString(s.get(lead, "/staff/letters").body)
	id := path[strings.LastIndex(path, "/")+1:]
	own := s.browser(false)
	form := url.Values{"code": {code}, "letter": {id}}
	if a := s.post(own, "/status/letter", form); a.code != http.StatusNotFound || !strings.Contains(a.body, "Klacht "+ref) || strings.Contains(a.body, id) {
		t.Errorf("before it was posted: %d", a.code)
	}
	s.must(s.post(lead, "/staff/complaints/"+ref+"/delivery", url.Values{"letter": {id}, "how": {"posted"}, "day": {"2026-11-25"}}))
	page := s.post(own, "/status", url.Values{"code": {code}})
	if !strings.Contains(page.body, `action="/status/letter"`) || !strings.Contains(page.body, `name="letter" value="`+id+`"`) || !strings.Contains(page.body, "We hebben uw klacht ontvangen") {
		t.Error("the page does not offer the letter")
	}
	a := s.post(own, "/status/letter", form)
	if a.code != http.StatusOK || a.Get("Content-Type") != "application/pdf" || a.Get("Content-Disposition") != "attachment; filename="+ref+".pdf" || a.Get("Cache-Control") != "no-store" ||
		a.Get("Content-Security-Policy") != "sandbox; default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'" {
		t.Fatalf("%d %v", a.code, a.Header)
	}
	if a.body != s.get(lead, path+"/pdf").body || !strings.Contains(pdfText(t, a.body), "De verwarming staat aan") {
		t.Error("not the letter that was posted")
	}
	other := s.complain("Een andere klacht")
	for what, form := range map[string]url.Values{"another's": {"code": {other}, "letter": {id}}, "none": {"code": {code}}, "an invented code": {"code": {"AAAA-AAAA-AAAA-AAAA"}, "letter": {id}}, "no code": {"letter": {id}}} {
		if a := s.post(own, "/status/letter", form); a.code != http.StatusNotFound && a.code != http.StatusUnprocessableEntity || a.Get("Content-Disposition") != "" {
			t.Errorf("%s: %d", what, a.code)
		}
	}
}

// TestTheAnswerNeedsNoMoreThanTheDecision: what was decided and why is in the letter
// already, so that the form says that more words may stay away, and shows what will leave.
func TestTheAnswerNeedsNoMoreThanTheDecision(t *testing.T) {
	s, lead, path := mailing(t)
	s.must(s.post(lead, path+"/decision", url.Values{"key": {"k1"}, "finding": {string(complaint.Upheld)}, "reason": {"De kachel was stuk."}}))
	form := s.get(lead, path+"/response").body
	if !strings.Contains(form, `Wat wil je er nog bij schrijven? <span class="opt">(niet verplicht)</span>`) || !strings.Contains(form, "De kachel was stuk.") {
		t.Errorf("the form asks for an answer that it does not need, or does not show the letter\n%.4000s", form)
	}
	s.must(s.post(lead, path+"/response", url.Values{"key": {"k2"}, "via": {"post"}, "text": {" \n "}}))
	if page := s.get(lead, path).body; !strings.Contains(page, "De kachel was stuk.") {
		t.Error("the letter does not say why")
	}
}
