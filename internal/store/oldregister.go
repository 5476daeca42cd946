package store

import (
	"context"
	"fmt"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// OldImportState is how far the taking over of an old register is.
type OldImportState string

// States of an import. What waits is taken in by the worker, all of it or nothing.
const (
	OldWaiting OldImportState = "waiting"
	OldDone    OldImportState = "done"
	OldFailed  OldImportState = "failed"
	OldUndone  OldImportState = "undone"
)

// OldImport is an old register that somebody takes over.
type OldImport struct {
	Organisation, ID string
	By               complaint.MemberID
	State            OldImportState
	Asked, Settled   time.Time
	Rows             int    // taken over; while it waits, how many there are to take
	Reason           string // why it failed, a code
	Body             []byte // sealed on disk
}

// AddOldImport writes down that an old register is to be taken over.
func (t *Tx) AddOldImport(i OldImport) error {
	orgKey, err := t.s.orgKey(t.ctx, i.Organisation)
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO old_import (organisation, id, member, state, asked_at, row_count, body) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		i.Organisation, i.ID, string(i.By), string(OldWaiting), t.s.now().UnixMilli(), int64(i.Rows), sealDocument(orgKey, i.Organisation, "old_import", i.ID, i.Body))
	return err
}

// SettleOldImport gives an import its next state, once: ErrLost when it is not in
// the state it was seen in.
func (t *Tx) SettleOldImport(i OldImport, next OldImportState) error {
	orgKey, err := t.s.orgKey(t.ctx, i.Organisation)
	if err != nil {
		return err
	}
	return wrote(t.row("UPDATE old_import SET state = $1, settled_at = $2, row_count = $3, reason = $4, body = $5 WHERE organisation = $6 AND id = $7 AND state = $8 RETURNING id",
		string(next), t.s.now().UnixMilli(), int64(i.Rows), i.Reason, sealDocument(orgKey, i.Organisation, "old_import", i.ID, i.Body), i.Organisation, i.ID, string(i.State)), ErrLost)
}

// OldImports lists every import, the newest first.
func (s *Store) OldImports(ctx context.Context, organisation string) ([]OldImport, error) {
	return s.oldImports(ctx, organisation, oldImportColumns+" ORDER BY asked_at DESC, id")
}

// OldImportByID finds one; ErrNotFound when there is none.
func (s *Store) OldImportByID(ctx context.Context, organisation, id string) (OldImport, error) {
	all, err := s.oldImports(ctx, organisation, oldImportColumns+" AND id = $2", id)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return OldImport{}, err
	}
	return all[0], nil
}

const oldImportColumns = "SELECT id, member, state, asked_at, settled_at, row_count, reason, body FROM old_import WHERE organisation = $1"

func (s *Store) oldImports(ctx context.Context, organisation, query string, args ...any) ([]OldImport, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	return list(ctx, s.reg, func(scan func(...any) error) (OldImport, error) {
		i := OldImport{Organisation: organisation}
		var asked, settled int64
		var sealed []byte
		if err := scan(&i.ID, (*string)(&i.By), (*string)(&i.State), &asked, &settled, &i.Rows, &i.Reason, &sealed); err != nil {
			return i, unavailable(err)
		}
		i.Asked, i.Settled = time.UnixMilli(asked), moment(settled)
		var err error
		if i.Body, err = openDocument(orgKey, organisation, "old_import", i.ID, sealed); err != nil {
			return i, fmt.Errorf("open an import: %w", err)
		}
		return i, nil
	}, query, append([]any{organisation}, args...)...)
}

func oldPrint(orgKey vault.Key, key string) []byte { return vault.MAC(orgKey, "old_row", []byte(key)) }

// OldRows says of each key whether that row was taken over before.
func (s *Store) OldRows(ctx context.Context, organisation string, keys []string) ([]bool, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	prints, err := list(ctx, s.reg, value[[]byte], "SELECT print FROM old_row WHERE organisation = $1", organisation)
	if err != nil {
		return nil, err
	}
	had := make(map[string]bool, len(prints))
	for _, p := range prints {
		had[string(p)] = true
	}
	known := make([]bool, len(keys))
	for i, k := range keys {
		known[i] = had[string(oldPrint(orgKey, k))]
	}
	return known, nil
}

