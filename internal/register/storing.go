package register

import (
	"context"
	"time"

	"wederhoor/internal/alarm"
	"wederhoor/internal/store"
)

// WatchStoring tells outside, until ctx ends, that nothing can be stored here, and when
// that is over. What cannot be stored cannot be put on record as an alarm either, nor
// does anybody lead then, so that every program tells it of itself.
func (r *Register) WatchStoring(ctx context.Context) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	var told store.Alarm
	for {
		if err := r.tellStoring(ctx, &told); err != nil && ctx.Err() == nil {
			r.Logger.Error("that nothing can be stored could not be told", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// tellStoring tells what began, what lasts for another day and what is over. told is what
// was told last.
func (r *Register) tellStoring(ctx context.Context, told *store.Alarm) error {
	now := store.Alarm{Code: AlarmNotStored}
	now.Subject, now.Since = r.Store.Trouble()
	recorded := now.Subject == store.TroubleFull // there is room for an alarm: see Raise
	switch {
	case now.Subject != "" && !recorded && (told.Told.IsZero() || r.Now().Sub(told.Told) >= store.AlarmAgain):
		r.logAlarms([]store.Alarm{now})
	case now.Subject == "" && !told.Told.IsZero():
		now = *told
		now.Over = r.Now()
	default:
		return nil
	}
	if r.Alarm != nil {
		if err := r.Alarm.Tell(ctx, r.notice(now)); err != nil {
			return err //nolint:wrapcheck // it says where
		}
	}
	*told = store.Alarm{}
	if now.Over.IsZero() {
		*told = now
		told.Told = r.Now()
	}
	return nil
}

// notice is an alarm as it is told outside.
func (r *Register) notice(a store.Alarm) alarm.Notice {
	n := alarm.Notice{Alarm: a.Code, About: a.Subject, Since: a.Since.UTC(), Installation: r.Site()}
	if over := a.Over.UTC(); !a.Over.IsZero() {
		n.Over = &over
	}
	return n
}
