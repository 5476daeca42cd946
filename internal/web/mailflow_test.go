package web_test

import (
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
