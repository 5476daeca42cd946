package web_test

import (
	"bytes"
	"image/png"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"wederhoor/internal/access"
	"wederhoor/internal/identity"
	"wederhoor/internal/store"
)

const leadEmail = "mirjam@voorbeeld.example"

// strict is a site where a password alone opens nothing.
func strict(t *testing.T) *site {
	t.Helper()
	s := fresh(t, store.Config{Data: t.TempDir()})
	in := setUp
	in.SecondFactor = store.SecondFactorRequired
	s.setUpWith(in)
	return s
}

func (s *site) password(c *http.Client, email string) answer {
	return s.post(c, "/staff/sign-in", url.Values{"email": {email}, "password": {words}})
}

var (
	keyOnPage   = regexp.MustCompile(`id="app-key">([A-Z2-7 ]+)<`)
	codesOnPage = regexp.MustCompile(`<li>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</li>`)
)

func (s *site) digits(secret string) string {
	s.t.Helper()
	code, err := totp.GenerateCode(strings.ReplaceAll(secret, " ", ""), s.clock.Now())
	if err != nil {
		s.t.Fatal(err)
	}
	return code
}

// enrol sets an app up in a browser that is half-way or in.
func (s *site) enrol(c *http.Client) (secret string, codes []string) {
	s.t.Helper()
	if a := s.post(c, "/staff/account/app/start", nil); a.Get("Location") != "/staff/account/app" {
		s.t.Fatalf("start: %d to %s", a.code, a.Get("Location"))
	}
	m := keyOnPage.FindStringSubmatch(s.get(c, "/staff/account/app").body)
	if m == nil {
		s.t.Fatal("no key to type over")
	}
	done := s.post(c, "/staff/account/app", url.Values{"code": {s.digits(m[1])}})
	for _, code := range codesOnPage.FindAllStringSubmatch(done.body, -1) {
		codes = append(codes, code[1])
	}
	if done.code != http.StatusOK || len(codes) != 10 {
		s.t.Fatalf("%d, %d codes\n%s", done.code, len(codes), done.body)
	}
	s.clock.Advance(30 * time.Second)
	return m[1], codes
}

// TestHalfWayLeadsNowhere goes through every address with only a password.
func TestHalfWayLeadsNowhere(t *testing.T) {
	s := strict(t)
	s.complain("Een klacht")
	c := s.browser(true)
	if a := s.password(c, leadEmail); a.code != http.StatusSeeOther {
		t.Fatalf("sign in: %d", a.code)
	}
	check := func(want string, open map[string]bool) {
		t.Helper()
		for _, route := range routes(t) {
			method, path := split(route)
			if !strings.HasPrefix(path, "/staff") || open[path] || path == "/staff/sign-out" {
				continue
			}
			a := s.ask(c, method, path)
			if a.code == http.StatusSeeOther && a.Get("Location") == want {
				continue
			}
			if strings.HasPrefix(path, "/staff/sign-in") || strings.HasPrefix(path, "/staff/invitation") || path == "/staff/reset" || path == "/staff/unlock" {
				continue // the doors themselves
			}
			t.Errorf("%s: %d to %q", route, a.code, a.Get("Location"))
		}
	}
	enrolling := map[string]bool{"/staff/account/second-factor": true, "/staff/account/app": true, "/staff/account/app.png": true, "/staff/account/app/start": true,
		"/staff/account/passkeys": true, "/staff/account/passkeys/begin": true, "/staff/account/passkeys/finish": true}
	check("/staff/account/second-factor", enrolling)
	s.enrol(c)
	if a := s.get(c, "/staff"); a.code != http.StatusOK {
		t.Fatalf("in full: %d", a.code)
	}
	c = s.browser(true)
	s.password(c, leadEmail)
	check("/staff/sign-in/code", nil)
}

