package register

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/index"
	"wederhoor/internal/sheet"
	"wederhoor/internal/store"
)

// mostTries is how often an import that meets a fault of ours is tried.
const mostTries = 5

// takeOver carries out an import that waits: every row of it or none. A program
// that stops half-way has kept nothing, and the next one begins again.
func (r *Register) takeOver(ctx context.Context, j store.Job) error {
	i, err := r.Store.OldImportByID(ctx, j.Organisation, j.Item)
	if errors.Is(err, ErrNotFound) || err == nil && i.State != store.OldWaiting {
		return r.finish(ctx, j)
	}
	if err != nil {
		return err
	}
	var body oldBody
	if err := json.Unmarshal(i.Body, &body); err != nil {
		return fmt.Errorf("read an import: %w", err)
	}
	done := new(atomic.Int64)
	r.takings.Store(i.ID, done)
	defer r.takings.Delete(i.ID)
	err = r.takeIn(ctx, j, i, body, done)
	if errors.Is(err, store.ErrLost) { // another did it
		return r.finish(ctx, j)
	}
	if why := failure(err); err != nil && (why != "" || j.Attempts >= mostTries) {
		r.Logger.Error("an old register could not be taken over", "error", err)
		return r.settleOld(ctx, j, i, body, why)
	}
	if err == nil && body.File != nil {
		r.Store.DropUpload(*body.File)
	}
	return err
}

// failure is why trying again gives the same; empty when it may not.
func failure(err error) string {
	var problem sheet.Problem
	_, refused := Refused(err)
	switch {
	case errors.Is(err, ErrNotFound):
		return "gone" // the file, or who asked
	case errors.As(err, &problem), refused, errors.Is(err, ErrStale), errors.Is(err, ErrTooManyRows):
		return "changed"
	}
	return ""
}

func (r *Register) settleOld(ctx context.Context, j store.Job, i store.OldImport, body oldBody, why string) error {
	i.Rows, i.Reason = 0, why
	if i.Reason == "" {
		i.Reason = "fault"
	}
	raw, err := json.Marshal(oldBody{Name: body.Name})
	if err != nil {
		return fmt.Errorf("write an import: %w", err)
	}
	i.Body = raw
	return r.Store.Write(ctx, func(t *store.Tx) error {
		return errors.Join(t.SettleOldImport(i, store.OldFailed), t.FinishJob(j))
	})
}

func (r *Register) takeIn(ctx context.Context, j store.Job, i store.OldImport, body oldBody, done *atomic.Int64) error {
	m, ok := r.Member(i.By)
	who := r.personOf(m, store.Session{Level: store.LevelFull})
	if !ok || m.State == store.MemberLeft || !who.Leads() || body.File == nil || body.Plan == nil {
		return ErrNotFound
	}
	file, err := r.readOld(*body.File)
	if err != nil {
		return err
	}
	p, err := r.previewOld(ctx, who, file, *body.Plan, i.ID)
	if err != nil {
		return err
	}
	if len(p.Wrong) > 0 || p.Stopped > 0 {
		return ErrStale
	}
	return r.Store.WriteLong(ctx, func(t *store.Tx) error {
		made, err := r.takeRows(t, i, p.Rows, done)
		if err != nil {
			return err
		}
		kept := i
		kept.Rows = made.Len()
		if kept.Body, err = json.Marshal(oldBody{Name: body.Name, Left: body.Left, Had: body.Had}); err != nil {
			return fmt.Errorf("write an import: %w", err)
		}
		t.After(func() { r.index.PutAll(made) })
		return errors.Join(t.SettleOldImport(kept, store.OldDone), t.FinishJob(j), t.Log(r.line(who.visitor(), store.LogOldRegister, "", "imported")))
	})
}

func (r *Register) takeRows(t *store.Tx, i store.OldImport, rows []OldRow, done *atomic.Int64) (*index.Batch, error) {
	p, made := r.Procedure(), r.index.Batch()
	for _, row := range rows {
		if row.Had || row.Left {
			continue
		}
		first, err := t.AddOldRow(i, row.key)
		if err != nil {
			return nil, err
		}
		if !first {
			continue
		}
		created, err := t.Create(store.NewDossier{Organisation: i.Organisation, Submission: "old-" + store.NewID(), By: i.By, Year: p.On(row.Past.ReceivedAt).Year(),
			Build: func(ref string) ([]complaint.Entry, error) {
				row.Past.Received.Ref = ref
				return complaint.Recount(p, row.Past, r.Now())
			},
			View: r.view,
			Jobs: func(complaint.Complaint) []store.Job { return nil }, // nobody is told and nothing is sent
		})
		if err != nil {
			return nil, err
		}
		if err := t.AddOldDossier(i, created.ID, created.Complaint.Version); err != nil {
			return nil, err
		}
		made.Add(i.Organisation, created.ID, created.Complaint)
		done.Add(1)
	}
	return made, nil
}

