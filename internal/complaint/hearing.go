package complaint

import (
	"errors"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/calendar"
)

// HearingSet: a party was invited to be heard, on a day and in a place. They may
// bring somebody (Awb 9:10).
type HearingSet struct {
	Letter string
	Reader Reader
	Member MemberID
	Seat   int // of who is no member, see Party
	At     time.Time
	Place  string `in:"case"`
	Name   string `in:"identity"`
}

// HearingReported: a conversation was written down. Who was heard gets the report,
// and who else is to see it; each may say that it is right or put a correction
// beside it. The report itself is never changed.
type HearingReported struct {
	ID           string
	React        calendar.Date // last day to react; later still counts, as late
	NameReleased bool          // the complainant agrees that their name stands in it
	Heard        []Party
	Shown        []Party
	Present      string `in:"case"` // who were there, and for whom
	Text         string `in:"case"`
}

// ReportAnswered: a party says of a report that it is right, or what is not.
type ReportAnswered struct {
	Report     string
	Reader     Reader
	Member     MemberID
	Seat       int // of who is no member, see Party
	Agrees     bool
	How        Channel
	Correction string `in:"case"`
	Name       string `in:"identity"`
}

// DutyWaived: what the procedure owes this party is not done, on a ground that it
// allows. How is how they let it be known, when they did.
type DutyWaived struct {
	Duty   Duty
	Reader Reader
	Member MemberID
	Seat   int // of who is no member, see Party
	Ground Ground
	How    Channel
	Words  string `in:"case"`
	Name   string `in:"identity"`
}

// Kind implements Event.
func (HearingSet) Kind() Kind      { return KindHearingSet }
func (HearingReported) Kind() Kind { return KindReport }     //nolint:revive // see HearingSet
func (ReportAnswered) Kind() Kind  { return KindReportSaid } //nolint:revive // see HearingSet
func (DutyWaived) Kind() Kind      { return KindDutyWaived } //nolint:revive // see HearingSet

// Party is who was invited.
func (e HearingSet) Party() Party { return Party{e.Reader, e.Member, e.Seat, e.Name} }

// Party is who reacted.
func (e ReportAnswered) Party() Party { return Party{e.Reader, e.Member, e.Seat, e.Name} }

// Party is whom it was owed to.
func (e DutyWaived) Party() Party { return Party{e.Reader, e.Member, e.Seat, e.Name} }

// SetHearing invites a party to be heard.
func (c Complaint) SetHearing(p Procedure, m Moment, h HearingSet, l LetterWritten) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	switch {
	case !among(c.Parties(), h.Party()):
		return nil, refuse("party", "party_unknown")
	case h.At.IsZero():
		return nil, refuse("date", "hearing_when_missing")
	case !h.At.After(m.Now):
		return nil, refuse("date", "hearing_past")
	case h.At.After(m.Now.AddDate(1, 0, 0)):
		return nil, refuse("date", "hearing_far")
	case strings.TrimSpace(h.Place) == "":
		return nil, refuse("place", "hearing_where_missing")
	}
	h.Letter = l.ID
	l.Purpose = LetterHearing
	if err := c.checkPartyLetter(p, m, h.Party(), l); err != nil {
		return nil, err
	}
	return m.entries(h, l)
}

// checkPartyLetter checks a letter to a party; the page of a subject takes a
// letter as long as it opens.
func (c Complaint) checkPartyLetter(p Procedure, m Moment, to Party, l LetterWritten) error {
	if to.Reader == ReaderSubject && l.Via == ViaPage {
		if _, ok := c.AskedOf(to, m.Now); !ok {
			return refuse("via", "no_page_given")
		}
		c.Received.CodeGiven = true // theirs, not the complainant's
	}
	if l.Reader != to.Reader || l.Member != to.Member {
		return refuse("party", "party_unknown")
	}
	return c.checkLetter(p, l)
}

