package register

import (
	"context"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/norm"
	"wederhoor/internal/review"
)

// SeesEvidence reports whether the page that sets norms beside the register is for
// this person: who leads, and the auditor, who reads no name and no word there.
func (p Person) SeesEvidence() bool {
	return p.Proven() && p.Has(access.Lead, access.Deputy, access.Auditor)
}

// Evidence is what the register shows in a year, and of what.
type Evidence struct {
	norm.Register
	Procedure complaint.Procedure // in force on the last day looked at; without a version there was none
	Held      []review.Review     // concluded in the year, and still as they were frozen
	Until     calendar.Date       // the last day looked at: the end of the year, or today
	Exact     bool                // this person may know small numbers
}

// Evidence gathers what norms are held against for a year. Complaints that are about
// this person count for nothing. Others find nothing there.
func (r *Register) Evidence(ctx context.Context, who Person, year int) (Evidence, error) {
	if !who.SeesEvidence() {
		return Evidence{}, ErrNotFound
	}
	period := figures.Year(year)
	e := Evidence{Until: period.To, Exact: who.SeesFigures()}
	if today := r.Procedure().On(r.Now()); today.Before(e.Until) {
		e.Until = today
	}
	e.Procedure = inForce(r.Versions(), e.Until)
	law, err := complaint.Preset(string(norm.Awb)) // whose holidays are those of the Algemene termijnenwet
	if err != nil {
		return Evidence{}, err
	}
	seen, days := r.Figures(who, period), law.Days()
	e.Register = norm.Register{Count: seen.Count, Within: func(l norm.Law) (in, due int) { return within(seen, days, l) }, Guarded: r.Home().NeedsSecondFactor()}
	promised(&e.Register, e.Procedure)
	reads, err := r.Readings(ctx)
	if err != nil {
		return Evidence{}, err
	}
	for _, m := range reads {
		e.Members++
		if !m.At.IsZero() {
			e.HaveRead++
		}
	}
	all, err := r.reviews(ctx)
	if err != nil {
		return Evidence{}, err
	}
	for _, v := range all {
		if !v.Dropped && v.Held() && v.Day.Year() == year && (v.End.Untouched || v.End.Erased > 0) && r.sees(who, v) {
			e.Held = append(e.Held, v)
		}
	}
	e.Reviews = len(e.Held)
	return e, nil
}

// inForce is the version that held on a day; the zero procedure when none did yet.
func inForce(versions []complaint.Procedure, day calendar.Date) (p complaint.Procedure) {
	for _, v := range versions {
		if v.ValidFrom.IsZero() || !v.ValidFrom.After(day) {
			p = v
		}
	}
	return p
}

// promised fills in what a procedure says.
func promised(n *norm.Register, p complaint.Procedure) {
	if p.Version == 0 {
		return
	}
	n.Published, n.Keeps = true, !p.Retention.Length.IsZero()
	n.Committee = p.ID == complaint.PresetAwbCommittee
	n.Copies, n.Hears = p.Requirements.CopyToSubject, p.Requirements.Hearing
	for _, b := range p.Appeal {
		if b.Reachable() {
			n.Bodies = append(n.Bodies, b.Kind)
		}
	}
	if t, ok := p.Term(complaint.TermRespond); ok {
		n.FourWeeks = withinFourWeeks(p.Days(), t.Length)
	}
}

// withinFourWeeks measures a term from a day that makes it long: with the holidays
// of Christmas in it, working days take the most calendar days.
func withinFourWeeks(days calendar.Calendar, l calendar.Length) bool {
	if l.IsZero() {
		return false
	}
	from := calendar.On(2026, time.December, 21)
	return !days.Due(from, l).After(from.AddDays(28))
}

// within counts what came within a term of a norm, of the complaints that came in in the
// period and of which the last day is over.
func within(v *figures.View, days calendar.Calendar, l norm.Law) (in, due int) {
	days.Roll = l.Statute
	today := figures.DayOf(v.Today)
	for _, f := range v.In(figures.Received) {
		start, met, ok := under(f, l)
		if !ok {
			continue
		}
		weeks := l.Weeks
		if f.Extensions > 0 && !f.Answer.LateExtension {
			weeks += l.More
		}
		last := figures.DayOf(days.Due(start.Date(), calendar.Length{N: weeks, Unit: calendar.Weeks}))
		switch {
		case met != 0 && met <= last:
			in, due = in+1, due+1
		case met != 0 || today > last:
			due++
		}
	}
	return in, due
}

// under says from which day a norm's term runs for a complaint and when it was met, zero
// while it is not; ok is false when the term does not run for it.
func under(f *figures.Fact, l norm.Law) (start, met figures.Day, ok bool) {
	if l.Written && !complaint.Channel(f.Channel.String()).Written() {
		return 0, 0, false
	}
	start, met, ok = f.Answer.Start, f.Answer.Met, f.Answer.Owed
	switch ack := f.Acknowledge.Met; {
	case l.Kind == norm.Refusal:
		return f.Received, f.Sent, f.Inadmissible
	case l.Kind == norm.Reaction && ack >= max(start, 1) && (met == 0 || ack < met):
		met = ack
	}
	return start, met, ok
}
