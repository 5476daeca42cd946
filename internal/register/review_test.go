package register_test

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// partners is an office whose partners hold reviews, on this database ("" is SQLite).
type partners struct {
	*office
	pieter, lotte register.Person
	n             int
}

func eachDatabase(t *testing.T, test func(*testing.T, *partners)) {
	t.Run("sqlite", func(t *testing.T) { test(t, partnersOn(t, "")) })
	t.Run("postgres", func(t *testing.T) { test(t, partnersOn(t, testkit.Postgres(t))) })
}

func partnersOn(t *testing.T, database string) *partners {
	t.Helper()
	o := &office{t: t, clock: testkit.NewClock(time.Date(2025, 11, 3, 10, 0, 0, 0, time.UTC))}
	s, err := store.Open(ctx, store.Config{Data: t.TempDir(), Postgres: database, Master: vault.NewKey(), Now: o.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	o.Register, err = register.New(ctx, register.Config{Store: s, Now: o.clock.Now, Site: func() string { return "https://klachten.voorbeeld.example" }, Logger: slog.New(slog.DiscardHandler)})
	if err == nil {
		_, err = o.SetUpOrganisation(ctx, setUp())
	}
	if err == nil {
		err = o.Fill(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	m, _ := o.LeadMember()
	o.lead = person(m)
	return &partners{office: o, pieter: o.joined("Pieter Kooistra", "pieter@voorbeeld.example", access.Partner), lotte: o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)}
}

func (p *partners) today() calendar.Date { return p.Procedure().On(p.clock.Now()) }

func (p *partners) key() string { p.n++; return fmt.Sprint("act-", p.n) }

func (p *partners) begin(who ...register.Person) review.Review {
	p.t.Helper()
	n := register.NewReview{Day: p.today(), Until: p.today()}
	for _, w := range who {
		n.Attendees = append(n.Attendees, w.Member.ID)
	}
	v, err := p.OpenReview(ctx, p.lead, p.key(), n)
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

func (p *partners) goodAsItIs(who register.Person, v review.Review, number int) {
	p.t.Helper()
	if _, err := p.DecideReview(ctx, who, v.ID, p.key(), register.ReviewDecision{Number: number, Reason: "Goed opgelost."}); err != nil {
		p.t.Fatal(err)
	}
}

// extra agrees that somebody does something within so many days.
func (p *partners) extra(v review.Review, owner register.Person, days int) {
	p.t.Helper()
	_, err := p.DecideReview(ctx, p.lead, v.ID, p.key(), register.ReviewDecision{Number: 1, Extra: true, Reason: "Gebeurt vaker.", Action: "Een thermometer in elke zaal.", Owner: owner.Member.ID, Due: p.today().AddDays(days)})
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *partners) seen(who register.Person, v review.Review) register.ReviewView {
	p.t.Helper()
	view, err := p.Review(ctx, who, v.ID)
	if err != nil {
		p.t.Fatal(err)
	}
	return view
}

// TestPartnersHoldAReview: from the proposal to signed minutes, with an action that is
// done and looked at first a year later.
func TestPartnersHoldAReview(t *testing.T) {
	eachDatabase(t, func(t *testing.T, p *partners) {
		first := p.write("De zaal was koud. Tessa Jansen.")
		p.clock.Advance(24 * time.Hour)
		second := p.write("De reader kwam te laat.")
		proposal, err := p.ProposeReview(ctx, p.lead, p.today())
		if err != nil || len(proposal.Scope) != 2 || !proposal.First {
			t.Fatalf("%+v, %v", proposal, err)
		}
		v := p.begin(p.lead, p.pieter)
		k, err := p.OpenCase(ctx, p.pieter, v.ID, 1)
		if err != nil || k.Ref != "" {
			t.Fatalf("a partner opens a complaint: ref %q, %v", k.Ref, err)
		}
		if strings.Contains(k.Case.Story+k.Case.Heading, "Tessa") || strings.Contains(k.Case.Story, "Jansen") {
			t.Errorf("the name stands in %q", k.Case.Story)
		}
		d := register.ReviewDecision{Number: 1, Extra: true, Reason: "Gebeurt vaker.", Action: "Een thermometer in elke zaal.", Owner: p.lotte.Member.ID, Due: p.today().AddDays(60)}
		key := p.key()
		for range 2 { // the same form twice is one act
			if v, err = p.DecideReview(ctx, p.pieter, v.ID, key, d); err != nil {
				t.Fatal(err)
			}
		}
		if v.Version != 2 {
			t.Errorf("the same act twice left %d events", v.Version)
		}
		_, err = p.ConcludeReview(ctx, p.pieter, v.ID, p.key())
		p.refusedWith("review_undecided", err)
		if r, _ := register.Refused(err); r != nil && !slices.Equal(r.Args, []string{"klager 2"}) {
			t.Errorf("it names %v", r.Args)
		}
		p.goodAsItIs(p.lead, v, 2)
		if err := p.WordReview(ctx, p.pieter, v.ID, p.key(), "Wij zijn tevreden."); err != nil {
			t.Fatal(err)
		}
		if v, err = p.ConcludeReview(ctx, p.pieter, v.ID, p.key()); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(p.SignReview(ctx, p.pieter, v.ID, p.key()), p.SignReview(ctx, p.lead, v.ID, p.key())); err != nil {
			t.Fatal(err)
		}
		if err := p.SignReview(ctx, p.lotte, v.ID, p.key()); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("who was not there signs: %v", err)
		}
		p.dossiersKnow(v, first.Ref, true)
		p.dossiersKnow(v, second.Ref, false)
		p.aYearLater(v, k.Item.Dossier)
	})
}

// dossiersKnow checks that a dossier was told that it was decided on, and how.
func (p *partners) dossiersKnow(v review.Review, ref string, extra bool) {
	p.t.Helper()
	d, err := p.Open(ctx, p.lead, ref)
	if err != nil {
		p.t.Fatal(err)
	}
	if got := d.Complaint.Reviewed; got == nil || got.Event != (complaint.Reviewed{Review: v.ID, Extra: extra}) {
		p.t.Errorf("%s knows of the review: %+v", ref, got)
	}
}

func (p *partners) aYearLater(v review.Review, dossier string) {
	p.t.Helper()
	own, err := p.Actions(ctx, p.lotte, true)
	if err != nil || len(own) != 1 {
		p.t.Fatalf("%d actions, %v", len(own), err)
	}
	p.clock.Advance(50 * 24 * time.Hour)
	if err := p.FinishAction(ctx, p.pieter, own[0].ID, p.key(), "Gedaan."); !errors.Is(err, register.ErrNotFound) {
		p.t.Errorf("who does not do it says that it was done: %v", err)
	}
	if err := p.FinishAction(ctx, p.lotte, own[0].ID, p.key(), "Ze hangen er."); err != nil {
		p.t.Fatal(err)
	}
	p.clock.Advance(300 * 24 * time.Hour)
	if w, due, err := p.ReviewWarning(ctx, p.pieter); err != nil || !due || w.Last != v.Day {
		p.t.Errorf("after almost a year: %+v, %v, %v", w, due, err)
	}
	next := p.begin(p.lead, p.pieter)
	if !slices.ContainsFunc(next.Scope, func(it review.Item) bool { return it.Dossier == dossier && it.Why == review.Running }) {
		p.t.Error("what ran then is not looked at again")
	}
	view := p.seen(p.pieter, next)
	if len(view.Earlier) != 1 || view.Earlier[0].DoneText != "Ze hangen er." {
		p.t.Errorf("to look back on: %+v", view.Earlier)
	}
	if err := p.JudgeAction(ctx, p.pieter, own[0].ID, p.key(), review.Worked, ""); err != nil {
		p.t.Fatal(err)
	}
	if view = p.seen(p.pieter, next); view.Earlier[0].Effect != review.Worked {
		p.t.Error("whether it helped is not there")
	}
}

// TestAYearWithoutComplaintsHasItsReview.
func TestAYearWithoutComplaintsHasItsReview(t *testing.T) {
	eachDatabase(t, func(t *testing.T, p *partners) {
		v := p.begin(p.lead)
		v, err := p.ConcludeReview(ctx, p.lead, v.ID, p.key())
		if err != nil || len(v.End.Overview.Lines) != 0 || !v.End.Untouched {
			t.Errorf("%+v, %v", v.End, err)
		}
		_, err = p.OpenReview(ctx, p.lead, p.key(), register.NewReview{Day: p.today(), Until: p.today(), Attendees: []complaint.MemberID{p.lead.Member.ID}})
		p.refusedWith("review_overlaps", err)
	})
}

// TestWhatHappensAfterwardsChangesNothing: a complaint that is corrected, closed or
// about somebody else after the freeze leaves the overview as it was.
func TestWhatHappensAfterwardsChangesNothing(t *testing.T) {
	eachDatabase(t, func(t *testing.T, p *partners) {
		c := p.write("De zaal was koud.")
		v := p.begin(p.lead, p.pieter)
		p.goodAsItIs(p.pieter, v, 1)
		v, err := p.ConcludeReview(ctx, p.lead, v.ID, p.key())
		if err != nil {
			t.Fatal(err)
		}
		before := v.End.Overview.Hash()
		d, err := p.Open(ctx, p.lead, c.Ref)
		if err == nil {
			_, err = p.Correct(ctx, p.lead, register.Order{Ref: c.Ref, Version: d.Complaint.Version, Key: "c1"}, complaint.FieldCategory, "invoice", "")
		}
		if err == nil {
			_, err = p.Withdraw(ctx, p.lead, register.Order{Ref: c.Ref, Key: "w1"}, complaint.Withdrawn{How: complaint.ChannelPhone, Reason: "Het is goed."})
		}
		if err == nil {
			_, err = p.Reopen(ctx, p.lead, register.Order{Ref: c.Ref, Key: "o1"}, "Toch niet.")
		}
		if err != nil {
			t.Fatal(err)
		}
		view := p.seen(p.lead, v)
		if view.End.Overview.Hash() != before || view.End.SHA256 != before || view.Lines[0].Category != "" || view.Lines[0].Stage != complaint.StageReceived {
			t.Errorf("the overview moved: %+v", view.Lines[0])
		}
		_, err = p.DecideReview(ctx, p.pieter, v.ID, p.key(), register.ReviewDecision{Number: 1, Reason: "Toch anders."})
		p.refusedWith("review_over", err)
	})
}

// TestWhoAComplaintIsAboutDoesNotGoThroughIt: it is skipped for them, in the list, the
// count, by its number and in the minutes; the others decide.
func TestWhoAComplaintIsAboutDoesNotGoThroughIt(t *testing.T) {
	eachDatabase(t, func(t *testing.T, p *partners) {
		p.write("Over Pieter.", p.pieter)
		p.clock.Advance(time.Minute)
		p.write("De zaal was koud.")
		v := p.begin(p.lead, p.pieter)
		mine := p.seen(p.pieter, v)
		if len(mine.Items) != 1 || mine.Items[0].Number != 1 {
			t.Fatalf("Pieter sees %+v", mine.Items)
		}
		if _, err := p.OpenCase(ctx, p.pieter, v.ID, 2); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("he opens it: %v", err)
		}
		if _, err := p.DecideReview(ctx, p.pieter, v.ID, p.key(), register.ReviewDecision{Number: 2, Reason: "Valt mee."}); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("he decides on it: %v", err)
		}
		p.goodAsItIs(p.pieter, v, 1)
		_, err := p.ConcludeReview(ctx, p.pieter, v.ID, p.key())
		p.refusedWith("review_left_to_others", err)
		p.goodAsItIs(p.lead, v, 2)
		if _, err := p.ConcludeReview(ctx, p.pieter, v.ID, p.key()); err != nil {
			t.Fatal(err)
		}
		his, err := p.Minutes(ctx, p.pieter, v.ID)
		hers, theirErr := p.Minutes(ctx, p.lead, v.ID)
		if err != nil || theirErr != nil || len(his.Lines) != 1 || len(hers.Lines) != 2 {
			t.Errorf("in the minutes he reads %d and she %d, %v %v", len(his.Lines), len(hers.Lines), err, theirErr)
		}
	})
}

// TestWhatTouchesEverybodyIsLeftToWhoStandsIn: it is named to them, and only they
// decide on it.
func TestWhatTouchesEverybodyIsLeftToWhoStandsIn(t *testing.T) {
	eachDatabase(t, func(t *testing.T, p *partners) {
		p.write("Over Pieter.", p.pieter)
		v := p.begin(p.pieter)
		if view := p.seen(p.lead, v); !slices.Equal(view.LeftOver, []int{1}) || !view.Items[0].Mine {
			t.Errorf("who stands in is told %v", view.LeftOver)
		}
		if id, n, err := p.StandsInAt(ctx, p.lead); err != nil || id != v.ID || n != 1 {
			t.Errorf("on Vandaag: %s, %d, %v", id, n, err)
		}
		if id, n, _ := p.StandsInAt(ctx, p.pieter); id != "" || n != 0 {
			t.Error("whom it is about is told of it")
		}
		p.goodAsItIs(p.lead, v, 1)
		if _, err := p.ConcludeReview(ctx, p.pieter, v.ID, p.key()); err != nil {
			t.Fatal(err)
		}
	})
}

// TestTheConfidantStandsInForAllWhoLead: about everybody who leads and attends.
func TestTheConfidantStandsInForAllWhoLead(t *testing.T) {
	p := partnersOn(t, "")
	ilse := p.joined("Ilse Terpstra", "ilse@voorbeeld.example", access.Confidant)
	ilse.Actor = ilse.LedBy(p.lead.Member.ID, p.lotte.Member.ID)
	p.write("Over iedereen.", p.lead, p.lotte)
	v := p.begin(p.lead, p.lotte)
	if _, err := p.OpenCase(ctx, ilse, v.ID, 1); err != nil {
		t.Fatal(err)
	}
	p.goodAsItIs(ilse, v, 1)
	if _, err := p.Review(ctx, p.pieter, v.ID); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a partner who does not attend sees the review: %v", err)
	}
}

