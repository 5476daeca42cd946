package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

// seed makes the minutes of the year the same every time.
const seed = 19

// year is everything that is told, as acts in the order of time.
type year struct {
	r       *register.Register
	clock   *Clock
	now     time.Time
	since   int      // so many days before now it begins
	actors  []string // who does something; each costs a sign-in
	today   calendar.Date
	cal     calendar.Calendar
	people  map[string]register.Person // who can act
	members map[string]complaint.MemberID
	acts    []act
	refs    map[string]string // by the name of the complainant, as they are received
	mails   uint32            // that came in
}

type act struct {
	at time.Time
	do func(context.Context) error
}

// line is the time line of one complaint while it is being written.
type line struct {
	*year
	tale
	nr       int
	received calendar.Date
	last     time.Time
	dice     *rand.Rand
	ref      string // known once it is received
	letter   string // the letter written last
}

// tell lays one complaint in the year.
func (y *year) tell(nr int, t tale) {
	l := &line{year: y, tale: t, nr: nr, received: y.today.AddDays(-t.days), dice: rand.New(rand.NewPCG(seed, uint64(nr)))} //nolint:gosec // a story, not a secret
	if t.by != "" && t.days > 14 {                                                                                          // colleagues pass things on when they work; what is open keeps its day
		l.received = y.cal.WorkingDayOnOrBefore(l.received)
	}
	l.course(l)
}

// play does every act on its own moment. What happened first is recorded first,
// so that the log of the whole register runs with time.
func (y *year) play(ctx context.Context) error {
	slices.SortStableFunc(y.acts, func(a, b act) int { return a.at.Compare(b.at) })
	for _, a := range y.acts {
		y.clock.Set(a.at)
		if err := a.do(ctx); err != nil {
			return fmt.Errorf("on %s: %w", a.at.Format(time.DateTime), err)
		}
	}
	return nil
}

// day is so many days after receipt.
func (l *line) day(n int) calendar.Date { return l.received.AddDays(n) }

// soon is the first working day after receipt, or what is left of it.
func (l *line) soon() calendar.Date { return l.cal.NextWorkingDay(l.day(1)) }

// work is the working day on or before the n-th day, never before receipt.
func (l *line) work(n int) calendar.Date {
	if d := l.cal.WorkingDayOnOrBefore(l.day(n)); !d.Before(l.received) {
		return d
	}
	return l.day(n)
}

// moment is a time on a day, after what came before and never after now: an act
// that is too late for today is pressed between the last one and now.
func (l *line) moment(d calendar.Date, hour int) time.Time {
	at := time.Date(d.Year(), d.Month(), d.Day(), hour, l.dice.IntN(50), l.dice.IntN(60), 0, l.cal.Zone)
	floor := time.Date(l.today.Year(), l.today.Month(), l.today.Day(), 0, 0, 0, 0, l.cal.Zone)
	if at.Before(l.last) {
		at = l.last.Add(time.Duration(6+l.dice.IntN(20)) * time.Minute)
	}
	if at.After(l.now) {
		if l.last.After(floor) {
			floor = l.last
		}
		at = floor.Add(l.now.Sub(floor) / 2)
	}
	l.last = at
	return at
}

// then adds an act on the dossier.
func (l *line) then(d calendar.Date, hour int, what string, do func(context.Context, register.Order) (complaint.Complaint, error)) {
	l.acts = append(l.acts, act{l.moment(d, hour), func(ctx context.Context) error {
		c, err := do(ctx, register.Order{Ref: l.ref})
		if err != nil {
			return fmt.Errorf("%s of %q: %w", what, l.title, err)
		}
		if n := len(c.Letters); n > 0 {
			l.letter = c.Letters[n-1].ID
		}
		return nil
	}})
}
