package register

import (
	"context"
	"errors"
	"sync"
	"time"

	"wederhoor/internal/store"
)

// Of several programs on one database one leads: it reads the mail, watches over what
// goes wrong, makes checkpoints and clears away what is over. It says every two seconds
// that it is still there. When that stops another takes over; each holds only its own
// clock against itself.
const (
	beatEvery = 2 * time.Second
	leadLost  = 10 * time.Second // who could not say so for this long leads no more
	leadStill = 15 * time.Second // after this another takes over
)

// Turn is what this program knows of who leads. The registers of several organisations in
// one program share it: the program leads for all of them, or for none.
type Turn struct {
	mu    sync.Mutex
	id    string
	term  int64     // of this program; 0: it does not lead
	beat  time.Time // when this program last said that it leads
	seen  store.Leader
	since time.Time // when that was seen first
}

// Lead takes part in leading until ctx ends, and then lets go of it at once.
func (r *Register) Lead(ctx context.Context) {
	if !r.Store.Shared() {
		return
	}
	tick := time.NewTicker(beatEvery)
	defer tick.Stop()
	for {
		if err := r.lead(ctx); err != nil && ctx.Err() == nil {
			r.Logger.Warn("it is not known who leads", "error", err)
		}
		select {
		case <-ctx.Done():
			r.letGo(context.WithoutCancel(ctx))
			return
		case <-tick.C:
		}
	}
}

// lead says that this program still leads, or takes over from one that does not.
func (r *Register) lead(ctx context.Context) error {
	l := r.turn
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.id == "" {
		l.id = store.NewID()
	}
	if l.term != 0 {
		_, still, err := r.Store.Beat(ctx, l.id, l.term)
		switch {
		case err != nil:
			return err
		case still:
			l.beat = r.Now()
			return nil
		}
		l.term = 0
		r.Logger.Warn("another program leads now")
	}
	now, err := r.Store.Leader(ctx)
	if err != nil {
		return err
	}
	if now != l.seen {
		l.seen, l.since = now, r.Now()
	}
	if now.Holder != "" && r.Now().Sub(l.since) < leadStill {
		return nil
	}
	begun := r.Now()
	taken, ok, err := r.Store.TakeLead(ctx, l.id, now)
	if err != nil || !ok {
		return err
	}
	l.term, l.beat = taken.Term, begun
	r.promise.Store(true) // what the one before did not come to
	r.untidy.Store(true)
	r.Wake()
	r.Logger.Info("this program leads", "term", taken.Term)
	return nil
}

func (r *Register) letGo(ctx context.Context) {
	l := r.turn
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.term == 0 {
		return
	}
	if err := r.Store.LeaveLead(ctx, l.id, l.term); err != nil {
		r.Logger.Warn("the others hear later that this program leads no more", "error", err)
	}
	l.term = 0
}

// Leading gives a context for work of the leader; not ok: another program leads. What
// is stored with it is refused once this program leads no more.
func (r *Register) Leading(ctx context.Context) (context.Context, bool) {
	if !r.Store.Shared() {
		return ctx, true
	}
	l := r.turn
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.term == 0 || r.Now().Sub(l.beat) >= leadLost {
		return ctx, false
	}
	return store.InTerm(ctx, l.term), true
}

// WhileLeading does something as long as this program leads, and each time it leads
// again, until ctx ends.
func (r *Register) WhileLeading(ctx context.Context, do func(context.Context)) {
	for ctx.Err() == nil {
		if work, leads := r.Leading(ctx); leads {
			work, stop := context.WithCancel(work)
			done := make(chan struct{})
			go func() {
				defer close(done)
				do(work)
			}()
			for leads && ctx.Err() == nil {
				pause(ctx, beatEvery/2)
				var now context.Context
				now, leads = r.Leading(ctx)
				leads = leads && store.SameTerm(now, work)
			}
			stop()
			<-done
			continue
		}
		pause(ctx, beatEvery/2)
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// lost reports whether an act was refused because another program leads: no fault.
func lost(err error) bool { return errors.Is(err, store.ErrLost) }
