package store

import (
	"context"
	"fmt"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Room is a conversation between a complainant and a confidant. What is said in it
// opens with the complainant's code and with the confidant's key, and with nothing
// that the organisation has.
type Room struct {
	Organisation     string
	ID               string
	Confidant        complaint.MemberID
	OpenedAt, LastAt time.Time
	EndsAt           time.Time
	Waits            bool // the complainant said something that the confidant has not seen
}

// Over reports whether nobody enters any more.
func (r Room) Over(now time.Time) bool { return !now.Before(r.EndsAt) }

// Slots of a room's key.
const slotCode = "code"

func confidantSlot(k ConfidantKey) string { return "confidant:" + k.ID }

func roomAddress(r Room, slot string) vault.Address {
	return vault.Address{Organisation: r.Organisation, Dossier: r.ID, Compartment: vault.Appeal, Kind: slot}
}

const roomColumns = "id, confidant, opened_at, last_at, ends_at, waits"

func scanRoom(organisation string) func(scan func(...any) error) (Room, error) {
	return func(scan func(...any) error) (Room, error) {
		r := Room{Organisation: organisation}
		var opened, last, ends, waits int64
		if err := scan(&r.ID, (*string)(&r.Confidant), &opened, &last, &ends, &waits); err != nil {
			return r, absent(err)
		}
		r.OpenedAt, r.LastAt, r.EndsAt, r.Waits = time.UnixMilli(opened), time.UnixMilli(last), time.UnixMilli(ends), waits > 0
		return r, nil
	}
}

// AddRoom opens a room whose key is sealed to a confidant.
func (t *Tx) AddRoom(r Room, k vault.Key, to ConfidantKey) error {
	if err := t.SealRoomTo(r, k, to); err != nil {
		return err
	}
	_, err := t.exec("INSERT INTO room (organisation, id, confidant, opened_at, last_at, ends_at) VALUES ($1, $2, $3, $4, $4, $5)",
		r.Organisation, r.ID, string(r.Confidant), t.s.now().UnixMilli(), r.EndsAt.UnixMilli())
	return err
}

// SealRoomTo lets a confidant's key open the room; an earlier key of theirs, that
// may be in strange hands, opens it no more.
func (t *Tx) SealRoomTo(r Room, k vault.Key, to ConfidantKey) error {
	sealed, err := vault.SealTo(to.Public, roomAddress(r, confidantSlot(to)), k)
	if err != nil {
		return fmt.Errorf("seal a room: %w", err)
	}
	if err := t.execKeys("DELETE FROM room_key WHERE organisation = $1 AND room = $2 AND slot LIKE 'confidant:%'", r.Organisation, r.ID); err != nil {
		return err
	}
	return t.addRoomKey(r, confidantSlot(to), sealed)
}

// SetRoomCode lets a code open the room; an earlier one ends.
func (t *Tx) SetRoomCode(r Room, k vault.Key, code vault.RoomCode) error {
	orgKey, err := t.s.orgKey(t.ctx, r.Organisation)
	if err != nil {
		return err
	}
	if err := t.execKeys("DELETE FROM room_code WHERE organisation = $1 AND room = $2", r.Organisation, r.ID); err != nil {
		return err
	}
	err = t.execKeys(`INSERT INTO room_code (organisation, hash, room) VALUES ($1, $2, $3) ON CONFLICT (organisation, hash) DO UPDATE SET room = excluded.room`,
		r.Organisation, vault.MAC(orgKey, "room", []byte(code)), r.ID)
	if err != nil {
		return err
	}
	return t.addRoomKey(r, slotCode, vault.Wrap(code.Key(), "room", roomAddress(r, slotCode), k))
}

func (t *Tx) addRoomKey(r Room, slot string, wrapped []byte) error {
	return t.execKeys(`INSERT INTO room_key (organisation, room, slot, wrapped) VALUES ($1, $2, $3, $4)
		ON CONFLICT (organisation, room, slot) DO UPDATE SET wrapped = excluded.wrapped`, r.Organisation, r.ID, slot, wrapped)
}

// RoomByCode opens a room for its complainant, who holds the code, with its key.
// ErrNotFound when no code is this one, or the room is over.
func (s *Store) RoomByCode(ctx context.Context, organisation string, code vault.RoomCode) (r Room, k vault.Key, err error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return r, k, err
	}
	var id string
	err = s.keys.QueryRowContext(ctx, "SELECT room FROM room_code WHERE organisation = $1 AND hash = $2", organisation, vault.MAC(orgKey, "room", []byte(code))).Scan(&id)
	if err != nil {
		return r, k, absent(err)
	}
	if r, err = s.roomRow(ctx, organisation, id); err != nil {
		return r, k, err
	}
	wrapped, err := s.roomKeys(ctx, r)
	if err != nil {
		return r, k, err
	}
	if r.Over(s.now()) || wrapped[slotCode] == nil {
		return r, k, ErrNotFound
	}
	if k, err = vault.Unwrap(code.Key(), "room", roomAddress(r, slotCode), wrapped[slotCode]); err != nil {
		return r, k, fmt.Errorf("open a room: %w", err)
	}
	return r, k, nil
}

