package register

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Close ends the dossier; it is refused while something is missing (S13).
func (r *Register) Close(ctx context.Context, who Person, o Order, reason string) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Close, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Close(p, m, reason)
	})
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
