package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/mail"
	"wederhoor/internal/store"
)

// mailing is a site with a mail server that nothing reaches, and a letter by mail.
func mailing(t *testing.T) (s *site, lead *http.Client, path string) {
	t.Helper()
	return mailingAfter(t, 0)
}

// mailingAfter is mailing where a letter waits before it leaves.
func mailingAfter(t *testing.T, undo time.Duration) (s *site, lead *http.Client, path string) {
	t.Helper()
	s = fresh(t, store.Config{Data: t.TempDir()})
	s.setUp()
	nobody, err := mail.ParseServer("smtp://127.0.0.1:1?from=klachten@voorbeeld.example")
	if err != nil {
		t.Fatal(err)
	}
	s.reg.Mail, s.reg.Undo = nobody, undo
	lead, _ = s.signedIn()
	a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"De zaal was koud"}, "name": {"Tessa Jansen"}, "email": {"tessa@elders.example"}})
	if a.code != http.StatusOK {
		t.Fatalf("no receipt: %d", a.code)
	}
	ref := refOnPage.FindStringSubmatch(s.post(lead, "/staff/search", url.Values{"q": {"koud"}}).body)[1]
	path = "/staff/complaints/" + ref
	s.write(lead, path)
	return s, lead, path
}

// write acknowledges by mail.
func (s *site) write(lead *http.Client, path string) {
	s.t.Helper()
	s.must(s.post(lead, path+"/acknowledgement", url.Values{"kind": {"action"}, "action": {"We hebben de kachel aangezet"}, "via": {"email"}}))
}

func (s *site) letterOn(c *http.Client, path string) string {
	s.t.Helper()
	return idAfter(s.t, s.get(c, path).body, path+"/letters/")
}

func TestTheMailOfALetterIsADownload(t *testing.T) {
	s, lead, path := mailing(t)
	letter := path + "/letters/" + s.letterOn(lead, path)
	if page := s.get(lead, letter); !strings.Contains(page.body, `href="`+letter+`/mail"`) {
		t.Error("the letter does not offer its mail")
	}
	a := s.get(lead, letter+"/mail")
	if a.code != http.StatusOK || a.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(a.Get("Content-Disposition"), "attachment") {
		t.Errorf("%d %s %s", a.code, a.Get("Content-Type"), a.Get("Content-Disposition"))
	}
	if !strings.Contains(a.body, "To: \"Tessa Jansen\" <tessa@elders.example>\r\n") || !strings.Contains(a.body, "Message-ID: <") {
		t.Errorf("got %q", a.body)
	}
	if a := s.get(lead, path+"/letters/x/mail"); a.code != http.StatusNotFound {
		t.Errorf("a letter that is not there: %d", a.code)
	}
}

var undoForm = regexp.MustCompile(`<form method="post" action="([^"]+/recall)"`)

