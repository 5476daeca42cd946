package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/directory"
	"wederhoor/internal/testkit"
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

const directoryDoor = "/staff/sign-in/directory"

// provided is a site with a real provider of the organisation's own. Who has an
// account there is linked by the tests.
func provided(t *testing.T) (*site, *testkit.Directory) {
	t.Helper()
	s := open(t)
	s.reg.Site = func() string { return s.URL }
	p := testkit.Provider(t, s.URL)
	s.provide(p.Setting())
	return s, p
}

func (s *site) provide(setting string) {
	s.t.Helper()
	s.clock.Set(time.Now()) // that of the provider
	var err error
	if s.reg.Directory, err = directory.Parse(setting, s.clock.Now); err != nil {
		s.t.Fatal(err)
	}
}

var refresh = regexp.MustCompile(`<meta http-equiv="refresh" content="0;url=([^"]+)">`)

// onward is where a page leads by itself.
func (a answer) onward(t *testing.T) string {
	t.Helper()
	m := refresh.FindStringSubmatch(a.body)
	if a.code != http.StatusOK || m == nil {
		t.Fatalf("leads nowhere: %d\n%s", a.code, a.body)
	}
	return html.UnescapeString(m[1])
}

// linked is a browser of Mirjam, whose account at the provider is linked.
func (s *site) linked(p *testkit.Directory) *http.Client {
	s.t.Helper()
	lead, _ := s.signedIn()
	to := s.post(lead, "/staff/account/directory", url.Values{"key": {"k"}}).onward(s.t)
	back := s.get(lead, directoryDoor+"/callback?"+p.SignIn(s.t, to, "mirjam").Encode())
	if back.onward(s.t) != "/staff/account/directory" {
		s.t.Fatalf("after linking:\n%s", back.body)
	}
	if a := s.get(lead, "/staff/account/directory"); !strings.Contains(a.body, "<b class=\"break\">mirjam@voorbeeld.example</b>") {
		s.t.Fatalf("not linked:\n%s", a.body)
	}
	return lead
}

// leaves starts a sign-in and gives the way back of an account.
func (s *site) leaves(c *http.Client, p *testkit.Directory, account string) (back string) {
	s.t.Helper()
	a := s.get(c, directoryDoor)
	if a.code != http.StatusSeeOther || !strings.HasPrefix(a.Get("Location"), p.Issuer()+"/auth?") {
		s.t.Fatalf("%d to %q", a.code, a.Get("Location"))
	}
	return directoryDoor + "/callback?" + p.SignIn(s.t, a.Get("Location"), account).Encode()
}

// TestSigningInWithTheDirectory goes the whole way, and again with what is left
// of it.
func TestSigningInWithTheDirectory(t *testing.T) {
	s, p := provided(t)
	s.linked(p)
	c := s.browser(true)
	start := s.get(c, directoryDoor).Get("Set-Cookie")
	for _, want := range []string{"wederhoor-directory=", "; Path=/", "; Max-Age=600", "; HttpOnly", "; SameSite=Lax"} {
		if !strings.Contains(start, want) {
			t.Errorf("the cookie %q has no %q", start, want)
		}
	}
	back := s.leaves(c, p, "mirjam")
	if a := s.get(s.browser(true), back); a.code != http.StatusForbidden || strings.Contains(a.Get("Set-Cookie"), "session") {
		t.Errorf("in another browser: %d", a.code)
	}
	a := s.get(c, back)
	cookies := strings.Join(a.Values("Set-Cookie"), "\n")
	if a.onward(t) != "/staff" || !regexp.MustCompile(`wederhoor-session=\S+; Path=/; .*SameSite=Strict`).MatchString(cookies) || !strings.Contains(cookies, "wederhoor-directory=; Path=/; Max-Age=0") {
		t.Errorf("after the provider: %q\n%s", cookies, a.body)
	}
	if a := s.get(c, "/staff"); a.code != http.StatusOK || !strings.Contains(a.body, "Mirjam") {
		t.Errorf("signed in and saw %d", a.code)
	}
	if a := s.get(c, back); a.code != http.StatusForbidden || !strings.Contains(a.body, "Begin opnieuw") {
		t.Errorf("the same way back again: %d", a.code)
	}
	s.quiet(t, back)
}

// quiet checks that nothing of a person and no secret came into the log.
func (s *site) quiet(t *testing.T, back string) {
	t.Helper()
	u, err := url.Parse(back)
	if err != nil {
		t.Fatal(err)
	}
	if u.Query().Get("state") == "" {
		t.Errorf("nothing to look for in %q", back)
	}
	for _, secret := range []string{u.Query().Get("code"), u.Query().Get("state"), "geheim", "mirjam", "Mirjam", "twin"} {
		if secret != "" && strings.Contains(s.log.String(), secret) {
			t.Errorf("%q stands in the log:\n%s", secret, s.log)
		}
	}
}

