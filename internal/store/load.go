package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"wederhoor/internal/files"
	"wederhoor/internal/vault"
)

// ErrNotEmpty says that there is something already where a backup was to go.
var ErrNotEmpty = errors.New("there is a register here already: a backup goes where nothing is")

// ErrNewer says that a backup is of a newer program.
var ErrNewer = errors.New("this backup is of a newer wederhoor: take that program")

// ErrSheet says that neither the sheet nor the master key opens what was restored.
var ErrSheet = errors.New("neither this recovery sheet nor the master key opens all that is in the backup: with several organisations each has a sheet of its own")

// rowsAtOnce go to the database in one statement.
const rowsAtOnce = 100

// Loading is a backup that is being put back: all of it comes in, or nothing.
type Loading struct {
	cfg Config
	parts
	kind  goose.Dialect
	files files.Place

	only    string // the organisation that is put back; empty: all
	table   Table
	whose   int   // the column that says of which organisation a row is; -1: of none
	waiting []any // rows that were not handed over yet, one after another
}

// Load begins to put a backup back into an empty place, with the schema as it was
// then: versions is that of each part. only is the organisation that is put back, and
// empty for all. End it with Finish or Drop.
func Load(ctx context.Context, cfg Config, only string, versions map[string]int64) (l *Loading, err error) {
	l = &Loading{cfg: cfg, only: only, kind: goose.DialectSQLite3}
	if err := l.folder(ctx); err != nil {
		return nil, err
	}
	if cfg.Postgres != "" {
		l.kind = goose.DialectPostgres
	}
	for i, name := range []string{PartRegister, PartKeys} {
		if err := l.prepare(ctx, i, name, versions[name]); err != nil {
			return nil, errors.Join(err, l.Drop()) // all that is there was made just now
		}
	}
	return l, nil
}

func (l *Loading) folder(ctx context.Context) (err error) {
	for _, file := range databaseFiles {
		if _, err := os.Stat(filepath.Join(l.cfg.Data, file)); err == nil {
			return ErrNotEmpty
		}
	}
	if err := os.MkdirAll(l.cfg.Data, 0o700); err != nil {
		return fmt.Errorf("make the data folder: %w", err)
	}
	if l.files, err = l.cfg.filesAt().Open(); err != nil {
		return err
	}
	err = l.files.Fits(ctx)
	if err == nil {
		err = l.files.List(ctx, func(files.Object) error { return ErrNotEmpty })
	}
	if err != nil {
		return errors.Join(err, l.files.Close())
	}
	return nil
}

func (l *Loading) prepare(ctx context.Context, i int, name string, version int64) error {
	var db *sql.DB
	var err error
	if l.cfg.Postgres != "" {
		db, err = primary(l.cfg.Postgres, name)
	} else {
		db, err = sql.Open("sqlite3", sqliteDSN(filepath.Join(l.cfg.Data, databaseFiles[name]), ""))
	}
	if err != nil {
		return fmt.Errorf("open the register: %w", err)
	}
	p := &l.parts[i]
	*p = part{name: name, db: db, postgres: l.cfg.Postgres != ""}
	if p.postgres {
		if _, err := db.ExecContext(ctx, "CREATE SCHEMA IF NOT EXISTS "+name); err != nil {
			return fmt.Errorf("prepare the schema %s: %w", name, err)
		}
	}
	if err := migrateTo(ctx, l.kind, db, name, version); err != nil {
		return err
	}
	if p.tx, err = db.BeginTx(ctx, nil); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	return l.vacant(ctx, *p)
}

// migrateTo makes the schema as it was in a version that this program knows.
func migrateTo(ctx context.Context, kind goose.Dialect, db *sql.DB, name string, version int64) error {
	p, err := provider(kind, db, name)
	if err != nil {
		return err
	}
	have, want, err := p.GetVersions(ctx)
	switch {
	case err != nil:
		return fmt.Errorf("read the version of %s: %w", name, err)
	case version > want:
		return ErrNewer
	case have > version:
		return ErrNotEmpty
	}
	if _, err := p.UpTo(ctx, version); err != nil {
		return fmt.Errorf("migrate %s: %w", name, err)
	}
	return nil
}

// vacant refuses a place where somebody's register is.
func (l *Loading) vacant(ctx context.Context, p part) error {
	all, err := tables(ctx, p)
	if err != nil {
		return err
	}
	for _, t := range all {
		var n int64
		if err := p.tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+t.Name).Scan(&n); err != nil {
			return unavailable(err)
		}
		if n > 0 {
			return ErrNotEmpty
		}
	}
	return nil
}

// Table says of which table the next rows are. One that this schema has not is
// refused: the backup is not what it says it is.
func (l *Loading) Table(ctx context.Context, t Table) error {
	if err := l.hand(ctx); err != nil {
		return err
	}
	all, err := tables(ctx, l.part(t.Part))
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(x Table) bool { return x.Name == t.Name })
	if i < 0 || len(t.Columns) == 0 || slices.ContainsFunc(t.Columns, func(c string) bool { return !slices.Contains(all[i].Columns, c) }) {
		return fmt.Errorf("the backup holds a table %q that this register does not know", t.Name)
	}
	l.table, l.whose = t, slices.Index(t.Columns, t.whose())
	return nil
}

