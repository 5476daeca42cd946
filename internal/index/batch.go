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
	fact := b.x.factOf(c)
	if c.Erased != nil {
		b.entries = append(b.entries, erasedEntry(organisation, id, c, fact))
		return
	}
	e := entryOf(organisation, id, c)
	e.Fact = fact
	b.entries = append(b.entries, e)
}

// Len is how many there are.
func (b *Batch) Len() int { return len(b.entries) }
