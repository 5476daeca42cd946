package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/inmail"
	"wederhoor/internal/mailbox"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// mailed puts a raw mail in the ledger, as the reader of a mailbox would, lets the
// register say what it is, and gives the row as it then stands.
func (s *site) mailed(raw string) store.MailIn {
	s.t.Helper()
	org := s.reg.Home().ID
	raw = strings.ReplaceAll(raw, "\n", "\r\n")
	file, err := s.store.PutFile(org, "e-mail.eml", strings.NewReader(raw), inmail.MaxSize)
	if err != nil {
		s.t.Fatal(err)
	}
	s.mails++
	err = s.store.Write(ctx, func(t *store.Tx) error {
		return t.KeepMail(org, store.Arrival{Mailbox: "box", Validity: 1, UID: s.mails, Size: int64(len(raw)), Whole: true, Received: s.clock.Now(), Raw: file})
	})
	if err == nil {
		_, err = s.reg.SettleMail(ctx)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	all, err := s.store.MailLedger(ctx, org, s.clock.Now().Add(time.Second), 1000)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, m := range all {
		if m.UID == s.mails {
			return m
		}
	}
	s.t.Fatal("the mail is not in the ledger")
	return store.MailIn{}
}

// noSender is a mail that waits for a person: nobody can be answered.
const noSender = "To: klachten@voorbeeld.example\nSubject: Scan van de receptie\nDate: Wed, 25 Nov 2026 10:00:00 +0000\n\n"

// parked is the address of a mail with these words that waits for a person.
func (s *site) parked(words string) string {
	s.t.Helper()
	m := s.mailed(noSender + words + "\n")
	if m.State != store.MailParked {
		s.t.Fatalf("the mail became %s %s", m.State, m.Reason)
	}
	return "/staff/mail/" + m.ID
}

// mentioning is a mail of a stranger with a number in its subject.
func mentioning(ref string) string {
	return "From: Marit Smit <marit@elders.example>\nTo: klachten@voorbeeld.example\nSubject: Over " + ref + "\nDate: Wed, 25 Nov 2026 10:00:00 +0000\nMessage-ID: <een@elders.example>\n" +
		"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=grens\n\n--grens\nContent-Type: text/plain\n\nHet gaat om de dropveters. Groet, Marit SMIT\n--grens\nContent-Type: application/pdf\n" +
		"Content-Disposition: attachment; filename=rekening.pdf\n\nbytes\n--grens--\n"
}

func TestTheDeskShowsWhatWaitsAndWhy(t *testing.T) {
	s := open(t)
	s.complain("De zaal was koud")
	lead, _ := s.signedIn()
	ref := s.ref(lead)
	if a := s.get(lead, "/staff/mail"); a.code != http.StatusOK || !strings.Contains(a.body, "Er wacht geen e-mail") || !strings.Contains(a.body, "Er kwam nog geen e-mail binnen") || !strings.Contains(a.body, "geen mailbox gekoppeld") {
		t.Fatalf("without mail: %d", a.code)
	}
	m := s.mailed(mentioning(ref))
	s.parked("Er lag een dropveter")
	s.mailed(mentioning(ref))
	s.mailed("From: t@elders.example\nSubject: Klacht\nDate: Wed, 25 Nov 2026 10:00:00 +0000\nMessage-ID: <twee@elders.example>\n\nDe gang was nat.\n")
	a := s.get(lead, "/staff/mail")
	for _, words := range []string{"Twee e-mails wachten op jouw oordeel", "staat het nummer van een klacht", "geen afzender bij", "Het gaat om de dropveters", "naam verborgen", "Toon namen",
		"Er kwamen 4 e-mails binnen", "Kwam al eerder binnen", `href="/staff/mail/` + m.ID + `"`} {
		if !strings.Contains(a.body, words) {
			t.Errorf("the desk lacks %q", words)
		}
	}
	if strings.Contains(a.body, "Marit") || strings.Contains(a.body, "Smit") || strings.Contains(a.body, "elders.example") {
		t.Error("a sender is named before anybody asked")
	}
	links := regexp.MustCompile(`<a href="(/staff/complaints/[\d-]+)">Klacht`).FindStringSubmatch(a.body)
	if links == nil || !strings.Contains(s.get(lead, links[1]).body, "e-mail.eml") {
		t.Errorf("no link to what became a complaint, or its mail is not among the attachments: %v", links)
	}
	if a := s.post(lead, "/staff/names", url.Values{"names": {"show"}, "back": {"/staff/mail"}}); a.Get("Location") != "/staff/mail" {
		t.Errorf("to %s", a.Get("Location"))
	}
	if a := s.get(lead, "/staff/mail"); !strings.Contains(a.body, "Marit Smit, marit@elders.example") || !strings.Contains(a.body, "Verberg namen") {
		t.Error("the sender is not named")
	}
	if a := s.get(lead, "/staff"); !strings.Contains(a.body, "Twee e-mails wachten op jouw oordeel") || !strings.Contains(a.body, `href="/staff/mail"`) {
		t.Error("Vandaag does not say it")
	}
	if a := s.get(lead, "/staff/log?kind=opened"); !strings.Contains(a.body, "liet de afzenders van binnengekomen e-mail zien") {
		t.Error("the log does not know who saw the senders")
	}
}

func TestAMailIsOpenedAsText(t *testing.T) {
	s := open(t)
	s.complain("De zaal was koud")
	lead, _ := s.signedIn()
	ref := s.ref(lead)
	path := "/staff/mail/" + s.mailed(mentioning(ref)).ID
	a := s.get(lead, path)
	for _, words := range []string{"Marit Smit", "marit@elders.example", "Het gaat om de dropveters", "rekening.pdf", "<title>E-mail bekijken", `value="` + ref + `"`, "afzender niet bewezen"} {
		if a.code != http.StatusOK || !strings.Contains(a.body, words) {
			t.Errorf("%d without %q", a.code, words)
		}
	}
	raw := s.get(lead, path+"/raw")
	if raw.code != http.StatusOK || raw.Get("Content-Type") != "message/rfc822" || raw.Get("Content-Disposition") != "attachment; filename=e-mail.eml" ||
		!strings.Contains(raw.Get("Content-Security-Policy"), "sandbox") || raw.body != strings.ReplaceAll(mentioning(ref), "\n", "\r\n") {
		t.Errorf("%d %v", raw.code, raw.Header)
	}
	hostile := s.parked(`<script>alert(1)</script> <img src="https://kwaad.example/x.png">`)
	if a := s.get(lead, hostile); strings.Contains(a.body, "<script>alert") || strings.Contains(a.body, "<img src=\"https") || !strings.Contains(a.body, "&lt;script&gt;") {
		t.Error("a stranger's mark-up is in our page")
	}
	for _, p := range []string{"/staff/mail/zomaar", "/staff/mail/zomaar/raw"} {
		if a := s.get(lead, p); a.code != http.StatusNotFound {
			t.Errorf("%s: %d", p, a.code)
		}
	}
	log := s.get(lead, "/staff/log").body
	for _, words := range []string{"las een binnengekomen e-mail", "haalde een binnengekomen e-mail op"} {
		if !strings.Contains(log, words) {
			t.Errorf("the log lacks %q", words)
		}
	}
}

func TestAMailBecomesAComplaint(t *testing.T) {
	s := open(t)
	path := s.parked("Er lag een dropveter")
	s.clock.Advance(26 * time.Hour)
	lead, _ := s.signedIn()
	a := s.post(lead, path+"/complaint", s.fields(lead, path))
	s.must(a)
	to := a.Get("Location")
	page := s.get(lead, to)
	if !strings.HasPrefix(to, "/staff/complaints/2026-") || !strings.Contains(page.body, "De klacht staat in het register") || !strings.Contains(page.body, "e-mail.eml") || !strings.Contains(page.body, "via e-mail op woensdag 25 november") {
		t.Errorf("%s: %d", to, page.code)
	}
	if c := s.whole(to[len("/staff/complaints/"):]); !c.ReceivedAt.Equal(s.clock.Now().Add(-26 * time.Hour)) {
		t.Errorf("its terms run from %s", c.ReceivedAt)
	}
	if a := s.get(lead, "/staff/log").body; !strings.Contains(a, "maakte een klacht van een e-mail") {
		t.Error("the log does not know")
	}
}

func TestAMailIsLaidInADossier(t *testing.T) {
	s := open(t)
	s.complain("De zaal was koud")
	lead, leadID := s.signedIn()
	deputy, _ := s.signedIn(access.Deputy)
	ref := s.ref(lead)
	hidden := s.plant("baas", complaint.Intake{Subjects: []complaint.SubjectNamed{{Member: leadID, Name: "Mirjam de Wit"}}})
	path := s.parked("Er lag een dropveter")
	form := s.fields(lead, path)
	var answers []string
	for _, wrong := range []string{"", "2026-1", "zomaar", "<script>", hidden.ref} {
		form.Set("ref", wrong)
		a := s.post(lead, path+"/reply", form)
		if a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Dit nummer kunnen we niet gebruiken") || strings.Contains(a.body, "<script>") {
			t.Errorf("%q: %d", wrong, a.code)
		}
		answers = append(answers, regexp.MustCompile(`value="[^"]*"`).ReplaceAllString(a.body, ""))
	}
	if answers[1] != answers[4] {
		t.Error("a number that is not theirs gives another answer than one that is free")
	}
	form.Set("ref", " "+ref+" ")
	a := s.post(lead, path+"/reply", form)
	s.must(a)
	if page := s.get(lead, "/staff/complaints/"+ref); a.Get("Location") != "/staff/complaints/"+ref || !strings.Contains(page.body, "Er lag een dropveter") || !strings.Contains(page.body, "De e-mail ligt in het dossier") {
		t.Errorf("to %s, %d", a.Get("Location"), page.code)
	}
	if a := s.get(lead, "/staff/mail"); !strings.Contains(a.body, "Bericht bij een klacht") || !strings.Contains(a.body, "Klacht "+ref) {
		t.Error("the ledger does not say where it is")
	}
	if log := s.get(deputy, "/staff/complaints/"+ref+"/log"); !strings.Contains(log.body, "legde een e-mail in het dossier") {
		t.Error("the log does not know")
	}
}

