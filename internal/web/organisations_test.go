package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

// neighbours are two organisations in one installation, each at a name of its own.
func neighbours(t *testing.T, cfg store.Config) (a, b *site) {
	t.Helper()
	clock, log := testkit.NewClock(time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)), new(bytes.Buffer)
	cfg.Master, cfg.Now = vault.NewKey(), clock.Now
	st, err := store.Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	logger := slog.New(slog.NewJSONHandler(log, nil))
	theirs := setUp
	theirs.Organisation, theirs.LeadName, theirs.LeadEmail = "Buur Coaching", "Bas Grenssteen", "bas@grenssteen.example"
	var kits []*kit.Kit
	var both []*site
	for i, in := range []register.SetUp{setUp, theirs} {
		host := []string{"voorbeeld.localhost", "buur.localhost"}[i]
		in.Site = "http://" + host
		r, err := register.New(ctx, register.Config{Store: st, Now: clock.Now, Site: func() string { return "http://" + host }, Logger: logger, Beside: i > 0})
		if err != nil {
			t.Fatal(err)
		}
		s := &site{t: t, store: st, reg: r, clock: clock, dir: cfg.Data, log: log}
		s.setUpWith(in)
		kits, both = append(kits, &kit.Kit{Register: r, Logger: logger, Now: clock.Now, Host: host}), append(both, s)
	}
	server := httptest.NewServer(web.NewSites(kits...))
	t.Cleanup(func() { server.Close(); _ = st.Close() })
	for i, s := range both {
		s.Server = &httptest.Server{URL: "http://" + net.JoinHostPort(kits[i].Host, server.URL[strings.LastIndex(server.URL, ":")+1:])}
	}
	return both[0], both[1]
}

func init() { // names below localhost are of this machine, as in a browser
	transport := http.DefaultTransport.(*http.Transport) //nolint:forcetypeassert // it is one
	dial := transport.DialContext
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if host, port, _ := net.SplitHostPort(address); strings.HasSuffix(host, ".localhost") {
			address = net.JoinHostPort("127.0.0.1", port)
		}
		return dial(ctx, network, address)
	}
}

// engines runs a test on both databases.
func engines(t *testing.T, test func(t *testing.T, cfg store.Config)) {
	t.Run("sqlite", func(t *testing.T) { test(t, store.Config{Data: t.TempDir()}) })
	t.Run("postgres", func(t *testing.T) { test(t, store.Config{Data: t.TempDir(), Postgres: testkit.Postgres(t)}) })
}

// holdings is everything an organisation has that has an address or opens something:
// numbers, ids, codes and tokens, by what they are.
func (s *site) holdings() map[string]string {
	s.t.Helper()
	last := func(path string) string { return path[strings.LastIndex(path, "/")+1:] }
	lead, leadID := s.signedIn()
	ref, letter, file := s.written(lead, "Over de grenssteen, een verhaal.")
	about, henk, id := s.aboutHenk(lead, "Over de grenssteen, een ander verhaal.")
	s.must(s.post(lead, "/staff/complaints/"+about+"/invitation", with(asksSide, "member", string(id))))
	s.must(s.post(lead, "/staff/complaints/"+ref+"/invitation", with(asksSide, "name", "O. Buiten", "substance", "Een grenssteen.")))
	page, form := s.asks(s.as("Saskia Grenssteen", access.Trainer), url.Values{"course": {"De grenssteen zelf"}})
	day := s.reg.Procedure().On(s.clock.Now()).String()
	review := s.post(lead, "/staff/reviews", url.Values{"until": {day}, "day": {day}, "attendee": {string(leadID)}}).Get("Location")
	member := s.member("Joris Grenssteen", access.Trainer)
	invitation, err := s.reg.InviteUntil(ctx, s.lead(), "Nieuw Grenssteen", "nieuw@grenssteen.example", []access.Role{access.Trainer}, s.reg.Procedure().On(s.clock.Now()).AddDays(10))
	if err != nil {
		s.t.Fatal(err)
	}
	return map[string]string{"ref": ref, "other ref": about, "letter": last(letter), "file": last(file), "side": last(s.side(henk)), "side code": s.lastCode(ref), "questionnaire": last(page), "form": last(form), "review": last(review),
		"mail": last(s.parked("De grenssteen staat scheef.")), "lead": string(leadID), "member": string(member.ID), "code": s.complain("Nog over de grenssteen."), "invitation": string(invitation)}
}

