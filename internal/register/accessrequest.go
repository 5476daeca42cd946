package register

import (
	"context"
	"io"
	"slices"
	"strings"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/index"
	"wederhoor/internal/letter"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// RequestAccess records that somebody asked what is kept about them, or something of it.
func (r *Register) RequestAccess(ctx context.Context, who Person, o Order, e complaint.AccessRequested) (complaint.Complaint, error) {
	e.ID = store.NewID()
	return r.act(ctx, who, o, access.Disclose, func(c complaint.Complaint, _ complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		if e.Member != "" {
			if _, ok := r.Member(e.Member); !ok {
				return nil, &complaint.Refusal{Code: "asker_missing", Field: "member"}
			}
			e.Name = ""
		}
		if e.As == complaint.AskerComplainant {
			e.Member, e.Lang = "", c.Received.Lang
			if strings.TrimSpace(e.Name) == "" {
				e.Name = c.Received.Name
			}
		}
		return c.RequestAccess(m, e)
	})
}

// AccessLetter is what the page of a letter about a request asks.
type AccessLetter struct {
	Sending
	Request string // its id
	Reason  string
}

// ExtendAccess writes to who asked that the answer takes longer.
func (r *Register) ExtendAccess(ctx context.Context, who Person, o Order, x AccessLetter) (complaint.Complaint, error) {
	return r.accessLetter(ctx, who, o, x, complaint.LetterAccessLater, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, l complaint.LetterWritten) ([]complaint.Entry, error) {
		return c.ExtendAccess(p, m, complaint.AccessExtended{ID: x.Request, Reason: x.Reason}, l)
	})
}

// RefuseAccess writes to who asked that they do not get it, and why.
func (r *Register) RefuseAccess(ctx context.Context, who Person, o Order, x AccessLetter) (complaint.Complaint, error) {
	return r.accessLetter(ctx, who, o, x, complaint.LetterAccessRefused, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, l complaint.LetterWritten) ([]complaint.Entry, error) {
		return c.RefuseAccess(p, m, complaint.AccessAnswered{ID: x.Request, Reason: x.Reason}, l)
	})
}

// GrantRequest writes to who asked that it was done, and what.
func (r *Register) GrantRequest(ctx context.Context, who Person, o Order, x AccessLetter) (complaint.Complaint, error) {
	return r.accessLetter(ctx, who, o, x, complaint.LetterRequestGranted, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, l complaint.LetterWritten) ([]complaint.Entry, error) {
		return c.GrantRequest(p, m, complaint.AccessAnswered{ID: x.Request, Reason: x.Reason}, l)
	})
}

func (r *Register) accessLetter(ctx context.Context, who Person, o Order, x AccessLetter, purpose complaint.LetterPurpose,
	decide func(complaint.Complaint, complaint.Procedure, complaint.Moment, complaint.LetterWritten) ([]complaint.Entry, error),
) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Disclose, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		req, ok := c.AccessRequest(x.Request)
		if !ok {
			return nil, &complaint.Refusal{Code: "request_unknown"}
		}
		if err := r.checkSending(c, x.Sending); err != nil {
			return nil, err
		}
		text := r.aboutAccess(c, p, m, req, x, purpose)
		name, email := r.asker(c, req)
		l := complaint.LetterWritten{ID: store.NewID(), Via: x.Via, Lang: langOf(req), Signer: x.Signer, Member: req.Member, Subject: text.Subject, Text: text.Body, Name: name, Parts: text.Parts}
		if x.Via == complaint.ViaEmail {
			l.To, l.MessageID = email, l.ID+ours
		}
		entries, err := decide(c, p, m, l)
		return leaves(p, purpose, text)(entries, err)
	})
}

// asker is the name and the address of who asked. Of somebody from outside no address
// is known to be theirs.
func (r *Register) asker(c complaint.Complaint, x complaint.AccessRequest) (name, email string) {
	if m, ok := r.Member(x.Member); ok {
		return m.Name, m.Email
	}
	if x.As == complaint.AskerComplainant {
		return c.Received.Name, c.Received.Email
	}
	return x.Name, ""
}

func langOf(x complaint.AccessRequest) string {
	if x.Lang == "en" {
		return "en"
	}
	return "nl"
}

func (r *Register) accessFrame(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, x complaint.AccessRequest, signer complaint.MemberID) letter.Frame {
	f := r.frame(c, p, m, "", signer)
	by, _ := r.Member(signer)
	f.Lang, f.Texts, f.SignerRole = langOf(x), nil, roleWords(langOf(x), by)
	f.Reader, _ = r.asker(c, x)
	return f
}

func (r *Register) aboutAccess(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, req complaint.AccessRequest, x AccessLetter, purpose complaint.LetterPurpose) letter.Text {
	f, asked := r.accessFrame(c, p, m, req, x.Signer), p.On(req.At)
	switch purpose {
	case complaint.LetterAccessRefused:
		return letter.RefuseRequest(f, req.Right, asked, x.Reason)
	case complaint.LetterRequestGranted:
		return letter.GrantRequest(f, req.Right, asked, x.Reason)
	}
	return letter.RequestLater(f, req.Right, asked, complaint.AccessLast(p, req), x.Reason)
}

