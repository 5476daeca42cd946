package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Evaluation is a file of evaluation forms that was imported.
type Evaluation struct {
	Organisation, ID, Name string
	Imported               time.Time
	Rows                   int    // in the file
	Fresh                  int    // of them, not imported before
	NotProposed            int    // of the fresh ones, without a signal
	Form                   string // the fingerprint of its headings; reading gives another name that is the same for the same form
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
	Level                        string // how sure the proposal was
	Body                         []byte // the answer; sealed on disk, nil once a dossier holds it
	// Named are the members whom the answer names; given when it is added or
	// split, and not read back: the answer itself says it.
	Named []complaint.MemberID
}

// OpenUpload reads a file that was uploaded and that nothing keeps yet.
func (s *Store) OpenUpload(organisation string, f PendingFile) (io.ReadCloser, error) {
	if len(f.Key) != len(vault.Key{}) {
		return nil, ErrNotFound
	}
	return s.openSealed(context.Background(), f.ID, vault.Key(f.Key), fileAddress(organisation, f.ID))
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

// FreshAnswers is FirstAnswer for many rows at once: which of their keys are new.
func (t *Tx) FreshAnswers(organisation, evaluation, form string, keys []string) (map[string]bool, error) {
	orgKey, err := t.s.orgKey(t.ctx, organisation)
	if err != nil {
		return nil, err
	}
	fresh, byPrint := map[string]bool{}, map[string]string{}
	for part := range slices.Chunk(keys, manyRows) {
		if len(part) < manyRows { // one statement for a whole part, so that few are kept prepared
			for _, key := range part {
				first, err := t.FirstAnswer(organisation, evaluation, form, key)
				if err != nil {
					return nil, err
				}
				fresh[key] = fresh[key] || first
			}
			return fresh, nil
		}
		args := []any{organisation, evaluation}
		for _, key := range part {
			print := vault.MAC(orgKey, "evaluation_row", []byte(form+"\x00"+key))
			byPrint[string(print)] = key
			args = append(args, print)
		}
		if err := t.flush(); err != nil {
			return nil, err
		}
		all, err := list(t.ctx, t.reg, value[[]byte], manyAnswers, args...)
		if err != nil {
			return nil, err
		}
		for _, print := range all {
			fresh[byPrint[string(print)]] = true
		}
	}
	return fresh, nil
}

// manyRows is how many rows one statement takes.
const manyRows = 100

var manyAnswers = func() string {
	var b strings.Builder
	b.WriteString("INSERT INTO evaluation_row (organisation, evaluation, print) VALUES ")
	for i := range manyRows {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "($1, $2, $%d)", i+3)
	}
	b.WriteString(" ON CONFLICT DO NOTHING RETURNING print")
	return b.String()
}()

// AddEvaluation writes down that a file was imported.
func (t *Tx) AddEvaluation(e Evaluation) error {
	orgKey, err := t.s.orgKey(t.ctx, e.Organisation)
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO evaluation (organisation, id, imported_at, row_count, fresh, not_proposed, name, form) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		e.Organisation, e.ID, t.s.now().UnixMilli(), int64(e.Rows), int64(e.Fresh), int64(e.NotProposed), sealDocument(orgKey, e.Organisation, "evaluation", e.ID, []byte(e.Name)), formPrint(orgKey, e.Form))
	return err
}

// Evaluations lists the files that were imported, the last first.
func (s *Store) Evaluations(ctx context.Context, organisation string) ([]Evaluation, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	return list(ctx, s.reg, func(scan func(...any) error) (Evaluation, error) {
		e := Evaluation{Organisation: organisation}
		var at int64
		var name, form []byte
		if err := scan(&e.ID, &at, &e.Rows, &e.Fresh, &e.NotProposed, &name, &form); err != nil {
			return e, unavailable(err)
		}
		plain, err := openDocument(orgKey, organisation, "evaluation", e.ID, name)
		if err != nil {
			return e, fmt.Errorf("open the name of a file: %w", err)
		}
		e.Imported, e.Name, e.Form = time.UnixMilli(at), string(plain), hex.EncodeToString(form)
		return e, nil
	}, "SELECT id, imported_at, row_count, fresh, not_proposed, name, form FROM evaluation WHERE organisation = $1 ORDER BY imported_at DESC, id", organisation)
}

// AddCandidate keeps an answer that a person is to judge.
func (t *Tx) AddCandidate(c Candidate) error {
	orgKey, err := t.s.orgKey(t.ctx, c.Organisation)
	if err != nil {
		return err
	}
	found := t.s.now()
	if !c.Found.IsZero() {
		found = c.Found
	}
	_, err = t.exec("INSERT INTO candidate (organisation, id, evaluation, kind, found_at, place, level, named, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		c.Organisation, c.ID, c.Evaluation, string(c.Kind), found.UnixMilli(), int64(c.Place), c.Level, namedMarks(orgKey, c.Named...), sealDocument(orgKey, c.Organisation, "candidate", c.ID, c.Body))
	return err
}

// SplitCandidate makes two of an answer that waits: part is the second of them.
// ErrLost when somebody decided meanwhile.
func (t *Tx) SplitCandidate(c, part Candidate) error {
	orgKey, err := t.s.orgKey(t.ctx, c.Organisation)
	if err != nil {
		return err
	}
	err = wrote(t.row("UPDATE candidate SET body = $1, named = $2 WHERE organisation = $3 AND id = $4 AND verdict = '' RETURNING id",
		sealDocument(orgKey, c.Organisation, "candidate", c.ID, c.Body), namedMarks(orgKey, c.Named...), c.Organisation, c.ID), ErrLost)
	if err != nil {
		return err
	}
	return t.AddCandidate(part)
}

// namedMarks are members as the column has them, in a fixed order: it tells nobody
// who they are.
func namedMarks(orgKey vault.Key, members ...complaint.MemberID) string {
	var marks []string
	for _, m := range members {
		marks = append(marks, "|"+hex.EncodeToString(vault.MAC(orgKey, "candidate_named", []byte(m))[:12])+"|")
	}
	slices.Sort(marks)
	return strings.Join(marks, "")
}

// Naming says which answers may be seen by whom they name (R10).
type Naming struct {
	Not complaint.MemberID   // those that do not name this member
	All []complaint.MemberID // of them, those that name all of these; none: all
}

// patterns are for LIKE: the first must not fit, the second must.
func (n Naming) patterns(orgKey vault.Key) (not, all string) {
	return "%" + namedMarks(orgKey, n.Not) + "%", "%" + strings.ReplaceAll(namedMarks(orgKey, n.All...), "||", "|%|") + "%"
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
	err := scan(&c.ID, &c.Evaluation, (*string)(&c.Kind), &c.Verdict, &c.Dossier, &found, &c.Place, &c.Level, &decided, &sealed)
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
