package register

import (
	"context"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/index"
	"wederhoor/internal/letter"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Redacting is a passage or a file that waits to be made unreadable, as the page of
// what is kept tells of it: not a word of it, for who reads nothing else either.
type Redacting struct {
	Ref        string
	Heading    string // only for who reads it
	By         string // who proposed it
	File       bool
	Asked      complaint.AskedBy
	MayConfirm bool
	Own        bool // this person proposed it
}

// redacting lists what waits, for the page of what is kept.
func (r *Register) redacting(who Person) (all []Redacting) {
	r.index.Redactions(who.Actor, func(e *index.Entry) {
		asked := e.Complaint.Redaction
		x := Redacting{Ref: e.Ref, By: r.nameOf(asked.By), File: asked.Event.File != "", Asked: asked.Event.Asked,
			MayConfirm: access.May(who.Actor, access.Redact, e.Facts).OK, Own: asked.By == who.Member.ID}
		if access.May(who.Actor, access.ReadContent, e.Facts).OK {
			x.Heading = e.Heading
		}
		all = append(all, x)
	})
	return all
}

// ProposeRedaction says that a passage or a file has to be made unreadable. Who may be
// the second hears so.
func (r *Register) ProposeRedaction(ctx context.Context, who Person, o Order, e complaint.RedactionProposed) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Keep, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.ProposeRedaction(m, e)
	})
}

// StopRedaction leaves it readable, for who says what is kept and for the second.
func (r *Register) StopRedaction(ctx context.Context, who Person, o Order, reason string) (complaint.Complaint, error) {
	do := access.Keep
	if _, v := r.index.Verdict(who.Actor, access.Redact, o.Ref); v.OK {
		do = access.Redact
	}
	return r.act(ctx, who, o, do, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.StopRedaction(m, reason)
	})
}

// Redact is the second person, who just showed who they are. When it answers, the
// words are gone, and so are their keys.
func (r *Register) Redact(ctx context.Context, who Person, o Order) (complaint.Complaint, error) {
	if !who.Fresh(r.Now()) {
		return complaint.Complaint{}, ErrProve
	}
	after, err := r.act(ctx, who, o, access.Redact, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		check, err := r.Store.CheckCode(ctx, who.Organisation(), c.Filed())
		if err != nil {
			return nil, err
		}
		mark := ""
		if asked := c.Redaction; asked != nil {
			mark = letter.Unreadable(c.Received.Lang, p.On(m.Now), r.nameOf(asked.By), asked.Event.Reason)
		}
		return c.Redact(m, who.Member.ID, store.NewID(), mark, string(check))
	})
	if err != nil {
		return after, err
	}
	r.forgetWords()
	return after, r.Store.FinishErasures(ctx)
}
