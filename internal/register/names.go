package register

import (
	"context"
	"slices"
	"sync"
	"time"

	"wederhoor/internal/store"
)

// NamesShown is how long names stay in lists after somebody asked for them (R29).
const NamesShown = 15 * time.Minute

// masks keeps who asked to see names in lists. It is gone with the program:
// then everybody asks again.
type masks struct {
	mu     sync.Mutex
	lifted map[string]*lifted // by session
}

// lifted is one session in which names are shown.
type lifted struct {
	until time.Time
	told  map[string]bool // the dossiers of which the log knows it
}

func (p Person) session() string { return string(p.Member.ID) + string(p.Session.Hash) }

// ShowNames shows the names of complainants in lists, in this session, for a
// quarter of an hour.
func (r *Register) ShowNames(who Person) {
	r.masks.mu.Lock()
	defer r.masks.mu.Unlock()
	now := r.Now()
	for session, l := range r.masks.lifted {
		if !now.Before(l.until) {
			delete(r.masks.lifted, session)
		}
	}
	if r.masks.lifted == nil {
		r.masks.lifted = map[string]*lifted{}
	}
	r.masks.lifted[who.session()] = &lifted{until: now.Add(NamesShown), told: map[string]bool{}}
}

// HideNames hides them again.
func (r *Register) HideNames(who Person) {
	r.masks.mu.Lock()
	defer r.masks.mu.Unlock()
	delete(r.masks.lifted, who.session())
}

// Name fills in the names of complainants when they were asked for in this
// session, and says until when they stay; the zero time: they are hidden. Each
// dossier whose name is shown gets its line in the log first, once for each time
// that somebody asked.
func (r *Register) Name(ctx context.Context, who Person, lists ...*[]Item) (until time.Time, err error) {
	until, fresh := r.asked(who, lists)
	if until.IsZero() {
		return until, nil
	}
	var lines []store.Line
	for _, id := range fresh {
		lines = append(lines, r.line(who.visitor(), store.LogUnmask, id, ""))
	}
	if err := r.Store.Log(ctx, lines...); err != nil {
		return time.Time{}, err
	}
	r.tell(who, fresh)
	for _, list := range lists {
		*list = slices.Clone(*list) // lists are kept between pages, and with names they are of this page alone
		for i := range *list {
			it := &(*list)[i]
			it.Complainant = it.complainant
		}
	}
	return until, nil
}

// asked says until when names are shown and which dossiers the log must still
// hear of.
func (r *Register) asked(who Person, lists []*[]Item) (until time.Time, fresh []string) {
	r.masks.mu.Lock()
	defer r.masks.mu.Unlock()
	l := r.masks.lifted[who.session()]
	if l == nil || !r.Now().Before(l.until) {
		return time.Time{}, nil
	}
	for _, list := range lists {
		for _, it := range *list {
			if it.complainant != "" && !l.told[it.ID] && !slices.Contains(fresh, it.ID) {
				fresh = append(fresh, it.ID)
			}
		}
	}
	return l.until, fresh
}

// desk stands for all senders on the desk in what the log was told.
const desk = "desk"

// askedOnDesk says until when names are shown, and whether the log still has to
// hear that they are shown on the desk.
func (r *Register) askedOnDesk(who Person) (until time.Time, fresh bool) {
	r.masks.mu.Lock()
	defer r.masks.mu.Unlock()
	l := r.masks.lifted[who.session()]
	if l == nil || !r.Now().Before(l.until) {
		return time.Time{}, false
	}
	return l.until, !l.told[desk]
}

func (r *Register) tell(who Person, ids []string) {
	r.masks.mu.Lock()
	defer r.masks.mu.Unlock()
	if l := r.masks.lifted[who.session()]; l != nil {
		for _, id := range ids {
			l.told[id] = true
		}
	}
}
