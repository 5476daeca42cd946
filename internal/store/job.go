package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"time"
)

// JobKind names a piece of queued work.
type JobKind string

// Kinds of queued work.
const (
	JobTellLead      JobKind = "tell_lead"      // a notice without content
	JobTellMember    JobKind = "tell_member"    // item is the member
	JobSendLetter    JobKind = "send_letter"    // item is the letter
	JobSendReceipt   JobKind = "send_receipt"   // the code, right after the public form
	JobTellGlass     JobKind = "tell_glass"     // somebody broke the glass; item is who is told
	JobHandOver      JobKind = "hand_over"      // item is who left and who takes over, with a space between
	JobSendLink      JobKind = "send_link"      // a link to sign in; item is the member, "" when nobody is meant
	JobTellAppeal    JobKind = "tell_appeal"    // an appeal began or ended, and not the team wrote it; item is a member
	JobTellMessage   JobKind = "tell_message"   // one of both sides wrote; item is who handles it
	JobTellFailed    JobKind = "tell_failed"    // a letter did not arrive; item is who signed it
	JobTellAddress   JobKind = "tell_address"   // to a complainant's old address, before a new one counts; item is of the request
	JobAskAddress    JobKind = "ask_address"    // a link to the new one; item is of the request
	JobTellReset     JobKind = "tell_reset"     // access is being restored; item is the member
	JobTellConfidant JobKind = "tell_confidant" // somebody wrote in a room; item is the confidant
	JobTellRoom      JobKind = "tell_room"      // a confidant answered; item is of the notice
	JobTellAction    JobKind = "tell_action"    // an improvement action waits; item is its id, who does it and the day, with spaces between
	JobTakeOver      JobKind = "take_over"      // an old register comes in; item is the import
	JobForgetKeys    JobKind = "forget_keys"    // an import was undone; item is the import
	JobReadForms     JobKind = "read_forms"     // a file of evaluation forms; item is the file on its way in
	JobImportForms   JobKind = "import_forms"   // the same, once its columns are known
	JobTellErasure   JobKind = "tell_erasure"   // somebody proposed to erase it; item is the member
	JobTellSecond    JobKind = "tell_second"    // the same waits for a second person; item is the member
	JobErase         JobKind = "erase"          // two people agreed and the wait is over
	JobTellProof     JobKind = "tell_proof"     // the newest checkpoint, to who keeps it outside
	JobTellAlarm     JobKind = "tell_alarm"     // mail does not flow; item is the member, the alarm and what it is about, with spaces between
)

// Job is work that was queued with the event that asked for it. It holds ids,
// never words.
type Job struct {
	Organisation string
	ID           string
	Kind         JobKind
	Dossier      string
	Item         string
	State        string // queued, sending; empty for a new one: queued
	Attempts     int
	RunAt        time.Time
	lease        int64 // until when it is this worker's, in Unix milliseconds
}

// States of a job. Sending is written before the mail server hears anything, so
// that a crash in between is seen afterwards and no letter goes twice.
const (
	JobQueued  = "queued"
	JobSending = "sending"
	JobHeld    = "held" // over a budget: it waits, and who leads sees that it does
)

// ErrLost says that a job is not this worker's any more: it was taken back, or
// its lease ran out and another took it.
var ErrLost = errors.New("the work is not ours any more")