func TestAMailIsRefusedAndComesBack(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	path := s.parked("Er lag een dropveter")
	form := s.fields(lead, path)
	form.Set("reason", "  ")
	if a := s.post(lead, path+"/refusal", form); a.code != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Schrijf op waarom") {
		t.Errorf("without a reason: %d", a.code)
	}
	form.Set("reason", "Dit was een proef")
	s.must(s.post(lead, path+"/refusal", form))
	page := s.get(lead, "/staff/mail").body
	if !strings.Contains(page, "Iemand keek ernaar: geen klacht") || !strings.Contains(page, `href="`+path+`"`) || strings.Contains(page, "wacht op jouw") {
		t.Error("the ledger does not say that it was refused")
	}
	if a := s.get(lead, path); !strings.Contains(a.body, "Dit was een proef") || !strings.Contains(a.body, "Er lag een dropveter") {
		t.Errorf("opened again: %d", a.code)
	}
	s.must(s.post(lead, path+"/complaint", s.fields(lead, path)))
	if s.dossiers() != 1 {
		t.Errorf("%d complaints", s.dossiers())
	}
	again := s.parked("Er lag nog een dropveter")
	s.must(s.post(lead, again+"/refusal", url.Values{"reason": {"Reclame"}}))
	s.clock.Advance(store.RefusedFor + time.Hour)
	lead, _ = s.signedIn()
	if err := s.store.SweepMail(ctx); err != nil {
		t.Fatal(err)
	}
	if a := s.get(lead, again); a.code != http.StatusNotFound {
		t.Errorf("after three months: %d", a.code)
	}
}

