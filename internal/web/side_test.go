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
	"wederhoor/internal/web"
	"wederhoor/internal/web/kit"
)

var codeInLetter = regexp.MustCompile(`[0-9A-Z]{4}(-[0-9A-Z]{4}){3}`)

// aboutHenk is a complaint about a member, with a photo, that the lead handles.
func (s *site) aboutHenk(lead *http.Client, story string) (ref string, henk *http.Client, id complaint.MemberID) {
	s.t.Helper()
	henk, id = s.signedIn(access.Trainer)
	ref, _, _ = s.written(lead, story)
	s.must(s.post(lead, "/staff/complaints/"+ref+"/subject", url.Values{"member": {string(id)}}))
	return ref, henk, id
}

var asksSide = url.Values{"substance": {"De zaal was niet verwarmd."}, "date": {"2026-11-30"}, "via": {"post"}}

// side is the address of the only page that was put there for somebody.
func (s *site) side(c *http.Client) string {
	s.t.Helper()
	m := regexp.MustCompile(`/staff/side/[a-z2-7]{26}`).FindString(s.get(c, "/staff/side").body)
	if m == "" {
		s.t.Fatal("nothing was put there")
	}
	return m
}

// lastCode is the code in the last letter of a dossier.
func (s *site) lastCode(ref string) string {
	c := s.whole(ref)
	return codeInLetter.FindString(c.Letters[len(c.Letters)-1].Text)
}

