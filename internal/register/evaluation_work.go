package register

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/evaluation"
	"wederhoor/internal/sheet"
	"wederhoor/internal/store"
)

// What ends an import beside a sheet.Problem of the file.
const (
	ManyForms sheet.Code = "many_forms" // more than EvaluationRows
	FileGone  sheet.Code = "file_gone"  // the upload was cleared away
)

// EvaluationWork is a file of evaluation forms on its way in. It goes on when the
// browser is closed, and after a restart.
type EvaluationWork struct {
	store.EvaluationWork
	plan
}

// plan is what is kept of a file until it is in.
type plan struct {
	File    store.PendingFile
	By      complaint.MemberID
	Name    string // of them, for the log
	Form    evaluation.Form
	Print   string          // of the headings
	Problem sheet.Problem   // why it failed
	Odd     []sheet.Problem `json:",omitzero"` // what a person should know before it is taken in
	MoreOdd int             `json:",omitzero"`
}

// oddShown is how many odd things of a file are told one by one.
const oddShown = 10

func (p *plan) note(all []sheet.Problem) {
	for _, x := range all {
		switch {
		case x.Code == sheet.DatesDoubtful: // asked beside its column
		case len(p.Odd) < oddShown:
			p.Odd = append(p.Odd, x)
		default:
			p.MoreOdd++
		}
	}
}

// StartEvaluation takes an uploaded file on: it is read to its end as queued work.
func (r *Register) StartEvaluation(ctx context.Context, who Person, f store.PendingFile) (id string, err error) {
	if !who.Leads() {
		return "", ErrNotFound
	}
	w := EvaluationWork{EvaluationWork: store.EvaluationWork{Organisation: r.Home().ID, ID: store.NewID(), State: store.WorkReading}, plan: plan{File: f, By: who.Member.ID, Name: who.Member.Name}}
	if err := w.seal(); err != nil {
		return "", err
	}
	return w.ID, r.Store.Write(ctx, func(t *store.Tx) error {
		t.After(r.Wake)
		return errors.Join(t.AddEvaluationWork(w.EvaluationWork), t.AddJob(w.job(store.JobReadForms)), t.Log(r.line(who.visitor(), store.LogEvaluation, "", "uploaded")))
	})
}

func (w *EvaluationWork) seal() (err error) {
	if w.Body, err = json.Marshal(w.plan); err != nil {
		return fmt.Errorf("write what is known of a file: %w", err)
	}
	return nil
}

func (w *EvaluationWork) job(kind store.JobKind) store.Job {
	return store.Job{Organisation: w.Organisation, Kind: kind, Item: w.ID}
}

func work(row store.EvaluationWork) (EvaluationWork, error) {
	w := EvaluationWork{EvaluationWork: row}
	if err := json.Unmarshal(row.Body, &w.plan); err != nil {
		return w, fmt.Errorf("read what is known of a file: %w", err)
	}
	return w, nil
}

// EvaluationWork tells how far a file is; ErrNotFound when it is in, or gone.
func (r *Register) EvaluationWork(ctx context.Context, who Person, id string) (EvaluationWork, error) {
	if !who.Leads() {
		return EvaluationWork{}, ErrNotFound
	}
	row, err := r.Store.EvaluationWorkByID(ctx, who.Organisation(), id)
	if err != nil {
		return EvaluationWork{}, err
	}
	return work(row)
}

// EvaluationWorks lists the files on their way in.
func (r *Register) EvaluationWorks(ctx context.Context, who Person) (all []EvaluationWork, err error) {
	if !who.Leads() {
		return nil, nil
	}
	rows, err := r.Store.EvaluationWorks(ctx, who.Organisation())
	for _, row := range rows {
		w, err := work(row)
		if err != nil {
			return nil, err
		}
		all = append(all, w)
	}
	return all, err
}

// ConfirmEvaluation says what the columns of a file are; then it is taken in.
func (r *Register) ConfirmEvaluation(ctx context.Context, who Person, id string, form evaluation.Form) error {
	w, err := r.EvaluationWork(ctx, who, id)
	switch {
	case err != nil:
		return err
	case w.State != store.WorkAsking || len(form.Columns) != len(w.Form.Columns):
		return ErrStale
	}
	if c, ok := form.Doubtful(); ok {
		return &complaint.Refusal{Code: "column_doubtful", Field: fmt.Sprintf("kind-%d", c.Index)}
	}
	w.Form, w.By, w.Name, w.State = form, who.Member.ID, who.Member.Name, store.WorkImporting
	return judgedElsewhere(r.move(ctx, w, store.WorkAsking, w.job(store.JobImportForms)))
}

// DropEvaluation lets a file go that was not taken in.
func (r *Register) DropEvaluation(ctx context.Context, who Person, id string) error {
	w, err := r.EvaluationWork(ctx, who, id)
	if err != nil {
		return err
	}
	if w.State != store.WorkAsking && w.State != store.WorkFailed {
		return ErrStale
	}
	err = r.Store.Write(ctx, func(t *store.Tx) error { return t.DropEvaluationWork(w.EvaluationWork) })
	if err == nil {
		r.Store.DropUpload(w.File)
	}
	return err
}

// move brings a file on, with the work that comes next.
func (r *Register) move(ctx context.Context, w EvaluationWork, from store.WorkState, next store.Job) error {
	if err := w.seal(); err != nil {
		return err
	}
	return r.Store.Write(ctx, func(t *store.Tx) error {
		if err := t.MoveEvaluationWork(w.EvaluationWork, from); err != nil {
			return err
		}
		t.After(r.Wake)
		return t.AddJob(next)
	})
}

