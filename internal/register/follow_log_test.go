package register_test

import (
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/letter"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// replicas are programs on one PostgreSQL, with one clock, one master key and one
// folder for files. The first was set up; none looks by itself what the others store.
func replicas(t *testing.T, n int) []*office {
	t.Helper()
	at := store.Config{Data: t.TempDir(), Postgres: testkit.Postgres(t), Master: vault.NewKey()}
	clock := testkit.NewClock(time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC))
	at.Now = clock.Now
	all := make([]*office, n)
	for i := range all {
		all[i] = &office{t: t, clock: clock, Register: replica(t, at)}
	}
	if _, err := all[0].SetUpOrganisation(ctx, setUp()); err != nil {
		t.Fatal(err)
	}
	m, _ := all[0].LeadMember()
	for _, o := range all {
		o.lead = person(m)
		if err := o.CatchUp(ctx); err != nil || o.Home().Name != "Voorbeeld Trainingen" {
			t.Fatalf("a set-up on another program is not known: %v", err)
		}
	}
	return all
}

func replica(t *testing.T, at store.Config) *register.Register {
	t.Helper()
	s, err := store.Open(ctx, at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return replicaOn(t, s)
}

func replicaOn(t *testing.T, s *store.Store) *register.Register {
	t.Helper()
	r, err := register.New(ctx, register.Config{Store: s, Now: s.Now, Site: func() string { return "https://klachten.voorbeeld.example" }, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Fill(ctx); err != nil {
		t.Fatal(err)
	}
	return r
}

func notes(c complaint.Complaint) (n int) {
	for _, e := range c.History {
		if _, noted := e.Event.(complaint.Noted); noted {
			n++
		}
	}
	return n
}

// TestWhatOneStoresAllShow: a complaint that came in at one program, and what was done
// with it at another, stand in the lists, the search and the figures of the third.
func TestWhatOneStoresAllShow(t *testing.T) {
	all := replicas(t, 3)
	a, b, c := all[0], all[1], all[2]
	r := a.write("Het lokaal rook naar verf.")
	token, err := c.SignIn(ctx, c.lead.Member.Email, password)
	if err != nil {
		t.Fatal(err)
	}
	who := c.who(token) // to be recognised is enough: nobody looked at the log
	year := figures.Year(2026)
	if !c.knows(who, r.Ref) || len(c.search(who, "verf")) != 1 || len(c.Figures(who, year).In(figures.Received)) != 1 {
		t.Error("a complaint that came in elsewhere is not everywhere")
	}
	if _, err := b.Note(ctx, b.as(b.lead), register.Order{Ref: r.Ref}, "Gebeld: de ramen gaan open."); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Withdraw(ctx, c.as(c.lead), register.Order{Ref: r.Ref}, complaint.Withdrawn{Reason: "Opgelost"}); err != nil {
		t.Fatal(err)
	}
	for i, o := range all {
		if err := o.CatchUp(ctx); err != nil {
			t.Fatal(err)
		}
		d, err := o.Open(ctx, o.as(o.lead), r.Ref)
		if err != nil || d.Complaint.Withdrawn == nil || notes(d.Complaint) != 1 {
			t.Errorf("program %d opens it as it was: %v", i, err)
		}
		if it := o.List(o.lead, register.Filter{View: "all"}).Items; len(it) != 1 || it[0].Stage != complaint.StageWithdrawn {
			t.Errorf("program %d still shows it as open", i)
		}
	}
}

// TestWhoLostARoleIsRefusedEverywhereAtOnce: with a session of before, with who they
// were a moment ago, and by the very act.
func TestWhoLostARoleIsRefusedEverywhereAtOnce(t *testing.T) {
	all := replicas(t, 2)
	a, b := all[0], all[1]
	lotte := a.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	r := a.write("De zaal was koud.")
	token, err := b.SignIn(ctx, lotte.Member.Email, password)
	if err != nil {
		t.Fatal(err)
	}
	was := b.who(token)
	if !b.knows(was, r.Ref) {
		t.Fatal("a deputy does not find it")
	}
	if err := a.ChangeMember(ctx, a.as(a.lead), lotte.Member.ID, []access.Role{access.Trainer}, calendar.Date{}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Open(ctx, was, r.Ref); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("opened by who was deputy: %v", err)
	}
	if _, err := b.Note(ctx, was, register.Order{Ref: r.Ref}, "Nog even"); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("an act by who was deputy: %v", err)
	}
	if _, err := b.Recognise(ctx, token); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the session goes on: %v", err)
	}
	if now := b.as(lotte); b.knows(now, r.Ref) || !now.Has(access.Trainer) {
		t.Error("still what they were")
	}
}

// TestWhoLeftIsOutEverywhereAtOnce.
func TestWhoLeftIsOutEverywhereAtOnce(t *testing.T) {
	all := replicas(t, 2)
	a, b := all[0], all[1]
	lotte := a.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	r := a.write("De zaal was koud.")
	was := b.as(lotte)
	if err := a.Leave(ctx, a.as(a.lead), lotte.Member.ID, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Open(ctx, was, r.Ref); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("opened by who left: %v", err)
	}
	if _, err := b.SignIn(ctx, lotte.Member.Email, password); !errors.Is(err, register.ErrSignIn) {
		t.Errorf("signed in after leaving: %v", err)
	}
}

// TestWhomItIsAboutIsRefusedEverywhereAtOnce (R10): named at one program, they read
// and do nothing at the other, which did not look yet.
func TestWhomItIsAboutIsRefusedEverywhereAtOnce(t *testing.T) {
	all := replicas(t, 2)
	a, b := all[0], all[1]
	lotte := a.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	r := a.write("De begeleiding was slecht.")
	was := b.as(lotte)
	if _, err := a.NameSubject(ctx, a.as(a.lead), register.Order{Ref: r.Ref}, complaint.SubjectNamed{Member: lotte.Member.ID, Name: lotte.Member.Name}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Open(ctx, was, r.Ref); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("read by whom it is about: %v", err)
	}
	if _, err := b.Note(ctx, was, register.Order{Ref: r.Ref}, "Dat klopt niet"); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("an act by whom it is about: %v", err)
	}
	if b.knows(b.as(lotte), r.Ref) {
		t.Error("it stands in the lists of whom it is about")
	}
}

