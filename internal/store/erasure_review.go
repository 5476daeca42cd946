package store

import (
	"wederhoor/internal/review"
	"wederhoor/internal/vault"
)

// quietReviews takes the words about a dossier out of every review. The chain of a
// review goes on over the hash of what was written.
func (t *Tx) quietReviews(orgKey vault.Key, organisation, dossier string) error {
	if err := t.lockReviews(organisation); err != nil {
		return err
	}
	all, err := t.s.reviews(t.ctx, t.reg, organisation)
	if err != nil {
		return err
	}
	for _, r := range all {
		sealed, err := reviewEvents(t.ctx, t.reg, organisation, r.ID)
		if err != nil {
			return err
		}
		for _, e := range sealed {
			if err := t.quiet(orgKey, organisation, dossier, r, e); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *Tx) quiet(orgKey vault.Key, organisation, dossier string, r review.Review, e reviewEvent) error {
	rec, err := openReviewEvent(orgKey, organisation, r.ID, e)
	if err != nil {
		return err
	}
	less, touched := r.Without(dossier, rec.Event)
	if !touched {
		return nil
	}
	rec.Event = less
	plain, err := review.Encode(rec)
	if err != nil {
		return err
	}
	_, err = t.exec("UPDATE review_event SET body = $1, written_hash = $2 WHERE organisation = $3 AND review = $4 AND seq = $5",
		sealDocument(orgKey, organisation, "review_event", reviewPlace(r.ID, e.seq), plain), e.sum(), organisation, r.ID, int64(e.seq))
	return err
}
