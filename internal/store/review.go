package store

import (
	"bytes"
	"context"
	"fmt"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/review"
	"wederhoor/internal/vault"
)

// Reviews replays every review of an organisation, the oldest first. A chain that
// does not fit what is stored is an error: somebody changed it.
func (s *Store) Reviews(ctx context.Context, organisation string) ([]review.Review, error) {
	return s.reviews(ctx, s.reg, organisation)
}

func (s *Store) reviews(ctx context.Context, q reader, organisation string) ([]review.Review, error) {
	rows, err := list(ctx, q, scanReview, "SELECT id, version, head FROM review WHERE organisation = $1 ORDER BY opened_at, id", organisation)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return nil, err
	}
	var all []review.Review
	for _, r := range rows {
		r, err := s.replayReview(ctx, q, orgKey, organisation, r)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

type reviewRow struct {
	id      string
	version int
	head    []byte
}

func scanReview(scan func(...any) error) (r reviewRow, err error) {
	if err := scan(&r.id, &r.version, &r.head); err != nil {
		return r, absent(err)
	}
	return r, nil
}

type reviewEvent struct {
	seq           int
	pos           int64
	act           string
	body, leaf    []byte
	written, head []byte // hash of what was written, where words were taken out since; end of the chain
}

// sum is the hash that the chain is over.
func (e reviewEvent) sum() []byte {
	if e.written != nil {
		return e.written
	}
	return hash(e.body)
}

// reviewEvents reads the sealed events of one review and holds them to their chain.
func reviewEvents(ctx context.Context, q reader, organisation, id string) ([]reviewEvent, error) {
	sealed, err := list(ctx, q, func(scan func(...any) error) (e reviewEvent, err error) {
		if err := scan(&e.seq, &e.pos, &e.act, &e.body, &e.leaf, &e.written); err != nil {
			return e, unavailable(err)
		}
		return e, nil
	}, "SELECT seq, pos, act, body, leaf, written_hash FROM review_event WHERE organisation = $1 AND review = $2 ORDER BY seq", organisation, id)
	if err != nil {
		return nil, err
	}
	var head []byte
	for i, e := range sealed {
		head = leaf(head, id, e.seq, e.sum())
		if e.seq != i+1 || !bytes.Equal(head, e.leaf) {
			return nil, fmt.Errorf("event %d of a review is not what was written", i+1)
		}
		sealed[i].head = head
	}
	return sealed, nil
}

func openReviewEvent(orgKey vault.Key, organisation, id string, e reviewEvent) (review.Recorded, error) {
	plain, err := openDocument(orgKey, organisation, "review_event", reviewPlace(id, e.seq), e.body)
	if err != nil {
		return review.Recorded{}, fmt.Errorf("open event %d of a review: %w", e.seq, err)
	}
	return review.Decode(e.seq, plain)
}

func (s *Store) replayReview(ctx context.Context, q reader, orgKey vault.Key, organisation string, row reviewRow) (review.Review, error) {
	sealed, err := reviewEvents(ctx, q, organisation, row.id)
	if err != nil {
		return review.Review{}, err
	}
	var head []byte
	var events []review.Recorded
	for _, e := range sealed {
		r, err := openReviewEvent(orgKey, organisation, row.id, e)
		if err != nil {
			return review.Review{}, err
		}
		head, events = e.head, append(events, r)
	}
	if len(events) != row.version || !bytes.Equal(head, row.head) {
		return review.Review{}, fmt.Errorf("a review has %d events, and %d were written", len(events), row.version)
	}
	return review.Fold(row.id, events), nil
}

func reviewPlace(id string, seq int) string { return fmt.Sprintf("%s:%d", id, seq) }

// ReviewAct is one act on a review.
type ReviewAct struct {
	Organisation string
	ID           string // "": the review that Decide opens
	Key          string // idempotency key; the same act twice records once
	Version      int    // the version that the person saw; 0 for acts that do not depend on it
	By           complaint.MemberID
	Decide       func(r review.Review, all []review.Review) ([]review.Event, error)
}

// ActReview is how a review changes: load, let the rules decide, record. The review
// comes back as it was and as it is.
func (t *Tx) ActReview(a ReviewAct) (before, after review.Review, err error) {
	if err := t.lockReviews(a.Organisation); err != nil {
		return before, after, err
	}
	all, err := t.s.reviews(t.ctx, t.reg, a.Organisation)
	if err != nil {
		return before, after, err
	}
	if a.ID == "" {
		return t.openReview(a, all)
	}
	for _, r := range all {
		if r.ID != a.ID {
			continue
		}
		if _, done, err := t.reviewDone(a); err != nil || done {
			return r, r, err
		}
		if a.Version != 0 && a.Version != r.Version {
			return r, r, ErrStale
		}
		after, err := t.recordReview(a, r, all)
		return r, after, err
	}
	return before, after, ErrNotFound
}

// lockReviews makes acts on the reviews of one organisation wait for each other: what
// may be opened depends on all of them.
func (t *Tx) lockReviews(organisation string) error {
	var id string
	if err := t.row("SELECT id FROM organisation WHERE id = $1"+t.s.dialect.forUpdate, organisation).Scan(&id); err != nil {
		return absent(err)
	}
	return nil
}

func (t *Tx) openReview(a ReviewAct, all []review.Review) (before, after review.Review, err error) {
	id, done, err := t.reviewDone(a)
	if err != nil {
		return before, after, err
	}
	if done {
		for _, r := range all {
			if r.ID == id {
				return r, r, nil
			}
		}
		return before, after, ErrStale
	}
	a.ID = NewID()
	before.ID = a.ID
	_, err = t.exec("INSERT INTO review (organisation, id, opened_at, version, running) VALUES ($1, $2, $3, 0, 0)", a.Organisation, a.ID, t.s.now().UnixMilli())
	if err != nil {
		return before, after, err
	}
	after, err = t.recordReview(a, before, all)
	return before, after, err
}

// reviewDone looks whether this act was recorded, and on which review.
func (t *Tx) reviewDone(a ReviewAct) (id string, done bool, err error) {
	if a.Key == "" {
		return "", false, nil
	}
	found, err := list(t.ctx, t.reg, value[string], "SELECT review FROM review_event WHERE organisation = $1 AND act = $2", a.Organisation, a.Key)
	switch {
	case err != nil || len(found) == 0:
		return "", false, err
	case a.ID != "" && found[0] != a.ID:
		return "", false, ErrStale // the key of another review must not pass for this act
	}
	return found[0], true, nil
}

func (t *Tx) recordReview(a ReviewAct, r review.Review, all []review.Review) (review.Review, error) {
	events, err := a.Decide(r, all)
	if err != nil || len(events) == 0 {
		return r, err
	}
	orgKey, err := t.s.orgKey(t.ctx, a.Organisation)
	if err != nil {
		return r, err
	}
	var head []byte
	if err := t.row("SELECT head FROM review WHERE organisation = $1 AND id = $2", a.Organisation, a.ID).Scan(&head); err != nil {
		return r, absent(err)
	}
	var pos int64 // reviews of an organisation wait for each other, see lockReviews
	if err := t.row("SELECT COALESCE(MAX(pos), 0) FROM review_event WHERE organisation = $1", a.Organisation).Scan(&pos); err != nil {
		return r, unavailable(err)
	}
	for _, e := range events {
		pos++
		rec := review.Recorded{Seq: r.Version + 1, At: t.s.now().UTC(), By: a.By, Event: e}
		plain, err := review.Encode(rec)
		if err != nil {
			return r, err
		}
		body := sealDocument(orgKey, a.Organisation, "review_event", reviewPlace(a.ID, rec.Seq), plain)
		head = leaf(head, a.ID, rec.Seq, hash(body))
		_, err = t.exec("INSERT INTO review_event (organisation, review, seq, pos, act, body, leaf) VALUES ($1, $2, $3, $4, $5, $6, $7)", a.Organisation, a.ID, rec.Seq, pos, a.Key, body, head)
		if err != nil {
			return r, err
		}
		r = r.After(rec)
	}
	running := 0
	if r.Running() {
		running = 1
	}
	_, err = t.exec("UPDATE review SET version = $1, running = $2, head = $3 WHERE organisation = $4 AND id = $5", r.Version, running, head, a.Organisation, a.ID)
	return r, err
}

// OpenReviewed asks for a complaint on behalf of somebody at a review. As with any
// other dossier, the line in the log comes first, and what is absent looks like what
// is not theirs to see.
func OpenReviewed(ctx context.Context, s *Store, who Visitor, at access.Table, dossier string) (*Handle[access.Reviewed], error) {
	who, err := s.under(ctx, who)
	if err != nil {
		return nil, err
	}
	events, err := s.replay(ctx, s.reg, s.keys, who.Organisation(), dossier)
	if err != nil {
		return nil, err
	}
	c := complaint.Fold(events)
	verdict := access.Verdict{Rule: NoSuchDossier}
	if len(events) > 0 {
		verdict = access.MayReview(who.Actor.At(s.now()), at, access.FactsOf(who.Organisation(), dossier, c))
	}
	line := who.Line(access.Review, dossier, c.Received.Ref, verdict)
	if len(events) == 0 {
		line = who.Line(access.Review, "", "", verdict)
	}
	if err := s.Log(ctx, line); err != nil {
		return nil, err
	}
	if !verdict.OK {
		return nil, ErrNotFound
	}
	return &Handle[access.Reviewed]{access.Reviewed{}, s, who.Organisation(), dossier, c}, nil
}

// ReadCase gives a complaint without names, and what is owed in it without words.
func ReadCase(h *Handle[access.Reviewed], number int) (review.Case, complaint.Complaint) {
	return review.CaseOf(number, h.complaint), h.complaint.Bare()
}