func TestTheSecondStep(t *testing.T) {
	s := strict(t)
	c := s.browser(true)
	s.password(c, leadEmail)
	before := s.cookie(c, "wederhoor-session").Value
	secret, codes := s.enrol(c)
	if s.cookie(c, "wederhoor-session").Value == before {
		t.Error("the token stays the same when it becomes worth more")
	}
	for name, try := range map[string]struct {
		path, code string
		want       int
	}{
		"wrong":                  {"/staff/sign-in/code", "123", 422},
		"empty":                  {"/staff/sign-in/code", "", 422},
		"right":                  {"/staff/sign-in/code", s.digits(secret), 303},
		"a wrong recovery code":  {"/staff/sign-in/recovery", "KTMR-7X4Q-92HD-3VNE", 422},
		"a right recovery code":  {"/staff/sign-in/recovery", strings.ToLower(codes[3]), 303},
		"a code where it is not": {"/staff/sign-in/code", codes[4], 422},
	} {
		half := s.browser(true)
		s.password(half, leadEmail)
		a := s.post(half, try.path, url.Values{"code": {try.code}})
		in := s.get(half, "/staff").code
		if a.code != try.want || (in == http.StatusOK) != (try.want == 303) {
			t.Errorf("%s: %d, then Vandaag gives %d", name, a.code, in)
		}
	}
	half := s.browser(true)
	s.password(half, leadEmail)
	if a := s.post(half, "/staff/sign-in/recovery", url.Values{"code": {codes[3]}}); a.code != 422 || !strings.Contains(a.body, "al gebruikt") {
		t.Errorf("a recovery code again: %d", a.code)
	}
	for range 3 {
		s.post(half, "/staff/sign-in/code", url.Values{"code": {"000000"}})
	}
	if a := s.post(half, "/staff/sign-in/code", url.Values{"code": {"000000"}}); a.code != http.StatusUnauthorized || !strings.Contains(a.body, "ging te vaak mis") {
		t.Errorf("the fifth mistake: %d", a.code)
	}
	if a := s.get(half, "/staff/sign-in/code"); a.Get("Location") != "/staff/sign-in" {
		t.Errorf("after five mistakes: %d", a.code)
	}
}

// TestTheSecretOfAnAppStaysInside: a picture at its own address, only for who is
// setting it up, and in no address or hidden field.
func TestTheSecretOfAnAppStaysInside(t *testing.T) {
	s := strict(t)
	c := s.browser(true)
	s.password(c, leadEmail)
	if a := s.get(c, "/staff/account/app.png"); a.code != http.StatusSeeOther {
		t.Errorf("before it began: %d", a.code)
	}
	if a := s.get(c, "/staff/account/app"); a.Get("Location") != "/staff/account/second-factor" {
		t.Errorf("before it began: %d to %s", a.code, a.Get("Location"))
	}
	s.post(c, "/staff/account/app/start", nil)
	picture := s.get(c, "/staff/account/app.png")
	if _, err := png.Decode(bytes.NewReader([]byte(picture.body))); err != nil || picture.Get("Content-Type") != "image/png" || picture.Get("Cache-Control") != "no-store" {
		t.Errorf("the picture: %v, %s, %s", err, picture.Get("Content-Type"), picture.Get("Cache-Control"))
	}
	page := s.get(c, "/staff/account/app").body
	secret := strings.ReplaceAll(keyOnPage.FindStringSubmatch(page)[1], " ", "")
	if strings.Contains(page, secret) || strings.Contains(page, "data:") {
		t.Error("the secret stands in the page other than to be read")
	}
	other := s.browser(true)
	s.password(other, leadEmail)
	if a := s.get(other, "/staff/account/app.png"); a.code != http.StatusSeeOther {
		t.Errorf("another session sees the picture: %d", a.code)
	}
	wrong := s.post(c, "/staff/account/app", url.Values{"code": {"12"}})
	if again := keyOnPage.FindStringSubmatch(wrong.body); wrong.code != 422 || again == nil || strings.ReplaceAll(again[1], " ", "") != secret {
		t.Errorf("a slip changes the secret: %d", wrong.code)
	}
	s.enrol(c)
	if a := s.get(c, "/staff/account/app.png"); a.code != http.StatusSeeOther {
		t.Errorf("afterwards: %d", a.code)
	}
	if strings.Contains(s.log.String(), secret) {
		t.Error("the secret is in the log")
	}
}

