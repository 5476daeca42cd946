package web_test

import (
	"bytes"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/access"
)

// fields are what the form of a page would send now.
func (s *site) fields(c *http.Client, path string) url.Values {
	s.t.Helper()
	a := s.get(c, path)
	if a.code != http.StatusOK {
		s.t.Fatalf("%s: %d", path, a.code)
	}
	form := regexp.MustCompile(`(?s)<main.*?<form[^>]*method="post".*?</form>`).FindString(a.body)
	v := url.Values{}
	for _, m := range regexp.MustCompile(`(?s)<input [^>]*>|<textarea.*?</textarea>|<select.*?</select>`).FindAllString(form, -1) {
		name, value := attribute(m, "name"), attribute(m, "value")
		switch {
		case strings.HasPrefix(m, "<select"):
			if o := regexp.MustCompile(`<option value="([^"]*)" selected`).FindStringSubmatch(m); o != nil {
				v.Set(name, o[1])
			}
		case strings.HasPrefix(m, "<textarea"):
			_, inside, _ := strings.Cut(m, ">\n")
			v.Set(name, strings.TrimSuffix(inside, "</textarea>"))
		case !strings.Contains(m, `type="checkbox"`) && !strings.Contains(m, `type="radio"`) || strings.Contains(m, " checked"):
			v.Add(name, value)
		}
	}
	return v
}

func attribute(tag, name string) string {
	if m := regexp.MustCompile(` ` + name + `="([^"]*)"`).FindStringSubmatch(tag); m != nil {
		return m[1]
	}
	return ""
}

// upload sends the settings with a logo, as a browser does.
func (s *site) withLogo(c *http.Client, logo []byte) answer {
	s.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, values := range s.fields(c, "/staff/settings") {
		if name != "logo" {
			_ = m.WriteField(name, values[0])
		}
	}
	w, err := m.CreateFormFile("logo", "logo.png")
	if err != nil {
		s.t.Fatal(err)
	}
	_, _ = w.Write(logo)
	_ = m.Close()
	return s.send(c, "/staff/settings", m.FormDataContentType(), &b)
}

func TestTheLogoStandsOnEveryPageInBothLanguages(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	if a := s.get(s.browser(false), "/logo.png"); a.code != http.StatusNotFound {
		t.Errorf("without a logo: %d", a.code)
	}
	var raw bytes.Buffer
	if err := png.Encode(&raw, image.NewNRGBA(image.Rect(0, 0, 800, 200))); err != nil {
		t.Fatal(err)
	}
	if a := s.withLogo(lead, raw.Bytes()); a.code != http.StatusSeeOther {
		t.Fatalf("%d\n%s", a.code, a.body)
	}
	src := regexp.MustCompile(`<img class="org-logo" src="(/logo\.png\?v=[0-9a-f]{10})"`)
	found := ""
	for _, path := range []string{"/", "/en", "/procedure?lang=en", "/status?lang=en", "/staff", "/staff/settings"} {
		m := src.FindStringSubmatch(s.get(lead, path).body)
		if m == nil {
			t.Fatalf("%s shows no logo", path)
		}
		found = m[1]
	}
	a := s.get(s.browser(false), found)
	if made, err := png.Decode(strings.NewReader(a.body)); err != nil || made.Bounds().Dy() != 108 || a.Get("Content-Type") != "image/png" || !strings.Contains(a.Get("Cache-Control"), "public") {
		t.Errorf("%v, %v", a.Header, err)
	}
	if a := s.get(s.browser(false), "/logo.png?v=ander"); a.Get("Cache-Control") != "no-store" {
		t.Errorf("another address may be kept: %q", a.Get("Cache-Control"))
	}
	if a := s.withLogo(lead, []byte("<svg/>")); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Kies een PNG of een JPEG") {
		t.Errorf("a drawing: %d", a.code)
	}
	if a := s.withLogo(lead, make([]byte, 600_000)); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Tot 512 kB") {
		t.Errorf("too large: %d", a.code)
	}
	form := s.fields(lead, "/staff/settings")
	form.Set("no_logo", "yes")
	if a := s.post(lead, "/staff/settings", form); a.code != http.StatusSeeOther || src.MatchString(s.get(lead, "/").body) {
		t.Errorf("the logo stays: %d", a.code)
	}
}

