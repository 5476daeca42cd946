package complaint

import (
	"slices"
	"strings"
	"time"

	"wederhoor/internal/calendar"
)

// Asker is what somebody is to a complaint who asks what is kept about them.
type Asker string

// Askers (AVG art. 15): each gets what is about them, and nothing of the others.
const (
	AskerComplainant Asker = "complainant"
	AskerSubject     Asker = "subject"
	AskerWitness     Asker = "witness"
)

// Proof is how we know that who asks is who they say (AVG art. 12(6)). No copy of a
// document is kept.
type Proof string

// Proofs of who somebody is.
const (
	ProofKnown    Proof = "known"    // by the address or number that we had
	ProofCode     Proof = "code"     // they have the code of their own page
	ProofAccount  Proof = "account"  // they are signed in with us
	ProofDocument Proof = "document" // a document was shown, and looked at only
)

// AccessMonths is how long there is to answer a request for access, and AccessLonger
// what can be added when that is told in time (AVG art. 12(3)).
const (
	AccessMonths = 1
	AccessLonger = 2
)

// ReaderAsker is who asked what is kept about them: such a letter is none of the
// complainant's, even when they asked.
const ReaderAsker Reader = "asker"

// Letters about a request.
const (
	LetterAccessLater   LetterPurpose = "access_later"
	LetterAccessRefused LetterPurpose = "access_refused"

	LetterRequestGranted LetterPurpose = "request_granted"
)

// aboutAccess reports whether a letter is about a request: that runs by
// itself, whatever becomes of the complaint.
func (l LetterWritten) aboutAccess() bool {
	return l.Purpose == LetterAccessLater || l.Purpose == LetterAccessRefused || l.Purpose == LetterRequestGranted
}

// AccessRequested: somebody asked what is kept about them, or something of it.
type AccessRequested struct {
	ID     string
	Right  Right `json:",omitzero"`
	As     Asker
	Member MemberID `json:",omitzero"` // who asked, when that is a member
	How    Channel
	Proof  Proof `json:",omitzero"` // empty: it is not sure yet who asks
	Lang   string
	Name   string `in:"identity"`
	Words  string `in:"case"` // what they asked for, if they said
}

// AccessExtended: the answer takes longer. It moves the day when its letter arrives
// within the first term, and not otherwise.
type AccessExtended struct {
	ID     string
	Letter string
	Reason string `in:"case"`
}

// PackMade: what is kept about somebody was put together for them. File is the key to
// exactly those bytes, sealed.
type PackMade struct {
	ID         string
	File       string
	Size       int64  // bytes
	SHA256     string // of the file, in hexadecimal
	UpTo       int    // number of the last event that it could tell of
	Parts      int
	Originals  int
	LeftOut    int
	BlackedOut int
	Shown      int // proposals to black out that a person let stand
	Proof      Proof
}

// AccessAnswered: the pack was given, what was asked was done, or it was refused. Reason
// says why, or what was done; with a letter it answers when that arrives.
type AccessAnswered struct {
	ID      string
	Refused bool
	Act     int    `json:",omitzero"` // number of the event in which it was done
	How     Via    `json:",omitzero"`
	Letter  string `json:",omitzero"`
	Reason  string `in:"case"`
}

// Kind implements Event.
func (AccessRequested) Kind() Kind { return KindAccessRequested }
func (AccessExtended) Kind() Kind  { return KindAccessExtended } //nolint:revive // see AccessRequested
func (PackMade) Kind() Kind        { return KindPackMade }       //nolint:revive // see AccessRequested
func (AccessAnswered) Kind() Kind  { return KindAccessAnswered } //nolint:revive // see AccessRequested

// AccessRequest is a request with what became of it.
type AccessRequest struct {
	AccessRequested
	Seq      int
	At       time.Time // when it was asked
	Extended *Done[AccessExtended]
	Packs    []Done[PackMade]
	Answered *Done[AccessAnswered]
}

// Requests are those of one complaint, in the order in which they came.
type Requests []AccessRequest

func (all Requests) after(r Recorded) Requests {
	change := func(id string, do func(*AccessRequest)) Requests {
		some := slices.Clone(all)
		for i := range some {
			if some[i].ID == id {
				do(&some[i])
			}
		}
		return some
	}
	switch e := r.Event.(type) {
	case AccessRequested:
		return append(slices.Clip(all), AccessRequest{AccessRequested: e, Seq: r.Seq, At: r.Happened})
	case AccessExtended:
		return change(e.ID, func(x *AccessRequest) { x.Extended = one(e, r) })
	case PackMade:
		return change(e.ID, func(x *AccessRequest) { x.Packs = add(x.Packs, e, r) })
	case AccessAnswered:
		return change(e.ID, func(x *AccessRequest) { x.Answered = one(e, r) })
	}
	return all
}

// AccessRequest finds a request.
func (c Complaint) AccessRequest(id string) (AccessRequest, bool) {
	i := slices.IndexFunc(c.Requests, func(x AccessRequest) bool { return x.ID == id })
	if i < 0 {
		return AccessRequest{}, false
	}
	return c.Requests[i], true
}

// AccessOpen reports whether somebody still waits for an answer to a request.
func (c Complaint) AccessOpen() bool {
	return slices.ContainsFunc(c.Requests, func(x AccessRequest) bool { return !c.AccessDone(x) })
}

