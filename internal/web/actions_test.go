package web_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

var (
	countedActions = regexp.MustCompile(`<a href="(/staff/actions\?[^"]*)">([^<]*)</a>`)
	oneAction      = regexp.MustCompile(`<a href="/staff/actions/[a-z0-9]+">`)
)

// agreed holds a review of the lead and a partner over complaints with these stories and
// agrees on an action because of each; its ids come back, in that order.
func (s *site) agreed(owner complaint.MemberID, attends []complaint.MemberID, stories ...complaint.Intake) (ids []string) {
	s.t.Helper()
	lead := s.leads()
	for i, in := range stories {
		s.plant(fmt.Sprint("actie", i), in)
	}
	today := s.reg.Procedure().On(s.clock.Now())
	v, err := s.reg.OpenReview(ctx, lead, "toetsing", register.NewReview{Day: today, Until: today, Attendees: attends})
	for i := range stories {
		if err == nil {
			v, err = s.reg.DecideReview(ctx, lead, v.ID, fmt.Sprint("besluit", i), register.ReviewDecision{Number: i + 1, Extra: true, Reason: "Gebeurt vaker.", Action: fmt.Sprintf("Verandering %d", i+1), Owner: owner, Due: today.AddDays(10 * (i + 1))})
		}
	}
	if err == nil {
		v, err = s.reg.ConcludeReview(ctx, lead, v.ID, "einde")
	}
	if err != nil {
		s.t.Fatal(err)
	}
	for _, a := range v.Actions {
		ids = append(ids, a.ID)
	}
	return ids
}

func (s *site) leads() register.Person {
	m, _ := s.reg.LeadMember()
	return register.Person{Actor: access.New(m.Organisation, m.ID, m.Roles...), Member: m}
}

// TestEveryNumberOfActionsIsTheLengthOfItsList follows every number about actions on the
// figures to the list behind it, and counts what stands there.
func TestEveryNumberOfActionsIsTheLengthOfItsList(t *testing.T) {
	s := lived(t)
	lead, _ := s.reg.LeadMember()
	c := s.holding(s.session(lead, store.LevelFull))
	seen := map[string]bool{}
	for _, period := range []string{"2025", "2025-4", "2026"} {
		for _, m := range countedActions.FindAllStringSubmatch(s.get(c, "/staff/figures?period="+period).body, -1) {
			link, want := html.UnescapeString(m[1]), digits.FindString(m[2])
			page := s.get(c, link)
			if n := len(oneAction.FindAllString(page.body, -1)); page.code != http.StatusOK || fmt.Sprint(n) != want {
				t.Errorf("%s stands for %s, and its list has %d", want, link, n)
			}
			seen[link] = true
		}
	}
	if len(seen) < 6 {
		t.Errorf("only %d numbers lead to a list", len(seen))
	}
}

