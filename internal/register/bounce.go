package register

import (
	"context"
	"errors"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/mail"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// ErrNoBounce says that a mail to an address for bounces is none: an absence
// reply, or a report that the letter is only late or did arrive.
var ErrNoBounce = errors.New("the mail does not say that a letter failed")

// sender is the envelope sender of a letter: signed, so that what comes back says
// of which letter it is.
func (r *Register) sender(ctx context.Context, letter string) (string, error) {
	if !r.Mail.Tags() {
		return r.from(), nil
	}
	tag, err := r.Store.BounceTag(ctx, r.Home().ID, letter)
	if err != nil {
		return "", err
	}
	if tagged, ok := mail.Tagged(r.from(), tag); ok {
		return tagged, nil
	}
	return r.from(), nil
}

// IsBounceAddress reports whether a mail to this address is one for Bounced. It
// says nothing about whether the address is true.
func (r *Register) IsBounceAddress(at string) bool {
	tag, ok := mail.TagOf(r.from(), at)
	return ok && len(tag) > 2 && tag[:2] == "b-"
}

// Bounced takes in what came back to the envelope sender of a letter: the letter
// is owed again, also after it was taken, and the next step asks for another
// road. ErrNotFound: the address is not ours or not true; ErrNoBounce: the mail is
// no report of a failure. The same report twice changes nothing.
func (r *Register) Bounced(ctx context.Context, at string, report []byte) error {
	tag, ok := mail.TagOf(r.from(), at)
	if !ok {
		return ErrNotFound
	}
	organisation := r.Home().ID
	letter, dossier, err := r.Store.BouncedLetter(ctx, organisation, tag)
	if err != nil {
		return err
	}
	said, ok := mail.ReadReport(report)
	if !ok || said.Action != "failed" {
		return ErrNoBounce
	}
	return r.Store.Write(ctx, func(t *store.Tx) error {
		_, err := r.inside(t, system(organisation), dossier, Order{}, access.Deliver,
			func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
				return c.Bounce(m, letter, said.Status)
			})
		if err != nil {
			return err
		}
		if err := t.TakeBack(organisation, letter); err != nil && !errors.Is(err, store.ErrLost) { // it would come back again
			return err
		}
		return nil
	})
}
