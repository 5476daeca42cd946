package register_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/evaluation"
	"wederhoor/internal/register"
)

// TestEverySignalEndsOnce: the balance holds after every verdict (S3).
func TestEverySignalEndsOnce(t *testing.T) {
	o := open(t, "")
	lotte := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	o.imported(threeForms + "19-11-2026 10:00:00;Feedback geven;Joris Hamel;1;Waardeloos\n20-11-2026 10:00:00;Feedback geven;Joris Hamel;2;Veel te rommelig\n")
	of := func(words string) register.Candidate { return o.with(lotte, words) }
	first := of("klacht indienen")
	made, err := o.RegisterCandidate(ctx, lotte, first.ID)
	if err != nil {
		t.Fatal(err)
	}
	if want := time.Date(2026, 11, 16, 8, 3, 22, 0, time.UTC); !made.ReceivedAt.Equal(want) || made.Received.Channel != complaint.ChannelEvaluation || !strings.Contains(made.Received.About, "Feedback geven") {
		t.Errorf("received %v, %+v", made.ReceivedAt, made.Received)
	}
	if _, err := o.RegisterCandidate(ctx, lotte, first.ID); !errors.Is(err, register.ErrStale) {
		t.Errorf("twice: %v", err)
	}
	if err := o.MergeCandidate(ctx, lotte, of("Waardeloos").ID, made.Received.Ref); err != nil {
		t.Error(err)
	}
	dismissed := of("rommelig").ID
	var refusal *complaint.Refusal
	if err := o.DismissCandidate(ctx, lotte, dismissed, " "); !errors.As(err, &refusal) {
		t.Errorf("without a reason: %v", err)
	}
	if err := o.DismissCandidate(ctx, lotte, dismissed, "Alleen een wens."); err != nil {
		t.Error(err)
	}
	d := o.evaluations(lotte)
	if n, err := o.WaitingCandidates(ctx, lotte); err != nil || n != d.Waiting || n != len(o.waiting(lotte)) {
		t.Errorf("Vandaag counts %d, the desk has %d: %v", n, d.Waiting, err)
	}
	if want := (evaluation.Balance{Complaints: 1, Merged: 1, NoComplaint: 1, Open: 1}); d.Balance != want || d.Rate.Judged != 3 || d.Rate.Complaints != 2 {
		t.Errorf("balance %+v, rate %+v", d.Balance, d.Rate)
	}
}

// TestWhoIsNamedInAnAnswerDoesNotSeeIt, also when they lead (R10).
func TestWhoIsNamedInAnAnswerDoesNotSeeIt(t *testing.T) {
	o := open(t, "")
	lotte := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	saskia := o.joined("Saskia Vermeer", "saskia@voorbeeld.example", access.Trainer)
	o.imported(formHeader + "18-11-2026 10:00:00;Feedback geven;Mirjam de Wit;2;Zij schold mij uit\n")
	id := o.waiting(lotte)[0].ID
	if d := o.evaluations(o.lead); d.Waiting != 0 || d.Balance.Signals() != 0 || len(o.waiting(o.lead)) != 0 {
		t.Errorf("the lead can tell: %+v", d)
	}
	for _, who := range []register.Person{o.lead, saskia} {
		if _, err := o.OpenCandidate(ctx, who, id); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s opens it: %v", who.Member.Name, err)
		}
		if err := o.DismissCandidate(ctx, who, id, "weg ermee"); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s puts it away: %v", who.Member.Name, err)
		}
	}
	made, err := o.RegisterCandidate(ctx, lotte, id)
	if err != nil {
		t.Fatal(err)
	}
	if o.knows(o.as(o.lead), made.Received.Ref) || o.evaluations(o.as(o.lead)).Balance.Signals() != 0 {
		t.Error("the lead knows of the dossier")
	}
}

// TestAllLeadsNamed: a confidant stands in for an answer about everybody who leads,
// and sees no other.
func TestAllLeadsNamedInAnAnswer(t *testing.T) {
	o := open(t, "")
	bram := o.as(o.joined("Bram Kuipers", "bram@voorbeeld.example", access.Confidant))
	o.imported(threeForms)
	waiting := o.waiting(bram)
	if d := o.evaluations(bram); len(waiting) != 1 || d.Waiting != 1 || !strings.Contains(waiting[0].Said[1].Text, "Mirjam de Wit") {
		t.Errorf("%+v, %d waiting", d.Balance, len(waiting))
	}
}

