package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"wederhoor/internal/complaint"
)

func TestBadFormsComeBackWholeAndStoreNothing(t *testing.T) {
	for name, try := range map[string]struct {
		form   url.Values
		files  []upload
		says   string
		status int
	}{
		"empty story":        {url.Values{"story": {" \n "}, "name": {"Ruben & Zoon"}}, nil, "Eén zin is al genoeg", 422},
		"a megabyte of text": {url.Values{"story": {strings.Repeat("woord ", 180_000)}, "name": {"Ruben & Zoon"}}, nil, "Tot 50.000 tekens", 422},
		"half an address":    {url.Values{"story": {"Te laat"}, "email": {"anneke@"}, "name": {"Ruben & Zoon"}}, nil, "nog niet compleet", 422},
		"25 MB":              {url.Values{"story": {"Te laat"}, "name": {"Ruben & Zoon"}}, []upload{{"groot.jpg", make([]byte, 25<<20)}}, "te groot", 422},
		"0 bytes":            {url.Values{"story": {"Te laat"}, "name": {"Ruben & Zoon"}}, []upload{{"leeg.jpg", nil}}, "is leeg", 422},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			a := s.multipart(s.browser(false), "/complaints", try.form, try.files...)
			if a.code != try.status || !strings.Contains(a.body, try.says) || !strings.Contains(a.body, "<title>Fout: ") {
				t.Errorf("%d without %q", a.code, try.says)
			}
			if !strings.Contains(a.body, "Ruben &amp; Zoon") {
				t.Error("what was typed is gone")
			}
			if s.dossiers() != 0 || s.files() != 0 {
				t.Errorf("%d dossiers, %d files are left", s.dossiers(), s.files())
			}
		})
	}
}

func TestAFileNeedNotBeChosenTwice(t *testing.T) {
	s := open(t)
	a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {""}}, upload{"foto.jpg", []byte("\xff\xd8\xff bytes")})
	token := regexp.MustCompile(`name="kept"[^>]*value="([^"]+)"`).FindStringSubmatch(a.body)
	if a.code != 422 || token == nil || !strings.Contains(a.body, "foto.jpg") {
		t.Fatalf("%d, the file is not kept", a.code)
	}
	a = s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Nu met verhaal"}, "kept": {token[1]}})
	if a.code != 200 || s.dossiers() != 1 {
		t.Fatalf("%d, %d dossiers", a.code, s.dossiers())
	}
	lead, _ := s.signedIn()
	page := s.get(lead, "/staff/complaints/"+s.ref(lead))
	link := regexp.MustCompile(`/staff/complaints/[\d-]+/attachments/\w+`).FindString(page.body)
	file := s.get(lead, link)
	if file.body != "\xff\xd8\xff bytes" || file.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(file.Get("Content-Disposition"), "attachment") ||
		!strings.Contains(file.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("%d %v", file.code, file.Header)
	}
	forged := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Met een vals bewijs"}, "kept": {token[1][:len(token[1])-4] + "AAAA"}})
	if forged.code != 422 {
		t.Errorf("a forged ticket gave %d", forged.code)
	}
}

func TestABrokenBodyIsNotReceived(t *testing.T) {
	s := open(t)
	body := "--x\r\nContent-Disposition: form-data; name=\"story\"\r\n\r\nHet begin van een verhaal\r\n--x\r\nContent-Disposition: form-data; name=\"na"
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+"/complaints", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	a := s.do(s.browser(false), r)
	if a.code != 422 || !strings.Contains(a.body, "maar half aan") || !strings.Contains(a.body, "Het begin van een verhaal") || s.dossiers() != 0 {
		t.Errorf("%d, %d dossiers\n%s", a.code, s.dossiers(), a.body)
	}
}

func TestTrickyCharactersAreTakenOut(t *testing.T) {
	s := open(t)
	s.complain("Voor\x00na\u202Eomgekeerd\u2066 en\xff gewoon")
	lead, _ := s.signedIn()
	page := s.get(lead, "/staff/complaints/"+s.ref(lead)).body
	if strings.ContainsAny(page, "\x00\u202e\u2066") || !strings.Contains(page, "Voornaomgekeerd en") {
		t.Error("tricky characters came through, or the words did not")
	}
}