// TestSomebodyElseWasFirst: who comes second is told calmly what the first one
// decided, and nothing happens twice.
func TestSomebodyElseWasFirst(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	deputy, _ := s.signedIn(access.Deputy)
	const calm = "Iemand was je voor"
	path := s.parked("Er lag een dropveter")
	form := s.fields(deputy, path)
	s.must(s.post(lead, path+"/refusal", url.Values{"reason": {"Reclame"}}))
	form.Set("reason", "Mijn eigen reden")
	for _, act := range []string{"complaint", "refusal", "reply"} {
		a := s.post(deputy, path+"/"+act, form)
		if a.code != http.StatusConflict || !strings.Contains(a.body, calm) || !strings.Contains(a.body, "De reden: Reclame") {
			t.Errorf("%s after it was refused: %d", act, a.code)
		}
	}
	s.must(s.post(lead, path+"/complaint", s.fields(lead, path)))
	for _, act := range []string{"complaint", "refusal", "reply"} {
		a := s.post(deputy, path+"/"+act, form)
		if a.code != http.StatusConflict || !strings.Contains(a.body, calm) || !strings.Contains(a.body, "Klacht 2026-") {
			t.Errorf("%s after it was registered: %d", act, a.code)
		}
	}
	if a := s.get(deputy, path); a.code != http.StatusOK || !strings.Contains(a.body, calm) {
		t.Errorf("opened after it was registered: %d", a.code)
	}
	if s.dossiers() != 1 {
		t.Errorf("%d complaints", s.dossiers())
	}
}

