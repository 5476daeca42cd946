package register

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/inmail"
	"wederhoor/internal/store"
)

// Parked is a mail on the desk of who leads: a person says what it is.
type Parked struct {
	store.MailIn
	From    string // address, not proven; "" when there is none
	Name    string
	Subject string
	Begin   string // its first words
	Ref     string // the complaint it may belong to; "" when that is not known, or not to be known
	Note    string // why somebody refused it
}

// Desk is everything on the desk, and what became of the rest.
type Desk struct {
	Waiting []Parked
	Counts  map[store.MailState]int
	Ledger  []LedgerRow
	Boxes   []Box
	Now     time.Time
}

// LedgerRow is what a row of the ledger may tell: when, and what became of it.
type LedgerRow struct {
	ID, Reason string
	Received   time.Time
	State      store.MailState
	Ref        string // of the dossier, for who may know of it
	Opens      bool   // it can still be read and judged
}

// MayJudge reports whether there is a desk for this person at all.
func (r *Register) MayJudge(who Person) bool {
	return who.Leads() || who.Proven() && who.Has(access.Confidant)
}

// mayJudge: who leads decides, unless it is about them; the same table as for a
// dossier says so, and lets a confidant stand in (R10).
func (r *Register) mayJudge(who Person, m store.MailIn, s summary) bool {
	about := access.Facts{Organisation: m.Organisation, Dossier: m.ID, Subjects: s.Names}
	if !access.May(who.Actor, access.Assign, about).OK {
		return false
	}
	if m.Dossier == "" {
		return true
	}
	_, v := r.index.VerdictOn(who.Actor, access.Handle, m.Dossier)
	return v.OK
}

func (r *Register) parked(m store.MailIn) (Parked, summary, error) {
	var s summary
	if m.Summary != nil {
		if err := json.Unmarshal(m.Summary, &s); err != nil {
			return Parked{}, s, fmt.Errorf("read what is known of a mail: %w", err)
		}
	}
	p := Parked{MailIn: m, From: s.From, Name: s.Name, Subject: s.Subject, Begin: s.Begin, Ref: s.Ref, Note: s.Note}
	if ref, _ := r.index.VerdictOn(system(m.Organisation).Actor, access.Handle, m.Dossier); m.Dossier != "" {
		p.Ref = ref
	}
	return p, s, nil
}

// ledgerPage is how many rows of the ledger a page shows.
const ledgerPage = 100

// Desk gives the desk to who may judge. What it names somebody in, that person
// does not see.
func (r *Register) Desk(ctx context.Context, who Person) (Desk, error) {
	p := Desk{Now: r.Now()}
	if !r.MayJudge(who) {
		return p, ErrNotFound
	}
	r.index.Wait()
	var err error
	if p.Waiting, err = r.waiting(ctx, who); err != nil {
		return p, err
	}
	if p.Counts, err = r.Store.MailCounts(ctx, who.Organisation()); err != nil {
		return p, err
	}
	rows, err := r.Store.MailLedger(ctx, who.Organisation(), r.Now().Add(time.Millisecond), ledgerPage)
	if err != nil {
		return p, err
	}
	for _, m := range rows {
		row, err := r.ledgerRow(who, m)
		if err != nil {
			return p, err
		}
		p.Ledger = append(p.Ledger, row)
	}
	p.Boxes, err = r.Boxes(ctx)
	return p, err
}

func (r *Register) ledgerRow(who Person, m store.MailIn) (LedgerRow, error) {
	row := LedgerRow{ID: m.ID, Reason: m.Reason, Received: m.Received, State: m.State}
	if ref, v := r.index.VerdictOn(who.Actor, access.Know, m.Dossier); v.OK && m.Dossier != "" {
		row.Ref = ref
	}
	_, s, err := r.parked(m)
	row.Opens = err == nil && (m.State == store.MailParked || m.State == store.MailRefused) && m.Summary != nil && r.mayJudge(who, m, s)
	return row, err
}

