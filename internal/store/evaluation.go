package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"wederhoor/internal/vault"
)

// Evaluation is a file of evaluation forms that was imported.
type Evaluation struct {
	Organisation, ID, Name string
	Imported               time.Time
	Rows                   int // in the file
	Fresh                  int // of them, not imported before
	NotProposed            int // of the fresh ones, without a signal
}

// CandidateKind says why an answer waits for a person.
type CandidateKind string

// Kinds of a candidate.
const (
	CandidateSignal CandidateKind = "signal" // a rule found something
	CandidateLook   CandidateKind = "look"   // drawn from what no rule found, to see what is missed
)

// Candidate is one answer of which a person says whether it is a complaint (S3).
type Candidate struct {
	Organisation, ID, Evaluation string
	Kind                         CandidateKind
	Verdict                      string // "" is open
	Dossier                      string // that it became, or was laid in
	Found, Decided               time.Time
	Place                        int    // in the list: the strongest first
	Body                         []byte // the answer; sealed on disk, nil once a dossier holds it
}

// OpenUpload reads a file that was uploaded and that nothing keeps yet.
func (s *Store) OpenUpload(organisation string, f PendingFile) (io.ReadCloser, error) {
	if len(f.Key) != len(vault.Key{}) {
		return nil, ErrNotFound
	}
	return s.openSealed(f.ID, vault.Key(f.Key), fileAddress(organisation, f.ID))
}

func formPrint(orgKey vault.Key, form string) []byte {
	return vault.MAC(orgKey, "evaluation_form", []byte(form))
}

// EvaluationForm is what was confirmed about the columns of a form, by the
// fingerprint of its headings; ErrNotFound when nobody did.
func (s *Store) EvaluationForm(ctx context.Context, organisation, form string) ([]byte, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	var id string
	var sealed []byte
	err = s.reg.QueryRowContext(ctx, "SELECT id, columns FROM evaluation_form WHERE organisation = $1 AND print = $2", organisation, formPrint(orgKey, form)).Scan(&id, &sealed)
	if err != nil {
		return nil, absent(err)
	}
	plain, err := openDocument(orgKey, organisation, "evaluation_form", id, sealed)
	if err != nil {
		return nil, fmt.Errorf("open the columns of a form: %w", err)
	}
	return plain, nil
}

// KeepEvaluationForm remembers what was confirmed; the last time counts.
func (t *Tx) KeepEvaluationForm(organisation, form string, columns []byte) error {
	orgKey, err := t.s.orgKey(t.ctx, organisation)
	if err != nil {
		return err
	}
	id := NewID()
	_, err = t.exec(`INSERT INTO evaluation_form (organisation, print, id, columns) VALUES ($1, $2, $3, $4)
		ON CONFLICT (organisation, print) DO UPDATE SET id = excluded.id, columns = excluded.columns`,
		organisation, formPrint(orgKey, form), id, sealDocument(orgKey, organisation, "evaluation_form", id, columns))
	return err
}

// FirstAnswer says whether a row was never imported, and remembers it. Only a
// keyed hash is kept: a key of a few words could be guessed.
func (t *Tx) FirstAnswer(organisation, evaluation, form, key string) (bool, error) {
	orgKey, err := t.s.orgKey(t.ctx, organisation)
	if err != nil {
		return false, err
	}
	err = wrote(t.row("INSERT INTO evaluation_row (organisation, print, evaluation) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING evaluation",
		organisation, vault.MAC(orgKey, "evaluation_row", []byte(form+"\x00"+key)), evaluation), ErrLost)
	if errors.Is(err, ErrLost) {
		return false, nil
	}
	return err == nil, err
}

// AddEvaluation writes down that a file was imported.
func (t *Tx) AddEvaluation(e Evaluation) error {
	orgKey, err := t.s.orgKey(t.ctx, e.Organisation)
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO evaluation (organisation, id, imported_at, row_count, fresh, not_proposed, name) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		e.Organisation, e.ID, t.s.now().UnixMilli(), int64(e.Rows), int64(e.Fresh), int64(e.NotProposed), sealDocument(orgKey, e.Organisation, "evaluation", e.ID, []byte(e.Name)))
	return err
}

// AddCandidate keeps an answer that a person is to judge.
func (t *Tx) AddCandidate(c Candidate) error {
	orgKey, err := t.s.orgKey(t.ctx, c.Organisation)
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO candidate (organisation, id, evaluation, kind, found_at, place, body) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		c.Organisation, c.ID, c.Evaluation, string(c.Kind), t.s.now().UnixMilli(), int64(c.Place), sealDocument(orgKey, c.Organisation, "candidate", c.ID, c.Body))
	return err
}

// SettleCandidate gives the verdict on a candidate, once: ErrLost when somebody
// else did. What a dossier holds is not kept here too.
func (t *Tx) SettleCandidate(c Candidate, verdict, dossier string, body []byte) error {
	var sealed []byte
	if body != nil {
		orgKey, err := t.s.orgKey(t.ctx, c.Organisation)
		if err != nil {
			return err
		}
		sealed = sealDocument(orgKey, c.Organisation, "candidate", c.ID, body)
	}
	return wrote(t.row("UPDATE candidate SET verdict = $1, dossier = $2, decided_at = $3, body = $4 WHERE organisation = $5 AND id = $6 AND verdict = '' RETURNING id",
		verdict, dossier, t.s.now().UnixMilli(), sealed, c.Organisation, c.ID), ErrLost)
}

// Candidates lists all that were ever found, the strongest first.
func (s *Store) Candidates(ctx context.Context, organisation string) ([]Candidate, error) {
	return s.candidates(ctx, organisation, candidateColumns+" ORDER BY place DESC, id")
}

// OpenCandidates lists those that wait for a verdict, in the same order.
func (s *Store) OpenCandidates(ctx context.Context, organisation string) ([]Candidate, error) {
	return s.candidates(ctx, organisation, candidateColumns+" AND verdict = '' ORDER BY place DESC, id")
}

const candidateColumns = "SELECT id, evaluation, kind, verdict, dossier, found_at, place, decided_at, body FROM candidate WHERE organisation = $1"

// CandidateByID finds one; ErrNotFound when there is none.
func (s *Store) CandidateByID(ctx context.Context, organisation, id string) (Candidate, error) {
	all, err := s.candidates(ctx, organisation, candidateColumns+" AND id = $2", id)
	if err != nil {
		return Candidate{}, err
	}
	if len(all) == 0 {
		return Candidate{}, ErrNotFound
	}
	return all[0], nil
}

func (s *Store) candidates(ctx context.Context, organisation, query string, args ...any) ([]Candidate, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	return list(ctx, s.reg, func(scan func(...any) error) (Candidate, error) { return scanCandidate(scan, orgKey, organisation) }, query, append([]any{organisation}, args...)...)
}

func scanCandidate(scan func(...any) error, orgKey vault.Key, organisation string) (Candidate, error) {
	c := Candidate{Organisation: organisation}
	var found, decided int64
	var sealed []byte
	err := scan(&c.ID, &c.Evaluation, (*string)(&c.Kind), &c.Verdict, &c.Dossier, &found, &c.Place, &decided, &sealed)
	if err != nil {
		return c, unavailable(err)
	}
	c.Found, c.Decided = time.UnixMilli(found), moment(decided)
	if sealed != nil {
		if c.Body, err = openDocument(orgKey, organisation, "candidate", c.ID, sealed); err != nil {
			return c, fmt.Errorf("open an answer: %w", err)
		}
	}
	return c, nil
}
