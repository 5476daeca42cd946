package register

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/letter"
	"wederhoor/internal/store"
)

// DefaultSilence is after how long mail that does not flow is an alarm.
const DefaultSilence = 30 * time.Minute

// What can be wrong with the flow of mail, or with the place where everything is stored.
const (
	AlarmNotStored = "not_stored"     // nothing can be stored; the subject is a code of store.Trouble
	AlarmSilent    = "mailbox_silent" // a mailbox is not read
	AlarmWork      = "work_late"      // what is queued is not carried out: letters do not leave
	AlarmUnsettled = "mail_unsettled" // a mail that came in was not settled
	AlarmLedger    = "ledger_differs" // a mailbox holds mail that the ledger lacks
	AlarmSecret    = "secret_ends"    // a password or secret ends within a month, or has ended
	AlarmLetter    = "letter_failed"  // a letter did not arrive
)

const (
	secretNotice = 30 * 24 * time.Hour
	watchEvery   = time.Minute
	tellLease    = time.Minute // longer than one telling may take
	aboutSMTP    = "smtp"      // the subject of an alarm about sending
)

// Alarms is what is wrong with the flow of mail now, with since when. It holds
// codes and no name or content, so that every member may see it.
func (r *Register) Alarms(ctx context.Context) ([]store.Alarm, error) {
	all, err := r.wrong(ctx)
	if err != nil {
		return nil, err
	}
	known, err := r.Store.Alarms(ctx, r.Home().ID)
	if err != nil {
		return nil, err
	}
	for i := range all { // what went on record first counts
		for _, k := range known {
			if k.Over.IsZero() && k.Code == all[i].Code && k.Subject == all[i].Subject {
				all[i].Since, all[i].Told = k.Since, k.Told
			}
		}
	}
	return all, nil
}

// AlarmsFor are the alarms on the page of who leads, each kind once.
func (r *Register) AlarmsFor(ctx context.Context, who Person) ([]store.Alarm, error) {
	if !who.Leads() {
		return nil, nil
	}
	all, err := r.Alarms(ctx)
	slices.SortStableFunc(all, func(a, b store.Alarm) int { return strings.Compare(a.Code, b.Code) })
	return slices.CompactFunc(all, func(a, b store.Alarm) bool { return a.Code == b.Code }), err
}

// wrong works out what is wrong now, whatever was told of it.
func (r *Register) wrong(ctx context.Context) ([]store.Alarm, error) {
	if code, since := r.Store.Trouble(); code != "" { // alone: mail that lies still is only what comes of it
		return []store.Alarm{{Code: AlarmNotStored, Subject: code, Since: since}}, nil
	}
	boxes, err := r.Boxes(ctx)
	if err != nil {
		return nil, err
	}
	late, err := r.lateWork(ctx)
	if err != nil {
		return nil, err
	}
	var all []store.Alarm
	for _, b := range boxes {
		all = append(all, r.wrongWith(b)...)
	}
	all = append(all, late...)
	if r.Mail != nil {
		all = append(all, r.secret(aboutSMTP, r.Mail.Expires())...)
	}
	if _, failed, ok := r.index.Letters(); ok && !failed.IsZero() {
		all = append(all, store.Alarm{Code: AlarmLetter, Since: failed})
	}
	return all, nil
}

func (r *Register) wrongWith(b Box) []store.Alarm {
	all := r.secret(b.Mailbox, b.Expires)
	if b.Since.IsZero() {
		return all // reading has yet to begin
	}
	if b.Silent(r.Now(), r.Silence) {
		since := b.Read
		if since.IsZero() {
			since = b.Since
		}
		all = append(all, store.Alarm{Code: AlarmSilent, Subject: b.Mailbox, Since: since})
	}
	if b.Missing > 0 {
		all = append(all, store.Alarm{Code: AlarmLedger, Subject: b.Mailbox, Since: b.Counted})
	}
	return all
}

func (r *Register) secret(about string, ends time.Time) []store.Alarm {
	if since := ends.Add(-secretNotice); !ends.IsZero() && !r.Now().Before(since) {
		return []store.Alarm{{Code: AlarmSecret, Subject: about, Since: since}}
	}
	return nil
}

