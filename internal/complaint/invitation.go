package complaint

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wederhoor/internal/calendar"
)

// Reader says whose a letter is.
type Reader string

// Readers of letters.
const (
	ReaderComplainant Reader = ""
	ReaderSubject     Reader = "subject" // whom the complaint is about
)

// ToComplainant reports whether the complainant is the one who reads this letter.
// What goes to somebody else is none of their letters.
func (l LetterWritten) ToComplainant() bool { return l.Reader == ReaderComplainant }

// Invitation is what the letter to whom the complaint is about says.
type Invitation struct {
	Substance    string        // the complaint, as the writer puts it
	By           calendar.Date // last day to react
	NameReleased bool          // the complainant agrees that their name stands in it
	Account      bool          // who is asked can sign in, and reads it there
	Copy         bool          // the copy of the complaint goes along
	Blackout     []string      // words to black out in it, besides
	Files        []string      // ids of what was sent along with the complaint and is shown too
}

// Invite asks whom the complaint is about for their side, and puts that there for
// them to read. It meets no term. Who complained stays out of it unless they agree
// (R30), and a member is shut out of the dossier before they hear of it (R10).
func (c Complaint) Invite(p Procedure, m Moment, x Invitation, l LetterWritten) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if err := c.checkInvitation(p, m, x, l); err != nil {
		return nil, err
	}
	l.Purpose, l.Reader, l.HoldsCode = LetterInvitation, ReaderSubject, false
	l.NameReleased = x.NameReleased
	if err := c.checkLetter(p, l); err != nil {
		return nil, err
	}
	files, err := c.shownFiles(x)
	if err != nil {
		return nil, err
	}
	s := SideAsked{Letter: l.ID, Member: l.Member, Name: l.Name, By: x.By, Account: x.Account, NameReleased: x.NameReleased,
		Substance: strings.TrimSpace(x.Substance), Copy: x.Copy, Files: files}
	if x.Copy {
		s.CopyText = c.CopyOf(x.NameReleased, x.Blackout)
	}
	if s.Seat = c.seatOf(l); l.Member == "" && s.Seat == 0 { // who is asked is one it is about
		named := c.After(Recorded{Event: SubjectNamed{Name: l.Name}})
		s.Seat = named.seatOf(l)
		return m.entries(SubjectNamed{Name: l.Name}, s, l)
	}
	return m.entries(s, l)
}

// ReactBy proposes the last day for somebody to react, or the day of a conversation:
// the working day at least so many days after today, and at the latest the working
// day before the answer to the complainant is due, so that what they say can be in
// it. There is none when no working day lies between. An answer that is late, or
// not owed, bounds nothing.
func (c Complaint) ReactBy(p Procedure, m Moment, days int) (day calendar.Date, ok bool) {
	today, work := p.On(m.Now), p.Days()
	day = work.NextWorkingDay(today.AddDays(days))
	for _, o := range Obligations(c, p, m.Now) {
		if o.Term != TermRespond || !o.Open() || !o.Due.After(today) {
			continue
		}
		if last := work.WorkingDayOnOrBefore(o.Due.AddDays(-1)); last.Before(day) {
			day = last
		}
	}
	if !day.After(today) {
		return calendar.Date{}, false
	}
	return day, true
}

// seatOf is the seat of a reader who is no member.
func (c Complaint) seatOf(l LetterWritten) int {
	if l.Member != "" {
		return 0
	}
	return c.seat(l.Name)
}

// shownFiles are the files that go along, out of those that came with the complaint.
func (c Complaint) shownFiles(x Invitation) ([]Attachment, error) {
	var all []Attachment
	for _, id := range x.Files {
		i := slices.IndexFunc(c.Received.Attachments, func(a Attachment) bool { return a.ID == id })
		if i < 0 {
			return nil, refuse("file", "file_unknown")
		}
		all = append(all, c.Received.Attachments[i])
	}
	return all, nil
}

func (c Complaint) checkInvitation(p Procedure, m Moment, x Invitation, l LetterWritten) error {
	switch {
	case l.Member == "" && strings.TrimSpace(l.Name) == "":
		return refuse("name", "invited_missing")
	case l.Member != "" && !c.IsSubject(l.Member):
		return refuse("member", "invited_not_subject")
	case strings.TrimSpace(x.Substance) == "":
		return refuse("substance", "substance_empty")
	case x.By.IsZero():
		return refuse("date", "react_by_missing")
	case !x.By.After(p.On(m.Now)):
		return refuse("date", "react_by_past")
	case !x.NameReleased && c.Identifies(x.Substance):
		return refuse("released", "names_complainant")
	case l.Via == ViaPage: // the page opens by this letter
		return refuse("via", "via_unknown")
	case !x.Copy && c.owesCopy(p, c.partyOf(l.Member, l.Name)):
		return refuse("copy", "copy_demanded")
	}
	return nil
}

// Identifies reports whether words tell who complained: by a part of their name,
// their address or their number. It is careful on purpose: a tick undoes it.
func (c Complaint) Identifies(words string) bool {
	r := c.Received
	if r.Email != "" && strings.Contains(strings.ToLower(words), strings.ToLower(r.Email)) {
		return true
	}
	if number := digits(r.Phone); len(number) >= 6 && strings.Contains(digits(words), number[len(number)-6:]) {
		return true
	}
	said := nameWords(words)
	return slices.ContainsFunc(nameWords(r.Name), func(part string) bool {
		return utf8.RuneCountInString(part) > 2 && !slices.Contains(particles, strings.ToLower(part)) && slices.ContainsFunc(said, func(w string) bool { return strings.EqualFold(w, part) })
	})
}

// particles are words of a name that are everywhere.
var particles = []string{"van", "der", "den", "het", "ten", "ter", "mevrouw", "meneer", "heer"}

func nameWords(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// invitedInVain: nobody needs their side any more, or they gave it.
func (c Complaint) invitedInVain(l Letter) bool {
	if c.Ended() || c.Decision != nil && c.Decision.Seq > l.seq {
		return true
	}
	return slices.ContainsFunc(c.Hearings, func(h Done[Heard]) bool { return h.Seq > l.seq && h.Event.Member == l.Member }) && !c.holdsCopy(l)
}

// holdsCopy: what stands in the letter is owed itself (Awb 9:9).
func (c Complaint) holdsCopy(l Letter) bool {
	return slices.ContainsFunc(c.Sides, func(s Done[SideAsked]) bool { return s.Event.Letter == l.ID && s.Event.Copy })
}
