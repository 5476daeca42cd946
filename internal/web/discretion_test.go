package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/identity"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// lists are the pages that show several complaints, as somebody asks for them.
func (s *site) lists(c *http.Client) map[string]answer {
	return map[string]answer{"today": s.get(c, "/staff"), "register": s.get(c, "/staff/complaints?view=all"), "compact": s.get(c, "/staff/complaints?view=all&density=compact"),
		"search": s.post(c, "/staff/search", url.Values{"q": {"kachel"}}), "to post": s.get(c, "/staff/letters")}
}

// TestListsHideNamesUntilAsked: without script, in one browser, until hidden again.
func TestListsHideNamesUntilAsked(t *testing.T) {
	s := open(t)
	s.complain("De kachel was uit")
	lead, _ := s.signedIn()
	other, _ := s.signedIn()
	ref := s.ref(lead)
	s.must(s.post(lead, "/staff/complaints/"+ref+"/acknowledgement", url.Values{"kind": {"action"}, "action": {"De verwarming staat aan"}, "via": {"post"}}))
	hold := func(when string, c *http.Client, shown bool) {
		t.Helper()
		for what, a := range s.lists(c) {
			if a.code != http.StatusOK || !strings.Contains(a.body, ref) {
				t.Fatalf("%s, %s: %d", when, what, a.code)
			}
			if strings.Contains(a.body, "Jansen") != shown || strings.Contains(a.body, "Verberg namen") != shown || strings.Contains(a.body, "Toon namen") == shown {
				t.Errorf("%s, %s: names shown %v", when, what, !shown)
			}
		}
	}
	hold("at first", lead, false)
	if a := s.get(lead, "/staff/complaints/"+ref); !strings.Contains(a.body, "Tessa Jansen") {
		t.Error("the dossier itself hides the name")
	}
	if a := s.post(lead, "/staff/names", url.Values{"names": {"show"}, "back": {"/staff/complaints?view=all&q=Jansen"}}); a.code != http.StatusSeeOther || a.Get("Location") != "/staff/complaints?view=all" {
		t.Errorf("%d to %s", a.code, a.Get("Location"))
	}
	hold("asked", lead, true)
	hold("in another browser", other, false)
	s.post(lead, "/staff/names", url.Values{"names": {"hide"}})
	hold("hidden", lead, false)
	if a := s.post(lead, "/staff/search", url.Values{"q": {"kachel"}, "names": {"show"}}); !strings.Contains(a.body, "Tessa Jansen") {
		t.Error("not shown in what was found")
	}
	s.clock.Advance(register.NamesShown)
	hold("later", lead, false)
}

func TestTheButtonForNamesLeadsNowhereElse(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	for _, back := range []string{"//kwaad.example", "https://kwaad.example/staff/complaints", "/staff/complaints/../settings", "javascript:alert(1)", "/staff/people", "", "/staff/complaints?x=Jansen", "/staff/complaints\\@kwaad.example", "/staff/complaints#Jansen", "%"} {
		a := s.post(lead, "/staff/names", url.Values{"names": {"zomaar"}, "back": {back}})
		if to := a.Get("Location"); to != "/staff" && to != "/staff/complaints" {
			t.Errorf("%q leads to %q", back, to)
		}
	}
}

