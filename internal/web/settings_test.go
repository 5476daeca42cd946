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
	"wederhoor/internal/complaint"
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

// draft is the draft as it is stored.
func (s *site) draft() complaint.Procedure {
	s.t.Helper()
	d, err := s.store.Draft(ctx, s.reg.Home().ID)
	if err != nil {
		s.t.Fatal(err)
	}
	return d.Procedure
}

func sentences(body string) []string {
	return regexp.MustCompile(`<li><a href="#[^"]*">[^<]*`).FindAllString(body, -1)
}

// publish puts the draft in force through the pages.
func (s *site) publish(c *http.Client) answer {
	s.t.Helper()
	return s.post(c, "/staff/procedure/draft/publish", s.fields(c, "/staff/procedure/draft/publish"))
}

func TestPublishingChangesOnlyNewComplaints(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	s.complain("Onder versie 1")
	old := s.ref(lead)
	form := s.fields(lead, "/staff/procedure/draft")
	form.Set("term_respond", "4")
	form.Set("term_decide", "")
	form.Set("next", "publish")
	if a := s.post(lead, "/staff/procedure/draft", form); a.Get("Location") != "/staff/procedure/draft/publish" {
		t.Fatalf("%d %v", a.code, sentences(a.body))
	}
	if p := s.reg.Procedure(); p.Version != 1 {
		t.Fatal("the draft is in force")
	}
	change := s.get(lead, "/staff/procedure/draft/publish").body
	for _, want := range []string{"<b>Antwoord</b></th><td>1 week</td><td><b>4 weken</b>", "<b>Besluit of contact</b></th><td>1 week</td><td><b>geen termijn</b>", "houden hun eigen versie"} {
		if !strings.Contains(change, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if a := s.publish(lead); a.code != http.StatusSeeOther || s.reg.Procedure().Version != 2 {
		t.Fatalf("%d", a.code)
	}
	s.complain("Onder versie 2")
	if v := s.whole(old).Received.Version; v != 1 {
		t.Errorf("the running complaint follows version %d", v)
	}
	if page := s.get(lead, "/staff/complaints/"+old).body; !strings.Contains(page, "2 dec") || strings.Contains(page, "23 dec") {
		t.Error("the running complaint has another last day")
	}
	if page := s.get(s.browser(false), "/procedure").body; !strings.Contains(page, "4 weken") {
		t.Error("the public page tells the old terms")
	}
	if a := s.get(lead, "/staff/procedure/versions/1"); a.code != http.StatusOK || !strings.Contains(a.body, "Deze versie is oud") {
		t.Errorf("the old version: %d", a.code)
	}
	for _, id := range []string{"0", "2", "3", "01", "-1", "x"} {
		if a := s.get(lead, "/staff/procedure/versions/"+id); a.code != http.StatusNotFound {
			t.Errorf("version %s: %d", id, a.code)
		}
	}
}

func TestADraftThatCannotBeIsExplainedAndKept(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	good := s.fields(lead, "/staff/procedure/draft")
	for _, x := range []struct{ field, value, want string }{
		{"term_respond", "1000000000", "een heel getal"}, {"term_respond", "-3", "een heel getal"}, {"term_respond", "0", "een heel getal"}, {"term_respond", "1,5", "een heel getal"},
		{"term_respond", "", "wanneer de klager antwoord heeft"}, {"term_respond", "9999", "Tot twee jaar"}, {"term_respond_unit", "eeuwen", "een heel getal"}, {"name", " ", "Geef de procedure een naam"},
		{"name", strings.Repeat("x", 5000), "te lang"}, {"start", "ooit", "wanneer de tijd begint"}, {"holidays", "XX", "van welk land"}, {"extra_days", "morgen", "een datum per regel"}, {"findings", "schuld", "minstens één"},
		{"acknowledgement", "", "minstens één"}, {"appeal_1_email", "geen adres", "nog niet compleet"}, {"appeal_1_website", "javascript:alert(1)", "Dit adres klopt niet"}, {"appeal_1_kind", "vriend", "uit de lijst"},
		{"appeal_1_within", "99999999999999999999", "een heel getal"}, {"retention", "", "hoelang je een klacht bewaart"}, {"retention", "9999", "Tot dertig jaar"},
	} {
		form := url.Values{}
		for name, values := range good {
			form[name] = values
		}
		form.Set(x.field, x.value)
		if x.field == "retention" {
			form.Set("retention_unit", "m")
		}
		a := s.post(lead, "/staff/procedure/draft", form)
		if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, x.want) {
			t.Errorf("%s = %.20q: %d %v", x.field, x.value, a.code, sentences(a.body))
		}
		if preview := s.post(lead, "/staff/procedure/draft/preview", form); preview.code != http.StatusOK || !strings.Contains(preview.body, "Vul eerst termijnen in") {
			t.Errorf("%s = %.20q: the example: %d", x.field, x.value, preview.code)
		}
		if x.field == "term_respond" && x.value != "" && !strings.Contains(a.body, `value="`+x.value+`"`) {
			t.Errorf("what was typed is gone: %q", x.value)
		}
	}
	limited := url.Values{}
	for name, values := range good {
		limited[name] = values
	}
	limited.Set("extension", "limited")
	limited.Set("unilateral_times", "-1")
	limited.Set("unilateral_total", "3")
	if a := s.post(lead, "/staff/procedure/draft", limited); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "1 tot 10 keer") {
		t.Errorf("%d %v", a.code, sentences(a.body))
	}
	if _, err := s.store.Draft(ctx, s.reg.Home().ID); err == nil {
		t.Error("a draft that cannot be was kept")
	}
}

