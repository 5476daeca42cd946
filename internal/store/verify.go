package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ncruces/go-sqlite3"

	"wederhoor/internal/proof"
)

// Inspection is a register that is only looked at: without a key, without its lock,
// and beside a program that serves it.
type Inspection struct {
	part        // as it was at one moment
	data string // the folder of the two files; empty on PostgreSQL
}

// Inspect opens a register to look at. postgres, when not empty, takes the place of
// the files in data.
func Inspect(ctx context.Context, data, postgres string) (*Inspection, error) {
	i := &Inspection{}
	if postgres == "" {
		i.data = data
	}
	var err error
	if i.part, err = lookAt(ctx, filepath.Join(data, databaseFiles[PartRegister]), postgres, PartRegister); err != nil {
		return nil, errors.Join(err, parts{i.part}.close())
	}
	return i, nil
}

// Whole asks SQLite whether its files are whole: a bit that flipped in a key or in
// an index hides what is there, and no hash of an event shows it. The keys are
// looked at when they lie beside the register. What is not whole is a *proof.Broken.
func (i *Inspection) Whole(ctx context.Context) error {
	if i.data == "" {
		return nil // PostgreSQL has checksums of its own
	}
	for _, name := range []string{"reg.db", "keys.db"} {
		file := filepath.Join(i.data, name)
		if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err := whole(ctx, name, file); err != nil {
			return err
		}
	}
	return nil
}

func whole(ctx context.Context, name, file string) (err error) {
	db, err := sql.Open("sqlite3", readOnly(file))
	if err != nil {
		return fmt.Errorf("open %s: %w", name, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var says string
	err = db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&says)
	switch {
	case errors.Is(err, sqlite3.CORRUPT) || errors.Is(err, sqlite3.NOTADB):
		says = err.Error()
	case err != nil:
		return fmt.Errorf("look whether %s is whole: %w", name, err)
	}
	if says != "ok" {
		return &proof.Broken{Check: proof.CheckFile, Says: fmt.Sprintf("%s is damaged: %s", name, says)}
	}
	return nil
}

// Close ends the look.
func (i *Inspection) Close() error { return parts{i.part}.close() }

// Inspected is one organisation as it was found.
type Inspected struct {
	ID       string
	Size     int64  // events, as its row says
	Looked   int64  // lines of the access log with a place in its chain, as its row says
	Verifier string // what checks its checkpoints; empty when none was made
}

// Organisations lists what there is to check, and refuses events of nobody.
func (i *Inspection) Organisations(ctx context.Context) ([]Inspected, error) {
	if err := i.noStray(ctx); err != nil {
		return nil, err
	}
	all, err := list(ctx, i.tx, func(scan func(...any) error) (o Inspected, err error) {
		return o, scan(&o.ID, &o.Size, &o.Looked)
	}, "SELECT id, log_size, looked FROM organisation ORDER BY created_at, id")
	if err != nil {
		return nil, fmt.Errorf("read the organisations: %w", err)
	}
	for n := range all {
		err := i.tx.QueryRowContext(ctx, "SELECT verifier FROM checkpoint_key WHERE organisation = $1", all[n].ID).Scan(&all[n].Verifier)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, fmt.Errorf("read the key for checkpoints: %w", err)
		}
	}
	return all, nil
}

// Promises opens every checkpoint that the register kept itself.
func (i *Inspection) Promises(ctx context.Context, o Inspected) ([]proof.Checkpoint, error) {
	notes, err := list(ctx, i.tx, value[string], "SELECT note FROM checkpoint WHERE organisation = $1 ORDER BY size", o.ID)
	if err != nil {
		return nil, fmt.Errorf("read the checkpoints: %w", err)
	}
	all := make([]proof.Checkpoint, len(notes))
	for n, text := range notes {
		if all[n], err = proof.Open(text, o.Verifier); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (i *Inspection) noStray(ctx context.Context) error {
	var stray int64
	err := i.tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM event WHERE organisation NOT IN (SELECT id FROM organisation)").Scan(&stray)
	if err != nil {
		return fmt.Errorf("count the events: %w", err)
	}
	if stray > 0 {
		return &proof.Broken{Check: proof.CheckSize, Says: fmt.Sprintf("%d events are of an organisation that is not there", stray)}
	}
	return nil
}

// Verify checks all of one organisation against itself and against what was
// promised. What does not hold is a *proof.Broken.
func (i *Inspection) Verify(ctx context.Context, o Inspected, promises []proof.Checkpoint) (proof.Counts, error) {
	c := proof.NewChecker(promises)
	if err := i.checkEvents(ctx, o.ID, c); err != nil {
		return proof.Counts{}, err
	}
	if err := c.Log(o.Size); err != nil {
		return proof.Counts{}, err
	}
	if err := i.checkRows(ctx, o.ID, c); err != nil {
		return proof.Counts{}, err
	}
	n, err := c.End()
	if err == nil {
		err = i.checkLines(ctx, o, promises, &n)
	}
	if err == nil {
		err = i.checkReviews(ctx, o, promises, &n)
	}
	return n, err
}

func (i *Inspection) checkEvents(ctx context.Context, organisation string, c *proof.Checker) (err error) {
	rows, err := i.tx.QueryContext(ctx, `SELECT dossier, seq, pos, meta_ct, case_ct, identity_ct, meta_hash, case_hash, identity_hash, leaf
		FROM event WHERE organisation = $1 ORDER BY pos`, organisation)
	if err != nil {
		return fmt.Errorf("read the events: %w", err)
	}
	defer func() { err = closeRows(rows, err) }()
	for rows.Next() {
		var r proof.Row
		var raw [7]sql.RawBytes // valid until the next row, which is as long as they are looked at
		if err := rows.Scan(&r.Dossier, &r.Seq, &r.Pos, &raw[0], &raw[1], &raw[2], &raw[3], &raw[4], &raw[5], &raw[6]); err != nil {
			return fmt.Errorf("read an event: %w", err)
		}
		r.Text, r.Hash, r.Leaf = [3][]byte{raw[0], raw[1], raw[2]}, [3][]byte{raw[3], raw[4], raw[5]}, raw[6]
		if err := c.Event(r); err != nil {
			return err
		}
	}
	return nil
}

func (i *Inspection) checkRows(ctx context.Context, organisation string, c *proof.Checker) (err error) {
	rows, err := i.tx.QueryContext(ctx, "SELECT id, version, head FROM dossier WHERE organisation = $1 ORDER BY id", organisation)
	if err != nil {
		return fmt.Errorf("read the dossiers: %w", err)
	}
	defer func() { err = closeRows(rows, err) }()
	for rows.Next() {
		var id string
		var version int64
		var head []byte
		if err := rows.Scan(&id, &version, &head); err != nil {
			return fmt.Errorf("read a dossier: %w", err)
		}
		if err := c.Dossier(id, version, head); err != nil {
			return err
		}
	}
	return nil
}
