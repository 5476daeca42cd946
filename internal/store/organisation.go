package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Organisation is whose register it is and how to reach it.
type Organisation struct {
	ID                string  `json:"-"`
	Name              string  `json:"name"`
	Phone             string  `json:"phone"`
	PhoneHours        string  `json:"phone_hours"`
	Colour            string  `json:"colour"`
	Email             string  `json:"email"`
	Address           string  `json:"address"`
	Hue               int     `json:"hue"`
	Chroma            float64 `json:"chroma"`
	RecoveryConfirmed bool    `json:"recovery_confirmed"`
	SecondFactor      string  `json:"second_factor,omitempty"` // SecondFactorOptional, or anything else: required
}

// What an organisation can ask of its members besides a password. Required is
// the default, also of a register from before there was a choice.
const (
	SecondFactorRequired = "required"
	SecondFactorOptional = "optional"
)

// NeedsSecondFactor reports whether a password alone opens nothing.
func (o Organisation) NeedsSecondFactor() bool { return o.SecondFactor != SecondFactorOptional }

// AddOrganisation makes an organisation with its key, its procedure and its
// first member, at once.
func (t *Tx) AddOrganisation(o Organisation, p complaint.Procedure, lead Member, recovery vault.Key) error {
	orgKey, err := t.addOrgKey(o.ID, recovery)
	if err != nil {
		return err
	}
	sealed, err := sealJSON(orgKey, o.ID, "organisation", o.ID, o)
	if err != nil {
		return err
	}
	if _, err := t.exec("INSERT INTO organisation (id, created_at, profile) VALUES ($1, $2, $3)", o.ID, t.s.now().UnixMilli(), sealed); err != nil {
		return err
	}
	if err := t.addProcedure(orgKey, o.ID, p); err != nil {
		return err
	}
	return t.addMember(orgKey, lead)
}

// Vacant reports whether there is no organisation yet, as this act sees it.
func (t *Tx) Vacant() (bool, error) {
	var n int
	if err := t.row("SELECT COUNT(*) FROM organisation").Scan(&n); err != nil {
		return false, unavailable(err)
	}
	return n == 0, nil
}

func sealJSON(orgKey vault.Key, organisation, kind, id string, v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", kind, err)
	}
	return sealDocument(orgKey, organisation, kind, id, raw), nil
}

func openJSON(orgKey vault.Key, organisation, kind, id string, sealed []byte, v any) error {
	raw, err := openDocument(orgKey, organisation, kind, id, sealed)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("read %s: %w", kind, err)
	}
	return nil
}

// SaveOrganisation replaces the settings of an organisation.
func (s *Store) SaveOrganisation(ctx context.Context, o Organisation) error {
	orgKey, err := s.orgKey(ctx, o.ID)
	if err != nil {
		return err
	}
	sealed, err := sealJSON(orgKey, o.ID, "organisation", o.ID, o)
	if err != nil {
		return err
	}
	return s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("UPDATE organisation SET profile = $1 WHERE id = $2", sealed, o.ID)
		return err
	})
}

// Organisations lists the ids of all organisations, oldest first.
func (s *Store) Organisations(ctx context.Context) (ids []string, err error) {
	rows, err := s.reg.QueryContext(ctx, "SELECT id FROM organisation ORDER BY created_at, id")
	if err != nil {
		return nil, unavailable(err)
	}
	defer func() { err = closeRows(rows, err) }()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, unavailable(err)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// Organisation opens the settings of an organisation.
func (s *Store) Organisation(ctx context.Context, id string) (Organisation, error) {
	o := Organisation{ID: id}
	orgKey, err := s.orgKey(ctx, id)
	if err != nil {
		return o, err
	}
	var sealed []byte
	err = s.reg.QueryRowContext(ctx, "SELECT profile FROM organisation WHERE id = $1", id).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return o, ErrNotFound
	}
	if err != nil {
		return o, unavailable(err)
	}
	return o, openJSON(orgKey, id, "organisation", id, sealed, &o)
}

// AddProcedure puts a new version in force; running complaints keep theirs.
func (s *Store) AddProcedure(ctx context.Context, organisation string, p complaint.Procedure) error {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return err
	}
	return s.Write(ctx, func(t *Tx) error { return t.addProcedure(orgKey, organisation, p) })
}

func (t *Tx) addProcedure(orgKey vault.Key, organisation string, p complaint.Procedure) error {
	if err := p.Check(); err != nil {
		return err
	}
	sealed, err := sealJSON(orgKey, organisation, "procedure", fmt.Sprint(p.Version), p)
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO procedure_version (organisation, version, valid_from, body) VALUES ($1, $2, $3, $4)",
		organisation, p.Version, t.s.now().UnixMilli(), sealed)
	return err
}

// Procedures opens every version of an organisation's procedure, oldest first.
func (s *Store) Procedures(ctx context.Context, organisation string) (all []complaint.Procedure, err error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	rows, err := s.reg.QueryContext(ctx, "SELECT version, body FROM procedure_version WHERE organisation = $1 ORDER BY version", organisation)
	if err != nil {
		return nil, unavailable(err)
	}
	defer func() { err = closeRows(rows, err) }()
	for rows.Next() {
		var version int
		var sealed []byte
		if err := rows.Scan(&version, &sealed); err != nil {
			return nil, unavailable(err)
		}
		var p complaint.Procedure
		if err := openJSON(orgKey, organisation, "procedure", fmt.Sprint(version), sealed, &p); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// Today is the current day in a procedure's zone; the store owns the clock it
// was given, so that no page reads another.
func (s *Store) Today(p complaint.Procedure) calendar.Date { return p.On(s.now()) }
