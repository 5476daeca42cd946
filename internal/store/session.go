package store

import (
	"context"
	"fmt"
	"time"

	"wederhoor/internal/complaint"
)

// SessionLevel says how far the holder of a session proved who they are.
type SessionLevel int

// Levels of a session.
const (
	LevelPassword SessionLevel = 1 // the second factor is still to come; opens nothing
	LevelFull     SessionLevel = 2
	LevelLink     SessionLevel = 3 // came by a mailed link: passes on and follows own reports
)

// Session is somebody's signed-in browser. The token itself is never stored.
type Session struct {
	Organisation string
	Hash         []byte // of the token; names the session in the list of one's own
	Member       complaint.MemberID
	Epoch        int64
	Level        SessionLevel
	Locked       bool
	Label        string // the kind of browser, sealed on disk
	CreatedAt    time.Time
	SeenAt       time.Time
	ProvedAt     time.Time // when a factor was last shown, for what asks for a fresh one
}

// AddSession stores a session; of one member at most this many stay, and the
// oldest ends. Half-way sessions are counted apart: who guessed a password and no
// more must not push out its owner.
func (s *Store) AddSession(ctx context.Context, v Session, most int) error {
	return s.Write(ctx, func(t *Tx) error { return t.AddSession(v, most) })
}

// AddSession is the same, within an act that does more.
func (t *Tx) AddSession(v Session, most int) error {
	orgKey, err := t.s.orgKey(t.ctx, v.Organisation)
	if err != nil {
		return err
	}
	label := sealDocument(orgKey, v.Organisation, "session", string(v.Member), []byte(v.Label))
	if _, err := t.exec("INSERT INTO session (organisation, hash, member, epoch, level, label, created_at, seen_at, proved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		v.Organisation, v.Hash, string(v.Member), v.Epoch, int64(v.Level), label, v.CreatedAt.UnixMilli(), v.SeenAt.UnixMilli(), max(0, v.ProvedAt.UnixMilli())); err != nil {
		return err
	}
	return t.endOldest(v.Organisation, v.Member, v.Hash, v.Level == LevelPassword, most)
}

// endOldest ends the oldest sessions of a member above this many, of those that
// are half-way or of those that are not; the one with this hash stays.
func (t *Tx) endOldest(organisation string, m complaint.MemberID, but []byte, halfWay bool, most int) error {
	const query = `DELETE FROM session WHERE organisation = $1 AND member = $2 AND level %s $3 AND hash <> $4 AND hash NOT IN
		(SELECT hash FROM session WHERE organisation = $1 AND member = $2 AND level %s $3 AND hash <> $4 ORDER BY created_at DESC, hash LIMIT $5)`
	kind := "<>"
	if halfWay {
		kind = "="
	}
	_, err := t.exec(fmt.Sprintf(query, kind, kind), organisation, string(m), int64(LevelPassword), but, most-1)
	return err
}

// RaiseSession gives a session a new token and a new level: who knew the old
// token knows nothing now. It counts from now on, as in [Tx.AddSession].
// ErrNotFound when it ended or was raised before.
func (t *Tx) RaiseSession(organisation string, old, hash []byte, level SessionLevel, at time.Time, most int) error {
	var member string
	err := t.row("UPDATE session SET hash = $1, level = $2, proved_at = $3, seen_at = $3 WHERE organisation = $4 AND hash = $5 AND level <> $2 RETURNING member",
		hash, int64(level), at.UnixMilli(), organisation, old).Scan(&member)
	if err != nil {
		return absent(err)
	}
	return t.endOldest(organisation, complaint.MemberID(member), hash, level == LevelPassword, most)
}

// RenewSession is for somebody who changed their own password: everything else
// that was open ends, and this session goes on under a new token.
func (t *Tx) RenewSession(organisation string, old, hash []byte, at time.Time) error {
	var member string
	err := t.row(`UPDATE session SET hash = $1, proved_at = $2,
		epoch = (SELECT epoch FROM member WHERE organisation = $3 AND id = session.member)
		WHERE organisation = $3 AND hash = $4 RETURNING member`, hash, at.UnixMilli(), organisation, old).Scan(&member)
	if err != nil {
		return absent(err)
	}
	return t.EndSessions(organisation, complaint.MemberID(member), hash)
}

