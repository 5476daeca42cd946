package register

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// Several programs may serve one register. Each keeps lists, settings and people in
// memory, and takes in what another stored: within a quarter of a second, and before
// it answers anybody who is signed in. What somebody may do is asked of the database
// once more, in the act or the opening itself.
const (
	followEvery = 250 * time.Millisecond
	followMost  = 100 // events taken in at once
	followSoon  = 200 // for so many a page waits; of more it shows the lists as they were
)

// following is how far memory is with what was stored.
type following struct {
	sync.Mutex // one at a time takes in
	seen       store.Standing
	at         atomic.Int64 // the place in the log, also for who does not wait for that
}

// begin says that memory is as far as this.
func (f *following) begin(home string, st store.Standing) {
	f.Lock()
	defer f.Unlock()
	f.seen = st
	f.at.Store(st.Log[home])
}

// behind is how many events of the log memory does not have yet.
func (f *following) behind(logged int64) int64 { return max(0, logged-f.at.Load()) }

// KeepUp takes in what others store until ctx ends. On the embedded database there
// are no others.
func (r *Register) KeepUp(ctx context.Context) {
	if !r.Store.Shared() {
		return
	}
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	failed := false
	for looks := 0; ; looks++ {
		if looks%int(time.Minute/followEvery) == 0 {
			r.lookAtClock(ctx)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := r.CatchUp(ctx)
		if err != nil && !failed && ctx.Err() == nil { // said once, until it goes well again
			r.Logger.Error("what other programs stored could not be read", "error", err)
		}
		failed = err != nil
	}
}

// skew is how far the clock may be from that of the database before the log says so.
const skew = 5 * time.Second

// lookAtClock holds our clock against the one that all programs share.
func (r *Register) lookAtClock(ctx context.Context) {
	if ahead, err := r.Store.SetClock(ctx); err == nil && ahead.Abs() > skew {
		r.Logger.Warn("the clock of this machine is not that of the database, which is taken", "seconds", int(ahead.Seconds()))
	}
}

// CatchUp takes in all that others stored before it was called.
func (r *Register) CatchUp(ctx context.Context) error {
	if !r.Store.Shared() {
		return nil
	}
	st, err := r.Store.Standing(ctx)
	for more := true; more && err == nil; {
		more, err = r.takeInUpTo(ctx, st)
	}
	return err
}

// catchUpSoon is CatchUp for who waits for a page: the settings always, and the lists
// unless there is much to take in.
func (r *Register) catchUpSoon(ctx context.Context) error {
	if !r.Store.Shared() {
		return nil
	}
	st, err := r.Store.Standing(ctx)
	if err == nil {
		err = r.settingsAt(ctx, st.Settings)
	}
	for more := true; more && err == nil; {
		if home := r.Home().ID; r.followed.behind(st.Log[home]) > followSoon {
			return nil
		}
		more, err = r.takeInUpTo(ctx, st)
	}
	return err
}

// settingsAt reads the settings anew when they are of another number than this.
func (r *Register) settingsAt(ctx context.Context, number int64) error {
	home, known := r.standing()
	if known == number {
		return nil
	}
	if home == "" {
		ids, err := r.Store.Organisations(ctx)
		if err != nil || len(ids) == 0 {
			return err
		}
		home = ids[0] // another program was set up
	}
	return r.load(ctx, home)
}

// standing is whose settings are in memory, and their number.
func (r *Register) standing() (organisation string, number int64) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.home.ID, r.settings
}

// takeInUpTo takes in what was stored up to a standing, or a part of it: then there is more.
func (r *Register) takeInUpTo(ctx context.Context, st store.Standing) (more bool, err error) {
	if err := r.settingsAt(ctx, st.Settings); err != nil {
		return false, err
	}
	home, f := r.Home().ID, &r.followed
	if home == "" || !r.index.Filled() {
		return false, nil
	}
	f.Lock()
	defer f.Unlock()
	if err := r.takeInOthers(ctx, home, st); err != nil {
		return false, err
	}
	from, to := f.seen.Log[home], st.Log[home]
	if to <= from {
		return false, nil
	}
	if to-from > followMost {
		to, more = from+followMost, true
	}
	if err := r.takeInLog(ctx, home, from, to); err != nil {
		return false, err
	}
	f.seen.Log[home] = to
	f.at.Store(to)
	return more, nil
}

// takeInOthers takes in what is not in the log of dossiers.
func (r *Register) takeInOthers(ctx context.Context, home string, st store.Standing) error {
	seen := &r.followed.seen
	if st.Reviews > seen.Reviews {
		r.forgetReviews()
		seen.Reviews = st.Reviews
	}
	if st.Clock > seen.Clock {
		if err := r.Store.ReadClock(ctx); err != nil {
			return err
		}
		seen.Clock = st.Clock
	}
	if st.Removed > seen.Removed {
		known := r.index.IDs() // before the look, so that what comes in meanwhile is not taken out
		there, err := r.Store.Dossiers(ctx, home)
		if err != nil {
			return err
		}
		slices.Sort(there)
		r.index.Remove(slices.DeleteFunc(known, func(id string) bool { _, kept := slices.BinarySearch(there, id); return kept })...)
		seen.Removed = st.Removed
	}
	return nil
}

// takeInLog puts in the lists what changed between two places of the log, but for
// what this program stored itself.
func (r *Register) takeInLog(ctx context.Context, home string, from, to int64) error {
	changed, err := r.Store.Since(ctx, home, from, to)
	if err != nil {
		return err
	}
	for _, c := range changed {
		known := r.index.Version(c.ID)
		if known >= c.Version {
			continue
		}
		take := func() error {
			return r.Store.Some(ctx, home, []string{c.ID}, func(id string, now complaint.Complaint) { r.tookIn(home, id, known, now) })
		}
		if err = take(); err != nil && !errors.Is(err, ErrUnavailable) {
			err = take() // perhaps it was being erased
		}
		switch {
		case errors.Is(err, ErrUnavailable) || ctx.Err() != nil:
			return err
		case err != nil: // one that cannot be read must not keep the others away
			r.Logger.Error("a dossier that another program changed could not be read", "dossier", c.ID, "error", err)
		}
	}
	return nil
}

// tookIn does what follows in memory from an act that another program stored.
func (r *Register) tookIn(home, id string, known int, now complaint.Complaint) {
	if now.Erased != nil {
		r.erased(home, id, now)
		return
	}
	r.index.Put(home, id, now)
	r.notePromise(slices.DeleteFunc(slices.Clone(now.History), func(e complaint.Recorded) bool { return e.Seq <= known }))
}

// NotReady says in a word why nobody should be sent to this program now; "" when
// they may: lists are whole, the database answers, and what others stored is here.
func (r *Register) NotReady(ctx context.Context) string {
	if !r.index.Filled() {
		return "filling"
	}
	st, err := r.Store.Standing(ctx)
	switch home := r.Home().ID; {
	case err != nil:
		return "database"
	case r.Store.Shared() && r.followed.behind(st.Log[home]) > followSoon:
		return "behind"
	}
	word, _ := r.Store.Trouble()
	return word
}
