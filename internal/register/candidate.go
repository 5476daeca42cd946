package register

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/evaluation"
	"wederhoor/internal/store"
	"wederhoor/internal/vault"
)

// Candidate is an answer of which somebody says whether it is a complaint (S3).
type Candidate struct {
	store.Candidate
	Answer
}

// EvaluationDesk is what waits, and what became of every signal that this person
// may know of.
type EvaluationDesk struct {
	Waiting []Candidate
	Balance evaluation.Balance // of the signals
	Rate    evaluation.Rate
}

// Evaluations gives the desk of evaluation forms to who may judge. Who is named in
// an answer does not see it (R10).
func (r *Register) Evaluations(ctx context.Context, who Person) (d EvaluationDesk, err error) {
	if !r.MayJudge(who) {
		return d, ErrNotFound
	}
	r.index.Wait()
	all, err := r.Store.Candidates(ctx, who.Organisation())
	if err != nil {
		return d, err
	}
	for _, c := range all {
		if err := r.countCandidate(&d, who, c); err != nil {
			return d, err
		}
	}
	return d, nil
}

func (r *Register) countCandidate(d *EvaluationDesk, who Person, row store.Candidate) error {
	c, err := candidate(row)
	if err != nil || !r.mayKnowCandidate(who, c) {
		return err
	}
	if c.Verdict == "" {
		d.Waiting = append(d.Waiting, c)
	}
	verdict := evaluation.Verdict(c.Verdict)
	isComplaint := verdict == evaluation.Complaint || verdict == evaluation.Merged
	if c.Kind == store.CandidateSignal {
		b, _ := d.Balance.Found().Decide(evaluation.Open, verdict)
		d.Balance = b
		d.Rate.Judged, d.Rate.Complaints = d.Rate.Judged+one(verdict != ""), d.Rate.Complaints+one(isComplaint)
		return nil
	}
	d.Rate.Looked, d.Rate.Missed = d.Rate.Looked+one(verdict != ""), d.Rate.Missed+one(isComplaint)
	return nil
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func candidate(row store.Candidate) (Candidate, error) {
	c := Candidate{Candidate: row}
	if row.Body != nil {
		if err := json.Unmarshal(row.Body, &c.Answer); err != nil {
			return c, fmt.Errorf("read an answer: %w", err)
		}
	}
	return c, nil
}

func (r *Register) mayKnowCandidate(who Person, c Candidate) bool {
	if c.Dossier != "" {
		return r.knowsDossier(who, c.Dossier)
	}
	return mayLead(who, c.Organisation, c.ID, c.Names)
}

// WaitingCandidates counts what waits for this person, for Vandaag.
func (r *Register) WaitingCandidates(ctx context.Context, who Person) (int, error) {
	if !r.MayJudge(who) || !r.index.Filled() {
		return 0, nil
	}
	all, err := r.Store.OpenCandidates(ctx, who.Organisation())
	if err != nil {
		return 0, err
	}
	var d EvaluationDesk
	for _, c := range all {
		if err := r.countCandidate(&d, who, c); err != nil {
			return 0, err
		}
	}
	return len(d.Waiting), nil
}

// OpenCandidate opens an answer. The log holds that somebody did.
func (r *Register) OpenCandidate(ctx context.Context, who Person, id string) (Candidate, error) {
	c, err := r.undecidedCandidate(ctx, who, id)
	if err != nil {
		return Candidate{}, err
	}
	return c, r.log(ctx, who, store.LogEvaluation, "", "opened")
}

func (r *Register) undecidedCandidate(ctx context.Context, who Person, id string) (Candidate, error) {
	r.index.Wait()
	row, err := r.Store.CandidateByID(ctx, who.Organisation(), id)
	if err != nil {
		return Candidate{}, err
	}
	c, err := candidate(row)
	switch {
	case err != nil:
		return Candidate{}, err
	case !r.MayJudge(who) || !r.mayKnowCandidate(who, c):
		return Candidate{}, ErrNotFound
	case c.Verdict != "":
		return Candidate{}, ErrStale
	}
	return c, nil
}

// RegisterCandidate makes a complaint of an answer. Its terms run from the day it
// was given, or else from the import.
func (r *Register) RegisterCandidate(ctx context.Context, who Person, id string) (complaint.Complaint, error) {
	c, err := r.undecidedCandidate(ctx, who, id)
	if err != nil {
		return complaint.Complaint{}, err
	}
	in := complaint.Intake{Received: c.received(), ReceivedAt: c.Found}
	if in.Received.Story == "" {
		in.Received.Story = "Formulier zonder tekst" // a row that was drawn may say nothing in words
	}
	if !c.Answered.IsZero() {
		a := c.Answered // what stood on the clock of the form: taken for ours
		in.ReceivedAt = earlier(time.Date(a.Year(), a.Month(), a.Day(), a.Hour(), a.Minute(), a.Second(), 0, r.Procedure().Zone()), r.Now())
	}
	var created store.Created
	err = r.Store.Write(ctx, func(t *store.Tx) error {
		if created, err = r.receive(t, complaint.ByComplainant, Submission{Key: "evaluation-" + c.ID, Intake: in}); err != nil {
			return err
		}
		return r.settleCandidate(t, who, c, evaluation.Complaint, created.ID, nil)
	})
	return created.Complaint, judgedElsewhere(err)
}

// MergeCandidate lays an answer in a dossier that this person may handle.
func (r *Register) MergeCandidate(ctx context.Context, who Person, id, ref string) error {
	c, err := r.undecidedCandidate(ctx, who, id)
	if err != nil {
		return err
	}
	dossier, err := r.typedRef(ctx, who, ref)
	if err != nil {
		return err
	}
	message := complaint.MessageReceived{Channel: complaint.ChannelEvaluation, Text: c.received().Story}
	return judgedElsewhere(r.Store.Write(ctx, func(t *store.Tx) error {
		order := Order{Day: r.Now(), by: complaint.ByComplainant}
		if _, err := r.inside(t, who.visitor(), dossier, order, access.Handle, func(d complaint.Complaint, _ complaint.Procedure, at complaint.Moment, _ vault.Code) ([]complaint.Entry, error) {
			return d.Say(at, message)
		}); err != nil {
			return err
		}
		return r.settleCandidate(t, who, c, evaluation.Merged, dossier, nil)
	}))
}

// DismissCandidate says that an answer is no complaint, and why.
func (r *Register) DismissCandidate(ctx context.Context, who Person, id, why string) error {
	c, err := r.undecidedCandidate(ctx, who, id)
	if err != nil {
		return err
	}
	if strings.TrimSpace(why) == "" {
		return &complaint.Refusal{Code: "reason_empty", Field: "reason"}
	}
	c.Note = shorten(why, 500)
	raw, err := json.Marshal(c.Answer)
	if err != nil {
		return fmt.Errorf("write why an answer is no complaint: %w", err)
	}
	return judgedElsewhere(r.Store.Write(ctx, func(t *store.Tx) error {
		return r.settleCandidate(t, who, c, evaluation.NoComplaint, "", raw)
	}))
}

func (r *Register) settleCandidate(t *store.Tx, who Person, c Candidate, v evaluation.Verdict, dossier string, body []byte) error {
	if err := t.SettleCandidate(c.Candidate, string(v), dossier, body); err != nil {
		return err
	}
	return t.Log(r.line(who.visitor(), store.LogEvaluation, dossier, string(v)))
}
