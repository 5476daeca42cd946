package register

import (
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

func (u *unlocked) keep(session string, k openKey) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.keys == nil {
		u.keys = map[string]openKey{}
	}
	u.keys[session] = k
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

func (u *unlocked) drop(session string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.keys, session)
}
