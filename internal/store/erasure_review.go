package store

import (
	"encoding/json"
	"strings"

	"wederhoor/internal/review"
	"wederhoor/internal/vault"
)

// reviewAt is an event of a review.
type reviewAt struct {
	Review string
	Seq    int
}

// quietReviews takes the words about a dossier out of the events of every review that
// which says yes to, and lists them. said is what would go of one. The chain of a
// review goes on over the hash of what was written.
func (t *Tx) quietReviews(orgKey vault.Key, organisation, dossier string, which func(at reviewAt, said string) bool) (touched []reviewAt, err error) {
	if err := t.lockReviews(organisation); err != nil {
		return nil, err
	}
	all, err := t.s.reviews(t.ctx, t.reg, organisation)
	if err != nil {
		return nil, err
	}
	for _, r := range all {
		sealed, err := reviewEvents(t.ctx, t.reg, organisation, r.ID)
		if err != nil {
			return nil, err
		}
		for _, e := range sealed {
			at := reviewAt{r.ID, e.seq}
			quiet, err := t.quiet(orgKey, organisation, dossier, r, e, func(said string) bool { return which(at, said) })
			if err != nil {
				return nil, err
			}
			if quiet {
				touched = append(touched, at)
			}
		}
	}
	return touched, nil
}

func (t *Tx) quiet(orgKey vault.Key, organisation, dossier string, r review.Review, e reviewEvent, which func(said string) bool) (bool, error) {
	rec, err := openReviewEvent(orgKey, organisation, r.ID, e)
	if err != nil {
		return false, err
	}
	less, touched := r.Without(dossier, rec.Event)
	if !touched {
		return false, nil
	}
	whole, err := review.Encode(rec)
	if err != nil {
		return false, err
	}
	rec.Event = less
	plain, err := review.Encode(rec)
	if err != nil || !which(saidIn(whole, plain)) {
		return false, err
	}
	body := sealDocument(orgKey, organisation, "review_event", reviewPlace(r.ID, e.seq), plain)
	_, err = t.exec("UPDATE review_event SET body = $1, written_hash = $2, kept_hash = $3 WHERE organisation = $4 AND review = $5 AND seq = $6",
		body, e.sum(), hash(body), organisation, r.ID, int64(e.seq))
	return true, err
}

// saidIn is every text of one document that another has not.
func saidIn(whole, less []byte) string {
	var a, b any
	if json.Unmarshal(whole, &a) != nil || json.Unmarshal(less, &b) != nil {
		return string(whole)
	}
	kept := map[string]int{}
	for _, s := range texts(b) {
		kept[s]++
	}
	var said []string
	for _, s := range texts(a) {
		if kept[s] > 0 {
			kept[s]--
			continue
		}
		said = append(said, s)
	}
	return strings.Join(said, "\n\n")
}

func texts(v any) (all []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, x := range v {
			all = append(all, texts(x)...)
		}
	case map[string]any:
		for _, x := range v {
			all = append(all, texts(x)...)
		}
	}
	return all
}
