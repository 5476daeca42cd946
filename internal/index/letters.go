package index

import (
	"time"

	"wederhoor/internal/complaint"
)

// Letters counts the letters that are owed by how their delivery stands, and says
// since when the oldest of them is known not to have arrived; zero: none. It tells
// of no dossier, so that nobody needs to be asked who wants to know. Before the
// index is filled ok is false.
func (x *Index) Letters() (states map[complaint.LetterState]int, failed time.Time, ok bool) {
	if !x.Filled() {
		return nil, time.Time{}, false
	}
	states = map[complaint.LetterState]int{}
	for _, e := range x.sorted(&x.unfinished) {
		for _, l := range e.Complaint.Owing() {
			states[l.State]++
			if at := lost(e.Complaint, l); !at.IsZero() && (failed.IsZero() || at.Before(failed)) {
				failed = at
			}
		}
	}
	return states, failed, true
}

// lost is when a letter was last known not to have arrived. Here the history has
// no more than kinds: with two failing letters in a dossier the later moment counts.
func lost(c Bare, l complaint.Letter) (at time.Time) {
	switch l.State {
	case complaint.LetterUndone, complaint.LetterUncertain, complaint.LetterBounced:
	default:
		return at
	}
	for _, r := range c.History {
		if r.Event.Kind() == (complaint.LetterFailed{}).Kind() && !r.Recorded.Before(l.WrittenAt) {
			at = r.Recorded
		}
	}
	return at
}
