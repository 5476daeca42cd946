package register

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/inmail"
	"wederhoor/internal/store"
)

// Opened is a mail on the desk that was opened. It is text: nothing of a stranger
// is shown as they made it.
type Opened struct {
	Parked
	Text        string                 // what they wrote themselves
	Quoted      string                 // what they wrote it below
	Attachments []complaint.Attachment // without an id: they are in the mail
	Problems    []inmail.Problem
	Automatic   bool
	Proven      bool // the receiving server knows that the sender is who they say
}

// OpenParked opens a mail on the desk. The log holds that somebody did.
func (r *Register) OpenParked(ctx context.Context, who Person, id string) (Opened, error) {
	p, err := r.onDesk(ctx, who, id)
	if err != nil {
		return Opened{}, err
	}
	if err := r.log(ctx, who, store.LogMail, "", "opened"); err != nil {
		return Opened{}, err
	}
	m, proof, _, err := r.read(ctx, p.MailIn)
	if err != nil {
		return Opened{}, err
	}
	l := Opened{Parked: p, Problems: m.Problems, Automatic: m.IsAutomatic(), Proven: proof == inmail.Pass}
	if l.Text, l.Quoted = m.OwnWords(); strings.TrimSpace(l.Text) == "" {
		l.Text, l.Quoted = m.Text, ""
	}
	for _, a := range m.Attachments {
		l.Attachments = append(l.Attachments, complaint.Attachment{Name: a.Name, Size: int64(a.Size()), Type: a.Type})
	}
	return l, nil
}

// RawParked gives a mail on the desk as it came, for a program that can read it.
func (r *Register) RawParked(ctx context.Context, who Person, id string) (io.ReadCloser, error) {
	p, err := r.onDesk(ctx, who, id)
	if err != nil {
		return nil, err
	}
	if err := r.log(ctx, who, store.LogMail, "", "downloaded"); err != nil {
		return nil, err
	}
	return r.Store.OpenMail(ctx, p.MailIn)
}

func (r *Register) onDesk(ctx context.Context, who Person, id string) (Parked, error) {
	r.index.Wait()
	m, err := r.Store.MailByID(ctx, who.Organisation(), id)
	if err != nil {
		return Parked{}, err
	}
	p, s, err := r.parked(m)
	if err != nil {
		return p, err
	}
	switch {
	case !onADesk(m) && r.MayJudge(who) && m.Dossier != "" && r.canSee(who, m.Dossier):
		return p, ErrStale // somebody was first, and this person may know
	case !onADesk(m) || m.Summary == nil || !r.mayJudge(who, m, s):
		return p, ErrNotFound
	}
	return p, nil
}

func (r *Register) canSee(who Person, dossier string) bool {
	_, v := r.index.VerdictOn(who.Actor, access.Know, dossier)
	return v.OK
}

// undecided is a mail on the desk that still stands as the page showed it.
func (r *Register) undecided(ctx context.Context, who Person, j Judging) (Parked, error) {
	p, err := r.onDesk(ctx, who, j.ID)
	if err == nil && j.Seen != "" && p.State != j.Seen {
		err = ErrStale
	}
	return p, err
}

// Judging says which mail somebody decides on, and as what they saw it: one that
// somebody else refused meanwhile is looked at again first. "" is whatever it is.
type Judging struct {
	ID   string
	Seen store.MailState
}

// RegisterParked makes a complaint of a mail on the desk. Its terms run from the day
// the mail arrived, as if nobody had had to look at it.
func (r *Register) RegisterParked(ctx context.Context, who Person, j Judging) (complaint.Complaint, error) {
	p, in, err := r.readParked(ctx, who, j)
	if err != nil {
		return complaint.Complaint{}, err
	}
	if strings.TrimSpace(in.Text+in.Subject) == "" && len(in.Attachments) == 0 {
		in.Subject = "Bericht zonder tekst" // the mail itself lies beside it
	}
	created, err := r.openComplaint(ctx, p.MailIn, in, r.judged(who, "registered", ""))
	return created.Complaint, judgedElsewhere(err)
}

// FileParked lays a mail on the desk in a dossier that this person may handle: as
// what the complainant says more, or as the side of who was invited to give it.
func (r *Register) FileParked(ctx context.Context, who Person, j Judging, ref string) error {
	p, in, err := r.readParked(ctx, who, j)
	if err != nil {
		return err
	}
	dossier, err := r.typedRef(ctx, who, ref)
	if err != nil {
		return err
	}
	invitation, invited, err := r.invitedBy(ctx, in, dossier)
	if err != nil {
		return err
	}
	with := r.judged(who, "filed", dossier)
	if invited {
		return judgedElsewhere(r.addHearing(ctx, p.MailIn, in, who, dossier, invitation, with))
	}
	return judgedElsewhere(r.addReply(ctx, p.MailIn, in, who.visitor(), dossier, with))
}

// RefuseParked says that a mail is no complaint, and why.
func (r *Register) RefuseParked(ctx context.Context, who Person, j Judging, why string) error {
	p, err := r.undecided(ctx, who, j)
	if err != nil {
		return err
	}
	if strings.TrimSpace(why) == "" { // after who may, so that a mistake tells nobody that there is a mail
		return &complaint.Refusal{Code: "reason_empty", Field: "reason"}
	}
	if err := complaint.Fits("reason", why, complaint.AboutLimit); err != nil {
		return err
	}
	if p.State != store.MailParked {
		return judgedElsewhere(store.ErrLost)
	}
	_, s, err := r.parked(p.MailIn)
	if err != nil {
		return err
	}
	s.Note = shorten(why, utf8.UTFMax*complaint.AboutLimit)
	raw, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("write why a mail was refused: %w", err)
	}
	return judgedElsewhere(r.Store.Write(ctx, func(t *store.Tx) error {
		if err := r.judged(who, "refused", "")(t); err != nil {
			return err
		}
		return t.SettleMail(p.MailIn, store.Settlement{State: store.MailRefused, Reason: RefusedByPerson, Dossier: p.Dossier, Summary: raw})
	}))
}

// readParked reads a mail again for a person who decided: what kept it on the desk
// does not any more.
func (r *Register) readParked(ctx context.Context, who Person, j Judging) (Parked, incoming, error) {
	p, err := r.undecided(ctx, who, j)
	if err != nil {
		return p, incoming{}, err
	}
	m, proof, _, err := r.read(ctx, p.MailIn)
	forged := proof == inmail.Fail || slices.Contains([]string{ParkedForged, ParkedSpam}, p.Reason)
	return p, incoming{Message: m, whole: p.Whole, forged: forged}, err
}

// typedRef finds the dossier of a number that somebody typed, to lay something in.
func (r *Register) typedRef(ctx context.Context, who Person, ref string) (string, error) {
	dossier, err := r.find(ctx, who, access.Handle, strings.TrimSpace(ref))
	if errors.Is(err, ErrNotFound) {
		err = &complaint.Refusal{Code: "no_such_complaint", Field: "ref"}
	}
	return dossier, err
}

// judged writes down who decided what, in the transaction that does it.
func (r *Register) judged(who Person, what, dossier string) func(*store.Tx) error {
	return func(t *store.Tx) error { return t.Log(r.line(who.visitor(), store.LogMail, dossier, what)) }
}

// judgedElsewhere tells that somebody else decided first.
func judgedElsewhere(err error) error {
	if errors.Is(err, store.ErrLost) {
		return ErrStale
	}
	return err
}