func TestMyAccount(t *testing.T) {
	s := open(t)
	c, _ := s.signedIn()
	elsewhere, _ := s.signedIn()
	page := s.get(c, "/staff/account")
	if page.code != http.StatusOK || strings.Count(page.body, "deze browser") != 1 || !strings.Contains(page.body, "Log overal uit") || strings.Contains(page.body, "Maak nieuwe codes") {
		t.Fatalf("%d\n%s", page.code, page.body)
	}
	if !strings.Contains(s.get(c, "/staff").body, `href="/staff/account"`) {
		t.Error("the menu does not lead there")
	}
	s.enrol(c)
	for _, form := range []struct {
		current, next string
		code          int
		says          string
	}{{"fout", "een heel ander woord", 422, "niet je wachtwoord van nu"}, {words, "kort", 422, "minstens 12 tekens"}, {words, " een heel ander woord ", 303, ""}} {
		a := s.post(c, "/staff/account/password", url.Values{"current": {form.current}, "password": {form.next}})
		if a.code != form.code || !strings.Contains(a.body, form.says) || strings.Contains(a.body, "heel ander") {
			t.Errorf("%q: %d", form.next, a.code)
		}
	}
	if a := s.get(elsewhere, "/staff"); a.code != http.StatusSeeOther {
		t.Errorf("elsewhere: %d", a.code)
	}
	if a := s.get(c, "/staff/account"); a.code != 200 || !strings.Contains(a.body, "is gewijzigd") || strings.Contains(a.body, "Log overal uit") {
		t.Errorf("here: %d", a.code)
	}
	third := s.browser(true)
	if a := s.post(third, "/staff/sign-in", url.Values{"email": {leadEmail}, "password": {"een heel ander woord"}}); a.code != 422 {
		t.Errorf("without its spaces: %d", a.code) // bytes as received
	}
	s.clock.Advance(6 * time.Minute)
	for path, back := range map[string]string{"/staff/account/app/removal": "account", "/staff/account/recovery": "account", "/staff/account/app/start": "second-factor"} {
		if a := s.post(c, path, nil); a.Get("Location") != "/staff/account/proof?back="+back {
			t.Errorf("%s without a fresh proof: %d to %s", path, a.code, a.Get("Location"))
		}
	}
	if a := s.post(c, "/staff/account/proof", url.Values{"password": {"niet dit"}, "back": {"https://kwaad.example"}}); a.code != 422 {
		t.Errorf("a wrong proof: %d", a.code)
	}
	if a := s.post(c, "/staff/account/proof", url.Values{"password": {" een heel ander woord "}, "back": {"https://kwaad.example"}}); a.Get("Location") != "/staff/account" {
		t.Errorf("a proof leads to %s", a.Get("Location"))
	}
	if a := s.post(c, "/staff/account/recovery", nil); a.code != 200 || len(codesOnPage.FindAllString(a.body, -1)) != 10 {
		t.Errorf("new codes: %d", a.code)
	}
	if a := s.post(c, "/staff/account/app/removal", nil); a.code != 303 || strings.Contains(s.get(c, "/staff/account").body, "Verwijder de app") {
		t.Errorf("removing the app: %d", a.code)
	}
}

func TestFewRecoveryCodesAreSaid(t *testing.T) {
	s := open(t)
	c, _ := s.signedIn()
	_, codes := s.enrol(c)
	for i, code := range codes[:8] {
		if said := strings.Contains(s.get(c, "/staff/account").body, "bijna geen herstelcodes"); said {
			t.Errorf("said with %d left", 10-i)
		}
		half := s.browser(true)
		s.password(half, leadEmail)
		if a := s.post(half, "/staff/sign-in/recovery", url.Values{"code": {code}}); a.code != 303 {
			t.Fatalf("code %d: %d", i+1, a.code)
		}
		s.post(half, "/staff/sign-out", nil)
	}
	if a := s.get(c, "/staff/account"); !strings.Contains(a.body, "bijna geen herstelcodes") || !strings.Contains(a.body, "Nog twee codes over") {
		t.Error("not said with two left")
	}
}

