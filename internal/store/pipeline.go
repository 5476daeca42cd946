package store

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// pipeline lets the writes of an act travel to PostgreSQL together: there each
// statement alone is a journey to the server and back, and the acts wait for one
// another. What waits is sent before the next read and at the end of the act, so
// an act sees its own writes and its errors are its own.
type pipeline struct {
	conn    *sql.Conn // nil on SQLite, which is near enough
	waiting *pgx.Batch
	alone   bool  // it has yet to take its turn among all programs
	saved   bool  // the savepoint of this act was sent
	failed  error // why this act cannot be kept, whatever it does next
}

// turn makes the writers of all programs on one database take turns, so that there is
// one writer everywhere: what an act read is still true when it is stored. A program
// that stands still in the middle is sent away after a while by the database, and has
// stored nothing.
var turn = []string{
	fmt.Sprintf("SET LOCAL idle_in_transaction_session_timeout = %d", standstill.Milliseconds()),
	fmt.Sprintf("SELECT pg_advisory_xact_lock(%d)", lockWriter),
}

// Numbers of the locks that programs take on the database. They are our own, and say
// nothing.
const (
	lockWriter  = 0x57656465_0001
	lockMigrate = 0x57656465_0002
)

// standstill is how long everybody waits for a program that stands still.
const standstill = 10 * time.Second

func (t *Tx) later(query string, args []any) (sql.Result, error) {
	t.waiting.Queue(query, args...)
	return driver.ResultNoRows, nil
}

func (t *Tx) flush() error {
	if t.conn == nil || t.waiting.Len() == 0 {
		return nil
	}
	batch := t.waiting
	t.waiting, t.saved, t.alone = new(pgx.Batch), true, false
	err := t.conn.Raw(func(c any) error {
		results := c.(*stdlib.Conn).Conn().SendBatch(t.ctx, batch) //nolint:forcetypeassert // openPostgres chose the driver
		var err error
		for range batch.Len() {
			if _, err = results.Exec(); err != nil {
				break
			}
		}
		return errors.Join(err, results.Close())
	})
	if err != nil && t.failed == nil {
		t.failed = unavailable(err)
	}
	return t.failed
}

// save, release and undo mark where an act begins, keep it or take it back.
func (t *Tx) save() error {
	if t.conn == nil {
		return t.both("SAVEPOINT act")
	}
	t.waiting, t.saved, t.failed = new(pgx.Batch), false, nil
	if t.alone {
		for _, q := range turn {
			t.waiting.Queue(q)
		}
	}
	t.waiting.Queue("SAVEPOINT act")
	return nil
}

func (t *Tx) release() error {
	if t.conn == nil {
		return t.both("RELEASE SAVEPOINT act")
	}
	if t.failed != nil {
		return t.failed
	}
	t.waiting.Queue("RELEASE SAVEPOINT act")
	return t.flush()
}

func (t *Tx) undo() error {
	if t.conn == nil {
		return t.both("ROLLBACK TO SAVEPOINT act")
	}
	t.waiting, t.failed = new(pgx.Batch), nil
	if !t.saved {
		return nil // nothing of it reached the server
	}
	if _, err := t.reg.ExecContext(t.ctx, "ROLLBACK TO SAVEPOINT act"); err != nil {
		return fmt.Errorf("take an act back: %w", err)
	}
	return nil
}
