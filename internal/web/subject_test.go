package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
)

// part is what somebody had to do with a dossier before it turned out to be
// about them.
var parts = map[string]func(s *site, lead *http.Client, path, id string){
	"none": func(*site, *http.Client, string, string) {},
	"reader": func(s *site, lead *http.Client, path, id string) {
		s.must(s.post(lead, path+"/readers", url.Values{"add": {id}}))
	},
	"acknowledger": func(s *site, lead *http.Client, path, id string) {
		s.must(s.post(lead, path+"/discussion", url.Values{"acknowledger": {id}}))
	},
}

// TestTheSubjectSeesNothingWhateverTheyWere: for every role and every part in
// the dossier, every address of it answers exactly as for a number that is not
// there, and no list, count or hit gives it away.
func TestTheSubjectSeesNothingWhateverTheyWere(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	for i, role := range access.Roles() {
		for part, involve := range parts {
			t.Run(string(role)+" "+part, func(t *testing.T) {
				story := fmt.Sprintf("merkwoord%d%s", i, part)
				ref, letter, file := s.written(lead, story)
				henk, id := s.signedIn(role, access.Trainer)
				involve(s, lead, "/staff/complaints/"+ref, string(id))
				s.must(s.post(lead, "/staff/complaints/"+ref+"/subject", url.Values{"member": {string(id)}}))
				s.hidden(t, henk, ref, story, letter, file)
			})
		}
	}
}

// follows are the roles that may know state and dates of every dossier.
var follows = []access.Role{access.Coordinator, access.Auditor, access.PrivacyOfficer}

// TestWhoHasNothingToDoWithItSeesNothing: a role alone opens no dossier, except
// for who leads; three more may know how it goes, and not a word or a name.
func TestWhoHasNothingToDoWithItSeesNothing(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	ref, letter, file := s.written(lead, "merkwoord")
	for _, role := range access.Roles() {
		if role == access.Lead || role == access.Deputy {
			continue
		}
		t.Run(string(role), func(t *testing.T) {
			henk, _ := s.signedIn(role)
			if slices.Contains(follows, role) {
				s.followed(t, henk, role, ref, letter, file)
				return
			}
			s.hidden(t, henk, ref, "merkwoord", letter, file)
		})
	}
}

// followed: the dossier is there with its state and dates. Everything in it, and
// every act on it, answers as for a number that is free.
func (s *site) followed(t *testing.T, who *http.Client, role access.Role, ref, letter, file string) {
	t.Helper()
	path := "/staff/complaints/" + ref
	page := s.get(who, path)
	if page.code != http.StatusOK || !strings.Contains(page.body, "Te bevestigen") || !strings.Contains(page.body, "Termijnen") {
		t.Errorf("the state: %d", page.code)
	}
	pages := map[string]answer{"dossier": page, "number": s.post(who, "/staff/search", url.Values{"q": {ref}}), "list": s.get(who, "/staff/complaints?view=all"),
		"today": s.get(who, "/staff"), "with names": s.post(who, "/staff/search", url.Values{"q": {ref}, "names": {"show"}})}
	for what, a := range pages {
		if !strings.Contains(a.body, path) && what != "dossier" {
			t.Errorf("%s does not show it", what)
		}
		for _, secret := range []string{"merkwoord", "Tessa", "Jansen", "kachel", "gezegd is", "foto.jpg", "Toon namen"} {
			if strings.Contains(a.body, secret) {
				t.Errorf("%s shows %q", what, secret)
			}
		}
		if role == access.Auditor && strings.Contains(a.body, "Mirjam") {
			t.Errorf("%s shows an auditor the name of a member", what)
		}
	}
	if a := s.post(who, "/staff/search", url.Values{"q": {"merkwoord"}}); strings.Contains(a.body, path) {
		t.Error("found by a word")
	}
	const free = "2026-1"
	same := func(what string, real, absent answer) {
		t.Helper()
		if real.code != http.StatusNotFound || absent.code != real.code || bare(real.body, ref) != bare(absent.body, free) {
			t.Errorf("%s: %d, a free number gives %d", what, real.code, absent.code)
		}
	}
	for _, p := range []string{letter, file} {
		same("GET "+p, s.get(who, p), s.get(who, strings.Replace(p, ref, free, 1)))
	}
	for _, noun := range nouns(t) {
		form := url.Values{"text": {"x"}, "reason": {"x"}, "version": {"1"}}
		same("form "+noun, s.get(who, path+"/"+noun), s.get(who, "/staff/complaints/"+free+"/"+noun))
		same("POST "+noun, s.post(who, path+"/"+noun, form), s.post(who, "/staff/complaints/"+free+"/"+noun, form))
		same("preview "+noun, s.post(who, path+"/"+noun+"/preview", form), s.post(who, "/staff/complaints/"+free+"/"+noun+"/preview", form))
	}
	if looked := s.get(who, path+"/log"); (looked.code == http.StatusOK) != (role == access.PrivacyOfficer) {
		t.Errorf("who looked: %d", looked.code)
	}
}