// PreviewAccess shows a letter about a request as it would leave.
func (r *Register) PreviewAccess(d Dossier, x AccessLetter, purpose complaint.LetterPurpose) letter.Text {
	req, _ := d.Complaint.AccessRequest(x.Request)
	return r.aboutAccess(d.Complaint, d.Procedure, complaint.Moment{Now: d.Now}, req, x, purpose)
}

// PackLetter is the letter that goes along with a pack, as we would write it. kept says
// how long things are kept.
func (r *Register) PackLetter(who Person, d Dossier, x complaint.AccessRequest, kept string, named bool) letter.Text {
	p := letter.Pack{As: x.As, Asked: d.Procedure.On(x.At), Kept: kept, From: d.Procedure.Retention.From, Mail: r.Mail != nil, Left: true, Named: named}
	for _, g := range d.Complaint.Outside() {
		if !slices.Contains(p.Given, g.Event.Body) {
			p.Given = append(p.Given, g.Event.Body)
		}
	}
	return letter.GivePack(r.accessFrame(d.Complaint, d.Procedure, complaint.Moment{Now: d.Now}, x, who.Member.ID), p)
}

// PackDesk opens a dossier to put together what is kept about who asked.
func (r *Register) PackDesk(ctx context.Context, who Person, ref, request string) (FileDesk, complaint.AccessRequest, error) {
	d, err := r.fileDesk(ctx, who, ref, access.Disclose, request, "")
	if err != nil {
		return d, complaint.AccessRequest{}, err
	}
	x, ok := d.Complaint.AccessRequest(request)
	if !ok || x.Right != complaint.RightAccess {
		return d, x, ErrNotFound
	}
	return d, x, nil
}

// MakePack makes it, keeps exactly those bytes sealed with the dossier, and records
// what went along. It asks a fresh proof.
func (r *Register) MakePack(ctx context.Context, who Person, d FileDesk, o Order, write func(io.Writer) (complaint.PackMade, error)) (complaint.PackMade, error) {
	var e complaint.PackMade
	return e, r.makeFile(ctx, who, d, o, making{
		write: func(to io.Writer) (err error) { e, err = write(to); return err },
		decide: func(c complaint.Complaint, m complaint.Moment, f store.PendingFile) ([]complaint.Entry, error) {
			e.ID, e.File, e.Size, e.SHA256 = d.what, f.ID, f.Size, f.Sum
			return c.MakePack(m, e)
		},
		detail: func() string { return "" }})
}

// TakePack gives a pack that was made, byte for byte, to who may make one and showed
// freshly who they are.
func (r *Register) TakePack(ctx context.Context, who Person, ref, request, file string) (e complaint.PackMade, body io.ReadSeekCloser, err error) {
	body, err = r.takeFile(ctx, who, ref, access.Disclose, request, file, func(c complaint.Complaint) bool {
		x, _ := c.AccessRequest(request)
		for _, made := range x.Packs {
			if made.Event.File == file {
				e = made.Event
				return true
			}
		}
		return false
	})
	return e, body, err
}

// GivePack records that who asked has the pack.
func (r *Register) GivePack(ctx context.Context, who Person, o Order, request string, how complaint.Via) (complaint.Complaint, error) {
	return r.act(ctx, who, o, access.Disclose, func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
		return c.GivePack(p, m, request, how)
	})
}

// AccessWaiting is a request that still waits for an answer, without who asked it.
type AccessWaiting struct {
	Ref, ID string
	Right   complaint.Right
	As      complaint.Asker
	Due     calendar.Date
	Made    bool // the pack is there, and was not given yet
	Written bool // a letter that answers it is there, and has not arrived
	Does    bool // this person may answer it
}

// AccessRequests are the requests that wait, the most pressing first: for who may answer
// them, and for who guards privacy, who sees only that they are there.
func (r *Register) AccessRequests(who Person) (all []AccessWaiting) {
	for _, e := range r.index.KnownUnfinished(who.Actor) {
		if len(e.Complaint.Requests) == 0 {
			continue
		}
		does := access.May(who.Actor, access.Disclose, e.Facts).OK
		if !does && !(who.Has(access.PrivacyOfficer) && access.May(who.Actor, access.ReadSummary, e.Facts).OK) {
			continue
		}
		all = append(all, r.waitingIn(e, does)...)
	}
	slices.SortStableFunc(all, func(a, b AccessWaiting) int { return a.Due.Compare(b.Due) })
	return all
}

func (r *Register) waitingIn(e *index.Entry, does bool) (all []AccessWaiting) {
	p := r.procedureAt(e.Procedure)
	for _, x := range e.Complaint.Requests {
		if !e.Complaint.AccessDone(x) {
			all = append(all, AccessWaiting{Ref: e.Ref, ID: x.ID, Right: x.Right, As: x.As, Due: e.Complaint.AccessDue(p, x), Made: len(x.Packs) > 0, Written: x.Answered != nil, Does: does})
		}
	}
	return all
}
