package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/register"
)

const evaluationForms = "Tijdstempel;Training;Trainer;Welk cijfer geef je de training? (1-10);Overige opmerkingen\n" +
	"16-11-2026 09:03:22;Feedback geven;Joris Hamel;3;Ik wil een klacht indienen <b>nu</b>, de zaal was onveilig\n" +
	"17-11-2026 10:00:00;Feedback geven;Joris Hamel;9;Prima dag\n"

// works carries out what is queued, as the program does beside its pages.
func (s *site) works(t *testing.T) {
	t.Helper()
	working, stop := context.WithCancel(t.Context())
	var done sync.WaitGroup
	done.Go(func() { s.reg.Work(working) })
	t.Cleanup(func() { stop(); done.Wait() })
}

// confirmed is the columns page as it was shown.
func confirmed(body string) url.Values {
	form := url.Values{}
	for _, choice := range regexp.MustCompile(`(?s)<select[^>]* name="([^"]+)".*?</select>`).FindAllStringSubmatch(body, -1) {
		if chosen := regexp.MustCompile(`<option value="([^"]*)" selected`).FindStringSubmatch(choice[0]); chosen != nil {
			form.Set(choice[1], chosen[1])
		}
	}
	return form
}

// sent uploads a file and gives the page it leads to.
func (s *site) sent(t *testing.T, who *http.Client, content string) (at string, a answer) {
	t.Helper()
	a = s.multipart(who, "/staff/evaluations", url.Values{}, upload{"evaluatie.csv", []byte(content)})
	if a.code != http.StatusSeeOther || !strings.HasPrefix(a.Get("Location"), "/staff/evaluation-files/") {
		t.Fatalf("upload: %d %s", a.code, a.body)
	}
	return a.Get("Location"), s.get(who, a.Get("Location"))
}

// TestAFormIsImportedAndJudged from the upload to the dossier.
func TestAFormIsImportedAndJudged(t *testing.T) {
	s := open(t)
	s.works(t)
	lead, _ := s.signedIn()
	at, a := s.sent(t, lead, evaluationForms)
	if a.code != http.StatusOK || !strings.Contains(a.body, "Klopt dit?") || !strings.Contains(a.body, "2 formulieren") {
		t.Fatalf("columns: %d %s", a.code, a.body)
	}
	form := confirmed(a.body)
	less := confirmed(a.body)
	less.Del("kind-1")
	less.Set("kind-2", "meta")
	less.Set("kind-4", "score")
	less.Set("scale-4", "")
	a = s.post(lead, at, less)
	if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "kies zelf") {
		t.Errorf("nothing chosen: %d", a.code)
	}
	if kept := confirmed(a.body); kept.Get("kind-2") != "meta" || kept.Get("kind-4") != "score" || !strings.Contains(a.body, `name="scale-4"`) {
		t.Errorf("what was chosen is lost: %v", kept)
	}
	if a := s.post(lead, at, form); a.code != http.StatusSeeOther || a.Get("Location") != at {
		t.Fatalf("import: %d %s", a.code, a.body)
	}
	if a := s.get(lead, at); !strings.Contains(a.body, "2 formulieren gelezen, 1 reactie gevonden") || !strings.Contains(a.body, "<mark>klacht") || strings.Contains(a.body, "<b>nu</b>") || !strings.Contains(a.body, "Hier vonden wij niets") {
		t.Errorf("the file: %s", a.body)
	}
	a = s.get(lead, "/staff/evaluations")
	if !strings.Contains(a.body, "Twee reacties uit evaluaties wachten") || !strings.Contains(s.get(lead, "/staff").body, "Twee reacties uit evaluaties wachten") {
		t.Error("it does not say what waits")
	}
	if _, a := s.sent(t, lead, evaluationForms); !strings.Contains(a.body, "2 formulieren gelezen, 0 reacties gevonden, 2 al eerder ingelezen") || !strings.Contains(a.body, "Alles is beoordeeld") {
		t.Errorf("the form is not known again: %s", a.body)
	}
	path := regexp.MustCompile(`<h3><a href="(/staff/evaluations/[^"]+)"`).FindStringSubmatch(s.get(lead, "/staff/evaluations").body)[1]
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

