package register

import (
	"context"
	"errors"
	"regexp"
	"slices"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/inmail"
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

// status is what a report may say in a code; what is longer could be words.
var status = regexp.MustCompile(`^[245]\.\d{1,3}\.\d{1,3}`)

// bounced takes in what came back to the envelope sender of a letter: the letter
// is owed again, also after it was taken, and the next step asks for another
// road. ErrNotFound: the address is not ours or not true; ErrNoBounce: the mail is
// no report of a failure. The same report twice changes nothing.
func (r *Register) bounced(t *store.Tx, at string, said inmail.Message) error {
	tag, ok := mail.TagOf(r.from(), at)
	if !ok {
		return ErrNotFound
	}
	organisation := r.Home().ID
	letter, dossier, err := r.Store.BouncedLetter(t.Context(), organisation, tag)
	if err != nil {
		return err
	}
	failure, ok := failed(said)
	if !ok {
		return ErrNoBounce
	}
	_, err = r.inside(t, system(organisation), dossier, Order{}, access.Deliver,
		func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
			return c.Bounce(m, letter, status.FindString(failure.Status))
		})
	if err != nil {
		return err
	}
	if err := t.TakeBack(organisation, letter); err != nil && !errors.Is(err, store.ErrLost) { // it would come back again
		return err
	}
	return nil
}

// failed is the recipient whom the letter did not reach.
func failed(m inmail.Message) (to inmail.BouncedRecipient, ok bool) {
	if m.Bounce == nil {
		return to, false
	}
	i := slices.IndexFunc(m.Bounce.Recipients, func(to inmail.BouncedRecipient) bool { return to.Action == "failed" })
	if i < 0 {
		return to, false
	}
	return m.Bounce.Recipients[i], true
}
