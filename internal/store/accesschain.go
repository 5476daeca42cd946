package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"wederhoor/internal/proof"
)

// chainedAtOnce is how many lines get their place in one transaction: others wait no
// longer than for these.
const chainedAtOnce = 200

const lineColumns = "COALESCE(n, 0), at, id, member, dossier, action, rule, allowed, who, written_hash, kept_hash, link"

func scanRawLine(scan func(...any) error) (l proof.Line, err error) {
	if err := scan(&l.N, &l.At, &l.ID, &l.Member, &l.Dossier, &l.Action, &l.Rule, &l.Allowed, &l.Who, &l.Written, &l.Kept, &l.Link); err != nil {
		return l, unavailable(err)
	}
	return l, nil
}

// ChainLog gives every line of the access log that has none its place in the chain.
// Whoever looks at a dossier would have to wait for everybody else who looks, did they
// give it themselves. Two programs that do this at once cannot both succeed.
func (s *Store) ChainLog(ctx context.Context, organisation string) error {
	for {
		waiting, err := list(ctx, s.reg, value[string], "SELECT id FROM access_log WHERE organisation = $1 AND n IS NULL LIMIT 1", organisation)
		if err != nil || len(waiting) == 0 {
			return err
		}
		if err := s.Write(ctx, func(t *Tx) error { return t.chainLog(organisation) }); err != nil {
			return err
		}
	}
}

func (t *Tx) chainLog(organisation string) error {
	var looked int64
	if err := t.row("SELECT looked FROM organisation WHERE id = $1"+t.s.dialect.forUpdate, organisation).Scan(&looked); err != nil {
		return absent(err)
	}
	end, err := chainEnd(t.ctx, t.reg, organisation)
	if err != nil {
		return err
	}
	if end.Size != looked { // to go on would give the place of what is gone to another line
		return &proof.Broken{Check: proof.CheckLine, Says: fmt.Sprintf("the access log should hold %d lines and holds %d", looked, end.Size)}
	}
	lines, err := list(t.ctx, t.reg, scanRawLine, "SELECT "+lineColumns+" FROM access_log WHERE organisation = $1 AND n IS NULL ORDER BY at, id LIMIT $2", organisation, chainedAtOnce)
	if err != nil {
		return err
	}
	for _, l := range lines {
		end.Add(l.Entry())
		link := end.Head // of its own: what is written waits in memory for the rest
		if _, err := t.exec("UPDATE access_log SET n = $1, link = $2 WHERE organisation = $3 AND at = $4 AND id = $5", end.Size, link[:], organisation, l.At, l.ID); err != nil {
			return err
		}
	}
	_, err = t.exec("UPDATE organisation SET looked = $1 WHERE id = $2", end.Size, organisation)
	return err
}

// chainEnd is how far the chain of the access log is.
func chainEnd(ctx context.Context, q reader, organisation string) (c proof.Chain, err error) {
	var head []byte
	err = q.QueryRowContext(ctx, "SELECT n, link FROM access_log WHERE organisation = $1 AND n IS NOT NULL ORDER BY n DESC LIMIT 1", organisation).Scan(&c.Size, &head)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return c, nil
	case err != nil:
		return c, unavailable(err)
	case len(head) != tlog.HashSize:
		return c, &proof.Broken{Check: proof.CheckLine, Says: fmt.Sprintf("number %d of the lines of the access log has no link", c.Size)}
	}
	c.Head = tlog.Hash(head)
	return c, nil
}

