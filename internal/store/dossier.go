package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base32"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// NewID makes an id of 128 random bits that says nothing.
func NewID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails: the runtime stops first
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:]))
}

// View is what an act leaves in the read model: dates and a state code, no words.
type View struct {
	Stage      complaint.Stage
	ReceivedOn string
	DueOn      string
}

// NewDossier is what Create needs beside the events.
type NewDossier struct {
	Organisation string
	Submission   string // idempotency key of the form; a resent form is one complaint
	By           complaint.MemberID
	Year         int
	Build        func(ref string) ([]complaint.Entry, error)
	View         func(complaint.Complaint) View
	Files        []PendingFile
	Jobs         func(complaint.Complaint) []Job
}

// Created is a dossier with the code that its complainant gets.
type Created struct {
	ID        string
	Code      vault.Code
	Complaint complaint.Complaint
	Again     bool // the same form was sent before; nothing was added
}

// Create opens a dossier: keys, events, read model, receipt and jobs at once.
func (t *Tx) Create(n NewDossier) (Created, error) {
	orgKey, err := t.s.orgKey(t.ctx, n.Organisation)
	if err != nil {
		return Created{}, err
	}
	code := vault.NewCode(orgKey, []byte(n.Submission))
	var id string
	err = t.row("SELECT dossier FROM submission WHERE organisation = $1 AND key = $2", n.Organisation, n.Submission).Scan(&id)
	if err == nil {
		events, err := t.s.replay(t.ctx, t.reg, t.keys, n.Organisation, id)
		return Created{ID: id, Code: code, Complaint: complaint.Fold(events), Again: true}, err
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return Created{}, unavailable(err)
	}
	id = NewID()
	c, err := t.createNew(orgKey, id, n)
	if err != nil {
		return Created{}, err
	}
	return Created{ID: id, Code: code, Complaint: c}, t.addReceipt(orgKey, n, id, code)
}

func (t *Tx) createNew(orgKey vault.Key, id string, n NewDossier) (complaint.Complaint, error) {
	ref, err := t.freeRef(n.Organisation, n.Year)
	if err != nil {
		return complaint.Complaint{}, err
	}
	entries, err := n.Build(ref)
	if err != nil {
		return complaint.Complaint{}, err
	}
	keks, err := t.addDossierKeys(orgKey, n.Organisation, id)
	if err != nil {
		return complaint.Complaint{}, err
	}
	d := &dossierRow{organisation: n.Organisation, id: id, keks: keks}
	if err := t.append(d, entries, n.By); err != nil {
		return complaint.Complaint{}, err
	}
	for _, f := range n.Files {
		if err := t.keepFile(d, f); err != nil {
			return complaint.Complaint{}, err
		}
	}
	if err := t.putDossier(d, ref, n.View(d.complaint)); err != nil {
		return complaint.Complaint{}, err
	}
	return d.complaint, t.addJobs(n.Organisation, id, n.Jobs(d.complaint))
}

