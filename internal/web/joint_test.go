package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"wederhoor/internal/store"
)

var jointCode = regexp.MustCompile(`id="joint-code">([^<]+)<`)

// TestTwoOrganisationsTieTheirReviewsAtTheirOwnNames, by their pages on both databases.
// Until a code was typed nothing of the one is at the other, and after it only what it
// published.
func TestTwoOrganisationsTieTheirReviewsAtTheirOwnNames(t *testing.T) {
	engines(t, func(t *testing.T, cfg store.Config) {
		a, b := neighbours(t, cfg)
		leadA, reviewA := a.beginsReview("De zaal was koud.")
		leadB, reviewB := b.beginsReview("De koffie was op.")
		if got := a.post(leadA, reviewA+"/joint", url.Values{"do": {"acceptance"}, "code": {"ABCD-EFGH"}}); got.code != http.StatusUnprocessableEntity || !strings.Contains(got.body, "ABCD-EFGH") || !strings.Contains(got.body, "Deze code werkt niet") {
			t.Errorf("a code of nobody: %d", got.code)
		}
		made := a.post(leadA, reviewA+"/joint", url.Values{"do": {"invitation"}})
		code := jointCode.FindStringSubmatch(made.body)
		if made.code != http.StatusOK || code == nil {
			t.Fatalf("no code: %d", made.code)
		}
		if strings.Contains(a.get(leadA, reviewA+"/joint").body, code[1]) {
			t.Error("the code is shown twice")
		}
		pages := func(review string) []string { return []string{review, review + "/minutes", review + "/joint"} }
		for _, page := range pages(reviewA) {
			if got := a.get(leadA, page); got.code != http.StatusOK || strings.Contains(got.body, "Buur Coaching") {
				t.Errorf("%s: %d, or it has the other before they came", page, got.code)
			}
		}
		if got := b.post(leadB, reviewB+"/joint", url.Values{"do": {"acceptance"}, "code": {strings.ToLower(code[1])}}); got.code != http.StatusSeeOther {
			t.Fatalf("the code of the other: %d", got.code)
		}
		for _, page := range pages(reviewA) {
			if got := a.get(leadA, page); !strings.Contains(got.body, "Samen met Buur Coaching") || !strings.Contains(got.body, "Bas Grenssteen") || strings.Contains(got.body, "koffie") {
				t.Errorf("%s: not what the other published, or more", page)
			}
		}
		for _, page := range pages(reviewB) {
			if got := b.get(leadB, page); !strings.Contains(got.body, "Samen met "+setUp.Organisation) || strings.Contains(got.body, "zaal") {
				t.Errorf("%s: not what the other published, or more", page)
			}
		}
		if got := a.get(leadA, strings.TrimPrefix(reviewB, a.URL)); got.code != http.StatusNotFound {
			t.Errorf("the review of the other itself: %d", got.code)
		}
		if got := b.post(leadB, reviewB+"/joint", url.Values{"do": {"separation"}}); got.code != http.StatusSeeOther {
			t.Errorf("let go: %d", got.code)
		}
		for _, page := range pages(reviewA) {
			if strings.Contains(a.get(leadA, page).body, "Grenssteen") {
				t.Errorf("%s: who let go is still read", page)
			}
		}
	})
}

// beginsReview begins a review with one complaint in it, and gives who leads it.
func (s *site) beginsReview(story string) (lead *http.Client, review string) {
	s.t.Helper()
	lead, id := s.signedIn()
	s.complain(story)
	day := s.reg.Procedure().On(s.clock.Now()).String()
	a := s.post(lead, "/staff/reviews", url.Values{"until": {day}, "day": {day}, "attendee": {string(id)}})
	if a.code != http.StatusSeeOther {
		s.t.Fatalf("begin: %d", a.code)
	}
	return lead, a.Get("Location")
}
