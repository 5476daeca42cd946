package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"syscall"
	"time"

	_ "github.com/ncruces/go-sqlite3/driver" // registers the driver "sqlite3"
	"github.com/pressly/goose/v3"
)

// dialect is everything in which the two engines differ.
type dialect struct {
	name      string
	forUpdate string   // locks a row that an act was decided on
	skip      string   // lets several workers share the queue
	guards    []string // refuse to change what was logged, but for the words about a dossier that was erased; each may run again
}

var (
	sqlite   = dialect{name: "sqlite", guards: sqliteGuards()}
	postgres = dialect{name: "postgres", forUpdate: " FOR UPDATE", skip: " FOR UPDATE SKIP LOCKED", guards: postgresGuards()}
)

// guard puts the triggers in place; only the register has the log.
func (d dialect) guard(ctx context.Context, db *sql.DB, name string) error {
	if name != "register" {
		return nil
	}
	for _, statement := range d.guards {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("guard the access log: %w", err)
		}
	}
	return nil
}

// databaseFiles are those of the embedded database, in the data folder.
var databaseFiles = map[string]string{PartRegister: "reg.db", PartKeys: "keys.db"}

// openSQLite opens the two files. FULL, because NORMAL lost acknowledged
// complaints in 763 of 1,000 power cuts (security 5.2).
func (s *Store) openSQLite(ctx context.Context, data, disk string) error {
	s.dialect = sqlite
	for _, f := range []struct {
		name string
		db   **sql.DB
	}{{PartRegister, &s.reg}, {PartKeys, &s.keys}} {
		file := databaseFiles[f.name]
		if err := renew(disk, filepath.Join(data, file)); err != nil {
			return fmt.Errorf("open %s: %w", file, err)
		}
		db, err := sql.Open("sqlite3", sqliteDSN(filepath.Join(data, file), disk))
		if err != nil {
			return fmt.Errorf("open %s: %w", file, err)
		}
		*f.db = db
		db.SetMaxOpenConns(5)
		db.SetMaxIdleConns(5)
		db.SetConnMaxIdleTime(time.Minute) // each connection has a cache of its own
		if err := assertSafe(ctx, db); err != nil {
			return fmt.Errorf("open %s: %w", file, err)
		}
		if err := migrate(ctx, goose.DialectSQLite3, db, f.name); err != nil {
			return err
		}
		if err := s.dialect.guard(ctx, db, f.name); err != nil {
			return err
		}
	}
	return s.endLeases(ctx)
}

// endLeases gives back what a program held that stopped: the lock on the folder
// says that there is no other.
func (s *Store) endLeases(ctx context.Context) error {
	for _, back := range []string{"UPDATE job SET lease_until = 0 WHERE lease_until > 0", "UPDATE mail_in SET lease_until = 0 WHERE lease_until > 0", "UPDATE backup_run SET lease_until = 0 WHERE lease_until > 0"} {
		if _, err := s.reg.ExecContext(ctx, back); err != nil {
			return fmt.Errorf("give back what was held: %w", err)
		}
	}
	return nil
}

func sqliteDSN(path, disk string) string {
	q := url.Values{}
	if disk != "" {
		q.Set("vfs", disk)
	}
	for _, p := range []string{"journal_mode(wal)", "synchronous(full)", "busy_timeout(10000)", "secure_delete(on)",
		"foreign_keys(on)", "trusted_schema(off)", "cache_size(-1024)"} {
		q.Add("_pragma", p)
	}
	q.Set("_txlock", "immediate")
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// assertSafe refuses to run on settings that can lose what was acknowledged.
func assertSafe(ctx context.Context, db *sql.DB) error {
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "secure_delete": "1"} {
		var got string
		if err := db.QueryRowContext(ctx, "PRAGMA "+pragma).Scan(&got); err != nil {
			return fmt.Errorf("read %s: %w", pragma, err)
		}
		if got != want {
			return fmt.Errorf("%s is %q and must be %q", pragma, got, want)
		}
	}
	return nil
}

// openPostgres uses one database with two schemas, so that a dump can leave the
// keys out.
func (s *Store) openPostgres(ctx context.Context, address string) error {
	s.dialect, s.several, s.overheard = postgres, several(address), overheard(address)
	err := alone(ctx, address, func() error {
		for _, schema := range []string{PartRegister, PartKeys} {
			if err := s.prepare(ctx, address, schema); err != nil {
				return fmt.Errorf("prepare the schema %s: %w", schema, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	db, err := serve(address, PartRegister+","+PartKeys)
	if err != nil {
		return err
	}
	s.reg, s.keys = db, db
	return assertDurable(ctx, db)
}

// alone does something while no other program on this database does: two that start
// together make the schema once. The lock goes with the transaction, so that it holds
// behind a pool of connections too.
func alone(ctx context.Context, address string, do func() error) (err error) {
	db, err := primary(address, PartRegister)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	defer func() { err = errors.Join(err, tx.Rollback()) }() // it changes nothing itself
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("SELECT pg_advisory_xact_lock(%d)", lockMigrate)); err != nil {
		return fmt.Errorf("wait for another program that prepares the database: %w", err)
	}
	return do()
}

func (s *Store) prepare(ctx context.Context, address, schema string) (err error) {
	db, err := primary(address, schema)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, "CREATE SCHEMA IF NOT EXISTS "+schema); err != nil {
		return fmt.Errorf("make it: %w", err)
	}
	switch err := migrate(ctx, goose.DialectPostgres, db, schema); {
	case errors.Is(err, errOlder):
		return nil // the guards are those of the newer program too
	case err != nil:
		return err
	}
	return s.dialect.guard(ctx, db, schema)
}

// lockFolder keeps a second process off one data folder.
func lockFolder(data string) (func() error, error) {
	f, err := os.OpenFile(filepath.Join(data, "lock"), os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the folder is the operator's choice
	if err != nil {
		return nil, fmt.Errorf("lock the data folder: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("another wederhoor is using %s: stop it first", data)
	}
	return f.Close, nil
}
