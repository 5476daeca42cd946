package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"wederhoor/internal/files"
)

// Copy is a whole register as it was at one moment, to make a backup of: rows and
// files as they lie there, sealed. It needs no key and stands in nobody's way.
//
// Of the register it sees a moment that is not later than that of the keys, so that
// everything in it has its key.
type Copy struct {
	parts
	files files.Place
	mark  string // of the bucket the files are in; empty: a folder
	only  string // the organisation that is looked at; empty: all
}

// part is one of the two databases; on PostgreSQL they are schemas of one.
type part struct {
	name     string
	db       *sql.DB
	tx       *sql.Tx
	postgres bool
}

// parts are the register and its keys.
type parts [2]part

func (p parts) part(name string) part {
	if name == PartKeys {
		return p[1]
	}
	return p[0]
}

// close ends what is under way and lets go of the databases, which may be one.
func (p parts) close() error {
	var errs []error
	for i, x := range p {
		if i > 0 && x.db == p[0].db {
			continue
		}
		if x.tx != nil {
			errs = append(errs, x.tx.Rollback())
		}
		if x.db != nil {
			errs = append(errs, x.db.Close())
		}
	}
	return errors.Join(errs...)
}

// The two parts of a register. What was erased stays erased as long as the keys of
// older copies are not kept: they are kept apart, and not for long (security 2.5).
const (
	PartRegister = "register"
	PartKeys     = "keys"
)

// Table is a table of a part, with its columns in the order of the rows.
type Table struct {
	Part, Name string
	Columns    []string
}

// whose is the column that says of which organisation a row is: every table has it, but
// for what is of the machine.
func (t Table) whose() string {
	if t.Name == "organisation" {
		return "id"
	}
	return "organisation"
}

// passing are tables that no copy holds: what let somebody in before a restore must
// not let them in after it, and what programs that run keep for each other.
var passing = map[string]bool{"session": true, "token": true, "backup_run": true, "generation": true, "leader": true, "tried": true, "schema_floor": true, "files_place": true, "index_key": true}

// OpenCopy looks at a register, which may be served meanwhile. Of cfg it takes the
// places, and needs no key. only is the organisation that is looked at, and empty for
// all.
func OpenCopy(ctx context.Context, cfg Config, only string) (c *Copy, err error) {
	c = &Copy{only: only}
	if c.files, err = cfg.filesAt().OpenToRead(); err != nil {
		return nil, fmt.Errorf("there is no register in the folder: %w", err)
	}
	if cfg.Postgres != "" {
		err = c.openPostgres(ctx, cfg.Postgres)
	} else {
		err = c.openSQLite(ctx, cfg.Data)
	}
	if err == nil {
		err = c.recognise(ctx, cfg.Files.IsBucket())
	}
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// recognise refuses a place where the files of this register are not: a copy without
// them would look whole.
func (c *Copy) recognise(ctx context.Context, bucket bool) error {
	version, err := c.Version(ctx, PartRegister)
	if err != nil || version < firstMarked {
		return err
	}
	if c.mark, err = markOf(ctx, c.part(PartRegister).tx); err != nil {
		return err
	}
	if !bucket {
		return elsewhere(c.mark)
	}
	there, err := markIn(ctx, c.files)
	if err == nil && c.mark != "" && there != c.mark {
		err = ErrOtherPlace
	}
	return err
}

// firstMarked is the version of the register from which it knows its place of files.
const firstMarked = 20

func (c *Copy) openPostgres(ctx context.Context, address string) error {
	both, err := lookAt(ctx, "", address, PartRegister+","+PartKeys)
	c.parts = parts{both, both}
	c.parts[0].name, c.parts[1].name = PartRegister, PartKeys
	return err
}

func (c *Copy) openSQLite(ctx context.Context, data string) (err error) {
	for i, name := range []string{PartRegister, PartKeys} { // in this order
		if c.parts[i], err = lookAt(ctx, filepath.Join(data, databaseFiles[name]), "", name); err != nil {
			return err
		}
		c.parts[i].name = name
	}
	return nil
}

func readOnly(file string) string {
	return "file:" + (&url.URL{Path: file}).EscapedPath() + "?mode=ro&_txlock=deferred&_pragma=busy_timeout(10000)&_pragma=trusted_schema(off)"
}

// lookAt opens a database as it is now: a file, or schemas of PostgreSQL. Nothing is
// seen before the first look, which is why it looks.
func lookAt(ctx context.Context, file, postgres, path string) (p part, err error) {
	level, first := sql.LevelRepeatableRead, "SELECT COUNT(*) FROM organisation"
	if p.postgres = postgres != ""; !p.postgres { // SQLite never shows more than one moment
		if _, err := os.Stat(file); err != nil {
			return p, fmt.Errorf("there is no register in the folder: %w", err)
		}
		level, first = sql.LevelDefault, "SELECT COUNT(*) FROM sqlite_master"
	}
	if p.db, err = reach(readOnly(file), postgres, path); err != nil {
		return p, fmt.Errorf("open the register: %w", err)
	}
	if p.tx, err = p.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: level}); err != nil {
		return p, fmt.Errorf("open the register: %w", err)
	}
	var n int64
	if err := p.tx.QueryRowContext(ctx, first).Scan(&n); err != nil {
		return p, fmt.Errorf("read the register: %w", err)
	}
	return p, nil
}

