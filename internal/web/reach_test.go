package web_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// visitor is somebody who asks for every address; the zero one is not signed in.
type visitor struct {
	name   string
	member complaint.MemberID
	level  store.SessionLevel
}

// reach is a site with one complaint that has everything in it: a freelancer
// passed it on, it is about a trainer, and there are a letter and a file.
type reach struct {
	*site
	ref, free    string // the number of the complaint and one that is free
	letter, file string // ids
	asked, code  string // a questionnaire of the subject's course, and its address
	visitors     []visitor
}

const merkwoord = "merkwoord"

func newReach(t *testing.T) *reach {
	t.Helper()
	s := &reach{site: open(t)}
	lead, leadID := s.signedIn()
	reporter, reporterID := s.signedIn(access.Freelancer)
	_, subjectID := s.signedIn(access.Trainer)
	a := s.multipart(reporter, "/staff/complaints", url.Values{"story": {merkwoord}, "complainant": {"Tessa Jansen"}, "done": {"nothing"}, "channel": {"phone"}, "kind": {"client"}},
		upload{"foto.jpg", []byte("bytes")})
	m := refOnPage.FindStringSubmatch(a.body)
	if a.code != http.StatusOK || m == nil {
		t.Fatalf("passing on: %d\n%s", a.code, a.body)
	}
	s.ref, s.free = m[1], m[1][:len(m[1])-1]+string('0'+(m[1][len(m[1])-1]-'0'+1)%10)
	path := "/staff/complaints/" + s.ref
	s.must(s.post(lead, path+"/discussion", url.Values{"acknowledger": {string(leadID)}, "agreed": {"Overlegd"}}))
	s.must(s.post(lead, path+"/acknowledgement", url.Values{"kind": {"action"}, "action": {"De kachel is aan"}, "via": {"post"}}))
	s.must(s.post(lead, path+"/subject", url.Values{"member": {string(subjectID)}}))
	page := s.get(lead, path).body
	s.letter, s.file = idAfter(t, page, path+"/letters/"), idAfter(t, page, path+"/attachments/")
	page, s.code = s.asks(lead, url.Values{"trainer": {string(subjectID)}})
	s.asked = strings.TrimPrefix(page, "/staff/questionnaires/")
	s.visitors = []visitor{{name: "nobody"}, {"lead", leadID, store.LevelFull}}
	for _, role := range access.Roles() {
		if role != access.Lead {
			_, id := s.signedIn(role)
			s.visitors = append(s.visitors, visitor{string(role), id, store.LevelFull})
		}
	}
	s.visitors = append(s.visitors, visitor{"subject", subjectID, store.LevelFull}, visitor{"half-way lead", leadID, store.LevelPassword},
		visitor{"lead by link", leadID, store.LevelLink}, visitor{"reporter", reporterID, store.LevelFull}, visitor{"reporter by link", reporterID, store.LevelLink})
	return s
}

func idAfter(t *testing.T, page, prefix string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, prefix)
	if !ok {
		t.Fatalf("no %s on the page", prefix)
	}
	return rest[:strings.IndexFunc(rest, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })]
}

// browserOf is a fresh browser of a visitor: what one request ends, the next has.
func (s *reach) browserOf(v visitor) *http.Client {
	s.t.Helper()
	if v.member == "" {
		return s.browser(false)
	}
	m, ok := s.reg.Member(v.member)
	if !ok {
		s.t.Fatalf("%s is no member", v.name)
	}
	return s.holding(s.session(m, v.level))
}

// filled puts something real in the wildcards of a pattern.
func (s *reach) filled(pattern, ref, noun string) (method, path string) {
	method, path, ok := strings.Cut(pattern, " ")
	if !ok {
		method, path = http.MethodGet, pattern
	}
	id := s.letter
	if strings.Contains(path, "/attachments/") {
		id = s.file
	}
	if strings.Contains(path, "/questionnaires/") {
		id = s.asked
	}
	path = strings.NewReplacer("/f/{code}", s.code, "{ref}", ref, "{noun}", noun, "{id}", id, "{letter}", "response", "{lang}", "nl", "{file}", s.file, "{act}", "message", "{number}", "1", "{norm}/{name}", "crkbo/toon-aan.csv", "{norm}", "crkbo", "{name}/{kind}", "2026/csv", "{name}", "cijfers.csv", "{$}", "").Replace(path)
	if strings.Contains(path, "{") {
		s.t.Fatalf("%s: give its wildcard a value here", pattern)
	}
	return method, path
}

func (s *reach) try(v visitor, method, path string) answer {
	s.t.Helper()
	c := s.browserOf(v)
	if method == http.MethodPost {
		return s.post(c, path, url.Values{"q": {merkwoord}})
	}
	return s.ask(c, method, path)
}

