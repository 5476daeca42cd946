package register

import (
	"context"
	"errors"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Hearing is what the page that invites a party to be heard asks.
type Hearing struct {
	Sending
	Party string // its key
	At    time.Time
	Place string
}

// SetHearing writes to a party on which day and where they can come and tell.
func (r *Register) SetHearing(ctx context.Context, who Person, o Order, x Hearing) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code) ([]complaint.Entry, error) {
		to, ok := c.PartyBy(x.Party)
		if !ok {
			return nil, &complaint.Refusal{Code: "party_unknown", Field: "party"}
		}
		if err := r.checkSending(c, x.Sending); err != nil {
			return nil, err
		}
		h := complaint.HearingSet{Reader: to.Reader, Member: to.Member, Seat: to.Seat, At: x.At, Place: x.Place}
		if to.Reader == complaint.ReaderSubject {
			h.Name = to.Name
		}
		return c.SetHearing(p, m, h, r.letterFor(c, to, x.Sending, r.hearing(c, p, m, to, x, code)))
	})
}

func (r *Register) hearing(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, to complaint.Party, x Hearing, code vault.Code) letter.Text {
	f, h := r.frameFor(c, p, m, to, code, x.Signer), letter.Hearing{Place: x.Place, Subject: to.Reader == complaint.ReaderSubject}
	if !x.At.IsZero() {
		h.Day, h.Clock = p.On(x.At).DayMonth(f.Lang), calendar.Clock(x.At, p.Zone(), f.Lang)
	}
	return letter.Hear(f, h)
}

// PreviewHearing shows the letter as it would leave.
func (r *Register) PreviewHearing(d Dossier, x Hearing) letter.Text {
	to, _ := d.Complaint.PartyBy(x.Party)
	return r.hearing(d.Complaint, d.Procedure, complaint.Moment{Now: d.Now}, to, x, d.Code)
}

// frameFor is the frame of a letter to a party.
func (r *Register) frameFor(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, to complaint.Party, code vault.Code, signer complaint.MemberID) letter.Frame {
	f := r.frame(c, p, m, code, signer)
	if to.Reader == complaint.ReaderSubject {
		by, _ := r.Member(signer)
		lang := c.LangOf(to)
		f.Lang, f.SignerRole, f.Texts, f.Reader, f.Code = lang, roleWords(lang, by), textsOf(r.Home(), lang), r.partyName(to), ""
	}
	return f
}

// partyName is how a party is addressed.
func (r *Register) partyName(to complaint.Party) string {
	if m, ok := r.Member(to.Member); ok {
		return m.Name
	}
	return to.Name
}

// letterFor is a letter to a party: the complainant's own, or one aside.
func (r *Register) letterFor(c complaint.Complaint, to complaint.Party, s Sending, t letter.Text) complaint.LetterWritten {
	l := writeLetter(c, s, t)
	if to.Reader == complaint.ReaderComplainant {
		return l
	}
	l.Reader, l.Member, l.Lang, l.HoldsCode, l.Name = to.Reader, to.Member, c.LangOf(to), false, r.partyName(to)
	if s.Via == complaint.ViaEmail {
		l.To = ""
		if m, ok := r.Member(to.Member); ok {
			l.To = m.Email
		}
	}
	return l
}

// mailable reports whether a letter to a subject can go by mail: only a member has an
// address that we know to be theirs.
func (r *Register) mailable(m complaint.MemberID) bool {
	member, ok := r.Member(m)
	return ok && member.Email != "" && r.Mail != nil && ValidEmail(member.Email)
}

// Report is what the page of a report asks: who were heard, who else reads it, and
// how it goes to each, by the key of the party.
type Report struct {
	Signer       complaint.MemberID
	Heard, Shown []string
	Vias         map[string]complaint.Via
	Present      string
	Text         string
	React        calendar.Date
	NameReleased bool
}

// Report keeps what was said and gives it to each party that is to see it.
func (r *Register) Report(ctx context.Context, who Person, o Order, x Report) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code) ([]complaint.Entry, error) {
		h := complaint.HearingReported{ID: store.NewID(), React: x.React, NameReleased: x.NameReleased, Present: x.Present, Text: x.Text,
			Heard: parties(c, x.Heard), Shown: parties(c, append(x.Heard, x.Shown...))}
		if len(h.Heard) < len(x.Heard) {
			return nil, &complaint.Refusal{Code: "party_unknown", Field: "heard"}
		}
		letters, err := r.reportLetters(c, p, m, code, x, h)
		if err != nil {
			return nil, err
		}
		return c.Report(p, m, h, letters)
	})
}

// parties are those that a form names, each once.
func parties(c complaint.Complaint, keys []string) (all []complaint.Party) {
	seen := map[string]bool{}
	for _, key := range keys {
		if to, ok := c.PartyBy(key); ok && !seen[key] {
			all, seen[key] = append(all, to), true
		}
	}
	return all
}

func (r *Register) reportLetters(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code, x Report, h complaint.HearingReported) (all []complaint.LetterWritten, err error) {
	on := m.Happened
	if on.IsZero() {
		on = m.Now
	}
	for _, to := range h.Shown {
		s := Sending{Via: x.Vias[to.Key()], Signer: x.Signer}
		var refusal *complaint.Refusal
		if err := r.checkSending(c, s); errors.As(err, &refusal) && refusal.Field == "via" {
			return nil, &complaint.Refusal{Code: refusal.Code, Field: ViaField(to)}
		} else if err != nil {
			return nil, err
		}
		_, page := c.AskedOf(to, m.Now)
		t := letter.Tell(r.frameFor(c, p, complaint.Moment{Now: m.Now}, to, code, x.Signer), letter.Report{On: p.On(on), React: h.React, Present: h.Present, Text: h.Text,
			Subject: to.Reader == complaint.ReaderSubject, Page: page || to.Reader == complaint.ReaderComplainant})
		all = append(all, r.letterFor(c, to, s, t))
	}
	return all, nil
}

// ViaField names the field of a form that says how a report goes to a party.
func ViaField(to complaint.Party) string { return "via_" + to.Key() }

// React records what a party said of a report some other way than on their page.
func (r *Register) React(ctx context.Context, who Person, o Order, party string, x Reaction, how complaint.Channel) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		to, ok := c.PartyBy(party)
		if !ok {
			return nil, &complaint.Refusal{Code: "party_unknown", Field: "party"}
		}
		if to.Reader == complaint.ReaderComplainant {
			to.Name = ""
		}
		return c.AnswerReport(p, m, x.of(to, how))
	})
}

// Waive records that a party is not heard, or gets no copy, and on what ground.
func (r *Register) Waive(ctx context.Context, who Person, o Order, party string, w complaint.DutyWaived) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Decide, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		to, ok := c.PartyBy(party)
		if !ok {
			return nil, &complaint.Refusal{Code: "party_unknown", Field: "party"}
		}
		w.Reader, w.Member, w.Seat = to.Reader, to.Member, to.Seat
		if to.Reader == complaint.ReaderSubject {
			w.Name = to.Name
		}
		return c.Waive(p, m, w)
	})
}

// CloseSide ends the page of somebody the complaint is about.
func (r *Register) CloseSide(ctx context.Context, who Person, o Order, id, reason string) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.CloseSide(m, id, reason)
	})
}
