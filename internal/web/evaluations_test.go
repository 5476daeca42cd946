package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

const evaluationForms = "Tijdstempel;Training;Trainer;Welk cijfer geef je de training? (1-10);Overige opmerkingen\n" +
	"16-11-2026 09:03:22;Feedback geven;Joris Hamel;3;Ik wil een klacht indienen <b>nu</b>, de zaal was onveilig\n" +
	"17-11-2026 10:00:00;Feedback geven;Joris Hamel;9;Prima dag\n"

// confirmed sends the columns page back as it was shown.
func confirmed(body string) url.Values {
	form := url.Values{"kept": {regexp.MustCompile(`name="kept" value="([^"]+)"`).FindStringSubmatch(body)[1]}}
	for _, choice := range regexp.MustCompile(`(?s)<select[^>]* name="([^"]+)".*?</select>`).FindAllStringSubmatch(body, -1) {
		if chosen := regexp.MustCompile(`<option value="([^"]*)" selected`).FindStringSubmatch(choice[0]); chosen != nil {
			form.Set(choice[1], chosen[1])
		}
	}
	return form
}

// TestAFormIsImportedAndJudged from the upload to the dossier.
func TestAFormIsImportedAndJudged(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	file := upload{"evaluatie.csv", []byte(evaluationForms)}
	a := s.multipart(lead, "/staff/evaluations", url.Values{}, file)
	if a.code != http.StatusOK || !strings.Contains(a.body, "Klopt dit?") || !strings.Contains(a.body, "2 rijen") {
		t.Fatalf("columns: %d %s", a.code, a.body)
	}
	form := confirmed(a.body)
	less := url.Values{"kept": form["kept"]}
	if a := s.post(lead, "/staff/evaluations/columns", less); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "kies zelf") {
		t.Errorf("nothing chosen: %d", a.code)
	}
	if a := s.post(lead, "/staff/evaluations/columns", form); a.code != http.StatusSeeOther {
		t.Fatalf("import: %d %s", a.code, a.body)
	}
	a = s.get(lead, "/staff/evaluations")
	if !strings.Contains(a.body, "Twee reacties uit evaluaties wachten") || !strings.Contains(s.get(lead, "/staff").body, "Twee reacties uit evaluaties wachten") {
		t.Error("it does not say what waits")
	}
	if a := s.multipart(lead, "/staff/evaluations", url.Values{}, file); a.code != http.StatusSeeOther {
		t.Errorf("the form is not known again: %d", a.code)
	}
	path := regexp.MustCompile(`<h3><a href="(/staff/evaluations/[^"]+)"`).FindStringSubmatch(a.body)[1]
	a = s.get(lead, path)
	if !strings.Contains(a.body, "<mark>klacht") || strings.Contains(a.body, "<b>nu</b>") || !strings.Contains(a.body, "Joris Hamel") {
		t.Errorf("the answer: %s", a.body)
	}
	if a := s.post(lead, path+"/refusal", url.Values{"reason": {""}}); a.code != http.StatusUnprocessableEntity {
		t.Errorf("no reason: %d", a.code)
	}
	a = s.post(lead, path+"/complaint", url.Values{})
	if a.code != http.StatusSeeOther || !strings.HasPrefix(a.Get("Location"), "/staff/complaints/") {
		t.Fatalf("complaint: %d %s", a.code, a.Get("Location"))
	}
	if a := s.get(lead, a.Get("Location")); !strings.Contains(a.body, "de zaal was onveilig") {
		t.Error("the dossier does not hold it")
	}
	if a := s.post(lead, path+"/complaint", url.Values{}); a.code != http.StatusConflict || !strings.Contains(a.body, "Iemand was je voor") {
		t.Errorf("twice: %d", a.code)
	}
	if a := s.get(lead, "/staff/log?kind=opened"); !strings.Contains(a.body, "maakte een klacht van een reactie uit een evaluatie") {
		t.Error("the log does not know it")
	}
}

// TestABadEvaluationFileIsRefused with a sentence that says where.
func TestABadEvaluationFileIsRefused(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	for content, words := range map[string]string{
		"%PDF-1.7\n%": "Dit is geen tabel",
		"Naam;Opmerking\nA;goed\nB;\"" + strings.Repeat("x;\n", 20000): "Rij 3, kolom B",
	} {
		a := s.multipart(lead, "/staff/evaluations", url.Values{}, upload{"fout.csv", []byte(content)})
		if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, words) || !strings.Contains(a.body, "Er is niets ingelezen") {
			t.Errorf("%.20q: %d without %q", content, a.code, words)
		}
	}
	if a := s.multipart(lead, "/staff/evaluations", url.Values{}); !strings.Contains(a.body, "Kies één bestand") {
		t.Errorf("no file: %d", a.code)
	}
}
