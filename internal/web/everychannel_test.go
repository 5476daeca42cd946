package web_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/mail"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
)

// TestNoChannelShowsWhatTheDossierWouldRefuse draws people with random roles,
// dossiers with random parts, conflicts and grants, and looks at everything the
// site shows each of them: pages, lists, counts, searches, letters, files, logs.
// Nothing may show a word that the dossier page would refuse, or the number of
// what does not exist for them.
func TestNoChannelShowsWhatTheDossierWouldRefuse(t *testing.T) {
	for seed := range int64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := newWorld(t, rand.New(rand.NewSource(seed))) //nolint:gosec // a drawing that can be repeated
			for _, who := range w.people {
				w.look(who)
			}
		})
	}
}

// world is an organisation drawn by chance.
type world struct {
	*site
	rnd      *rand.Rand
	people   []store.Member
	dossiers []trace
}

func newWorld(t *testing.T, rnd *rand.Rand) *world {
	t.Helper()
	w := &world{site: open(t), rnd: rnd}
	w.populate()
	return w
}

// populate draws the people and their dossiers.
func (w *world) populate() {
	rnd := w.rnd
	lead, _ := w.reg.LeadMember()
	w.people = []store.Member{lead}
	for i := range 7 {
		roles := []access.Role{access.Roles()[rnd.Intn(len(access.Roles()))]}
		if i == 0 {
			roles[0] = access.Deputy // so that somebody can handle what is about the lead
		}
		if i > 1 && rnd.Intn(3) == 0 {
			roles = append(roles, access.Roles()[rnd.Intn(len(access.Roles()))])
		}
		w.people = append(w.people, w.member(fmt.Sprintf("Medewerker Nummer%d", i), roles...))
	}
	for i := range 6 {
		w.dossiers = append(w.dossiers, w.dossier(i))
	}
}

func (w *world) anybody() complaint.MemberID { return w.people[w.rnd.Intn(len(w.people))].ID }

func (w *world) dossier(i int) trace {
	var in complaint.Intake
	if w.rnd.Intn(2) == 0 {
		in.Subjects = append(in.Subjects, complaint.SubjectNamed{Member: w.anybody(), Name: "Iemand"})
	}
	if w.rnd.Intn(2) == 0 {
		in.Reporter, in.Done = w.anybody(), &complaint.ActionTaken{Nothing: true}
	}
	d := w.plant(fmt.Sprintf("%c%d", 'a'+i, w.rnd.Intn(9000)+1000), in)
	for _, m := range w.people {
		who := w.person(m)
		if !access.May(who.Actor, access.Assign, w.facts(d)).OK {
			continue
		}
		order := register.Order{Ref: d.ref}
		if w.rnd.Intn(2) == 0 {
			_, _ = w.reg.Discuss(ctx, who, order, complaint.Discussed{Acknowledger: w.anybody(), With: []complaint.MemberID{w.anybody()}})
		}
		w.handle(who, &d)
		_, _ = w.reg.AssignHandler(ctx, who, order, w.anybody())
		_, _ = w.reg.ChangeReaders(ctx, who, order, []complaint.MemberID{w.anybody()}, nil)
		if out := w.anybody(); out != m.ID && w.rnd.Intn(2) == 0 {
			_, _ = w.reg.Recuse(ctx, who, order, complaint.Recused{Member: out, Reason: "Een ander belang"})
		}
		break
	}
	for _, m := range w.people {
		if w.rnd.Intn(2) == 0 {
			_, _ = w.reg.BreakGlass(ctx, w.person(m), register.Order{Ref: d.ref}, "De hoofdtrainer is ziek en de klager belt.")
		}
	}
	return d
}

