package complaint

import (
	"slices"
	"strings"

	"wederhoor/internal/calendar"
)

// Restricted: somebody asked that nothing is done with what is kept about them but
// keeping it, and it was found right (AVG art. 18). The terms of the procedure run on:
// the answer is still owed to the complainant.
type Restricted struct {
	Asked  AskedBy
	Reason string `in:"case"`
}

// RestrictionLifted: it is over, and who asked for it was told before (art. 18(3)).
type RestrictionLifted struct {
	Told   calendar.Date // when they were told
	How    Channel
	Reason string `in:"case"`
}

// Kind implements Event.
func (Restricted) Kind() Kind        { return KindRestricted }
func (RestrictionLifted) Kind() Kind { return KindRestrictionLifted } //nolint:revive // see Restricted

// Restrict says that nothing is done with it but keeping it. It is not erased, no
// machine sends a letter about it, and what the law or an answer needs a person does.
func (c Complaint) Restrict(m Moment, e Restricted) ([]Entry, error) {
	switch {
	case c.Restriction != nil:
		return nil, refuse("", "restriction_there")
	case !slices.Contains(askers, e.Asked):
		return nil, refuse("asked", "redaction_asked")
	case strings.TrimSpace(e.Reason) == "":
		return nil, refuse("reason", "reason_empty")
	}
	return m.entries(e)
}

// LiftRestriction ends it, once who asked for it was told: on which day, and how.
func (c Complaint) LiftRestriction(p Procedure, m Moment, e RestrictionLifted) ([]Entry, error) {
	switch {
	case c.Restriction == nil:
		return nil, refuse("", "restriction_none")
	case e.Told.IsZero():
		return nil, refuse("told", "restriction_told")
	case e.Told.After(p.On(m.Now)):
		return nil, refuse("told", "future")
	case e.Told.Before(p.On(c.Restriction.Happened)):
		return nil, refuse("told", "restriction_told_before")
	case !slices.Contains(channels, e.How):
		return nil, refuse("how", "restriction_how")
	case strings.TrimSpace(e.Reason) == "":
		return nil, refuse("reason", "reason_empty")
	}
	return m.entries(e)
}