// TestAnAnswerIsSplit: two complaints in one form, each with its own reasons; the
// balance has one signal more.
func TestAnAnswerIsSplit(t *testing.T) {
	o := open(t, "")
	o.imported(formHeader + "16-11-2026 09:00:00;EHBO;Joris Hamel;2;De zaal was koud. Mijn factuur klopt niet! Verder was het...\n")
	c := o.waiting(o.lead)[0]
	var refusal *complaint.Refusal
	for _, all := range [][]int{nil, {0, 1, 2}, {7}} {
		if err := o.SplitCandidate(ctx, o.lead, c.ID, all); !errors.As(err, &refusal) {
			t.Errorf("split at %v: %v", all, err)
		}
	}
	if got := c.Sentences(); len(got) != 3 || got[1].Text != "Mijn factuur klopt niet!" {
		t.Fatalf("%+v", got)
	}
	if err := o.SplitCandidate(ctx, o.lead, c.ID, []int{1}); err != nil {
		t.Fatal(err)
	}
	hall, bill := o.with(o.lead, "koud"), o.with(o.lead, "factuur")
	if hall.ID == bill.ID || strings.Contains(hall.Said[1].Text, "factuur") || hall.Course != "EHBO" || bill.Course != "EHBO" || len(bill.Said) != 2 {
		t.Errorf("%+v\n%+v", hall.Said, bill.Said)
	}
	for _, c := range []register.Candidate{hall, bill} {
		for _, r := range c.Said[1].Reasons {
			if word := c.Said[1].Text[r.Start:r.End]; strings.TrimSpace(word) != word || word == "" {
				t.Errorf("a reason stands on %q", word)
			}
		}
	}
	if b := o.evaluations(o.lead).Balance; b.Open != 2 || b.Signals() != 2 {
		t.Errorf("%+v", b)
	}
}

// TestOnlyAttentionIsPutAwayTogether, with one reason.
func TestOnlyAttentionIsPutAwayTogether(t *testing.T) {
	o := open(t, "")
	o.imported(formHeader + "16-11-2026 09:00:00;EHBO;Joris Hamel;6;Een microfoon graag\n17-11-2026 09:00:00;EHBO;Joris Hamel;2;Waardeloos\n18-11-2026 09:00:00;EHBO;Joris Hamel;9;Prima\n")
	d := o.evaluations(o.lead)
	file := d.Files[0]
	if file.Attentions != 1 || file.Waiting != 3 {
		t.Fatalf("%+v", file)
	}
	var refusal *complaint.Refusal
	if _, err := o.DismissAttention(ctx, o.lead, file.ID, " "); !errors.As(err, &refusal) {
		t.Errorf("without a reason: %v", err)
	}
	if n, err := o.DismissAttention(ctx, o.lead, file.ID, "Alleen wensen."); err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
	if b := o.evaluations(o.lead).Balance; b != (evaluation.Balance{NoComplaint: 1, Open: 1}) {
		t.Errorf("%+v", b)
	}
}

