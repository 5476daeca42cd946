package store

import (
	"context"
	"io"
	"slices"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Side is a capability that is narrower than a Handle: it holds no complaint, only
// what was put there for one person it is about. It cannot be made outside this
// package.
type Side struct {
	s            *Store
	organisation string
	dossier      string
	own          complaint.OwnSide
}

// Procedures gives the version of the procedure that a complaint is pinned to.
type Procedures func(version int) complaint.Procedure

// ReadSide gives what somebody may read of the complaint about them.
func ReadSide(h *Side) complaint.OwnSide { return h.own }

// DossierOfSide is where what they say belongs. An id opens nothing.
func DossierOfSide(h *Side) string { return h.dossier }

// SideFile opens a file that was put there for them, or that they sent themselves.
func SideFile(ctx context.Context, h *Side, id string) (complaint.Attachment, io.ReadSeekCloser, error) {
	all := h.own.AllFiles()
	i := slices.IndexFunc(all, func(a complaint.Attachment) bool { return a.ID == id })
	if i < 0 {
		return complaint.Attachment{}, nil, ErrNotFound
	}
	body, err := h.s.openFile(ctx, h.organisation, h.dossier, id)
	return all[i], body, err
}

// SideByCode opens it for who holds the code of the letter: no member and no role
// passes here. A code that is wrong, replaced, closed or over is one ErrNotFound.
func (s *Store) SideByCode(ctx context.Context, organisation string, code vault.Code, procedures Procedures) (*Side, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	var id, dossier string
	err = s.reg.QueryRowContext(ctx, "SELECT id, dossier FROM side WHERE organisation = $1 AND hash = $2", organisation,
		vault.MAC(orgKey, "side", []byte(code))).Scan(&id, &dossier)
	if err != nil {
		return nil, absent(err)
	}
	return s.openSide(ctx, organisation, dossier, id, procedures)
}

// OpenSide opens it for a member who signed in, and writes down that they read it.
// What is somebody else's is as absent as what is not there.
func (s *Store) OpenSide(ctx context.Context, who Visitor, id string, procedures Procedures) (*Side, error) {
	who, err := s.under(ctx, who)
	if err != nil {
		return nil, err
	}
	var dossier, member string
	err = s.reg.QueryRowContext(ctx, "SELECT dossier, member FROM side WHERE organisation = $1 AND id = $2 AND hash IS NULL", who.Organisation(), id).Scan(&dossier, &member)
	if err != nil {
		return nil, absent(err)
	}
	if v := access.MayOpenSide(who.Actor, who.Organisation(), complaint.MemberID(member)); !v.OK {
		return nil, ErrNotFound
	}
	h, err := s.openSide(ctx, who.Organisation(), dossier, id, procedures)
	if err != nil {
		return nil, err
	}
	return h, s.Log(ctx, who.Line(access.ReadOwnSide, dossier, h.own.Ref, access.Verdict{OK: true, Rule: "asked_for_their_side"}))
}

func (s *Store) openSide(ctx context.Context, organisation, dossier, id string, procedures Procedures) (*Side, error) {
	events, err := s.replay(ctx, s.reg, s.keys, organisation, dossier)
	if err != nil {
		return nil, err
	}
	c := complaint.Fold(events)
	own, ok := c.OwnSideOf(procedures(c.Received.Version), id, s.now())
	if !ok {
		return nil, ErrNotFound
	}
	return &Side{s, organisation, dossier, own}, nil
}

// SidesOf lists the ids of what was ever put there for a member, newest first.
func (s *Store) SidesOf(ctx context.Context, organisation string, member complaint.MemberID) ([]string, error) {
	return list(ctx, s.reg, value[string], "SELECT id FROM side WHERE organisation = $1 AND member = $2 AND hash IS NULL ORDER BY asked_at DESC, id", organisation, string(member))
}

// AskedMembers lists the members for whom anything was ever put there.
func (s *Store) AskedMembers(ctx context.Context, organisation string) ([]string, error) {
	return list(ctx, s.reg, value[string], "SELECT DISTINCT member FROM side WHERE organisation = $1 AND hash IS NULL", organisation)
}

// SideCode is the code that a letter prints for its reader. It is made anew each
// time and stored nowhere.
func (s *Store) SideCode(ctx context.Context, organisation, id string) (vault.Code, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return "", err
	}
	return vault.NewSideCode(orgKey, []byte(id)), nil
}

// keepSides makes what an act put there for somebody findable.
func (t *Tx) keepSides(d *dossierRow, entries []complaint.Entry) error {
	for _, e := range entries {
		asked, ok := e.Event.(complaint.SideAsked)
		if !ok {
			continue
		}
		orgKey, err := t.s.orgKey(t.ctx, d.organisation)
		if err != nil {
			return err
		}
		if err := t.keepSide(orgKey, d, asked, t.s.now()); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) keepSide(orgKey vault.Key, d *dossierRow, asked complaint.SideAsked, at time.Time) error {
	var hash []byte
	if !asked.Account {
		hash = vault.MAC(orgKey, "side", []byte(vault.NewSideCode(orgKey, []byte(asked.Letter))))
	}
	_, err := t.exec("INSERT INTO side (organisation, id, dossier, member, hash, asked_at) VALUES ($1, $2, $3, $4, $5, $6)",
		d.organisation, asked.Letter, d.id, string(asked.Member), hash, at.UnixMilli())
	return err
}