func TestADoubleClickIsOneComplaint(t *testing.T) {
	s := open(t)
	var wg sync.WaitGroup
	codes := make([]string, 6)
	for i := range codes {
		wg.Go(func() {
			a := s.post(s.browser(false), "/complaints", url.Values{"story": {"Twee keer geklikt"}, "key": {"abcdefghijklmnopqrstuvwxyz"}})
			if m := codeOnPage.FindStringSubmatch(a.body); m != nil {
				codes[i] = m[1]
			}
		})
	}
	wg.Wait()
	for _, c := range codes {
		if c == "" || c != codes[0] {
			t.Errorf("codes %q", codes)
		}
	}
	if s.dossiers() != 1 {
		t.Errorf("%d complaints", s.dossiers())
	}
}

func TestImpossibleDatesAreExplained(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	for day, says := range map[string]string{"2027-01-01": "moet nog komen", "1899-12-31": "te lang geleden", "2026-02-30": "kennen we niet", "gisteren": "kennen we niet"} {
		a := s.multipart(lead, "/staff/complaints", url.Values{"story": {"Te laat begonnen"}, "done": {"nothing"}, "channel": {"phone"}, "day": {day}})
		if a.code != 422 || !strings.Contains(a.body, says) || !strings.Contains(a.body, "Te laat begonnen") {
			t.Errorf("%s: %d without %q", day, a.code, says)
		}
	}
	if s.dossiers() != 0 {
		t.Error("something was stored")
	}
}

func TestTwoPeopleActAtOnce(t *testing.T) {
	s := open(t)
	s.complain("De zaal was koud")
	lead, _ := s.signedIn()
	path := "/staff/complaints/" + s.ref(lead)
	first := s.post(lead, path+"/note", url.Values{"version": {"1"}, "key": {"een"}, "text": {"Ik bel haar"}})
	stale := s.post(lead, path+"/note", url.Values{"version": {"1"}, "key": {"twee"}, "text": {"Mijn eigen woorden"}})
	again := s.post(lead, path+"/note", url.Values{"version": {"1"}, "key": {"een"}, "text": {"Ik bel haar"}})
	if first.code != 303 || again.code != 303 {
		t.Errorf("first %d, the same again %d", first.code, again.code)
	}
	if stale.code != 409 || !strings.Contains(stale.body, "Mijn eigen woorden") || !strings.Contains(stale.body, "net gewijzigd") {
		t.Errorf("a stale form: %d", stale.code)
	}
	if n := strings.Count(s.get(lead, path).body, "Notitie van"); n != 1 {
		t.Errorf("%d notes", n)
	}
}

func TestTheDatabaseIsGone(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	s.complain("De zaal was koud")
	path := "/staff/complaints/" + s.ref(lead)
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	a := s.post(s.browser(false), "/complaints", url.Values{"story": {"Dit mag niet verloren gaan"}})
	if a.code != 503 || !strings.Contains(a.body, "Dit mag niet verloren gaan") || !strings.Contains(a.body, "020 000 00 00") || codeOnPage.MatchString(a.body) {
		t.Errorf("%d\n%s", a.code, a.body)
	}
	b := s.post(lead, path+"/note", url.Values{"version": {"1"}, "text": {"Mijn notitie"}})
	if b.code < 500 {
		t.Errorf("an act on a dead database: %d", b.code)
	}
}

func TestTheTrapLosesNothing(t *testing.T) {
	s := open(t)
	if a := s.post(s.browser(false), "/complaints", url.Values{"story": {"Echt gebeurd"}, "website": {"http://spam.example"}}); a.code != 200 {
		t.Fatalf("%d", a.code)
	}
	lead, _ := s.signedIn()
	if page := s.get(lead, "/staff/complaints/"+s.ref(lead)).body; !strings.Contains(page, "misschien geen echte klacht") {
		t.Error("nobody is told that the trap was filled in")
	}
}

func TestNothingPersonalLeavesThePage(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	canary := "KANARIE"
	forms := []url.Values{{"story": {canary}, "name": {canary}, "email": {canary + "@voorbeeld.example"}, "about": {canary}}, {"story": {""}, "name": {canary}}}
	var headers bytes.Buffer
	for _, form := range forms {
		_ = s.post(s.browser(true), "/complaints", form).Write(&headers)
	}
	_ = s.post(lead, "/staff/search", url.Values{"q": {canary}}).Write(&headers)
	ref := s.ref(lead)
	_ = s.get(lead, "/staff/complaints/"+ref).Write(&headers)
	_ = s.post(lead, "/staff/complaints/"+ref+"/note", url.Values{"text": {canary}}).Write(&headers)
	_ = s.get(lead, "/staff/complaints/"+canary).Write(&headers)
	if strings.Contains(headers.String(), canary) || strings.Contains(s.log.String(), canary) {
		t.Errorf("headers:\n%s\nlog:\n%s", headers.String(), s.log.String())
	}
}

