package register_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/evaluation"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
	"wederhoor/internal/testkit"
	"wederhoor/internal/vault"
)

// onEngines runs a test on either database.
func onEngines(t *testing.T, test func(*testing.T, *office)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, open(t, "")) })
	t.Run("postgres", func(t *testing.T) {
		test(t, openOn(t, store.Config{Data: t.TempDir(), Postgres: testkit.Postgres(t)}, ""))
	})
}

// asks makes a questionnaire that is open for a week.
func (o *office) asks(who register.Person, trainers ...complaint.MemberID) register.Questionnaire {
	o.t.Helper()
	id, err := o.Ask(ctx, who, register.CourseAsked{Name: "Lastige gesprekken", Dates: "12 november", Lang: "nl", Trainers: trainers,
		Until: o.Procedure().On(o.clock.Now()).AddDays(7), Key: store.NewID()})
	if err != nil {
		o.t.Fatal(err)
	}
	q, err := o.QuestionnaireOf(ctx, who, id)
	if err != nil {
		o.t.Fatal(err)
	}
	return q
}

func (o *office) fills(code vault.Code, all ...register.Filled) {
	o.t.Helper()
	for _, f := range all {
		if f.Key == "" {
			f.Key = store.NewID()
		}
		if err := o.FillIn(ctx, code, f); err != nil {
			o.t.Fatal(err)
		}
	}
}

func (o *office) results(who register.Person, id string) register.Results {
	o.t.Helper()
	res, err := o.ResultsOf(ctx, who, id)
	if err != nil {
		o.t.Fatal(err)
	}
	return res
}

// TestAnswersComeToTheDesk: what a rule finds, what happened and who wants a reply
// wait for a person; praise does not, and sent twice is once (S3).
func TestAnswersComeToTheDesk(t *testing.T) { onEngines(t, answersComeToTheDesk) }

func answersComeToTheDesk(t *testing.T, o *office) {
	joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	q := o.asks(joris)
	twice := register.Filled{Lang: "nl", Score: 8, Happened: "De deur van de zaal klemde.", Key: "tweemaal verstuurd"}
	o.fills(q.Code, register.Filled{Lang: "nl", Score: 9, Good: "Veel geoefend", Happened: "Nee."}, twice, twice,
		register.Filled{Lang: "nl", Score: 3, Better: "Ik werd uitgelachen, dit is een klacht"},
		register.Filled{Lang: "nl", Score: 8, Email: "tessa@elders.example", Name: "Tessa Jansen"},
		register.Filled{Lang: "en", Score: 8, Better: "Please start on time"})
	d := o.evaluations(o.lead)
	if want := (evaluation.Balance{Open: 3}); d.Balance != want || d.Waiting != 4 {
		t.Fatalf("balance %+v, %d wait", d.Balance, d.Waiting)
	}
	if n, err := o.WaitingCandidates(ctx, o.lead); err != nil || n != 4 {
		t.Errorf("Vandaag counts %d, %v", n, err)
	}
	of := func(words string) register.Candidate {
		for _, c := range o.waiting(o.lead) {
			if slices.ContainsFunc(c.Said, func(s register.Said) bool { return strings.Contains(s.Text, words) }) {
				return c
			}
		}
		t.Fatalf("%q does not wait", words)
		return register.Candidate{}
	}
	happened := of("klemde")
	if last := happened.Said[len(happened.Said)-1]; len(last.Reasons) == 0 || last.Reasons[len(last.Reasons)-1].Code != evaluation.ToldUs {
		t.Errorf("the reasons of what happened: %+v", happened.Said)
	}
	if tessa := of("Ja"); tessa.Email != "tessa@elders.example" || tessa.Said[1].Reasons[0].Code != evaluation.WantsReply {
		t.Errorf("who wants a reply: %+v", tessa)
	}
	if c := of("on time"); c.Kind != store.CandidateLook {
		t.Errorf("English is a %s", c.Kind)
	}
	o.clock.Set(o.clock.Now().Add(3 * time.Hour))
	made, err := o.RegisterCandidate(ctx, o.lead, of("uitgelachen").ID)
	if err != nil {
		t.Fatal(err)
	}
	if made.Received.Channel != complaint.ChannelEvaluation || !strings.Contains(made.Received.About, "Lastige gesprekken, 12 november, Joris Hamel") || o.clock.Now().Sub(made.ReceivedAt) < 2*time.Hour {
		t.Errorf("received %v, %+v", made.ReceivedAt, made.Received)
	}
	if !made.IsSubject(joris.Member.ID) {
		t.Error("the trainer is not kept out of what is about their course")
	}
}

