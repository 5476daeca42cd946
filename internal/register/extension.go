package register

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/vault"
)

// Extension is what the page for S14 asks.
type Extension struct {
	Sending
	Date        calendar.Date
	Reason      string
	Consent     bool
	SubjectTold calendar.Date
}

// Extend writes the notice with the new date; the due date moves when the
// notice is delivered.
func (r *Register) Extend(ctx context.Context, who Person, o Order, x Extension) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code) ([]complaint.Entry, error) {
		if err := r.checkSending(c, x.Sending); err != nil {
			return nil, err
		}
		event := complaint.Extended{Date: x.Date, Reason: x.Reason, Consent: x.Consent, SubjectTold: x.SubjectTold}
		text := r.extension(c, p, m, code, x)
		entries, err := leaves(p, complaint.LetterExtension, text)(c.Extend(p, m, event, writeLetter(c, x.Sending, text)))
		if err != nil || x.SubjectTold.IsZero() || !p.Extension.TellSubject {
			return entries, err
		}
		told, err := c.TellSubjects(p, m, r.laterLetters(c, p, m, x))
		return append(entries, told...), err
	})
}

// laterLetters tell everybody it is about that the answer takes longer. A member has
// an address; for who has none it is an envelope.
func (r *Register) laterLetters(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, x Extension) (all []complaint.LetterWritten) {
	for _, to := range c.Parties()[1:] {
		s := Sending{Via: complaint.ViaPost, Signer: x.Signer}
		if r.mailable(to.Member) {
			s.Via = complaint.ViaEmail
		}
		f := r.frameFor(c, p, m, to, "", x.Signer)
		all = append(all, r.letterFor(c, to, s, letter.TellLater(f, x.Date, "")))
	}
	return all
}

func (r *Register) extension(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code, x Extension) letter.Text {
	respond, _ := complaint.Owed(c, p, complaint.TermRespond, m.Now)
	return letter.Extend(r.frame(c, p, m, code, x.Signer), letter.Extension{Date: x.Date, WasDue: respond.Due,
		Late: respond.Standing == complaint.Overdue, Reason: x.Reason, Appeal: p.Appeal,
		NameAppeal: namesAppeal(p, complaint.LetterExtension)})
}

// PreviewExtension shows the letter as it would leave.
func (r *Register) PreviewExtension(d Dossier, x Extension) letter.Text {
	return r.extension(d.Complaint, d.Procedure, complaint.Moment{Now: d.Now}, d.Code, x)
}
