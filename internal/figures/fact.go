package figures

import (
	"strings"
	"time"

	"wederhoor/internal/complaint"
)

// Fact is what one complaint contributes to every figure: days and codes, no
// words and no names. It holds nothing that depends on today.
type Fact struct {
	Ref      string
	Received Day
	Ended    Day     // closed, withdrawn or not admissible, whichever came first; zero while it runs
	Spells   []Spell // every time it was open, when it was reopened; else nil

	Category, Cause, Channel, Severity, From Code
	Service                                  Code   // what it is about, as it was typed
	Who                                      uint64 // the same for the same complainant; zero: unknown

	Seen, Acknowledge, Answer Promise
	Decided                   Day // the last decision
	Sent                      Day // the first time a decision reached the complainant
	Deciding                  int32
	Finding                   complaint.Finding
	Norms                     []Code // that were not kept to
	AtIntake                  bool
	Withdrawn, Inadmissible   bool
	Ground                    Code // for which it is not handled
	Said, Satisfied           bool // they said whether they are satisfied; and they are
	Extensions                uint8
	Corrections               uint8 // values that were replaced, not filled in for the first time
	Remedies                  []Remedy
	Appeals                   []Appeal
}

// Spell is a time during which a complaint was open; To is zero while it is.
type Spell struct{ From, To Day }

// Remedy is one promise: by when, and when it was done. Zero: no day, not done.
type Remedy struct {
	By, Done Day
	Cents    complaint.Cents      `json:",omitzero"` // of money; zero: none
	Kind     complaint.RemedyKind `json:",omitzero"` // "": nobody said
}

// ToKeep reports whether something that was promised is not done yet, and the first day
// by which it must be; zero when that has no day.
func (f *Fact) ToKeep() (by Day, open bool) {
	for _, r := range f.Remedies {
		if r.Done != 0 {
			continue
		}
		if open = true; by == 0 || r.By != 0 && r.By < by {
			by = r.By
		}
	}
	return by, open
}

// Appeal is one appeal, how it ended and whether that was followed up.
type Appeal struct {
	Lodged, Ended Day
	Outcome       complaint.AppealOutcome
	Silence       bool // against no answer
	Followed      Day
}

// Promise is a term that runs for a complaint, without a view of how it stands
// today.
type Promise struct {
	Start, Original, Due, Met Day
	Owed                      bool // the procedure has the term, it has begun and nothing excuses it
	LateExtension             bool
}

// Passed reports whether its last day is over, met or not. Only then does it
// count in a share: what still runs is neither on time nor late (4.1).
func (p Promise) Passed(today Day) bool { return p.Owed && today > p.Due }

// Timeliness is how it stands today, in the three ways of R23.
func (p Promise) Timeliness(today Day) complaint.Timeliness {
	switch {
	case !p.Owed:
		return complaint.NotOwed
	case p.Met != 0 && p.Met <= p.Original:
		return complaint.InTerm
	case p.Met == 0 && today <= p.Due && !p.LateExtension:
		return complaint.Pending
	case p.LateExtension || p.Met == 0 || p.Met > p.Due:
		return complaint.TooLate
	}
	return complaint.InExtended
}

// Days is how many days it took from the start of the term; ok is false while it
// is not met.
func (p Promise) Days() (n int, ok bool) { return int(p.Met - p.Start), p.Met != 0 }

// FactOf derives the fact of a complaint under its procedure. mark gives a number for
// what somebody is known by, of which nobody else can tell what it stands for.
func FactOf(c complaint.Complaint, p complaint.Procedure, mark func(string) uint64) Fact {
	if c.Erased != nil {
		return factOfErased(c.Erased.Event, mark)
	}
	f := Fact{Ref: c.Received.Ref, Received: DayOf(c.ReceivedOn(p)), Category: CodeOf(c.Category), Cause: CodeOf(c.Cause),
		Channel: CodeOf(string(c.Received.Channel)), Severity: CodeOf(c.Severity), From: CodeOf(string(c.Received.From)),
		Service: CodeOf(strings.TrimSpace(c.Received.About)), Who: who(c.Received, mark),
		Seen: promise(c, p, complaint.TermDiscuss), Acknowledge: promise(c, p, complaint.TermAcknowledge), Answer: promise(c, p, complaint.TermRespond),
		Withdrawn: c.Withdrawn != nil, Inadmissible: c.Inadmissible != nil, Extensions: told(c), Corrections: corrections(c)}
	on := func(at time.Time) Day { return DayOf(p.On(at)) }
	f.spells(c, on)
	f.decision(c, on)
	f.Sent = sent(c, on)
	if x := c.Inadmissible; x != nil {
		f.Ground = CodeOf(string(x.Event.Ground))
	}
	if a := c.Acceptance; a != nil {
		f.Said, f.Satisfied = true, a.Event.Satisfied
	}
	for _, a := range c.Appeals {
		f.Appeals = append(f.Appeals, appeal(a, on))
	}
	return f
}

// who stands for the complainant: by address, else by number, else by name.
func who(r complaint.Received, mark func(string) uint64) uint64 {
	for _, s := range []string{r.Email, r.Phone, r.Name} {
		if s = strings.ToLower(strings.Join(strings.Fields(s), "")); s != "" {
			return mark(s) | 1
		}
	}
	return 0
}

