package register

import (
	"context"

	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// RoomByCode opens a room for its complainant. ErrNotFound for a code that opens
// nothing and for a room that is over alike.
func (r *Register) RoomByCode(ctx context.Context, code vault.RoomCode) (Room, error) {
	room, k, err := r.Store.RoomByCode(ctx, r.Home().ID, code)
	if err != nil {
		return Room{}, err
	}
	v, err := r.readRoom(ctx, room, k)
	if err != nil {
		return v, err
	}
	to, err := r.Store.ConfidantKey(ctx, room.Organisation, room.Confidant)
	if err != nil {
		return v, absentIsNothing(err)
	}
	sealed, err := r.Store.SealedTo(ctx, room, to)
	v.Shut = !sealed
	return v, err
}

// LetIn opens a room for the key that its confidant has now. The complainant does
// that and nobody else: somebody who took the account of a confidant over can make
// a key too.
func (r *Register) LetIn(ctx context.Context, code vault.RoomCode) error {
	room, err := r.RoomByCode(ctx, code)
	if err != nil || !room.Shut {
		return err
	}
	to, err := r.Store.ConfidantKey(ctx, room.Organisation, room.Confidant)
	if err != nil {
		return err
	}
	return r.Store.Write(ctx, func(t *store.Tx) error { return t.SealRoomTo(room.Room, room.key, to) })
}
