package register

import (
	"context"
	"errors"
	"strings"
	"time"

	"wederhoor/internal/letter"
	"wederhoor/internal/proof"
	"wederhoor/internal/store"
)

// SaveProofMail says who outside gets the newest checkpoint by mail: at once, every month
// and after each annual review. An empty address ends it. It takes a fresh proof of who
// asks: whoever could send it elsewhere unnoticed could rewrite the past unnoticed.
func (r *Register) SaveProofMail(ctx context.Context, who Person, email string) error {
	if !who.Administers() {
		return ErrNotFound
	}
	if !who.Fresh(r.Now()) {
		return ErrProve
	}
	email = strings.TrimSpace(email)
	if code := EmailProblem(email); email != "" && code != "" {
		return Problems{{"email", code}}
	}
	err := r.queueProof(ctx, func(t *store.Tx, to *store.ProofMail, month string) (bool, error) {
		if to.Email == email {
			return false, nil
		}
		*to = store.ProofMail{Email: email, Month: month}
		return email != "", t.Log(r.line(who.visitor(), store.LogProofMail, "", ""))
	})
	if err != nil {
		return err
	}
	r.Wake()
	return nil
}

// QueueMonthlyProof queues the checkpoint of the month, once, for who gets it by mail.
func (r *Register) QueueMonthlyProof(ctx context.Context) {
	to := r.Home().ProofMail
	if to.Email == "" || to.Month == r.month(r.Now()) {
		return
	}
	err := r.queueProof(ctx, func(_ *store.Tx, to *store.ProofMail, month string) (bool, error) {
		due := to.Email != "" && to.Month != month
		to.Month = month
		return due, nil
	})
	if err != nil && ctx.Err() == nil && !lost(err) {
		r.Logger.Error("the checkpoint of the month could not be queued", "error", err)
	}
}

// queueProof changes to whom it goes, and queues a mail when change says so, at once.
func (r *Register) queueProof(ctx context.Context, change func(t *store.Tx, to *store.ProofMail, month string) (mail bool, err error)) error {
	id, month := r.Home().ID, r.month(r.Now())
	err := r.Store.Write(ctx, func(t *store.Tx) error {
		var mail bool
		err := t.EditOrganisation(id, func(o *store.Organisation) (err error) {
			mail, err = change(t, &o.ProofMail, month)
			return err
		})
		if err != nil || !mail {
			return err
		}
		return t.AddJob(store.Job{Organisation: id, Kind: store.JobTellProof})
	})
	if err != nil {
		return err
	}
	return r.load(ctx, id)
}

// month is the one of a moment where the organisation is: "2026-11".
func (r *Register) month(at time.Time) string { return at.In(r.Procedure().Zone()).Format("2006-01") }

// tellProof mails the newest checkpoint to who keeps it outside. A register that does not
// hold what it promised sends none.
func (r *Register) tellProof(ctx context.Context, j store.Job) error {
	home := r.Home()
	to := home.ProofMail.Email
	if r.Mail == nil || to == "" || j.State == store.JobSending {
		return r.finish(ctx, j)
	}
	err := r.Store.Promise(ctx, home.ID)
	var broken *proof.Broken
	if errors.As(err, &broken) {
		r.Logger.Error("no checkpoint is mailed: the register does not hold what its last one promised", "check", string(broken.Check))
		return r.finish(ctx, j)
	}
	if err != nil {
		return err
	}
	p, err := r.Store.LastPromise(ctx, home.ID)
	if errors.Is(err, ErrNotFound) { // nothing was written yet
		return r.finish(ctx, j)
	}
	if err != nil {
		return err
	}
	text := letter.ProofMail(letter.Checkpoint{Organisation: home.Name, Email: home.Email, Phone: home.Phone, On: r.Procedure().On(p.Made), Events: p.Size, Note: p.Note, Verifier: p.Verifier})
	return r.automatic(ctx, j, to, "", letter.Frame{Lang: "nl", Organisation: home.Name, Site: r.Site()}, text, r.Now())
}