// TestWhoIsNamedInAMailSeesNothingOfIt: not the mail, not its row, not a count;
// every address answers as for a mail that is not there.
func TestWhoIsNamedInAMailSeesNothingOfIt(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	henk, _ := s.signedIn(access.Deputy)
	before, today := bare(s.get(lead, "/staff/mail").body, "x"), s.get(lead, "/staff").body
	path := s.parked("Mevrouw De Wit gaf mij een dropveter. Mirjam de Wit lachte erbij.")
	s.unseen(t, lead, path)
	if after := bare(s.get(lead, "/staff/mail").body, "x"); after != before {
		t.Error("the desk of whom it names has changed")
	}
	if a := s.get(lead, "/staff"); strings.Contains(a.body, "jouw oordeel") || strings.Contains(today, "jouw oordeel") {
		t.Error("Vandaag tells whom it names")
	}
	if a := s.get(henk, path); a.code != http.StatusOK || !strings.Contains(a.body, "dropveter") {
		t.Fatalf("the deputy: %d", a.code)
	}
	s.must(s.post(henk, path+"/refusal", url.Values{"reason": {"Proef"}}))
	s.unseen(t, lead, path)
	s.must(s.post(henk, path+"/complaint", url.Values{}))
	s.unseen(t, lead, path)
	if after := bare(s.get(lead, "/staff/mail").body, "x"); after != before {
		t.Error("after it became a complaint about them, the desk has changed")
	}
	if a := s.get(henk, "/staff/mail"); !strings.Contains(a.body, "Er kwam één e-mail binnen") {
		t.Error("the deputy's balance lacks it")
	}
}

// unseen compares every address of a mail with that of one that is not there.
func (s *site) unseen(t *testing.T, who *http.Client, path string) {
	t.Helper()
	const absent = "/staff/mail/zomaar"
	for _, end := range []string{"", "/raw"} {
		real, none := s.get(who, path+end), s.get(who, absent+end)
		if real.code != none.code || real.code == http.StatusOK || bare(real.body, "x") != bare(none.body, "x") {
			t.Errorf("GET %s: %d, one that is not there gives %d", end, real.code, none.code)
		}
	}
	for _, act := range []string{"complaint", "reply", "refusal"} {
		for _, form := range []url.Values{{}, {"reason": {"x"}, "ref": {"2026-1"}}, {"version": {"refused"}}} {
			real, none := s.post(who, path+"/"+act, form), s.post(who, absent+"/"+act, form)
			if real.code != none.code || real.code != http.StatusNotFound || bare(real.body, "x") != bare(none.body, "x") {
				t.Errorf("POST %s %v: %d, one that is not there gives %d", act, form, real.code, none.code)
			}
		}
	}
}