// OldImport is an old register that was taken over, or is being.
type OldImport struct {
	store.OldImport
	Name      string
	Left, Had int
	Done      int  // rows so far, while it waits
	Undoable  bool // as far as can be seen before trying
}

// OldImports lists what was taken over, the newest first, to who leads.
func (r *Register) OldImports(ctx context.Context, who Person) ([]OldImport, error) {
	if !who.Leads() {
		return nil, ErrNotFound
	}
	found, err := r.Store.OldImports(ctx, who.Organisation())
	if err != nil {
		return nil, err
	}
	all := make([]OldImport, len(found))
	for n, i := range found {
		if all[n], err = r.oldImport(i); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// OldImport gives one of them, with how far it is.
func (r *Register) OldImport(ctx context.Context, who Person, id string) (OldImport, error) {
	if !who.Leads() {
		return OldImport{}, ErrNotFound
	}
	i, err := r.Store.OldImportByID(ctx, who.Organisation(), id)
	if err != nil {
		return OldImport{}, err
	}
	return r.oldImport(i)
}

func (r *Register) oldImport(i store.OldImport) (OldImport, error) {
	var body oldBody
	if err := json.Unmarshal(i.Body, &body); err != nil {
		return OldImport{}, fmt.Errorf("read an import: %w", err)
	}
	o := OldImport{OldImport: i, Name: body.Name, Left: body.Left, Had: body.Had, Undoable: i.State == store.OldDone}
	o.Body = nil
	if n, ok := r.takings.Load(i.ID); ok {
		o.Done = int(n.(*atomic.Int64).Load()) //nolint:forcetypeassert // takeOver put it there
		if o.State == store.OldDone {          // stored, and not yet in the lists
			o.State, o.Undoable = store.OldWaiting, false
		}
	}
	return o, nil
}

// UndoOldImport takes a whole import away as long as nobody acted on any of it:
// the dossiers are gone and their keys destroyed. The refusal names what stops it,
// as far as this person may know. It takes a fresh proof of who asks. Who may not lead one of the dossiers, because it
// is about them, leaves this to another.
func (r *Register) UndoOldImport(ctx context.Context, who Person, id string) error {
	i, err := r.OldImport(ctx, who, id)
	if err != nil {
		return err
	}
	switch {
	case i.State != store.OldDone:
		return ErrStale
	case !who.Fresh(r.Now()):
		return ErrProve
	}
	r.index.Wait()
	dossiers, err := r.Store.OldDossiers(ctx, who.Organisation(), id)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(dossiers, func(d string) bool { _, v := r.index.VerdictOn(who.Actor, access.Assign, d); return !v.OK }) {
		return &complaint.Refusal{Code: "old_undo_other"}
	}
	err = r.Store.WriteLong(ctx, func(t *store.Tx) error { return r.undoOld(t, who, i, dossiers) })
	if err != nil {
		return err
	}
	return r.forgetKeys(ctx, who.Organisation(), id)
}

func (r *Register) undoOld(t *store.Tx, who Person, i OldImport, dossiers []string) error {
	acted, err := t.ActedOn(i.Organisation, i.ID)
	if err != nil {
		return err
	}
	if len(acted) > 0 {
		ref, _ := r.index.VerdictOn(who.Actor, access.Know, acted[0])
		return &complaint.Refusal{Code: "old_acted_on", Args: []string{ref}}
	}
	for _, d := range dossiers {
		if err := t.Forget(i.Organisation, d); err != nil {
			return err
		}
	}
	raw, err := json.Marshal(oldBody{Name: i.Name})
	if err != nil {
		return fmt.Errorf("write an import: %w", err)
	}
	row := i.OldImport
	row.Body = raw
	t.After(func() { r.index.Remove(dossiers...) })
	return errors.Join(t.SettleOldImport(row, store.OldUndone), t.ForgetOldRows(i.Organisation, i.ID),
		t.AddJob(store.Job{Organisation: i.Organisation, Kind: store.JobForgetKeys, Item: i.ID}),
		t.Log(r.line(who.visitor(), store.LogOldRegister, "", "undone")))
}

// forgetKeys destroys the keys of an import that was undone. It may be done again.
func (r *Register) forgetKeys(ctx context.Context, organisation, id string) error {
	dossiers, err := r.Store.OldDossiers(ctx, organisation, id)
	if err != nil || len(dossiers) == 0 {
		return err
	}
	return r.Store.WriteLong(ctx, func(t *store.Tx) error { return t.ForgetKeys(organisation, id, dossiers) })
}

func (r *Register) forgetOld(ctx context.Context, j store.Job) error {
	if err := r.forgetKeys(ctx, j.Organisation, j.Item); err != nil {
		return err
	}
	return r.finish(ctx, j)
}
