package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"wederhoor/internal/vault"
)

// Questionnaire is an evaluation form of our own: of one course, with an address.
type Questionnaire struct {
	Organisation, ID string
	Code             vault.Code // in its address; derived, only a keyed hash of it is stored
	Opened, Closes   time.Time
	Filled           int    // how many filled it in
	Body             []byte // what it is about; sealed on disk
}

// FilledIn is what one person answered.
type FilledIn struct {
	ID        string
	Place     int    // the how manieth it was, from 1
	Candidate string // that it became, or ""
	Body      []byte // sealed on disk
}

// codeOfQuestionnaire is the same each time, so that the page of who made it can
// show it and nothing keeps it.
func codeOfQuestionnaire(orgKey vault.Key, id string) vault.Code {
	return vault.NewCode(orgKey.Derive("questionnaire"), []byte(id))
}

func codePrint(orgKey vault.Key, code vault.Code) []byte {
	return vault.MAC(orgKey, "questionnaire", []byte(code))
}

// AddQuestionnaire opens a form for answers until q.Closes; ErrLost when its ID is
// there.
func (t *Tx) AddQuestionnaire(q Questionnaire) error {
	orgKey, err := t.s.orgKey(t.ctx, q.Organisation)
	if err != nil {
		return err
	}
	return wrote(t.row("INSERT INTO questionnaire (organisation, id, print, opened_at, closes_at, body) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id",
		q.Organisation, q.ID, codePrint(orgKey, codeOfQuestionnaire(orgKey, q.ID)), t.s.now().UnixMilli(), q.Closes.UnixMilli(),
		sealDocument(orgKey, q.Organisation, "questionnaire", q.ID, q.Body)), ErrLost)
}

// CloseQuestionnaire takes no more answers from now on; ErrLost when it took none
// already.
func (t *Tx) CloseQuestionnaire(organisation, id string) error {
	now := t.s.now().UnixMilli()
	return wrote(t.row("UPDATE questionnaire SET closes_at = $1 WHERE organisation = $2 AND id = $3 AND closes_at > $4 RETURNING id", now, organisation, id, now), ErrLost)
}

const questionnaireColumns = `SELECT id, opened_at, closes_at, body,
	(SELECT COUNT(*) FROM filled_in WHERE organisation = $1 AND questionnaire = questionnaire.id) FROM questionnaire WHERE organisation = $1`

// Questionnaires lists them all, the newest first.
func (s *Store) Questionnaires(ctx context.Context, organisation string) ([]Questionnaire, error) {
	return s.questionnaires(ctx, organisation, questionnaireColumns+" ORDER BY opened_at DESC, id")
}

// QuestionnaireByID finds one; ErrNotFound when there is none.
func (s *Store) QuestionnaireByID(ctx context.Context, organisation, id string) (Questionnaire, error) {
	return onlyOne(s.questionnaires(ctx, organisation, questionnaireColumns+" AND id = $2", id))
}

// OpenQuestionnaire finds the one that takes answers at a code. Of a wrong code and
// of one that is over nothing differs: ErrNotFound.
func (s *Store) OpenQuestionnaire(ctx context.Context, organisation string, code vault.Code) (Questionnaire, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return Questionnaire{}, err
	}
	return onlyOne(s.questionnaires(ctx, organisation, questionnaireColumns+" AND print = $2 AND closes_at > $3", codePrint(orgKey, code), s.now().UnixMilli()))
}

func onlyOne(all []Questionnaire, err error) (Questionnaire, error) {
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Questionnaire{}, err
	}
	return all[0], nil
}

func (s *Store) questionnaires(ctx context.Context, organisation, query string, args ...any) ([]Questionnaire, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	return list(ctx, s.reg, func(scan func(...any) error) (Questionnaire, error) {
		q := Questionnaire{Organisation: organisation}
		var opened, closes int64
		var sealed []byte
		if err := scan(&q.ID, &opened, &closes, &sealed, &q.Filled); err != nil {
			return q, unavailable(err)
		}
		q.Opened, q.Closes, q.Code = time.UnixMilli(opened), time.UnixMilli(closes), codeOfQuestionnaire(orgKey, q.ID)
		if q.Body, err = openDocument(orgKey, organisation, "questionnaire", q.ID, sealed); err != nil {
			return q, fmt.Errorf("open a questionnaire: %w", err)
		}
		return q, nil
	}, query, append([]any{organisation}, args...)...)
}

// FillIn keeps what one person answered. False: the same was sent before. Whether
// the form still takes answers is asked in the same transaction: ErrNotFound.
func (t *Tx) FillIn(q Questionnaire, key string, f FilledIn) (bool, error) {
	orgKey, err := t.s.orgKey(t.ctx, q.Organisation)
	if err != nil {
		return false, err
	}
	var open, before int
	err = t.row(`SELECT (SELECT COUNT(*) FROM questionnaire WHERE organisation = $1 AND id = $2 AND closes_at > $3),
		(SELECT COUNT(*) FROM filled_in WHERE organisation = $1 AND questionnaire = $2)`,
		q.Organisation, q.ID, t.s.now().UnixMilli()).Scan(&open, &before)
	switch {
	case err != nil:
		return false, unavailable(err)
	case open == 0:
		return false, ErrNotFound
	}
	id := NewID()
	err = wrote(t.row("INSERT INTO filled_in (organisation, questionnaire, print, id, place, candidate, body) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id",
		q.Organisation, q.ID, vault.MAC(orgKey, "filled_in", []byte(q.ID+"\x00"+key)), id, int64(before+1), f.Candidate, sealDocument(orgKey, q.Organisation, "filled_in", id, f.Body)), ErrLost)
	if errors.Is(err, ErrLost) {
		return false, nil
	}
	return err == nil, err
}

// FilledIn gives all answers to one form, in the order in which they came.
func (s *Store) FilledIn(ctx context.Context, organisation, questionnaire string) ([]FilledIn, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	return list(ctx, s.reg, func(scan func(...any) error) (f FilledIn, err error) {
		var sealed []byte
		if err := scan(&f.ID, &f.Place, &f.Candidate, &sealed); err != nil {
			return f, unavailable(err)
		}
		if f.Body, err = openDocument(orgKey, organisation, "filled_in", f.ID, sealed); err != nil {
			return f, fmt.Errorf("open what was filled in: %w", err)
		}
		return f, nil
	}, "SELECT id, place, candidate, body FROM filled_in WHERE organisation = $1 AND questionnaire = $2 ORDER BY place", organisation, questionnaire)
}
