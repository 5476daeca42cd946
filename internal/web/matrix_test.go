package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// things are all there is to see, in the order of the columns below.
var things = []string{"exists", "story", "name", "note", "letter", "file", "whom it is about", "who looked", "another complaint", "people", "settings", "emergency access"}

// TestWhoMaySeeWhat is the table of the people (domain 3) with a row for each
// person and a column for each thing. A dot is what must NOT be seen.
func TestWhoMaySeeWhat(t *testing.T) {
	s := open(t)
	w := &world{site: s}
	lead, _ := s.reg.LeadMember()
	deputy := s.member("Lotte Verhoef", access.Deputy)
	subject, recused := s.member("Joris Hamel", access.Trainer), s.member("Henk Postma", access.Partner)
	reporter, handler := s.member("Daan Wiersma", access.Freelancer), s.member("Saskia Brouwer", access.Trainer)
	acknowledger, reader := s.member("Noor Bakx", access.CoTrainer), s.member("Pieter Kooistra", access.Partner)
	confidant := s.member("Ilse Terpstra", access.Confidant)
	named := func(m store.Member) complaint.SubjectNamed { return complaint.SubjectNamed{Member: m.ID, Name: m.Name} }

	fresh := s.plant("nieuw1", complaint.Intake{Reporter: reporter.ID, Done: &complaint.ActionTaken{Nothing: true}, Subjects: []complaint.SubjectNamed{named(subject)}})
	s.handle(s.person(lead), &fresh)
	handed := s.plant("later1", complaint.Intake{Reporter: reporter.ID, Done: &complaint.ActionTaken{Nothing: true}, Subjects: []complaint.SubjectNamed{named(subject)}})
	s.handle(s.person(lead), &handed)
	s.involve(lead, handed, acknowledger, handler, reader, recused)
	ofLead := s.plant("baas1", complaint.Intake{Subjects: []complaint.SubjectNamed{named(lead)}})
	s.handle(s.person(deputy), &ofLead)
	ofBoth := s.plant("baas2", complaint.Intake{Subjects: []complaint.SubjectNamed{named(lead), named(deputy)}})
	s.handle(s.person(confidant), &ofBoth)
	other := s.plant("ander1", complaint.Intake{Subjects: []complaint.SubjectNamed{named(deputy)}}) // what the row is not about
	s.handle(s.person(lead), &other)
	glass := s.member("Bram Beheer", access.Administrator)
	if _, err := s.reg.BreakGlass(ctx, s.person(glass), register.Order{Ref: handed.ref}, "De hoofdtrainer is ziek en de klager belt."); err != nil {
		t.Fatal(err)
	}

	for _, row := range []struct {
		person  string
		member  store.Member
		level   store.SessionLevel
		dossier trace
		sees    string // one letter a column: x is seen
	}{
		{"hoofdtrainer", lead, store.LevelFull, handed, "xxxxxxxx xxx."},
		{"hoofdtrainer over wie de klacht gaat", lead, store.LevelFull, ofLead, "........ xxx."},
		{"plaatsvervanger, klacht over de hoofdtrainer", deputy, store.LevelFull, ofLead, "xxxxxxxx .xx."},
		{"plaatsvervanger over wie de klacht ook gaat", deputy, store.LevelFull, ofBoth, "........ .xx."},
		{"vertrouwenspersoon", confidant, store.LevelFull, handed, "........ ...."},
		{"vertrouwenspersoon, klacht over de hoofdtrainer alleen", confidant, store.LevelFull, ofLead, "........ ...."},
		{"vertrouwenspersoon, klacht over allen die leiden", confidant, store.LevelFull, ofBoth, "xxxxxxxx ...."},
		{"melder, net doorgegeven", reporter, store.LevelFull, fresh, "xxxxxxx. ...."},
		{"melder, na het overleg", reporter, store.LevelFull, handed, "x....... ...."},
		{"melder met een inloglink", reporter, store.LevelLink, fresh, "x....... ...."},
		{"behandelaar", handler, store.LevelFull, handed, "xxxxxxx. ...."},
		{"behandelaar, een andere klacht", handler, store.LevelFull, fresh, "........ ...."},
		{"behandelaar met een inloglink", handler, store.LevelLink, handed, "........ ...."},
		{"behandelaar, tweede stap nog niet gezet", handler, store.LevelPassword, handed, "........ ...."},
		{"wie bevestigt", acknowledger, store.LevelFull, handed, "xxxxxxx. ...."},
		{"wie meeleest", reader, store.LevelFull, handed, "xxxxxxx. ...."},
		{"beklaagde", subject, store.LevelFull, handed, "........ ...."},
		{"wie een ander belang heeft", recused, store.LevelFull, handed, "........ ...."},
		{"partner", s.member("Partner", access.Partner), store.LevelFull, handed, "........ ...."},
		{"trainer", s.member("Trainer", access.Trainer), store.LevelFull, handed, "........ ...."},
		{"co-trainer", s.member("Cotrainer", access.CoTrainer), store.LevelFull, handed, "........ ...."},
		{"intervisor", s.member("Intervisor", access.Intervisor), store.LevelFull, handed, "........ ...."},
		{"freelancer", s.member("Freelancer", access.Freelancer), store.LevelFull, handed, "........ ...."},
		{"klachtencoördinator", s.member("Coördinator", access.Coordinator), store.LevelFull, handed, "x....... ...."},
		{"auditor", s.member("Auditor", access.Auditor), store.LevelFull, handed, "x....... ...."},
		{"privacyfunctionaris", s.member("Functionaris", access.PrivacyOfficer), store.LevelFull, handed, "x......x ...x"},
		{"beheerder", s.member("Beheerder", access.Administrator), store.LevelFull, handed, "........ .xxx"},
		{"beheerder met noodtoegang", glass, store.LevelFull, handed, "xxxxxxx. .xxx"},
	} {
		t.Run(row.person, func(t *testing.T) {
			w.matches(t, s.holding(s.session(row.member, row.level)), row.dossier, other, strings.ReplaceAll(row.sees, " ", ""))
		})
	}
	t.Run("wie niet is ingelogd, en de opdrachtgever", func(t *testing.T) {
		w.matches(t, s.browser(true), handed, other, "............")
	})
	t.Run("klager met een code", func(t *testing.T) { s.complainantSees(t, handed, other) })
}