// TestTheWordsOfWhatWasNoComplaintGo after their time; the reason and the balance stay.
func TestTheWordsOfWhatWasNoComplaintGo(t *testing.T) {
	o := open(t, "")
	o.imported(threeForms)
	c := o.with(o.lead, "onveilig")
	if err := o.DismissCandidate(ctx, o.lead, c.ID, "Al besproken."); err != nil {
		t.Fatal(err)
	}
	before := o.evaluations(o.lead).Balance
	kept := func() string {
		row, err := o.Store.CandidateByID(ctx, o.Home().ID, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return string(row.Body)
	}
	o.clock.Advance(register.AnswersKept - time.Hour)
	if o.Sweep(ctx); !strings.Contains(kept(), "onveilig") {
		t.Error("gone too early")
	}
	o.clock.Advance(2 * time.Hour)
	if o.Sweep(ctx); strings.Contains(kept(), "onveilig") || !strings.Contains(kept(), "Al besproken.") {
		t.Errorf("kept %s", kept())
	}
	if after := o.evaluations(o.lead).Balance; after != before || before.NoComplaint != 1 {
		t.Errorf("%+v became %+v", before, after)
	}
}

// TestWhatIsTooLongIsCutAndSaysSo: a course with many trainers, and a long answer.
func TestWhatIsTooLongIsCutAndSaysSo(t *testing.T) {
	o := open(t, "")
	o.imported(threeForms)
	o.clock.Advance(time.Minute)
	o.imported(formHeader + "16-11-2026 09:00:00;" + strings.Repeat("Lastige gesprekken ", 20) + ";" + strings.Repeat("Joris Hamel ", 20) + ";2;" + strings.Repeat("Zo slecht was het. ", 1500) + "\"\"\n")
	c := o.with(o.lead, "Zo slecht")
	if _, about := c.TooLong(); !about {
		t.Error("nobody is told")
	}
	made, err := o.RegisterCandidate(ctx, o.lead, c.ID)
	if err != nil || !strings.HasSuffix(made.Received.About, "…") || utf8.RuneCountInString(made.Received.About) > complaint.AboutLimit {
		t.Errorf("%q, %v", made.Received.About, err)
	}
}

// TestTheBalanceAlwaysHolds: whatever is done in whatever order, no signal vanishes
// and none is counted twice (S3). The pure half of this is a property in evaluation.
func TestTheBalanceAlwaysHolds(t *testing.T) {
	var forms strings.Builder
	forms.WriteString(formHeader)
	for i := range 12 {
		fmt.Fprintf(&forms, "%d-11-2026 09:00:00;EHBO;Joris Hamel;%d;De zaal %d was koud. De factuur klopt niet.\n", i+1, i%4+1, i)
	}
	for seed := range uint64(4) {
		o := open(t, "")
		o.imported(forms.String())
		b := balancing{office: o, forms: forms.String(), ref: o.write("Een klacht om iets bij te leggen").Complaint.Received.Ref, want: evaluation.Balance{Open: 12}, rand: rand.New(rand.NewPCG(seed, 1))} //nolint:gosec // a test
		for step := 0; step < 40 && b.step(); step++ {
			if got := o.evaluations(o.lead).Balance; got != b.want || got.Signals() != got.Complaints+got.NoComplaint+got.Merged+got.Open {
				t.Fatalf("seed %d, step %d: %+v, want %+v", seed, step, got, b.want)
			}
		}
	}
}

// balancing does one thing after another and knows what the balance should be.
type balancing struct {
	*office
	forms, ref string
	want       evaluation.Balance
	rand       *rand.Rand
}

// step does something to an answer that waits; false when none does.
func (b *balancing) step() bool {
	all := b.waiting(b.lead)
	if len(all) == 0 {
		return false
	}
	id, to := all[b.rand.IntN(len(all))].ID, evaluation.Open
	var err error
	switch b.rand.IntN(6) {
	case 0:
		_, err = b.RegisterCandidate(ctx, b.lead, id)
		to = evaluation.Complaint
	case 1:
		err, to = b.MergeCandidate(ctx, b.lead, id, b.ref), evaluation.Merged
	case 2:
		err, to = b.DismissCandidate(ctx, b.lead, id, "Al besproken."), evaluation.NoComplaint
		if again := b.DismissCandidate(ctx, b.lead, id, "Nog een keer."); !errors.Is(again, register.ErrStale) {
			b.t.Errorf("twice: %v", again)
		}
	case 3:
		if refusal, refused := register.Refused(b.DismissCandidate(ctx, b.lead, id, "")); !refused || refusal.Field != "reason" {
			b.t.Error("dismissed without a reason")
		}
	case 4:
		if err = b.SplitCandidate(ctx, b.lead, id, []int{1}); err == nil {
			b.want, _ = b.want.Split()
		} else if _, refused := register.Refused(err); refused {
			err = nil // one sentence is one complaint
		}
	case 5:
		b.clock.Advance(time.Minute)
		b.started(b.forms) // the same file gives nothing
	}
	if err != nil {
		b.t.Error(err)
	}
	if to != evaluation.Open {
		b.want, _ = b.want.Decide(evaluation.Open, to)
	}
	return true
}