// beside is what a checkpoint promises besides the events. What an earlier one promised
// of it is held against what is there.
func (s *Store) beside(ctx context.Context, organisation string, before proof.Checkpoint) (lines, reviews proof.Chain, err error) {
	if err := s.ChainLog(ctx, organisation); err != nil {
		return lines, reviews, err
	}
	if lines, err = chainEnd(ctx, s.reg, organisation); err != nil {
		return lines, reviews, err
	}
	if p := before.Lines; p.Size > 0 {
		links, err := list(ctx, s.reg, value[[]byte], "SELECT link FROM access_log WHERE organisation = $1 AND n = $2", organisation, p.Size)
		if err != nil {
			return lines, reviews, err
		}
		if len(links) == 0 || string(links[0]) != string(p.Head[:]) {
			return lines, reviews, &proof.Broken{Check: proof.CheckCheckpoint, Says: fmt.Sprintf("the first %d lines of the access log are not those of the last checkpoint", p.Size)}
		}
	}
	leaves, err := list(ctx, s.reg, value[[]byte], "SELECT leaf FROM review_event WHERE organisation = $1 ORDER BY pos", organisation)
	if err != nil {
		return lines, reviews, err
	}
	kept := before.Reviews.Size == 0
	for _, leaf := range leaves {
		reviews.Add(leaf)
		kept = kept || reviews == before.Reviews
	}
	if !kept {
		return lines, reviews, &proof.Broken{Check: proof.CheckCheckpoint, Says: fmt.Sprintf("the first %d events of annual reviews are not those of the last checkpoint", before.Reviews.Size)}
	}
	return lines, reviews, nil
}

// checkLines holds the access log against its chain and what was promised of it.
func (i *Inspection) checkLines(ctx context.Context, o Inspected, promises []proof.Checkpoint, n *proof.Counts) (err error) {
	gone, err := list(ctx, i.tx, value[string], "SELECT DISTINCT dossier FROM erasure WHERE organisation = $1", o.ID)
	if err != nil {
		return fmt.Errorf("read what was erased: %w", err)
	}
	erased := map[string]bool{}
	for _, id := range gone {
		erased[id] = true
	}
	c := proof.NewLines(promises)
	rows, err := i.tx.QueryContext(ctx, "SELECT "+lineColumns+" FROM access_log WHERE organisation = $1 AND n IS NOT NULL ORDER BY n", o.ID)
	if err != nil {
		return fmt.Errorf("read the access log: %w", err)
	}
	defer func() { err = errors.Join(err, closeRows(rows, nil)) }()
	for rows.Next() {
		l, err := scanRawLine(rows.Scan)
		if err != nil {
			return err
		}
		if l.Written != nil {
			n.Quiet++
		}
		if err := c.Line(l, erased[l.Dossier]); err != nil {
			return err
		}
	}
	if err := c.End(o.Looked); err != nil {
		return err
	}
	n.Lines = c.Chain
	return i.tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM access_log WHERE organisation = $1 AND n IS NULL", o.ID).Scan(&n.Loose)
}

// checkReviews holds the annual reviews against their chains and what was promised of them.
func (i *Inspection) checkReviews(ctx context.Context, o Inspected, promises []proof.Checkpoint, n *proof.Counts) error {
	c := proof.NewReviews(promises)
	events, err := list(ctx, i.tx, func(scan func(...any) error) (r proof.ReviewRow, err error) {
		return r, scan(&r.Review, &r.Seq, &r.Pos, &r.Body, &r.Written, &r.Kept, &r.Leaf)
	}, "SELECT review, seq, pos, body, written_hash, kept_hash, leaf FROM review_event WHERE organisation = $1 ORDER BY pos", o.ID)
	if err != nil {
		return fmt.Errorf("read the annual reviews: %w", err)
	}
	for _, e := range events {
		if err := c.Event(e); err != nil {
			return err
		}
	}
	rows, err := list(ctx, i.tx, scanReview, "SELECT id, version, head FROM review WHERE organisation = $1 ORDER BY id", o.ID)
	if err != nil {
		return fmt.Errorf("read the annual reviews: %w", err)
	}
	for _, r := range rows {
		if err := c.Review(r.id, int64(r.version), r.head); err != nil {
			return err
		}
	}
	n.Reviews = c.Chain
	return c.End()
}