func (r *Register) lateWork(ctx context.Context) (all []store.Alarm, err error) {
	for code, oldest := range map[string]func(context.Context, string) (time.Time, error){AlarmWork: r.Store.LateJob, AlarmUnsettled: r.Store.LateMail} {
		at, err := oldest(ctx, r.Home().ID)
		if err != nil {
			return nil, err
		}
		if !at.IsZero() && r.Now().Sub(at) > r.Silence {
			all = append(all, store.Alarm{Code: code, Since: at})
		}
	}
	return all, nil
}

// Watch raises alarms until ctx ends. Its first look comes after a minute: who
// reads the mail gets that long after a start.
func (r *Register) Watch(ctx context.Context) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := r.Raise(ctx); err != nil && ctx.Err() == nil {
			r.Logger.Error("alarms could not all be told", "error", err)
		}
	}
}

// Raise puts what is wrong on record and tells it: by mail to who leads and to
// administrators, and by the road outside. Each telling is done once, whatever
// happens in between and however many programs watch.
func (r *Register) Raise(ctx context.Context) error {
	home := r.Home().ID
	if home == "" {
		return nil
	}
	now, err := r.wrong(ctx)
	if err != nil {
		return err
	}
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		begun, err := t.NoteAlarms(home, now, r.Alarm != nil)
		if err != nil {
			return err
		}
		t.After(func() { r.logAlarms(begun) })
		for _, j := range r.alarmMail(begun) {
			if err := t.AddJob(j); err != nil {
				return err
			}
		}
		t.After(r.Wake)
		return nil
	})
	if err != nil {
		return err
	}
	return r.tellOutside(ctx)
}

func (r *Register) logAlarms(all []store.Alarm) {
	for _, a := range all {
		r.Logger.Error("something does not go as it should", "alarm", a.Code, "about", a.Subject, "since", a.Since)
	}
}

// alarmMail queues a mail to each who can do something. When sending is what is
// wrong there is none: it would only make the queue longer.
func (r *Register) alarmMail(all []store.Alarm) (jobs []store.Job) {
	if r.Mail == nil {
		return nil
	}
	for _, a := range all {
		if a.Code == AlarmWork {
			continue
		}
		for _, m := range r.Active() {
			if leads(m) || m.Has(access.Administrator) {
				jobs = append(jobs, store.Job{Organisation: m.Organisation, Kind: store.JobTellAlarm, Item: strings.Join([]string{string(m.ID), a.Code, a.Subject}, " ")})
			}
		}
	}
	return jobs
}

// tellAlarm mails one alarm to one member, unless it is over.
func (r *Register) tellAlarm(ctx context.Context, j store.Job) error {
	member, rest, _ := strings.Cut(j.Item, " ")
	code, subject, _ := strings.Cut(rest, " ")
	to := j
	to.Item = member
	m, ok := r.accountHolder(to)
	if !ok {
		return r.finish(ctx, j)
	}
	now, err := r.Alarms(ctx)
	if err != nil {
		return err
	}
	for _, a := range now {
		if a.Code == code && a.Subject == subject {
			return r.mailAlarm(ctx, j, m, a)
		}
	}
	return r.finish(ctx, j)
}

func (r *Register) mailAlarm(ctx context.Context, j store.Job, m store.Member, a store.Alarm) error {
	home, p := r.Home().Name, r.Procedure()
	text := letter.AlarmNotice("nl", home, r.Site()+"/staff", a.Code, p.On(a.Since), a.Since.In(p.Zone()).Format("15:04"))
	return r.automatic(ctx, j, m.Email, m.Name, letter.Frame{Lang: "nl", Organisation: home, Site: r.Site()}, text, r.Now())
}

// tellOutside tells what is due by the other road. What was not taken is tried
// again when its lease is over.
func (r *Register) tellOutside(ctx context.Context) (failed error) {
	if r.Alarm == nil {
		return nil
	}
	for ctx.Err() == nil {
		a, ok, err := r.Store.ClaimAlarm(ctx, r.Home().ID, tellLease)
		if err != nil || !ok {
			return errors.Join(failed, err)
		}
		if err := r.Alarm.Tell(ctx, r.notice(a)); err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		if err := r.Store.AlarmTold(context.WithoutCancel(ctx), a); err != nil {
			return errors.Join(failed, err)
		}
	}
	return failed
}
