package index

import (
	"hash/maphash"
	"slices"
	"sync"
)

// drawerSize is how many dossiers a drawer holds: more of them share words better,
// fewer are filled again faster.
const drawerSize = 4096

// packed is what lies in drawers.
type packed struct {
	drawers []*drawer // newest receipts first; never changed in place
	byKey   []*drawer // by key; the first is none
	free    []uint16  // keys that nothing has
	places  places    // by the hash of an id or a number
	seed    maphash.Seed
	classes classes
	loose   []*Entry // that are over and stand open still
	tidying bool
	tidies  sync.Mutex
}

func (x *Index) limit() int {
	if x.DrawerSize > 0 {
		return x.DrawerSize
	}
	return drawerSize
}

// due reports whether it is time to tidy, and nobody is at it.
func (p *packed) due(size int) bool { return !p.tidying && 2*len(p.loose) >= size }

func (p *packed) hash(of byte, s string) uint32 {
	var h maphash.Hash
	h.SetSeed(p.seed)
	_ = h.WriteByte(of)
	_, _ = h.WriteString(s)
	return uint32(h.Sum64())
}

// What a hash is of.
const (
	ofID  = 'i'
	ofRef = 'r'
)

// find is where a dossier lies.
func (p *packed) find(id string) (d *drawer, i int, ok bool) {
	return p.at(p.hash(ofID, id), func(d *drawer, i int) bool { return d.id(i) == id })
}

// numbered is the same by its number.
func (p *packed) numbered(ref string) (d *drawer, i int, ok bool) {
	return p.at(p.hash(ofRef, ref), func(d *drawer, i int) bool { return d.ref(i) == ref })
}

func (p *packed) at(hash uint32, is func(*drawer, int) bool) (d *drawer, i int, ok bool) {
	where, ok := p.places.get(hash, func(x place) bool { return p.holds(x, is) })
	if !ok {
		return nil, 0, false
	}
	d, i = p.byKey[where.drawer()], where.row()
	return d, i, !d.isGone(i)
}

// holds reports whether this is in a place still: a drawer that took the key of
// another may be smaller.
func (p *packed) holds(x place, is func(*drawer, int) bool) bool {
	d := p.byKey[x.drawer()]
	return d != nil && x.row() < len(d.ids) && is(d, x.row())
}

// replace puts a drawer in the place of the one with its key.
func (p *packed) replace(d *drawer) {
	i := slices.Index(p.drawers, p.byKey[d.key])
	p.drawers = slices.Clone(p.drawers)
	p.drawers[i], p.byKey[d.key] = d, d
}

// Tidy packs what is over, when there is enough of it. One does it at a time.
func (x *Index) Tidy() {
	x.packed.tidies.Lock()
	defer x.packed.tidies.Unlock()
	x.tidy(x.limit() / 2)
}

// tidy packs what is over when there is as much as this.
func (x *Index) tidy(least int) {
	x.mu.Lock()
	if len(x.packed.loose) < max(least, 1) {
		x.mu.Unlock()
		return
	}
	x.packed.tidying = true
	var all []filed
	for _, e := range x.packed.loose {
		if !e.gone {
			all = append(all, filed{Entry: e, class: x.packed.classes.of(e.Facts)})
		}
	}
	x.packed.loose = nil
	if len(all) == 0 { // all of it changed since
		x.packed.tidying = false
		x.mu.Unlock()
		return
	}
	before := x.packed.drawers
	x.mu.Unlock()

	slices.SortFunc(all, func(a, b filed) int { return newestFirst(a.Entry, b.Entry) })
	heaps := sortInto(before, all)
	made := make([][]*drawer, len(heaps))
	for i, h := range heaps {
		if len(h) == 0 {
			continue
		}
		for n := range h {
			h[n].tokens = tokensOf(h[n].words)
		}
		if i < len(before) {
			h = merged(h, before[i].filed())
		}
		for _, piece := range pieces(h, x.limit(), i == 0) {
			made[i] = append(made[i], fill(h[0].Facts.Organisation, piece))
		}
	}

	x.mu.Lock()
	defer x.mu.Unlock()
	x.putAway(before, made, all)
	x.packed.tidying = false
}

