package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"wederhoor/internal/complaint"
)

// TestAQuestionAboutTheirData goes from the page of the complainant to Vandaag, is done,
// and its answer stands on that page.
func TestAQuestionAboutTheirData(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	code := s.complain("De zaal was koud op maandag")
	ref := s.ref(lead)
	path, own := "/staff/complaints/"+ref, s.browser(false)
	if a := s.post(own, "/status/request", url.Values{"code": {code}}); a.code != http.StatusOK || !strings.Contains(a.body, "Bezwaar maken") || strings.Contains(a.body, " checked") {
		t.Fatalf("the form: %d\n%s", a.code, a.body)
	}
	form := url.Values{"code": {code}, "key": {aKey}, "words": {"Het was <dinsdag>."}}
	if a := s.post(own, "/status/request/send", form); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Kies wat u wilt.") || !strings.Contains(a.body, "Het was &lt;dinsdag&gt;.") || !strings.Contains(a.body, `href="#right"`) {
		t.Errorf("nothing chosen: %d", a.code)
	}
	for range 2 {
		if a := s.post(own, "/status/request/send", with(form, "right", "rectify")); a.code != http.StatusOK || !strings.Contains(a.body, "We hebben uw vraag.") || !strings.Contains(a.body, "over uw gegevens: u krijgt uiterlijk") {
			t.Fatalf("sent: %d\n%s", a.code, a.body)
		}
	}
	if a := s.post(own, "/status/request/send", with(form, "right", "rectify", "key", aKey+"2")); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "U vroeg dit al.") {
		t.Errorf("asked again: %d", a.code)
	}
	c := s.whole(ref)
	if len(c.Requests) != 1 || c.Requests[0].Right != complaint.RightRectify || c.Requests[0].Words != "Het was <dinsdag>." {
		t.Fatalf("recorded: %+v", c.Requests)
	}
	grant := path + "/access-grant?request=" + c.Requests[0].ID
	for _, at := range []string{"/staff", path} {
		if page := s.get(lead, at).body; !strings.Contains(page, grant) {
			t.Errorf("%s does not lead to it", at)
		}
	}
	if page := s.get(lead, grant).body; !strings.Contains(page, "Doe eerst wat er is gevraagd.") || !strings.Contains(page, path+"/rectification") || !strings.Contains(page, "Het was &lt;dinsdag&gt;.") {
		t.Errorf("the page of the request:\n%s", page)
	}
	answer := url.Values{"request": {c.Requests[0].ID}, "reason": {"Er staat nu dinsdag bij."}, "via": {"page"}}
	if a := s.post(lead, path+"/access-grant", answer); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Doe eerst wat er is gevraagd.") {
		t.Errorf("told before it was done: %d", a.code)
	}
	s.must(s.post(lead, path+"/rectification", url.Values{"wrong": {"maandag"}, "right": {"dinsdag"}, "asked": {"complainant"}}))
	if page := s.get(lead, grant).body; !strings.Contains(page, "Wat is er gedaan?") {
		t.Error("done, and no letter")
	}
	s.must(s.post(lead, path+"/access-grant", answer))
	c = s.whole(ref)
	if e := c.Requests[0].Answered.Event; e.Act == 0 || c.AccessOpen() {
		t.Errorf("answered: %+v", e)
	}
	if page := s.get(lead, "/staff").body; strings.Contains(page, grant) {
		t.Error("it still waits on Vandaag")
	}
	page := s.post(own, "/status", url.Values{"code": {code}}).body
	if !strings.Contains(page, c.Letters[len(c.Letters)-1].ID) || strings.Contains(page, "u krijgt uiterlijk") && strings.Contains(page, "over uw gegevens: u krijgt") {
		t.Error("the answer does not stand on their page")
	}
	if a := s.post(own, "/status/letter", url.Values{"code": {code}, "letter": {c.Letters[len(c.Letters)-1].ID}}); a.code != http.StatusOK || !strings.HasPrefix(a.body, "%PDF") {
		t.Errorf("the letter as a file: %d", a.code)
	}
}
