package store

import (
	"context"
	"time"
)

// MailboxState is when a mailbox was read, and what it holds that we do not.
type MailboxState struct {
	Mailbox string
	Since   time.Time // when it was connected
	Tried   time.Time
	Read    time.Time // the last time that went well
	Trouble string    // code of what went wrong since; "" for nothing
	Counted time.Time // when box and ledger were last counted against each other
	InBox   int
	Missing int // in the box and not in the ledger
}

// Silent reports whether a mailbox has not been read for this long.
func (m MailboxState) Silent(now time.Time, after time.Duration) bool {
	last := m.Read
	if last.IsZero() {
		last = m.Since
	}
	return now.Sub(last) > after
}

// Mailbox begins the account of a mailbox, or gives it as it stands.
func (s *Store) Mailbox(ctx context.Context, organisation, mailbox string) (m MailboxState, err error) {
	err = s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("INSERT INTO mailbox (organisation, mailbox, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", organisation, mailbox, t.s.now().UnixMilli())
		if err != nil {
			return err
		}
		m, err = scanMailbox(mailbox, t.row(readMailbox, organisation, mailbox))
		return err
	})
	return m, err
}

// MailboxOf is Mailbox without beginning one; ErrNotFound when it was never read.
func (s *Store) MailboxOf(ctx context.Context, organisation, mailbox string) (MailboxState, error) {
	return scanMailbox(mailbox, s.reg.QueryRowContext(ctx, readMailbox, organisation, mailbox))
}

const readMailbox = "SELECT since, tried_at, read_at, trouble, counted_at, in_box, missing FROM mailbox WHERE organisation = $1 AND mailbox = $2"

func scanMailbox(mailbox string, row interface{ Scan(...any) error }) (MailboxState, error) {
	m := MailboxState{Mailbox: mailbox}
	var since, tried, read, counted int64
	if err := row.Scan(&since, &tried, &read, &m.Trouble, &counted, &m.InBox, &m.Missing); err != nil {
		return m, absent(err)
	}
	m.Since, m.Tried, m.Read, m.Counted = moment(since), moment(tried), moment(read), moment(counted)
	return m, nil
}

// MailboxTried notes how a try went: no trouble means that it was read.
func (s *Store) MailboxTried(ctx context.Context, organisation, mailbox, trouble string) error {
	return s.Write(ctx, func(t *Tx) error {
		now := t.s.now().UnixMilli()
		if trouble == "" {
			_, err := t.exec("UPDATE mailbox SET tried_at = $1, read_at = $1, trouble = '' WHERE organisation = $2 AND mailbox = $3", now, organisation, mailbox)
			return err
		}
		_, err := t.exec("UPDATE mailbox SET tried_at = $1, trouble = $2 WHERE organisation = $3 AND mailbox = $4", now, trouble, organisation, mailbox)
		return err
	})
}

// MailboxCounted notes what counting the box against the ledger gave.
func (s *Store) MailboxCounted(ctx context.Context, organisation, mailbox string, inBox, missing int) error {
	return s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("UPDATE mailbox SET counted_at = $1, in_box = $2, missing = $3 WHERE organisation = $4 AND mailbox = $5",
			t.s.now().UnixMilli(), inBox, missing, organisation, mailbox)
		return err
	})
}

// LateMail is since when the oldest mail waits that nobody looked at; zero: none.
func (s *Store) LateMail(ctx context.Context, organisation string) (time.Time, error) {
	return s.oldest(ctx, "SELECT MIN(stored_at) FROM mail_in WHERE organisation = $1 AND state = 'stored'", organisation)
}

// LateJob is since when the oldest work waits that was due, however often it was
// tried; zero: none. What is held by a budget waits on purpose.
func (s *Store) LateJob(ctx context.Context, organisation string) (time.Time, error) {
	at, err := s.oldest(ctx, "SELECT MIN(due_at) FROM job WHERE organisation = $1 AND state <> 'held'", organisation)
	if err != nil || at.After(s.now()) {
		return time.Time{}, err
	}
	return at, nil
}

func (s *Store) oldest(ctx context.Context, query, organisation string) (time.Time, error) {
	var at *int64
	if err := s.reg.QueryRowContext(ctx, query, organisation).Scan(&at); err != nil {
		return time.Time{}, unavailable(err)
	}
	if at == nil {
		return time.Time{}, nil
	}
	return time.UnixMilli(*at), nil
}