// hidden compares every address of a dossier with that of a number that is free.
func (s *site) hidden(t *testing.T, who *http.Client, ref, story, letter, file string) {
	t.Helper()
	const free = "2026-1"
	path := "/staff/complaints/" + ref
	version := s.whole(ref).Version
	same := func(what string, real, absent answer) {
		t.Helper()
		if real.code != http.StatusNotFound || absent.code != real.code || bare(real.body, ref) != bare(absent.body, free) {
			t.Errorf("%s: %d, a free number gives %d", what, real.code, absent.code)
		}
	}
	for _, p := range []string{path, letter, file, path + "/letters/x", path + "/log"} {
		same("GET "+p, s.get(who, p), s.get(who, strings.Replace(p, ref, free, 1)))
	}
	for _, noun := range append(nouns(t), "nietbestaand") {
		forms := []url.Values{{"text": {"x"}, "reason": {"x"}, "version": {"1"}}, {"day": {"onzin"}, "date": {"onzin"}}, {"version": {"999"}, "accepted": {"yes"}}}
		same("form "+noun, s.get(who, path+"/"+noun), s.get(who, "/staff/complaints/"+free+"/"+noun))
		for _, form := range forms {
			same("POST "+noun, s.post(who, path+"/"+noun, form), s.post(who, "/staff/complaints/"+free+"/"+noun, form))
		}
		same("preview "+noun, s.post(who, path+"/"+noun+"/preview", forms[0]), s.post(who, "/staff/complaints/"+free+"/"+noun+"/preview", forms[0]))
	}
	for what, a := range map[string]answer{"words": s.post(who, "/staff/search", url.Values{"q": {story}}), "number": s.post(who, "/staff/search", url.Values{"q": {ref}}),
		"list": s.get(who, "/staff/complaints?view=all"), "open": s.get(who, "/staff/complaints"), "paged": s.get(who, "/staff/complaints?view=all&after="+ref), "today": s.get(who, "/staff"),
		"log": s.get(who, "/staff/log"), "own log": s.get(who, "/staff/log?kind=refused")} {
		if strings.Contains(a.body, path) || what != "words" && strings.Contains(a.body, story) {
			t.Errorf("%s shows it", what)
		}
	}
	if v := s.whole(ref).Version; v != version {
		t.Errorf("version %d, was %d", v, version)
	}
}

