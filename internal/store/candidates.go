package store

import (
	"context"
	"time"
)

const candidateColumns = "SELECT id, evaluation, kind, verdict, dossier, found_at, place, level, decided_at, body FROM candidate WHERE organisation = $1"

// CandidateFilter says which answers are asked for. Zero values ask for all.
type CandidateFilter struct {
	Naming
	Evaluation string
	Level      string
	Skip, Most int // Most 0 is all
}

// imported: a file that is still coming in shows nothing.
const imported = " AND evaluation NOT IN (SELECT id FROM evaluation_work WHERE organisation = $1)"

// OpenCandidates lists those that wait for a verdict, the strongest first.
func (s *Store) OpenCandidates(ctx context.Context, organisation string, f CandidateFilter) ([]Candidate, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	if f.Most == 0 {
		f.Most = 1 << 30
	}
	not, all := f.patterns(orgKey)
	return s.candidates(ctx, organisation, candidateColumns+imported+` AND verdict = '' AND named NOT LIKE $2 AND named LIKE $3
		AND ($4 = '' OR evaluation = $4) AND ($5 = '' OR level = $5) ORDER BY place DESC, id LIMIT $6 OFFSET $7`,
		not, all, f.Evaluation, f.Level, int64(f.Most), int64(f.Skip))
}

// CandidateCount is how many answers of a file stand alike.
type CandidateCount struct {
	Evaluation string
	Kind       CandidateKind
	Verdict    string
	Dossier    string // of those that a dossier holds
	Level      string
	N          int
}

// CountCandidates counts all that were ever found: those that a dossier holds, and
// of the others as naming says.
func (s *Store) CountCandidates(ctx context.Context, organisation string, n Naming) ([]CandidateCount, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	not, all := n.patterns(orgKey)
	return list(ctx, s.reg, func(scan func(...any) error) (c CandidateCount, err error) {
		if err := scan(&c.Evaluation, (*string)(&c.Kind), &c.Verdict, &c.Dossier, &c.Level, &c.N); err != nil {
			return c, unavailable(err)
		}
		return c, nil
	}, "SELECT evaluation, kind, verdict, dossier, level, COUNT(*) FROM candidate WHERE organisation = $1"+imported+
		" AND (dossier <> '' OR named NOT LIKE $2 AND named LIKE $3) GROUP BY evaluation, kind, verdict, dossier, level", organisation, not, all)
}

// SignalTime is when a rule found an answer and when a person judged it.
type SignalTime struct {
	Found, Decided time.Time // Decided is zero while it waits
	Complaint      bool
}

// SignalTimes are of all that rules ever found: what a dossier holds, and of the
// others as naming says.
func (s *Store) SignalTimes(ctx context.Context, organisation string, n Naming) ([]SignalTime, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	not, all := n.patterns(orgKey)
	return list(ctx, s.reg, func(scan func(...any) error) (x SignalTime, err error) {
		var found, decided int64
		var verdict string
		if err := scan(&found, &decided, &verdict); err != nil {
			return x, unavailable(err)
		}
		return SignalTime{time.UnixMilli(found), moment(decided), verdict == "complaint"}, nil
	}, "SELECT found_at, decided_at, verdict FROM candidate WHERE organisation = $1"+imported+
		" AND kind = 'signal' AND (dossier <> '' OR named NOT LIKE $2 AND named LIKE $3)", organisation, not, all)
}

// DismissedCandidates are answers that were no complaint, decided before a moment,
// of which the words are still kept; a hundred at most.
func (s *Store) DismissedCandidates(ctx context.Context, organisation string, before time.Time) ([]Candidate, error) {
	return s.candidates(ctx, organisation, candidateColumns+" AND verdict = 'no_complaint' AND swept_at = 0 AND decided_at < $2 ORDER BY decided_at LIMIT 100", before.UnixMilli())
}

// ForgetAnswer keeps of an answer that is no complaint what is in body.
func (t *Tx) ForgetAnswer(c Candidate, body []byte) error {
	orgKey, err := t.s.orgKey(t.ctx, c.Organisation)
	if err != nil {
		return err
	}
	_, err = t.exec("UPDATE candidate SET body = $1, swept_at = $2 WHERE organisation = $3 AND id = $4 AND verdict = 'no_complaint'",
		sealDocument(orgKey, c.Organisation, "candidate", c.ID, body), t.s.now().UnixMilli(), c.Organisation, c.ID)
	return err
}
