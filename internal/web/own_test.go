package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

// answered is a complaint whose answer stands on the complainant's own page.
func (s *site) answered(lead *http.Client, story string) (code, ref string) {
	s.t.Helper()
	code = s.complain(story)
	ref = refOnPage.FindStringSubmatch(s.post(lead, "/staff/search", url.Values{"q": {story}}).body)[1]
	path := "/staff/complaints/" + ref
	s.must(s.post(lead, path+"/acknowledgement", url.Values{"kind": {"action"}, "action": {"De kachel is aan"}, "via": {"page"}}))
	s.must(s.post(lead, path+"/decision", url.Values{"finding": {"upheld"}, "reason": {"Het was twaalf graden"}}))
	s.must(s.post(lead, path+"/response", url.Values{"text": {"U had gelijk."}, "via": {"page"}}))
	return code, ref
}

func with(form url.Values, more ...string) url.Values {
	all := url.Values{}
	for k, v := range form {
		all[k] = v
	}
	for i := 0; i < len(more); i += 2 {
		all.Set(more[i], more[i+1])
	}
	return all
}

const aKey = "sleutel-van-een-formulier"

// TestAComplainantWritesAndTheTeamReads: words and files, once however often the
// form is sent, and until somebody reacts it waits.
func TestAComplainantWritesAndTheTeamReads(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	code := s.complain("De zaal was koud")
	ref := s.ref(lead)
	path, own := "/staff/complaints/"+ref, s.browser(false)
	form := url.Values{"code": {code}, "key": {aKey}, "message": {"Ik vergat de <tweede> dag."}}
	for range 2 { // a double click
		a := s.multipart(own, "/status/message", form, upload{"foto.jpg", []byte("bytes")})
		if a.code != http.StatusOK || !strings.Contains(a.body, "We hebben uw bericht.") || !strings.Contains(a.body, "Ik vergat de &lt;tweede&gt; dag.") || !strings.Contains(a.body, "foto.jpg") {
			t.Fatalf("sent: %d\n%s", a.code, a.body)
		}
	}
	if a := s.multipart(own, "/status/message", with(form, "message", "En de derde dag.")); a.code != http.StatusOK {
		t.Errorf("other words on the same page: %d", a.code)
	}
	c := s.whole(ref)
	waiting := c.Waiting()
	if len(waiting) != 2 || waiting[0].By != complaint.ByComplainant || len(waiting[0].Event.Attachments) != 1 || len(c.Attachments()) != 1 {
		t.Fatalf("%d wait, %d files", len(waiting), len(c.Attachments()))
	}
	for _, at := range []string{"/staff", "/staff/complaints", path} {
		if !strings.Contains(s.get(lead, at).body, "Nieuw bericht") {
			t.Errorf("%s does not show that a message waits", at)
		}
	}
	if page := s.get(lead, path).body; !strings.Contains(page, path+"/attachments/"+waiting[0].Event.Attachments[0].ID) || !strings.Contains(page, "via de statuspagina") {
		t.Error("the file does not stand in the timeline")
	}
	if a := s.get(lead, path+"/attachments/"+waiting[0].Event.Attachments[0].ID); a.body != "bytes" {
		t.Errorf("the file: %d %q", a.code, a.body)
	}
	page := s.get(lead, path+"/reading").body
	if !strings.Contains(page, "de &lt;tweede&gt; dag.") || !strings.Contains(page, "En de derde dag.") || !strings.Contains(page, path+"/contact") {
		t.Error("the messages are not shown to read")
	}
	if a := s.post(lead, path+"/reading", url.Values{"version": {"1"}}); a.code != http.StatusConflict {
		t.Errorf("read what was not shown: %d", a.code)
	}
	s.must(s.post(lead, path+"/reading", url.Values{"version": {fmt.Sprint(c.Version)}, "note": {"Al opgelost"}}))
	if a := s.post(lead, path+"/reading", nil); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Er wacht geen bericht meer") {
		t.Errorf("nothing to read: %d", a.code)
	}
	if page := s.get(lead, path).body; strings.Contains(page, "Nieuw bericht") || !strings.Contains(page, "Al opgelost") {
		t.Error("it still waits, or the note is gone")
	}
	if page := s.post(own, "/status", url.Values{"code": {code}}).body; !strings.Contains(page, "We lazen wat u schreef") || strings.Contains(page, "Al opgelost") {
		t.Error("the complainant does not see that it was read, or sees our note")
	}
}

