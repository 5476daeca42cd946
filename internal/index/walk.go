package index

import (
	"iter"
	"math/bits"
	"slices"
	"sort"
	"strings"
	"time"

	"wederhoor/internal/access"
)

// view is the index at one moment: a row of what stands open, what else of it was
// asked for, and the drawers.
type view struct {
	hot     []*Entry
	also    []*Entry
	drawers []*drawer
	classes []access.Facts
}

// look gives rows in order. What was added since is merged in at once.
func (x *Index) look(p, also *part) view {
	x.mu.RLock()
	if p.tidy() && also.tidy() {
		defer x.mu.RUnlock()
		return x.seen(p, also)
	}
	x.mu.RUnlock()
	x.mu.Lock()
	defer x.mu.Unlock()
	p.merge()
	also.merge()
	return x.seen(p, also)
}

func (x *Index) seen(p, also *part) view {
	return view{p.order, also.order, x.packed.drawers, x.packed.classes.facts}
}

// judge asks access.May once for everything that was handled by the same people.
type judge struct {
	actor   access.Actor
	do      access.Action
	classes []access.Facts
	known   []uint8 // by class: 0 not asked, 1 no, 2 yes
	single  bool    // for this actor it hangs on when it ended, too
}

func (x *Index) judge(actor access.Actor, do access.Action) *judge {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return &judge{actor: actor, do: do, classes: x.packed.classes.facts, known: make([]uint8, len(x.packed.classes.facts)), single: actor.Has(access.Freelancer)}
}

func (j *judge) entry(e *Entry) bool { return access.May(j.actor, j.do, e.Facts).OK }

func (j *judge) packed(d *drawer, i int) bool {
	class := d.classOf(i)
	if !j.single {
		return j.class(class)
	}
	f := j.classes[class]
	f.Dossier, f.EndedAt = "some", d.endedAt(i)
	return access.May(j.actor, j.do, f).OK
}

// class is asked as if the dossier runs: what ends by itself is asked one by one.
func (j *judge) class(n uint32) bool {
	if j.known[n] == 0 {
		f := j.classes[n]
		f.Dossier = "some"
		j.known[n] = 1
		if access.May(j.actor, j.do, f).OK {
			j.known[n] = 2
		}
	}
	return j.known[n] == 2
}

// any reports whether something in a drawer may be for this actor.
func (j *judge) any(d *drawer) bool {
	for _, class := range d.classes {
		if j.class(class) {
			return true
		}
	}
	return false
}

// start is where a walk begins; the zero value is the newest.
type start struct {
	at   time.Time
	id   string
	back bool // from there to the newest

	since Since // drawers before it are left out
}

// every visits all there is, newest first.
func (x *Index) every() iter.Seq[Sight] {
	return walk(x.look(&x.all, &part{}), start{}, func(*Entry) bool { return true }, func(d *drawer) (chosen, bool) { return chosen{}, true })
}

// each visits what this actor may do this with.
func (x *Index) each(actor access.Actor, do access.Action, from start) iter.Seq[Sight] {
	return x.eachOf(actor, do, from, nil)
}

// eachOf is each for those that a row of bits in every drawer marks. For who sees
// nothing without a part in it, only where they have one is looked at.
func (x *Index) eachOf(actor access.Actor, do access.Action, from start, marks func(*drawer) []uint64) iter.Seq[Sight] {
	p := &x.all
	if !actor.SeesAll() {
		x.mu.RLock()
		p = x.involved[actor.Member()]
		x.mu.RUnlock()
		if p == nil {
			p = &part{}
		}
	}
	v, j := x.look(p, &part{}), x.judge(actor, do)
	return walk(v, from, j.entry, func(d *drawer) (chosen, bool) {
		if !from.since.IsZero() && d.receivedAt(0).Before(from.since) || !j.any(d) {
			return chosen{}, false
		}
		c := chosen{may: j.packed}
		if marks != nil {
			if c.marks = marks(d); c.marks == nil {
				return c, false
			}
		}
		return c, true
	})
}

// chosen says which of a drawer are visited; the zero value is all.
type chosen struct {
	marks []uint64
	may   func(*drawer, int) bool
}

func (c chosen) has(d *drawer, i int) bool {
	return !d.isGone(i) && (c.marks == nil || c.marks[i/64]&(1<<(i%64)) != 0) && (c.may == nil || c.may(d, i))
}