func (r *Register) waiting(ctx context.Context, who Person) ([]Parked, error) {
	all, err := r.Store.ParkedMail(ctx, who.Organisation())
	if err != nil {
		return nil, err
	}
	var waiting []Parked
	for _, m := range all {
		p, s, err := r.parked(m)
		if err != nil {
			return nil, err
		}
		if r.mayJudge(who, m, s) {
			waiting = append(waiting, p)
		}
	}
	return waiting, nil
}

// WaitingMail counts what lies on this person's desk, for Vandaag.
func (r *Register) WaitingMail(ctx context.Context, who Person) (int, error) {
	if !r.MayJudge(who) || !r.index.Filled() {
		return 0, nil
	}
	all, err := r.waiting(ctx, who)
	return len(all), err
}

// Opened is a mail on the desk that was opened. It is text: nothing of a stranger
// is shown as they made it.
type Opened struct {
	Parked
	Text        string
	Attachments []complaint.Attachment // without an id: they are in the mail
	Problems    []inmail.Problem
	Automatic   bool
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
	raw, err := r.rawOf(ctx, p.MailIn)
	if err != nil {
		return Opened{}, err
	}
	m := inmail.Read(raw)
	l := Opened{Parked: p, Text: m.Text, Problems: m.Problems, Automatic: m.IsAutomatic()}
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
	if m.State != store.MailParked && m.State != store.MailRefused || !r.mayJudge(who, m, s) {
		return p, ErrNotFound
	}
	return p, nil
}

// RegisterParked makes a complaint of a mail on the desk. Its terms run from the day
// the mail arrived, as if nobody had had to look at it.
func (r *Register) RegisterParked(ctx context.Context, who Person, id string) (complaint.Complaint, error) {
	p, in, err := r.readParked(ctx, who, id)
	if err != nil {
		return complaint.Complaint{}, err
	}
	if strings.TrimSpace(in.Text+in.Subject) == "" && len(in.Attachments) == 0 {
		in.Subject = "Bericht zonder tekst" // the mail itself lies beside it
	}
	created, err := r.openComplaint(ctx, p.MailIn, in, r.judged(who, "registered", ""))
	return created.Complaint, judgedElsewhere(err)
}

// FileParked lays a mail on the desk in a dossier that this person may handle.
func (r *Register) FileParked(ctx context.Context, who Person, id, ref string) error {
	p, in, err := r.readParked(ctx, who, id)
	if err != nil {
		return err
	}
	dossier, err := r.find(ctx, who, access.Handle, strings.TrimSpace(ref))
	if errors.Is(err, ErrNotFound) {
		return &complaint.Refusal{Code: "no_such_complaint", Field: "ref"}
	}
	if err != nil {
		return err
	}
	return judgedElsewhere(r.addReply(ctx, p.MailIn, in, who.visitor(), dossier, r.judged(who, "filed", dossier)))
}

// RefuseParked says that a mail is no complaint, and why.
func (r *Register) RefuseParked(ctx context.Context, who Person, id, why string) error {
	if strings.TrimSpace(why) == "" {
		return &complaint.Refusal{Code: "reason_empty", Field: "reason"}
	}
	p, err := r.onDesk(ctx, who, id)
	if err != nil {
		return err
	}
	if p.State != store.MailParked {
		return judgedElsewhere(store.ErrLost)
	}
	_, s, err := r.parked(p.MailIn)
	if err != nil {
		return err
	}
	s.Note = shorten(why, 500)
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
func (r *Register) readParked(ctx context.Context, who Person, id string) (Parked, incoming, error) {
	p, err := r.onDesk(ctx, who, id)
	if err != nil {
		return p, incoming{}, err
	}
	raw, err := r.rawOf(ctx, p.MailIn)
	if err != nil {
		return p, incoming{}, err
	}
	in := incoming{Message: inmail.Read(bytes.Clone(raw)), whole: p.Whole}
	in.forged = in.Authentic("") == inmail.Fail || slices.Contains([]string{ParkedForged, ParkedSpam}, p.Reason)
	return p, in, nil
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
