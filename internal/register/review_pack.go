package register

import (
	"context"

	"wederhoor/internal/store"
)

// ReviewPack is what somebody who attends reads before the meeting: the review, and
// every complaint that they go through there, without names. What is about them is
// not in it.
type ReviewPack struct {
	Review ReviewView
	Cases  []CaseView
}

// ReviewPack opens it, with a line in the log for each complaint and one for the file.
// It asks for a fresh proof: the file leaves the register. ErrProve asks for that.
func (r *Register) ReviewPack(ctx context.Context, who Person, id string) (p ReviewPack, err error) {
	if p.Review, err = r.Review(ctx, who, id); err != nil {
		return p, err
	}
	if !p.Review.Running() || !p.Review.Attending {
		return p, ErrNotFound
	}
	if !who.Fresh(r.Now()) {
		return p, ErrProve
	}
	for i, it := range p.Review.Items {
		if !it.Mine {
			continue
		}
		k, err := r.openCase(ctx, who, p.Review, i)
		if err != nil {
			return p, err
		}
		p.Cases = append(p.Cases, k)
	}
	return p, r.log(ctx, who, store.LogExport, "", "")
}