// AddOldRow remembers a row and the dossier it became, right after its making.
// first is false when the row was taken over before.
func (t *Tx) AddOldRow(i OldImport, key string) (first bool, err error) {
	orgKey, err := t.s.orgKey(t.ctx, i.Organisation)
	if err != nil {
		return false, err
	}
	var n int
	print := oldPrint(orgKey, key)
	if err := t.row("SELECT COUNT(*) FROM old_row WHERE organisation = $1 AND print = $2", i.Organisation, print).Scan(&n); err != nil {
		return false, unavailable(err)
	}
	if n > 0 {
		return false, nil
	}
	_, err = t.exec("INSERT INTO old_row (organisation, print, import) VALUES ($1, $2, $3)", i.Organisation, print, i.ID)
	return true, err
}

// AddOldDossier remembers a dossier as the import left it.
func (t *Tx) AddOldDossier(i OldImport, dossier string, version int) error {
	_, err := t.exec("INSERT INTO old_dossier (organisation, import, dossier, version) VALUES ($1, $2, $3, $4)", i.Organisation, i.ID, dossier, int64(version))
	return err
}

// OldDossiers lists the dossiers of an import.
func (s *Store) OldDossiers(ctx context.Context, organisation, id string) ([]string, error) {
	return list(ctx, s.reg, value[string], "SELECT dossier FROM old_dossier WHERE organisation = $1 AND import = $2 ORDER BY dossier", organisation, id)
}

// ActedOn lists the dossiers of an import that are further than it left them.
func (t *Tx) ActedOn(organisation, id string) ([]string, error) {
	if err := t.flush(); err != nil {
		return nil, err
	}
	return list(t.ctx, t.reg, value[string], `SELECT dossier FROM old_dossier WHERE organisation = $1 AND import = $2
		AND version <> (SELECT version FROM dossier WHERE organisation = $1 AND id = old_dossier.dossier) ORDER BY dossier`, organisation, id)
}

// Forget takes away what can be read of a dossier that an import made. Its events
// keep their place in the log, with their hashes and without a word. Its keys go
// after that is durable, with ForgetKeys: keys without a dossier harm nothing, and
// a dossier without keys would.
func (t *Tx) Forget(organisation, dossier string) error {
	for _, query := range []string{
		"UPDATE event SET meta_ct = NULL, case_ct = NULL, identity_ct = NULL WHERE organisation = $1 AND dossier = $2",
		"DELETE FROM submission WHERE organisation = $1 AND dossier = $2",
		"DELETE FROM dossier WHERE organisation = $1 AND id = $2",
	} {
		if _, err := t.exec(query, organisation, dossier); err != nil {
			return err
		}
	}
	return nil
}

// ForgetOldRows forgets which rows an import took over, so that they can come again.
func (t *Tx) ForgetOldRows(organisation, id string) error {
	_, err := t.exec("DELETE FROM old_row WHERE organisation = $1 AND import = $2", organisation, id)
	return err
}

// ForgetKeys destroys the keys of the dossiers of an import that was undone.
func (t *Tx) ForgetKeys(organisation, id string, dossiers []string) error {
	for _, dossier := range dossiers {
		for _, query := range []string{
			"DELETE FROM dossier_key WHERE organisation = $1 AND dossier = $2",
			"DELETE FROM item_key WHERE organisation = $1 AND dossier = $2",
			"DELETE FROM receipt WHERE organisation = $1 AND dossier = $2",
		} {
			if err := t.execKeys(query, organisation, dossier); err != nil {
				return err
			}
		}
	}
	if err := t.destroySnapshots(organisation); err != nil {
		return err
	}
	_, err := t.exec("DELETE FROM old_dossier WHERE organisation = $1 AND import = $2", organisation, id)
	return err
}

// DropUpload throws away a file that nothing needs any more. One that is gone is fine, and one
// that stays is rubbish.
func (s *Store) DropUpload(f PendingFile) {
	if place, err := s.place(context.Background()); err == nil && f.ID != "" {
		_ = place.Remove(context.Background(), f.ID)
	}
}
