package web_test

import (
	"net/http"
	"strings"
	"testing"

	"wederhoor/internal/access"
)

// TestAPageThatIsNotForThemIsInTheLog: who it was and which page, nothing of what was
// asked on it; they see what everybody sees who asks for what is not there.
func TestAPageThatIsNotForThemIsInTheLog(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	henk, _ := s.signedIn(access.Trainer)
	if a := s.get(henk, "/staff/people/geheim-id?q=geheim"); a.code != http.StatusNotFound {
		t.Fatalf("a trainer gets %d", a.code)
	}
	page := s.get(lead, "/staff/log?kind=refused").body
	if !strings.Contains(page, "die niet voor deze rol is: /staff/people/{id}") || strings.Contains(page, "geheim") {
		t.Errorf("the log does not say so: %s", page)
	}
}