// AccessDone reports whether a request was answered: the pack was given, or the letter
// that says what was done or refuses it arrived.
func (c Complaint) AccessDone(x AccessRequest) bool {
	if x.Answered == nil {
		return false
	}
	if e := x.Answered.Event; !e.Refused && e.Letter == "" {
		return true
	}
	_, arrived := c.deliveredAt(x.Answered.Event.Letter)
	return arrived
}

// AccessDue is the last day to answer a request: a month after it was asked, and two
// more when that was told within the month. What ends on a weekend or a holiday ends on
// the next working day (Regulation 1182/71 art. 3(4)).
func (c Complaint) AccessDue(p Procedure, x AccessRequest) calendar.Date {
	days := p.Days()
	asked := calendar.DateOf(x.At, days.Zone)
	due := days.NextWorkingDay(asked.AddMonths(AccessMonths))
	if x.Extended == nil {
		return due
	}
	if at, arrived := c.deliveredAt(x.Extended.Event.Letter); arrived && !calendar.DateOf(at, days.Zone).After(due) {
		return AccessLast(p, x)
	}
	return due
}

// AccessLast is the last day that a request can be answered on after it was extended.
func AccessLast(p Procedure, x AccessRequest) calendar.Date {
	days := p.Days()
	return days.NextWorkingDay(calendar.DateOf(x.At, days.Zone).AddMonths(AccessMonths + AccessLonger))
}

// RequestAccess records that somebody asked. It asks for no stage: the right is there
// while the complaint runs and as long as it is kept. A member who asks as the one it is
// about is one who was named.
func (c Complaint) RequestAccess(m Moment, e AccessRequested) ([]Entry, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	switch {
	case e.As != AskerComplainant && e.As != AskerSubject && e.As != AskerWitness:
		return nil, refuse("as", "asker_missing")
	case !slices.Contains(Rights(), e.Right):
		return nil, refuse("right", "right_missing")
	case e.Member == "" && strings.TrimSpace(e.Name) == "" && e.Proof != ProofCode: // who has the code may be nameless
		return nil, refuse("name", "asker_name_missing")
	case e.As == AskerSubject && e.Member != "" && !c.IsSubject(e.Member):
		return nil, refuse("member", "invited_not_subject")
	case e.Proof != "" && !slices.Contains(Proofs(), e.Proof):
		return nil, refuse("proof", "proof_unknown")
	}
	return m.entries(e)
}

// accessOvertaken: nobody needs a notice that it takes longer once there is an answer,
// nor a letter that another took the place of.
func (c Complaint) accessOvertaken(l Letter) bool {
	for _, x := range c.Requests {
		switch {
		case l.Purpose == LetterAccessLater && x.Extended != nil && x.Extended.Event.Letter == l.ID:
			return x.Answered != nil
		case l.Purpose != LetterAccessLater && x.Answered != nil && x.Answered.Event.Letter == l.ID:
			return false
		}
	}
	return true
}

// Proofs lists them, in the order forms offer them.
func Proofs() []Proof { return []Proof{ProofKnown, ProofCode, ProofAccount, ProofDocument} }

// openRequest finds a request that still waits.
func (c Complaint) openRequest(id string) (AccessRequest, error) {
	x, ok := c.AccessRequest(id)
	switch {
	case !ok:
		return x, refuse("", "request_unknown")
	case c.AccessDone(x):
		return x, refuse("", "request_answered")
	}
	return x, nil
}

// ExtendAccess tells that the answer takes two months longer. After the first month it
// is too late for that (AVG art. 12(3)).
func (c Complaint) ExtendAccess(p Procedure, m Moment, e AccessExtended, l LetterWritten) ([]Entry, error) {
	x, err := c.openRequest(e.ID)
	if err != nil {
		return nil, err
	}
	l.Purpose = LetterAccessLater
	switch {
	case strings.TrimSpace(e.Reason) == "":
		return nil, refuse("reason", "reason_empty")
	case x.Extended != nil && !c.letterFailed(x.Extended.Event.Letter):
		return nil, refuse("", "access_extended")
	case p.On(m.Now).After(c.AccessDue(p, x)):
		return nil, refuse("", "access_too_late")
	}
	if err := c.checkAskerLetter(p, x, &l); err != nil {
		return nil, err
	}
	e.Letter = l.ID
	return m.entries(e, l)
}

// MakePack records a pack that was made of the dossier as it is now.
func (c Complaint) MakePack(m Moment, e PackMade) ([]Entry, error) {
	x, err := c.openRequest(e.ID)
	if err != nil {
		return nil, err
	}
	if x.Right != RightAccess {
		return nil, refuse("", "request_unknown")
	}
	if e.Proof == "" {
		e.Proof = x.Proof
	}
	if !slices.Contains(Proofs(), e.Proof) {
		return nil, refuse("proof", "proof_missing")
	}
	e.UpTo = c.Version
	return m.entries(e)
}

// GivePack records that who asked has the pack.
func (c Complaint) GivePack(p Procedure, m Moment, id string, how Via) ([]Entry, error) {
	x, err := c.openRequest(id)
	if err != nil {
		return nil, err
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	switch {
	case len(x.Packs) == 0:
		return nil, refuse("", "pack_missing")
	case p.On(m.at()).Before(p.On(x.Packs[len(x.Packs)-1].Happened)):
		return nil, refuse("day", "before_written", p.On(x.Packs[len(x.Packs)-1].Happened).String())
	case !slices.Contains([]Via{ViaEmail, ViaPost, ViaHand}, how):
		return nil, refuse("how", "via_unknown")
	}
	return m.entries(AccessAnswered{ID: id, How: how})
}
