package store

import (
	"context"
	"database/sql"
	"errors"
)

// Leader is who does what only one program may do. A new holder is a new term, and
// who holds it counts beats.
type Leader struct {
	Holder     string
	Term, Beat int64
}

// Leader looks who it is.
func (s *Store) Leader(ctx context.Context) (l Leader, err error) {
	if err := s.reg.QueryRowContext(ctx, "SELECT holder, term, beat FROM leader WHERE id = 1").Scan(&l.Holder, &l.Term, &l.Beat); err != nil {
		return l, unavailable(err)
	}
	return l, nil
}

// TakeLead begins a term, unless anything happened since this was seen: of several
// that try, one has it.
func (s *Store) TakeLead(ctx context.Context, holder string, seen Leader) (l Leader, ok bool, err error) {
	return s.leads(ctx, "UPDATE leader SET holder = $1, term = term + 1, beat = beat + 1 WHERE id = 1 AND term = $2 AND beat = $3 RETURNING holder, term, beat",
		holder, seen.Term, seen.Beat)
}

// Beat says that the holder of a term is still at it; not ok: the term is over.
func (s *Store) Beat(ctx context.Context, holder string, term int64) (l Leader, ok bool, err error) {
	return s.leads(ctx, "UPDATE leader SET beat = beat + 1 WHERE id = 1 AND holder = $1 AND term = $2 RETURNING holder, term, beat", holder, term)
}

// LeaveLead ends a term at once, for a program that stops.
func (s *Store) LeaveLead(ctx context.Context, holder string, term int64) error {
	_, _, err := s.leads(ctx, "UPDATE leader SET holder = '', beat = beat + 1 WHERE id = 1 AND holder = $1 AND term = $2 RETURNING holder, term, beat", holder, term)
	return err
}

func (s *Store) leads(ctx context.Context, query string, args ...any) (l Leader, ok bool, err error) {
	err = s.Write(ctx, func(t *Tx) error {
		err := t.row(query, args...).Scan(&l.Holder, &l.Term, &l.Beat)
		if ok = err == nil; ok || errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return unavailable(err)
	})
	return l, ok && err == nil, err
}

type termKey struct{}

// InTerm makes everything that is written with this context belong to a term: once the
// term is over nothing of it is stored any more, and it is ErrLost. So a program that
// stood still for a minute does nothing that another did meanwhile.
func InTerm(ctx context.Context, term int64) context.Context {
	return context.WithValue(ctx, termKey{}, term)
}

// SameTerm reports whether two contexts belong to one term.
func SameTerm(a, b context.Context) bool { return a.Value(termKey{}) == b.Value(termKey{}) }

// within holds an act to the term it belongs to, if any.
func within(ctx context.Context, do func(*Tx) error) func(*Tx) error {
	term, ok := ctx.Value(termKey{}).(int64)
	if !ok {
		return do
	}
	return func(t *Tx) error {
		var now int64
		if err := t.row("SELECT term FROM leader WHERE id = 1").Scan(&now); err != nil {
			return unavailable(err)
		}
		if now != term {
			return ErrLost
		}
		return do(t)
	}
}
