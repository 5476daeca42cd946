package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Member is somebody of the organisation with an account.
type Member struct {
	ID           complaint.MemberID `json:"-"`
	Organisation string             `json:"-"`
	State        string             `json:"-"` // invited, active, left
	Password     string             `json:"-"` // argon2id in PHC form; "" until one is chosen
	Epoch        int64              `json:"-"` // a change ends every session
	Name         string             `json:"name"`
	Email        string             `json:"email"`
	Roles        []access.Role      `json:"roles"`
	Until        calendar.Date      `json:"until,omitzero"` // the last day of access; zero: no end
}

// Has reports whether the member has this role.
func (m Member) Has(role access.Role) bool { return slices.Contains(m.Roles, role) }

// States of a member.
const (
	MemberInvited = "invited"
	MemberActive  = "active"
	MemberLeft    = "left"
)

// ErrEmailTaken says that a member with this address exists.
var ErrEmailTaken = errors.New("there is a member with this address")

func emailMAC(orgKey vault.Key, email string) []byte {
	return vault.MAC(orgKey, "email", []byte(strings.ToLower(strings.TrimSpace(email))))
}

// AddMember adds a member to an existing organisation. ErrEmailTaken: somebody of it has
// this address.
func (s *Store) AddMember(ctx context.Context, m Member) error {
	orgKey, err := s.orgKey(ctx, m.Organisation)
	if err != nil {
		return err
	}
	return s.Write(ctx, func(t *Tx) error {
		var taken int
		if err := t.row("SELECT COUNT(*) FROM member WHERE organisation = $1 AND email_mac = $2", m.Organisation, emailMAC(orgKey, m.Email)).Scan(&taken); err != nil {
			return unavailable(err)
		}
		if taken > 0 {
			return ErrEmailTaken
		}
		return t.addMember(orgKey, m)
	})
}

func (t *Tx) addMember(orgKey vault.Key, m Member) error {
	sealed, err := sealJSON(orgKey, m.Organisation, "member", string(m.ID), m)
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO member (organisation, id, email_mac, password, state, profile) VALUES ($1, $2, $3, $4, $5, $6)",
		m.Organisation, string(m.ID), emailMAC(orgKey, m.Email), m.Password, m.State, sealed)
	return err
}

// SetPassword makes a member active with this password and ends their sessions.
func (t *Tx) SetPassword(organisation string, id complaint.MemberID, phc string) error {
	_, err := t.exec("UPDATE member SET password = $1, state = $2, epoch = epoch + 1 WHERE organisation = $3 AND id = $4",
		phc, MemberActive, organisation, string(id))
	return err
}

// SaveMember keeps a member's changed roles and last day, and ends their sessions: what
// somebody may do is settled at the door.
func (t *Tx) SaveMember(m Member) error {
	orgKey, err := t.s.orgKey(t.ctx, m.Organisation)
	if err != nil {
		return err
	}
	sealed, err := sealJSON(orgKey, m.Organisation, "member", string(m.ID), m)
	if err != nil {
		return err
	}
	_, err = t.exec("UPDATE member SET profile = $1, epoch = epoch + 1 WHERE organisation = $2 AND id = $3", sealed, m.Organisation, string(m.ID))
	return err
}

// Leave ends a member's access at once, and what was open to get it. The work is
// queued in the same act, so that what they owed cannot be left lying.
func (t *Tx) Leave(organisation string, id complaint.MemberID, work ...Job) error {
	if err := t.addJobs(organisation, "", work); err != nil {
		return err
	}
	if err := errors.Join(t.EndTokens(organisation, id), t.DropFactors(organisation, id), t.EndSessions(organisation, id, nil)); err != nil {
		return err
	}
	_, err := t.exec("UPDATE member SET state = $1, password = '', epoch = epoch + 1 WHERE organisation = $2 AND id = $3",
		MemberLeft, organisation, string(id))
	return err
}

const memberColumns = "SELECT id, password, state, epoch, profile FROM member WHERE organisation = $1"

// Members opens every member of an organisation, those who left included.
func (s *Store) Members(ctx context.Context, organisation string) ([]Member, error) {
	return s.members(ctx, s.reg, organisation)
}

// Members opens every member as an act sees them, with what acts that share its commit
// did before it.
func (t *Tx) Members(organisation string) ([]Member, error) {
	if err := t.flush(); err != nil {
		return nil, err
	}
	return t.s.members(t.ctx, t.reg, organisation)
}

func (s *Store) members(ctx context.Context, q reader, organisation string) ([]Member, error) {
	return list(ctx, q, func(scan func(...any) error) (Member, error) { return s.scanMember(ctx, organisation, scan) }, memberColumns, organisation)
}

// MemberByEmail finds a member by address through its keyed hash.
func (s *Store) MemberByEmail(ctx context.Context, organisation, email string) (Member, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return Member{}, err
	}
	row := s.reg.QueryRowContext(ctx, memberColumns+" AND email_mac = $2", organisation, emailMAC(orgKey, email))
	return s.scanMember(ctx, organisation, row.Scan)
}

func (s *Store) scanMember(ctx context.Context, organisation string, scan func(...any) error) (Member, error) {
	m := Member{Organisation: organisation}
	var sealed []byte
	err := scan((*string)(&m.ID), &m.Password, &m.State, &m.Epoch, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return m, ErrNotFound
	}
	if err != nil {
		return m, fmt.Errorf("read a member: %w", unavailable(err))
	}
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return m, err
	}
	return m, openJSON(orgKey, organisation, "member", string(m.ID), sealed, &m)
}
