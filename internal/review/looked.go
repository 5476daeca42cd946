package review

import "wederhoor/internal/complaint"

// Looked is what all reviews did with one complaint, for the rule that says how long
// it is kept: only a review that was concluded has decided.
func Looked(all []Review, dossier string) complaint.Looked { return LookedAll(all)[dossier] }

// LookedAll is Looked of every complaint that a review ever had to do with.
func LookedAll(all []Review) map[string]complaint.Looked {
	seen := map[string]complaint.Looked{}
	note := func(dossier string, change func(*complaint.Looked)) {
		l := seen[dossier]
		change(&l)
		seen[dossier] = l
	}
	for _, r := range all {
		if r.Running() {
			for _, it := range r.Scope {
				note(it.Dossier, func(l *complaint.Looked) { l.Running = true })
			}
		}
		if !r.Held() {
			continue
		}
		for dossier := range r.Decisions {
			note(dossier, func(l *complaint.Looked) { l.Concluded = true })
		}
		for _, a := range r.Actions {
			if !a.IsDone() {
				note(a.Dossier, func(l *complaint.Looked) { l.Actions++ })
			}
		}
	}
	return seen
}
