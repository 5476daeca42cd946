package index

import "wederhoor/internal/complaint"

// Batch is what becomes known at once.
type Batch struct {
	x       *Index
	entries []*Entry
}

// Batch begins one.
func (x *Index) Batch() *Batch { return &Batch{x: x} }

// Add puts a dossier in the batch.
func (b *Batch) Add(organisation, id string, c complaint.Complaint) {
	b.entries = append(b.entries, entryOf(organisation, id, c, b.x.factOf(c)))
}

// Len is how many there are.
func (b *Batch) Len() int { return len(b.entries) }
