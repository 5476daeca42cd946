package register

import (
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
	"wederhoor/internal/index"
)

// Supposed is a period replayed under another procedure: the same events, other
// promises. Nothing of it is stored, and nothing changes.
type Supposed struct {
	Procedure complaint.Procedure
	Terms     []SupposedTerm
	Unheard   int // answered without anybody being heard, where the procedure asks for it
	Answered  int
	Rows      []SupposedRow // what would have been too late, oldest first
}

// SupposedTerm is how often a term would have been kept.
type SupposedTerm struct {
	Term                    complaint.TermID
	InTime, Late, Runs, Not int // Not: it would not have been owed
}

// SupposedRow is one answer that would have been too late.
type SupposedRow struct {
	Ref, Heading string
	Due, MetOn   calendar.Date // MetOn zero: there is none yet
	Own          complaint.Timeliness
}

// Suppose replays the complaints that came in within a period under one of the shipped
// procedures. Only who leads asks; what is about themselves is not in it. An unknown
// procedure is ErrNotFound.
func (r *Register) Suppose(who Person, preset string, period figures.Period) (s Supposed, err error) {
	if !who.Leads() {
		return s, ErrNotFound
	}
	p, err := complaint.Preset(preset)
	if err != nil {
		return s, ErrNotFound
	}
	s.Procedure = p.Prepared()
	for _, t := range s.Procedure.Terms {
		s.Terms = append(s.Terms, SupposedTerm{Term: t.ID})
	}
	own := r.Procedure()
	for in := range r.index.Known(who.Actor, index.Since{}) {
		on := own.On(in.ReceivedAt())
		if on.Before(period.From) {
			break
		}
		if !on.After(period.To) {
			r.suppose(who, &s, in.Entry())
		}
	}
	slices.Reverse(s.Rows)
	return s, nil
}

func (r *Register) suppose(who Person, s *Supposed, e *index.Entry) {
	now := r.Now()
	for i := range s.Terms {
		if o, ok := complaint.Owed(e.Complaint, s.Procedure, s.Terms[i].Term, now); ok {
			s.Terms[i].count(o)
		}
	}
	answer, ok := complaint.Owed(e.Complaint, s.Procedure, complaint.TermRespond, now)
	if !ok {
		return
	}
	if !answer.MetOn.IsZero() {
		s.Answered++
		if s.Procedure.Requirements.Hearing && len(e.Complaint.Hearings) == 0 {
			s.Unheard++
		}
	}
	if answer.Timeliness() != complaint.TooLate {
		return
	}
	row := SupposedRow{Ref: e.Ref, Due: answer.Due, MetOn: answer.MetOn}
	if access.May(who.Actor, access.ReadContent, e.Facts).OK {
		row.Heading = e.Heading
	}
	if o, ok := complaint.Owed(e.Complaint, r.procedureAt(e.Procedure), complaint.TermRespond, now); ok {
		row.Own = o.Timeliness()
	}
	s.Rows = append(s.Rows, row)
}

func (t *SupposedTerm) count(o complaint.Obligation) {
	switch o.Timeliness() {
	case complaint.InTerm, complaint.InExtended:
		t.InTime++
	case complaint.TooLate:
		t.Late++
	case complaint.Pending:
		t.Runs++
	default:
		t.Not++
	}
}