// kind says what an answer is, and how much of the complaint it tells.
func (s *reach) kind(a answer) string {
	media, _, _ := strings.Cut(a.Get("Content-Type"), ";")
	switch {
	case a.code == http.StatusSeeOther || a.code == http.StatusMovedPermanently || a.code == http.StatusTemporaryRedirect:
		to, _, _ := strings.Cut(a.Get("Location"), "?")
		return fmt.Sprintf("%d to %s", a.code, strings.NewReplacer(s.ref, "{ref}", s.asked, "{id}", s.letter, "{id}").Replace(to))
	case media != "text/html":
		return fmt.Sprintf("%d %s", a.code, media)
	case a.code != http.StatusOK:
		return fmt.Sprintf("%d %s", a.code, map[int]string{401: "sign in first", 404: "absent", 422: "form again"}[a.code])
	}
	told := ""
	for _, sign := range []struct{ words, says string }{{"/staff/complaints/" + s.ref, "number"}, {merkwoord, "words"}, {"Tessa Jansen", "name"}} {
		if strings.Contains(a.body, sign.words) {
			told += ", " + sign.says
		}
	}
	return "200 page" + told
}

// table writes out what every address answers to everybody.
func (s *reach) table(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, pattern := range patterns(t) {
		method, path := s.filled(pattern, s.ref, "note")
		who := map[string][]string{}
		for _, v := range s.visitors {
			answer := s.kind(s.try(v, method, path))
			who[answer] = append(who[answer], v.name)
		}
		fmt.Fprintf(&b, "%s\n", pattern)
		for _, answer := range slices.Sorted(maps.Keys(who)) {
			names := strings.Join(who[answer], ", ")
			if len(who[answer]) == len(s.visitors) {
				names = "everybody"
			}
			fmt.Fprintf(&b, "    %-36s %s\n", answer, names)
		}
	}
	return b.String()
}

const goldenRoutes = "testdata/routes.txt"

// TestEveryRouteAnswersEverybodyAsAgreed: what an address answers to whom is in
// one file that a person reads on change, and a new route is not in it yet.
// WRITE_GOLDEN=1 writes it.
func TestEveryRouteAnswersEverybodyAsAgreed(t *testing.T) {
	s := newReach(t)
	version := s.whole(s.ref).Version
	got := s.table(t)
	if v := s.whole(s.ref).Version; v != version || s.dossiers() != 1 {
		t.Errorf("empty forms changed it: version %d, was %d", v, version)
	}
	if os.Getenv("WRITE_GOLDEN") != "" {
		if err := os.WriteFile(goldenRoutes, []byte(got), 0o644); err != nil { //nolint:gosec // a test's own data
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(goldenRoutes)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("who reaches what changed:\n%s", diff)
	}
}

// TestForbiddenIsAbsent: for who may not know of a complaint, every address of it
// answers like that of a number that is free: status, headers and body.
func TestForbiddenIsAbsent(t *testing.T) {
	s := newReach(t)
	outsiders := slices.DeleteFunc(slices.Clone(s.visitors), func(v visitor) bool {
		return slices.Contains([]string{"lead", "deputy", "coordinator", "auditor", "privacy_officer", "reporter", "reporter by link"}, v.name)
	})
	if len(outsiders) < 8 {
		t.Fatalf("only %d outsiders", len(outsiders))
	}
	compared := 0
	for _, pattern := range patterns(t) {
		if !strings.HasPrefix(pattern, "GET ") || !strings.Contains(pattern, "{ref}") {
			continue
		}
		every := []string{"note"}
		if strings.Contains(pattern, "{noun}") {
			every = append(nouns(t), "nietbestaand")
		}
		for _, noun := range every {
			for _, v := range outsiders {
				method, path := s.filled(pattern, s.ref, noun)
				_, elsewhere := s.filled(pattern, s.free, noun)
				s.alike(t, v.name+" "+path, s.try(v, method, path), s.try(v, method, elsewhere))
				compared++
			}
		}
	}
	if compared < 200 {
		t.Errorf("only %d answers compared", compared)
	}
}

func (s *reach) alike(t *testing.T, what string, real, absent answer) {
	t.Helper()
	for _, h := range []http.Header{real.Header, absent.Header} {
		h.Del("Date")
	}
	if real.code != absent.code || bare(real.body, s.ref) != bare(absent.body, s.free) {
		t.Errorf("%s: %d, a free number gives %d", what, real.code, absent.code)
	}
	if diff := cmp.Diff(absent.Header, real.Header); diff != "" {
		t.Errorf("%s: the headers differ:\n%s", what, diff)
	}
}

// TestAMistakeInAFormOpensNoPage: a form is given back with its mistakes only to
// who could have sent a good one.
func TestAMistakeInAFormOpensNoPage(t *testing.T) {
	s := newReach(t)
	refused := 0
	for _, pattern := range patterns(t) {
		if !strings.HasPrefix(pattern, "POST /staff") {
			continue
		}
		method, path := s.filled(pattern, s.ref, "note")
		for _, v := range s.visitors {
			if s.kind(s.try(v, method, path)) != "404 absent" {
				continue
			}
			for _, body := range []string{"until=zomaar&day=zomaar&date=zomaar&version=zomaar&role=zomaar&id=zomaar", "reason=%zz", "text=" + strings.Repeat("a", 2<<20+1)} {
				if a := s.send(s.browserOf(v), path, urlencoded, strings.NewReader(body)); s.kind(a) != "404 absent" {
					t.Errorf("%s for %s: absent, and with the mistake in %.20q %s", pattern, v.name, body, s.kind(a))
				}
			}
			refused++
		}
	}
	if refused < 80 {
		t.Errorf("only %d forms were refused", refused)
	}
}