// TestATrainerSeesResultsByFive: with four nothing, with five all that no person is
// to judge, and the sixth changes nothing until the tenth (domain 4.3).
func TestATrainerSeesResultsByFive(t *testing.T) { onEngines(t, aTrainerSeesResultsByFive) }

func aTrainerSeesResultsByFive(t *testing.T, o *office) {
	joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	lotte := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	q := o.asks(joris)
	o.fills(q.Code, register.Filled{Lang: "nl", Score: 3, Good: "Het eten", Better: "Dit is een klacht: de zaal was onveilig"})
	for i := range 3 {
		o.fills(q.Code, register.Filled{Lang: "nl", Score: 7 + i, Good: fmt.Sprintf("Oefening %d", 3-i)})
	}
	if res := o.results(joris, q.ID); !res.Filled.Few || res.Filled.N != 0 || res.Scores != (register.Scores{}) || res.Counted != 0 || len(res.Good)+len(res.Better) > 0 {
		t.Fatalf("four: %+v", res)
	}
	if res := o.results(lotte, q.ID); !res.All || res.Filled.N != 4 || res.Scores.N != 4 || res.Waiting != 1 || len(res.Good) != 3 {
		t.Errorf("four, to who leads: %+v", res)
	}
	o.fills(q.Code, register.Filled{Lang: "nl", Score: 8, Good: "Alles", Better: "Meer pauze"})
	five := o.results(joris, q.ID)
	if five.Filled.N != 5 || five.Scores.N != 5 || five.Scores.Mean != 7 || five.Scores.Median != 8 || five.Scores.Of[8] != 2 || five.Waiting != 0 ||
		!slices.Equal(five.Good, []string{"Alles", "Oefening 1", "Oefening 2", "Oefening 3"}) || !slices.Equal(five.Better, []string{"Meer pauze"}) {
		t.Fatalf("five: %+v", five)
	}
	o.fills(q.Code, register.Filled{Lang: "nl", Score: 10, Good: "De zesde"}, register.Filled{Lang: "nl", Good: "Zonder cijfer"})
	six := o.results(joris, q.ID)
	if six.Scores != five.Scores || !slices.Equal(six.Good, five.Good) || six.Filled.N != 7 || six.Counted != 5 {
		t.Errorf("the difference tells the sixth: %+v", six)
	}
	if err := o.DismissCandidate(ctx, lotte, o.waiting(lotte)[0].ID, "Ging over het eten."); err != nil {
		t.Fatal(err)
	}
	if res := o.results(joris, q.ID); !slices.Contains(res.Good, "Het eten") {
		t.Errorf("no complaint, and still not shown: %+v", res)
	}
}

// TestOneOfTenIsOfferedForALook, of those in words in which no rule found anything.
func TestOneOfTenIsOfferedForALook(t *testing.T) {
	o := open(t, "")
	joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	q := o.asks(joris)
	for i := range 21 {
		o.fills(q.Code, register.Filled{Lang: "nl", Score: 8, Good: fmt.Sprintf("Oefening %d", i)})
	}
	d := o.evaluations(o.lead)
	if d.Waiting != 2 || d.Balance.Signals() != 0 || o.waiting(o.lead)[0].Kind != store.CandidateLook {
		t.Errorf("%d wait, %+v", d.Waiting, d.Balance)
	}
}

// TestATrainerSeesOnlyTheirOwn courses, and what is of another is not there.
func TestATrainerSeesOnlyTheirOwn(t *testing.T) {
	o := open(t, "")
	joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	saskia := o.joined("Saskia Brouwer", "saskia@voorbeeld.example", access.Trainer)
	partner := o.joined("Pieter Kooistra", "pieter@voorbeeld.example", access.Partner)
	own, mine := o.asks(joris, saskia.Member.ID), o.asks(o.lead, o.lead.Member.ID)
	if !own.Course.Has(joris.Member.ID) || !own.Course.Has(saskia.Member.ID) {
		t.Errorf("the trainers are %+v", own.Course.Trainers)
	}
	for _, who := range []register.Person{joris, saskia, partner} {
		_, opened := o.ResultsOf(ctx, who, mine.ID)
		closed := o.StopAsking(ctx, who, mine.ID)
		_, absent := o.ResultsOf(ctx, who, "nergens")
		if !errors.Is(opened, register.ErrNotFound) || !errors.Is(closed, register.ErrNotFound) || !errors.Is(absent, register.ErrNotFound) {
			t.Errorf("%s: %v, %v, %v", who.Member.Name, opened, closed, absent)
		}
	}
	if _, err := o.Questionnaires(ctx, partner); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("a partner lists: %v", err)
	}
	for who, want := range map[*register.Person]int{&joris: 1, &saskia: 1, &o.lead: 2} {
		if all, err := o.Questionnaires(ctx, *who); err != nil || len(all) != want {
			t.Errorf("%s lists %d, %v", who.Member.Name, len(all), err)
		}
	}
	o.fills(mine.Code, register.Filled{Lang: "nl", Score: 8})
	if res := o.results(o.lead, mine.ID); res.All || !res.Filled.Few {
		t.Errorf("who leads sees more of their own course: %+v", res)
	}
}