// TestAMessageThatCannotBeTakenIsGivenBack with its files.
func TestAMessageThatCannotBeTakenIsGivenBack(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	code := s.complain("De zaal was koud")
	ref, own := s.ref(lead), s.browser(false)
	empty := s.multipart(own, "/status/message", url.Values{"code": {code}, "key": {aKey}})
	if empty.code != http.StatusUnprocessableEntity || !strings.Contains(empty.body, "Schrijf iets, of kies een bestand.") || !strings.Contains(empty.body, `href="#message"`) || !strings.Contains(empty.body, aKey) {
		t.Errorf("empty: %d", empty.code)
	}
	bad := s.multipart(own, "/status/message", url.Values{"code": {code}, "message": {"Hier zijn ze"}}, upload{"goed.jpg", []byte("bytes")}, upload{"leeg.jpg", nil})
	ticket := regexp.MustCompile(`name="kept" value="([^"]+)"`).FindStringSubmatch(bad.body)
	if bad.code != http.StatusUnprocessableEntity || ticket == nil || !strings.Contains(bad.body, "leeg.jpg is leeg") || !strings.Contains(bad.body, "Hier zijn ze</textarea>") {
		t.Fatalf("an empty file: %d", bad.code)
	}
	if a := s.multipart(own, "/status/message", url.Values{"code": {code}, "message": {"Hier zijn ze"}, "kept": {ticket[1]}}); a.code != http.StatusOK || len(s.whole(ref).Attachments()) != 1 {
		t.Errorf("mended: %d, %d files", a.code, len(s.whole(ref).Attachments()))
	}
	long := s.multipart(own, "/status/message", url.Values{"code": {code}, "message": {strings.Repeat("a", complaint.MessageLimit+1)}})
	if long.code != http.StatusUnprocessableEntity || !strings.Contains(long.body, "Dit bericht is erg lang") {
		t.Errorf("too long: %d", long.code)
	}
	if a := s.multipart(own, "/status/message", url.Values{"code": {code}}, upload{"alleen.jpg", []byte("bytes")}); a.code != http.StatusOK {
		t.Errorf("a file alone: %d", a.code)
	}
}

// ownActs is every form on the complainant's page.
var ownActs = map[string]url.Values{
	"/status": {}, "/status/letter": {"letter": {"x"}}, "/status/message": {"message": {"x"}}, "/status/withdrawal": {}, "/status/withdrawal/confirm": {"reason": {"x"}},
	"/status/opinion": {"opinion": {"yes"}}, "/status/again": {"why": {"x"}}, "/status/request": {}, "/status/request/send": {"right": {"access"}}, "/status/contact": {}, "/status/contact/change": {"name": {"x"}},
}

// TestEveryFormOfTheComplainantNeedsTheCode: a wrong code, one that is gone and
// none get one answer, at every address, and nothing is recorded.
func TestEveryFormOfTheComplainantNeedsTheCode(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	s.complain("De zaal was koud")
	ref := s.ref(lead)
	unknown := vault.NewCode(vault.NewKey(), []byte("elders")).Display() // a right check symbol, and of nobody
	first := s.post(s.browser(false), "/status", url.Values{"code": {unknown}})
	if first.code != http.StatusNotFound {
		t.Fatalf("an unknown code: %d", first.code)
	}
	for at, form := range ownActs {
		if a := s.post(s.browser(false), at, with(form, "code", unknown)); a.code != first.code || a.body != first.body {
			t.Errorf("%s: %d, another answer than the page", at, a.code)
		}
		for _, code := range []string{"", "AAAA-AAAA-AAAA-AAAA", "04N4", ref} {
			if a := s.post(s.browser(false), at, with(form, "code", code)); a.code < 400 || a.code >= 500 || strings.Contains(a.body, ref) && code != ref || strings.Contains(a.body, "koud") {
				t.Errorf("%s with %q: %d", at, code, a.code)
			}
		}
		if a := s.get(s.browser(false), at); at != "/status" && a.code != http.StatusNotFound {
			t.Errorf("GET %s: %d", at, a.code)
		}
	}
	if v := s.whole(ref).Version; v != 1 {
		t.Errorf("version %d", v)
	}
}

