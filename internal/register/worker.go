package register

import (
	"context"
	"errors"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/identity"
	"wederhoor/internal/letter"
	"wederhoor/internal/mail"
	"wederhoor/internal/store"
	"wederhoor/internal/trace"
	"wederhoor/internal/vault"
)

// lease is how long one piece of work may take before another worker takes it.
const lease = 2 * time.Minute

// retries are the pauses between attempts; after the last a person is asked.
var retries = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 24 * time.Hour, 48 * time.Hour}

// Wake tells the worker that there is something to do.
func (r *Register) Wake() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// Work carries out queued work until ctx ends, and clears away what is over: the
// uploads that nobody sent a complaint with, old tokens and sessions.
func (r *Register) Work(ctx context.Context) {
	tick, hour := time.NewTicker(5*time.Second), time.NewTicker(time.Hour)
	defer tick.Stop()
	defer hour.Stop()
	r.promise.Store(true)
	r.untidy.Store(true)
	last := ctx // the term in which this register led last
	for {
		r.drain(ctx)
		if now, leads := r.Leading(ctx); leads {
			if !store.SameTerm(now, last) { // what the program before did not come to
				r.promise.Store(true)
				r.untidy.Store(true)
				last = now
			}
			if r.untidy.Swap(false) {
				r.sweep(ctx)
			}
			if r.promise.Swap(false) {
				r.keepPromise(ctx)
				r.QueueMonthlyProof(now)
			} else {
				r.chainLog(now)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-hour.C:
			r.promise.Store(true)
			r.untidy.Store(true)
		case <-r.wake:
		}
	}
}

func (r *Register) sweep(ctx context.Context) {
	ctx, leads := r.Leading(ctx)
	if !leads {
		return
	}
	_, err := r.Store.Sweep(ctx)
	err = errors.Join(err, r.Store.SweepTokens(ctx), r.Store.SweepTried(ctx), r.Store.SweepMailed(ctx), r.Store.SweepMail(ctx), r.Store.SweepRooms(ctx), r.sweepForms(ctx), r.Store.FinishErasures(ctx), r.Store.SweepSessions(ctx, r.Now().Add(-identity.SessionAge)))
	if err != nil && ctx.Err() == nil && !lost(err) {
		r.Logger.Error("what is over could not be cleared away", "error", err)
	}
}

func (r *Register) drain(ctx context.Context) {
	for ctx.Err() == nil {
		done, err := r.WorkOnce(ctx)
		if err != nil && !errors.Is(err, context.Canceled) {
			r.Logger.Error("queued work failed", "error", err)
			return
		}
		if !done {
			return
		}
	}
}

// WorkOnce carries out one piece of work; false means nothing was due.
func (r *Register) WorkOnce(ctx context.Context) (bool, error) {
	j, ok, err := r.Store.Claim(ctx, r.Home().ID, lease)
	if err != nil || !ok {
		return false, err
	}
	ctx, span := trace.Begin(ctx, trace.Job, trace.Kind(j.Kind))
	defer func() { span.End(err) }()
	switch j.Kind {
	case store.JobSendLetter:
		err = r.sendLetter(ctx, j)
	case store.JobSendReceipt:
		err = r.sendReceipt(ctx, j)
	case store.JobHandOver:
		err = r.handOver(ctx, j)
	case store.JobTellLead, store.JobTellMember, store.JobTellGlass, store.JobTellMessage, store.JobTellFailed, store.JobTellAppeal, store.JobTellErasure, store.JobTellSecond:
		err = r.sendNotice(ctx, j)
	case store.JobSendLink:
		err = r.sendLink(ctx, j)
	case store.JobTellAddress, store.JobAskAddress:
		err = r.mailAddress(ctx, j)
	case store.JobReadForms:
		err = r.readForms(ctx, j)
	case store.JobImportForms:
		err = r.importForms(ctx, j)
	case store.JobTellConfidant:
		err = r.tellConfidant(ctx, j)
	case store.JobTellRoom:
		err = r.mailRoom(ctx, j)
	case store.JobTellReset:
		err = r.tellReset(ctx, j)
	case store.JobTellAction:
		err = r.tellAction(ctx, j)
	case store.JobTellAlarm:
		err = r.tellAlarm(ctx, j)
	case store.JobTellProof:
		err = r.tellProof(ctx, j)
	case store.JobErase:
		err = r.eraseWhenAgreed(ctx, j)
	case store.JobTakeOver:
		err = r.takeOver(ctx, j)
	case store.JobForgetKeys:
		err = r.forgetOld(ctx, j)
	default:
		r.Logger.Error("unknown kind of work", "kind", j.Kind)
		err = r.finish(ctx, j)
	}
	return true, err
}

func system(organisation string) store.Visitor {
	return store.Visitor{Actor: access.New(organisation, complaint.BySystem)}
}

// sendLetter is the three-phase road (security 5.3): claimed, sending, outcome.
// Work that comes back while "sending" has an outcome nobody heard.
func (r *Register) sendLetter(ctx context.Context, j store.Job) error {
	h, err := r.outbox(ctx, j)
	if errors.Is(err, ErrNotFound) {
		return r.finish(ctx, j)
	}
	if err != nil {
		return err
	}
	l, ok := store.ReadLetter(h, j.Item)
	if !ok || l.State != complaint.LetterQueued { // taken back, or settled by a person or a bounce
		return r.finish(ctx, j)
	}
	if j.State == store.JobSending {
		return r.outcome(ctx, j, mail.Outcome{State: mail.Uncertain, Reason: "interrupted while sending"})
	}
	if !store.IsOwed(h, l.ID) { // withdrawn, or written anew, while it waited
		return r.outcome(ctx, j, mail.Outcome{State: mail.Refused, Reason: "no longer needed"})
	}
	raw, err := store.MailOf(ctx, h, l.ID)
	if errors.Is(err, ErrNotFound) {
		return r.outcome(ctx, j, mail.Outcome{State: mail.Refused, Reason: "the mail is not there any more"})
	}
	if err != nil {
		return err
	}
	if r.Mail == nil {
		return r.outcome(ctx, j, mail.Outcome{State: mail.Refused, Reason: "no mail server"})
	}
	from, err := r.sender(ctx, l.ID)
	if err != nil {
		return err
	}
	return r.hand(ctx, j, from, l.To, raw)
}

func (r *Register) outbox(ctx context.Context, j store.Job) (*store.Handle[access.Outbox], error) {
	return store.OpenDossier[access.Outbox](ctx, r.Store, system(j.Organisation), j.Dossier)
}

// hand gives a letter to the mail server. Before the first word "sending" is
// durable, so that a crash is seen and nothing is sent twice unseen. Who lost the
// work meanwhile says nothing.
func (r *Register) hand(ctx context.Context, j store.Job, from, to string, raw []byte) error {
	switch err := r.Store.MarkSending(ctx, j); {
	case errors.Is(err, store.ErrLost):
		return nil
	case err != nil:
		return err
	}
	return r.heard(ctx, j, r.offer(ctx, from, to, raw))
}

// offer hands a mail to the mail server.
func (r *Register) offer(ctx context.Context, from, to string, raw []byte) mail.Outcome {
	ctx, span := trace.Begin(ctx, trace.Mail)
	out := r.Mail.Send(ctx, from, to, raw)
	span.Say(trace.Kind(out.State))
	span.End(nil)
	return out
}

// from is the address letters leave from.
func (r *Register) from() string {
	if r.Mail != nil && r.Mail.From() != "" {
		return r.Mail.From()
	}
	return r.Home().Email
}

// outcome records what became of a message in the transaction that drops or
// repeats the work. It is recorded also when the program is stopping: an outcome
// that was heard and not written down would come back as uncertain.
func (r *Register) outcome(ctx context.Context, j store.Job, out mail.Outcome) error {
	return r.Store.Write(context.WithoutCancel(ctx), func(t *store.Tx) error { return r.settleJob(t, j, out) })
}

// heard is outcome of a mail that was offered to the mail server.
func (r *Register) heard(ctx context.Context, j store.Job, out mail.Outcome) error {
	return r.Store.Write(context.WithoutCancel(ctx), func(t *store.Tx) error {
		return errors.Join(t.MailTried(j.Organisation, out.State == mail.Accepted), r.settleJob(t, j, out))
	})
}

func (r *Register) settleJob(t *store.Tx, j store.Job, out mail.Outcome) error {
	if out.State == mail.Deferred && j.Attempts < len(retries) {
		return t.RetryJob(j, r.Now().Add(retries[j.Attempts]))
	}
	if j.Kind == store.JobSendLetter {
		err := r.recordOutcome(t, j, out)
		if refusal, ok := Refused(err); ok { // the rules say no: doing it again gives the same answer
			r.Logger.Error("what became of a letter was refused", "code", refusal.Code, "state", out.State)
		} else if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	return errors.Join(afterNotice(t, j, out), t.FinishJob(j))
}

func (r *Register) recordOutcome(t *store.Tx, j store.Job, out mail.Outcome) error {
	_, err := r.inside(t, system(j.Organisation), j.Dossier, Order{}, access.Deliver,
		func(c complaint.Complaint, p complaint.Procedure, m complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
			if l, _ := c.Letter(j.Item); l.State == complaint.LetterBounced {
				return nil, nil // it came back before the answer of the server was written down
			}
			if out.State == mail.Accepted {
				return c.Deliver(p, m, j.Item, complaint.ViaEmail)
			}
			return c.FailDelivery(m, j.Item, out.Reason, out.State == mail.Uncertain)
		})
	return err
}

func (r *Register) finish(ctx context.Context, j store.Job) error {
	return r.Store.Write(ctx, func(t *store.Tx) error { return t.FinishJob(j) })
}

// sendReceipt mails the code to who left an address; it holds not a word of the
// complaint. The page showed the code already, so a failure harms nothing.
func (r *Register) sendReceipt(ctx context.Context, j store.Job) error {
	if r.Mail == nil || j.State == store.JobSending {
		return r.finish(ctx, j)
	}
	h, err := r.outbox(ctx, j)
	if errors.Is(err, ErrNotFound) {
		return r.finish(ctx, j)
	}
	if err != nil {
		return err
	}
	code, err := store.CodeOf(ctx, h)
	if err != nil {
		return err
	}
	c := store.ReadAddressee(h)
	p := r.procedureOf(c)
	respond, _ := complaint.Owed(c, p, complaint.TermRespond, r.Now())
	frame := r.frame(c, p, complaint.Moment{Now: c.ReceivedAt}, code, "")
	return r.automatic(ctx, j, c.Received.Email, c.Received.Name, frame, letter.Receipt(frame, respond.Due), c.ReceivedAt)
}

// sendNotice tells a member that something waits: no name, no content (R25).
func (r *Register) sendNotice(ctx context.Context, j store.Job) error {
	m, ok := r.Member(complaint.MemberID(j.Item))
	if r.Mail == nil || !ok || m.State == store.MemberLeft || j.State == store.JobSending {
		return r.finish(ctx, j)
	}
	h, err := r.outbox(ctx, j)
	if errors.Is(err, ErrNotFound) || err == nil && store.ReadAddressee(h).Conflicted(m.ID) { // named since it was queued (R10)
		return r.finish(ctx, j)
	}
	if err != nil {
		return err
	}
	kind := map[store.JobKind]string{store.JobTellLead: "new", store.JobTellMember: "acknowledge", store.JobTellGlass: "glass",
		store.JobTellMessage: "message", store.JobTellFailed: "failed", store.JobTellAppeal: "appeal", store.JobTellErasure: "erasure", store.JobTellSecond: "second"}[j.Kind]
	return r.notify(ctx, j, m, kind)
}

// notify mails a member that something waits: of what kind, and nothing of it (R25).
func (r *Register) notify(ctx context.Context, j store.Job, m store.Member, kind string) error {
	home := r.Home()
	text := letter.StaffNotice("nl", home.Name, "", r.Site()+"/staff", kind)
	return r.automatic(ctx, j, m.Email, m.Name, letter.Frame{Lang: "nl", Organisation: home.Name, Site: r.Site()}, text, r.Now())
}

func (r *Register) automatic(ctx context.Context, j store.Job, to, name string, f letter.Frame, text letter.Text, at time.Time) error {
	if r.Mail == nil {
		return r.finish(ctx, j)
	}
	id, err := r.noticeID(ctx, j)
	if err != nil {
		return err
	}
	replyTo := ""
	if toComplainant(j) {
		if replyTo, err = r.replyAddress(ctx, j.Dossier); err != nil {
			return err
		}
	}
	raw, err := mail.Compose(mail.Message{ID: id, ReplyTo: replyTo, From: r.from(), FromName: r.Home().Name, To: to, ToName: name,
		Subject: text.Subject, Text: letter.Plain(text), HTML: letter.HTML(f, text), Date: at, Automatic: true})
	if err != nil {
		r.Logger.Error("a notice could not be put in a mail", "error", err)
		return r.finish(ctx, j)
	}
	switch now, err := r.spend(ctx, j, to); {
	case errors.Is(err, store.ErrLost) || err == nil && !now:
		return nil
	case err != nil:
		return err
	}
	return r.heard(ctx, j, r.offer(ctx, mail.NullSender, to, raw))
}
