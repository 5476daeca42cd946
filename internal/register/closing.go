package register

import (
	"context"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/vault"
)

// Close ends the dossier; it is refused while something is missing (S13).
func (r *Register) Close(ctx context.Context, who Person, o Order, reason string) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Close, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Close(p, m, reason)
	})
}

// Confirmation is the letter that confirms the end of a complaint.
type Confirmation struct {
	Sending
	Done string // what was done; one line is one thing
}

// CloseAndConfirm ends the dossier and tells the complainant so.
func (r *Register) CloseAndConfirm(ctx context.Context, who Person, o Order, reason string, x Confirmation) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Close, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code) ([]complaint.Entry, error) {
		return r.confirmed(c, p, m, x, r.closing(c, p, m, code, x))(c.Close(p, m, reason))
	})
}

// WithdrawAndConfirm records that the complainant takes it back, and that we know.
func (r *Register) WithdrawAndConfirm(ctx context.Context, who Person, o Order, w complaint.Withdrawn, x Confirmation) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code) ([]complaint.Entry, error) {
		return r.confirmed(c, p, m, x, r.withdrawal(c, p, m, code, x))(c.Withdraw(p, m, w))
	})
}

// confirmed adds the letter, when it can leave.
func (r *Register) confirmed(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, x Confirmation, text letter.Text) func([]complaint.Entry, error) ([]complaint.Entry, error) {
	return func(entries []complaint.Entry, err error) ([]complaint.Entry, error) {
		if err != nil {
			return nil, err
		}
		if err := r.checkSending(c, x.Sending); err != nil {
			return nil, err
		}
		entries, err = c.Confirm(p, m, writeLetter(c, x.Sending, text))(entries, nil)
		return leaves(p, complaint.LetterClosing, text)(entries, err)
	}
}

func (r *Register) closing(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code, x Confirmation) letter.Text {
	end := letter.End("")
	switch {
	case c.Withdrawn != nil:
		m.Happened = c.Withdrawn.Happened
		return r.withdrawal(c, p, m, code, x)
	case c.Satisfied():
		end = letter.EndSatisfied
	case c.Answered():
		end = letter.EndAnswered
	}
	return r.ending(c, p, m, code, x, letter.Closing{End: end})
}

func (r *Register) withdrawal(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code, x Confirmation) letter.Text {
	on := m.Happened
	if on.IsZero() {
		on = m.Now
	}
	return r.ending(c, p, m, code, x, letter.Closing{End: letter.EndWithdrawn, On: p.On(on)})
}

func (r *Register) ending(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, code vault.Code, x Confirmation, l letter.Closing) letter.Text {
	l.Done, l.KeptTo, l.Appeal = x.Done, c.KeptTo(p, p.On(m.Now)), p.Appeal
	l.NameAppeal = c.HasDecision() || namesAppeal(p, complaint.LetterClosing)
	return letter.Close(r.frame(c, p, m, code, x.Signer), l)
}

// PreviewClosing shows the letter as it would leave.
func (r *Register) PreviewClosing(d Dossier, x Confirmation) letter.Text {
	return r.closing(d.Complaint, d.Procedure, complaint.Moment{Now: d.Now}, d.Code, x)
}

// PreviewWithdrawal shows the letter as it would leave, for a complaint that was
// taken back at that time; zero is now.
func (r *Register) PreviewWithdrawal(d Dossier, at time.Time, x Confirmation) letter.Text {
	return r.withdrawal(d.Complaint, d.Procedure, complaint.Moment{Now: d.Now, Happened: at}, d.Code, x)
}

// Reopen takes up a complaint that was over.
func (r *Register) Reopen(ctx context.Context, who Person, o Order, reason string) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Close, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Reopen(m, reason)
	})
}

// Withdraw records that the complainant takes it back.
func (r *Register) Withdraw(ctx context.Context, who Person, o Order, w complaint.Withdrawn) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Withdraw(p, m, w)
	})
}

// Except records that a step cannot be done, and why.
func (r *Register) Except(ctx context.Context, who Person, o Order, x complaint.Excepted) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Decide, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Except(p, m, x)
	})
}

// Correct replaces a value; what it was stays in the register (R21).
func (r *Register) Correct(ctx context.Context, who Person, o Order, field complaint.Field, now, reason string) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		if err := checkEmail("value", Change{field, now}); err != nil {
			return nil, err
		}
		if err := r.checkCategory(c, Change{field, now}); err != nil {
			return nil, err
		}
		return c.Correct(m, field, now, reason)
	})
}

// Change is one value to correct.
type Change struct {
	Field complaint.Field
	Now   string
}

// checkEmail refuses an address that our mail cannot go to; one may be taken away.
func checkEmail(field string, x Change) error {
	if x.Field != complaint.FieldEmail || x.Now == "" {
		return nil
	}
	if code := EmailProblem(x.Now); code != "" {
		return &complaint.Refusal{Code: code, Field: field}
	}
	return nil
}

// CorrectAll replaces every value that differs, in one act; nothing different
// is a refusal, so that an empty correction leaves no trace.
func (r *Register) CorrectAll(ctx context.Context, who Person, o Order, changes []Change, reason string) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		var all []complaint.Entry
		for _, x := range changes {
			if err := checkEmail("email", x); err != nil {
				return nil, err
			}
			if err := r.checkCategory(c, x); err != nil {
				return nil, err
			}
			entries, err := c.Correct(m, x.Field, x.Now, reason)
			if refusal, ok := Refused(err); ok && refusal.Code == "nothing_changed" {
				continue
			}
			if err != nil {
				return nil, err
			}
			all = append(all, entries...)
		}
		if len(all) == 0 {
			return nil, &complaint.Refusal{Code: "nothing_changed"}
		}
		return all, nil
	})
}

// Deliver records that a person posted a letter or handed it over on a day.
func (r *Register) Deliver(ctx context.Context, who Person, o Order, letter string, how complaint.Via) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		if how != complaint.ViaPost && how != complaint.ViaHand && how != complaint.ViaEmail {
			return nil, &complaint.Refusal{Code: "via_unknown", Field: "how"}
		}
		return c.Deliver(p, m, letter, how)
	})
}
