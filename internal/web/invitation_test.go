package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/access"
)

// TestWhomItIsAboutIsAskedForTheirSide: with a warning when the words tell who
// complained, and nothing of it with the complainant.
func TestWhomItIsAboutIsAskedForTheirSide(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	_, henk := s.signedIn(access.Trainer)
	m, _ := s.reg.Member(henk)
	ref, _, _ := s.written(lead, "De zaal was koud")
	path := "/staff/complaints/" + ref
	s.must(s.post(lead, path+"/subject", url.Values{"member": {string(henk)}}))
	if a := s.get(lead, path+"/hearing"); !strings.Contains(a.body, `href="`+path+`/invitation"`) {
		t.Error("the page of the hearing does not lead there")
	}
	page := s.get(lead, path+"/invitation").body
	if !strings.Contains(page, `value="`+string(henk)+`" selected`) || !strings.Contains(page, "Beste "+m.Name) || strings.Contains(page, "zaal was koud</textarea>") || strings.Contains(page, `value="page"`) {
		t.Error("the page does not start from who it is about")
	}
	form := url.Values{"member": {string(henk)}, "substance": {"Tessa Jansen zat in de kou."}, "date": {"2026-11-30"}, "via": {"post"}}
	warning := "In je tekst staat de naam, het e-mailadres of het telefoonnummer van de klager."
	if a := s.post(lead, path+"/invitation/preview", form); !strings.Contains(a.body, warning) || !strings.Contains(a.body, "uiterlijk maandag 30 november") {
		t.Errorf("beside the form: %d", a.code)
	}
	if a := s.post(lead, path+"/invitation", form); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, `id="released-e"`) || !strings.Contains(a.body, "zat in de kou.</textarea>") {
		t.Errorf("with her name: %d", a.code)
	}
	form.Set("substance", "De zaal was niet verwarmd.")
	if a := s.post(lead, path+"/invitation/preview", form); strings.Contains(a.body, warning) {
		t.Error("warned for nothing")
	}
	form.Set("date", "2026-11-25")
	if a := s.post(lead, path+"/invitation", form); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Kies een dag na vandaag.") {
		t.Errorf("for today: %d", a.code)
	}
	form.Set("date", "2026-11-30")
	s.must(s.post(lead, path+"/invitation", form))
	if a := s.get(lead, path); !strings.Contains(a.body, "De uitnodiging is geschreven. De klager ziet haar niet.") || !strings.Contains(a.body, "schreef een brief: uitnodiging om te reageren") {
		t.Error("not told in the dossier")
	}
	list := s.get(lead, "/staff/letters").body
	at := strings.Index(list, "Uitnodiging om te reageren")
	if at < 0 || !strings.Contains(list[at:], "aan wie de klacht betreft, niet aan de klager") {
		t.Error("the list of letters to post does not tell it apart")
	}
	c := s.whole(ref)
	l := c.Letters[len(c.Letters)-1]
	if text := pdfText(t, s.get(lead, path+"/letters/"+l.ID+"/pdf").body); !strings.Contains(text, "De zaal was niet verwarmd.") || strings.Contains(text, "Jansen") || strings.Contains(text, "niet tevreden") {
		t.Error(text)
	}
	s.must(s.post(lead, path+"/delivery", url.Values{"letter": {l.ID}, "how": {"posted"}, "day": {"2026-11-25"}}))
	code := regexp.MustCompile(`[0-9A-Z]{4}(-[0-9A-Z]{4}){3}`).FindString(s.get(lead, path).body)
	own := s.post(s.browser(false), "/status", url.Values{"code": {code}})
	if own.code != http.StatusOK || !strings.Contains(own.body, "Klacht "+ref) {
		t.Fatalf("her page: %d", own.code)
	}
	for _, not := range []string{l.ID, "Uitnodiging", "uitnodig", "niet verwarmd", "We horen graag uw kant", m.Name} {
		if strings.Contains(own.body, not) {
			t.Errorf("her page shows %q", not)
		}
	}
	if a := s.post(s.browser(false), "/status/letter", url.Values{"code": {code}, "letter": {l.ID}}); a.code != http.StatusNotFound || a.Get("Content-Disposition") != "" {
		t.Errorf("she takes a letter that is not hers: %d", a.code)
	}
}
