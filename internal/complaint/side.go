package complaint

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"wederhoor/internal/calendar"
)

// BySubject is who the complaint is about, when no member did it: the code of
// their page is all they showed.
const BySubject MemberID = "subject"

// Party is one side of a complaint: who complained, or one person it is about. Who
// is no member is known by their seat among those who were named: that says
// nothing of who they are.
type Party struct {
	Reader Reader   `json:",omitzero"`
	Member MemberID `json:",omitzero"`
	Seat   int      `json:",omitzero"` // of a subject from outside, from 1
	Name   string   `json:"-"`         // for showing only
}

// Complainant is the party that complained.
func Complainant() Party { return Party{} }

// Is reports whether two are the same party.
func (a Party) Is(b Party) bool {
	return a.Reader == b.Reader && a.Member == b.Member && a.Seat == b.Seat
}

// Key is how a form names a party.
func (a Party) Key() string {
	switch {
	case a.Reader == ReaderComplainant:
		return "complainant"
	case a.Member != "":
		return string(a.Member)
	}
	return "outside-" + strconv.Itoa(a.Seat)
}

func among(all []Party, one Party) bool {
	return slices.ContainsFunc(all, func(p Party) bool { return p.Is(one) })
}

// Parties are the complainant and everybody the complaint is known to be about;
// who is only suspected was named by nobody.
func (c Complaint) Parties() []Party {
	all := []Party{{Name: c.Received.Name}}
	seat := 0
	for _, s := range c.Subjects {
		x := Party{Reader: ReaderSubject, Member: s.Member, Name: s.Name}
		if s.Member == "" {
			seat++
			x.Seat = seat
		}
		if !s.Suspected && !among(all, x) && !(s.Member == "" && s.Name != "" && c.seat(s.Name) != seat) {
			all = append(all, x)
		}
	}
	return all
}

// seat is where somebody from outside stands among those who were named, from 1;
// 0 when they were not.
func (c Complaint) seat(name string) int {
	at := 0
	for _, s := range c.Subjects {
		if s.Member != "" {
			continue
		}
		at++
		if strings.EqualFold(strings.TrimSpace(s.Name), strings.TrimSpace(name)) {
			return at
		}
	}
	return 0
}

// PartyBy finds the party that a form names.
func (c Complaint) PartyBy(key string) (Party, bool) {
	all := c.Parties()
	i := slices.IndexFunc(all, func(x Party) bool { return x.Key() == key })
	if i < 0 {
		return Party{}, false
	}
	return all[i], true
}

// partyOf is the party that a name or a member stands for.
func (c Complaint) partyOf(m MemberID, name string) Party {
	x := Party{Reader: ReaderSubject, Member: m, Name: name}
	if m == "" {
		x.Seat = c.seat(name)
	}
	return x
}

// SideAsked: somebody the complaint is about was asked for their side, and this
// was put there for them. They see nothing else of the dossier (R30). A later one
// to the same person replaces it, and its code.
type SideAsked struct {
	Letter       string // its id is the page's too
	Member       MemberID
	Seat         int           // of who is no member, see Party
	By           calendar.Date // last day to react; later still counts, as late
	Account      bool          // they read it after signing in; otherwise by a code in the letter
	NameReleased bool
	Copy         bool         // the copy that the Awb demands goes along (9:9)
	Substance    string       `in:"case"`
	CopyText     string       `in:"case"`
	Files        []Attachment `in:"case"` // what was sent along with the complaint, as far as it is shown
	Name         string       `in:"identity"`
}

// SideClosed: this page opens no more.
type SideClosed struct {
	Letter string
	Reason string `in:"case"`
}

// Kind implements Event.
func (SideAsked) Kind() Kind  { return KindSideAsked }
func (SideClosed) Kind() Kind { return KindSideClosed } //nolint:revive // see SideAsked

// Party is who was asked.
func (e SideAsked) Party() Party { return Party{ReaderSubject, e.Member, e.Seat, e.Name} }

// PartyHeard is whose side was heard; before seats were kept the name says it.
func (c Complaint) PartyHeard(e Heard) Party {
	if e.Member == "" && e.Seat == 0 {
		return c.partyOf("", e.Name)
	}
	return Party{ReaderSubject, e.Member, e.Seat, e.Name}
}

// BothSides is what was asked, said and owed on both sides of a complaint.
type BothSides struct {
	Sides        []Done[SideAsked]
	SidesClosed  []string // ids
	HearingsSet  []Done[HearingSet]
	Reports      []Done[HearingReported]
	ReportSaid   []Done[ReportAnswered]
	DutiesWaived []Done[DutyWaived]
}

