package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
)

// TestSomebodyGetsRolesAndGoes, through the pages.
func TestSomebodyGetsRolesAndGoes(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	joris, saskia := s.member("Joris Hamel", access.Trainer), s.member("Saskia Brouwer", access.Trainer)
	his := s.holding(s.session(joris, 2))
	ref, _, _ := s.written(lead, "De zaal was koud")
	s.must(s.post(lead, "/staff/complaints/"+ref+"/discussion", url.Values{"acknowledger": {string(joris.ID)}}))
	path := "/staff/people/" + string(joris.ID)
	if a := s.post(lead, path, url.Values{"role": {"auditor"}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "tot een dag") || !strings.Contains(a.body, `value="auditor" checked`) {
		t.Errorf("an auditor without a last day: %d", a.code)
	}
	if a := s.post(lead, path, url.Values{"role": {"trainer", "partner"}, "until": {"31-12-2026"}}); a.Get("Location") != path {
		t.Errorf("two roles: %d %s", a.code, a.body)
	}
	if page := s.get(lead, path).body; !strings.Contains(page, `value="2026-12-31"`) || !strings.Contains(page, `value="partner" checked`) || !strings.Contains(page, "logt opnieuw in") {
		t.Error("the page does not show what was saved")
	}
	if a := s.get(his, "/staff"); a.Get("Location") != "/staff/sign-in" {
		t.Errorf("the session goes on after a change of roles: %d", a.code)
	}
	s.clock.Advance(6 * time.Minute)
	if a := s.post(lead, path, url.Values{"role": {"lead"}}); a.Get("Location") != "/staff/account/proof?back=people" {
		t.Errorf("a role given from an open screen: %d %s", a.code, a.Get("Location"))
	}
	if a := s.post(lead, path+"/leaving", url.Values{"successor": {string(saskia.ID)}}); a.Get("Location") != "/staff/people" {
		t.Errorf("leaving: %d %s", a.code, a.body)
	}
	if page := s.get(lead, "/staff/people").body; !strings.Contains(page, "gestopt") || !strings.Contains(page, "overgedragen") {
		t.Error("the list does not say so")
	}
	for range 9 {
		if done, err := s.reg.WorkOnce(ctx); err != nil || !done {
			break
		}
	}
	if c := s.whole(ref); c.Discussion.Event.Acknowledger != saskia.ID {
		t.Errorf("what he owed is still %s's", c.Discussion.Event.Acknowledger)
	}
	if page := s.get(lead, "/staff/complaints/"+ref).body; !strings.Contains(page, "Joris Hamel ging weg. Saskia Brouwer neemt het over") {
		t.Error("the dossier does not tell it")
	}
	own, _ := s.reg.LeadMember()
	if a := s.post(lead, "/staff/people/"+string(own.ID)+"/leaving", url.Values{}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "enige hoofdtrainer") {
		t.Errorf("the last lead: %d", a.code)
	}
}

// TestEmergencyAccessThroughThePages: refused plainly, given with a reason, and
// seen at once by who leads.
func TestEmergencyAccessThroughThePages(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	ref, _, _ := s.written(lead, "De zaal was koud")
	bram := s.member("Bram Beheer", access.Administrator)
	c := s.holding(s.session(bram, 2))
	if page := s.get(c, "/staff").body; !strings.Contains(page, "/staff/emergency-access") {
		t.Error("no road to it")
	}
	const reason = "De hoofdtrainer is ziek en de klager belt."
	for what, form := range map[string]url.Values{"Dit nummer kennen we niet": {"ref": {"2026-1"}, "reason": {reason}}, "in een hele zin": {"ref": {ref}, "reason": {"Zomaar"}}} {
		if a := s.post(c, "/staff/emergency-access", form); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, what) || !strings.Contains(a.body, form.Get("reason")) {
			t.Errorf("%s: %d", what, a.code)
		}
	}
	if a := s.post(c, "/staff/emergency-access", url.Values{"ref": {ref}, "reason": {reason}}); a.Get("Location") != "/staff/complaints/"+ref {
		t.Fatalf("%d %s", a.code, a.body)
	}
	if a := s.get(c, "/staff/complaints/"+ref); a.code != http.StatusOK || !strings.Contains(a.body, "De zaal was koud") {
		t.Errorf("reading: %d", a.code)
	}
	if page := s.get(lead, "/staff").body; !strings.Contains(page, "Bram Beheer leest klacht") {
		t.Error("who leads does not see it")
	}
	if page := s.get(lead, "/staff/complaints/"+ref).body; !strings.Contains(page, reason) {
		t.Error("the reason is not in the dossier")
	}
	if page := s.get(lead, "/staff/complaints/"+ref+"/log").body; !strings.Contains(page, "gebruikte noodtoegang") || !strings.Contains(page, "omdat Bram noodtoegang heeft") && !strings.Contains(page, "omdat Bram Beheer noodtoegang heeft") {
		t.Error("the log does not tell it")
	}
}

// TestSteppingBackThroughThePages leads to Vandaag, because the dossier is gone.
func TestSteppingBackThroughThePages(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	ref, _, _ := s.written(lead, "De zaal was koud")
	saskia := s.member("Saskia Brouwer", access.Trainer)
	s.must(s.post(lead, "/staff/complaints/"+ref+"/readers", url.Values{"add": {string(saskia.ID)}}))
	c := s.holding(s.session(saskia, 2))
	path := "/staff/complaints/" + ref + "/recusal"
	if page := s.get(c, path).body; !strings.Contains(page, "Saskia Brouwer (ik zelf)") || strings.Contains(page, ">Mirjam de Wit</option>") {
		t.Error("a reader is offered to send others away")
	}
	if a := s.post(c, path, url.Values{"member": {string(saskia.ID)}}); a.code != http.StatusUnprocessableEntity {
		t.Errorf("without a reason: %d", a.code)
	}
	if a := s.post(c, path, url.Values{"member": {string(saskia.ID)}, "reason": {"De klager is mijn zus"}}); a.Get("Location") != "/staff" {
		t.Errorf("%d to %s", a.code, a.Get("Location"))
	}
	if a := s.get(c, "/staff/complaints/"+ref); a.code != http.StatusNotFound {
		t.Errorf("still reads: %d", a.code)
	}
	s.must(s.post(lead, "/staff/complaints/"+ref+"/clearing", url.Values{"member": {string(saskia.ID)}, "reason": {"Verkeerde persoon"}}))
	if a := s.get(c, "/staff/complaints/"+ref); a.code != http.StatusOK {
		t.Errorf("let in again and not: %d", a.code)
	}
}
