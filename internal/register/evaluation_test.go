package register_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wederhoor/internal/complaint"
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

// started brings a file as far as it comes without a person.
func (o *office) started(content string) register.EvaluationWork {
	o.t.Helper()
	id, err := o.StartEvaluation(ctx, o.lead, o.uploaded(content))
	if err != nil {
		o.t.Fatal(err)
	}
	o.work()
	w, err := o.EvaluationWork(ctx, o.lead, id)
	if err != nil && !errors.Is(err, register.ErrNotFound) {
		o.t.Fatal(err)
	}
	return w
}

// imported confirms every column as it was proposed.
func (o *office) imported(content string) register.Imported {
	o.t.Helper()
	if w := o.started(content); w.State == store.WorkAsking {
		for i := range w.Form.Columns {
			w.Form.Columns[i].Doubts = nil
		}
		if err := o.ConfirmEvaluation(ctx, o.lead, w.ID, w.Form); err != nil {
			o.t.Fatal(err)
		}
		o.work()
	} else if w.State != "" {
		o.t.Fatalf("%s: %v", w.State, w.Problem)
	}
	files, err := o.Store.Evaluations(ctx, o.Home().ID)
	if err != nil || len(files) == 0 {
		o.t.Fatal("not in: ", err)
	}
	looks, err := o.Store.OpenCandidates(ctx, o.Home().ID, store.CandidateFilter{Evaluation: files[0].ID})
	if err != nil {
		o.t.Fatal(err)
	}
	looks = slices.DeleteFunc(looks, func(c store.Candidate) bool { return c.Kind != store.CandidateLook })
	return register.Imported{Rows: files[0].Rows, Fresh: files[0].Fresh, Signals: files[0].Fresh - files[0].NotProposed, Looks: len(looks)}
}

func (o *office) evaluations(who register.Person) register.EvaluationDesk {
	o.t.Helper()
	d, err := o.Evaluations(ctx, who)
	if err != nil {
		o.t.Fatal(err)
	}
	return d
}