// Row puts one row in the table.
func (l *Loading) Row(ctx context.Context, row []any) error {
	if len(row) != len(l.table.Columns) {
		return fmt.Errorf("a row of %s has %d values and not %d", l.table.Name, len(row), len(l.table.Columns))
	}
	if l.only != "" && l.whose >= 0 && row[l.whose] != l.only {
		return nil
	}
	l.waiting = append(l.waiting, row...)
	if len(l.waiting) < rowsAtOnce*len(l.table.Columns) {
		return nil
	}
	return l.hand(ctx)
}

// hand gives the database what waits.
func (l *Loading) hand(ctx context.Context) error {
	if len(l.waiting) == 0 {
		return nil
	}
	p, n := l.part(l.table.Part), len(l.table.Columns)
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES ", l.table.Name, strings.Join(l.table.Columns, ", "))
	for i := range l.waiting {
		switch {
		case i == 0:
			b.WriteString("(")
		case i%n == 0:
			b.WriteString("), (")
		default:
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", i+1)
	}
	b.WriteString(")")
	if _, err := p.tx.ExecContext(ctx, b.String(), l.waiting...); err != nil {
		return fmt.Errorf("put back %s: %w", l.table.Name, unavailable(err))
	}
	l.waiting = l.waiting[:0]
	return nil
}

// File takes a sealed file in; it is there once it is committed.
func (l *Loading) File(id string) (files.Writer, error) {
	w, err := l.files.Create(id)
	if err != nil {
		return nil, fmt.Errorf("put back a file: %w", unavailable(err))
	}
	return w, nil
}

// Finish keeps all that came in, and brings the schema up to what this program
// knows. Each organisation opens afterwards with the master key of the new place:
// it does already, or its recovery sheet opens it. Letters that waited may have left
// after the backup was made, so that a person is asked of each.
func (l *Loading) Finish(ctx context.Context, sheets ...vault.Key) error {
	err := l.hand(ctx)
	if err == nil {
		err = l.remaster(ctx, sheets)
	}
	if err == nil {
		err = l.dropStrays(ctx)
	}
	if err == nil {
		reg := l.part(PartRegister)
		_, err = reg.tx.ExecContext(ctx, "UPDATE job SET lease_until = 0, state = CASE WHEN kind = $1 THEN $2 ELSE state END", string(JobSendLetter), JobSending)
	}
	for _, i := range []int{1, 0} { // the keys first
		if err == nil {
			err = l.parts[i].tx.Commit()
			l.parts[i].tx = nil
		}
	}
	for i, name := range []string{PartRegister, PartKeys} {
		if err == nil {
			err = migrate(ctx, l.kind, l.parts[i].db, name)
		}
	}
	if err != nil {
		return errors.Join(err, l.Drop())
	}
	return l.closeAll()
}

// dropStrays removes the files that no key opens: what they belong to was erased
// after the backup of the register was made.
func (l *Loading) dropStrays(ctx context.Context) error {
	opens, err := filesWithKeys(ctx, l.part(PartKeys).tx, "")
	if err != nil {
		return err
	}
	var strays []string
	err = l.files.List(ctx, func(o files.Object) error {
		if _, kept := slices.BinarySearch(opens, o.Name); !kept {
			strays = append(strays, o.Name)
		}
		return nil
	})
	if err == nil && len(strays) > 0 {
		err = l.files.Remove(ctx, strays...)
	}
	if err != nil {
		return fmt.Errorf("remove files that nothing opens: %w", unavailable(err))
	}
	return nil
}

// remaster lets the master key of this place open every organisation.
func (l *Loading) remaster(ctx context.Context, sheets []vault.Key) error {
	keys := l.part(PartKeys)
	all, err := slots(ctx, keys.tx)
	if err != nil {
		return err
	}
	opened, err := Master(l.cfg.Master).keys(all)
	if err != nil {
		opened, err = Sheets(sheets...).keys(all)
	}
	if err != nil {
		return ErrSheet
	}
	for at, k := range opened {
		wrapped := vault.Wrap(l.cfg.Master, slotMaster, vault.Address{Organisation: at.organisation}, k)
		if _, err := keys.tx.ExecContext(ctx, "UPDATE org_key SET wrapped = $1 WHERE organisation = $2 AND version = $3 AND slot = $4", wrapped, at.organisation, at.version, slotMaster); err != nil {
			return unavailable(err)
		}
	}
	return nil
}

func (l *Loading) closeAll() error { return errors.Join(l.close(), l.files.Close()) }

// Drop gives up: the place is as it was, but for an empty schema on PostgreSQL.
func (l *Loading) Drop() error {
	err := l.close()
	for _, name := range []string{"reg.db", "reg.db-wal", "reg.db-shm", "keys.db", "keys.db-wal", "keys.db-shm"} {
		if e := os.Remove(filepath.Join(l.cfg.Data, name)); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	ctx := context.Background() // also when the one before is over
	var came []string
	err = errors.Join(err, l.files.List(ctx, func(o files.Object) error {
		came = append(came, o.Name) // nothing was there before
		return nil
	}))
	if len(came) > 0 {
		err = errors.Join(err, l.files.Remove(ctx, came...))
	}
	err = errors.Join(err, l.files.Tidy(ctx, l.cfg.Now().Add(time.Minute)), l.files.Close())
	if !l.cfg.Files.IsBucket() {
		err = errors.Join(err, os.Remove(l.cfg.filesAt().Folder))
	}
	return err
}
