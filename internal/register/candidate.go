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

// EvaluationDesk is what became of every signal that this person may know of.
type EvaluationDesk struct {
	Files   []EvaluationFile
	Works   []EvaluationWork // for who takes files in
	Waiting int
	Balance evaluation.Balance // of the signals
	Rate    evaluation.Rate
}

// EvaluationFile is a file that was taken in, and what became of its answers.
type EvaluationFile struct {
	store.Evaluation
	Waiting    int
	Attentions int // of those that wait, signals that may be put away together
	Balance    evaluation.Balance
	Rate       evaluation.Rate // of the form: also of other files with its headings
}

// Evaluations gives the desk of evaluation forms to who may judge. Who is named in
// an answer does not see it, nor count it (R10).
func (r *Register) Evaluations(ctx context.Context, who Person) (d EvaluationDesk, err error) {
	if !r.MayJudge(who) {
		return d, ErrNotFound
	}
	r.index.Wait()
	files, err := r.Store.Evaluations(ctx, who.Organisation())
	if err != nil {
		return d, err
	}
	counts, err := r.Store.CountCandidates(ctx, who.Organisation(), r.naming(who))
	if err != nil {
		return d, err
	}
	byID, forms := map[string]*EvaluationFile{}, map[string]*evaluation.Rate{}
	for _, f := range files {
		d.Files = append(d.Files, EvaluationFile{Evaluation: f})
	}
	for i := range d.Files {
		f := &d.Files[i]
		byID[f.ID] = f
		if forms[f.Form] == nil {
			forms[f.Form] = &evaluation.Rate{}
		}
		forms[f.Form].NotProposed += f.NotProposed
		d.Rate.NotProposed += f.NotProposed
	}
	for _, c := range counts {
		if c.Dossier != "" && !r.knowsDossier(who, c.Dossier) {
			continue
		}
		d.count(c)
		if f := byID[c.Evaluation]; f != nil {
			f.count(c)
			rated(forms[f.Form], c)
		}
	}
	for i := range d.Files {
		d.Files[i].Rate = *forms[d.Files[i].Form]
	}
	d.Works, err = r.EvaluationWorks(ctx, who)
	return d, err
}

// naming says which answers this person may see by whom they name: as access.May
// says of every one that is opened.
func (r *Register) naming(who Person) store.Naming {
	n := store.Naming{Not: who.Member.ID}
	if !who.Leads() {
		n.All = r.leading() // a confidant stands in when it is about all who lead
	}
	return n
}

func (d *EvaluationDesk) count(c store.CandidateCount) {
	d.Balance = balanced(d.Balance, c)
	rated(&d.Rate, c)
	if c.Verdict == "" {
		d.Waiting += c.N
	}
}

func (f *EvaluationFile) count(c store.CandidateCount) {
	f.Balance = balanced(f.Balance, c)
	if c.Verdict != "" {
		return
	}
	f.Waiting += c.N
	if c.Kind == store.CandidateSignal && c.Level == string(evaluation.Attention) {
		f.Attentions += c.N
	}
}

func balanced(b evaluation.Balance, c store.CandidateCount) evaluation.Balance {
	if c.Kind != store.CandidateSignal {
		return b
	}
	for range c.N {
		b, _ = b.Found().Decide(evaluation.Open, evaluation.Verdict(c.Verdict))
	}
	return b
}

func rated(r *evaluation.Rate, c store.CandidateCount) {
	if c.Verdict == "" {
		return
	}
	isComplaint := 0
	if v := evaluation.Verdict(c.Verdict); v == evaluation.Complaint || v == evaluation.Merged {
		isComplaint = c.N
	}
	if c.Kind == store.CandidateSignal {
		r.Judged, r.Complaints = r.Judged+c.N, r.Complaints+isComplaint
		return
	}
	r.Looked, r.Missed = r.Looked+c.N, r.Missed+isComplaint
}

// OpenAnswers is WaitingAnswers for who reads them whole. The log holds that
// somebody did.
func (r *Register) OpenAnswers(ctx context.Context, who Person, file string, most int) ([]Candidate, error) {
	all, err := r.WaitingAnswers(ctx, who, file, most)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, r.log(ctx, who, store.LogEvaluation, "", "opened")
}

// Like is the complaint of somebody of the same name that this person reads, an
// open one first; "" when there is none. Who complained and filled in the form too
// has one complaint, not two.
func (r *Register) Like(who Person, c Candidate) (ref string) {
	if strings.TrimSpace(c.Name) == "" {
		return ""
	}
	for _, e := range r.index.Search(who.Actor, c.Name, PageSize) {
		if !strings.EqualFold(strings.TrimSpace(e.Complainant), strings.TrimSpace(c.Name)) {
			continue
		}
		if !e.Ended {
			return e.Ref
		}
		ref = e.Ref
	}
	return ref
}

// FileOf is the file that an answer came in with; "" when this person may not know.
func (r *Register) FileOf(ctx context.Context, who Person, id string) string {
	row, err := r.Store.CandidateByID(ctx, who.Organisation(), id)
	if err != nil || !r.MayJudge(who) {
		return ""
	}
	return row.Evaluation
}

// WaitingAnswers lists the strongest answers that wait for this person: of one
// file, or of all.
func (r *Register) WaitingAnswers(ctx context.Context, who Person, file string, most int) (all []Candidate, err error) {
	if !r.MayJudge(who) {
		return nil, ErrNotFound
	}
	r.index.Wait()
	rows, err := r.Store.OpenCandidates(ctx, who.Organisation(), store.CandidateFilter{Naming: r.naming(who), Evaluation: file, Most: most})
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		c, err := candidate(row)
		if err != nil {
			return nil, err
		}
		if r.mayKnowCandidate(who, c) {
			all = append(all, c)
		}
	}
	return all, nil
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
func (r *Register) WaitingCandidates(ctx context.Context, who Person) (n int, err error) {
	if !r.MayJudge(who) || !r.index.Filled() {
		return 0, nil
	}
	counts, err := r.Store.CountCandidates(ctx, who.Organisation(), r.naming(who))
	for _, c := range counts {
		if c.Verdict == "" {
			n += c.N
		}
	}
	return n, err
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
	raw, err := withReason(c, why)
	if err != nil {
		return err
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
