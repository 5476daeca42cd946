package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/store"
	"wederhoor/internal/web/kit"
)

// asks makes a questionnaire and gives the address of its page and of its form.
func (s *site) asks(c *http.Client, form url.Values) (page, address string) {
	s.t.Helper()
	for name, value := range map[string]string{"course": "Lastige gesprekken", "until": s.clock.Now().AddDate(0, 0, 7).Format(time.DateOnly), "lang": "nl", "key": store.NewID()} {
		if !form.Has(name) {
			form.Set(name, value)
		}
	}
	a := s.post(c, "/staff/questionnaires", form)
	if a.code != http.StatusSeeOther {
		s.t.Fatalf("make: %d %s", a.code, a.body)
	}
	page = a.Get("Location")
	m := regexp.MustCompile(`href="[^"]*(/f/[0-9A-Z-]{19})"`).FindStringSubmatch(s.get(c, page).body)
	if m == nil {
		s.t.Fatalf("no address on %s", page)
	}
	return page, m[1]
}

// as is a browser of somebody new with these roles.
func (s *site) as(name string, roles ...access.Role) *http.Client {
	s.t.Helper()
	return s.holding(s.session(s.member(name, roles...), store.LevelFull))
}

// fills sends answers as a browser would, each from a page of its own.
func (s *site) fills(address string, forms ...url.Values) (last answer) {
	s.t.Helper()
	for _, form := range forms {
		form.Set("key", store.NewID())
		if last = s.post(s.browser(false), address, form); last.code != http.StatusOK || !strings.Contains(last.body, "We hebben uw antwoorden") {
			s.t.Fatalf("fill in: %d %s", last.code, last.body)
		}
	}
	return last
}

// TestAQuestionnaireFromMakingToJudging by the roads people use.
func TestAQuestionnaireFromMakingToJudging(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	joris := s.as("Joris Hamel", access.Trainer)
	page, address := s.asks(joris, url.Values{"dates": {"12 november"}})
	a := s.get(s.browser(false), address)
	for _, want := range []string{"Lastige gesprekken", "Joris Hamel, 12 november", "Dit is anoniem", "De leiding (Mirjam de Wit) leest alles", "Dien een klacht in", `action="` + address + `"`} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the form does not say %q", want)
		}
	}
	if a := s.get(s.browser(false), strings.ToLower(address)+"?lang=en"); a.code != http.StatusOK || !strings.Contains(a.body, "What can be better?") {
		t.Errorf("in English, typed in small letters: %d", a.code)
	}
	s.fills(address, url.Values{"score": {"9"}, "good": {"Veel <b>geoefend</b>"}}, url.Values{"score": {"8"}}, url.Values{"score": {"7"}, "better": {"Meer pauze"}},
		url.Values{"score": {"8"}, "happened": {"De nooddeur zat op slot."}, "better": {"Geheim voor de trainer"}})
	a = s.get(joris, page)
	if !strings.Contains(a.body, "&lt;5 antwoorden") || strings.Contains(a.body, "Gemiddeld") || strings.Contains(a.body, "geoefend") || strings.Contains(s.get(joris, "/staff/questionnaires").body, "4 antwoorden") {
		t.Errorf("with four: %s", a.body)
	}
	s.fills(address, url.Values{"score": {"8"}})
	a = s.get(joris, page)
	if !strings.Contains(a.body, "5 antwoorden") || !strings.Contains(a.body, `<dt>Gemiddeld cijfer</dt><dd class="num">8</dd>`) || !strings.Contains(a.body, "Veel &lt;b&gt;geoefend") || strings.Contains(a.body, "Geheim") || strings.Contains(a.body, "nooddeur") {
		t.Errorf("with five: %s", a.body)
	}
	if a := s.get(lead, "/staff"); !strings.Contains(a.body, "Eén reactie uit een evaluatie wacht") {
		t.Error("Vandaag does not tell")
	}
	if a := s.get(lead, page); !strings.Contains(a.body, "wacht nog op jouw oordeel") {
		t.Error("who leads does not see that one waits")
	}
	waits := regexp.MustCompile(`<h3><a href="(/staff/evaluations/[^"]+)"`).FindStringSubmatch(s.get(lead, "/staff/evaluations").body)[1]
	if a := s.get(lead, waits); !strings.Contains(a.body, "nooddeur") || !strings.Contains(a.body, "antwoord op wat er is gebeurd") {
		t.Errorf("the desk: %s", a.body)
	}
	if a := s.post(lead, waits+"/complaint", url.Values{}); a.code != http.StatusSeeOther {
		t.Fatalf("complaint: %d", a.code)
	}
	if a := s.get(joris, page); strings.Contains(a.body, "Geheim") {
		t.Error("a complaint is among the results")
	}
	if a := s.get(lead, "/staff/log?kind=opened"); !strings.Contains(a.body, "bekeek de uitkomst van een vragenlijst") {
		t.Error("the log does not know who looked")
	}
}