// putDossier makes a dossier findable whose events are there.
func (t *Tx) putDossier(d *dossierRow, ref string, v View) error {
	_, err := t.exec(`INSERT INTO dossier (organisation, id, ref, version, head, stage, received_on, due_on)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, d.organisation, d.id, ref, d.complaint.Version, d.head, string(v.Stage), v.ReceivedOn, v.DueOn)
	return err
}

func (t *Tx) addReceipt(orgKey vault.Key, n NewDossier, id string, code vault.Code) error {
	if _, err := t.exec("INSERT INTO submission (organisation, key, dossier) VALUES ($1, $2, $3)", n.Organisation, n.Submission, id); err != nil {
		return err
	}
	return t.putReceipt(orgKey, n.Organisation, id, code)
}

// putReceipt lets a code open a dossier.
func (t *Tx) putReceipt(orgKey vault.Key, organisation, dossier string, code vault.Code) error {
	return t.execKeys(`INSERT INTO receipt (organisation, hash, dossier) VALUES ($1, $2, $3)
		ON CONFLICT (organisation, hash) DO UPDATE SET dossier = excluded.dossier`, // left by a power cut, see putItemKeys: the same form has the same code
		organisation, vault.MAC(orgKey, "receipt", []byte(code)), dossier)
}

// freeRef picks a number that says nothing about how many there are: whoever
// may not know of a dossier cannot miss it in a row (R30). It grows with need.
func (t *Tx) freeRef(organisation string, year int) (string, error) {
	for try := range 12 {
		width := int64(10_000)
		for range try / 3 {
			width *= 10
		}
		n, err := rand.Int(rand.Reader, big.NewInt(width*9/10))
		if err != nil {
			return "", fmt.Errorf("pick a number: %w", err)
		}
		ref := fmt.Sprintf("%d-%d", year, n.Int64()+width/10)
		var taken int
		if err := t.row("SELECT COUNT(*) FROM dossier WHERE organisation = $1 AND ref = $2", organisation, ref).Scan(&taken); err != nil {
			return "", unavailable(err)
		}
		if taken == 0 {
			return ref, nil
		}
	}
	return "", errors.New("no free number for a complaint")
}

// dossierRow is an open dossier within a transaction.
type dossierRow struct {
	organisation, id string
	head             []byte
	keks             map[complaint.Compartment]vault.Key
	complaint        complaint.Complaint
}

func (t *Tx) append(d *dossierRow, entries []complaint.Entry, by complaint.MemberID) error {
	now := t.s.now()
	for _, e := range entries {
		r := complaint.Recorded{Seq: d.complaint.Version + 1, Happened: e.Happened.UTC().Truncate(time.Millisecond),
			Recorded: now.UTC().Truncate(time.Millisecond), By: by, Event: e.Event}
		head, err := t.seal(d.organisation, d.id, r, d.head, d.keks)
		if err != nil {
			return err
		}
		d.head, d.complaint = head, d.complaint.After(r)
		t.recorded(e.Event.Kind())
	}
	return nil
}

// Decide is an act: what the rules make of the complaint as it is now. The code
// is the complainant's, for the letters that print it.
type Decide func(c complaint.Complaint, code vault.Code) ([]complaint.Entry, error)

// Command is one act on one dossier.
type Command struct {
	Actor   access.Actor
	Action  access.Action
	Dossier string
	Version int                // the version the person saw; 0 for acts that do not depend on it
	Key     string             // idempotency key; the same act twice records once
	By      complaint.MemberID // who did it, where that is not the actor: the complainant acts through the machine
	Decide  Decide
	Files   []PendingFile
	Mails   func([]complaint.Entry) ([]Mail, error) // composed once, and kept with the letter; nil: none
	View    func(complaint.Complaint) View
	Jobs    func(before, after complaint.Complaint) []Job
}

func (cmd Command) doer() complaint.MemberID {
	if cmd.By != "" {
		return cmd.By
	}
	return cmd.Actor.Member()
}

// ErrStale says that somebody else changed the dossier since the page was made.
var ErrStale = errors.New("the dossier changed meanwhile")

// Act is the spine: load, check access, let the rules decide, record. Nothing
// else changes a dossier.
func (t *Tx) Act(cmd Command) (before, after complaint.Complaint, err error) {
	organisation := cmd.Actor.Organisation()
	d, err := t.lockDossier(organisation, cmd.Dossier)
	if err != nil {
		return before, after, err
	}
	before = d.complaint
	if v := access.May(cmd.Actor, cmd.Action, access.FactsOf(organisation, cmd.Dossier, before)); !v.OK {
		return before, after, ErrNotFound
	}
	if done, err := t.doneBefore(organisation, cmd.Dossier, cmd.Key); err != nil || done {
		return before, before, err
	}
	if cmd.Version != 0 && cmd.Version != before.Version {
		return before, before, ErrStale
	}
	code, err := t.s.codeOf(t.ctx, t.reg, organisation, cmd.Dossier)
	if err != nil {
		return before, before, err
	}
	entries, err := cmd.Decide(before, code)
	if err != nil || len(entries) == 0 {
		return before, before, err
	}
	if err := t.keepAct(d, cmd, entries); err != nil {
		return before, before, err
	}
	if err := t.keepRedacted(d, before, entries, cmd.doer()); err != nil {
		return before, before, err
	}
	return before, d.complaint, t.saveAct(d, cmd, before)
}

// keepAct writes the events with the files and mails that belong to them.
func (t *Tx) keepAct(d *dossierRow, cmd Command, entries []complaint.Entry) error {
	if err := t.append(d, entries, cmd.doer()); err != nil {
		return err
	}
	if err := t.keepSides(d, entries); err != nil {
		return err
	}
	for _, f := range cmd.Files {
		if err := t.keepFile(d, f); err != nil {
			return err
		}
	}
	if cmd.Mails == nil {
		return nil
	}
	mails, err := cmd.Mails(entries)
	for _, m := range mails {
		if err == nil {
			err = t.keepMail(d, m)
		}
	}
	return err
}

func (t *Tx) saveAct(d *dossierRow, cmd Command, before complaint.Complaint) error {
	v := cmd.View(d.complaint)
	_, err := t.exec("UPDATE dossier SET version = $1, head = $2, stage = $3, due_on = $4 WHERE organisation = $5 AND id = $6",
		d.complaint.Version, d.head, string(v.Stage), v.DueOn, d.organisation, d.id)
	if err != nil {
		return err
	}
	if cmd.Key != "" {
		if _, err := t.exec("INSERT INTO act_done (organisation, key, dossier, seq) VALUES ($1, $2, $3, $4)",
			d.organisation, cmd.Key, d.id, d.complaint.Version); err != nil {
			return err
		}
	}
	return t.addJobs(d.organisation, d.id, cmd.Jobs(before, d.complaint))
}

// codeOf makes the receipt code again from the submission it came from; the code
// itself is stored nowhere.
func (s *Store) codeOf(ctx context.Context, q reader, organisation, dossier string) (vault.Code, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return "", err
	}
	var submission string
	err = q.QueryRowContext(ctx, "SELECT key FROM submission WHERE organisation = $1 AND dossier = $2", organisation, dossier).Scan(&submission)
	if err != nil {
		return "", unavailable(err)
	}
	return vault.NewCode(orgKey, []byte(submission)), nil
}

// doneBefore reports whether this act was recorded; a key of another dossier is
// not this act, and must not pass for it.
func (t *Tx) doneBefore(organisation, dossier, key string) (bool, error) {
	if key == "" {
		return false, nil
	}
	var of string
	err := t.row("SELECT dossier FROM act_done WHERE organisation = $1 AND key = $2", organisation, key).Scan(&of)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err != nil:
		return false, unavailable(err)
	case of != dossier:
		return false, ErrStale
	}
	return true, nil
}

func (t *Tx) lockDossier(organisation, id string) (*dossierRow, error) {
	d := &dossierRow{organisation: organisation, id: id}
	err := t.row("SELECT head FROM dossier WHERE organisation = $1 AND id = $2"+t.s.dialect.forUpdate, organisation, id).Scan(&d.head)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, unavailable(err)
	}
	events, err := t.s.replay(t.ctx, t.reg, t.keys, organisation, id)
	if err != nil {
		return nil, err
	}
	d.complaint = complaint.Fold(events)
	d.keks, err = t.s.dossierKeys(t.ctx, t.keys, organisation, id)
	return d, err
}