func TestSavingThePageAsItIsChangesNothing(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	home := s.reg.Home()
	if a := s.post(lead, "/staff/settings", s.fields(lead, "/staff/settings")); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	if now := s.reg.Home(); now.Colour != home.Colour || now.Hue != home.Hue || now.Phone != home.Phone || s.reg.Procedure().Version != 1 {
		t.Errorf("%+v", now)
	}
	if a := s.post(lead, "/staff/settings/lists", s.fields(lead, "/staff/settings/lists")); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	if got := s.reg.CategoryName("planning"); got != "Planning" {
		t.Errorf("planning is called %q", got)
	}
	for _, preset := range []string{"seed", "crkbo", "wkkgz", "awb", "awb-committee", "flanders", "disp", "disp-payments"} {
		form := s.fields(lead, "/staff/procedure/draft")
		if a := s.post(lead, "/staff/procedure/draft/start", url.Values{"preset": {preset}, "version": form["version"]}); a.code != http.StatusSeeOther {
			t.Fatalf("%s: %d", preset, a.code)
		}
		before := s.draft()
		if a := s.post(lead, "/staff/procedure/draft", s.fields(lead, "/staff/procedure/draft")); a.code != http.StatusSeeOther {
			t.Fatalf("%s: %d\n%s", preset, a.code, sentences(a.body))
		}
		if after := s.draft(); after.ID != preset || len(after.Terms) != len(before.Terms) || after.Extension.Forbidden != before.Extension.Forbidden ||
			len(after.Findings) != len(before.Findings) || after.QuickSolution != before.QuickSolution || after.Retention != before.Retention || after.Calendar.Holidays != before.Calendar.Holidays {
			t.Errorf("%s changed:\n%+v\n%+v", preset, before, after)
		}
	}
}

func TestReadingIsConfirmedThroughThePages(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	trainer, id := s.signedIn(access.Trainer)
	today := s.get(trainer, "/staff").body
	if !strings.Contains(today, `href="/staff/procedure">Lees en bevestig versie 1`) {
		t.Error("Vandaag does not ask")
	}
	page := s.get(trainer, "/staff/procedure").body
	if !strings.Contains(page, "Ik heb versie 1 gelezen en houd me eraan") || strings.Contains(page, "nog niet bevestigd?") || strings.Contains(page, "/staff/procedure/draft") || strings.Contains(page, `aria-label="Instellingen"`) {
		t.Error("a trainer sees more or less than the procedure")
	}
	if page := s.get(lead, "/staff/procedure").body; !strings.Contains(page, "Wie heeft versie 1 nog niet bevestigd?") || !strings.Contains(page, "Henk Postma") {
		t.Error("the lead does not see who has not")
	}
	for _, version := range []string{"2", "0", "-1", "", "x"} {
		if a := s.post(trainer, "/staff/procedure/read", url.Values{"version": {version}}); a.code != http.StatusConflict {
			t.Errorf("version %q: %d", version, a.code)
		}
	}
	if a := s.post(trainer, "/staff/procedure/read", url.Values{"version": {"1"}}); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	reads, err := s.store.ProcedureReads(ctx, s.reg.Home().ID, 1)
	if err != nil || len(reads) != 1 || !reads[id].Equal(s.clock.Now()) {
		t.Errorf("%v, %v", reads, err)
	}
	if strings.Contains(s.get(trainer, "/staff").body, "Lees en bevestig") || !strings.Contains(s.get(trainer, "/staff/procedure").body, "gelezen en bevestigd op 25 november 2026") {
		t.Error("it still asks")
	}
}

