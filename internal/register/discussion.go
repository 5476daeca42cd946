package register

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Discuss records the talk with members and who owes the acknowledgement (S8).
func (r *Register) Discuss(ctx context.Context, who Person, o Order, d complaint.Discussed) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Assign, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		for _, id := range append([]complaint.MemberID{d.Acknowledger}, d.With...) {
			if err := r.mustBeActive("acknowledger", id); err != nil {
				return nil, err
			}
		}
		return c.Discuss(p, m, d)
	})
}

// mustBeActive opens every member named in a form through the same list: an id
// that is forged or of somebody who left is refused.
func (r *Register) mustBeActive(field string, ids ...complaint.MemberID) error {
	for _, id := range ids {
		if id == "" {
			continue
		}
		if m, ok := r.Member(id); !ok || m.State == "left" {
			return &complaint.Refusal{Code: "member_unknown", Field: field}
		}
	}
	return nil
}

// TakeAction records something done at once for the complainant (S6).
func (r *Register) TakeAction(ctx context.Context, who Person, o Order, a complaint.ActionTaken) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.TakeAction(p, m, a)
	})
}

// Hear records somebody's side.
func (r *Register) Hear(ctx context.Context, who Person, o Order, h complaint.Heard) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		if err := r.mustBeActive("who", h.Member); err != nil {
			return nil, err
		}
		if m, ok := r.Member(h.Member); ok && h.Name == "" {
			h.Name = m.Name
		}
		return c.Hear(p, m, h)
	})
}

// Note adds an internal note.
func (r *Register) Note(ctx context.Context, who Person, o Order, text string) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.AddNote, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Note(m, text)
	})
}

// ReadMessage records that a message of the complainant was read and that nothing
// has to follow.
func (r *Register) ReadMessage(ctx context.Context, who Person, o Order, note string) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.ReadMessage(m, complaint.MessageRead{Note: note})
	})
}

// ChangeReaders gives or ends access (S15).
func (r *Register) ChangeReaders(ctx context.Context, who Person, o Order, added, removed []complaint.MemberID) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Assign, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		if err := r.mustBeActive("add", added...); err != nil {
			return nil, err
		}
		return c.ChangeReaders(m, added, removed)
	})
}

// AssignHandler says who handles the complaint.
func (r *Register) AssignHandler(ctx context.Context, who Person, o Order, handler complaint.MemberID) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Assign, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		if err := r.mustBeActive("handler", handler); err != nil {
			return nil, err
		}
		return c.AssignHandler(m, handler)
	})
}

// NameSubject says whom the complaint is about; that person is out from now on.
func (r *Register) NameSubject(ctx context.Context, who Person, o Order, s complaint.SubjectNamed) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		if err := r.mustBeActive("member", s.Member); err != nil {
			return nil, err
		}
		return c.NameSubject(m, s)
	})
}