func promise(c complaint.Complaint, p complaint.Procedure, term complaint.TermID) Promise {
	o, ok := complaint.Owed(c, p, term, c.ReceivedAt)
	if !ok || o.Standing == complaint.NoTermYet {
		return Promise{}
	}
	told := c.Received.History && c.Reopened == nil // its terms were those of another time, and are not known here
	return Promise{Start: DayOf(o.Start), Original: DayOf(o.Original), Due: DayOf(o.Due), Met: DayOf(o.MetOn),
		Owed: o.Standing != complaint.Excused && !told, LateExtension: o.LateExtension}
}

// told counts the notices of an extension that reached the complainant.
func told(c complaint.Complaint) (n uint8) {
	for _, x := range c.Extensions {
		if _, ok := c.ReachedAt(x.Event.Letter, x.Happened); ok && !x.Event.Date.IsZero() && n < 255 {
			n++
		}
	}
	return n
}

func corrections(c complaint.Complaint) (n uint8) {
	for _, r := range c.History {
		if e, ok := r.Event.(complaint.Corrected); ok && n < 255 {
			if was, _ := e.Values(); was != "" {
				n++
			}
		}
	}
	return n
}

// spells follows when it was open. The first end counts: from then on nothing is
// owed, and closing a complaint that was withdrawn changes nothing.
func (f *Fact) spells(c complaint.Complaint, on func(time.Time) Day) {
	all := []Spell{{From: f.Received}}
	for _, r := range c.History {
		last := &all[len(all)-1]
		switch r.Event.(type) {
		case complaint.Closed, complaint.Withdrawn, complaint.RuledInadmissible:
			if last.To == 0 {
				last.To = max(on(r.Happened), last.From)
			}
		case complaint.Reopened:
			if last.To != 0 {
				all = append(all, Spell{From: max(on(r.Happened), last.To)})
			}
		}
	}
	if f.Ended = all[len(all)-1].To; len(all) > 1 {
		f.Spells = all
	}
}

func (f *Fact) decision(c complaint.Complaint, on func(time.Time) Day) {
	d := c.Decision
	if d == nil {
		return
	}
	f.Decided, f.Finding, f.AtIntake = on(d.Happened), d.Event.Finding, d.Event.AtIntake
	for _, n := range d.Event.Norms {
		f.Norms = append(f.Norms, CodeOf(n))
	}
	begun := f.Received
	if c.Reopened != nil && c.Reopened.Seq < d.Seq {
		begun = on(c.Reopened.Happened)
	}
	f.Deciding = int32(max(f.Decided-begun, 0))
	for _, r := range d.Event.Remedies {
		f.Remedies = append(f.Remedies, Remedy{By: DayOf(r.By), Cents: r.Amount, Kind: r.Kind})
	}
	for _, r := range c.History {
		e, ok := r.Event.(complaint.RemedyDone)
		if ok && r.Seq > d.Seq && e.Index < len(f.Remedies) && f.Remedies[e.Index].Done == 0 {
			f.Remedies[e.Index].Done = on(r.Happened)
		}
	}
}

// sent is the first day on which a decision reached the complainant, also one
// not to handle the complaint.
func sent(c complaint.Complaint, on func(time.Time) Day) (day Day) {
	earliest := func(at time.Time) {
		if d := on(at); day == 0 || d < day {
			day = d
		}
	}
	for _, r := range c.History { // a later answer does not undo that one was given
		switch e := r.Event.(type) {
		case complaint.Responded:
			if e.ByAction {
				earliest(r.Happened)
			} else if at, ok := c.ReachedAt(e.Letter, r.Happened); ok {
				earliest(at)
			}
		case complaint.RuledInadmissible:
			if at, ok := c.ReachedAt(e.Letter, r.Happened); ok {
				earliest(at)
			}
		}
	}
	return day
}

func appeal(a complaint.Appeal, on func(time.Time) Day) Appeal {
	x := Appeal{Lodged: on(a.LodgedAt), Silence: a.Against == complaint.AgainstSilence}
	if a.Ended != nil {
		x.Ended, x.Outcome = on(a.Ended.Happened), a.Ended.Event.Outcome
	}
	if a.Followed != nil {
		x.Followed = on(a.Followed.Happened)
	}
	return x
}

// openOn reports whether it was open at the beginning of this day: whatever
// happened on the day itself comes later.
func (f *Fact) openOn(day Day) bool {
	for _, s := range f.open() {
		if s.From < day && (s.To == 0 || s.To >= day) {
			return true
		}
	}
	return false
}

func (f *Fact) open() []Spell {
	if f.Spells != nil {
		return f.Spells
	}
	return []Spell{{From: f.Received, To: f.Ended}}
}

// Solved says whether what was upheld was put right (the Flemish form): the
// complainant is satisfied, or all that was promised was done and they did not
// say otherwise.
func (f *Fact) Solved() Solved {
	done := 0
	for _, r := range f.Remedies {
		if r.Done != 0 {
			done++
		}
	}
	sour := f.Said && !f.Satisfied
	switch {
	case f.Satisfied, done > 0 && done == len(f.Remedies) && !sour:
		return Fully
	case done > 0:
		return Partly
	}
	return Unsolved
}

// Solved is how far something that was upheld was put right.
type Solved uint8

// The three answers of the Flemish form.
const (
	Unsolved Solved = iota
	Partly
	Fully
)
