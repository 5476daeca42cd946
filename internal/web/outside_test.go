package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/store"
)

// given is what a page of the file for a body outside posts when nothing is
// unticked.
func (s *site) given(c *http.Client, path string) url.Values {
	s.t.Helper()
	page := s.get(c, path).body
	form := url.Values{"key": {"k" + store.NewID()}, "names": {"no"}, "body": {"Geschillencommissie Voorbeeld"}, "purpose": {"Zij vroegen het op."}, "looked": {"yes"}}
	for _, m := range regexp.MustCompile(`name="version" value="(\d+)"`).FindAllStringSubmatch(page, 1) {
		form.Set("version", m[1])
	}
	for _, m := range regexp.MustCompile(`name="part" value="(\w+)" checked`).FindAllStringSubmatch(page, -1) {
		form.Add("part", m[1])
	}
	for _, m := range regexp.MustCompile(`name="(why-\w+)"`).FindAllStringSubmatch(page, -1) {
		form.Set(m[1], "")
	}
	return form
}

// TestALeadMakesAFileForABody: what is wrong is said and nothing is lost; a
// passage goes out of every part; the file is given again byte for byte.
func TestALeadMakesAFileForABody(t *testing.T) {
	s := open(t)
	if a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"KANARIE-BUUR zat naast mij. De zaal was koud."}, "name": {"Tessa Jansen"}, "email": {"tessa@voorbeeld.example"}},
		upload{"verslag-KANARIE-BUUR.txt", []byte("Met KANARIE-BUUR gesproken over de zaal.")}, upload{"foto.bin", []byte("\x00\x01\x02 een bestand")}); a.code >= 400 {
		t.Fatal(a.code)
	}
	lead, _ := s.signedIn()
	ref := s.ref(lead)
	path := "/staff/complaints/" + ref + "/outside-file"
	if !strings.Contains(s.get(lead, "/staff/complaints/"+ref).body, `href="`+path+`"`) {
		t.Error("the dossier does not lead there")
	}
	form := s.given(lead, path)
	post := func(do string, changes ...string) answer {
		t.Helper()
		form.Set("do", do)
		form.Set("key", "k"+store.NewID())
		for i := 0; i < len(changes); i += 2 {
			form.Set(changes[i], changes[i+1])
		}
		return s.post(lead, path, form)
	}
	if a := post("make", "purpose", ""); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, `id="purpose-e"`) || !strings.Contains(a.body, `value="Geschillencommissie Voorbeeld"`) {
		t.Errorf("without a purpose: %d", a.code)
	}
	if a := post("black", "purpose", "Zij vroegen het op.", "black_text", "kanarie-buur", "black_reason", ""); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, `id="black_reason-e"`) || !strings.Contains(a.body, "kanarie-buur</textarea>") {
		t.Errorf("taken out without a reason: %d", a.code)
	}
	s.must(post("black", "black_reason", "een ander"))
	form.Del("black_text")
	form.Del("black_reason")
	page := s.get(lead, path).body
	if !strings.Contains(page, `<b class="gone">weggelakt`+"\u00a0"+`1</b> zat naast mij`) || !strings.Contains(page, `value="Geschillencommissie Voorbeeld"`) {
		t.Error("the passage stands there, or what was typed is gone")
	}
	if a := post("make", "looked", ""); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, `id="looked-e"`) {
		t.Errorf("without a look: %d", a.code)
	}
	if a := post("make", "looked", "yes", "names", "yes"); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, `id="sure-e"`) {
		t.Errorf("with names and no second thought: %d", a.code)
	}
	s.clock.Advance(6 * time.Minute)
	if a := post("make", "names", "no"); a.code != http.StatusSeeOther || !strings.HasPrefix(a.Get("Location"), "/staff/account/proof?back=outside-file") {
		t.Fatalf("without a fresh proof: %d %s", a.code, a.Get("Location"))
	}
	if a := s.post(lead, "/staff/account/proof", url.Values{"password": {words}, "back": {"outside-file/" + ref}}); a.Get("Location") != path {
		t.Errorf("the proof leads to %s", a.Get("Location"))
	}
	if a := s.post(lead, "/staff/account/proof", url.Values{"password": {words}, "back": {"outside-file/../../.."}}); a.Get("Location") != "/staff/account" {
		t.Errorf("the proof leads to %s", a.Get("Location"))
	}
	s.must(post("make"))
	page = s.get(lead, path).body
	link := regexp.MustCompile(path + `/\w+`).FindString(page)
	if link == "" || strings.Contains(page, "weggelakt 1") {
		t.Fatal("it was not made, or what was chosen is still there")
	}
	one, two := s.get(lead, link), s.get(lead, link)
	e := s.whole(ref).Outside()[0].Event
	if one.body != two.body || int64(len(one.body)) != e.Size || one.Get("Content-Disposition") != `attachment; filename=dossier-`+ref+`.pdf` || e.Originals != 1 {
		t.Errorf("given: %d bytes, %+v, %s", len(one.body), e, one.Get("Content-Disposition"))
	}
	text := pdfText(t, one.body)
	for _, not := range []string{"KANARIE", "Jansen", "tessa@"} {
		if strings.Contains(one.body, not) || strings.Contains(text, not) {
			t.Errorf("%q stands in it", not)
		}
	}
	for _, want := range []string{"Geschillencommissie Voorbeeld", "De zaal was koud", "Mirjam de Wit", "een ander"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q does not", want)
		}
	}
	if a := s.get(lead, "/staff/complaints/"+ref); !strings.Contains(a.body, "maakte een bestand voor Geschillencommissie Voorbeeld") {
		t.Error("the timeline does not tell it")
	}
	if a := post("make", "version", "1"); a.code != http.StatusConflict || !strings.Contains(a.body, `value="Geschillencommissie Voorbeeld"`) {
		t.Errorf("of an older page: %d", a.code)
	}
}