// TestNothingTypedInAFormIsLost: not by a mistake, not by an empty one, not by one
// that closed meanwhile; and sent twice it is one.
func TestNothingTypedInAFormIsLost(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	page, address := s.asks(lead, url.Values{"trainer": {string(s.lead().Member.ID)}})
	for _, form := range []url.Values{{"good": {" "}}, {"score": {"11"}, "good": {"KANARIE"}}, {"good": {"KANARIE"}, "name": {"Tessa"}}, {"better": {"KANARIE"}, "email": {"tessa@"}}, {"better": {strings.Repeat("KANARIE ", 600)}}} {
		form.Set("key", store.NewID())
		a := s.post(s.browser(false), address, form)
		if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, `class="err-sum`) || !strings.Contains(a.body, form.Get("key")) || form.Has("better") && !strings.Contains(a.body, "KANARIE") {
			t.Errorf("%.60v: %d", form, a.code)
		}
	}
	twice := url.Values{"score": {"8"}, "key": {store.NewID()}}
	for range 2 {
		if a := s.post(s.browser(false), address, twice); a.code != http.StatusOK {
			t.Errorf("%d", a.code)
		}
	}
	s.post(s.browser(false), address, url.Values{"score": {"1"}, "website": {"https://kwaad.example"}, "key": {store.NewID()}})
	if a := s.get(s.browser(false), address); !strings.Contains(a.body, "Uw trainer heeft hier zelf de leiding") || strings.Contains(a.body, "niet bij wat uw trainer ziet") {
		t.Error("alone, it does not say that the trainer reads it")
	}
	other := s.as("Lotte Verhoef", access.Deputy)
	if a := s.get(other, page); !strings.Contains(a.body, "1 antwoord<") {
		t.Errorf("counted: %s", regexp.MustCompile(`[^>]*antwoord[^<]*`).FindString(a.body))
	}
	open := s.get(s.browser(false), address)
	if !strings.Contains(open.body, "De leiding (Lotte Verhoef) leest alles") {
		t.Error("it does not name who reads what is about the lead")
	}
	if a := s.post(lead, page+"/closing", url.Values{}); a.code != http.StatusSeeOther {
		t.Fatalf("close: %d", a.code)
	}
	if a := s.get(lead, page+"/poster"); a.code != http.StatusNotFound {
		t.Errorf("the poster of a closed one: %d", a.code)
	}
	a := s.post(s.browser(false), address, url.Values{"good": {"KANARIE"}})
	if a.code != http.StatusNotFound || !strings.Contains(a.body, "KANARIE") || !strings.Contains(a.body, "We hebben uw antwoorden niet") {
		t.Errorf("filled in when it is closed: %d", a.code)
	}
	closed, never, bad := s.get(s.browser(false), address), s.get(s.browser(false), "/f/0000-0000-0000-0000"), s.get(s.browser(false), "/f/x")
	if open.code != http.StatusOK || closed.code != http.StatusNotFound || closed.body != never.body || closed.body != bad.body {
		t.Errorf("closed %d, never %d, no code %d; alike %v", closed.code, never.code, bad.code, closed.body == never.body)
	}
	_, address = s.asks(lead, url.Values{"trainer": {string(s.lead().Member.ID)}})
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	a = s.post(s.browser(false), address, url.Values{"good": {"KANARIE"}})
	if a.code != http.StatusServiceUnavailable || !strings.Contains(a.body, "KANARIE") || !strings.Contains(a.body, "Uw antwoorden zijn niet verstuurd") {
		t.Errorf("with nothing to keep it in: %d", a.code)
	}
}