// TestWhoSendsVeryMuchIsSlowed, for one complaint and for one network, and what
// they typed stays.
func TestWhoSendsVeryMuchIsSlowed(t *testing.T) {
	s := open(t)
	code, other := s.complain("De zaal was koud"), s.complain("De zaal was warm")
	h := web.Handler(&kit.Kit{Register: s.reg, Logger: s.reg.Logger, Now: s.clock.Now, Limits: true})
	say := func(i int, code, network string) int {
		w := from(h, network, "/status/message", url.Values{"code": {code}, "message": {fmt.Sprintf("Bericht %d", i)}})
		if w.Code == http.StatusTooManyRequests && !strings.Contains(w.Body.String(), fmt.Sprintf("Bericht %d</textarea>", i)) {
			t.Error("the words are gone")
		}
		return w.Code
	}
	for i := range 21 {
		s.clock.Advance(10 * time.Second)
		if got := say(i, code, fmt.Sprintf("192.0.2.%d:1", i+1)); (got == http.StatusTooManyRequests) != (i == 20) {
			t.Errorf("message %d: %d", i+1, got)
		}
	}
	if got := say(0, other, "198.51.100.7:1"); got != http.StatusOK {
		t.Errorf("another complaint: %d", got)
	}
}

// TestAComplainantWithdraws: told what it means, asked once more, and no reason owed.
func TestAComplainantWithdraws(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	code := s.complain("De zaal was koud")
	ref, own := s.ref(lead), s.browser(false)
	ask := s.post(own, "/status/withdrawal", url.Values{"code": {code}})
	if ask.code != http.StatusOK || !strings.Contains(ask.body, "U krijgt geen antwoord.") || !strings.Contains(ask.body, `action="/status/withdrawal/confirm"`) || s.whole(ref).Withdrawn != nil {
		t.Fatalf("asked: %d", ask.code)
	}
	long := s.post(own, "/status/withdrawal/confirm", url.Values{"code": {code}, "reason": {strings.Repeat("a", complaint.MessageLimit+1)}})
	if long.code != http.StatusUnprocessableEntity || s.whole(ref).Withdrawn != nil {
		t.Errorf("a reason like a book: %d", long.code)
	}
	for range 2 {
		if a := s.post(own, "/status/withdrawal/confirm", url.Values{"code": {code}, "key": {aKey}}); a.code != http.StatusOK || !strings.Contains(a.body, "U heeft uw klacht ingetrokken") || strings.Contains(a.body, `action="/status/withdrawal"`) {
			t.Errorf("withdrawn: %d", a.code)
		}
	}
	c := s.whole(ref)
	if c.Withdrawn == nil || c.Withdrawn.By != complaint.ByComplainant || c.Withdrawn.Event.Reason != "De klager gaf geen reden." || c.Version != 2 {
		t.Errorf("%+v", c.Withdrawn)
	}
	if a := s.post(own, "/status/withdrawal/confirm", url.Values{"code": {code}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "al klaar of ingetrokken") {
		t.Errorf("once more: %d", a.code)
	}
	if a := s.post(own, "/status/message", url.Values{"code": {code}, "message": {"Ik bedenk me"}}); a.code != http.StatusOK || s.whole(ref).Unread == nil {
		t.Errorf("who changes their mind: %d", a.code)
	}
	if page := s.get(lead, "/staff/complaints/"+ref).body; !strings.Contains(page, "De klager trok de klacht in") || !strings.Contains(page, "De klager stuurde een bericht") {
		t.Error("the team does not see it")
	}
}

// TestTheComplainantIsAskedOnce how it was handled; who is not satisfied sees
// where to go and can ask to reopen.
func TestTheComplainantIsAskedOnce(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	own := s.browser(false)
	fresh := s.complain("Nog niet beantwoord")
	if page := s.post(own, "/status", url.Values{"code": {fresh}}).body; strings.Contains(page, "/status/opinion") {
		t.Error("asked before there is an answer")
	}
	if a := s.post(own, "/status/opinion", url.Values{"code": {fresh}, "opinion": {"yes"}}); a.code != http.StatusUnprocessableEntity {
		t.Errorf("said before there is an answer: %d", a.code)
	}
	code, ref := s.answered(lead, "De kachel was kapot")
	if page := s.post(own, "/status", url.Values{"code": {code}}).body; !strings.Contains(page, "/status/opinion") || strings.Contains(page, "/status/again") {
		t.Error("not asked")
	}
	none := s.post(own, "/status/opinion", url.Values{"code": {code}, "words": {"Mijn woorden"}})
	if none.code != http.StatusUnprocessableEntity || !strings.Contains(none.body, "Kies of u tevreden bent.") || !strings.Contains(none.body, "Mijn woorden</textarea>") {
		t.Errorf("nothing chosen: %d", none.code)
	}
	s.must(s.post(lead, "/staff/complaints/"+ref+"/closing", url.Values{"reason": {"Klaar"}})) // also asked when it is closed
	var a answer
	for range 2 {
		a = s.post(own, "/status/opinion", url.Values{"code": {code}, "key": {aKey}, "opinion": {"no"}, "words": {"Het duurde lang"}})
	}
	if a.code != http.StatusOK || strings.Contains(a.body, "/status/opinion") || !strings.Contains(a.body, "/status/again") || !strings.Contains(a.body, "Ilse Terpstra") {
		t.Fatalf("not satisfied: %d", a.code)
	}
	if c := s.whole(ref); c.Acceptance == nil || c.Acceptance.By != complaint.ByComplainant || c.Acceptance.Event.Satisfied || c.Acceptance.Event.Words != "Het duurde lang" {
		t.Errorf("%+v", c.Acceptance)
	}
	if a := s.post(own, "/status/opinion", url.Values{"code": {code}, "opinion": {"yes"}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "al genoteerd") {
		t.Errorf("asked twice: %d", a.code)
	}
	again := s.post(own, "/status/again", url.Values{"code": {code}, "why": {"Kijk naar de foto"}})
	if again.code != http.StatusOK || !strings.Contains(again.body, "U hoort van ons") || strings.Contains(again.body, `action="/status/again"`) {
		t.Errorf("asked to reopen: %d", again.code)
	}
	c := s.whole(ref)
	if c.Unread == nil || c.Unread.Event.Text != "Ik ben niet tevreden. Wilt u mijn klacht heropenen?\n\nKijk naar de foto" || c.Closed == nil {
		t.Errorf("%+v", c.Unread)
	}
	page := s.get(lead, "/staff/complaints/"+ref+"/reading").body
	if !strings.Contains(page, "Kijk naar de foto") || !strings.Contains(page, "/reopening") {
		t.Error("who leads is not asked to reopen")
	}
	if page := s.get(lead, "/staff").body; !strings.Contains(page, "Lees het bericht") {
		t.Error("it does not wait on Vandaag")
	}
	s.must(s.post(lead, "/staff/complaints/"+ref+"/reopening", url.Values{"reason": {"De klager vraagt het"}}))
	if page := s.post(own, "/status", url.Values{"code": {code}}).body; strings.Contains(page, "/status/again") || !strings.Contains(page, "We kijken opnieuw naar uw klacht") {
		t.Error("reopened, and the page does not say so")
	}
}

// TestWhatAComplainantWritesIsNoOneElses: the person it is about learns nothing
// of it, and who only follows sees no badge.
func TestWhatAComplainantWritesIsNoOneElses(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	henk, id := s.signedIn(access.Trainer)
	auditor, _ := s.signedIn(access.Auditor)
	code := s.complain("De zaal was koud")
	ref := s.ref(lead)
	s.must(s.post(lead, "/staff/complaints/"+ref+"/subject", url.Values{"member": {string(id)}}))
	if a := s.post(s.browser(false), "/status/message", url.Values{"code": {code}, "message": {"merkwoord"}}); a.code != http.StatusOK {
		t.Fatalf("%d", a.code)
	}
	for _, at := range []string{"/staff", "/staff/complaints?view=all", "/staff/complaints/" + ref, "/staff/complaints/" + ref + "/reading"} {
		if a := s.get(henk, at); strings.Contains(a.body, "merkwoord") || strings.Contains(a.body, "Nieuw bericht") || strings.Contains(a.body, "stuurde een bericht") {
			t.Errorf("%s shows it to whom it is about", at)
		}
		if a := s.get(auditor, at); strings.Contains(a.body, "merkwoord") || strings.Contains(a.body, "Nieuw bericht") {
			t.Errorf("%s shows it to who only follows", at)
		}
	}
}

// TestAComplainantChangesHowWeReachThem: name and number at once, an address only
// after mail that this page does not show.
func TestAComplainantChangesHowWeReachThem(t *testing.T) {
	s, lead, path := mailing(t)
	ref, own := strings.TrimPrefix(path, "/staff/complaints/"), s.browser(false)
	d, err := s.reg.Open(ctx, s.lead(), ref)
	if err != nil {
		t.Fatal(err)
	}
	code := url.Values{"code": {d.Code.Display()}, "key": {aKey}}
	page := s.post(own, "/status/contact", code)
	if page.code != http.StatusOK || !strings.Contains(page.body, `value="Tessa Jansen"`) || !strings.Contains(page.body, "t•••@elders.example") {
		t.Fatalf("%d", page.code)
	}
	bad := s.post(own, "/status/contact/change", with(code, "name", "Tessa de Boer", "email", "geen adres"))
	if bad.code != http.StatusUnprocessableEntity || !strings.Contains(bad.body, `href="#email"`) || !strings.Contains(bad.body, `value="geen adres"`) || s.whole(ref).Received.Name != "Tessa Jansen" {
		t.Errorf("an address that is none: %d", bad.code)
	}
	if a := s.post(own, "/status/contact/change", with(code, "name", strings.Repeat("a", complaint.NameLimit+1))); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Dit is te lang") {
		t.Errorf("a name like a book: %d", a.code)
	}
	good := s.post(own, "/status/contact/change", with(code, "name", "Tessa de Boer", "phone", "06 12345678", "email", "nieuw@elders.example"))
	c := s.whole(ref)
	if good.code != http.StatusOK || !strings.Contains(good.body, "We laten het eerst weten aan uw oude adres") || c.Received.Name != "Tessa de Boer" || c.Received.Phone != "06 12345678" || c.Received.Email != "tessa@elders.example" {
		t.Errorf("changed: %d, %+v", good.code, c.Received)
	}
	if a := s.post(own, "/status/contact/change", with(code, "key", "een-andere-sleutel-hier", "email", "TESSA@elders.example")); a.code != http.StatusOK || !strings.Contains(a.body, "Uw gegevens zijn bewaard.") {
		t.Errorf("nothing different: %d", a.code)
	}
	if page := s.get(lead, path).body; !strings.Contains(page, "De klager paste de naam aan") {
		t.Error("the team does not see it")
	}
	s.reg.Mail = nil
	if page := s.post(own, "/status/contact", code).body; strings.Contains(page, `name="email"`) || !strings.Contains(page, "Wilt u een ander e-mailadres? Bel ons.") {
		t.Error("without a mail server an address is asked")
	}
}

// TestALinkToAnAddressShowsNothing to who opens it, works by its button, and is
// gone then; one that is used, over or invented looks the same.
func TestALinkToAnAddressShowsNothing(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	s.complain("De zaal was koud")
	ref := s.ref(lead)
	var id string
	if err := s.store.All(ctx, s.reg.Home().ID, nil, func(d string, _ complaint.Complaint) { id = d }); err != nil {
		t.Fatal(err)
	}
	token := identity.NewToken()
	err := s.store.AddToken(ctx, token.Hash(), store.Token{Organisation: s.reg.Home().ID, Kind: store.TokenAddress, Member: complaint.MemberID(id), Expires: s.clock.Now().Add(time.Hour),
		Body: []byte(`{"Dossier":"` + id + `","Lang":"en","Was":"","Now":"tessa@elders.example"}`)}, true)
	if err != nil {
		t.Fatal(err)
	}
	link := "/status/address?token=" + string(token)
	for range 2 { // a mail program looks first
		a := s.get(s.browser(false), link)
		if a.code != http.StatusOK || !strings.Contains(a.body, "Is this your email address?") || strings.Contains(a.body, "Tessa") || strings.Contains(a.body, ref) || strings.Contains(a.body, "tessa@") {
			t.Errorf("%d %s", a.code, a.body)
		}
	}
	if a := s.post(s.browser(false), "/status/address", url.Values{"key": {string(token)}}); a.code != http.StatusOK || !strings.Contains(a.body, "Your email address is confirmed") || s.whole(ref).Received.Email != "tessa@elders.example" {
		t.Errorf("confirmed: %d", a.code)
	}
	used, invented := s.get(s.browser(false), link), s.get(s.browser(false), "/status/address?token="+string(identity.NewToken()))
	if used.code != http.StatusNotFound || used.body != invented.body {
		t.Errorf("used %d, invented %d", used.code, invented.code)
	}
	if a := s.post(s.browser(false), "/status/address", url.Values{"key": {string(token)}}); a.code != http.StatusNotFound || a.body != used.body {
		t.Errorf("once more: %d", a.code)
	}
}