func (t *Tx) addJobs(organisation, dossier string, jobs []Job) error {
	for _, j := range jobs {
		runAt := j.RunAt
		if runAt.IsZero() {
			runAt = t.s.now()
		}
		_, err := t.exec(`INSERT INTO job (organisation, id, kind, dossier, item, state, run_at, due_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
			organisation, NewID(), string(j.Kind), dossier, j.Item, cmp.Or(j.State, JobQueued), runAt.UnixMilli())
		if err != nil {
			return err
		}
	}
	return nil
}

// AddJob queues work that no event asks for; most of it belongs to no dossier.
func (t *Tx) AddJob(j Job) error { return t.addJobs(j.Organisation, j.Dossier, []Job{j}) }

// Claim takes the next job of an organisation that is due, for the length of a
// lease. A job whose lease ran out while it was sending comes back in that state: its
// outcome is not known. ok is false when there is nothing to do.
func (s *Store) Claim(ctx context.Context, organisation string, lease time.Duration) (j Job, ok bool, err error) {
	err = s.Write(ctx, func(t *Tx) error {
		now := s.now().UnixMilli()
		var kind string
		var runAt int64
		err := t.row(`SELECT organisation, id, kind, dossier, item, state, attempts, run_at FROM job
			WHERE organisation = $1 AND run_at <= $2 AND lease_until < $2 ORDER BY run_at LIMIT 1`+s.dialect.skip, organisation, now).
			Scan(&j.Organisation, &j.ID, &kind, &j.Dossier, &j.Item, &j.State, &j.Attempts, &runAt)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return unavailable(err)
		}
		j.Kind, j.RunAt, j.lease, ok = JobKind(kind), time.UnixMilli(runAt), now+lease.Milliseconds(), true
		_, err = t.exec("UPDATE job SET lease_until = $1, attempts = attempts + 1 WHERE organisation = $2 AND id = $3",
			j.lease, j.Organisation, j.ID)
		return err
	})
	return j, ok, err
}

// MarkSending is the second phase: from here on a lost answer is "uncertain". It
// is ErrLost when the job was taken back since it was claimed.
func (s *Store) MarkSending(ctx context.Context, j Job) error {
	return s.Write(ctx, func(t *Tx) error { return t.MarkSending(j) })
}

// MarkSending is Store.MarkSending within an act.
func (t *Tx) MarkSending(j Job) error {
	return wrote(t.row("UPDATE job SET state = $1 WHERE organisation = $2 AND id = $3 AND lease_until = $4 RETURNING id",
		JobSending, j.Organisation, j.ID, j.lease), ErrLost)
}

// TakeBack drops the work for a letter that nobody began, so that it never
// leaves; ErrLost when a worker has it, or had it to the end. Between this and
// Claim exactly one wins: both change the same row.
func (t *Tx) TakeBack(organisation, letter string) error {
	return wrote(t.row("DELETE FROM job WHERE organisation = $1 AND kind = $2 AND item = $3 AND state = $4 AND lease_until < $5 RETURNING id",
		organisation, string(JobSendLetter), letter, JobQueued, t.s.now().UnixMilli()), ErrLost)
}

// HoldJob keeps long work for a lease from now, longer or shorter than it was;
// ErrLost when another worker took it.
func (t *Tx) HoldJob(j Job, lease time.Duration) (Job, error) {
	until := t.s.now().UnixMilli() + lease.Milliseconds()
	err := wrote(t.row("UPDATE job SET lease_until = $1 WHERE organisation = $2 AND id = $3 AND lease_until = $4 RETURNING id",
		until, j.Organisation, j.ID, j.lease), ErrLost)
	j.lease = until
	return j, err
}

// FinishJob drops a job; call it in the transaction that records its outcome.
func (t *Tx) FinishJob(j Job) error {
	_, err := t.exec("DELETE FROM job WHERE organisation = $1 AND id = $2", j.Organisation, j.ID)
	return err
}

// RetryJob puts a job back for later.
func (t *Tx) RetryJob(j Job, at time.Time) error {
	_, err := t.exec("UPDATE job SET state = $1, run_at = $2, lease_until = 0 WHERE organisation = $3 AND id = $4",
		JobQueued, at.UnixMilli(), j.Organisation, j.ID)
	return err
}

// QueuedJobs counts what waits; an outbox that grows is an alarm.
func (s *Store) QueuedJobs(ctx context.Context) (n int, err error) {
	if err = s.reg.QueryRowContext(ctx, "SELECT COUNT(*) FROM job").Scan(&n); err != nil {
		return 0, unavailable(err)
	}
	return n, nil
}
