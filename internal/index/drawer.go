package index

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"time"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/figures"
)

// A drawer holds the dossiers that are over and were received within a stretch of
// time, newest first, in a few rows of numbers. It never changes: another one takes
// its place. What a list chooses by stands in rows of its own; the rest of a dossier
// is packed and looked at when it is shown.
type drawer struct {
	organisation string
	names        []string // of the table
	ids          [][16]byte
	odd          map[int]string // ids that are not the text of sixteen bytes: those of tests
	key          uint16         // which drawer it is, also after one was taken out
	received     []int64        // in microseconds
	day          []figures.Day  // of receipt, under its own procedure
	ended        []uint32       // in seconds; 0: it was not closed
	version      []uint16
	class        []uint16 // number in classes
	classes      []uint32 // of access: who has which part in a dossier
	perClass     []uint16 // how many there are of each
	category     []uint16 // number in categories
	stage        []uint8  // number in stages
	categories   []string
	slow         []uint16 // that were open for more than a year
	records      heap
	facts        heap
	lexicon      lexicon
	gone         []uint64 // bits of those that were replaced or taken out since
	live         int
}

// heap is many short rows of bytes behind each other. They are read as text, so that a
// word in them is no copy.
type heap struct {
	b   string
	end []uint32
}

// filling is a heap while it grows.
type filling struct {
	b   []byte
	end []uint32
}

func (f *filling) add(b []byte) {
	f.b = append(f.b, b...)
	f.end = append(f.end, uint32(len(f.b)))
}

func (f *filling) heap() heap { return heap{string(f.b), slices.Clone(f.end)} }

func (h *heap) at(i int) string {
	from := uint32(0)
	if i > 0 {
		from = h.end[i-1]
	}
	return h.b[from:h.end[i]]
}

// stages a dossier that is over can have, by their number in a drawer.
var stages = []complaint.Stage{complaint.StageClosed, complaint.StageWithdrawn, complaint.StageInadmissible, complaint.StageAppealed, ""}

// classes are the parts people have in dossiers, each combination once: many
// dossiers were handled by the same people.
type classes struct {
	facts  []access.Facts // without id and end
	number map[string]uint32
}

// of gives the number of a combination.
func (c *classes) of(f access.Facts) uint32 {
	f.Dossier, f.EndedAt = "", time.Time{}
	key := keyOf(f)
	if n, ok := c.number[key]; ok {
		return n
	}
	if c.number == nil {
		c.number = map[string]uint32{}
	}
	n := uint32(len(c.facts))
	c.facts, c.number[key] = append(c.facts, f), n
	return n
}

func keyOf(f access.Facts) string {
	var b strings.Builder
	for _, part := range [][]complaint.MemberID{f.Subjects, f.Recused, {f.Reporter, f.Acknowledger, f.Handler}, f.Readers, f.Confidants} {
		for _, m := range part {
			b.WriteString(string(m))
			b.WriteByte(0)
		}
		b.WriteByte(1)
	}
	for _, yes := range []bool{f.Discussed, f.Erased} {
		if yes {
			b.WriteByte('x')
		}
		b.WriteByte(1)
	}
	return b.String()
}

// filed is a dossier on its way into a drawer.
type filed struct {
	*Entry
	tokens []string
	class  uint32
}

// fill makes a drawer of these, which stand newest first.
func fill(organisation string, all []filed) *drawer {
	p := &packer{table: &table{seen: map[string]int{}}, counting: true, own: map[string]int{}}
	for _, e := range all {
		p.begin()
		p.record(e.Entry)
		p.fact(e.Fact)
	}
	p.settle(moreThanOnce)
	p.counting = false
	d := &drawer{organisation: organisation, names: p.words, live: len(all), gone: make([]uint64, (len(all)+63)/64)}
	category, class := map[string]uint16{}, map[uint32]uint16{}
	var records, facts filling
	for i, e := range all {
		d.setID(i, e.ID)
		d.received = append(d.received, e.ReceivedAt.UnixMicro())
		d.day = append(d.day, e.Fact.Received)
		d.ended = append(d.ended, secondsOf(e.Facts.EndedAt))
		d.version = append(d.version, uint16(e.Complaint.Version))
		d.class = append(d.class, numberIn(e.class, class, &d.classes))
		d.category = append(d.category, numberIn(e.Category, category, &d.categories))
		d.stage = append(d.stage, uint8(max(0, slices.Index(stages, e.Complaint.Over()))))
		if e.slow() {
			d.slow = append(d.slow, uint16(i))
		}
		p.begin()
		p.record(e.Entry)
		records.add(p.b)
		p.begin()
		p.fact(e.Fact)
		facts.add(p.b)
	}
	d.records, d.facts, d.lexicon = records.heap(), facts.heap(), newLexicon(all)
	d.countClasses()
	d.shrink()
	return d
}