// print is how much an organisation has, to see whether anything of it changed.
func (s *site) print() string {
	s.t.Helper()
	org := s.reg.Home().ID
	i, err := store.Inspect(ctx, s.dir, postgresOf(s))
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = i.Close() }()
	all, err := i.Organisations(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	reviews, err := s.store.Reviews(ctx, org)
	if err != nil {
		s.t.Fatal(err)
	}
	mails, err := s.store.MailLedger(ctx, org, s.clock.Now().Add(time.Hour), 1000)
	if err != nil {
		s.t.Fatal(err)
	}
	jobs, err := s.store.WaitingJobs(ctx, org)
	if err != nil {
		s.t.Fatal(err)
	}
	var size int64
	for _, o := range all {
		if o.ID == org {
			size = o.Size
		}
	}
	raw, err := json.Marshal([]any{size, reviews, mails, jobs, s.reg.Members(), s.reg.Home(), s.reg.Procedure().Version})
	if err != nil {
		s.t.Fatal(err)
	}
	return string(raw)
}

var placeholder = regexp.MustCompile(`\{\w+\}`)

// TestNobodyReachesAnotherOrganisation drives every route at the name of one organisation:
// with the session of the lead of the other, and as its own lead with everything the
// other has in every place of the address and in the fields. It is answered as what was
// never there is, no word of the other is in it, and nothing of the other changes.
func TestNobodyReachesAnotherOrganisation(t *testing.T) {
	engines(t, func(t *testing.T, cfg store.Config) {
		a, b := neighbours(t, cfg)
		postgres[b.store], postgres[a.store] = cfg.Postgres, cfg.Postgres
		theirs := b.holdings()
		stranger, _ := b.signedIn()
		a.complain("Een klacht van hier.")
		lead, _ := a.signedIn()
		here := a.with(b.cookie(stranger, "wederhoor-session")) // their session at this name
		before, made := b.print(), 0
		for _, route := range routes(t) {
			method, path := http.MethodGet, route
			if m, p, ok := strings.Cut(route, " "); ok {
				method, path = m, p
			}
			if path == "/staff/sign-out" || path == "/staff/lock" {
				continue // ends the session the others need
			}
			send := func(c *http.Client, values ...string) answer {
				made++
				address := placeholder.ReplaceAllString(strings.ReplaceAll(path, "{noun}", "note"), url.PathEscape(values[0]))
				if method == http.MethodGet {
					return a.get(c, address+"?"+url.Values{"token": values, "code": values, "member": values}.Encode())
				}
				form := url.Values{"text": {"x"}, "note": {"x"}, "reason": {"x"}}
				for _, field := range []string{"code", "token", "member", "ref", "handler", "complaint", "attendee", "owner", "acknowledger"} {
					form[field] = values
				}
				return a.post(c, address, form)
			}
			tried := [][]string{slices.Collect(maps.Values(theirs))}
			if placeholder.MatchString(path) {
				for _, value := range theirs {
					tried = append(tried, []string{value})
				}
			}
			ours := send(lead, "nergens")
			for _, values := range tried {
				nobody := send(a.browser(false), values...)
				if got := send(here, values...); got.code != nobody.code || got.Get("Location") != nobody.Get("Location") {
					t.Errorf("%s: their session makes a difference: %d %s, and without it %d %s", route, got.code, got.Get("Location"), nobody.code, nobody.Get("Location"))
				}
				got := send(lead, values...)
				if strings.Contains(strings.ToLower(got.body), "grenssteen") || strings.Contains(got.body, "Buur Coaching") {
					t.Errorf("%s: a word of the other organisation", route)
				}
				if placeholder.MatchString(path) && got.code != ours.code {
					t.Errorf("%s with %v of theirs: %d, and with what is not there %d", route, values, got.code, ours.code)
				}
			}
		}
		if after := b.print(); after != before {
			t.Errorf("something of the other organisation changed:\n%s\n%s", before, after)
		}
		if made < 1000 {
			t.Errorf("only %d requests", made)
		}
		if got := b.get(stranger, "/staff"); got.code != http.StatusOK || !strings.Contains(got.body, "Buur Coaching") {
			t.Errorf("and at home: %d", got.code)
		}
	})
}

// postgres is where a store has its rows, for who looks at them.
var postgres = map[*store.Store]string{}