// walk lays what stands open between what lies in drawers.
func walk(v view, from start, open func(*Entry) bool, choose func(*drawer) (chosen, bool)) iter.Seq[Sight] {
	if from.back {
		return walkBack(v, from, open, choose)
	}
	return func(yield func(Sight) bool) {
		hot, drawers := v.hot, v.drawers
		if !from.at.IsZero() || from.id != "" {
			hot = hot[sort.Search(len(hot), func(i int) bool { return later(from.at, from.id, hot[i].ReceivedAt, hot[i].ID) }):]
		}
		before := func(d *drawer, i int) bool { // what stands open and comes first
			for len(hot) > 0 && (d == nil || later(hot[0].ReceivedAt, hot[0].ID, d.receivedAt(i), lazy(d, i, hot[0].ReceivedAt))) {
				e := hot[0]
				hot = hot[1:]
				if open(e) && !yield(Sight{e: e}) {
					return false
				}
			}
			return true
		}
		for _, d := range drawers {
			first := 0
			if !from.at.IsZero() || from.id != "" {
				first = sort.Search(len(d.ids), func(i int) bool { return later(from.at, from.id, d.receivedAt(i), lazy(d, i, from.at)) })
			}
			c, ok := chosen{}, false
			if first < len(d.ids) {
				c, ok = choose(d)
			}
			if !ok {
				continue
			}
			for i := c.next(first, len(d.ids)); i < len(d.ids); i = c.next(i+1, len(d.ids)) {
				if !c.has(d, i) {
					continue
				}
				if !before(d, i) || !yield(Sight{d: d, i: i, classes: v.classes}) {
					return
				}
			}
		}
		before(nil, 0)
	}
}

// next is the first marked one from here.
func (c chosen) next(i, n int) int {
	if c.marks == nil {
		return i
	}
	for i < n {
		if word := c.marks[i/64] >> (i % 64); word != 0 {
			return i + bits.TrailingZeros64(word)
		}
		i = (i/64 + 1) * 64
	}
	return n
}

// walkBack is walk from somewhere to the newest.
func walkBack(v view, from start, open func(*Entry) bool, choose func(*drawer) (chosen, bool)) iter.Seq[Sight] {
	return func(yield func(Sight) bool) {
		hot := v.hot[:sort.Search(len(v.hot), func(i int) bool { return !later(v.hot[i].ReceivedAt, v.hot[i].ID, from.at, from.id) })]
		before := func(d *drawer, i int) bool {
			for len(hot) > 0 {
				e := hot[len(hot)-1]
				if d != nil && later(e.ReceivedAt, e.ID, d.receivedAt(i), lazy(d, i, e.ReceivedAt)) {
					return true
				}
				hot = hot[:len(hot)-1]
				if open(e) && !yield(Sight{e: e}) {
					return false
				}
			}
			return true
		}
		for _, d := range slices.Backward(v.drawers) {
			last := sort.Search(len(d.ids), func(i int) bool { return !later(d.receivedAt(i), lazy(d, i, from.at), from.at, from.id) })
			c, ok := chosen{}, false
			if last > 0 {
				c, ok = choose(d)
			}
			for i := last - 1; ok && i >= 0; i-- {
				if c.has(d, i) && (!before(d, i) || !yield(Sight{d: d, i: i, classes: v.classes})) {
					return
				}
			}
		}
		before(nil, 0)
	}
}

// later reports whether a stands before b in a list.
func later(atA time.Time, idA string, atB time.Time, idB string) bool {
	if c := atB.Compare(atA); c != 0 {
		return c < 0
	}
	return strings.Compare(idA, idB) < 0
}

// lazy is the id of a packed dossier when it matters: when both were received at
// the same moment.
func lazy(d *drawer, i int, at time.Time) string {
	if d.received[i] != at.UnixMicro() {
		return ""
	}
	return d.id(i)
}

// Since is from when on what is over is wanted; zero: all of it. What stands open is
// always there. Around the day itself there can be more than was asked.
type Since = time.Time

// Known returns, newest first, the dossiers this actor may know of. It and Search
// are the only ways out of the index for a person.
func (x *Index) Known(actor access.Actor, since Since) iter.Seq[Sight] {
	x.Wait()
	return x.each(actor, access.Know, start{since: since})
}

// KnownOlder is what comes after this dossier.
func (x *Index) KnownOlder(actor access.Actor, since Since, s Sight) iter.Seq[Sight] {
	x.Wait()
	return x.each(actor, access.Know, start{since: since, at: s.ReceivedAt(), id: s.ID()})
}

// KnownNewer is what comes before this dossier, the nearest first.
func (x *Index) KnownNewer(actor access.Actor, since Since, s Sight) iter.Seq[Sight] {
	x.Wait()
	return x.each(actor, access.Know, start{since: since, at: s.ReceivedAt(), id: s.ID(), back: true})
}

// KnownNumber finds the dossier with this number, if this actor may know of it.
func (x *Index) KnownNumber(actor access.Actor, ref string) (Sight, bool) {
	x.Wait()
	s, ok := x.numbered(ref)
	return s, ok && access.May(actor, access.Know, s.Facts()).OK
}

// CountKnown counts what this actor may know of.
func (x *Index) CountKnown(actor access.Actor) (n int) {
	x.Wait()
	j := x.judge(actor, access.Know)
	if j.single || !actor.SeesAll() {
		for range x.Known(actor, Since{}) {
			n++
		}
		return n
	}
	v := x.look(&x.all, &part{})
	for _, e := range v.hot {
		if j.entry(e) {
			n++
		}
	}
	for _, d := range v.drawers {
		for i, class := range d.classes {
			if j.class(class) {
				n += d.living(i)
			}
		}
	}
	return n
}