func TestALetterCanBeTakenBackForAMinute(t *testing.T) {
	s, lead, path := mailing(t)
	if strings.Contains(s.get(lead, path).body, "Ongedaan maken") {
		t.Error("without a minute it is offered")
	}
	s, lead, path = mailingAfter(t, time.Minute)
	page := s.get(lead, path).body
	for _, want := range []string{"De bevestiging is geschreven.", "Ongedaan maken", "(tot 11.01 uur)", `data-left="60"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if again := s.get(lead, path).body; !strings.Contains(again, "Ontvangstbevestiging: nog niet weg.") || !undoForm.MatchString(again) {
		t.Error("on the next page the way back is gone")
	}
	undo := undoForm.FindStringSubmatch(page)[1]
	s.must(s.post(lead, undo, url.Values{"key": {"k"}}))
	page = s.get(lead, path).body
	if !strings.Contains(page, "De brief is teruggenomen. Er ging niets weg.") || !strings.Contains(page, "nam de brief terug voordat hij wegging") || undoForm.MatchString(page) {
		t.Error("the dossier does not tell that it was taken back")
	}
	if strings.Contains(page, "lees de brief") || strings.Contains(page, "Brieven en bijlagen") {
		t.Error("the letter is still there to read")
	}
	s.write(lead, path) // the step is owed again
	page = s.get(lead, path).body
	if _, ok, err := s.store.Claim(ctx, s.reg.Home().ID, time.Hour); err != nil || !ok {
		t.Fatal(err) // the notice to the lead
	}
	s.clock.Advance(time.Minute)
	for {
		j, ok, err := s.store.Claim(ctx, s.reg.Home().ID, time.Hour)
		if err != nil || !ok {
			t.Fatalf("no worker has it: %v", err)
		}
		if j.Kind == store.JobSendLetter {
			break
		}
	}
	if undoForm.MatchString(s.get(lead, path).body) {
		t.Error("after the minute it is still offered")
	}
	if a := s.post(lead, undoForm.FindStringSubmatch(page)[1], url.Values{"key": {"k2"}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "De brief is al weg. Terugnemen kan niet meer.") {
		t.Errorf("too late: %d", a.code)
	}
}

func TestAnUncertainLetterAsksWhatBecameOfIt(t *testing.T) {
	s, lead, path := mailing(t)
	ref := strings.TrimPrefix(path, "/staff/complaints/")
	uncertain := func() {
		t.Helper()
		for {
			j, ok, err := s.store.Claim(ctx, s.reg.Home().ID, 0) // and the program ends while it sends
			if err != nil || !ok {
				t.Fatalf("nothing to send: %v", err)
			}
			if err := s.store.MarkSending(ctx, j); err != nil {
				t.Fatal(err)
			}
			if j.Kind == store.JobSendLetter {
				break
			}
		}
		s.clock.Advance(time.Second)
		for range 10 {
			if _, err := s.reg.WorkOnce(ctx); err != nil {
				t.Fatal(err)
			}
		}
		if l := s.whole(ref).Letters[0]; l.State != "uncertain" {
			t.Fatalf("the letter is %s", l.State)
		}
	}
	uncertain()
	page := s.get(lead, path).body
	letter := path + "/letters/" + s.letterOn(lead, path)
	if !strings.Contains(page, "Is aangekomen") || !strings.Contains(page, "Stuur opnieuw") || !strings.Contains(page, `action="`+letter+`/resend"`) {
		t.Error("the two answers are not offered")
	}
	s.must(s.post(lead, letter+"/resend", url.Values{"key": {"k"}}))
	if page := s.get(lead, path).body; !strings.Contains(page, "De brief gaat nog één keer weg.") || strings.Contains(page, "Ongedaan maken") {
		t.Error("it is not said that it goes once more, or it could be taken back")
	}
	uncertain()
	page = s.get(lead, path).body
	if !strings.Contains(page, "Is aangekomen") || strings.Contains(page, "Stuur opnieuw") {
		t.Error("a third time is offered, or no answer at all")
	}
	if a := s.post(lead, letter+"/resend", url.Values{"key": {"k2"}}); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "ging al een tweede keer weg") {
		t.Errorf("a third time: %d", a.code)
	}
	s.must(s.post(lead, path+"/delivery", url.Values{"key": {"k3"}, "letter": {strings.TrimPrefix(letter, path+"/letters/")}, "how": {"arrived"}}))
	if l := s.whole(ref).Letters[0]; l.State != "accepted" || l.How != "email" {
		t.Errorf("it is %s by %s", l.State, l.How)
	}
}

func TestADeferredLetterIsToldInTheDossier(t *testing.T) {
	s, _, path := mailing(t)
	for minutes, want := range map[time.Duration]string{30: "onderweg", 61: "nog niet aangenomen"} {
		s.clock.Set(time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC).Add(minutes * time.Minute))
		lead, _ := s.signedIn() // the other page has locked itself
		if page := s.get(lead, path).body; !strings.Contains(page, "Ontvangstbevestiging ("+want+")") {
			t.Errorf("after %d minutes it does not say %q", minutes, want)
		}
	}
}

// TestADeferredLetterIsToldOnVandaag as in the dossier, also when the list was
// made before.
func TestADeferredLetterIsToldOnVandaag(t *testing.T) {
	s, lead, path := mailing(t)
	s.must(s.post(lead, path+"/decision", url.Values{"key": {"k1"}, "finding": {string(complaint.Upheld)}, "reason": {"De kachel was stuk."}}))
	s.must(s.post(lead, path+"/response", url.Values{"key": {"k2"}, "via": {"email"}}))
	begun := s.clock.Now()
	for minutes, want := range map[time.Duration]string{30: "De brief is onderweg", 61: "De brief is nog niet aangenomen"} {
		s.clock.Set(begun.Add(minutes * time.Minute))
		again, _ := s.signedIn()
		page, dossier := s.get(again, "/staff").body, s.get(again, path).body
		if !strings.Contains(page, want) || !strings.Contains(dossier, want) {
			t.Errorf("after %d minutes one of the two does not say %q", minutes, want)
		}
	}
}

func TestTheLeadIsToldThatMailWaits(t *testing.T) {
	s, lead, _ := mailing(t)
	s.reg.Budget.Notices = 1
	for range 2 {
		s.complain("Nog een klacht")
	}
	for range 10 {
		if _, err := s.reg.WorkOnce(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if page := s.get(lead, "/staff").body; !strings.Contains(page, "Twee automatische berichten wachten.") {
		t.Error("Vandaag does not say that mail waits")
	}
	trainer, _ := s.signedIn(access.Trainer)
	if page := s.get(trainer, "/staff").body; strings.Contains(page, "berichten wachten") {
		t.Error("it is told to somebody who does not lead")
	}
}