// TestOnlyWhoLeadsJudgesMail: no other role finds a desk, an entry or a word.
func TestOnlyWhoLeadsJudgesMail(t *testing.T) {
	s := open(t)
	path := s.parked("Er lag een dropveter")
	for _, role := range access.Roles() {
		leads := slices.Contains([]access.Role{access.Lead, access.Deputy}, role)
		t.Run(string(role), func(t *testing.T) {
			c := s.holding(s.session(s.member("Henk Postma", role), store.LevelFull))
			if a := s.get(c, path); (a.code == http.StatusOK) != leads {
				t.Errorf("the mail: %d", a.code)
			}
			for page, words := range map[string]string{"/staff": "jouw oordeel", "/staff/mail": "dropveter"} {
				if a := s.get(c, page); strings.Contains(a.body, words) != leads {
					t.Errorf("%s shows %q: %v", page, words, !leads)
				}
			}
			if a := s.get(c, "/staff/complaints?view=all"); strings.Contains(a.body, "dropveter") {
				t.Error("the register shows what is no complaint yet")
			}
			if !leads {
				s.unseen(t, c, path)
			}
			if desk := s.get(c, "/staff/mail"); role != access.Confidant && (desk.code == http.StatusOK) != leads {
				t.Errorf("the desk: %d", desk.code)
			}
			if a := s.get(c, "/staff/account"); strings.Contains(a.body, `href="/staff/mail"`) != (leads || role == access.Confidant) {
				t.Error("the entry in the menu")
			}
		})
	}
}

// TestAConfidantStandsIn when the mail names everybody who leads.
func TestAConfidantStandsIn(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	deputy := s.holding(s.session(s.member("Lotte Verhoef", access.Deputy), store.LevelFull))
	confidant := s.holding(s.session(s.member("Ilse Terpstra", access.Confidant), store.LevelFull))
	path := s.parked("Mirjam de Wit en Lotte Verhoef aten al mijn dropveters op.")
	s.unseen(t, lead, path)
	s.unseen(t, deputy, path)
	if a := s.get(confidant, "/staff"); !strings.Contains(a.body, "Eén e-mail wacht op jouw oordeel") {
		t.Error("Vandaag of the confidant does not say it")
	}
	if a := s.get(confidant, "/staff/mail"); a.code != http.StatusOK || !strings.Contains(a.body, "dropveters") || strings.Contains(a.body, "Wat er met elke e-mail gebeurde") {
		t.Errorf("the desk of the confidant: %d", a.code)
	}
	a := s.post(confidant, path+"/complaint", s.fields(confidant, path))
	s.must(a)
	if page := s.get(confidant, a.Get("Location")); page.code != http.StatusOK || !strings.Contains(page.body, "dropveters") {
		t.Errorf("%s: %d", a.Get("Location"), page.code)
	}
	s.unseen(t, lead, path)
}

