package register

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// unlocked keeps the keys that confidants opened, by session, in memory alone. They
// are gone with the program: then everybody types theirs again.
type unlocked struct {
	mu   sync.Mutex
	keys map[string]openKey
}

type openKey struct {
	private vault.Private
	of      store.ConfidantKey
	until   time.Time
}

// lent is an open key as the other programs find it: sealed to the secret of the
// session, which lies in one browser and nowhere else. Each request brings it along.
type lent struct {
	ID      string `json:"id"`
	Wrapped []byte `json:"wrapped"`
}

// lendAgain is how much of its time a key must have used before it is lent anew: not
// every page is a durable write.
const lendAgain = 5 * time.Minute

// lends reports whether the key of this session must be there at other programs too.
func (r *Register) lends(who Person) bool { return r.Store.Shared() && who.secret != vault.Key{} }

// keepOpen keeps a confidant's key open in this session.
func (r *Register) keepOpen(ctx context.Context, who Person, k openKey) error {
	k.until = r.Now().Add(KeyShown)
	if !r.lends(who) {
		r.unlocked.mu.Lock()
		defer r.unlocked.mu.Unlock()
		if r.unlocked.keys == nil {
			r.unlocked.keys = map[string]openKey{}
		}
		r.unlocked.keys[who.session()] = k
		return nil
	}
	wrapped, err := k.private.Wrap(who.secret, who.openAt())
	if err != nil {
		return fmt.Errorf("lend a confidant's key: %w", err)
	}
	body, err := json.Marshal(lent{k.of.ID, wrapped})
	if err != nil {
		return fmt.Errorf("lend a confidant's key: %w", err)
	}
	return r.Store.Write(ctx, func(t *store.Tx) error {
		if err := t.DropToken(who.Organisation(), who.within("key")); err != nil {
			return err
		}
		return t.AddToken(who.within("key"), store.Token{Organisation: who.Organisation(), Kind: store.TokenKey, Member: who.Member.ID, Expires: k.until, Body: body}, false)
	})
}

func (p Person) openAt() vault.Address {
	return vault.Address{Organisation: p.Organisation(), Dossier: string(p.Member.ID), Kind: "session"}
}

// open gives the key that a confidant opened in this session; ErrLocked: there is none,
// or it was not used for half an hour. Using it keeps it open.
func (r *Register) open(ctx context.Context, who Person) (openKey, error) {
	if !r.lends(who) {
		if k, ok := r.unlocked.take(who.session(), r.Now()); ok {
			return k, nil
		}
		return openKey{}, ErrLocked
	}
	v, err := r.Store.Token(ctx, who.Organisation(), store.TokenKey, who.within("key"))
	if errors.Is(err, ErrNotFound) {
		return openKey{}, ErrLocked
	}
	var l lent
	if err == nil {
		err = json.Unmarshal(v.Body, &l)
	}
	if err != nil {
		return openKey{}, err
	}
	k := openKey{of: store.ConfidantKey{ID: l.ID}, until: v.Expires}
	if k.private, err = vault.UnwrapPrivate(who.secret, who.openAt(), l.Wrapped); err != nil {
		return openKey{}, ErrLocked
	}
	if k.until.Sub(r.Now()) < KeyShown-lendAgain {
		err = r.keepOpen(ctx, who, k)
	}
	return k, err
}

// LockRooms closes the key again.
func (r *Register) LockRooms(ctx context.Context, who Person) error {
	r.unlocked.mu.Lock()
	delete(r.unlocked.keys, who.session())
	r.unlocked.mu.Unlock()
	if !r.lends(who) {
		return nil
	}
	return r.Store.Write(ctx, func(t *store.Tx) error { return t.DropToken(who.Organisation(), who.within("key")) })
}

func (u *unlocked) take(session string, now time.Time) (openKey, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for other, k := range u.keys {
		if !now.Before(k.until) {
			delete(u.keys, other)
		}
	}
	k, ok := u.keys[session]
	if ok {
		k.until = now.Add(KeyShown)
		u.keys[session] = k
	}
	return k, ok
}
