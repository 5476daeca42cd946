package register

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"wederhoor/internal/identity"
	"wederhoor/internal/store"
)

// NamesShown is how long names stay in lists after somebody asked for them (R29).
const NamesShown = 15 * time.Minute

// masks keeps of which dossiers the log knows that their name was shown. A program
// that did not tell it tells it again.
type masks struct {
	mu   sync.Mutex
	told map[string]*told // by session
}

type told struct {
	until time.Time
	of    map[string]bool
}

func (p Person) session() string { return string(p.Member.ID) + string(p.Session.Hash) }

// within names something that somebody has in this session for a while.
func (p Person) within(what string) []byte { return identity.Token(what + " " + p.session()).Hash() }

// ShowNames shows the names of complainants in lists, in this session, for a
// quarter of an hour.
func (r *Register) ShowNames(ctx context.Context, who Person) error {
	r.tellAnew(who)
	return r.Store.Write(ctx, func(t *store.Tx) error {
		if err := t.DropToken(who.Organisation(), who.within("names")); err != nil {
			return err
		}
		return t.AddToken(who.within("names"), store.Token{Organisation: who.Organisation(), Kind: store.TokenNames, Member: who.Member.ID, Expires: r.Now().Add(NamesShown)}, false)
	})
}

// HideNames hides them again.
func (r *Register) HideNames(ctx context.Context, who Person) error {
	r.tellAnew(who)
	return r.Store.Write(ctx, func(t *store.Tx) error { return t.DropToken(who.Organisation(), who.within("names")) })
}

// shown says until when names are shown in this session; the zero time: not.
func (r *Register) shown(ctx context.Context, who Person) (time.Time, error) {
	v, err := r.Store.Token(ctx, who.Organisation(), store.TokenNames, who.within("names"))
	if errors.Is(err, ErrNotFound) {
		return time.Time{}, nil
	}
	return v.Expires, err
}

// Name fills in the names of complainants when they were asked for in this
// session, and says until when they stay; the zero time: they are hidden. Each
// dossier whose name is shown gets its line in the log first, once for each time
// that somebody asked.
func (r *Register) Name(ctx context.Context, who Person, lists ...*[]Item) (until time.Time, err error) {
	until, err = r.shown(ctx, who)
	if err != nil || until.IsZero() {
		return until, err
	}
	var all []string
	for _, list := range lists {
		for _, it := range *list {
			if it.complainant != "" {
				all = append(all, it.ID)
			}
		}
	}
	fresh := r.untold(who, until, all)
	var lines []store.Line
	for _, id := range fresh {
		lines = append(lines, r.line(who.visitor(), store.LogUnmask, id, ""))
	}
	if err := r.Store.Log(ctx, lines...); err != nil {
		return time.Time{}, err
	}
	r.tell(who, until, fresh)
	for _, list := range lists {
		*list = slices.Clone(*list) // lists are kept between pages, and with names they are of this page alone
		for i := range *list {
			it := &(*list)[i]
			it.Complainant = it.complainant
		}
	}
	return until, nil
}

// desk stands for all senders on the desk in what the log was told.
const desk = "desk"

// untold lists, each once, of which of these the log must still hear. What was told
// counts for one time that somebody asked.
func (r *Register) untold(who Person, until time.Time, ids []string) (fresh []string) {
	r.masks.mu.Lock()
	defer r.masks.mu.Unlock()
	known := r.masks.told[who.session()]
	for _, id := range ids {
		if (known == nil || !known.until.Equal(until) || !known.of[id]) && !slices.Contains(fresh, id) {
			fresh = append(fresh, id)
		}
	}
	return fresh
}

// tellAnew forgets what the log was told: somebody asks anew.
func (r *Register) tellAnew(who Person) {
	r.masks.mu.Lock()
	defer r.masks.mu.Unlock()
	delete(r.masks.told, who.session())
}

// tell keeps what the log was told.
func (r *Register) tell(who Person, until time.Time, ids []string) {
	r.masks.mu.Lock()
	defer r.masks.mu.Unlock()
	now := r.Now()
	for session, x := range r.masks.told {
		if !now.Before(x.until) {
			delete(r.masks.told, session)
		}
	}
	if r.masks.told == nil {
		r.masks.told = map[string]*told{}
	}
	known := r.masks.told[who.session()]
	if known == nil || !known.until.Equal(until) {
		known = &told{until: until, of: map[string]bool{}}
		r.masks.told[who.session()] = known
	}
	for _, id := range ids {
		known.of[id] = true
	}
}
