package review

import (
	"slices"

	"wederhoor/internal/complaint"
)

// Looked is what all reviews did with one complaint, for the rule that says how long
// it is kept: only a review that was concluded has decided.
func Looked(all []Review, dossier string) (l complaint.Looked) {
	for _, r := range all {
		_, decided := r.Decisions[dossier]
		l.Concluded = l.Concluded || r.Held() && decided
		l.Running = l.Running || r.Running() && slices.ContainsFunc(r.Scope, func(it Item) bool { return it.Dossier == dossier })
		for _, a := range r.Actions {
			if a.Dossier == dossier && !a.IsDone() {
				l.Actions++
			}
		}
	}
	return l
}
