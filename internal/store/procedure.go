package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// addProcedure puts a new version in force; running complaints keep theirs.
// ErrStale says that somebody else was first.
func (t *Tx) addProcedure(orgKey vault.Key, organisation string, p complaint.Procedure) error {
	var latest int
	if err := t.row("SELECT COALESCE(MAX(version), 0) FROM procedure_version WHERE organisation = $1", organisation).Scan(&latest); err != nil {
		return unavailable(err)
	}
	if latest != p.Version-1 {
		return ErrStale
	}
	return t.putProcedure(orgKey, organisation, p, t.s.now().UnixMilli())
}

// putProcedure keeps a version that is one; from is in Unix milliseconds.
func (t *Tx) putProcedure(orgKey vault.Key, organisation string, p complaint.Procedure, from int64) error {
	if err := p.Check(); err != nil {
		return err
	}
	sealed, err := sealJSON(orgKey, organisation, "procedure", fmt.Sprint(p.Version), p)
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO procedure_version (organisation, version, valid_from, body) VALUES ($1, $2, $3, $4)", organisation, p.Version, from, sealed)
	return err
}

// Procedures opens every version of an organisation's procedure, oldest first,
// each with the day from which it was in force.
func (s *Store) Procedures(ctx context.Context, organisation string) ([]complaint.Procedure, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	return list(ctx, s.reg, func(scan func(...any) error) (p complaint.Procedure, err error) {
		var version int
		var from int64
		var sealed []byte
		if err := scan(&version, &from, &sealed); err != nil {
			return p, unavailable(err)
		}
		if err := openJSON(orgKey, organisation, "procedure", fmt.Sprint(version), sealed, &p); err != nil {
			return p, err
		}
		p.ValidFrom = p.On(time.UnixMilli(from))
		return p, nil
	}, "SELECT version, valid_from, body FROM procedure_version WHERE organisation = $1 AND version > 0 ORDER BY version", organisation)
}

// Draft is the next procedure in the making; an organisation has one at most. It
// stands in the place of version 0, which is never in force.
type Draft struct {
	Procedure complaint.Procedure `json:"procedure"`
	By        complaint.MemberID  `json:"by"`
	// Edition grows with each save, so that nobody overwrites what they did not
	// see; 0 is not saved yet. It is the moment of saving in milliseconds.
	Edition int64 `json:"-"`
}

// At is when the draft was saved.
func (d Draft) At() time.Time { return time.UnixMilli(d.Edition) }

const draftKind = "procedure_draft"

// Draft opens the draft of an organisation; ErrNotFound when there is none.
func (s *Store) Draft(ctx context.Context, organisation string) (Draft, error) {
	var d Draft
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return d, err
	}
	var sealed []byte
	err = s.reg.QueryRowContext(ctx, "SELECT valid_from, body FROM procedure_version WHERE organisation = $1 AND version = 0", organisation).Scan(&d.Edition, &sealed)
	if err != nil {
		return d, absent(err)
	}
	return d, openJSON(orgKey, organisation, draftKind, organisation, sealed, &d)
}

// SaveDraft keeps a draft that was made from the edition it carries and returns
// the new edition. ErrStale: somebody else saved or published in between.
func (s *Store) SaveDraft(ctx context.Context, organisation string, d Draft) (int64, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return 0, err
	}
	sealed, err := sealJSON(orgKey, organisation, draftKind, organisation, d)
	if err != nil {
		return 0, err
	}
	edition := max(s.now().UnixMilli(), d.Edition+1)
	return edition, s.Write(ctx, func(t *Tx) error {
		if d.Edition == 0 {
			return stale(t.row("INSERT INTO procedure_version (organisation, version, valid_from, body) VALUES ($1, 0, $2, $3) ON CONFLICT (organisation, version) DO NOTHING RETURNING version",
				organisation, edition, sealed))
		}
		return stale(t.row("UPDATE procedure_version SET valid_from = $1, body = $2 WHERE organisation = $3 AND version = 0 AND valid_from = $4 RETURNING version",
			edition, sealed, organisation, d.Edition))
	})
}

// stale is wrote for a draft: what it counted on has changed.
func stale(row *sql.Row) error { return wrote(row, ErrStale) }

func (t *Tx) dropDraft(organisation string, edition int64) error {
	return stale(t.row("DELETE FROM procedure_version WHERE organisation = $1 AND version = 0 AND valid_from = $2 RETURNING version", organisation, edition))
}

// DropDraft throws this edition of the draft away.
func (s *Store) DropDraft(ctx context.Context, organisation string, edition int64) error {
	return s.Write(ctx, func(t *Tx) error { return t.dropDraft(organisation, edition) })
}

// Publish puts a procedure in force and ends the draft it was, both or neither.
func (s *Store) Publish(ctx context.Context, organisation string, p complaint.Procedure, edition int64) error {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return err
	}
	return s.Write(ctx, func(t *Tx) error {
		if err := t.dropDraft(organisation, edition); err != nil {
			return err
		}
		return t.addProcedure(orgKey, organisation, p)
	})
}

// ConfirmProcedure keeps when somebody said to have read a version (R7); a
// second time changes nothing.
func (s *Store) ConfirmProcedure(ctx context.Context, organisation string, member complaint.MemberID, version int) error {
	return s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("INSERT INTO procedure_read (organisation, member, version, at) VALUES ($1, $2, $3, $4) ON CONFLICT (organisation, member, version) DO NOTHING",
			organisation, string(member), version, s.now().UnixMilli())
		return err
	})
}

// ProcedureReads tells who confirmed a version, and when.
func (s *Store) ProcedureReads(ctx context.Context, organisation string, version int) (all map[complaint.MemberID]time.Time, err error) {
	rows, err := s.reg.QueryContext(ctx, "SELECT member, at FROM procedure_read WHERE organisation = $1 AND version = $2", organisation, version)
	if err != nil {
		return nil, unavailable(err)
	}
	defer func() { err = closeRows(rows, err) }()
	all = map[complaint.MemberID]time.Time{}
	for rows.Next() {
		var member complaint.MemberID
		var at int64
		if err := rows.Scan((*string)(&member), &at); err != nil {
			return nil, unavailable(err)
		}
		all[member] = time.UnixMilli(at)
	}
	return all, nil
}
