package register

import (
	"context"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/calendar"
	"wederhoor/internal/complaint"
	"wederhoor/internal/index"
	"wederhoor/internal/store"
)

// Posting is a letter on paper that still has to leave, with its dossier as
// this person may know it.
type Posting struct {
	Item
	Letter    complaint.Waiting // without its words
	WrittenOn calendar.Date
}

// ToPost lists the letters that wait for an envelope or a hand, in every dossier
// that this person may handle: the oldest promise first, then the oldest letter.
func (r *Register) ToPost(who Person) []Posting {
	now := r.Now()
	var all []Posting
	for _, e := range r.index.KnownUnfinished(who.Actor) {
		for _, l := range r.toPost(who, e, now) {
			p := r.procedureAt(e.Procedure)
			all = append(all, Posting{Item: r.item(who, r.row(e, now)), Letter: l, WrittenOn: p.On(l.WrittenAt)})
		}
	}
	slices.SortStableFunc(all, soonest)
	return all
}

// toPost is what somebody may post of one dossier.
func (r *Register) toPost(who Person, e *index.Entry, now time.Time) []complaint.Waiting {
	if !access.May(who.Actor, access.Handle, e.Facts).OK {
		return nil
	}
	return e.Complaint.ToPost(r.procedureAt(e.Procedure), now)
}

// soonest sorts by the day that was promised; what has none comes last.
func soonest(a, b Posting) int {
	switch x, y := a.Letter.Due, b.Letter.Due; {
	case x.IsZero() != y.IsZero():
		if x.IsZero() {
			return 1
		}
		return -1
	case x != y:
		return x.Compare(y)
	case a.WrittenOn != b.WrittenOn:
		return a.WrittenOn.Compare(b.WrittenOn)
	}
	return strings.Compare(a.Ref, b.Ref)
}

// TakeLetter opens a letter to take away as a file, which the log tells apart
// from reading it: what was downloaded is out of our hands.
func (r *Register) TakeLetter(ctx context.Context, who Person, ref, letter string) (Dossier, complaint.Letter, error) {
	id, h, err := r.takeAway(ctx, who, ref)
	if err != nil {
		return Dossier{}, complaint.Letter{}, err
	}
	c := store.Read(h)
	l, ok := c.Letter(letter)
	if !ok {
		return Dossier{}, complaint.Letter{}, ErrNotFound
	}
	return Dossier{Complaint: c, Procedure: r.procedureOf(c), Now: r.Now(), id: id}, l, nil
}
