package register

import (
	"context"
	"time"

	"wederhoor/internal/evaluation"
	"wederhoor/internal/sheet"
	"wederhoor/internal/store"
)

// importBatch is how many rows share a transaction: few enough that others who
// write do not wait.
const importBatch = 500

// importLease is how long one batch may take; after a crash another worker begins
// anew when it is over.
const importLease = 15 * time.Second

// importing is an import while it goes on.
type importing struct {
	EvaluationWork
	Imported
	register *Register
	job      store.Job
	lot      *evaluation.Lot
	looked   map[string]found // that may be drawn
}

// importForms takes a file in as queued work, all of it or nothing: until its last
// row is in nobody sees any, and a restart begins anew. Rows that were imported
// before give nothing new.
func (r *Register) importForms(ctx context.Context, j store.Job) error {
	w, table, err := r.formsOf(ctx, j, store.WorkImporting)
	if err != nil || table == nil {
		return r.ended(ctx, j, w, err)
	}
	if err := r.Store.Write(ctx, func(t *store.Tx) error { return t.UndoEvaluation(w.EvaluationWork) }); err != nil {
		return err
	}
	w.Form.Date(table)
	in := importing{EvaluationWork: w, register: r, job: j, lot: evaluation.NewLot(w.ID), looked: map[string]found{}}
	keys, batch := table.Keys(w.Form.Keys()...), []found(nil)
	err = table.Rows(func(row sheet.Row) error {
		batch = append(batch, r.foundIn(w.Form, row, keys.Of(row)))
		if len(batch) < importBatch {
			return ctx.Err()
		}
		err := in.take(ctx, batch)
		batch = batch[:0]
		return err
	})
	if err == nil {
		err = in.take(ctx, batch)
	}
	if err != nil {
		return r.ended(ctx, j, w, err)
	}
	if err := in.finish(ctx); err != nil {
		return err
	}
	r.Store.DropUpload(w.File)
	return nil
}

// take puts a batch in, and writes down how far the import is.
func (in *importing) take(ctx context.Context, batch []found) error {
	keys := make([]string, len(batch))
	for i, row := range batch {
		keys[i] = row.key
	}
	return in.register.Store.Write(ctx, func(t *store.Tx) (err error) {
		fresh, err := t.FreshAnswers(in.Organisation, in.ID, in.Print, keys)
		if err != nil {
			return err
		}
		for _, row := range batch {
			in.Imported.Rows++
			if !fresh[row.key] {
				continue
			}
			in.Fresh++
			delete(fresh, row.key) // a file may hold a row twice
			if err := in.add(t, row); err != nil {
				return err
			}
		}
		in.Done = in.Imported.Rows
		if err := t.EvaluationDone(in.EvaluationWork.EvaluationWork); err != nil {
			return err
		}
		in.job, err = t.HoldJob(in.job, importLease)
		return err
	})
}

func (in *importing) add(t *store.Tx, row found) error {
	if row.signal {
		in.Signals++
		return addFound(t, in.Organisation, in.ID, store.CandidateSignal, row)
	}
	in.lot.Offer(row.key)
	in.looked[row.key] = row
	if len(in.looked) > 10*evaluation.LotSize {
		in.forget()
	}
	return nil
}

// forget leaves only the answers that may still be drawn.
func (in *importing) forget() {
	kept := map[string]found{}
	for _, key := range in.lot.Drawn() {
		kept[key] = in.looked[key]
	}
	in.looked = kept
}

func (in *importing) finish(ctx context.Context) error {
	return in.register.Store.Write(ctx, func(t *store.Tx) error {
		for _, key := range in.lot.Drawn() {
			if err := addFound(t, in.Organisation, in.ID, store.CandidateLook, in.looked[key]); err != nil {
				return err
			}
		}
		if err := in.register.keepForm(t, in.Print, in.Form); err != nil {
			return err
		}
		if err := t.AddEvaluation(store.Evaluation{Organisation: in.Organisation, ID: in.ID, Name: in.File.Name, Rows: in.Imported.Rows, Fresh: in.Fresh, NotProposed: in.Fresh - in.Signals, Form: in.Print}); err != nil {
			return err
		}
		if err := t.DropEvaluationWork(in.EvaluationWork.EvaluationWork); err != nil {
			return err
		}
		if err := t.FinishJob(in.job); err != nil {
			return err
		}
		return t.Log(in.register.line(in.by(), store.LogEvaluation, "", "imported"))
	})
}