// TestWhoMaySeeAQuestionnaire: who gave the course and who leads; of everybody else
// it is not there, as what never was.
func TestWhoMaySeeAQuestionnaire(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	page, _ := s.asks(lead, url.Values{"trainer": {string(s.lead().Member.ID)}, "lang": {"en"}})
	if a := s.get(lead, page+"/poster"); a.code != http.StatusOK || !strings.Contains(a.body, `<html lang="en"`) || !strings.Contains(a.body, "Scan the code") {
		t.Errorf("the poster: %d", a.code)
	}
	for i, c := range []*http.Client{s.as("Joris Hamel", access.Trainer), s.as("Ilse Terpstra", access.Confidant), s.as("Bram Kok", access.Administrator)} {
		for _, path := range []string{"", "/poster"} {
			theirs, never := s.get(c, page+path), s.get(c, fmt.Sprintf("/staff/questionnaires/%032d%s", 7, path))
			if theirs.code != http.StatusNotFound || never.code != http.StatusNotFound || len(theirs.body) != len(never.body) {
				t.Errorf("%d%s: %d, and what never was %d", i, path, theirs.code, never.code)
			}
		}
		if a := s.post(c, page+"/closing", url.Values{}); a.code != http.StatusNotFound {
			t.Errorf("%d closes it: %d", i, a.code)
		}
	}
	if a := s.get(s.browser(false), page); a.code != http.StatusSeeOther {
		t.Errorf("a stranger: %d", a.code)
	}
}

// TestManyAnswersFromOnePlaceWait, and nothing of the one that waits is lost; a whole
// classroom on one network does not.
func TestManyAnswersFromOnePlaceWait(t *testing.T) {
	s := fresh(t, store.Config{Data: t.TempDir()}, func(k *kit.Kit) { k.Limits = true })
	s.setUp()
	lead, _ := s.signedIn()
	_, address := s.asks(lead, url.Values{"trainer": {string(s.lead().Member.ID)}})
	for i := range 201 {
		a := s.post(s.browser(false), address, url.Values{"score": {"8"}, "good": {"KANARIE"}, "key": {store.NewID()}})
		if want := map[bool]int{true: http.StatusOK, false: http.StatusTooManyRequests}[i < 200]; a.code != want || i == 200 && !strings.Contains(a.body, "KANARIE") {
			t.Fatalf("answer %d: %d", i+1, a.code)
		}
	}
}

// TestAFormIsFilledInOnceOnOneDevice: who goes back and sends something else is told that
// it was filled in already, and what they typed stands there. The same form twice is
// thanked for twice; somebody else on the same device can still answer.
func TestAFormIsFilledInOnceOnOneDevice(t *testing.T) {
	s := open(t)
	joris := s.as("Joris Hamel", access.Trainer)
	page, address := s.asks(joris, url.Values{})
	c := s.browser(true)
	first := url.Values{"key": {store.NewID()}, "score": {"4"}}
	for range 2 {
		if a := s.post(c, address, first); a.code != http.StatusOK || !strings.Contains(a.body, "We hebben uw antwoorden") {
			t.Fatalf("%d", a.code)
		}
	}
	other := url.Values{"key": first["key"], "score": {"7"}, "good": {"Toch wel fijn"}}
	a := s.post(c, address, other)
	if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Toch wel fijn") || !strings.Contains(a.body, `name="another" value="yes"`) {
		t.Errorf("%d\n%.1500s", a.code, a.body)
	}
	if n := len(s.answersTo(page)); n != 1 {
		t.Errorf("%d answers", n)
	}
	if a := s.get(c, address); !strings.Contains(a.body, "Op dit apparaat is dit formulier al ingevuld") {
		t.Error("the form does not say that it was filled in")
	}
	other.Set("another", "yes")
	if a := s.post(c, address, other); a.code != http.StatusOK {
		t.Errorf("somebody else: %d", a.code)
	}
	if n := len(s.answersTo(page)); n != 2 {
		t.Errorf("%d answers", n)
	}
	if _, second := s.asks(joris, url.Values{"course": {"Een andere training"}}); strings.Contains(s.get(c, second).body, "al ingevuld") {
		t.Error("another form is thought to be filled in")
	}
}

// answersTo are the answers to the questionnaire of a page.
func (s *site) answersTo(page string) []store.FilledIn {
	s.t.Helper()
	all, err := s.store.FilledIn(ctx, s.reg.Home().ID, page[strings.LastIndex(page, "/")+1:])
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}
