package register

import (
	"context"
	"errors"
	"slices"
	"strings"

	"wederhoor/internal/inmail"
	"wederhoor/internal/mail"
	"wederhoor/internal/store"
)

// ours ends every Message-ID that we made.
const ours = "@wederhoor.invalid"

// replyAddress is where an answer to a letter goes: the mailbox that is read, with
// a signed tag that says of which dossier. "" without a mailbox, or where tags are off.
func (r *Register) replyAddress(ctx context.Context, dossier string) (string, error) {
	if r.Mail == nil || !r.Mail.Tags() || len(r.Mailboxes) == 0 {
		return "", nil
	}
	tag, err := r.Store.ReplyTag(ctx, r.Home().ID, dossier)
	if err != nil {
		return "", err
	}
	tagged, _ := mail.Tagged(r.Mailboxes[0].Address(), tag)
	return tagged, nil
}

// noticeID is the Message-ID of automatic mail: about a dossier when it goes to
// its complainant, so that an answer finds the way back.
func (r *Register) noticeID(ctx context.Context, j store.Job) (string, error) {
	if toComplainant(j) {
		tag, err := r.Store.ReplyTag(ctx, j.Organisation, j.Dossier)
		return tag + "." + j.ID + ours, err
	}
	tag, err := r.Store.NoticeTag(ctx, j.Organisation, j.ID)
	return tag + ours, err
}

// toComplainant: automatic mail to the address that the complainant is known by.
func toComplainant(j store.Job) bool {
	return j.Kind == store.JobSendReceipt || j.Kind == store.JobTellAddress
}

// thread is what our own signatures in a mail say of where it belongs. Nothing
// else does: a number in a subject is a hint for a person.
type thread struct {
	dossier string
	bounced string // the address for bounces it was sent to; "" for none
	own     bool   // it is a mail of ours that came back whole
}

func (r *Register) threadOf(ctx context.Context, m inmail.Message) (t thread, err error) {
	if local, ok := strings.CutSuffix(m.MessageID, ours); ok {
		dossier, err := r.dossierOfID(ctx, m.MessageID)
		if err != nil {
			return t, err
		}
		notice, err := r.Store.IsNotice(ctx, r.Home().ID, local)
		if t.own = notice || dossier != ""; err != nil || t.own {
			return t, err
		}
	}
	for _, at := range recipients(m) {
		dossier, bounce, err := r.dossierOfAddress(ctx, at)
		if err != nil {
			return t, err
		}
		if dossier != "" {
			t.dossier = dossier
			if bounce {
				t.bounced = at
			}
			return t, nil
		}
	}
	for _, id := range slices.Backward(slices.Concat(m.References, m.InReplyTo)) { // the last is the nearest
		if t.dossier, err = r.dossierOfID(ctx, id); err != nil || t.dossier != "" {
			return t, err
		}
	}
	return t, nil
}

// recipients are the addresses a mail was sent to, the surest first.
func recipients(m inmail.Message) []string {
	all := slices.Clone(m.DeliveredTo)
	for _, a := range slices.Concat(m.To, m.Cc) {
		all = append(all, a.Email)
	}
	return all[:min(len(all), 50)]
}

// dossierOfAddress reads the tag in one of our own addresses.
func (r *Register) dossierOfAddress(ctx context.Context, at string) (dossier string, bounce bool, err error) {
	for _, base := range r.addresses() {
		tag, ok := mail.TagOf(base, at)
		if !ok {
			continue
		}
		if dossier, err = r.Store.RepliedDossier(ctx, r.Home().ID, tag); err == nil || !errors.Is(err, ErrNotFound) {
			return dossier, false, err
		}
		if _, dossier, err = r.Store.BouncedLetter(ctx, r.Home().ID, tag); err == nil || !errors.Is(err, ErrNotFound) {
			return dossier, true, err
		}
	}
	return "", false, nil
}

// testTag begins the tag of an address to which wederhoor doctor mails itself.
const testTag = "t-"

// isTest: from an address of ours to a tag for tests of it. No complainant writes
// from our own address.
func (r *Register) isTest(m inmail.Message) bool {
	all := r.addresses()
	if !slices.ContainsFunc(all, func(a string) bool { return a != "" && strings.EqualFold(a, m.From.Email) }) {
		return false
	}
	return slices.ContainsFunc(recipients(m), func(at string) bool {
		return slices.ContainsFunc(all, func(base string) bool {
			tag, ok := mail.TagOf(base, at)
			return ok && strings.HasPrefix(tag, testTag)
		})
	})
}

// addresses are our own: what letters leave from, and what is read.
func (r *Register) addresses() []string {
	all := []string{r.from()}
	for _, b := range r.Mailboxes {
		all = append(all, b.Address())
	}
	return all
}

// dossierOfID reads a Message-ID that we made.
func (r *Register) dossierOfID(ctx context.Context, id string) (string, error) {
	local, ok := strings.CutSuffix(id, ours)
	if !ok {
		return "", nil
	}
	tag, _, signed := strings.Cut(local, ".")
	dossier, err := "", error(nil)
	if signed {
		dossier, err = r.Store.RepliedDossier(ctx, r.Home().ID, tag)
	} else {
		dossier, err = r.Store.DossierOfLetter(ctx, r.Home().ID, local)
	}
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	return dossier, err
}