// Report writes down what was said when somebody was heard, and gives it to each
// party that is to see it: one letter for each.
func (c Complaint) Report(p Procedure, m Moment, h HearingReported, letters []LetterWritten) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if err := c.checkReport(p, m, h); err != nil {
		return nil, err
	}
	events := []Event{h}
	for i, to := range h.Shown {
		if i >= len(letters) {
			return nil, refuse("shown", "party_unknown")
		}
		l := letters[i]
		l.Purpose = LetterReport
		if err := c.checkPartyLetter(p, m, to, l); err != nil {
			var r *Refusal
			if errors.As(err, &r) && r.Field == "via" { // each party has a field of its own
				return nil, refuse("via_"+to.Key(), r.Code, r.Args...)
			}
			return nil, err
		}
		events = append(events, l)
	}
	entries, err := m.entries(events...)
	for i := range entries {
		if i > 0 { // the letters are written now, whenever they were heard
			entries[i].Happened = m.Now
		}
	}
	return entries, err
}

func (c Complaint) checkReport(p Procedure, m Moment, h HearingReported) error {
	known := c.Parties()
	stranger := func(all []Party) bool {
		return slices.ContainsFunc(all, func(x Party) bool { return !among(known, x) })
	}
	switch {
	case len(h.Heard) == 0:
		return refuse("heard", "heard_missing")
	case stranger(h.Heard) || stranger(h.Shown):
		return refuse("heard", "party_unknown")
	case slices.ContainsFunc(h.Heard, func(x Party) bool { return !among(h.Shown, x) }):
		return refuse("shown", "report_unshown")
	case strings.TrimSpace(h.Present) == "":
		return refuse("present", "present_missing")
	case strings.TrimSpace(h.Text) == "":
		return refuse("text", "report_empty")
	case h.React.IsZero():
		return refuse("react", "react_by_missing")
	case !h.React.After(p.On(m.Now)):
		return refuse("react", "react_by_past")
	case !h.NameReleased && c.reveals(h):
		return refuse("released", "names_complainant")
	}
	return nil
}

// reveals reports whether a report tells somebody who complained that does not
// know it: who sat at one table does.
func (c Complaint) reveals(h HearingReported) bool {
	if !c.Identifies(h.Present + "\n" + h.Text) {
		return false
	}
	together := among(h.Heard, Complainant())
	return slices.ContainsFunc(h.Shown, func(x Party) bool {
		return x.Reader == ReaderSubject && !c.released(x) && !(together && among(h.Heard, x))
	})
}

// released: this subject was given the name before.
func (c Complaint) released(x Party) bool {
	return slices.ContainsFunc(c.Sides, func(s Done[SideAsked]) bool { return s.Event.NameReleased && s.Event.Party().Is(x) })
}

// ReportOf finds a report that a party may read.
func (c Complaint) ReportOf(id string, to Party) (Done[HearingReported], bool) {
	i := slices.IndexFunc(c.Reports, func(r Done[HearingReported]) bool { return r.Event.ID == id && among(r.Event.Shown, to) })
	if i < 0 {
		return Done[HearingReported]{}, false
	}
	return c.Reports[i], true
}

// AnswerReport records what a party says of a report: it is right, or a correction
// that is kept beside it.
func (c Complaint) AnswerReport(p Procedure, m Moment, a ReportAnswered) ([]Entry, error) {
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	_, ok := c.ReportOf(a.Report, a.Party())
	switch {
	case !ok:
		return nil, refuse("report", "report_unknown")
	case c.Ended():
		return nil, refuse("", "side_over")
	case !a.Agrees && strings.TrimSpace(a.Correction) == "":
		return nil, refuse("correction", "correction_empty")
	case a.Agrees && strings.TrimSpace(a.Correction) != "":
		return nil, refuse("agrees", "agrees_and_corrects")
	}
	return m.entries(a)
}

// AnswersTo lists what was said of a report, by one party or, for nil, by all.
func (c Complaint) AnswersTo(report string, by *Party) (all []Done[ReportAnswered]) {
	for _, a := range c.ReportSaid {
		if a.Event.Report == report && (by == nil || a.Event.Party().Is(*by)) {
			all = append(all, a)
		}
	}
	return all
}

// heardAfter: whom this letter invites was heard since.
func (c Complaint) heardAfter(l Letter) bool {
	i := slices.IndexFunc(c.HearingsSet, func(h Done[HearingSet]) bool { return h.Event.Letter == l.ID })
	return i >= 0 && slices.ContainsFunc(c.Reports, func(r Done[HearingReported]) bool {
		return r.Seq > l.seq && among(r.Event.Heard, c.HearingsSet[i].Event.Party())
	})
}
