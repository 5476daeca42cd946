package web_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/demo"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

// lived is a site with the invented year in it, on a day in November.
func lived(t *testing.T) *site {
	t.Helper()
	now := time.Date(2026, 11, 17, 12, 30, 0, 0, time.UTC)
	clock := demo.NewClock(func() time.Time { return now })
	s := &site{t: t, clock: testkit.NewClock(now), log: new(bytes.Buffer)}
	logger := slog.New(slog.NewJSONHandler(s.log, nil))
	var err error
	if s.store, err = store.Open(ctx, store.Config{Data: t.TempDir(), Master: vault.NewKey(), Now: clock.Now}); err != nil {
		t.Fatal(err)
	}
	if s.reg, err = register.New(ctx, register.Config{Store: s.store, Now: clock.Now, Site: func() string { return "http://voorbeeld.example" }, Logger: logger}); err != nil {
		t.Fatal(err)
	}
	if _, err := demo.Fill(ctx, s.reg, clock); err != nil {
		t.Fatal(err)
	}
	s.Server = httptest.NewServer(web.Handler(&kit.Kit{Register: s.reg, Logger: logger, Now: clock.Now}))
	t.Cleanup(func() { s.Close(); _ = s.store.Close() })
	return s
}

var (
	numbered = regexp.MustCompile(`<a href="(/staff/complaints\?[^"]*figure=[^"]*)">([^<]*)</a>`)
	digits   = regexp.MustCompile(`\d+`)
)

// TestEveryNumberIsTheLengthOfItsList follows every number of the page to the
// register and counts what stands there.
func TestEveryNumberIsTheLengthOfItsList(t *testing.T) {
	s := lived(t)
	lead, _ := s.reg.LeadMember()
	c := s.holding(s.session(lead, store.LevelFull))
	seen := map[string]bool{}
	for _, period := range []string{"2026", "2026-3", "2025"} {
		page := s.get(c, "/staff/figures?period="+period)
		if page.code != http.StatusOK {
			t.Fatalf("%s answers %d", period, page.code)
		}
		for _, m := range numbered.FindAllStringSubmatch(page.body, -1) {
			link, want := html.UnescapeString(m[1]), digits.FindString(m[2])
			if seen[link+want] {
				continue
			}
			seen[link+want] = true
			list := s.get(c, link).body
			words := want + " klachten."
			if want == "1" {
				words = "Eén klacht."
			}
			if !strings.Contains(list, words) && !strings.Contains(list, want+" klachten. Je ziet er 50.") {
				t.Errorf("%s stands for %s, and the list has something else", want, link)
			}
		}
	}
	if len(seen) < 100 {
		t.Errorf("only %d numbers lead to a list", len(seen))
	}
}

// TestWhoSeesFigures: who leads and the partners; partners see no way into the
// register and no number of a dossier. What is about somebody does not count for
// them.
func TestWhoSeesFigures(t *testing.T) {
	s := lived(t)
	lead, _ := s.reg.LeadMember()
	leading := s.holding(s.session(lead, store.LevelFull))
	member := s.member("Gerda Toetser", access.Partner)
	partner := s.holding(s.session(member, store.LevelFull))
	page := s.get(partner, "/staff/figures?period=2026")
	if page.code != http.StatusOK || strings.Contains(page.body, `href="/staff/complaints?`) || regexp.MustCompile(`2026-\d{4}\b`).MatchString(strings.ReplaceAll(page.body, "klacht", "")) {
		t.Errorf("a partner gets %d, or a way into a dossier", page.code)
	}
	for _, role := range []access.Role{access.Trainer, access.Freelancer, access.Coordinator, access.Confidant, access.Auditor, access.PrivacyOfficer, access.Administrator} {
		other := s.holding(s.session(s.member("Iemand "+string(role), role), store.LevelFull))
		for _, path := range []string{"/staff/figures", "/staff/figures/cijfers.xlsx"} {
			if a := s.get(other, path); a.code != http.StatusNotFound {
				t.Errorf("%s gets %d from %s", role, a.code, path)
			}
		}
		if a := s.get(other, "/staff/complaints?figure=received&period=2026"); !strings.Contains(a.body, "0 klachten.") {
			t.Errorf("%s counts by a figure", role)
		}
	}
	before := received(s, partner)
	s.plant("cijfer1", complaint.Intake{Subjects: []complaint.SubjectNamed{{Member: member.ID, Name: member.Name}}})
	if mine, theirs := received(s, partner), received(s, leading); mine != before || theirs != before+1 {
		t.Errorf("%d before; after a complaint about the partner %d for them and %d for the lead", before, mine, theirs)
	}
}

func received(s *site, c *http.Client) (n int) {
	page := s.get(c, "/staff/figures?period=2026").body
	m := regexp.MustCompile(`Binnengekomen</th><td class="r num">(?:<a [^>]*>)?(\d+)`).FindStringSubmatch(page)
	if m == nil {
		s.t.Fatal("no number of what came in")
	}
	_, _ = fmt.Sscan(m[1], &n)
	return n
}

// TestFiguresAreHandedOver reads the files back: the team's has every figure, the
// one to share no small number.
func TestFiguresAreHandedOver(t *testing.T) {
	s := lived(t)
	lead, _ := s.reg.LeadMember()
	c := s.holding(s.session(lead, store.LevelFull))
	csv := s.get(c, "/staff/figures/cijfers.csv?period=2026")
	if !strings.Contains(csv.body, "Binnen de termijn beantwoord;") || !strings.Contains(csv.Get("Content-Disposition"), "2026-cijfers.csv") {
		t.Errorf("the CSV holds %.200q", csv.body)
	}
	shared := cells(t, s.get(c, "/staff/figures/cijfers-om-te-delen.xlsx?period=2026").body)
	if !slices.Contains(shared, "<5") || !slices.Contains(shared, "Ongegrond") {
		t.Errorf("the file to share holds %q", shared)
	}
	for _, cell := range shared {
		if slices.Contains([]string{"1", "2", "3", "4"}, cell) {
			t.Errorf("a small number stands in the file to share: %q", shared)
			break
		}
	}
	if !regexp.MustCompile(`(?m)^Soort toezegging;Toegezegd;Gedaan;Datum voorbij;Daarvan op tijd;Geld\r?$`).MatchString(csv.body) || !regexp.MustCompile(`(?m)^Geld terug;[1-9]\d*;`).MatchString(csv.body) {
		t.Error("the CSV does not tell promises apart by their kind")
	}
	if slices.Contains(shared, "Geld terug") || slices.Contains(shared, "Soort toezegging") {
		t.Error("promises by their kind left the circle: they are another whole than what came in")
	}
	if page := s.get(c, "/staff/figures?period=2026").body; !regexp.MustCompile(`Soort: geld terug</th><td class="r num">[1-9]`).MatchString(page) {
		t.Error("the page does not tell promises apart by their kind")
	}
	if a := s.get(c, "/staff/figures/alles.xlsx"); a.code != http.StatusNotFound {
		t.Errorf("a file that is not there answers %d", a.code)
	}
}

func cells(t *testing.T, raw string) (all []string) {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(f)
	for _, m := range regexp.MustCompile(`<(?:t|v)[^>]*>([^<]*)</`).FindAllStringSubmatch(string(body), -1) {
		all = append(all, html.UnescapeString(m[1]))
	}
	return all
}
