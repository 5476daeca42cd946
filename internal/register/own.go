package register

import (
	"context"
	"strings"
	"unicode/utf8"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Own is what a complainant does on their own page: the code they typed says of
// which dossier, and no role has a part in it.
type Own struct {
	Code  vault.Code
	Key   string // the same key twice is the same act; "" for none
	Files []store.PendingFile
}

// own is the spine for the complainant. A code that opens nothing is ErrNotFound.
func (r *Register) own(ctx context.Context, o Own, decide decision) (complaint.Complaint, error) {
	id, after, err := r.Store.ByReceipt(ctx, r.Home().ID, o.Code)
	if err != nil {
		return after, err
	}
	order := Order{by: complaint.ByComplainant, files: o.Files}
	if o.Key != "" {
		order.Key = "own:" + id + ":" + o.Key
	}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		after, err = r.inside(t, system(r.Home().ID), id, order, access.Handle, decide)
		return err
	})
	return after, err
}

// Say records what the complainant says more, with the files they send along.
func (r *Register) Say(ctx context.Context, o Own, text string) (complaint.Complaint, error) {
	e := complaint.MessageReceived{Channel: complaint.ChannelForm, Text: text}
	for _, f := range o.Files {
		e.Attachments = append(e.Attachments, f.Attachment())
	}
	return r.own(ctx, o, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Say(m, e)
	})
}

// noReason stands in the register where a complainant gave none: they owe nobody one.
const noReason = "De klager gaf geen reden."

// WithdrawOwn: the complainant takes the complaint back, with a reason or without.
func (r *Register) WithdrawOwn(ctx context.Context, o Own, reason string) (complaint.Complaint, error) {
	if reason == "" {
		reason = noReason
	}
	return r.own(ctx, o, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		if utf8.RuneCountInString(reason) > complaint.MessageLimit {
			return nil, &complaint.Refusal{Code: "message_too_long", Field: "reason"}
		}
		return c.Withdraw(p, m, complaint.Withdrawn{How: complaint.ChannelForm, Reason: reason})
	})
}

// Opine records how the complainant finds that it was handled.
func (r *Register) Opine(ctx context.Context, o Own, satisfied bool, words string) (complaint.Complaint, error) {
	return r.own(ctx, o, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Opine(p, m, complaint.Accepted{Satisfied: satisfied, How: complaint.ChannelForm, Words: words})
	})
}

// askAgain opens the message of who wants it looked at once more. Reopening is an
// act of who leads; until somebody reacts it waits as any message does.
var askAgain = map[string]string{"nl": "Ik ben niet tevreden. Wilt u mijn klacht heropenen?", "en": "I am not satisfied. Please reopen my complaint."}

// AskAgain asks to take a complaint up again that was answered or is over.
func (r *Register) AskAgain(ctx context.Context, o Own, lang, words string) (complaint.Complaint, error) {
	text := askAgain["nl"]
	if lang == "en" {
		text = askAgain[lang]
	}
	return r.Say(ctx, o, strings.TrimSpace(text+"\n\n"+words))
}

// AskOwn records what a complainant asks of what is kept about them. Their code says who
// they are. The same is not asked twice while it waits.
func (r *Register) AskOwn(ctx context.Context, o Own, right complaint.Right, words string) (complaint.Complaint, error) {
	id := store.NewID()
	return r.own(ctx, o, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		for _, x := range c.Requests {
			if x.As == complaint.AskerComplainant && x.Right == right && !c.AccessDone(x) {
				return nil, &complaint.Refusal{Code: "request_waits", Field: "right"}
			}
		}
		return c.RequestAccess(m, complaint.AccessRequested{ID: id, Right: right, As: complaint.AskerComplainant, How: complaint.ChannelForm, Proof: complaint.ProofCode,
			Lang: c.Received.Lang, Name: c.Received.Name, Words: words})
	})
}