func (b BothSides) after(r Recorded) BothSides {
	switch e := r.Event.(type) {
	case SideAsked:
		b.Sides = add(b.Sides, e, r)
	case SideClosed:
		b.SidesClosed = append(slices.Clip(b.SidesClosed), e.Letter)
	case HearingSet:
		b.HearingsSet = add(b.HearingsSet, e, r)
	case HearingReported:
		b.Reports = add(b.Reports, e, r)
	case ReportAnswered:
		b.ReportSaid = add(b.ReportSaid, e, r)
	case DutyWaived:
		b.DutiesWaived = add(b.DutiesWaived, e, r)
	}
	return b
}

// SideDays is how long whom it was about can still read their own page when it
// is all over, so that they learn the end of it.
const SideDays = 30

// SideFiles is the most files that may stand with one statement of a party.
const SideFiles = 10

// Asked finds what was put there for somebody; false when it was never asked, was
// closed or replaced, when the naming was taken back, or long after the end. All
// of these are one answer to who asks.
func (c Complaint) Asked(id string, now time.Time) (Done[SideAsked], bool) {
	i := slices.IndexFunc(c.Sides, func(s Done[SideAsked]) bool { return s.Event.Letter == id })
	if i < 0 || slices.Contains(c.SidesClosed, id) {
		return Done[SideAsked]{}, false
	}
	s := c.Sides[i]
	replaced := slices.ContainsFunc(c.Sides[i+1:], func(o Done[SideAsked]) bool { return o.Event.Party().Is(s.Event.Party()) })
	gone := s.Event.Member != "" && !c.IsSubject(s.Event.Member)
	over := !c.EndedAt().IsZero() && now.After(c.EndedAt().AddDate(0, 0, SideDays))
	return s, !replaced && !gone && !over
}

// AskedOf finds what stands there for a party now.
func (c Complaint) AskedOf(p Party, now time.Time) (Done[SideAsked], bool) {
	for _, s := range slices.Backward(c.Sides) {
		if s.Event.Party().Is(p) {
			return c.Asked(s.Event.Letter, now)
		}
	}
	return Done[SideAsked]{}, false
}

// SayOwn records what somebody the complaint is about writes on their own page.
// After the day that was set it still counts, and is marked late.
func (c Complaint) SayOwn(p Procedure, m Moment, id, statement string, files []Attachment) ([]Entry, error) {
	s, ok := c.Asked(id, m.Now)
	switch {
	case !ok:
		return nil, refuse("", "side_gone")
	case c.Ended():
		return nil, refuse("", "side_over")
	case strings.TrimSpace(statement) == "" && len(files) == 0:
		return nil, refuse("statement", "own_statement_empty")
	case len(files) > SideFiles:
		return nil, refuse("attachment", "files_many")
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	return m.entries(Heard{Member: s.Event.Member, Seat: s.Event.Seat, Name: s.Event.Name, Agreed: true, How: ChannelForm, Statement: statement, Attachments: files})
}

// CloseSide ends a page early, with the reason: the letter went astray, or a wrong
// person has the code.
func (c Complaint) CloseSide(m Moment, id, reason string) ([]Entry, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if _, ok := c.Asked(id, m.Now); !ok {
		return nil, refuse("side", "side_gone")
	}
	if strings.TrimSpace(reason) == "" {
		return nil, refuse("reason", "reason_empty")
	}
	return m.entries(SideClosed{Letter: id, Reason: reason})
}

// OtherSideSpoke reports whether whom it is about wrote last, and nobody who handles
// it did anything since.
func (c Complaint) OtherSideSpoke() bool {
	for _, r := range slices.Backward(c.History) {
		switch {
		case r.By == BySystem:
		case r.By == BySubject || c.IsSubject(r.By):
			k := r.Event.Kind()
			return !c.Ended() && (k == KindHeard || k == KindReportSaid || k == KindDutyWaived)
		default:
			return false
		}
	}
	return false
}

// LateFor is the day after which what a party said came late; zero when it did not.
func (c Complaint) LateFor(p Procedure, h Done[Heard]) calendar.Date {
	for _, s := range slices.Backward(c.Sides) {
		if s.Event.Party().Is(c.PartyHeard(h.Event)) && s.Seq < h.Seq {
			if on := p.On(h.Happened); on.After(s.Event.By) {
				return s.Event.By
			}
			return calendar.Date{}
		}
	}
	return calendar.Date{}
}
