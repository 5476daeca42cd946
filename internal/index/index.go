// Package index answers lists, counts and searches from memory. It is filled by
// opening sealed items and nothing of it lies on disk. It shows nobody anything:
// every answer passes access.May, entry by entry, before it leaves.
package index

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
)

// Entry is one dossier as lists show it.
type Entry struct {
	ID          string
	Facts       access.Facts
	Ref         string
	Heading     string
	Complainant string
	From        complaint.ComplainantKind
	Channel     complaint.Channel
	Category    string
	ReceivedAt  time.Time
	Complaint   Bare // what obligations are derived from, without words
	Procedure   int
	Ended       bool
	Changed     time.Time
	words       string // folded text that search looks in

	// Derived is what somebody worked out from this entry for one day; it goes
	// when the dossier changes, because the entry is replaced.
	Derived atomic.Pointer[any]
}

// Bare is a complaint stripped of what lists do not need.
type Bare = complaint.Complaint

// Index holds the dossiers of one organisation.
type Index struct {
	mu      sync.RWMutex
	entries map[string]*Entry
	order   []*Entry // newest receipt first
	stale   bool
	changes atomic.Uint64
	ready   chan struct{}
	once    sync.Once
}

// New makes an empty index; Ready must be called when it has been filled.
func New() *Index { return &Index{entries: map[string]*Entry{}, ready: make(chan struct{})} }

// Ready says that everything stored before the start is in.
func (x *Index) Ready() { x.once.Do(func() { close(x.ready) }) }

// Wait blocks until the index is filled: a list that is not complete would lie.
func (x *Index) Wait() { <-x.ready }

// Changes counts what was put in: the same number twice means that nothing a
// list showed has changed.
func (x *Index) Changes() uint64 { return x.changes.Load() }

// Put adds or replaces a dossier. An older version never replaces a newer one.
func (x *Index) Put(organisation, id string, c complaint.Complaint) {
	e := entryOf(organisation, id, c)
	x.mu.Lock()
	defer x.mu.Unlock()
	if old := x.entries[id]; old != nil && old.Complaint.Version >= c.Version {
		return
	}
	x.entries[id] = e
	x.stale = true
	x.changes.Add(1)
}

func entryOf(organisation, id string, c complaint.Complaint) *Entry {
	e := &Entry{ID: id, Facts: access.FactsOf(organisation, id, c), Ref: c.Received.Ref,
		Heading:     strings.Clone(c.Heading()), // a part of the story would hold on to all of it
		Complainant: c.Received.Name, From: c.Received.From, Channel: c.Received.Channel, Category: c.Category,
		ReceivedAt: c.ReceivedAt, Procedure: c.Received.Version, Ended: c.Ended(), words: fold(wordsOf(c))}
	if n := len(c.History); n > 0 {
		e.Changed = c.History[n-1].Recorded
	}
	e.Complaint = c.Bare()
	return e
}

func wordsOf(c complaint.Complaint) string {
	r := c.Received
	parts := []string{r.Ref, r.Name, r.Email, r.Phone, r.About, r.Story, r.RemedySought, c.Title}
	for _, a := range c.Actions {
		parts = append(parts, a.Event.Text)
	}
	if c.Decision != nil {
		parts = append(parts, c.Decision.Event.Reason)
	}
	return strings.Join(parts, "\n")
}

// fold makes text comparable: lower case, without accents.
func fold(s string) string { return accents.Replace(strings.ToLower(s)) }

var accents = strings.NewReplacer("á", "a", "à", "a", "ä", "a", "â", "a", "é", "e", "è", "e", "ë", "e", "ê", "e", "í", "i",
	"ì", "i", "ï", "i", "î", "i", "ó", "o", "ò", "o", "ö", "o", "ô", "o", "ú", "u", "ù", "u", "ü", "u", "û", "u", "ç", "c", "ñ", "n", "’", "'")

func (x *Index) sorted() []*Entry {
	x.mu.RLock()
	if !x.stale {
		defer x.mu.RUnlock()
		return x.order
	}
	x.mu.RUnlock()
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.stale {
		order := make([]*Entry, 0, len(x.entries))
		for _, e := range x.entries {
			order = append(order, e)
		}
		slices.SortFunc(order, newestFirst)
		x.order, x.stale = order, false
	}
	return x.order
}

func newestFirst(a, b *Entry) int {
	if c := b.ReceivedAt.Compare(a.ReceivedAt); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}

// Known returns, newest first, the dossiers this actor may know of and that
// keep accepts. It is the only way out of the index.
func (x *Index) Known(actor access.Actor, keep func(*Entry) bool) []*Entry {
	x.Wait()
	var out []*Entry
	for _, e := range x.sorted() {
		if access.May(actor, access.Know, e.Facts).OK && keep(e) {
			out = append(out, e)
		}
	}
	return out
}

// Any reports whether some dossier is like this. It tells nothing else of it, so
// that nobody needs to be asked who wants to know.
func (x *Index) Any(like func(*Entry) bool) bool {
	x.Wait()
	return slices.ContainsFunc(x.sorted(), like)
}

// Search returns the dossiers whose words hold every word of the query and that
// the actor may read, newest first. Someone who may only follow a dossier finds
// it by its number alone.
func (x *Index) Search(actor access.Actor, query string, most int) []*Entry {
	x.Wait()
	terms := strings.Fields(fold(query))
	if len(terms) == 0 {
		return nil
	}
	var out []*Entry
	for _, e := range x.sorted() {
		text := e.words
		if !access.May(actor, access.ReadContent, e.Facts).OK {
			if !access.May(actor, access.Know, e.Facts).OK {
				continue
			}
			text = fold(e.Ref)
		}
		if all(text, terms) {
			if out = append(out, e); len(out) == most {
				break
			}
		}
	}
	return out
}

func all(text string, terms []string) bool {
	for _, t := range terms {
		if !strings.Contains(text, t) {
			return false
		}
	}
	return true
}