const moreForms = "Tijdstempel;Training;Trainer;Welk cijfer geef je de training? (1-10);Overige opmerkingen\n" +
	"16-11-2026 09:03:22;Feedback geven;Joris Hamel;3;De zaal was onveilig. Mijn factuur klopt niet.\n" +
	"17-11-2026 10:00:00;Feedback geven;Joris Hamel;2;Waardeloos\n" +
	"18-11-2026 10:00:00;Feedback geven;Joris Hamel;1;Rommelig en koud\n" +
	"19-11-2026 10:00:00;Feedback geven;Joris Hamel;6;Een microfoon graag\n" +
	"19-11-2026 11:00:00;Feedback geven;Joris Hamel;6;Een flipover graag\n"

// TestAnswersAreJudgedOnOnePage: what is right is carried out, what is wrong comes
// back with what was typed, and the balance is on the page all along.
func TestAnswersAreJudgedOnOnePage(t *testing.T) {
	s := open(t)
	s.works(t)
	lead, _ := s.signedIn()
	at, a := s.sent(t, lead, moreForms)
	if a := s.post(lead, at, confirmed(a.body)); a.code != http.StatusSeeOther {
		t.Fatalf("import: %d %s", a.code, a.body)
	}
	a = s.get(lead, at)
	ids := map[string]string{}
	for _, words := range []string{"factuur", "Waardeloos", "Rommelig"} {
		part := a.body[:strings.Index(a.body, words)]
		tail := a.body[len(part):]
		ids[words] = regexp.MustCompile(`name="v-([^"]+)"`).FindStringSubmatch(tail)[1]
	}
	made := s.post(lead, at+"/verdicts", url.Values{"v-" + ids["factuur"]: {"complaint"}, "v-" + ids["Waardeloos"]: {"none"}, "w-" + ids["Waardeloos"]: {" "},
		"v-" + ids["Rommelig"]: {"merged"}, "n-" + ids["Rommelig"]: {"2026-1"}})
	if made.code != http.StatusUnprocessableEntity || !strings.Contains(made.body, "Schrijf op waarom") || !strings.Contains(made.body, `value="2026-1"`) || strings.Contains(made.body, "factuur") {
		t.Fatalf("half right: %d %s", made.code, made.body)
	}
	ref := regexp.MustCompile(`<option value="(2026-\d+)"`).FindStringSubmatch(made.body)[1]
	if a := s.post(lead, at+"/verdicts", url.Values{"v-" + ids["Waardeloos"]: {"none"}, "w-" + ids["Waardeloos"]: {"Al besproken"}, "v-" + ids["Rommelig"]: {"merged"}, "n-" + ids["Rommelig"]: {ref}}); a.code != http.StatusSeeOther {
		t.Fatalf("right: %d %s", a.code, a.body)
	}
	if a := s.post(lead, at+"/refusal", url.Values{}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Schrijf op waarom") {
		t.Errorf("away without a reason: %d", a.code)
	}
	if a := s.post(lead, at+"/refusal", url.Values{"all_reason": {"Wensen"}}); a.code != http.StatusSeeOther {
		t.Errorf("away: %d", a.code)
	}
	facts := regexp.MustCompile(`<dd class="num">(\d+)</dd>`).FindAllStringSubmatch(s.get(lead, at).body, -1)
	got := ""
	for _, f := range facts {
		got += f[1]
	}
	if got != "13105" {
		t.Errorf("complaints, none, merged, open, together: %s", got)
	}
}

// TestAnAnswerIsSplitOnItsPage, and then both halves wait.
func TestAnAnswerIsSplitOnItsPage(t *testing.T) {
	s := open(t)
	s.works(t)
	lead, _ := s.signedIn()
	at, a := s.sent(t, lead, moreForms)
	s.post(lead, at, confirmed(a.body))
	path := regexp.MustCompile(`<a href="(/staff/evaluations/[^"]+)">Bekijk apart of splits`).FindStringSubmatch(s.get(lead, at).body)[1]
	if a := s.post(lead, path+"/split", url.Values{}); a.code != http.StatusUnprocessableEntity {
		t.Errorf("nothing chosen: %d", a.code)
	}
	if a := s.post(lead, path+"/split", url.Values{"second": {"1"}}); a.code != http.StatusSeeOther || a.Get("Location") != path {
		t.Fatalf("split: %d %s", a.code, a.Get("Location"))
	}
	if a := s.get(lead, path); strings.Contains(a.body, "factuur") || !strings.Contains(a.body, "onveilig") {
		t.Error("the first half holds the second")
	}
	if a := s.get(lead, at); !strings.Contains(a.body, "6 reacties gevonden") || !strings.Contains(a.body, "factuur klopt niet") {
		t.Error("the second half is not there")
	}
}

