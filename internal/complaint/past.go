package complaint

import (
	"slices"
	"strings"
	"time"
)

// Past is a complaint as an old register tells it: what was done on real days,
// before this register was there.
type Past struct {
	Received   Received // with Imported
	ReceivedAt time.Time
	Subjects   []SubjectNamed
	Title      string
	Category   string // a code
	Severity   string // a code
	Note       string // has no day of its own
	// Steps are what was done since, each on its own day. The end is not among
	// them: see Closed.
	Steps []Entry
	// Closed is nil for a complaint that still runs and is taken up here. Without
	// a day in ClosedAt it is taken to have ended on the last day that is told.
	Closed   *Closed
	ClosedAt time.Time
}

// Recount opens a dossier with what an old register tells (S13). The days stay
// what they were; what is told as history asks for nothing any more, and no
// letter comes of any of it.
func Recount(p Procedure, past Past, now time.Time) ([]Entry, error) {
	if err := past.check(p, now); err != nil {
		return nil, err
	}
	r := past.Received
	r.Anonymous = r.Name == "" && r.Email == "" && r.Phone == ""
	r.History = past.Closed != nil
	entries := []Entry{{Event: r, Happened: past.ReceivedAt}}
	for _, s := range past.Subjects {
		entries = append(entries, Entry{Event: s, Happened: now})
	}
	for _, v := range []Corrected{{Field: FieldTitle, Now: past.Title}, {Field: FieldCategory, Code: past.Category}, {Field: FieldSeverity, Code: past.Severity}} {
		if v.Now+v.Code != "" {
			entries = append(entries, Entry{Event: v, Happened: now})
		}
	}
	if past.Note != "" {
		entries = append(entries, Entry{Event: Noted{Text: past.Note}, Happened: now})
	}
	steps := slices.Clone(past.Steps)
	slices.SortStableFunc(steps, func(a, b Entry) int { return a.Happened.Compare(b.Happened) })
	return append(append(entries, steps...), past.end()...), nil
}

func (past Past) check(p Procedure, now time.Time) error {
	if strings.TrimSpace(past.Received.Story+past.Title) == "" {
		return refuse("story", "story_empty")
	}
	switch {
	case past.ReceivedAt.After(now):
		return refuse("received", "future")
	case past.ReceivedAt.Before(earliest):
		return refuse("received", "too_long_ago")
	}
	if err := fit(typed(past.Received)); err != nil {
		return err
	}
	for _, e := range past.dated() {
		switch {
		case e.Happened.After(now):
			return refuse(string(e.Event.Kind()), "future")
		case p.On(e.Happened).Before(p.On(past.ReceivedAt)):
			return refuse(string(e.Event.Kind()), "before_receipt", p.On(past.ReceivedAt).String())
		}
		if err := fit(typed(e.Event)); err != nil {
			return err
		}
	}
	return nil
}

// dated is everything that stands on a day of its own.
func (past Past) dated() []Entry {
	all := slices.Clone(past.Steps)
	if past.Closed != nil && !past.Closed.Assumed {
		all = append(all, Entry{Event: *past.Closed, Happened: past.ClosedAt})
	}
	return all
}

func (past Past) end() []Entry {
	if past.Closed == nil {
		return nil
	}
	at := past.ClosedAt
	if past.Closed.Assumed {
		at = past.ReceivedAt
		for _, s := range past.Steps {
			if s.Happened.After(at) {
				at = s.Happened
			}
		}
	}
	return []Entry{{Event: *past.Closed, Happened: at}}
}

// FromOldRegister reports whether an event was taken over, and not done here.
func (c Complaint) FromOldRegister(r Recorded) bool {
	return c.Received.Imported != "" && len(c.History) > 0 && r.Recorded.Equal(c.History[0].Recorded)
}

// onlyTold: what an old register tells as history asks for nothing here. Taken up
// again it asks for an answer like any other, and not for the first steps again.
func (c Complaint) onlyTold(t TermID) bool {
	return c.Received.History && (c.Reopened == nil || t == TermAcknowledge || t == TermDiscuss)
}

// ReachedAt is when what was written with this letter reached the complainant; of
// what an old register tells, the day it gives.
func (c Complaint) ReachedAt(letter string, happened time.Time) (time.Time, bool) {
	return c.arrived(letter, happened)
}

// arrived is when what was written reached the complainant: the letter says so. Of
// what an old register tells there is no letter, and its day stands.
func (c Complaint) arrived(letter string, happened time.Time) (time.Time, bool) {
	if letter == "" && c.Received.Imported != "" {
		return happened, true
	}
	return c.deliveredAt(letter)
}
