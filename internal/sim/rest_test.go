package sim

import (
	"fmt"
	"slices"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/testkit/powercut"
)

// views is what the read model must say, worked out from the events.
func (l *life) views(all complaints) map[string]string {
	rows := map[string]string{}
	for ref, c := range all {
		p, last := l.procedure(c), c.History[len(c.History)-1].Recorded
		due := ""
		if next, ok := complaint.NextDue(complaint.Obligations(c, p, last)); ok {
			due = next.Due.String()
		}
		rows[ref] = fmt.Sprintf("%d %s %s %s", c.Version, complaint.StageOf(c, p, last), c.ReceivedOn(p), due)
	}
	return rows
}

// rest lets everything come to an end: nothing fails any more, the mail server does
// what it says and a week goes by. No letter waits unseen, what nobody knew of is
// sent again and is there once, and what lies on the disk is whole.
func (l *life) rest() error {
	l.strike(powercut.Fault{})
	l.post.behave()
	if err := l.restart(); err != nil {
		return err
	}
	before := l.unavailable
	for _, d := range slices.Clone(l.unsure) {
		d.name += " again"
		if err := l.doing(d); err != nil {
			return err
		}
	}
	for range 12 {
		l.clock.Advance(13 * time.Hour)
		if err := l.work(200); err != nil {
			return err
		}
	}
	if l.unavailable > before {
		return fmt.Errorf("%d times nothing could be stored, while nothing fails any more", l.unavailable-before)
	}
	if err := l.holds(); err != nil {
		return err
	}
	l.checks++
	all, err := l.all()
	if err != nil {
		return err
	}
	for _, c := range all {
		for _, x := range c.Letters {
			if x.State == complaint.LetterQueued {
				return fmt.Errorf("%s: a letter waits for ever", c.Received.Story)
			}
		}
	}
	if err := l.office.store.Promise(ctx, l.Home().ID); err != nil {
		return fmt.Errorf("promise: %w", err)
	}
	l.rows = l.views(all)
	l.stop()
	_, err = l.inspect(l.dump)
	return err
}
