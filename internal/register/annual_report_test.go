package register_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/review"
)

// heldOver concludes a review over n complaints, of which the first gets an action.
func (p *partners) heldOver(n int) review.Review {
	p.t.Helper()
	for i := range n {
		p.write(fmt.Sprintf("De zaal was koud. Tessa Jansen, nummer %d.", i))
	}
	v := p.begin(p.lead, p.pieter)
	if n > 0 {
		p.extra(v, p.lotte, 60)
	}
	for i := 2; i <= n; i++ {
		p.goodAsItIs(p.lead, v, i)
	}
	v, err := p.ConcludeReview(ctx, p.lead, v.ID, p.key())
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

func (p *partners) reportDesk(who register.Person, v review.Review) register.ReportDesk {
	p.t.Helper()
	d, err := p.ReportDesk(ctx, who, v.ID)
	if err != nil {
		p.t.Fatal(err)
	}
	return d
}

// TestAReportIsWrittenLookedOverAndPublic: nobody outside reads a word of it before a
// second person published it, and afterwards nothing of a complaint.
func TestAReportIsWrittenLookedOverAndPublic(t *testing.T) {
	eachDatabase(t, func(t *testing.T, p *partners) {
		v := p.heldOver(7)
		d := p.reportDesk(p.lead, v)
		words := review.ReportWords{Intro: "Dit leerden we.", Measures: []review.Measure{{Action: v.Actions[0].ID, Text: "Elke zaal is warm genoeg."}}}
		if err := p.WriteReport(ctx, p.pieter, v.ID, p.key(), d.Review.Version, words); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("a partner writes it: %v", err)
		}
		if err := p.WriteReport(ctx, p.lead, v.ID, p.key(), d.Review.Version, words); err != nil {
			t.Fatal(err)
		}
		if all, err := p.AnnualReports(ctx); err != nil || len(all) > 0 || p.Reports() {
			t.Fatalf("a draft is public: %+v, %v", all, err)
		}
		if err := p.PublishReport(ctx, p.pieter, v.ID, p.key(), d.Review.Version, ""); !errors.Is(err, register.ErrStale) {
			t.Errorf("what was not seen is published: %v", err)
		}
		d = p.reportDesk(p.lead, v)
		if d.Publishes || !d.Waits || d.Alone {
			t.Errorf("its writer publishes: %+v", d)
		}
		if err := p.PublishReport(ctx, p.lead, v.ID, p.key(), d.Review.Version, ""); err == nil {
			t.Error("its writer published it")
		}
		key := p.key()
		for range 2 { // the same form twice is one edition
			if err := p.PublishReport(ctx, p.pieter, v.ID, key, d.Review.Version, ""); err != nil {
				t.Fatal(err)
			}
		}
		all, err := p.AnnualReports(ctx)
		if err != nil || len(all) != 1 || all[0].Edition != 1 || !p.Reports() {
			t.Fatalf("%+v, %v", all, err)
		}
		a, err := p.AnnualReport(ctx, all[0].Name)
		if err != nil || a.Received != "7" || a.Words.Intro != "Dit leerden we." || len(a.Measures) != 1 {
			t.Fatalf("%+v, %v", a, err)
		}
		if s := fmt.Sprintf("%+v", a); strings.Contains(s, "Tessa") || strings.Contains(s, "koud") || strings.Contains(s, "thermometer") || strings.Contains(s, "Mirjam") {
			t.Errorf("words of a complaint are public: %s", s)
		}
		p.write("Een klacht van later.")
		if again, _ := p.AnnualReport(ctx, all[0].Name); again.Received != "7" {
			t.Errorf("what came later changed it: %s", again.Received)
		}
		if err := p.WithdrawReport(ctx, p.pieter, v.ID, p.key(), "Fout."); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("a partner withdraws it: %v", err)
		}
		if err := p.WithdrawReport(ctx, p.lead, v.ID, p.key(), "Er stond een fout in."); err != nil {
			t.Fatal(err)
		}
		a, err = p.AnnualReport(ctx, all[0].Name)
		if err != nil || a.Withdrawn == nil || a.Words.Intro != "" || a.Tables != nil || p.Reports() {
			t.Errorf("what was withdrawn is told: %+v, %v", a, err)
		}
		if _, err := p.AnnualReport(ctx, "1999"); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("a year without one: %v", err)
		}
	})
}

// TestAReportOfFewTellsNoNumber, and one of nothing says that.
func TestAReportOfFewTellsNoNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 1: "<5", 4: "<5"} {
		p := partnersOn(t, "")
		v := p.heldOver(n)
		d := p.reportDesk(p.lead, v).Draft
		if d.Received != want || len(d.Tables) > 0 {
			t.Errorf("%d complaints: %q and %d tables", n, d.Received, len(d.Tables))
		}
	}
}

// TestTheFiguresOfAReportCountEverybody: also what is about somebody who attends, to
// whom the report tells no more of it than to everybody.
func TestTheFiguresOfAReportCountEverybody(t *testing.T) {
	p := partnersOn(t, "")
	p.about(p.lotte, p.pieter)
	for range 6 {
		p.write("De zaal was koud.")
	}
	v := p.begin(p.lead, p.pieter)
	for i := range 7 {
		p.goodAsItIs(p.lead, v, i+1)
	}
	v, err := p.ConcludeReview(ctx, p.pieter, v.ID, p.key())
	if err != nil {
		t.Fatal(err)
	}
	if spread := v.End.Overview.Figures[0]; spread.Name != figures.AnswerDue || spread.Total() != 7 {
		t.Errorf("%+v", spread)
	}
	if d := p.reportDesk(p.pieter, v); len(d.Review.Lines) != 6 {
		t.Error("the complaint about Pieter stands before him")
	}
}

// TestWhoHasNoPartFindsNoReportDesk.
func TestWhoHasNoPartFindsNoReportDesk(t *testing.T) {
	p := partnersOn(t, "")
	v := p.heldOver(1)
	for _, who := range []register.Person{p.joined("Ada", "ada@voorbeeld.example", access.Auditor), p.joined("Bea", "bea@voorbeeld.example", access.Partner), p.joined("Cor", "cor@voorbeeld.example", access.Trainer)} {
		if _, err := p.ReportDesk(ctx, who, v.ID); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s: %v", who.Member.Name, err)
		}
		if err := p.PublishReport(ctx, who, v.ID, p.key(), 1, ""); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s publishes: %v", who.Member.Name, err)
		}
	}
}
