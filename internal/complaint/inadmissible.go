package complaint

import (
	"slices"
	"strings"
)

// InadmissibleGround says for which reason of a norm a complaint need not be handled.
// What the complainant reads is Reason; this is what figures count.
type InadmissibleGround string

// Grounds of Dutch and Flemish law, as our reading has them (Awb 9:1, 9:4 and 9:8;
// Bestuursdecreet II.75 to II.77). They stand in procedures that were stored.
const (
	NotOurs           InadmissibleGround = "not_ours"           // Awb 9:1, II.75
	HandledBefore     InadmissibleGround = "handled_before"     // Awb 9:8 lid 1 a, II.77 4 a
	OlderThanAYear    InadmissibleGround = "older_than_a_year"  // Awb 9:8 lid 1 b, II.77 4 b
	ObjectionPossible InadmissibleGround = "objection_possible" // Awb 9:8 lid 1 c and d
	AppealOpen        InadmissibleGround = "appeal_open"        // II.77 4 c
	InCourt           InadmissibleGround = "court"              // Awb 9:8 lid 1 e
	UnderProsecution  InadmissibleGround = "prosecution"        // Awb 9:8 lid 1 f
	NoInterest        InadmissibleGround = "no_interest"        // Awb 9:8 lid 2, II.77 1
	ClearlyUnfounded  InadmissibleGround = "unfounded"          // II.77 2
	Unreasonable      InadmissibleGround = "unreasonable"       // II.77 3
	Incomplete        InadmissibleGround = "incomplete"         // no name or no facts: Awb 9:4, II.76
	OtherGround       InadmissibleGround = "other"
)

// InadmissibleGrounds returns every ground there is.
func InadmissibleGrounds() []InadmissibleGround {
	return []InadmissibleGround{NotOurs, HandledBefore, OlderThanAYear, ObjectionPossible, AppealOpen, InCourt, UnderProsecution, NoInterest, ClearlyUnfounded,
		Unreasonable, Incomplete, OtherGround}
}

// Grounds are those the form offers, in its order: what the procedure lists, else what
// makes sense for anybody. Another one is always among them, for no list is complete.
func (p Procedure) Grounds() []InadmissibleGround {
	all := slices.Clone(p.Admissible.Reasons)
	if len(all) == 0 {
		all = []InadmissibleGround{NotOurs, HandledBefore, OlderThanAYear, InCourt, Incomplete}
	}
	if !slices.Contains(all, OtherGround) {
		all = append(all, OtherGround)
	}
	return all
}

// NeedsGround reports whether one must be named: a procedure that lists its grounds has
// to account for each.
func (p Procedure) NeedsGround() bool { return len(p.Admissible.Reasons) > 0 }

// RuleInadmissible ends a complaint that need not be handled; the complainant is
// told in a letter.
func (c Complaint) RuleInadmissible(p Procedure, m Moment, r RuledInadmissible, l LetterWritten) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if c.decisionAppealed() {
		return nil, errInAppeal
	}
	if open := r.Ground == "" && !p.NeedsGround(); !open && !slices.Contains(p.Grounds(), r.Ground) {
		return nil, refuse("ground", "inadmissible_ground_missing")
	}
	if strings.TrimSpace(r.Reason) == "" {
		return nil, refuse("reason", "reason_empty")
	}
	l.Purpose, r.Letter = LetterInadmissible, l.ID
	l = l.with(PartReason)
	if err := c.checkLetter(p, l); err != nil {
		return nil, err
	}
	return m.entries(r, l)
}