func TestTheExampleIsWorkedOutAnewAndNothingIsKept(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	form := s.fields(lead, "/staff/procedure/draft")
	form.Set("term_respond", "10")
	form.Set("term_respond_unit", "wd")
	form.Set("received", "2026-12-18")
	form.Set("appeal_1_within", "28")
	form.Set("appeal_1_within_unit", "d")
	a := s.post(lead, "/staff/procedure/draft/preview", form)
	_, example, _ := strings.Cut(a.body, `id="voorbeeld"`)
	for _, want := range []string{"vr 18 dec", "uiterlijk di 5 jan 2027", "di 2 feb 2027"} { // two days of Christmas and New Year do not count
		if !strings.Contains(example, want) {
			t.Errorf("the example does not say %q", want)
		}
	}
	if _, err := s.store.Draft(ctx, s.reg.Home().ID); err == nil {
		t.Error("a preview was kept")
	}
	if a := s.post(lead, "/staff/procedure/draft", form); a.Get("Location") != "/staff/procedure/draft?received=2026-12-18" {
		t.Errorf("leads to %q %v", a.Get("Location"), sentences(a.body))
	}
}

func TestTheSecondLeadIsToldAndKeepsWhatWasTyped(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	deputy, _ := s.signedIn(access.Deputy)
	first, second := s.fields(lead, "/staff/procedure/draft"), s.fields(deputy, "/staff/procedure/draft")
	first.Set("name", "Van de eerste")
	second.Set("name", "Van de <tweede>")
	if a := s.post(lead, "/staff/procedure/draft", first); a.code != http.StatusSeeOther {
		t.Fatalf("%d %v", a.code, sentences(a.body))
	}
	a := s.post(deputy, "/staff/procedure/draft", second)
	if a.code != http.StatusConflict || !strings.Contains(a.body, "Iemand anders heeft het concept net bewaard") || !strings.Contains(a.body, `value="Van de &lt;tweede&gt;"`) || s.draft().Name != "Van de eerste" {
		t.Fatalf("%d, stored %q", a.code, s.draft().Name)
	}
	second.Set("version", regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(a.body)[1])
	if a := s.post(deputy, "/staff/procedure/draft", second); a.code != http.StatusSeeOther || s.draft().Name != "Van de <tweede>" {
		t.Errorf("knowing it: %d", a.code)
	}
	stale := s.fields(lead, "/staff/procedure/draft/publish")
	again := s.fields(lead, "/staff/procedure/draft")
	again.Set("term_respond", "3")
	s.post(deputy, "/staff/procedure/draft", again)
	if a := s.post(lead, "/staff/procedure/draft/publish", stale); a.code != http.StatusConflict || !strings.Contains(a.body, "Er is net iets veranderd") || s.reg.Procedure().Version != 1 {
		t.Errorf("published what nobody saw: %d", a.code)
	}
}

func TestSeveralBodiesAndTheGapBetweenThem(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	form := s.fields(lead, "/staff/procedure/draft")
	form.Set("appeal_4_kind", "ombudsman")
	form.Set("appeal_4_name", "De ombudsman")
	form.Set("next", "publish")
	if a := s.post(lead, "/staff/procedure/draft", form); a.code != http.StatusSeeOther {
		t.Fatalf("%d %v", a.code, sentences(a.body))
	}
	if a := s.get(lead, "/staff/procedure/draft/publish"); !strings.Contains(a.body, "Anders kan niemand in beroep") || strings.Contains(a.body, `name="in_force"`) {
		t.Error("a body that nobody can reach can be put in force")
	}
	form = s.fields(lead, "/staff/procedure/draft")
	form.Set("appeal_2_website", "www.ombudsman.example")
	if a := s.post(lead, "/staff/procedure/draft", form); a.code != http.StatusSeeOther {
		t.Fatalf("%d %v", a.code, sentences(a.body))
	}
	if a := s.publish(lead); a.code != http.StatusSeeOther {
		t.Fatalf("%d", a.code)
	}
	page := s.get(s.browser(false), "/procedure?lang=en").body
	if !strings.Contains(page, "De ombudsman") || !strings.Contains(page, `href="https://www.ombudsman.example"`) || !strings.Contains(page, "Ilse Terpstra") {
		t.Error("the public page does not tell where to go")
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
