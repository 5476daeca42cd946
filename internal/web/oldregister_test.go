package web_test

import (
	"archive/zip"
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
)

const oldComplaints = "Nr;Datum;Klager;Kanaal;Klacht;Trainer;Besluit;Datum besluit;Status;Afgesloten op;Locatie\n" +
	"K-1;18-03-2019;Noor Voorbeeld;telefoon;De zaal was <b>ijskoud</b>.;Mirjam;De kachel was stuk.;20-03-2019;gesloten;29-03-2019;Utrecht\n" +
	"K-2;02-05-2020;;postduif;Te snel.;;;;gesloten;;\n" +
	"K-3;02-05-2020;;brief;Nog bezig.;;;;open;;\n" +
	"K-4;ooit;;brief;Geen dag.;;;;gesloten;;\n"

// filled is a page's form sent back as it was shown, hidden fields too.
func filled(body string) url.Values {
	form := confirmed(body)
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		form.Set(m[1], strings.NewReplacer("&#34;", `"`, "&amp;", "&", "&#39;", "'", "&lt;", "<", "&gt;", ">").Replace(m[2]))
	}
	return form
}

// TestAnOldRegisterIsTakenOver from the upload to the undo; a mistake keeps every
// choice.
func TestAnOldRegisterIsTakenOver(t *testing.T) {
	s := open(t)
	s.invited(access.Deputy) // reads what is about the lead
	lead, _ := s.signedIn()
	a := s.multipart(lead, "/staff/register/imports", url.Values{}, upload{"oud.csv", []byte(oldComplaints)})
	if a.code != http.StatusOK || !strings.Contains(a.body, "Wat staat in welke kolom?") || !strings.Contains(a.body, "4 rijen") {
		t.Fatalf("columns: %d %s", a.code, a.body)
	}
	columns := filled(a.body)
	twice := filled(a.body)
	twice.Set("field-2", "received")
	if a := s.post(lead, "/staff/register/imports/preview", twice); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Dit staat al bij een andere kolom") || filled(a.body).Get("field-2") != "received" {
		t.Errorf("the same twice: %d", a.code)
	}
	a = s.post(lead, "/staff/register/imports/preview", columns)
	for _, want := range []string{"4 rijen: 2 komen in het register, 2 kunnen nog niet.", "‘postduif’", "1 klacht is nog open", "Kolom B (Datum): Dit is geen datum", "&lt;b&gt;ijskoud", "Na het overnemen zie je deze klachten niet meer"} {
		if a.code != http.StatusOK || !strings.Contains(a.body, want) {
			t.Errorf("preview: %d without %q", a.code, want)
		}
	}
	form := filled(a.body)
	a = s.post(lead, "/staff/register/imports/start", form)
	for _, want := range []string{"kies wat dit betekent", "Kies wat we doen met klachten die nog open zijn", "Verbeter ze, of laat ze weg"} {
		if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, want) {
			t.Errorf("nothing answered: %d without %q", a.code, want)
		}
	}
	form.Set("word-0", "other")
	form.Set("running", "no")
	form.Set("person-0", "")
	a = s.post(lead, "/staff/register/imports/start", form)
	if again := filled(a.body); a.code != http.StatusUnprocessableEntity || again.Get("word-0") != "other" || again.Get("person-0") != "" || !strings.Contains(a.body, `value="no" checked`) {
		t.Errorf("the choices are lost: %d %v", a.code, again)
	}
	back := s.post(lead, "/staff/register/imports/columns", form)
	if f := filled(back.body); f.Get("word-0") != "other" || f.Get("field-4") != "story" {
		t.Errorf("on the way back the choices are lost: %v", f)
	}
	form.Set("leave", "yes")
	a = s.post(lead, "/staff/register/imports/start", form)
	if a.code != http.StatusSeeOther {
		t.Fatalf("start: %d %s", a.code, a.body)
	}
	path := a.Get("Location")
	if a := s.get(lead, path); !strings.Contains(a.body, "We nemen 3 klachten over") || !strings.Contains(a.body, "data-poll") {
		t.Errorf("while it waits: %s", a.body)
	}
	if _, err := s.reg.WorkOnce(ctx); err != nil {
		t.Fatal(err)
	}
	if a = s.get(lead, path); !strings.Contains(a.body, "3 klachten overgenomen") {
		t.Errorf("done: %s", a.body)
	}
	if !strings.Contains(a.body, "1 rij bleef weg") {
		t.Error("it does not say what was left out")
	}
	found := s.post(lead, "/staff/search", url.Values{"q": {"K-1"}})
	dossier := regexp.MustCompile(`/staff/complaints/2019-\d+`).FindString(found.body)
	a = s.get(lead, dossier)
	for _, want := range []string{"18 maart 2019", "Oud nummer", "K-1", "uit een oud register", "Locatie", "Utrecht"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the dossier lacks %q", want)
		}
	}
	if strings.Contains(a.body, "Code van de klager") {
		t.Error("it shows a code that nobody was given")
	}
	export := s.post(lead, "/staff/register/export", url.Values{"format": {"csv"}})
	if export.code != http.StatusOK || !strings.Contains(export.Get("Content-Disposition"), "Mirjam") || !strings.Contains(export.body, "K-1;2019-03-18;telefoon") {
		t.Errorf("export: %d %s %.300s", export.code, export.Get("Content-Disposition"), export.body)
	}
	if a := s.get(lead, "/staff/log?kind=opened"); !strings.Contains(a.body, "haalde gegevens uit het register") || !strings.Contains(a.body, "nam een oud register over") {
		t.Error("the log does not know it")
	}
	s.clock.Advance(6 * time.Minute)
	for _, act := range []string{"/staff/register/export", path + "/undo"} {
		if a := s.post(lead, act, url.Values{}); a.Get("Location") != "/staff/account/proof?back=register" {
			t.Errorf("%s without a fresh proof: %d %s", act, a.code, a.Get("Location"))
		}
	}
	if a := s.post(lead, "/staff/account/proof", url.Values{"password": {words}, "back": {"register"}}); a.Get("Location") != "/staff/register" {
		t.Errorf("after the proof: %d %s", a.code, a.Get("Location"))
	}
	if a := s.post(lead, path+"/undo", url.Values{}); a.code != http.StatusSeeOther || a.Get("Location") != "/staff/register" {
		t.Errorf("undo: %d", a.code)
	}
	if a := s.get(lead, "/staff/register"); !strings.Contains(a.body, "Alles van deze keer is weg") || !strings.Contains(a.body, "ongedaan gemaakt") {
		t.Error("it does not say that it is gone")
	}
	if a := s.get(lead, dossier); a.code != http.StatusNotFound {
		t.Errorf("its dossier is still there: %d", a.code)
	}
	if a := s.post(lead, path+"/undo", url.Values{}); a.code != http.StatusConflict {
		t.Errorf("undone twice: %d", a.code)
	}
}