// TestWhatIsOddIsTold before a file is taken in, with row and column.
func TestWhatIsOddIsTold(t *testing.T) {
	s := open(t)
	s.works(t)
	lead, _ := s.signedIn()
	_, a := s.sent(t, lead, "Datum;Opmerking;Opmerking\n16-11-2026;goed;slecht\n17-11-2026;a;\"het \"te volle\" lokaal\"\nDatum;Opmerking;Opmerking\n")
	for _, words := range []string{"Rij 1, kolom C: Deze kop staat er twee keer", "Rij 3, kolom C: Hier staat een los aanhalingsteken", "Rij 4: Hier staat de kop nog een keer"} {
		if !strings.Contains(a.body, words) {
			t.Errorf("without %q", words)
		}
	}
}

// TestABadEvaluationFileIsRefused with a sentence that says where.
func TestABadEvaluationFileIsRefused(t *testing.T) {
	s := open(t)
	s.works(t)
	lead, _ := s.signedIn()
	rows := "Naam;Opmerking\nA;goed\n"
	for name, c := range map[string]struct{ content, words string }{
		"a letter":           {"%PDF-1.7\n%", "Dit is geen tabel"},
		"a picture":          {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "Dit is een plaatje"},
		"a password":         {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 5000) + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", "Dit bestand heeft een wachtwoord"},
		"damaged":            {"PK\x03\x04 en niets meer", "Dit bestand is beschadigd"},
		"only headings":      {"Naam;Opmerking\n", "er staan geen reacties onder"},
		"an open quote":      {rows + "B;\"" + strings.Repeat("x;\n", 20000), "Rij 3, kolom B"},
		"50,000 characters":  {rows + "B;" + strings.Repeat("é", 50_000) + "\n", "Rij 3, kolom B: Hier staat te veel tekst"},
		"another form":       {"Naam;Cijfer;Opmerking\nA;8;goed\nNaam;Training;Cijfer;Opmerking\nB;EHBO;8;goed\n", "Rij 3, kolom B: Hier begint een ander formulier"},
		"too many columns":   {strings.Repeat("a;", 1500) + "\n" + strings.Repeat("b;", 1500) + "\n", "te veel kolommen"},
		"more than one year": {rows + strings.Repeat("B;goed\n", register.EvaluationRows), "meer dan 100.000 rijen"},
		"a bomb":             {bomb(t), "veel groter dan een formulier kan zijn"},
	} {
		a := s.multipart(lead, "/staff/evaluations", url.Values{}, upload{"fout.xlsx", []byte(c.content)})
		if a.code == http.StatusSeeOther { // it took long to read
			a = s.failure(lead, a.Get("Location"))
		}
		if !strings.Contains(a.body, c.words) || !strings.Contains(a.body, "Er is niets ingelezen") {
			t.Errorf("%s: %d without %q: %s", name, a.code, c.words, regexp.MustCompile(`(?s)<main.*</main>`).FindString(a.body))
		}
	}
	if a := s.get(lead, "/staff/evaluations"); strings.Contains(a.body, "Ingelezen bestanden") || !strings.Contains(a.body, "Er wacht geen reactie") {
		t.Error("something of them was kept")
	}
	if a := s.multipart(lead, "/staff/evaluations", url.Values{}, upload{"leeg.csv", nil}); !strings.Contains(a.body, "leeg") || strings.Contains(a.body, "Kies één bestand") {
		t.Errorf("an empty file: %d", a.code)
	}
	if a := s.multipart(lead, "/staff/evaluations", url.Values{}); !strings.Contains(a.body, "Kies één bestand") {
		t.Errorf("no file: %d", a.code)
	}
}

// failure waits until a file is read and says what is wrong with it.
func (s *site) failure(c *http.Client, at string) (a answer) {
	s.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if a = s.get(c, at); strings.Contains(a.body, "Er is niets ingelezen") {
			s.post(c, at+"/removal", url.Values{})
			return a
		}
	}
	return a
}

// bomb is a workbook of which one sheet unpacks to a thousand times its size.
func bomb(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, body := range map[string]string{
		"xl/workbook.xml":            `<workbook><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + strings.Repeat(`<row><c t="inlineStr"><is><t>Naam</t></is></c><c t="inlineStr"><is><t>Opmerking</t></is></c></row>`, 400_000) + `</sheetData></worksheet>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
