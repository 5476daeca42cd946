package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"
)

// Alarm is one thing that is wrong with the flow of mail.
type Alarm struct {
	Organisation string
	Code         string
	Subject      string // which mailbox, as a keyed id, or a word of ours; "" when there is one only
	Since        time.Time
	Over         time.Time // zero: it lasts
	Told         time.Time // by the road outside; zero: not yet

	lease int64
}

// AlarmAgain is how often an alarm that lasts is told.
const AlarmAgain = 24 * time.Hour

// Alarms are those on record, with what is over and not told yet.
func (s *Store) Alarms(ctx context.Context, organisation string) ([]Alarm, error) {
	return s.scanAlarms(ctx, s.reg, organisation)
}

func (s *Store) scanAlarms(ctx context.Context, q reader, organisation string) ([]Alarm, error) {
	return list(ctx, q, func(scan func(...any) error) (Alarm, error) {
		a := Alarm{Organisation: organisation}
		var since, over, told int64
		if err := scan(&a.Code, &a.Subject, &since, &over, &told); err != nil {
			return a, unavailable(err)
		}
		a.Since, a.Over, a.Told = time.UnixMilli(since), moment(over), moment(told)
		return a, nil
	}, "SELECT alarm, subject, since, over_at, told_at FROM alarm WHERE organisation = $1 ORDER BY since, alarm, subject", organisation)
}

// moment reads a time that may not have come.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

// NoteAlarms holds what is wrong now against what is on record. It gives the
// alarms that have to be mailed: those that began, and those that last for another
// day. What is over stays on record until the road outside has told it; without
// that road (outside is false) it goes at once.
func (t *Tx) NoteAlarms(organisation string, now []Alarm, outside bool) (mail []Alarm, err error) {
	if err := t.flush(); err != nil {
		return nil, err
	}
	known, err := t.s.scanAlarms(t.ctx, t.reg, organisation)
	if err != nil {
		return nil, err
	}
	clock := t.s.now()
	for _, a := range now {
		since, due, err := t.noteAlarm(organisation, a, clock)
		if err != nil {
			return nil, err
		}
		if a.Since = since; due {
			mail = append(mail, a)
		}
	}
	for _, old := range known {
		if !find(now, old) {
			if err := t.alarmOver(old, clock, outside); err != nil {
				return nil, err
			}
		}
	}
	return mail, nil
}

func find(all []Alarm, like Alarm) bool {
	return slices.ContainsFunc(all, func(a Alarm) bool { return a.Code == like.Code && a.Subject == like.Subject })
}

// noteAlarm is due for one program only, also when two note the same at once.
func (t *Tx) noteAlarm(organisation string, a Alarm, clock time.Time) (since time.Time, due bool, err error) {
	var ms int64
	err = t.row(`INSERT INTO alarm (organisation, alarm, subject, since, mailed_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (organisation, alarm, subject) DO UPDATE SET over_at = 0, mailed_at = excluded.mailed_at
		WHERE alarm.over_at > 0 OR alarm.mailed_at <= $6 RETURNING since`,
		organisation, a.Code, a.Subject, a.Since.UnixMilli(), clock.UnixMilli(), clock.Add(-AlarmAgain).UnixMilli()).Scan(&ms)
	if errors.Is(err, sql.ErrNoRows) {
		return a.Since, false, nil
	}
	if err != nil {
		return a.Since, false, unavailable(err)
	}
	return time.UnixMilli(ms), true, nil
}

// alarmOver forgets what nobody outside was told of, and marks the rest.
func (t *Tx) alarmOver(a Alarm, clock time.Time, outside bool) error {
	if !outside {
		_, err := t.exec("DELETE FROM alarm WHERE organisation = $1 AND alarm = $2 AND subject = $3", a.Organisation, a.Code, a.Subject)
		return err
	}
	if !a.Over.IsZero() {
		return nil
	}
	_, err := t.exec("DELETE FROM alarm WHERE organisation = $1 AND alarm = $2 AND subject = $3 AND told_at = 0 AND lease_until < $4",
		a.Organisation, a.Code, a.Subject, clock.UnixMilli())
	if err != nil {
		return err
	}
	_, err = t.exec("UPDATE alarm SET over_at = $1 WHERE organisation = $2 AND alarm = $3 AND subject = $4",
		clock.UnixMilli(), a.Organisation, a.Code, a.Subject)
	return err
}