// TestWhoWasLetInReadsAtOnce: nobody who was made a reader at one program is told at
// another that there is no such dossier.
func TestWhoWasLetInReadsAtOnce(t *testing.T) {
	all := replicas(t, 2)
	a, b := all[0], all[1]
	joris := a.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	r := a.write("De zaal was koud.")
	was := b.as(joris)
	if _, err := a.ChangeReaders(ctx, a.as(a.lead), register.Order{Ref: r.Ref}, []complaint.MemberID{joris.Member.ID}, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Open(ctx, was, r.Ref); err != nil {
		t.Error(err)
	}
}

// TestEverySettingIsTheSameEverywhere: whatever is changed at one program is in force
// at another before it does anything.
func TestEverySettingIsTheSameEverywhere(t *testing.T) {
	all := replicas(t, 2)
	a, b := all[0], all[1]
	lead := a.as(a.lead)
	for _, setting := range []struct {
		name   string
		change func() error
		known  func() bool
	}{
		{"the organisation", func() error {
			return a.SaveSettings(ctx, lead, register.Settings{Name: "Nieuwe Naam", Phone: "020 000 00 09"})
		}, func() bool { return b.Home().Name == "Nieuwe Naam" }},
		{"services", func() error {
			return a.SaveLists(ctx, lead, register.Lists{Services: []string{"Leiding geven"}})
		}, func() bool { return slices.Equal(b.Home().Services, []string{"Leiding geven"}) }},
		{"the words of a letter", func() error {
			return a.SaveText(ctx, lead, letter.Held, "nl", own(letter.Held, "nl", "Groet."), 0)
		}, func() bool { return b.LetterText(letter.Held, "nl").Edition == 1 }},
		{"an invitation", func() error {
			_, err := a.Invite(ctx, lead, "Sanne Bos", "sanne@voorbeeld.example", []access.Role{access.Trainer})
			return err
		}, func() bool { return len(b.Members()) == 2 }},
		{"a second factor", func() error {
			return a.SetSecondFactor(ctx, lead, store.SecondFactorRequired)
		}, func() bool { return b.Home().NeedsSecondFactor() }},
		{"a procedure", func() error {
			d, err := a.Draft(ctx, lead)
			if err != nil {
				return err
			}
			if err := a.SaveDraft(ctx, lead, d.Procedure, 0); err != nil {
				return err
			}
			if d, err = a.Draft(ctx, lead); err != nil {
				return err
			}
			return a.Publish(ctx, lead, d.Edition, 1)
		}, func() bool { return b.Procedure().Version == 2 }},
	} {
		if setting.known() {
			t.Errorf("%s: known before it was changed", setting.name)
		}
		if err := setting.change(); err != nil {
			t.Errorf("%s: %v", setting.name, err)
		}
		if err := b.CatchUp(ctx); err != nil || !setting.known() {
			t.Errorf("%s is not known at another program: %v", setting.name, err)
		}
	}
	// What comes in at a program that did not look is under the procedure in force.
	d, err := a.Draft(ctx, lead)
	if err == nil {
		err = a.SaveDraft(ctx, lead, d.Procedure, d.Edition)
	}
	if err == nil {
		d, err = a.Draft(ctx, lead)
	}
	if err == nil {
		err = a.Publish(ctx, lead, d.Edition, 2)
	}
	if err != nil {
		t.Fatal(err)
	}
	if got := b.complain("").Complaint.Received.Version; got != 3 {
		t.Errorf("a complaint came in under version %d", got)
	}
}

// TestOneFormIsOneComplaintAtAllPrograms: somebody whose answer was lost sends it
// again, and a proxy sends it elsewhere, also at the same moment.
func TestOneFormIsOneComplaintAtAllPrograms(t *testing.T) {
	all := replicas(t, 3)
	var each sync.WaitGroup
	refs := make([]string, 12)
	for i := range refs {
		each.Go(func() {
			got, err := all[i%3].Receive(ctx, complaint.ByComplainant, register.Submission{Key: "form:1", Intake: complaint.Intake{ReceivedAt: all[0].clock.Now(),
				Received: complaint.Received{Channel: complaint.ChannelForm, Written: true, Lang: "nl", CodeGiven: true, Story: "De zaal was koud", Name: "Tessa Jansen"}}})
			if err != nil {
				t.Error(err)
			}
			refs[i] = got.Ref
		})
	}
	each.Wait()
	if slices.Sort(refs); refs[0] == "" || refs[0] != refs[len(refs)-1] {
		t.Errorf("one form became %v", refs)
	}
}

// TestActsAtAllProgramsAtOnce: acts on the same dossiers at three programs neither
// fail nor stand in each other's way, and the log has no holes.
func TestActsAtAllProgramsAtOnce(t *testing.T) {
	all := replicas(t, 3)
	var refs []string
	for range 4 {
		refs = append(refs, all[0].write("De zaal was koud.").Ref)
	}
	var each sync.WaitGroup
	for i, o := range all {
		who := o.as(o.lead)
		for n := range 8 {
			each.Go(func() {
				if _, err := o.Note(ctx, who, register.Order{Ref: refs[(i+n)%4]}, "Gebeld."); err != nil {
					t.Error(err)
				}
			})
		}
	}
	each.Wait()
	if err := all[1].Store.Promise(ctx, all[1].Home().ID); err != nil {
		t.Error(err)
	}
	n := 0
	for _, ref := range refs {
		d, err := all[2].Open(ctx, all[2].as(all[2].lead), ref)
		if err != nil {
			t.Fatal(err)
		}
		n += notes(d.Complaint)
	}
	if n != 24 {
		t.Errorf("%d notes of 24", n)
	}
}

// TestTwoThatStartTogether make the schema once, and one organisation.
func TestTwoThatStartTogether(t *testing.T) {
	at := store.Config{Data: t.TempDir(), Postgres: testkit.Postgres(t), Master: vault.NewKey(), Now: time.Now}
	var each sync.WaitGroup
	made := make([]error, 4)
	for i := range made {
		each.Go(func() {
			r := replica(t, at)
			_, made[i] = r.SetUpOrganisation(ctx, setUp())
		})
	}
	each.Wait()
	n := 0
	for _, err := range made {
		if err == nil {
			n++
		} else if !errors.Is(err, register.ErrSetUpBefore) {
			t.Error(err)
		}
	}
	if n != 1 {
		t.Errorf("set up %d times", n)
	}
}

// TestWhatIsGoneIsGoneEverywhere: an import that was undone, and a dossier that was
// erased while another program had nothing to do for years.
func TestWhatIsGoneIsGoneEverywhere(t *testing.T) {
	all := replicas(t, 2)
	a, b := all[0], all[1]
	i := a.takenOver(oldList, nil)
	b.must(b.CatchUp(ctx))
	if len(b.found(b.lead, "K-1")) != 1 {
		t.Fatal("an import is not followed")
	}
	a.must(a.UndoOldImport(ctx, a.proven(a.lead), i.ID))
	b.must(b.CatchUp(ctx))
	if len(b.search(b.lead, "K-1")) != 0 || len(b.List(b.lead, register.Filter{View: "all"}).Items) != 0 {
		t.Error("an import that was undone still stands in the lists")
	}

	p := &partners{office: a, pieter: a.joined("Pieter Kooistra", "pieter@voorbeeld.example", access.Partner), lotte: a.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)}
	ref := p.over("De zaal was koud.")
	p.later(800 * day)
	b.must(b.CatchUp(ctx))
	if _, err := b.Open(ctx, b.as(b.lead), ref); err != nil || len(b.search(b.as(b.lead), "zaal")) != 1 {
		t.Fatalf("it is not there before it goes: %v", err)
	}
	p.must2(p.ProposeErasure(ctx, p.lead, p.order(ref)))
	p.must2(p.ConfirmErasure(ctx, p.fresh(p.pieter), p.order(ref)))
	p.later(15 * day)
	b.work() // the one that was idle carries it out
	a.must(a.CatchUp(ctx))
	for n, o := range all {
		who := o.as(o.lead)
		if o.knows(who, ref) || len(o.search(who, "zaal")) != 0 || len(o.Figures(who, figures.Year(2026)).In(figures.Received)) != 1 {
			t.Errorf("program %d: what was erased is there, or does not count any more", n)
		}
	}
	if len(p.keeping(p.lead).Gone) != 1 {
		t.Error("it does not stand in what is told of it")
	}
}

// TestAReviewIsTheSameEverywhere.
func TestAReviewIsTheSameEverywhere(t *testing.T) {
	all := replicas(t, 2)
	a, b := all[0], all[1]
	a.write("De zaal was koud.")
	b.must(b.CatchUp(ctx))
	before, err := b.Reviews(ctx, b.as(b.lead))
	if err != nil || before.Running {
		t.Fatalf("%v, %d reviews", err, len(before.Reviews))
	}
	p := &partners{office: a, pieter: a.joined("Pieter Kooistra", "pieter@voorbeeld.example", access.Partner)}
	p.begin(p.lead, p.pieter)
	after, err := b.Reviews(ctx, b.as(b.lead))
	if err != nil || !after.Running || len(after.Reviews) != 1 {
		t.Errorf("%v, %d reviews after one was opened elsewhere", err, len(after.Reviews))
	}
}