// TestOnlyWhoAttendsSeesAReview, and every complaint that is opened at one leaves a line
// in the log.
func TestOnlyWhoAttendsSeesAReview(t *testing.T) {
	p := partnersOn(t, "")
	c := p.write("De zaal was koud.")
	v := p.begin(p.lead, p.pieter)
	auditor := p.joined("Ada Audit", "ada@voorbeeld.example", access.Auditor)
	for _, who := range []register.Person{p.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer), p.joined("Bea Buiten", "bea@voorbeeld.example", access.Partner), auditor,
		p.joined("Sem Systeem", "sem@voorbeeld.example", access.Administrator)} {
		if _, err := p.Review(ctx, who, v.ID); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s sees it: %v", who.Member.Name, err)
		}
		if _, err := p.OpenCase(ctx, who, v.ID, 1); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s opens a complaint of it: %v", who.Member.Name, err)
		}
		if _, err := p.OpenReview(ctx, who, p.key(), register.NewReview{Day: p.today(), Until: p.today()}); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s begins one: %v", who.Member.Name, err)
		}
	}
	if _, err := p.OpenCase(ctx, p.pieter, v.ID, 1); err != nil {
		t.Fatal(err)
	}
	seen, err := p.WhoLooked(ctx, p.lead, c.Ref, register.LogQuery{})
	if err != nil || !slices.ContainsFunc(seen.Lines, func(l register.Seen) bool { return l.Action == access.Review && l.Allowed }) {
		t.Errorf("the log has no line: %+v, %v", seen, err)
	}
	p.goodAsItIs(p.pieter, v, 1)
	if _, err := p.ConcludeReview(ctx, p.lead, v.ID, p.key()); err != nil {
		t.Fatal(err)
	}
	if view, err := p.Minutes(ctx, auditor, v.ID); err != nil || len(view.Lines) != 1 {
		t.Errorf("the auditor reads the minutes: %v", err)
	}
	if _, err := p.OpenCase(ctx, p.pieter, v.ID, 1); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("the complaint opens after the review: %v", err)
	}
}