func (s *Store) roomRow(ctx context.Context, organisation, id string) (Room, error) {
	return scanRoom(organisation)(s.reg.QueryRowContext(ctx, "SELECT "+roomColumns+" FROM room WHERE organisation = $1 AND id = $2", organisation, id).Scan)
}

// EnterRoom lets a confidant into their room, after the line in the log is durable:
// that they were there, not what they read. Absent and another's are ErrNotFound.
func (s *Store) EnterRoom(ctx context.Context, who Visitor, id string) (Room, error) {
	who, err := s.under(ctx, who)
	if err != nil {
		return Room{}, err
	}
	r, err := s.roomRow(ctx, who.Organisation(), id)
	if err != nil {
		return r, err
	}
	verdict := access.MayEnter(who.Actor.At(s.now()), access.Room{Organisation: r.Organisation, Confidant: r.Confidant, EndsAt: r.EndsAt})
	if err := s.Log(ctx, who.Line(LogRoom, "", "", verdict)); err != nil {
		return Room{}, err
	}
	if !verdict.OK {
		return Room{}, ErrNotFound
	}
	return r, nil
}

// Rooms lists a confidant's rooms, the one with the latest word first.
func (s *Store) Rooms(ctx context.Context, organisation string, m complaint.MemberID) ([]Room, error) {
	return list(ctx, s.reg, scanRoom(organisation), "SELECT "+roomColumns+" FROM room WHERE organisation = $1 AND confidant = $2 ORDER BY last_at DESC, id", organisation, string(m))
}

// RoomKey opens the key of a room with its confidant's. [vault.ErrOpen]: it was
// sealed to a key that is lost, until the complainant comes by.
func (s *Store) RoomKey(ctx context.Context, r Room, private vault.Private, of ConfidantKey) (vault.Key, error) {
	wrapped, err := s.roomKeys(ctx, r)
	if err != nil {
		return vault.Key{}, err
	}
	return private.Open(roomAddress(r, confidantSlot(of)), wrapped[confidantSlot(of)])
}

// SealedTo reports whether a room opens with this key of its confidant.
func (s *Store) SealedTo(ctx context.Context, r Room, of ConfidantKey) (bool, error) {
	wrapped, err := s.roomKeys(ctx, r)
	return wrapped[confidantSlot(of)] != nil, err
}

func (s *Store) roomKeys(ctx context.Context, r Room) (map[string][]byte, error) {
	type slot struct {
		name    string
		wrapped []byte
	}
	slots, err := list(ctx, s.keys, func(scan func(...any) error) (k slot, err error) {
		if err := scan(&k.name, &k.wrapped); err != nil {
			return k, unavailable(err)
		}
		return k, nil
	}, "SELECT slot, wrapped FROM room_key WHERE organisation = $1 AND room = $2", r.Organisation, r.ID)
	all := map[string][]byte{}
	for _, k := range slots {
		all[k.name] = k.wrapped
	}
	return all, err
}

// AddEntry keeps what was said or done in a room. The same act twice is one; false
// says that it was there.
func (t *Tx) AddEntry(r Room, k vault.Key, act string, body []byte, waits bool) (bool, error) {
	var there, last int64
	err := t.row("SELECT COUNT(*), COALESCE(SUM(CASE WHEN act = $1 THEN 1 ELSE 0 END), 0) FROM room_entry WHERE organisation = $2 AND room = $3", act, r.Organisation, r.ID).Scan(&last, &there)
	switch {
	case err != nil:
		return false, unavailable(err)
	case there > 0:
		return false, nil
	}
	seq := last + 1
	_, err = t.exec("INSERT INTO room_entry (organisation, room, seq, act, body) VALUES ($1, $2, $3, $4, $5)",
		r.Organisation, r.ID, seq, act, sealDocument(k, r.Organisation, "room", entryID(r, seq), body))
	if err != nil {
		return false, err
	}
	unseen := int64(0)
	if waits {
		unseen = 1
	}
	_, err = t.exec("UPDATE room SET last_at = $1, waits = $2 WHERE organisation = $3 AND id = $4", t.s.now().UnixMilli(), unseen, r.Organisation, r.ID)
	return true, err
}

