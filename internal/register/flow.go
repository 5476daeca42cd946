package register

import (
	"context"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/store"
)

// Flow is how it goes, in numbers for a machine that watches: no name, no content.
type Flow struct {
	Boxes      []Box
	Mails      map[store.MailState]int // what came in, by what became of it
	Unsettled  time.Time               // since when the oldest mail waits; zero: none
	Queued     int
	Held       int       // by a budget
	OldestWork time.Time // since when the oldest work is due; zero: none
	Sent       time.Time // when the mail server last took one; zero: never
	SMTPEnds   time.Time // zero: nobody said
	Letters    map[complaint.LetterState]int
	Filled     bool // the index is whole; before that Letters is nil
	Alarms     []store.Alarm
	Backup     store.BackupRun
	Received   time.Time // when the newest complaint came in; zero: never, or not filled yet
	Missed     int       // due dates that passed while work for that dossier waited here
	Logged     int64     // events in the log
	Behind     int64     // of those, how many the lists here do not have yet
	Dossiers   int       // in the index
	IndexBytes int64     // about what they take
	Trouble    string    // why nothing can be stored; see store.Trouble
	Waiting    int       // acts, for the writer
	Pools      []store.Pool
}

// Flow reads how it goes now.
func (r *Register) Flow(ctx context.Context) (f Flow, err error) {
	home := r.Home().ID
	f.Trouble, _ = r.Store.Trouble()
	f.Waiting, f.Pools = r.Store.Waiting(), r.Store.Pools()
	f.Dossiers, f.IndexBytes = r.index.Size()
	if home == "" {
		return f, nil
	}
	if r.Mail != nil {
		f.SMTPEnds = r.Mail.Expires()
	}
	f.Letters, _, f.Filled = r.index.Letters()
	if f.Filled {
		f.Received = r.index.LastReceipt()
	}
	for _, read := range []func() error{
		func() (err error) { f.Boxes, err = r.Boxes(ctx); return err },
		func() (err error) { f.Mails, err = r.Store.MailTotals(ctx, home); return err },
		func() (err error) { f.Unsettled, err = r.Store.LateMail(ctx, home); return err },
		func() (err error) { f.Queued, err = r.Store.WaitingJobs(ctx, home); return err },
		func() (err error) { f.Held, err = r.Store.HeldJobs(ctx, home); return err },
		func() (err error) { f.OldestWork, err = r.Store.LateJob(ctx, home); return err },
		func() (err error) { _, f.Sent, err = r.Store.LastSent(ctx, home); return err },
		func() (err error) { f.Alarms, err = r.Alarms(ctx); return err },
		func() (err error) { f.Backup, err = r.Store.BackupRun(ctx); return err },
		func() (err error) { f.Missed, err = r.missed(ctx, home); return err },
		func() (err error) { f.Logged, err = r.Store.Logged(ctx, home); return err },
	} {
		if err := read(); err != nil {
			return f, err
		}
	}
	if r.Store.Shared() {
		f.Behind = r.followed.behind(f.Logged)
	}
	return f, nil
}

// missed counts the dossiers of which a due date passed because of us: what would have
// met it, or told somebody of it, was due in time and still waits.
func (r *Register) missed(ctx context.Context, home string) (n int, err error) {
	p := r.Procedure()
	all, err := r.Store.Overtaken(ctx, home, p.On(r.Now()).String())
	for _, o := range all {
		if p.On(o.Queued).String() <= o.DueOn {
			n++
		}
	}
	return n, err
}