// Close ends the look.
func (c *Copy) Close() error { return errors.Join(c.close(), c.files.Close()) }

// Version is that of the schema of a part.
func (c *Copy) Version(ctx context.Context, name string) (version int64, err error) {
	p := c.part(name)
	err = p.tx.QueryRowContext(ctx, "SELECT MAX(version_id) FROM goose_"+name+" WHERE is_applied").Scan(&version)
	if err != nil {
		return 0, fmt.Errorf("read the version of %s: %w", name, err)
	}
	return version, nil
}

// Tables lists what a copy of a part holds.
func (c *Copy) Tables(ctx context.Context, name string) ([]Table, error) {
	return tables(ctx, c.part(name))
}

func tables(ctx context.Context, p part) (all []Table, err error) {
	query, args := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name", []any(nil)
	if p.postgres {
		query, args = "SELECT table_name FROM information_schema.tables WHERE table_schema = $1 ORDER BY table_name", []any{p.name}
	}
	names, err := list(ctx, p.tx, value[string], query, args...)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if passing[name] || strings.HasPrefix(name, "goose_") {
			continue
		}
		columns, err := columnsOf(ctx, p, name)
		if err != nil {
			return nil, err
		}
		all = append(all, Table{p.name, name, columns})
	}
	return all, nil
}

func columnsOf(ctx context.Context, p part, table string) (columns []string, err error) {
	rows, err := p.tx.QueryContext(ctx, "SELECT * FROM "+table+" WHERE 1 = 0") //nolint:gosec // the name is the database's own
	if err != nil {
		return nil, fmt.Errorf("look at %s: %w", table, unavailable(err))
	}
	defer func() { err = closeRows(rows, err) }()
	return rows.Columns()
}

// Rows visits the rows of a table. Values are whole numbers, texts, bytes and
// nothing; they are good until the next row.
func (c *Copy) Rows(ctx context.Context, t Table, visit func(row []any) error) (err error) {
	p := c.part(t.Part)
	query, args := "SELECT "+strings.Join(t.Columns, ", ")+" FROM "+t.Name, []any(nil) //nolint:gosec // names of the database's own, see Tables
	if c.only != "" && slices.Contains(t.Columns, t.whose()) {
		query, args = query+" WHERE "+t.whose()+" = $1", []any{c.only}
	}
	rows, err := p.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("read %s: %w", t.Name, unavailable(err))
	}
	defer func() { err = closeRows(rows, err) }()
	row, into := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i := range row {
		into[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return fmt.Errorf("read %s: %w", t.Name, unavailable(err))
		}
		if err := visit(row); err != nil {
			return err
		}
	}
	return nil
}

// Files lists the sealed files that something in the register has the key of.
func (c *Copy) Files(ctx context.Context) ([]string, error) {
	return filesWithKeys(ctx, c.part(PartKeys).tx, c.only)
}

// filesWithKeys are those of one organisation, or of all.
func filesWithKeys(ctx context.Context, keys reader, only string) ([]string, error) {
	query, args := "SELECT file FROM file_key UNION SELECT file FROM mail_key", []any(nil)
	if only != "" {
		query, args = "SELECT file FROM file_key WHERE organisation = $1 UNION SELECT file FROM mail_key WHERE organisation = $1", []any{only}
	}
	all, err := list(ctx, keys, value[string], query, args...)
	slices.Sort(all) // here: each database has an order of its own
	return slices.DeleteFunc(all, halfOfALetter), err
}

// halfOfALetter tells what stands in file_key and is no file: half of the key of the
// mail of a letter, see keepMail.
func halfOfALetter(file string) bool { return strings.Contains(file, ":") }

// File opens a sealed file. One that is gone was erased since: ErrNotFound.
func (c *Copy) File(ctx context.Context, id string) (io.Reader, error) {
	f, err := files.Open(ctx, c.files, id)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return f.All(), nil
}

// Recipients lists whom backups are sealed to, by organisation. An organisation
// without one has not said so yet.
func (c *Copy) Recipients(ctx context.Context) (to map[string][]byte, missing []string, err error) {
	p := c.part(PartRegister)
	to = map[string][]byte{}
	rows, err := p.tx.QueryContext(ctx, "SELECT o.id, k.public FROM organisation o LEFT JOIN backup_key k ON k.organisation = o.id ORDER BY o.id")
	if err != nil {
		return nil, nil, unavailable(err)
	}
	defer func() { err = closeRows(rows, err) }()
	for rows.Next() {
		var id string
		var public []byte
		if err := rows.Scan(&id, &public); err != nil {
			return nil, nil, unavailable(err)
		}
		if c.only != "" && id != c.only {
			continue
		}
		if public == nil {
			missing = append(missing, id)
			continue
		}
		to[id] = public
	}
	return to, missing, nil
}

// Ledger lists what was erased, to lay it beside older copies.
func (c *Copy) Ledger(ctx context.Context) ([]Erasure, error) {
	p := c.part(PartRegister)
	all, err := list(ctx, p.tx, erasureRow, erasureColumns+" ORDER BY at, id")
	return slices.DeleteFunc(all, func(e Erasure) bool { return c.only != "" && e.Organisation != c.only }), err
}