// numberIn gives the number of a value in a list that holds each once.
func numberIn[T comparable](of T, number map[T]uint16, list *[]T) uint16 {
	n, ok := number[of]
	if !ok {
		n = uint16(len(*list))
		number[of], *list = n, append(*list, of)
	}
	return n
}

func (d *drawer) countClasses() {
	d.perClass = make([]uint16, len(d.classes))
	for _, c := range d.class {
		d.perClass[c]++
	}
}

// shrink gives back what the rows were given to grow.
func (d *drawer) shrink() {
	d.received, d.day, d.ended, d.version, d.class = slices.Clone(d.received), slices.Clone(d.day), slices.Clone(d.ended), slices.Clone(d.version), slices.Clone(d.class)
	d.classes, d.category, d.stage, d.ids, d.slow = slices.Clone(d.classes), slices.Clone(d.category), slices.Clone(d.stage), slices.Clone(d.ids), slices.Clone(d.slow)
}

// moreThanOnce are the words that come back, the most frequent first.
func moreThanOnce(seen map[string]int) (all []string) {
	for w, n := range seen {
		if n > 1 {
			all = append(all, w)
		}
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(seen[b], seen[a]), cmp.Compare(a, b)) })
	for i, w := range all {
		all[i] = strings.Clone(w)
	}
	return all
}

func secondsOf(at time.Time) uint32 {
	if at.IsZero() {
		return 0
	}
	return uint32(at.Unix())
}

func (d *drawer) setID(i int, id string) {
	var raw [16]byte
	if b, err := idText.DecodeString(id); err == nil && len(b) == 16 && idText.EncodeToString(b) == id {
		copy(raw[:], b)
	} else {
		if d.odd == nil {
			d.odd = map[int]string{}
		}
		d.odd[i] = id
	}
	d.ids = append(d.ids, raw)
}

func (d *drawer) id(i int) string {
	if id, ok := d.odd[i]; ok {
		return id
	}
	return idText.EncodeToString(d.ids[i][:])
}

func (d *drawer) isGone(i int) bool { return d.gone[i/64]&(1<<(i%64)) != 0 }

// without is the same drawer when one was replaced or taken out.
func (d *drawer) without(i int) *drawer {
	if d.isGone(i) {
		return d
	}
	c := *d
	c.gone = slices.Clone(d.gone)
	c.gone[i/64] |= 1 << (i % 64)
	c.live--
	return &c
}

// living counts those that are still here of a class, by its number in this drawer.
func (d *drawer) living(class int) int {
	n := int(d.perClass[class])
	for w, word := range d.gone {
		for ; word != 0 && n > 0; word &= word - 1 {
			if int(d.class[w*64+bits.TrailingZeros64(word)]) == class {
				n--
			}
		}
	}
	return n
}

// classOf is the class of a dossier among those of all drawers.
func (d *drawer) classOf(i int) uint32 { return d.classes[d.class[i]] }

func (d *drawer) receivedAt(i int) time.Time { return time.UnixMicro(d.received[i]).UTC() }

func (d *drawer) endedAt(i int) time.Time {
	if d.ended[i] == 0 {
		return time.Time{}
	}
	return time.Unix(int64(d.ended[i]), 0).UTC()
}

// ref is the number of a dossier, which is the first field of its fact: the rest is
// not looked at.
func (d *drawer) ref(i int) string {
	u := unpacker{words: d.names, b: d.facts.at(i)}
	if u.uint()&1 == 0 {
		return ""
	}
	return u.text()
}

func (d *drawer) fact(i int) *figures.Fact {
	r, f := facts{unpacker: unpacker{words: d.names, b: d.facts.at(i)}}, &figures.Fact{}
	r.fact(f, d.day[i])
	return f
}

// entry is the dossier as it was before it was packed, but for the words that
// searches look in.
func (d *drawer) entry(i int) *Entry {
	u, f := unpacker{words: d.names, b: d.records.at(i)}, d.fact(i)
	heading, complainant, history := u.record(f.Ref, d.receivedAt(i))
	e := bareEntry(d.organisation, d.id(i), complaint.FoldWordless(history), f)
	e.Heading, e.Complainant, e.ReceivedAt = heading, complainant, d.receivedAt(i)
	return e
}
