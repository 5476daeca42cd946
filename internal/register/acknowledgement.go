package register

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/vault"
)

// Acknowledgement is what the page for S9 and S10 asks.
type Acknowledgement struct {
	Sending
	Kind     complaint.AcknowledgementKind
	Action   string
	Promise  calendar.Date
	Personal string
}

// Acknowledge writes the acknowledgement and queues its letter.
func (r *Register) Acknowledge(ctx context.Context, who Person, o Order, a Acknowledgement) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code) ([]complaint.Entry, error) {
		if err := r.checkSending(c, a.Sending); err != nil {
			return nil, err
		}
		if err := complaint.Fits("personal", a.Personal, complaint.TextLimit); err != nil {
			return nil, err
		}
		event := complaint.Acknowledged{AcknowledgementKind: a.Kind, Action: a.Action, Promise: a.Promise}
		text := r.acknowledgement(c, p, m, code, a)
		return leaves(p, complaint.LetterAcknowledgement, text)(c.Acknowledge(p, m, event, writeLetter(c, a.Sending, text)))
	})
}

func (r *Register) acknowledgement(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code, a Acknowledgement) letter.Text {
	respond, _ := complaint.Owed(c, p, complaint.TermRespond, m.Now)
	if !respond.Open() {
		respond.Due = calendar.Date{} // what was solved on the spot owes no answer any more
	}
	return letter.Acknowledge(r.frame(c, p, m, code, a.Signer), letter.Acknowledgement{Kind: a.Kind, Action: a.Action,
		Due: respond.Due, Promise: a.Promise, Personal: a.Personal, Appeal: p.Appeal,
		ProcedureNamesAppealHere: namesAppeal(p, complaint.LetterAcknowledgement)})
}

// PreviewAcknowledgement shows the letter as it would leave.
func (r *Register) PreviewAcknowledgement(d Dossier, a Acknowledgement) letter.Text {
	return r.acknowledgement(d.Complaint, d.Procedure, complaint.Moment{Now: d.Now}, d.Code, a)
}