// TestAReporterFollowsWithoutTheWords: after it was handed over, who passed a
// complaint on sees its state and nothing else; when it is about them, not even that.
func TestAReporterFollowsWithoutTheWords(t *testing.T) {
	s := open(t)
	lead, leadID := s.signedIn()
	henk, id := s.signedIn(access.Trainer)
	a := s.multipart(henk, "/staff/complaints", url.Values{"story": {"merkwoord"}, "complainant": {"Tessa Jansen"}, "done": {"nothing"}, "channel": {"phone"}, "kind": {"client"}})
	m := refOnPage.FindStringSubmatch(a.body)
	if a.code != http.StatusOK || m == nil {
		t.Fatalf("%d", a.code)
	}
	path := "/staff/complaints/" + m[1]
	if a := s.get(henk, path); a.code != http.StatusOK || !strings.Contains(a.body, "merkwoord") {
		t.Errorf("just passed on: %d", a.code)
	}
	s.must(s.post(lead, path+"/discussion", url.Values{"acknowledger": {string(leadID)}}))
	if a := s.get(henk, path); a.code != http.StatusOK || strings.Contains(a.body, "merkwoord") || strings.Contains(a.body, "Tessa") {
		t.Errorf("handed over: %d", a.code)
	}
	if a := s.post(henk, path+"/note", url.Values{"text": {"x"}}); a.code != http.StatusNotFound {
		t.Errorf("an act of who only follows: %d", a.code)
	}
	if a := s.post(henk, "/staff/search", url.Values{"q": {"merkwoord"}}); strings.Contains(a.body, path) {
		t.Error("found by a word he may not read")
	}
	s.must(s.post(lead, path+"/subject", url.Values{"member": {string(id)}}))
	s.hidden(t, henk, m[1], "merkwoord", path+"/letters/x", path+"/attachments/x")
}

// TestAComplaintAboutTheLeadGoesToTheDeputy, from the first moment on.
func TestAComplaintAboutTheLeadGoesToTheDeputy(t *testing.T) {
	s := open(t)
	lead, id := s.signedIn()
	henk, _ := s.signedIn(access.Trainer)
	deputy, _ := s.signedIn(access.Deputy)
	a := s.multipart(henk, "/staff/complaints", url.Values{"story": {"merkwoord"}, "complainant": {"Tessa Jansen"}, "done": {"nothing"}, "channel": {"phone"}, "subject": {string(id)}})
	m := refOnPage.FindStringSubmatch(a.body)
	if a.code != http.StatusOK || m == nil {
		t.Fatalf("%d", a.code)
	}
	path := "/staff/complaints/" + m[1]
	s.hidden(t, lead, m[1], "merkwoord", path+"/letters/x", path+"/attachments/x")
	if a := s.get(deputy, path); a.code != http.StatusOK || !strings.Contains(a.body, "merkwoord") {
		t.Errorf("the deputy: %d", a.code)
	}
	if a := s.get(deputy, "/staff"); !strings.Contains(a.body, path) {
		t.Error("nothing waits for the deputy")
	}
	s.must(s.post(deputy, path+"/note", url.Values{"text": {"Ik neem het over"}}))
	if a := s.post(deputy, path+"/acknowledgement", url.Values{"kind": {"action"}, "action": {"Gesproken"}, "via": {"post"}, "signer": {string(id)}}); a.code != 422 || !strings.Contains(a.body, "gaat over deze persoon") {
		t.Errorf("signed by whom it is about: %d", a.code)
	}
}

func TestANumberSaysNothingAboutHowMany(t *testing.T) {
	s := open(t)
	var refs []string
	for i := range 12 {
		s.complain(fmt.Sprintf("Klacht %d", i))
	}
	if err := s.store.All(ctx, s.reg.Home().ID, nil, func(_ string, c complaint.Complaint) { refs = append(refs, c.Received.Ref) }); err != nil {
		t.Fatal(err)
	}
	slices.Sort(refs)
	next := 0
	for i := 1; i < len(refs); i++ {
		var a, b int
		_, _ = fmt.Sscanf(refs[i-1], "2026-%d", &a)
		_, _ = fmt.Sscanf(refs[i], "2026-%d", &b)
		if b-a == 1 {
			next++
		}
	}
	if len(slices.Compact(refs)) != 12 || next > 2 {
		t.Errorf("%v", refs)
	}
}