// look compares what somebody is shown with what access.May says.
func (w *world) look(m store.Member) {
	w.t.Helper()
	levels := []store.SessionLevel{store.LevelFull}
	if w.rnd.Intn(2) == 0 {
		levels = append(levels, store.LevelLink)
	}
	for _, level := range levels {
		token := w.session(m, level)
		who, err := w.reg.Recognise(ctx, token)
		if err != nil {
			w.t.Fatal(err)
		}
		shown := w.seen(w.holding(token), w.dossiers)
		known := 0
		for _, d := range w.dossiers {
			f := w.facts(d)
			if access.May(who.Actor, access.Know, f).OK {
				known++
			} else if found := where(shown, d.ref); len(found) > 0 {
				w.t.Errorf("%v by level %d is shown the number of what does not exist for them (%s) by %q", m.Roles, level, access.May(who.Actor, access.Know, f).Rule, found)
			}
			reads := access.May(who.Actor, access.ReadContent, f)
			for what, word := range d.words() {
				if found := where(shown, word); !reads.OK && len(found) > 0 {
					w.t.Errorf("%v by level %d is shown the %s (%s) by %q", m.Roles, level, what, reads.Rule, found)
				}
			}
			if reads.OK && len(where(shown, d.story)) == 0 {
				w.t.Errorf("%v by level %d reads it by %s and is shown nothing: this test sees too little", m.Roles, level, reads.Rule)
			}
		}
		if n := w.reg.List(who, register.Filter{View: "all"}).Total; n != known {
			w.t.Errorf("%v by level %d: the list counts %d, %d exist for them", m.Roles, level, n, known)
		}
	}
}

// TestTheLogOfTheProgramNamesNobody: after all that, nothing of any dossier stands
// in what the program logs.
func TestTheLogOfTheProgramNamesNobody(t *testing.T) {
	w := newWorld(t, rand.New(rand.NewSource(7))) //nolint:gosec // a drawing that can be repeated
	lead := w.holding(w.session(w.people[0], store.LevelFull))
	w.seen(lead, w.dossiers)
	if err := w.store.Close(); err != nil { // faults are logged too
		t.Fatal(err)
	}
	w.get(lead, "/staff/complaints/"+w.dossiers[0].ref)
	log := w.log.String()
	if !strings.Contains(log, "fault") {
		t.Error("no fault was logged: this test sees too little")
	}
	for _, d := range w.dossiers {
		for what, word := range d.words() {
			if strings.Contains(log, word) || strings.Contains(log, d.ref) {
				t.Errorf("the log holds the %s or the number", what)
			}
		}
	}
}

// TestNoMailTellsWhatTheDossierWouldRefuse: a notice goes only to somebody who may
// know of the dossier, and says nothing of it.
func TestNoMailTellsWhatTheDossierWouldRefuse(t *testing.T) {
	server := testkit.Postfix(t)
	w := &world{site: open(t), rnd: rand.New(rand.NewSource(11))} //nolint:gosec // a drawing that can be repeated
	parsed, err := mail.ParseServer(server.URL() + "?from=klachten@voorbeeld.example")
	if err != nil {
		t.Fatal(err)
	}
	w.reg.Mail = parsed
	w.populate()
	for more := true; more; {
		if more, err = w.reg.WorkOnce(ctx); err != nil {
			t.Fatal(err)
		}
	}
	sent := 0
	for _, m := range w.people {
		known, who := 0, w.person(m)
		for _, d := range w.dossiers {
			if access.May(who.Actor, access.Know, w.facts(d)).OK {
				known++
			}
		}
		told := map[string]bool{}
		for _, message := range server.Messages(m.Email) {
			raw := string(message.Raw)
			told[message.Header.Get("Message-ID")] = true
			sent++
			for _, d := range w.dossiers {
				for what, word := range d.words() {
					if strings.Contains(raw, word) || strings.Contains(raw, d.ref) {
						t.Errorf("a notice to %v holds the %s or the number", m.Roles, what)
					}
				}
			}
		}
		if known == 0 && len(told) > 0 {
			t.Errorf("%v knows of nothing and got %d notices", m.Roles, len(told))
		}
	}
	if sent == 0 {
		t.Error("nothing was sent: this test sees too little")
	}
}
