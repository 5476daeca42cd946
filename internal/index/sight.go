package index

import (
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
)

// Sight is a dossier in a list, as far as it can be told without unpacking it.
type Sight struct {
	e       *Entry
	d       *drawer
	i       int
	classes []access.Facts
}

// Of is what stands open as it is in a list.
func Of(e *Entry) Sight { return Sight{e: e} }

// Entry is all that the index has of it.
func (s Sight) Entry() *Entry {
	if s.e != nil {
		return s.e
	}
	return s.d.entry(s.i)
}

// ID is the id of the dossier.
func (s Sight) ID() string {
	if s.e != nil {
		return s.e.ID
	}
	return s.d.id(s.i)
}

// Ref is its number.
func (s Sight) Ref() string {
	if s.e != nil {
		return s.e.Ref
	}
	return s.d.ref(s.i)
}

func (s Sight) erased() bool {
	if s.e != nil {
		return s.e.Facts.Erased
	}
	return s.classes[s.d.classOf(s.i)].Erased
}

func (s Sight) endedAt() time.Time {
	if s.e != nil {
		return s.e.Facts.EndedAt
	}
	return s.d.endedAt(s.i)
}

// Facts is what access hangs on.
func (s Sight) Facts() access.Facts {
	if s.e != nil {
		return s.e.Facts
	}
	f := s.classes[s.d.classOf(s.i)]
	f.Dossier, f.EndedAt = s.d.id(s.i), s.d.endedAt(s.i)
	return f
}

// ReceivedAt is when it came in.
func (s Sight) ReceivedAt() time.Time {
	if s.e != nil {
		return s.e.ReceivedAt
	}
	return s.d.receivedAt(s.i)
}

// Category is what it is about.
func (s Sight) Category() string {
	if s.e != nil {
		return s.e.Category
	}
	return s.d.categories[s.d.category[s.i]]
}

// ReceivedOn is the day of receipt under its own procedure.
func (s Sight) ReceivedOn() figures.Day {
	if s.e != nil {
		return s.e.Fact.Received
	}
	return s.d.day[s.i]
}

// Fact is what it contributes to figures.
func (s Sight) Fact() *figures.Fact {
	if s.e != nil {
		return s.e.Fact
	}
	return s.d.fact(s.i)
}

// Over gives the stage of what is over and asks nothing any more; ok is false for
// what has to be looked at.
func (s Sight) Over() (stage complaint.Stage, ok bool) {
	if s.e != nil {
		return "", false
	}
	return stages[s.d.stage[s.i]], true
}

// NewestFirst is the order of every list.
func NewestFirst(a, b Sight) int {
	if c := b.ReceivedAt().Compare(a.ReceivedAt()); c != 0 {
		return c
	}
	return strings.Compare(a.ID(), b.ID())
}