func TestWhatDoesNotWorkAtTheDirectoryHasOneCalmPage(t *testing.T) {
	s, p := provided(t)
	s.linked(p)
	for account, words := range map[string]string{
		"":     "Het inloggen bij Voorbeeld-account is gestopt. Er is niets veranderd.",
		"twin": "Dit account kennen we niet. Vraag Mirjam de Wit om een uitnodiging.", // the address of Mirjam, and not her account
		"henk": "Dit account kennen we niet. Vraag Mirjam de Wit om een uitnodiging.",
	} {
		c := s.browser(true)
		back := s.leaves(c, p, account)
		a := s.get(c, back)
		if a.code != http.StatusForbidden || !strings.Contains(a.body, words) || !strings.Contains(a.body, `href="/staff/sign-in"`) || strings.Contains(strings.Join(a.Values("Set-Cookie"), ""), "session") {
			t.Errorf("%q: %d\n%s", account, a.code, a.body)
		}
		if strings.Contains(a.body, "mirjam@") || strings.Contains(a.body, "henk@") {
			t.Errorf("%q: the page names an account", account)
		}
		s.quiet(t, back)
	}
	c := s.browser(true)
	back := s.leaves(c, p, "mirjam")
	forged := strings.Replace(back, "code=", "code=x", 1)
	if a := s.get(c, forged); a.code != http.StatusForbidden || !strings.Contains(a.body, "Het antwoord van Voorbeeld-account klopte niet.") {
		t.Errorf("another code: %d\n%s", a.code, a.body)
	}
	for _, path := range []string{"", "?state=&code=", "?error=access_denied", "?state=a&state=b", "?code=" + strings.Repeat("x", 5000)} {
		if a := s.get(s.browser(true), directoryDoor+"/callback"+path); a.code != http.StatusForbidden || !strings.Contains(a.body, "Begin opnieuw") {
			t.Errorf("%.40s: %d", path, a.code)
		}
	}
}

// TestOtherRoadsStayOpen: a provider that is away, and another site that sends
// somebody there.
func TestOtherRoadsStayOpen(t *testing.T) {
	s := open(t)
	s.provide(testkit.DirectorySetting(testkit.FreeAddress(t)))
	c := s.browser(true)
	if a := s.ask(c, http.MethodGet, directoryDoor, "Sec-Fetch-Site", "cross-site"); a.code != http.StatusSeeOther || a.Get("Location") != "/staff/sign-in" {
		t.Errorf("from another site: %d to %q", a.code, a.Get("Location"))
	}
	if a := s.get(c, "/staff/sign-in"); !strings.Contains(a.body, `href="/staff/sign-in/directory"`) || !strings.Contains(a.body, "Inloggen met Voorbeeld-account") {
		t.Errorf("the door does not show the road:\n%s", a.body)
	}
	a := s.get(c, directoryDoor)
	if a.code != http.StatusServiceUnavailable || !strings.Contains(a.body, "Voorbeeld-account is nu niet bereikbaar.") || !strings.Contains(a.body, `name="password"`) {
		t.Errorf("a provider that is away: %d\n%s", a.code, a.body)
	}
	s.signedIn()
	if strings.Contains(s.log.String(), "geheim") {
		t.Errorf("the secret stands in the log:\n%s", s.log)
	}
	bare := open(t)
	if a := bare.get(c, "/staff/sign-in"); strings.Contains(a.body, "directory") {
		t.Error("a road that is not there is shown")
	}
	lead, _ := bare.signedIn()
	for path, want := range map[string]int{directoryDoor: 303, directoryDoor + "/callback": 403} {
		if a := bare.get(bare.browser(true), path); a.code != want {
			t.Errorf("%s without a provider: %d", path, a.code)
		}
	}
	if a := bare.get(lead, "/staff/account/directory"); a.code != http.StatusNotFound {
		t.Errorf("one's own account without a provider: %d", a.code)
	}
}

// TestTheDirectoryIsAskedSeldom: 60 in a minute from one network.
func TestTheDirectoryIsAskedSeldom(t *testing.T) {
	s := open(t)
	h := web.Handler(&kit.Kit{Register: s.reg, Logger: s.reg.Logger, Now: s.clock.Now, Limits: true})
	for i := range 62 {
		if w := from(h, "192.0.2.1:1", directoryDoor+"/logout", url.Values{"logout_token": {"x"}}); (w.Code == http.StatusTooManyRequests) != (i >= 60) {
			t.Errorf("message %d: %d", i+1, w.Code)
		}
	}
	if w := from(h, "192.0.2.2:1", directoryDoor+"/logout", url.Values{"logout_token": {"x"}}); w.Code != http.StatusBadRequest {
		t.Errorf("from another network: %d", w.Code)
	}
}