// TestABadOldRegisterIsRefused with a sentence that says where, and nothing of it
// is kept.
func TestABadOldRegisterIsRefused(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	for name, body := range map[string][]byte{"[Content_Types].xml": []byte("<Types/>"), "xl/workbook.xml": []byte(`<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`),
		"xl/_rels/workbook.xml.rels": []byte(`<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`), "xl/worksheets/sheet1.xml": bytes.Repeat([]byte(" "), 64<<20)} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]struct{ content, words string }{
		"foto.xlsx":       {"\x89PNG\r\n\x1a\n" + strings.Repeat("x", 200), "Dit is een plaatje"},
		"wachtwoord.xlsx": {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600) + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", ""},
		"bom.xlsx":        {bomb.String(), "Er is niets overgenomen"},
		"leeg.csv":        {"", "leeg"},
		"kop.csv":         {"Datum;Klacht\n", "staan geen klachten onder"},
		"lang.csv":        {"Datum;Klacht\n01-02-2019;Kort\n01-02-2019;" + strings.Repeat("x", 50_000) + "\n", "Rij 3, kolom B"},
		"midden.csv":      {"Datum;Klacht;Naam\n01-02-2019;Koud;A\nKlacht;Naam;Datum\nB;C;01-02-2019\n", "Rij 3, kolom A: Hier begint een andere lijst"},
		"zwaar.csv":       {"Datum;Klacht\n" + strings.Repeat("01-02-2019;"+strings.Repeat("x", 20_000)+"\n", 1_100), "Tot 20 MB lukt het"},
		"veel.csv":        {"Datum;Klacht\n" + strings.Repeat("01-02-2019;Koud\n", 10_001), "meer dan 10.000 rijen"},
	} {
		a := s.multipart(lead, "/staff/register/imports", url.Values{}, upload{name, []byte(x.content)})
		if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, x.words) || !strings.Contains(a.body, "Er is niets overgenomen") {
			t.Errorf("%s: %d without %q", name, a.code, x.words)
		}
	}
	if a := s.multipart(lead, "/staff/register/imports", url.Values{}); !strings.Contains(a.body, "Kies één bestand") {
		t.Errorf("no file: %d", a.code)
	}
	a := s.multipart(lead, "/staff/register/imports", url.Values{}, upload{"dubbel.csv", []byte("Datum;Klacht;Klacht\n01-02-2019;Koud;Te koud\n")})
	if a.code != http.StatusOK || !strings.Contains(a.body, "Klacht (2)") {
		t.Errorf("two headings alike: %d", a.code)
	}
	a = s.multipart(lead, "/staff/register/imports", url.Values{}, upload{"dag.csv", []byte("Datum;Klacht\n01/02/2019;Koud\n03/04/2019;Te koud\n")})
	if a := s.post(lead, "/staff/register/imports/preview", filled(a.body)); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "kies hoe de datum er staat") {
		t.Errorf("day or month: %d", a.code)
	}
}
