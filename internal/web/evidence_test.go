package web_test

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/store"
)

// everyNorm are the pages that set a norm beside the register.
var everyNorm = []string{"/staff/evidence", "/staff/evidence/crkbo", "/staff/evidence/nrto", "/staff/evidence/iso10002", "/staff/evidence/wkkgz", "/staff/evidence/awb", "/staff/evidence/crkbo?year=2025"}

// TestEvidenceLeadsToWhatIsBehindIt: the list behind each count is as long as the
// count says, and the file holds what the page says.
func TestEvidenceLeadsToWhatIsBehindIt(t *testing.T) {
	s := lived(t)
	lead, _ := s.reg.LeadMember()
	c := s.holding(s.session(lead, store.LevelFull))
	page := s.get(c, "/staff/evidence/iso10002?year=2026").body
	links := regexp.MustCompile(`<a href="(/staff/complaints\?[^"]*)">Bekijk deze (\d+) klachten</a>`).FindAllStringSubmatch(page, -1)
	if len(links) < 3 {
		t.Fatalf("%d lists stand behind the counts", len(links))
	}
	for _, link := range links {
		list := s.get(c, strings.ReplaceAll(link[1], "&amp;", "&")).body
		if !strings.Contains(list, link[2]+" klachten") {
			t.Errorf("the list behind %s of %s is not as long", link[2], link[1])
		}
	}
	if !strings.Contains(page, "Niet aangetoond") || !strings.Contains(page, "Aangetoond") || !strings.Contains(page, "Laat dit toetsen.") || !regexp.MustCompile(`\d+ van de \d+ klachten zijn op tijd beantwoord\.`).MatchString(page) {
		t.Error("the page lacks its findings or on what it stands")
	}
	csv := s.get(c, "/staff/evidence/iso10002/toon-aan.csv?year=2026")
	if !strings.Contains(csv.body, "7.4;De ontvangst is op tijd bevestigd.;") || !strings.Contains(csv.Get("Content-Disposition"), "2026-iso10002-toon-aan.csv") {
		t.Errorf("the file holds %.300q", csv.body)
	}
	if xlsx := cells(t, s.get(c, "/staff/evidence/iso10002/toon-aan.xlsx").body); !strings.Contains(strings.Join(xlsx, " "), "Laat dit toetsen.") {
		t.Error("the XLSX does not say on what it stands")
	}
	for _, path := range []string{"/staff/evidence/iso9001", "/staff/evidence/awb/cijfers.csv"} {
		if a := s.get(c, path); a.code != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.code)
		}
	}
}

// TestTheAuditorGetsNoSmallNumbersAndNoNames: an auditor sees what was found, no
// count of one to four, no name of anybody else and no way into a list; nobody
// besides the auditor and who leads has the page.
func TestTheAuditorGetsNoSmallNumbersAndNoNames(t *testing.T) {
	s := lived(t)
	auditor := s.holding(s.session(s.member("Ama Owusu", access.Auditor), store.LevelFull))
	small := regexp.MustCompile(`\b[1-4] van de|van de [1-4]\b|deze [1-4]\b|;[1-4];|;[1-4]\r?\n`)
	for _, path := range append(everyNorm, "/staff/evidence/awb/toon-aan.csv", "/staff/evidence/iso10002/toon-aan.csv?year=2025") {
		a := s.get(auditor, path)
		if a.code != http.StatusOK {
			t.Fatalf("%s: %d", path, a.code)
		}
		if found := small.FindString(a.body); found != "" {
			t.Errorf("%s tells a small number: %q", path, found)
		}
		for _, m := range s.reg.Members() {
			if m.Name != "Ama Owusu" && strings.Contains(a.body, m.Name) {
				t.Errorf("%s names %s", path, m.Name)
			}
		}
		if strings.Contains(a.body, "figure=") || regexp.MustCompile(`(?i)voldoet|compliant|conform`).MatchString(a.body) {
			t.Errorf("%s leads to complaints, or judges", path)
		}
		for _, link := range regexp.MustCompile(`href="(/staff/[^"]*)">Bekijk`).FindAllStringSubmatch(a.body, -1) {
			if to := s.get(auditor, link[1]); to.code != http.StatusOK {
				t.Errorf("%s leads to %s, which is shut", path, link[1])
			}
		}
	}
	for _, role := range access.Roles() {
		want := http.StatusNotFound
		if role == access.Lead || role == access.Deputy || role == access.Auditor {
			want = http.StatusOK
		}
		who := s.holding(s.session(s.member("Iemand "+string(role), role), store.LevelFull))
		for _, path := range []string{"/staff/evidence", "/staff/evidence/awb", "/staff/evidence/awb/toon-aan.csv"} {
			if a := s.get(who, path); a.code != want {
				t.Errorf("%s gets %d from %s", role, a.code, path)
			}
		}
	}
}

// TestOnlyWholeYearsAreShown: a part of a year beside the whole would give a small
// number away; what is not offered shows this year.
func TestOnlyWholeYearsAreShown(t *testing.T) {
	s := lived(t)
	lead, _ := s.reg.LeadMember()
	c := s.holding(s.session(lead, store.LevelFull))
	for asked, want := range map[string]int{"": 2026, "2025": 2025, "2026-1": 2026, "2031": 2026, "1900": 2026, "x": 2026} {
		if a := s.get(c, "/staff/evidence/awb?year="+asked); !strings.Contains(a.body, `aria-current="page">`+strconv.Itoa(want)) {
			t.Errorf("asked for %q it does not show %d", asked, want)
		}
	}
	if a := s.get(c, "/staff/evidence/awb?year=2024"); !strings.Contains(a.body, "nog geen procedure") {
		t.Error("a year before the first procedure has one")
	}
}
