package web_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
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
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

// from answers a request of one network.
func from(h http.Handler, address, path string, form url.Values, headers ...http.Header) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	for _, more := range headers {
		maps.Copy(r.Header, more)
	}
	r.Header.Set("Content-Type", urlencoded)
	r.RemoteAddr = address
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestLimitsSlowTheGuesserAndNotTheOwner(t *testing.T) {
	s := open(t)
	h := web.Handler(&kit.Kit{Register: s.reg, Logger: s.reg.Logger, Now: s.clock.Now, Limits: true})
	wrong := url.Values{"email": {"mirjam@voorbeeld.example"}, "password": {"geraden wachtwoord"}}
	right := url.Values{"email": {"mirjam@voorbeeld.example"}, "password": {words}}
	// Every mistake costs twice the time of the one before, up to a minute.
	for i, wait := range []int{1, 2, 4, 8, 16, 32, 60, 60} {
		if w := from(h, "192.0.2.1:1234", "/staff/sign-in", wrong); w.Code != 422 {
			t.Errorf("guess %d: %d", i+1, w.Code)
		}
		s.clock.Advance(time.Duration(wait)*time.Second - time.Millisecond)
		if w := from(h, "192.0.2.1:1234", "/staff/sign-in", right); w.Code != 429 || !strings.Contains(w.Body.String(), "Wacht een minuut") {
			t.Errorf("too soon after guess %d: %d", i+1, w.Code)
		}
		if w := from(h, "198.51.100.7:1", "/staff/sign-in", right); w.Code != 303 {
			t.Errorf("the owner at another network, after guess %d: %d", i+1, w.Code)
		}
		s.clock.Advance(time.Millisecond)
	}
	if w := from(h, "192.0.2.1:99", "/staff/sign-in", right); w.Code != 303 {
		t.Errorf("after a minute: %d", w.Code)
	}
	for range 40 { // a whole office signs in at nine o'clock
		if w := from(h, "198.51.100.7:1", "/staff/sign-in", right); w.Code != 303 {
			t.Fatalf("right passwords of one network: %d", w.Code)
		}
	}
	for i := range 12 { // one network tries many accounts
		w := from(h, "192.0.2.5:1", "/staff/sign-in", url.Values{"email": {fmt.Sprintf("naam%d@voorbeeld.example", i)}, "password": {"geraden wachtwoord"}})
		if want := map[bool]int{true: 422, false: 429}[i < 10]; w.Code != want {
			t.Errorf("account %d: %d", i+1, w.Code)
		}
	}
	for i := range 11 { // one network is a /64
		w := from(h, fmt.Sprintf("[2001:db8::%d]:1", i+1), "/status", url.Values{"code": {"04N4-NPA9-03P9-GJB2"}})
		if over := i >= 10; over != (w.Code == 429) {
			t.Errorf("code %d: %d", i+1, w.Code)
		}
	}
	if w := from(h, "[2001:db8:1::1]:1", "/status", url.Values{"code": {"04N4"}}); w.Code != 422 {
		t.Errorf("a code from another network: %d", w.Code)
	}
	refused := 0
	for range 70 {
		w := from(h, "192.0.2.9:1", "/complaints", url.Values{"story": {"Vol"}})
		if w.Code == 429 {
			refused++
			if !strings.Contains(w.Body.String(), "Vol</textarea>") {
				t.Error("the story is gone")
			}
		}
	}
	if refused != 10 || from(h, "198.51.100.8:1", "/complaints", url.Values{"story": {"Een ander"}}).Code != 200 {
		t.Errorf("%d of a flood were refused", refused)
	}
}