func TestALockedSessionOpensNothing(t *testing.T) {
	s := open(t)
	s.complain("Een klacht")
	c, id := s.signedIn()
	path := "/staff/complaints/" + s.ref(c)
	before := s.cookie(c, "wederhoor-session").Value
	if a := s.do(c, s.lockScript("/staff/lock", nil)); a.code != http.StatusNoContent {
		t.Fatalf("lock: %d", a.code)
	}
	for _, p := range []string{"/staff", path, "/staff/account", "/staff/people"} {
		if a := s.get(c, p); a.Get("Location") != "/staff/unlock" {
			t.Errorf("%s: %d to %q", p, a.code, a.Get("Location"))
		}
	}
	if a := s.post(c, path+"/note", url.Values{"text": {"Mijn notitie"}}); a.code != http.StatusUnauthorized || !strings.Contains(a.body, "Je tekst staat er nog") || s.again(a).Get("text") != "Mijn notitie" {
		t.Errorf("a note: %d", a.code)
	}
	if a := s.post(c, "/staff/unlock", url.Values{"password": {"fout"}}); a.code != 422 || !strings.Contains(a.body, "Je scherm is vergrendeld") {
		t.Errorf("a wrong password: %d", a.code)
	}
	for name, try := range map[string]struct {
		form url.Values
		code int
	}{"wrong": {url.Values{"password": {"fout"}, "me": {string(id)}}, 422}, "of another": {url.Values{"password": {words}, "me": {"iemand"}}, 409}} {
		a := s.do(c, s.lockScript("/staff/unlock", try.form))
		if a.code != try.code || strings.Contains(a.body, "<") || a.body == "" {
			t.Errorf("%s, by the script: %d %q", name, a.code, a.body)
		}
	}
	if a := s.do(c, s.lockScript("/staff/unlock", url.Values{"password": {words}, "me": {string(id)}})); a.code != http.StatusNoContent {
		t.Errorf("the right one: %d", a.code)
	}
	if a := s.get(c, path); a.code != http.StatusOK || s.cookie(c, "wederhoor-session").Value != before {
		t.Errorf("afterwards: %d", a.code)
	}
	s.post(c, "/staff/lock", nil)
	s.clock.Advance(31 * time.Minute)
	if a := s.do(c, s.lockScript("/staff/unlock", url.Values{"password": {words}, "me": {string(id)}})); a.code != http.StatusUnauthorized || !strings.Contains(a.body, "nieuw tabblad") {
		t.Errorf("after half an hour: %d", a.code)
	}
}

// lockScript is a request as the lock on a page makes it.
func (s *site) lockScript(path string, form url.Values) *http.Request {
	s.t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", urlencoded)
	r.Header.Set("X-Wederhoor", "lock")
	return r
}

// TestByLinkOneSeesLittle: passing on and following, no search, no people.
func TestByLinkOneSeesLittle(t *testing.T) {
	s := strict(t)
	token := identity.NewToken()
	id := s.invited(access.Freelancer)
	if err := s.store.AddToken(ctx, token.Hash(), store.Token{Organisation: s.reg.Home().ID, Kind: store.TokenLink, Member: id, Expires: s.clock.Now().Add(time.Minute)}, true); err != nil {
		t.Fatal(err)
	}
	c := s.browser(true)
	for range 3 { // a mail scanner looks
		if a := s.get(s.browser(false), "/staff/sign-in/link?token="+string(token)); a.code != 200 || !strings.Contains(a.body, "Log in met je link") || len(a.Values("Set-Cookie")) > 0 {
			t.Errorf("to look: %d", a.code)
		}
	}
	if a := s.post(c, "/staff/sign-in/link", url.Values{"key": {string(token)}}); a.Get("Location") != "/staff" {
		t.Fatalf("the button: %d", a.code)
	}
	if a := s.post(s.browser(true), "/staff/sign-in/link", url.Values{"key": {string(token)}}); a.code != http.StatusNotFound || !strings.Contains(a.body, "werkt niet meer") {
		t.Errorf("a second time: %d", a.code)
	}
	for path, want := range map[string]int{"/staff": 200, "/staff/complaints": 200, "/staff/complaints/new": 200, "/staff/account": 200, "/staff/search": 404, "/staff/people": 404, "/staff/settings": 404,
		"/staff/account/second-factor": 303} {
		a := s.get(c, path)
		if a.code != want || strings.Contains(a.body, `action="/staff/search"`) || strings.Contains(a.body, `href="/staff/search"`) || strings.Contains(a.body, "Wachtwoord wijzigen") {
			t.Errorf("%s: %d", path, a.code)
		}
	}
	if a := s.post(c, "/staff/complaints", url.Values{"story": {"Doorgegeven"}, "done": {"nothing"}, "channel": {"phone"}}); a.code != 200 && a.code != 303 {
		t.Errorf("passing on: %d", a.code)
	}
	if s.dossiers() != 1 {
		t.Error("it was not received")
	}
	if a := s.post(c, "/staff/account/password", url.Values{"current": {words}, "password": {"een heel ander woord"}}); a.code != http.StatusNotFound {
		t.Errorf("a password by a link: %d", a.code)
	}
}