// involve gives everybody their part.
func (s *site) involve(lead store.Member, d trace, acknowledger, handler, reader, recused store.Member) {
	s.t.Helper()
	who, order := s.person(lead), register.Order{Ref: d.ref}
	_, err := s.reg.Discuss(ctx, who, order, complaint.Discussed{Acknowledger: acknowledger.ID})
	if err == nil {
		_, err = s.reg.AssignHandler(ctx, who, order, handler.ID)
	}
	if err == nil {
		_, err = s.reg.ChangeReaders(ctx, who, order, []complaint.MemberID{reader.ID}, nil)
	}
	if err == nil {
		_, err = s.reg.Recuse(ctx, who, order, complaint.Recused{Member: recused.ID, Reason: "Familie"})
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// matches compares a row with all that the site shows.
func (w *world) matches(t *testing.T, c *http.Client, d, other trace, want string) {
	t.Helper()
	shown := w.seen(c, []trace{d})
	hasPage := func(path string) []string {
		if w.get(c, path).code == http.StatusOK {
			return []string{path}
		}
		return nil
	}
	w.post(c, "/staff/names", url.Values{"names": {"show"}})
	elsewhere := map[string]string{}
	for _, path := range []string{"/staff", "/staff/complaints?view=all", "/staff/complaints/" + other.ref} {
		elsewhere[path] = w.get(c, path).body
	}
	found := map[string][]string{"exists": where(shown, d.ref), "story": where(shown, d.story), "name": where(shown, d.name), "note": where(shown, d.note), "letter": where(shown, d.text),
		"file": slices.Concat(where(shown, d.content), where(shown, d.fileName)), "whom it is about": where(shown, d.subject), "another complaint": where(elsewhere, other.story),
		"who looked": hasPage("/staff/complaints/" + d.ref + "/log"), "people": hasPage("/staff/people"), "settings": hasPage("/staff/settings"), "emergency access": hasPage("/staff/emergency-access")}
	for i, thing := range things {
		if sees := want[i] == 'x'; sees != (len(found[thing]) > 0) {
			t.Errorf("%s: seen must be %v, and is by %q", thing, sees, found[thing])
		}
	}
}

var codeInReceipt = regexp.MustCompile(`[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}`)

// complainantSees: their own story, the answer and who handles it; never a note,
// another complaint, or more of the person complained about than they wrote.
func (s *site) complainantSees(t *testing.T, others ...trace) {
	t.Helper()
	own := s.browser(true)
	a := s.post(own, "/complaints", url.Values{"story": {"Mijn eigen verhaal"}, "name": {"Tessa Jansen"}})
	code := codeInReceipt.FindString(a.body)
	lead, _ := s.reg.LeadMember()
	who := s.person(lead)
	found, err := s.reg.Search(ctx, who, "eigen verhaal")
	if code == "" || len(found) != 1 || err != nil {
		t.Fatalf("code %q, %d found", code, len(found))
	}
	order := register.Order{Ref: found[0].Ref}
	_, err = s.reg.Note(ctx, who, order, "Een interne notitie")
	if err == nil {
		_, err = s.reg.NameSubject(ctx, who, order, complaint.SubjectNamed{Name: "Zaalhuur Geheim"})
	}
	if err == nil {
		_, err = s.reg.Acknowledge(ctx, who, order, register.Acknowledgement{Kind: complaint.AcknowledgeAction, Action: "De kachel is aan", Sending: register.Sending{Via: complaint.ViaPage, Signer: lead.ID}})
	}
	if err != nil {
		t.Fatal(err)
	}
	page := s.post(s.browser(true), "/status", url.Values{"code": {code}}).body
	for _, want := range []string{"Mijn eigen verhaal", "De kachel is aan", lead.Name} {
		if !strings.Contains(page, want) {
			t.Errorf("does not see %q", want)
		}
	}
	not := []string{"interne notitie", "Zaalhuur Geheim"}
	for _, d := range others {
		not = append(not, d.ref, d.story, d.name, d.note, d.text)
	}
	for _, word := range not {
		if strings.Contains(page, word) {
			t.Errorf("sees %q", word)
		}
	}
}