func TestSetUpNeedsItsKeyAndWorksOnce(t *testing.T) {
	s := fresh(t, store.Config{Data: t.TempDir()}, func(k *kit.Kit) { k.SetupKey = "geheim-van-de-start" })
	c := s.browser(true)
	form := url.Values{"organisation": {"Voorbeeld"}, "phone": {"020"}, "lead_name": {"Mirjam"}, "lead_email": {"mirjam@voorbeeld.example"}, "password": {words},
		"deputy_name": {"Pieter"}, "deputy_email": {"pieter@voorbeeld.example"}, "confidant_name": {"Ilse"}, "confidant_phone": {"020"}}
	for _, path := range []string{"/setup", "/setup?key=fout"} {
		if a := s.get(c, path); a.code != 404 {
			t.Errorf("%s: %d", path, a.code)
		}
	}
	if a := s.post(c, "/setup", form); a.code != 404 || s.reg.SetUp() {
		t.Fatalf("without the key: %d", a.code)
	}
	for _, path := range []string{"/", "/complaints", "/staff"} {
		if a := s.post(c, path, url.Values{"story": {"Te vroeg"}}); a.code != 303 && a.code != 307 && a.code != 404 {
			t.Errorf("%s before set-up: %d", path, a.code)
		}
	}
	form.Set("key", "geheim-van-de-start")
	short := url.Values{}
	for k, v := range form {
		short[k] = v
	}
	short["password"] = []string{"kort"}
	if a := s.post(c, "/setup", short); a.code != 422 || !strings.Contains(a.body, "minstens 12 tekens") || !strings.Contains(a.body, "pieter@voorbeeld.example") || strings.Contains(a.body, `value="kort"`) {
		t.Errorf("a short password: %d", a.code)
	}
	first := s.post(c, "/setup", form)
	sheet := regexp.MustCompile(`name="shown" value="([^"]+)"`).FindStringSubmatch(first.body)
	if first.code != 200 || sheet == nil {
		t.Fatalf("set up: %d", first.code)
	}
	form.Set("organisation", "Van een ander")
	if a := s.post(s.browser(false), "/setup", form); a.code != 303 || s.reg.Home().Name != "Voorbeeld" {
		t.Errorf("a second time: %d, %s", a.code, s.reg.Home().Name)
	}
	if a := s.get(s.browser(false), "/setup"); strings.Contains(a.body, sheet[1]) || strings.Contains(a.body, sheet[1][:9]) {
		t.Error("the sheet is shown to a stranger")
	}
	if a := s.post(c, "/setup/recovery", url.Values{"recovery": {strings.Repeat("0", len(sheet[1]))}, "shown": {sheet[1]}}); a.code != 422 || !strings.Contains(a.body, "niet de code van het herstelblad") || s.reg.Home().RecoveryConfirmed {
		t.Errorf("a wrong sheet: %d", a.code)
	}
	if err := s.reg.Fill(ctx); err != nil {
		t.Fatal(err)
	}
	a := s.post(c, "/setup/recovery", url.Values{"recovery": {strings.ToLower(strings.ReplaceAll(sheet[1], "-", " "))}})
	link := regexp.MustCompile(`/staff/invitation\?token=[\w-]+`).FindString(a.body)
	if a.code != 200 || !s.reg.Home().RecoveryConfirmed || link == "" {
		t.Fatalf("typed back: %d, %q", a.code, link)
	}
	if page := s.get(s.browser(false), link); page.code != 200 || !strings.Contains(page.body, "Pieter") {
		t.Errorf("the deputy's link: %d", page.code)
	}
	if again := s.get(s.browser(false), "/setup"); again.code != 303 || again.Get("Location") != "/staff" {
		t.Errorf("afterwards: %d", again.code)
	}
	if strings.Contains(s.log.String(), sheet[1]) || strings.Contains(s.log.String(), "geheim-van") {
		t.Error("a secret stands in the log")
	}
}