func (o *office) waiting(who register.Person) []register.Candidate {
	o.t.Helper()
	all, err := o.WaitingAnswers(ctx, who, "", 0)
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

// with is the answer that waits with these words.
func (o *office) with(who register.Person, words string) register.Candidate {
	o.t.Helper()
	for _, c := range o.waiting(who) {
		for _, s := range c.Said {
			if strings.Contains(s.Text, words) {
				return c
			}
		}
	}
	o.t.Fatalf("%q does not wait", words)
	return register.Candidate{}
}

// TestALongerFileGivesOnlyWhatCame and the form is known again.
func TestALongerFileGivesOnlyWhatCame(t *testing.T) {
	o := open(t, "")
	if got, want := o.imported(threeForms), (register.Imported{Rows: 3, Fresh: 3, Signals: 2, Looks: 1}); got != want {
		t.Fatalf("first: %+v", got)
	}
	o.clock.Advance(time.Minute)
	if got, want := o.imported(threeForms), (register.Imported{Rows: 3}); got != want {
		t.Errorf("again: %+v", got)
	}
	o.clock.Advance(time.Minute)
	if w := o.started(threeForms + "19-11-2026 10:00:00;Feedback geven;Joris Hamel;1;Waardeloos\n"); w.State != "" {
		t.Errorf("the form is not known again: %s", w.State)
	}
	files := o.evaluations(o.lead).Files
	if f := files[0]; f.Rows != 4 || f.Fresh != 1 || f.NotProposed != 0 || f.Waiting != 1 || f.Name != "evaluatie.csv" {
		t.Errorf("longer: %+v", f)
	}
}

// TestABadFileLeavesNothing and says where it is wrong.
func TestABadFileLeavesNothing(t *testing.T) {
	o := open(t, "")
	for name, c := range map[string]struct {
		content string
		want    sheet.Problem
	}{
		"a PDF":       {"%PDF-1.7\n", sheet.Problem{Code: sheet.NotASheet}},
		"no rows":     {formHeader, sheet.Problem{Code: sheet.NoRows}},
		"too many":    {formHeader + strings.Repeat("16-11-2026;A;B;9;Goed\n", register.EvaluationRows+1), sheet.Problem{Code: register.ManyForms}},
		"a long cell": {threeForms + "19-11-2026;A;B;2;" + strings.Repeat("slecht", 10_000) + "\n", sheet.Problem{Code: sheet.CellTooLong, Row: 5, Column: 5}},
	} {
		w := o.started(c.content)
		if w.State != store.WorkFailed || w.Problem != c.want {
			t.Errorf("%s: %s, %+v", name, w.State, w.Problem)
		}
		if d := o.evaluations(o.lead); d.Waiting > 0 || d.Balance.Signals() > 0 || len(d.Files) > 0 || len(d.Works) != 1 {
			t.Errorf("%s left %+v", name, d)
		}
		if err := o.DropEvaluation(ctx, o.lead, w.ID); err != nil || o.queued() > 0 {
			t.Errorf("%s does not go: %v", name, err)
		}
		if _, err := o.Store.OpenUpload(o.Home().ID, w.File); err == nil {
			t.Errorf("%s is still on the disk", name)
		}
	}
}

// TestAnImportGoesOnAfterARestart: what a program left half is begun anew, once.
func TestAnImportGoesOnAfterARestart(t *testing.T) {
	o := open(t, "")
	w := o.started(threeForms)
	if w.State != store.WorkAsking || w.Rows != 3 {
		t.Fatalf("%s, %d rows", w.State, w.Rows)
	}
	if err := o.Store.Write(ctx, func(tx *store.Tx) error { // as a program that was killed after a batch
		_, err := tx.FreshAnswers(o.Home().ID, w.ID, w.Print, []string{"left"})
		return errors.Join(err, tx.AddCandidate(store.Candidate{Organisation: o.Home().ID, ID: "left", Evaluation: w.ID, Kind: store.CandidateSignal, Body: []byte("{}")}))
	}); err != nil {
		t.Fatal(err)
	}
	if d := o.evaluations(o.lead); d.Balance.Signals() != 0 || d.Waiting != 0 || len(o.waiting(o.lead)) != 0 {
		t.Errorf("what is half in shows: %+v", d)
	}
	for i := range w.Form.Columns {
		w.Form.Columns[i].Doubts = nil
	}
	if err := o.ConfirmEvaluation(ctx, o.lead, w.ID, w.Form); err != nil {
		t.Fatal(err)
	}
	if err := o.ConfirmEvaluation(ctx, o.lead, w.ID, w.Form); !errors.Is(err, register.ErrStale) {
		t.Errorf("twice: %v", err)
	}
	o.work()
	if d := o.evaluations(o.lead); d.Balance.Signals() != 2 || d.Waiting != 3 || len(d.Works) != 0 {
		t.Errorf("after: %+v", d)
	}
}

// TestADoubtfulDayIsAsked and read as was said, now and the next time.
func TestADoubtfulDayIsAsked(t *testing.T) {
	o := open(t, "")
	doubtful := strings.NewReplacer("16-11-2026", "3-4-2026", "17-11-2026", "4-5-2026", "18-11-2026", "5-6-2026").Replace(threeForms)
	w := o.started(doubtful)
	var refusal *complaint.Refusal
	if err := o.ConfirmEvaluation(ctx, o.lead, w.ID, w.Form); !errors.As(err, &refusal) || refusal.Field != "kind-0" {
		t.Fatalf("not asked: %v, %+v", err, w.Form.Columns[0])
	}
	w.Form.Columns[0].Doubts, w.Form.Columns[0].Dates = nil, sheet.MonthFirst
	if err := o.ConfirmEvaluation(ctx, o.lead, w.ID, w.Form); err != nil {
		t.Fatal(err)
	}
	o.work()
	if got := o.with(o.lead, "onveilig").Answered; got.Month() != time.March || got.Day() != 4 {
		t.Errorf("answered on %v", got)
	}
	if w := o.started(doubtful + "6-7-2026 10:00:00;Feedback geven;Joris Hamel;1;Waardeloos\n"); w.State != "" {
		t.Fatalf("asked again: %s", w.State)
	}
	if got := o.with(o.lead, "Waardeloos").Answered; got.Month() != time.June || got.Day() != 7 {
		t.Errorf("the next time answered on %v", got)
	}
}

// TestTheFilesOfTheToolsComeIn with one thing to confirm at most, the signals that a
// person finds in them, and nothing the second time (the files are as the tools save
// them).
func TestTheFilesOfTheToolsComeIn(t *testing.T) {
	for name, signals := range map[string]int{
		"excel-nl-cp1252.csv": 4, "excel-nl-utf8bom.csv": 4, "google-sheets-nl.csv": 4, "google-sheets.xlsx": 2, "msforms-nl.xlsx": 2, "surveymonkey-nl.csv": 4, "typeform.csv": 4,
		"hard-dubbele-kop.csv": 1, "hard-komma-in-tekst-puntkomma-scheiding.csv": 0, "hard-mixed-enc.csv": 0, "hard-titelregels.csv": 1, "hard-werkmap.xlsx": 1,
	} {
		o := open(t, "")
		raw, err := os.ReadFile(filepath.Join("../sheet/testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		w := o.started(string(raw))
		doubts := 0
		for i := range w.Form.Columns {
			doubts += len(w.Form.Columns[i].Doubts)
			w.Form.Columns[i].Doubts = nil
		}
		if w.State != store.WorkAsking || doubts > 1 {
			t.Errorf("%s: %s, asks %d things", name, w.State, doubts)
			continue
		}
		if err := o.ConfirmEvaluation(ctx, o.lead, w.ID, w.Form); err != nil {
			t.Fatal(err)
		}
		o.work()
		if b := o.evaluations(o.lead).Balance; b.Signals() != signals {
			t.Errorf("%s: %d signals, want %d", name, b.Signals(), signals)
		}
		o.clock.Advance(time.Minute)
		if w := o.started(string(raw)); w.State != "" || o.evaluations(o.lead).Balance.Signals() != signals {
			t.Errorf("%s again: %s, %+v", name, w.State, o.evaluations(o.lead).Balance)
		}
	}
}
