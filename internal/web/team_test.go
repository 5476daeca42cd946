package web_test

import (
	"strings"
	"testing"

	"wederhoor/internal/access"
)

// TestAConfidantIsNotAskedToHandle: who had a part in a complaint cannot hear the appeal,
// so that the form that gives it to somebody does not offer them; who is both a confidant
// and a trainer stands there.
func TestAConfidantIsNotAskedToHandle(t *testing.T) {
	s := open(t)
	s.complain("De zaal was koud")
	s.as("Ilse Terpstra", access.Confidant)
	s.as("Anna Audit", access.Auditor)
	s.as("Joris Hamel", access.Trainer, access.Confidant)
	lead, _ := s.signedIn()
	a := s.get(lead, "/staff/complaints/"+s.ref(lead)+"/discussion")
	if strings.Contains(a.body, "Ilse Terpstra") || strings.Contains(a.body, "Anna Audit") || !strings.Contains(a.body, "Joris Hamel") {
		t.Errorf("%d\n%.6000s", a.code, a.body)
	}
}