func entryID(r Room, seq int64) string { return fmt.Sprintf("%s/%d", r.ID, seq) }

// Entries opens what was said and done in a room, oldest first.
func (s *Store) Entries(ctx context.Context, r Room, k vault.Key) ([][]byte, error) {
	return list(ctx, s.reg, func(scan func(...any) error) ([]byte, error) {
		var seq int64
		var sealed []byte
		if err := scan(&seq, &sealed); err != nil {
			return nil, unavailable(err)
		}
		return openDocument(k, r.Organisation, "room", entryID(r, seq), sealed)
	}, "SELECT seq, body FROM room_entry WHERE organisation = $1 AND room = $2 ORDER BY seq", r.Organisation, r.ID)
}

// SetRoomEnd says until when both sides enter.
func (t *Tx) SetRoomEnd(r Room, at time.Time) error {
	_, err := t.exec("UPDATE room SET ends_at = $1 WHERE organisation = $2 AND id = $3", at.UnixMilli(), r.Organisation, r.ID)
	return err
}

// SawRoom records that the confidant saw all there is.
func (t *Tx) SawRoom(r Room) error {
	_, err := t.exec("UPDATE room SET waits = 0 WHERE organisation = $1 AND id = $2", r.Organisation, r.ID)
	return err
}

// EmptyRoom destroys every key of a room and takes away what they opened. That
// there was one, with whom and until when, stays.
func (t *Tx) EmptyRoom(r Room) error {
	for _, table := range []string{"DELETE FROM room_key WHERE organisation = $1 AND room = $2", "DELETE FROM room_code WHERE organisation = $1 AND room = $2"} {
		if err := t.execKeys(table, r.Organisation, r.ID); err != nil {
			return err
		}
	}
	for _, table := range []string{"DELETE FROM room_entry WHERE organisation = $1 AND room = $2", "DELETE FROM room_note WHERE organisation = $1 AND room = $2"} {
		if _, err := t.exec(table, r.Organisation, r.ID); err != nil {
			return err
		}
	}
	return nil
}

// SweepRooms empties the rooms that are over.
func (s *Store) SweepRooms(ctx context.Context) error {
	over, err := list(ctx, s.reg, func(scan func(...any) error) (r Room, err error) {
		if err := scan(&r.Organisation, &r.ID); err != nil {
			return r, unavailable(err)
		}
		return r, nil
	}, "SELECT organisation, id FROM room WHERE ends_at <= $1", s.now().UnixMilli())
	if err != nil || len(over) == 0 {
		return err
	}
	for _, r := range over {
		left, err := s.roomKeys(ctx, r)
		if err == nil && len(left) > 0 {
			err = s.Write(ctx, func(t *Tx) error { return t.EmptyRoom(r) })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// OpenFrozen gives a confidant the dossier as it was when somebody appealed. The
// proof is the room they are in, and that they had no part in the dossier. Quiet
// is a room that the organisation does not know of: then the log does not name the
// dossier.
func OpenFrozen(ctx context.Context, s *Store, who Visitor, r Room, dossier string, upTo int, quiet bool) (*Handle[access.Frozen], error) {
	who, err := s.under(ctx, who)
	if err != nil {
		return nil, err
	}
	events, err := s.replay(ctx, s.reg, s.keys, who.Organisation(), dossier)
	if err != nil {
		return nil, err
	}
	c := complaint.Fold(events)
	verdict := access.MayEnter(who.Actor.At(s.now()), access.Room{Organisation: r.Organisation, Confidant: r.Confidant, EndsAt: r.EndsAt})
	if verdict.OK && !access.Independent(who.Actor, access.FactsOf(who.Organisation(), dossier, c)) {
		verdict = access.Verdict{Rule: "had_a_part"}
	}
	line := who.Line(access.Hear, dossier, c.Received.Ref, verdict)
	if quiet {
		line = who.Line(access.Hear, "", "", verdict)
	}
	if err := s.Log(ctx, line); err != nil {
		return nil, err
	}
	if !verdict.OK || len(events) == 0 {
		return nil, ErrNotFound
	}
	return &Handle[access.Frozen]{access.Frozen{}, s, who.Organisation(), dossier, c.Until(upTo)}, nil
}

// ReadFrozen gives all of the dossier as it was.
func ReadFrozen(h *Handle[access.Frozen]) complaint.Complaint { return h.complaint }

// RoomCode makes the code of a room from the form it begins with. It cannot be made
// again once the form is gone.
func (s *Store) RoomCode(ctx context.Context, organisation, form string) (vault.RoomCode, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return "", err
	}
	return vault.NewRoomCode(orgKey, []byte(form)), nil
}