// readForms reads a file to its end, so that what is wrong on its last row is told
// before anybody is asked anything.
func (r *Register) readForms(ctx context.Context, j store.Job) error {
	w, table, err := r.formsOf(ctx, j, store.WorkReading)
	if err != nil || table == nil {
		return r.ended(ctx, j, w, err)
	}
	err = table.Rows(func(row sheet.Row) error {
		w.note(row.Problems)
		if w.Rows++; w.Rows > EvaluationRows {
			return sheet.Problem{Code: ManyForms}
		}
		return nil
	})
	if err == nil && w.Rows == 0 {
		err = sheet.Problem{Code: sheet.NoRows}
	}
	if err != nil {
		return r.ended(ctx, j, w, err)
	}
	w.note(table.Warnings)
	known := false
	if w.Form, known, err = r.formOf(ctx, table); err != nil {
		return err
	}
	w.Print, w.State = table.Fingerprint(), store.WorkAsking
	if known {
		w.State = store.WorkImporting
	}
	if err := w.seal(); err != nil {
		return err
	}
	return r.Store.Write(ctx, func(t *store.Tx) error {
		if err := errors.Join(t.MoveEvaluationWork(w.EvaluationWork, store.WorkReading), t.FinishJob(j)); err != nil || !known {
			return err
		}
		t.After(r.Wake)
		return t.AddJob(w.job(store.JobImportForms))
	})
}

// formsOf opens the file of a job; no table and no error when it is not to be worked on.
func (r *Register) formsOf(ctx context.Context, j store.Job, in store.WorkState) (w EvaluationWork, table *sheet.Table, err error) {
	row, err := r.Store.EvaluationWorkByID(ctx, j.Organisation, j.Item)
	if errors.Is(err, ErrNotFound) || err == nil && row.State != in {
		return w, nil, nil
	}
	if err != nil {
		return w, nil, err
	}
	if w, err = work(row); err != nil {
		return w, nil, err
	}
	w.Rows, w.Done = 0, 0
	body, err := r.Store.OpenUpload(j.Organisation, w.File)
	if errors.Is(err, fs.ErrNotExist) {
		return w, nil, sheet.Problem{Code: FileGone}
	}
	if err != nil {
		return w, nil, err
	}
	defer func() { _ = body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(body, FileLimit))
	if err != nil {
		return w, nil, fmt.Errorf("read an uploaded file: %w", err)
	}
	table, err = sheet.Open(bytes.NewReader(raw), int64(len(raw)), sheet.Options{})
	return w, table, err
}

// ended settles work that cannot go on: the file says why, to who sent it. Nothing
// of it was taken in. What may go better next time stays queued.
func (r *Register) ended(ctx context.Context, j store.Job, w EvaluationWork, cause error) error {
	problem, ok := errors.AsType[sheet.Problem](cause)
	if cause != nil && !ok {
		return cause
	}
	from := w.State
	w.State, w.Problem = store.WorkFailed, problem
	if err := w.seal(); err != nil {
		return err
	}
	err := r.Store.Write(ctx, func(t *store.Tx) error {
		if cause == nil {
			return t.FinishJob(j)
		}
		return errors.Join(t.UndoEvaluation(w.EvaluationWork), t.MoveEvaluationWork(w.EvaluationWork, from), t.FinishJob(j))
	})
	if err == nil && cause != nil {
		r.Store.DropUpload(w.File)
	}
	return err
}

// workKept is how long a file waits to be said something about.
const workKept = 24 * time.Hour

// sweepForms lets files go of which nobody said what their columns are, and the
// words of answers that were no complaint long ago; the reason stays.
func (r *Register) sweepForms(ctx context.Context) error {
	home := r.Home()
	if home.ID == "" {
		return nil
	}
	rows, err := r.Store.EvaluationWorks(ctx, home.ID)
	for _, row := range rows {
		if row.State == store.WorkImporting || row.State == store.WorkReading || r.Now().Sub(row.Started) < workKept {
			continue
		}
		w, workErr := work(row)
		err = errors.Join(err, workErr, r.Store.Write(ctx, func(t *store.Tx) error { return t.DropEvaluationWork(row) }))
		r.Store.DropUpload(w.File)
	}
	return errors.Join(err, r.sweepAnswers(ctx, home.ID))
}

// AnswersKept is how long the words of an answer that is no complaint are kept: the
// year it is reviewed in, and half a year for that review.
const AnswersKept = 548 * 24 * time.Hour

func (r *Register) sweepAnswers(ctx context.Context, organisation string) error {
	old, err := r.Store.DismissedCandidates(ctx, organisation, r.Now().Add(-AnswersKept))
	for _, row := range old {
		c, readErr := candidate(row)
		if readErr != nil {
			return readErr
		}
		raw, jsonErr := json.Marshal(Answer{Level: c.Answer.Level, Names: c.Answer.Names, Note: c.Note})
		if jsonErr != nil {
			return fmt.Errorf("write why an answer is no complaint: %w", jsonErr)
		}
		err = errors.Join(err, r.Store.Write(ctx, func(t *store.Tx) error { return t.ForgetAnswer(row, raw) }))
	}
	return err
}

// by is who is written in the log for work that goes on without them.
func (w EvaluationWork) by() store.Visitor {
	return store.Visitor{Actor: access.New(w.Organisation, w.By), Name: w.Name}
}
