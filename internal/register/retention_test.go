package register_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

const day = 24 * time.Hour

// over is a complaint that was handled, closed and looked back on.
func (p *partners) over(story string) (ref string) {
	p.t.Helper()
	ref = p.write(story).Ref
	p.handled(ref)
	v := p.begin(p.lead, p.pieter)
	for _, it := range v.Scope {
		p.goodAsItIs(p.pieter, v, it.Number)
	}
	_, err := p.ConcludeReview(ctx, p.lead, v.ID, p.key())
	p.must(err)
	return ref
}

func (p *partners) order(ref string) register.Order { return register.Order{Ref: ref, Key: p.key()} }

func (p *partners) keeping(who register.Person) register.KeepDesk {
	p.t.Helper()
	d, err := p.KeepDesk(ctx, who)
	p.must(err)
	return d
}

// later moves the clock in steps that a register at work would see.
func (p *partners) later(d time.Duration) {
	p.t.Helper()
	for ; d > 0; d -= 20 * day {
		p.clock.Advance(min(d, 20*day))
		p.must(p.Store.Write(ctx, func(*store.Tx) error { return nil }))
	}
}

// TestTwoPeopleLetADossierGo, and the figures do not change by it.
func TestTwoPeopleLetADossierGo(t *testing.T) {
	eachDatabase(t, func(t *testing.T, p *partners) {
		ref := p.over("De zaal was koud.")
		p.later(10 * day)
		if d := p.keeping(p.lead); len(d.MayGo) != 0 || d.Running != 1 || d.NextOn.IsZero() {
			t.Fatalf("in its term: %+v", d)
		}
		_, err := p.ProposeErasure(ctx, p.lead, p.order(ref))
		p.refusedWith("kept_term", err)
		p.later(730 * day)
		if d := p.keeping(p.lead); len(d.MayGo) != 1 || d.MayGo[0].Ref != ref {
			t.Fatalf("its term is over: %+v", d)
		}
		year := figures.Year(2025)
		before := p.Figures(p.lead, year)
		p.must2(p.ProposeErasure(ctx, p.lead, p.order(ref)))
		if d := p.keeping(p.pieter); len(d.Waiting) != 1 || d.Waiting[0].Heading != "" || !d.Waiting[0].Proposal.MayConfirm {
			t.Errorf("a partner sees %+v", d)
		}
		if _, err := p.ConfirmErasure(ctx, p.fresh(p.lead), p.order(ref)); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("the same person confirms: %v", err)
		}
		if _, err := p.ConfirmErasure(ctx, p.pieter, p.order(ref)); !errors.Is(err, register.ErrProve) {
			t.Errorf("somebody who did not just show who they are confirms: %v", err)
		}
		p.must2(p.ConfirmErasure(ctx, p.fresh(p.pieter), p.order(ref)))
		p.work()
		if !p.there(ref) {
			t.Fatal("it went before its wait was over")
		}
		p.later(14 * day)
		p.work()
		if p.there(ref) || p.queued() != 0 {
			t.Fatal("it is still there")
		}
		if found := p.search(p.lead, "zaal"); len(found) != 0 {
			t.Errorf("found %v", found)
		}
		after := p.Figures(p.lead, year)
		if b, a := before.In(figures.Received), after.In(figures.Received); len(b) != 1 || len(a) != 1 || !same(*b[0], *a[0]) {
			t.Errorf("the figures were %+v and are %+v", b, a)
		}
		if d := p.keeping(p.lead); len(d.Gone) != 1 || d.Gone[0].Ref != ref || d.Gone[0].By != "Mirjam de Wit" || d.Gone[0].Second != "Pieter Kooistra" {
			t.Errorf("what is told of it: %+v", d.Gone)
		}
		p.reload()
		p.must(p.Fill(ctx))
		if p.there(ref) || len(p.Figures(p.lead, year).In(figures.Received)) != 1 {
			t.Error("after a start it is otherwise")
		}
	})
}

// there reports whether who leads can open it.
func (p *partners) there(ref string) bool {
	_, err := p.Open(ctx, p.lead, ref)
	return err == nil || p.knows(p.lead, ref)
}

// same compares two facts but for who, which stays only as known or not.
func same(a, b figures.Fact) bool {
	if (a.Who == 0) != (b.Who == 0) {
		return false
	}
	a.Who, b.Who = 0, 0
	return reflect.DeepEqual(a, b)
}

func (p *partners) must2(_ complaint.Complaint, err error) { p.t.Helper(); p.must(err) }

// TestWhatComesUpKeepsIt: while it waits, at the moment itself, and by a wrong clock.
func TestWhatComesUpKeepsIt(t *testing.T) {
	p := partnersOn(t, "")
	admin := p.joined("Ada Beheer", "ada@voorbeeld.example", access.Administrator)
	ref := p.over("De zaal was koud.")
	p.later(740 * day)
	agree := func() {
		t.Helper()
		p.must2(p.ProposeErasure(ctx, p.lead, p.order(ref)))
		p.must2(p.ConfirmErasure(ctx, p.fresh(admin), p.order(ref)))
	}
	agree()
	if _, err := p.StopErasure(ctx, p.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer), p.order(ref), "x"); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("somebody without a part stops it: %v", err)
	}
	p.must2(p.StopErasure(ctx, p.pieter, p.order(ref), "Er loopt nog een vraag."))
	p.later(15 * day)
	p.work()
	if !p.there(ref) {
		t.Fatal("it was stopped, and it went")
	}
	agree()
	p.must2(p.PlaceHold(ctx, p.lead, p.order(ref), "Voor de rechter."))
	p.later(15 * day)
	p.work()
	if d := p.keeping(p.lead); len(d.Held) != 1 {
		t.Fatalf("it must be kept: %+v", d)
	}
	p.must2(p.LiftHold(ctx, p.lead, p.order(ref), "Geschikt."))
	agree()
	p.clock.Advance(90 * day) // a clock that jumped
	p.work()
	if !p.there(ref) || p.queued() != 1 || p.keeping(p.lead).Clock.Sane() {
		t.Fatal("it went by a clock that jumped")
	}
	if err := p.ClockIsRight(ctx, p.pieter); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("anybody says that the clock is right: %v", err)
	}
	p.must(p.ClockIsRight(ctx, admin))
	p.clock.Advance(2 * time.Hour)
	p.work()
	if p.there(ref) {
		t.Error("somebody said that the clock is right, and it is still there")
	}
}

// TestNobodyWithoutAPartSeesWhatIsKept.
func TestNobodyWithoutAPartSeesWhatIsKept(t *testing.T) {
	p := partnersOn(t, "")
	for _, role := range []access.Role{access.Trainer, access.Freelancer, access.Auditor, access.Coordinator, access.PrivacyOfficer} {
		who := p.joined("Iemand "+string(role), string(role)+"@voorbeeld.example", role)
		if _, err := p.KeepDesk(ctx, who); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s sees it: %v", role, err)
		}
	}
}
