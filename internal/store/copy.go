package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// Copy is a whole register as it was at one moment, to make a backup of: rows and
// files as they lie there, sealed. It needs no key and stands in nobody's way.
//
// Of the register it sees a moment that is not later than that of the keys, so that
// everything in it has its key.
type Copy struct {
	parts [2]part // the register and its keys
	db    [2]*sql.DB
	files *os.Root
}

// part is one of the two databases; on PostgreSQL they are schemas of one.
type part struct {
	name     string
	tx       *sql.Tx
	postgres bool
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

// passing are tables that no copy holds: what let somebody in before a restore must
// not let them in after it.
var passing = map[string]bool{"session": true, "token": true, "backup_run": true}

// OpenCopy looks at a register, which may be served meanwhile. postgres, when not
// empty, takes the place of the database files in data.
func OpenCopy(ctx context.Context, data, postgres string) (c *Copy, err error) {
	c = &Copy{}
	if c.files, err = os.OpenRoot(filepath.Join(data, "files")); err != nil {
		return nil, fmt.Errorf("there is no register in the folder: %w", err)
	}
	if postgres != "" {
		err = c.openPostgres(ctx, postgres)
	} else {
		err = c.openSQLite(ctx, data)
	}
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

func (c *Copy) openPostgres(ctx context.Context, address string) error {
	tx, db, err := lookAt(ctx, "pgx", withSearchPath(address, PartRegister+","+PartKeys), sql.LevelRepeatableRead)
	c.db[0] = db
	if err != nil {
		return err
	}
	c.parts = [2]part{{PartRegister, tx, true}, {PartKeys, tx, true}}
	return nil
}

func (c *Copy) openSQLite(ctx context.Context, data string) error {
	for i, file := range []string{"reg.db", "keys.db"} { // in this order
		path := filepath.Join(data, file)
		if _, err := os.Stat(path); err != nil {
			return fmt.Errorf("there is no register in the folder: %w", err)
		}
		tx, db, err := lookAt(ctx, "sqlite3", readOnly(path), sql.LevelDefault)
		c.db[i] = db
		if err != nil {
			return err
		}
		c.parts[i] = part{[2]string{PartRegister, PartKeys}[i], tx, false}
	}
	return nil
}

func readOnly(file string) string {
	return "file:" + (&url.URL{Path: file}).EscapedPath() + "?mode=ro&_txlock=deferred&_pragma=busy_timeout(10000)&_pragma=trusted_schema(off)"
}

// lookAt opens a database as it is now. Nothing is seen before the first look, which
// is why it looks.
func lookAt(ctx context.Context, driver, address string, level sql.IsolationLevel) (*sql.Tx, *sql.DB, error) {
	db, err := sql.Open(driver, address)
	if err != nil {
		return nil, nil, fmt.Errorf("open the register: %w", err)
	}
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: level})
	if err != nil {
		return nil, db, fmt.Errorf("open the register: %w", err)
	}
	look := "SELECT COUNT(*) FROM sqlite_master"
	if driver == "pgx" {
		look = "SELECT COUNT(*) FROM organisation"
	}
	var n int64
	if err := tx.QueryRowContext(ctx, look).Scan(&n); err != nil {
		return nil, db, errors.Join(fmt.Errorf("read the register: %w", err), tx.Rollback())
	}
	return tx, db, nil
}

// Close ends the look.
func (c *Copy) Close() error {
	var errs []error
	for i, db := range c.db {
		if tx := c.parts[i].tx; tx != nil && db != nil {
			errs = append(errs, tx.Rollback())
		}
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(append(errs, c.files.Close())...)
}

func (c *Copy) part(name string) part {
	if name == PartKeys {
		return c.parts[1]
	}
	return c.parts[0]
}

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
	rows, err := p.tx.QueryContext(ctx, "SELECT "+strings.Join(t.Columns, ", ")+" FROM "+t.Name) //nolint:gosec // names of the database's own, see Tables
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
	p := c.part(PartKeys)
	all, err := list(ctx, p.tx, value[string], "SELECT file FROM file_key UNION SELECT file FROM mail_key ORDER BY file")
	if err != nil {
		return nil, err
	}
	there := all[:0]
	for _, f := range all { // half of the key of a letter stands there too, and has no file
		if !strings.Contains(f, ":") {
			there = append(there, f)
		}
	}
	return there, nil
}

// File opens a sealed file. One that is gone was erased since: ErrNotFound.
func (c *Copy) File(id string) (*os.File, error) {
	f, err := c.files.Open(id)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("open a file: %w", err)
	}
	return f, nil
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
	return list(ctx, p.tx, erasureRow, erasureColumns+" ORDER BY at, id")
}
