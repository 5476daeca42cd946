package index

import (
	"reflect"

	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
)

// fact packs what a dossier contributes to figures, its days from that of receipt on.
func (p *packer) fact(f *figures.Fact) {
	p.base = f.Received
	p.fields(reflect.ValueOf(*f))
}

// facts reads the facts of a drawer. The figures of a year ask for hundreds of
// thousands of them: so it is written out field by field, in the order of the fields,
// and keeps the codes that it met and room for the next.
type facts struct {
	unpacker
	drawer *drawer
	codes  []figures.Code // by their number in the table, which has the most frequent first
	room   []figures.Fact
}

// manyFacts is for how many room is made at a time, and how many codes are kept.
const manyFacts = 256

func (d *drawer) reader() *facts {
	return &facts{unpacker: unpacker{words: d.names}, drawer: d, codes: make([]figures.Code, min(len(d.names), manyFacts))}
}

// at is the fact of one dossier.
func (r *facts) at(i int) *figures.Fact {
	if len(r.room) == 0 {
		r.room = make([]figures.Fact, manyFacts)
	}
	f := &r.room[0]
	r.room = r.room[1:]
	r.b, r.own = r.drawer.facts.at(i), r.own[:0]
	r.fact(f, r.drawer.day[i])
	return f
}

func (r *facts) fact(f *figures.Fact, received figures.Day) {
	r.base = received
	has := mask(r.uint())
	set(&has, &f.Ref, r.text)
	set(&has, &f.Received, r.day)
	set(&has, &f.Ended, r.day)
	many(r, &has, &f.Spells, (*facts).spell)
	for _, c := range []*figures.Code{&f.Category, &f.Cause, &f.Channel, &f.Severity, &f.From, &f.Service} {
		set(&has, c, r.code)
	}
	set(&has, &f.Who, r.uint)
	for _, p := range []*figures.Promise{&f.Seen, &f.Acknowledge, &f.Answer} {
		if has.next() {
			r.promise(p)
		}
	}
	set(&has, &f.Decided, r.day)
	set(&has, &f.Sent, r.day)
	if has.next() {
		f.Deciding = int32(r.int()) //nolint:gosec // it was one
	}
	word(r, &has, &f.Finding)
	many(r, &has, &f.Norms, func(r *facts, c *figures.Code) { *c = r.code() })
	f.AtIntake, f.Withdrawn, f.Inadmissible = has.next(), has.next(), has.next()
	set(&has, &f.Ground, r.code)
	f.Said, f.Satisfied = has.next(), has.next()
	set(&has, &f.Extensions, r.small)
	set(&has, &f.Corrections, r.small)
	many(r, &has, &f.Remedies, (*facts).remedy)
	many(r, &has, &f.Appeals, (*facts).appeal)
}

func (r *facts) spell(s *figures.Spell) {
	has := mask(r.uint())
	set(&has, &s.From, r.day)
	set(&has, &s.To, r.day)
}

func (r *facts) promise(p *figures.Promise) {
	has := mask(r.uint())
	for _, d := range []*figures.Day{&p.Start, &p.Original, &p.Due, &p.Met} {
		set(&has, d, r.day)
	}
	p.Owed, p.LateExtension = has.next(), has.next()
}

func (r *facts) remedy(x *figures.Remedy) {
	has := mask(r.uint())
	set(&has, &x.By, r.day)
	set(&has, &x.Done, r.day)
	if has.next() {
		x.Cents = complaint.Cents(r.int())
	}
	word(r, &has, &x.Kind)
}

func (r *facts) appeal(a *figures.Appeal) {
	has := mask(r.uint())
	set(&has, &a.Lodged, r.day)
	set(&has, &a.Ended, r.day)
	word(r, &has, &a.Outcome)
	a.Silence = has.next()
	set(&has, &a.Followed, r.day)
}

func (r *facts) day() figures.Day { return figures.Day(r.int()) + r.base } //nolint:gosec // it was one
func (r *facts) small() uint8     { return uint8(r.uint()) }               //nolint:gosec // it was one

func (r *facts) code() figures.Code {
	n := r.uint()
	if n < listed || n-listed >= uint64(len(r.codes)) {
		return figures.CodeOf(r.word(n))
	}
	c := &r.codes[n-listed]
	if *c == (figures.Code{}) {
		*c = figures.CodeOf(r.word(n))
	}
	return *c
}

// mask says which fields hold something, the next in its lowest bit.
type mask uint64

func (m *mask) next() bool {
	is := *m&1 != 0
	*m >>= 1
	return is
}

func set[T any](has *mask, field *T, read func() T) {
	if has.next() {
		*field = read()
	}
}

func word[T ~string](r *facts, has *mask, field *T) {
	if has.next() {
		*field = T(r.text())
	}
}

func many[T any](r *facts, has *mask, field *[]T, read func(*facts, *T)) {
	if !has.next() {
		return
	}
	*field = make([]T, r.uint())
	for i := range *field {
		read(r, &(*field)[i])
	}
}