// ClaimAlarm takes one alarm that has to be told outside, for the length of a
// lease: it began, it is over, or it lasts for another day. ok is false when
// there is none.
func (s *Store) ClaimAlarm(ctx context.Context, organisation string, lease time.Duration) (a Alarm, ok bool, err error) {
	err = s.Write(ctx, func(t *Tx) error {
		clock := s.now()
		var since, over, told int64
		err := t.row(`SELECT alarm, subject, since, over_at, told_at FROM alarm
			WHERE organisation = $1 AND lease_until < $2 AND (told_at <= $3 OR over_at > 0) ORDER BY since, alarm, subject LIMIT 1`+s.dialect.skip,
			organisation, clock.UnixMilli(), clock.Add(-AlarmAgain).UnixMilli()).Scan(&a.Code, &a.Subject, &since, &over, &told)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return unavailable(err)
		}
		a.Organisation, a.Since, a.Over, a.Told = organisation, time.UnixMilli(since), moment(over), moment(told)
		a.lease, ok = clock.Add(lease).UnixMilli(), true
		_, err = t.exec("UPDATE alarm SET lease_until = $1 WHERE organisation = $2 AND alarm = $3 AND subject = $4", a.lease, organisation, a.Code, a.Subject)
		return err
	})
	return a, ok, err
}

// AlarmTold says that a claimed alarm was told. One that was told to be over goes;
// one that ended while it was being told is told again, as over.
func (s *Store) AlarmTold(ctx context.Context, a Alarm) error {
	return s.Write(ctx, func(t *Tx) error {
		if !a.Over.IsZero() {
			_, err := t.exec("DELETE FROM alarm WHERE organisation = $1 AND alarm = $2 AND subject = $3 AND lease_until = $4 AND over_at > 0",
				a.Organisation, a.Code, a.Subject, a.lease)
			if err != nil {
				return err
			}
		}
		// One that came back while it was told to be over has to be told anew.
		told := t.s.now().UnixMilli()
		if !a.Over.IsZero() {
			told = 0
		}
		_, err := t.exec("UPDATE alarm SET told_at = $1, lease_until = 0 WHERE organisation = $2 AND alarm = $3 AND subject = $4 AND lease_until = $5",
			told, a.Organisation, a.Code, a.Subject, a.lease)
		return err
	})
}

// MailTried notes that mail was offered to the mail server, and whether it took it.
func (t *Tx) MailTried(organisation string, taken bool) error {
	now, sent := t.s.now().UnixMilli(), int64(0)
	if taken {
		sent = now
	}
	_, err := t.exec(`INSERT INTO sending (organisation, tried_at, sent_at) VALUES ($1, $2, $3) ON CONFLICT (organisation) DO UPDATE
		SET tried_at = excluded.tried_at, sent_at = CASE WHEN excluded.sent_at > 0 THEN excluded.sent_at ELSE sending.sent_at END`, organisation, now, sent)
	return err
}

// LastSent is when mail was last offered to the mail server, and when that last
// took one; zero for never.
func (s *Store) LastSent(ctx context.Context, organisation string) (tried, sent time.Time, err error) {
	var t, ok int64
	err = s.reg.QueryRowContext(ctx, "SELECT tried_at, sent_at FROM sending WHERE organisation = $1", organisation).Scan(&t, &ok)
	if errors.Is(err, sql.ErrNoRows) {
		return tried, sent, nil
	}
	if err != nil {
		return tried, sent, unavailable(err)
	}
	return moment(t), moment(ok), nil
}

// WaitingJobs counts what is queued, without what a budget holds.
func (s *Store) WaitingJobs(ctx context.Context, organisation string) (n int, err error) {
	err = s.reg.QueryRowContext(ctx, "SELECT COUNT(*) FROM job WHERE organisation = $1 AND state <> $2", organisation, JobHeld).Scan(&n)
	if err != nil {
		return 0, unavailable(err)
	}
	return n, nil
}
