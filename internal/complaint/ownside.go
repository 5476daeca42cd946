package complaint

import (
	"slices"
	"time"

	"wederhoor/internal/calendar"
)

// OwnSide is all that whom a complaint is about may read: what was put there for
// them, and what they said themselves. It holds no complaint, so that no page can
// show more by mistake.
type OwnSide struct {
	ID, Ref   string
	Lang      string // of the letter that asked them
	Party     Party
	Account   bool
	AskedOn   calendar.Date
	By        calendar.Date // last day to react
	Late      bool          // that day is over
	Substance string
	Copy      string // of the complaint, with what was blacked out
	Released  string // the complainant's name, when they agreed
	Files     []Attachment
	Withheld  int // files of the complaint that are not shown

	Said     []OwnStatement
	Hearings []OwnHearing
	Reports  []OwnReport
	Waivable bool // they must still be heard, and may say that they need not be
	Waived   calendar.Date

	AnswerBy  calendar.Date // when the answer was put off: the new day
	DecidedOn calendar.Date // once the complainant has the answer
	Finding   Finding
	Withdrawn bool
	Over      bool // it can be read, nothing can be added
}

// OwnStatement is what they wrote, or what was written down of what they said.
type OwnStatement struct {
	Text  string
	Files []Attachment
	On    calendar.Date
	Late  bool
	Own   bool // they wrote it on their page
}

// OwnHearing is an invitation to be heard that stands.
type OwnHearing struct {
	At    time.Time
	Place string
	Past  bool
}

// OwnReport is a report that they may read, with what they said of it.
type OwnReport struct {
	ID            string
	On, React     calendar.Date
	Present, Text string
	Late          bool // the day to react is over
	Said          []OwnReaction
}

// OwnReaction is one thing they said of a report.
type OwnReaction struct {
	On         calendar.Date
	Agrees     bool
	Correction string
	Late       bool
}

// OwnSideOf is what somebody finds on their page; false when there is none, for
// whatever reason.
func (c Complaint) OwnSideOf(p Procedure, id string, now time.Time) (OwnSide, bool) {
	s, ok := c.Asked(id, now)
	if !ok {
		return OwnSide{}, false
	}
	e, today := s.Event, p.On(now)
	o := OwnSide{ID: id, Ref: c.Received.Ref, Party: e.Party(), Account: e.Account, AskedOn: p.On(s.Happened), By: e.By, Late: today.After(e.By),
		Substance: e.Substance, Copy: e.CopyText, Files: e.Files, Over: c.Ended(), Withdrawn: c.Withdrawn != nil}
	o.Lang = c.LangOf(o.Party)
	if e.Copy {
		o.Withheld = len(c.Received.Attachments) - len(e.Files)
	}
	if e.NameReleased {
		o.Released = c.Received.Name
	}
	o.Reports = c.ReportsFor(p, o.Party, today)
	o.Hearings = c.HearingsFor(o.Party, now)
	for _, h := range c.Hearings {
		if c.PartyHeard(h.Event).Is(o.Party) {
			o.Said = append(o.Said, OwnStatement{Text: h.Event.Statement, Files: h.Event.Attachments, On: p.On(h.Happened),
				Late: !c.LateFor(p, h).IsZero(), Own: h.Event.How == ChannelForm})
		}
	}
	o.Waivable, o.Waived = c.Waivable(p, o.Party)
	return c.howItWent(p, o), true
}

// LangOf is the language in which a subject was asked; Dutch when they were not.
func (c Complaint) LangOf(x Party) string {
	for _, s := range slices.Backward(c.Sides) {
		if l, ok := c.Letter(s.Event.Letter); ok && s.Event.Party().Is(x) && l.Lang != "" {
			return l.Lang
		}
	}
	return "nl"
}

// ReportsFor are the reports that a party may read.
func (c Complaint) ReportsFor(p Procedure, x Party, today calendar.Date) (all []OwnReport) {
	for _, r := range c.Reports {
		if !among(r.Event.Shown, x) {
			continue
		}
		own := OwnReport{ID: r.Event.ID, On: p.On(r.Happened), React: r.Event.React, Present: r.Event.Present, Text: r.Event.Text, Late: today.After(r.Event.React)}
		for _, a := range c.AnswersTo(r.Event.ID, &x) {
			on := p.On(a.Happened)
			own.Said = append(own.Said, OwnReaction{On: on, Agrees: a.Event.Agrees, Correction: a.Event.Correction, Late: on.After(r.Event.React)})
		}
		all = append(all, own)
	}
	return all
}

// HearingsFor are the invitations to be heard of a party; only the last one stands.
func (c Complaint) HearingsFor(x Party, now time.Time) (all []OwnHearing) {
	for _, h := range c.HearingsSet {
		if h.Event.Party().Is(x) {
			all = []OwnHearing{{At: h.Event.At, Place: h.Event.Place, Past: h.Event.At.Before(now)}}
		}
	}
	return all
}

// Waivable reports whether a party must still be heard and may say that they need
// not be; and since when it stands that they are not, if it does.
func (c Complaint) Waivable(p Procedure, x Party) (can bool, since calendar.Date) {
	for _, w := range c.DutiesWaived {
		if w.Event.Duty == DutyHearing && w.Event.Party().Is(x) {
			return false, p.On(w.Happened)
		}
	}
	return p.Requirements.Hearing && !c.Ended() && !c.heard(x), calendar.Date{}
}

// howItWent tells what they may know of the answer: a later day, and the outcome
// once the complainant has it.
func (c Complaint) howItWent(p Procedure, o OwnSide) OwnSide {
	if due, _ := c.extendedDue(calendar.Date{}, p.Zone()); !due.IsZero() && !c.handled() {
		o.AnswerBy = due
	}
	if c.Decision != nil && (c.Answered() || c.Closed != nil) {
		o.DecidedOn, o.Finding = p.On(c.Decision.Happened), c.Decision.Event.Finding
	}
	return o
}

// AllFiles lists what they may open.
func (o OwnSide) AllFiles() []Attachment {
	all := append([]Attachment{}, o.Files...)
	for _, s := range o.Said {
		all = append(all, s.Files...)
	}
	return all
}