// TestTheBoardOfActions: what is late comes first, then what is to do, then what was done
// with whether it helped; by year and by how it stands; who does it or sits at reviews
// comes there, and no title or address tells what it is about.
func TestTheBoardOfActions(t *testing.T) {
	s := open(t)
	partner := s.member("Pieter Partner", access.Partner)
	lead := s.leads()
	leading := s.holding(s.session(lead.Member, store.LevelFull))
	if a := s.get(leading, "/staff/actions"); a.code != http.StatusOK || !strings.Contains(a.body, "Nog geen extra acties") || strings.Contains(a.body, "Te laat") {
		t.Errorf("without actions: %d", a.code)
	}
	if a := s.get(leading, "/staff/reviews"); strings.Contains(a.body, "Alle acties") {
		t.Error("nothing was agreed, and all of it can be looked at")
	}
	ids := s.agreed(lead.Member.ID, []complaint.MemberID{lead.Member.ID, partner.ID},
		complaint.Intake{}, complaint.Intake{}, complaint.Intake{}, complaint.Intake{Subjects: []complaint.SubjectNamed{{Member: partner.ID, Name: partner.Name}}})
	if err := s.reg.FinishAction(ctx, lead, ids[1], "klaar", "Ze hangen er."); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(11 * 24 * time.Hour)
	leading = s.holding(s.session(lead.Member, store.LevelFull)) // sessions do not last so long
	his := s.holding(s.session(partner, store.LevelFull))
	board := func(c *http.Client, query string) []string {
		t.Helper()
		a := s.get(c, "/staff/actions"+query)
		if a.code != http.StatusOK || !strings.Contains(a.body, "<title>Extra acties") {
			t.Fatalf("%s: %d", query, a.code)
		}
		return regexp.MustCompile(`Verandering \d`).FindAllString(a.body, -1)
	}
	for query, want := range map[string][]string{
		"":                {"Verandering 1", "Verandering 3", "Verandering 4", "Verandering 2"},
		"?state=late":     {"Verandering 1"},
		"?state=running":  {"Verandering 3", "Verandering 4"},
		"?state=done":     {"Verandering 2"},
		"?state=unjudged": {"Verandering 2"},
		"?state=worked":   nil,
		"?state=onzin":    {"Verandering 1", "Verandering 3", "Verandering 4", "Verandering 2"},
		"?period=1999":    nil,
		"?period=onzin":   {"Verandering 1", "Verandering 3", "Verandering 4", "Verandering 2"},
		fmt.Sprintf("?period=%d&state=done", s.clock.Now().Year()): {"Verandering 2"},
	} {
		if got := board(leading, query); !slices.Equal(got, want) {
			t.Errorf("%s shows %q, not %q", query, got, want)
		}
	}
	if got := board(his, ""); !slices.Equal(got, []string{"Verandering 1", "Verandering 3", "Verandering 2"}) {
		t.Errorf("whom the last is about sees %q", got)
	}
	if a := s.get(leading, "/staff/actions?period=1999&state=late").body; !strings.Contains(a, "Niets te laat") || !strings.Contains(a, "Toon alle acties") {
		t.Error("nothing is late, and that is not said")
	}
	if a := s.post(leading, "/staff/actions/"+ids[1]+"/effect", url.Values{"effect": {"did_not"}}); a.code != http.StatusSeeOther {
		t.Fatalf("whether it helped: %d", a.code)
	}
	if a := s.get(leading, "/staff/actions?state=did_not").body; !strings.Contains(a, "Het hielp niet") || !strings.Contains(a, "verwijder dit filter") {
		t.Error("that it did not help is not there")
	}
	if a := s.get(leading, "/staff/reviews").body; !strings.Contains(a, `href="/staff/actions"`) {
		t.Error("no way from the reviews")
	}
	s.onFigures(leading, his)
}

// onFigures: the group on the page and in the files, for who leads and for whom one of
// the four is about; in the file to share so few are not told.
func (s *site) onFigures(leading, his *http.Client) {
	s.t.Helper()
	row := func(c *http.Client, label string) string {
		page := s.get(c, "/staff/figures").body
		m := regexp.MustCompile(label + `</th><td class="r num">(?:<a [^>]*>)?(\d+)`).FindStringSubmatch(page)
		if m == nil {
			s.t.Fatalf("no number of %q", label)
		}
		return m[1]
	}
	for label, want := range map[string][2]string{"Afgesproken op een jaartoetsing": {"4", "3"}, "Te laat, nog niet gedaan": {"1", "1"}, "Het hielp niet": {"1", "1"}, "Procedure gelezen": {"0", "0"}} {
		if hers, his := row(leading, label), row(his, label); hers != want[0] || his != want[1] {
			s.t.Errorf("%s: %s for who leads and %s for the partner, not %v", label, hers, his, want)
		}
	}
	if strings.Contains(s.get(his, "/staff/figures").body, "/staff/procedure#wie") {
		s.t.Error("a partner is led to who did not read the procedure")
	}
	csv := s.get(leading, "/staff/figures/cijfers.csv").body
	for _, want := range []string{"Afgesproken op een jaartoetsing;4;;;0", "Gedaan;1;4;van de 4 afgesproken;0", "Procedure gelezen;0;;"} {
		if !strings.Contains(csv, want) {
			s.t.Errorf("the CSV lacks %q", want)
		}
	}
	shared := cells(s.t, s.get(leading, "/staff/figures/cijfers-om-te-delen.xlsx").body)
	if i := slices.Index(shared, "Extra acties afgesproken op een jaartoetsing"); i < 0 || shared[i+1] != "te weinig om te laten zien" {
		s.t.Errorf("the file to share tells of four actions: %q", shared)
	}
}