// TestAMemberReadsTheSubstanceAndNotWhoComplained: under their own sign-in, and what
// they write is in the dossier once.
func TestAMemberReadsTheSubstanceAndNotWhoComplained(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	ref, henk, id := s.aboutHenk(lead, "merkwoord in de kou")
	path := "/staff/complaints/" + ref
	if a := s.get(henk, "/staff"); strings.Contains(a.body, "/staff/side") {
		t.Error("the menu shows it before anything was put there")
	}
	s.must(s.post(lead, path+"/invitation", with(asksSide, "member", string(id))))
	if a := s.get(henk, "/staff"); !strings.Contains(a.body, "/staff/side") {
		t.Error("the menu does not show it")
	}
	page := s.side(henk)
	own := s.get(henk, page)
	for _, want := range []string{"De zaal was niet verwarmd.", "maandag 30 november", "Wie de klacht deed, laten we niet zien."} {
		if !strings.Contains(own.body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, not := range []string{"Tessa", "Jansen", "merkwoord", "kachel", "gezegd is gezegd", "foto.jpg", path} {
		if strings.Contains(own.body+s.get(henk, "/staff/side").body, not) {
			t.Errorf("the page shows %q", not)
		}
	}
	if a := s.post(henk, page+"/statement", url.Values{"key": {aKey}, "statement": {" "}}); a.code != 422 || !strings.Contains(a.body, "Schrijf eerst iets, of voeg een bestand toe.") {
		t.Errorf("nothing: %d", a.code)
	}
	form := url.Values{"key": {aKey}, "statement": {"De ketel was stuk."}}
	for range 2 { // a double click
		if a := s.multipart(henk, page+"/statement", form, upload{"bon.txt", []byte("bon")}); a.code != http.StatusOK || !strings.Contains(a.body, "De ketel was stuk.") || !strings.Contains(a.body, "bon.txt") {
			t.Fatalf("sent: %d", a.code)
		}
	}
	s.clock.Advance(7 * 24 * time.Hour)
	lead, _ = s.signedIn()
	h := s.whole(ref).Hearings
	if len(h) != 1 || h[0].By != id || h[0].Event.Member != id || len(h[0].Event.Attachments) != 1 {
		t.Fatalf("%+v", h)
	}
	if a := s.get(lead, path); !strings.Contains(a.body, "De ketel was stuk.") || !strings.Contains(a.body, "schreef de eigen kant") || !strings.Contains(a.body, "Nieuw bericht") {
		t.Error("the dossier does not tell it")
	}
	again := s.browser(true)
	m, _ := s.reg.Member(id)
	s.must(s.post(again, "/staff/sign-in", url.Values{"email": {m.Email}, "password": {words}}))
	if a := s.get(again, page); !strings.Contains(a.body, "Je kon reageren tot en met maandag 30 november.") {
		t.Error("after the day it does not say so")
	}
	if a := s.post(again, page+"/statement", url.Values{"key": {aKey + "2"}, "statement": {"Nog iets."}}); a.code != http.StatusOK || !strings.Contains(a.body, "na de datum") {
		t.Errorf("late: %d", a.code)
	}
	if a := s.get(lead, path); !strings.Contains(a.body, "na de datum (maandag 30 november)") {
		t.Error("the dossier does not say that it came late")
	}
}

// TestNobodyElsesPageIsThere: for another subject, for who leads, by a mailed link,
// and for a number that never was, the answer is one.
func TestNobodyElsesPageIsThere(t *testing.T) {
	s := open(t)
	lead, leadID := s.signedIn()
	ref, henk, id := s.aboutHenk(lead, "Een klacht over Henk")
	s.must(s.post(lead, "/staff/complaints/"+ref+"/invitation", with(asksSide, "member", string(id))))
	page := s.side(henk)
	other, _, _ := s.written(lead, "Een andere klacht")
	piet, pietID := s.signedIn(access.Trainer)
	s.must(s.post(lead, "/staff/complaints/"+other+"/subject", url.Values{"member": {string(pietID)}}))
	s.must(s.post(lead, "/staff/complaints/"+other+"/invitation", with(asksSide, "member", string(pietID))))
	const free = "/staff/side/aaaaaaaaaaaaaaaaaaaaaaaaaa"
	for name, c := range map[string]*http.Client{"another subject": piet, "who leads": lead} {
		for _, below := range []string{"", "/files/x"} {
			real, absent := s.get(c, page+below), s.get(c, free+below)
			if real.code != http.StatusNotFound || absent.code != real.code || bare(real.body, ref) != bare(absent.body, ref) {
				t.Errorf("%s%s: %d, one that never was gives %d", name, below, real.code, absent.code)
			}
		}
		for _, below := range []string{"/statement", "/report", "/waiver"} {
			form := url.Values{"key": {aKey}, "statement": {"x"}}
			real, absent := s.post(c, page+below, form), s.post(c, free+below, form)
			if real.code != http.StatusNotFound || bare(real.body, ref) != bare(absent.body, ref) {
				t.Errorf("%s%s: %d", name, below, real.code)
			}
		}
	}
	if len(s.whole(ref).Hearings) != 0 {
		t.Error("somebody else spoke for him")
	}
	// The lead as the one it is about: the page, and never the dossier.
	deputy, _ := s.signedIn(access.Deputy)
	third, letter, file := s.written(lead, "merkwoord over de leiding")
	s.must(s.post(deputy, "/staff/complaints/"+third+"/subject", url.Values{"member": {string(leadID)}}))
	s.must(s.post(deputy, "/staff/complaints/"+third+"/invitation", with(asksSide, "member", string(leadID))))
	if a := s.get(lead, s.side(lead)); a.code != http.StatusOK || strings.Contains(a.body, "merkwoord") {
		t.Errorf("the lead's own side: %d", a.code)
	}
	s.hidden(t, lead, third, "merkwoord", letter, file)
}

// TestTheCodeOfTheLetterOpensOnePage: not the complainant's, not by the
// complainant's; wrong, replaced, closed and over are one answer.
func TestTheCodeOfTheLetterOpensOnePage(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	code := s.complain("merkwoord bij de balie")
	ref := s.ref(lead)
	path := "/staff/complaints/" + ref
	invite := with(asksSide, "name", "O. Buiten")
	s.must(s.post(lead, path+"/invitation", invite))
	own, first := s.browser(false), s.lastCode(ref)
	open := func(c string) answer { return s.post(own, "/side", url.Values{"code": {c}}) }
	same := func(what, c string) {
		t.Helper()
		a, wrong := open(c), open(falseCode(t, s))
		if a.code != http.StatusNotFound || bare(strings.ReplaceAll(a.body, c, ""), ref) != bare(codeInLetter.ReplaceAllString(wrong.body, ""), ref) {
			t.Errorf("%s: %d, a wrong code gives %d", what, a.code, wrong.code)
		}
	}
	a := open(strings.ToLower(strings.ReplaceAll(first, "-", " ")))
	if a.code != http.StatusOK || !strings.Contains(a.body, "De zaal was niet verwarmd.") || strings.Contains(a.body, "merkwoord") || strings.Contains(a.body, "Tessa") {
		t.Fatalf("his page: %d", a.code)
	}
	if a := s.post(own, "/status", url.Values{"code": {first}}); a.code != http.StatusNotFound {
		t.Errorf("his code opens her page: %d", a.code)
	}
	same("the code of the complainant", code)
	if a := open(first[:10]); a.code != 422 || !strings.Contains(a.body, "tekens") {
		t.Errorf("half a code: %d", a.code)
	}
	s.must(s.post(lead, path+"/invitation", invite))
	same("a code that was replaced", first)
	second := s.lastCode(ref)
	if a := open(second); a.code != http.StatusOK {
		t.Errorf("the new one: %d", a.code)
	}
	s.must(s.post(lead, path+"/side-closing", url.Values{"side": {s.whole(ref).Sides[1].Event.Letter}, "reason": {"Bij een ander bezorgd"}}))
	same("a code of a page that was closed", second)
	s.must(s.post(lead, path+"/invitation", invite))
	third := s.lastCode(ref)
	s.must(s.post(lead, path+"/withdrawal", url.Values{"reason": {"Uitgepraat"}, "how": {"phone"}}))
	if a := open(third); a.code != http.StatusOK || !strings.Contains(a.body, "De klacht is ingetrokken.") || strings.Contains(a.body, `action="/side/statement"`) {
		t.Errorf("right after the end: %d", a.code)
	}
	if a := s.post(own, "/side/statement", url.Values{"code": {third}, "key": {aKey}, "statement": {"Nog iets."}}); a.code != 422 || !strings.Contains(a.body, "Er kan niets meer bij.") {
		t.Errorf("written after the end: %d", a.code)
	}
	s.clock.Advance((complaint.SideDays + 1) * 24 * time.Hour)
	same("long after the end", third)
}

// falseCode is well formed and opens nothing.
func falseCode(t *testing.T, s *site) string {
	t.Helper()
	c, err := s.store.SideCode(ctx, s.reg.Home().ID, "nobody")
	if err != nil {
		t.Fatal(err)
	}
	return c.Display()
}

// TestTheCopyAndTheNameAreGivenAsFarAsWasChosen.
func TestTheCopyAndTheNameAreGivenAsFarAsWasChosen(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	ref, _, _ := s.written(lead, "Ik, Tessa, zat in de kou bij Roos.")
	path, own := "/staff/complaints/"+ref, s.browser(false)
	photo := s.whole(ref).Received.Attachments[0].ID
	s.must(s.post(lead, path+"/invitation", with(asksSide, "name", "O. Buiten", "copy", "yes", "blackout", "Roos\n")))
	code := s.lastCode(ref)
	a := s.post(own, "/side", url.Values{"code": {code}})
	if !strings.Contains(a.body, "Ik, █████, zat in de kou bij █████.") || !strings.Contains(a.body, "Eén bestand laten we niet zien") || strings.Contains(a.body, "Tessa") || strings.Contains(a.body, "Roos") {
		t.Error("the copy is not as it was chosen")
	}
	if f := s.post(own, "/side/file", url.Values{"code": {code}, "file": {photo}}); f.code != http.StatusNotFound || f.Get("Content-Disposition") != "" {
		t.Errorf("a file that was not given: %d", f.code)
	}
	if c := s.whole(ref); strings.Contains(c.Letters[len(c.Letters)-1].Text, "Tessa") {
		t.Error("the letter tells who complained")
	}
	given := with(asksSide, "name", "O. Buiten", "copy", "yes", "released", "yes")
	given["file"] = []string{photo}
	s.must(s.post(lead, path+"/invitation", given))
	code = s.lastCode(ref)
	a = s.post(own, "/side", url.Values{"code": {code}})
	if !strings.Contains(a.body, "Ik, Tessa, zat in de kou bij Roos.") || !strings.Contains(a.body, "De klacht komt van Tessa Jansen.") {
		t.Error("the name was released and is not given")
	}
	if f := s.post(own, "/side/file", url.Values{"code": {code}, "file": {photo}}); f.code != http.StatusOK || f.body != "bytes" || !strings.Contains(f.Get("Content-Disposition"), "foto.jpg") {
		t.Errorf("the file: %d", f.code)
	}
	if a := s.post(lead, path+"/invitation", with(given, "file", "of another")); a.code != 422 || !strings.Contains(a.body, "hoort niet bij de klacht") {
		t.Errorf("a file of another complaint: %d", a.code)
	}
}

// underAwb asks of the procedure in force what the Awb does of both sides.
func (s *site) underAwb() {
	s.t.Helper()
	p := s.reg.Procedure().Copy()
	p.Requirements.Hearing, p.Requirements.CopyToSubject, p.Extension.TellSubject = true, true, true
	lead, _ := s.reg.LeadMember()
	who := s.person(lead)
	if err := s.reg.SaveDraft(ctx, who, p, 0); err != nil {
		s.t.Fatal(err)
	}
	d, err := s.reg.Draft(ctx, who)
	if err == nil {
		err = s.reg.Publish(ctx, who, d.Edition, s.reg.Procedure().Version)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// TestUnderTheAwbBothSidesGetWhatTheyMust: the decision says what is missing until
// the copy is there and both were heard or need not be; a later day is told to both.
func TestUnderTheAwbBothSidesGetWhatTheyMust(t *testing.T) {
	s := open(t)
	s.underAwb()
	lead, _ := s.signedIn()
	henk, id := s.signedIn(access.Trainer)
	code := s.complain("De ambtenaar was onheus")
	ref := s.ref(lead)
	path := "/staff/complaints/" + ref
	s.must(s.post(lead, path+"/subject", url.Values{"member": {string(id)}}))
	decide := url.Values{"finding": {"upheld"}, "reason": {"Zo ging het niet goed."}}
	lacks := func(want ...string) {
		t.Helper()
		a := s.post(lead, path+"/decision", decide)
		if a.code != 422 || !strings.Contains(a.body, "Zo ging het niet goed.</textarea>") {
			t.Fatalf("decided: %d", a.code)
		}
		for _, w := range []string{"de klager horen", "wie de klacht betreft horen", "het afschrift aan wie de klacht betreft"} {
			wanted := false
			for _, x := range want {
				wanted = wanted || x == w
			}
			if line := regexp.MustCompile(`Dit mist nog: [^<]*`).FindString(a.body); strings.Contains(line, w) != wanted {
				t.Errorf("%q: %s", line, w)
			}
		}
	}
	lacks("de klager horen", "wie de klacht betreft horen", "het afschrift aan wie de klacht betreft")
	if a := s.get(lead, path+"/decision"); !strings.Contains(a.body, "heeft het afschrift van de klacht nog niet.") {
		t.Error("the page of the decision does not warn")
	}
	if a := s.post(lead, path+"/invitation", with(asksSide, "member", string(id))); a.code != 422 || !strings.Contains(a.body, "Deze procedure vraagt dat het afschrift meegaat.") {
		t.Errorf("without the copy: %d", a.code)
	}
	s.must(s.post(lead, path+"/invitation", with(asksSide, "member", string(id), "copy", "yes")))
	letter := s.whole(ref).Sides[0].Event.Letter
	lacks("de klager horen", "wie de klacht betreft horen", "het afschrift aan wie de klacht betreft")
	s.must(s.post(lead, path+"/delivery", url.Values{"letter": {letter}, "how": {"handed"}, "day": {"2026-11-25"}}))
	lacks("de klager horen", "wie de klacht betreft horen")
	page := s.side(henk)
	if a := s.post(henk, page+"/statement", url.Values{"key": {aKey}, "statement": {"Ik was kortaf."}}); a.code != http.StatusOK {
		t.Fatal(a.code)
	}
	lacks("de klager horen", "wie de klacht betreft horen")
	if a := s.post(henk, page+"/waiver", url.Values{"key": {aKey}}); a.code != http.StatusOK || !strings.Contains(a.body, "Genoteerd: je hoeft niet gehoord te worden.") || strings.Contains(a.body, "/waiver") {
		t.Errorf("he need not be heard: %d", a.code)
	}
	lacks("de klager horen")
	if a := s.post(lead, path+"/waiver", url.Values{"duty": {"hearing"}, "party": {"complainant"}, "ground": {"unfounded"}, "words": {""}}); a.code != 422 || !strings.Contains(a.body, `value="unfounded" checked`) {
		t.Errorf("without a reason: %d", a.code)
	}
	if a := s.post(s.browser(false), "/status/waiver", url.Values{"code": {code}, "key": {aKey}}); a.code != http.StatusOK || !strings.Contains(a.body, "Genoteerd: u hoeft niet gehoord te worden.") {
		t.Errorf("she need not be heard: %d", a.code)
	}
	w := s.whole(ref).DutiesWaived
	if len(w) != 2 || w[0].By != id || w[1].By != complaint.ByComplainant || w[0].Event.How != complaint.ChannelForm || w[0].Event.Ground != complaint.GroundDeclared {
		t.Errorf("%+v", w)
	}
	if a := s.get(lead, path); !strings.Contains(a.body, "hoeft niet gehoord te worden (horen)") {
		t.Error("the dossier does not tell who said so")
	}
	s.must(s.post(lead, path+"/extension", url.Values{"date": {"2026-12-09"}, "reason": {"Tessa is ziek."}, "via": {"page"}, "subject_told": {"yes"}}))
	c := s.whole(ref)
	last := c.Letters[len(c.Letters)-1]
	if last.ToComplainant() || last.Purpose != complaint.LetterSubjectTold || last.Member != id || strings.Contains(last.Text, "Tessa") || !strings.Contains(last.Text, "9 december") || c.Extensions[0].Event.SubjectTold.IsZero() {
		t.Errorf("told of the new day: %+v", last)
	}
	if a := s.get(henk, page); !strings.Contains(a.body, "woensdag 9 december") {
		t.Error("his page does not tell the new day")
	}
	s.must(s.post(lead, path+"/decision", decide))
}

// TestAReportStandsOnBothPagesAndIsCorrectedBesideItself.
func TestAReportStandsOnBothPagesAndIsCorrectedBesideItself(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	henk, id := s.signedIn(access.Trainer)
	code := s.complain("De zaal was koud")
	ref := s.ref(lead)
	path, her := "/staff/complaints/"+ref, s.browser(false)
	s.must(s.post(lead, path+"/subject", url.Values{"member": {string(id)}}))
	s.must(s.post(lead, path+"/invitation", with(asksSide, "member", string(id))))
	s.must(s.post(lead, path+"/hearing-invitation", url.Values{"party": {"complainant"}, "date": {"2026-12-01"}, "clock": {"14:30"}, "place": {"Kantoor"}, "via": {"page"}}))
	if a := s.post(lead, path+"/hearing-invitation", url.Values{"party": {string(id)}, "date": {"2026-12-01"}, "clock": {"half drie"}, "place": {"Kantoor"}, "via": {"page"}}); a.code != 422 || !strings.Contains(a.body, "Vul de tijd in als 14:30.") || !strings.Contains(a.body, `value="Kantoor"`) {
		t.Errorf("no clock: %d", a.code)
	}
	if a := s.post(her, "/status", url.Values{"code": {code}}); !strings.Contains(a.body, "U bent welkom op dinsdag 1 december, 14.30 uur. Plaats: Kantoor") {
		t.Error("she is not invited on her page")
	}
	page := s.side(henk)
	report := url.Values{"heard": {"complainant", string(id)}, "present": {"allebei"}, "text": {"Tessa zei dat het koud was."}, "react": {"2026-12-09"}, "day": {"2026-11-25"}, "via_complainant": {"page"}, "via_" + string(id): {"page"}}
	if a := s.post(lead, path+"/report", with(report, "present", "")); a.code != 422 || !strings.Contains(a.body, "Schrijf wie erbij waren.") || !strings.Contains(a.body, "Tessa zei dat het koud was.</textarea>") {
		t.Errorf("nobody present: %d", a.code)
	}
	s.must(s.post(lead, path+"/report", report))
	theirs := s.whole(ref).Reports[0].Event.ID
	for who, tell := range map[string]func(form url.Values) answer{
		"she": func(form url.Values) answer { form.Set("code", code); return s.post(her, "/status/report", form) },
		"he":  func(form url.Values) answer { return s.post(henk, page+"/report", form) },
	} {
		form := url.Values{"key": {aKey}, "report": {theirs}}
		if a := tell(form); a.code != 422 || !strings.Contains(a.body, "Kies of het verslag klopt.") {
			t.Errorf("%s chose nothing: %d", who, a.code)
		}
		form.Set("agrees", "no")
		if a := tell(form); a.code != 422 || !strings.Contains(a.body, "Schrijf wat er niet klopt.") || !strings.Contains(a.body, `value="no" checked`) {
			t.Errorf("%s said nothing: %d", who, a.code)
		}
		form.Set("correction", who+" verbetert")
		for range 2 {
			if a := tell(form); a.code != http.StatusOK || !strings.Contains(a.body, who+" verbetert") || !strings.Contains(a.body, "Tessa zei dat het koud was.") {
				t.Errorf("%s: %d", who, a.code)
			}
		}
	}
	if a := s.get(henk, page); strings.Contains(a.body, "she verbetert") {
		t.Error("he reads what she said of the report")
	}
	c := s.whole(ref)
	if len(c.ReportSaid) != 2 || c.Reports[0].Event.Text != "Tessa zei dat het koud was." {
		t.Errorf("%d reactions; the report says %q", len(c.ReportSaid), c.Reports[0].Event.Text)
	}
	dossier := s.get(lead, path).body
	for _, want := range []string{"she verbetert", "he verbetert", "Verslag van woensdag 25 november"} {
		if !strings.Contains(dossier, want) {
			t.Errorf("the dossier lacks %q", want)
		}
	}
	if a := s.post(henk, page+"/report", url.Values{"key": {aKey + "3"}, "report": {"another"}, "agrees": {"yes"}}); a.code != 422 {
		t.Errorf("a report that is not his: %d", a.code)
	}
}

// TestCodesOfTheOtherSideCannotBeGuessed: after ten in a minute one network waits,
// and a right code then says no more than a wrong one.
func TestCodesOfTheOtherSideCannotBeGuessed(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	s.complain("Een klacht")
	ref := s.ref(lead)
	s.must(s.post(lead, "/staff/complaints/"+ref+"/invitation", with(asksSide, "name", "O. Buiten")))
	h := web.Handler(&kit.Kit{Register: s.reg, Logger: s.reg.Logger, Now: s.clock.Now, Limits: true})
	right := url.Values{"code": {s.lastCode(ref)}}
	for i := range 10 {
		if w := from(h, "192.0.2.1:1", "/side", url.Values{"code": {falseCode(t, s)}}); w.Code != http.StatusNotFound {
			t.Fatalf("guess %d: %d", i+1, w.Code)
		}
	}
	for _, path := range []string{"/side", "/side/statement", "/side/report", "/side/waiver", "/side/file"} {
		if w := from(h, "192.0.2.1:1", path, right); w.Code != http.StatusTooManyRequests || strings.Contains(w.Body.String(), "niet verwarmd") {
			t.Errorf("%s after ten guesses: %d", path, w.Code)
		}
	}
	if w := from(h, "198.51.100.7:1", "/side", right); w.Code != http.StatusOK {
		t.Errorf("from another network: %d", w.Code)
	}
	s.clock.Advance(time.Minute)
	if w := from(h, "192.0.2.1:1", "/side", right); w.Code != http.StatusOK {
		t.Errorf("a minute later: %d", w.Code)
	}
}
