package bench

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

const (
	memberEmail = "henk@voorbeeld.example"
	memberSees  = 40 // dossiers that the member has a part in
)

// TestBenchNeedToKnow asks the same pages for the lead, who may see everything,
// and for a member who may see 40 dossiers, in turns. The access check must cost
// the member nothing for what is not theirs.
func TestBenchNeedToKnow(t *testing.T) {
	dossiers, requests := 400, 3
	if *report {
		dossiers, requests = 100_000, 200
	}
	s := newServer(t)
	began := time.Now()
	refs := s.fill(t, dossiers)
	s.join(t, refs[len(refs)-memberSees:])
	t.Logf("%d complaints of a year, with their acts, filled in %s", dossiers, time.Since(began).Round(time.Second))
	began = time.Now()
	s.start(t)
	lead, member := s.signIn(t), s.signInAs(t, memberEmail)
	t.Logf("start to a complete index: %s", time.Since(began).Round(10*time.Millisecond))
	if page := get(t, member, s.url+"/staff/complaints?view=all"); len(rows(page)) != memberSees {
		t.Errorf("the member sees %d dossiers", len(rows(page)))
	}
	t.Logf("resident memory, idle with %d dossiers in the index: %d MB", dossiers, s.resident(t))
	for _, page := range []struct {
		name string
		ask  func(c *http.Client) (*http.Response, error)
	}{
		{"Vandaag", s.page("/staff")},
		{"register", s.page("/staff/complaints")},
		{"register, everything", s.page("/staff/complaints?view=all")},
		{"register, one status", s.page("/staff/complaints?view=all&status=received")},
		{"search, common word", s.search("certificaat")},
		{"search, rare word", s.search("zaal96")},
	} {
		for _, changed := range []bool{false, true} {
			s.compare(t, page.name, lead, member, page.ask, requests, changed, refs[0])
		}
	}
}

// join invites a member and lets them read along in these dossiers.
func (s *server) join(t *testing.T, refs []string) {
	t.Helper()
	r, shut := s.inside(t, time.Now)
	defer shut()
	ctx := context.Background()
	m, _ := r.LeadMember()
	lead := register.Person{Actor: access.New(m.Organisation, m.ID, m.Roles...), Member: m}
	token, err := r.Invite(ctx, lead, "Henk Postma", memberEmail, []access.Role{access.Trainer})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.AcceptInvitation(ctx, token, password); err != nil {
		t.Fatal(err)
	}
	for _, who := range r.Members() {
		if who.Email != memberEmail {
			continue
		}
		for _, ref := range refs {
			if _, err := r.ChangeReaders(ctx, lead, register.Order{Ref: ref}, []complaint.MemberID{who.ID}, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func (s *server) page(path string) func(*http.Client) (*http.Response, error) {
	return func(c *http.Client) (*http.Response, error) { return c.Get(s.url + path) }
}

func (s *server) search(words string) func(*http.Client) (*http.Response, error) {
	return func(c *http.Client) (*http.Response, error) {
		return c.PostForm(s.url+"/staff/search", url.Values{"q": {words}})
	}
}

// compare times a page for both, in turns. With changed, a dossier changes before
// each turn, so that nothing is left of an earlier answer.
func (s *server) compare(t *testing.T, name string, lead, member *http.Client, ask func(*http.Client) (*http.Response, error), requests int, changed bool, ref string) {
	t.Helper()
	var all, few []time.Duration
	when := "again"
	if changed {
		when, requests = "after a change", min(requests, 40)
	}
	for i := range requests {
		if changed {
			whole(t, func() (*http.Response, error) {
				return lead.PostForm(s.url+"/staff/complaints/"+ref+"/note", url.Values{"text": {"Nog eens gebeld."}})
			})
		}
		turns := []func(){func() { all = append(all, timed(t, lead, ask)) }, func() { few = append(few, timed(t, member, ask)) }}
		turns[i%2]()
		turns[1-i%2]()
	}
	a, b := median(all), median(few)
	t.Logf("%-21s %-15s lead median %8s, who may see %d %8s, ratio %.2f", name, when, a, memberSees, b, float64(b)/float64(a))
}

func timed(t *testing.T, c *http.Client, ask func(*http.Client) (*http.Response, error)) time.Duration {
	t.Helper()
	began := time.Now()
	whole(t, func() (*http.Response, error) { return ask(c) })
	return time.Since(began)
}

var rowOnPage = regexp.MustCompile(`href="/staff/complaints/\d+-\d+"`)

// rows are the dossiers that a page of the register links to.
func rows(page string) map[string]bool {
	found := map[string]bool{}
	for _, link := range rowOnPage.FindAllString(page, -1) {
		found[link] = true
	}
	return found
}
