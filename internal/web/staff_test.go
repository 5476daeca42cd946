package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

// whole is what is stored of a complaint.
func (s *site) whole(ref string) (found complaint.Complaint) {
	s.t.Helper()
	err := s.store.All(ctx, s.reg.Home().ID, nil, func(_ string, c complaint.Complaint) {
		if c.Received.Ref == ref {
			found = c
		}
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return found
}

// typedIn names, for each act, the field in which somebody writes.
var typedIn = map[string]string{"discussion": "agreed", "acknowledgement": "personal", "contact": "summary", "hearing": "statement", "decision": "reason",
	"response": "text", "extension": "reason", "holding": "progress", "invitation": "substance", "correction": "reason", "withdrawal": "reason", "inadmissibility": "reason", "reopening": "reason", "closing": "reason",
	"appeal": "grounds", "outcome": "text", "follow-up": "text",
	"hearing-invitation": "place", "report": "text", "report-reaction": "correction", "waiver": "words", "side-closing": "reason",
	"exception": "reason", "action": "action", "subject": "name", "recusal": "reason", "clearing": "reason", "note": "text", "reading": "note"}

func TestAStaleFormGivesItsWordsBackForEveryAct(t *testing.T) {
	s := open(t)
	s.complain("De zaal was koud")
	lead, _ := s.signedIn()
	ref := s.ref(lead)
	path := "/staff/complaints/" + ref
	s.post(lead, path+"/note", url.Values{"version": {"1"}, "text": {"Iemand anders was eerst"}})
	for _, noun := range nouns(t) {
		form := url.Values{"version": {"1"}, "accepted": {"yes"}, "reached": {"yes"}, "how": {"phone"}, "agrees": {"no"}, "remedy": {"0"}, "right": {complaint.RightAccess.Code()}}
		if field := typedIn[noun]; field != "" {
			form.Set(field, "Mijn <eigen> woorden")
		}
		a := s.post(lead, path+"/"+noun, form)
		if a.code != http.StatusConflict || !strings.Contains(a.body, "net gewijzigd") || !strings.Contains(a.body, `name="version" value="2"`) {
			t.Errorf("%s: %d", noun, a.code)
		}
		if typedIn[noun] != "" && !strings.Contains(a.body, "Mijn &lt;eigen&gt; woorden") {
			t.Errorf("%s: the words are gone", noun)
		}
	}
	if v := s.whole(ref).Version; v != 2 {
		t.Errorf("version %d", v)
	}
}

func TestAnEmptyActIsExplained(t *testing.T) {
	s := open(t)
	s.complain("De zaal was koud")
	lead, _ := s.signedIn()
	ref := s.ref(lead)
	for _, noun := range nouns(t) {
		for _, form := range []url.Values{{}, {"version": {"1"}, "day": {"x"}}, {"version": {"zomaar"}, "how": {"zomaar"}, "via": {"zomaar"}, "kind": {"zomaar"}, "finding": {"zomaar"}, "step": {"zomaar"}, "field": {"zomaar"}}} {
			a := s.post(lead, "/staff/complaints/"+ref+"/"+noun, form)
			if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, `id="fouten"`) || strings.Contains(a.body, "Dit lukt zo niet") {
				t.Errorf("%s %v: %d", noun, form, a.code)
			}
		}
	}
	if v := s.whole(ref).Version; v != 1 {
		t.Errorf("version %d", v)
	}
}

func TestActsRefuseImpossibleDays(t *testing.T) {
	s := open(t)
	s.complain("De zaal was koud")
	lead, _ := s.signedIn()
	ref := s.ref(lead)
	for day, says := range map[string]string{"2027-01-01": "moet nog komen", "1899-12-31": "te lang geleden", "2026-02-30": "kennen we niet", "31-11-2026": "kennen we niet", "2026-11-01": "kwam binnen op"} {
		for noun, form := range map[string]url.Values{"contact": {"reached": {"yes"}, "how": {"phone"}, "summary": {"Mijn woorden"}},
			"hearing": {"who": {"Henk"}, "how": {"phone"}, "statement": {"Mijn woorden"}}, "action": {"action": {"Mijn woorden"}}, "withdrawal": {"how": {"phone"}, "reason": {"Mijn woorden"}}} {
			form.Set("day", day)
			if a := s.post(lead, "/staff/complaints/"+ref+"/"+noun, form); a.code != 422 || !strings.Contains(a.body, says) || !strings.Contains(a.body, "Mijn woorden") {
				t.Errorf("%s on %s: %d without %q", noun, day, a.code, says)
			}
		}
	}
	if v := s.whole(ref).Version; v != 1 {
		t.Errorf("version %d", v)
	}
}

func TestADoubleClickOnAnActIsOneAct(t *testing.T) {
	s := open(t)
	s.complain("De zaal was koud")
	lead, _ := s.signedIn()
	ref := s.ref(lead)
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			if a := s.post(lead, "/staff/complaints/"+ref+"/note", url.Values{"version": {"1"}, "key": {"abcdefghijklmnopqrstuvwxyz"}, "text": {"Eén keer"}}); a.code != http.StatusSeeOther {
				t.Errorf("%d", a.code)
			}
		})
	}
	wg.Wait()
	if v := s.whole(ref).Version; v != 2 {
		t.Errorf("version %d", v)
	}
	key := strings.Repeat("k", 1<<16)
	for range 2 {
		if a := s.post(lead, "/staff/complaints/"+ref+"/note", url.Values{"key": {key}, "text": {"Met een vreemde sleutel"}}); a.code != http.StatusSeeOther {
			t.Errorf("a strange key: %d", a.code)
		}
	}
}

