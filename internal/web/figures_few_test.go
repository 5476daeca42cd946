package web_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/store"
)

// TestFiguresOfNoneAndOfOne: without complaints every page about figures answers and says
// so, and one complaint makes no percentage, no middle and no limits.
func TestFiguresOfNoneAndOfOne(t *testing.T) {
	s := open(t)
	lead, _ := s.reg.LeadMember()
	c := s.holding(s.session(lead, store.LevelFull))
	pages := []string{"/staff/figures", "/staff/figures/cijfers.csv", "/staff/figures/cijfers.xlsx", "/staff/figures/cijfers-om-te-delen.xlsx", "/staff/evidence", "/staff/evidence/awb", "/staff/evidence/awb/toon-aan.csv", "/staff/reviews", "/staff/what-if?norm=awb", "/annual-report"}
	all := func(when string) {
		t.Helper()
		for _, path := range pages {
			if a := s.get(c, path); a.code != http.StatusOK || strings.Contains(a.body, "NaN") || regexp.MustCompile(`[+-]Inf\b`).MatchString(a.body) || strings.Contains(a.body, "100 %") {
				t.Errorf("%s, %s answers %d, or counts what cannot be counted", when, path, a.code)
			}
		}
	}
	all("without complaints")
	if page := s.get(c, "/staff/figures").body; !strings.Contains(page, "Geen klachten in deze periode") || strings.Contains(page, "<svg class=\"chart") {
		t.Error("nothing is drawn as if it were something")
	}
	if page := s.get(c, "/staff/evidence/iso10002").body; !strings.Contains(page, "Kwam niet voor") || strings.Contains(page, "0 van de 0") {
		t.Error("none of none is shown")
	}
	s.complain("De zaal was koud.")
	all("with one complaint")
	if page := s.get(c, "/staff/figures").body; strings.Contains(page, "Geen klachten in deze periode") || !regexp.MustCompile(`Binnengekomen</th><td class="r num">(?:<a [^>]*>)?1<`).MatchString(page) {
		t.Error("one complaint is not counted")
	}
	if file := cells(t, s.get(c, "/staff/figures/cijfers-om-te-delen.xlsx").body); slices.Contains(file, "1") || !slices.Contains(file, "te weinig om te laten zien") {
		t.Errorf("the file to share tells of the only one: %q", file)
	}
}