func TestAccessIsRestored(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	henk, id := s.signedIn(access.Trainer)
	own, _ := s.reg.LeadMember()
	if a, b := s.get(lead, "/staff/people/"+string(id)), s.get(lead, "/staff/people/"+string(own.ID)); !strings.Contains(a.body, "Toegang herstellen") || strings.Contains(b.body, "Toegang herstellen") {
		t.Error("the button is for Henk, not for oneself")
	}
	a := s.post(lead, "/staff/people/"+string(id)+"/reset", url.Values{})
	link := regexp.MustCompile(`/staff/reset\?token=[\w-]+`).FindString(a.body)
	if a.code != 200 || link == "" || !strings.Contains(a.body, "donderdag 26 november") {
		t.Fatalf("%d, %q", a.code, link)
	}
	if no := s.post(henk, "/staff/people/"+string(id)+"/reset", url.Values{}); no.code != http.StatusNotFound {
		t.Errorf("by somebody who does not lead: %d", no.code)
	}
	token := strings.TrimPrefix(link, "/staff/reset?token=")
	form := url.Values{"key": {token}, "password": {"een heel ander woord"}}
	if early := s.get(s.browser(false), link); early.code != 200 || !strings.Contains(early.body, "werkt nog niet") || !strings.Contains(early.body, "donderdag 26 november") {
		t.Errorf("too early: %d", early.code)
	}
	if early := s.post(s.browser(true), "/staff/reset", form); early.code != http.StatusNotFound {
		t.Errorf("used too early: %d", early.code)
	}
	s.clock.Advance(25 * time.Hour)
	if short := s.post(s.browser(true), "/staff/reset", url.Values{"key": {token}, "password": {"kort"}}); short.code != 422 {
		t.Errorf("a short password: %d", short.code)
	}
	c := s.browser(true)
	if a := s.post(c, "/staff/reset", form); a.code != 303 || s.get(c, "/staff").code != 200 {
		t.Errorf("in its time: %d", a.code)
	}
	if a := s.get(s.browser(false), link); !strings.Contains(a.body, "werkt niet meer") {
		t.Error("it works twice")
	}
	if a := s.get(henk, "/staff"); a.code != 303 {
		t.Errorf("his old session: %d", a.code)
	}
	s.clock.Advance(time.Hour)
	lead, _ = s.signedIn()
	s.clock.Advance(6 * time.Minute)
	if a := s.post(lead, "/staff/people/"+string(id)+"/reset", url.Values{}); a.Get("Location") != "/staff/account/proof?back=people" {
		t.Errorf("without a fresh proof: %d", a.code)
	}
}

func TestThePolicyIsASetting(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	if a := s.post(lead, "/staff/settings/second-factor", url.Values{"second_factor": {"required"}}); a.code != 303 || !s.reg.Home().NeedsSecondFactor() {
		t.Errorf("%d", a.code)
	}
	s.post(lead, "/staff/settings", url.Values{"organisation": {"Voorbeeld"}, "confidant_name": {"Ilse"}, "second_factor": {"optional"}})
	if !s.reg.Home().NeedsSecondFactor() {
		t.Error("another form changed it")
	}
	if a := s.get(s.browser(false), "/staff/sign-in"); strings.Contains(a.body, "inloglink") {
		t.Error("without a mail server a link is offered")
	}
}

// TestSetUpAsksASecondFactor: unless the tick is taken away, also the lead who
// just set up has to choose one, and still sees the link for the deputy.
func TestSetUpAsksASecondFactor(t *testing.T) {
	for _, tick := range []bool{true, false} {
		s := fresh(t, store.Config{Data: t.TempDir()})
		c := s.browser(true)
		if a := s.get(c, "/setup"); !regexp.MustCompile(`name="second_factor" value="required" checked`).MatchString(a.body) {
			t.Error("the tick is not on")
		}
		form := url.Values{"organisation": {"Voorbeeld"}, "lead_name": {"Mirjam"}, "lead_email": {leadEmail}, "password": {words},
			"deputy_name": {"Pieter"}, "deputy_email": {"pieter@voorbeeld.example"}, "confidant_name": {"Ilse"}, "confidant_phone": {"020"}}
		if tick {
			form.Set("second_factor", "required")
		}
		sheet := regexp.MustCompile(`name="shown" value="([^"]+)"`).FindStringSubmatch(s.post(c, "/setup", form).body)
		if err := s.reg.Fill(ctx); err != nil {
			t.Fatal(err)
		}
		done := s.post(c, "/setup/recovery", url.Values{"recovery": {sheet[1]}})
		if !strings.Contains(done.body, "/staff/invitation?token=") || s.reg.Home().NeedsSecondFactor() != tick {
			t.Errorf("tick %v: %d", tick, done.code)
		}
		if a := s.get(c, "/staff"); (a.Get("Location") == "/staff/account/second-factor") != tick {
			t.Errorf("tick %v: Vandaag gives %d", tick, a.code)
		}
	}
}
