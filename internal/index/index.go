// Package index answers lists, counts and searches from memory. It is filled by
// opening sealed items and nothing of it lies on disk. It shows nobody anything:
// every answer passes access.May, entry by entry, before it leaves.
package index

import (
	"hash/maphash"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
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
	Fact        *figures.Fact // what it contributes to figures; apart, so that they lie close together
	words       string        // folded text that search looks in
	gone        bool          // replaced by a newer version; only for who holds the lock

	// Derived is what somebody worked out from this entry for one day; it goes
	// when the dossier changes, because the entry is replaced.
	Derived atomic.Pointer[any]
}

// Bare is a complaint stripped of what lists do not need.
type Bare = complaint.Complaint

// Index holds the dossiers of one organisation. What is over lies packed in drawers;
// what may still ask something, and what changed just now, stands open.
type Index struct {
	// FactOf derives what a dossier contributes to figures; set before the first
	// Put. Nil: nothing is counted.
	FactOf func(complaint.Complaint) figures.Fact
	// Settled reports whether no day is left by which anything must be done; set
	// before the first Put. Nil: what is closed is.
	Settled func(complaint.Complaint) bool
	// DrawerSize is how many dossiers a drawer holds at most; zero: 4,096.
	DrawerSize int

	mu         sync.RWMutex
	entries    map[string]*Entry // that stand open
	ids        map[string]string // of those, number → id
	all        part
	unfinished part
	opened     part // somebody broke the glass of it
	slow       part // open, or it was for more than a year
	proposed   part // somebody proposed to erase it, or a part of it
	involved   map[complaint.MemberID]*part
	packed     packed
	changes    atomic.Uint64
	ready      chan struct{}
	once       sync.Once
}

// part is a row of entries, newest receipt first, that is put in order when
// somebody looks: a busy form costs a list nothing until then.
type part struct {
	order []*Entry // never changed in place: who reads holds on to it
	added []*Entry // not yet in order
	gone  []*Entry // replaced, and perhaps still in order
}

// New makes an empty index; Ready must be called when it has been filled.
func New() *Index {
	return &Index{entries: map[string]*Entry{}, ids: map[string]string{}, involved: map[complaint.MemberID]*part{}, ready: make(chan struct{}),
		packed: packed{seed: maphash.MakeSeed(), byKey: make([]*drawer, 1)}}
}

// Ready says that everything stored before the start is in.
func (x *Index) Ready() { x.once.Do(func() { close(x.ready) }) }

// Wait blocks until the index is filled: a list that is not complete would lie.
func (x *Index) Wait() { <-x.ready }

// Filled reports whether everything stored is in, so that what is not here is
// nowhere.
func (x *Index) Filled() bool {
	select {
	case <-x.ready:
		return true
	default:
		return false
	}
}

// Verdict says what somebody may do with the dossier of this number, without
// opening it, and gives its id. One that is not here gets the same shape of
// answer and an empty id, so that a refusal takes as long either way.
func (x *Index) Verdict(actor access.Actor, do access.Action, ref string) (id string, v access.Verdict) {
	s, ok := x.numbered(ref)
	if !ok {
		return "", access.May(actor, do, access.Facts{Organisation: actor.Organisation()})
	}
	return s.ID(), access.May(actor, do, s.Facts())
}

// VerdictOn says the same of a dossier by its id, with its number.
func (x *Index) VerdictOn(actor access.Actor, do access.Action, id string) (ref string, v access.Verdict) {
	s, ok := x.with(id)
	if !ok {
		return "", access.May(actor, do, access.Facts{Organisation: actor.Organisation()})
	}
	return s.Ref(), access.May(actor, do, s.Facts())
}

// Standing is the state of a dossier, without words or names, for a complainant who
// holds the key of a room that is about it: no access.May is asked.
func (x *Index) Standing(id string) (c complaint.Complaint, ok bool) {
	s, ok := x.with(id)
	if !ok || s.Facts().Erased {
		return c, false
	}
	return s.Entry().Complaint, true
}

