package register

import (
	"context"
	"time"

	"wederhoor/internal/identity"
)

// Tries counts per key how often something was tried within a time: by this program,
// and where several share a database by all of them together. What this program knows
// to be too often costs the database nothing.
type Tries struct {
	r      *Register
	what   string
	most   int
	within time.Duration
	own    *identity.Guesses
}

// Tries allows most tries per key within a time. what names them: the same name is the
// same count at every program.
func (r *Register) Tries(what string, most int, within time.Duration) *Tries {
	return &Tries{r: r, what: what, most: most, within: within, own: identity.NewGuesses(within)}
}

// name is what they are called where several share a database: those of one organisation
// use up nothing of another.
func (t *Tries) name() string { return t.r.Home().ID + " " + t.what }

// Try counts a try before it is known to be right, so that many at once are counted
// too. False means that there were too many; nothing is counted then.
func (t *Tries) Try(ctx context.Context, key string) bool {
	return t.TryIf(ctx, key, func(n int, _ time.Duration) bool { return n < t.most })
}

// TryIf is Try where may decides, by how many there were and how long ago the last was.
func (t *Tries) TryIf(ctx context.Context, key string, may func(n int, ago time.Duration) bool) bool {
	if !t.own.Try(key, t.r.Now(), may) {
		return false
	}
	if !t.r.Store.Shared() {
		return true
	}
	ok, err := t.r.Store.Try(context.WithoutCancel(ctx), t.name(), key, t.within, may)
	if err != nil { // then nothing is stored, and what was tried neither: our own count stands
		t.r.Logger.Warn("a try could not be counted together with other programs", "error", err)
		return true
	}
	if !ok {
		t.own.Right(key)
	}
	return ok
}

// Right takes back the last try: it was no guess.
func (t *Tries) Right(ctx context.Context, key string) { t.takeBack(ctx, key, false) }

// Forget takes back all of them.
func (t *Tries) Forget(ctx context.Context, key string) { t.takeBack(ctx, key, true) }

func (t *Tries) takeBack(ctx context.Context, key string, all bool) {
	if all {
		t.own.Forget(key)
	} else {
		t.own.Right(key)
	}
	if !t.r.Store.Shared() {
		return
	}
	if err := t.r.Store.TakeBack(context.WithoutCancel(ctx), t.name(), key, all); err != nil {
		t.r.Logger.Warn("a try could not be taken back at other programs", "error", err)
	}
}

// Spent reports whether no try is left.
func (t *Tries) Spent(ctx context.Context, key string) bool {
	if t.own.Count(key, t.r.Now()) >= t.most {
		return true
	}
	if !t.r.Store.Shared() {
		return false
	}
	n, err := t.r.Store.Tries(ctx, t.name(), key, t.within)
	return err == nil && n >= t.most
}
