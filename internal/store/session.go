package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"wederhoor/internal/complaint"
)

// Session is somebody's signed-in browser. The token itself is never stored.
type Session struct {
	Organisation string
	Member       complaint.MemberID
	Epoch        int64
	CreatedAt    time.Time
	SeenAt       time.Time
}

// AddSession stores a session under the hash of its token.
func (s *Store) AddSession(ctx context.Context, hash []byte, v Session) error {
	return s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("INSERT INTO session (organisation, hash, member, epoch, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6)",
			v.Organisation, hash, string(v.Member), v.Epoch, v.CreatedAt.UnixMilli(), v.SeenAt.UnixMilli())
		return err
	})
}

// Session finds a session; ErrNotFound when there is none.
func (s *Store) Session(ctx context.Context, organisation string, hash []byte) (Session, error) {
	v := Session{Organisation: organisation}
	var created, seen int64
	err := s.reg.QueryRowContext(ctx, "SELECT member, epoch, created_at, seen_at FROM session WHERE organisation = $1 AND hash = $2",
		organisation, hash).Scan((*string)(&v.Member), &v.Epoch, &created, &seen)
	if errors.Is(err, sql.ErrNoRows) {
		return v, ErrNotFound
	}
	if err != nil {
		return v, unavailable(err)
	}
	v.CreatedAt, v.SeenAt = time.UnixMilli(created), time.UnixMilli(seen)
	return v, nil
}

// TouchSession notes that the session was used.
func (s *Store) TouchSession(ctx context.Context, organisation string, hash []byte, at time.Time) error {
	return s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("UPDATE session SET seen_at = $1 WHERE organisation = $2 AND hash = $3", at.UnixMilli(), organisation, hash)
		return err
	})
}

// EndSession signs out.
func (s *Store) EndSession(ctx context.Context, organisation string, hash []byte) error {
	return s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("DELETE FROM session WHERE organisation = $1 AND hash = $2", organisation, hash)
		return err
	})
}

// AddInvitation lets a member choose a password once, before it expires. An
// earlier invitation of that member ends.
func (s *Store) AddInvitation(ctx context.Context, organisation string, hash []byte, m complaint.MemberID, expires time.Time) error {
	return s.Write(ctx, func(t *Tx) error {
		if _, err := t.exec("DELETE FROM invitation WHERE organisation = $1 AND member = $2", organisation, string(m)); err != nil {
			return err
		}
		_, err := t.exec("INSERT INTO invitation (organisation, hash, member, expires_at) VALUES ($1, $2, $3, $4)",
			organisation, hash, string(m), expires.UnixMilli())
		return err
	})
}

// Invited reads an invitation without using it up.
func (s *Store) Invited(ctx context.Context, organisation string, hash []byte) (complaint.MemberID, error) {
	var m string
	err := s.reg.QueryRowContext(ctx, "SELECT member FROM invitation WHERE organisation = $1 AND hash = $2 AND expires_at > $3",
		organisation, hash, s.now().UnixMilli()).Scan(&m)
	if errors.Is(err, sql.ErrNoRows) {
		return "", ErrNotFound
	}
	if err != nil {
		return "", unavailable(err)
	}
	return complaint.MemberID(m), nil
}

// UseInvitation gives the invited member this password, once.
func (s *Store) UseInvitation(ctx context.Context, organisation string, hash []byte, phc string) error {
	return s.Write(ctx, func(t *Tx) error {
		var m string
		err := t.row("SELECT member FROM invitation WHERE organisation = $1 AND hash = $2 AND expires_at > $3",
			organisation, hash, s.now().UnixMilli()).Scan(&m)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return unavailable(err)
		}
		if _, err := t.exec("DELETE FROM invitation WHERE organisation = $1 AND hash = $2", organisation, hash); err != nil {
			return err
		}
		_, err = t.exec("UPDATE member SET password = $1, state = $2, epoch = epoch + 1 WHERE organisation = $3 AND id = $4",
			phc, MemberActive, organisation, m)
		return err
	})
}