// TestWhoLookedOnThePages: from the dossier to its log, and the log of everybody,
// for who may; nobody else finds them.
func TestWhoLookedOnThePages(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	ref, _, file := s.written(lead, "merkwoord")
	path := "/staff/complaints/" + ref
	henk, id := s.signedIn(access.Trainer)
	if a := s.get(henk, path); a.code != http.StatusNotFound {
		t.Fatalf("%d", a.code)
	}
	s.must(s.post(lead, path+"/readers", url.Values{"add": {string(id)}}))
	s.get(henk, path)
	s.get(henk, file)
	if a := s.get(lead, path); !strings.Contains(a.body, `href="`+path+`/log"`) {
		t.Error("no link on the dossier")
	}
	if a := s.get(henk, path); strings.Contains(a.body, path+"/log") {
		t.Error("a link for who may not")
	}
	for _, page := range []string{path + "/log", "/staff/log", "/staff/log?member=" + string(id)} {
		a := s.get(lead, page)
		for _, words := range []string{"Henk Postma", "opende het dossier", "haalde een bijlage of brief op", "wilde het dossier openen", "omdat Henk meeleest", "omdat Henk er geen rol in heeft", "geweigerd", "vandaag 11.00"} {
			if a.code != http.StatusOK || !strings.Contains(a.body, words) {
				t.Errorf("%s: %d without %q", page, a.code, words)
			}
		}
		for _, secret := range []string{"merkwoord", "Tessa", "foto.jpg", "kachel"} {
			if strings.Contains(a.body, secret) {
				t.Errorf("%s holds %q", page, secret)
			}
		}
	}
	if a := s.get(lead, path+"/log"); !strings.Contains(a.body, "gaf Henk Postma toegang") || !strings.Contains(a.body, "keek wie er meekeek") {
		t.Error("the grant, or looking itself, is not there")
	}
	if a := s.get(lead, "/staff/log?kind=door"); !strings.Contains(a.body, "logde in") || strings.Contains(a.body, "opende") {
		t.Error("another kind than was asked")
	}
	for _, page := range []string{path + "/log", "/staff/log"} {
		if a := s.get(henk, page); a.code != http.StatusNotFound {
			t.Errorf("%s for who reads along: %d", page, a.code)
		}
	}
	for _, query := range []string{"?older=zomaar", "?newer=1-x'", "?kind=zomaar", "?older=99999999999999999999-a", "?newer=1-a&older=1-a"} {
		if a := s.get(lead, "/staff/log"+query); a.code != http.StatusOK {
			t.Errorf("%s: %d", query, a.code)
		}
	}
	if a := s.get(lead, "/staff/log?member=zomaar"); a.code != http.StatusNotFound {
		t.Errorf("an invented member: %d", a.code)
	}
}

// TestWhatWasRefusedAtTheDoorIsToldInWords, as no refusal in a dossier.
func TestWhatWasRefusedAtTheDoorIsToldInWords(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	if a := s.post(s.browser(true), "/staff/sign-in/link", url.Values{"key": {string(identity.NewToken())}}); a.code != http.StatusNotFound {
		t.Fatalf("an invented link: %d", a.code)
	}
	if a := s.finishPasskey(s.browser(true), []byte("{}")); a.code == http.StatusOK {
		t.Fatal("a passkey without a ceremony came in")
	}
	page := s.get(lead, "/staff/log?kind=door").body
	for _, words := range []string{"gebruikte een inloglink die niet werkte", "gebruikte een passkey die niet werd aangenomen"} {
		if !strings.Contains(page, words) {
			t.Errorf("the log does not say %q", words)
		}
	}
}

// TestWhatIsPrintedSaysByWhom, except a letter, which goes to the complainant.
func TestWhatIsPrintedSaysByWhom(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	ref, letter, _ := s.written(lead, "De zaal was koud")
	const words = "Afgedrukt door Mirjam de Wit, 25 november 2026, 11.00 uur · vertrouwelijk"
	for _, page := range s.staffPages(lead, "/staff/complaints/"+ref) {
		a := s.get(lead, page)
		if bare := strings.Contains(page, "/letters/") || strings.HasPrefix(page, "/staff/sign-in") || page == "/staff/invitation" || page == "/staff/reset" || page == "/staff/account/second-factor"; a.code == http.StatusOK && strings.Contains(a.body, words) == bare {
			t.Errorf("%s: printed by whom %v", page, !bare)
		}
	}
	if a := s.get(lead, letter); a.code != http.StatusOK || strings.Contains(a.body, "Afgedrukt door") {
		t.Errorf("a letter carries it: %d", a.code)
	}
}

// TestOneOpeningIsOneLine: what a page asks to draw itself is no second visit,
// and following is no try at reading.
func TestOneOpeningIsOneLine(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	ref, _, _ := s.written(lead, "merkwoord")
	coordinator, id := s.signedIn(access.Coordinator)
	s.clock.Advance(time.Second)
	s.get(coordinator, "/staff/complaints/"+ref)
	lines, err := s.store.LogOfMember(ctx, s.reg.Home().ID, id, store.Stretch{Most: 10})
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) != 2 || lines[0].Action != access.ReadSummary || !lines[0].Allowed || lines[1].Action != store.LogSignIn {
		t.Errorf("%+v", lines)
	}
}