// Changes counts what was put in: the same number twice means that nothing a
// list showed has changed.
func (x *Index) Changes() uint64 { return x.changes.Load() }

// Put adds or replaces a dossier. An older version never replaces a newer one.
func (x *Index) Put(organisation, id string, c complaint.Complaint) {
	b := x.Batch()
	b.Add(organisation, id, c)
	x.PutAll(b)
}

// PutAll is Put for many: a list shows all of them or none.
func (x *Index) PutAll(b *Batch) {
	x.mu.Lock()
	for _, e := range b.entries {
		x.put(e)
	}
	due := x.packed.due(x.limit())
	x.mu.Unlock()
	if due {
		go x.Tidy()
	}
}

func (x *Index) factOf(c complaint.Complaint) *figures.Fact {
	if x.FactOf == nil {
		return &figures.Fact{Ref: c.Received.Ref}
	}
	f := x.FactOf(c)
	return &f
}

func (x *Index) put(e *Entry) {
	old := x.entries[e.ID]
	if old != nil && old.Complaint.Version >= e.Complaint.Version {
		return
	}
	if old != nil {
		x.takeOut(old)
	} else if d, i, ok := x.packed.find(e.ID); ok {
		if int(d.version[i]) >= e.Complaint.Version {
			return
		}
		x.packed.replace(d.without(i))
	}
	x.entries[e.ID], x.ids[e.Ref] = e, e.ID
	for _, p := range x.partsOf(e) {
		p.added = append(p.added, e)
	}
	if x.over(e) {
		x.packed.loose = append(x.packed.loose, e)
	}
	x.changes.Add(1)
}

// takeOut takes an entry out of every row it stands in.
func (x *Index) takeOut(e *Entry) {
	e.gone = true
	for _, p := range x.partsOf(e) {
		p.gone = append(p.gone, e)
	}
}

// over reports whether a dossier can lie packed: it asks nothing of anybody, and who
// may see it does not hang on the hour.
func (x *Index) over(e *Entry) bool {
	if e.Complaint.Version > math.MaxUint16 || !e.Facts.EndedAt.IsZero() && uint64(e.Facts.EndedAt.Unix()) > math.MaxUint32 {
		return false // there is no room for that in a drawer
	}
	return !e.Unfinished() && e.Facts.Proposer == "" && e.Facts.Redactor == "" && len(e.Facts.Grants) == 0 && (e.Facts.Erased || x.Settled == nil || x.Settled(e.Complaint))
}

// Remove takes dossiers out that were forgotten.
func (x *Index) Remove(ids ...string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, id := range ids {
		if e := x.entries[id]; e != nil {
			x.takeOut(e)
			delete(x.entries, id)
			delete(x.ids, e.Ref)
		} else if d, i, ok := x.packed.find(id); ok {
			x.packed.replace(d.without(i))
		}
	}
	x.changes.Add(1)
}

// partsOf lists the rows an entry stands in.
func (x *Index) partsOf(e *Entry) []*part {
	parts := []*part{&x.all}
	if e.Unfinished() {
		parts = append(parts, &x.unfinished)
	}
	if e.slow() {
		parts = append(parts, &x.slow)
	}
	if e.Facts.Proposer != "" || e.Facts.Redactor != "" {
		parts = append(parts, &x.proposed)
	}
	if len(e.Facts.Grants) > 0 {
		parts = append(parts, &x.opened)
	}
	for _, m := range e.Facts.Involved() {
		p := x.involved[m]
		if p == nil {
			p = &part{}
			x.involved[m] = p
		}
		parts = append(parts, p)
	}
	return parts
}

// Unfinished reports whether something may still be owed: it is not closed, a
// letter bounced after closing, the complainant wrote after it, or an appeal is
// not over.
func (e *Entry) Unfinished() bool {
	return !e.Facts.Erased && e.asks()
}

func (e *Entry) asks() bool {
	return e.Complaint.Closed == nil || e.Complaint.AppealOpen() || len(e.Complaint.Owing()) > 0 || e.Complaint.AccessOpen() || e.Complaint.Unread != nil
}

