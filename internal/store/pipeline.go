package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
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
// one writer everywhere: what an act read is still true when it is stored, and no two
// batches hold what the other waits for. A program that stands still in the middle is
// sent away after stoppedFor by the database, and has stored nothing.
var turn = fmt.Sprintf("SELECT pg_advisory_xact_lock(%d)", lockWriter)

// Numbers of the locks that programs take on the database. They are our own, and say
// nothing.
const (
	lockWriter  = 0x57656465_0001
	lockMigrate = 0x57656465_0002
)

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
		t.waiting.Queue(turn)
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

// warning is where a connection keeps what its server warned of last.
const warning = "warning"

// commitThere commits on another machine: its answer can be lost, and it can take
// back that its standby has it too. Either way nobody knows.
func (t *Tx) commitThere() error {
	_ = t.conn.Raw(func(c any) error { delete(said(c), warning); return nil })
	err := t.reg.Commit()
	var refused *pgconn.PgError
	switch {
	case errors.As(err, &refused) && refused.Severity != "FATAL" && refused.Severity != "PANIC":
		return unavailable(err)
	case err != nil:
		return fmt.Errorf("%w: %w: %w", ErrUnavailable, ErrUnconfirmed, err)
	}
	return t.conn.Raw(func(c any) error {
		if warned, ok := said(c)[warning]; ok {
			return fmt.Errorf("%w: %w: %v", ErrUnavailable, ErrUnconfirmed, warned)
		}
		return nil
	})
}

func said(c any) map[string]any { return c.(*stdlib.Conn).Conn().PgConn().CustomData() } //nolint:forcetypeassert // see flush

// takesLong keeps the server from taking this program for one that stopped.
func (t *Tx) takesLong() error {
	if t.conn == nil {
		return nil
	}
	if err := idles(t.ctx, t.reg); err != nil {
		return errors.Join(fmt.Errorf("begin long work: %w", err), t.reg.Rollback(), forget(t.conn))
	}
	return nil
}

// idles lets a transaction wait for what is done beside it, as long as long work may take.
func idles(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "SELECT set_config('idle_in_transaction_session_timeout', $1, true)", strconv.FormatInt(longWork.Milliseconds(), 10))
	return err //nolint:wrapcheck // by who asks
}

// forget closes a connection in place of giving it back to the pool.
func forget(c *sql.Conn) error {
	if err := c.Raw(func(any) error { return driver.ErrBadConn }); !errors.Is(err, driver.ErrBadConn) {
		return err //nolint:wrapcheck // it was closed already
	}
	return nil
}
