package register

import (
	"context"
	"errors"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Recall takes a letter back that did not leave. Whether it did is asked of the
// queue in the same transaction: the worker has it, or it is gone.
func (r *Register) Recall(ctx context.Context, who Person, o Order, letter string) (after complaint.Complaint, err error) {
	id, err := r.find(ctx, who, access.Handle, o.Ref)
	if err != nil {
		return after, err
	}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		took := false
		after, err = r.inside(t, who.visitor(), id, o, access.Handle, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
			if l, ok := c.Letter(letter); ok && !r.mayRecall(who, id, c, l) {
				return nil, &complaint.Refusal{Code: "recall_not_yours", Field: "letter"}
			}
			entries, err := c.Recall(m, letter)
			took = len(entries) > 0
			return entries, err
		})
		if err != nil || !took {
			return err
		}
		return t.TakeBack(who.Organisation(), letter)
	})
	switch {
	case errors.Is(err, store.ErrLost):
		return after, &complaint.Refusal{Code: "letter_gone", Field: "letter"}
	case errors.Is(err, ErrNotFound):
		return after, r.refuse(ctx, who, access.Handle, id)
	}
	return after, err
}

// mayRecall: who wrote it, and who leads.
func (r *Register) mayRecall(who Person, id string, c complaint.Complaint, l complaint.Letter) bool {
	return l.By == who.Member.ID || access.May(who.Actor, access.Assign, access.FactsOf(who.Organisation(), id, c)).OK
}

// Undo is a letter that this person can still take back, and until when.
type Undo struct {
	Letter complaint.Letter
	Until  time.Time
}

// Undoable gives the last letter of a dossier that this person can still take
// back. After that time it may be on its way.
func (r *Register) Undoable(who Person, d Dossier) (Undo, bool) {
	for i := len(d.Complaint.Letters) - 1; i >= 0; i-- {
		l := d.Complaint.Letters[i]
		until := l.QueuedAt.Add(r.Undo)
		if l.State == complaint.LetterQueued && !l.Resent && d.Now.Before(until) && d.May(who, access.Handle) && r.mayRecall(who, d.id, d.Complaint, l) {
			return Undo{l, until}, true
		}
	}
	return Undo{}, false
}

// Resend sends a letter with an uncertain end once more: the same bytes under
// the same Message-ID, so that many a mailbox shows it once.
func (r *Register) Resend(ctx context.Context, who Person, o Order, letter string) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Handle, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		if r.Mail == nil {
			return nil, &complaint.Refusal{Code: "no_mail_server", Field: "letter"}
		}
		return c.Resend(m, letter)
	})
}
