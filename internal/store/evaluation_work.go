package store

import (
	"context"
	"fmt"
	"time"
)

// WorkState says how far a file of evaluation forms is.
type WorkState string

// The states, in their order. A file that is in has none: its row is gone.
const (
	WorkReading   WorkState = "reading"
	WorkAsking    WorkState = "asking" // a person says what the columns are
	WorkImporting WorkState = "importing"
	WorkFailed    WorkState = "failed"
)

// EvaluationWork is a file of evaluation forms on its way in. Its id becomes that
// of the evaluation.
type EvaluationWork struct {
	Organisation, ID string
	State            WorkState
	Started          time.Time
	Done, Rows       int
	Body             []byte // sealed on disk
}

// AddEvaluationWork writes down that a file came.
func (t *Tx) AddEvaluationWork(w EvaluationWork) error {
	orgKey, err := t.s.orgKey(t.ctx, w.Organisation)
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO evaluation_work (organisation, id, state, started_at, body) VALUES ($1, $2, $3, $4, $5)",
		w.Organisation, w.ID, string(w.State), t.s.now().UnixMilli(), sealDocument(orgKey, w.Organisation, "evaluation_work", w.ID, w.Body))
	return err
}

// MoveEvaluationWork brings a file to the state of w; ErrLost when it is not in
// from any more.
func (t *Tx) MoveEvaluationWork(w EvaluationWork, from WorkState) error {
	orgKey, err := t.s.orgKey(t.ctx, w.Organisation)
	if err != nil {
		return err
	}
	return wrote(t.row("UPDATE evaluation_work SET state = $1, done = $2, row_count = $3, body = $4 WHERE organisation = $5 AND id = $6 AND state = $7 RETURNING id",
		string(w.State), int64(w.Done), int64(w.Rows), sealDocument(orgKey, w.Organisation, "evaluation_work", w.ID, w.Body), w.Organisation, w.ID, string(from)), ErrLost)
}

// EvaluationDone writes down how many rows of a file are in.
func (t *Tx) EvaluationDone(w EvaluationWork) error {
	_, err := t.exec("UPDATE evaluation_work SET done = $1 WHERE organisation = $2 AND id = $3", int64(w.Done), w.Organisation, w.ID)
	return err
}

// DropEvaluationWork forgets a file, or that it was on its way once it is in.
func (t *Tx) DropEvaluationWork(w EvaluationWork) error {
	_, err := t.exec("DELETE FROM evaluation_work WHERE organisation = $1 AND id = $2", w.Organisation, w.ID)
	return err
}

// UndoEvaluation takes away what an import that did not come to its end left.
func (t *Tx) UndoEvaluation(w EvaluationWork) error {
	for _, undo := range []string{"DELETE FROM candidate WHERE organisation = $1 AND evaluation = $2", "DELETE FROM evaluation_row WHERE organisation = $1 AND evaluation = $2"} {
		if _, err := t.exec(undo, w.Organisation, w.ID); err != nil {
			return err
		}
	}
	return nil
}

const workColumns = "SELECT id, state, started_at, done, row_count, body FROM evaluation_work WHERE organisation = $1"

// EvaluationWorks lists the files on their way in, the oldest first.
func (s *Store) EvaluationWorks(ctx context.Context, organisation string) ([]EvaluationWork, error) {
	return s.works(ctx, organisation, workColumns+" ORDER BY started_at, id")
}

// EvaluationWorkByID finds one; ErrNotFound when there is none.
func (s *Store) EvaluationWorkByID(ctx context.Context, organisation, id string) (EvaluationWork, error) {
	all, err := s.works(ctx, organisation, workColumns+" AND id = $2", id)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return EvaluationWork{}, err
	}
	return all[0], nil
}

func (s *Store) works(ctx context.Context, organisation, query string, args ...any) ([]EvaluationWork, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	return list(ctx, s.reg, func(scan func(...any) error) (EvaluationWork, error) {
		w := EvaluationWork{Organisation: organisation}
		var started int64
		var sealed []byte
		if err := scan(&w.ID, (*string)(&w.State), &started, &w.Done, &w.Rows, &sealed); err != nil {
			return w, unavailable(err)
		}
		w.Started = time.UnixMilli(started)
		if w.Body, err = openDocument(orgKey, organisation, "evaluation_work", w.ID, sealed); err != nil {
			return w, fmt.Errorf("open a file on its way in: %w", err)
		}
		return w, nil
	}, query, append([]any{organisation}, args...)...)
}