func TestAnInvitationWorksOnce(t *testing.T) {
	s := open(t)
	m, _ := s.reg.LeadMember()
	lead := register.Person{Actor: access.New(m.Organisation, m.ID, access.Lead), Member: m}
	invite := func() (string, complaint.MemberID) {
		email := store.NewID()[:8] + "@voorbeeld.example"
		token, err := s.reg.Invite(ctx, lead, "Henk Postma", email, []access.Role{access.Trainer})
		if err != nil {
			t.Fatal(err)
		}
		all := s.reg.Members()
		return string(token), all[slices.IndexFunc(all, func(m store.Member) bool { return m.Email == email })].ID
	}
	use := func(token string) answer {
		return s.post(s.browser(true), "/staff/invitation", url.Values{"key": {token}, "password": {words}})
	}
	token, id := invite()
	if a := s.post(s.browser(true), "/staff/invitation", url.Values{"key": {token}, "password": {"Henk Postma is hier"}}); a.code != 422 || !strings.Contains(a.body, "een naam die anderen kennen") {
		t.Errorf("his own name: %d", a.code)
	}
	if first, again := use(token), use(token); first.code != 303 || again.code != 404 {
		t.Errorf("first %d, again %d", first.code, again.code)
	}
	if _, err := s.reg.InviteAgain(ctx, lead, id); err == nil {
		t.Error("who came in can be invited again")
	}
	late, _ := invite()
	s.clock.Advance(73 * time.Hour)
	if a := use(late); a.code != 404 {
		t.Errorf("after three days: %d", a.code)
	}
	left, leaver := invite()
	if err := s.reg.Leave(ctx, lead, leaver, ""); err != nil {
		t.Fatal(err)
	}
	if a := use(left); a.code != 404 {
		t.Errorf("after leaving: %d", a.code)
	}
	if a := use("geraden"); a.code != 404 {
		t.Errorf("a guess: %d", a.code)
	}
}

func TestWhoLeavesIsOutAtOnce(t *testing.T) {
	s := open(t)
	henk, id := s.signedIn(access.Deputy)
	if a := s.get(henk, "/staff"); a.code != http.StatusOK {
		t.Fatalf("%d", a.code)
	}
	if err := s.reg.Leave(ctx, s.lead(), id, ""); err != nil {
		t.Fatal(err)
	}
	posted := s.post(henk, "/staff/search", url.Values{"q": {"x"}})
	if a := s.get(henk, "/staff"); a.code != http.StatusSeeOther || posted.code != http.StatusUnauthorized {
		t.Errorf("%d, %d", a.code, posted.code)
	}
}

// TestAComplaintAboutTheLeadIsPromisedToAnother: the form offers it where somebody
// can stand in, and the receipt names who reads it.
func TestAComplaintAboutTheLeadIsPromisedToAnother(t *testing.T) {
	s := open(t)
	if page := s.get(s.browser(false), "/").body; strings.Contains(page, "about_lead") {
		t.Error("offered where nobody can stand in")
	}
	alone := s.post(s.browser(false), "/complaints", url.Values{"story": {"Zij was boos"}, "about_lead": {"yes"}})
	lead, _ := s.signedIn()
	if alone.code != 200 || s.ref(lead) == "" {
		t.Error("a complaint that nobody reads")
	}
	s.member("Lotte Verhoef", access.Deputy)
	if page := s.get(s.browser(false), "/").body; !strings.Contains(page, "Mijn klacht gaat over Mirjam de Wit zelf") || !strings.Contains(page, "Dan leest Lotte Verhoef uw klacht") {
		t.Error("not offered")
	}
	a := s.post(s.browser(false), "/complaints", url.Values{"story": {"Zij schreeuwde"}, "about_lead": {"yes"}})
	if !strings.Contains(a.body, "Lotte Verhoef leest uw klacht") || strings.Contains(a.body, "Mirjam de Wit leest") {
		t.Error("the receipt names the wrong reader")
	}
	if page := s.get(lead, "/staff/complaints?view=all").body; strings.Contains(page, "schreeuwde") {
		t.Error("the lead reads it")
	}
	again := s.post(s.browser(false), "/complaints", url.Values{"story": {""}, "about_lead": {"yes"}})
	if again.code != 422 || !strings.Contains(again.body, `name="about_lead" value="yes" checked`) {
		t.Error("what was ticked is gone")
	}
}
