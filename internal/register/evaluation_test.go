package register_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/evaluation"
	"wederhoor/internal/register"
	"wederhoor/internal/sheet"
	"wederhoor/internal/store"
)

const formHeader = "Tijdstempel;Training;Trainer;Welk cijfer geef je de training? (1-10);Overige opmerkingen\n"

const threeForms = formHeader +
	"16-11-2026 09:03:22;Feedback geven;Joris Hamel;3;Ik wil een klacht indienen, de zaal was onveilig\n" +
	"17-11-2026 10:00:00;Feedback geven;Joris Hamel;9;Prima dag\n" +
	"18-11-2026 10:00:00;Feedback geven;Joris Hamel;2;Mirjam de Wit schold mij uit\n"

func (o *office) uploaded(content string) store.PendingFile {
	o.t.Helper()
	f, err := o.Upload("evaluatie.csv", strings.NewReader(content))
	if err != nil {
		o.t.Fatal(err)
	}
	return f
}

// imported confirms every column as it was proposed.
func (o *office) imported(content string) register.Imported {
	o.t.Helper()
	file := o.uploaded(content)
	e, err := o.ReadEvaluation(ctx, o.lead, file)
	if err != nil {
		o.t.Fatal(err)
	}
	for i := range e.Form.Columns {
		e.Form.Columns[i].Doubts = nil
	}
	done, err := o.ImportEvaluation(ctx, o.lead, file, e.Form)
	if err != nil {
		o.t.Fatal(err)
	}
	return done
}

func (o *office) evaluations(who register.Person) register.EvaluationDesk {
	o.t.Helper()
	d, err := o.Evaluations(ctx, who)
	if err != nil {
		o.t.Fatal(err)
	}
	return d
}

// TestALongerFileGivesOnlyWhatCame and the form is known again.
func TestALongerFileGivesOnlyWhatCame(t *testing.T) {
	o := open(t, "")
	if got, want := o.imported(threeForms), (register.Imported{Rows: 3, Fresh: 3, Signals: 2, Looks: 1}); got != want {
		t.Fatalf("first: %+v", got)
	}
	if got, want := o.imported(threeForms), (register.Imported{Rows: 3}); got != want {
		t.Errorf("again: %+v", got)
	}
	if got, want := o.imported(threeForms+"19-11-2026 10:00:00;Feedback geven;Joris Hamel;1;Waardeloos\n"), (register.Imported{Rows: 4, Fresh: 1, Signals: 1}); got != want {
		t.Errorf("longer: %+v", got)
	}
	if e, err := o.ReadEvaluation(ctx, o.lead, o.uploaded(threeForms)); err != nil || !e.Known {
		t.Errorf("the form is not known again: %v", err)
	}
}

// TestABadFileLeavesNothing and says where it is wrong.
func TestABadFileLeavesNothing(t *testing.T) {
	o := open(t, "")
	var p sheet.Problem
	if _, err := o.ReadEvaluation(ctx, o.lead, o.uploaded("%PDF-1.7\n")); !errors.As(err, &p) {
		t.Errorf("a PDF: %v", err)
	}
	if _, err := o.ReadEvaluation(ctx, o.lead, o.uploaded(formHeader+strings.Repeat("16-11-2026;A;B;9;Goed\n", register.EvaluationRows+1))); !errors.Is(err, register.ErrTooManyRows) {
		t.Errorf("too long: %v", err)
	}
	if d := o.evaluations(o.lead); len(d.Waiting) > 0 || d.Balance.Signals() > 0 {
		t.Errorf("left: %+v", d)
	}
}

// TestEverySignalEndsOnce: the balance holds after every verdict (S3).
func TestEverySignalEndsOnce(t *testing.T) {
	o := open(t, "")
	lotte := o.joined("Lotte Verhoef", "lotte@voorbeeld.example", access.Deputy)
	o.imported(threeForms + "19-11-2026 10:00:00;Feedback geven;Joris Hamel;1;Waardeloos\n20-11-2026 10:00:00;Feedback geven;Joris Hamel;2;Veel te rommelig\n")
	of := func(words string) register.Candidate {
		for _, c := range o.evaluations(lotte).Waiting {
			for _, s := range c.Said {
				if strings.Contains(s.Text, words) {
					return c
				}
			}
		}
		t.Fatalf("%q does not wait", words)
		return register.Candidate{}
	}
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
	if n, err := o.WaitingCandidates(ctx, lotte); err != nil || n != len(d.Waiting) {
		t.Errorf("Vandaag counts %d, the desk has %d: %v", n, len(d.Waiting), err)
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
	id := o.evaluations(lotte).Waiting[0].ID
	if d := o.evaluations(o.lead); len(d.Waiting) != 0 || d.Balance.Signals() != 0 {
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
