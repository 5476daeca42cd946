package complaint

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Discuss records that the lead talked it over with members and who of them
// owes the acknowledgement (S8, S9). Those members can read along from now on.
func (c Complaint) Discuss(p Procedure, m Moment, d Discussed) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if d.Acknowledger == "" {
		return nil, refuse("acknowledger", "acknowledger_missing")
	}
	for _, member := range append([]MemberID{d.Acknowledger}, d.With...) {
		if c.Conflicted(member) {
			return nil, refuse("acknowledger", "subject_cannot_handle")
		}
	}
	return m.entries(d)
}

// TakeAction records something done at once for the complainant (S6).
func (c Complaint) TakeAction(p Procedure, m Moment, a ActionTaken) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if strings.TrimSpace(a.Text) == "" {
		return nil, refuse("action", "action_empty")
	}
	if a.Nothing {
		return nil, refuse("action", "done_and_nothing")
	}
	return m.entries(a)
}

// AssignHandler says who handles the complaint; never the person it is about (R10).
func (c Complaint) AssignHandler(m Moment, who MemberID) ([]Entry, error) {
	if err := c.running(); err != nil {
		return nil, err
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	if c.Conflicted(who) {
		return nil, refuse("handler", "subject_cannot_handle")
	}
	return m.entries(HandlerAssigned{Handler: who})
}

// ChangeReaders gives or ends access (S15). A subject cannot be let in.
func (c Complaint) ChangeReaders(m Moment, added, removed []MemberID) ([]Entry, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	for _, who := range added {
		if c.Conflicted(who) {
			return nil, refuse("add", "subject_cannot_read")
		}
	}
	if len(added)+len(removed) == 0 {
		return nil, refuse("add", "nobody_chosen")
	}
	return m.entries(ReadersChanged{Added: added, Removed: removed})
}

// NameSubject says whom the complaint is about.
func (c Complaint) NameSubject(m Moment, s SubjectNamed) ([]Entry, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if s.Member == "" && strings.TrimSpace(s.Name) == "" {
		return nil, refuse("name", "subject_missing")
	}
	if slices.ContainsFunc(c.Subjects, func(known SubjectNamed) bool {
		return s.Member != "" && known.Member == s.Member && !known.Suspected
	}) {
		return nil, refuse("member", "subject_known")
	}
	return m.entries(s)
}

// ClearSubject takes back a naming that was wrong, with the reason.
func (c Complaint) ClearSubject(m Moment, s SubjectCleared) ([]Entry, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if !c.Conflicted(s.Member) {
		return nil, refuse("member", "subject_unknown")
	}
	if strings.TrimSpace(s.Reason) == "" {
		return nil, refuse("reason", "reason_empty")
	}
	return m.entries(s)
}

// Recuse shuts out who has an interest in the outcome.
func (c Complaint) Recuse(m Moment, r Recused) ([]Entry, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	switch {
	case r.Member == "":
		return nil, refuse("member", "nobody_chosen")
	case c.Conflicted(r.Member):
		return nil, refuse("member", "recused_before")
	case strings.TrimSpace(r.Reason) == "":
		return nil, refuse("reason", "reason_empty")
	}
	return m.entries(r)
}

// HandOver gives what somebody who leaves still owes here to a colleague. Who
// stands outside cannot take over: then it is for who leads.
func (c Complaint) HandOver(m Moment, from, to MemberID) ([]Entry, error) {
	if !c.Owes(from) {
		return nil, nil
	}
	if c.Conflicted(to) {
		to = ""
	}
	return m.entries(HandedOver{From: from, To: to})
}

// GlassReason is the fewest characters of a reason to break the glass, and
// GlassTime how long it stays broken (security 4.1).
const (
	GlassReason = 20
	GlassTime   = 24 * time.Hour
)

// BreakGlass lets somebody without a part in it read for a day.
func (c Complaint) BreakGlass(m Moment, who MemberID, reason string) ([]Entry, error) {
	if utf8.RuneCountInString(strings.TrimSpace(reason)) < GlassReason {
		return nil, refuse("reason", "glass_reason_short")
	}
	return m.entries(GlassBroken{Member: who, Until: m.Now.Add(GlassTime).UTC().Truncate(time.Millisecond), Reason: strings.TrimSpace(reason)})
}

// Hear records somebody's side (wederhoor).
func (c Complaint) Hear(p Procedure, m Moment, h Heard) ([]Entry, error) {
	if err := m.checkAfter(c, p); err != nil {
		return nil, err
	}
	if strings.TrimSpace(h.Statement) == "" {
		return nil, refuse("statement", "statement_empty")
	}
	if h.Member == "" {
		h.Seat = c.seat(h.Name)
	}
	return m.entries(h)
}

// Note adds an internal note.
func (c Complaint) Note(m Moment, text string) ([]Entry, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, refuse("text", "note_empty")
	}
	return m.entries(Noted{Text: text})
}

// running refuses acts on a complaint that is over; reopening comes first.
func (c Complaint) running() error {
	switch {
	case c.Closed != nil:
		return refuse("", "already_closed")
	case c.Withdrawn != nil:
		return refuse("", "already_withdrawn")
	case c.Inadmissible != nil:
		return refuse("", "already_inadmissible")
	}
	return nil
}
