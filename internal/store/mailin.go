package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"wederhoor/internal/vault"
)

// MailState says what became of a mail that came in.
type MailState string

// States of a mail. Each but stored is an end, and parked waits for a person.
const (
	MailStored    MailState = "stored"    // kept; nobody looked at it yet
	MailComplaint MailState = "complaint" // it opened a dossier
	MailReply     MailState = "reply"     // it lies in a dossier
	MailReport    MailState = "report"    // it says that a letter did not arrive
	MailParked    MailState = "parked"    // a person decides; reason says why
	MailRefused   MailState = "refused"   // not taken in; reason says why
	MailAgain     MailState = "again"     // the same mail came in before
)

// MailIn is a row of the ledger: one mail in one mailbox.
type MailIn struct {
	Organisation, ID string
	Mailbox          string // a keyed hash of its name, see MailboxID
	Validity, UID    uint32
	Size             int64 // bytes at the mail server
	Whole            bool  // false: only its beginning was fetched
	Received         time.Time
	Stored           time.Time
	Settled          time.Time // zero: not yet
	State            MailState
	Reason           string
	Dossier          string
	Tries            int
	Summary          []byte // what a person needs to decide; sealed on disk

	file  string
	lease int64
}

// MailboxID is the place of a mailbox in the ledger. It tells no address.
func (s *Store) MailboxID(ctx context.Context, organisation, name string) (string, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return "", err
	}
	return hex.EncodeToString(vault.MAC(orgKey, "mailbox", []byte(name))[:16]), nil
}

// SeenMail lists the numbers that the ledger has of a mailbox under a numbering.
func (s *Store) SeenMail(ctx context.Context, organisation, mailbox string, validity uint32) (map[uint32]bool, error) {
	all, err := list(ctx, s.reg, value[uint32], "SELECT uid FROM mail_in WHERE organisation = $1 AND mailbox = $2 AND validity = $3", organisation, mailbox, int64(validity))
	seen := make(map[uint32]bool, len(all))
	for _, uid := range all {
		seen[uid] = true
	}
	return seen, err
}

// Arrival is a mail as it was fetched: sealed on disk, not in the ledger yet.
type Arrival struct {
	Mailbox       string
	Validity, UID uint32
	Size          int64
	Whole         bool
	Received      time.Time
	Raw           PendingFile
}

