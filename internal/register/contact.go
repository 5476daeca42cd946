package register

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/letter"
	"wederhoor/internal/mail"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// addressAsked is a complainant's request for another address, sealed in a token.
type addressAsked struct{ Dossier, Lang, Was, Now string }

// CorrectOwn changes at once what a complainant calls themselves and their phone.
// Nothing different is nothing done.
func (r *Register) CorrectOwn(ctx context.Context, o Own, name, phone string) (complaint.Complaint, error) {
	return r.own(ctx, o, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) (all []complaint.Entry, err error) {
		for _, x := range []Change{{complaint.FieldName, name}, {complaint.FieldPhone, phone}} {
			entries, err := c.CorrectOwn(m, x.Field, x.Now)
			if refusal, ok := Refused(err); ok && refusal.Code == "nothing_changed" {
				continue
			}
			if err != nil {
				return nil, err
			}
			all = append(all, entries...)
		}
		return all, nil
	})
}

// AskAddress begins the change of a complainant's e-mail address. Who holds the
// code alone cannot take the mail over: first a notice goes to the address we have,
// then a link to the new one, and only what is confirmed there counts. A later
// request replaces this one.
func (r *Register) AskAddress(ctx context.Context, o Own, email string) error {
	id, c, err := r.Store.ByReceipt(ctx, r.Home().ID, o.Code)
	switch {
	case err != nil:
		return err
	case r.Mail == nil:
		return &complaint.Refusal{Code: "no_mail_server", Field: "email"}
	case !ValidEmail(email):
		return &complaint.Refusal{Code: EmailProblem(email), Field: "email"}
	case r.isAsked(ctx, requestID(id, o.Key)): // the same form, sent twice
		return nil
	case !r.asks.Try(ctx, id):
		return &complaint.Refusal{Code: "address_often", Field: "email"}
	}
	body, err := json.Marshal(addressAsked{Dossier: id, Lang: c.Received.Lang, Was: c.Received.Email, Now: email})
	if err != nil {
		return fmt.Errorf("write a request for another address: %w", err)
	}
	item, kind := requestID(id, o.Key), store.JobTellAddress
	if c.Received.Email == "" { // nobody to tell
		kind = store.JobAskAddress
	}
	return r.Store.Write(ctx, func(t *store.Tx) error {
		t.After(r.Wake)
		return errors.Join(t.EndTokens(r.Home().ID, complaint.MemberID(id), store.TokenAddress),
			t.AddToken(identity.Token(item).Hash(), store.Token{Organisation: r.Home().ID, Kind: store.TokenAsked, Member: complaint.MemberID(id),
				Expires: r.Now().Add(identity.AskedAge), Body: body}, true),
			t.AddJob(store.Job{Organisation: r.Home().ID, Dossier: id, Kind: kind, Item: item}))
	})
}

// requestID names a request by the form it came from. It opens nothing: the link
// that is mailed holds a secret of its own.
func requestID(dossier, key string) string {
	if key == "" {
		return store.NewID()
	}
	sum := sha256.Sum256([]byte(dossier + " " + key))
	return hex.EncodeToString(sum[:16])
}

func (r *Register) isAsked(ctx context.Context, item string) bool {
	_, err := r.Store.Token(ctx, r.Home().ID, store.TokenAsked, identity.Token(item).Hash())
	return err == nil
}

// addressOf reads what a job is about; false when the request was replaced or is over,
// or the address was changed by somebody meanwhile.
func (r *Register) addressOf(ctx context.Context, j store.Job) (a addressAsked, ok bool, err error) {
	v, err := r.Store.Token(ctx, j.Organisation, store.TokenAsked, identity.Token(j.Item).Hash())
	if err == nil {
		err = json.Unmarshal(v.Body, &a)
	}
	if err != nil {
		return a, false, absentIsNothing(err)
	}
	h, err := r.outbox(ctx, j)
	if err != nil {
		return a, false, absentIsNothing(err)
	}
	return a, r.Mail != nil && store.ReadAddressee(h).Received.Email == a.Was, nil
}

func absentIsNothing(err error) error {
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// mailAddress carries out both mails of a request.
func (r *Register) mailAddress(ctx context.Context, j store.Job) error {
	a, ok, err := r.addressOf(ctx, j)
	switch {
	case err != nil:
		return err
	case !ok || j.State == store.JobSending || j.Attempts > linkTries && j.Kind == store.JobAskAddress:
		return r.finish(ctx, j)
	}
	home := r.Home()
	frame := letter.Frame{Lang: a.Lang, Organisation: home.Name, Phone: home.Phone, Site: r.Site()}
	if j.Kind == store.JobTellAddress {
		return r.automatic(ctx, j, a.Was, "", frame, letter.AddressAsked(frame), r.Now())
	}
	token := identity.NewToken() // made when it is sent, so that no secret lies in the queue
	body, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("write a new address: %w", err)
	}
	if err := r.Store.AddToken(ctx, token.Hash(), store.Token{Organisation: j.Organisation, Kind: store.TokenAddress, Member: complaint.MemberID(j.Dossier),
		Expires: r.Now().Add(identity.AddressAge), Body: body}, true); err != nil {
		return err
	}
	return r.automatic(ctx, j, a.Now, "", frame, letter.AddressLink(frame, r.Site()+"/status/address?token="+string(token)), r.Now())
}

// afterNotice queues the link to the new address once the old one was told.
func afterNotice(t *store.Tx, j store.Job, out mail.Outcome) error {
	if j.Kind != store.JobTellAddress || out.State != mail.Accepted {
		return nil
	}
	return t.AddJob(store.Job{Organisation: j.Organisation, Dossier: j.Dossier, Kind: store.JobAskAddress, Item: j.Item})
}

// AddressWorks says in which language a mailed link still confirms an address;
// looking does not use it up.
func (r *Register) AddressWorks(ctx context.Context, token identity.Token) (lang string, ok bool) {
	a, err := r.newAddress(ctx, token)
	return a.Lang, err == nil
}

func (r *Register) newAddress(ctx context.Context, token identity.Token) (a addressAsked, err error) {
	v, err := r.Store.Token(ctx, r.Home().ID, store.TokenAddress, token.Hash())
	if err != nil {
		return a, err
	}
	if err := json.Unmarshal(v.Body, &a); err != nil {
		return a, fmt.Errorf("read a new address: %w", err)
	}
	return a, nil
}

// ConfirmAddress makes the new address the complainant's, once. ErrNotFound when
// the link is used or over, or the address was changed by somebody meanwhile.
func (r *Register) ConfirmAddress(ctx context.Context, token identity.Token) (lang string, err error) {
	a, err := r.newAddress(ctx, token)
	if err != nil {
		return "", err
	}
	return a.Lang, r.Store.Write(ctx, func(t *store.Tx) error {
		if _, err := t.UseToken(r.Home().ID, store.TokenAddress, token.Hash()); err != nil {
			return err
		}
		if err := t.EndTokens(r.Home().ID, complaint.MemberID(a.Dossier), store.TokenAsked); err != nil {
			return err
		}
		_, err := r.inside(t, system(r.Home().ID), a.Dossier, Order{by: complaint.ByComplainant}, access.Handle,
			func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
				if c.Received.Email != a.Was {
					return nil, ErrNotFound
				}
				return c.CorrectOwn(m, complaint.FieldEmail, a.Now)
			})
		return err
	})
}