func postgresOf(s *site) string { return postgres[s.store] }

// TestWhatOpensOneOrganisationOpensNothingOfAnother: a code, an invitation, a password and
// a form that work at one name are nothing at the other.
func TestWhatOpensOneOrganisationOpensNothingOfAnother(t *testing.T) {
	a, b := neighbours(t, store.Config{Data: t.TempDir()})
	theirs := b.holdings()
	opens := func(s *site, path string, form url.Values) bool {
		got := s.post(s.browser(true), path, form)
		return strings.Contains(got.body, "grenssteen") || got.code == http.StatusSeeOther && !strings.Contains(got.Get("Location"), "sign-in")
	}
	for what, try := range map[string]func(*site) bool{
		"a code":             func(s *site) bool { return opens(s, "/status", url.Values{"code": {theirs["code"]}}) },
		"the code of a side": func(s *site) bool { return opens(s, "/side", url.Values{"code": {theirs["side code"]}}) },
		"an account": func(s *site) bool {
			return s.post(s.browser(true), "/staff/sign-in", url.Values{"email": {"bas@grenssteen.example"}, "password": {words}}).code == http.StatusSeeOther
		},
		"a form": func(s *site) bool { return s.get(s.browser(false), "/f/"+theirs["form"]).code == http.StatusOK },
		"an invitation": func(s *site) bool {
			return strings.Contains(s.get(s.browser(false), "/staff/invitation?token="+theirs["invitation"]).body, "Nieuw Grenssteen")
		},
	} {
		if try(a) {
			t.Errorf("%s opens another organisation", what)
		}
		if !try(b) {
			t.Errorf("%s does not open its own", what)
		}
	}
}

// TestANameOfNobodyTellsOfNobody, and health is asked by number.
func TestANameOfNobodyTellsOfNobody(t *testing.T) {
	a, b := neighbours(t, store.Config{Data: t.TempDir()})
	nowhere := &site{t: t, Server: &httptest.Server{URL: strings.Replace(a.URL, "voorbeeld.", "nergens.", 1)}}
	for _, path := range []string{"/", "/staff", "/setup", "/complaints", "/theme.css", "/logo.png", "/status"} {
		got := nowhere.get(nowhere.browser(false), path)
		if got.code != http.StatusMisdirectedRequest || !strings.Contains(got.body, "Dit adres klopt niet") || got.Get("Content-Security-Policy") == "" {
			t.Errorf("%s: %d", path, got.code)
		}
		for _, name := range []string{a.reg.Home().Name, b.reg.Home().Name, "Mirjam", "020 000"} {
			if strings.Contains(got.body, name) {
				t.Errorf("%s tells of %s", path, name)
			}
		}
	}
	if got := nowhere.get(nowhere.browser(false), "/healthz"); got.code != http.StatusOK {
		t.Errorf("healthz: %d", got.code)
	}
	for _, s := range []*site{a, b} {
		if got := s.get(s.browser(false), "/"); got.code != http.StatusOK || !strings.Contains(got.body, s.reg.Home().Name) {
			t.Errorf("at %s: %d", s.URL, got.code)
		}
	}
}

// TestEachOrganisationWorksOffItsOwn: what one queued is not carried out by the other,
// whose letters would leave under the wrong name.
func TestEachOrganisationWorksOffItsOwn(t *testing.T) {
	engines(t, func(t *testing.T, cfg store.Config) {
		a, b := neighbours(t, cfg)
		err := b.store.Write(ctx, func(t *store.Tx) error {
			return t.AddJob(store.Job{Organisation: b.reg.Home().ID, Kind: store.JobTellMember, Item: string(b.lead().Member.ID)})
		})
		if err != nil {
			t.Fatal(err)
		}
		queued := func(s *site) int {
			n, err := s.store.WaitingJobs(ctx, s.reg.Home().ID)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		if queued(b) == 0 || queued(a) != 0 {
			t.Fatalf("%d and %d wait", queued(a), queued(b))
		}
		if did, err := a.reg.WorkOnce(ctx); did || err != nil {
			t.Errorf("the work of another was done: %v", err)
		}
		for did := true; did; {
			var err error
			if did, err = b.reg.WorkOnce(ctx); err != nil {
				t.Fatal(err)
			}
		}
		if queued(b) != 0 {
			t.Error("its own work waits")
		}
	})
}
