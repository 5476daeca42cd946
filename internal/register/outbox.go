package register

import (
	"context"
	"errors"
	"strings"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/letter"
	"wederhoor/internal/mail"
	"wederhoor/internal/store"
)

// mails composes what an act writes to go by mail, once: these bytes leave at
// every attempt. What no mail can be made of cannot be written to go by mail.
func (r *Register) mails(ctx context.Context, dossier string, c complaint.Complaint, entries []complaint.Entry) ([]store.Mail, error) {
	replyTo, err := r.replyAddress(ctx, dossier)
	if err != nil {
		return nil, err
	}
	var all []store.Mail
	for _, e := range entries {
		l, ok := e.Event.(complaint.LetterWritten)
		if !ok || l.Via != complaint.ViaEmail {
			continue
		}
		back, site := replyTo, r.Site()
		if !l.ToComplainant() { // who answers has no part in the dossier, nor a page to follow it on
			back, site = "", ""
		}
		m := r.mailOf(l, back, site, r.Now())
		m.InReplyTo = answers(c, l)
		raw, err := mail.Compose(m)
		if errors.Is(err, mail.ErrMessage) {
			return nil, &complaint.Refusal{Code: "mail_unfit", Field: "via"}
		}
		if err != nil {
			return nil, err
		}
		all = append(all, store.Mail{Letter: l.ID, Raw: raw})
	}
	return all, nil
}

// answers is the mail that a letter stands below in the mailbox of its reader:
// the one that brought the complaint, when the letter goes to who sent that.
func answers(c complaint.Complaint, l complaint.LetterWritten) string {
	if len(c.History) == 0 || !l.ToComplainant() {
		return ""
	}
	first, ok := c.History[0].Event.(complaint.Received)
	if !ok || !strings.EqualFold(first.Email, l.To) || !mail.IsID(first.MessageID) {
		return ""
	}
	return first.MessageID
}

func (r *Register) mailOf(l complaint.LetterWritten, replyTo, site string, at time.Time) mail.Message {
	t := letter.Text{Subject: l.Subject, Body: l.Text}
	home := r.Home()
	return mail.Message{ID: l.MessageID, From: r.from(), FromName: home.Name, To: l.To, ToName: l.Name, ReplyTo: replyTo, Subject: l.Subject,
		Text: letter.Plain(t), HTML: letter.HTML(letter.Frame{Lang: l.Lang, Organisation: home.Name, Phone: home.Phone, Address: home.Address, Site: site}, t), Date: at}
}

// LetterMail gives the mail of a letter as it was stored and as it leaves, to keep or
// to show to whom it concerns. The log calls it a download.
func (r *Register) LetterMail(ctx context.Context, who Person, ref, id string) ([]byte, error) {
	_, h, err := r.takeAway(ctx, who, ref)
	if err != nil {
		return nil, err
	}
	return store.MailOf(ctx, h, id)
}
