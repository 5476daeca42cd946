package register

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/vault"
)

// Decide records the decision (S11).
func (r *Register) Decide(ctx context.Context, who Person, o Order, d complaint.Decided) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Decide, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		for _, x := range d.Remedies {
			if err := r.mustBeActive("remedy", x.Owner); err != nil {
				return nil, err
			}
		}
		if err := r.checkNorms(d); err != nil {
			return nil, err
		}
		return c.Decide(p, m, d)
	})
}

// Contact records that the complainant was spoken to, or that it was tried (S11).
func (r *Register) Contact(ctx context.Context, who Person, o Order, k complaint.Contacted) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Contact(p, m, k)
	})
}

// Response is what the page for S12 asks.
type Response struct {
	Sending
	Words string
}

// Respond writes the answer and queues its letter.
func (r *Register) Respond(ctx context.Context, who Person, o Order, a Response) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code) ([]complaint.Entry, error) {
		if err := r.checkSending(c, a.Sending); err != nil {
			return nil, err
		}
		if err := complaint.Fits("text", a.Words, complaint.TextLimit); err != nil {
			return nil, err
		}
		text := r.response(c, p, m, code, a)
		return leaves(p, complaint.LetterResponse, text)(c.Respond(p, m, complaint.Responded{}, writeLetter(c, a.Sending, text)))
	})
}

func (r *Register) response(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code, a Response) letter.Text {
	answer := letter.Response{Words: a.Words, Appeal: p.Appeal}
	if c.Decision != nil {
		d := c.Decision.Event
		answer.Finding, answer.Reason = d.Finding, d.Reason
		for _, x := range d.Remedies {
			owner, _ := r.Member(x.Owner)
			answer.Remedies = append(answer.Remedies, letter.Remedy{Text: x.Words(c.Received.Lang), By: x.By, Who: owner.Name})
		}
	}
	return letter.Respond(r.frame(c, p, m, code, a.Signer), answer)
}

// PreviewResponse shows the letter as it would leave.
func (r *Register) PreviewResponse(d Dossier, a Response) letter.Text {
	return r.response(d.Complaint, d.Procedure, complaint.Moment{Now: d.Now}, d.Code, a)
}

// RuleInadmissible ends a complaint that need not be handled, with a letter that gives
// the reason; for which ground stands in no letter.
func (r *Register) RuleInadmissible(ctx context.Context, who Person, o Order, why complaint.RuledInadmissible, s Sending) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Decide, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code) ([]complaint.Entry, error) {
		if err := r.checkSending(c, s); err != nil {
			return nil, err
		}
		text := letter.Inadmissible(r.frame(c, p, m, code, s.Signer), why.Reason, p.Appeal)
		return leaves(p, complaint.LetterInadmissible, text)(c.RuleInadmissible(p, m, why, writeLetter(c, s, text)))
	})
}

// PreviewInadmissible shows the letter as it would leave.
func (r *Register) PreviewInadmissible(d Dossier, reason string, s Sending) letter.Text {
	return letter.Inadmissible(r.frame(d.Complaint, d.Procedure, complaint.Moment{Now: d.Now}, d.Code, s.Signer), reason, d.Procedure.Appeal)
}

// DoRemedy records that a promised remedy was carried out.
func (r *Register) DoRemedy(ctx context.Context, who Person, o Order, index int) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.DoRemedy(p, m, index)
	})
}

// Accept records whether the complainant is satisfied.
func (r *Register) Accept(ctx context.Context, who Person, o Order, a complaint.Accepted) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Accept(p, m, a)
	})
}
