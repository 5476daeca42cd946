package complaint

import (
	"time"
)

// Moment is when an act is recorded and when the thing itself happened.
type Moment struct {
	Now      time.Time
	Happened time.Time // zero: now
}

// earliest is before anything a living person complains about.
var earliest = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)

func (m Moment) at() time.Time {
	if m.Happened.IsZero() {
		return m.Now
	}
	return m.Happened
}

// check refuses a day that cannot be: in the future or before 1900.
func (m Moment) check() error {
	switch {
	case m.at().After(m.Now):
		return refuse("day", "future")
	case m.at().Before(earliest):
		return refuse("day", "too_long_ago")
	}
	return nil
}

// checkAfter refuses a day before the complaint came in.
func (m Moment) checkAfter(c Complaint, p Procedure) error {
	if err := m.check(); err != nil {
		return err
	}
	if p.On(m.at()).Before(c.ReceivedOn(p)) {
		return refuse("day", "before_receipt", c.ReceivedOn(p).String())
	}
	return nil
}

// entries are what an act records, unless something was typed that is too long.
func (m Moment) entries(events ...Event) ([]Entry, error) {
	var all []Entry
	for _, e := range events {
		if err := fit(typed(e)); err != nil {
			return nil, err
		}
		all = append(all, Entry{Event: e, Happened: m.at()})
	}
	return all, nil
}
