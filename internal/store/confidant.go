package store

import (
	"context"
	"errors"
	"fmt"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// ConfidantKey is the half of a confidant's key that anybody may seal to.
type ConfidantKey struct {
	ID     string
	Public []byte
}

// SetConfidantKey makes a confidant's key pair, and wraps the half that opens under
// a sheet that is kept nowhere. What was sealed to an earlier one does not open
// with it.
func (s *Store) SetConfidantKey(ctx context.Context, organisation string, m complaint.MemberID, sheet vault.Key) error {
	public, private := vault.NewPair()
	id := NewID()
	wrapped, err := private.Wrap(sheet, confidantAddress(organisation, m, id))
	if err != nil {
		return fmt.Errorf("wrap the key of a confidant: %w", err)
	}
	return s.Write(ctx, func(t *Tx) error {
		return t.execKeys(`INSERT INTO confidant_key (organisation, member, id, public, wrapped) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (organisation, member) DO UPDATE SET id = excluded.id, public = excluded.public, wrapped = excluded.wrapped`,
			organisation, string(m), id, public, wrapped)
	})
}

// ConfidantKey gives the key to seal to; ErrNotFound when there is none yet.
func (s *Store) ConfidantKey(ctx context.Context, organisation string, m complaint.MemberID) (k ConfidantKey, err error) {
	err = s.keys.QueryRowContext(ctx, "SELECT id, public FROM confidant_key WHERE organisation = $1 AND member = $2", organisation, string(m)).Scan(&k.ID, &k.Public)
	if err != nil {
		return k, absent(err)
	}
	return k, nil
}

// UnlockConfidant opens a confidant's key with their sheet. [vault.ErrOpen]: it is
// another sheet. ErrNotFound: there is no key yet.
func (s *Store) UnlockConfidant(ctx context.Context, organisation string, m complaint.MemberID, sheet vault.Key) (private vault.Private, id string, err error) {
	var wrapped []byte
	err = s.keys.QueryRowContext(ctx, "SELECT id, wrapped FROM confidant_key WHERE organisation = $1 AND member = $2", organisation, string(m)).Scan(&id, &wrapped)
	if err != nil {
		return private, "", absent(err)
	}
	private, err = vault.UnwrapPrivate(sheet, confidantAddress(organisation, m, id), wrapped)
	return private, id, err
}

func confidantAddress(organisation string, m complaint.MemberID, id string) vault.Address {
	return vault.Address{Organisation: organisation, Dossier: string(m) + "/" + id, Compartment: vault.Appeal, Kind: "confidant"}
}

// Note is what a confidant wrote for themselves alone.
type Note struct {
	ID   string
	Body []byte
}

// AddNote keeps a note so that only this key opens it: neither the complainant's
// code nor any key of the organisation does.
func (t *Tx) AddNote(r Room, to ConfidantKey, n Note) error {
	k := vault.NewKey()
	wrapped, err := vault.SealTo(to.Public, roomAddress(r, noteSlot(n.ID)), k)
	if err != nil {
		return fmt.Errorf("seal a note: %w", err)
	}
	if err := t.addRoomKey(r, noteSlot(n.ID), wrapped); err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO room_note (organisation, room, id, body) VALUES ($1, $2, $3, $4)",
		r.Organisation, r.ID, n.ID, sealDocument(k, r.Organisation, "note", r.ID+"/"+n.ID, n.Body))
	return err
}

func noteSlot(id string) string { return "note:" + id }

// Notes opens a confidant's own notes, oldest first. One that was sealed to a key
// that is lost is left out: nobody opens it any more.
func (s *Store) Notes(ctx context.Context, r Room, private vault.Private) (all []Note, err error) {
	wrapped, err := s.roomKeys(ctx, r)
	if err != nil {
		return nil, err
	}
	sealed, err := list(ctx, s.reg, scanNote, "SELECT id, body FROM room_note WHERE organisation = $1 AND room = $2 ORDER BY id", r.Organisation, r.ID)
	if err != nil {
		return nil, err
	}
	for _, n := range sealed {
		k, err := private.Open(roomAddress(r, noteSlot(n.ID)), wrapped[noteSlot(n.ID)])
		if errors.Is(err, vault.ErrOpen) {
			continue
		}
		if n.Body, err = openDocument(k, r.Organisation, "note", r.ID+"/"+n.ID, n.Body); err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, nil
}

func scanNote(scan func(...any) error) (n Note, err error) {
	if err := scan(&n.ID, &n.Body); err != nil {
		return n, unavailable(err)
	}
	return n, nil
}

// DestroyNote destroys the key of a note and takes its text away. The key goes
// first: after a power cut in between nothing can be read.
func (t *Tx) DestroyNote(r Room, id string) error {
	if err := t.execKeys("DELETE FROM room_key WHERE organisation = $1 AND room = $2 AND slot = $3", r.Organisation, r.ID, noteSlot(id)); err != nil {
		return err
	}
	_, err := t.exec("DELETE FROM room_note WHERE organisation = $1 AND room = $2 AND id = $3", r.Organisation, r.ID, id)
	return err
}
