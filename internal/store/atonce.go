package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// atOnce reads everything from one moment of the register, whatever others write
// meanwhile: what is handed over is one state of it, and not halves of two. The keys of
// SQLite are a file of their own, which no other program writes to.
func (s *Store) atOnce(ctx context.Context, read func(reg, keys reader) error) (err error) {
	level := sql.LevelDefault // SQLite never shows more than one moment
	if s.keys == s.reg {
		level = sql.LevelRepeatableRead
	}
	reg, err := s.reg.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: level})
	if err != nil {
		return unavailable(err)
	}
	defer func() { err = errors.Join(err, ended(reg)) }()
	if s.keys == s.reg {
		if err := idles(ctx, reg); err != nil { // who takes it may write a large file in between
			return unavailable(err)
		}
		return read(reg, reg)
	}
	keys, err := s.keys.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return unavailable(err)
	}
	defer func() { err = errors.Join(err, ended(keys)) }()
	return read(reg, keys)
}

// ended lets go of what only read; it may have ended with its context.
func ended(tx *sql.Tx) error {
	if err := tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return fmt.Errorf("let go of the register: %w", err)
	}
	return nil
}
