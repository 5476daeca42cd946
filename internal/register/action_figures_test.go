package register_test

import (
	"slices"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
)

// agreed is what reviews of this year agreed on, as somebody counts and sees it.
func (p *partners) agreed(who register.Person) register.AgreedActions {
	p.t.Helper()
	x, err := p.AgreedActions(ctx, who, figures.Year(p.today().Year()))
	if err != nil {
		p.t.Fatal(err)
	}
	return x
}

// counts holds what somebody counts against how many of each.
func (p *partners) counts(who register.Person, listed int, want map[figures.ActionSet]int) {
	p.t.Helper()
	x := p.agreed(who)
	for _, s := range figures.ActionSets() {
		if x.Count(s) != want[s] {
			p.t.Errorf("%s counts %d %s, not %d", who.Member.Name, x.Count(s), s, want[s])
		}
	}
	if len(x.Listed) != listed || x.Whole() != (listed == want[figures.ActionsAgreed]) {
		p.t.Errorf("%s sees %d of %d, whole %v", who.Member.Name, len(x.Listed), x.Count(figures.ActionsAgreed), x.Whole())
	}
}

func (p *partners) caused(ref, cause string) {
	p.t.Helper()
	d, err := p.Open(ctx, p.lead, ref)
	if err == nil {
		_, err = p.Correct(ctx, p.lead, register.Order{Ref: ref, Version: d.Complaint.Version, Key: p.key()}, complaint.FieldCause, cause, "")
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// agreedOn holds a review over two complaints, one about Pieter, and agrees on an action
// because of each; Pieter does neither unless he is the owner.
func (p *partners) agreedOn(owner register.Person) (about, cold register.Receipt) {
	p.t.Helper()
	about = p.write("Over Pieter.", p.pieter)
	p.clock.Advance(time.Minute)
	cold = p.write("De zaal was koud.")
	p.caused(about.Ref, "skill")
	p.caused(cold.Ref, "technology")
	v := p.begin(p.lead, p.pieter)
	for number := 1; number <= 2; number++ {
		d := register.ReviewDecision{Number: number, Extra: true, Reason: "Gebeurt vaker.", Action: "Iets anders doen.", Owner: owner.Member.ID, Due: p.today().AddDays(20)}
		if _, err := p.DecideReview(ctx, p.lead, v.ID, p.key(), d); err != nil {
			p.t.Fatal(err)
		}
	}
	if _, err := p.ConcludeReview(ctx, p.lead, v.ID, p.key()); err != nil {
		p.t.Fatal(err)
	}
	return about, cold
}

// TestWhatIsAboutSomebodyIsInNoneOfTheirNumbers: neither the action that was agreed
// because of it, nor that its cause came back; a partner who was not at the review
// counts, and has no list; a trainer has neither.
func TestWhatIsAboutSomebodyIsInNoneOfTheirNumbers(t *testing.T) {
	eachDatabase(t, func(t *testing.T, p *partners) {
		bea, joris := p.joined("Bea Buiten", "bea@voorbeeld.example", access.Partner), p.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
		p.agreedOn(p.lotte)
		p.counts(p.lead, 2, map[figures.ActionSet]int{figures.ActionsAgreed: 2, figures.ActionsRunning: 2})
		p.counts(p.pieter, 1, map[figures.ActionSet]int{figures.ActionsAgreed: 1, figures.ActionsRunning: 1})
		p.counts(bea, 0, map[figures.ActionSet]int{figures.ActionsAgreed: 2, figures.ActionsRunning: 2})
		p.counts(joris, 0, nil)
		p.clock.Advance(10 * 24 * time.Hour)
		for _, a := range p.agreed(p.lead).Listed {
			if err := p.FinishAction(ctx, p.lotte, a.ID, p.key(), "Gedaan."); err != nil {
				t.Fatal(err)
			}
			if err := p.JudgeAction(ctx, p.lead, a.ID, p.key(), review.Worked, ""); err != nil {
				t.Fatal(err)
			}
		}
		p.clock.Advance(20 * 24 * time.Hour)
		again := p.write("Weer over Pieter.", p.pieter)
		p.caused(again.Ref, "skill")
		all := map[figures.ActionSet]int{figures.ActionsAgreed: 2, figures.ActionsDone: 2, figures.ActionsDue: 2, figures.ActionsInTime: 2, figures.ActionsWorked: 2, figures.ActionsWithCause: 2, figures.ActionsCauseBack: 1}
		p.counts(p.lead, 2, all)
		p.counts(bea, 0, all)
		p.counts(p.pieter, 1, map[figures.ActionSet]int{figures.ActionsAgreed: 1, figures.ActionsDone: 1, figures.ActionsDue: 1, figures.ActionsInTime: 1, figures.ActionsWorked: 1, figures.ActionsWithCause: 1})
		if x, err := p.AgreedActions(ctx, p.lead, figures.Year(2030)); err != nil || x.Count(figures.ActionsAgreed) != 0 || !slices.Equal(x.Years, []int{2025}) {
			t.Errorf("in a year without a review: %+v, %v", x, err)
		}
	})
}

// TestWhoDoesAnActionCountsIt, and not because of which complaint: on Vandaag it is there
// anyway, and that it were missing here would tell them whom it is about.
func TestWhoDoesAnActionCountsIt(t *testing.T) {
	p := partnersOn(t, "")
	p.agreedOn(p.pieter)
	p.counts(p.pieter, 2, map[figures.ActionSet]int{figures.ActionsAgreed: 2, figures.ActionsRunning: 2})
	for _, a := range p.agreed(p.pieter).Listed {
		if err := p.FinishAction(ctx, p.pieter, a.ID, p.key(), "Gedaan."); err != nil {
			t.Fatal(err)
		}
	}
	p.counts(p.pieter, 2, map[figures.ActionSet]int{figures.ActionsAgreed: 2, figures.ActionsDone: 2, figures.ActionsUnjudged: 2, figures.ActionsWithCause: 1})
	p.counts(p.lead, 2, map[figures.ActionSet]int{figures.ActionsAgreed: 2, figures.ActionsDone: 2, figures.ActionsUnjudged: 2, figures.ActionsWithCause: 2})
	if hidden := slices.IndexFunc(p.agreed(p.pieter).Listed, func(a register.ActionView) bool { return a.Dossier == "" }); hidden < 0 {
		t.Error("he is told because of which complaint")
	}
}