// KeepMail puts mails in the ledger, before anybody looks inside. One that
// another reader of the same mailbox kept first is left out; its file is cleared
// away like every upload that belongs to nothing.
func (t *Tx) KeepMail(organisation string, all ...Arrival) error {
	orgKey, err := t.s.orgKey(t.ctx, organisation)
	if err != nil {
		return err
	}
	for _, a := range all {
		if err := t.keepArrival(orgKey, organisation, a); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) keepArrival(orgKey vault.Key, organisation string, a Arrival) error {
	err := wrote(t.row(`INSERT INTO mail_in (organisation, id, mailbox, validity, uid, size, whole, received_at, stored_at, state, file)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING RETURNING id`,
		organisation, NewID(), a.Mailbox, int64(a.Validity), int64(a.UID), a.Size, bit(a.Whole), a.Received.UnixMilli(), t.s.now().UnixMilli(),
		string(MailStored), a.Raw.ID), ErrLost)
	if errors.Is(err, ErrLost) {
		return nil
	}
	if err != nil {
		return err
	}
	wrapped := vault.Wrap(orgKey.Derive("mail"), "file", mailInAddress(organisation, a.Raw.ID), vault.Key(a.Raw.Key))
	return t.execKeys("INSERT INTO mail_key (organisation, file, wrapped) VALUES ($1, $2, $3)", organisation, a.Raw.ID, wrapped)
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func mailInAddress(organisation, file string) vault.Address {
	return vault.Address{Organisation: organisation, Dossier: file, Compartment: vault.Case, Kind: "mail_in"}
}

const mailColumns = "id, mailbox, validity, uid, size, whole, received_at, stored_at, settled_at, state, reason, dossier, tries, file, summary"

// ClaimMail takes mails that nobody looked at yet, oldest first, for the length
// of a lease. Each claim counts as a try, also when the program dies of it; one
// that was tried before is taken alone, so that it takes no other down with it.
func (s *Store) ClaimMail(ctx context.Context, organisation string, lease time.Duration, most int) (claimed []MailIn, err error) {
	over := s.takeOver()
	err = s.Write(ctx, func(t *Tx) error {
		claimed = nil
		if err := t.forgetMail(over); err != nil {
			return err
		}
		now := t.s.now().UnixMilli()
		all, err := t.mails("SELECT "+mailColumns+" FROM mail_in WHERE organisation = $1 AND state = $2 AND lease_until < $3 ORDER BY CASE WHEN tries > 0 THEN 1 ELSE 0 END, received_at, id LIMIT $4"+s.dialect.skip,
			organisation, string(MailStored), now, most)
		if err != nil {
			return err
		}
		for i, m := range all {
			if i > 0 && m.Tries > 0 {
				break
			}
			m.lease, m.Tries = now+lease.Milliseconds(), m.Tries+1
			if _, err := t.exec("UPDATE mail_in SET lease_until = $1, tries = tries + 1 WHERE organisation = $2 AND id = $3", m.lease, organisation, m.ID); err != nil {
				return err
			}
			claimed = append(claimed, m)
		}
		return nil
	})
	return claimed, err
}

func (t *Tx) mails(query string, organisation string, args ...any) ([]MailIn, error) {
	if err := t.flush(); err != nil {
		return nil, err
	}
	return t.s.scanMails(t.ctx, t.reg, query, organisation, args...)
}

func (s *Store) scanMails(ctx context.Context, q reader, query, organisation string, args ...any) ([]MailIn, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	return list(ctx, q, func(scan func(...any) error) (MailIn, error) { return scanMail(scan, orgKey, organisation) }, query, append([]any{organisation}, args...)...)
}

func scanMail(scan func(...any) error, orgKey vault.Key, organisation string) (MailIn, error) {
	m := MailIn{Organisation: organisation}
	var whole, received, stored, settled int64
	var sealed []byte
	err := scan(&m.ID, &m.Mailbox, &m.Validity, &m.UID, &m.Size, &whole, &received, &stored, &settled, (*string)(&m.State), &m.Reason, &m.Dossier, &m.Tries, &m.file, &sealed)
	if err != nil {
		return m, unavailable(err)
	}
	m.Whole, m.Received, m.Stored, m.Settled = whole == 1, time.UnixMilli(received), time.UnixMilli(stored), moment(settled)
	if sealed != nil {
		if m.Summary, err = openDocument(orgKey, organisation, "mail", m.ID, sealed); err != nil {
			return m, fmt.Errorf("open what is known of a mail: %w", err)
		}
	}
	return m, nil
}

// MailByID finds one row; ErrNotFound when there is none.
func (s *Store) MailByID(ctx context.Context, organisation, id string) (MailIn, error) {
	all, err := s.scanMails(ctx, s.reg, "SELECT "+mailColumns+" FROM mail_in WHERE organisation = $1 AND id = $2", organisation, id)
	if err != nil {
		return MailIn{}, err
	}
	if len(all) == 0 {
		return MailIn{}, ErrNotFound
	}
	return all[0], nil
}

// ParkedMail lists what waits for a person, oldest first.
func (s *Store) ParkedMail(ctx context.Context, organisation string) ([]MailIn, error) {
	return s.scanMails(ctx, s.reg, "SELECT "+mailColumns+" FROM mail_in WHERE organisation = $1 AND state = $2 ORDER BY received_at, id", organisation, string(MailParked))
}

// MailLedger lists the last rows, newest first, that came in before a moment.
func (s *Store) MailLedger(ctx context.Context, organisation string, before time.Time, most int) ([]MailIn, error) {
	return s.scanMails(ctx, s.reg, "SELECT "+mailColumns+" FROM mail_in WHERE organisation = $1 AND stored_at < $2 ORDER BY stored_at DESC, id DESC LIMIT $3",
		organisation, before.UnixMilli(), most)
}

// JudgedMail lists what waits for a person, and what was refused as long as that
// can still be read.
func (s *Store) JudgedMail(ctx context.Context, organisation string) ([]MailIn, error) {
	return s.scanMails(ctx, s.reg, "SELECT "+mailColumns+" FROM mail_in WHERE organisation = $1 AND state IN ($2, $3) AND summary IS NOT NULL ORDER BY received_at, id",
		organisation, string(MailParked), string(MailRefused))
}

// MailCount is how many mails ended in one state in one dossier, or in none.
type MailCount struct {
	State   MailState
	Dossier string
	N       int
}

func scanCount(scan func(...any) error) (c MailCount, err error) {
	if err := scan((*string)(&c.State), &c.Dossier, &c.N); err != nil {
		return c, unavailable(err)
	}
	return c, nil
}

// MailCounts is how many mails ended where: each is counted once.
func (s *Store) MailCounts(ctx context.Context, organisation string) ([]MailCount, error) {
	return list(ctx, s.reg, scanCount, "SELECT state, dossier, COUNT(*) FROM mail_in WHERE organisation = $1 GROUP BY state, dossier", organisation)
}

// MailTotals is how many mails ended in which state, wherever they lie.
func (s *Store) MailTotals(ctx context.Context, organisation string) (map[MailState]int, error) {
	all, err := list(ctx, s.reg, scanCount, "SELECT state, '', COUNT(*) FROM mail_in WHERE organisation = $1 GROUP BY state", organisation)
	totals := map[MailState]int{}
	for _, c := range all {
		totals[c.State] = c.N
	}
	return totals, err
}

// OpenMail gives the bytes of a mail that no dossier took over. ErrNotFound: one
// did, or it was cleared away.
func (s *Store) OpenMail(ctx context.Context, m MailIn) (io.ReadCloser, error) {
	key, err := s.mailKey(ctx, m)
	if err != nil {
		return nil, err
	}
	return s.openSealed(ctx, m.file, key, fileAddress(m.Organisation, m.file))
}

// RawMail is the mail as a file that a dossier can take over: Create and Act keep
// it, and SettleMail then forgets the key it had outside.
func (s *Store) RawMail(ctx context.Context, m MailIn) (PendingFile, error) {
	key, err := s.mailKey(ctx, m)
	return PendingFile{ID: m.file, Key: key[:], Name: "e-mail.eml", Size: m.Size, Type: "message/rfc822"}, err
}

func (s *Store) mailKey(ctx context.Context, m MailIn) (vault.Key, error) {
	orgKey, err := s.orgKey(ctx, m.Organisation)
	if err != nil {
		return vault.Key{}, err
	}
	var wrapped []byte
	err = s.keys.QueryRowContext(ctx, "SELECT wrapped FROM mail_key WHERE organisation = $1 AND file = $2", m.Organisation, m.file).Scan(&wrapped)
	if err != nil {
		return vault.Key{}, absent(err)
	}
	key, err := vault.Unwrap(orgKey.Derive("mail"), "file", mailInAddress(m.Organisation, m.file), wrapped)
	if err != nil {
		return key, fmt.Errorf("open a mail that came in: %w", err)
	}
	return key, nil
}

// Settlement is what became of a mail.
type Settlement struct {
	State   MailState
	Reason  string
	Dossier string // that took it over, or that it may belong to
	Summary []byte // nil: none is kept
}

// SettleMail says what became of a mail, once: ErrLost when somebody else did
// since it was read. What lies in a dossier is opened only through it, from the
// next claim on at the latest.
func (t *Tx) SettleMail(m MailIn, to Settlement) error {
	orgKey, err := t.s.orgKey(t.ctx, m.Organisation)
	if err != nil {
		return err
	}
	var sealed []byte
	if to.Summary != nil {
		sealed = sealDocument(orgKey, m.Organisation, "mail", m.ID, to.Summary)
	}
	err = wrote(t.row(`UPDATE mail_in SET state = $1, reason = $2, dossier = $3, summary = $4, settled_at = $5, lease_until = 0
		WHERE organisation = $6 AND id = $7 AND state = $8 AND tries = $9 RETURNING id`,
		string(to.State), to.Reason, to.Dossier, sealed, t.s.now().UnixMilli(), m.Organisation, m.ID, string(m.State), m.Tries), ErrLost)
	if err != nil || to.State == MailParked || to.State == MailRefused {
		return err
	}
	return t.mailOver(mailFile{m.Organisation, m.file})
}

// FirstMail says whether a mail with this print came in before, and remembers
// this one when not. The print is of what it says, not of how it travelled.
func (t *Tx) FirstMail(m MailIn, said []byte) (first bool, err error) {
	orgKey, err := t.s.orgKey(t.ctx, m.Organisation)
	if err != nil {
		return false, err
	}
	said = vault.MAC(orgKey, "mail", said)
	if _, err := t.exec("INSERT INTO mail_print (organisation, print, mail) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", m.Organisation, said, m.ID); err != nil {
		return false, err
	}
	var of string
	if err := t.row("SELECT mail FROM mail_print WHERE organisation = $1 AND print = $2", m.Organisation, said).Scan(&of); err != nil {
		return false, unavailable(err)
	}
	return of == m.ID, nil
}
