package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
)

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
