package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"wederhoor/internal/trace"
)

// batchLimit is how many waiting acts share one durable commit.
const batchLimit = 64

// Tx is one act's share of a transaction: what it writes is kept whole or not
// at all, and lasts once Write has answered.
type Tx struct {
	ctx       context.Context
	s         *Store
	reg, keys *sql.Tx
	heads     map[string]*logHead // log size per organisation in this batch
	after     []func()
	broken    error // the engine dropped the transaction under us: nothing in it can be kept
	pipeline
}

type request struct {
	do     func(*Tx) error
	answer chan error
	long   bool // it may take minutes, and has a commit of its own
}

// How long one commit may take with all that share it.
const (
	shortWork = 30 * time.Second
	longWork  = 10 * time.Minute
)

// Write runs do in the writer and answers after the shared commit. An error of
// do undoes only what do wrote; a failed commit is ErrUnavailable for all in it.
func (s *Store) Write(ctx context.Context, do func(*Tx) error) error {
	return s.hand(ctx, &request{do: within(ctx, do), answer: make(chan error, 1)})
}

// WriteLong is Write for what takes thousands of dossiers at once. Everybody who
// writes waits for it, so that it is for what happens once in a while.
func (s *Store) WriteLong(ctx context.Context, do func(*Tx) error) error {
	return s.hand(ctx, &request{do: within(ctx, do), answer: make(chan error, 1), long: true})
}

func (s *Store) hand(ctx context.Context, r *request) (err error) {
	ctx, span := trace.Begin(ctx, trace.Write)
	defer func() { span.End(err) }()
	select {
	case <-s.closing:
		return fmt.Errorf("%w: the register is closing", ErrUnavailable)
	case s.requests <- r:
	case <-ctx.Done():
		return fmt.Errorf("wait for the writer: %w", ctx.Err())
	}
	// Once handed over it is not taken back: the answer must be the truth.
	select {
	case err := <-r.answer:
		return err
	case <-s.done: // it was handed over while the writer was stopping
		select {
		case err := <-r.answer:
			return err
		default:
			return fmt.Errorf("%w: the register is closing", ErrUnavailable)
		}
	}
}

func (s *Store) write() {
	defer close(s.done)
	for {
		if r := s.held; r != nil {
			s.held = nil
			s.batch(r)
			continue
		}
		select {
		case first := <-s.requests:
			s.batch(first)
		case <-s.closing:
			return
		}
	}
}

// batch puts what is waiting into one transaction. Keys are committed first: an
// event without its key would be lost, a key without its event is harmless.
func (s *Store) batch(first *request) {
	most := shortWork
	if first.long {
		most = longWork
	}
	ctx, cancel := context.WithTimeout(context.Background(), most)
	defer cancel()
	if err := s.able(); err != nil {
		first.answer <- err
		return
	}
	began := s.now()
	tx, err := s.begin(ctx)
	if err == nil && first.long {
		err = tx.takesLong()
	}
	if err != nil {
		s.met(err)
		first.answer <- unavailable(err)
		return
	}
	var kept []*request
	var met error // what an act could not do
	for r, n := first, 1; r != nil; n++ {
		if err := tx.one(r.do); err != nil {
			if errors.Is(err, ErrUnavailable) { // noted before somebody is told and looks why
				met = err
				s.met(err)
			}
			r.answer <- err
		} else {
			kept = append(kept, r)
		}
		if r = nil; !first.long && tx.broken == nil {
			r = s.next(n)
		}
	}
	err = tx.end()
	if err != nil || met != nil || len(kept) > 0 {
		s.met(errors.Join(err, met))
	}
	s.watch(err)
	if err == nil && s.watching.Committed != nil {
		s.watching.Committed(len(kept), s.now().Sub(began))
	}
	if err == nil { // before the answers: who gets one and asks for a list finds it there
		for _, f := range tx.after {
			f()
		}
	}
	for _, r := range kept {
		r.answer <- err
	}
}

// able says why nothing at all can be stored now.
func (s *Store) able() error {
	if err := s.hasFailed(); err != nil || !s.disk.acts {
		return err
	}
	return s.stores(false)
}

func (s *Store) next(n int) *request {
	if n >= batchLimit {
		return nil
	}
	select {
	case r := <-s.requests:
		if r.long {
			s.held = r
			return nil
		}
		return r
	default:
		return nil
	}
}

func (s *Store) begin(ctx context.Context) (*Tx, error) {
	if s.keys == s.reg {
		return s.beginPipelined(ctx)
	}
	reg, err := s.reg.BeginTx(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	keys, err := s.keys.BeginTx(ctx, nil)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("begin keys: %w", err), reg.Rollback())
	}
	return &Tx{ctx: ctx, s: s, reg: reg, keys: keys, heads: map[string]*logHead{}}, nil
}

