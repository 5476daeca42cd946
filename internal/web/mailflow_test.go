package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/store"
)

// TestWhoLeadsSeesThatMailDoesNotFlow on Vandaag and on the desk; nobody else does.
func TestWhoLeadsSeesThatMailDoesNotFlow(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	if a := s.get(lead, "/staff"); strings.Contains(a.body, "gaat niet weg") {
		t.Error("an alarm before anything is wrong")
	}
	home := s.reg.Home().ID
	if err := s.store.Write(t.Context(), func(tx *store.Tx) error {
		return tx.AddJob(store.Job{Organisation: home, Kind: store.JobTellLead, Item: "niemand"})
	}); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(31 * time.Minute)
	lead, _ = s.signedIn() // half an hour ends a session
	today := s.get(lead, "/staff")
	if !strings.Contains(today.body, "E-mail gaat niet weg, sinds") {
		t.Errorf("Vandaag does not say so: %s", today.body)
	}
	trainer, _ := s.signedIn(access.Trainer)
	if a := s.get(trainer, "/staff"); strings.Contains(a.body, "gaat niet weg") {
		t.Error("a trainer can do nothing about it")
	}
}

// TestAMailOfAnotherIsNotReadOnTheComplainantsPage: whoever holds the code, or the
// reply address, could otherwise read there what a stranger mailed (security 1).
func TestAMailOfAnotherIsNotReadOnTheComplainantsPage(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	code := s.complain("De zaal was koud")
	ref := s.ref(lead)
	m := s.mailed(mentioning(ref))
	s.must(s.post(lead, "/staff/mail/"+m.ID+"/reply", url.Values{"ref": {ref}}))
	if a := s.get(lead, "/staff/complaints/"+ref); !strings.Contains(a.body, "dropveters") {
		t.Fatal("it is not in the dossier")
	}
	page := s.post(s.browser(true), "/status", url.Values{"code": {code}})
	for _, secret := range []string{"dropveters", "rekening.pdf", "marit"} {
		if strings.Contains(strings.ToLower(page.body), secret) {
			t.Errorf("the complainant reads %q of somebody else", secret)
		}
	}
	if !strings.Contains(page.body, "Er kwam een e-mail binnen bij uw klacht") {
		t.Error("the page does not say that something came in")
	}
}
