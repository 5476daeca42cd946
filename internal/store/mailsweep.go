package store

import (
	"context"
	"maps"
	"slices"
	"time"
)

// mailFile is the file of a mail.
type mailFile struct{ organisation, file string }

// mailOver forgets the key of a mail that a dossier took over. Keys are committed
// before the register: with two databases a power cut in between would leave a mail
// that is not settled and that nothing opens. So there it is done after this act
// is durable, by the next claim, or by SweepMail.
func (t *Tx) mailOver(f mailFile) error {
	if t.keys == t.reg {
		return t.forgetMail([]mailFile{f})
	}
	t.After(func() {
		t.s.overLock.Lock()
		defer t.s.overLock.Unlock()
		t.s.over = append(t.s.over, f)
	})
	return nil
}

func (s *Store) takeOver() []mailFile {
	s.overLock.Lock()
	defer s.overLock.Unlock()
	over := s.over
	s.over = nil
	return over
}

func (t *Tx) forgetMail(over []mailFile) error {
	for _, f := range over {
		if err := t.execKeys("DELETE FROM mail_key WHERE organisation = $1 AND file = $2", f.organisation, f.file); err != nil {
			return err
		}
	}
	return nil
}

// RefusedFor is how long the bytes of a refused mail are kept, so that somebody
// can still say that it was one.
const RefusedFor = 90 * 24 * time.Hour

// SweepMail forgets the keys of mails that were refused long ago; their rows stay.
// It also forgets what a power cut left: keys of mails that a dossier took over, and
// of mails that never came into the ledger and were fetched anew.
func (s *Store) SweepMail(ctx context.Context) error {
	if err := s.sweepLeft(ctx); err != nil {
		return err
	}
	return s.sweepRefused(ctx)
}

func (s *Store) sweepLeft(ctx context.Context) error {
	left := map[mailFile]bool{}
	err := eachFile(ctx, s.keys, "SELECT organisation, file FROM mail_key", func(f mailFile) { left[f] = true })
	if err != nil || len(left) == 0 {
		return err
	}
	// What was on its way when its key was seen is in the ledger after this.
	if err := s.Write(ctx, func(*Tx) error { return nil }); err != nil {
		return err
	}
	err = eachFile(ctx, s.reg, "SELECT organisation, file FROM mail_in WHERE state IN ('stored', 'parked', 'refused')", func(f mailFile) { delete(left, f) })
	if err != nil || len(left) == 0 {
		return err
	}
	return s.Write(ctx, func(t *Tx) error { return t.forgetMail(slices.Collect(maps.Keys(left))) })
}

func eachFile(ctx context.Context, q reader, query string, do func(mailFile)) error {
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return unavailable(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var f mailFile
		if err := rows.Scan(&f.organisation, &f.file); err != nil {
			return unavailable(err)
		}
		do(f)
	}
	if err := rows.Err(); err != nil {
		return unavailable(err)
	}
	return nil
}

func (s *Store) sweepRefused(ctx context.Context) error {
	return s.Write(ctx, func(t *Tx) error {
		if err := t.flush(); err != nil {
			return err
		}
		rows, err := t.reg.QueryContext(t.ctx, "SELECT organisation, file FROM mail_in WHERE state = $1 AND settled_at < $2 AND summary IS NOT NULL LIMIT 1000",
			string(MailRefused), s.now().Add(-RefusedFor).UnixMilli())
		if err != nil {
			return unavailable(err)
		}
		defer func() { _ = rows.Close() }()
		var old [][2]string
		for rows.Next() {
			var of [2]string
			if err := rows.Scan(&of[0], &of[1]); err != nil {
				return unavailable(err)
			}
			old = append(old, of)
		}
		if err := rows.Err(); err != nil {
			return unavailable(err)
		}
		for _, of := range old {
			if err := t.execKeys("DELETE FROM mail_key WHERE organisation = $1 AND file = $2", of[0], of[1]); err != nil {
				return err
			}
			if _, err := t.exec("UPDATE mail_in SET summary = NULL WHERE organisation = $1 AND file = $2", of[0], of[1]); err != nil {
				return err
			}
		}
		return nil
	})
}
