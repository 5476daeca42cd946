package register

import (
	"context"
	"errors"
	"io"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// SideKey is how somebody a complaint is about shows that something was put there
// for them: the code of their letter, or being signed in.
type SideKey struct {
	Code vault.Code
	Who  Person // without a code
	ID   string
}

// SideByCode opens what was put there for who holds this code. Whatever is wrong
// with it, it is ErrNotFound.
func (r *Register) SideByCode(ctx context.Context, code vault.Code) (*store.Side, error) {
	return r.Store.SideByCode(ctx, r.Home().ID, code, r.procedureAt)
}

// OwnSide opens what was put there for a member. Of somebody else's it says what it
// says of none.
func (r *Register) OwnSide(ctx context.Context, who Person, id string) (*store.Side, error) {
	return r.Store.OpenSide(ctx, who.visitor(), id, r.procedureAt)
}

func (r *Register) openSide(ctx context.Context, k SideKey) (*store.Side, error) {
	if k.Code != "" {
		return r.SideByCode(ctx, k.Code)
	}
	return r.OwnSide(ctx, k.Who, k.ID)
}

// OwnSides lists what stands there for a member now, newest first.
func (r *Register) OwnSides(ctx context.Context, who Person) (all []complaint.OwnSide, err error) {
	if !who.Proven() {
		return nil, nil
	}
	ids, err := r.Store.SidesOf(ctx, who.Organisation(), who.Member.ID)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		h, err := r.OwnSide(ctx, who, id)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, store.ReadSide(h))
	}
	return all, nil
}

// HasSides reports whether anything was ever put there for somebody, for the menu.
// What is over shows an empty list.
func (r *Register) HasSides(who Person) bool {
	_, asked := r.heardOf.Load(who.Member.ID)
	return asked && who.Proven()
}

// noteAsked keeps who was asked for their side.
func (r *Register) noteAsked(all []complaint.Recorded) {
	for _, e := range all {
		if asked, ok := e.Event.(complaint.SideAsked); ok && asked.Account {
			r.heardOf.Store(asked.Member, true)
		}
	}
}

// SideFile opens a file that they may see, or sent themselves.
func (r *Register) SideFile(ctx context.Context, k SideKey, file string) (complaint.Attachment, io.ReadSeekCloser, error) {
	h, err := r.openSide(ctx, k)
	if err != nil {
		return complaint.Attachment{}, nil, err
	}
	return store.SideFile(ctx, h, file)
}

// aside is the spine for whom the complaint is about: what they may do is decided by
// what was put there for them, and no role has a part in it.
func (r *Register) aside(ctx context.Context, k SideKey, key string, files []store.PendingFile,
	decide func(complaint.Complaint, complaint.Procedure, complaint.Moment, complaint.OwnSide) ([]complaint.Entry, error)) (complaint.OwnSide, error) {
	h, err := r.openSide(ctx, k)
	if err != nil {
		return complaint.OwnSide{}, err
	}
	own, id := store.ReadSide(h), store.DossierOfSide(h)
	order := Order{by: complaint.BySubject, files: files}
	if k.Code == "" {
		order.by = k.Who.Member.ID
	}
	if key != "" {
		order.Key = "side:" + own.ID + ":" + key
	}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		after, err := r.inside(t, system(r.Home().ID), id, order, access.Handle, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
			return decide(c, p, m, own)
		})
		if err == nil {
			own, _ = after.OwnSideOf(r.procedureOf(after), own.ID, r.Now())
		}
		return err
	})
	return own, err
}

// SaySide records what they write, with the files they send along.
func (r *Register) SaySide(ctx context.Context, k SideKey, key, statement string, files []store.PendingFile) (complaint.OwnSide, error) {
	return r.aside(ctx, k, key, files, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, own complaint.OwnSide) ([]complaint.Entry, error) {
		var kept []complaint.Attachment
		for _, f := range files {
			kept = append(kept, f.Attachment())
		}
		return c.SayOwn(p, m, own.ID, statement, kept)
	})
}

// Reaction is what a party says of a report.
type Reaction struct {
	Report     string
	Agrees     bool
	Correction string
}

func (x Reaction) of(to complaint.Party, how complaint.Channel) complaint.ReportAnswered {
	return complaint.ReportAnswered{Report: x.Report, Reader: to.Reader, Member: to.Member, Seat: to.Seat, Name: to.Name, Agrees: x.Agrees, Correction: x.Correction, How: how}
}

// ReactSide records what they say of a report.
func (r *Register) ReactSide(ctx context.Context, k SideKey, key string, x Reaction) (complaint.OwnSide, error) {
	return r.aside(ctx, k, key, nil, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, own complaint.OwnSide) ([]complaint.Entry, error) {
		return c.AnswerReport(p, m, x.of(own.Party, complaint.ChannelForm))
	})
}

// ReactOwn records what the complainant says of a report.
func (r *Register) ReactOwn(ctx context.Context, o Own, x Reaction) (complaint.Complaint, error) {
	return r.own(ctx, o, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.AnswerReport(p, m, x.of(complaint.Complainant(), complaint.ChannelForm))
	})
}

// declared says that a party need not be heard, in a party's own words or without any.
func declared(to complaint.Party, words string) complaint.DutyWaived {
	return complaint.DutyWaived{Duty: complaint.DutyHearing, Reader: to.Reader, Member: to.Member, Seat: to.Seat, Name: to.Name,
		Ground: complaint.GroundDeclared, How: complaint.ChannelForm, Words: words}
}

// WaiveSide: whom it is about says that they need not be heard.
func (r *Register) WaiveSide(ctx context.Context, k SideKey, key string) (complaint.OwnSide, error) {
	return r.aside(ctx, k, key, nil, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, own complaint.OwnSide) ([]complaint.Entry, error) {
		return c.Waive(p, m, declared(own.Party, ""))
	})
}

// WaiveOwn: the complainant says that they need not be heard.
func (r *Register) WaiveOwn(ctx context.Context, o Own) (complaint.Complaint, error) {
	return r.own(ctx, o, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.Waive(p, m, declared(complaint.Complainant(), ""))
	})
}
