package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"

	"wederhoor/internal/vault"
)

// LinkOf is how the two sides of a review held together find each other: it follows
// from the code, and does not give it.
func LinkOf(code vault.RoomCode) string {
	return hex.EncodeToString(vault.MAC(code.Key(), "joint-link", nil))
}

// OfferJoint keeps the side of who invites. Until expires, one other organisation comes
// with the code.
func (t *Tx) OfferJoint(organisation string, code vault.RoomCode, expires time.Time) error {
	return t.addJoint(organisation, code, 0, expires)
}

// AcceptJoint keeps the side of who was invited. Without somebody else's invitation that
// waits for this code it is ErrNotFound, also when another came first.
func (t *Tx) AcceptJoint(organisation string, code vault.RoomCode) error {
	if err := t.flush(); err != nil {
		return err
	}
	var waits int
	err := t.row("SELECT COUNT(*) FROM joint WHERE link = $1 AND organisation <> $2 AND side = 0 AND expires_at > $3 AND part IS NOT NULL AND NOT EXISTS (SELECT 1 FROM joint AS came WHERE came.link = joint.link AND came.side = 1)",
		LinkOf(code), organisation, t.s.now().UnixMilli()).Scan(&waits)
	if err != nil {
		return unavailable(err)
	}
	if waits == 0 {
		return ErrNotFound
	}
	return t.addJoint(organisation, code, 1, time.UnixMilli(0))
}

func (t *Tx) addJoint(organisation string, code vault.RoomCode, side int, expires time.Time) error {
	orgKey, err := t.s.orgKey(t.ctx, organisation)
	if err != nil {
		return err
	}
	link := LinkOf(code)
	wrapped := vault.Wrap(orgKey.Derive("joint"), "joint", jointAt(organisation, link), code.Key())
	_, err = t.exec("INSERT INTO joint (organisation, link, side, expires_at, link_key) VALUES ($1, $2, $3, $4, $5)", organisation, link, side, expires.UnixMilli(), wrapped)
	return err
}

func jointAt(organisation, link string) vault.Address {
	return vault.Address{Organisation: organisation, Dossier: link, Compartment: vault.Meta, Kind: "joint"}
}

// PublishJoint replaces what the other may read. Nil lets go: nothing is to be read any
// more, and the code has been used for good.
func (t *Tx) PublishJoint(organisation, link string, part []byte) error {
	if part == nil {
		_, err := t.exec("UPDATE joint SET part = NULL WHERE organisation = $1 AND link = $2", organisation, link)
		return err
	}
	if err := t.flush(); err != nil {
		return err
	}
	key, err := t.s.jointKey(t.ctx, t.reg, organisation, link)
	if err != nil {
		return err
	}
	_, err = t.exec("UPDATE joint SET part = $1 WHERE organisation = $2 AND link = $3", sealDocument(key, organisation, "joint_part", link, part), organisation, link)
	return err
}

// jointKey opens the key of a link with that of the organisation, which has to be one of
// its two sides.
func (s *Store) jointKey(ctx context.Context, q reader, organisation, link string) (k vault.Key, err error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return k, err
	}
	var wrapped []byte
	if err := q.QueryRowContext(ctx, "SELECT link_key FROM joint WHERE organisation = $1 AND link = $2", organisation, link).Scan(&wrapped); err != nil {
		return k, absent(err)
	}
	return vault.Unwrap(orgKey.Derive("joint"), "joint", jointAt(organisation, link), wrapped)
}

// OtherPart is what the other side of a link published; came is false while nobody
// typed the code, and a part of nil is of one who let go.
func (s *Store) OtherPart(ctx context.Context, organisation, link string) (part []byte, came bool, err error) {
	key, err := s.jointKey(ctx, s.reg, organisation, link)
	if err != nil {
		return nil, false, err
	}
	var other string
	var sealed []byte
	err = s.reg.QueryRowContext(ctx, "SELECT organisation, part FROM joint WHERE link = $1 AND organisation <> $2", link, organisation).Scan(&other, &sealed)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, false, nil
	case err != nil:
		return nil, false, unavailable(err)
	case sealed == nil:
		return nil, true, nil
	}
	part, err = openDocument(key, other, "joint_part", link, sealed)
	return part, true, err
}
