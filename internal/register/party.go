package register

import (
	"context"
	"errors"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// partyOf: the address is one we write to in this dossier, or wrote to. aside: it
// answers a letter to somebody else than the complainant, whoever sent it.
func (r *Register) partyOf(ctx context.Context, in incoming) (party, aside bool, err error) {
	h, err := store.OpenDossier[access.Outbox](ctx, r.Store, system(r.Home().ID), in.dossier)
	if errors.Is(err, ErrNotFound) {
		return false, false, nil
	}
	if err != nil {
		return false, false, err
	}
	_, aside = store.Invited(h, in.letter, "")
	return in.From.Email != "" && store.WritesTo(h, in.From.Email), aside, nil
}

// invitedBy is the letter to somebody else than the complainant that a mail
// answers: by its thread, or because it comes from where such a letter went.
func (r *Register) invitedBy(ctx context.Context, in incoming, dossier string) (l complaint.Letter, ok bool, err error) {
	t, err := r.threadOf(ctx, in.Message)
	if err != nil {
		return l, false, err
	}
	h, err := store.OpenDossier[access.Outbox](ctx, r.Store, system(r.Home().ID), dossier)
	if err != nil {
		return l, false, err
	}
	email := in.From.Email
	if store.WritesTo(h, email) {
		email = ""
	}
	l, ok = store.Invited(h, t.letter, email)
	return l, ok, nil
}

// addHearing lays a mail in a dossier as the side of who was invited by a letter:
// whoever files it says so, and the complainant did not write it.
func (r *Register) addHearing(ctx context.Context, m store.MailIn, in incoming, who Person, dossier string, l complaint.Letter, with ...func(*store.Tx) error) error {
	heard := complaint.Heard{Member: l.Member, Name: l.Name, How: complaint.ChannelEmail, Statement: messageOf(in)}
	return r.addMail(ctx, m, in, who.visitor(), dossier, who.Member.ID,
		func(c complaint.Complaint, p complaint.Procedure, at complaint.Moment, files []complaint.Attachment) ([]complaint.Entry, error) {
			heard.Attachments = files
			return c.Hear(p, at, heard)
		}, with...)
}