func TestOthersCannotTellThatThereAreSettings(t *testing.T) {
	s := open(t)
	trainer, _ := s.signedIn(access.Trainer)
	admin, _ := s.signedIn(access.Administrator)
	absent := s.get(trainer, "/staff/nergens").body
	same := func(a answer) bool { return a.code == http.StatusNotFound && plain(a.body) == plain(absent) }
	for _, path := range []string{"/staff/settings", "/staff/settings/lists", "/staff/procedure/draft", "/staff/procedure/draft/publish", "/staff/procedure/versions/1"} {
		if a := s.get(trainer, path); !same(a) {
			t.Errorf("a trainer at %s: %d", path, a.code)
		}
	}
	for _, path := range []string{"/staff/settings", "/staff/settings/lists", "/staff/procedure/draft", "/staff/procedure/draft/preview", "/staff/procedure/draft/start", "/staff/procedure/draft/drop", "/staff/procedure/draft/publish"} {
		if a := s.post(trainer, path, url.Values{"organisation": {"Gekaapt"}, "version": {"0"}}); !same(a) {
			t.Errorf("a trainer posts %s: %d", path, a.code)
		}
		if path != "/staff/settings" {
			if a := s.post(admin, path, url.Values{"version": {"0"}}); a.code != http.StatusNotFound {
				t.Errorf("the administrator posts %s: %d", path, a.code)
			}
		}
	}
	form := s.fields(admin, "/staff/settings")
	if form.Has("confidant_name") || strings.Contains(s.get(admin, "/staff/settings").body, "/staff/settings/lists") {
		t.Error("the administrator is offered the procedure")
	}
	form.Set("organisation", "Nieuwe Naam")
	form.Set("confidant_name", "Iemand Anders")
	if a := s.post(admin, "/staff/settings", form); a.code != http.StatusSeeOther || s.reg.Home().Name != "Nieuwe Naam" || s.reg.Procedure().Appeal[0].Name != "Ilse Terpstra" {
		t.Errorf("%d, %q, %q", a.code, s.reg.Home().Name, s.reg.Procedure().Appeal[0].Name)
	}
}

// plain is a page without what differs each time it is shown.
func plain(body string) string {
	return regexp.MustCompile(`name="key" value="[^"]*"`).ReplaceAllString(body, "")
}

func TestTheListsStandInTheForms(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	s.complain("De zaal was koud")
	path := "/staff/complaints/" + s.ref(lead)
	if a := s.post(lead, path+"/correction", url.Values{"category": {"location"}}); a.code != http.StatusSeeOther {
		t.Fatalf("%d %v", a.code, sentences(a.body))
	}
	form := s.fields(lead, "/staff/settings/lists")
	form.Set("label_location", "Zaal en eten")
	form.Set("state_location", "off")
	form.Set("new_1", "Parkeren")
	form.Set("services", "Basistraining\nIntervisie")
	if a := s.post(lead, "/staff/settings/lists", form); a.code != http.StatusSeeOther {
		t.Fatalf("%d %v", a.code, sentences(a.body))
	}
	if page := s.get(lead, path).body; !strings.Contains(page, "Zaal en eten") {
		t.Error("the dossier lost its category")
	}
	s.complain("De lift was stuk")
	page := s.get(lead, path+"/correction").body
	if !strings.Contains(page, `<option value="own14">Parkeren`) || !strings.Contains(page, `<option value="location" selected>Zaal en eten`) {
		t.Error("the form of the dossier does not know the list")
	}
	for _, path := range []string{"/", "/en", "/staff/complaints/new", path + "/correction"} {
		if !strings.Contains(s.get(lead, path).body, `<option value="Intervisie">`) {
			t.Errorf("%s does not offer the services", path)
		}
	}
	form.Set("new_1", "")
	form.Set("label_level", "inhoud")
	if a := s.post(lead, "/staff/settings/lists", form); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Dit onderwerp staat er al") || !strings.Contains(a.body, `value="inhoud"`) {
		t.Errorf("two alike: %d", a.code)
	}
}
