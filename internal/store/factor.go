package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// FactorKind names a way to prove who somebody is, beside a password.
type FactorKind string

// Kinds of factors.
const (
	FactorPasskey   FactorKind = "passkey"
	FactorApp       FactorKind = "app" // an authenticator app with codes of six digits (TOTP)
	FactorRecovery  FactorKind = "recovery"
	FactorDirectory FactorKind = "directory" // an account with the organisation's own provider
)

// Factor is one proof that a member has. Body is sealed on disk; Shown is what
// finds it again (a credential id, a code, an issuer with a subject) and is kept
// as a keyed hash only.
type Factor struct {
	Organisation string
	ID           string
	Member       complaint.MemberID
	Kind         FactorKind
	Shown        []byte // only for writing and finding
	Counter      int64
	CreatedAt    time.Time
	UsedAt       time.Time // zero: never
	Body         []byte
}

func factorMAC(orgKey vault.Key, kind FactorKind, shown []byte) []byte {
	return vault.MAC(orgKey, "factor-"+string(kind), shown)
}

// AddFactors gives a member these proofs, within an act that does more.
func (t *Tx) AddFactors(organisation string, all ...Factor) error {
	orgKey, err := t.s.orgKey(t.ctx, organisation)
	if err != nil {
		return err
	}
	for _, f := range all {
		if f.ID == "" {
			f.ID = NewID()
		}
		sealed := sealDocument(orgKey, organisation, "factor", f.ID, f.Body)
		if _, err := t.exec("INSERT INTO factor (organisation, id, member, kind, mac, counter, created_at, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
			organisation, f.ID, string(f.Member), string(f.Kind), factorMAC(orgKey, f.Kind, f.Shown), f.Counter, t.s.now().UnixMilli(), sealed); err != nil {
			return err
		}
	}
	return nil
}

const factorColumns = "SELECT id, member, kind, counter, created_at, used_at, body FROM factor WHERE organisation = $1"

// Factors opens every proof of a member, oldest first.
func (s *Store) Factors(ctx context.Context, organisation string, m complaint.MemberID) ([]Factor, error) {
	return s.factors(ctx, s.reg, organisation, m)
}

func (s *Store) factors(ctx context.Context, q reader, organisation string, m complaint.MemberID) ([]Factor, error) {
	return list(ctx, q, func(scan func(...any) error) (Factor, error) { return s.scanFactor(ctx, organisation, scan) },
		factorColumns+" AND member = $2 ORDER BY created_at, id", organisation, string(m))
}

// Factors opens every proof of a member as an act sees them, oldest first. Until its commit
// no other act that asks here, in any program, comes between: what is taken away was counted
// in the same moment.
func (t *Tx) Factors(organisation string, m complaint.MemberID) ([]Factor, error) {
	lock := t.row("SELECT id FROM member WHERE organisation = $1 AND id = $2"+t.s.dialect.forUpdate, organisation, string(m))
	if err := wrote(lock, ErrNotFound); err != nil {
		return nil, err
	}
	return t.s.factors(t.ctx, t.reg, organisation, m)
}

// FactorShown finds the proof that belongs to what was shown.
func (s *Store) FactorShown(ctx context.Context, organisation string, kind FactorKind, shown []byte) (Factor, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return Factor{}, err
	}
	return s.scanFactor(ctx, organisation, s.reg.QueryRowContext(ctx, factorColumns+" AND kind = $2 AND mac = $3", organisation, string(kind), factorMAC(orgKey, kind, shown)).Scan)
}

func (s *Store) scanFactor(ctx context.Context, organisation string, scan func(...any) error) (Factor, error) {
	f := Factor{Organisation: organisation}
	var created, used int64
	var sealed []byte
	err := scan(&f.ID, (*string)(&f.Member), (*string)(&f.Kind), &f.Counter, &created, &used, &sealed)
	if err != nil {
		return f, absent(err)
	}
	f.CreatedAt = time.UnixMilli(created)
	if used > 0 {
		f.UsedAt = time.UnixMilli(used)
	}
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return f, err
	}
	f.Body, err = openDocument(orgKey, organisation, "factor", f.ID, sealed)
	return f, err
}

// RaiseFactor notes that a proof was used at this step or signature count. What
// is not above the last one was seen before: ErrNotFound.
func (s *Store) RaiseFactor(ctx context.Context, organisation, id string, counter int64) error {
	return s.Write(ctx, func(t *Tx) error {
		return wrote(t.row("UPDATE factor SET counter = $1, used_at = $2 WHERE organisation = $3 AND id = $4 AND counter < $1 RETURNING id",
			counter, s.now().UnixMilli(), organisation, id), ErrNotFound)
	})
}

// UseFactor notes that a proof was used and keeps its new body.
func (s *Store) UseFactor(ctx context.Context, f Factor) error {
	orgKey, err := s.orgKey(ctx, f.Organisation)
	if err != nil {
		return err
	}
	sealed := sealDocument(orgKey, f.Organisation, "factor", f.ID, f.Body)
	return s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("UPDATE factor SET body = $1, counter = $2, used_at = $3 WHERE organisation = $4 AND id = $5",
			sealed, f.Counter, s.now().UnixMilli(), f.Organisation, f.ID)
		return err
	})
}

// ReviseFactor keeps a new body, without the proof having been used.
func (s *Store) ReviseFactor(ctx context.Context, f Factor) error {
	orgKey, err := s.orgKey(ctx, f.Organisation)
	if err != nil {
		return err
	}
	sealed := sealDocument(orgKey, f.Organisation, "factor", f.ID, f.Body)
	return s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("UPDATE factor SET body = $1 WHERE organisation = $2 AND id = $3", sealed, f.Organisation, f.ID)
		return err
	})
}

// DropFactor takes a proof of this member away; ErrNotFound when there is none,
// so that a code that works once works once.
func (s *Store) DropFactor(ctx context.Context, organisation string, m complaint.MemberID, id string) error {
	return s.Write(ctx, func(t *Tx) error { return t.DropFactor(organisation, m, id) })
}

// DropFactor takes a proof away within an act that does more.
func (t *Tx) DropFactor(organisation string, m complaint.MemberID, id string) error {
	return wrote(t.row("DELETE FROM factor WHERE organisation = $1 AND member = $2 AND id = $3 RETURNING id", organisation, string(m), id), ErrNotFound)
}

// DropFactors takes away every proof of a member, of these kinds or of all.
func (t *Tx) DropFactors(organisation string, m complaint.MemberID, kinds ...FactorKind) error {
	if len(kinds) == 0 {
		_, err := t.exec("DELETE FROM factor WHERE organisation = $1 AND member = $2", organisation, string(m))
		return err
	}
	for _, kind := range kinds {
		if _, err := t.exec("DELETE FROM factor WHERE organisation = $1 AND member = $2 AND kind = $3", organisation, string(m), string(kind)); err != nil {
			return err
		}
	}
	return nil
}

// wrote reads the one row that a write gives back; none is gone: what it counted
// on is not there any more.
func wrote(row *sql.Row, gone error) error {
	var key string
	err := row.Scan(&key)
	if errors.Is(err, sql.ErrNoRows) {
		return gone
	}
	if err != nil {
		return unavailable(err)
	}
	return nil
}