// TestAFileForABodyIsThereForNobodyElse: the same answer as for a number that is
// free, at every address and whatever is posted.
func TestAFileForABodyIsThereForNobodyElse(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	ref, _, _ := s.written(lead, "De zaal was koud")
	henk := s.member("Henk Postma", access.Trainer)
	path := "/staff/complaints/" + ref + "/outside-file"
	s.must(s.post(lead, "/staff/complaints/"+ref+"/subject", url.Values{"member": {string(henk.ID)}}))
	form := s.given(lead, path)
	form.Set("do", "make")
	s.must(s.post(lead, path, form))
	link := regexp.MustCompile(path + `/\w+`).FindString(s.get(lead, path).body)
	if link == "" {
		t.Fatal("it was not made")
	}
	others := map[string]*http.Client{"the subject": s.holding(s.session(henk, store.LevelFull)), "a colleague": s.holding(s.session(s.member("Saskia Brouwer", access.Trainer), store.LevelFull)),
		"the administrator": s.holding(s.session(s.member("Bea Bos", access.Administrator), store.LevelFull))}
	absent := strings.NewReplacer(ref, "2026-1")
	for what, c := range others {
		for _, at := range []string{path, link, path + "/x"} {
			here, there := s.get(c, at), s.get(c, absent.Replace(at))
			if here.code != http.StatusNotFound || there.code != http.StatusNotFound || steady(here.body) != steady(there.body) {
				t.Errorf("%s, %s: %d and %d", what, at, here.code, there.code)
			}
		}
		here, there := s.post(c, path, form), s.post(c, absent.Replace(path), form)
		if here.code != http.StatusNotFound || steady(here.body) != steady(there.body) {
			t.Errorf("%s posts: %d and %d", what, here.code, there.code)
		}
	}
	m, _ := s.reg.LeadMember()
	half := s.holding(s.session(m, store.LevelPassword))
	for _, at := range []string{path, link} {
		here, there := s.get(half, at), s.get(half, absent.Replace(at))
		if here.code != there.code || here.code == http.StatusOK || here.Get("Location") != there.Get("Location") {
			t.Errorf("half-way, %s: %d %s and %d %s", at, here.code, here.Get("Location"), there.code, there.Get("Location"))
		}
	}
	if n := len(s.whole(ref).Outside()); n != 1 {
		t.Errorf("%d files", n)
	}
}

// steady is a page without what is new on every one.
func steady(page string) string {
	return regexp.MustCompile(`value="[A-Za-z0-9_-]{20,}"`).ReplaceAllString(page, "")
}