func entryOf(organisation, id string, c complaint.Complaint, f *figures.Fact) *Entry {
	e := bareEntry(organisation, id, c.Bare(), f)
	e.Heading = strings.Clone(c.Heading()) // a part of the story would hold on to all of it
	e.Complainant, e.words = c.Received.Name, fold(wordsOf(c))
	return e
}

// bareEntry is an entry without words.
func bareEntry(organisation, id string, c complaint.Complaint, f *figures.Fact) *Entry {
	if c.Erased != nil {
		return erasedEntry(organisation, id, c, f)
	}
	e := &Entry{ID: id, Facts: access.FactsOf(organisation, id, c), Ref: c.Received.Ref, From: c.Received.From, Channel: c.Received.Channel,
		Category: c.Category, ReceivedAt: c.ReceivedAt.Truncate(time.Microsecond), Complaint: c, Procedure: c.Received.Version, Ended: c.Ended(), Fact: f}
	if n := len(c.History); n > 0 {
		e.Changed = c.History[n-1].Recorded
	}
	return e
}

func wordsOf(c complaint.Complaint) string {
	r := c.Received
	parts := []string{r.Ref, r.OldRef, r.Name, r.Email, r.Phone, r.About, r.Story, r.RemedySought, c.Title}
	for _, a := range c.Actions {
		parts = append(parts, a.Event.Text)
	}
	if c.Decision != nil {
		parts = append(parts, c.Decision.Event.Reason)
	}
	return strings.Join(parts, "\n")
}

// sorted gives a row in order.
func (x *Index) sorted(p *part) []*Entry { return x.look(p, &part{}).hot }

// tidy reports whether a row is in order.
func (p *part) tidy() bool { return len(p.added) == 0 && len(p.gone) == 0 }

// merge lays what was added between what was there. What did not change is moved
// in blocks and not looked at: there may be a million of it.
func (p *part) merge() {
	if p.tidy() {
		return
	}
	added := slices.DeleteFunc(p.added, func(e *Entry) bool { return e.gone }) // replaced before anybody looked
	changes := slices.Concat(p.gone, added)
	slices.SortStableFunc(changes, newestFirst) // the old version of a dossier stands before the new one
	order, rest := make([]*Entry, 0, len(p.order)+len(added)), p.order
	for _, e := range changes {
		i, _ := slices.BinarySearchFunc(rest, e, newestFirst)
		order, rest = append(order, rest[:i]...), rest[i:]
		switch {
		case !e.gone:
			order = append(order, e)
		case len(rest) > 0 && rest[0] == e:
			rest = rest[1:]
		}
	}
	p.order, p.added, p.gone = append(order, rest...), nil, nil
}

func newestFirst(a, b *Entry) int {
	if c := b.ReceivedAt.Compare(a.ReceivedAt); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}

// KnownUnfinished returns, newest first, what this actor may know of and may still
// ask something of somebody. In a register of years that is a small part.
func (x *Index) KnownUnfinished(actor access.Actor) []*Entry {
	x.Wait()
	return known(actor, x.sorted(&x.unfinished))
}

// KnownOpened returns what somebody read with emergency access.
func (x *Index) KnownOpened(actor access.Actor) []*Entry {
	x.Wait()
	return known(actor, x.sorted(&x.opened))
}

func known(actor access.Actor, entries []*Entry) []*Entry {
	var out []*Entry
	for _, e := range entries {
		if access.May(actor, access.Know, e.Facts).OK {
			out = append(out, e)
		}
	}
	return out
}

// Unfinished lists the dossiers that may still ask something, for the machine:
// ids only.
func (x *Index) Unfinished() (ids []string) {
	x.Wait()
	for _, e := range x.sorted(&x.unfinished) {
		ids = append(ids, e.ID)
	}
	return ids
}

// HasCategory reports whether some dossier is about this. It tells nothing else of
// it, so that nobody needs to be asked who wants to know.
func (x *Index) HasCategory(code string) bool {
	x.Wait()
	for s := range x.every() {
		if s.Category() == code && !s.erased() {
			return true
		}
	}
	return false
}
