package store

import (
	"context"
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
	keyed, err := list(ctx, s.keys, scanFile, "SELECT organisation, file FROM mail_key")
	if err != nil || len(keyed) == 0 {
		return err
	}
	// What was on its way when its key was seen is in the ledger after this.
	if err := s.Write(ctx, func(*Tx) error { return nil }); err != nil {
		return err
	}
	needed, err := list(ctx, s.reg, scanFile, "SELECT organisation, file FROM mail_in WHERE state IN ('stored', 'parked', 'refused')")
	if err != nil {
		return err
	}
	needs := map[mailFile]bool{}
	for _, f := range needed {
		needs[f] = true
	}
	left := slices.DeleteFunc(keyed, func(f mailFile) bool { return needs[f] })
	if len(left) == 0 {
		return nil
	}
	return s.Write(ctx, func(t *Tx) error { return t.forgetMail(left) })
}

func scanFile(scan func(...any) error) (f mailFile, err error) {
	if err := scan(&f.organisation, &f.file); err != nil {
		return f, unavailable(err)
	}
	return f, nil
}

func (s *Store) sweepRefused(ctx context.Context) error {
	return s.Write(ctx, func(t *Tx) error {
		if err := t.flush(); err != nil {
			return err
		}
		old, err := list(t.ctx, t.reg, scanFile, "SELECT organisation, file FROM mail_in WHERE state = $1 AND settled_at < $2 AND summary IS NOT NULL LIMIT 1000",
			string(MailRefused), s.now().Add(-RefusedFor).UnixMilli())
		if err == nil {
			err = t.forgetMail(old)
		}
		for _, f := range old {
			if err == nil {
				_, err = t.exec("UPDATE mail_in SET summary = NULL WHERE organisation = $1 AND file = $2", f.organisation, f.file)
			}
		}
		return err
	})
}