func (s *Store) beginPipelined(ctx context.Context) (*Tx, error) {
	conn, err := s.reg.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("reach the database: %w", err)
	}
	reg, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("begin: %w", err), forget(conn))
	}
	return &Tx{ctx: ctx, s: s, reg: reg, keys: reg, heads: map[string]*logHead{}, pipeline: pipeline{conn: conn, waiting: new(pgx.Batch), alone: true}}, nil
}

// one runs a single act in a savepoint, so that its refusal undoes only itself.
func (t *Tx) one(do func(*Tx) error) (err error) {
	if err := t.save(); err != nil {
		t.broken = err
		return unavailable(err)
	}
	heads := t.copyHeads()
	queued := len(t.after)
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in an act: %v", p)
		}
		if err == nil {
			if err = t.release(); err == nil {
				return
			}
			err = unavailable(err)
		}
		t.heads, t.after = heads, t.after[:queued]
		if undo := t.undo(); undo != nil {
			t.broken = errors.Join(err, undo)
			err = unavailable(t.broken)
		}
	}()
	return do(t)
}

func (t *Tx) both(sql string) error {
	if _, err := t.reg.ExecContext(t.ctx, sql); err != nil {
		return fmt.Errorf("%s: %w", sql, err)
	}
	if t.keys == t.reg {
		return nil
	}
	if _, err := t.keys.ExecContext(t.ctx, sql); err != nil {
		return fmt.Errorf("%s in keys: %w", sql, err)
	}
	return nil
}

// end keeps all of it or nothing. A full disk makes SQLite drop the whole
// transaction in the middle, with the acts before the one that met it; what comes
// after would be alone in another.
func (t *Tx) end() (err error) {
	if t.conn != nil {
		defer func() {
			if err != nil { // it leads to a server that is away, or may not be written to any more
				_ = forget(t.conn)
			}
			_ = t.conn.Close() // goes back to the pool
		}()
	}
	if t.broken != nil {
		_ = t.rollback() // of what is left of it
		return unavailable(t.broken)
	}
	return t.commit()
}

func (t *Tx) commit() error {
	if err := errors.Join(t.saveHeads(), t.noteClock(), t.flush()); err != nil {
		return errors.Join(unavailable(err), t.rollback())
	}
	if t.conn != nil {
		return t.commitThere()
	}
	if err := t.keys.Commit(); err != nil {
		return errors.Join(unavailable(err), t.reg.Rollback())
	}
	if err := t.reg.Commit(); err != nil {
		return unavailable(err)
	}
	return nil
}

func (t *Tx) rollback() error {
	if t.keys != t.reg {
		return errors.Join(t.keys.Rollback(), t.reg.Rollback())
	}
	return t.reg.Rollback()
}

// Context is the one the transaction lives in.
func (t *Tx) Context() context.Context { return t.ctx }

// After runs f once everything is durable and before Write answers: waking the
// worker, filling the index. It must not wait for anything.
func (t *Tx) After(f func()) { t.after = append(t.after, f) }

func unavailable(err error) error { return fmt.Errorf("%w: %w", ErrUnavailable, err) }

// exec and row run the register's statements, prepared once for the writer.
func (t *Tx) exec(query string, args ...any) (sql.Result, error) {
	return t.run(t.reg, t.s.reg, query, args)
}

func (t *Tx) execKeys(query string, args ...any) error {
	_, err := t.run(t.keys, t.s.keys, query, args)
	return err
}

func (t *Tx) run(tx *sql.Tx, db *sql.DB, query string, args []any) (sql.Result, error) {
	if err := t.noteChange(query); err != nil {
		return nil, err
	}
	if t.conn != nil {
		return t.later(query, args)
	}
	stmt, err := t.s.prepared(t.ctx, db, query)
	if err != nil {
		return nil, err
	}
	res, err := tx.StmtContext(t.ctx, stmt).ExecContext(t.ctx, args...)
	if err != nil {
		return nil, unavailable(err)
	}
	return res, nil
}

func (t *Tx) row(query string, args ...any) *sql.Row {
	_ = errors.Join(t.noteChange(query), t.flush()) // a failure is kept, and undoes the act at its end
	stmt, err := t.s.prepared(t.ctx, t.s.reg, query)
	if err != nil {
		return t.reg.QueryRowContext(t.ctx, query, args...) // gives the error to who scans
	}
	return t.reg.StmtContext(t.ctx, stmt).QueryRowContext(t.ctx, args...)
}

func (s *Store) prepared(ctx context.Context, db *sql.DB, query string) (*sql.Stmt, error) {
	if stmt, ok := s.stmts.Load(query); ok {
		return stmt.(*sql.Stmt), nil
	}
	stmt, err := db.PrepareContext(ctx, query)
	if err != nil {
		return nil, unavailable(err)
	}
	s.stmts.Store(query, stmt)
	return stmt, nil
}