// TestAClosedFormIsNoForm: its code, a wrong one and one whose day is over answer
// alike, and closing twice is closing.
func TestAClosedFormIsNoForm(t *testing.T) {
	o := open(t, "")
	joris := o.joined("Joris Hamel", "joris@voorbeeld.example", access.Trainer)
	stopped, over := o.asks(joris), o.asks(joris)
	for range 2 {
		if err := o.StopAsking(ctx, joris, stopped.ID); err != nil {
			t.Fatal(err)
		}
	}
	if c, err := o.CourseAt(ctx, over.Code); err != nil || c.Name != "Lastige gesprekken" {
		t.Errorf("an open one: %+v, %v", c, err)
	}
	o.clock.Set(o.clock.Now().AddDate(0, 0, 8))
	for _, code := range []vault.Code{stopped.Code, over.Code, "0000000000000000"} {
		_, err := o.CourseAt(ctx, code)
		fill := o.FillIn(ctx, code, register.Filled{Lang: "nl", Score: 8, Key: store.NewID()})
		if !errors.Is(err, register.ErrNotFound) || !errors.Is(fill, register.ErrNotFound) {
			t.Errorf("%v, %v", err, fill)
		}
	}
}

// TestWhatIsWrongInAQuestionnaireIsTold, of who makes it and of who fills it in.
func TestWhatIsWrongInAQuestionnaireIsTold(t *testing.T) {
	o := open(t, "")
	var p register.Problems
	if _, err := o.Ask(ctx, o.lead, register.CourseAsked{Until: o.Procedure().On(o.clock.Now()).AddDays(-1), Key: store.NewID()}); !errors.As(err, &p) || len(p) != 3 {
		t.Errorf("asked nothing: %v", err)
	}
	in := register.CourseAsked{Name: "Feedback geven", Trainers: []complaint.MemberID{o.lead.Member.ID}, Until: o.Procedure().On(o.clock.Now()), Key: store.NewID()}
	first, err := o.Ask(ctx, o.lead, in)
	again, twice := o.Ask(ctx, o.lead, in)
	if err != nil || twice != nil || first != again {
		t.Errorf("sent twice: %v, %v, the same %v", err, twice, first == again)
	}
	q, err := o.QuestionnaireOf(ctx, o.lead, first)
	if err != nil {
		t.Fatal(err)
	}
	var refusal *complaint.Refusal
	for _, f := range []register.Filled{{}, {Score: 11}, {Name: "Tessa"}, {Email: "tessa@"}, {Good: strings.Repeat("x", 4001)}} {
		f.Key = store.NewID()
		if err := o.FillIn(ctx, q.Code, f); !errors.As(err, &p) && !errors.As(err, &refusal) {
			t.Errorf("%.40v: %v", f, err)
		}
	}
	if res, err := o.QuestionnaireOf(ctx, o.lead, first); err != nil || res.Filled != (register.Few{}) {
		t.Errorf("kept: %+v, %v", res.Filled, err)
	}
}

// TestWhoGaveTheCourseDoesNotCountItsAnswers: what names a deputy waits for the lead
// alone, in lists and in counts (R10).
func TestWhoGaveTheCourseDoesNotCountItsAnswers(t *testing.T) {
	o := open(t, "")
	lotte := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy, access.Trainer)
	q := o.asks(o.lead, lotte.Member.ID)
	o.fills(q.Code, register.Filled{Lang: "nl", Score: 2, Better: "Dit is een klacht"})
	if d := o.evaluations(lotte); d.Waiting != 0 || d.Balance.Signals() != 0 || len(o.waiting(lotte)) != 0 {
		t.Errorf("who gave it counts %d", d.Waiting)
	}
	if d := o.evaluations(o.lead); d.Waiting != 1 || len(o.waiting(o.lead)) != 1 {
		t.Errorf("the lead counts %d", d.Waiting)
	}
}
