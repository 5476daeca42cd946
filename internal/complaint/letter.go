package complaint

import (
	"slices"
	"strings"
	"time"

	"wederhoor/internal/calendar"
)

// checkLetter refuses a letter that lacks what the procedure demands of it, or
// that cannot reach anybody the way it was chosen to go.
func (c Complaint) checkLetter(p Procedure, l LetterWritten) error {
	switch {
	case strings.TrimSpace(l.Text) == "":
		return refuse("text", "letter_empty")
	case l.Via == ViaEmail && l.To == "":
		return refuse("via", "no_email")
	case l.Via == ViaEmail && c.Restriction != nil:
		return refuse("via", "restriction_mail")
	case l.Via == ViaPage && !c.Received.CodeGiven:
		return refuse("via", "no_code_given")
	case l.Via != ViaEmail && l.Via != ViaPost && l.Via != ViaHand && l.Via != ViaPage:
		return refuse("via", "via_unknown")
	}
	var lacks []string
	for _, part := range p.Requirements.LetterContains[l.Purpose] {
		if !slices.Contains(l.Parts, part) {
			lacks = append(lacks, string(part))
		}
	}
	if len(lacks) > 0 {
		return refuse("text", "letter_lacks", lacks...)
	}
	return nil
}

// with adds what is known of a letter besides what was read in its text.
func (l LetterWritten) with(parts ...Part) LetterWritten {
	l.Parts = slices.Clone(l.Parts)
	for _, p := range parts {
		if !slices.Contains(l.Parts, p) {
			l.Parts = append(l.Parts, p)
		}
	}
	return l
}

// Deliver records that a letter reached its reader: the mail server took it, it
// was posted, or it was handed over on a date. A second time records nothing.
func (c Complaint) Deliver(p Procedure, m Moment, id string, how Via) ([]Entry, error) {
	l, ok := c.Letter(id)
	if !ok {
		return nil, refuse("letter", "letter_unknown")
	}
	if l.State == LetterDone {
		return nil, nil
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	if p.On(m.at()).Before(p.On(l.WrittenAt)) {
		return nil, refuse("day", "before_written", p.On(l.WrittenAt).String())
	}
	return m.entries(LetterDelivered{ID: id, How: how})
}

// FailDelivery records that a letter did not arrive: it is owed again. An
// uncertain one is shown, and a person decides.
func (c Complaint) FailDelivery(m Moment, id, reason string, uncertain bool) ([]Entry, error) {
	l, ok := c.Letter(id)
	if !ok {
		return nil, refuse("letter", "letter_unknown")
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	// What arrived by another road stays arrived, and so does what the server
	// took when a second attempt got no answer. A bounce does undo a mail.
	if l.State == LetterUndone || l.State == LetterBounced || l.State == LetterDone && (uncertain || l.How != ViaEmail) {
		return nil, nil
	}
	return m.entries(LetterFailed{ID: id, Reason: reason, Uncertain: uncertain})
}

// Bounce records that a mail which was taken came back: what it had met is owed
// again. What reached its reader by another road stays so.
func (c Complaint) Bounce(m Moment, id, reason string) ([]Entry, error) {
	l, ok := c.Letter(id)
	if !ok {
		return nil, refuse("letter", "letter_unknown")
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	if l.Via != ViaEmail || l.State == LetterUndone || l.State == LetterBounced || l.State == LetterDone && l.How != ViaEmail {
		return nil, nil
	}
	return m.entries(LetterFailed{ID: id, Reason: reason, Bounced: true})
}

// Owing lists the letters that were written and have not reached anybody yet. A
// letter is owed until it is delivered; only a later letter for the same, an
// exception with a reason, a withdrawal or what made it pointless takes its place.
func (c Complaint) Owing() []Letter {
	return slices.DeleteFunc(slices.Clone(c.Letters), func(l Letter) bool {
		return l.State == LetterDone || c.excepted(serves[l.Purpose]) || c.Withdrawn != nil && l.Purpose != LetterClosing && !l.aboutAccess() || c.replaced(l) || c.overtaken(l)
	})
}

// Waiting is a letter that waits for an envelope or a hand, with the last day
// of what it is for; no day when that has none.
type Waiting struct {
	Letter
	Due  calendar.Date
	Late bool
}

// ToPost lists the letters that a person still has to post or hand over.
func (c Complaint) ToPost(p Procedure, now time.Time) (all []Waiting) {
	for _, l := range c.Owing() {
		if l.State == LetterToPost {
			n := c.due(p, now, serves[l.Purpose], Next{})
			all = append(all, Waiting{Letter: l, Due: n.Due, Late: n.Late})
		}
	}
	return all
}

// serves says which term a letter is for.
var serves = map[LetterPurpose]TermID{LetterAcknowledgement: TermAcknowledge, LetterExtension: TermRespond, LetterResponse: TermRespond, LetterFollowUp: TermFollow}

// replaced: a letter that failed and was followed by one of the same purpose is history.
func (c Complaint) replaced(l Letter) bool {
	if l.Purpose == LetterFollowUp { // two appeals each have their own
		return !slices.ContainsFunc(c.Appeals, func(a Appeal) bool { return a.Followed != nil && a.Followed.Event.Letter == l.ID })
	}
	return slices.ContainsFunc(c.Letters, func(o Letter) bool {
		return o.Purpose == l.Purpose && o.seq > l.seq && l.Purpose != LetterReport && !l.aboutAccess() && o.Reader == l.Reader &&
			(l.ToComplainant() || l.Member != "" && o.Member == l.Member)
	})
}

// overtaken: nobody needs a notice of delay once the answer is there, nor the
// answer of before a reopening. The acknowledgement is sent once and stays owed, and
// so does what was done with an appeal.
func (c Complaint) overtaken(l Letter) bool {
	if l.aboutAccess() {
		return c.accessOvertaken(l)
	}
	if c.Reopened != nil && l.seq < c.Reopened.Seq {
		return l.Purpose != LetterAcknowledgement && l.Purpose != LetterFollowUp
	}
	switch l.Purpose {
	case LetterExtension:
		return c.handled()
	case LetterHolding:
		return c.handled() || c.Inadmissible != nil || c.excepted(TermRespond)
	case LetterInvitation:
		return c.invitedInVain(l)
	case LetterHearing:
		return c.Ended() || c.Decision != nil && c.Decision.Seq > l.seq || c.heardAfter(l)
	case LetterReport:
		return c.Ended()
	case LetterSubjectTold:
		return c.handled() || c.Ended()
	}
	return false
}

func (e LetterFailed) mark(l *Letter) {
	l.State, l.Failure = LetterUndone, e.Reason
	switch {
	case e.Uncertain:
		l.State = LetterUncertain
	case e.Bounced:
		l.State = LetterBounced
	}
}

func (c Complaint) mark(id string, change func(*Letter)) []Letter {
	letters := slices.Clone(c.Letters)
	for i := range letters {
		if letters[i].ID == id {
			change(&letters[i])
		}
	}
	return letters
}

func newLetter(e LetterWritten, r Recorded) Letter {
	l := Letter{LetterWritten: e, WrittenAt: r.Happened, QueuedAt: r.Recorded, By: r.By, State: LetterToPost, seq: r.Seq}
	switch e.Via {
	case ViaEmail:
		l.State = LetterQueued
	case ViaPage: // standing on the complainant's own page is being delivered
		l.State, l.Delivered, l.How = LetterDone, r.Recorded, ViaPage
	}
	return l
}
