package complaint

import (
	"slices"
	"strings"
	"time"
)

// Duty is what a procedure owes both sides before it may conclude.
type Duty string

// The duties (Awb 9:9 and 9:10).
const (
	DutyHearing Duty = "hearing"
	DutyCopy    Duty = "copy"
)

// Ground is why a duty is not done.
type Ground string

// Grounds. Our reading of Awb 9:10, second paragraph: somebody said that they need
// not be heard, or let the day pass that they were given; a complainant need not be
// heard either when the complaint is plainly without ground. Not possible is for
// who cannot be reached at all, and always says why.
const (
	GroundDeclared    Ground = "declared"
	GroundNoAnswer    Ground = "no_answer"
	GroundUnfounded   Ground = "unfounded"
	GroundNotPossible Ground = "not_possible"
)

// Grounds are those that can be given for a party, in the order forms offer them.
func Grounds(d Duty, of Party) []Ground {
	switch {
	case d == DutyCopy:
		return []Ground{GroundNotPossible}
	case of.Reader == ReaderComplainant:
		return []Ground{GroundDeclared, GroundNoAnswer, GroundUnfounded, GroundNotPossible}
	}
	return []Ground{GroundDeclared, GroundNoAnswer, GroundNotPossible}
}

// Lack is a duty to a party that nothing has met yet.
type Lack struct {
	Duty Duty
	To   Party
}

// Lacks lists what the procedure still owes both sides before it may conclude.
// Where a complainant who is satisfied ends the duty, nothing is (Awb 9:5).
func (c Complaint) Lacks(p Procedure) (all []Lack) {
	if !p.Requirements.Hearing && !p.Requirements.CopyToSubject || c.satisfied(p, p.Days()) {
		return nil
	}
	for _, x := range c.Parties() {
		if c.owesCopy(p, x) && !c.copied(x) {
			all = append(all, Lack{DutyCopy, x})
		}
		if p.Requirements.Hearing && !c.heard(x) && !c.waived(DutyHearing, x) {
			all = append(all, Lack{DutyHearing, x})
		}
	}
	return all
}

// owesCopy: whom it is about must get a copy of the complaint (Awb 9:9).
func (c Complaint) owesCopy(p Procedure, x Party) bool {
	return p.Requirements.CopyToSubject && x.Reader == ReaderSubject && !c.waived(DutyCopy, x) && !c.copied(x)
}

// copied: it reached them.
func (c Complaint) copied(x Party) bool {
	return slices.ContainsFunc(c.Sides, func(s Done[SideAsked]) bool {
		_, arrived := c.deliveredAt(s.Event.Letter)
		return s.Event.Copy && arrived && s.Event.Party().Is(x)
	})
}

// heard: there is a report of a conversation with them. What somebody wrote is
// their side, and does not take the place of being heard.
func (c Complaint) heard(x Party) bool {
	if slices.ContainsFunc(c.Reports, func(r Done[HearingReported]) bool { return among(r.Event.Heard, x) }) {
		return true
	}
	return x.Reader == ReaderSubject && slices.ContainsFunc(c.Hearings, func(h Done[Heard]) bool {
		return c.PartyHeard(h.Event).Is(x) && (h.Event.How == "" || !h.Event.How.Written())
	})
}

func (c Complaint) waived(d Duty, x Party) bool {
	return slices.ContainsFunc(c.DutiesWaived, func(w Done[DutyWaived]) bool { return w.Event.Duty == d && w.Event.Party().Is(x) })
}

// checkDuties refuses to conclude while somebody must still be heard or sent a
// copy, and says what is missing.
func (c Complaint) checkDuties(p Procedure) error {
	var what []string
	for _, l := range c.Lacks(p) {
		code := string(l.Duty) + "_subject"
		if l.To.Reader == ReaderComplainant {
			code = string(l.Duty) + "_complainant"
		}
		if !slices.Contains(what, code) {
			what = append(what, code)
		}
	}
	if len(what) == 0 {
		return nil
	}
	return refuse("", "hearing_missing", what...)
}

// Waive records that a party is not heard or gets no copy, who said so and how.
func (c Complaint) Waive(p Procedure, m Moment, w DutyWaived) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	of := w.Party()
	switch {
	case !among(c.Parties(), of):
		return nil, refuse("party", "party_unknown")
	case !slices.Contains(Grounds(w.Duty, of), w.Ground):
		return nil, refuse("ground", "ground_missing")
	case c.waived(w.Duty, of):
		return nil, refuse("party", "waived_before")
	case w.Duty == DutyHearing && c.heard(of):
		return nil, refuse("party", "heard_before")
	case w.Ground == GroundDeclared && w.How == "":
		return nil, refuse("how", "how_missing")
	case w.Ground == GroundNoAnswer && !c.letDayPass(p, m.Now, of):
		return nil, refuse("ground", "waiver_not_asked")
	case w.Ground != GroundDeclared && w.Ground != GroundNoAnswer && strings.TrimSpace(w.Words) == "":
		return nil, refuse("words", "reason_empty")
	}
	return m.entries(w)
}

// letDayPass: an invitation reached them, and its day is over.
func (c Complaint) letDayPass(p Procedure, now time.Time, x Party) bool {
	if slices.ContainsFunc(c.HearingsSet, func(h Done[HearingSet]) bool {
		_, arrived := c.deliveredAt(h.Event.Letter)
		return arrived && h.Event.At.Before(now) && h.Event.Party().Is(x)
	}) {
		return true
	}
	return slices.ContainsFunc(c.Sides, func(s Done[SideAsked]) bool {
		_, arrived := c.deliveredAt(s.Event.Letter)
		return arrived && s.Event.By.Before(p.On(now)) && s.Event.Party().Is(x)
	})
}

// OpenReports lists the parties that may still react to a report: to know before
// concluding.
func (c Complaint) OpenReports(p Procedure, now time.Time) (all []Party) {
	for _, r := range c.Reports {
		for _, x := range r.Event.Shown {
			if len(c.AnswersTo(r.Event.ID, &x)) == 0 && !p.On(now).After(r.Event.React) && !among(all, x) {
				all = append(all, x)
			}
		}
	}
	return all
}
