package register

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
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
	Hidden  bool   // there is a sender, who is not named now
}

// Desk is everything on the desk, and what became of the rest. Who stands in for
// those who lead gets what waits and nothing else.
type Desk struct {
	Waiting []Parked
	Named   time.Time // until when senders are named in it; zero: they are hidden (R29)
	Counts  map[store.MailState]int
	Ledger  []LedgerRow
	Boxes   []Box
	Sending Sent
	Now     time.Time
}

// Sent is how sending fares.
type Sent struct {
	On   bool      // there is a mail server
	Last time.Time // when it last took a mail; zero: never
	Due  time.Time // since when something should have left; zero: nothing waits too long
	Ends time.Time // of the password or secret; zero: not known
}

func (r *Register) sent(ctx context.Context) (s Sent, err error) {
	if r.Mail == nil {
		return s, nil
	}
	s.On, s.Ends = true, r.Mail.Expires()
	if _, s.Last, err = r.Store.LastSent(ctx, r.Home().ID); err != nil {
		return s, err
	}
	late, err := r.Store.LateJob(ctx, r.Home().ID)
	if err == nil && !late.IsZero() && r.Now().Sub(late) > r.Silence {
		s.Due = late
	}
	return s, err
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
	if !mayLead(who, m.Organisation, m.ID, s.Names) {
		return false
	}
	if m.Dossier == "" {
		return true
	}
	_, v := r.index.VerdictOn(who.Actor, access.Handle, m.Dossier)
	return v.OK
}

// mayLead reports whether somebody may decide on what is no dossier yet, as they
// may lead a dossier about the same people.
func mayLead(who Person, organisation, id string, names []complaint.MemberID) bool {
	return access.May(who.Actor, access.Assign, access.Facts{Organisation: organisation, Dossier: id, Subjects: names}).OK
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
	if p.Named, err = r.nameSenders(ctx, who, p.Waiting); err != nil || !who.Leads() {
		return p, err
	}
	if p.Counts, err = r.mailCounts(ctx, who); err != nil {
		return p, err
	}
	if p.Ledger, err = r.ledger(ctx, who); err != nil {
		return p, err
	}
	if p.Boxes, err = r.Boxes(ctx); err != nil {
		return p, err
	}
	p.Sending, err = r.sent(ctx)
	return p, err
}

// mailCounts is the balance of the ledger, without what this person may not know of.
func (r *Register) mailCounts(ctx context.Context, who Person) (map[store.MailState]int, error) {
	all, err := r.Store.MailCounts(ctx, who.Organisation())
	if err != nil {
		return nil, err
	}
	counts := map[store.MailState]int{}
	for _, c := range all {
		if c.Dossier == "" || r.knowsDossier(who, c.Dossier) {
			counts[c.State] += c.N
		}
	}
	judged, err := r.Store.JudgedMail(ctx, who.Organisation())
	if err != nil {
		return nil, err
	}
	for _, m := range judged {
		knows, err := r.knows(who, m)
		if err != nil {
			return nil, err
		}
		if !knows && (m.Dossier == "" || r.knowsDossier(who, m.Dossier)) { // else it was not counted above
			counts[m.State]--
		}
	}
	return counts, nil
}

func (r *Register) ledger(ctx context.Context, who Person) (all []LedgerRow, err error) {
	rows, err := r.Store.MailLedger(ctx, who.Organisation(), r.Now().Add(time.Millisecond), ledgerPage)
	if err != nil {
		return nil, err
	}
	for _, m := range rows {
		knows, err := r.knows(who, m)
		if err != nil {
			return nil, err
		}
		if !knows {
			continue
		}
		row, err := r.ledgerRow(who, m)
		if err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, nil
}

func (r *Register) ledgerRow(who Person, m store.MailIn) (LedgerRow, error) {
	row := LedgerRow{ID: m.ID, Reason: m.Reason, Received: m.Received, State: m.State}
	if m.Dossier != "" {
		if ref, v := r.index.VerdictOn(who.Actor, access.Know, m.Dossier); v.OK {
			row.Ref = ref
		}
	}
	_, s, err := r.parked(m)
	row.Opens = err == nil && onADesk(m) && m.Summary != nil && r.mayJudge(who, m, s)
	return row, err
}

func onADesk(m store.MailIn) bool { return m.State == store.MailParked || m.State == store.MailRefused }

// knows reports whether somebody may know that a mail came in at all: not of one
// that names them, and not of one in a dossier that is kept from them.
func (r *Register) knows(who Person, m store.MailIn) (bool, error) {
	if m.Dossier != "" && !r.knowsDossier(who, m.Dossier) {
		return false, nil
	}
	if !onADesk(m) || m.Summary == nil {
		return true, nil
	}
	_, s, err := r.parked(m)
	return err == nil && r.mayJudge(who, m, s), err
}

// knowsDossier is true of one that is no more: nothing is left to keep from anybody.
func (r *Register) knowsDossier(who Person, id string) bool {
	ref, v := r.index.VerdictOn(who.Actor, access.Know, id)
	return v.OK || ref == ""
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