func TestTheDeskTellsHowTheMailboxesFare(t *testing.T) {
	s := open(t)
	box, err := mailbox.Parse("imaps://klachten%40voorbeeld.example:geheim@imap.voorbeeld.example/INBOX?expires=2026-12-20")
	if err != nil {
		t.Fatal(err)
	}
	s.reg.Mailboxes = append(s.reg.Mailboxes, box)
	lead, _ := s.signedIn()
	has := func(page string, want bool, words ...string) {
		t.Helper()
		body := s.get(lead, page).body
		for _, w := range words {
			if strings.Contains(body, w) != want {
				t.Errorf("%s: %q must be there: %v", page, w, want)
			}
		}
	}
	has("/staff/mail", true, "klachten@voorbeeld.example", "Nog niet gelezen", "verloopt op 20 december 2026")
	has("/staff", false, "niet gelezen")
	org := s.reg.Home().ID
	id, err := s.store.MailboxID(ctx, org, box.Name())
	if err == nil {
		_, err = s.store.Mailbox(ctx, org, id)
	}
	if err == nil {
		err = s.store.MailboxTried(ctx, org, id, "")
	}
	if err == nil {
		err = s.store.MailboxCounted(ctx, org, id, 123, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	has("/staff/mail", true, "Voor het laatst gelezen: vandaag 11.00", "123 berichten in de mailbox, alle 123 staan in het register")
	s.clock.Advance(31 * time.Minute)
	lead, _ = s.signedIn()
	for code, words := range map[string]string{"sign_in": "wachtwoord niet aan", "folder": "De map", "encryption": "niet veilig", "unreachable": "antwoordt niet", "protocol": "niet begrijpen", "storage": "schijf vol", "other": "lukt nu niet", "nieuw": "lukt nu niet"} {
		if err := s.store.MailboxTried(ctx, org, id, code); err != nil {
			t.Fatal(err)
		}
		has("/staff/mail", true, words)
	}
	has("/staff", true, "Een mailbox is niet gelezen sinds")
	if err := s.store.MailboxCounted(ctx, org, id, 123, 2); err != nil {
		t.Fatal(err)
	}
	has("/staff/mail", true, "123 berichten in de mailbox, 121 daarvan in het register", "Twee berichten uit de mailbox staan niet in het register")
	for _, page := range []string{"/staff", "/staff/mail"} {
		has(page, false, "geheim", "imap.voorbeeld.example")
	}
}

// TestADossierSaysHowItCameIn: what a machine sent is told apart, and what nobody proved.
func TestADossierSaysHowItCameIn(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	s.mailed("From: melder@elders.example\nSubject: Formulier\nAuto-Submitted: auto-generated\nDate: Wed, 25 Nov 2026 10:00:00 +0000\nMessage-ID: <een@elders.example>\n\nDe deur klemt.\n")
	if page := s.get(lead, "/staff/complaints/"+s.ref(lead)); !strings.Contains(page.body, "door een computer verstuurd; geen bevestiging gestuurd") || strings.Contains(page.body, "niet bewezen") || !strings.Contains(page.body, "via e-mail") {
		t.Error("a machine's complaint is not told apart")
	}
	for channel, tag := range map[complaint.Channel]string{complaint.ChannelEmail: "afzender niet bewezen", complaint.ChannelForm: "misschien geen echte klacht"} {
		in := complaint.Intake{ReceivedAt: s.clock.Now(), Received: complaint.Received{Channel: channel, Written: true, Lang: "nl", Story: "Verdacht " + string(channel), Suspect: true}}
		receipt, err := s.reg.Receive(ctx, complaint.ByComplainant, register.Submission{Key: "test:" + store.NewID(), Intake: in})
		if err != nil {
			t.Fatal(err)
		}
		if page := s.get(lead, "/staff/complaints/"+receipt.Ref); !strings.Contains(page.body, tag) {
			t.Errorf("%s: no %q", channel, tag)
		}
	}
}

// TestManyMailsKeepTheBalance: each mail is in the sum once.
func TestManyMailsKeepTheBalance(t *testing.T) {
	s := open(t)
	lead, _ := s.signedIn()
	for i := range 7 {
		s.mailed(fmt.Sprintf("From: a%d@elders.example\nSubject: Klacht %d\nDate: Wed, 25 Nov 2026 10:00:00 +0000\nMessage-ID: <m%d@elders.example>\n\nDe gang was nat.\n", i, i, i))
	}
	s.parked("Er lag een dropveter")
	path := s.parked("Er lag een andere dropveter")
	s.must(s.post(lead, path+"/refusal", url.Values{"reason": {"Reclame"}}))
	page := s.get(lead, "/staff/mail").body
	counts := map[string]string{}
	for _, m := range regexp.MustCompile(`<dt>([^<]*)</dt><dd class="num">(\d+)</dd>`).FindAllStringSubmatch(page, -1) {
		counts[m[1]] = m[2]
	}
	for name, want := range map[string]string{"Klachten": "7", "Wachten nog": "1", "Niet aangenomen": "1", "Dubbel": "", "Samen": "9"} {
		if counts[name] != want {
			t.Errorf("%s: %q, not %s", name, counts[name], want)
		}
	}
}
