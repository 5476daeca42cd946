package evaluation

import (
	"crypto/sha256"
	"slices"
)

// Verdict is what a person decided about a signal.
type Verdict string

// The verdicts. Open is none yet.
const (
	Open        Verdict = ""
	Complaint   Verdict = "complaint"
	NoComplaint Verdict = "no_complaint" // with a reason
	Merged      Verdict = "merged"       // belongs to a complaint that is there
)

// Balance counts the signals of a form or a year. A signal cannot vanish:
// Signals() is always the sum of the four (domain: S3).
type Balance struct{ Complaints, NoComplaint, Merged, Open int }

// Signals is how many were found, apart from parts that they were split into.
func (b Balance) Signals() int { return b.Complaints + b.NoComplaint + b.Merged + b.Open }

// Found counts a new signal.
func (b Balance) Found() Balance { b.Open++; return b }

// Split makes two of one that is open: a form with two complaints in it. False
// when none is open.
func (b Balance) Split() (Balance, bool) {
	if b.Open < 1 {
		return b, false
	}
	b.Open++
	return b, true
}

// Decide moves one signal from what it was to what it is; the number of signals
// stays. False when none is where it should come from.
func (b Balance) Decide(from, to Verdict) (Balance, bool) {
	source, target := b.of(from), b.of(to)
	if source == nil || target == nil || *source < 1 {
		return b, false
	}
	*source--
	*target++
	return b, true
}

func (b *Balance) of(v Verdict) *int {
	switch v {
	case Open:
		return &b.Open
	case Complaint:
		return &b.Complaints
	case NoComplaint:
		return &b.NoComplaint
	case Merged:
		return &b.Merged
	}
	return nil
}

// Rate is how well the proposals of one form did, by what people decided.
type Rate struct {
	Judged, Complaints int // signals that were decided; of them complaints, also merged ones
	Looked, Missed     int // rows that were not proposed and looked at; of them complaints
	NotProposed        int // all rows that were not proposed
}

// Rated takes the decisions of a balance.
func (b Balance) Rated() Rate {
	return Rate{Judged: b.Complaints + b.NoComplaint + b.Merged, Complaints: b.Complaints + b.Merged}
}

// Misses estimates how many complaints are among what was not proposed; false
// while nobody looked.
func (r Rate) Misses() (float64, bool) {
	if r.Looked == 0 {
		return 0, false
	}
	return float64(r.Missed) / float64(r.Looked) * float64(r.NotProposed), true
}

// LotSize is how many rows that were not proposed are offered for a look.
const LotSize = 10

// Lot draws LotSize rows, each with the same chance, in one pass and in little
// memory. The same seed and keys give the same rows, so that a draw can be
// repeated and nobody chooses.
type Lot struct {
	seed  string
	drawn []ticket
}

type ticket struct {
	lot [sha256.Size]byte
	key string
}

// NewLot starts a draw; a seed is the key of the import.
func NewLot(seed string) *Lot { return &Lot{seed: seed} }

// Offer puts a row in, by the key that knows it again.
func (l *Lot) Offer(key string) {
	t := ticket{sha256.Sum256([]byte(l.seed + "\x00" + key)), key}
	i, there := slices.BinarySearchFunc(l.drawn, t, func(a, b ticket) int { return slices.Compare(a.lot[:], b.lot[:]) })
	if there || i == LotSize {
		return
	}
	l.drawn = slices.Insert(l.drawn, i, t)
	l.drawn = l.drawn[:min(len(l.drawn), LotSize)]
}

// Drawn are the keys of the rows, in the order of the draw.
func (l *Lot) Drawn() (keys []string) {
	for _, t := range l.drawn {
		keys = append(keys, t.key)
	}
	return keys
}
