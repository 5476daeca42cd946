package register

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/vault"
)

// Holding is what the page of a holding letter asks.
type Holding struct {
	Sending
	Progress string // how far it is
	Steps    string // what happens next; may be empty
}

// Inform writes a holding letter. It moves no date and meets no term.
func (r *Register) Inform(ctx context.Context, who Person, o Order, h Holding) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code) ([]complaint.Entry, error) {
		if err := r.checkSending(c, h.Sending); err != nil {
			return nil, err
		}
		text := r.holding(c, p, m, code, h)
		entries, err := c.Inform(p, m, h.Progress, writeLetter(c, h.Sending, text))
		return leaves(p, complaint.LetterHolding, text)(entries, err)
	})
}

func (r *Register) holding(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code, h Holding) letter.Text {
	respond, _ := complaint.Owed(c, p, complaint.TermRespond, m.Now)
	if !respond.Open() {
		respond.Due = calendar.Date{} // satisfied already: no day is promised any more
	}
	return letter.Hold(r.frame(c, p, m, code, h.Signer), letter.Holding{Progress: h.Progress, Steps: h.Steps, Due: respond.Due,
		Appeal: p.Appeal, NameAppeal: namesAppeal(p, complaint.LetterHolding)})
}

// PreviewHolding shows the letter as it would leave.
func (r *Register) PreviewHolding(d Dossier, h Holding) letter.Text {
	return r.holding(d.Complaint, d.Procedure, complaint.Moment{Now: d.Now}, d.Code, h)
}