const sessionColumns = "SELECT hash, member, epoch, level, locked, label, created_at, seen_at, proved_at FROM session WHERE organisation = $1"

// Session finds a session; ErrNotFound when there is none.
func (s *Store) Session(ctx context.Context, organisation string, hash []byte) (Session, error) {
	return s.scanSession(organisation, s.reg.QueryRowContext(ctx, sessionColumns+" AND hash = $2", organisation, hash).Scan, nil)
}

// Sessions lists a member's sessions, the latest first.
func (s *Store) Sessions(ctx context.Context, organisation string, m complaint.MemberID) ([]Session, error) {
	label := func(m complaint.MemberID, sealed []byte) string { return s.label(ctx, organisation, m, sealed) }
	return list(ctx, s.reg, func(scan func(...any) error) (Session, error) { return s.scanSession(organisation, scan, label) },
		sessionColumns+" AND member = $2 ORDER BY seen_at DESC", organisation, string(m))
}

func (s *Store) scanSession(organisation string, scan func(...any) error, label func(complaint.MemberID, []byte) string) (Session, error) {
	v := Session{Organisation: organisation}
	var created, seen, proved, locked int64
	var sealed []byte
	err := scan(&v.Hash, (*string)(&v.Member), &v.Epoch, &v.Level, &locked, &sealed, &created, &seen, &proved)
	if err != nil {
		return v, absent(err)
	}
	v.Locked = locked != 0
	v.CreatedAt, v.SeenAt, v.ProvedAt = time.UnixMilli(created), time.UnixMilli(seen), time.UnixMilli(proved)
	if label != nil {
		v.Label = label(v.Member, sealed)
	}
	return v, nil
}

func (s *Store) label(ctx context.Context, organisation string, m complaint.MemberID, sealed []byte) string {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil || sealed == nil {
		return ""
	}
	raw, err := openDocument(orgKey, organisation, "session", string(m), sealed)
	if err != nil {
		return ""
	}
	return string(raw)
}

// TouchSession notes that the session was used.
func (s *Store) TouchSession(ctx context.Context, organisation string, hash []byte, at time.Time) error {
	return s.setSession(ctx, "UPDATE session SET seen_at = $1 WHERE organisation = $2 AND hash = $3", at.UnixMilli(), organisation, hash)
}

// LockSession puts a session behind its lock, or takes it out.
func (s *Store) LockSession(ctx context.Context, organisation string, hash []byte, locked bool) error {
	n := 0
	if locked {
		n = 1
	}
	return s.setSession(ctx, "UPDATE session SET locked = $1 WHERE organisation = $2 AND hash = $3", n, organisation, hash)
}

// ProveSession notes that a factor was shown again in this session.
func (s *Store) ProveSession(ctx context.Context, organisation string, hash []byte, at time.Time) error {
	return s.setSession(ctx, "UPDATE session SET proved_at = $1 WHERE organisation = $2 AND hash = $3", at.UnixMilli(), organisation, hash)
}

// EndSession signs out.
func (s *Store) EndSession(ctx context.Context, organisation string, hash []byte) error {
	return s.setSession(ctx, "DELETE FROM session WHERE organisation = $1 AND hash = $2", organisation, hash)
}

// EndSessions signs a member out everywhere but in the session with this hash.
func (s *Store) EndSessions(ctx context.Context, organisation string, m complaint.MemberID, but []byte) error {
	return s.Write(ctx, func(t *Tx) error { return t.EndSessions(organisation, m, but) })
}

// EndSessions is the same, within an act that does more.
func (t *Tx) EndSessions(organisation string, m complaint.MemberID, but []byte) error {
	if but == nil {
		but = []byte{}
	}
	_, err := t.exec("DELETE FROM session WHERE organisation = $1 AND member = $2 AND hash <> $3", organisation, string(m), but)
	return err
}

// SweepSessions clears away sessions that nobody came back to.
func (s *Store) SweepSessions(ctx context.Context, seenBefore time.Time) error {
	return s.setSession(ctx, "DELETE FROM session WHERE seen_at < $1", seenBefore.UnixMilli())
}

func (s *Store) setSession(ctx context.Context, query string, args ...any) error {
	return s.Write(ctx, func(t *Tx) error {
		_, err := t.exec(query, args...)
		return err
	})
}