func TestAnInvitationWithTheDirectory(t *testing.T) {
	s, p := provided(t)
	lead, _ := s.signedIn()
	a := s.post(lead, "/staff/people", url.Values{"name": {"Joris Hamel"}, "email": {"joris@voorbeeld.example"}, "role": {"trainer"}})
	token := regexp.MustCompile(`/staff/invitation\?token=([A-Za-z0-9_-]{43})`).FindStringSubmatch(a.body)
	if token == nil {
		t.Fatalf("no invitation:\n%s", a.body)
	}
	c, invitation := s.browser(true), "/staff/invitation?token="+token[1]
	if page := s.get(c, invitation); !strings.Contains(page.body, `action="/staff/invitation/directory"`) || !strings.Contains(page.body, "Inloggen met Voorbeeld-account") {
		t.Fatalf("the invitation does not show the road:\n%s", page.body)
	}
	begin := func() string {
		to := s.post(c, "/staff/invitation/directory", url.Values{"key": {token[1]}}).onward(t)
		if strings.Contains(to, token[1]) {
			t.Error("the invitation travels to the provider")
		}
		return to
	}
	if a := s.get(c, directoryDoor+"/callback?"+p.SignIn(t, begin(), "").Encode()); a.code != http.StatusForbidden || !strings.Contains(a.body, "Open de link van je uitnodiging nog eens.") {
		t.Errorf("saying no: %d\n%s", a.code, a.body)
	}
	if to := s.get(c, directoryDoor+"/callback?"+p.SignIn(t, begin(), "joris").Encode()).onward(t); to != "/staff" {
		t.Errorf("accepted and sent to %q", to)
	}
	if a := s.get(c, "/staff/complaints"); a.code != http.StatusOK || !strings.Contains(a.body, "Joris Hamel") {
		t.Errorf("accepted and saw %d", a.code)
	}
	if a := s.get(s.browser(true), invitation); !strings.Contains(a.body, "Deze link werkt niet meer") {
		t.Errorf("the invitation works twice:\n%s", a.body)
	}
	if a := s.post(s.browser(true), "/staff/invitation/directory", url.Values{"key": {token[1]}}); a.code != http.StatusNotFound || !strings.Contains(a.body, "Vraag een nieuwe.") {
		t.Errorf("the used invitation: %d", a.code)
	}
	if a := s.post(c, "/staff/account/directory/removal", url.Values{"key": {"k"}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Dit is je enige manier om in te loggen.") {
		t.Errorf("the last road in: %d", a.code)
	}
}

func TestOnesOwnAccountAtTheDirectory(t *testing.T) {
	s, p := provided(t)
	lead := s.linked(p)
	if a := s.post(lead, "/staff/account/directory/removal", url.Values{"key": {"k"}}); a.code != http.StatusSeeOther {
		t.Fatalf("unlink: %d", a.code)
	}
	if a := s.get(lead, "/staff/account/directory"); !strings.Contains(a.body, "Koppel mijn Voorbeeld-account") {
		t.Errorf("after unlinking:\n%s", a.body)
	}
	c := s.browser(true)
	if a := s.get(c, s.leaves(c, p, "mirjam")); a.code != http.StatusForbidden {
		t.Errorf("an unlinked account: %d", a.code)
	}
	to := s.post(lead, "/staff/account/directory", url.Values{"key": {"k"}}).onward(t)
	if a := s.get(lead, directoryDoor+"/callback?"+p.SignIn(t, to, "").Encode()); a.code != http.StatusForbidden || !strings.Contains(a.body, "Er is niets gekoppeld") || !strings.Contains(a.body, `href="/staff/account/directory"`) {
		t.Errorf("saying no: %d", a.code)
	}
	s.clock.Advance(6 * time.Minute)
	if a := s.post(lead, "/staff/account/directory", url.Values{"key": {"k"}}); a.Get("Location") != "/staff/account/proof?back=directory" {
		t.Errorf("long after signing in: %d", a.code)
	}
	for _, path := range []string{"/staff/account/directory", "/staff/account/directory/removal"} {
		if a := s.post(s.browser(true), path, url.Values{"key": {"k"}}); a.code != http.StatusUnauthorized {
			t.Errorf("%s of nobody: %d", path, a.code)
		}
	}
}

// TestTheProviderEndsSessions signs out at the real provider, which posts to us
// without an Origin.
func TestTheProviderEndsSessions(t *testing.T) {
	s, p := provided(t)
	lead := s.linked(p)
	c := s.browser(true)
	s.get(c, s.leaves(c, p, "mirjam")).onward(t)
	trainer, _ := s.signedIn(access.Trainer)
	p.SignOut(t)
	for name, who := range map[string]*http.Client{"the browser that came with the directory": c, "the one with a password": lead} {
		if a := s.get(who, "/staff"); a.code != http.StatusSeeOther || a.Get("Location") != "/staff/sign-in" {
			t.Errorf("%s: %d", name, a.code)
		}
	}
	if a := s.get(trainer, "/staff/complaints"); a.code != http.StatusOK {
		t.Errorf("somebody else: %d", a.code)
	}
	for _, form := range []url.Values{{}, {"logout_token": {""}}, {"logout_token": {"a.b.c"}}, {"logout_token": {strings.Repeat("x", 1<<20)}}} {
		if a := s.post(s.browser(false), directoryDoor+"/logout", form); a.code != http.StatusBadRequest || a.body != `{"error":"invalid_request"}` || a.Get("Cache-Control") != "no-store" {
			t.Errorf("a made-up message: %d %q", a.code, a.body)
		}
	}
}