// written makes a dossier with a file and a letter, and gives their addresses.
func (s *site) written(lead *http.Client, story string) (ref, letter, file string) {
	s.t.Helper()
	a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {story}, "name": {"Tessa Jansen"}}, upload{"foto.jpg", []byte("bytes")})
	if a.code != http.StatusOK {
		s.t.Fatalf("no receipt: %d", a.code)
	}
	found := s.post(lead, "/staff/search", url.Values{"q": {story}})
	ref = refOnPage.FindStringSubmatch(found.body)[1]
	m, _ := s.reg.LeadMember()
	path := "/staff/complaints/" + ref
	s.must(s.post(lead, path+"/discussion", url.Values{"acknowledger": {string(m.ID)}, "agreed": {"gezegd is gezegd"}}))
	s.must(s.post(lead, path+"/acknowledgement", url.Values{"kind": {"action"}, "action": {"We hebben de kachel aangezet"}, "via": {"post"}}))
	page := s.get(lead, path).body
	letter = regexp.MustCompile(path + `/letters/\w+`).FindString(page)
	file = regexp.MustCompile(path + `/attachments/\w+`).FindString(page)
	if letter == "" || file == "" {
		s.t.Fatal("no letter or no file in the dossier")
	}
	return ref, letter, file
}

func (s *site) must(a answer) {
	s.t.Helper()
	if a.code != http.StatusSeeOther {
		s.t.Fatalf("an act gave %d\n%s", a.code, a.body)
	}
}

func (s *site) lead() register.Person {
	m, _ := s.reg.LeadMember()
	return register.Person{Actor: access.New(m.Organisation, m.ID, access.Lead), Member: m}
}

func TestForgedIdsAreRefused(t *testing.T) {
	s, other := open(t), open(t)
	lead, _ := s.signedIn()
	ref, _, _ := s.written(lead, "De zaal was koud")
	_, letter, file := s.written(lead, "De trainer was te laat")
	_, left := s.signedIn(access.Trainer)
	if err := s.reg.Leave(ctx, s.lead(), left, ""); err != nil {
		t.Fatal(err)
	}
	_, theirs := other.signedIn(access.Trainer)
	path := "/staff/complaints/" + ref
	version := s.whole(ref).Version
	for _, id := range []string{"zomaar", string(left), string(theirs), strings.Repeat("x", 4000)} {
		for noun, form := range map[string]url.Values{
			"discussion": {"acknowledger": {id}}, "readers": {"add": {id}}, "subject": {"member": {id}, "name": {""}},
			"response":        {"signer": {id}, "via": {"post"}, "text": {"Antwoord"}},
			"extension":       {"signer": {id}, "via": {"post"}, "reason": {"Druk"}, "date": {"2026-12-20"}},
			"inadmissibility": {"signer": {id}, "via": {"post"}, "reason": {"Niet van ons"}},
			"decision":        {"finding": {"upheld"}, "reason": {"Koud"}, "remedy": {"Kachel"}, "remedy_owner": {id}, "remedy_by": {"2026-12-01"}},
		} {
			if a := s.post(lead, path+"/"+noun, form); a.code != 422 || !strings.Contains(a.body, "hoort niet (meer) bij de organisatie") {
				t.Errorf("%s with %.20q: %d", noun, id, a.code)
			}
		}
	}
	before := s.dossiers()
	for _, id := range []string{"zomaar", string(theirs)} {
		a := s.multipart(lead, "/staff/complaints", url.Values{"story": {"Over Henk"}, "done": {"nothing"}, "channel": {"phone"}, "subject": {id}})
		if a.code != 422 || !strings.Contains(a.body, "Over Henk") || s.dossiers() != before {
			t.Errorf("a complaint about somebody who is not here: %d", a.code)
		}
	}
	foreign := letter[strings.LastIndex(letter, "/")+1:]
	if a := s.post(lead, path+"/delivery", url.Values{"letter": {foreign}, "how": {"posted"}}); a.code != 422 || !strings.Contains(a.body, "Deze brief kennen we niet") {
		t.Errorf("a letter of another dossier: %d", a.code)
	}
	for _, link := range []string{letter, file} {
		if a := s.get(lead, path+link[strings.LastIndex(link[:strings.LastIndex(link, "/")], "/"):]); a.code != 404 {
			t.Errorf("%s through another dossier: %d", link, a.code)
		}
	}
	if v := s.whole(ref).Version; v != version {
		t.Errorf("version %d, was %d", v, version)
	}
}

func TestNothingOfAnotherOrganisationWorksHere(t *testing.T) {
	s, other := open(t), open(t)
	code := other.complain("Van een ander")
	if a := s.post(s.browser(false), "/status", url.Values{"code": {code}}); a.code != 404 || strings.Contains(a.body, "Van een ander") {
		t.Errorf("its code: %d", a.code)
	}
	ticket := kept(other.multipart(other.browser(false), "/complaints", url.Values{"story": {""}}, upload{"foto.jpg", []byte("x")}).body)
	if a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Met hun bestand"}, "kept": ticket}); a.code != 422 || !strings.Contains(a.body, "Kies het opnieuw") || !strings.Contains(a.body, "Met hun bestand") {
		t.Errorf("its file: %d", a.code)
	}
	theirs, _ := other.signedIn()
	there, _ := url.Parse(other.URL)
	for _, cookie := range theirs.Jar.Cookies(there) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+"/staff", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.AddCookie(cookie)
		if a := s.do(s.browser(false), r); a.code != http.StatusSeeOther {
			t.Errorf("its session: %d", a.code)
		}
	}
	if s.dossiers() != 0 {
		t.Error("something was stored")
	}
}
