package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// TestPartnersWalkThroughAReview by its pages, on both databases: what is undecided is
// named, no page has the name of who complained, and the minutes are signed and handed
// over.
func TestPartnersWalkThroughAReview(t *testing.T) {
	for name, cfg := range map[string]func() store.Config{
		"sqlite":   func() store.Config { return store.Config{Data: t.TempDir()} },
		"postgres": func() store.Config { return store.Config{Data: t.TempDir(), Postgres: testkit.Postgres(t)} },
	} {
		t.Run(name, func(t *testing.T) {
			s := fresh(t, cfg())
			s.setUp()
			s.walkReview()
		})
	}
}

func (s *site) walkReview() {
	t := s.t
	t.Helper()
	lead, leadID := s.signedIn()
	pieter, pieterID := s.signedIn(access.Partner)
	s.complain("De zaal was koud, zei Tessa Jansen.")
	day := s.reg.Procedure().On(s.clock.Now()).String()
	if a := s.get(pieter, "/staff/reviews"); a.code != http.StatusOK || strings.Contains(a.body, "Begin de toetsing") {
		t.Errorf("a partner begins a review: %d", a.code)
	}
	if a := s.get(lead, "/staff/reviews"); !strings.Contains(a.body, "1 klacht om door te nemen.") {
		t.Error("nothing is proposed")
	}
	none := s.post(lead, "/staff/reviews", url.Values{"until": {day}, "day": {day}})
	if none.code != http.StatusUnprocessableEntity || !strings.Contains(none.body, "Kies wie er meedoen") {
		t.Errorf("a review of nobody: %d", none.code)
	}
	a := s.post(lead, "/staff/reviews", url.Values{"until": {day}, "day": {day}, "attendee": {string(leadID), string(pieterID)}})
	review := a.Get("Location")
	if a.code != http.StatusSeeOther || !regexp.MustCompile(`^/staff/reviews/[a-z0-9]{26}$`).MatchString(review) {
		t.Fatalf("begin: %d %s", a.code, review)
	}
	for _, page := range []string{review, review + "/complaints/1", review + "/minutes"} {
		a := s.get(pieter, page)
		if a.code != http.StatusOK || strings.Contains(a.body, "Tessa") || strings.Contains(a.body, "Jansen") || strings.Contains(a.body, "/staff/complaints/2") {
			t.Errorf("%s: %d, or it has a name or a number", page, a.code)
		}
	}
	if !strings.Contains(s.get(lead, review+"/complaints/1").body, "Open het hele dossier") {
		t.Error("who leads cannot go to the dossier")
	}
	if a := s.post(pieter, review+"/conclusion", url.Values{}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Nog niet besproken: klager 1") {
		t.Errorf("concluded with one undecided: %d", a.code)
	}
	s.decideAndConclude(lead, pieter, review, string(pieterID), day)
}

func (s *site) decideAndConclude(lead, pieter *http.Client, review, owner, day string) {
	t := s.t
	t.Helper()
	for field, form := range map[string]url.Values{
		"Kies of er nog iets nodig is": {},
		"Schrijf op waarom":            {"extra": {"no"}},
		"Schrijf op wat we gaan doen":  {"extra": {"yes"}, "reason": {"Vaker gezien"}, "owner": {owner}, "due": {"2027-01-15"}},
		"Kies wie dit gaat doen":       {"extra": {"yes"}, "reason": {"Vaker gezien"}, "action": {"Thermometers"}, "due": {"2027-01-15"}},
		"Kies een dag":                 {"extra": {"yes"}, "reason": {"Vaker gezien"}, "action": {"Thermometers"}, "owner": {owner}},
		"Deze dag is al geweest":       {"extra": {"yes"}, "reason": {"Vaker gezien"}, "action": {"Thermometers"}, "owner": {owner}, "due": {"2020-01-15"}},
	} {
		a := s.post(pieter, review+"/complaints/1", form)
		if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, field) {
			t.Errorf("%q is not said: %d", field, a.code)
		}
		if r := form.Get("reason"); r != "" && !strings.Contains(a.body, r) {
			t.Error("what was typed is gone")
		}
	}
	a := s.post(pieter, review+"/complaints/1", url.Values{"extra": {"yes"}, "reason": {"Vaker gezien"}, "action": {"Thermometers"}, "owner": {owner}, "due": {"2027-01-15"}})
	if a.code != http.StatusSeeOther || a.Get("Location") != review+"/minutes" {
		t.Fatalf("decide: %d %s", a.code, a.body)
	}
	for _, step := range []struct {
		who  *http.Client
		act  string
		form url.Values
	}{{pieter, "minutes", url.Values{"text": {"Wij zijn tevreden."}}}, {pieter, "conclusion", nil}, {pieter, "signature", nil}, {lead, "signature", nil}} {
		if a := s.post(step.who, review+"/"+step.act, step.form); a.code != http.StatusSeeOther {
			t.Fatalf("%s: %d", step.act, a.code)
		}
	}
	a = s.get(pieter, review+"/minutes")
	for _, want := range []string{"Afgerond op", "Thermometers", "Wij zijn tevreden.", "SHA-256"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the minutes lack %q", want)
		}
	}
	if strings.Contains(a.body, "nog niet</dd>") {
		t.Error("somebody who signed has not")
	}
	pdf := s.get(pieter, review+"/minutes/pdf")
	if pdf.code != http.StatusOK || pdf.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(pdf.body, "%PDF-") || strings.Contains(pdf.Get("Content-Disposition"), "Tessa") {
		t.Errorf("the file: %d %s", pdf.code, pdf.Get("Content-Type"))
	}
	s.doAction(pieter)
}

// doAction finds what somebody agreed to do on Vandaag and does it.
func (s *site) doAction(who *http.Client) {
	t := s.t
	t.Helper()
	found := regexp.MustCompile(`href="(/staff/actions/[a-z0-9]+)"`).FindStringSubmatch(s.get(who, "/staff").body)
	if found == nil {
		t.Fatal("Vandaag has no action")
	}
	if a := s.post(who, found[1]+"/done", url.Values{"text": {" "}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Schrijf op wat er is gedaan") {
		t.Errorf("done without what: %d", a.code)
	}
	if a := s.post(who, found[1]+"/done", url.Values{"text": {"Ze hangen er."}}); a.code != http.StatusSeeOther {
		t.Errorf("done: %d", a.code)
	}
	if a := s.get(who, found[1]); !strings.Contains(a.body, "Ze hangen er.") || strings.Contains(a.body, "Klaar</button>") {
		t.Error("what was done is not there")
	}
	if strings.Contains(s.get(who, "/staff").body, found[1]) {
		t.Error("what was done still waits")
	}
	trainer, _ := s.signedIn(access.Trainer)
	if a := s.get(trainer, found[1]); a.code != http.StatusNotFound {
		t.Errorf("somebody else sees the action: %d", a.code)
	}
}