// Compact packs all that is over, and makes every drawer anew of which something was
// replaced or taken out: until then what it was lies in it still, unseen.
func (x *Index) Compact() {
	x.packed.tidies.Lock()
	defer x.packed.tidies.Unlock()
	x.tidy(1)
	x.mu.RLock()
	before := x.packed.drawers
	x.mu.RUnlock()
	made := make([][]*drawer, len(before))
	for i, d := range before {
		switch d.live {
		case len(d.ids):
		case 0:
			made[i] = []*drawer{}
		default:
			made[i] = []*drawer{fill(d.organisation, d.filed())}
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.putAway(before, made, nil)
}

// sortInto says which go into which drawer: by where they stand in the order.
func sortInto(drawers []*drawer, all []filed) [][]filed {
	heaps := make([][]filed, max(len(drawers), 1))
	at := 0
	for _, e := range all {
		for at < len(drawers)-1 && drawers[at].endsBefore(e.Entry) {
			at++
		}
		heaps[at] = append(heaps[at], e)
	}
	return heaps
}

func (d *drawer) endsBefore(e *Entry) bool {
	last := len(d.ids) - 1
	return later(d.receivedAt(last), d.id(last), e.ReceivedAt, e.ID)
}

// pieces cuts what is too much for one drawer. The newest drawer goes on growing, so
// what lies before it is made full; others are cut evenly.
func pieces(all []filed, size int, newest bool) (cut [][]filed) {
	n := (len(all) + size - 1) / size
	if n <= 1 {
		return [][]filed{all}
	}
	even := (len(all) + n - 1) / n
	if newest {
		first := len(all) - (n-1)*size
		cut, all, even = append(cut, all[:first]), all[first:], size
	}
	return append(cut, slices.Collect(slices.Chunk(all, even))...)
}

// filed gives back what lies in a drawer, to be put in another one.
func (d *drawer) filed() []filed {
	tokens := d.lexicon.tokens(len(d.ids))
	all := make([]filed, 0, d.live)
	for i := range d.ids {
		if !d.isGone(i) {
			all = append(all, filed{Entry: d.entry(i), tokens: tokens[i], class: d.classOf(i)})
		}
	}
	return all
}

func merged(a, b []filed) []filed {
	all := slices.Concat(a, b)
	slices.SortFunc(all, func(a, b filed) int { return newestFirst(a.Entry, b.Entry) })
	return all
}

// putAway puts the new drawers in the place of the old ones. What changed while they
// were made is taken out of them.
func (x *Index) putAway(before []*drawer, made [][]*drawer, all []filed) {
	p := &x.packed
	now := map[uint16]*drawer{}
	for _, d := range p.drawers {
		now[d.key] = d
	}
	stale := map[string]bool{} // replaced or taken out meanwhile
	for _, e := range all {
		if e.gone {
			stale[e.ID] = true
		}
	}
	var drawers []*drawer
	var emptied []uint16
	for i := range max(len(before), len(made)) {
		if made[i] == nil { // nothing came of it
			drawers = append(drawers, now[before[i].key])
			continue
		}
		if i < len(before) {
			old := now[before[i].key]
			for n := range old.ids {
				if old.isGone(n) && !before[i].isGone(n) {
					stale[old.id(n)] = true
				}
			}
			emptied = append(emptied, old.key)
		}
		for _, d := range made[i] {
			drawers = append(drawers, p.add(d, stale))
		}
	}
	p.drawers = drawers
	for _, key := range emptied { // only now: what moved takes the place it had
		p.byKey[key], p.free = nil, append(p.free, key)
	}
	rows := map[*part]bool{}
	for _, e := range all {
		if !e.gone {
			x.takeOut(e.Entry)
			delete(x.entries, e.ID)
			delete(x.ids, e.Ref)
			for _, row := range x.partsOf(e.Entry) {
				rows[row] = true
			}
		}
	}
	for row := range rows { // or a row that nobody looks at would hold on to them
		row.merge()
	}
}

// add gives a drawer its key and says where everything in it lies.
func (p *packed) add(d *drawer, stale map[string]bool) *drawer {
	if n := len(p.free); n > 0 {
		d.key, p.free = p.free[n-1], p.free[:n-1]
	} else {
		d.key, p.byKey = uint16(len(p.byKey)), append(p.byKey, nil)
	}
	for i := range d.ids {
		id := d.id(i)
		if stale[id] {
			d = d.without(i)
			continue
		}
		ref, where := d.ref(i), placeOf(d.key, i)
		p.places.set(p.hash(ofID, id), where, func(x place) bool { return p.holds(x, func(d *drawer, i int) bool { return d.id(i) == id }) })
		p.places.set(p.hash(ofRef, ref), where, func(x place) bool { return p.holds(x, func(d *drawer, i int) bool { return d.ref(i) == ref }) })
	}
	p.byKey[d.key] = d
	return d
}

// numbered and with find one dossier, wherever it lies.
func (x *Index) numbered(ref string) (Sight, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if e := x.entries[x.ids[ref]]; e != nil {
		return Sight{e: e}, true
	}
	d, i, ok := x.packed.numbered(ref)
	return Sight{d: d, i: i, classes: x.packed.classes.facts}, ok
}

func (x *Index) with(id string) (Sight, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if e := x.entries[id]; e != nil {
		return Sight{e: e}, true
	}
	d, i, ok := x.packed.find(id)
	return Sight{d: d, i: i, classes: x.packed.classes.facts}, ok
}