// beside finds the sentence at one field of a page.
func beside(page, field string) string {
	found := regexp.MustCompile(`(?s)<p class="err" id="` + field + `-e">.*?<span>(.*?)</span></p>`).FindStringSubmatch(page)
	if found == nil {
		return ""
	}
	return found[1]
}

// TestTooLongIsSaidAtItsField (ASVS 2.2.1), with everything that was typed, for
// complainants and for the team.
func TestTooLongIsSaidAtItsField(t *testing.T) {
	s := open(t)
	lead, id := s.signedIn()
	about, text := strings.Repeat("a", complaint.AboutLimit+1), strings.Repeat("t", complaint.TextLimit+1)
	for _, try := range []struct{ field, value, says string }{
		{"name", about, "Tot 200 tekens"}, {"phone", about, "Tot 40 tekens"}, {"about", about, "Tot 500 tekens"}, {"remedy_sought", text, "Tot 20.000 tekens"},
		{"email", "jürgen@elders.example", "bijzondere letter"}, {"email", about + "@elders.example", "te lang"},
	} {
		a := s.multipart(s.browser(false), "/complaints", url.Values{"story": {"Mijn woorden"}, try.field: {try.value}})
		if a.code != 422 || !strings.Contains(beside(a.body, try.field), try.says) || !strings.Contains(a.body, try.value) || !strings.Contains(a.body, "Mijn woorden") {
			t.Errorf("form, %s: %d, it says %q", try.field, a.code, beside(a.body, try.field))
		}
	}
	if a := s.multipart(s.browser(false), "/complaints", url.Values{"lang": {"en"}, "story": {"My words"}, "remedy_sought": {text}}); beside(a.body, "remedy_sought") != "This is too long. You can use up to 20,000 characters. Make it shorter." {
		t.Errorf("in English it says %q", beside(a.body, "remedy_sought"))
	}
	for field, value := range map[string]string{"complainant": about, "phone": about, "email": "jürgen@elders.example", "about": about, "subject_name": about, "action": text} {
		form := url.Values{"key": {"k"}, "story": {"Mijn woorden"}, "done": {"apology"}, field: {value}}
		if a := s.multipart(lead, "/staff/complaints", form); a.code != 422 || beside(a.body, field) == "" || !strings.Contains(a.body, value) || !strings.Contains(a.body, "Mijn woorden") {
			t.Errorf("intake, %s: %d, it says %q", field, a.code, beside(a.body, field))
		}
	}
	if n := s.dossiers(); n != 0 {
		t.Fatalf("%d dossiers", n)
	}
	s.complain("De zaal was koud")
	ref := s.ref(lead)
	for _, try := range []struct {
		noun, field string
		form        url.Values
	}{
		{"note", "text", nil}, {"action", "action", nil}, {"contact", "summary", url.Values{"reached": {"yes"}, "how": {"phone"}}},
		{"hearing", "statement", url.Values{"who": {"Henk"}, "how": {"phone"}}}, {"hearing", "who", url.Values{"statement": {"Mijn woorden"}, "how": {"phone"}}},
		{"decision", "reason", url.Values{"finding": {"upheld"}}}, {"withdrawal", "reason", url.Values{"how": {"phone"}}},
		{"exception", "reason", url.Values{"step": {"acknowledge"}}}, {"discussion", "agreed", url.Values{"acknowledger": {string(id)}}},
		{"acknowledgement", "action", url.Values{"kind": {"action"}, "via": {"post"}}}, {"acknowledgement", "personal", url.Values{"kind": {"action"}, "action": {"Mijn woorden"}, "via": {"post"}}},
		{"extension", "reason", url.Values{"date": {"2026-12-20"}, "via": {"post"}, "consent": {"yes"}, "subject_told": {"yes"}}}, {"inadmissibility", "reason", url.Values{"via": {"post"}}},
		{"subject", "name", nil}, {"correction", "title", url.Values{"reason": {"Mijn woorden"}}}, {"correction", "phone", url.Values{"reason": {"Mijn woorden"}}},
		{"correction", "reason", url.Values{"title": {"Koude zaal"}}},
	} {
		form := url.Values{try.field: {text}}
		for name, values := range try.form {
			form[name] = values
		}
		a := s.post(lead, "/staff/complaints/"+ref+"/"+try.noun, form)
		if a.code != 422 || !strings.Contains(beside(a.body, try.field), "te lang") || !strings.Contains(a.body, text) {
			t.Errorf("%s, %s: %d, it says %q", try.noun, try.field, a.code, beside(a.body, try.field))
		}
	}
	if v := s.whole(ref).Version; v != 1 {
		t.Errorf("version %d", v)
	}
}
