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
	"unicode"
	"unicode/utf8"

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
	if p.Named, err = r.nameSenders(ctx, who, p.Waiting); err != nil || !who.Leads() {
		return p, err
	}
	if p.Counts, err = r.mailCounts(ctx, who); err != nil {
		return p, err
	}
	if p.Ledger, err = r.ledger(ctx, who); err != nil {
		return p, err
	}
	p.Boxes, err = r.Boxes(ctx)
	return p, err
}

// nameSenders hides who sent what, until that is asked for in this session. The
// log hears of it once for each time.
func (r *Register) nameSenders(ctx context.Context, who Person, waiting []Parked) (until time.Time, err error) {
	until, fresh := r.askedOnDesk(who)
	if until.IsZero() {
		for i := range waiting {
			hideSender(&waiting[i])
		}
		return until, nil
	}
	if fresh && len(waiting) > 0 {
		if err := r.log(ctx, who, store.LogMail, "", "named"); err != nil {
			return time.Time{}, err
		}
		r.tell(who, []string{desk})
	}
	return until, nil
}

// hideSender takes who sent a mail out of what a list shows of it: people sign
// what they write.
func hideSender(p *Parked) {
	names := strings.FieldsFunc(p.Name, func(c rune) bool { return !unicode.IsLetter(c) })
	names = slices.DeleteFunc(names, func(name string) bool { return utf8.RuneCountInString(name) < 3 })
	p.Subject, p.Begin = without(p.Subject, names), without(p.Begin, names)
	if p.From != "" {
		p.Subject, p.Begin = strings.ReplaceAll(p.Subject, p.From, "…"), strings.ReplaceAll(p.Begin, p.From, "…")
	}
	p.From, p.Name, p.Hidden = "", "", p.From+p.Name != ""
}

// without puts dots in place of words, however their letters are written.
func without(text string, words []string) string {
	var b strings.Builder
	for text != "" {
		end := indexOr(text, func(c rune) bool { return !unicode.IsLetter(c) })
		if word := text[:end]; slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, word) }) {
			b.WriteString("…")
		} else {
			b.WriteString(word)
		}
		text = text[end:]
		next := indexOr(text, unicode.IsLetter)
		b.WriteString(text[:next])
		text = text[next:]
	}
	return b.String()
}

func indexOr(text string, is func(rune) bool) int {
	if i := strings.IndexFunc(text, is); i >= 0 {
		return i
	}
	return len(text)
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
	raw, err := r.rawOf(ctx, p.MailIn)
	if err != nil {
		return Opened{}, err
	}
	m := inmail.Read(raw)
	_, authServer, err := r.boxOf(ctx, p.MailIn)
	if err != nil {
		return Opened{}, err
	}
	l := Opened{Parked: p, Problems: m.Problems, Automatic: m.IsAutomatic(), Proven: m.Authentic(authServer) == inmail.Pass}
	if l.Text, l.Quoted = inmail.SplitReply(m.Text); strings.TrimSpace(l.Text) == "" {
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

// FileParked lays a mail on the desk in a dossier that this person may handle.
func (r *Register) FileParked(ctx context.Context, who Person, j Judging, ref string) error {
	p, in, err := r.readParked(ctx, who, j)
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
func (r *Register) RefuseParked(ctx context.Context, who Person, j Judging, why string) error {
	p, err := r.undecided(ctx, who, j)
	if err != nil {
		return err
	}
	if strings.TrimSpace(why) == "" { // after who may, so that a mistake tells nobody that there is a mail
		return &complaint.Refusal{Code: "reason_empty", Field: "reason"}
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
func (r *Register) readParked(ctx context.Context, who Person, j Judging) (Parked, incoming, error) {
	p, err := r.undecided(ctx, who, j)
	if err != nil {
		return p, incoming{}, err
	}
	raw, err := r.rawOf(ctx, p.MailIn)
	if err != nil {
		return p, incoming{}, err
	}
	_, authServer, err := r.boxOf(ctx, p.MailIn)
	if err != nil {
		return p, incoming{}, err
	}
	in := incoming{Message: inmail.Read(bytes.Clone(raw)), whole: p.Whole}
	in.forged = in.Authentic(authServer) == inmail.Fail || slices.Contains([]string{ParkedForged, ParkedSpam}, p.Reason)
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
